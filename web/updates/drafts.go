package updates

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/item"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// saving is what the form of a window holds, to be kept. Each form of a draft carries which version it shows and which window it is.
func saving(r *http.Request, id update.DraftID, about update.About, f update.Fields) update.Saving {
	window, err := uuid.Parse(r.PostFormValue("window"))
	if err != nil {
		window = uuid.Nil
	}
	return update.Saving{ID: id, About: about, Fields: f, Base: shownVersion(r), Window: window}
}

// shownVersion is the version of the draft that the form shows, 0 of one that was not saved yet.
func shownVersion(r *http.Request) int {
	n, err := strconv.ParseInt(r.PostFormValue("version"), 10, 32)
	if err != nil || n < 0 {
		return 0
	}
	return int(n)
}

// windowOf is the window that the form stands in.
func windowOf(r *http.Request) string {
	if w := r.PostForm.Get("window"); uuid.Validate(w) == nil {
		return w
	}
	return page.NewKey()
}

// told is what a window hears that is behind another one.
type told struct {
	Draft   string `json:"draft"` // which draft this window goes on with, "" for none
	Version int    `json:"version"`
	Says    string `json:"says"`
	Words   string `json:"words"` // of the link
	Link    string `json:"link"`
}

// Autosave keeps what was typed so far, without a page. A window that another one was faster than hears that, and its text is kept as
// a draft of its own beside the other; what was posted does not come back.
func (s Site) Autosave(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := draftOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	about, err := update.ParseAbout(r.PostFormValue("about"))
	if err != nil {
		return page.Answer{}, err
	}
	saved, err := saving(r, id, about, fieldsOf(r)).Save(r.Context(), s.DB, v.Who)
	switch {
	case err != nil:
		return page.Answer{}, err
	case saved.Posted != nil:
		return behind(told{Says: "Posted in another window at " + clock(v, saved.Posted.Touched) + ". What you type here is not saved.",
			Words: "Read what was posted", Link: saved.Posted.Led})
	case saved.Beside != nil:
		return behind(told{Draft: saved.ID.String(), Version: saved.Version, Says: "Saved in another window at " + clock(v, saved.Beside.Touched) +
			". Nothing is overwritten: both texts are kept.", Words: "Compare them and choose", Link: draftURL(saved.ID, "/beside")})
	}
	a := page.Nothing()
	a.Header = http.Header{"X-Draft-Version": {strconv.Itoa(saved.Version)}, "X-Draft-Saved": {clock(v, v.Now)}}
	return a, nil
}

func behind(t told) (page.Answer, error) {
	b, err := json.Marshal(t)
	if err != nil {
		return page.Answer{}, err
	}
	a := page.Bytes("application/json", b)
	a.Status = http.StatusConflict
	return a, nil
}

// clock is an hour as pages say it.
func clock(v page.Visitor, t time.Time) string {
	return t.In(v.Zone).Format("3:04 PM MST")
}

// Drafts are the visitor's own.
func (s Site) Drafts(v page.Visitor, r *http.Request) (page.Answer, error) {
	var f page.Frame
	var all []update.Draft
	err := s.DB.Read(r.Context(), v.Who, append(f.Queries(v), update.Drafts(&all))...)
	return page.Show(drafts(f, all)), err
}

// both are two drafts that two windows made of one, for their author to choose.
type both struct {
	frame   page.Frame
	here    update.Draft
	there   *update.Draft
	circles []item.Circle
}

// Beside shows a draft beside the one that another window had saved.
func (s Site) Beside(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := draftOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	var b both
	queries := append(b.frame.Queries(v), update.DraftByID(id, &b.here), update.BesideDraft(id, &b.there), update.CirclesOfDrafts(id, &b.circles))
	if err := s.DB.Read(r.Context(), v.Who, queries...); err != nil {
		return page.Answer{}, err
	}
	if b.there == nil || b.here.Led != "" {
		return page.Go(draftURL(id, ""), ""), nil
	}
	return page.Show(beside(b)), nil
}

// audience is whom a draft is addressed to so far, in words.
func (b both) audience(d update.Draft) string {
	var names []string
	for _, id := range d.Fields.CircleIDs() {
		for _, c := range b.circles {
			if c.ID == id {
				names = append(names, c.Name())
			}
		}
	}
	return list(names)
}

// Discard throws a draft away: where it was one of two, on to the other.
func (s Site) Discard(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := draftOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	place := "/drafts"
	if other, err := update.ParseDraftID(r.PostFormValue("keep")); err == nil {
		place = draftURL(other, "")
	}
	err = s.DB.Write(r.Context(), v.Who, page.Once(r, place), update.DiscardDraft(id)...)
	return page.Go(place, "The draft is thrown away."), err
}

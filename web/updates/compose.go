package updates

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// composer is where an update is written. It works on a draft, which comes into being when it is first saved.
type composer struct {
	frame  page.Frame
	draft  update.Draft
	window string // which window this is
	fields update.Fields
	offer  update.Offer
	sizes  []item.CircleSize
	files  []update.Attachment
	posted *update.Draft // what another window had posted of the draft meanwhile
	errs   fault.Invalid
}

// queries read what the composer needs for the draft, but not the draft itself: a new one is not there yet.
func (c *composer) queries(v page.Visitor, p update.Picker) []db.Query {
	return append(append(c.frame.Queries(v), c.offer.Queries()...), update.People(p, &c.offer.People), item.AddressSizes(&c.sizes), update.DraftFiles(p.Draft, &c.files))
}

// New begins an update, in the council the address names.
func (s Site) New(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.begin(v, r, update.NewDraftID())
}

// begin shows an update that nobody has written anything of.
func (s Site) begin(v page.Visitor, r *http.Request, id update.DraftID) (page.Answer, error) {
	slug := v.Query.Get("council")
	c := &composer{draft: update.Draft{ID: id}, window: page.NewKey()}
	queries := append(c.queries(v, update.Picker{Council: slug, Draft: c.draft.ID}), update.SectorsOf(slug, &c.fields.Sectors))
	if err := s.DB.Read(r.Context(), v.Who, queries...); err != nil {
		return page.Answer{}, err
	}
	if len(c.offer.Voices) == 0 {
		return page.Answer{}, fault.NotFound
	}
	// Where there is a choice and no context, nothing is chosen.
	voice, ok := c.offer.Voice("", slug)
	if !ok {
		return page.Show(compose(c)), nil
	}
	c.fields.As = voice.ID.String()
	for _, circle := range c.offer.Circles {
		if circle.CouncilID == voice.CouncilID && circle.Kind != marking.Seated {
			c.fields.Circles = append(c.fields.Circles, circle.ID.String())
		}
	}
	return page.Show(compose(c)), nil
}

// Draft goes on with a draft, wherever it was written. What was made of it already is where it leads, and what is begun at an address of its
// own, as a page does that must come through a reload, begins there.
func (s Site) Draft(v page.Visitor, r *http.Request) (page.Answer, error) {
	c, err := s.composer(v, r)
	switch {
	case errors.Is(err, fault.NotFound) && v.Query.Get("council") != "":
		id, err := draftOf(r)
		if err != nil {
			return page.Answer{}, err
		}
		return s.begin(v, r, id)
	case err != nil:
		return page.Answer{}, err
	case c.draft.Led != "":
		return page.Go(c.draft.Led, ""), nil
	case c.draft.About == update.AboutUpdate:
		return page.Show(compose(c)), nil
	case c.draft.About.Form():
		kept := page.Kept{ID: c.draft.ID.String(), At: c.draft.Touched}
		err := s.DB.Read(r.Context(), v.Who, update.FormByID(c.draft.ID, &kept.Form))
		return page.GiveBack(kept), err
	}
	return s.where(v, r, c)
}

// where leads to what a reply or an edit is written beside. Where that does not open any more, what was written is shown by itself.
func (s Site) where(v page.Visitor, r *http.Request, c *composer) (page.Answer, error) {
	var of update.Update
	id, _ := c.draft.About.Item()
	err := s.DB.Read(r.Context(), v.Who, update.ByID(id, &of))
	switch {
	case errors.Is(err, fault.NotFound) || err == nil && of.Withdrawn != nil:
		return page.Show(orphan(c)), nil
	case err != nil:
		return page.Answer{}, err
	case c.draft.About.Edit():
		return page.Go(urlOf(id, "/edit?draft="+c.draft.ID.String()), ""), nil
	}
	return page.Go(urlOf(id, "?draft="+c.draft.ID.String()+"#reply"), ""), nil
}

// composer reads the draft of the address with all that the page about it needs.
func (s Site) composer(v page.Visitor, r *http.Request, more ...db.Query) (*composer, error) {
	id, err := draftOf(r)
	if err != nil {
		return nil, err
	}
	return s.resume(v, r, id, more...)
}

func (s Site) resume(v page.Visitor, r *http.Request, id update.DraftID, more ...db.Query) (*composer, error) {
	c := &composer{window: page.NewKey()}
	queries := append(c.queries(v, update.Picker{Draft: id}), update.DraftByID(id, &c.draft))
	err := s.DB.Read(r.Context(), v.Who, append(queries, more...)...)
	c.fields = c.draft.Fields
	return c, err
}

// MaySave asks whether the address is of a draft of the visitor's own or of none, before any of what was sent is read.
func (s Site) MaySave(v page.Visitor, r *http.Request) error {
	id, err := draftOf(r)
	if err != nil {
		return err
	}
	return s.DB.Read(r.Context(), v.Who, update.DraftIsFree(id))
}

// Save keeps the draft and does what the pressed button says: go on to the review, look for people, attach or detach a file, or
// just stay. What is wrong comes back with everything typed.
func (s Site) Save(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := draftOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	c := &composer{draft: update.Draft{ID: id, Version: shownVersion(r)}, window: windowOf(r), fields: fieldsOf(r)}
	unkept := c.fields.Unkept()
	if unkept.For("find") != "" {
		c.fields.Find = ""
	}
	picker := update.Picker{As: c.fields.As, Find: c.fields.Find, Chosen: c.fields.CircleIDs(), Draft: id}
	if err := s.DB.Read(r.Context(), v.Who, c.queries(v, picker)...); err != nil {
		return page.Answer{}, err
	}
	then, file, _ := strings.Cut(r.PostFormValue("then"), ":")
	if unkept = pressed(unkept, then, "review", "draft", "find", "attach", "detach"); len(unkept) > 0 {
		c.errs = unkept
		return page.Again(compose(c), unkept), nil
	}
	saved, err := saving(r, id, update.AboutUpdate, c.fields).Save(r.Context(), s.DB, v.Who)
	if err != nil {
		return page.Answer{}, err
	}
	if saved.Posted != nil {
		c.draft, c.posted = update.Draft{ID: update.NewDraftID()}, saved.Posted
		return page.Again(compose(c), fault.Conflict{Message: "Posted in another window."}), nil
	}
	id, c.draft.ID, c.draft.Version = saved.ID, saved.ID, saved.Version
	err = s.keepFiles(v, r, id, file, len(c.files))
	if err == nil && saved.Beside != nil {
		return page.Go(draftURL(id, "/beside"), ""), nil
	}
	if err == nil && then == "review" {
		_, err = c.fields.Posting(c.offer, today(v))
	}
	switch {
	case errors.As(err, &c.errs):
		return page.Again(compose(c), err), nil
	case then == "review":
		return page.Go(draftURL(id, "/review"), ""), err
	case then == "find":
		return page.Go(draftURL(id, "#f-people"), ""), err
	case then == "attach" || then == "detach":
		return page.Go(draftURL(id, "#f-file"), ""), err
	}
	return page.Go(draftURL(id, ""), "The draft is saved. Only you can see it."), err
}

// pressed adds that a form was sent by a button that it does not have. One that a script sends names none.
func pressed(wrong fault.Invalid, button string, buttons ...string) fault.Invalid {
	if button != "" && !slices.Contains(buttons, button) {
		wrong.Add("", "Press one of the buttons of the form. Nothing was kept yet.")
	}
	return wrong
}

// keepFiles puts the files that were sent beside a draft that has so many, and takes away the one that the pressed button names.
func (s Site) keepFiles(v page.Visitor, r *http.Request, draft update.DraftID, detach string, has int) error {
	var changes []db.Query
	if detach != "" {
		file, err := update.ParseAttachmentID(detach)
		if err != nil {
			return err
		}
		changes = append(changes, update.DetachFile(draft, file))
	}
	sent, problem := s.receive(v, r, update.MaxFiles-has)
	for _, file := range sent {
		changes = append(changes, update.AttachFile(draft, file))
	}
	if len(changes) == 0 {
		return problem
	}
	return errors.Join(problem, s.DB.Write(r.Context(), v.Who, db.Once{}, changes...))
}

// Preview renders a text as readers would see it.
func (s Site) Preview(_ page.Visitor, r *http.Request) (page.Answer, error) {
	var errs fault.Invalid
	body := r.PostFormValue("body")
	if item.CheckBody(body, &errs); len(errs) > 0 {
		return page.Bytes("text/html; charset=utf-8", nil), nil
	}
	text, err := item.Render(body, 2)
	return page.Bytes("text/html; charset=utf-8", []byte(text.HTML)), err
}

// fieldsOf is what was typed. Browsers end lines with two characters; a text has one.
func fieldsOf(r *http.Request) update.Fields {
	f := r.PostForm
	base, _ := strconv.Atoi(f.Get("base")) // of an edit; what is no number is none
	return update.Fields{
		Base: base, As: f.Get("as"), Genre: f.Get("genre"), Title: f.Get("title"), Body: lines(f.Get("body")), Label: f.Get("label"), Circles: f["circles"],
		Find: f.Get("find"), Sectors: f["sectors"], States: f["states"], AnswerBy: f.Get("answer_by"), ValidUntil: f.Get("valid_until"),
		Source: f.Get("source"), SourceMarking: f.Get("source_marking"), Drop: f["drop"],
	}
}

func lines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// today is the day where the portal stands.
func today(v page.Visitor) time.Time { return v.Now.In(v.Instance.Zone) }

// address is where this draft is found again after a reload, be it saved by then or not.
func (c *composer) address() string {
	for _, v := range c.offer.Voices {
		if v.ID.String() == c.fields.As {
			return draftURL(c.draft.ID, "?council="+v.CouncilSlug)
		}
	}
	return draftURL(c.draft.ID, "")
}

// voices are the offices to post in; left open, the office follows the audience.
func (c *composer) voices() []page.Option {
	return append([]page.Option{{Label: "The council that you address"}}, voices(c.offer.Voices)...)
}

func (c *composer) chosen(circle item.Circle) bool {
	return slices.Contains(c.fields.Circles, circle.ID.String())
}

// names says that people are named one by one.
func (c *composer) names() bool {
	return c.fields.Find+c.errs.For("find") != "" || c.fields.Label == string(marking.Red) || slices.ContainsFunc(c.offer.People, c.chosen)
}

// knocks says that the watch or a regional office is addressed.
func (c *composer) knocks() bool {
	return slices.ContainsFunc(c.offer.Circles, func(circle item.Circle) bool { return circle.Door && c.chosen(circle) })
}

// detailed says that something folded away is filled in or wrong.
func detailed(f update.Fields, errs fault.Invalid) bool {
	return f.ValidUntil+f.Source+f.SourceMarking != "" || len(f.States) > 0 ||
		slices.ContainsFunc(errs, func(e fault.Field) bool {
			return slices.Contains([]string{"sectors", "states", "valid_until", "source", "source_marking"}, e.Name)
		})
}

// heard is said beside an audience: what its letters stand for, how many it is, and that its author is not in it.
func (c *composer) heard(circle item.Circle) string {
	var says []string
	for _, s := range c.sizes {
		if s.CircleID != circle.ID {
			continue
		}
		if s.CouncilName != circle.Council && circle.Kind != marking.Seated {
			says = append(says, s.CouncilName)
		}
		says = append(says, item.CountPeople(s.People))
	}
	switch {
	case circle.Kind == marking.Seated:
		says = append(says, "representatives and alternates only")
	case !circle.Reads && !circle.Door:
		says = append(says, "you address it without reading there")
	}
	return strings.Join(says, " · ")
}

func choices(all []update.Choice) []page.Option {
	options := make([]page.Option, len(all))
	for i, c := range all {
		options[i] = page.Option{Value: c.Value, Label: c.Label}
	}
	return options
}

func genres() []page.Option {
	options := make([]page.Option, len(update.Genres))
	for i, g := range update.Genres {
		options[i] = page.Option{Value: string(g), Label: g.Name()}
	}
	return options
}

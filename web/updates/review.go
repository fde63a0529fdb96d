package updates

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// review is the draft as readers will see it, and how many they are.
type review struct {
	*composer
	posting update.Posting
	reach   item.Reach
	each    []update.CircleReach
	once    string
	changed string // why it has to be reviewed again
}

// version names the state of a draft that was reviewed: what is posted is what was seen.
func version(d update.Draft) string { return strconv.Itoa(d.Version) }

// Review shows the draft once more before it is posted. One that cannot be posted yet is shown in the composer.
func (s Site) Review(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := draftOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	w := review{once: page.NewKey()}
	err = s.review(v, r, id, &w)
	if w.composer != nil && w.draft.Led != "" {
		return page.Go(w.draft.Led, ""), nil
	} else if w.composer != nil && w.draft.About != update.AboutUpdate && w.draft.About != "" {
		return page.Go(draftURL(id, ""), ""), nil
	}
	if errors.As(err, &w.errs) {
		return page.Again(compose(w.composer), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Show(reviewed(w)), nil
}

// review reads the draft, counts whom it would reach and makes the posting of it.
func (s Site) review(v page.Visitor, r *http.Request, id update.DraftID, w *review) error {
	var err error
	if w.composer, err = s.resume(v, r, id, update.ReachOfDraft(id, &w.reach, &w.each)...); err == nil && w.draft.Led == "" {
		w.posting, err = w.fields.Posting(w.offer, today(v))
	}
	return err
}

// Post releases what was reviewed. The update bears the name of the form, so that a form sent twice leads to the same update even
// when its draft is gone already. A post costs the same however many its readers and the people one could name: whom it reaches is not
// counted again, and what only a page would show is read when there has to be one.
func (s Site) Post(v page.Visitor, r *http.Request) (page.Answer, error) {
	draft, err := update.ParseDraftID(r.PostFormValue("draft"))
	if err != nil {
		return page.Answer{}, err
	}
	id := keyed(v, r)
	c := &composer{}
	err = s.DB.Read(r.Context(), v.Who, append(c.offer.Queries(), update.Chosen(draft, &c.offer.People), update.DraftByID(draft, &c.draft))...)
	if errors.Is(err, fault.NotFound) {
		var posted update.Update
		err = s.DB.Read(r.Context(), v.Who, update.ByID(id, &posted))
		return page.Go(urlOf(id, ""), ""), err
	} else if err != nil {
		return page.Answer{}, err
	}
	switch {
	case c.draft.Led != "":
		return page.Go(c.draft.Led, ""), nil
	case c.draft.About != update.AboutUpdate:
		return page.Answer{}, fault.NotFound
	}
	if version(c.draft) != r.PostFormValue("version") {
		return s.reviewAgain(v, r, draft)
	}
	posting, err := c.draft.Fields.Posting(c.offer, today(v))
	if err == nil {
		posting.ID, posting.Draft, posting.Place = id, draft, urlOf(id, "")
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(id, "")), update.Post(posting)...)
	}
	if errors.Is(err, fault.Denied) { // perhaps another window posted it in this very moment
		var was update.Draft
		if s.DB.Read(r.Context(), v.Who, update.DraftByID(draft, &was)) == nil && was.Led != "" {
			return page.Go(was.Led, ""), nil
		}
	}
	var errs fault.Invalid
	if errors.As(err, &errs) {
		if c, err = s.resume(v, r, draft); err != nil {
			return page.Answer{}, err
		}
		c.errs = errs
		return page.Again(compose(c), errs), nil
	}
	return page.Go(urlOf(id, ""), "Posted to "+list(names(posting))+"."), err
}

// reviewAgain shows a draft that was changed after it had been reviewed.
func (s Site) reviewAgain(v page.Visitor, r *http.Request, draft update.DraftID) (page.Answer, error) {
	w := review{once: page.NewKey(), changed: "The draft was changed after you had reviewed it. Look at it again, then post."}
	err := s.review(v, r, draft, &w)
	if errors.As(err, &w.errs) {
		return page.Again(compose(w.composer), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Again(reviewed(w), fault.Conflict{Message: w.changed}), nil
}

// names are what the chosen circles are called.
func names(p update.Posting) []string {
	names := make([]string, len(p.Circles))
	for i, c := range p.Circles {
		names[i] = c.Name()
	}
	return names
}

func (r review) of(c item.Circle) item.Reach {
	n := slices.IndexFunc(r.each, func(x update.CircleReach) bool { return x.ID == c.ID })
	if n < 0 {
		return item.Reach{}
	}
	return r.each[n].Reach
}

// sentence says the reach: "212 people in 61 organizations will see this. 9 of them are government, none of them regulators."
func (r review) sentence() string {
	n := r.reach
	if n.People == 0 {
		return "Nobody stands in this audience now but you. Whoever joins it will see this."
	}
	return page.Count(n.People, "person", "people") + " in " + page.Count(n.Organizations, "organization", "organizations") + " will see this. " +
		some(n.Government, "None") + " of them government, " + some(n.Regulators, "none") + " of them regulators."
}

func some(n int, none string) string {
	if n == 0 {
		return none
	}
	return page.Number(n)
}

// preview is the update that the draft becomes, for what stands beside its text.
func (r review) preview() update.Update {
	p := r.posting
	return update.Update{AnswerBy: p.AnswerBy, ValidUntil: p.ValidUntil, Source: p.Source, SourceMarking: p.SourceMarking,
		Sectors: chosenLabels(p.Sectors, r.offer.Sectors), States: chosenLabels(p.States, r.offer.States)}
}

// chosenLabels are the names of the chosen values.
func chosenLabels(chosen []string, offered []update.Choice) []string {
	var names []string
	for _, c := range offered {
		if slices.Contains(chosen, c.Value) {
			names = append(names, c.Label)
		}
	}
	return names
}

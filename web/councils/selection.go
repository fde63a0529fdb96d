package councils

import (
	"net/http"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/audit"
	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// selectionPage is the second roster: whom CISA selected under an umbrella. Who sees the charter's roster sees it; staff keep it.
type selectionPage struct {
	place
	on        asOf
	umbrellas []council.Umbrella
	rows      []council.Selection
	next      string

	holder   page.Pick
	umbrella string
	person   string
	document string
	since    string
	wrong    fault.Invalid
	key      string
}

// keepsSelection says that the asker records whom CISA selected.
func (p place) keepsSelection() bool { return p.frame.May(may.RecordCouncils) && !p.ended() }

func (s Site) readSelection(v page.Visitor, r *http.Request, p *selectionPage, more ...db.Query) error {
	after, err := page.ParseCursor(v.Query.Get("after"), 2)
	if err != nil {
		return err
	}
	if err := s.read(v, r, &p.place, append(more, council.SelectingOver(slugOf(r), &p.umbrellas), council.Selected(slugOf(r), p.on.at, after, &p.rows))...); err != nil {
		return err
	}
	if !p.council.SeesRoster || len(p.umbrellas) == 0 {
		return fault.NotFound
	}
	if len(p.rows) > council.RosterPage {
		p.rows = p.rows[:council.RosterPage]
		p.next = page.Cursor(p.rows[council.RosterPage-1].Key()...)
	}
	return nil
}

// Selection shows it, today or on another day.
func (s Site) Selection(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := selectionPage{on: readAsOf(v), key: page.NewKey()}
	if err := s.readSelection(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	if p.on.wrong != nil {
		return page.Again(selection(p), p.on.wrong), nil
	}
	if len(p.umbrellas) == 1 {
		p.umbrella = p.umbrellas[0].Slug
	}
	return page.Show(selection(p)), nil
}

// Select records whom CISA selected.
func (s Site) Select(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := r.PostFormValue
	p := selectionPage{key: f("once"), umbrella: f("umbrella"), person: f("person"), document: f("document"), since: f("since"),
		holder: page.Pick{Field: page.Field{Value: f("organization")}, Chosen: f("organization_id")}}
	var found []council.Holder
	if err := s.readSelection(v, r, &p, council.Holders(slugOf(r), p.holder.Value, &found)); err != nil {
		return page.Answer{}, err
	}
	if !p.keepsSelection() {
		return page.Answer{}, fault.NotFound
	}
	for _, h := range found {
		p.holder.Found = append(p.holder.Found, page.Option{Value: h.ID.String(), Label: h.Name, Says: h.Says()})
	}
	chosen := council.Selecting{Umbrella: p.umbrella, Person: p.person, Document: p.document}
	if day := page.Day(p.since, "since", v.Instance.Zone, &p.wrong); day != nil {
		chosen.Since = *day
	}
	var ok bool
	chosen.Organization.UUID, ok = p.holder.One()
	p.wrong = page.Besides(p.wrong, page.Wrong(chosen.Check()))
	p.wrong = page.Chosen(p.wrong, "umbrella", "Umbrella", p.umbrellaOptions(), p.umbrella)
	if !ok {
		p.wrong = page.Say(p.wrong, "organization", p.holder.Which("No organization of that name is on record. Add it to the directory first."))
	}
	err := p.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, p.url("/selection")), council.Select(p.council.ID, chosen))
	}
	if page.Told(err, &p.wrong) {
		return page.Again(selection(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(p.url("/selection"), "Recorded. The council sees it; it gives nobody a right."), nil
}

// ExportSelection hands out the whole of a day, for a spreadsheet, and puts that on record.
func (s Site) ExportSelection(v page.Visitor, r *http.Request) (page.Answer, error) {
	v.Query = r.PostForm
	on := readAsOf(v)
	if on.wrong != nil {
		return page.Answer{}, fault.NotFound
	}
	var (
		p         place
		umbrellas []council.Umbrella
		all       []council.Selection
	)
	if err := s.read(v, r, &p, council.SelectingOver(slugOf(r), &umbrellas), council.EverySelected(slugOf(r), on.at, &all)); err != nil {
		return page.Answer{}, err
	}
	if !p.council.SeesRoster || len(umbrellas) == 0 {
		return page.Answer{}, fault.NotFound
	}
	if err := s.DB.Write(r.Context(), v.Who, db.Once{}, audit.TookRoster(p.council.Slug, len(all))); err != nil {
		return page.Answer{}, err
	}
	now := v.Now
	if on.at != nil {
		now = *on.at
	}
	day, last := dayIn(v.Instance.Zone), lastDayIn(v.Instance.Zone)
	rows := [][]string{{"Council", "As of", "Umbrella", "Organization", "Person", "Document", "Since", "Last day", "Recorded by", "Recorded"}}
	for _, l := range all {
		rows = append(rows, []string{p.council.Name, day(&now), l.Umbrella, l.Organization, l.Person, l.Document, day(&l.Since), last(l.Until), l.RecordedName, day(&l.Recorded)})
	}
	return page.Spreadsheet("selected-"+p.council.Slug+"-"+day(&now), rows), nil
}

// SelectionChanges shows whom CISA selected and whom no longer between two days; without days, in the last 90.
func (s Site) SelectionChanges(v page.Visitor, r *http.Request) (page.Answer, error) {
	var umbrellas []council.Umbrella
	a, err := s.between(v, r, changesPage{selected: true}, council.SelectionChanges, council.SelectingOver(slugOf(r), &umbrellas))
	if err == nil && len(umbrellas) == 0 {
		err = fault.NotFound
	}
	return a, err
}

// unselectPage is the form that ends a selection.
type unselectPage struct {
	place
	selection      council.Selection
	until, because string
	never          []string // "yes": it was recorded by mistake
	wrong          fault.Invalid
	key            string
}

func (s Site) readUnselect(v page.Visitor, r *http.Request, p *unselectPage) error {
	id, err := uuid.Parse(chi.URLParam(r, "selection"))
	if err != nil {
		return fault.NotFound
	}
	if err := s.read(v, r, &p.place, council.SelectionByID(slugOf(r), council.SelectionID{UUID: id}, &p.selection)); err != nil {
		return err
	}
	if !p.keepsSelection() {
		return fault.NotFound
	}
	return nil
}

// AskUnselect asks for its last day.
func (s Site) AskUnselect(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := unselectPage{key: page.NewKey(), until: v.Now.In(v.Instance.Zone).Format(time.DateOnly)}
	if err := s.readUnselect(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	return page.Show(unselect(p)), nil
}

// Unselect ends it with that day.
func (s Site) Unselect(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := unselectPage{key: r.PostFormValue("once"), until: r.PostFormValue("until"), never: r.PostForm["never"], because: r.PostFormValue("because")}
	if err := s.readUnselect(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	until := page.LastDay(p.until, "until", v.Instance.Zone, &p.wrong)
	if slices.Contains(p.never, "yes") {
		until, p.wrong = &p.selection.Since, nil
	} else if p.until == "" {
		p.wrong.Add("until", "Write the last day on which it is so.")
	}
	if len([]rune(p.because)) > 500 {
		p.wrong.Add("because", "Why: shorten it to 500 characters.")
	}
	err := p.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, p.url("/selection")), council.Unselect(p.council.Slug, p.selection.ID, *until, p.because))
	}
	if page.Told(err, &p.wrong) {
		return page.Again(unselect(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(p.url("/selection"), "Ended. It stays on record."), nil
}

func (p selectionPage) umbrellaOptions() []page.Option {
	return options("Choose one", len(p.umbrellas), func(i int) page.Option {
		u := p.umbrellas[i]
		return page.Option{Value: u.Slug, Label: u.ShortName + ", " + term(u.Since, u.Until)}
	})
}

func (p selectionPage) holderPick() page.Pick {
	pick := p.holder
	pick.Name, pick.Label, pick.Max, pick.Error, pick.Hint = "organization", "Organization", 200, p.wrong.For("organization"), "Its name or abbreviation."
	return pick
}

// Package engagements is where a region's field staff record whom they met and what comes next, and where partners ask them for something.
package engagements

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/day"
	"example.org/concord/internal/db"
	"example.org/concord/internal/engagement"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/organization"
	"example.org/concord/web/page"
)

// Site serves engagements and requests.
type Site struct{ DB *db.DB }

// list are those of the visitor's region.
type list struct {
	frame  page.Frame
	filter engagement.Filter
	rows   []engagement.Engagement
	next   string
	along  page.Taking
}

// List shows them, the latest day first.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	l := list{filter: filterOf(v)}
	var err error
	if l.filter.After, err = page.ParseCursor(v.Query.Get("after"), 2); err != nil {
		return page.Answer{}, err
	}
	if err := s.DB.Read(r.Context(), v.Who, append(l.frame.Queries(v), engagement.List(l.filter, &l.rows))...); err != nil {
		return page.Answer{}, err
	}
	l.cut()
	return page.Show(listPage(l)), nil
}

func filterOf(v page.Visitor) engagement.Filter {
	return engagement.Filter{Kind: v.Query.Get("kind"), Mine: v.Query.Get("whose") == "mine", Open: v.Query.Get("show") == "open"}
}

// cut leaves a page of rows and says where the next one begins.
func (l *list) cut() {
	if len(l.rows) > engagement.PerPage {
		l.rows = l.rows[:engagement.PerPage]
		l.next = page.Cursor(l.rows[len(l.rows)-1].Key()...)
	}
}

// form is what is recorded, as typed, with what there is to choose.
type form struct {
	frame        page.Frame
	organization organization.Organization
	people       []engagement.Choice
	facilities   []engagement.Choice
	typed        typed
	id           engagement.ID // zero for a new one
	wrong        fault.Invalid
	key          string
}

type typed struct {
	Facility, Person, WithWhom, Kind, State, Day, Purpose, Offers, NextStep, NextDay, Notes, Label string
	Over                                                                                           int
}

// New is the form; without an organization the page on which to find one.
func (s Site) New(v page.Visitor, r *http.Request) (page.Answer, error) {
	slug := v.Query.Get("organization")
	if slug == "" {
		return s.find(v, r)
	}
	p := form{key: page.NewKey(), typed: typed{Kind: "visit", State: "done", Day: v.Now.In(v.Instance.Zone).Format(time.DateOnly), Label: string(marking.AmberStrict), Facility: v.Query.Get("facility")}}
	if err := s.readForm(v, r, slug, &p); err != nil {
		return page.Answer{}, err
	}
	return page.Show(formPage(p)), nil
}

func (s Site) readForm(v page.Visitor, r *http.Request, slug string, p *form) error {
	return s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v),
		organization.BySlug(slug, &p.organization), engagement.People(slug, &p.people), engagement.Facilities(slug, &p.facilities))...)
}

// read takes the posted fields.
func (t *typed) read(r *http.Request) {
	for name, to := range map[string]*string{"facility": &t.Facility, "person": &t.Person, "with_whom": &t.WithWhom, "kind": &t.Kind, "state": &t.State, "day": &t.Day, "purpose": &t.Purpose,
		"offers": &t.Offers, "next_step": &t.NextStep, "next_day": &t.NextDay, "notes": &t.Notes, "label": &t.Label} {
		*to = r.PostFormValue(name)
	}
	if n, ok := page.Whole(r.PostFormValue("over")); ok {
		t.Over = n
	}
}

// form is what was typed, as it is to be kept, and what is wrong with it. A day is one of the calendar, the same in every zone.
func (t typed) form(v page.Visitor, slug string) (engagement.Form, error) {
	var wrong fault.Invalid
	f := engagement.Form{Organization: slug, Facility: chosen(t.Facility), Person: chosen(t.Person), WithWhom: t.WithWhom, Kind: t.Kind, State: t.State,
		Day: page.Day(t.Day, "day", time.UTC, &wrong), Purpose: t.Purpose, Offers: t.Offers, NextStep: t.NextStep, NextDay: page.Day(t.NextDay, "next_day", time.UTC, &wrong),
		Notes: t.Notes, Label: marking.Label(t.Label)}
	return f, page.Besides(wrong, f.Check(day.Of(v.Now.In(v.Instance.Zone)).UTC())).Err()
}

// read is what was typed, and what is wrong with it and with what was chosen.
func (p form) read(v page.Visitor, slug string) (engagement.Form, error) {
	f, err := p.typed.form(v, slug)
	wrong := page.Chosen(page.Wrong(err), "person", "With", choices("", p.people), p.typed.Person)
	wrong = page.Chosen(wrong, "facility", "Facility", choices("", p.facilities), p.typed.Facility)
	return f, wrong.Err()
}

// chosen is the row of a list that was chosen, nil for none.
func chosen(id string) *uuid.UUID {
	if id, err := uuid.Parse(id); err == nil {
		return &id
	}
	return nil
}

// Record keeps a new one.
func (s Site) Record(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := form{key: r.PostFormValue("once")}
	p.typed.read(r)
	slug := r.PostFormValue("organization")
	if err := s.readForm(v, r, slug, &p); err != nil {
		return page.Answer{}, err
	}
	id := engagement.NewID()
	f, err := p.read(v, slug)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(id)), engagement.Record(id, f))
	}
	if page.Told(err, &p.wrong) {
		return page.Again(formPage(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(id), "Recorded. "+p.organization.Name+" sees it too."), nil
}

// one is the page of an engagement.
type one struct {
	frame      page.Frame
	engagement engagement.Engagement
	versions   []engagement.Version
}

func (s Site) readOne(v page.Visitor, r *http.Request, o *one) error {
	id, err := engagement.ParseID(chi.URLParam(r, "engagement"))
	if err != nil {
		return err
	}
	return s.DB.Read(r.Context(), v.Who, append(o.frame.Queries(v), engagement.ByID(id, &o.engagement), engagement.Versions(id, &o.versions))...)
}

// Show is that page.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	var o one
	if err := s.readOne(v, r, &o); err != nil {
		return page.Answer{}, err
	}
	return page.Show(onePage(o)), nil
}

// edited reads the engagement that is to change, and what there is to choose.
func (s Site) edited(v page.Visitor, r *http.Request, p *form) (engagement.Engagement, error) {
	var o one
	if err := s.readOne(v, r, &o); err != nil {
		return o.engagement, err
	}
	if !o.engagement.Mine {
		return o.engagement, fault.Denied
	}
	p.id = o.engagement.ID
	return o.engagement, s.readForm(v, r, o.engagement.OrgSlug, p)
}

// Edit is the form with what it says now.
func (s Site) Edit(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := form{key: page.NewKey()}
	e, err := s.edited(v, r, &p)
	if err != nil {
		return page.Answer{}, err
	}
	p.typed = typed{Facility: text(e.FacilityID), Person: text(e.PersonID), Kind: e.Kind, State: e.State, Day: e.Day.Format(time.DateOnly), Purpose: e.Purpose, Offers: e.Offers,
		NextStep: e.NextStep, Notes: e.Notes, Label: string(e.Label), Over: e.Number}
	if e.PersonID == nil {
		p.typed.WithWhom = e.WithWhom
	}
	if e.NextDay != nil {
		p.typed.NextDay = e.NextDay.Format(time.DateOnly)
	}
	return page.Show(formPage(p)), nil
}

// Change writes it anew.
func (s Site) Change(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := form{key: r.PostFormValue("once")}
	p.typed.read(r)
	e, err := s.edited(v, r, &p)
	if err != nil {
		return page.Answer{}, err
	}
	f, err := p.read(v, e.OrgSlug)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(e.ID)), engagement.Change(e.ID, p.typed.Over, f))
	}
	if page.Told(err, &p.wrong) {
		return page.Again(formPage(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(e.ID), "Changed. What it said before is kept."), nil
}

func urlOf(id engagement.ID) string { return "/engagements/" + id.String() }

func text(id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return id.String()
}

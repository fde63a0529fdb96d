// Package emergency is where staff ask for break-glass, a second one decides, and the council sees what came of it.
package emergency

import (
	"net/http"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/emergency"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// Site serves emergency access.
type Site struct{ DB *db.DB }

// list are those of all councils, for staff.
type list struct {
	frame page.Frame
	rows  []emergency.Access
}

// List shows them, those that wait for a decision first.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	var l list
	if err := s.DB.Read(r.Context(), v.Who, append(l.frame.Queries(v), emergency.Latest(&l.rows))...); err != nil {
		return page.Answer{}, err
	}
	slices.SortStableFunc(l.rows, func(a, b emergency.Access) int { return urgency[a.StateAt(v.Now)] - urgency[b.StateAt(v.Now)] })
	return page.Show(listPage(l)), nil
}

// urgency orders the list.
var urgency = map[emergency.State]int{emergency.Waiting: 0, emergency.Living: 1, emergency.Over: 2, emergency.Refused: 2, emergency.Lapsed: 2, emergency.TakenBack: 2}

// asking is the form.
type asking struct {
	frame   page.Frame
	council page.Pick
	because string
	hours   string
	wrong   fault.Invalid
	key     string
}

// read brings the frame and the councils that the words name.
func (s Site) read(v page.Visitor, r *http.Request, a *asking) ([]council.Listed, error) {
	var found []council.Listed
	if err := s.DB.Read(r.Context(), v.Who, append(a.frame.Queries(v), council.Named(a.council.Value, &found))...); err != nil {
		return nil, err
	}
	if !a.frame.May(may.BreakGlass) {
		return nil, fault.NotFound
	}
	for _, c := range found {
		a.council.Found = append(a.council.Found, page.Option{Value: c.ID.String(), Label: c.ShortName, Says: c.Name})
	}
	return found, nil
}

// New is the form.
func (s Site) New(v page.Visitor, r *http.Request) (page.Answer, error) {
	a := asking{hours: "1", key: page.NewKey(), council: page.Pick{Field: page.Field{Value: v.Query.Get("council")}}}
	if _, err := s.read(v, r, &a); err != nil {
		return page.Answer{}, err
	}
	a.council.Found = nil // nothing was sent yet
	return page.Show(newPage(a)), nil
}

// Ask sends it to a second person.
func (s Site) Ask(v page.Visitor, r *http.Request) (page.Answer, error) {
	a := asking{because: r.PostFormValue("because"), hours: r.PostFormValue("hours"), key: r.PostFormValue("once"),
		council: page.Pick{Field: page.Field{Value: r.PostFormValue("council")}, Chosen: r.PostFormValue("council_id")}}
	found, err := s.read(v, r, &a)
	if err != nil {
		return page.Answer{}, err
	}
	slug := ""
	if id, ok := a.council.One(); ok {
		slug = found[slices.IndexFunc(found, func(c council.Listed) bool { return c.ID.UUID == id })].Slug
	}
	hours, _ := page.Whole(a.hours) // 0 is no number of hours, which is said at the field
	id := emergency.NewID()
	queries, err := emergency.Ask(id, slug, a.because, hours)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(id)), queries...)
	}
	if page.Told(err, &a.wrong) {
		if slug == "" {
			a.wrong = page.Say(a.wrong, "council", a.council.Which("No council has this in its name."))
		}
		return page.Again(newPage(a), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(id), "Asked. Nothing is open before a second member of staff agrees."), nil
}

// one is the page of an access: to decide on, to end, and what was opened.
type one struct {
	frame  page.Frame
	access emergency.Access
	opened []emergency.Opening
	answer string
	wrong  fault.Invalid
}

func (s Site) readOne(v page.Visitor, r *http.Request, o *one) error {
	id, err := uuid.Parse(chi.URLParam(r, "access"))
	if err != nil {
		return fault.NotFound
	}
	return s.DB.Read(r.Context(), v.Who, append(o.frame.Queries(v), emergency.ByID(emergency.ID{UUID: id}, &o.access), emergency.Opened(emergency.ID{UUID: id}, &o.opened))...)
}

// Show is that page.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	var o one
	if err := s.readOne(v, r, &o); err != nil {
		return page.Answer{}, err
	}
	return page.Show(onePage(o)), nil
}

// Decide agrees or refuses.
func (s Site) Decide(v page.Visitor, r *http.Request) (page.Answer, error) {
	o := one{answer: r.PostFormValue("answer")}
	if err := s.readOne(v, r, &o); err != nil {
		return page.Answer{}, err
	}
	if !o.frame.May(may.BreakGlass) {
		return page.Answer{}, fault.NotFound
	}
	id, said := o.access.ID, "Agreed. The council is told at once, and sees what is opened."
	change, err := emergency.Agree(id), error(nil)
	if r.PostFormValue("decision") != "agree" {
		said = "Refused. Nothing was opened."
		change, err = emergency.Refuse(id, o.answer)
	}
	return s.change(v, r, o, change, err, said)
}

// Close ends it.
func (s Site) Close(v page.Visitor, r *http.Request) (page.Answer, error) {
	var o one
	if err := s.readOne(v, r, &o); err != nil {
		return page.Answer{}, err
	}
	said := "Ended. Nothing more can be opened."
	if o.access.Approved == nil {
		said = "Taken back."
	}
	return s.change(v, r, o, emergency.Close(o.access.ID), nil, said)
}

func (s Site) change(v page.Visitor, r *http.Request, o one, change db.Query, err error, said string) (page.Answer, error) {
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(o.access.ID)), change)
	}
	if page.Told(err, &o.wrong) {
		return page.Again(onePage(o), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(o.access.ID), said), nil
}

func urlOf(id emergency.ID) string { return "/emergency/" + id.String() }

// moment is when, to the minute: hours count here.
func moment(v page.Visitor, t time.Time) string {
	return t.In(v.Zone).Format("Jan 2, 2006, 3:04 PM MST")
}

// Package incidents is where the watch or a region declares an incident, and where both work one list of whom to call.
package incidents

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/contact"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/incident"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// Site serves incidents.
type Site struct{ DB *db.DB }

// list are those that the visitor works.
type list struct {
	frame page.Frame
	rows  []incident.Incident
}

// List shows them.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	var l list
	if err := s.DB.Read(r.Context(), v.Who, append(l.frame.Queries(v), incident.List(&l.rows))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(listPage(l)), nil
}

// declaring is the form: its counties are those of the state that was chosen first.
type declaring struct {
	frame    page.Frame
	states   []incident.Choice
	sectors  []incident.Choice
	counties []incident.County
	state    string
	typed    incident.Form
	wrong    fault.Invalid
	key      string
}

func (s Site) readDeclaring(v page.Visitor, r *http.Request, d *declaring) error {
	queries := append(d.frame.Queries(v), incident.States(&d.states), incident.Sectors(&d.sectors))
	if d.state != "" {
		queries = append(queries, incident.Counties(d.state, &d.counties))
	}
	return s.DB.Read(r.Context(), v.Who, queries...)
}

// New is the form.
func (s Site) New(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := declaring{state: v.Query.Get("state"), key: page.NewKey()}
	if err := s.readDeclaring(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	return page.Show(declarePage(d)), nil
}

// Declare begins one.
func (s Site) Declare(v page.Visitor, r *http.Request) (page.Answer, error) {
	d := declaring{state: r.PostFormValue("state"), typed: incident.Form{Title: r.PostFormValue("title"), Counties: r.PostForm["counties"], Sectors: r.PostForm["sectors"]}, key: r.PostFormValue("once")}
	if err := s.readDeclaring(v, r, &d); err != nil {
		return page.Answer{}, err
	}
	if !d.frame.May(may.DeclareIncidents) {
		return page.Answer{}, fault.NotFound
	}
	id := incident.NewID()
	queries, err := incident.Declare(id, d.typed)
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(id)), queries...)
	}
	if page.Told(err, &d.wrong) {
		return page.Again(declarePage(d), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(id), "Declared. The watch and every region concerned work this list with you."), nil
}

// one is the page of an incident.
type one struct {
	frame    page.Frame
	incident incident.Incident
	places   []incident.Place
	calls    []incident.Called
	desks    []contact.Desk
}

// desksOf are those of an organization.
func (o one) desksOf(organization uuid.UUID) (desks []contact.Contact) {
	for _, d := range o.desks {
		if d.OrganizationID == organization {
			desks = append(desks, d.Contact)
		}
	}
	return desks
}

func idOf(r *http.Request) (incident.ID, error) { return incident.ParseID(chi.URLParam(r, "incident")) }

// Show is the list of whom to call; of one that is over who was called.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := idOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	var o one
	var then []incident.Place
	if err := s.DB.Read(r.Context(), v.Who, append(o.frame.Queries(v), incident.ByID(id, &o.incident), incident.Places(id, &o.places), incident.CalledPlaces(id, &then), incident.Calls(id, &o.calls), contact.DesksIn(id.UUID, &o.desks))...); err != nil {
		return page.Answer{}, err
	}
	if o.incident.Over(v.Now) {
		o.places = then
	}
	return page.Show(onePage(o)), nil
}

// End ends it.
func (s Site) End(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := idOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(id)), incident.End(id)); err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(id), "The incident is over. Who was called, and what came of it, stays."), nil
}

// calling is the form for one call.
type calling struct {
	frame    page.Frame
	incident incident.Incident
	place    incident.Place
	desks    []contact.Contact

	reached, whom, result, next string
	wrong                       fault.Invalid
	key                         string
}

func (s Site) readCalling(v page.Visitor, r *http.Request, facility string, c *calling) error {
	id, err := idOf(r)
	if err != nil {
		return err
	}
	var at *uuid.UUID
	if f, err := uuid.Parse(facility); err == nil {
		at = &f
	}
	organization := chi.URLParam(r, "organization")
	return s.DB.Read(r.Context(), v.Who, append(c.frame.Queries(v), incident.ByID(id, &c.incident), incident.PlaceOf(id, organization, at, &c.place), contact.OfOrganization(organization, &c.desks))...)
}

// NewCall is the form for what came of a call.
func (s Site) NewCall(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := calling{reached: "yes", key: page.NewKey()}
	if err := s.readCalling(v, r, v.Query.Get("facility"), &c); err != nil {
		return page.Answer{}, err
	}
	return page.Show(callPage(c)), nil
}

// Call records it.
func (s Site) Call(v page.Visitor, r *http.Request) (page.Answer, error) {
	c := calling{reached: r.PostFormValue("reached"), whom: r.PostFormValue("whom"), result: r.PostFormValue("result"), next: r.PostFormValue("next"), key: r.PostFormValue("once")}
	if err := s.readCalling(v, r, r.PostFormValue("facility"), &c); err != nil {
		return page.Answer{}, err
	}
	query, err := incident.Record(c.incident.ID, incident.Call{Organization: c.place.OrganizationID, Facility: c.place.FacilityID, Reached: c.reached == "yes", Whom: c.whom, Result: c.result, NextCall: again(c.next, v.Now)})
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, urlOf(c.incident.ID)), query)
	}
	if page.Told(err, &c.wrong) {
		return page.Again(callPage(c), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(urlOf(c.incident.ID), "Recorded: "+c.place.Organization+"."), nil
}

// again is when to call once more.
func again(after string, now time.Time) *time.Time {
	wait, err := time.ParseDuration(after)
	if err != nil {
		return nil // not again
	}
	at := now.Add(wait)
	return &at
}

func urlOf(id incident.ID) string { return "/incidents/" + id.String() }

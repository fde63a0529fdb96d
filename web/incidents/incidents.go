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
	"example.org/concord/web/page"
)

// Site serves incidents.
type Site struct{ DB *db.DB }

// list are those that the visitor works.
type list struct {
	frame page.Frame
	rows  []incident.Incident
	along page.Taking
}

// List shows them.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	var l list
	if err := s.DB.Read(r.Context(), v.Who, append(l.frame.Queries(v), incident.List(&l.rows))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(listPage(l)), nil
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
	wrong := page.Chosen(page.Wrong(err), "reached", "Reached", reachedOptions, c.reached)
	wrong = page.Chosen(wrong, "next", "Call again", nextOptions, c.next)
	if err = wrong.Err(); err == nil {
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

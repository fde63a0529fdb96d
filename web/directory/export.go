package directory

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/contact"
	"example.org/concord/internal/db"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/fault"
	"example.org/concord/web/page"
)

// taking is the form by which contacts leave the portal as a file.
type taking struct {
	reason string
	wrong  fault.Invalid
}

// open opens the contacts for a file, all or none of them. Why it did not is for the form to tell.
func (s Site) open(v page.Visitor, r *http.Request, rows []contact.Named, via contact.Via, t taking) (map[contact.ID]string, error) {
	ids := make([]contact.ID, len(rows))
	for n, c := range rows {
		ids[n] = c.ID
	}
	if len(ids) == 0 {
		return nil, fault.Invalid{{Message: "There is no contact here that you may open."}}
	}
	var opened []contact.Opened
	if err := s.DB.Write(r.Context(), v.Who, db.Once{}, contact.Reveal(ids, t.reason, via, &opened)); err != nil {
		return nil, err
	}
	if says := page.NotOpened(v, opened); says != "" {
		return nil, fault.Invalid{{Message: says}}
	}
	values := map[contact.ID]string{}
	for _, o := range opened {
		values[*o.ContactID] = *o.Value
	}
	return values, nil
}

// ExportPeople hands out the contacts of the people on a page of the list, those that the visitor may open now: each counts toward the
// day and is on record.
func (s Site) ExportPeople(v page.Visitor, r *http.Request) (page.Answer, error) {
	v.Query, v.Path = maps.Clone(r.PostForm), "/directory/people"
	v.Query.Del("reason")
	l := list{kind: "people", take: taking{reason: r.PostFormValue("reason")}}
	rows, err := s.readPeople(v, r, &l)
	if err != nil {
		return page.Answer{}, err
	}
	var who []uuid.UUID
	places := map[uuid.UUID]directory.Place{}
	for _, p := range rows {
		if _, known := places[p.Person]; !known {
			who, places[p.Person] = append(who, p.Person), p
		}
	}
	var contacts []contact.Named
	if err := s.DB.Read(r.Context(), v.Who, contact.OfPeople(who, &contacts)); err != nil {
		return page.Answer{}, err
	}
	values, err := s.open(v, r, contacts, contact.File, l.take)
	if page.Told(err, &l.take.wrong) {
		return page.Again(people(l, rows), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	day := v.Now.In(v.Instance.Zone).Format(time.DateOnly)
	lines := [][]string{
		{contact.Marking + ". Taken by " + l.frame.Person().Name + " on " + day + ". " + contact.Handling},
		{"Name", "Office", "Council", "Organization", "State", "What", "Number or address"},
	}
	for _, c := range contacts {
		p := places[*c.PersonID]
		lines = append(lines, []string{p.Name, p.Office, p.Council, p.Organization, p.State, c.Title(), values[c.ID]})
	}
	a := page.Spreadsheet(fileName("people-"+day), lines)
	a.Header.Set("X-Handling", contact.Marking)
	return a, nil
}

// Card hands out an address card of one person, with the contacts that the visitor may open now.
func (s Site) Card(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "person"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	var c card
	if err := s.DB.Read(r.Context(), v.Who, append(c.frame.Queries(v), directory.PersonByID(id, &c.person), directory.PlacesOf(id, &c.places), contact.OfPeople([]uuid.UUID{id}, &c.contacts))...); err != nil {
		return page.Answer{}, err
	}
	if r.Method == http.MethodGet {
		return page.Show(askCard(c)), nil
	}
	c.take.reason = r.PostFormValue("reason")
	values, err := s.open(v, r, c.contacts, contact.Card, c.take)
	if page.Told(err, &c.take.wrong) {
		return page.Again(askCard(c), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	a := contact.Address{ID: c.person.ID, Name: c.person.Name, Title: c.person.Title, Organization: c.person.Organization}
	for _, p := range c.places {
		if p.Until == nil || p.Until.After(v.Now) {
			a.Offices = append(a.Offices, p.Office+", "+p.Council)
		}
	}
	for _, one := range c.contacts {
		a.Values = append(a.Values, contact.Value{Contact: one.Contact, Holds: values[one.ID]})
	}
	b, err := a.VCard()
	if err != nil {
		return page.Answer{}, err
	}
	file := page.File(fileName(c.person.Name)+".vcf", "text/vcard; charset=utf-8", int64(len(b)), io.NopCloser(bytes.NewReader(b)))
	file.Header.Set("X-Handling", contact.Marking)
	return file, nil
}

// card is an address card before it is taken.
type card struct {
	frame    page.Frame
	person   directory.Person
	places   []directory.Place
	contacts []contact.Named
	take     taking
}

// fileName says how the file is to be handled wherever it lies.
func fileName(what string) string { return what + " " + strings.ReplaceAll(contact.Marking, ":", " ") }

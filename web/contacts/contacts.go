// Package contacts is how people and desks are reached: what each keeps and who may see it, opening one number at a time, the log that its
// owner reads, the call list of an incident and its review.
package contacts

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/contact"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/web/page"
)

// Site serves contacts.
type Site struct{ DB *db.DB }

// named reads a parameter that is an identifier.
func named(r *http.Request, name string) (uuid.UUID, error) {
	id, err := uuid.Parse(chi.URLParam(r, name))
	if err != nil {
		return id, fault.NotFound
	}
	return id, nil
}

// asked is one contact before it is opened, and after.
type asked struct {
	frame  page.Frame
	this   contact.Named
	today  *contact.Openings
	lifted *contact.Stop // the visitor's own, of this week
	reason string
	value  string // "" before it is opened
	told   string // why it was not opened
	wrong  fault.Invalid
}

func (s Site) read(v page.Visitor, r *http.Request, a *asked) error {
	id, err := named(r, "contact")
	if err != nil {
		return err
	}
	return s.DB.Read(r.Context(), v.Who, append(a.frame.Queries(v), contact.ByID(contact.ID{UUID: id}, &a.this), contact.Today(&a.today), contact.LiftedOfMine(&a.lifted))...)
}

// Ask shows what is to be opened, and asks why.
func (s Site) Ask(v page.Visitor, r *http.Request) (page.Answer, error) {
	var a asked
	if err := s.read(v, r, &a); err != nil {
		return page.Answer{}, err
	}
	return page.Show(one(a)), nil
}

// Open opens it. The number is on the answer alone: no address leads to it a second time.
func (s Site) Open(v page.Visitor, r *http.Request) (page.Answer, error) {
	a := asked{reason: r.PostFormValue("reason")}
	if err := s.read(v, r, &a); err != nil {
		return page.Answer{}, err
	}
	var opened []contact.Opened
	if err := s.DB.Write(r.Context(), v.Who, db.Once{}, contact.Reveal([]contact.ID{a.this.ID}, a.reason, contact.Page, &opened), contact.Today(&a.today)); page.Told(err, &a.wrong) {
		return page.Again(one(a), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	if a.told = page.NotOpened(v, opened); a.told != "" {
		return page.Answer{Status: http.StatusTooManyRequests, Page: one(a)}, nil
	}
	a.value = *opened[0].Value
	return page.Show(one(a)), nil
}

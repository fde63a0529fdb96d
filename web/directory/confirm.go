package directory

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/fault"
	"example.org/concord/web/page"
)

// confirmed notes the word of an owner that a profile is right, and leads back to it.
func (s Site) confirmed(v page.Visitor, r *http.Request, location string, q db.Query) (page.Answer, error) {
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, location), q); err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, "Confirmed as of today."), nil
}

// ConfirmOrganization is the word of who speaks for it.
func (s Site) ConfirmOrganization(v page.Visitor, r *http.Request) (page.Answer, error) {
	slug := chi.URLParam(r, "organization")
	return s.confirmed(v, r, "/directory/organizations/"+slug, directory.ConfirmOrganization(slug))
}

// ConfirmFacility is the word of who speaks for its owner.
func (s Site) ConfirmFacility(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "facility"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	return s.confirmed(v, r, "/directory/facilities/"+id.String(), directory.ConfirmFacility(id))
}

// ConfirmPerson is the person's own word.
func (s Site) ConfirmPerson(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "person"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	return s.confirmed(v, r, "/directory/people/"+id.String(), directory.ConfirmPerson(id))
}

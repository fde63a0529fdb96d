package admin

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/renewal"
	"example.org/concord/web/page"
)

// administration is who speaks for an organization by its own word, and the form that records another one.
type administration struct {
	administrators []renewal.Administrator
	named          page.Pick
	misnamed       fault.Invalid
	naming         string // the key of the form
}

// NameAdministrator proposes whom an organization named its administrator; a second member of staff confirms it.
func (s Site) NameAdministrator(v page.Visitor, r *http.Request) (page.Answer, error) {
	slug := chi.URLParam(r, "organization")
	f := organizationForm{key: page.NewKey(), added: true, administration: administration{named: picked(r, "person"), naming: r.PostFormValue("once")}}
	var people []person.Person
	if err := s.readOrganization(v, r, &f, organization.BySlug(slug, &f.organization), renewal.AdministratorsOf(slug, &f.administrators), person.Named(f.named.Value, &people)); err != nil {
		return page.Answer{}, err
	}
	f.parent.Value = f.organization.Parent
	for _, p := range people {
		if p.OrganizationID == f.organization.ID {
			f.named.Found = append(f.named.Found, page.Option{Value: p.ID.String(), Label: p.Name, Says: p.Organization})
		}
	}
	id, ok := f.named.One()
	if !ok {
		f.misnamed.Add("person", f.named.Which("Nobody of that name works for this organization on record. Add the person first, or correct for whom they work."))
	}
	proposed := proposal.NewID()
	location := "/admin/proposals/" + proposed.String()
	err := f.misnamed.Err()
	if err == nil {
		var change db.Query
		if change, err = proposal.ProposeAdministrator(proposed, person.ID{UUID: id}, f.organization.Name+" named this person, as it is said on the number that we hold."); err == nil {
			err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), change)
		}
	}
	if page.Told(err, &f.misnamed) {
		return page.Again(organizationPage(f), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, "Proposed. Once a second member of staff confirms, this person is asked each quarter who still speaks for the organization."), nil
}

// EndAdministrator ends it.
func (s Site) EndAdministrator(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "administrator"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	var f page.Frame
	if err := s.read(v, r, &f, may.EditOrganizations); err != nil {
		return page.Answer{}, err
	}
	slug := chi.URLParam(r, "organization")
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, "/admin/organizations/"+slug), renewal.EndAdministering(slug, id)); err != nil {
		return page.Answer{}, err
	}
	return page.Go("/admin/organizations/"+slug, "Ended. While an organization has no administrator, who represents it in a council answers there."), nil
}

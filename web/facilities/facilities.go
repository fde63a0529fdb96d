// Package facilities shows and edits what organizations run in one place. The database decides who sees and who changes which: who speaks
// for the owner, and the office of the region.
package facilities

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/duplicate"
	"example.org/concord/internal/facility"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// Site serves facilities.
type Site struct{ DB *db.DB }

type profile struct {
	frame     page.Frame
	facility  facility.Facility
	owner     facility.Owner
	advisors  []directory.Advisor
	confirmed directory.Confirmed
	mergers   []duplicate.Merger
	key       string
}

// edits says whether the visitor may change the facility.
func (p profile) edits() bool {
	return p.owner.Speaks || p.frame.MayIn(may.EditFacilities, p.facility.OfficeID)
}

// Show is a facility: what and where it is, whose, and who advises there.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := idOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	p := profile{key: page.NewKey()}
	if err := s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v), facility.ByID(id, &p.facility), facility.OwnerOf(id, &p.owner),
		directory.AdvisorsOfFacility(id.UUID, &p.advisors), directory.FacilityConfirmed(id.UUID, &p.confirmed),
		duplicate.Of(duplicate.Facility, id.String(), &p.mergers))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(show(p)), nil
}

// Close ends a facility.
func (s Site) Close(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := idOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	location := path(id)
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, location), facility.Close(id)); err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, "Closed. It is no longer in the lists."), nil
}

func idOf(r *http.Request) (facility.ID, error) {
	id, err := uuid.Parse(chi.URLParam(r, "facility"))
	if err != nil {
		return facility.ID{}, fault.NotFound
	}
	return facility.ID{UUID: id}, nil
}

func path(id facility.ID) string { return "/directory/facilities/" + id.String() }

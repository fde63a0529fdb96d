package directory

import (
	"net/http"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/agreement"
	"example.org/concord/internal/contact"
	"example.org/concord/internal/day"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/duplicate"
	"example.org/concord/internal/facility"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/inspection"
	"example.org/concord/internal/may"
	org "example.org/concord/internal/organization"
	"example.org/concord/internal/reason"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

func encoded(q url.Values) string {
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

type profile struct {
	frame        page.Frame
	organization directory.Organization
	on           string // the day of the seats, as typed; "" for today
	seats        []directory.SeatOf
	people       []directory.Place
	seen         []directory.Source
	owner        facility.Owner
	facilities   []facility.Facility
	advisors     []directory.Advisor
	latest       []update.Row
	desks        []contact.Contact
	agreements   []agreement.Agreement
	confirmed    directory.Confirmed
	nominates    []org.Nominating // one at least where the asker administers it
	engaged      page.Engaged
	inspected    []inspection.Inspection // for who speaks for it
	mergers      []duplicate.Merger
}

// adds says whether the visitor may add a facility.
func (p profile) adds() bool { return p.owner.Speaks || p.frame.May(may.EditFacilities) }

// coalitions are the seats in coalitions and analysis centers; councils are the others.
func (p profile) chosen(coalition bool) (chosen []directory.SeatOf) {
	for _, s := range p.seats {
		if s.Coalition == coalition {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

// agreed are the agreements in force or to come; over are those that ended.
func (p profile) agreed() (living, over []agreement.Agreement) {
	for _, a := range p.agreements {
		if a.Over(p.frame.Visitor.Now.In(p.frame.Visitor.Instance.Zone)) {
			over = append(over, a)
		} else {
			living = append(living, a)
		}
	}
	return living, over
}

// Organization is a profile: what it is, where it sits on a day, who acts for it, what it runs, who advises it, and what it said lately.
func (s Site) Organization(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := profile{on: v.Query.Get("on")}
	on := v.Now
	if p.on != "" {
		asked, err := day.Parse(p.on)
		if err != nil {
			return page.Answer{}, fault.NotFound
		}
		on = asked.Until(v.Instance.Zone).Add(-time.Microsecond) // as that day ended
	}
	slug := chi.URLParam(r, "organization")
	if err := s.DB.Read(r.Context(), v.Who, append(append(p.frame.Queries(v),
		directory.OrganizationBySlug(slug, &p.organization), directory.SeatsOf(slug, on, &p.seats), directory.PeopleOf(slug, &p.people),
		directory.SourcesOf(slug, &p.seen), facility.OwnerBySlug(slug, &p.owner), facility.Of(slug, &p.facilities),
		directory.AdvisorsOfOrganization(slug, &p.advisors), update.SpokenFor(slug, &p.latest), org.NominatesIn(slug, &p.nominates), contact.OfOrganization(slug, &p.desks), agreement.Of(slug, &p.agreements),
		directory.OrganizationConfirmed(slug, &p.confirmed), duplicate.Of(duplicate.Organization, slug, &p.mergers), inspection.Of(slug, &p.inspected)), p.engaged.Queries(slug)...)...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(organizationProfile(p)), nil
}

// Person says where somebody serves, for whom and since when.
func (s Site) Person(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "person"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	var f page.Frame
	var p directory.Person
	var places []directory.Place
	var why []reason.Reason
	var seers []reason.Seer
	var contacts []contact.Contact
	var confirmed directory.Confirmed
	var mergers []duplicate.Merger
	var covers []directory.Advisor
	if err := s.DB.Read(r.Context(), v.Who, append(f.Queries(v), directory.PersonByID(id, &p), directory.PlacesOf(id, &places), reason.OfPerson(id, &why), reason.SeersOf(id, &seers), contact.OfPerson(id, &contacts),
		directory.PersonConfirmed(id, &confirmed), duplicate.Of(duplicate.Person, id.String(), &mergers), directory.CoveredBy(id, &covers))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(person(f, p, places, covers, contacts, confirmed, mergers, why, seers)), nil
}

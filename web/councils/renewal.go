package councils

import (
	"net/http"
	"slices"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/renewal"
	"example.org/concord/web/page"
)

// Revive gives an office that the portal ended back to the same person. In a body that CISA runs a second member of staff confirms it.
func (s Site) Revive(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := appointmentOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	var p place
	var lapsed []renewal.Lapsed
	if err := s.read(v, r, &p, renewal.LapsedIn(slugOf(r), &lapsed)); err != nil {
		return page.Answer{}, err
	}
	i := slices.IndexFunc(lapsed, func(l renewal.Lapsed) bool { return l.AppointmentID == id })
	if i < 0 || p.edits() != nil {
		return page.Answer{}, fault.NotFound
	}
	location, said, change := p.url("/roster"), lapsed[i].Person+" holds the office again, from now on.", renewal.Revive(slugOf(r), id)
	if p.council.RosterBy == "staff" {
		of := proposal.NewID()
		location, said = "/admin/proposals/"+of.String(), "Proposed. Nothing changes before a second member of staff confirms."
		change, err = proposal.Appointing{Council: p.council.ID, Person: lapsed[i].PersonID, Office: lapsed[i].OfficeSlug, Term: lapsed[i].Until,
			Because: "Revived: the portal had ended this office on " + page.Date(lapsed[i].Ended.In(v.Instance.Zone)) + " because the account was not used."}.Propose(of, v.Now)
	}
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), change)
	}
	if err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, said), nil
}

package directory

import (
	"net/http"
	"strconv"

	"example.org/concord/internal/directory"
	"example.org/concord/internal/engagement"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/incident"
	"example.org/concord/internal/may"
	"example.org/concord/internal/region"
	"example.org/concord/internal/territory"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// regionPage is the home of a region's field staff.
type regionPage struct {
	frame     page.Frame
	region    directory.Region
	states    []directory.State
	staff     []directory.Place
	bodies    []region.Body
	requests  []engagement.Request
	visits    []engagement.Engagement
	gaps      []territory.Gap
	incidents []incident.Incident
	councils  []directory.CouncilHere
	gathered  []directory.CouncilHere // coalitions
	latest    []update.Row
	next      string
}

// serves says that the visitor works with the owners of this region.
func (p regionPage) serves() bool { return p.frame.MayIn(may.ReadEngagements, p.region.Council) }

// MyRegion leads to the region in whose office the visitor serves.
func (s Site) MyRegion(v page.Visitor, r *http.Request) (page.Answer, error) {
	var f page.Frame
	if err := s.DB.Read(r.Context(), v.Who, f.Queries(v)...); err != nil {
		return page.Answer{}, err
	}
	if f.Person() == nil || f.Person().Region == nil {
		return page.Answer{}, fault.NotFound
	}
	return page.Go("/my-region/"+strconv.Itoa(*f.Person().Region), ""), nil
}

// Region is the home of a region's advisors: its field staff and who stands for its states, what waits and what was done, where somebody is
// missing; then the councils, coalitions and organizations there, and the latest that was addressed to it.
func (s Site) Region(v page.Visitor, r *http.Request) (page.Answer, error) {
	n, err := page.RegionOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	after, err := v.FeedAfter()
	if err != nil {
		return page.Answer{}, err
	}
	var p regionPage
	if err := s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v),
		directory.RegionOf(n, &p.region), directory.StatesOf(n, &p.states), directory.StaffOf(n, &p.staff), directory.CouncilsIn(n, &p.councils), directory.Coalitions(n, &p.gathered), region.Bodies(n, &p.bodies),
		engagement.WaitingIn(n, &p.requests), engagement.LatestOf(n, &p.visits), territory.Gaps(n, &p.gaps), incident.Living(&p.incidents),
		update.Feed{After: after}.Council(directory.RegionSlug(n), "", &p.latest))...); err != nil {
		return page.Answer{}, err
	}
	p.latest, p.next = page.FeedPage(p.latest)
	return page.Show(regionHome(p)), nil
}

package directory

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/directory"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

type region struct {
	frame    page.Frame
	region   directory.Region
	states   []directory.State
	staff    []directory.Place
	councils []directory.CouncilHere
	latest   []update.Row
	next     string
}

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

// Region is the home of a region's advisors: its states, its field staff, the councils and organizations there, and the latest that was
// addressed to it, for those who read there.
func (s Site) Region(v page.Visitor, r *http.Request) (page.Answer, error) {
	n, err := strconv.Atoi(chi.URLParam(r, "region"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	after, err := v.FeedAfter()
	if err != nil {
		return page.Answer{}, err
	}
	var p region
	if err := s.DB.Read(r.Context(), v.Who, append(p.frame.Queries(v),
		directory.RegionOf(n, &p.region), directory.StatesOf(n, &p.states), directory.StaffOf(n, &p.staff), directory.CouncilsIn(n, &p.councils),
		update.Feed{After: after}.Council(directory.RegionSlug(n), "", &p.latest))...); err != nil {
		return page.Answer{}, err
	}
	p.latest, p.next = page.FeedPage(p.latest)
	return page.Show(regionHome(p)), nil
}

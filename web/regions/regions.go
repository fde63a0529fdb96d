// Package regions shows the ten regions in which field staff serve, and the states of each.
package regions

import (
	"net/http"
	"strconv"

	"example.org/concord/internal/db"
	"example.org/concord/internal/region"
	"example.org/concord/web/page"
)

// Site serves the regions.
type Site struct{ DB *db.DB }

// List is all regions.
func (s Site) List(v page.Visitor, r *http.Request) (page.Answer, error) {
	var f page.Frame
	var all []region.Region
	if err := s.DB.Read(r.Context(), v.Who, append(f.Queries(v), region.All(&all))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(list(f, all)), nil
}

// Show is one region with its states.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	number, err := page.RegionOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	var f page.Frame
	var one region.Region
	var states []region.Jurisdiction
	if err := s.DB.Read(r.Context(), v.Who, append(f.Queries(v), region.ByNumber(number, &one), region.Jurisdictions(number, &states))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(show(f, one, states)), nil
}

func path(r region.Region) string { return "/regions/" + strconv.Itoa(r.Number) }

// counted says how many jurisdictions of which kinds there are.
func counted(states []region.Jurisdiction) string {
	var n, others int
	for _, j := range states {
		if j.Kind == "state" {
			n++
		} else {
			others++
		}
	}
	line := page.Count(n, "state", "states")
	if others > 0 {
		line += " and " + page.Count(others, "other jurisdiction", "other jurisdictions")
	}
	return line
}

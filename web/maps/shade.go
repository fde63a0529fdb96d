package maps

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"example.org/concord/internal/directory"
	"example.org/concord/web/page"
)

// shades are how many tints there are above none.
const shades = 4

// scale gives each number of things its tint.
type scale struct{ most int }

// shade is 0 for none, else 1 to shades: each tint stands for a multiple of the one before, so that one large state does not make all
// others look alike.
func (s scale) shade(n int) int {
	if n == 0 {
		return 0
	}
	return min(shades, 1+int(shades*math.Log(float64(n))/math.Log(float64(s.most+1))))
}

// step is a line of the legend.
type step struct {
	class string
	says  string
}

func (s scale) legend() []step {
	all := []step{{area(0), "none"}}
	for k := 1; k <= shades; k++ {
		first, last := 0, 0
		for n := 1; n <= s.most; n++ {
			if s.shade(n) == k {
				if first == 0 {
					first = n
				}
				last = n
			}
		}
		switch {
		case first == 0:
		case first == last:
			all = append(all, step{area(k), strconv.Itoa(first)})
		default:
			all = append(all, step{area(k), strconv.Itoa(first) + " to " + strconv.Itoa(last)})
		}
	}
	return all
}

func area(shade int) string { return "map__area map__area--" + strconv.Itoa(shade) }

// Territories have a color each, in the order of their advisors' names; what nobody covers is hatched.
const (
	colors = 6
	gap    = "map__area map__area--gap"
)

func territory(nth int) string { return "map__area map__area--t" + strconv.Itoa(1+nth%colors) }

// painter says how an area is painted and what is said of it.
type painter struct {
	show  string
	scale scale
	names []string // of advisors
}

func statePainter(show string, states []directory.StateSpread) painter {
	p := painter{show: show}
	for _, s := range states {
		p.scale.most = max(p.scale.most, number(p.show, s.Organizations, s.Facilities))
	}
	return p
}

func countyPainter(show string, counties []directory.CountySpread) painter {
	p := painter{show: show}
	for _, c := range counties {
		p.scale.most = max(p.scale.most, number(p.show, c.Organizations, c.Facilities))
		p.names = append(p.names, c.Advisors...)
	}
	slices.Sort(p.names)
	p.names = slices.Compact(p.names)
	return p
}

// number is what the map counts.
func number(show string, organized, run int) int {
	if show == facilities {
		return run
	}
	return organized
}

func (p painter) state(s directory.StateSpread) string {
	if p.show != coverage {
		return area(p.scale.shade(number(p.show, s.Organizations, s.Facilities)))
	}
	switch {
	case s.Gaps() == 0:
		return territory(0)
	case s.Covered == 0:
		return gap
	}
	return territory(2)
}

func (p painter) county(c directory.CountySpread) string {
	if p.show != coverage {
		return area(p.scale.shade(number(p.show, c.Organizations, c.Facilities)))
	}
	if len(c.Advisors) == 0 {
		return gap
	}
	nth, _ := slices.BinarySearch(p.names, c.Advisors[0])
	return territory(nth)
}

func (p painter) saysState(s directory.StateSpread) string {
	if p.show != coverage {
		return s.Name + ": " + p.counted(s.Organizations, s.Facilities, s.Sees)
	}
	switch {
	case s.Gaps() == 0:
		return s.Name + ": covered by " + strings.Join(s.Advisors, ", ")
	case s.Covered == 0:
		return s.Name + ": nobody covers it"
	}
	return s.Name + ": " + page.Count(s.Gaps(), "county", "counties") + " without an advisor"
}

func (p painter) saysCounty(c directory.CountySpread) string {
	if p.show != coverage {
		return c.Name + ": " + p.counted(c.Organizations, c.Facilities, c.Sees)
	}
	return c.Name + ": " + covered(c.Advisors)
}

func (p painter) counted(organized, run int, sees bool) string {
	if p.show == facilities {
		if run == 0 && !sees {
			return "its facilities are not shown to you"
		}
		return page.Count(run, "facility", "facilities")
	}
	return page.Count(organized, "organization", "organizations")
}

// covered says who covers a place.
func covered(names []string) string {
	if len(names) == 0 {
		return "nobody"
	}
	return strings.Join(names, ", ")
}

// stateLegend and countyLegend explain the colors.
func (p painter) stateLegend() []step {
	if p.show != coverage {
		return p.scale.legend()
	}
	return []step{{territory(0), "every county is covered"}, {territory(2), "some counties are covered"}, {gap, "nobody covers it"}}
}

func (p painter) countyLegend() []step {
	if p.show != coverage {
		return p.scale.legend()
	}
	var all []step
	for i, name := range p.names {
		all = append(all, step{territory(i), name})
	}
	return append(all, step{gap, "nobody"})
}

package directory

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/directory"
)

// bodies are a sector with parts on both sides, one with two councils of industry, one of government alone, and what is of no sector.
var bodies = []directory.Council{
	{Slug: "dams-scc", Name: "Dams SCC", Sector: "Dams", Facing: []string{"dams-gcc"}},
	{Slug: "dams-gcc", Name: "Dams GCC", Sector: "Dams", Government: true, Facing: []string{"dams-scc"}},
	{Slug: "levee-scc", Name: "Levee SCC", Sector: "Dams", Parent: "dams-scc", Facing: []string{"levee-gcc"}},
	{Slug: "levee-gcc", Name: "Levee GCC", Sector: "Dams", Government: true, Parent: "dams-gcc", Facing: []string{"levee-scc"}},
	{Slug: "escc", Name: "ESCC", Sector: "Energy", Facing: []string{"egcc"}, Own: true},
	{Slug: "egcc", Name: "EGCC", Sector: "Energy", Government: true, Facing: []string{"escc", "ong-scc"}},
	{Slug: "ong-scc", Name: "ONG SCC", Sector: "Energy", Facing: []string{"egcc"}},
	{Slug: "gfs-gcc", Name: "GFS GCC", Sector: "Government", Government: true},
	{Slug: "edu-gcc", Name: strings.Repeat("Education ", 9), Sector: "Government", Government: true, Parent: "gfs-gcc"},
	{Slug: "rc3", Name: "RC3"},
	{Slug: "cic-sc", Name: "CIC-SC", Facing: []string{"fslc"}},
	{Slug: "fslc", Name: "FSLC", Facing: []string{"cic-sc"}},
}

func TestEveryCouncilStandsOnceAndFree(t *testing.T) {
	many := make([]spoke, 12)
	for i := range many {
		many[i] = spoke{name: fmt.Sprintf("Council %d", i), href: "/", shared: i > 8}
	}
	for name, d := range map[string]drawing{
		"all, desk": sides(bodies, forDesks), "all, phone": sides(bodies, forPhones),
		"around, desk": star("Here", many[:9], many[9:]), "right alone": star("Here", nil, many), "left alone": star("Here", many, nil), "around, phone": tree("Here", many),
	} {
		if want := map[bool]int{true: len(bodies), false: len(many) + 1}[strings.HasPrefix(name, "all")]; len(d.boxes) != want {
			t.Errorf("%s: %d boxes, not %d", name, len(d.boxes), want)
		}
		for i, a := range d.boxes {
			if a.x < 0 || a.y < 0 || a.x+a.wide > d.wide || a.y+a.high > d.high {
				t.Errorf("%s: %s stands outside: %+v in %d by %d", name, a.name, a, d.wide, d.high)
			}
			for _, b := range d.boxes[i+1:] {
				if a.x < b.x+b.wide && b.x < a.x+a.wide && a.y < b.y+b.high && b.y < a.y+a.high {
					t.Errorf("%s: %s covers %s", name, a.name, b.name)
				}
			}
		}
	}
}

func TestCounterpartsStandInOneRow(t *testing.T) {
	for _, m := range []measures{forDesks, forPhones} {
		d := sides(bodies, m)
		at := func(name string) box {
			return d.boxes[slices.IndexFunc(d.boxes, func(b box) bool { return b.name == name })]
		}
		for _, pair := range [][2]string{{"Dams SCC", "Dams GCC"}, {"Levee SCC", "Levee GCC"}, {"ESCC", "EGCC"}, {"CIC-SC", "FSLC"}} {
			if l, r := at(pair[0]), at(pair[1]); l.y != r.y || l.x >= r.x {
				t.Errorf("%s: %v does not stand beside %v", m.width, l, r)
			}
		}
		// Three pairs, the second council of industry before its counterpart, CIC-SC before FSLC, and three parts.
		if len(d.lines) != 8 {
			t.Errorf("%s: %d lines: %v", m.width, len(d.lines), d.lines)
		}
		for _, b := range d.boxes {
			for _, row := range b.text() {
				if len([]rune(row)) > fits(b.wide-12)+3 {
					t.Errorf("%s: %q runs out of its box", m.width, row)
				}
			}
		}
	}
}

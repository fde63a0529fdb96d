package atlas

import (
	"regexp"
	"testing"
)

var path = regexp.MustCompile(`^(M-?\d+ -?\d+l(-?\d+ -?\d+ )*0 0z?)+$`)

func check(t *testing.T, m Map) {
	t.Helper()
	for _, a := range m.Areas {
		if !path.MatchString(a.Path) || a.X < 0 || a.X > m.Width || a.Y < 0 || a.Y > m.Height {
			t.Errorf("%s, named at %d %d of %d x %d: %.80s", a.FIPS, a.X, a.Y, m.Width, m.Height, a.Path)
		}
	}
}

func TestNationHasFiftyStatesAndTheDistrict(t *testing.T) {
	m := Nation()
	if len(m.Areas) != 51 {
		t.Errorf("%d areas", len(m.Areas))
	}
	check(t, m)
}

func TestEveryStateAndTerritoryHasItsCounties(t *testing.T) {
	of := map[string]int{}
	for fips := range counties().rings {
		of[fips[:2]]++
	}
	if len(of) != 56 {
		t.Errorf("%d states and territories", len(of))
	}
	for state, n := range of {
		m, ok := State(state)
		if !ok || len(m.Areas) != n || m.Width > across || m.Height > high {
			t.Errorf("%s: %d of %d counties in %d x %d", state, len(m.Areas), n, m.Width, m.Height)
		}
		check(t, m)
	}
	if _, ok := State("99"); ok {
		t.Error("there is a state 99")
	}
}

func TestPlaceLiesWhereItIs(t *testing.T) {
	// Richmond is in the middle of Virginia's eastern half; Attu is at the western end of Alaska, beyond the date line.
	m, _ := State("51")
	if x, y := m.Place(37.54, -77.44); x < m.Width*6/10 || x > m.Width*9/10 || y < m.Height/3 || y > m.Height*4/5 {
		t.Errorf("Richmond at %d %d of %d x %d", x, y, m.Width, m.Height)
	}
	m, _ = State("02")
	if x, _ := m.Place(52.9, 172.9); x < 0 || x > m.Width/10 {
		t.Errorf("Attu at %d of %d", x, m.Width)
	}
}

func TestBordersAreThoseBetweenGroupsAlone(t *testing.T) {
	m := Nation()
	all := len(m.Borders(func(fips string) string { return fips }))
	outer := len(m.Borders(func(string) string { return "" }))
	if outer == 0 || outer >= all {
		t.Errorf("outer lines of %d bytes, all of %d", outer, all)
	}
}

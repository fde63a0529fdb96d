package sector_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/sector"
	"example.org/concord/internal/story"
	_ "example.org/concord/internal/story/storytest"
)

var public db.Who

func read(t *testing.T, d *dbtest.Database, who db.Who, queries ...db.Query) {
	t.Helper()
	if err := d.App().Read(t.Context(), who, queries...); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, d *dbtest.Database, who db.Who, queries ...db.Query) error {
	t.Helper()
	return d.App().Write(t.Context(), who, db.Once{}, queries...)
}

func slugs(councils []sector.Council, side string) []string {
	var all []string
	for _, c := range councils {
		if c.Side == side {
			all = append(all, c.Slug)
		}
	}
	return all
}

func TestListSaysWhoLeadsEachSector(t *testing.T) {
	d := dbtest.New(t)
	var all []sector.Listed
	read(t, d, public, sector.All(&all))
	if len(all) != 16 || !slices.IsSortedFunc(all, func(a, b sector.Listed) int { return strings.Compare(a.Name, b.Name) }) {
		t.Fatalf("%d sectors", len(all))
	}
	for _, s := range all {
		if len(s.Leads) == 0 || s.Councils == 0 {
			t.Errorf("%s: led by %q, %d councils", s.Name, s.Leads, s.Councils)
		}
		if s.Slug == "food-and-agriculture" && !slices.Equal(s.Leads, []string{"HHS (FDA)", "USDA"}) {
			t.Errorf("Food and Agriculture is led by %q", s.Leads)
		}
	}
}

func TestSectorSaysWhoSitsWhereOnEachSide(t *testing.T) {
	d := dbtest.New(t)
	var s sector.Sector
	var f sector.Face
	read(t, d, public, append(f.Queries("energy"), sector.BySlug("energy", &s))...)
	if s.Name != "Energy" || len(f.Subsectors) != 2 {
		t.Errorf("%+v with %d subsectors", s, len(f.Subsectors))
	}
	if got := slugs(f.Councils, sector.Government); !slices.Equal(got, []string{"energy-gcc"}) {
		t.Errorf("government side: %q", got)
	}
	if got := slugs(f.Councils, sector.Industry); !slices.Contains(got, "escc") || !slices.Contains(got, "ong-scc") {
		t.Errorf("industry side: %q", got)
	}
	if got := slugs(f.Councils, sector.Joint); len(got) > 0 {
		t.Errorf("the public is told of %q", got)
	}
	if got := slugs(f.Councils, sector.Across); !slices.Contains(got, "cic-sc") {
		t.Errorf("across: %q", got)
	}
	if len(f.SeenIn) == 0 || f.Leads[0].Words != "DOE (CESER)" || f.Leads[0].Until != nil {
		t.Errorf("leads %+v, sources %q", f.Leads, f.SeenIn)
	}
	if err := d.App().Read(t.Context(), public, sector.BySlug("space", &s)); !errors.Is(err, fault.NotFound) {
		t.Errorf("a sector that is none: %v", err)
	}
}

func TestMemberIsToldOfTheJointRoomAndAnOutsiderIsNot(t *testing.T) {
	d := dbtest.New(t)
	for _, c := range []struct {
		who  db.Who
		sees bool
	}{{d.As(story.Dana.ID), true}, {d.As(story.Grace.ID), true}, {d.As(story.Ines.ID), false}, {d.As(story.Nora.ID), false}, {public, false}} {
		var f sector.Face
		read(t, d, c.who, f.Queries("water-and-wastewater")...)
		if got := slices.Contains(slugs(f.Councils, sector.Joint), "wscc-water-gcc-joint"); got != c.sees {
			t.Errorf("sees the room: %v, want %v", got, c.sees)
		}
	}
}

func TestWhatIsFromMemoryIsForStaffAlone(t *testing.T) {
	d := dbtest.New(t)
	for _, c := range []struct {
		name         string
		who          db.Who
		lines, terms int
		highway      bool
	}{
		{"the public", public, 0, 1, false},
		{"a member", d.As(story.Dana.ID), 0, 1, false},
		{"staff", d.As(story.Sam.ID), 8, 2, true},
	} {
		var lines []sector.Line
		var energy, transport sector.Face
		read(t, d, c.who, append(append(energy.Queries("energy"), transport.Queries("transportation-systems")...), sector.AsOf("pdd63-1998", &lines))...)
		if len(lines) != c.lines || len(energy.Leads) != c.terms {
			t.Errorf("%s sees %d lines of 1998 and %d terms of Energy's lead", c.name, len(lines), len(energy.Leads))
		}
		if got := slices.Contains(slugs(transport.Councils, sector.Industry), "highway-scc"); got != c.highway {
			t.Errorf("%s sees a council that no source was found for: %v", c.name, got)
		}
	}
}

func TestEachEditionHasTheNumberOfSectorsItCounted(t *testing.T) {
	d := dbtest.New(t)
	var editions []sector.Edition
	read(t, d, public, sector.Editions(&editions))
	want := map[string]int{"national-strategy-2003": 16, "hspd7-2003": 17, "cikr-2006": 17, "cikr18-2008": 18, "ppd21-2013": 16, "nsm22-2024": 16}
	for i, e := range editions {
		if i > 0 && (e.Until == nil || !e.Until.Equal(editions[i-1].Since)) {
			t.Errorf("%s does not end when the next begins", e.Slug)
		}
		var lines []sector.Line
		read(t, d, public, sector.AsOf(e.Slug, &lines))
		if e.Slug != "pdd63-1998" && len(lines) != want[e.Slug] {
			t.Errorf("%s: %d lines, want %d", e.Slug, len(lines), want[e.Slug])
		}
		for _, l := range lines {
			if len(l.Slugs) == 0 || len(l.Leads) == 0 {
				t.Errorf("%s: %q became %q and was led by %q", e.Slug, l.Name, l.Slugs, l.Leads)
			}
		}
	}
	var old, now []sector.Line
	read(t, d, public, sector.AsOf("ppd21-2013", &old), sector.AsOf("nsm22-2024", &now))
	named := func(lines []sector.Line, name string) bool {
		return slices.ContainsFunc(lines, func(l sector.Line) bool { return l.Name == name })
	}
	if !named(old, "Government Facilities") || !named(now, "Government Services and Facilities") {
		t.Error("the name of 2013 is not that of 2024")
	}
}

func TestYearFindsTheEditionThatHeldAtItsEnd(t *testing.T) {
	d := dbtest.New(t)
	var editions []sector.Edition
	read(t, d, public, sector.Editions(&editions))
	for asked, want := range map[string]string{"2010": "cikr18-2008", "2003": "hspd7-2003", "2030": "nsm22-2024", "cikr-2006": "cikr-2006", "1990": "", "x": "", "20030": ""} {
		var lines []sector.Line
		read(t, d, public, sector.AsOf(asked, &lines))
		got := sector.Chosen(asked, editions)
		switch {
		case want == "" && (got != nil || len(lines) > 0):
			t.Errorf("%q finds %v and %d lines", asked, got, len(lines))
		case want != "" && (got == nil || got.Slug != want || len(lines) < 16):
			t.Errorf("%q finds %v and %d lines, want %s", asked, got, len(lines), want)
		}
	}
}

func TestRenamingLeavesTheOldNameInTheLineage(t *testing.T) {
	d := dbtest.New(t)
	sam := d.As(story.Sam.ID)
	day := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	r := sector.Renaming{Slug: "dams", Name: "Dams and Levees", ShortName: "Dams", Since: day, Instrument: "A notice"}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	if err := write(t, d, sam, sector.Rename(r)...); err != nil {
		t.Fatal(err)
	}
	var s sector.Sector
	var f sector.Face
	read(t, d, public, append(f.Queries("dams"), sector.BySlug("dams", &s))...)
	if s.Name != "Dams and Levees" || len(f.Lineage) < 2 || f.Lineage[0].Name != "Dams and Levees" || f.Lineage[1].Name != "Dams" {
		t.Errorf("%q with lineage %+v", s.Name, f.Lineage)
	}
	if err := write(t, d, sam, sector.Rename(r)...); !errors.Is(err, fault.Denied) {
		t.Errorf("renamed to the name it has: %v", err)
	}
}

func TestRetiredSectorLeavesTheListAndKeepsItsPage(t *testing.T) {
	d := dbtest.New(t)
	d.SetNow(time.Date(2027, 1, 1, 12, 0, 0, 0, time.UTC))
	sam := d.As(story.Sam.ID)
	r := sector.Retirement{Slug: "dams", Until: time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC), Into: []string{"water-and-wastewater"}, Instrument: "A memorandum"}
	if err := write(t, d, sam, sector.Retire(r)...); err != nil {
		t.Fatal(err)
	}
	var all []sector.Listed
	var s sector.Sector
	var gone []sector.Retired
	read(t, d, public, sector.All(&all), sector.BySlug("dams", &s), sector.RetiredNames(&gone))
	if len(all) != 15 || s.Until == nil {
		t.Errorf("%d sectors, ended %v", len(all), s.Until)
	}
	if gone[0].Slug != "dams" || !slices.Equal(gone[0].Slugs, []string{"water-and-wastewater"}) {
		t.Errorf("retired: %+v", gone[0])
	}
}

func TestNewSectorCanBeAdded(t *testing.T) {
	d := dbtest.New(t)
	n := sector.Sector{Slug: "space-systems", Name: "Space Systems", ShortName: "Space", Scope: "Satellites and their ground stations."}
	if err := n.Check(); err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	if err := write(t, d, d.As(story.Sam.ID), sector.Add(n, day, "A memorandum")...); err != nil {
		t.Fatal(err)
	}
	err := write(t, d, d.As(story.Sam.ID), sector.Add(n, day, "A memorandum")...)
	if wrong := (fault.Invalid{}); !errors.As(err, &wrong) || wrong.For("slug") == "" {
		t.Errorf("the same address again: %v", err)
	}
}

func TestOnlyStaffChangeSectors(t *testing.T) {
	d := dbtest.New(t)
	day := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	for name, who := range map[string]db.Who{"the public": public, "a chair": d.As(story.Dana.ID), "an advisor": d.As(story.Paul.ID), "the watch": d.As(story.Walt.ID)} {
		for what, queries := range map[string][]db.Query{
			"add":      sector.Add(sector.Sector{Slug: "space", Name: "Space", ShortName: "Space"}, day, "x"),
			"rename":   sector.Rename(sector.Renaming{Slug: "dams", Name: "Levees", Since: day, Instrument: "x"}),
			"describe": {sector.Describe("dams", "x")},
			"retire":   sector.Retire(sector.Retirement{Slug: "dams", Until: day, Instrument: "x"}),
		} {
			if err := write(t, d, who, queries...); !errors.Is(err, fault.Denied) {
				t.Errorf("%s may %s a sector: %v", name, what, err)
			}
		}
	}
}

func TestWhatIsTypedIsChecked(t *testing.T) {
	day := time.Now()
	for _, c := range []struct {
		err   error
		field string
	}{
		{sector.Sector{Slug: "Space Systems", Name: "Space", ShortName: "Space"}.Check(), "slug"},
		{sector.Sector{Slug: "space", Name: " ", ShortName: "Space"}.Check(), "name"},
		{sector.Sector{Slug: "space", Name: "Space", ShortName: strings.Repeat("x", 61)}.Check(), "short_name"},
		{sector.Sector{Slug: "space", Name: "Space", ShortName: "Space", Scope: strings.Repeat("x", 2001)}.Check(), "scope"},
		{sector.Renaming{Name: "Space", Since: day}.Check(), "instrument"},
		{sector.Renaming{Name: "Space", Instrument: "x"}.Check(), "since"},
		{sector.Retirement{Slug: "dams", Until: day, Instrument: "x", Into: []string{"dams"}}.Check(), "into"},
		{sector.Retirement{Slug: "dams", Instrument: "x"}.Check(), "until"},
	} {
		wrong, ok := errors.AsType[fault.Invalid](c.err)
		if !ok || len(wrong) != 1 || wrong.For(c.field) == "" {
			t.Errorf("want one message at %s, got %v", c.field, c.err)
		}
	}
}

package region_test

import (
	"errors"
	"slices"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/region"
	_ "example.org/concord/internal/story/storytest"
)

func TestTenRegionsCoverAllJurisdictions(t *testing.T) {
	d := dbtest.New(t)
	var all []region.Region
	if err := d.App().Read(t.Context(), db.Who{}, region.All(&all)); err != nil {
		t.Fatal(err)
	}
	covered := 0
	for _, r := range all {
		covered += len(r.States)
	}
	if len(all) != 10 || covered != 56 {
		t.Errorf("%d regions with %d jurisdictions", len(all), covered)
	}
}

func TestRegionSaysWhetherItsStatesWereSeenInASource(t *testing.T) {
	d := dbtest.New(t)
	var three, eight region.Region
	var states []region.Jurisdiction
	if err := d.App().Read(t.Context(), db.Who{}, region.ByNumber(3, &three), region.ByNumber(8, &eight), region.Jurisdictions(8, &states)); err != nil {
		t.Fatal(err)
	}
	if !three.Seen || eight.Seen {
		t.Errorf("seen in a source: region 3 %v, region 8 %v", three.Seen, eight.Seen)
	}
	if eight.OfficeCity != "Denver" || !slices.Contains(eight.Codes, "CO") || len(states) != len(eight.States) {
		t.Errorf("%+v with %d jurisdictions", eight, len(states))
	}
	if err := d.App().Read(t.Context(), db.Who{}, region.ByNumber(11, &eight)); !errors.Is(err, fault.NotFound) {
		t.Errorf("an eleventh region: %v", err)
	}
}

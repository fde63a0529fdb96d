package facility_test

import (
	"errors"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/facility"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func station() facility.Facility {
	north, east := 39.07, -108.55
	return facility.Facility{ID: facility.New(), OrganizationSlug: story.Dana.Organization, Name: "Redlands Booster", Kind: "Pumping station", Sector: "water-and-wastewater",
		State: "CO", County: "08077", City: "Grand Junction", Latitude: &north, Longitude: &east}
}

// sees are those of the people who find the facility.
func sees(t *testing.T, d *dbtest.Database, id facility.ID, people ...story.Person) (names []string) {
	t.Helper()
	for _, p := range people {
		var f facility.Facility
		switch err := d.App().Read(t.Context(), d.As(p.ID), facility.ByID(id, &f)); {
		case err == nil:
			names = append(names, p.Name)
		case !errors.Is(err, fault.NotFound):
			t.Fatal(p.Name, err)
		}
	}
	return names
}

func TestOwnerAndRegionKeepAFacilityThatNobodyElseFinds(t *testing.T) {
	d := storytest.New(t)
	f := station()
	if err := d.App().Write(t.Context(), d.As(story.Dana.ID), db.Once{}, facility.Add(f)); err != nil {
		t.Fatal(err)
	}
	if got := sees(t, d, f.ID, story.Cast...); len(got) != 4 || got[0] != story.Dana.Name || got[1] != story.Paul.Name || got[2] != story.Omar.Name || got[3] != story.Rosa.Name {
		t.Errorf("it is found by %q", got)
	}
	f.Name, f.Latitude, f.Longitude = "Redlands Booster Station", nil, nil
	if err := d.App().Write(t.Context(), d.As(story.Paul.ID), db.Once{}, facility.Edit(f)); err != nil {
		t.Errorf("the advisor of its region: %v", err)
	}
	for _, p := range []story.Person{story.Priya, story.Cora, story.Sam, story.Walt} {
		if err := d.App().Write(t.Context(), d.As(p.ID), db.Once{}, facility.Edit(f)); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s edits it: %v", p.Name, err)
		}
		if err := d.App().Write(t.Context(), d.As(p.ID), db.Once{}, facility.Add(station())); !errors.Is(err, fault.Denied) {
			t.Errorf("%s adds another: %v", p.Name, err)
		}
	}
	var got facility.Facility
	if err := d.App().Read(t.Context(), d.As(story.Dana.ID), facility.ByID(f.ID, &got)); err != nil || got.Name != f.Name || got.Latitude != nil || got.CountyName != "Mesa" || got.Region != 8 {
		t.Errorf("%v: %+v", err, got)
	}
}

func TestFacilityFollowsItsStateIntoAnotherRegion(t *testing.T) {
	d := storytest.New(t)
	f := station()
	if err := d.App().Write(t.Context(), d.As(story.Dana.ID), db.Once{}, facility.Add(f)); err != nil {
		t.Fatal(err)
	}
	f.State, f.County = "VA", "51199"
	if err := d.App().Write(t.Context(), d.As(story.Dana.ID), db.Once{}, facility.Edit(f)); err != nil {
		t.Fatal(err)
	}
	if got := sees(t, d, f.ID, story.Paul, story.Cora); len(got) != 1 || got[0] != story.Cora.Name {
		t.Errorf("after it moved to Virginia it is found by %q", got)
	}
}

func TestCountyIsOneOfTheState(t *testing.T) {
	d := storytest.New(t)
	f := station()
	f.State = "VA"
	err := d.App().Write(t.Context(), d.As(story.Dana.ID), db.Once{}, facility.Add(f))
	if wrong, ok := errors.AsType[fault.Invalid](err); !ok || wrong.For("county") == "" {
		t.Errorf("a county of Colorado in Virginia: %v", err)
	}
}

func TestClosedFacilityLeavesTheListOfItsOwner(t *testing.T) {
	d := storytest.New(t)
	id := facility.ID{UUID: story.Facility("Kannah Creek Intake")}
	of := func() (n int) {
		var all []facility.Facility
		if err := d.App().Read(t.Context(), d.As(story.Dana.ID), facility.Of(story.Dana.Organization, &all)); err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	before := of()
	if err := d.App().Write(t.Context(), d.As(story.Dana.ID), db.Once{}, facility.Close(id)); err != nil {
		t.Fatal(err)
	}
	if after := of(); after != before-1 {
		t.Errorf("%d facilities, then %d", before, after)
	}
	if err := d.App().Write(t.Context(), d.As(story.Dana.ID), db.Once{}, facility.Close(id)); !errors.Is(err, fault.Denied) {
		t.Errorf("closed twice: %v", err)
	}
}

func TestFacilityAsTypedIsChecked(t *testing.T) {
	if err := station().Check(); err != nil {
		t.Errorf("a right one: %v", err)
	}
	far, half := 91.0, station()
	half.Longitude = nil
	for field, change := range map[string]func(*facility.Facility){
		"name": func(f *facility.Facility) { f.Name = " " }, "sector": func(f *facility.Facility) { f.Sector = "" }, "state": func(f *facility.Facility) { f.State = "" },
		"latitude": func(f *facility.Facility) { f.Latitude = &far },
	} {
		f := station()
		change(&f)
		if wrong, ok := errors.AsType[fault.Invalid](f.Check()); !ok || wrong.For(field) == "" {
			t.Errorf("%s: %v", field, f.Check())
		}
	}
	if half.Check() == nil {
		t.Error("a latitude without a longitude")
	}
}

package incident_test

import (
	"errors"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/incident"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func write(t *testing.T, d *dbtest.Database, p story.Person, queries ...db.Query) error {
	t.Helper()
	return d.App().Write(t.Context(), d.As(p.ID), db.Once{}, queries...)
}

// placed puts two facilities of one owner into a county, of different sectors.
func placed(t *testing.T) *dbtest.Database {
	t.Helper()
	d := storytest.New(t)
	for name, sector := range map[string]string{"Mesa pump house": "water-and-wastewater", "Mesa radio mast": "communications"} {
		if _, err := d.Owner().Exec(t.Context(), `insert into facility (organization_id, invented, name, sector, state, county) select id, true, $1, $2, 'CO', '08077' from organization where slug = 'blue-mesa-water-authority'`, name, sector); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func TestWatchAndRegionWorkOneListAndNobodyElseSeesIt(t *testing.T) {
	d := placed(t)
	id := incident.NewID()
	queries, err := incident.Declare(id, incident.Form{Title: "Dam watch", Counties: []string{"08077"}, Sectors: []string{"water-and-wastewater", "energy"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := write(t, d, story.Paul, queries...); err != nil {
		t.Fatal(err)
	}
	names := func(p story.Person) map[string]incident.Place {
		t.Helper()
		var places []incident.Place
		if err := d.App().Read(t.Context(), d.As(p.ID), incident.Places(id, &places)); err != nil {
			t.Fatal(err)
		}
		all := map[string]incident.Place{}
		for _, p := range places {
			all[p.Organization+"/"+p.Facility] = p
		}
		return all
	}
	list := names(story.Walt)
	pump, there := list["Blue Mesa Water Authority/Mesa pump house"]
	if _, other := list["Blue Mesa Water Authority/Mesa radio mast"]; !there || other {
		t.Fatalf("the watch is to call %v", list)
	}
	if _, there := list["High Desert Transmission/"]; !there {
		t.Errorf("an organization of the county without a facility is missing: %v", list)
	}
	for _, p := range []story.Person{story.Cora, story.Dana, story.Sam, story.Eve} {
		if n := len(names(p)); n != 0 {
			t.Errorf("%s sees %d places", p.Name, n)
		}
	}
	call, err := incident.Record(id, incident.Call{Organization: pump.OrganizationID, Facility: pump.FacilityID, Reached: true, Whom: "The operator", Result: "Pumps run."})
	if err != nil {
		t.Fatal(err)
	}
	if err := write(t, d, story.Cora, call); err == nil {
		t.Error("another region calls")
	}
	if err := write(t, d, story.Walt, call); err != nil {
		t.Fatal(err)
	}
	if p := names(story.Paul)["Blue Mesa Water Authority/Mesa pump house"]; p.Reached == nil || !*p.Reached || p.Result != "Pumps run." || p.By[:4] != "Walt" {
		t.Errorf("the region sees %+v", p)
	}

	if err := write(t, d, story.Walt, end(t, id)); !errors.Is(err, fault.Denied) {
		t.Errorf("who did not declare it ends it: %v", err)
	}
	if err := write(t, d, story.Rosa, end(t, id)); err != nil {
		t.Fatal(err)
	}
	if n := len(names(story.Walt)); n != 0 {
		t.Errorf("the watch still sees %d facilities of an incident that is over", n)
	}
	again, err := incident.Record(id, incident.Call{Organization: pump.OrganizationID, Facility: pump.FacilityID, Reached: true, Result: "They still run."})
	if err != nil {
		t.Fatal(err)
	}
	var conflict fault.Conflict
	if err := write(t, d, story.Walt, again); !errors.As(err, &conflict) || !strings.Contains(conflict.Message, "This incident was ended") {
		t.Errorf("a call after the end: %v", err)
	}
	var then []incident.Place
	if err := d.App().Read(t.Context(), d.As(story.Walt.ID), incident.CalledPlaces(id, &then)); err != nil || len(then) != 1 || then[0].Result != "Pumps run." {
		t.Errorf("what was called is gone: %+v, %v", then, err)
	}
}

func TestOnlyWhoMayDeclares(t *testing.T) {
	d := storytest.New(t)
	for _, p := range []story.Person{story.Dana, story.Named("trevor"), story.Sam, story.Eve} {
		queries, err := incident.Declare(incident.NewID(), incident.Form{Title: "A flood", Counties: []string{"08077"}})
		if err != nil {
			t.Fatal(err)
		}
		if err := write(t, d, p, queries...); err == nil {
			t.Errorf("%s declares one", p.Name)
		}
	}
	if _, err := incident.Declare(incident.NewID(), incident.Form{}); err == nil {
		t.Error("without a title and a county")
	}
}

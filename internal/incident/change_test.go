package incident_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/incident"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func end(t *testing.T, id incident.ID) db.Query {
	t.Helper()
	q, err := incident.End(id, "All were reached.")
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// flooded is an incident that Region 8 declared in one county of Colorado.
func flooded(t *testing.T) (*dbtest.Database, incident.ID) {
	t.Helper()
	d, id := storytest.New(t), incident.NewID()
	queries, err := incident.Declare(id, incident.Form{Title: "Dam watch", Counties: []string{"08077"}, Sectors: []string{"water-and-wastewater"}})
	if err == nil {
		err = write(t, d, story.Paul, queries...)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d, id
}

func read(t *testing.T, d *dbtest.Database, p story.Person, id incident.ID) (i incident.Incident, counties []incident.County, sectors []string, err error) {
	t.Helper()
	err = d.App().Read(t.Context(), d.As(p.ID), append(incident.Chosen(id, &counties, &sectors), incident.ByID(id, &i))...)
	return i, counties, sectors, err
}

func TestIncidentIsCorrectedWhileItLastsByItsOfficeAlone(t *testing.T) {
	d, id := flooded(t)
	correct, err := incident.Correct(id, incident.Form{Title: "Dam failure", Counties: []string{"08045"}, States: []string{"DE"}, Sectors: []string{"energy"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := write(t, d, story.Walt, correct...); !errors.Is(err, fault.Denied) {
		t.Errorf("another office corrects it: %v", err)
	}
	if _, counties, sectors, err := read(t, d, story.Paul, id); err != nil || len(counties) != 1 || counties[0].FIPS != "08077" || !slices.Equal(sectors, []string{"water-and-wastewater"}) {
		t.Fatalf("what was refused changed it: %v, %v, %v", counties, sectors, err)
	}
	if _, _, _, err := read(t, d, story.Cora, id); !errors.Is(err, fault.NotFound) {
		t.Errorf("Region 3 sees what does not reach it: %v", err)
	}
	if err := write(t, d, story.Rosa, correct...); err != nil {
		t.Fatal(err)
	}
	i, counties, sectors, err := read(t, d, story.Cora, id)
	if err != nil || i.Title != "Dam failure" || len(counties) != 4 || !slices.Equal(sectors, []string{"energy"}) {
		t.Errorf("corrected it is %q in %v of %v, %v", i.Title, counties, sectors, err)
	}
	if err := write(t, d, story.Rosa, end(t, id)); err != nil {
		t.Fatal(err)
	}
	var over fault.Conflict
	if err := write(t, d, story.Rosa, correct...); !errors.As(err, &over) {
		t.Errorf("it is corrected after its end: %v", err)
	}
}

func TestEndIsTakenBackForAWeek(t *testing.T) {
	d, id := flooded(t)
	if err := write(t, d, story.Paul, end(t, id)); err != nil {
		t.Fatal(err)
	}
	if i, _, _, err := read(t, d, story.Walt, id); err != nil || !i.Over(time.Now()) || i.Outcome != "All were reached." || i.Reopens(time.Now()) {
		t.Errorf("over it is %+v, %v", i, err)
	}
	if err := write(t, d, story.Walt, incident.Reopen(id)); !errors.Is(err, fault.Denied) {
		t.Errorf("another office reopens it: %v", err)
	}
	if err := write(t, d, story.Rosa, incident.Reopen(id)); err != nil {
		t.Fatal(err)
	}
	if i, _, _, err := read(t, d, story.Rosa, id); err != nil || i.Over(time.Now()) || i.Outcome != "" {
		t.Errorf("reopened it is %+v, %v", i, err)
	}
	if err := write(t, d, story.Paul, end(t, id)); err != nil {
		t.Fatal(err)
	}
	d.SetNow(time.Now().Add(incident.ReopenedWithin + time.Hour))
	var over fault.Conflict
	if err := write(t, d, story.Paul, incident.Reopen(id)); !errors.As(err, &over) {
		t.Errorf("it is reopened after a week: %v", err)
	}
}

package territory_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/engagement"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/internal/territory"
)

func read(t *testing.T, d *dbtest.Database, p story.Person, queries ...db.Query) {
	t.Helper()
	if err := d.App().Read(t.Context(), d.As(p.ID), queries...); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, d *dbtest.Database, p story.Person, queries ...db.Query) error {
	t.Helper()
	return d.App().Write(t.Context(), d.As(p.ID), db.Once{}, queries...)
}

func TestGapsCloseWhenSomebodyCoversThem(t *testing.T) {
	d := storytest.New(t)
	var gaps []territory.Gap
	names := func() (all []string) {
		read(t, d, story.Rosa, territory.Gaps(8, &gaps))
		for _, g := range gaps {
			all = append(all, g.State)
		}
		return all
	}
	if got := names(); !slices.Equal(got, []string{"ND", "SD"}) {
		t.Fatalf("gaps: %v", got)
	}
	if err := write(t, d, story.Paul, territory.Assign(story.Paul.ID, "ND", "", nil, nil)); !errors.Is(err, fault.Denied) && !errors.Is(err, fault.NotFound) {
		t.Errorf("an advisor gives herself a state: %v", err)
	}
	if err := write(t, d, story.Rosa, territory.Assign(story.Paul.ID, "ND", "", nil, nil), territory.Assign(story.Paul.ID, "SD", "46099", nil, nil)); err != nil {
		t.Fatal(err)
	}
	if got := names(); !slices.Equal(got, []string{"SD"}) || gaps[0].Uncovered != gaps[0].Counties-1 {
		t.Errorf("gaps: %+v", gaps)
	}
	var invalid fault.Invalid
	if err := write(t, d, story.Rosa, territory.Assign(story.Cora.ID, "ND", "", nil, nil)); !errors.As(err, &invalid) {
		t.Errorf("somebody of another region: %v", err)
	}
}

func TestHandOverGivesAllAtOnceAndKeepsBothNames(t *testing.T) {
	d := storytest.New(t)
	if err := write(t, d, story.Paul, territory.HandOver(8, story.Paul.ID, story.Rosa.ID)...); err == nil {
		t.Fatal("an advisor hands it over himself")
	}
	var before, after []territory.Part
	read(t, d, story.Rosa, territory.Of(8, &before))
	if err := write(t, d, story.Rosa, territory.HandOver(8, story.Paul.ID, story.Named("trevor").ID)...); err != nil {
		t.Fatal(err)
	}
	var handed []territory.Handed
	var open []engagement.Engagement
	var waiting []engagement.Request
	trevor := story.Named("trevor").ID
	read(t, d, story.Rosa, territory.Of(8, &after), territory.HandedOver(8, &handed), engagement.OpenOf(8, trevor, &open), engagement.WaitingWith(8, trevor, &waiting))
	if len(before) != len(after) || slices.ContainsFunc(after, func(p territory.Part) bool { return p.PersonID == story.Paul.ID }) {
		t.Errorf("before %+v, after %+v", before, after)
	}
	if len(handed) != 1 || !slices.Equal(handed[0].Places, []string{"Colorado", "Utah", "Wyoming"}) || handed[0].From[:4] != "Paul" || handed[0].To[:6] != "Trevor" || handed[0].By[:4] != "Rosa" {
		t.Errorf("on record: %+v", handed)
	}
	if len(open) != 3 || len(waiting) == 0 {
		t.Errorf("%d engagements and %d requests went along", len(open), len(waiting))
	}
	var known []territory.Known
	read(t, d, story.Named("trevor"), territory.KnownIn(8, trevor, &known))
	if !slices.ContainsFunc(known, func(k territory.Known) bool {
		return k.OrgSlug == "blue-mesa-water-authority" && k.Day != nil && k.WithWhom == "Dana Whitfield"
	}) {
		t.Errorf("the pack does not know Blue Mesa: %+v", known)
	}
	var invalid fault.Invalid
	if err := write(t, d, story.Rosa, territory.HandOver(8, trevor, trevor)...); !errors.As(err, &invalid) {
		t.Errorf("to himself: %v", err)
	}
	var leaving territory.Leaving
	if err := d.App().Read(t.Context(), d.As(story.Cora.ID), territory.LeavingOf(8, trevor, &leaving)); !errors.Is(err, fault.NotFound) {
		t.Errorf("another region reads the pack: %+v, %v", leaving, err)
	}
	if err := write(t, d, story.Rosa, territory.End(uuid.New())); !errors.Is(err, fault.NotFound) {
		t.Errorf("what is not there ends: %v", err)
	}
}

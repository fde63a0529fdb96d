package job_test

import (
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/duty"
	"example.org/concord/internal/engagement"
	"example.org/concord/internal/story"
	"example.org/concord/internal/territory"
)

// A hand-over of a territory rewrote history: done visits said "By" the successor, nobody was told, and nothing took it back.
func TestHandOverOfATerritoryIsToldKeepsHistoryAndGoesBack(t *testing.T) {
	c := newTown(t)
	trevor := story.Named("trevor")
	as := func(p story.Person, queries ...db.Query) error {
		return c.App().Write(t.Context(), c.As(p.ID), db.Once{}, queries...)
	}
	read := func(p story.Person, queries ...db.Query) {
		t.Helper()
		if err := c.App().Read(t.Context(), c.As(p.ID), queries...); err != nil {
			t.Fatal(err)
		}
	}
	count := func(p story.Person) (done, open, asked, parts int) {
		var all, opens []engagement.Engagement
		var requests []engagement.Request
		var covered []territory.Part
		read(story.Rosa, engagement.List(engagement.Filter{}, &all), engagement.OpenOf(8, p.ID, &opens), engagement.WaitingWith(8, p.ID, &requests), territory.Of(8, &covered))
		for _, e := range all {
			if e.State == "done" && e.By() == p.Name {
				done++
			}
		}
		for _, x := range covered {
			if x.PersonID == p.ID {
				parts++
			}
		}
		return done, len(opens), len(requests), parts
	}
	done, open, asked, parts := count(story.Paul)
	if done == 0 || open == 0 || asked == 0 || parts == 0 {
		t.Fatalf("Paul has %d done, %d open, %d asked, %d parts", done, open, asked, parts)
	}
	trevorDone, _, _, _ := count(trevor)

	if err := as(story.Rosa, territory.HandOver(8, story.Paul.ID, trevor.ID)...); err != nil {
		t.Fatal(err)
	}
	if d, o, a, p := count(story.Paul); d != done || o != 0 || a != 0 || p != 0 {
		t.Errorf("after it Paul has %d done, %d open, %d asked, %d parts", d, o, a, p)
	}
	if d, o, _, p := count(trevor); d != trevorDone || o < open || p < parts {
		t.Errorf("after it Trevor has %d done, %d open, %d parts", d, o, p)
	}

	q := c.open()
	told := func() (to []string, wire string) {
		c.relay(q)
		c.settle()
		to, _ = c.mailed()
		return to, strings.ReplaceAll(strings.ReplaceAll(c.peer.Wire(), "=\r\n", ""), "=\n", "")
	}
	needs := func(p story.Person) string {
		var all []duty.Duty
		read(p, duty.Of(true, &all))
		for _, d := range all {
			if d.Kind == duty.HandedOver {
				who, _, _ := strings.Cut(d.Subject, ",")
				return d.Where + " " + who
			}
		}
		return ""
	}
	to, wire := told()
	if !slices.Contains(to, story.Paul.Email()) || !slices.Contains(to, trevor.Email()) || slices.Contains(to, story.Rosa.Email()) || !strings.Contains(wire, "Wyoming") || strings.Contains(wire, "Blue Mesa") {
		t.Errorf("handed over: mailed to %v:\n%s", to, wire)
	}
	if got := needs(story.Paul) + ", " + needs(trevor) + ", " + needs(story.Rosa); got != "to "+trevor.Name+", from "+story.Paul.Name+", " {
		t.Errorf("first pages: %s", got)
	}
	var handed []territory.Handed
	read(trevor, territory.HandedOver(8, &handed))
	if len(handed) != 1 || !handed[0].New || !handed[0].Undoable || handed[0].Visits != open {
		t.Fatalf("%+v", handed)
	}
	if err := as(trevor, territory.Seen(8, handed[0].ID)); err != nil || needs(trevor) != "" || needs(story.Paul) == "" {
		t.Errorf("seen by Trevor: %v, %q, %q", err, needs(trevor), needs(story.Paul))
	}
	if err := as(story.Cora, territory.Seen(8, handed[0].ID)); err == nil {
		t.Error("somebody of another region has seen it")
	}

	// An advisor takes nothing back; the director does, once.
	if err := as(story.Paul, territory.TakeBack(8, handed[0].ID)...); err == nil {
		t.Error("an advisor takes it back himself")
	}
	if err := as(story.Rosa, territory.TakeBack(8, handed[0].ID)...); err != nil {
		t.Fatal(err)
	}
	if d, o, a, p := count(story.Paul); d != done || o != open || a != asked || p != parts {
		t.Errorf("taken back Paul has %d done, %d open, %d asked, %d parts", d, o, a, p)
	}
	if again, _ := told(); len(again) != 4 {
		t.Errorf("taken back: mailed to %v", again)
	}
	if needs(trevor) != "undone "+story.Paul.Name {
		t.Errorf("taken back, first page: %q", needs(trevor))
	}
	if err := as(story.Rosa, territory.TakeBack(8, handed[0].ID)...); err == nil {
		t.Error("it was taken back twice")
	}
}

func TestHandOverIsNotTakenBackAfterAWeek(t *testing.T) {
	c := newTown(t)
	if err := c.App().Write(t.Context(), c.As(story.Rosa.ID), db.Once{}, territory.HandOver(8, story.Paul.ID, story.Named("trevor").ID)...); err != nil {
		t.Fatal(err)
	}
	var handed []territory.Handed
	if _, err := c.Owner().Exec(t.Context(), `update territory_hand_over set at = at - interval '8 days'`); err != nil {
		t.Fatal(err)
	}
	if err := c.App().Read(t.Context(), c.As(story.Rosa.ID), territory.HandedOver(8, &handed)); err != nil || len(handed) != 1 || handed[0].Undoable {
		t.Fatalf("%v %+v", err, handed)
	}
	if err := c.App().Write(t.Context(), c.As(story.Rosa.ID), db.Once{}, territory.TakeBack(8, handed[0].ID)...); err == nil {
		t.Error("it was taken back after a week")
	}
}

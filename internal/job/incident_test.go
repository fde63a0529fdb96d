package job_test

import (
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/duty"
	"example.org/concord/internal/incident"
	"example.org/concord/internal/story"
)

func TestWhoeverWorksAnIncidentIsMailedOnceAndFindsItOnTheFirstPage(t *testing.T) {
	c := newTown(t)
	id, title := incident.NewID(), "Dam watch above Blue Mesa"
	declare, err := incident.Declare(id, incident.Form{Title: title, Counties: []string{"08077"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.App().Write(t.Context(), c.As(story.Walt.ID), db.Once{}, declare...); err != nil {
		t.Fatal(err)
	}
	q := c.open()
	c.relay(q)
	c.settle()
	to, _ := c.mailed()
	if !slices.Contains(to, story.Paul.Email()) || !slices.Contains(to, story.Rosa.Email()) || slices.Contains(to, story.Walt.Email()) || slices.Contains(to, story.Cora.Email()) {
		t.Errorf("declared in Region 8 by the watch: mailed to %v", to)
	}
	wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", "")
	if strings.Contains(wire, title) || !strings.Contains(wire, "/incidents/"+id.String()) || !strings.Contains(wire, "counties that you cover") {
		t.Errorf("the mail says what stays in the portal, or not where:\n%s", wire)
	}

	correct, err := incident.Correct(id, incident.Form{Title: title, Counties: []string{"08077"}, States: []string{"DE"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.App().Write(t.Context(), c.As(story.Walt.ID), db.Once{}, correct...); err != nil {
		t.Fatal(err)
	}
	c.relay(q)
	c.settle()
	again, _ := c.mailed()
	if !slices.Contains(again, story.Cora.Email()) || len(again) <= len(to) {
		t.Errorf("it came to reach Region 3: mailed to %v", again)
	}
	if count := len(slices.Compact(slices.Sorted(slices.Values(again)))); count != len(again) {
		t.Errorf("somebody was mailed twice: %v", again)
	}

	for p, wants := range map[story.Person]bool{story.Paul: true, story.Walt: true, story.Cora: true, story.Dana: false} {
		var needs []duty.Duty
		if err := c.App().Read(t.Context(), c.As(p.ID), duty.Of(true, &needs)); err != nil {
			t.Fatal(err)
		}
		if got := slices.ContainsFunc(needs, func(d duty.Duty) bool { return d.Kind == duty.WorkIncident && d.Key == id.String() }); got != wants {
			t.Errorf("%s finds it among what needs them: %v", p.Name, got)
		}
	}
}

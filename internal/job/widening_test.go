package job_test

import (
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/story"
)

func TestStaffAndChairsAreMailedWhenManyWouldGain(t *testing.T) {
	for _, x := range []struct {
		readers int
		told    []string
	}{
		{1, []string{story.Dana.Email(), story.Kim.Email(), story.Sam.Email()}}, {50, nil},
	} {
		c := newTown(t)
		c.exec(`update widening_limit set readers = $1`, x.readers)
		const because = "Representatives want to see who changed the roster"
		q, err := proposal.Right{Kind: "scc", Office: "representative", Capability: "attendance.read", Reach: "own"}.Propose(proposal.NewID(), because)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.App().Write(t.Context(), c.As(story.Sam.ID), db.Once{}, q); err != nil {
			t.Fatal(err)
		}
		c.relay(c.open())
		c.settle()
		to, _ := c.mailed()
		slices.Sort(to)
		if x.told == nil {
			if len(to) > 0 {
				t.Errorf("no alarm, and mailed to %v", to)
			}
			continue
		}
		for _, email := range x.told {
			if !slices.Contains(to, email) {
				t.Errorf("%s is not told: mailed to %v", email, to)
			}
		}
		if slices.Contains(to, story.Grace.Email()) || slices.Contains(to, story.Priya.Email()) {
			t.Errorf("told whom it does not concern: %v", to)
		}
		wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", "")
		if !strings.Contains(wire, because) || !strings.Contains(wire, "Representative") {
			t.Errorf("the mail is\n%s", wire)
		}
	}
}

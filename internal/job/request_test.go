package job_test

import (
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/engagement"
	"example.org/concord/internal/story"
)

func TestRegionIsMailedWhatPartnersAskAndThePartnerTheAnswer(t *testing.T) {
	c := newTown(t)
	id, wish := engagement.NewID(), "Two pumps are under water"
	ask, err := engagement.Ask(id, "blue-mesa-water-authority", nil, "help", wish)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.App().Write(t.Context(), c.As(story.Dana.ID), db.Once{}, ask); err != nil {
		t.Fatal(err)
	}
	q := c.open()
	c.relay(q)
	c.settle()
	if to, _ := c.mailed(); !slices.Equal(to, []string{story.Paul.Email()}) {
		t.Errorf("asked: mailed to %v, not to who covers Colorado alone", to)
	}
	const said = "A team comes at noon"
	answer, err := engagement.Answer(id, said)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.App().Write(t.Context(), c.As(story.Paul.ID), db.Once{}, answer); err != nil {
		t.Fatal(err)
	}
	c.relay(q)
	c.settle()
	if to, _ := c.mailed(); !slices.Contains(to, story.Dana.Email()) || len(to) != 2 {
		t.Errorf("answered: mailed to %v", to)
	}
	if wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", ""); strings.Contains(wire, wish) || strings.Contains(wire, said) || !strings.Contains(wire, "/requests/"+id.String()) {
		t.Errorf("the mail says what stays in the portal, or not where:\n%s", wire)
	}
}

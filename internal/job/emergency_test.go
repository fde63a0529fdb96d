package job_test

import (
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/emergency"
	"example.org/concord/internal/story"
)

func TestChairIsMailedAtOnceWhenStaffOpenEmergencyAccess(t *testing.T) {
	c := newTown(t)
	c.exec(`update charter set break_glass_refused = false where council_id = (select id from council where slug = 'wscc')`)
	const because = "The pumps of three counties are down"
	id := emergency.NewID()
	ask, err := emergency.Ask(id, "wscc", because, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		who     story.Person
		queries []db.Query
	}{{story.Sam, ask}, {story.Kim, []db.Query{emergency.Agree(id)}}} {
		if err := c.App().Write(t.Context(), c.As(step.who.ID), db.Once{}, step.queries...); err != nil {
			t.Fatal(err)
		}
	}
	c.relay(c.open())
	c.settle()
	to, letters := c.mailed()
	if !slices.Equal(to, []string{story.Dana.Email()}) {
		t.Fatalf("mailed to %v", to)
	}
	wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", "")
	if !strings.Contains(letters[0].Header.Get("Subject"), "emergency access to WSCC") || !strings.Contains(wire, "/emergency/"+id.String()) || strings.Contains(wire, because) {
		t.Errorf("the mail is\n%s", wire)
	}
}

package job_test

import (
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/emergency"
	"example.org/concord/internal/story"
)

func TestSecondMemberOfStaffIsMailedThatADecisionWaits(t *testing.T) {
	c := newTown(t)
	c.exec(`update charter set break_glass_refused = false where council_id = (select id from council where slug = 'wscc')`)
	id, why := emergency.NewID(), "A pipe burst and nobody answers the phone"
	ask, err := emergency.Ask(id, "wscc", why, 1)
	if err == nil {
		err = c.App().Write(t.Context(), c.As(story.Sam.ID), db.Once{}, ask...)
	}
	if err != nil {
		t.Fatal(err)
	}
	q := c.open()
	c.relay(q)
	c.settle()
	to, _ := c.mailed()
	if !slices.Contains(to, story.Kim.Email()) || slices.Contains(to, story.Sam.Email()) || slices.Contains(to, story.Dana.Email()) {
		t.Errorf("mailed to %v", to)
	}
	wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", "")
	if strings.Contains(wire, why) || !strings.Contains(wire, "/emergency/"+id.String()) || !strings.Contains(wire, "Sam") {
		t.Errorf("the mail gives the reason away, or says not who asks and where to decide:\n%s", wire)
	}
}

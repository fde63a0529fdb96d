package job_test

import (
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/duty"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/story"
)

// plead is what the page for whoever cannot sign in does, from that network.
func (c *town) plead(email string, lost signin.Lost, network string) bool {
	c.t.Helper()
	var let []bool
	q, err := signin.Plead(email, lost, network, &let)
	if err == nil {
		err = c.App().Write(c.t.Context(), db.Who{}, db.Once{}, q)
	}
	if err != nil || len(let) != 1 {
		c.t.Fatal(let, err)
	}
	return let[0]
}

func TestWhoCannotSignInIsHeardByThoseWhoVouch(t *testing.T) {
	c := newTown(t)
	if !c.plead(story.Priya.Email(), signin.LostFactor, "192.0.2.0") || !c.plead("nobody@example.org", signin.LostFactor, "192.0.2.0") {
		t.Fatal("not heard")
	}
	c.plead(strings.ToUpper(story.Priya.Email()), signin.LostFactor, "192.0.2.0") // said twice
	q := c.open()
	c.relay(q)
	c.settle()
	to, _ := c.mailed()
	if !slices.Contains(to, story.Dana.Email()) || !slices.Contains(to, story.Priya.Email()) || slices.Contains(to, story.Sam.Email()) || slices.Contains(to, story.Maya.Email()) {
		t.Errorf("a lost factor: mailed to %v", to)
	}
	if count := len(slices.Compact(slices.Sorted(slices.Values(to)))); count != len(to) {
		t.Errorf("somebody was mailed twice: %v", to)
	}
	needs := func(p story.Person) bool {
		t.Helper()
		var found []duty.Duty
		if err := c.App().Read(t.Context(), c.As(p.ID), duty.Of(true, &found)); err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(found, func(d duty.Duty) bool { return d.Kind == duty.CannotSignIn && d.Subject == story.Priya.Name })
	}
	if !needs(story.Dana) || needs(story.Sam) || needs(story.Eve) {
		t.Error("it is not under what needs the chair, or under what needs others")
	}
	c.As(story.Priya.ID) // signs in after all
	if needs(story.Dana) {
		t.Error("she signed in, and it waits on")
	}
}

func TestLostPasswordIsHeardByStaffAndThePageSaysTheSameForEverybody(t *testing.T) {
	c := newTown(t)
	c.plead(story.Dana.Email(), signin.LostPassword, "192.0.2.0")
	q := c.open()
	c.relay(q)
	c.settle()
	if to, _ := c.mailed(); !slices.Contains(to, story.Sam.Email()) || !slices.Contains(to, story.Dana.Email()) || slices.Contains(to, story.Lena.Email()) {
		t.Errorf("a lost password: mailed to %v", to)
	}
	for n := range 10 {
		if heard := c.plead("nobody@example.org", signin.LostFactor, "198.51.100.0"); heard != (n < 5) {
			t.Errorf("plea %d of one network is heard: %v", n+1, heard)
		}
	}
	c.plead(story.Victor.Email(), signin.LostFactor, "203.0.113.0") // suspended
	if n := c.count(`select count(*) from signin.plea where person_id = '` + story.Victor.ID.String() + `'`); n != 0 {
		t.Error("somebody suspended is heard")
	}
}

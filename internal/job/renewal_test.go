package job_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/renewal"
	"example.org/concord/internal/story"
)

// maya answers for two offices, and Trevor has not signed in for weeks: the story leaves both open.
func (c *town) nags() {
	c.t.Helper()
	c.exec(`update renewal set mailed = 0 where answer is null`)
	c.exec(`delete from renewal where reason = 'unused'`)
	if err := renewal.Keep(c.t.Context(), c.Worker()); err != nil {
		c.t.Fatal(err)
	}
}

func TestWhoAnswersForAnOrganizationIsAskedByOneLetterADay(t *testing.T) {
	c := newTown(t)
	c.nags()
	q := c.open()
	c.relay(q)
	c.settle()
	c.tell("renewal", story.Maya.ID) // another row of the same day
	c.relay(q)
	c.settle()
	to, letters := c.mailed()
	if want := emails(story.Maya, story.Named("Trevor Banks")); !slices.Equal(to, want) {
		t.Fatalf("mailed to %v, want %v", to, want)
	}
	wire := c.wire()
	for _, want := range []string{"Lakeshore Water and Power in WSCC: 1 person, by", "in ESCC: 1 person, by", "https://portal.example.org/confirmations", "Cybersecurity Advisor in", "Sign in, or your offices end"} {
		if !strings.Contains(wire, want) {
			t.Errorf("no letter says %q", want)
		}
	}
	for _, l := range letters {
		if at, err := l.Header.AddressList("To"); err != nil || !strings.Contains(l.Header.Get("Subject"), " by ") {
			t.Errorf("to %v: %s, %v", at, l.Header.Get("Subject"), err)
		}
	}
}

func TestWhatWasAnsweredMeanwhileIsNotAskedByMail(t *testing.T) {
	c := newTown(t)
	c.nags()
	c.does(story.Maya, renewal.Confirm([]uuid.UUID{story.Maya.Appointment("wscc", "representative"), story.Maya.Appointment("escc", "representative")}))
	c.As(story.Named("Trevor Banks").ID) // signs in
	c.relay(c.open())
	c.settle()
	if to, _ := c.mailed(); len(to) > 0 {
		t.Errorf("mailed to %v", to)
	}
}

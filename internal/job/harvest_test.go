package job_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/contact"
	"example.org/concord/internal/db"
	"example.org/concord/internal/story"
)

func TestDirectorWatchStaffAndOwnerAreMailedWhenContactsAreCollected(t *testing.T) {
	c := newTown(t)
	var found []uuid.UUID
	if err := c.App().Read(t.Context(), c.As(story.Paul.ID), db.Many("contacts", `select id from contact where person_id <> $1 order by id limit 40`, &found, story.Paul.ID)); err != nil {
		t.Fatal(err)
	}
	who := c.As(story.Paul.ID)
	for _, id := range found {
		var opened []contact.Opened
		if err := c.App().Write(t.Context(), who, db.Once{}, contact.Reveal([]contact.ID{{UUID: id}}, "One after the other", contact.Page, &opened)); err != nil {
			t.Fatal(err)
		}
	}
	c.relay(c.open())
	c.settle()
	to, _ := c.mailed()
	slices.Sort(to)
	reviewers := []string{story.Named("Luis Arroyo").Email(), story.Rosa.Email(), story.Walt.Email()}
	want := append([]string{story.Kim.Email(), story.Paul.Email(), story.Sam.Email()}, reviewers...)
	if slices.Sort(want); !slices.Equal(to, want) {
		t.Errorf("mailed to %v, not %v", to, want)
	}
	// Those opened for an incident, which has no pace, are among them.
	var opened int
	if err := c.Super().QueryRow(t.Context(), `select count(*) from reveal where by_id = $1 and at > app.now() - interval '1 day'`, story.Paul.ID).Scan(&opened); err != nil || opened < 5 {
		t.Fatalf("%d opened, %v", opened, err)
	}
	if wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", ""); !strings.Contains(wire, fmt.Sprintf("opened %d contacts within a day", opened)) || !strings.Contains(wire, "/account#sign-ins") {
		t.Errorf("the mail is\n%s", wire)
	}
	// Who may lift the stop is led to it; the others, who may not, have no such page.
	var stop uuid.UUID
	if err := c.Super().QueryRow(t.Context(), `select id from reveal_stop where person_id = $1`, story.Paul.ID).Scan(&stop); err != nil {
		t.Fatal(err)
	}
	for _, letter := range c.peer.Taken() {
		letter = strings.ReplaceAll(letter, "=\r\n", "")
		if leads := strings.Contains(letter, "/directory/stops/"+stop.String()); leads != slices.ContainsFunc(reviewers, func(r string) bool { return strings.Contains(letter, r) }) {
			t.Errorf("it leads to the stop: %t\n%s", leads, letter)
		}
	}
}

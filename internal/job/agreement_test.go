package job_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/concord/internal/agreement"
	"example.org/concord/internal/db"
	"example.org/concord/internal/story"
)

func TestOtherSideIsMailedThatAnAgreementIsOnRecord(t *testing.T) {
	c := newTown(t)
	since := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	form := agreement.Form{With: "Tidewater Utilities Cooperative", Kind: "mutual_aid", Covers: "Crews within a day", ShownTo: "members", Since: &since}
	record := func(form agreement.Form) agreement.ID {
		t.Helper()
		id := agreement.New()
		if err := c.App().Write(t.Context(), c.As(story.Omar.ID), db.Once{}, agreement.Record(id, "blue-mesa-water-authority", form)); err != nil {
			t.Fatal(err)
		}
		return id
	}
	kept, gone, renamed := record(form), record(form), form
	renamed.With = "Somebody of whom nobody heard"
	strangers := record(renamed)
	if err := c.App().Write(t.Context(), c.As(story.Priya.ID), db.Once{}, agreement.Remove(gone)); err != nil {
		t.Fatal(err)
	}
	q := c.open()
	c.relay(q)
	c.settle()
	if to, _ := c.mailed(); !slices.Equal(to, []string{story.Priya.Email()}) {
		t.Errorf("mailed to %v, not to who speaks for the other side, once", to)
	}
	if wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", ""); strings.Contains(wire, form.Covers) || !strings.Contains(wire, "/agreements/"+kept.String()+"/edit") || !strings.Contains(wire, "In force since January 5, 2026. Seen by: anyone signed in.") {
		t.Errorf("the mail says what stays in the portal, or not what it is:\n%s", wire)
	}
	// Corrected to their name, the second one is told of too; what is corrected otherwise is not told again.
	form.Covers = "Crews within two days"
	for _, id := range []agreement.ID{kept, strangers} {
		if err := c.App().Write(t.Context(), c.As(story.Omar.ID), db.Once{}, agreement.Change(id, form)); err != nil {
			t.Fatal(err)
		}
	}
	c.relay(q)
	c.settle()
	if to, _ := c.mailed(); len(to) != 2 {
		t.Errorf("mailed to %v after the name was corrected", to)
	}
}

package job_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/agreement"
	"example.org/concord/internal/db"
	"example.org/concord/internal/duplicate"
	"example.org/concord/internal/story"
)

func TestOtherSideIsMailedThatAnAgreementIsOnRecord(t *testing.T) {
	c := newTown(t)
	since := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	form := agreement.Form{With: "Tidewater Utilities Cooperative", Kind: "mutual_aid", Covers: "Crews within a day", ShownTo: "advisors", Since: &since}
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
	if wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", ""); strings.Contains(wire, form.Covers) || !strings.Contains(wire, "/agreements/"+kept.String()+"/edit") || !strings.Contains(wire, "In force since January 5, 2026. Seen by: both sides and advisors of the region of Blue Mesa Water Authority.") {
		t.Errorf("the mail says what stays in the portal, or not what it is:\n%s", wire)
	}
	// Corrected to another's name, that one is told too; what is corrected otherwise is not told again, nor to whom it was told before.
	form.Covers = "Crews within two days"
	change := func(id agreement.ID, with string, want int) {
		t.Helper()
		form.With = with
		if err := c.App().Write(t.Context(), c.As(story.Omar.ID), db.Once{}, agreement.Change(id, form)); err != nil {
			t.Fatal(err)
		}
		c.relay(q)
		c.settle()
		if to, _ := c.mailed(); len(to) != want {
			t.Errorf("mailed to %v after it was corrected to %s", to, with)
		}
	}
	change(kept, "Tidewater Utilities Cooperative", 1)
	change(strangers, "Tidewater Utilities Cooperative", 2)
	change(kept, "Saltmarsh Bay Utilities", 3)
	change(kept, "Tidewater Utilities Cooperative", 3)
}

func TestWhoseRecordTakesAnAgreementOverIsMailed(t *testing.T) {
	c := newTown(t)
	var kept, gone uuid.UUID
	if err := c.Super().QueryRow(t.Context(), `select id from organization where slug = 'tidewater-utilities-cooperative'`).Scan(&kept); err != nil {
		t.Fatal(err)
	}
	if err := c.Super().QueryRow(t.Context(), `insert into organization (slug, name, kind, invented) values ('tidewater', 'Tidewater Coop', 'owner_operator', true) returning id`).Scan(&gone); err != nil {
		t.Fatal(err)
	}
	since := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	form := agreement.Form{With: "Tidewater Coop", Kind: "mutual_aid", Covers: "Crews within a day", ShownTo: "members", Since: &since}
	if err := c.App().Write(t.Context(), c.As(story.Omar.ID), db.Once{}, agreement.Record(agreement.New(), "blue-mesa-water-authority", form)); err != nil {
		t.Fatal(err)
	}
	q := c.open()
	c.relay(q)
	c.settle()
	if to, _ := c.mailed(); len(to) != 0 {
		t.Errorf("nobody speaks for it, and mailed are %v", to)
	}
	merge, err := duplicate.Merge(uuid.New(), duplicate.Organization, kept, gone, nil, "The same letterhead.")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.App().Write(t.Context(), c.As(story.Sam.ID), db.Once{}, merge); err != nil {
		t.Fatal(err)
	}
	c.relay(q)
	c.settle()
	if to, _ := c.mailed(); !slices.Equal(to, []string{story.Priya.Email()}) {
		t.Errorf("merged, mailed are %v", to)
	}
}

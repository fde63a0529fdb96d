package job_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/inspection"
	"example.org/concord/internal/story"
)

func TestNoticeOfAnInspectionLeavesToTheFacilitysContact(t *testing.T) {
	c := newTown(t)
	if _, err := c.Owner().Exec(t.Context(), `insert into regulatory_program (slug, name, authority, since) values ('trial', 'Trial program', 'A law of 2026', '2026-01-01')`); err != nil {
		t.Fatal(err)
	}
	begins := time.Now().Add(60 * time.Hour)
	f := inspection.Form{Program: "trial", Organization: "gulfline-chlor-alkali", Facility: "Plant 2", Begins: &begins, ContactName: "Ada Mills", ContactEmail: "ada.mills@gulfline.example.org"}
	record := func(f inspection.Form) error {
		query, err := inspection.Record(uuid.New(), f, time.Now())
		if err != nil {
			return err
		}
		return c.App().Write(t.Context(), c.As(story.Vera.ID), db.Once{}, query)
	}
	if err := record(inspection.Form{Program: f.Program, Organization: f.Organization, Facility: f.Facility, Begins: &begins}); err == nil {
		t.Error("one is announced to nobody")
	}
	if err := record(f); err != nil {
		t.Fatal(err)
	}
	exigent := f
	exigent.Exigent, exigent.ExigentBecause, exigent.ExigentApprover = true, "A theft was announced", "Lee Ortiz, Assistant Secretary"
	if err := record(exigent); err != nil {
		t.Fatal(err)
	}
	q := c.open()
	c.relay(q)
	c.settle()
	to, _ := c.mailed()
	if !slices.Contains(to, f.ContactEmail) || !slices.Contains(to, story.Named("dieter").Email()) || slices.Contains(to, story.Paul.Email()) {
		t.Errorf("mailed to %v", to)
	}
	if once := len(slices.Compact(slices.Clone(to))); once != len(to) {
		t.Errorf("the one without notice is announced too: %v", to)
	}
	if wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", ""); !strings.Contains(wire, "Plant 2") {
		t.Error("the notice names no facility")
	}
}

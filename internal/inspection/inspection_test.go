package inspection_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/engagement"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/inspection"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func exec(t *testing.T, d *dbtest.Database, sql string, args ...any) {
	t.Helper()
	if _, err := d.Owner().Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

// recorded is an inspection that was announced two days before it began.
func recorded(program string) (db.Query, error) {
	noticed, begins := time.Now().Add(-72*time.Hour), time.Now().Add(-24*time.Hour)
	return inspection.Record(uuid.New(), inspection.Form{Program: program, Organization: "gulfline-chlor-alkali", Facility: "Plant 2", Findings: "The chlorine store has one gate.", Noticed: &noticed, Begins: &begins}, time.Now())
}

func write(t *testing.T, d *dbtest.Database, p story.Person, query db.Query, err error) error {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return d.App().Write(t.Context(), d.As(p.ID), db.Once{}, query)
}

// Whatever page it came from, the database opens a program for staff alone, from today on, and moves no end that has come.
func TestStaffAloneOpenProgramsAndNoneForThePast(t *testing.T) {
	d := storytest.New(t)
	next := inspection.Opening{Name: "Trial", Authority: "A law", Since: time.Now().AddDate(0, 0, 10)}
	before := next
	before.Since = time.Now().AddDate(0, 0, -10)
	for _, p := range []story.Person{story.Vera, story.Rosa, story.Dana} {
		if err := write(t, d, p, inspection.Open(next), nil); err == nil {
			t.Errorf("%s opens one", p.Name)
		}
	}
	if err := write(t, d, story.Sam, inspection.Open(before), nil); err == nil {
		t.Error("one that began before it was recorded")
	}
	if err := write(t, d, story.Sam, inspection.End("cfats", nil), nil); !errors.Is(err, fault.Denied) {
		t.Errorf("one that has ended goes on: %v", err)
	}
	if err := write(t, d, story.Sam, inspection.Open(next), nil); err != nil {
		t.Fatal(err)
	}
	end := time.Now().AddDate(0, 0, 20)
	if err := write(t, d, story.Vera, inspection.End(next.Slug(), &end), nil); err == nil {
		t.Error("an inspector says when it ends")
	}
	if err := write(t, d, story.Sam, inspection.End(next.Slug(), &end), nil); err != nil {
		t.Fatal(err)
	}
}

func TestNothingIsInspectedWhileNoProgramIsInForce(t *testing.T) {
	d := storytest.New(t)
	query, err := recorded("cfats")
	var conflict fault.Conflict
	if err := write(t, d, story.Vera, query, err); !errors.As(err, &conflict) {
		t.Fatalf("under a program that ended in 2023: %v", err)
	}
	exec(t, d, `insert into regulatory_program (slug, name, authority, since) values ('trial', 'Trial program', 'A law of 2026', '2026-01-01')`)
	query, err = recorded("trial")
	if err := write(t, d, story.Vera, query, err); err != nil {
		t.Fatalf("under one that is in force: %v", err)
	}
	exec(t, d, `update regulatory_program set until = app.now()::date where slug = 'trial'`)
	query, err = recorded("trial")
	if err := write(t, d, story.Vera, query, err); !errors.As(err, &conflict) {
		t.Errorf("after its end: %v", err)
	}
}

func TestAFacilityIsToldADayBefore(t *testing.T) {
	d := storytest.New(t)
	exec(t, d, `insert into regulatory_program (slug, name, authority, since) values ('trial', 'Trial program', 'A law of 2026', '2026-01-01')`)
	noticed, begins := time.Now().Add(-30*time.Hour), time.Now().Add(-8*time.Hour)
	query, err := inspection.Record(uuid.New(), inspection.Form{Program: "trial", Organization: "gulfline-chlor-alkali", Facility: "Plant 2", Noticed: &noticed, Begins: &begins}, time.Now())
	var invalid fault.Invalid
	if err := write(t, d, story.Vera, query, err); !errors.As(err, &invalid) || invalid.For("begins") == "" {
		t.Errorf("22 hours before: %v", err)
	}
}

func TestRegulatorReadsNoVoluntaryResultAndAdvisorsNoInspection(t *testing.T) {
	d := storytest.New(t)
	exec(t, d, `insert into regulatory_program (slug, name, authority, since) values ('trial', 'Trial program', 'A law of 2026', '2026-01-01')`)
	query, err := recorded("trial")
	if err := write(t, d, story.Vera, query, err); err != nil {
		t.Fatal(err)
	}
	see := func(p story.Person) (inspections []uuid.UUID, visits []engagement.Engagement, requests []engagement.Request, facilities []string) {
		t.Helper()
		if err := d.App().Read(t.Context(), d.As(p.ID), db.Many("inspections", `select id from inspection`, &inspections), engagement.LatestOf(8, &visits), engagement.WaitingIn(8, &requests),
			db.Many("facilities", `select name from facility`, &facilities)); err != nil {
			t.Fatal(err)
		}
		return inspections, visits, requests, facilities
	}
	if i, v, r, f := see(story.Vera); len(i) != 1 || len(v)+len(r)+len(f) != 0 {
		t.Errorf("the inspector sees %d inspections, and %d visits, %d requests, %d facilities of free will", len(i), len(v), len(r), len(f))
	}
	for _, p := range []story.Person{story.Paul, story.Rosa, story.Named("trevor"), story.Sam, story.Walt, story.Dana} {
		if i, _, _, _ := see(p); len(i) != 0 {
			t.Errorf("%s sees an inspection", p.Name)
		}
	}
	// Dieter speaks for the organization that was inspected.
	var own, listed []inspection.Inspection
	if err := d.App().Read(t.Context(), d.As(story.Named("dieter").ID), inspection.Of("gulfline-chlor-alkali", &own), inspection.List(&listed)); err != nil || len(own) != 1 || own[0].Findings == "" || len(listed) != 0 {
		t.Errorf("whom it is about reads %+v and lists %+v: %v", own, listed, err)
	}
	if _, v, r, _ := see(story.Paul); len(v) == 0 || len(r) == 0 {
		t.Error("an advisor sees nothing at all: is there anything to be kept apart?")
	}
}

func TestNobodyServesInBothStoresAndNoOfficeWorksInBoth(t *testing.T) {
	d := storytest.New(t)
	for _, c := range []struct {
		who    story.Person
		office string
	}{{story.Vera, "psa"}, {story.Paul, "inspector"}} {
		if _, err := d.Owner().Exec(t.Context(), `insert into appointment (person_id, council_id, office, organization_id, invented)
			select p.id, c.id, $2, p.organization_id, true from person p, council c where p.id = $1 and c.slug = 'region-3'`, c.who.ID, c.office); err == nil {
			t.Errorf("%s serves as %s too", c.who.Name, c.office)
		}
	}
	for office, capability := range map[string]string{"inspector": "engagement.read", "psa": "inspection.read", "director": "inspection.write"} {
		if _, err := d.Owner().Exec(t.Context(), `insert into office_may (kind, office, capability, reach, class) values ('region', $1, $2, 'own', 'directory')`, office, capability); err == nil {
			t.Errorf("%s may %s", office, capability)
		}
	}
	if _, err := d.Owner().Exec(t.Context(), `insert into office_may (kind, office, capability, reach, class) values ('region', 'inspector', 'facility.read', 'own', 'directory')`); err == nil {
		t.Error("an inspector sees the facilities that owners told of")
	}
	// One after the other is no trouble.
	exec(t, d, `update appointment set until = app.now() where person_id = $1 and office = 'inspector'`, story.Vera.ID)
	exec(t, d, `insert into appointment (person_id, council_id, office, organization_id, invented, since) select p.id, c.id, 'psa', p.organization_id, true, app.now() from person p, council c where p.id = $1 and c.slug = 'region-8'`, story.Vera.ID)
}

func TestExigentInspectionNamesWhyAndWhoApproved(t *testing.T) {
	d := storytest.New(t)
	exec(t, d, `insert into regulatory_program (slug, name, authority, since) values ('trial', 'Trial program', 'A law of 2026', '2026-01-01')`)
	begins := time.Now().Add(-time.Hour)
	f := inspection.Form{Program: "trial", Organization: "gulfline-chlor-alkali", Facility: "Plant 2", Begins: &begins, Exigent: true, ExigentBecause: "A theft of chlorine was announced"}
	var invalid fault.Invalid
	if _, err := inspection.Record(uuid.New(), f, time.Now()); !errors.As(err, &invalid) || invalid.For("exigent_approver") == "" {
		t.Errorf("without an approver: %v", err)
	}
	f.ExigentApprover = "Lee Ortiz, Assistant Secretary"
	query, err := inspection.Record(uuid.New(), f, time.Now())
	if err := write(t, d, story.Vera, query, err); err != nil {
		t.Fatal(err)
	}
	var all []inspection.Inspection
	if err := d.App().Read(t.Context(), d.As(story.Vera.ID), inspection.List(&all)); err != nil || len(all) != 1 || all[0].ExigentApprover != f.ExigentApprover || all[0].Notified != nil {
		t.Fatalf("%v %+v", err, all)
	}

	// Findings come later, from inspectors alone, and whom it is about reads them.
	for p, want := range map[*story.Person]bool{&story.Vera: true, &story.Paul: false, &story.Sam: false} {
		query, err := inspection.Add(all[0].ID, "The valve log has a gap.")
		if err := write(t, d, *p, query, err); (err == nil) != want {
			t.Errorf("%s adds findings: %v", p.Name, err)
		}
	}
	if err := d.App().Read(t.Context(), d.As(story.Named("dieter").ID), inspection.Of("gulfline-chlor-alkali", &all)); err != nil || len(all[0].Later) != 1 || all[0].Later[0].Text != "The valve log has a gap." {
		t.Errorf("whom it is about reads %+v: %v", all, err)
	}
}

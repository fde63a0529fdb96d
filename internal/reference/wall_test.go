package reference

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
)

// employee is a person who works for an organization of the files.
func employee(t *testing.T, d *dbtest.Database, organization string) uuid.UUID {
	t.Helper()
	id := uuid.New()
	arrange(t, d, `insert into person (id, name, organization_id) select $1, 'A. Person', id from organization where slug = $2`, id, organization)
	return id
}

func TestNoClaimOfTheFilesIsASeat(t *testing.T) {
	d := dbtest.New(t)
	if n := count(t, d, `select (select count(*) from seat) + (select count(*) from appointment) + (select count(*) from held)`); n != 0 {
		t.Errorf("the import made %d seats, appointments or rights", n)
	}
}

func TestNobodyOfEPAOrHHSSitsInOrReadsTheWaterAndHealthSCC(t *testing.T) {
	d := dbtest.New(t)
	for council, organizations := range map[string][]string{"wscc": {"epa", "dhs", "cisa"}, "hph-scc": {"hhs", "hhs-aspr", "hhs-fda"}} {
		for _, organization := range organizations {
			p := employee(t, d, organization)
			_, err := d.Owner().Exec(t.Context(), `insert into seat (council_id, organization_id) select c.id, o.id from council c, organization o where c.slug = $1 and o.slug = $2`, council, organization)
			if err == nil {
				t.Errorf("%s got a seat in %s", organization, council)
			}
			for _, office := range []string{"chair", "secretary", "observer", "adviser"} {
				_, err := d.Owner().Exec(t.Context(), `insert into appointment (person_id, council_id, office, organization_id, invented)
					select $1, c.id, $2, o.id, false from council c, organization o where c.slug = $3 and o.slug = $4`, p, office, council, organization)
				if err == nil {
					t.Errorf("%s is %s in %s", organization, office, council)
				}
				_, err = d.Owner().Exec(t.Context(), `insert into appointment (person_id, council_id, office, organization_id, invented)
					select $1, c.id, $2, o.id, false from council c, organization o where c.slug = $3 and o.slug = 'awwa'`, p, office, council)
				if err == nil {
					t.Errorf("somebody of %s is %s in %s for an association", organization, office, council)
				}
			}
			var reads []string
			if err := d.App().Read(t.Context(), d.As(p), db.Many("councils read", `select distinct c.slug from app.holding h join council c on c.id = h.council_id where h.capability = 'item.read' and c.slug <> 'public'`, &reads)); err != nil {
				t.Fatal(err)
			}
			if len(reads) > 0 {
				t.Errorf("%s reads %q", organization, reads)
			}
		}
	}
}

func TestEnergyGCCFacesTwoSCCsInARoomEach(t *testing.T) {
	d := dbtest.New(t)
	if n := count(t, d, `select count(*) from counterpart p join council g on g.id = p.council_id join council s on s.id = p.counterpart_id
		where g.slug = 'energy-gcc' and s.slug in ('escc', 'ong-scc')`); n != 2 {
		t.Errorf("the Energy GCC faces %d SCCs", n)
	}
	if n := count(t, d, `select count(*) from counterpart p where not exists (select from counterpart q where q.council_id = p.counterpart_id and q.counterpart_id = p.council_id)`); n != 0 {
		t.Errorf("%d counterparts are told by one side only", n)
	}
	// Who sits in the Electricity room's GCC side holds both rooms, each SCC its own.
	for side, rooms := range map[string]int{"energy-gcc": 2, "escc": 1, "ong-scc": 1} {
		if n := count(t, d, `select count(*) from nesting n join circle i on i.id = n.inner_id join council ic on ic.id = i.council_id
			join circle o on o.id = n.outer_id join council oc on oc.id = o.council_id
			where ic.slug = $1 and i.kind = 'council' and o.kind = 'council' and oc.slug like '%-joint'`, side); n != rooms {
			t.Errorf("%s is in %d joint rooms, want %d", side, n, rooms)
		}
	}
}

func TestUmbrellasAreDatedAndNoParents(t *testing.T) {
	d := dbtest.New(t)
	if n := count(t, d, `select count(*) from council where slug in ('cipac', 'anchor-ci')`); n != 0 {
		t.Error("an umbrella became a council")
	}
	if n := count(t, d, `select count(*) from council_umbrella where umbrella = 'cipac' and until = '2025-03-07' and since >= '2006-03-24'`); n != 43 {
		t.Errorf("%d councils were under CIPAC", n)
	}
	if n := count(t, d, `select count(*) from council_umbrella where umbrella = 'anchor-ci'`); n != 0 {
		t.Error("no source puts a council under ANCHOR-CI yet")
	}
	if n := count(t, d, `select count(*) from council_umbrella cu join council c on c.id = cu.council_id where c.slug = 'critical-manufacturing-scc' and cu.since = '2008-01-01'`); n != 1 {
		t.Error("a council formed in 2008 was not under CIPAC before")
	}
}

func TestOnlyWhatWasSeenOrConfirmedIsPublic(t *testing.T) {
	d := dbtest.New(t)
	staff := employee(t, d, "cisa")
	arrange(t, d, `insert into appointment (person_id, council_id, office, organization_id, invented)
		select $1, c.id, 'administrator', p.organization_id, false from council c, person p where c.slug = 'administration' and p.id = $1`, staff)
	who := d.As(staff)

	type seen struct{ memory, lines, highway, chairs int }
	look := func(who db.Who) (s seen) {
		t.Helper()
		if err := d.App().Read(t.Context(), who,
			db.One("memory", `select count(*) from fact where basis = 'memory' and verdict = ''`, &s.memory),
			db.One("lines", `select count(*) from edition_entry where edition = 'pdd63-1998'`, &s.lines),
			db.One("highway", `select count(*) from app.council_listed l join council c on c.id = l.council_id where c.slug = 'highway-scc'`, &s.highway),
			db.One("chairs", `select count(*) from membership where role = 'chair' and note = '' and as_of_year is null`, &s.chairs),
		); err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := look(nobody); s != (seen{}) {
		t.Errorf("the public sees %+v of what is from memory", s)
	}
	before := look(who)
	if before.memory < 100 || before.lines != 8 || before.highway != 1 || before.chairs == 0 {
		t.Errorf("staff see %+v", before)
	}

	list, exists := FactID{factID("edition", "pdd63-1998", sectorList)}, FactID{factID("council", "highway-scc", existence)}
	for _, q := range []db.Query{Confirm(uuid.New(), []FactID{list}), Confirm(uuid.New(), []FactID{exists})} {
		if err := d.App().Write(t.Context(), nobody, db.Once{}, q); !errors.Is(err, fault.NotFound) {
			t.Errorf("the public confirms: %v", err)
		}
		if err := d.App().Write(t.Context(), who, db.Once{}, q); err != nil {
			t.Fatal(err)
		}
	}
	if s := look(nobody); s.lines != 8 || s.highway != 1 {
		t.Errorf("confirmed, and the public sees %+v", s)
	}
	if err := d.App().Write(t.Context(), who, db.Once{}, Reject(uuid.New(), []FactID{exists})); err != nil {
		t.Fatal(err)
	}
	if s := look(nobody); s.highway != 0 {
		t.Error("rejected, and still listed")
	}
	if after := look(who); after.memory != before.memory-2 {
		t.Errorf("%d facts wait, want %d", after.memory, before.memory-2)
	}

	// What was seen in a source is not voted on.
	verified := FactID{factID("council", "wscc", existence)}
	if err := d.App().Write(t.Context(), who, db.Once{}, Reject(uuid.New(), []FactID{verified})); !errors.Is(err, fault.Denied) {
		t.Errorf("a verified fact was rejected: %v", err)
	}
}

func TestVerdictSurvivesTheNextImport(t *testing.T) {
	d := dbtest.New(t)
	judge := employee(t, d, "cisa")
	arrange(t, d, `update fact set verdict = 'rejected', judged_by = $1, judged_at = app.now() where id = $2`, judge, factID("council", "highway-scc", existence))
	report, err := Import(t.Context(), d.Loader())
	if err != nil || report.Changed > 0 {
		t.Fatalf("%+v, %v", report, err)
	}
	if n := count(t, d, `select count(*) from fact where verdict = 'rejected'`); n != 1 {
		t.Error("the verdict is gone")
	}
	// It is about the value that was judged: when the files say something else, it waits again.
	arrange(t, d, `update fact set value = 'Another council' where verdict = 'rejected'`)
	if n := count(t, d, `select count(*) from fact where verdict = 'rejected'`); n != 0 {
		t.Error("what was rejected once is rejected whatever it says")
	}
}

func TestFactsThatWaitArePagedByWhatTheyAreAbout(t *testing.T) {
	d := dbtest.New(t)
	staff := employee(t, d, "cisa")
	arrange(t, d, `insert into appointment (person_id, council_id, office, organization_id, invented)
		select $1, c.id, 'administrator', p.organization_id, false from council c, person p where c.slug = 'administration' and p.id = $1`, staff)
	who := d.As(staff)
	seen := map[FactID]bool{}
	var after []string
	for range 100 {
		var facts []Fact
		if err := d.App().Read(t.Context(), who, FromMemory(Sought{Kind: "council"}, after, &facts)); err != nil {
			t.Fatal(err)
		}
		more := len(facts) > PerPage
		for _, f := range facts[:min(len(facts), PerPage)] {
			if seen[f.ID] {
				t.Fatalf("%s comes twice", f.About)
			}
			seen[f.ID] = true
			after = f.Key()
		}
		if !more {
			break
		}
	}
	var kinds []Waits
	if err := d.App().Read(t.Context(), who, WaitingByKind(&kinds)); err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds {
		if k.Kind == "council" && k.Facts != len(seen) {
			t.Errorf("%d facts of councils wait, %d were listed", k.Facts, len(seen))
		}
	}
	if len(seen) < PerPage {
		t.Errorf("only %d facts: the paging was not tried", len(seen))
	}
}

func TestUmbrellaCoversACouncilFromADayToADay(t *testing.T) {
	d := dbtest.New(t)
	staff := employee(t, d, "cisa")
	arrange(t, d, `insert into appointment (person_id, council_id, office, organization_id, invented)
		select $1, c.id, 'administrator', p.organization_id, false from council c, person p where c.slug = 'administration' and p.id = $1`, staff)
	who := d.As(staff)
	var wscc uuid.UUID
	if err := d.Owner().QueryRow(t.Context(), `select id from council where slug = 'wscc'`).Scan(&wscc); err != nil {
		t.Fatal(err)
	}
	day := func(s string) time.Time {
		at, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	write := func(q db.Query) error { return d.App().Write(t.Context(), who, db.Once{}, q) }
	if err := write(PutUnder(wscc, "anchor-ci", day("2026-06-30"))); !errors.Is(err, fault.NotFound) {
		t.Errorf("put under an umbrella a day before there was one: %v", err)
	}
	if err := write(PutUnder(wscc, "anchor-ci", day("2026-09-01"))); err != nil {
		t.Fatal(err)
	}
	if err := write(PutUnder(wscc, "anchor-ci", day("2026-09-01"))); !errors.As(err, new(fault.Conflict)) {
		t.Errorf("twice the same day: %v", err)
	}
	if err := write(TakeFromUnder(wscc, "anchor-ci", day("2026-10-01"))); err != nil {
		t.Fatal(err)
	}
	var all []Umbrella
	if err := d.App().Read(t.Context(), nobody, Umbrellas(&all)); err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].Slug != "anchor-ci" || all[0].Councils != 1 || all[1].Until == nil {
		t.Errorf("umbrellas %+v", all)
	}
}

var nobody db.Who

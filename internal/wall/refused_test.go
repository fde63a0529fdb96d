package wall

import (
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// What the table of who may do what cannot try, since it copies rows as they are.

func TestStaffJudgeFactsInTheirOwnName(t *testing.T) {
	d := storytest.New(t)
	judge := `update fact set verdict = 'confirmed', judged_at = app.now(), judged_by = $2 where id = $1`
	var waiting string
	if err := d.Owner().QueryRow(t.Context(), `select id::text from fact where basis = 'memory' and verdict = '' limit 1`).Scan(&waiting); err != nil {
		t.Fatal(err)
	}
	refused(t, d, d.As(story.Sam.ID), "judge in another's name", judge, waiting, story.Kim.ID)
	refused(t, d, d.As(story.Dana.ID), "judge as no staff", judge, waiting, story.Dana.ID)
	allowed(t, d, d.As(story.Sam.ID), "judge", judge, waiting, story.Sam.ID)
}

func TestStaffRecordFactsAsRecordedAlone(t *testing.T) {
	d := storytest.New(t)
	record := `insert into fact (kind, subject, about, field, basis) values ('sector', 'water', 'Water', $1, $2)`
	sam := d.As(story.Sam.ID)
	for _, basis := range []string{"verified", "derived", "memory"} {
		refused(t, d, sam, "record a fact as "+basis, record, "scope "+basis, basis)
	}
	refused(t, d, d.As(story.Dana.ID), "record as no staff", record, "scope", "recorded")
	allowed(t, d, sam, "record", record, "scope", "recorded")
}

func TestWorkspaceIsHandedOverByStaffAlone(t *testing.T) {
	d := storytest.New(t)
	handOver := `insert into hand_over (council_id, person_id, organization_id, office, chosen_on, document, told_by, recorded_by)
		select c.id, p.id, p.organization_id, 'chair', '2026-01-01', 'Minutes', 'Herself', $1 from council c, person p where c.slug = 'wscc' and p.id = $1`
	for _, p := range []story.Person{story.Dana, story.Nora, story.Maya} {
		refused(t, d, d.As(p.ID), p.Name+" hands a workspace over", handOver, p.ID)
	}
}

func TestAReasonAloneChangesNoItem(t *testing.T) {
	d := storytest.New(t)
	item := story.Item("chlorine-lead-times")
	refused(t, d, d.As(story.Priya.ID), "a reason without a withdrawal", `update item set withdrawn_because = 'x' where id = $1`, item)
	allowed(t, d, d.As(story.Priya.ID), "withdraw", `update item set withdrawn = app.now(), withdrawn_because = 'x' where id = $1`, item)
	refused(t, d, d.As(story.Priya.ID), "bring back", `update item set withdrawn = null, withdrawn_because = '' where id = $1`, item)
}

// A witness records what its reader could open, and in her own name: the record of reads cannot be filled with lies.
func TestNobodyWitnessesWhatSheCannotOpen(t *testing.T) {
	d := storytest.New(t)
	witnessed := func(p story.Person, reader story.Person, key string) bool {
		t.Helper()
		return witness(t, d, p, `insert into read_record (item_id, person_id, why) values ($1, $2, 'named')`, story.Item(key), reader.ID)
	}
	if witnessed(story.Ines, story.Ines, "named-insider") {
		t.Error("somebody else opened what is for three")
	}
	if witnessed(story.Priya, story.Dana, "chlorine-lead-times") {
		t.Error("another's name")
	}
	if !witnessed(story.Dana, story.Dana, "chlorine-lead-times") {
		t.Error("the record takes nothing at all")
	}
}

// witness runs the statement in the mode in which pages leave their mark, and says whether it was let through.
func witness(t *testing.T, d *dbtest.Database, p story.Person, sql string, args ...any) bool {
	t.Helper()
	tx, err := d.Super().Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(t.Context())
	if _, err := tx.Exec(t.Context(), `select set_config('app.handle', $1, true), set_config('app.mode', 'witness', true), set_config('search_path', 'public, app', true)`, d.As(p.ID).Handle); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `set local role concord_app`); err != nil {
		t.Fatal(err)
	}
	_, err = tx.Exec(t.Context(), sql, args...)
	return err == nil
}

func TestWithdrawnUpdateHidesWhatItsVersionsSaid(t *testing.T) {
	d := storytest.New(t)
	arrange(t, d)
	var item uuid.UUID
	if err := d.Owner().QueryRow(t.Context(), `select v.item_id from update_version v join item i on i.id = v.item_id join council c on c.id = i.source_council_id
		where c.slug = 'wscc' and i.withdrawn is null limit 1`).Scan(&item); err != nil {
		t.Fatal(err)
	}
	kept := func() (n int) {
		t.Helper()
		if err := d.App().Read(t.Context(), d.As(story.Dana.ID), db.One("versions", `select count(*)::int from update_version where item_id = $1`, &n, item)); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if kept() == 0 {
		t.Fatal("its reader sees none from the first")
	}
	arranged(t, d, `update item set withdrawn = app.now(), withdrawn_because = 'Over' where id = $1`, item)
	if n := kept(); n > 0 {
		t.Errorf("%d are left", n)
	}
}

// What staff recorded by mistake they take back while it is fresh or ahead: never what the public sources say, and nobody else does.
func TestStaffTakeBackTheirFreshMistakesAlone(t *testing.T) {
	d := storytest.New(t)
	sam, dana := d.As(story.Sam.ID), d.As(story.Dana.ID)
	fact := func(basis string) (id uuid.UUID) {
		t.Helper()
		id = uuid.New()
		arranged(t, d, `insert into fact (id, kind, subject, about, field, basis) values ($1, 'sector', 'water', 'Water', $1::uuid::text, $2)`, id, basis)
		return id
	}
	lead := func(fact uuid.UUID, daysAgo int) (id uuid.UUID) {
		t.Helper()
		id = uuid.New()
		arranged(t, d, `insert into sector_lead (id, sector, words, since, fact_id, recorded) values ($1, 'water-and-wastewater', 'Office ' || $1::uuid, app.now()::date - $3::int, $2, app.now() - make_interval(days => $3))`, id, fact, daysAgo)
		return id
	}
	const dropLead, dropSector, dropFact = `delete from sector_lead where id = $1`, `delete from retired_sector where slug = $1`, `delete from fact where id = $1`
	fresh := lead(fact("recorded"), 0)
	refused(t, d, dana, "a lead, by no staff", dropLead, fresh)
	refused(t, d, sam, "a lead of last week", dropLead, lead(fact("recorded"), 7))
	refused(t, d, sam, "a lead that a source names", dropLead, lead(fact("verified"), 0))
	allowed(t, d, sam, "a fresh lead", dropLead, fresh)

	retired := func(slug string, until int, fact uuid.UUID) {
		t.Helper()
		arranged(t, d, `update sector set until = app.now()::date + $2::int where slug = $1`, slug, until)
		arranged(t, d, `insert into retired_sector (slug, name, year, fate, fact_id) values ($1, 'Old', 2026, 'retired', $2)`, slug, fact)
	}
	retired("water-and-wastewater", 30, fact("recorded"))
	retired("dams", -30, fact("recorded"))
	retired("chemical", 30, fact("verified"))
	refused(t, d, dana, "an end, by no staff", dropSector, "water-and-wastewater")
	refused(t, d, sam, "an end that is long past", dropSector, "dams")
	refused(t, d, sam, "an end that a source names", dropSector, "chemical")
	allowed(t, d, sam, "an end ahead", dropSector, "water-and-wastewater")

	refused(t, d, dana, "a fact, by no staff", dropFact, fact("recorded"))
	refused(t, d, sam, "a fact of a source", dropFact, fact("verified"))
	allowed(t, d, sam, "a fact that staff recorded", dropFact, fact("recorded"))
}

func TestRuleOfAnotherCouncilsRosterIsNotStopped(t *testing.T) {
	d := storytest.New(t)
	var rule uuid.UUID
	if err := d.Owner().QueryRow(t.Context(), `select r.id from roster_rule r join council c on c.id = r.council_id where c.slug = 'water-gcc' and r.agreed is null and r.stopped is null`).Scan(&rule); err != nil {
		t.Fatal(err)
	}
	const stop = `update roster_rule set stopped = app.now() where id = $1`
	refused(t, d, d.As(story.Dana.ID), "the counterpart's chair", stop, rule)
	refused(t, d, d.As(story.Felix.ID), "a representative", stop, rule)
	allowed(t, d, d.As(story.Grace.ID), "its own chair", stop, rule)
}

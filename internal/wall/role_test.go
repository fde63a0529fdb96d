package wall

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func TestWebRoleCannotBecomeOrWriteWhatItMustNot(t *testing.T) {
	d := storytest.New(t)
	sam := d.As(story.Sam.ID) // of all people the one with the most structure
	// A pool of its own, for these are no statements of the product and need not look like them.
	web, err := db.Open(t.Context(), d.URL("concord_app"), db.Options{MaxConns: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer web.Close()
	for what, sql := range map[string]string{
		"become the owner":       `set local role concord_owner`,
		"become the definer":     `set local role concord_definer`,
		"become the worker":      `set local role concord_worker`,
		"become somebody":        `set session authorization concord_worker`,
		"write rights":           `insert into held (person_id, capability, circle_id, council_id, since, until, appointment_id) select gen_random_uuid(), 'item.read', id, council_id, '-infinity', 'infinity', gen_random_uuid() from circle limit 1`,
		"read rights":            `select * from held`,
		"fold rights":            `select app.refold(array[]::uuid[])`,
		"nest councils":          `select app.nest(id, id) from council limit 1`,
		"write a nesting":        `insert into nesting (inner_id, outer_id) select id, id from circle limit 1`,
		"write a circle":         `insert into circle (kind, council_id) select 'council', id from council limit 1`,
		"write the record":       `insert into audit (verb, object, object_id) values ('x', 'x', 'x')`,
		"clean the record":       `delete from audit`,
		"edit what offices may":  `update office_may set until = 'infinity'`,
		"edit a council kind":    `update council_kind set roster_by = 'staff'`,
		"edit an item's label":   `update item set label = 'TLP:CLEAR'`,
		"edit a text":            `update item_version set body = 'x'`,
		"erase an item":          `delete from item`,
		"erase an audience":      `delete from audience`,
		"move an appointment":    `update appointment set council_id = council_id`,
		"backdate an item":       `insert into item (id, kind, posted) values (gen_random_uuid(), 'update', '2001-01-01')`,
		"speak as another":       `insert into item (id, kind, author_name) values (gen_random_uuid(), 'update', 'x')`,
		"read sessions":          `select * from signin.session`,
		"read accounts":          `select * from signin.account`,
		"read the outbox":        `select * from outbox`,
		"read jobs":              `select * from jobs.river_job`,
		"read letters":           `select * from app.letter(gen_random_uuid())`,
		"ask who is mailed":      `select * from app.mail_to(gen_random_uuid(), gen_random_uuid(), 1)`,
		"read how logins log in": `select * from migration.login`,
		"stop the clock":         `create or replace function app.now() returns timestamptz language sql as 'select now()'`,
		"make a function":        `create function public.f() returns int language sql as 'select 1'`,
		"make a table":           `create temporary table t (n int)`,
		"make a leaky function":  `create function pg_temp.f(text) returns boolean language plpgsql cost 0.0001 as 'begin return true; end'`,
		"disable a trigger":      `alter table item disable trigger all`,
		"read a file":            `select pg_read_file('/etc/passwd')`,
		"run a program":          `copy item to program 'cat'`,
	} {
		if err := web.Write(t.Context(), sam, db.Once{}, db.Also(what, sql)); err == nil {
			t.Errorf("the web's role could %s", what)
		}
	}
	// Switched off, row security turns the next statement into an error instead of letting it see more.
	if err := web.Write(t.Context(), sam, db.Once{}, db.Also("off", `set local row_security = off`), db.Also("look", `select count(*) from item`)); err == nil {
		t.Error("without row security the web's role still reads")
	}
	var samples []string
	if err := web.Read(t.Context(), sam, db.Many("samples", `select tablename::text from pg_stats where schemaname in ('public', 'signin')`, &samples)); err != nil || len(samples) > 0 {
		t.Errorf("the planner's samples of %q can be read, %v", samples, err)
	}
	foldedAsDerived(t, d, "all attempts")
}

func TestWebRoleCannotChooseWhoToBe(t *testing.T) {
	d := storytest.New(t)
	var people []uuid.UUID
	ask := db.Many("who", `select person_id from app.who`, &people)
	if err := d.App().Read(t.Context(), db.Who{Person: story.Dana.ID}, ask); err != nil || len(people) != 0 {
		t.Errorf("by naming a person the web is %v, %v", people, err)
	}
	if err := d.App().Read(t.Context(), db.Who{Handle: uuid.NewString(), Person: story.Dana.ID}, ask); err != nil || len(people) != 0 {
		t.Errorf("by an invented handle the web is %v, %v", people, err)
	}
	if err := d.App().Read(t.Context(), d.As(story.Victor.ID), ask); err != nil || len(people) != 0 {
		t.Errorf("a suspended person is %v, %v", people, err)
	}
	if err := d.App().Read(t.Context(), d.As(story.Dana.ID), ask); err != nil || len(people) != 1 || people[0] != story.Dana.ID {
		t.Errorf("a live sign-in is %v, %v", people, err)
	}
	if err := d.Worker().Read(t.Context(), db.Who{Person: story.Dana.ID}, ask); err != nil || len(people) != 1 {
		t.Errorf("the worker, who asks for her, is %v, %v", people, err)
	}
	if err := d.Worker().Read(t.Context(), db.Who{Person: story.Victor.ID}, ask); err != nil || len(people) != 0 {
		t.Errorf("the worker, who asks for a suspended person, is %v, %v", people, err)
	}
}

// Before a mail goes out the worker asks the very policies that the page would.
func TestWorkerReadsForAPersonWhatThePersonReads(t *testing.T) {
	d := storytest.New(t)
	for _, p := range story.Cast {
		var own, forThem string
		const all = `select coalesce(md5(string_agg(item_id || '/' || number, ',' order by item_id, number)), '') from item_version`
		if err := d.App().Read(t.Context(), d.As(p.ID), db.One("own", all, &own)); err != nil {
			t.Fatal(err)
		}
		if err := d.Worker().Read(t.Context(), db.Who{Person: p.ID}, db.One("for them", all, &forThem)); err != nil {
			t.Fatal(err)
		}
		if own != forThem {
			t.Errorf("the worker reads something else for %s than she does", p.Name)
		}
	}
}

// A page that only reads cannot write, and a Witness writes the record of reads alone.
func TestReadsLeaveNothingAndWitnessesOnlyTheirMark(t *testing.T) {
	d := storytest.New(t)
	dana := d.As(story.Dana.ID)
	item := story.Item("chlorine-lead-times")
	mark := db.Change("mark", `insert into opened (person_id, item_id) select person_id, $1 from app.who`, item)
	if err := d.App().Read(t.Context(), dana, mark); err == nil {
		t.Error("a read wrote")
	}
	for what, sql := range map[string]string{
		"a draft":      `insert into draft (id, author_id, about, fields) select gen_random_uuid(), person_id, 'update', '{}' from app.who`,
		"a watermark":  `update watermark set read_to = app.now()`,
		"a withdrawal": `update item set withdrawn = app.now(), withdrawn_because = 'x'`,
		"a charter":    `update charter set clients = 'x'`,
	} {
		err := d.App().Witness(t.Context(), dana, []db.Query{db.Change(what, sql)})
		if !errors.Is(err, fault.Denied) && !errors.Is(err, fault.NotFound) {
			t.Errorf("a witness wrote %s: %v", what, err)
		}
	}
	if err := d.App().Witness(t.Context(), dana, []db.Query{mark}); err != nil {
		t.Errorf("a witness cannot leave its mark: %v", err)
	}
}

func TestSearchOperatorsAreLeakproofHere(t *testing.T) {
	d := storytest.New(t)
	none(t, d, "is not marked leakproof, so searches walk tables", `select p.oid::regprocedure::text from pg_proc p join pg_operator o on o.oprcode = p.oid
		where o.oprname = '@@' and o.oprleft = 'tsvector'::regtype and o.oprright = 'tsquery'::regtype and not p.proleakproof`)
}

// Nobody's error text may carry what a hidden row holds.
func TestErrorsTellNothingOfHiddenRows(t *testing.T) {
	d := storytest.New(t)
	item := story.Item("chlorine-lead-times")
	err := d.App().Write(t.Context(), d.As(story.Ines.ID), db.Once{}, db.Change("probe", `insert into item_version (item_id, number, title, body, html, summary, author_id)
		select $1, 1, 'x', 'x', 'x', 'x', person_id from app.who`, item))
	if err == nil || strings.Contains(err.Error(), "Chlorine") || strings.Contains(err.Error(), item.String()) {
		t.Errorf("the answer to a probe: %v", err)
	}
}

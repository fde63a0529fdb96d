package wall

import (
	"errors"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// arranged runs a statement behind the wall.
func arranged(t *testing.T, d *dbtest.Database, sql string, args ...any) {
	t.Helper()
	tag, err := d.Owner().Exec(t.Context(), sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	if tag.RowsAffected() == 0 {
		t.Fatalf("changed nothing: %s", sql)
	}
}

// refused fails unless the wall refuses the person's statement.
func refused(t *testing.T, d *dbtest.Database, who db.Who, what, sql string, args ...any) {
	t.Helper()
	if err := d.App().Write(t.Context(), who, db.Once{}, db.Change(what, sql, args...)); !errors.Is(err, fault.Denied) && !errors.Is(err, fault.NotFound) {
		t.Errorf("%s: %v", what, err)
	}
}

// allowed fails unless the statement goes through, so that a refusal elsewhere means what it seems to.
func allowed(t *testing.T, d *dbtest.Database, who db.Who, what, sql string, args ...any) {
	t.Helper()
	if err := d.App().Write(t.Context(), who, db.Once{}, db.Change(what, sql, args...)); err != nil {
		t.Errorf("%s: %v", what, err)
	}
}

// reads says whether the person sees the item.
func reads(t *testing.T, d *dbtest.Database, who db.Who, item uuid.UUID) bool {
	t.Helper()
	var yes bool
	if err := d.App().Read(t.Context(), who, db.One("reads", `select exists (select from item where id = $1)`, &yes, item)); err != nil {
		t.Fatal(err)
	}
	return yes
}

const widen = `insert into audience (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label)
	select $1, c.id, c.kind, c.council_id, $1, c.id, $2, $3 from circle c join council k on k.id = c.council_id where k.slug = $4 and c.kind in ('council', 'community')`

func TestFormerMemberCannotOpenHisOldWordsAgain(t *testing.T) {
	d := storytest.New(t)
	old := story.Item("nora-lead-service")
	arranged(t, d, `insert into appointment (person_id, council_id, office, organization_id, invented)
		select $1, c.id, 'observer', p.organization_id, true from person p, council c where p.id = $1 and c.slug = 'escc'`, story.Nora.ID)
	nora := d.As(story.Nora.ID)
	refused(t, d, nora, "widen what one wrote in a council one has left", widen, old, story.Nora.ID, "TLP:AMBER", "escc")
	if reads(t, d, nora, old) {
		t.Error("she reads it again")
	}
	allowed(t, d, d.As(story.Priya.ID), "widen what one wrote where one sits", widen, story.Item("chlorine-lead-times"), story.Priya.ID, "TLP:AMBER", "wscc-water-gcc-joint")
}

func TestDemotedAuthorEditsNoUpdate(t *testing.T) {
	d := storytest.New(t)
	item := story.Item("chlorine-lead-times")
	edit := `insert into item_version (item_id, number, title, body, html, summary, author_id) values ($1, $2, 'x', 'x', 'x', 'x', $3)`
	priya := d.As(story.Priya.ID)
	allowed(t, d, priya, "edit as a representative", edit, item, 2, story.Priya.ID)
	refused(t, d, d.As(story.Dana.ID), "edit another's", edit, item, 3, story.Dana.ID)
	refused(t, d, d.As(story.Dana.ID), "edit another's in his name", edit, item, 3, story.Priya.ID)
	arranged(t, d, `update appointment set until = app.now() where id = $1`, story.Priya.Appointment("wscc", "representative"))
	arranged(t, d, `insert into appointment (person_id, council_id, office, organization_id, invented)
		select $1, c.id, 'observer', p.organization_id, true from person p, council c where p.id = $1 and c.slug = 'wscc'`, story.Priya.ID)
	if !reads(t, d, priya, item) {
		t.Fatal("an observer should read it")
	}
	refused(t, d, priya, "edit as an observer", edit, item, 3, story.Priya.ID)
	refused(t, d, priya, "move the date as an observer", `update sector_update set valid_until = '2099-01-01' where item_id = $1`, item)
	allowed(t, d, priya, "take one's own words back, while one is there", `update item set withdrawn = app.now(), withdrawn_because = 'x' where id = $1`, item)
}

// What is hidden and what does not exist must be refused alike, or whoever tries identifiers learns which are real.
func TestHiddenAndMissingAreRefusedAlike(t *testing.T) {
	d := storytest.New(t)
	hidden, missing := story.Item("chlorine-lead-times"), uuid.New()
	ines := d.As(story.Ines.ID)
	for what, sql := range map[string]string{
		"open":          `insert into opened (person_id, item_id) select person_id, $1 from app.who`,
		"record":        `insert into read_record (item_id, person_id, why) select $1, person_id, 'named' from app.who`,
		"detail":        `insert into sector_update (item_id, genre) values ($1, 'advisory')`,
		"attach":        `insert into attachment (id, item_id, author_id, name, media_type, bytes, blob) select gen_random_uuid(), $1, person_id, 'a', 'b', 1, 'c' from app.who`,
		"a new version": `insert into item_version (item_id, number, title, body, html, summary, author_id) select $1, 9, '', '', '', '', person_id from app.who`,
		"reply": `insert into item (id, kind, root_id, label, root_label, source_council_id, author_id, appointment_id)
			select gen_random_uuid(), 'reply', $1, 'TLP:AMBER', 'TLP:AMBER', a.council_id, a.person_id, a.id from appointment a join app.who using (person_id) limit 1`,
	} {
		a := d.App().Write(t.Context(), ines, db.Once{}, db.Change(what, sql, hidden))
		b := d.App().Write(t.Context(), ines, db.Once{}, db.Change(what, sql, missing))
		if a == nil || b == nil || a.Error() != b.Error() {
			t.Errorf("%s: hidden %v, missing %v", what, a, b)
		}
	}
	// Whether a seat is filled is the council's own affair.
	appoint := `insert into appointment (person_id, council_id, office, seat_id, organization_id, invented)
		select $1, c.id, 'representative', $2::uuid, $3::uuid, true from council c where c.slug = 'wscc'`
	org := func(slug string) (id uuid.UUID) {
		if err := d.Owner().QueryRow(t.Context(), `select id from organization where slug = $1`, slug).Scan(&id); err != nil {
			t.Fatal(err)
		}
		return id
	}
	filled := d.App().Write(t.Context(), ines, db.Once{}, db.Change("appoint", appoint, story.Ines.ID, story.Seat("wscc", "blue-mesa-water-authority"), org("blue-mesa-water-authority")))
	vacant := d.App().Write(t.Context(), ines, db.Once{}, db.Change("appoint", appoint, story.Ines.ID, story.Seat("wscc", "copper-creek-water-district"), org("copper-creek-water-district")))
	nowhere := d.App().Write(t.Context(), ines, db.Once{}, db.Change("appoint", appoint, story.Ines.ID, uuid.New(), org("copper-creek-water-district")))
	if filled == nil || vacant == nil || nowhere == nil || filled.Error() != vacant.Error() || filled.Error() != nowhere.Error() {
		t.Errorf("filled %v, vacant %v, no seat %v", filled, vacant, nowhere)
	}
}

func TestNobodyLearnsWhoElseIsInACommunity(t *testing.T) {
	d := storytest.New(t)
	for _, p := range []story.Person{story.Tomas, story.Eve, story.Nora} {
		var others []uuid.UUID
		if err := d.App().Read(t.Context(), d.As(p.ID), db.Many("circles of people", `select person_id from circle where person_id is not null and person_id <> $1`, &others, p.ID)); err != nil {
			t.Fatal(err)
		}
		if len(others) > 0 {
			t.Errorf("%s sees the circles of %d others", p.Name, len(others))
		}
	}
	var known int
	if err := d.App().Read(t.Context(), d.As(story.Dana.ID), db.One("circles of people", `select count(*) from circle c join council k on k.id = c.council_id where person_id is not null and k.slug = 'wscc'`, &known)); err != nil || known < 10 {
		t.Errorf("a chair cannot name the people of her own council: %d, %v", known, err)
	}
}

// An industry council decides itself who sits in it. Staff record its kind, so the kind must not be the way to its roster.
func TestStaffCannotMakeARosterTheirs(t *testing.T) {
	d := storytest.New(t)
	sam := d.As(story.Sam.ID)
	for _, kind := range []string{"watch", "region", "administration", "joint_room", "community"} {
		refusedOrInvalid(t, d, sam, "next kind "+kind, `with r as (select id from council where slug = 'wscc') insert into council_kind_term (council_id, kind, since) select id, $1, '2030-01-01' from r`, kind)
		refusedOrInvalid(t, d, sam, "second kind "+kind, `insert into council_kind_term (council_id, kind, since) select id, $1, app.now() - interval '1 day' from council where slug = 'wscc'`, kind)
		refusedOrInvalid(t, d, sam, "kind becomes "+kind, `update council_kind_term set kind = $1 from council c where c.id = council_id and c.slug = 'wscc'`, kind)
	}
	refusedOrInvalid(t, d, sam, "a second kind at once", `insert into council_kind_term (council_id, kind, since) select id, 'gcc', app.now() from council where slug = 'wscc'`)
	refused(t, d, sam, "open a seat there", `insert into seat (council_id, organization_id) select c.id, o.id from council c, organization o where c.slug = 'wscc' and o.slug = 'riverbend-energy'`)
	refused(t, d, sam, "end an appointment there", `update appointment set until = app.now() where id = $1`, story.Dana.Appointment("wscc", "chair"))
	refused(t, d, sam, "write its charter", `update charter set records_terms = 'x' from council c where c.id = council_id and c.slug = 'wscc'`)
	const rule = `insert into roster_rule (id, council_id, kept_by, document) select gen_random_uuid(), id, $2, 'x' from council where slug = $1`
	refusedOrInvalid(t, d, sam, "keep an industry council's roster", rule, "wscc", "staff")
	refusedOrInvalid(t, d, d.As(story.Dana.ID), "be given an industry council's roster by its chair", rule, "wscc", "staff")
	refusedOrInvalid(t, d, sam, "agree in the chair's place", `update roster_rule set agreed = app.now() where id = $1`, story.Rule)
	refusedOrInvalid(t, d, d.As(story.Kim.ID), "agree as a second member of staff though there is a chair", `update roster_rule set agreed = app.now() where id = $1`, story.Rule)
	refusedOrInvalid(t, d, sam, "write that it was agreed", `insert into roster_rule (id, council_id, kept_by, document, agreed) select gen_random_uuid(), id, 'staff', 'x', app.now() from council where slug = 'energy-gcc'`)
	refusedOrInvalid(t, d, sam, "put a council into a room", `insert into room_side (room_id, council_id) select r.id, c.id from council r, council c where r.slug = 'public' and c.slug = 'administration'`)
}

// refusedOrInvalid takes a rule of the database that says no as well as the wall.
func refusedOrInvalid(t *testing.T, d *dbtest.Database, who db.Who, what, sql string, args ...any) {
	t.Helper()
	if err := d.App().Write(t.Context(), who, db.Once{}, db.Change(what, sql, args...)); err == nil {
		t.Errorf("%s went through", what)
	}
}

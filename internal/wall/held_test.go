package wall

import (
	"testing"

	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// foldedAsDerived compares what triggers have folded with what the view derives from scratch, both ways and row by row.
func foldedAsDerived(t *testing.T, d *dbtest.Database, after string) {
	t.Helper()
	const columns = `person_id, capability, circle_id, council_id, since, until, appointment_id, break_glass_id`
	var stale, lacking, all int
	if err := d.Owner().QueryRow(t.Context(), `select
		(select count(*) from (select `+columns+` from held except all select `+columns+` from app.held_derived) x),
		(select count(*) from (select `+columns+` from app.held_derived except all select `+columns+` from held) x),
		(select count(*) from held)`).Scan(&stale, &lacking, &all); err != nil {
		t.Fatal(err)
	}
	var other int
	const speaking = `seat_id, council_id, organization_id, appointment_id, person_id, since, until`
	if err := d.Owner().QueryRow(t.Context(), `select count(*) from ((select `+speaking+` from speaker except all select `+speaking+` from app.speaker_derived)
		union all (select `+speaking+` from app.speaker_derived except all select `+speaking+` from speaker)) x`).Scan(&other); err != nil {
		t.Fatal(err)
	}
	if other > 0 {
		t.Errorf("after %s: %d speakers of seats are not as derived", after, other)
	}
	if stale+lacking > 0 || all == 0 {
		t.Errorf("after %s: %d rights too many and %d too few, of %d", after, stale, lacking, all)
	}
}

func TestRightsAreFoldedAsTheyAreDerivedAfterEachKindOfChange(t *testing.T) {
	d := storytest.New(t)
	foldedAsDerived(t, d, "the story")
	dana, priya := story.Dana.Appointment("wscc", "representative"), story.Priya.Appointment("wscc", "representative")
	for _, c := range []struct {
		what, sql string
		args      []any
	}{
		{"an appointment", `insert into appointment (person_id, council_id, office, organization_id, invented)
			select p.id, c.id, 'observer', p.organization_id, true from person p, council c where p.id = $1 and c.slug = 'wscc'`, []any{story.Eve.ID}},
		{"several at once", `insert into appointment (person_id, council_id, office, organization_id, invented)
			select p.id, c.id, 'observer', p.organization_id, true from person p, council c where p.id = any (array[$1, $2]::uuid[]) and c.slug in ('escc', 'hph-scc')`, []any{story.Eve.ID, story.Nora.ID}},
		{"an appointment's end", `update appointment set until = app.now() where id = $1`, []any{priya}},
		{"its end taken back", `update appointment set until = null where id = $1`, []any{priya}},
		{"its end moved into the future", `update appointment set until = app.now() + interval '1 year' where id = $1`, []any{priya}},
		{"its beginning moved", `update appointment set since = app.now() + interval '1 day' where id = $1`, []any{priya}},
		{"an absence", `insert into absence (id, seat_id, since, until, recorded_by) values (gen_random_uuid(), $1, app.now(), app.now() + interval '9 days', $2)`,
			[]any{story.Seat("wscc", "blue-mesa-water-authority"), story.Dana.ID}},
		{"an absence's end", `update absence set until = app.now()`, nil},
		{"an alternate's end", `update appointment set until = app.now() where id = $1`, []any{story.Omar.Appointment("wscc", "alternate")}},
		{"a seat's end", `update seat set until = app.now() where id = $1`, []any{story.Seat("wscc", "blue-mesa-water-authority")}},
		{"the seat's end taken back", `update seat set until = null where id = $1`, []any{story.Seat("wscc", "blue-mesa-water-authority")}},
		{"a hand-over", `insert into hand_over (council_id, person_id, organization_id, office, chosen_on, document, told_by)
			select c.id, p.id, p.organization_id, 'vice-chair', '2026-01-01', 'x', 'x' from person p, council c where p.id = $1 and c.slug = 'wscc'`, []any{story.Omar.ID}},
		{"a chair's end: the vice chair acts", `update appointment set until = app.now() where id = $1`, []any{story.Dana.Appointment("wscc", "chair")}},
		{"a second vice chair", `insert into appointment (person_id, council_id, office, organization_id, invented)
			select p.id, c.id, 'vice-chair', p.organization_id, true from person p, council c where p.id = $1 and c.slug = 'wscc'`, []any{story.Priya.ID}},
		{"the longer serving vice chair's end", `update appointment set until = app.now() + interval '1 day' where office = 'vice-chair' and person_id = $1`, []any{story.Omar.ID}},
		{"a chair to come", `insert into appointment (id, person_id, council_id, office, organization_id, invented, since, until)
			select '00000000-0000-0000-0000-00000000cafe', p.id, c.id, 'chair', p.organization_id, true, app.now() + interval '9 days', app.now() + interval '90 days'
			  from person p, council c where p.id = $1 and c.slug = 'wscc'`, []any{story.Maya.ID}},
		{"what a chair may", `update office_may set until = app.now() + interval '20 days' where kind = 'scc' and office = 'chair' and capability = 'charter.edit'`, nil},
		{"what a vice chair may as well", `insert into office_may (kind, office, capability, reach, class) values ('scc', 'vice-chair', 'roster.edit', 'own', 'content')`, nil},
		{"and no longer", `delete from office_may where kind = 'scc' and office = 'vice-chair' and capability = 'roster.edit'`, nil},
		{"a chair erased", `delete from appointment where id = '00000000-0000-0000-0000-00000000cafe'`, nil},
		{"a kind's term that ends", `update council_kind_term set until = app.now() + interval '1 day' from council c where c.id = council_id and c.slug = 'wscc'`, nil},
		{"the next kind", `insert into council_kind_term (council_id, kind, since) select id, 'advisory', app.now() + interval '1 day' from council where slug = 'wscc'`, nil},
		{"a kind's term moved", `update council_kind_term set since = app.now() + interval '2 days' from council c where c.id = council_id and c.slug = 'wscc' and kind = 'advisory'`, nil},
		{"a kind's term dropped", `delete from council_kind_term using council c where c.id = council_id and c.slug = 'wscc' and kind = 'advisory'`, nil},
		{"a kind that ends", `update council_kind set until = app.now() where slug = 'gcc'`, nil},
		{"a kind that lasts", `update council_kind set until = 'infinity' where slug = 'gcc'`, nil},
		{"an office that may no more", `update office_may set until = app.now() where kind = 'scc' and office = 'observer' and capability = 'reply.post'`, nil},
		{"an office that may more", `insert into office_may (kind, office, capability, reach, class) values ('scc', 'observer', 'update.post', 'council', 'content')`, nil},
		{"an office that never might", `delete from office_may where kind = 'scc' and office = 'observer' and capability = 'update.post'`, nil},
		{"a right that changes its reach", `update office_may set reach = 'own' where kind = 'scc' and office = 'chair' and capability = 'roster.read' and reach = 'counterpart'`, nil},
		{"a counterpart", `insert into counterpart (council_id, counterpart_id) select a.id, b.id from council a, council b where a.slug = 'wscc' and b.slug = 'energy-gcc'`, nil},
		{"a counterpart's end", `update counterpart set until = app.now() from council a where a.id = council_id and a.slug = 'wscc'`, nil},
		{"a counterpart dropped", `delete from counterpart using council a where a.id = council_id and a.slug = 'water-gcc'`, nil},
		{"a nesting's end", `update nesting n set until = app.now() from circle i, circle o, council c, council r
			where i.id = n.inner_id and o.id = n.outer_id and c.id = i.council_id and r.id = o.council_id and c.slug = 'wscc' and r.slug = 'wscc-water-gcc-joint'`, nil},
		{"a room with another side", `insert into counterpart (council_id, counterpart_id)
			select a.id, b.id from council a, council b where (a.slug, b.slug) in (('escc', 'water-gcc'), ('water-gcc', 'escc'), ('escc', 'wscc'), ('wscc', 'escc'), ('water-gcc', 'wscc'))`, nil},
		{"the side itself", `insert into room_side (room_id, council_id) select r.id, c.id from council r, council c where r.slug = 'wscc-water-gcc-joint' and c.slug = 'escc'`, nil},
		{"a sector", `insert into council_sector (council_id, sector) select id, 'water-and-wastewater' from council where slug = 'escc'`, nil},
		{"a sector dropped", `delete from council_sector using council c where c.id = council_id and c.slug = 'escc' and sector = 'energy'`, nil},
		{"a council that ends", `update council set until = app.now() where slug = 'escc'`, nil},
		{"a room that ends", `update council set until = app.now() where slug = 'wscc-water-gcc-joint'`, nil},
		{"a council that began later", `update council set since = app.now() where slug = 'hph-scc'`, nil},
		{"a council that goes on", `update council set until = 'infinity' where slug = 'escc'`, nil},
		{"a person suspended", `update person set suspended = app.now() where id = $1`, []any{story.Dana.ID}},
		{"an appointment erased", `delete from appointment where id = $1`, []any{dana}},
	} {
		if _, err := d.Owner().Exec(t.Context(), c.sql, c.args...); err != nil {
			t.Logf("%s: %v", c.what, err)
			t.Fail()
			continue
		}
		foldedAsDerived(t, d, c.what)
	}
}

package wall_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// What policies of the directory refuse, and no row of the story happens to show.
func TestDirectoryRefusesWhatIsNotTheirs(t *testing.T) {
	d := storytest.New(t)
	super := func(sql string, args ...any) {
		t.Helper()
		if _, err := d.Super().Exec(t.Context(), `set session_replication_role = replica`); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Super().Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Super().Exec(t.Context(), `set session_replication_role = origin`); err != nil {
			t.Fatal(err)
		}
	}
	office := func(slug string) (id uuid.UUID) {
		t.Helper()
		if err := d.Super().QueryRow(t.Context(), `select id from council where slug = $1`, slug).Scan(&id); err != nil {
			t.Fatal(err)
		}
		return id
	}
	// A change that touches no row is one that was refused.
	touches := func(who story.Person, sql string, args ...any) error {
		return d.App().Write(t.Context(), d.As(who.ID), db.Once{}, db.Change("try", sql, args...))
	}
	refused := func(what string, err error) {
		t.Helper()
		if !errors.Is(err, fault.Denied) && !errors.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}

	// Editions of the framework: fresh mistakes, by staff.
	super(`insert into fact (id, kind, subject, about, field, basis) values (md5('e')::uuid, 'edition', 'draft-edition', 'x', 'existence', 'recorded')`)
	super(`insert into edition (slug, title, dated, since, status, lead_term, sector_term, derived_from, recorded) values ('draft-edition', 'x', 'x', current_date + 9, 'x', 'x', 'x', '', app.now())`)
	super(`insert into edition_entry (edition, place, name, fact_id) values ('draft-edition', 1, 'x', md5('e')::uuid)`)
	refused("a member drops an entry of an edition", touches(story.Dana, `delete from edition_entry where edition = 'draft-edition'`))
	refused("a member drops an edition", touches(story.Dana, `delete from edition where slug = 'draft-edition'`))
	super(`update edition set since = current_date - 400, recorded = app.now() - interval '9 days' where slug = 'draft-edition'`)
	refused("staff drop an entry of an edition that stands", touches(story.Sam, `delete from edition_entry where edition = 'draft-edition'`))
	super(`delete from edition_entry where edition = 'draft-edition'`)
	refused("staff drop an edition that stands", touches(story.Sam, `delete from edition where slug = 'draft-edition'`))

	// Who left the region's office and speaks for the organization now reads what is kept, and changes nothing of it.
	super(`insert into engagement (id, office_id, organization_id, author_id, author_name, keeper_id, kind, state, day, purpose, label)
		select md5('g')::uuid, $1, p.organization_id, p.id, p.name, p.id, 'visit', 'done', current_date, 'x', 'TLP:AMBER' from person p where p.id = $2`, office("region-3"), story.Maya.ID)
	refused("an owner edits what is kept about it", touches(story.Maya, `update engagement set purpose = 'y' where id = md5('g')::uuid`))

	// A cybersecurity advisor sees the facilities of the region and edits none.
	super(`update appointment set office = 'csa' where person_id = $1 and office = 'psa'`, story.Cora.ID)
	super(`update held set capability = 'facility.read' where person_id = $1 and capability = 'facility.edit'`, story.Cora.ID)
	var seen []uuid.UUID
	if err := d.App().Read(t.Context(), d.As(story.Cora.ID), db.Many("facilities", `select id from facility`, &seen)); err != nil || len(seen) == 0 {
		t.Fatalf("%d facilities seen, %v", len(seen), err)
	}
	refused("who may only see facilities edits one", touches(story.Cora, `update facility set city = 'x'`))

	// A request is put aside in one's own name, for an organization that one speaks for, and where its council was asked; a thread is followed
	// by who reads it, and nobody's choice is another's to change.
	var asked, hidden uuid.UUID
	if err := d.Super().QueryRow(t.Context(), `select a.item_id from audience a join circle c on c.id = a.circle_id join council k on k.id = c.council_id
		where a.answer_by is not null and k.slug = 'wscc' and a.item_id = a.root_id limit 1`).Scan(&asked); err != nil {
		t.Fatal(err)
	}
	if err := d.Super().QueryRow(t.Context(), `select a.item_id from audience a join circle c on c.id = a.circle_id join council k on k.id = c.council_id
		where k.slug = 'wscc' and c.person_id is null and a.answer_by is null and a.item_id = a.root_id limit 1`).Scan(&hidden); err != nil {
		t.Fatal(err)
	}
	aside := `insert into set_aside (item_id, organization_id, person_id, because) select $1, p.organization_id, $2, 'x' from person p where p.id = $3`
	refused("a request is put aside in another's name", touches(story.Priya, aside, asked, story.Dana.ID, story.Priya.ID))
	refused("a request is put aside for another organization", touches(story.Priya, aside, asked, story.Priya.ID, story.Ines.ID))
	refused("what asks nothing is put aside", touches(story.Priya, aside, hidden, story.Priya.ID, story.Priya.ID))
	follow := `insert into thread_follow (item_id, person_id, muted) values ($1, $2, false)`
	refused("a thread is followed that one may not read", touches(story.Eve, follow, hidden, story.Eve.ID))
	super(`insert into thread_follow (item_id, person_id, muted) values ($1, $2, false) on conflict do nothing`, hidden, story.Priya.ID)
	refused("another's thread is muted", touches(story.Dana, `update thread_follow set muted = true where item_id = $1 and person_id = $2`, hidden, story.Priya.ID))

	// Incidents are declared in one's own name, for one's own office.
	declare := `insert into incident (id, office_id, title, declared_by) values (gen_random_uuid(), $1, 'x', $2)`
	refused("an incident is declared in another's name", touches(story.Rosa, declare, office("region-8"), story.Paul.ID))
	refused("an incident is declared for another region", touches(story.Rosa, declare, office("region-3"), story.Rosa.ID))

	// A file that was approved is chosen from no longer.
	super(`update intake set approved = app.now()`)
	refused("rows of an approved file are chosen", touches(story.Sam, `update intake_row set choice = 'another' where verdict = 'alike'`))

	// No program ends on a day that has passed.
	super(`insert into regulatory_program (slug, name, authority, since) values ('trial', 'x', 'x', current_date - 90)`)
	refused("staff end a program in the past", touches(story.Sam, `update regulatory_program set until = current_date - 30 where slug = 'trial'`))

	// Openings are reviewed by who reviews that incident, never by who opened, and in one's own name.
	super(`insert into incident (id, office_id, title, declared_by) values (md5('i')::uuid, $1, 'x', $2)`, office("region-8"), story.Paul.ID)
	super(`insert into incident_office (incident_id, office_id) values (md5('i')::uuid, $1)`, office("region-8"))
	open := `insert into reveal (id, act, contact_id, person_id, kind, label, by_id, by_name, by_office, by_organization, via, reason, incident_id)
		select md5($1)::uuid, md5('a')::uuid, c.id, c.person_id, c.kind, c.label, $2, 'x', 'x', 'x', 'list', 'x', md5('i')::uuid from contact c where c.person_id = $3 limit 1`
	super(open, "by paul", story.Paul.ID, story.Dana.ID)
	super(open, "by rosa", story.Rosa.ID, story.Dana.ID)
	refused("the partner reviews", touches(story.Dana, `update reveal set reviewed = app.now(), reviewed_by = $1 where id = md5('by paul')::uuid`, story.Dana.ID))
	refused("who opened reviews", touches(story.Rosa, `update reveal set reviewed = app.now() where id = md5('by rosa')::uuid`))
	refused("somebody reviews in another's name", touches(story.Rosa, `update reveal set reviewed = app.now(), reviewed_by = $1 where id = md5('by paul')::uuid`, story.Walt.ID))
	if err := touches(story.Rosa, `update reveal set reviewed = app.now(), reviewed_by = $1 where id = md5('by paul')::uuid`, story.Rosa.ID); err != nil {
		t.Errorf("the director cannot review: %v", err)
	}
}

package wall

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

var update = flag.Bool("update", false, "write testdata anew instead of comparing with it")

// rights are what one asker can do with one table: how many of the story's rows he sees, might have inserted himself, changes,
// deletes. A right that the role has no grant for is 0 as well.
type rights struct{ selects, inserts, updates, deletes int }

func (r rights) of(t table) string {
	var said []string
	for _, x := range []struct {
		verb   string
		n, all int
	}{{"select", r.selects, t.rows}, {"insert", r.inserts, t.tried}, {"update", r.updates, t.rows}, {"delete", r.deletes, t.rows}} {
		switch {
		case x.n == 0:
		case x.n == x.all:
			said = append(said, x.verb+" all")
		default:
			said = append(said, fmt.Sprintf("%s %d", x.verb, x.n))
		}
	}
	return strings.Join(said, ", ")
}

// meant are the changes that a table is made for, where setting columns to what they are says too little.
var meant = map[string]string{
	"item":             "withdrawn = app.now(), withdrawn_because = 'x'",
	"territory_notice": "seen = app.now()",
	"contact":          "label = label", // what it holds may be written and not read
	"fact":             "verdict = 'confirmed', judged_at = app.now(), judged_by = (select person_id from app.who), judged_with = gen_random_uuid()",
	"engagement":       "purpose = 'x', number = number + 1", "partner_request": "owner_id = (select person_id from app.who)",
}

// apart are the tables whose rows differ in who might insert them, with the column that tells whose they are: a third of the rows is
// tried, always the same, or all where the column is none. Of the other tables two rows are enough.
var apart = map[string]string{"facility": "organization_id", "agreement": "''",
	"item": "id", "item_version": "item_id", "audience": "item_id", "sector_update": "item_id", "item_sector": "item_id", "item_state": "item_id",
	"attachment": "item_id", "update_version": "item_id", "opened": "item_id", "read_record": "item_id", "watermark": "person_id", "appointment": "id", "seat": "id",
	"hand_over": "''", "idempotency": "''", "draft": "''", "draft_file": "''",
}

// instead are values that a copy takes on, so that it does not clash with its original before the wall is asked.
var instead = map[string]string{"appointment": `{"since": "1990-01-01", "until": "1990-01-02"}`, "fact": `{"basis": "recorded"}`}

// tries asks for one table's rights, as whoever the transaction is. The copies of rows are inserted one by one: row security
// is asked before any other constraint, so 42501 means refused, and anything else that the wall let it through.
const tries = `do $do$
declare
  t regclass := current_setting('proof.table')::regclass;
  rows jsonb := current_setting('proof.rows')::jsonb;
  adds text := current_setting('proof.adds');
  sets text := current_setting('proof.sets');
  r jsonb; s int := 0; i int := 0; u int := 0; d int := 0;
begin
  if has_any_column_privilege(t, 'select') then
    execute format('select count(*) from %s', t) into s;
  end if;
  if adds <> '' then
    -- Planned once for all copies.
    execute format('prepare adding (jsonb) as insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, $1)', t, adds);
    for r in select * from jsonb_array_elements(rows) loop
      begin
        execute format('execute adding (%L)', r);
        raise exception using errcode = 'P0099';
      exception
        when insufficient_privilege then null;
        when others then i := i + 1;
      end;
    end loop;
    deallocate adding;
  end if;
  if sets <> '' then
    begin
      execute format('update %s set %s', t, sets);
      get diagnostics u = row_count;
      raise exception using errcode = 'P0099';
    exception
      when sqlstate 'P0099' then null;
      when insufficient_privilege then u := 0;
    end;
  end if;
  if has_table_privilege(t, 'delete') then
    begin
      execute format('delete from %s', t);
      get diagnostics d = row_count;
      raise exception using errcode = 'P0099';
    exception
      when sqlstate 'P0099' then null;
      when foreign_key_violation then d := 1; -- the wall let it through
    end;
  end if;
  perform set_config('proof.answer', array[s, i, u, d]::text, true);
end $do$`

type table struct {
	name        string
	rows, tried int
	copies      string // JSON
	adds, sets  string // columns that the web role may insert, and what it may set
}

// tables are all that the web role can do anything with, and the names of those it cannot.
func tables(t *testing.T, d *dbtest.Database) (open []table, closed []string) {
	t.Helper()
	for _, line := range lines(t, d, `select c.oid::regclass || '|' ||
		  coalesce((select string_agg(quote_ident(a.attname), ', ' order by attnum) from pg_attribute a where a.attrelid = c.oid and attnum > 0 and not attisdropped
		    and attgenerated = '' and attidentity = '' and has_column_privilege('concord_app', c.oid, attnum, 'insert')), '') || '|' ||
		  coalesce((select string_agg(quote_ident(a.attname) || ' = ' || quote_ident(a.attname), ', ' order by attnum) from pg_attribute a where a.attrelid = c.oid
		    and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = '' and has_column_privilege('concord_app', c.oid, attnum, 'update')), '') || '|' ||
		  (has_schema_privilege('concord_app', n.oid, 'usage') and (has_any_column_privilege('concord_app', c.oid, 'select, insert, update') or has_table_privilege('concord_app', c.oid, 'delete')))
		from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and `+ours+` order by 1`) {
		p := strings.Split(line, "|")
		if p[3] == "false" {
			closed = append(closed, p[0])
			continue
		}
		one := table{name: p[0], adds: p[1], sets: p[2]}
		if change := meant[one.name]; change != "" {
			one.sets = change
		}
		chosen := "limit 2"
		if key := apart[one.name]; key != "" {
			chosen = `where ('x' || substr(md5(` + key + `::text), 1, 4))::bit(16)::int % 3 = 0 or ` + key + `::text = ''`
		}
		other := instead[one.name]
		if other == "" {
			other = "{}"
		}
		if err := d.Super().QueryRow(t.Context(), `select (select count(*) from `+one.name+`), count(*), coalesce(jsonb_agg(x.r || $1::jsonb), '[]')::text
			from (select to_jsonb(y) as r from `+one.name+` y `+chosen+`) x`, other).Scan(&one.rows, &one.tried, &one.copies); err != nil {
			t.Fatal(one.name, err)
		}
		open = append(open, one)
	}
	return open, closed
}

// signedIn are the people as the database knows them; nobody's is the public.
func signedIn(d *dbtest.Database, people []story.Person) (all []db.Who) {
	for _, p := range people {
		who := db.Who{}
		if p.ID != uuid.Nil {
			who = d.As(p.ID)
		}
		all = append(all, who)
	}
	return all
}

// asked is what a person, or the public, may do with each of the tables.
func asked(t *testing.T, d *dbtest.Database, who db.Who, all []table) []rights {
	t.Helper()
	tx, err := d.Super().Begin(t.Context())
	if err != nil {
		t.Error(err)
		return nil
	}
	defer tx.Rollback(t.Context())
	answers := make([]rights, len(all))
	if _, err := tx.Exec(t.Context(), `select set_config('app.handle', $1, true), set_config('app.mode', 'write', true), set_config('search_path', 'public, app', true),
		set_config('plan_cache_mode', 'force_generic_plan', true)`, who.Handle); err != nil {
		t.Error(err)
		return nil
	}
	if _, err := tx.Exec(t.Context(), `set local role concord_app`); err != nil {
		t.Error(err)
		return nil
	}
	for n, table := range all {
		var got []int
		if _, err := tx.Exec(t.Context(), `select set_config('proof.table', $1, true), set_config('proof.rows', $2, true), set_config('proof.adds', $3, true), set_config('proof.sets', $4, true)`,
			table.name, table.copies, table.adds, table.sets); err != nil {
			t.Error(err)
			return nil
		}
		if _, err := tx.Exec(t.Context(), tries); err != nil {
			t.Errorf("%s: %v", table.name, err)
			return nil
		}
		if err := tx.QueryRow(t.Context(), `select current_setting('proof.answer')::int[]`).Scan(&got); err != nil {
			t.Error(err)
			return nil
		}
		answers[n] = rights{got[0], got[1], got[2], got[3]}
	}
	return answers
}

// arrange puts rows where the story has none.
func arrange(t *testing.T, d *dbtest.Database) {
	t.Helper()
	for _, sql := range []string{
		`insert into sector_step (sector, step, done, document) values ('chemical', 'plan', '2026-01-01', 'The plan')`,
		`insert into saved_search (id, person_id, name, kind, query) select md5('search' || person_id)::uuid, person_id, 'Mine', 'people', 'state=CO' from signin.account`,
		`insert into facility (organization_id, invented, name, sector, state)
		 select o.id, true, o.name || ' ' || j.code, 'water-and-wastewater', j.code from organization o cross join jurisdiction j where o.invented and j.code in ('VA', 'TX') and o.id in (select organization_id from seat)`,
		`insert into territory (person_id, state, since) select a.person_id, j.code, app.now() from appointment a join council c on c.id = a.council_id join jurisdiction j on j.region = c.region
		 where a.office = 'psa' and a.since <= app.now() and (a.until is null or a.until > app.now())`,
		`insert into incident (id, office_id, title, declared_by) select md5('incident' || c.slug)::uuid, c.id, 'A flood', (select person_id from appointment a where a.council_id = c.id limit 1)
		   from council c where c.slug in ('region-3', 'region-6')`,
		`insert into incident_county (incident_id, county) select md5('incident' || c.slug)::uuid, x.fips from council c join jurisdiction j on j.region = c.region join county x on x.state = j.code where c.slug in ('region-3', 'region-6')`,
		`insert into incident_sector (incident_id, sector) select md5('incident' || c.slug)::uuid, 'water-and-wastewater' from council c where c.slug in ('region-3', 'region-6')`,
		`insert into engagement_version (engagement_id, number, name, at, was) select id, 0, author_name, app.now(), '{}' from engagement where with_whom in ('Dana Whitfield', 'Priya Raman')`,
		`insert into council_region (council_id, region) select id, 8 from council where slug in ('wscc', 'escc')`,
		`delete from partner_request where answered is not null`,
		`insert into regulatory_program (slug, name, authority, since) values ('trial', 'A program', 'A law', app.now()::date - 1)`,
		`insert into reveal_stop (id, person_id, until, rule, because) select md5('stop' || id)::uuid, id, app.now() + interval '1 day', 'openings', 'Called back' from person where name in ('Paul Reyes', 'Leila Farahani')`,
		`insert into inspection (id, office_id, program, organization_id, facility, noticed, begins, author_id)
		 select md5('inspection')::uuid, c.id, 'trial', o.id, 'Plant 2', app.now() - interval '3 days', app.now() - interval '1 day', p.id
		   from council c, organization o, person p where c.slug = 'region-8' and o.slug = 'gulfline-chlor-alkali' and p.name = 'Otto Kern'`,
		`insert into inspection_finding (id, inspection_id, text, author_id) select md5('finding')::uuid, i.id, 'One gate', i.author_id from inspection i limit 1`,
		`insert into territory_hand_over (id, office_id, from_id, to_id, by_id) select md5('over')::uuid, c.id, f.id, t.id, t.id from council c, person f, person t
		  where c.slug = 'region-8' and f.name = 'Paul Reyes' and t.name = 'Rosa Kim'`,
		`insert into territory_notice (id, office_id, to_id, person_id, person_name, places) select md5('notice' || p.id)::uuid, c.id, p.id, p.id, p.name, '{Utah}' from council c, person p
		  where c.slug = 'region-8' and p.name in ('Paul Reyes', 'Rosa Kim', 'Dana Whitfield')`,
		`insert into intake_progress (intake_id, done) select id, 3 from intake`,
		`insert into record_number (object, object_id, scheme, number, intake_id) select 'organization', o.id, 'id', '17', i.id from intake i, organization o where o.slug = 'gulfline-chlor-alkali'`,
		`insert into profile_confirmation (organization_id, by_id) select m.organization_id, m.person_id from organization_administrator m`,
		`insert into attachment (id, item_id, author_id, name, media_type, bytes, blob)
		 select md5(id::text)::uuid, id, author_id, 'a.txt', 'text/plain', 1, repeat('0', 64) from item`,
		`insert into update_version (item_id, number, source, source_marking, sectors, states)
		 select v.item_id, v.number, '', '', array(select sector from item_sector s where s.item_id = v.item_id), array(select state from item_state s where s.item_id = v.item_id) from item_version v join sector_update u on u.item_id = v.item_id where v.number > 1`,
		`update fact set basis = 'memory', verdict = '', judged_by = null, judged_at = null where id = (select fact_id from retired_sector order by fact_id limit 1)`,
		`insert into draft (id, author_id, about, fields) select md5('draft' || id::text)::uuid, id, 'update', '{}' from person where name in ('Dana Whitfield', 'Ines Duarte', 'Nora Quist', 'Victor Hale')`,
		`insert into draft_file (id, draft_id, author_id, name, media_type, bytes, blob)
		 select md5('file' || id::text)::uuid, id, author_id, 'a.txt', 'text/plain', 1, repeat('0', 64) from draft`,
		`insert into council_health (council_id, people, active, open_seats, unenrolled, unanswered, chairless) select id, 1, 1, 0, 0, 0, false from council where slug in ('wscc', 'escc')`,
		`insert into mail_preference (person_id, updates) select id, 'none' from person where name in ('Dana Whitfield', 'Ines Duarte')`,
		`insert into person_zone (person_id, zone) select id, 'America/Denver' from person where name in ('Dana Whitfield', 'Ines Duarte')`,
		`update council_kind_term set until = '2020-01-01' where council_id = (select id from council where slug = 'escc')`,
		`insert into council_kind_term (council_id, kind, since) select id, 'scc', '2020-01-01' from council where slug = 'escc'`,
		`insert into thread_follow (item_id, person_id, muted) select i.id, p.id, false from item i join audience a on a.item_id = i.id join circle c on c.id = a.circle_id join council k on k.id = c.council_id, person p
		  where k.slug = 'wscc' and i.root_id = i.id and p.name in ('Dana Whitfield', 'Priya Raman', 'Eve Novak') on conflict do nothing`,
		`insert into reach_growth (id, cause, name) values ('11111111-1111-4111-8111-111111111111', 'rule', 'Sam Porter')`,
		`insert into reach_notice (growth_id, person_id, items) select '11111111-1111-4111-8111-111111111111', id, 1 from person where name in ('Dana Whitfield', 'Ines Duarte')`,
		`insert into trouble (id, kind, owner_id, attempt, because, at, dropped) select n, 'take', p.id, 1, 'The disk was full', app.now(), case when n > 2 then app.now() end
		   from (values (1, 'Dana Whitfield'), (2, 'Ines Duarte'), (3, 'Dana Whitfield')) x (n, name) join person p on p.name = x.name`,
		`insert into chore_trouble (name, because) values ('seal', 'The disk was full')`,
		`insert into set_aside (item_id, organization_id, person_id, because)
		 select distinct on (a.item_id, t.organization_id) a.item_id, t.organization_id, t.person_id, 'Nothing of ours is meant'
		   from audience a join circle c on c.id = a.circle_id join appointment t on t.council_id = c.council_id and t.office = 'representative'
		  where a.answer_by is not null and t.since <= app.now() and (t.until is null or t.until > app.now()) on conflict do nothing`,
		`insert into idempotency (person_id, key, payload, location) select id, md5('key' || id::text)::uuid, '', '/' from person where name in ('Dana Whitfield', 'Ines Duarte')`,
	} {
		if _, err := d.Owner().Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	// The trigger would ask who hands it over.
	if _, err := d.Super().Exec(t.Context(), `set session_replication_role = replica;
		insert into succession (id, council_id, seat_id, organization_id, appointment_id, outgoing_id, person_id, since, asked_by)
		select gen_random_uuid(), a.council_id, a.seat_id, a.organization_id, a.id, a.person_id, n.id, app.now() + interval '14 days', d.id
		  from appointment a join council c on c.id = a.council_id, person n, person d
		 where c.slug = 'wscc' and a.office = 'representative' and a.person_id = (select id from person where name = 'Priya Raman') and n.name = 'Nora Quist' and d.name = 'Dana Whitfield';
		reset session_replication_role`); err != nil {
		t.Fatal(err)
	}
}

func TestWhoMayDoWhatInSQL(t *testing.T) {
	d := storytest.New(t)
	arrange(t, d)
	open, closed := tables(t, d)
	people := append([]story.Person{{Name: "The public"}}, story.Cast...)
	answers := make([][]rights, len(people))
	signed := signedIn(d, people)
	for n, who := range signed { // one by one: each tries to change every row, and two at once would wait for each other
		answers[n] = asked(t, d, who, open)
	}
	if t.Failed() {
		return
	}

	var text strings.Builder
	text.WriteString(`# Who may do what, in SQL
#
# Each table, and what each person of the story can do with the rows that the story put there, asked as the web's own role: how many
# she sees, how many of those that were tried she could have inserted just so, how many she changes or deletes. Who is not named can
# do nothing. Made by TestWhoMayDoWhatInSQL; after a change: go test ./internal/wall -run WhoMayDoWhat -update, and read the difference.

`)
	for n, table := range open {
		fmt.Fprintf(&text, "%s\n", table.name)
		var order []string
		named := map[string][]string{}
		for m, p := range people {
			said := answers[m][n].of(table)
			if said == "" {
				continue
			}
			if named[said] == nil {
				order = append(order, said)
			}
			first, _, _ := strings.Cut(p.Name, " ")
			if p.ID == uuid.Nil {
				first = "public"
			}
			named[said] = append(named[said], first)
		}
		for _, said := range order {
			who := strings.Join(named[said], ", ")
			switch n := len(named[said]); {
			case n == len(people):
				who = "everybody"
			case n > len(people)/2 && strings.HasPrefix(who, "public"):
				who = "everybody else"
			}
			fmt.Fprintf(&text, "  %-45s %s\n", said, who)
		}
		if len(order) == 0 {
			text.WriteString("  nobody\n")
		}
	}
	fmt.Fprintf(&text, "\nClosed to the web's role: %s\n", strings.Join(closed, ", "))
	golden(t, "who-may-do-what.txt", text.String())
}

// golden compares with the reviewed file, line by line.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) == got {
		return
	}
	before, after := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for _, line := range before {
		if !slices.Contains(after, line) {
			t.Errorf("- %s", line)
		}
	}
	for _, line := range after {
		if !slices.Contains(before, line) {
			t.Errorf("+ %s", line)
		}
	}
	t.Errorf("%s differs: if that is meant, run with -update and have the difference reviewed", path)
}

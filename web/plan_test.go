package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	world "example.org/concord/internal/bench"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest/scratch"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/web"
	"example.org/concord/web/page"
	"example.org/concord/web/webtest"
)

// grows are the tables that no page may read from end to end.
var grows = []string{"audience", "item", "item_version", "search_part", "sector_update", "item_sector", "item_state", "opened", "watermark", "held",
	"appointment", "seat", "person", "circle", "nesting", "audit", "river_job", "mail_preference", "admission", "admission_step", "directory_entry", "facility",
	"engagement", "partner_request", "incident_call"}

// TestNoPageReadsATableToItsEnd asks for every page on a database large enough that PostgreSQL cares, and has each query that was sent
// explained as the web's role, for whoever asked it.
func TestNoPageReadsATableToItsEnd(t *testing.T) {
	d := storytest.New(t)
	super, err := db.Open(t.Context(), d.URL(scratch.Super)+"&timezone=UTC&search_path=public,app", db.Options{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer super.Close()
	if err := world.People(t.Context(), super, world.Reduced); err != nil {
		t.Fatal(err)
	}
	if err := world.Grow(t.Context(), super, 0, 12_000); err != nil {
		t.Fatal(err)
	}
	if err := super.Write(t.Context(), db.Who{}, db.Once{},
		db.Also("many jobs", `insert into jobs.river_job (kind, queue, args, state, attempt, max_attempts, attempted_at, finalized_at)
			select 'mail', 'mail', jsonb_build_object('kind', 'item', 'person', $1::text), (case when n % 200 = 0 then 'discarded' else 'completed' end)::jobs.river_job_state, 1, 12, now(), now()
			  from generate_series(1, 12000) n`, story.Dana.ID),
		db.Also("many preferences", `insert into mail_preference (person_id, updates) select id, 'each' from person`)); err != nil {
		t.Fatal(err)
	}
	// Many cases came to an end in each council, and few are open.
	if _, err := d.Owner().Exec(t.Context(), `
		alter table admission disable trigger user; alter table admission_step disable trigger user;
		insert into admission (id, council_id, origin, organization_id, office, name, email, reason, by_id, closed)
		select gen_random_uuid(), a.council_id, 'request', a.organization_id, 'observer', 'Somebody', gen_random_uuid() || '@example.org', 'Why', a.person_id, case when n > 1 then now() end
		  from (select distinct on (council_id) council_id, organization_id, person_id from appointment) a cross join generate_series(1, 40) n limit 12000;
		insert into admission_step (admission_id, council_id, kind, by_id) select id, council_id, 'asked', by_id from admission where name = 'Somebody';
		alter table admission enable trigger user; alter table admission_step enable trigger user`); err != nil {
		t.Fatal(err)
	}
	// An organization of the bench runs three facilities, in one county or another.
	if _, err := d.Owner().Exec(t.Context(), `
		alter table facility disable trigger audited;
		insert into facility (organization_id, invented, name, sector, state, county, latitude, longitude)
		select o.id, true, o.name || ' ' || n, 'dams', y.state, y.fips, 40, -100 from organization o cross join generate_series(1, 3) n
		  join lateral (select fips, state from county where state = o.state order by md5(fips || o.id || n) limit 1) y on true where o.invented;
		alter table facility enable trigger audited`); err != nil {
		t.Fatal(err)
	}
	// Its region's field staff visit each organization three times, it asks them three things of which one waits, and many incidents were worked.
	if _, err := d.Owner().Exec(t.Context(), `
		alter table engagement disable trigger user; alter table partner_request disable trigger user; alter table incident_call disable trigger user; alter table incident disable trigger user;
		insert into engagement (id, office_id, organization_id, kind, state, day, purpose, label, keeper_id, author_id, author_name)
		select gen_random_uuid(), c.id, o.id, 'visit', case n when 1 then 'planned' else 'done' end, app.now()::date - 40 * n, 'Walk-through', 'TLP:AMBER', p.id, p.id, p.name
		  from organization o join jurisdiction j on j.code = o.state join council c on c.slug = 'region-' || j.region cross join generate_series(1, 3) n
		  join person p on p.name = case j.region when 8 then 'Paul Reyes' else 'Cora West' end where o.invented;
		insert into partner_request (id, office_id, organization_id, kind, wish, asked_by, asked_name, asked, due, owner_id, owner_name, answer, answered)
		select gen_random_uuid(), e.office_id, e.organization_id, 'contact', 'A talk', e.keeper_id, 'Somebody', e.day, e.day + 14, e.keeper_id, e.author_name,
		       case e.state when 'done' then 'Done' else '' end, case e.state when 'done' then now() end from engagement e;
		insert into incident (id, office_id, title, declared_by, since, until)
		select md5('incident' || n)::uuid, c.id, 'A flood', p.id, now() - interval '90 days', now() - interval '80 days' from council c, person p, generate_series(1, 100) n where c.slug = 'watch' and p.name = 'Walt Jensen';
		insert into incident_office (incident_id, office_id) select i.id, i.office_id from incident i where i.title = 'A flood';
		insert into incident_call (id, incident_id, organization_id, reached, by_id, by_name)
		select gen_random_uuid(), i.id, o.id, true, i.declared_by, 'Walt Jensen' from incident i cross join lateral (select o.id from organization o where o.invented order by md5(o.id::text || i.id) limit 120) o where i.title = 'A flood';
		alter table engagement enable trigger user; alter table partner_request enable trigger user; alter table incident_call enable trigger user; alter table incident enable trigger user`); err != nil {
		t.Fatal(err)
	}
	if err := db.Vacuum(t.Context(), d.URL(scratch.Super)); err != nil {
		t.Fatal(err)
	}

	s := webtest.With(t, d)
	planners := map[string]*db.DB{}
	for _, role := range []string{"concord_app", "concord_signin"} {
		// Pools of their own: what explains is no query of the product.
		if planners[role], err = db.Open(t.Context(), d.URL(role), db.Options{}); err != nil {
			t.Fatal(err)
		}
		defer planners[role].Close()
	}
	var partial []string
	if err := super.Read(t.Context(), db.Who{}, db.Many("partial", `select indexrelid::regclass::text from pg_index where indpred is not null`, &partial)); err != nil {
		t.Fatal(err)
	}
	looked := map[string]bool{}
	for _, p := range []story.Person{story.Dana, story.Grace, story.Sam, story.Paul, story.Walt} {
		visitor, who := s.As(p), d.As(p.ID)
		for _, line := range web.Routes() {
			if line.Method != http.MethodGet {
				continue
			}
			for _, r := range requests(t, line) {
				visitor.Get(r.path)
			}
		}
		visitor.Get("/search?q=water+outage&council=wscc")
		visitor.Get("/?show=unread")
		visitor.Get("/admin/rights/change?kind=gcc&office=adviser&right=update.post/council")
		visitor.Get("/?order=unread")
		for _, q := range []string{"q=an", "q=an&state=CO", "state=CO&office=chair", "region=8", "sector=water-and-wastewater", "council=wscc", "office=representative&after=" + page.Cursor("Dana", story.Dana.ID.String())} {
			visitor.Get("/directory/people?" + q)
		}
		visitor.Get("/directory?q=water&sector=dams&region=8")
		visitor.Get("/directory/facilities?sector=water-and-wastewater&county=08077&q=creek&contact=365")
		visitor.Get("/directory/network?council=wscc")
		visitor.Get("/directory/network?organization=lakeshore-water-and-power")
		for _, q := range d.Queries() {
			if key := p.Name + q.Name() + q.SQL(); !looked[key] {
				looked[key] = true
				explain(t, planners, partial, p.Name, who, q, len(looked))
			}
		}
	}
	if n := len(d.Queries()); n > db.MostStatements/2 {
		t.Errorf("the pages have %d statements, and a connection keeps %d", n, db.MostStatements)
	}
	if len(looked) < 100 {
		t.Errorf("only %d queries were looked at", len(looked))
	}
}

// node is a step of a plan, as EXPLAIN tells it.
type node struct {
	Type     string `json:"Node Type"`
	Relation string `json:"Relation Name"`
	Filter   string `json:"Filter"`
	Index    string `json:"Index Name"`
	Cond     string `json:"Index Cond"`
	Plans    []node `json:"Plans"`
}

// explain fails on a step that grows with the portal. As in the pages, a statement is planned without its arguments unless it is
// custom. The search's statements hand settings to each other, so they have some here.
func explain(t *testing.T, planners map[string]*db.DB, partial []string, name string, who db.Who, q db.Query, nth int) {
	t.Helper()
	var text string
	var unusable []bool
	explained := []db.Query{db.One("explain", "explain (format json) "+q.SQL(), &text, q.Args()...).Custom()}
	if !q.IsCustom() {
		name, nulls := fmt.Sprintf("explained_%d", nth), strings.TrimSuffix(strings.Repeat("null,", len(q.Args())), ",")
		if nulls != "" {
			nulls = "(" + nulls + ")"
		}
		var nothing []string
		explained = []db.Query{
			db.Many("prepare", "prepare "+name+" as "+q.SQL(), &nothing),
			db.One("explain", "explain (format json) execute "+name+nulls, &text),
		}
	}
	err := planners["concord_app"].Read(t.Context(), who, append([]db.Query{db.Many("settings", `
select set_config('app.circles', coalesce(string_agg(distinct '''#' || circle_id || '''', '|'), '''#'''), true) is null
    or set_config('app.hits', '{}', true) is null or set_config('app.search', 'index', true) is null
  from app.holding where capability = 'item.read'`, &unusable)}, explained...)...)
	if db.Code(err) == "42501" { // what only signing in may ask
		err = planners["concord_signin"].Read(t.Context(), who, explained...)
	}
	if err != nil {
		t.Errorf("%s: %v", q.Name(), err)
		return
	}
	var plans []struct{ Plan node }
	if err := json.Unmarshal([]byte(text), &plans); err != nil {
		t.Fatal(err)
	}
	found := faults(plans[0].Plan, partial, false)
	if strings.Contains(text, "hashed SubPlan") {
		found = append(found, "asks a hashed sub-plan, which is made anew for each query and never an index condition")
	}
	for _, f := range found {
		t.Errorf("%s, asked by %s: %s", q.Name(), name, f)
	}
}

// consuming are the steps that read all that is below them before they give a row, so that a limit above them bounds nothing.
var consuming = []string{"Sort", "Incremental Sort", "Aggregate", "Hash", "Hash Join", "WindowAgg", "SetOp", "Unique"}

// faults are the steps that read a table that grows from end to end: in its own order, or in an index's without a condition and without a limit,
// unless the index holds some rows alone.
func faults(n node, partial []string, limited bool) (all []string) {
	switch {
	case !slices.Contains(grows, n.Relation):
	case n.Type == "Seq Scan":
		all = append(all, fmt.Sprintf("reads the whole of %s (%s)", n.Relation, n.Filter))
	case strings.HasPrefix(n.Type, "Index") && n.Cond == "" && !limited && !slices.Contains(partial, n.Index):
		all = append(all, fmt.Sprintf("reads the whole of %s by an index (%s)", n.Relation, n.Filter))
	}
	limited = n.Type == "Limit" || limited && !slices.Contains(consuming, n.Type)
	for _, p := range n.Plans {
		all = append(all, faults(p, partial, limited)...)
	}
	return all
}

package web_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest/scratch"
	"example.org/concord/internal/story"
	"example.org/concord/web"
	"example.org/concord/web/webtest"
)

// cage is a table with the fields that canaries are put into, and the row's key.
type cage struct {
	table, key string
	fields     []string
	seen       string // what a person may see of it, where that is not simply what she can select: her rows by key
}

var cages = []cage{
	{table: "item", key: "id", fields: []string{"author_name", "author_organization", "withdrawn_because"}},
	{table: "item_version", key: "item_id || '/' || number", fields: []string{"title", "body", "html", "summary"}},
	{table: "sector_update", key: "item_id", fields: []string{"source", "source_marking"}},
	{table: "update_version", key: "item_id || '/' || number", fields: []string{"source", "source_marking"}},
	{table: "attachment", key: "id", fields: []string{"name"}},
	// Who keeps a roster appoints from the people of the organizations that hold its seats.
	{table: "person", key: "id", fields: []string{"name"}, seen: `select id::text from person
		union select a.person_id::text from seat s cross join lateral app.appointable(s.council_id, s.organization_id, '') a`},
	{table: "facility", key: "id", fields: []string{"name", "kind", "city", "address"}},
	{table: "saved_search", key: "id", fields: []string{"name"}},
	{table: "merger", key: "id", fields: []string{"because"}},
	{table: "charter", key: "council_id", fields: []string{"records_terms", "clients", "green_means", "next_meeting"}},
	{table: "seat", key: "id", fields: []string{"appointed_by"}},
	{table: "appointment", key: "id", fields: []string{"ended_because"}},
	{table: "hand_over", key: "id", fields: []string{"document", "told_by"}},
	// Officers are asked about a change of their council, and its record says why staff proposed it.
	{table: "proposal", key: "id", fields: []string{"because"}, seen: `select id::text from proposal union select id::text from app.question`},
	{table: "break_glass", key: "id", fields: []string{"because"}},
	{table: "admission", key: "id", fields: []string{"name", "email", "phone", "supervisor", "supervisor_contact", "reason"}, seen: `select id::text from admission union select id::text from app.my_admission`},
	{table: "admission_step", key: "id", fields: []string{"by_name", "because"}, seen: `select id::text from admission_step union select id::text from app.my_admission_step`},
	{table: "contact", key: "id", fields: []string{"value"}, seen: `select id::text from app.my_contact`},
	{table: "reveal_stop", key: "id", fields: []string{"because"}},
	{table: "reveal", key: "id", fields: []string{"reason", "by_name"}},
	{table: "draft", key: "id", fields: []string{"fields"}},
	{table: "agreement", key: "id", fields: []string{"with_whom", "covers"}},
	{table: "engagement", key: "id", fields: []string{"with_whom", "purpose", "offers", "notes"}},
	{table: "engagement_version", key: "engagement_id || '/' || number", fields: []string{"name"}},
	{table: "partner_request", key: "id", fields: []string{"wish"}},
	{table: "inspection", key: "id", fields: []string{"facility", "findings"}},
	{table: "inspection_finding", key: "id", fields: []string{"text"}},
	{table: "incident", key: "id", fields: []string{"title", "outcome"}},
	{table: "incident_call", key: "id", fields: []string{"whom", "result"}},
	{table: "signin.account", key: "person_id", fields: []string{"email"}, seen: `select person_id::text from app.my_account union all select person_id::text from app.enrollment`},
	{table: "signin.factor", key: "id", fields: []string{"name"}, seen: `select id::text from app.my_factor`},
	{table: "signin.identity", key: "id", fields: []string{"name"}, seen: `select id::text from app.my_identity`},
	{table: "signin.invitation", key: "id", fields: []string{"email"}, seen: `select i.person_id::text from app.enrollment i where false`},
}

// inWords is what the database says in words to whom it concerns, with names of people whom they may not look up: who proposed and confirmed what
// officers are asked about, who ended an office and whom to ask about that.
var inWords = []string{
	`select concat_ws(' ', person, organization, document, told_by, proposed_by, confirmed_by, answered_by, objection) from app.question`,
	`select concat_ws(' ', by_name, because, ask) from app.ended_offices()`,
}

var canary = regexp.MustCompile(`zq[0-9a-f]{12}`)

// release puts a canary into each field of each row and notes which row it sits in.
func release(t *testing.T, s *webtest.Site) (rows map[string]string) {
	t.Helper()
	rows = map[string]string{}
	for _, c := range cages {
		for _, field := range c.fields {
			token := fmt.Sprintf(`'zq' || substr(md5('%s.%s.' || (%s)), 1, 12)`, c.table, field, c.key)
			value := fmt.Sprintf(`case when %[1]s = '' then '' else rtrim(left(%[1]s, 20)) || ' ' end || %[2]s`, field, token)
			where := "true"
			switch field {
			case "withdrawn_because":
				where = "withdrawn is not null"
			case "html":
				value = `html || '<p>' || ` + token + ` || '</p>'`
			case "fields":
				value = `fields || jsonb_build_object('title', ` + token + `, 'body', ` + token + `)`
			case "email":
				value = token + ` || '@example.org'`
			}
			answer, err := s.Database.Owner().Query(t.Context(), fmt.Sprintf(`update %s set %s = %s where %s returning %s, (%s)::text`, c.table, field, value, where, token, c.key))
			if err != nil {
				t.Fatal(c.table, field, err)
			}
			for answer.Next() {
				var token, key string
				if err := answer.Scan(&token, &key); err != nil {
					t.Fatal(err)
				}
				rows[token] = c.table + " " + key
			}
			if err := answer.Err(); err != nil {
				t.Fatal(c.table, field, err)
			}
		}
	}
	// A search finds what the texts now say.
	if _, err := s.Database.Owner().Exec(t.Context(), `update search_part p set vector = p.vector || to_tsvector('english', v.title || ' ' || v.body)
		from item_version v join item i on i.id = v.item_id and i.current = v.number where v.item_id = p.item_id`); err != nil {
		t.Fatal(err)
	}
	return rows
}

// allowed are the rows that the person may see, asked of the database as the person.
func allowed(t *testing.T, s *webtest.Site, p story.Person, rows map[string]string) map[string]bool {
	t.Helper()
	var who db.Who
	if p.ID != [16]byte{} {
		who = s.Database.As(p.ID)
	}
	all := map[string]bool{}
	for _, c := range cages {
		question := c.seen
		if question == "" {
			question = fmt.Sprintf(`select (%s)::text from %s`, c.key, c.table)
		}
		var keys []string
		if err := s.Database.App().Read(t.Context(), who, db.Many("allowed", question, &keys)); err != nil {
			t.Fatal(err)
		}
		for _, key := range keys {
			all[c.table+" "+key] = true
		}
	}
	for _, question := range inWords {
		var words []string
		if err := s.Database.App().Read(t.Context(), who, db.Many("told", question, &words)); err != nil {
			t.Fatal(err)
		}
		for _, token := range canary.FindAllString(fmt.Sprint(words), -1) {
			all[rows[token]] = true
		}
	}
	return all
}

func TestNoAnswerHoldsWhatItsReaderMayNotSee(t *testing.T) {
	s := webtest.New(t)
	furnish(t, s)
	rows := release(t, s)
	if err := db.Vacuum(t.Context(), s.Database.URL(scratch.Super)); err != nil {
		t.Fatal(err)
	}
	var pages []string
	for _, line := range web.Routes() {
		if line.Method == http.MethodGet {
			for _, r := range requests(t, line) {
				pages = append(pages, r.path)
			}
		}
	}
	for _, sql := range []string{`select '/updates/' || id from item`, `select distinct '/councils/' || c.slug || tab from appointment a join council c on c.id = a.council_id, (values (''), ('/roster'), ('/about')) x (tab)`,
		`select '/directory/people/' || id from person where invented`, `select '/directory/organizations/' || slug from organization where invented`,
		`select '/directory/facilities/' || id from facility`} {
		var more []string
		if err := s.Database.Loader().Read(t.Context(), db.Who{}, db.Many("pages", sql, &more)); err != nil {
			t.Fatal(err)
		}
		pages = append(pages, more...)
	}
	pages = append(pages, "/search?q=water", "/search?q=chlorine+or+load+or+the+pump", "/directory/people?q=e", "/directory/facilities?q=e", "/directory/facilities?state=CO&view=cards", "/map?show=facilities", "/map/states/VA", "/map/regions/3", "/directory/network?council=wscc", "/directory/people?council=wscc", "/directory?q=water", "/?unread=1", "/councils?q=water")
	slices.Sort(pages)
	pages = slices.Compact(pages)

	seen := map[string]bool{}
	for _, p := range []story.Person{{Name: "The public"}, story.Dana, story.Hugo, story.Ines, story.Grace, story.Tomas, story.Paul, story.Vera, story.Sam, story.Nora, story.Eve} {
		visitor, may := entered(t, s, p), allowed(t, s, p, rows)
		for _, path := range pages {
			r := visitor.Get(path)
			if r.Status >= 500 {
				t.Errorf("%s, %s: %d\n%s", p.Name, path, r.Status, s.Log)
			}
			for _, token := range canary.FindAllString(r.Body+fmt.Sprint(r.Header), -1) {
				seen[rows[token]] = true
				if !may[rows[token]] {
					t.Errorf("%s, %s: holds something of %s", p.Name, path, rows[token])
					may[rows[token]] = true // saying it once is enough
				}
			}
		}
		// What is hidden cannot be searched for by its own words either.
		tried := 0
		for _, token := range slices.Sorted(maps.Keys(rows)) {
			if may[rows[token]] || tried == 25 || len(rows[token]) < 12 || rows[token][:12] != "item_version" {
				continue
			}
			tried++
			r := visitor.Get("/search?q=" + url.QueryEscape(token))
			for _, found := range canary.FindAllString(r.Body, -1) {
				if found != token && !may[rows[found]] {
					t.Errorf("%s finds %s by a word in it", p.Name, rows[found])
				}
			}
		}
	}
	if len(seen) < 200 {
		t.Errorf("only %d rows were seen at all: do the pages show anything?", len(seen))
	}
}

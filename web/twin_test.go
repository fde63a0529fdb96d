package web_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/story"
	"example.org/concord/web"
	"example.org/concord/web/webtest"
)

// said is something that happens in the second world where the people of the test are not, and so must not notice it.
const said = `
with a as (
  select t.id, t.person_id, t.council_id from appointment t join council c on c.id = t.council_id where c.slug = $2 and t.office = $3 and t.until is null order by t.id limit 1
), i as (
  insert into item (id, kind, root_id, label, root_label, source_council_id, author_id, appointment_id)
  select $1, case when $4::uuid is null then 'update' else 'reply' end, coalesce($4, $1), $5, coalesce((select label from item where id = $4), $5), council_id, person_id, id from a
), d as (
  insert into sector_update (item_id, genre, answer_by) select $1, 'request', current_date + 3 where $4::uuid is null
), s as (
  insert into item_sector (item_id, sector) select $1, 'water-and-wastewater' where $4::uuid is null
), f as (
  insert into attachment (id, item_id, author_id, name, media_type, bytes, blob) select gen_random_uuid(), $1, person_id, 'hidden.txt', 'text/plain', 1, repeat('0', 64) from a
), u as (
  insert into audience (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label)
  select $1, c.id, c.kind, c.council_id, coalesce($4, $1), coalesce((select circle_id from audience where item_id = $4 order by circle_id <> c.id limit 1), c.id), a.person_id, $5
    from a join circle c on c.council_id = a.council_id
   where case when $5 = 'TLP:RED' then c.person_id = a.person_id else c.kind = 'council' end
)
insert into item_version (item_id, number, title, body, html, summary, author_id)
select $1, 1, 'Water pressure, chlorine and the load', 'Water, chlorine, pump, load', '<p>Water</p>', 'Water', person_id from a`

// content happens in councils: words, marks and drafts. Nobody of the region, the watch or the administration may notice.
func content(t *testing.T, s *webtest.Site) {
	t.Helper()
	exec := arrange(t, s)
	exec(said, uuid.New(), "wscc", "representative", nil, "TLP:AMBER")
	exec(said, uuid.New(), "wscc", "chair", nil, "TLP:RED")
	exec(said, uuid.New(), "hph-scc", "representative", nil, "TLP:AMBER")
	exec(said, uuid.New(), "water-gcc", "representative", nil, "TLP:AMBER")
	exec(said, uuid.New(), "wscc", "representative", story.Item("chlorine-lead-times"), "TLP:AMBER")
	// An answer among the council's own, to something that the whole community reads.
	exec(`with a as (select * from appointment where id = $2)
		insert into item (id, kind, root_id, label, root_label, source_council_id, author_id, appointment_id)
		select $1, 'reply', $3, 'TLP:AMBER', 'TLP:GREEN', council_id, person_id, id from a`, hiddenReply, story.Dana.Appointment("wscc", "representative"), story.Item("hypo-strength"))
	exec(`insert into audience (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label)
		select $1, c.id, c.kind, c.council_id, $2, c.id, $3, 'TLP:AMBER' from circle c join council k on k.id = c.council_id where k.slug = 'wscc' and c.kind = 'council'`,
		hiddenReply, story.Item("hypo-strength"), story.Dana.ID)
	exec(`insert into item_version (item_id, number, title, body, html, summary, author_id) values ($1, 1, '', 'Among ourselves: water', '<p>Among ourselves</p>', 'Among', $2)`, hiddenReply, story.Dana.ID)
	exec(`insert into item_version (item_id, number, title, body, html, summary, author_id) select $1, 2, 'Another title', 'water', '', '', $2`, story.Item("phone-pretext"), story.Dana.ID)
	exec(`update item set withdrawn = now(), withdrawn_by = 'Priya Raman', withdrawn_because = 'Over' where id = $1`, story.Item("chlorine-lead-times"))
	exec(`insert into draft (id, author_id, about, fields) values (gen_random_uuid(), $1, 'update', '{"title": "Water"}')`, story.Dana.ID)
	exec(`insert into opened (person_id, item_id) select $1, id from item where source_council_id = (select id from council where slug = 'wscc') on conflict do nothing`, story.Lena.ID)
	exec(`delete from watermark where person_id = $1`, story.Maya.ID)
	exec(`insert into contact (id, person_id, kind, value, for_peers) select gen_random_uuid(), id, 'direct', '303-555-0199', true from person where name in ('Priya Raman', 'Samir Patel')`)
	exec(`update contact set value = '303-555-0198', label = 'Changed' where person_id = $1 and kind = 'after-hours' and not for_members`, story.Ben.ID)
	exec(`insert into reveal (act, contact_id, person_id, kind, label, by_id, by_name, by_office, by_organization, via, reason)
		select gen_random_uuid(), id, person_id, kind, label, $1, 'Lena Ortiz', '', '', 'page', 'Water' from contact where person_id = $2 and kind = 'email'`, story.Lena.ID, story.Priya.ID)
	exec(`insert into admission (id, council_id, origin, organization_id, office, name, email, reason, by_id)
		select gen_random_uuid(), c.id, 'nomination', o.id, 'observer', 'Water Applicant', 'water@example.org', 'Water', $1 from council c, organization o
		 where c.slug in ('wscc', 'hph-scc') and o.slug = 'three-forks-water-system'`, story.Priya.ID)
}

var hiddenReply = uuid.NewSHA1(uuid.NameSpaceURL, []byte("a reply among ourselves"))

// water and health are councils whose members change in the second world. How many people stand in a circle is told to whoever reads
// something addressed to it, so that somebody of the water community is asked about the other one.
func water(t *testing.T, s *webtest.Site) { membership(t, s, "wscc", story.Hugo, story.Omar) }
func health(t *testing.T, s *webtest.Site) {
	membership(t, s, "hph-scc", story.Named("judith"), story.Named("samir"))
}

// facilities come, change, close and are merged in a region, and its advisor keeps a search. Neither competitors nor other regions may notice.
func facilities(t *testing.T, s *webtest.Site) {
	t.Helper()
	exec := arrange(t, s)
	exec(`insert into facility (organization_id, invented, name, kind, sector, state, county, latitude, longitude)
		select id, true, 'Creek Water Plant', 'Plant', 'water-and-wastewater', 'CO', '08077', 39.1, -108.5 from organization where slug in ('blue-mesa-water-authority', 'copper-creek-water-district')`)
	exec(`update facility set name = 'Water Creek' where id = $1`, story.Facility("Kannah Creek Intake"))
	exec(`update facility set until = now() where id = $1`, story.Facility("Orchard Mesa Reservoir"))
	exec(`insert into saved_search (id, person_id, name, kind, query) values (gen_random_uuid(), $1, 'Creeks', 'facilities', 'q=creek')`, story.Paul.ID)
	exec(`insert into merger (id, kind, kept_id, gone_id, office_id, because, by_id, taken, was) select gen_random_uuid(), 'facility', id, $2, office_id, 'Water', $3, '{name}', '{}' from facility where id = $1`,
		story.Facility("Kannah Creek Intake"), story.Facility("Orchard Mesa Reservoir"), story.Paul.ID)
	exec(`insert into told_apart (kind, one_id, other_id, by_id) values ('facility', least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), $3)`,
		story.Facility("Kannah Creek Intake"), story.Facility("Redlands Operations Center"), story.Paul.ID)
}

// membership changes too: who sits in the council, what its charter says, who is suspended there.
func membership(t *testing.T, s *webtest.Site, council string, leaves, suspended story.Person) {
	t.Helper()
	content(t, s)
	exec := arrange(t, s)
	exec(`insert into appointment (person_id, council_id, office, organization_id, invented)
		select p.id, c.id, 'observer', p.organization_id, true from person p, council c where p.name = 'Dieter Voss' and c.slug = $1`, council)
	exec(`insert into seat (council_id, organization_id) select c.id, o.id from council c, organization o where c.slug = $1 and o.slug = 'river-city-dispatch'`, council)
	exec(`update appointment set until = now(), ended_because = 'She left' from council c where c.id = council_id and person_id = $1 and c.slug = $2`, leaves.ID, council)
	exec(`update charter set clients = 'Nobody', next_meeting = 'Never' from council c where c.id = council_id and c.slug = $1`, council)
	exec(`update person set suspended = now() where id = $1`, suspended.ID)
	exec(`insert into hand_over (council_id, person_id, organization_id, office, chosen_on, document, told_by)
		select c.id, p.id, p.organization_id, 'vice-chair', '2026-01-01', 'Minutes', 'Lena' from council c, person p where c.slug = $2 and p.id = $1`, story.Priya.ID, council)
	exec(`insert into person (name, organization_id, invented) select 'Water Newcomer', id, true from organization where slug = 'blue-mesa-water-authority'`)
}

// kept is what a region keeps about one owner, what that one asks and what it agreed: for the region and the owner, and for nobody else.
func kept(t *testing.T, s *webtest.Site) {
	t.Helper()
	exec := arrange(t, s)
	exec(`insert into engagement (id, office_id, organization_id, kind, state, day, purpose, notes, label, author_id)
		select gen_random_uuid(), c.id, o.id, 'visit', 'done', current_date - 3, 'Water at the gate', 'Hidden', 'TLP:AMBER', $1 from council c, organization o
		 where c.slug = 'region-8' and o.slug = 'blue-mesa-water-authority'`, story.Paul.ID)
	exec(`update engagement set purpose = 'Another', state = 'cancelled', next_step = 'Come again', next_day = current_date where id = $1`, story.Engagement("blue-assessment"))
	exec(`insert into engagement_version (engagement_id, number, name, at, was) values ($1, 1, 'Paul Reyes', now(), '{"purpose": "Before"}')`, story.Engagement("east-plant"))
	exec(`insert into partner_request (id, organization_id, kind, wish, asked_by) select gen_random_uuid(), id, 'help', 'Water in the pump house', $1 from organization where slug = 'blue-mesa-water-authority'`, story.Omar.ID)
	exec(`update partner_request set answer = 'We come', answered = now(), answered_name = 'Paul Reyes' where id = $1`, story.Request("chlorine-building"))
	exec(`insert into agreement (id, organization_id, with_whom, kind, covers, since, shown_to, recorded_by)
		select gen_random_uuid(), o.id, w.name, 'mutual_aid', 'Water by truck', '2025-01-01', w.shown, $1 from organization o, (values ('Silver Ridge Gas', 'advisors'), ('Nobody on record', 'parties')) w (name, shown)
		 where o.slug = 'blue-mesa-water-authority'`, story.Omar.ID)
	exec(`update agreement set covers = 'Hidden', until = current_date where id = $1`, story.Agreement("dispatch"))
	exec(`insert into territory_hand_over (id, office_id, from_id, to_id, by_id) select gen_random_uuid(), id, $1, $2, $2 from council where slug = 'region-8'`, story.Paul.ID, story.Rosa.ID)
}

func arrange(t *testing.T, s *webtest.Site) func(string, ...any) {
	return func(sql string, args ...any) {
		t.Helper()
		tag, err := s.Database.Owner().Exec(t.Context(), sql, args...)
		if err != nil {
			t.Fatalf("%v\n%s", err, sql)
		}
		if tag.RowsAffected() == 0 {
			t.Fatalf("changed nothing: %s", sql)
		}
	}
}

// Each form has a key of its own, each visit its times and its identifiers: these differ between any two answers.
var fleeting = []*regexp.Regexp{
	regexp.MustCompile(`name="once" value="[^"]*"`), regexp.MustCompile(`data-expires="[^"]*"`),
	regexp.MustCompile(`/account/sign-ins/[0-9a-f-]{36}`), regexp.MustCompile(`/drafts/[0-9a-f-]{36}`), regexp.MustCompile(`name="(draft|window)" value="[^"]*"`),
	regexp.MustCompile(`(datetime|title)="[^"]*\d:\d\d[^"]*"`), regexp.MustCompile(`\d+ (s|min|sec|second|minute)s? ago|just now|a moment ago|a minute ago`),
}

// told is an answer without the headers that differ between any two.
func told(r webtest.Response) string {
	var header []string
	for name, values := range r.Header {
		switch name {
		case "X-Request-Id", "Set-Cookie", "Date":
		case "X-Session-Expires": // data-expires of the page: a second lies between the two sign-ins now and then
			header = append(header, name)
		default:
			header = append(header, fmt.Sprint(name, values))
		}
	}
	slices.Sort(header)
	return fmt.Sprint(r.Status, header, r.Body)
}

func settled(text string) string {
	for _, f := range fleeting {
		text = f.ReplaceAllString(text, "~")
	}
	return text
}

// alike compares two answers tag by tag, since only what differs has to be settled. Nothing fleeting stands across two tags.
func alike(a, b string) bool {
	tags, others := strings.Split(a, "<"), strings.Split(b, "<")
	if len(tags) != len(others) {
		return false
	}
	for n := range tags {
		if tags[n] != others[n] && settled(tags[n]) != settled(others[n]) {
			return false
		}
	}
	return true
}

func TestTwinWorldsAnswerAlike(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(*testing.T, *webtest.Site)
		people []story.Person
	}{
		{"what councils say", content, []story.Person{story.Paul, story.Walt, story.Sam}},
		{"what a region keeps about an owner", kept, []story.Person{story.Cora, story.Priya, story.Sam, story.Vera}},
		{"who sits in the Water SCC", water, []story.Person{{Name: "the public"}, story.Ines, story.Eve, story.Nora}},
		{"who sits in the Health SCC", health, []story.Person{story.Tomas}},
		{"what runs in Colorado", facilities, []story.Person{story.Priya, story.Ines, story.Cora, story.Sam}},
	} {
		t.Run(c.what, func(t *testing.T) {
			one, other := webtest.New(t), webtest.New(t)
			furnish(t, one)
			furnish(t, other)
			c.change(t, other)
			var pages []string
			for _, line := range web.Routes() {
				if line.Method == http.MethodGet {
					for _, r := range requests(t, line) {
						pages = append(pages, r.path)
					}
				}
			}
			pages = append(pages, "/search?q=water", "/search?q=chlorine+or+pump+or+load", "/search?q=water&council=wscc", "/directory?q=water", "/directory/people?q=e", "/directory/people?council=wscc",
				"/updates/"+story.Item("hypo-strength").String(), "/updates/"+story.Item("hypo-strength").String()+"/readers", "/updates/"+hiddenReply.String(),
				"/updates/"+story.Item("phone-pretext").String()+"/versions", "/directory/organizations/river-city-dispatch", "/directory/people/"+story.Hugo.ID.String(),
				"/sectors/water-and-wastewater", "/councils/hph-scc", "/?unread=1", "/councils?q=water", "/directory/facilities?q=creek", "/directory/facilities?state=CO&county=08077", "/map?show=facilities", "/map/regions/8",
				"/directory/people?region=8", "/directory?region=8&q=wter")
			for _, p := range c.people {
				here, there := entered(t, one, p), entered(t, other, p)
				for _, path := range pages {
					a, b := told(here.Get(path)), told(there.Get(path))
					if !alike(a, b) { // the minute may have turned between the two
						a, b = told(here.Get(path)), told(there.Get(path))
					}
					if !alike(a, b) {
						t.Errorf("%s, %s: %s", p.Name, path, difference(settled(a), settled(b)))
					}
				}
			}
		})
	}
}

// difference shows where two answers part.
func difference(a, b string) string {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	around := func(s string) string {
		return strings.Join(strings.Fields(s[max(0, n-120):min(len(s), n+160)]), " ")
	}
	return "\n…" + around(a) + "…\n…" + around(b) + "…"
}

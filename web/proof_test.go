package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/web"
	"example.org/concord/web/webtest"
)

// The proofs below walk every route of the portal. One that has no sample here makes them fail: whoever adds a route says for
// which objects it is to be asked, and with what form.

// object is a value for a parameter of a path, with what it is to the reader of who-may-do-what.txt.
type object struct{ is, value string }

var (
	missing = uuid.NewSHA1(uuid.NameSpaceURL, []byte("nobody made this")).String()

	itemsAsked = []object{
		{"Water SCC's", story.Item("chlorine-lead-times").String()}, {"Electricity council's", story.Item("load-forecast").String()},
		{"RED, for three", story.Item("named-insider").String()}, {"withdrawn", story.Item("boil-water-rumor").String()}, {"missing", missing},
	}
	councilsAsked = []object{
		{"Water SCC", "wscc"}, {"Electricity council", "escc"}, {"Water joint room", "wscc-water-gcc-joint"}, {"Water community", "water-and-wastewater-community"},
		{"missing", "no-such-council"},
	}
	draftsAsked = []object{{"Dana's", draftOf(story.Dana)}, {"Ines's", draftOf(story.Ines)}, {"missing", missing}}
)

func draftOf(p story.Person) string { return uuid.NewSHA1(p.ID, []byte("draft")).String() }

func fileOf(item string) string { return uuid.NewSHA1(uuid.MustParse(item), []byte("file")).String() }

// parameters are the objects for which each parameter of a path is asked; those of the first one in a path are all asked, of a
// second one those that go with it.
var parameters = map[string][]object{
	"admission": {{"Water SCC's, to validate", story.Admission("gil").String()}, {"Water SCC's, to sponsor", story.Admission("odile").String()},
		{"Electricity council's", story.Admission("petra").String()}, {"missing", missing}},
	"update": itemsAsked, "council": councilsAsked, "draft": draftsAsked,
	"sector": {{"", "water-and-wastewater"}}, "region": {{"", "8"}}, "organization": {{"", "blue-mesa-water-authority"}},
	"person": {{"Dana", story.Dana.ID.String()}, {"Tomas", story.Tomas.ID.String()}, {"missing", missing}},
	"signin": {{"missing", missing}}, "factor": {{"missing", missing}}, "identity": {{"missing", missing}}, "token": {{"wrong", "bm90LWEtdG9rZW4"}}, "judgment": {{"missing", missing}}, "reset": {{"missing", missing}},
	"administrator": {{"missing", missing}},
	"access":        {{"to the Electricity council", story.Emergency.String()}, {"missing", missing}},
	"lead":          {{"missing", missing}}, "edition": {{"", "nsm22-2024"}}, "step": {{"", "plan"}},
	"growth":   {{"Dana's", grew}, {"missing", missing}},
	"proposal": {{"Kim's", story.Proposal.String()}, {"missing", missing}},
	"mail":     {{"missing", "0"}}, "counterpart": {{"", "water-gcc"}}, "umbrella": {{"", "cipac"}}, "program": {{"", "trial"}}, "kind": {{"", "scc"}},
	"seat": {{"", story.Seat("wscc", "tidewater-utilities-cooperative").String()}}, "appointment": {{"", story.Priya.Appointment("wscc", "representative").String()}},
	"what":   {{"", "organization"}, {"", "facility"}, {"", "person"}, {"missing", "council"}},
	"merger": {{"of facilities of Region 8", story.Merger.String()}, {"missing", missing}}, "apart": {{"facilities of Region 8", story.Apart.String()}, {"missing", missing}},
	"work": {{"missing", "0"}}, "records": {{"", "organizations"}, {"missing", "councils"}},
	"intake": {{"Sam's", story.Intake.String()}, {"missing", missing}},
	"rule":   {{"", story.Rule.String()}}, "selection": {{"", story.Selection("tidewater-utilities-cooperative").String()}}, "file": {{"", missing}}, "head": {{"missing", "0"}},
	"facility": {{"Blue Mesa's", story.Facility("Kannah Creek Intake").String()}, {"Tidewater's", story.Facility("Toano Well Field").String()}, {"missing", missing}},
	"search":   {{"missing", missing}}, "state": {{"", "CO"}},
	"contact": {{"Dana's, for peers", story.Contact(story.Dana.Name, "after-hours").String()}, {"Ben's, for members", story.Contact(story.Ben.Name, "office").String()},
		{"Blue Mesa's desk", story.Contact("blue-mesa-water-authority", "after-hours").String()}, {"missing", missing}},
	"agreement":  {{"Blue Mesa's with Copper Creek", story.Agreement("pumps").String()}, {"Saltmarsh's with Tidewater", story.Agreement("silence").String()}, {"missing", missing}},
	"engagement": {{"Region 8's with Blue Mesa", story.Engagement("east-plant").String()}, {"Region 3's with Tidewater", story.Engagement("tidewater-visit").String()}, {"missing", missing}},
	"request":    {{"Blue Mesa's", story.Request("chlorine-building").String()}, {"Tidewater's", story.Request("tidewater-talk").String()}, {"missing", missing}},
	"stop":       {{"in Region 8", halted}},
	"incident":   {{"in Blue Mesa's county", flood}, {"in Region 8", story.Incident("missouri-flood").String()}, {"over, in Region 3", story.Incident("york-surge").String()}, {"missing", missing}},
	"territory":  {{"", story.Territory(story.Paul, "UT").String()}}, "body": {{"", story.Body("CO", "fusion").String()}}, "handover": {{"", missing}}, "notice": {{"", missing}}, "inspection": {{"", missing}},
}

// belonging is the second parameter's value where it depends on the first.
func belonging(first object, name string) (string, bool) {
	switch name {
	case "person":
		return story.Paul.ID.String(), first.value == "8" // whose territory it is
	case "one", "other":
		twice, ok := map[string]story.Double{"organization": story.TwiceOrganization, "facility": story.TwiceFacility, "person": story.TwicePerson}[first.value]
		switch {
		case !ok:
			return missing, true
		case name == "one":
			return twice.ID.String(), true
		}
		return twice.Of.String(), true
	case "file":
		return fileOf(first.value), true
	case "proposal":
		return questioned, true
	case "seat":
		seats := map[string]uuid.UUID{"escc": story.Seat("escc", "prairie-grid-cooperative")}
		s, ok := seats[first.value]
		return s.String(), ok
	case "appointment":
		terms := map[string]uuid.UUID{"escc": story.Ines.Appointment("escc", "representative")}
		a, ok := terms[first.value]
		return a.String(), ok
	}
	return "", false
}

var parameter = regexp.MustCompile(`\{([a-z]+)\}`)

// request is one line of the router with an object in it.
type request struct {
	method, path, of string
	line             web.Line
	form             url.Values
}

// requests are what a line of the router is asked.
func requests(t *testing.T, line web.Line) (all []request) {
	t.Helper()
	names := parameter.FindAllStringSubmatch(line.Path, -1)
	form, ok := forms[line.Path]
	if line.Method == http.MethodPost && !ok {
		t.Errorf("%s %s has no sample form", line.Method, line.Path)
	}
	if len(names) == 0 {
		return []request{{line.Method, line.Path, "", line, form}}
	}
	first := names[0][1]
	objects := parameters[first]
	if len(objects) == 0 {
		t.Errorf("%s %s has no sample for {%s}", line.Method, line.Path, first)
	}
	for n, o := range objects {
		if strings.HasPrefix(line.Path, "/admin/") && n > 0 {
			break // staff edit every council and person alike; the first shows who is staff
		}
		path := strings.Replace(line.Path, names[0][0], o.value, 1)
		for _, other := range names[1:] {
			value, depends := belonging(o, other[1])
			if !depends {
				if len(parameters[other[1]]) == 0 {
					t.Errorf("%s %s has no sample for {%s}", line.Method, line.Path, other[1])
					continue
				}
				value = parameters[other[1]][0].value
			}
			path = strings.Replace(path, other[0], value, 1)
		}
		all = append(all, request{line.Method, path, o.is, line, form})
	}
	return all
}

func dryRun() error {
	return fault.Conflict{Message: "A rehearsal: all of it was accepted, and none of it was done."}
}

func init() { db.Constraint("rehearsal", dryRun()) }

// rehearse lets every change be made and undone at its end, so that thousands of forms can be sent to one database. What would have
// been done answers 409. What only leaves a mark of reading, and what belongs to signing in, goes through.
func rehearse(t *testing.T, s *webtest.Site) {
	t.Helper()
	if _, err := s.Database.Owner().Exec(t.Context(), `
		create function app.rehearsal() returns trigger language plpgsql as $$
		begin raise exception 'a rehearsal' using errcode = 'check_violation', constraint = 'rehearsal'; end $$;
		do $$ declare t regclass; begin
		  for t in select c.oid from pg_class c where c.relkind = 'r' and (c.relnamespace = 'public'::regnamespace
		      and c.relname not in ('opened', 'read_record', 'idempotency', 'audit', 'unsealed', 'outbox', 'held') or c.oid in ('signin.invitation'::regclass, 'signin.factor_reset'::regclass)) loop
		    execute format('create constraint trigger rehearsal after insert or update or delete on %s deferrable initially deferred
		      for each row when (current_setting(''role'') <> ''concord_owner'') execute function app.rehearsal()', t);
		  end loop;
		end $$`); err != nil {
		t.Fatal(err)
	}
}

// grew is a change by which the chairs of the Electricity council came to read what Dana posted in the Water SCC.
var grew = uuid.NewSHA1(uuid.NameSpaceURL, []byte("grew")).String()

// flood is an incident in the county of Blue Mesa, for which Walt opened a contact of its people.
var flood = uuid.NewSHA1(uuid.NameSpaceURL, []byte("flood")).String()

// questioned is a hand-over of the Water SCC that two members of staff proposed and its officers have not answered.
var questioned = uuid.NewSHA1(uuid.NameSpaceURL, []byte("questioned")).String()

// halted is the stop of somebody in Region 8 whose openings looked like collecting.
var halted = uuid.NewSHA1(uuid.NameSpaceURL, []byte("halted")).String()

// furnish puts in what the story has none of: files, and drafts with all that a review needs.
func furnish(t *testing.T, s *webtest.Site) {
	t.Helper()
	for _, o := range itemsAsked {
		if o.is == "missing" {
			continue
		}
		stored, err := s.Blobs.Put(t.Context(), strings.NewReader("the file of "+o.is), 1000)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Database.Owner().Exec(t.Context(), `insert into attachment (id, item_id, author_id, name, media_type, bytes, blob)
			select $1, id, author_id, 'a.txt', 'text/plain', $3, $4 from item where id = $2`, fileOf(o.value), o.value, stored.Size, stored.Key); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Database.Owner().Exec(t.Context(), `insert into jobs.river_job (kind, queue, args, state, attempt, errors, attempted_at, finalized_at)
		select 'mail', 'mail', jsonb_build_object('kind', 'item', 'object', i.id, 'person', i.author_id, 'council', i.source_council_id), 'discarded', 12,
		       array[jsonb_build_object('error', 'the line dropped')], now(), now() from item i`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Database.Owner().Exec(t.Context(), `insert into regulatory_program (slug, name, authority, since) values ('trial', 'Trial program', 'A law to come', '2100-01-01')`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Database.Owner().Exec(t.Context(), `insert into signin.identity (id, person_id, issuer, subject, name)
		select md5('identity' || person_id::text)::uuid, person_id, 'https://login.example.org', person_id, email from signin.account`); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		sql  string
		args []any
	}{
		{`update organization set county = (select min(fips) from county where state = 'CO') where slug = 'blue-mesa-water-authority'`, nil},
		{`insert into incident (id, office_id, title, declared_by) select $1, c.id, 'Flood', $2 from council c where c.slug = 'watch'`, []any{flood, story.Walt.ID}},
		{`insert into reach_growth (id, cause, name) values ($1, 'rule', 'Sam Porter')`, []any{grew}},
		{`insert into reach_notice (growth_id, person_id, items) values ($1, $2, 1)`, []any{grew, story.Dana.ID}},
		{`insert into circle_way (circle_id, council_id, office, noticed, growth_id) select c.id, e.id, 'chair', now(), $1 from circle c join council k on k.id = c.council_id, council e
		   where k.slug = 'wscc' and c.kind = 'council' and e.slug = 'escc'`, []any{grew}},
		{`insert into reveal_stop (id, person_id, until, rule) values ($1, $2, now() + interval '1 day', 'openings')`, []any{halted, story.Named("leila").ID}},
		{`insert into incident_county (incident_id, county) select $1, county from organization where slug = 'blue-mesa-water-authority'`, []any{flood}},
		{`insert into reveal (act, contact_id, person_id, kind, label, by_id, by_name, by_office, by_organization, via, reason, incident_id)
		  select $1, c.id, c.person_id, c.kind, '', $2, 'Walt Jensen', '', '', 'list', 'Flood', $1 from contact c where c.person_id = $3 and c.kind = 'direct'`, []any{flood, story.Walt.ID, story.Omar.ID}},
	} {
		if _, err := s.Database.Owner().Exec(t.Context(), x.sql, x.args...); err != nil {
			t.Fatal(x.sql, err)
		}
	}
	if _, err := s.Database.Owner().Exec(t.Context(), `do $$ begin
		alter table proposal disable trigger made;
		insert into proposal (id, act, because, council_id, person_id, office, chosen_on, document, told_by, proposed_by, confirmed, decided_by, asks_id, asked)
		select '`+questioned+`', 'hand-over', 'The council chose so, as a letter says', c.id, '`+story.Omar.ID.String()+`', 'vice-chair', '2026-01-05', 'A letter', 'Lena Ortiz',
		       '`+story.Sam.ID.String()+`', app.now(), '`+story.Kim.ID.String()+`', c.id, app.now() from council c where c.slug = 'wscc';
		alter table proposal enable trigger made; end $$`); err != nil {
		t.Fatal(err)
	}
	for person, council := range map[*story.Person]string{&story.Dana: "wscc", &story.Ines: "escc"} {
		if _, err := s.Database.Owner().Exec(t.Context(), `insert into draft (id, author_id, about, created, touched, fields)
			select $1, $2, 'update', $5, $5, jsonb_build_object('as', $3::text, 'genre', 'advisory', 'title', 'A title', 'body', 'A text', 'label', 'TLP:AMBER', 'circles', jsonb_build_array(c.id))
			  from circle c join council k on k.id = c.council_id where k.slug = $4 and c.kind = 'council'`,
			draftOf(*person), person.ID, person.Appointment(council, "representative"), council, storytest.Day); err != nil {
			t.Fatal(err)
		}
	}
}

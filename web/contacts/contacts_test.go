package contacts_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

const number = "303-555-0171"

func keeps(t *testing.T, v *webtest.Visitor, shown ...string) {
	t.Helper()
	if r := v.Post("/account/contacts", url.Values{"kind": {"office"}, "label": {"Desk at home"}, "value": {number}, "shown": shown}); r.Status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", r.Status, r.Body)
	}
}

// opener is the form that opens the contact with that label on a person's page; "" where there is none.
func opener(r webtest.Response) string {
	at := strings.Index(r.Body, "Desk at home")
	if at < 0 {
		return ""
	}
	_, action, _ := strings.Cut(r.Body[at:], `action="`)
	action, _, _ = strings.Cut(action, `"`)
	return action
}

func TestPeerOpensOneContactAndItsOwnerReadsWhoDid(t *testing.T) {
	s := webtest.New(t)
	hugo, priya := s.As(story.Hugo), s.As(story.Priya)
	keeps(t, hugo, "peers")
	profile := "/directory/people/" + story.Hugo.ID.String()
	page := priya.Get(profile)
	if strings.Contains(page.Body, number) || opener(page) == "" {
		t.Fatalf("the profile\n%s", page.Body)
	}
	opened := priya.Post(opener(page), nil)
	if opened.Status != http.StatusOK || !strings.Contains(opened.Body, `href="tel:3035550171"`) || !strings.Contains(opened.Body, "14 of 15 contacts left") {
		t.Errorf("%d\n%s", opened.Status, opened.Body)
	}
	if again := priya.Post(opener(page), nil); !strings.Contains(again.Body, "14 of 15 contacts left") {
		t.Error("the same contact counts twice")
	}
	if log := hugo.Get("/account/contacts/log"); !strings.Contains(log.Body, "Priya Raman") || strings.Count(log.Body, "Desk at home") != 1 {
		t.Errorf("the log\n%s", log.Body)
	}
	if r := s.As(story.Ines).Post(opener(page), nil); r.Status != http.StatusNotFound {
		t.Errorf("an outsider gets %d", r.Status)
	}
}

func TestContactComesBackWithWhatWasTyped(t *testing.T) {
	s := webtest.New(t)
	r := s.As(story.Hugo).Post("/account/contacts", url.Values{"kind": {"office"}, "label": {"Desk at home"}, "value": {"call me"}, "shown": {"advisors"}})
	for _, want := range []string{"write it with its area code", `value="call me"`, "Desk at home", `value="advisors" checked`} {
		if r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, want) {
			t.Errorf("%d without %q\n%s", r.Status, want, r.Body)
		}
	}
}

func TestFilesHoldWhatMayBeOpenedAndSayHowToHandleThem(t *testing.T) {
	s := webtest.New(t)
	keeps(t, s.As(story.Hugo), "peers")
	if _, err := s.Database.Owner().Exec(t.Context(), `update contact set value = '=HYPERLINK("x")' where label = 'Desk at home'`); err != nil {
		t.Fatal(err)
	}
	reason := url.Values{"q": {"Hugo"}, "reason": {"Preparing the call on Thursday"}}
	file := s.As(story.Priya).Post("/directory/people/export", reason)
	if file.Status != http.StatusOK || !strings.Contains(file.Body, "TLP:AMBER+STRICT") || !strings.Contains(file.Body, `"'=HYPERLINK(""x"")"`) || file.Header.Get("X-Handling") != "TLP:AMBER+STRICT" {
		t.Errorf("%d %v\n%s", file.Status, file.Header, file.Body)
	}
	card := s.As(story.Dana).Post("/directory/people/"+story.Hugo.ID.String()+"/card", reason)
	if card.Status != http.StatusOK || !strings.HasPrefix(card.Body, "BEGIN:VCARD\r\nVERSION:4.0\r\n") || !strings.Contains(card.Body, "FN:Hugo Lind") {
		t.Errorf("%d\n%s", card.Status, card.Body)
	}
	if log := s.As(story.Hugo).Get("/account/contacts/log"); strings.Count(log.Body, "Preparing the call on Thursday") != 2 || !strings.Contains(log.Body, "in a file") || !strings.Contains(log.Body, "in an address card") {
		t.Errorf("the log\n%s", log.Body)
	}
	// The advisor sees nothing of it, and so takes nothing.
	if r := s.As(story.Paul).Post("/directory/people/export", reason); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, "no contact here") {
		t.Errorf("%d\n%s", r.Status, r.Body)
	}
}

func TestCallListOpensWhatTheDayAllowsAndPrintsAgain(t *testing.T) {
	s := webtest.New(t)
	for _, sql := range []string{
		`insert into incident (id, office_id, title, declared_by) select 'f1000000-0000-4000-8000-000000000000', c.id, 'Flood on the Gunnison', p.id from council c, person p where c.slug = 'watch' and p.name = 'Walt Jensen'`,
		`insert into incident_county (incident_id, county) select 'f1000000-0000-4000-8000-000000000000', county from organization where slug = 'blue-mesa-water-authority'`,
		`update reveal_budget set openings = 1 where office = 'psa'`, // five people in an incident, of whom three were opened
		`insert into reveal (act, contact_id, person_id, kind, label, by_id, by_name, by_office, by_organization, via, reason, incident_id)
		 select gen_random_uuid(), c.id, c.person_id, c.kind, '', p.id, p.name, '', '', 'list', 'Flood', 'f1000000-0000-4000-8000-000000000000' from person p,
		        (select distinct on (person_id) id, person_id, kind from contact where person_id not in (select q.id from person q join organization o on o.id = q.organization_id where o.slug = 'blue-mesa-water-authority') order by person_id, id limit 3) c
		  where p.name = 'Paul Reyes'`,
	} {
		if _, err := s.Database.Owner().Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	paul := s.As(story.Paul)
	const list = "/incidents/f1000000-0000-4000-8000-000000000000/call-list"
	if asked := paul.Get(list); !strings.Contains(asked.Body, "It opens 6 contacts") || !strings.Contains(asked.Body, "beyond what you may open today") {
		t.Errorf("%d\n%s", asked.Status, asked.Body)
	}
	for range 2 {
		printed := paul.Post(list, url.Values{"reason": {"Flood on the Gunnison"}})
		if printed.Status != http.StatusOK || strings.Count(printed.Body, `href="tel:`)+strings.Count(printed.Body, `href="mailto:`) != 6 || !strings.Contains(printed.Body, "24-hour desk") {
			t.Errorf("%d\n%s", printed.Status, printed.Body)
		}
	}
	if r := s.As(story.Walt).Post("/incidents/"+story.Incident("missouri-flood").String()+"/call-list", url.Values{"reason": {"Flood on the Missouri"}}); strings.Count(r.Body, "24-hour desk") != 1 {
		t.Errorf("an organization in two counties of an incident\n%s", r.Body)
	}
	if r := s.As(story.Walt).Get("/incidents/f1000000-0000-4000-8000-000000000000/openings"); !strings.Contains(r.Body, "Paul Reyes") || !strings.Contains(r.Body, "9 contacts") {
		t.Errorf("%d\n%s", r.Status, r.Body)
	}
}

func TestWhoWasStoppedReadsWhyAndWhoLiftedIt(t *testing.T) {
	s := webtest.New(t)
	paul, rosa := s.As(story.Paul), s.As(story.Rosa)
	if _, err := s.Database.Owner().Exec(t.Context(), `insert into reveal_stop (id, person_id, until, rule) values ('f2000000-0000-4000-8000-000000000000', $1, now() + interval '1 day', 'openings')`, story.Paul.ID); err != nil {
		t.Fatal(err)
	}
	desk := "/contacts/" + story.Contact("blue-mesa-water-authority", "after-hours").String()
	for _, path := range []string{desk, "/directory/who-sees-what", "/incidents/" + story.Incident("missouri-flood").String() + "/call-list"} {
		if r := paul.Get(path); !strings.Contains(r.Body, "15 openings within an hour look like collecting") || !strings.Contains(r.Body, "Your regional director or the watch can lift it") {
			t.Errorf("%s\n%s", path, r.Body)
		}
	}
	const stop = "/directory/stops/f2000000-0000-4000-8000-000000000000"
	for p, told := range map[*story.Person]bool{&story.Rosa: true, &story.Walt: true, &story.Paul: false, &story.Cora: false, &story.Dana: false, &story.Sam: false} {
		if r := s.As(*p).Get("/"); strings.Contains(r.Body, `href="`+stop+`"`) != told {
			t.Errorf("%s is told that Paul was stopped: %t, expected %t", p.Name, !told, told)
		}
	}
	if r := rosa.Get("/directory/stops"); !strings.Contains(r.Body, "Paul Reyes") || !strings.Contains(r.Body, stop) {
		t.Errorf("%d\n%s", r.Status, r.Body)
	}
	if r := rosa.Post(stop+"/lifting", url.Values{"because": {"Fine"}}); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, "how you know that nobody collects") || !strings.Contains(r.Body, ">Fine</textarea>") {
		t.Errorf("%d\n%s", r.Status, r.Body)
	}
	why := "She calls all chairs of the region today."
	for _, p := range []story.Person{story.Paul, story.Dana, story.Sam} {
		if r := s.As(p).Post(stop+"/lifting", url.Values{"because": {why}}); r.Status != http.StatusNotFound {
			t.Errorf("%s: %d", p.Name, r.Status)
		}
	}
	if r := rosa.Post(stop+"/lifting", url.Values{"because": {why}}); r.Status != http.StatusSeeOther {
		t.Errorf("%d\n%s", r.Status, r.Body)
	}
	for _, p := range []story.Person{story.Rosa, story.Walt} {
		if r := s.As(p).Get("/"); strings.Contains(r.Body, stop) {
			t.Errorf("%s is still told", p.Name)
		}
	}
	if r := paul.Get(desk); strings.Contains(r.Body, "look like collecting") || !strings.Contains(r.Body, "lifted the stop of your openings: "+why) {
		t.Errorf("%s", r.Body)
	}
	if r := s.As(story.Sam).Get("/admin/audit"); !strings.Contains(r.Body, "lifted the stop of") || !strings.Contains(r.Body, why) {
		t.Errorf("the record\n%s", r.Body)
	}
}

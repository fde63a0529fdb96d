package intakes_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/intake"
	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// A file of people says what they are at work and how they are called; whoever has an account keeps their numbers themselves. A later file changes what an earlier one gave, beside what a person keeps
// themselves; undone, what was before comes back.
func TestPeopleByFileHaveTitleAndTelephone(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	of := func(name string) (got string) {
		t.Helper()
		if err := s.Database.Super().QueryRow(t.Context(), `
select concat_ws('; ', nullif(p.title, ''), (select string_agg(c.kind || ' ' || c.value || case when c.for_peers and c.for_advisors and not c.for_members then '' else ' otherwise' end, ', ' order by c.added)
  from contact c where c.person_id = p.id and c.ended is null)) from person p where p.name = $1`, name).Scan(&got); err != nil {
			t.Fatal(name, err)
		}
		return got
	}
	at := ""
	take := func(step intake.Step) {
		t.Helper()
		if err := intake.Take(t.Context(), s.Database.Worker(), uuid.MustParse(strings.TrimPrefix(at, "/intakes/")), step); err != nil {
			t.Fatal(err)
		}
	}
	send := func(file string, says ...string) {
		t.Helper()
		sent := sam.Upload("/intakes", webtest.Form("kind", "people"), "people.csv", []byte(file))
		webtest.Says(t, sent, http.StatusSeeOther)
		at = sent.Header.Get("Location")
		take(intake.Compare)
		webtest.Says(t, sam.Get(at), http.StatusOK, says...)
	}
	approve := func() {
		t.Helper()
		webtest.Says(t, sam.Post(at+"/approve", webtest.Form()), http.StatusSeeOther)
		take(intake.Apply)
	}
	dana := of(story.Dana.Name)
	owner := "Blue Mesa Water Authority"
	send("Name;Company;Job Title;Phone\nAnn Newcomer;"+owner+";Plant Manager;(303) 555-0142 ext. 7\nBob Newcomer;"+owner+";;call me\nCarl Newcomer;"+owner+";;\n"+
		story.Dana.Name+";"+owner+";Director of Water;303-555-0100\n", "Refused 1", "Changes 1", "New 2", "call me", "cannot be used: write it with its area code")
	webtest.Says(t, sam.Get(at+"?rows=change"), http.StatusOK, "title")
	approve()
	for name, want := range map[string]string{"Ann Newcomer": "Plant Manager; office (303) 555-0142 x7", "Carl Newcomer": ""} {
		if got := of(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := of(story.Dana.Name); got != "Director of Water; "+dana {
		t.Errorf("Dana keeps %q, had %q", got, dana)
	}
	webtest.Says(t, s.As(story.Priya).Get("/directory/people/"+story.Dana.ID.String()), http.StatusOK, "Director of Water")

	first := at
	send("Name;Organization;Title;Telephone\nAnn Newcomer;"+owner+";;303 555 0142 x7\n", "The same 1")
	send("Name;Organization;Title;Telephone\nAnn Newcomer;"+owner+";;303-555-0199\n", "Changes 1")
	approve()
	if got := of("Ann Newcomer"); got != "Plant Manager; office 303-555-0199" {
		t.Errorf("after the next file: %q", got)
	}
	webtest.Says(t, sam.Post(at+"/undo", webtest.Form()), http.StatusSeeOther)
	take(intake.Undo)
	if got := of("Ann Newcomer"); got != "Plant Manager; office (303) 555-0142 x7" {
		t.Errorf("the next file undone: %q", got)
	}
	at = first
	webtest.Says(t, sam.Post(at+"/undo", webtest.Form()), http.StatusSeeOther)
	take(intake.Undo)
	if got := of(story.Dana.Name); got != dana {
		t.Errorf("undone, Dana keeps %q, had %q", got, dana)
	}
	if got := of("Ann Newcomer"); strings.Contains(got, "office") {
		t.Errorf("undone, Ann keeps %q", got)
	}

	// Staff correct a title by hand too.
	page := "/admin/people/" + story.Dana.ID.String()
	webtest.Says(t, sam.Post(page+"/name", webtest.Form("name", story.Dana.Name, "title", strings.Repeat("x", 201))), http.StatusUnprocessableEntity, "200 characters")
	webtest.Says(t, sam.Post(page+"/name", webtest.Form("name", story.Dana.Name, "title", "Director")), http.StatusSeeOther)
	webtest.Says(t, sam.Get(page), http.StatusOK, "Director,")
	names := ""
	_, _, _ = intake.Read(strings.NewReader(sam.Get("/intakes/templates/people").Body), func(n []string) error { names = strings.Join(n, " "); return nil }, nil) // which has no row
	if names != "name organization state email title telephone number" {
		t.Errorf("the template: %q", names)
	}
}

package admin_test

import (
	"net/http"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// A name is found however a keyboard wrote it; one that is merely like it is offered and never taken; who is missing can be added while
// the form keeps what was typed.
func TestNamesAreFoundAsTheyAreHeard(t *testing.T) {
	s := webtest.New(t)
	if _, err := s.Database.Owner().Exec(t.Context(), `insert into organization (id, slug, name, abbr, kind, invented) values
		(gen_random_uuid(), 'dona-ana-water', 'Doña Ana Mutual Water', 'DAMW', 'owner_operator', true), (gen_random_uuid(), 'o-neil-power', 'O''Neil Power', '', 'owner_operator', true)`); err != nil {
		t.Fatal(err)
	}
	sam := s.As(story.Sam)
	for _, typed := range []string{"Dona  Ana Mutual Water", "DOÑA ANA", "damw", "O’Neil Power", "oneil"} {
		got := sam.Post("/admin/people", webtest.Form("name", "Ann Lee", "email", "", "organization", typed))
		webtest.Says(t, got, http.StatusUnprocessableEntity, `value="Ann Lee"`)
		for _, not := range []string{"No organization of that name", "Which one?"} {
			if strings.Contains(got.Body, not) {
				t.Errorf("for %q the page says %q", typed, not)
			}
		}
	}
	near := sam.Post("/admin/people", webtest.Form("name", "Ann Lee", "email", "ann@example.org", "organization", "Dona Anna Mutal Water"))
	webtest.Says(t, near, http.StatusUnprocessableEntity, "Or choose a name that is like it below.", "Doña Ana Mutual Water", `value="Ann Lee"`, "/admin/organizations/new?name=Dona")
	nobody := sam.Post("/admin/people", webtest.Form("name", "Ann Lee", "email", "ann@example.org", "organization", "Qqxyz"))
	webtest.Says(t, nobody, http.StatusUnprocessableEntity, "No organization of that name is on record.", "/admin/organizations/new?name=Qqxyz", `value="Ann Lee"`)
	webtest.Says(t, sam.Get("/admin/organizations/new?name=Qqxyz"), http.StatusOK, `value="Qqxyz"`)
}

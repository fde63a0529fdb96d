package directory_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

const mesa = "/directory/organizations/blue-mesa-water-authority"

func TestAdministratorKeepsTheProfileOfHerOwnOrganization(t *testing.T) {
	s := webtest.New(t)
	omar := s.As(story.Omar)
	webtest.Says(t, omar.Get(mesa), http.StatusOK, "You administer this organization", mesa+"/profile", "/councils/wscc/admissions/new")
	webtest.Says(t, omar.Get(mesa+"/profile"), http.StatusOK, "Its name and what kind of body it is are kept by staff", `value="BMWA"`)
	form := url.Values{"abbr": {"BM"}, "state": {"UT"}, "sector": {"water-and-wastewater", "energy"}, "website": {"mesa"}, "name": {"Another Name"}, "kind": {"federal_agency"}}
	webtest.Says(t, omar.Post(mesa+"/profile", form), http.StatusUnprocessableEntity, "write its whole address", `value="BM"`)
	form.Set("website", "https://mesa.example.org")
	webtest.Says(t, omar.Post(mesa+"/profile", form), http.StatusSeeOther)
	var name, kind, state, sectors string
	if err := s.Database.Owner().QueryRow(t.Context(), `select o.name, o.kind, o.state, (select string_agg(m.sector, ' ' order by m.sector) from organization_sector m where m.organization_id = o.id)
		from organization o where o.slug = 'blue-mesa-water-authority'`).Scan(&name, &kind, &state, &sectors); err != nil {
		t.Fatal(err)
	}
	if name != "Blue Mesa Water Authority" || kind != "owner_operator" || state != "UT" || sectors != "energy water-and-wastewater" {
		t.Errorf("%s is %s in %s, %s", name, kind, state, sectors)
	}
	webtest.Says(t, s.As(story.Sam).Get("/admin/audit?kept=organizations"), http.StatusOK, "Omar Haddad", "changed the entry of")
}

func TestNobodyElseKeepsTheProfile(t *testing.T) {
	s := webtest.New(t)
	for _, who := range []story.Person{story.Dana, story.Priya, story.Sam} {
		webtest.Says(t, s.As(who).Get(mesa+"/profile"), http.StatusNotFound)
		webtest.Says(t, s.As(who).Post(mesa+"/profile", url.Values{"abbr": {"X"}}), http.StatusNotFound)
		if strings.Contains(s.As(who).Get(mesa).Body, "You administer") {
			t.Errorf("%s is told that she administers it", who.Name)
		}
	}
	webtest.Says(t, s.As(story.Omar).Get("/directory/organizations/tidewater-utilities-cooperative/profile"), http.StatusNotFound)
}

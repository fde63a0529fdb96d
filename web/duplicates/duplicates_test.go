package duplicates_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func at(kind string, d story.Double) string {
	return "/duplicates/" + kind + "/" + d.ID.String() + "/" + d.Of.String()
}

func TestTwoBecomeOneAndTwoAgain(t *testing.T) {
	s := webtest.New(t)
	sam, twice := s.As(story.Sam), story.TwiceOrganization
	webtest.Says(t, sam.Get("/directory"), http.StatusOK, `href="/duplicates"`)
	webtest.Says(t, sam.Get("/duplicates"), http.StatusOK, twice.Name, "Tidewater Utilities Cooperative", "looked through each morning", at("organization", twice)[:60])
	webtest.Says(t, sam.Get(at("organization", twice)), http.StatusOK, "Is this one, or two?", "https://tidewater.example.org", "Where they differ", "What keeps it from going", "The same in both: Kind: Owner or operator", "Not possible while Tidewater Utilities Cooperative")

	webtest.Says(t, sam.Post(at("organization", twice)+"/merge", webtest.Form("because", "")), http.StatusUnprocessableEntity, "Choose which of the two is kept", "Say in 1 to 500 characters")
	webtest.Says(t, sam.Post(at("organization", twice)+"/merge", webtest.Form("keep", twice.ID.String(), "because", "One letterhead")), http.StatusUnprocessableEntity, "still holds something", "One letterhead")
	webtest.Says(t, sam.Post(at("organization", twice)+"/merge", webtest.Form("keep", twice.Of.String(), "because", "One letterhead")), http.StatusSeeOther)
	merged := sam.Get("/duplicates")
	webtest.Says(t, merged, http.StatusOK, "Merged lately", "One letterhead", "Sam Porter")
	webtest.Says(t, s.As(story.Dana).Get("/directory/organizations/tidewater-utility-cooperative"), http.StatusOK, "On record elsewhere", `href="/directory/organizations/tidewater-utilities-cooperative"`)
	webtest.Says(t, s.As(story.Dana).Get("/directory/organizations/tidewater-utilities-cooperative"), http.StatusOK, "Also recorded as", twice.Name, "https://tidewater.example.org")

	var id string
	if err := s.Database.Loader().Read(t.Context(), db.Who{}, db.One("merger", `select id::text from merger where gone_id = $1`, &id, twice.ID)); err != nil {
		t.Fatal(err)
	}
	webtest.Says(t, sam.Post("/duplicates/mergers/"+id+"/undo", webtest.Form("kind", "organization")), http.StatusSeeOther)
	webtest.Says(t, sam.Get("/duplicates"), http.StatusOK, "undone", twice.Name)
	webtest.Says(t, sam.Post("/duplicates/mergers/"+id+"/undo", webtest.Form("kind", "organization")), http.StatusConflict, "undone already")
}

func TestWhatStaysIsChosenLineByLine(t *testing.T) {
	s := webtest.New(t)
	paul, twice := s.As(story.Paul), story.TwiceFacility
	one := at("facility", twice)
	webtest.Says(t, paul.Get(one), http.StatusOK, "choose what stays", `name="take-name" value="one" checked`, `name="take-address" value="one" checked`, "Address: </span>18 Lands End Road", "The same in both: ")

	form := func(more ...string) url.Values {
		return webtest.Form(append([]string{"keep", twice.Of.String(), "because", "One gate"}, more...)...)
	}
	webtest.Says(t, paul.Post(one+"/merge", form("take-name", "one", "take-address", "both")), http.StatusUnprocessableEntity, `href="#f-take-address"`, "Address: choose one of the two.", `name="take-name" value="one" checked`, "One gate")
	webtest.Says(t, paul.Post(one+"/merge", form("take-name", "one", "take-organization", "one")), http.StatusUnprocessableEntity, "cannot be taken over", `name="take-name" value="one" checked`)
	webtest.Says(t, paul.Post(one+"/merge", form("take-name", "one", "take-address", "other")), http.StatusSeeOther)
	kept := "/directory/facilities/" + twice.Of.String()
	if r := paul.Get(kept); !strings.Contains(r.Body, ">"+twice.Name+"<") || strings.Contains(r.Body, "18 Lands End Road") {
		t.Errorf("the name was to be taken over and the address not: %s", r.Body)
	}
	webtest.Says(t, paul.Get("/duplicates?kind=facility"), http.StatusOK, "One gate", "Taken over: name.")
}

func TestWhoKeepsNothingFindsNoDuplicates(t *testing.T) {
	s := webtest.New(t)
	for _, p := range []story.Person{story.Dana, story.Walt} {
		for _, path := range []string{"/duplicates", "/duplicates?kind=person", at("organization", story.TwiceOrganization), "/duplicates/organization/" + story.TwiceOrganization.ID.String()} {
			if r := s.As(p).Get(path); r.Status != http.StatusNotFound {
				t.Errorf("%s gets %s: %d", p.Name, path, r.Status)
			}
		}
	}
	webtest.Says(t, s.As(story.Paul).Get("/duplicates"), http.StatusSeeOther)
	webtest.Says(t, s.As(story.Paul).Get("/duplicates?kind=facility"), http.StatusOK, story.TwiceFacility.Name, "Merged lately", "Plateau Creek Filters", "Told apart lately")
	if r := s.As(story.Cora).Get(at("facility", story.TwiceFacility)); r.Status != http.StatusNotFound {
		t.Errorf("another region compares: %d", r.Status)
	}
}

func TestWhoKnowsOfAPairNamesIt(t *testing.T) {
	s := webtest.New(t)
	paul, one := s.As(story.Paul), "/duplicates/facility/"+story.TwiceFacility.ID.String()
	webtest.Says(t, paul.Get("/directory/facilities/"+story.TwiceFacility.ID.String()), http.StatusOK, `href="`+one+`"`)
	webtest.Says(t, paul.Get(one+"?q=kannah"), http.StatusOK, "Compare with Kannah Creek Intake")
	webtest.Says(t, paul.Get(one+"?q=nowhere"), http.StatusOK, "No other record has that in its name")
	webtest.Says(t, paul.Post(at("facility", story.TwiceFacility)+"/apart", webtest.Form()), http.StatusSeeOther)
	webtest.Says(t, paul.Post("/duplicates/apart/"+story.Apart.String()+"/ask-again", webtest.Form("kind", "facility")), http.StatusSeeOther)
	webtest.Says(t, paul.Post("/duplicates/look", webtest.Form("kind", "facility")), http.StatusSeeOther)
	webtest.Says(t, paul.Get("/duplicates?kind=facility"), http.StatusOK, "Everything is being looked through", "data-again")
}

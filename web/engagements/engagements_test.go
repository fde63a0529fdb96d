package engagements_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestWhatIsWrongStandsAtItsFieldAndNothingTypedIsLost(t *testing.T) {
	s := webtest.New(t)
	paul := s.As(story.Paul)
	form := url.Values{"organization": {"blue-mesa-water-authority"}, "kind": {"call"}, "state": {"done"}, "day": {"2099-01-05"}, "purpose": {""}, "notes": {"The gate stands open"}, "next_step": {"Send the list"}, "label": {"TLP:AMBER"}}
	r := paul.Post("/engagements", form)
	if r.Status != http.StatusUnprocessableEntity {
		t.Fatalf("%d", r.Status)
	}
	for _, want := range []string{"what is done was today or before", "say in a few words what it is for", "Write the day of the next step", "The gate stands open", "Send the list", `value="2099-01-05"`} {
		if !strings.Contains(r.Body, want) {
			t.Errorf("the form does not say %q", want)
		}
	}
	form.Set("day", "2026-01-05")
	form.Set("purpose", "The gate")
	form.Set("next_day", "2026-01-20")
	form.Set("person", story.Dana.ID.String())
	r = paul.Follow(paul.Post("/engagements", form))
	if r.Status != http.StatusOK || !strings.Contains(r.Body, "Dana Whitfield") || !strings.Contains(r.Body, "The gate stands open") {
		t.Errorf("%d: %s", r.Status, r.Body)
	}
}

func TestOneWhoSpeaksForNobodyIsOfferedNoRequest(t *testing.T) {
	s := webtest.New(t)
	for _, p := range []story.Person{story.Eve, story.Sam, story.Hugo, story.Vera} {
		if r := s.As(p).Get("/requests/new"); r.Status != http.StatusNotFound {
			t.Errorf("%s: %d", p.Name, r.Status)
		}
	}
	dana := s.As(story.Dana)
	r := dana.Post("/requests", url.Values{"organization": {"blue-mesa-water-authority"}, "kind": {"help"}, "wish": {" "}})
	if r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, "Say in at most 2,000 characters") {
		t.Errorf("an empty wish: %d", r.Status)
	}
	r = dana.Follow(dana.Post("/requests", url.Values{"organization": {"blue-mesa-water-authority"}, "kind": {"help"}, "wish": {"Two pumps are under water"}}))
	if !strings.Contains(r.Body, "Waits for Paul Reyes") {
		t.Errorf("the partner does not see where it stands: %s", r.Body)
	}
	if r := s.As(story.Paul).Get("/"); !strings.Contains(r.Body, "Blue Mesa Water Authority asks your region") {
		t.Error("the first page of who covers the place does not say so")
	}
}

func TestInspectorsFindTheirStoreAndNothingOfTheOther(t *testing.T) {
	s := webtest.New(t)
	vera := s.As(story.Vera)
	if r := vera.Get("/inspections"); r.Status != http.StatusOK || !strings.Contains(r.Body, "No program is in force") || strings.Contains(r.Body, "<form class=\"form surface") {
		t.Errorf("today: %d, %v", r.Status, strings.Contains(r.Body, "No program is in force"))
	}
	if _, err := s.Database.Owner().Exec(t.Context(), `insert into regulatory_program (slug, name, authority, since) values ('trial', 'Trial program', 'A law of 2026', '2026-01-01')`); err != nil {
		t.Fatal(err)
	}
	r := vera.Follow(vera.Post("/inspections", url.Values{"program": {"trial"}, "organization": {"Gulfline Chlor-Alkali"}, "facility": {"Plant 2"}, "noticed": {"2026-01-05T09:00"}, "begins": {"2026-01-07T09:00"}, "findings": {"One gate"}}))
	if r.Status != http.StatusOK || !strings.Contains(r.Body, "One gate") {
		t.Errorf("while a program is in force: %d", r.Status)
	}
	if r := vera.Get("/directory/organizations/blue-mesa-water-authority"); strings.Contains(r.Body, "Visits and calls") || strings.Contains(r.Body, "The fence on the river side") {
		t.Error("the inspector reads the voluntary store")
	}
	if r := vera.Get("/my-region/8"); strings.Contains(r.Body, "Open requests") || strings.Contains(r.Body, "Last visits") {
		t.Error("the region's page offers it")
	}
	if r := s.As(story.Paul).Get("/inspections"); r.Status != http.StatusNotFound {
		t.Errorf("an advisor: %d", r.Status)
	}
}

// "A PSA cannot add an organization while recording a visit."
func TestWhoWasMetAndIsNotOnRecordIsAddedOnTheWay(t *testing.T) {
	s := webtest.New(t)
	paul := s.As(story.Paul)
	webtest.Says(t, paul.Get("/engagements/new?q=Kettle+Fork+Gas"), http.StatusOK, "It is not on record: add it", `value="Kettle Fork Gas"`)
	form := url.Values{"name": {"Kettle Fork Gas"}, "kind": {"owner_operator"}, "state": {"VA"}}
	webtest.Says(t, paul.Post("/engagements/organizations", form), http.StatusUnprocessableEntity, "choose one of your region", "Kettle Fork Gas")
	form.Set("state", "WY")
	form.Set("kind", "federal_agency")
	webtest.Says(t, paul.Post("/engagements/organizations", form), http.StatusUnprocessableEntity, "Kind: choose one.")
	form.Set("kind", "owner_operator")
	webtest.Says(t, paul.Follow(paul.Post("/engagements/organizations", form)), http.StatusOK, "Kettle Fork Gas is on record.", "Kettle Fork Gas sees all of this")

	// What is like it is offered first, and one of the same name in another state is another one.
	form.Set("state", "CO")
	webtest.Says(t, paul.Post("/engagements/organizations", form), http.StatusUnprocessableEntity, "/engagements/new?organization=kettle-fork-gas", "say that it is none of them")
	form.Set("another", "yes")
	if got := paul.Post("/engagements/organizations", form); got.Header.Get("Location") != "/engagements/new?organization=kettle-fork-gas-co" {
		t.Errorf("another one of that name: %d %s", got.Status, got.Header.Get("Location"))
	}
	for _, p := range []story.Person{story.Dana, story.Vera, story.Sam} {
		if got := s.As(p).Post("/engagements/organizations", form); got.Status != http.StatusNotFound {
			t.Errorf("%s adds one: %d", p.Name, got.Status)
		}
	}
}

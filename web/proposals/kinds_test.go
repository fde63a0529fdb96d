package proposals_test

import (
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// A kind that nobody thought of is added by two members of staff, says in words what it gives, and can be chosen for a council from then on.
func TestKindOfCouncilIsAddedByTwoAndSaysWhatItGives(t *testing.T) {
	s := webtest.New(t)
	sam, kim := s.As(story.Sam), s.As(story.Kim)
	webtest.Says(t, sam.Get("/admin/kinds"), 200, "Advisory body", "Serving in it lets nobody into a sector", "Sector Coordinating Council", "Everybody who serves in it reads what is shared (TLP:GREEN)")
	form := webtest.Form("name", "Port council", "plural", "Port councils", "like", "administration", "side", "everybody", "because", "Ports found councils of their own.")
	webtest.Says(t, sam.Post("/admin/kinds", form), 422, "Choose a kind from the list.", "Choose who sits in it from the list.", `value="Port council"`)
	form.Set("like", "regional")
	form.Set("side", "mixed")
	form.Set("enters", "yes")
	webtest.Says(t, sam.Post("/admin/kinds", form), 200, "Nothing is proposed yet.", "Industry and government sit in it.", "Everybody who serves in it reads what is shared (TLP:GREEN)", "Regional coordinating council")
	form.Set("then", "propose")
	proposed := sam.Post("/admin/kinds", form)
	webtest.Says(t, sam.Follow(proposed), 200, "A kind of council: Port council", "Waits for a second member of staff")
	at := proposed.Header.Get("Location")
	webtest.Says(t, sam.Post(at+"/decision", webtest.Form("decision", "confirm")), 409)
	webtest.Says(t, kim.Get("/"), 200, "A kind of council: Port council")
	if strings.Contains(sam.Get("/admin/councils/new").Body, "Port council") {
		t.Error("it is offered before a second one confirmed")
	}
	if r := kim.Post(at+"/decision", webtest.Form("decision", "confirm")); r.Status != 303 {
		t.Fatalf("a second member of staff confirms: %d", r.Status)
	}
	webtest.Says(t, sam.Get("/admin/councils/new"), 200, "Port council")
	webtest.Says(t, sam.Get("/admin/rights?kind=port-council"), 200, "Chair", "Representative")
	if r := sam.Post("/admin/councils", webtest.Form("name", "Gulf Port Council", "short_name", "GPC", "kind", "port-council")); r.Status != 303 {
		t.Fatalf("a council of the kind is recorded: %d\n%s", r.Status, r.Body)
	}
	webtest.Says(t, sam.Get("/councils/gpc"), 200, "Port council")

	// Its name is corrected, and it is offered no more, by one alone.
	if r := sam.Post("/admin/kinds/port-council", webtest.Form("name", "Harbor council", "plural", "Harbor councils")); r.Status != 303 {
		t.Fatalf("renamed: %d", r.Status)
	}
	webtest.Says(t, sam.Get("/councils/gpc"), 200, "Harbor council")
	if strings.Contains(sam.Get("/admin/councils/new").Body, "Harbor council") {
		t.Error("it is offered though nobody wants it for new councils")
	}
	webtest.Says(t, sam.Post("/admin/kinds/port-council", webtest.Form("name", "sector coordinating council", "plural", "X")), 422, "There is a kind of that name")
	webtest.Says(t, sam.Post("/admin/kinds/administration", webtest.Form("name", "Mine", "plural", "Mine")), 404)
}

// Whom a kind lets into the communities is shown, counted, before it is proposed; one takes them out again.
func TestKindEntersCommunitiesByTwoAndLeavesByOne(t *testing.T) {
	s := webtest.New(t)
	sam, kim := s.As(story.Sam), s.As(story.Kim)
	green := func() bool {
		return s.As(story.Priya).Get("/councils/water-and-wastewater-community").Status == 200
	}
	if !green() {
		t.Fatal("a member of the WSCC does not read in the community")
	}
	if r := sam.Post("/admin/kinds/scc/communities", webtest.Form("act", "leave")); r.Status != 303 {
		t.Fatalf("one takes them out: %d\n%s", r.Status, r.Body)
	}
	if green() {
		t.Error("a member of the WSCC reads in the community though her kind of council leaves it")
	}
	webtest.Says(t, sam.Get("/admin/kinds/scc"), 200, "would gain it, as of now", "Propose that they read there")
	proposed := sam.Post("/admin/kinds/scc/communities", webtest.Form("act", "enter", "because", "Owners read what their sector shares."))
	if proposed.Status != 303 || green() {
		t.Fatalf("proposed: %d, and it holds: %v", proposed.Status, green())
	}
	webtest.Says(t, kim.Get(proposed.Header.Get("Location")), 200, "would gain it, as of now")
	if r := kim.Post(proposed.Header.Get("Location")+"/decision", webtest.Form("decision", "confirm")); r.Status != 303 || !green() {
		t.Errorf("confirmed by a second one: %d, and it holds: %v", r.Status, green())
	}
	if r := s.As(story.Dana).Get("/admin/kinds"); r.Status != 404 {
		t.Errorf("a chair sees the kinds: %d", r.Status)
	}
}

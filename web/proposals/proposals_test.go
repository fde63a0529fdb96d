package proposals_test

import (
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// Whom a right reaches is shown before anybody asks for it; many readers are an alarm; one proposes and another confirms; taking it away
// takes one.
func TestWiderRightShowsWhoGainsAndTakesTwoMembersOfStaff(t *testing.T) {
	s := webtest.New(t)
	if _, err := s.Database.Super().Exec(t.Context(), `insert into widening_limit (readers) values (5)`); err != nil {
		t.Fatal(err)
	}
	sam, kim, priya := s.As(story.Sam), s.As(story.Kim), s.As(story.Priya)
	const record, change = "/councils/wscc/audit", "/admin/rights/change?kind=scc&office=representative&right=audit.read%2Fown"
	webtest.Says(t, priya.Get(record), 404)
	webtest.Says(t, sam.Get(change), 200, "18 people would gain it", "Alarm: one group gains 8 readers", "WSCC", "ESCC")
	form := webtest.Form("kind", "scc", "office", "representative", "right", "audit.read/own", "because", "short")
	webtest.Says(t, sam.Post("/admin/rights", form), 422, "20 to 1,000 characters", ">short<", "Alarm: one group gains 8 readers")
	form.Set("because", "The councils asked to read their own record.")
	proposed := sam.Post("/admin/rights", form)
	webtest.Says(t, sam.Follow(proposed), 200, "Waits for a second member of staff", "Alarm: one group gains 8 readers", "Take it back")
	at := proposed.Header.Get("Location")
	confirm := webtest.Form("decision", "confirm")
	webtest.Says(t, sam.Post(at+"/decision", confirm), 409)
	webtest.Says(t, priya.Get(record), 404)

	webtest.Says(t, kim.Get("/admin/proposals"), 200, "many readers")
	if r := kim.Post(at+"/decision", confirm); r.Status != 303 {
		t.Fatalf("a second member of staff confirms: %d", r.Status)
	}
	webtest.Says(t, priya.Get(record), 200)

	webtest.Says(t, kim.Get(change), 200, "18 people would lose it")
	form.Set("act", "end")
	form.Set("because", "The councils found that too many read it.")
	if r := kim.Post("/admin/rights", form); r.Status != 303 {
		t.Fatalf("one takes it away: %d\n%s", r.Status, r.Body)
	}
	webtest.Says(t, priya.Get(record), 404)
}

func TestProposalsAreNotThereForOthers(t *testing.T) {
	s := webtest.New(t)
	dana := s.As(story.Dana)
	for _, path := range []string{"/admin/proposals", "/admin/rights", "/admin/rights/change?kind=scc&office=representative", "/admin/proposals/" + story.Proposal.String()} {
		if r := dana.Get(path); r.Status != 404 || strings.Contains(r.Body, "Renata") {
			t.Errorf("%s answers %d", path, r.Status)
		}
	}
}

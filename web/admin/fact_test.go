package admin_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestFactsAreConfirmedWithTheirValueAndTakenBack(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	// "Facts are confirmed blind: no value, no source, no undo, no list, one by one."
	has(t, sam.Get("/admin/facts?kind=region"), []string{"Region 10", "Alaska, Idaho, Oregon, Washington", "Memory; no source says it. Confidence high", "The public page shows it."})
	has(t, sam.Get("/admin/facts?q=edison+electric"), []string{"eei.org; DC; energy", "No public page changes."})

	var id, council, held string
	if err := s.Database.Owner().QueryRow(t.Context(), `select f.id, f.about from fact f join listing l on l.fact_id = f.id where f.basis = 'memory' and f.verdict = '' order by f.about limit 1`).Scan(&id, &council); err != nil {
		t.Fatal(err)
	}
	if err := s.Database.Owner().QueryRow(t.Context(), `select id from fact where kind = 'organization' and field = 'website, state and sectors' and basis = 'memory' limit 1`).Scan(&held); err != nil {
		t.Fatal(err)
	}
	found := "/councils?q=" + url.QueryEscape(council)
	has(t, s.Public().Get(found), []string{"No council fits."})
	refused(t, sam.Post("/admin/facts/judgments?kind=council", url.Values{"verdict": {"confirmed"}}), http.StatusUnprocessableEntity, "Nothing was selected", council)
	done := sam.Post("/admin/facts/judgments", url.Values{"verdict": {"confirmed"}, "fact": {id, held}, "shown": {id, held}, "back": {"/admin/facts?kind=council"}})
	leads(t, done, "/admin/facts?kind=council")
	has(t, sam.Follow(done), []string{"2 facts confirmed. The public pages show what rests on 1 of them; the rest changes no page."})
	has(t, s.Public().Get(found), []string{council}, "No council fits.")
	list := sam.Get("/admin/facts").Body
	undo := regexp.MustCompile(`/admin/facts/judgments/[0-9a-f-]+/undo`).FindString(list)
	if !strings.Contains(list, "Sam Porter confirmed 2 facts") || undo == "" {
		t.Fatal("what was decided lately is not told, or cannot be taken back")
	}
	leads(t, sam.Post(undo, url.Values{"back": {"//elsewhere"}}), "/admin/facts")
	has(t, s.Public().Get(found), []string{"No council fits."})

	// A whole page at once, and again as still right; a rejection hides what was public.
	shown := regexp.MustCompile(`name="shown" value="([0-9a-f-]+)"`).FindAllStringSubmatch(sam.Get("/admin/facts?kind=council").Body, -1)
	if len(shown) != 20 {
		t.Fatalf("%d facts on a page", len(shown))
	}
	all := url.Values{"verdict": {"all"}}
	for _, one := range shown {
		all.Add("shown", one[1])
	}
	has(t, sam.Follow(sam.Post("/admin/facts/judgments", all)), []string{"20 facts confirmed."})
	has(t, sam.Get("/admin/facts?verdict=confirmed"), []string{"Confirm these 20 as still right", "Sam Porter confirmed it on"})
	has(t, sam.Follow(sam.Post("/admin/facts/judgments", all)), []string{"20 facts confirmed."})
	leads(t, sam.Post("/admin/facts/judgments", url.Values{"verdict": {"rejected"}, "fact": {id}, "shown": {id}}), "/admin/facts")
	has(t, s.Public().Get(found), []string{"No council fits."})

	// After a day nothing is taken back as a whole.
	undo = regexp.MustCompile(`/admin/facts/judgments/[0-9a-f-]+/undo`).FindString(sam.Get("/admin/facts").Body)
	if _, err := s.Database.Owner().Exec(t.Context(), `update fact set judged_at = judged_at - interval '25 hours' where verdict <> ''`); err != nil {
		t.Fatal(err)
	}
	if got := sam.Post(undo, nil); got.Status != http.StatusConflict {
		t.Errorf("an undo after 25 hours: %d", got.Status)
	}
}

package admin_test

import (
	"net/http"
	"net/url"
	"regexp"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestStaffSeeWhatChangesBeforeAnotherAgencyLeads(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	const record = "/admin/sectors/chemical"
	var before string
	if err := s.Database.Owner().QueryRow(t.Context(), `select id from sector_lead where sector = 'chemical' and until is null`).Scan(&before); err != nil {
		t.Fatal(err)
	}
	form := url.Values{"organization": {"National Coordination Office"}, "words": {"NCO"}, "lead_since": {"2199-01-01"}, "from": {before}}
	refused(t, sam.Post(record+"/leads", form), http.StatusUnprocessableEntity, "memorandum or notice that says so", "NCO")
	form.Set("lead_by", "A memorandum")
	shown := sam.Post(record+"/leads", form)
	has(t, shown, []string{"Nothing is changed yet", "From Jan 1, 2199 on NCO leads Chemical, in place of", `value="2199-01-01"`, "Chemical SCC"})
	has(t, sam.Get(record), []string{"Who leads it"}, "NCO")
	form.Set("confirmed", "yes")
	leads(t, sam.Post(record+"/leads", form), record)
	has(t, sam.Get(record), []string{"NCO", "from Jan 1, 2199", "to Dec 31, 2198", "Take it back"})
	lead := regexp.MustCompile(`action="(/admin/sectors/chemical/leads/[0-9a-f-]+)/removal"`).FindStringSubmatch(sam.Get(record).Body)[1]

	leads(t, sam.Post(lead+"/day", url.Values{"move": {"2199-03-01"}}), record)
	has(t, sam.Get(record), []string{"from Mar 1, 2199", "to Feb 28, 2199"})
	refused(t, sam.Post(lead+"/day", url.Values{"move": {"2001-03-01"}}), http.StatusUnprocessableEntity, "not moved")
	refused(t, sam.Post("/admin/sectors/chemical/leads/"+before+"/removal", nil), http.StatusForbidden, "")
	leads(t, sam.Post(lead+"/removal", nil), record)
	has(t, sam.Get(record), []string{"Who leads it"}, "NCO", "to Feb 28, 2199")
	has(t, sam.Get("/admin/audit?kept=sectors"), []string{"removed a sector&#39;s lead agency"})
	leads(t, sam.Post(record+"/leads", form), record) // the same can be recorded again
	refused(t, s.As(story.Dana).Post(record+"/leads", form), http.StatusNotFound, "")
}

func TestEndOfASectorIsTakenBack(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	const record = "/admin/sectors/chemical"
	form := url.Values{"until": {"2199-01-01"}, "into": {"communications"}, "ended_by": {"A notice"}}
	has(t, sam.Post(record+"/retirement", form), []string{"is a sector through Jan 1, 2199", "What it was goes into Communications"})
	has(t, sam.Get(record), []string{"End this sector"})
	form.Set("confirmed", "yes")
	leads(t, sam.Post(record+"/retirement", form), record)
	has(t, sam.Get(record), []string{"A sector to Jan 1, 2199", "Take the end back"}, "End this sector")
	leads(t, sam.Post(record+"/retirement/removal", nil), record)
	has(t, sam.Get(record), []string{"End this sector"}, "A sector to Jan 1, 2199")
	has(t, sam.Get("/admin/sectors"), []string{"Chemical"}, "went into Communications")
	leads(t, sam.Post(record+"/retirement", form), record)
}

func TestOpenedSectorSaysWhatItStillLacks(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	const record = "/admin/sectors/space-systems"
	has(t, sam.Get("/admin/sectors/chemical"), []string{"Who leads it"}, "Opening:")
	leads(t, sam.Post("/admin/sectors", url.Values{"name": {"Space Systems"}, "short_name": {"Space"}, "slug": {"space-systems"}, "since": {"2026-11-01"}, "instrument": {"A memorandum"}, "confirmed": {"yes"}}), record)
	has(t, sam.Get(record), []string{"Opening: 0 of 5 done", "Its first sector-specific plan is out"})
	leads(t, sam.Post(record+"/leads", url.Values{"organization": {"National Coordination Office"}, "lead_since": {"2026-11-01"}, "lead_by": {"The same"}, "confirmed": {"yes"}}), record)
	leads(t, sam.Post("/admin/councils", url.Values{"name": {"Space Government Coordinating Council"}, "short_name": {"Space GCC"}, "kind": {"gcc"}, "sector": {"space-systems"}}), "/admin/councils/space-gcc#hand-over")
	refused(t, sam.Post(record+"/steps/plan", url.Values{"document": {"The plan of 2026"}}), http.StatusUnprocessableEntity, "Write since when", "The plan of 2026")
	leads(t, sam.Post(record+"/steps/plan", url.Values{"done": {"2026-11-03"}, "document": {"The plan of 2026"}}), record)
	has(t, sam.Get(record), []string{"Opening: 3 of 5 done", "The plan of 2026", "NCO", "Space Government Coordinating Council"})
	leads(t, sam.Post(record+"/steps/plan/removal", nil), record)
	has(t, sam.Get(record), []string{"Opening: 2 of 5 done"})
	refused(t, sam.Post("/admin/sectors/chemical/steps/plan", url.Values{"done": {"2026-11-03"}, "document": {"A plan"}}), http.StatusNotFound, "")
}

package councils_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/web/webtest"
)

func ago(days int) string { return storytest.Day.AddDate(0, 0, -days).Format(time.DateOnly) }

func TestRosterOfAnotherDayIsReadAndNotChanged(t *testing.T) {
	s := webtest.New(t)
	dana := s.As(story.Dana)
	has(t, dana.Get("/councils/wscc/roster?on="+ago(100)), []string{"as it stood at the end of", "Nora Quist", "Today's roster"},
		"Priya Raman", "Open a seat", "Vacant seats", "Appoint")
	has(t, dana.Get("/councils/wscc/roster"), []string{"Priya Raman", "Open a seat", `action="/councils/wscc/roster/export"`}, "Nora Quist", "as it stood")
	has(t, dana.Get("/councils/wscc/roster?on=2199-01-01"), []string{"as far as it is decided today", "Priya Raman"}, "Marcus Feld")
	has(t, dana.Get("/councils/wscc/roster?on=1901-01-01"), []string{"Nobody sat here on that day"}, "Priya Raman")
	if got := dana.Get("/councils/wscc/roster?on=soon"); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "Write the day as year, month, day") {
		t.Errorf("no day: %d", got.Status)
	}
	for _, path := range []string{"/councils/wscc/roster?on=" + ago(100), "/councils/wscc/roster/changes"} {
		if got := s.As(story.Ines).Get(path); got.Status != http.StatusNotFound {
			t.Errorf("an outsider reads %s: %d", path, got.Status)
		}
	}
	if got := s.As(story.Ines).Post("/councils/wscc/roster/export", nil); got.Status != http.StatusNotFound {
		t.Errorf("an outsider takes the roster: %d", got.Status)
	}
}

func TestRosterAsAFileSaysWhoseItIsAndOfWhichDay(t *testing.T) {
	s := webtest.New(t)
	got := s.As(story.Priya).Post("/councils/wscc/roster/export", url.Values{"on": {ago(100)}})
	if got.Status != http.StatusOK || !strings.Contains(got.Header.Get("Content-Disposition"), "roster-wscc-"+ago(100)+".csv") {
		t.Fatalf("status %d, %v", got.Status, got.Header)
	}
	body, marked := strings.CutPrefix(got.Body, "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || !marked {
		t.Fatal(err, marked)
	}
	found := false
	for _, row := range rows[1:] {
		if row[0] != "Water Sector Coordinating Council" || row[1] != ago(100) {
			t.Errorf("row of %q", row)
		}
		found = found || row[3] == "Nora Quist" && row[2] == "Representative" && row[4] == "Tidewater Utilities Cooperative" && row[9] == ago(46)
	}
	if !found {
		t.Errorf("Nora is missing: %q", rows)
	}
	if got := s.As(story.Priya).Post("/councils/wscc/roster/export", url.Values{"on": {"soon"}}); got.Status != http.StatusNotFound {
		t.Errorf("no day: %d", got.Status)
	}
	has(t, s.As(story.Dana).Get("/councils/wscc/audit"), []string{"Priya Raman", "took a copy of the roster of"})
}

func TestChangesSayWhoHandedOverToWhom(t *testing.T) {
	s := webtest.New(t)
	priya := s.As(story.Priya)
	has(t, priya.Get("/councils/wscc/roster/changes"), []string{"Nora Quist handed the seat over to", "Priya Raman", "Tidewater Utilities Cooperative"})
	has(t, priya.Get("/councils/wscc/roster/changes?from="+ago(40)+"&to="+ago(39)), []string{"Nothing changed between these days"}, "Nora Quist")
	for _, query := range []string{"from=soon", "from=2026-02-01&to=2026-01-01"} {
		if got := priya.Get("/councils/wscc/roster/changes?" + query); got.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", query, got.Status)
		}
	}
	if got := priya.Get("/councils/wscc/roster/changes?after=broken"); got.Status != http.StatusNotFound {
		t.Errorf("a broken cursor: %d", got.Status)
	}
}

package directory_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/intake"
	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// table reads a file as one that is taken in is read.
func table(t *testing.T, file string) (head []string, rows []intake.Line) {
	t.Helper()
	if _, _, err := intake.Read(strings.NewReader(file), func(names []string) error { head = names; return nil }, func(lines []intake.Line) error { rows = append(rows, lines...); return nil }); err != nil {
		t.Fatal(err)
	}
	return head, rows
}

func TestListsAreTakenAlongAsFiles(t *testing.T) {
	s := webtest.New(t)
	for _, sql := range []string{`update organization set city = '=HYPERLINK(1)' where slug = 'gulfline-chlor-alkali'`,
		`insert into incident (id, office_id, title, declared_by) select 'f1000000-0000-4000-8000-000000000000', c.id, 'Flood on the Gunnison', p.id from council c, person p where c.slug = 'watch' and p.name = 'Walt Jensen'`} {
		if _, err := s.Database.Owner().Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	rosa := s.As(story.Rosa)
	for _, list := range []struct{ at, title, first, what string }{
		{"/directory", "Organizations", "name kind abbreviation state county city website sectors part of sits in last contact", "organizations"},
		{"/directory/facilities", "Facilities", "name organization sector state kind county city address latitude longitude", "facilities"},
		{"/engagements", "Visits and calls", "day kind status organization facility with purpose offers next step next day notes by marking", "visits"},
		{"/incidents", "Incidents", "incident declared by since until counties how many counties sectors what came of it marking", "incidents"},
	} {
		who, asks := story.Rosa, rosa
		if list.what == "incidents" {
			who, asks = story.Walt, s.As(story.Walt)
		}
		export := list.at + "/export"
		if list.what == "organizations" {
			export = "/directory/organizations/export"
		}
		webtest.Says(t, asks.Get(list.at), http.StatusOK, "Download this list")
		webtest.Says(t, asks.Post(export, webtest.Form("as", "csv", "reason", " ")), http.StatusUnprocessableEntity, "Say in a few words", list.title)
		webtest.Says(t, asks.Post(export, webtest.Form("as", "pdf", "reason", "A drill")), http.StatusUnprocessableEntity, "Choose one of the list")
		csv, xlsx := asks.Post(export, webtest.Form("as", "csv", "reason", "A drill")), asks.Post(export, webtest.Form("as", "xlsx", "reason", "A drill"))
		webtest.Says(t, csv, http.StatusOK)
		webtest.Says(t, xlsx, http.StatusOK)
		if head, rows := table(t, csv.Body); strings.Join(head, " ") != list.first || len(rows) == 0 {
			t.Errorf("%s: %q, %d rows", list.at, head, len(rows))
		} else if other, same := table(t, xlsx.Body); strings.Join(other, " ") != list.first || len(same) != len(rows) {
			t.Errorf("%s as XLSX: %q, %d rows and not %d", list.at, other, len(same), len(rows))
		}
		var n int
		if err := s.Database.Super().QueryRow(t.Context(), `select count(*) from audit where person_id = $1 and verb = 'export' and object = 'records' and object_id = $2 and reason ~ '^\d+ rows: A drill'`,
			who.ID, list.what).Scan(&n); err != nil || n != 2 {
			t.Errorf("%s: on record %d times, %v", list.at, n, err)
		}
	}
	// What is narrowed is narrowed in the file, and no cell is a formula.
	one := rosa.Post("/directory/organizations/export", webtest.Form("as", "csv", "reason", "A drill", "q", "Gulfline"))
	if _, rows := table(t, one.Body); len(rows) != 1 || !strings.Contains(one.Body, "'=HYPERLINK") {
		t.Errorf("narrowed: %d rows, %q", len(rows), one.Body)
	}
	// A day has its bounds.
	if _, err := s.Database.Owner().Exec(t.Context(), `update audit set reason = '19999 rows: A drill' where id = (select max(id) from audit where object = 'records' and object_id = 'visits')`); err != nil {
		t.Fatal(err)
	}
	webtest.Says(t, rosa.Post("/directory/organizations/export", webtest.Form("as", "csv", "reason", "A drill")), http.StatusConflict, "20,000 rows")
	// Who does not see a list takes none of it.
	for _, at := range []string{"/engagements/export", "/incidents/export"} {
		webtest.Says(t, s.As(story.Dana).Post(at, webtest.Form("as", "csv", "reason", "A drill")), http.StatusNotFound)
	}
}

// What was taken along is as it is there when it comes back.
func TestAListTakenAlongComesBackTheSame(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	file := sam.Post("/directory/organizations/export", webtest.Form("as", "xlsx", "reason", "Spring cleaning", "state", "CO"))
	webtest.Says(t, file, http.StatusOK)
	_, rows := table(t, file.Body)
	sent := sam.Upload("/intakes", webtest.Form("kind", "organizations"), "co.xlsx", []byte(file.Body))
	at := sent.Header.Get("Location")
	webtest.Says(t, sam.Post(at+"/columns", webtest.Form("column-0", "name", "column-1", "kind", "column-2", "abbreviation", "column-3", "state", "column-4", "county", "column-5", "city", "column-6", "website", "column-7", "sectors")), http.StatusSeeOther)
	id := strings.TrimPrefix(at, "/intakes/")
	if err := intake.Take(t.Context(), s.Database.Worker(), uuid.MustParse(id), intake.Compare); err != nil {
		t.Fatal(err)
	}
	var same int
	if err := s.Database.Super().QueryRow(t.Context(), `select count(*) from intake_row where intake_id = $1 and verdict = 'same'`, id).Scan(&same); err != nil || same != len(rows) || same == 0 {
		t.Errorf("%d of %d are the same, %v", same, len(rows), err)
	}
}

package intakes_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/intake"
	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestFileGoesAllTheWayThereAndBack(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	take := func(location string, step intake.Step) {
		t.Helper()
		if err := intake.Take(t.Context(), s.Database.Worker(), uuid.MustParse(strings.TrimPrefix(location, "/intakes/")), step); err != nil {
			t.Fatal(err)
		}
	}
	sent := sam.Upload("/intakes", webtest.Form("kind", "organizations"), "works.csv", []byte("name,state,sectors\nPinehollow Water Works,VA,water-and-wastewater\nBluemesa Water Authority,CO,\n=HYPERLINK(1),XX,\n"))
	at := sent.Header.Get("Location")
	webtest.Says(t, sent, http.StatusSeeOther)
	webtest.Says(t, sam.Get(at), http.StatusOK, "Being compared", "data-again", "Look again")
	take(at, intake.Compare)
	webtest.Says(t, sam.Get(at), http.StatusOK, "Refused 1", "Looks alike 1", "New 1", "adds 1 row and changes 0", "There is no state")
	webtest.Says(t, sam.Get(at+"?rows=alike"), http.StatusOK, "Blue Mesa Water Authority", "What becomes of it", "Add it as another one", "For all 1 row")
	if file := sam.Get(at + "/refused.csv"); !strings.Contains(file.Body, "'=HYPERLINK(1)") || !strings.Contains(file.Body, "There is no state") {
		t.Errorf("the refused rows: %q", file.Body)
	}
	webtest.Says(t, sam.Post(at+"/choose", webtest.Form("rows", "alike", "shown", "3", "choice", "another")), http.StatusSeeOther)
	webtest.Says(t, sam.Get(at), http.StatusOK, "adds 2 rows")
	webtest.Says(t, sam.Post(at+"/approve", webtest.Form()), http.StatusSeeOther)
	webtest.Says(t, sam.Get(at), http.StatusOK, "Being taken in")
	take(at, intake.Apply)
	webtest.Says(t, sam.Get(at), http.StatusOK, "Added 2, changed 0", "Undo all of it")
	webtest.Says(t, sam.Post(at+"/approve", webtest.Form()), http.StatusConflict, "done already")
	webtest.Says(t, sam.Get("/admin/organizations?q=Pinehollow"), http.StatusOK, "Pinehollow Water Works")
	webtest.Says(t, sam.Post(at+"/undo", webtest.Form()), http.StatusSeeOther)
	take(at, intake.Undo)
	webtest.Says(t, sam.Get(at), http.StatusOK, "Everything is as it was before")

	for _, who := range []story.Person{story.Dana, story.Cora, story.Kim} {
		if r := s.As(who).Get(at); r.Status != http.StatusNotFound {
			t.Errorf("%s sees the file: %d", who.Name, r.Status)
		}
	}
	if r := s.As(story.Dana).Get("/intakes"); r.Status != http.StatusNotFound {
		t.Errorf("a member may take in a file: %d", r.Status)
	}
}

func TestWrongFileComesBackWithWhatIsWrong(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	webtest.Says(t, sam.Upload("/intakes", webtest.Form("kind", "organizations"), "works.csv", []byte("name\n")), http.StatusUnprocessableEntity, "no row below it")
	webtest.Says(t, sam.Upload("/intakes", webtest.Form("kind", "facilities"), "works.csv", []byte("name\nx\n")), http.StatusUnprocessableEntity, "Choose what the file is of")
	webtest.Says(t, sam.Post("/intakes", webtest.Form("kind", "organizations")), http.StatusUnprocessableEntity, "Choose a file in CSV or XLSX")
	// What was refused leaves nothing behind.
	if r := sam.Get("/intakes"); r.Status != http.StatusOK || strings.Contains(r.Body, "Did not arrive whole") || strings.Contains(r.Body, "works.csv") {
		t.Errorf("a refused file is listed: %d", r.Status)
	}
}

func TestColumnsThatThePortalDoesNotKnowAreAskedFor(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	sent := sam.Upload("/intakes", webtest.Form("kind", "organizations"), "works.csv", []byte("Utility;Where;Remarks\nPinehollow Water Works;Colorado;new\n"))
	at := sent.Header.Get("Location")
	webtest.Says(t, sent, http.StatusSeeOther)
	webtest.Says(t, sam.Get(at), http.StatusOK, "Which column is what?", "Utility", "Such as Pinehollow Water Works", "Remove this file")
	webtest.Says(t, sam.Post(at+"/columns", webtest.Form("column-1", "state")), http.StatusUnprocessableEntity, "Say which column is the name")
	webtest.Says(t, sam.Post(at+"/columns", webtest.Form("column-0", "name", "column-1", "state")), http.StatusSeeOther)
	if err := intake.Take(t.Context(), s.Database.Worker(), uuid.MustParse(strings.TrimPrefix(at, "/intakes/")), intake.Compare); err != nil {
		t.Fatal(err)
	}
	webtest.Says(t, sam.Get(at), http.StatusOK, "New 1", "adds 1 row", "Not read: Remarks.")
	webtest.Says(t, sam.Get("/intakes"), http.StatusOK, "works.csv")
	webtest.Says(t, sam.Post(at+"/removal", webtest.Form()), http.StatusSeeOther)
	webtest.Says(t, sam.Get(at), http.StatusNotFound)

	template := sam.Get("/intakes/templates/organizations")
	names, rows := "", 0
	if _, _, err := intake.Read(strings.NewReader(template.Body), func(n []string) error { names = strings.Join(n, " "); return nil }, func(l []intake.Line) error { rows += len(l); return nil }); err == nil ||
		names != strings.Join(intake.Columns[intake.Organizations], " ") || rows != 0 {
		t.Errorf("the template: %q, %d rows, %v", names, rows, err)
	}
	if r := sam.Get("/intakes/templates/facilities"); r.Status != http.StatusNotFound {
		t.Errorf("a template of what one may not take in: %d", r.Status)
	}
}

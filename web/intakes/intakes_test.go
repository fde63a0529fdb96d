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
	webtest.Says(t, sam.Get(at+"?rows=alike"), http.StatusOK, "Blue Mesa Water Authority", "Another one")
	if file := sam.Get(at + "/refused.csv"); !strings.Contains(file.Body, "'=HYPERLINK(1)") || !strings.Contains(file.Body, "There is no state") {
		t.Errorf("the refused rows: %q", file.Body)
	}
	webtest.Says(t, sam.Post(at+"/choose", webtest.Form("shown", "2", "anyway", "2")), http.StatusSeeOther)
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
	webtest.Says(t, sam.Upload("/intakes", webtest.Form("kind", "organizations"), "works.csv", []byte("title\nx\n")), http.StatusUnprocessableEntity, "No column is called \"name\"")
	webtest.Says(t, sam.Upload("/intakes", webtest.Form("kind", "facilities"), "works.csv", []byte("name\nx\n")), http.StatusUnprocessableEntity, "Choose what the file is of")
	webtest.Says(t, sam.Post("/intakes", webtest.Form("kind", "organizations")), http.StatusUnprocessableEntity, "Choose a CSV file")
	webtest.Says(t, sam.Get("/intakes"), http.StatusOK, "Did not arrive whole")
}

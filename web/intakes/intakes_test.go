package intakes_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/intake"
	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func form(pairs ...string) url.Values {
	f := url.Values{"once": {uuid.NewString()}}
	for n := 0; n < len(pairs); n += 2 {
		f.Add(pairs[n], pairs[n+1])
	}
	return f
}

func says(t *testing.T, r webtest.Response, status int, words ...string) {
	t.Helper()
	if r.Status != status {
		t.Fatalf("status %d, want %d", r.Status, status)
	}
	for _, w := range words {
		if !strings.Contains(r.Body, w) {
			t.Errorf("the page lacks %q", w)
		}
	}
}

func TestFileGoesAllTheWayThereAndBack(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	take := func(location string, step intake.Step) {
		t.Helper()
		if err := intake.Take(t.Context(), s.Database.Worker(), uuid.MustParse(strings.TrimPrefix(location, "/intakes/")), step); err != nil {
			t.Fatal(err)
		}
	}
	sent := sam.Upload("/intakes", form("kind", "organizations"), "works.csv", []byte("name,state,sectors\nPinehollow Water Works,VA,water-and-wastewater\nBluemesa Water Authority,CO,\n=HYPERLINK(1),XX,\n"))
	at := sent.Header.Get("Location")
	says(t, sent, http.StatusSeeOther)
	says(t, sam.Get(at), http.StatusOK, "Being compared", "data-again", "Look again")
	take(at, intake.Compare)
	says(t, sam.Get(at), http.StatusOK, "Refused 1", "Looks alike 1", "New 1", "adds 1 row and changes 0", "There is no state")
	says(t, sam.Get(at+"?rows=alike"), http.StatusOK, "Blue Mesa Water Authority", "Another one")
	if file := sam.Get(at + "/refused.csv"); !strings.Contains(file.Body, "'=HYPERLINK(1)") || !strings.Contains(file.Body, "There is no state") {
		t.Errorf("the refused rows: %q", file.Body)
	}
	says(t, sam.Post(at+"/choose", form("shown", "2", "anyway", "2")), http.StatusSeeOther)
	says(t, sam.Get(at), http.StatusOK, "adds 2 rows")
	says(t, sam.Post(at+"/approve", form()), http.StatusSeeOther)
	says(t, sam.Get(at), http.StatusOK, "Being taken in")
	take(at, intake.Apply)
	says(t, sam.Get(at), http.StatusOK, "Added 2, changed 0", "Undo all of it")
	says(t, sam.Post(at+"/approve", form()), http.StatusConflict, "done already")
	says(t, sam.Get("/admin/organizations?q=Pinehollow"), http.StatusOK, "Pinehollow Water Works")
	says(t, sam.Post(at+"/undo", form()), http.StatusSeeOther)
	take(at, intake.Undo)
	says(t, sam.Get(at), http.StatusOK, "Everything is as it was before")

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
	says(t, sam.Upload("/intakes", form("kind", "organizations"), "works.csv", []byte("title\nx\n")), http.StatusUnprocessableEntity, "No column is called &#34;name&#34;")
	says(t, sam.Upload("/intakes", form("kind", "facilities"), "works.csv", []byte("name\nx\n")), http.StatusUnprocessableEntity, "Choose what the file is of")
	says(t, sam.Post("/intakes", form("kind", "organizations")), http.StatusUnprocessableEntity, "Choose a CSV file")
	says(t, sam.Get("/intakes"), http.StatusOK, "Did not arrive whole")
}

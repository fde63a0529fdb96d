package web_test

import (
	"net/http"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestMemberSeesWhatHerCouncilsShared(t *testing.T) {
	s := webtest.New(t)
	page := s.As(story.Dana).Get("/")
	if page.Status != http.StatusOK || !strings.Contains(page.Body, "Dana Whitfield") {
		t.Fatalf("%d\n%s\n%s", page.Status, page.Body, s.Log)
	}
}

// An address without a route, and one whose parameter is no id.
func TestFaultStandsInTheFrameOfWhoIsSignedIn(t *testing.T) {
	s := webtest.New(t)
	dana := s.As(story.Dana)
	for _, path := range []string{"/no/such/page", "/directory/facilities/nothing"} {
		answer := dana.Get(path)
		if answer.Status != http.StatusNotFound || !strings.Contains(answer.Body, "masthead__me") || !strings.Contains(answer.Body, "masthead__need") {
			t.Errorf("%s: %d, or the frame is nobody's\n%s", path, answer.Status, answer.Body)
		}
	}
	s.Database.Trips().Reset()
	if answer := s.Public().Get("/no/such/page"); answer.Status != http.StatusNotFound || !strings.Contains(answer.Body, `href="/sign-in"`) {
		t.Errorf("%d\n%s", answer.Status, answer.Body)
	}
	if n := s.Database.Trips().Count(); n != 0 {
		t.Errorf("%d trips for a guest who is lost", n)
	}
	dana.Get("/no/such/page")
	if n := s.Database.Trips().Count(); n > 2 {
		t.Errorf("%d trips for a member who is lost", n)
	}
}

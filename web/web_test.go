package web_test

import (
	"net/http"
	"regexp"
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
	if answer := s.Public().Get("/no/such/page"); answer.Status != http.StatusNotFound || !strings.Contains(answer.Body, `href="/sign-in?next=%2Fno%2Fsuch%2Fpage"`) {
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

// What one sends oneself is counted at once. Another browser's bar is a minute behind, its list is not.
func TestNumberInTheBarIsCountedAnewAfterAForm(t *testing.T) {
	s := webtest.New(t)
	here, there := s.As(story.Dana), s.As(story.Dana)
	number := func(v *webtest.Visitor, path string) string {
		t.Helper()
		_, after, _ := strings.Cut(v.Get(path).Body, `<b class="masthead__count">`)
		n, _, found := strings.Cut(after, "</b>")
		if !found {
			t.Fatalf("%s has no number", path)
		}
		return n
	}
	before := number(here, "/sectors")
	if n := number(there, "/sectors"); n != before {
		t.Fatalf("%s in one browser, %s in the other", before, n)
	}
	reply := regexp.MustCompile(`href="(/updates/[0-9a-f-]{36})">[^<]*</a> <span class="need-row__why">2 new replies`).FindStringSubmatch(here.Get("/").Body)
	if reply == nil {
		t.Fatal("no replies need her")
	}
	thread, _, _ := strings.Cut(here.Get(reply[1]).Header.Get("Location"), "?")
	thread, _, _ = strings.Cut(thread, "#")
	webtest.Says(t, here.Post(thread+"/follow", webtest.Form("act", "mute")), http.StatusSeeOther)
	after := number(here, "/sectors")
	if after == before {
		t.Errorf("%s before the replies were muted and after it", after)
	}
	if n := number(there, "/councils"); n != before {
		t.Errorf("the other browser has counted again: %s", n)
	}
	if n := number(there, "/"); n != after {
		t.Errorf("its home page says %s of %s", n, after)
	}
	if n := number(there, "/councils"); n != after {
		t.Errorf("after its home page: %s of %s", n, after)
	}
}

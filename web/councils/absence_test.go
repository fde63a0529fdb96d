package councils_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestRepresentativeSaysWhenHeIsAwayAndTheAlternateSpeaks(t *testing.T) {
	s := webtest.New(t)
	dana, omar, priya := s.As(story.Dana), s.As(story.Omar), s.As(story.Priya)
	at := "/councils/wscc/seats/" + story.Seat("wscc", "blue-mesa-water-authority").String() + "/absence"
	back := url.Values{"until": {time.Now().AddDate(0, 0, 9).Format(time.DateOnly)}}
	has(t, dana.Get("/councils/wscc/roster"), []string{at})
	has(t, dana.Get(at), []string{"When you are away", "Omar Haddad then speaks for the seat of Blue Mesa Water Authority"}, "I am back")
	if got := dana.Post(at, url.Values{"since": {"soon"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "Write the last day away") || !strings.Contains(got.Body, "Write the day as year") {
		t.Errorf("nothing written: %d", got.Status)
	}
	leads(t, dana.Post(at, back), "/councils/wscc/roster")
	has(t, priya.Get("/councils/wscc/roster"), []string{">away<", "speaks for the seat"})
	has(t, dana.Get(at), []string{"recorded by Dana Whitfield", "I am back"})
	for name, v := range map[string]*webtest.Visitor{"the alternate": omar, "another representative": priya, "an administrator": s.As(story.Sam)} {
		if got := v.Get(at); got.Status != http.StatusNotFound {
			t.Errorf("%s opens it: %d", name, got.Status)
		}
		if got := v.Post(at, back); got.Status != http.StatusNotFound {
			t.Errorf("%s records it: %d", name, got.Status)
		}
	}
	leads(t, dana.Post(at+"/end", nil), "/councils/wscc/roster")
	if got := dana.Post(at+"/end", nil); got.Status != http.StatusNotFound {
		t.Errorf("back twice: %d", got.Status)
	}
}

func TestRosterSaysWhoActsWhoSpeaksAndWhoseStaffSitsWhere(t *testing.T) {
	s := webtest.New(t)
	has(t, s.As(story.Paul).Get("/councils/dams-scc/roster"), []string{"Graham Pell", "acting chair"})
	has(t, s.As(story.Priya).Get("/councils/wscc/roster"), []string{">away<", "speaks for the seat"}, "nobody speaks")
	has(t, s.As(story.Ben).Get("/councils/escc/roster"), []string{"Clara Whitmore", "Principal&#39;s staff"})
	graham := s.As(story.Named("graham"))
	has(t, graham.Get("/councils/dams-scc/roster"), []string{"Open a seat"})
	has(t, graham.Get("/councils/dams-scc/about"), []string{"Vice chair, acting as chair,"})
}

func TestStaffOfAPrincipalPostAsHisOffice(t *testing.T) {
	s := webtest.New(t)
	clara := s.As(story.Named("clara"))
	at := "/updates/" + story.Item("load-forecast").String()
	circle := regexp.MustCompile(`name="circles" id="[^"]+" value="([^"]+)" checked`).FindStringSubmatch(clara.Get(at).Body)
	if circle == nil {
		t.Fatal("she cannot reply")
	}
	leads(t, clara.Post(at+"/replies", url.Values{"body": {"We are on it."}, "circles": {circle[1]}}), at)
	has(t, s.As(story.Ines).Get(at), []string{"Office of Ben Carver, Riverbend Energy"})
}

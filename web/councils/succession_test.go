package councils_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestChairHandsASeatOverAndWhoGoesContestsIt(t *testing.T) {
	s := webtest.New(t)
	priya, dana := s.As(story.Priya), s.As(story.Dana)
	at := "/councils/wscc/seats/" + story.Seat("wscc", "tidewater-utilities-cooperative").String() + "/succession"
	has(t, dana.Get(at), []string{"Hand over the seat of Tidewater", "or after 14 days if Priya Raman does not contest it", "Nora Quist"})
	if got := dana.Post(at, url.Values{"day": {"soon"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "Choose who takes over") || !strings.Contains(got.Body, "Write the day") {
		t.Errorf("nothing chosen: %d", got.Status)
	}
	leads(t, dana.Post(at, url.Values{"person": {story.Nora.ID.String()}}), "/councils/wscc/roster")
	for _, p := range []story.Person{story.Dana, story.Grace, story.Priya} {
		has(t, s.As(p).Get("/councils/wscc/roster"), []string{"then Nora Quist from"})
	}
	if got := dana.Post(at, url.Values{"person": {story.Nora.ID.String()}}); got.Status != http.StatusConflict {
		t.Errorf("twice: %d", got.Status)
	}
	if got := s.As(story.Nora).Get("/councils/wscc/roster"); got.Status != http.StatusNotFound {
		t.Errorf("who is to come reads already: %d", got.Status)
	}
	has(t, dana.Get(at), []string{"has not agreed yet", "Stop it"}, ">Agree<")
	has(t, priya.Get("/"), []string{"Nora Quist is to take over your seat", at})
	has(t, priya.Get(at), []string{"Dana Whitfield asked for it", "Agree", "Contest it"})
	leads(t, priya.Post(at+"/stop", nil), "/councils/wscc/roster")
	has(t, priya.Get("/councils/wscc/roster"), []string{"Priya Raman", "Hand over"}, "then Nora Quist")
}

func TestRepresentativeHandsOverAndIsOut(t *testing.T) {
	s := webtest.New(t)
	priya, nora := s.As(story.Priya), s.As(story.Nora)
	at := "/councils/wscc/seats/" + story.Seat("wscc", "tidewater-utilities-cooperative").String() + "/succession"
	has(t, priya.Get("/councils/wscc/roster"), []string{at})
	has(t, priya.Get(at), []string{"You speak for this seat until the day you choose"})
	leads(t, priya.Post(at, url.Values{"person": {story.Nora.ID.String()}}), "/councils/wscc/roster")
	if got := priya.Get("/councils/wscc/roster"); got.Status != http.StatusNotFound {
		t.Errorf("she handed over and reads on: %d", got.Status)
	}
	has(t, nora.Get("/councils/wscc"), []string{"Post an update"})
	has(t, nora.Get("/councils/wscc/roster/changes"), []string{"Priya Raman handed the seat over to"})
}

func TestSeatIsHandedOverByNobodyElse(t *testing.T) {
	s := webtest.New(t)
	at := "/councils/wscc/seats/" + story.Seat("wscc", "tidewater-utilities-cooperative").String() + "/succession"
	for name, p := range map[string]story.Person{"another representative": story.Maya, "the counterpart's chair": story.Grace, "an administrator": story.Sam, "who is to come": story.Nora} {
		v := s.As(p)
		if got := v.Get(at); got.Status != http.StatusNotFound {
			t.Errorf("%s opens it: %d", name, got.Status)
		}
		for _, path := range []string{at, at + "/agreement", at + "/stop"} {
			if got := v.Post(path, url.Values{"person": {story.Nora.ID.String()}}); got.Status != http.StatusNotFound && got.Status != http.StatusForbidden {
				t.Errorf("%s posts to %s: %d", name, path, got.Status)
			}
		}
	}
	has(t, s.As(story.Dana).Get("/councils/wscc/roster"), []string{"Priya Raman"}, "Nora Quist")
}

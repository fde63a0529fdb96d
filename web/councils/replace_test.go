package councils_test

import (
	"net/http"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestRepresentativeIsReplacedInOneStepForAReason(t *testing.T) {
	s := webtest.New(t)
	dana := s.As(story.Dana)
	seat := "/councils/wscc/seats/" + story.Seat("wscc", "tidewater-utilities-cooperative").String()
	of := story.Priya.Appointment("wscc", "representative").String()
	shown := dana.Get(seat)
	has(t, shown, []string{"Replace Priya Raman", "Because", "(required)", "Appoint somebody beside Priya Raman"})
	if strings.Contains(shown.Body, `name="office" value="representative"`) {
		t.Error("offers to be representative of a seat that has one")
	}
	form := webtest.Form("of", of, "by", "Nora Quist", "words", "She moved")
	if got := dana.Post(seat+"/replacement", form); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "choose a reason") || !strings.Contains(got.Body, "She moved") {
		t.Errorf("for no reason: %d", got.Status)
	}
	if got := s.As(story.Priya).Post(seat+"/replacement", form); got.Status != http.StatusNotFound {
		t.Errorf("a representative replaces herself: %d", got.Status)
	}
	form.Set("because", "left")
	leads(t, dana.Post(seat+"/replacement", form), "/councils/wscc/roster")
	has(t, dana.Get(seat), []string{"Replace Nora Quist"})
	if got := s.As(story.Priya).Get("/councils/wscc/roster"); got.Status != http.StatusNotFound {
		t.Errorf("replaced, and reads on: %d", got.Status)
	}
	again := webtest.Form("of", of, "by", "Priya Raman", "because", "left")
	if got := dana.Post(seat+"/replacement", again); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "changed this seat meanwhile") {
		t.Errorf("who is not the representative any more: %d", got.Status)
	}
}

func TestReplacedForAnotherReasonOneHasTimeToContestIt(t *testing.T) {
	s := webtest.New(t)
	dana, priya := s.As(story.Dana), s.As(story.Priya)
	seat := "/councils/wscc/seats/" + story.Seat("wscc", "tidewater-utilities-cooperative").String()
	leads(t, dana.Post(seat+"/replacement", webtest.Form("of", story.Priya.Appointment("wscc", "representative").String(), "by", "Nora Quist", "because", "hand-over")), "/councils/wscc/roster")
	has(t, priya.Get("/councils/wscc/roster"), []string{"Priya Raman", "then Nora Quist from"})
	has(t, priya.Get(seat+"/succession"), []string{"Contest it"})
}

package councils_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestBothSidesSeeWhoKeepsARosterAndTheChairAgrees(t *testing.T) {
	s := webtest.New(t)
	grace, sam := s.As(story.Grace), s.As(story.Sam)
	const at = "/councils/water-gcc/roster/rule"
	has(t, s.As(story.Dana).Get("/councils/water-gcc/about"), []string{"The chair and the secretariat, as in every Government Coordinating Council", at})
	has(t, sam.Get(at), []string{"The chair and the executive committee", "It waits for the chair", "Take it back"}, ">Agree<")
	has(t, s.As(story.Felix).Get(at), []string{"It waits for the chair", "not agreed yet"}, ">Agree<", "Refuse", "Record</button>")
	has(t, grace.Get(at), []string{"Sam Porter", "Agree", "Refuse"})
	leads(t, grace.Post(at+"/"+story.Rule.String()+"/agreement", nil), at)
	for _, p := range []story.Person{story.Sam, story.Dana, story.Grace} {
		has(t, s.As(p).Get("/councils/water-gcc/about"), []string{"The chair and the executive committee, since", "Charter of the council, article V"})
	}
	if got := grace.Post(at+"/"+story.Rule.String()+"/stop", nil); got.Status != http.StatusConflict {
		t.Errorf("decided twice: %d", got.Status)
	}
	if got := s.As(story.Dana).Post("/councils/wscc/roster/rule", url.Values{"kept_by": {"staff"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "Name the document") {
		t.Errorf("nothing written: %d", got.Status)
	}
	if got := s.As(story.Ines).Get(at); got.Status != http.StatusNotFound {
		t.Errorf("an outsider: %d", got.Status)
	}
}

func TestEndingARepresentativeAsksForTheReason(t *testing.T) {
	s := webtest.New(t)
	dana := s.As(story.Dana)
	at := "/councils/wscc/appointments/" + story.Priya.Appointment("wscc", "representative").String()
	has(t, dana.Get(at), []string{"Misconduct", "Hand the seat over instead"})
	if got := dana.Post(at+"/end", url.Values{"because": {"Somebody else is to come"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "Choose why") || !strings.Contains(got.Body, "Somebody else is to come") {
		t.Errorf("without a reason: %d", got.Status)
	}
	leads(t, dana.Post(at+"/end", url.Values{"ended_for": {"resigned"}}), "/councils/wscc/roster")
	if got := s.As(story.Priya).Get("/councils/wscc/roster"); got.Status != http.StatusNotFound {
		t.Errorf("she reads on: %d", got.Status)
	}
}

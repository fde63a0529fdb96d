package territories_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestDirectorSeesWhatGoesAlongAndTakesItBack(t *testing.T) {
	s := webtest.New(t)
	rosa, pack := s.As(story.Rosa), "/my-region/8/territory/"+story.Paul.ID.String()+"/pack"
	webtest.Says(t, rosa.Get(pack), http.StatusOK, "What goes along", "Places: Colorado; Utah; Wyoming.", "What was done stays on record", "can be taken back for a week")
	webtest.Says(t, rosa.Post(pack, url.Values{"to": {story.Dana.ID.String()}}), http.StatusUnprocessableEntity, "somebody else who serves in the office")
	done := rosa.Post(pack, url.Values{"to": {story.Named("trevor").ID.String()}})
	list := rosa.Follow(done)
	webtest.Says(t, list, http.StatusOK, "Both names are on record. Both are told by mail, and you can take it back below for a week.", "Paul Reyes, National Coordination Office to Trevor Banks, National Coordination Office")
	webtest.Says(t, s.As(story.Named("trevor")).Get("/"), http.StatusOK, "You take over from Paul Reyes")
	webtest.Says(t, s.As(story.Named("trevor")).Get("/my-region/8/territory"), http.StatusOK, "I have seen it")
	undo := regexp.MustCompile(`/my-region/8/territory/hand-overs/[0-9a-f-]+/undo`).FindString(list.Body)
	if undo == "" {
		t.Fatal("nothing takes it back")
	}
	if got := s.As(story.Paul).Post(undo, nil); got.Status != http.StatusNotFound {
		t.Errorf("an advisor takes it back: %d", got.Status)
	}
	webtest.Says(t, rosa.Follow(rosa.Post(undo, nil)), http.StatusOK, "Taken back")
	webtest.Says(t, s.As(story.Paul).Get("/"), http.StatusOK, "was taken back")
	// Another one of the office, whom it does not concern, is told nothing.
	if got := rosa.Post(undo, nil); got.Status != http.StatusConflict {
		t.Errorf("taken back twice: %d", got.Status)
	}
}

func TestStateBodiesHaveATelephone(t *testing.T) {
	s := webtest.New(t)
	paul := s.As(story.Paul)
	f := url.Values{"state": {"WY"}, "kind": {"operations"}, "name": {"Wyoming operations center"}, "phone": {"call us"}}
	webtest.Says(t, paul.Post("/my-region/8/bodies", f), http.StatusUnprocessableEntity, "Telephone: write digits", "Wyoming operations center")
	f.Set("phone", "+1 307 555 0144")
	webtest.Says(t, paul.Follow(paul.Post("/my-region/8/bodies", f)), http.StatusOK, "tel:+13075550144")
	webtest.Says(t, paul.Get("/my-region/8"), http.StatusOK, "+1 307 555 0144")
	webtest.Says(t, s.As(story.Dana).Get("/map/states/WY"), http.StatusOK, "+1 307 555 0144")
	if body := s.Public().Get("/map/states/WY").Body; strings.Contains(body, "307 555 0144") {
		t.Error("the public reads it")
	}
}

package territories_test

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
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

// An entry that was recorded without a telephone gets one later, by the rules for one that is recorded with it.
func TestStateBodiesGetATelephoneLater(t *testing.T) {
	s := webtest.New(t)
	paul, at := s.As(story.Paul), "/my-region/8/bodies/"+story.Body("CO", "fusion").String()
	webtest.Says(t, paul.Get("/my-region/8/territory"), http.StatusOK, at+"/phone", "Add a telephone")
	webtest.Says(t, paul.Get(at+"/phone"), http.StatusOK, "Telephone of State fusion center", "Fusion center, Colorado")
	webtest.Says(t, paul.Post(at+"/phone", url.Values{"phone": {"call us"}}), http.StatusUnprocessableEntity, "Telephone: write digits", "call us", `href="#f-phone"`)
	webtest.Says(t, paul.Follow(paul.Post(at+"/phone", url.Values{"phone": {"+1 303 555 0144"}})), http.StatusOK, "tel:+13035550144", "Change the telephone")
	webtest.Says(t, s.As(story.Dana).Get("/map/states/CO"), http.StatusOK, "+1 303 555 0144")
	for _, who := range []story.Person{story.Dana, story.Cora, story.Sam} { // no field staff, of another region, staff
		for _, got := range []webtest.Response{s.As(who).Get(at + "/phone"), s.As(who).Post(at+"/phone", url.Values{"phone": {"+1 303 555 0199"}})} {
			if got.Status != http.StatusNotFound {
				t.Errorf("%s: %d", who.Name, got.Status)
			}
		}
	}
	if got := paul.Get(strings.Replace(at, "/8/", "/3/", 1) + "/phone"); got.Status != http.StatusNotFound {
		t.Errorf("below another region: %d", got.Status)
	}
	page := paul.Get(at + "/phone").Body
	if !strings.Contains(page, "+1 303 555 0144") {
		t.Error("the form does not hold the number")
	}
	paul.Post(at+"/end", nil)
	if got := paul.Post(at+"/phone", url.Values{"phone": {"+1 303 555 0199"}}); got.Status != http.StatusNotFound {
		t.Errorf("after its end: %d", got.Status)
	}
	over := db.Change("phone what is over", `update jurisdiction_body set phone = '+1 303 555 0199' where id = $1`, story.Body("CO", "fusion"))
	if err := s.Database.App().Write(t.Context(), s.Database.As(story.Paul.ID), db.Once{}, over); !errors.As(err, new(fault.Conflict)) {
		t.Errorf("what is over gets a telephone: %v", err)
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

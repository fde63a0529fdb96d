package updates_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/story"
)

// Who left a council keeps the drafts and posts nothing there.
func TestDraftOfWhoLeftItsCouncilStaysAndPostsNothing(t *testing.T) {
	s := open(t)
	end := func(p story.Person, council string) {
		t.Helper()
		if _, err := s.site.Database.Owner().Exec(t.Context(), `update appointment set until = app.now() where person_id = $1
			and council_id = (select id from council where slug = $2)`, p.ID, council); err != nil {
			t.Fatal(err)
		}
	}
	maya, priya := s.site.As(story.Maya), s.site.As(story.Priya)
	draft, form := s.written(maya, "wscc")
	s.is(maya.Post(draft, form), http.StatusSeeOther)
	end(story.Maya, "wscc") // she sits in the ESCC, too
	back := s.is(maya.Get(draft+"/review"), http.StatusUnprocessableEntity)
	s.says(back, "Choose the seat or office that you post as.", "One of the audiences is not open to you any more.", "Post as", "Representative, ESCC", "nine days")

	alone, form := s.written(priya, "wscc")
	s.is(priya.Post(alone, form), http.StatusSeeOther)
	review := s.is(priya.Get(alone+"/review"), http.StatusOK)
	sent := url.Values{"once": {s.field(review, "once")}, "draft": {s.field(review, "draft")}, "version": {s.field(review, "version")}}
	at := s.post(priya, "wscc", nil)
	change := s.changing(priya, at)
	end(story.Priya, "wscc")
	s.says(s.is(priya.Get(alone), http.StatusOK), "You serve in no council now in which you could post this.", "nine days")
	s.is(priya.Post("/updates", sent), http.StatusNotFound)
	s.is(priya.Post(alone+"/autosave", form), http.StatusNoContent)
	for path, form := range map[string]url.Values{
		"/replies": {"body": {"x"}}, "/versions": change, "/withdrawal": {"because": {"x"}}, "/publication": {},
	} {
		s.is(priya.Post(at+path, form), http.StatusNotFound)
	}
	if body := s.site.As(story.Dana).Get("/councils/wscc").Body; strings.Count(body, form.Get("title")+"</a>") != 1 {
		t.Error("the draft of who left was posted")
	}
}

// Nobody is offered whom nothing can be told any more, and the count before posting leaves them out.
func TestSuspendedAreNeitherOfferedNorCounted(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	page := dana.Get("/updates/new?council=wscc")
	priya, _ := s.choice(page, "Priya Raman, WSCC")
	draft, form := s.written(dana, "wscc")
	form.Set("label", "TLP:RED")
	form["circles"] = []string{priya}
	s.is(dana.Post(draft, form), http.StatusSeeOther)
	s.says(dana.Get(draft+"/review"), "1 person in 1 organization will see this.")
	if _, err := s.site.Database.Owner().Exec(t.Context(), `update person set suspended = app.now() where id = $1`, story.Priya.ID); err != nil {
		t.Fatal(err)
	}
	s.says(s.is(dana.Get(draft+"/review"), http.StatusUnprocessableEntity), "One of the audiences is not open to you any more.")
	if strings.Contains(text(dana.Get("/updates/new?council=wscc").Body), "Priya Raman, WSCC") {
		t.Error("a suspended person is offered")
	}
	reach := func() string {
		t.Helper()
		form.Set("label", "TLP:AMBER+STRICT")
		seats, _ := s.choice(dana.Get("/updates/new?council=wscc"), "WSCC, people on seats")
		form["circles"] = []string{seats}
		s.is(dana.Post(draft, form), http.StatusSeeOther)
		all := text(dana.Get(draft + "/review").Body)
		at := strings.Index(all, " will see this.")
		return all[at-40 : at]
	}
	before := reach()
	if _, err := s.site.Database.Owner().Exec(t.Context(), `update person set expires = app.now() where id = $1`, story.Omar.ID); err != nil {
		t.Fatal(err)
	}
	if after := reach(); after == before {
		t.Errorf("%q with and without an expired person", after)
	}
}

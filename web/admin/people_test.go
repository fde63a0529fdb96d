package admin_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

var (
	link   = regexp.MustCompile(`<code id="link">` + regexp.QuoteMeta(webtest.Origin) + `(/enroll/[A-Z2-7]{26})</code>`)
	person = regexp.MustCompile(`/admin/people/[0-9a-f-]{36}`)
	resets = regexp.MustCompile(`/admin/people/[0-9a-f-]{36}/resets/[0-9a-f-]{36}/`)
)

func shown(t *testing.T, r webtest.Response) string {
	t.Helper()
	found := link.FindStringSubmatch(r.Body)
	if r.Status != 200 || found == nil {
		t.Fatalf("no link on the page: %d\n%s", r.Status, r.Body)
	}
	return found[1]
}

func TestStaffAddAPersonAndGetALink(t *testing.T) {
	s := webtest.New(t)
	v := s.As(story.Sam)
	webtest.Says(t, v.Get("/admin/people/new"), 200, "Full name", "E-mail address")
	form := url.Values{"once": {uuid.NewString()}, "name": {" Ada Moss "}, "organization": {"Copper Creek"}, "email": {"nowhere"}}
	webtest.Says(t, v.Post("/admin/people", form), 422, "write one like name@example.org", "Ada Moss", "Copper Creek")
	form.Set("email", story.Dana.Email())
	webtest.Says(t, v.Post("/admin/people", form), 409, "Somebody else signs in with this e-mail address", "Ada Moss")
	form.Set("email", "ada.moss@example.org")
	answer := v.Post("/admin/people", form)
	first := shown(t, answer)
	at := person.FindString(answer.Body)
	if r := v.Post("/admin/people", form); r.Status != 303 || r.Header.Get("Location") != at {
		t.Errorf("the same form again: %d to %q, want 303 to %q", r.Status, r.Header.Get("Location"), at)
	}
	webtest.Says(t, v.Get("/admin/people?q=ada+m"), 200, "Ada Moss", "waiting to enroll")
	webtest.Says(t, v.Get(at), 200, "ada.moss@example.org", "Make another link")
	webtest.Says(t, s.Public().Get(first), 200, "Welcome, Ada Moss")

	second := shown(t, v.Post(at+"/invitation", url.Values{"once": {uuid.NewString()}, "email": {"ada.moss@example.org"}}))
	webtest.Says(t, s.Public().Get(first), 200, "does not work any more", "replaced by a newer one")
	webtest.Says(t, s.Public().Get(second), 200, "Welcome, Ada Moss")
	if r := v.Post(at+"/invitation/cancellation", nil); r.Status != 303 {
		t.Errorf("cancelling: %d\n%s", r.Status, r.Body)
	}
	webtest.Says(t, s.Public().Get(second), 200, "does not work any more")
	webtest.Says(t, v.Post(at+"/invitation/cancellation", nil), 409, "No invitation of this person waits")
	webtest.Says(t, v.Post(at+"/name", url.Values{"name": {"  "}}), 422, "full name")
	if r := v.Post(at+"/name", url.Values{"name": {"Ada Mossman"}}); r.Status != 303 {
		t.Errorf("renaming: %d", r.Status)
	}
	webtest.Says(t, v.Get(at), 200, "Ada Mossman", "invitation cancelled")
}

func TestTwoMembersOfStaffReset(t *testing.T) {
	s := webtest.New(t)
	sam, kim := s.As(story.Sam), s.As(story.Kim)
	at := "/admin/people/" + story.Dana.ID.String()
	webtest.Says(t, sam.Get(at), 200, "The authenticator is lost", "enrolled")
	webtest.Says(t, sam.Post(at+"/resets", url.Values{"because": {" "}, "password_lost": {"yes"}}), 422, "write how you made sure", "checked")
	if r := sam.Post(at+"/resets", url.Values{"because": {"Called back on the number we hold."}}); r.Status != 303 {
		t.Fatalf("asking: %d\n%s", r.Status, r.Body)
	}
	mine := sam.Get(at)
	webtest.Says(t, mine, 200, "A reset waits", "another member of staff has to approve it")
	reset := resets.FindString(mine.Body)
	webtest.Says(t, sam.Post(reset+"approval", nil), 409, "another member of staff has to approve it")
	webtest.Says(t, s.As(story.Sam).Get("/admin"), 200, "Second factors to reset", story.Dana.Name)
	webtest.Says(t, kim.Get(at), 200, "Called back on the number we hold.", "Approve and make the link")
	to := shown(t, kim.Post(reset+"approval", nil))
	webtest.Says(t, s.Public().Get(to), 200, "A new authenticator", "The one you sign in with now")
	webtest.Says(t, kim.Post(reset+"approval", nil), 409, "does not wait any more")

	if r := kim.Post(at+"/resets", url.Values{"because": {"Again."}}); r.Status != 303 {
		t.Fatalf("asking again: %d\n%s", r.Status, r.Body)
	}
	again := resets.FindString(kim.Get(at).Body)
	if r := sam.Post(again+"withdrawal", nil); r.Status != 303 {
		t.Errorf("withdrawing: %d\n%s", r.Status, r.Body)
	}
	if r := sam.Post("/admin/people/"+story.Omar.ID.String()+strings.TrimPrefix(again, at)+"approval", nil); r.Status != 409 {
		t.Errorf("a reset under another person's address: %d", r.Status)
	}
	if own := kim.Get("/admin/people/" + story.Kim.ID.String()); strings.Contains(own.Body, "Ask for the reset") || strings.Contains(own.Body, ">Suspend<") {
		t.Error("staff are offered to reset or suspend themselves")
	}
}

func TestSuspendedPersonIsOutAtOnceAndSignsInAnewWhenRestored(t *testing.T) {
	s := webtest.New(t)
	sam, dana := s.As(story.Sam), s.As(story.Dana)
	at := "/admin/people/" + story.Dana.ID.String()
	if r := sam.Post(at+"/suspension", webtest.Form("because", "The phone was stolen")); r.Status != 303 {
		t.Fatalf("%d\n%s", r.Status, r.Body)
	}
	if r := dana.Get("/account"); r.Status != 303 {
		t.Errorf("the suspended person's next request: %d, want to be led to sign in", r.Status)
	}
	webtest.Says(t, sam.Get(at), 200, "Suspended since", "Restore")
	webtest.Says(t, sam.Get("/admin/people?q=whitfield"), 200, "suspended")
	if r := sam.Post(at+"/restoration", nil); r.Status != 303 {
		t.Fatalf("%d\n%s", r.Status, r.Body)
	}
	if r := dana.Get("/account"); r.Status != 303 {
		t.Errorf("restored, and the cookie of before opens again: %d", r.Status)
	}
	if r := s.As(story.Dana).Get("/account"); r.Status != 200 {
		t.Errorf("restored and signed in anew, but %d", r.Status)
	}
	if r := sam.Post("/admin/people/"+story.Sam.ID.String()+"/suspension", webtest.Form("because", "The phone was stolen")); r.Status != 403 {
		t.Errorf("suspending oneself: %d, want 403", r.Status)
	}
}

func TestPeoplePagesAreForStaffAlone(t *testing.T) {
	s := webtest.New(t)
	at := "/admin/people/" + story.Omar.ID.String()
	for _, p := range []story.Person{story.Dana, story.Ruth, story.Paul} {
		v := s.As(p)
		for _, path := range []string{"/admin/people", "/admin/people/new", at} {
			if r := v.Get(path); r.Status != 404 {
				t.Errorf("%s gets %s: %d, want 404", p.Name, path, r.Status)
			}
		}
		for path, form := range map[string]url.Values{
			"/admin/people":    {"name": {"X Y"}, "organization": {"Copper Creek Water District"}, "email": {"xy@example.org"}},
			at + "/invitation": {"email": {"xy@example.org"}}, at + "/suspension": nil, at + "/resets": {"because": {"x"}}, at + "/name": {"name": {"X"}},
		} {
			if r := v.Post(path, form); r.Status != 404 && r.Status != 403 {
				t.Errorf("%s posts to %s: %d, want 404 or 403", p.Name, path, r.Status)
			}
		}
	}
}

func TestStaffSayForWhomAPersonWorks(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	at := "/admin/people/" + story.Priya.ID.String()
	refused(t, sam.Post(at+"/organization", url.Values{"organization": {"No such body"}}), 422, "No organization of that name", "No such body")
	refused(t, sam.Post(at+"/organization", url.Values{"organization": {"Federal Water Safety Commission"}}), 422, "does not come to work for government")
	leads(t, sam.Post(at+"/organization", url.Values{"organization": {"Saltmarsh Bay Utilities"}}), at)
	has(t, sam.Get(at), []string{"Works for Saltmarsh Bay Utilities", "Representative"})
	has(t, s.As(story.Dana).Get("/councils/wscc/roster"), []string{"Tidewater Utilities Cooperative", "Priya Raman"})
}

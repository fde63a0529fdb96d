package admission_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func publish(t *testing.T, s *webtest.Site) {
	t.Helper()
	if _, err := s.Database.Owner().Exec(t.Context(), `insert into rules_of_behavior (since, words) values (app.now(), 'Be careful.')`); err != nil {
		t.Fatal(err)
	}
}

var version = regexp.MustCompile(`name="rules" value="([^"]*)"`)

func accept(t *testing.T, v *webtest.Visitor, next string) webtest.Response {
	t.Helper()
	page := v.Get("/rules")
	found := version.FindStringSubmatch(page.Body)
	if page.Status != http.StatusOK || found == nil {
		t.Fatalf("the rules are not asked about: %d", page.Status)
	}
	return v.Post("/rules", url.Values{"rules": {found[1]}, "next": {next}})
}

func leads(t *testing.T, r webtest.Response, to string) {
	t.Helper()
	if r.Status != http.StatusSeeOther || r.Header.Get("Location") != to {
		t.Errorf("%d to %q, want %q", r.Status, r.Header.Get("Location"), to)
	}
}

func TestNothingOpensBeforeTheNewestRulesAreAccepted(t *testing.T) {
	s := webtest.New(t)
	before := s.As(story.Priya)
	publish(t, s)
	for _, v := range []*webtest.Visitor{before, s.As(story.Priya)} { // already signed in, and only now
		for _, path := range []string{"/", "/updates/" + story.Item("chlorine-lead-times").String(), "/councils", "/sign-in", "/account", "/search?q=water", "/nothing/here", "/demo"} {
			leads(t, v.Get(path), "/rules?next="+url.QueryEscape(map[bool]string{true: "/", false: path}[path == "/sign-in"]))
		}
		page := v.Get("/rules")
		webtest.Says(t, page, http.StatusOK, "Be careful.", "I accept these rules", "Sign out")
		if strings.Contains(page.Body, "Priya Raman") || strings.Contains(page.Body, ">Sign in<") {
			t.Error("the page takes her for somebody already, or for the public")
		}
	}
	leads(t, s.As(story.Hugo).Post("/sign-out", nil), "/")
	webtest.Says(t, s.Public().Get("/councils"), http.StatusOK)

	leads(t, accept(t, before, "/councils/wscc"), "/councils/wscc")
	webtest.Says(t, before.Get("/councils/wscc"), http.StatusOK, "Priya Raman")
	webtest.Says(t, s.As(story.Priya).Get("/rules"), http.StatusOK, "You accepted them.")
	if n := count(t, s, `select count(*) from audit where object = 'rules_accepted' and verb = 'insert' and person_id = $1 and subject_id = $1 and act = 'account' and route = 'POST /rules'`, story.Priya.ID); n != 1 {
		t.Errorf("%d times on record", n)
	}
}

func TestWhatWasTypedWhenTheRulesChangedComesBack(t *testing.T) {
	s := webtest.New(t)
	v := s.As(story.Priya)
	publish(t, s)
	r := v.Post("/councils/wscc/admissions", with(hanna))
	if r.Status != http.StatusSeeOther || !strings.HasPrefix(r.Header.Get("Location"), "/rules?form=kept") {
		t.Fatalf("%d to %s", r.Status, r.Header.Get("Location"))
	}
	to := accept(t, v, "/").Header.Get("Location")
	if !strings.HasPrefix(to, "/drafts/") {
		t.Fatalf("accepting leads to %q", to)
	}
	webtest.Says(t, v.Get(to), http.StatusOK, "Hanna Brook", "Knows salt water")
	if n := count(t, s, `select count(*) from admission where name = 'Hanna Brook'`); n != 0 {
		t.Error("it was sent all the same")
	}
}

func TestRulesOfADayToComeBindFromThatDayOn(t *testing.T) {
	s := webtest.New(t)
	if _, err := s.Database.Owner().Exec(t.Context(), `insert into rules_of_behavior (since, words) values (app.now() + interval '30 minutes', 'Be careful.')`); err != nil {
		t.Fatal(err)
	}
	v := s.As(story.Priya)
	webtest.Says(t, v.Get("/councils/wscc"), http.StatusOK, "Priya Raman")
	if page := v.Get("/rules"); strings.Contains(page.Body, "Be careful.") {
		t.Error("it is shown as if it were in force")
	}
	s.Database.SetNow(time.Now().Add(31 * time.Minute))
	leads(t, v.Get("/councils/wscc"), "/rules?next=%2Fcouncils%2Fwscc")
	leads(t, accept(t, v, ""), "/")
	webtest.Says(t, v.Get("/councils/wscc"), http.StatusOK, "Priya Raman")
}

func TestStaffSeeWhomANewVersionAsksBeforeTheyPublishIt(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	asked := count(t, s, `select count(*) from signin.account a join person p on p.id = a.person_id where p.suspended is null`)
	form := url.Values{"words": {"Be careful.\r\n\r\nBe kind."}, "once": {uuid.NewString()}}
	webtest.Says(t, sam.Post("/admin/rules/preview", form), http.StatusOK, "Be kind.", "Publish these rules?", ">"+strconv.Itoa(asked)+" people<")
	if n := count(t, s, `select count(*) from rules_of_behavior`); n != 1 {
		t.Error("it is published by looking at it")
	}
	webtest.Says(t, sam.Post("/admin/rules/preview", url.Values{"words": {" "}}), http.StatusUnprocessableEntity, "write them here")
	webtest.Says(t, sam.Post("/admin/rules", with(form, "since", "2020-01-01")), http.StatusUnprocessableEntity, "choose a day to come", "Be kind.")
	for _, p := range []story.Person{story.Dana, story.Paul, story.Eve} {
		webtest.Says(t, s.As(p).Post("/admin/rules", form), http.StatusNotFound)
	}
	leads(t, sam.Post("/admin/rules", form), "/admin/rules")
	leads(t, sam.Get("/admin/rules"), "/rules?next=%2Fadmin%2Frules")
	accept(t, sam, "/")
	webtest.Says(t, sam.Get("/admin/rules"), http.StatusOK, "accepted by 1", "accepted by "+strconv.Itoa(asked+1), "in force")
}

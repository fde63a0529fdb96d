package admin_test

import (
	"net/http"
	"net/url"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestTwoMembersOfStaffChangeSomebodysAddressAndBothAddressesAreMailed(t *testing.T) {
	s := webtest.New(t)
	sam, kim, dana := s.As(story.Sam), s.As(story.Kim), s.As(story.Dana)
	at := "/admin/people/" + story.Dana.ID.String()
	form := url.Values{"email": {"dana"}, "address_because": {"Lost it"}}
	refused(t, sam.Post(at+"/address", form), http.StatusUnprocessableEntity, "write one like name@example.org", "Write in 20 to 1,000 characters why", "Lost it")
	form.Set("address_because", "She called from the number that we hold; her utility closed the mailbox")
	form.Set("email", "omar.haddad@example.org")
	refused(t, sam.Post(at+"/address", form), http.StatusConflict, "Somebody else signs in with this e-mail address")
	form.Set("email", "dana.new@example.org")
	refused(t, dana.Post(at+"/address", form), http.StatusNotFound, "")
	proposed := sam.Post(at+"/address", form)
	to := proposed.Header.Get("Location")
	if proposed.Status != http.StatusSeeOther {
		t.Fatalf("proposing: %d", proposed.Status)
	}
	email := func() (is string) {
		if err := s.Database.Owner().QueryRow(t.Context(), `select email from signin.account where person_id = $1`, story.Dana.ID).Scan(&is); err != nil {
			t.Fatal(err)
		}
		return is
	}
	before := email()
	has(t, kim.Get(to), []string{"Another e-mail address for Dana Whitfield", "dana.new@example.org", "Sam Porter"})
	has(t, kim.Get("/"), []string{"Another e-mail address: Dana Whitfield"})
	refused(t, sam.Post(to+"/decision", url.Values{"decision": {"confirm"}}), http.StatusConflict, "A second member of staff has to confirm")
	if email() != before {
		t.Fatal("one alone changed it")
	}
	leads(t, kim.Post(to+"/decision", url.Values{"decision": {"confirm"}}), to)
	if email() != "dana.new@example.org" {
		t.Errorf("the address is %s", email())
	}
	if got := dana.Get("/account"); got.Status == http.StatusOK {
		t.Error("a sign-in from before goes on")
	}
	var told int
	if err := s.Database.Owner().QueryRow(t.Context(), `select count(distinct topic) from outbox where topic in ('email-changed', 'email-set') and object_id = $1`, story.Dana.ID).Scan(&told); err != nil || told != 2 {
		t.Errorf("%d addresses are told, %v", told, err)
	}
	has(t, sam.Get("/admin/audit?kept=offices"), []string{"proposed another e-mail address for", "confirmed another e-mail address for"})
}

func TestTwoMembersOfStaffMoveTheLimitOfTheAlarm(t *testing.T) {
	s := webtest.New(t)
	sam, kim := s.As(story.Sam), s.As(story.Kim)
	form := url.Values{"readers": {"many"}, "because": {"The largest council has eighty members now"}}
	refused(t, sam.Post("/admin/rights/limit", form), http.StatusUnprocessableEntity, "Write a number of people", "eighty members now")
	form.Set("readers", "80")
	proposed := sam.Post("/admin/rights/limit", form)
	to := proposed.Header.Get("Location")
	has(t, sam.Get("/admin/rights"), []string{"more than 50 readers"})
	leads(t, kim.Post(to+"/decision", url.Values{"decision": {"confirm"}}), to)
	has(t, sam.Get("/admin/rights"), []string{"more than 80 readers"})
	refused(t, s.As(story.Dana).Post("/admin/rights/limit", form), http.StatusNotFound, "")
}

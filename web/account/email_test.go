package account_test

import (
	"net/http"
	"net/url"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestOwnerChangesHerAddressByALinkToTheNewOne(t *testing.T) {
	s := webtest.New(t)
	v := s.As(story.Dana)
	webtest.Says(t, v.Get("/account/email"), 200, "A link goes to the new address")
	webtest.Says(t, v.Post("/account/email", url.Values{"email": {"dana"}}), 422, "write one like name@example.org", `value="dana"`)
	if r := v.Post("/account/email", url.Values{"email": {"whitfield@example.org"}}); r.Status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", r.Status, r.Body)
	}
	webtest.Says(t, v.Get("/account"), 200, "A mail is on its way", story.Dana.Email())
	var token string
	if err := s.Database.Owner().QueryRow(t.Context(), `select token from signin.email_change where email = 'whitfield@example.org'`).Scan(&token); err != nil {
		t.Fatal(err)
	}
	webtest.Says(t, v.Get("/account/email/"+token), 200, "whitfield@example.org", "Use this address")
	if r := s.As(story.Priya).Get("/account/email/" + token); r.Status != http.StatusNotFound {
		t.Errorf("another opens the link: %d", r.Status)
	}
	if r := v.Post("/account/email/"+token, nil); r.Status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", r.Status, r.Body)
	}
	webtest.Says(t, v.Get("/account"), 200, "This is your address from now on", "whitfield@example.org")
	webtest.Says(t, v.Get("/account/audit"), 200, "changed the e-mail address")
	if r := v.Post("/account/email/"+token, nil); r.Status != http.StatusConflict {
		t.Errorf("used twice: %d", r.Status)
	}
}

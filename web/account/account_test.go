package account_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

const lanterns = "seven lanterns under a mossy bridge"

func code(t *testing.T, secret string) url.Values {
	t.Helper()
	c, err := totp.GenerateCode(secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return url.Values{"code": {c}}
}

func TestAccountSaysWhatEachOfficeLetsOneDo(t *testing.T) {
	s := webtest.New(t)
	dana := s.As(story.Dana).Get("/account")
	webtest.Says(t, dana, 200, "Chair, ", "Representative, ", "On the seat of Blue Mesa Water Authority", "Keep the roster of ", "Where you are signed in", "this one")
	for person, words := range map[story.Person][]string{
		story.Tomas: {"Community member", "Read what is addressed to "}, // whom no roster shows himself
		story.Sam:   {"Portal administrator", "Add, invite and suspend people", "Record councils and hand their workspaces over"},
		story.Nora:  {"You hold no office now", "Earlier: 1 office"},
		story.Hugo:  {"Observer", "Reply in "},
	} {
		webtest.Says(t, s.As(person).Get("/account"), 200, words...)
	}
	if sam := s.As(story.Sam).Get("/account"); strings.Contains(sam.Body, "Read what is addressed to") {
		t.Error("an administrator is told that he reads")
	}
}

func TestAccountTakesTwoTrips(t *testing.T) {
	s := webtest.New(t)
	v := s.As(story.Dana)
	v.Get("/account")
	v.Get("/account")
	s.Database.Trips().Reset()
	v.Get("/account")
	if n := s.Database.Trips().Count(); n > 2 {
		t.Errorf("%d round trips, want 2 at most", n)
	}
}

var endForm = regexp.MustCompile(`/account/sign-ins/[0-9a-f-]{36}/end`)

func TestOneEndsOnesOwnSignIns(t *testing.T) {
	s := webtest.New(t)
	here, there, other := s.As(story.Dana), s.As(story.Dana), s.As(story.Omar)
	ends := endForm.FindAllString(here.Get("/account").Body, -1)
	if len(ends) != 2 {
		t.Fatalf("%d sign-ins are listed, want 2", len(ends))
	}
	if r := other.Post(ends[1], nil); r.Status != 303 {
		t.Errorf("another one's: %d", r.Status)
	}
	if r := there.Get("/account"); r.Status != 200 {
		t.Fatal("somebody else could end the sign-in")
	}
	here.Post(ends[1], nil)
	if r := there.Get("/account"); r.Status != 303 {
		t.Errorf("the ended one still opens: %d", r.Status)
	}
	again := s.As(story.Dana)
	here.Post("/account/sign-ins/end", nil)
	for name, v := range map[string]*webtest.Visitor{"this one": here, "the other": again} {
		if r := v.Get("/account"); r.Status != 303 {
			t.Errorf("%s still opens after signing out everywhere: %d", name, r.Status)
		}
	}
}

func TestPasswordIsChangedWithThePresentOne(t *testing.T) {
	s := webtest.New(t)
	v, other := s.As(story.Dana), s.As(story.Dana)
	webtest.Says(t, v.Get("/account/password"), 200, "Present password")
	form := url.Values{"present": {lanterns}, "password": {lanterns}, "again": {lanterns}}
	webtest.Says(t, v.Post("/account/password", form), 422, "not the one you sign in with")
	form.Set("present", story.Password)
	form.Set("again", "something else altogether")
	webtest.Says(t, v.Post("/account/password", form), 422, "not the same password")
	form.Set("again", lanterns)
	if r := v.Post("/account/password", form); r.Status != 303 {
		t.Fatalf("%d\n%s", r.Status, r.Body)
	}
	webtest.Says(t, v.Get("/account"), 200, "Your password is changed")
	if r := other.Get("/account"); r.Status != 303 {
		t.Errorf("another sign-in still opens: %d", r.Status)
	}
}

var secret = regexp.MustCompile(`<code id="secret">([A-Z2-7-]+)</code>`)

func TestSecondFactorsAreAddedRenamedAndRemoved(t *testing.T) {
	s := webtest.New(t)
	v := s.As(story.Dana)
	webtest.Says(t, v.Post("/account/recovery-codes", nil), 200, "Keep your recovery codes")
	if r := v.Get("/account/authenticators/new"); r.Status != 303 {
		t.Errorf("a new authenticator that nobody began: %d", r.Status)
	}
	webtest.Says(t, v.Get("/account/authenticators/qr.png"), 404)
	if r := v.Post("/account/authenticators", nil); r.Header.Get("Location") != "/account/authenticators/new" {
		t.Fatalf("%d\n%s", r.Status, r.Body)
	}
	shown := v.Get("/account/authenticators/new")
	webtest.Says(t, shown, 200, "Add an authenticator app")
	found := secret.FindStringSubmatch(shown.Body)
	if found == nil {
		t.Fatal("no key on the page")
	}
	if qr := v.Get("/account/authenticators/qr.png"); qr.Status != 200 || !strings.HasPrefix(qr.Body, "\x89PNG") {
		t.Errorf("the picture: %d", qr.Status)
	}
	form := code(t, story.Secret)
	form.Set("name", "Work phone")
	webtest.Says(t, v.Post("/account/authenticators/new", form), 422, "not the one your new app shows", "Work phone")
	form.Set("code", code(t, strings.ReplaceAll(found[1], "-", "")).Get("code"))
	if r := v.Post("/account/authenticators/new", form); r.Status != 303 || r.Header.Get("Location") != "/account#factors" {
		t.Fatalf("%d\n%s", r.Status, r.Body)
	}
	mine := v.Get("/account")
	webtest.Says(t, mine, 200, "The authenticator counts from now on", "Work phone", "Authenticator app")
	one := regexp.MustCompile(`/account/factors/[0-9a-f-]{36}`).FindString(mine.Body)
	webtest.Says(t, v.Post(one+"/name", url.Values{"name": {" "}}), 422, "write what you will know it by")
	v.Post(one+"/name", url.Values{"name": {"Old phone"}})
	webtest.Says(t, v.Get(one), 200, "Old phone", "Remove it")
	webtest.Says(t, s.As(story.Omar).Get(one), 404)
	other := s.As(story.Dana)
	v.Post(one+"/removal", nil)
	webtest.Says(t, v.Get("/account"), 200, "It opens nothing any more", "Work phone")
	if r := other.Get("/account"); r.Status != 303 {
		t.Errorf("another sign-in still opens: %d", r.Status)
	}
	last := regexp.MustCompile(`/account/factors/[0-9a-f-]{36}`).FindString(v.Get("/account").Body)
	webtest.Says(t, v.Post(last+"/removal", nil), 409, "This is your only second factor")
}

func TestChangeOfFactorsAsksForOneShownLately(t *testing.T) {
	s := webtest.New(t)
	v := s.As(story.Dana)
	if _, err := s.Database.Owner().Exec(t.Context(), `update signin.session set proven = proven - interval '11 minutes'`); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/account/factors/new", "/account/recovery-codes", "/account/password"} {
		if r := v.Get(path); r.Header.Get("Location") != "/sign-in/confirmation?next="+url.QueryEscape(path) {
			t.Errorf("%s: %d to %s", path, r.Status, r.Header.Get("Location"))
		}
	}
	form := url.Values{"code": {"000000"}, "next": {"/account/factors/new"}}
	webtest.Says(t, v.Get("/sign-in/confirmation?next=/account/factors/new"), 200, "Confirm that it is you")
	webtest.Says(t, v.Post("/sign-in/confirmation", form), 422, "this one is not right", "/account/factors/new")
	form.Set("code", code(t, story.Secret).Get("code"))
	if r := v.Post("/sign-in/confirmation", form); r.Header.Get("Location") != "/account/factors/new" {
		t.Fatalf("%d to %s\n%s", r.Status, r.Header.Get("Location"), r.Body)
	}
	webtest.Says(t, v.Get("/account/factors/new"), 200, "Add a second factor")
}

func TestOneChoosesWhatToBeMailedAbout(t *testing.T) {
	s := webtest.New(t)
	v := s.As(story.Dana)
	chosen := func(value string) {
		t.Helper()
		if r := v.Get("/account"); !regexp.MustCompile(`name="updates"[^>]* value="` + value + `"[^>]* checked`).MatchString(r.Body) {
			t.Errorf("%s is not chosen\n%s", value, r.Body)
		}
	}
	chosen("each")
	for _, value := range []string{"asked", "none", "each"} {
		if r := v.Post("/account/mail", url.Values{"updates": {value}}); r.Status != 303 || r.Header.Get("Location") != "/account#mail" {
			t.Errorf("%s: %d\n%s", value, r.Status, r.Body)
		}
		chosen(value)
	}
	if r := v.Post("/account/mail", url.Values{"updates": {"all"}}); r.Status != 422 {
		t.Errorf("a choice that is none: %d", r.Status)
	}
}

package signin_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"example.org/concord/internal/db"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

const lanterns = "seven lanterns under a mossy bridge"

func code(t *testing.T, secret string) string {
	t.Helper()
	c, err := totp.GenerateCode(secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// led is where an answer leads.
func led(t *testing.T, what string, r webtest.Response, to string) {
	t.Helper()
	if r.Status != http.StatusSeeOther || r.Header.Get("Location") != to {
		t.Fatalf("%s: %d to %q, want 303 to %q\n%s", what, r.Status, r.Header.Get("Location"), to, r.Body)
	}
}

func password(email, word string) url.Values {
	return url.Values{"email": {email}, "password": {word}, "next": {"/councils/wscc"}}
}

func TestMemberSignsInWithPasswordAndCode(t *testing.T) {
	s := webtest.New(t)
	v := s.Public()
	webtest.Says(t, v.Get("/sign-in?next=/councils/wscc"), 200, "For those who were invited.", `value="/councils/wscc"`, "Try it as", story.Dana.Name)
	led(t, "password", v.Post("/sign-in", password(story.Dana.Email(), story.Password)), "/sign-in/code")
	webtest.Says(t, v.Get("/sign-in/code"), 200, "six digits", "Use a recovery code instead")
	webtest.Says(t, v.Post("/sign-in/code", url.Values{"code": {"000000"}}), 422, "this one is not right")
	led(t, "code", v.Post("/sign-in/code", url.Values{"code": {code(t, story.Secret)}}), "/councils/wscc")
	webtest.Says(t, v.Get("/account"), 200, story.Dana.Name, story.Dana.Email())
	led(t, "sign-in of somebody signed in", v.Get("/sign-in?next=/councils"), "/councils")
	out := v.Post("/sign-out", nil)
	led(t, "sign-out", out, "/")
	if out.Header.Get("Clear-Site-Data") == "" {
		t.Error("the browser is not told to forget")
	}
	led(t, "account of nobody", v.Get("/account"), "/sign-in?next=%2Faccount")
}

func TestSignInOfAnonymousVisitorSetsNoCookie(t *testing.T) {
	s := webtest.New(t)
	v := s.Public()
	v.Get("/sign-in")
	v.Post("/sign-in", password("nobody@example.org", story.Password))
	if len(v.Cookies()) != 0 {
		t.Errorf("cookies %v for a visitor who is nobody", v.Cookies())
	}
}

// T-49
func TestSignInAnswersTheSameForEveryAddress(t *testing.T) {
	s := webtest.New(t)
	of := func(email, word string) (all string) {
		v := s.Public()
		for range 7 {
			r := v.Post("/sign-in", password(email, word))
			r.Header.Del("X-Request-Id")
			all += http.StatusText(r.Status) + strings.ReplaceAll(r.Body, html.EscapeString(email), "EMAIL") + r.Header.Get("Set-Cookie")
		}
		return all
	}
	known := of(story.Dana.Email(), lanterns)
	if !strings.Contains(known, "give your password and your code together") {
		t.Error("after five wrong passwords the code is not asked for too")
	}
	for _, email := range []string{"nobody@example.org", story.Victor.Email(), "<script>@example.org"} {
		if got := of(email, lanterns); got != known {
			t.Errorf("%s is answered unlike a known address", email)
		}
	}
}

func TestSignInLeadsNowhereElse(t *testing.T) {
	s := webtest.New(t)
	v := s.Public()
	form := password(story.Dana.Email(), story.Password)
	form.Set("next", "//evil.example/")
	led(t, "password", v.Post("/sign-in", form), "/sign-in/code")
	led(t, "code", v.Post("/sign-in/code", url.Values{"code": {code(t, story.Secret)}}), "/")
}

func TestCodePageNeedsAPassword(t *testing.T) {
	s := webtest.New(t)
	v := s.Public()
	led(t, "the page", v.Get("/sign-in/code"), "/sign-in")
	led(t, "the form", v.Post("/sign-in/code", url.Values{"code": {"123456"}}), "/sign-in")
}

var shownSecret = regexp.MustCompile(`<code id="secret">([A-Z2-7-]+)</code>`)
var shownCode = regexp.MustCompile(`<li><code>([0-9a-z-]{19})</code></li>`)

func TestInvitedPersonEnrolls(t *testing.T) {
	s := webtest.New(t)
	if _, err := s.Database.Owner().Exec(t.Context(), `delete from signin.account where person_id = $1`, story.Eve.ID); err != nil {
		t.Fatal(err)
	}
	token, changes, err := signin.Invite(story.Eve.ID, "eve@example.org")
	if err == nil {
		err = s.Database.App().Write(t.Context(), s.Database.As(story.Sam.ID), db.Once{}, changes...)
	}
	if err != nil {
		t.Fatal(err)
	}
	at := signin.Link(token)
	v := s.Public()
	webtest.Says(t, v.Get(at), 200, "Welcome, Eve Novak", "eve@example.org", "15 characters", "For those who were invited.")
	webtest.Says(t, v.Get(at), 200, "Choose a password") // a mail filter that opened the link has not used it
	led(t, "the second step first", v.Get(at+"/authenticator"), at)
	webtest.Says(t, v.Get(at+"/qr.png"), 404)
	webtest.Says(t, v.Post(at+"/password", url.Values{"password": {lanterns}, "again": {lanterns + "x"}}), 422, "not the same password")
	webtest.Says(t, v.Post(at+"/password", url.Values{"password": {"evenovak12345678"}, "again": {"evenovak12345678"}}), 422, "would be guessed early")
	led(t, "password", v.Post(at+"/password", url.Values{"password": {lanterns}, "again": {lanterns}}), at+"/authenticator")

	shown := v.Get(at + "/authenticator")
	webtest.Says(t, shown, 200, "QR code", "otpauth://totp/Concord:eve@example.org")
	secret := shownSecret.FindStringSubmatch(shown.Body)
	if secret == nil {
		t.Fatalf("no key on the page\n%s", shown.Body)
	}
	if qr := v.Get(at + "/qr.png"); qr.Status != 200 || qr.Header.Get("Content-Type") != "image/png" || !strings.HasPrefix(qr.Body, "\x89PNG") {
		t.Errorf("the picture: %d %s", qr.Status, qr.Header.Get("Content-Type"))
	}
	webtest.Says(t, v.Post(at+"/authenticator", url.Values{"code": {"000000"}}), 422, "not the one your app shows", secret[1])
	done := v.Post(at+"/authenticator", url.Values{"code": {code(t, strings.ReplaceAll(secret[1], "-", ""))}})
	webtest.Says(t, done, 200, "You are signed in", "Keep your recovery codes", "Eve Novak")
	codes := shownCode.FindAllStringSubmatch(done.Body, -1)
	if len(codes) != 10 {
		t.Fatalf("%d recovery codes are shown, want 10", len(codes))
	}
	webtest.Says(t, v.Get("/account"), 200, "Eve Novak", "10 are left", "You hold no office now")
	webtest.Says(t, s.Public().Get(at), 200, "does not work any more", "used already")
	led(t, "the used link", s.Public().Post(at+"/password", url.Values{"password": {lanterns}, "again": {lanterns}}), at)
	webtest.Says(t, s.Public().Get("/enroll/NEVERGIVENOUT"), 404)

	later := s.Public()
	led(t, "password", later.Post("/sign-in", password("eve@example.org", lanterns)), "/sign-in/code")
	webtest.Says(t, later.Get("/sign-in/code?with=recovery"), 200, "One of the ten")
	led(t, "recovery code", later.Post("/sign-in/code", url.Values{"code": {codes[4][1]}, "with": {"recovery"}}), "/councils/wscc")
	webtest.Says(t, later.Get("/account"), 200, "9 are left")
}

func TestFormsOfSigningInAreNotKept(t *testing.T) {
	s := webtest.New(t)
	v := s.As(story.Dana)
	if _, err := s.Database.Owner().Exec(t.Context(), `update signin.session set touched = touched - interval '2 hours'`); err != nil {
		t.Fatal(err)
	}
	if left := v.Post("/sign-in/extend", nil); !strings.Contains(left.Header.Get("Location"), "form=open") {
		t.Errorf("%d %q", left.Status, left.Header.Get("Location"))
	}
	webtest.Says(t, s.Public().Get("/sign-in?form=kept"), 200, "Nothing was lost: sign in and your text comes back")
}

func TestExtendSaysWhenTheSignInEnds(t *testing.T) {
	s := webtest.New(t)
	v := s.As(story.Dana)
	r := v.Post("/sign-in/extend", nil)
	ends, err := time.Parse(time.RFC3339, r.Body)
	if err != nil || time.Until(ends) < 59*time.Minute || time.Until(ends) > 61*time.Minute {
		t.Errorf("%d %q, want about an hour from now", r.Status, r.Body)
	}
	v.Post("/sign-out", nil)
	late := v.Request("POST", "/sign-in/extend", nil, "")
	late.Header.Set("Sec-Fetch-Mode", "cors")
	if r := v.Do(late); r.Status != http.StatusUnauthorized {
		t.Errorf("after the end: %d, want 401", r.Status)
	}
}

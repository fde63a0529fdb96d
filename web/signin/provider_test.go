package signin_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"example.org/concord/internal/signin"
	"example.org/concord/internal/signin/providertest"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/web/webtest"
)

// away is where a page goes on to by itself; the same address stands on it as a link.
func away(t *testing.T, r webtest.Response) string {
	t.Helper()
	to, ok := strings.CutPrefix(r.Header.Get("Refresh"), "0; url=")
	if r.Status != http.StatusOK || !ok || !strings.Contains(html.UnescapeString(r.Body), `href="`+to+`"`) {
		t.Fatalf("%d on to %q\n%s", r.Status, to, r.Body)
	}
	return to
}

// back is where the provider sends the browser.
func back(told url.Values) string { return signin.ProviderReturn + "?" + told.Encode() }

func TestProviderIsLinkedSignsInAndIsUnlinked(t *testing.T) {
	s := webtest.Provided(t, storytest.New(t), webtest.Origin, providertest.Real(t, webtest.Origin))
	there := func(r webtest.Response) string {
		return back(providertest.SignIn(t, away(t, r), "dana@blue-mesa.example.org"))
	}
	stranger := s.Public()
	webtest.Says(t, stranger.Get("/sign-in"), 200, "Sign in with Blue Mesa login")
	webtest.Says(t, stranger.Get(there(stranger.Post("/sign-in/provider", nil))), http.StatusForbidden, "Nobody here has linked that account", "Nothing was made or changed")

	dana := s.As(story.Dana)
	webtest.Says(t, dana.Get("/account"), 200, "Blue Mesa login", "Not linked.", "The demonstration")
	webtest.Says(t, dana.Get("/account/provider"), 200, "Link my account there")
	led(t, "linking", dana.Get(there(dana.Post("/account/provider", nil))), "/account#provider")
	webtest.Says(t, dana.Get("/account"), 200, "Linked to dana@blue-mesa.example.org.", "You can sign in with Blue Mesa login from now on")
	webtest.Says(t, dana.Get("/account/audit"), 200, "linked an account of another provider")

	v := s.Public()
	led(t, "coming back", v.Get(there(v.Post("/sign-in/provider", url.Values{"next": {"/councils/wscc"}}))), "/sign-in/code")
	led(t, "code", v.Post("/sign-in/code", url.Values{"code": {code(t, story.Secret)}}), "/councils/wscc")
	webtest.Says(t, v.Get("/account"), 200, "Blue Mesa login and second factor")

	at := regexp.MustCompile(`/account/identities/[0-9a-f-]+/removal`).FindString(dana.Get("/account/provider").Body)
	led(t, "unlinking", dana.Post(at, nil), "/account#provider")
	webtest.Says(t, dana.Get("/account"), 200, "Not linked.")
	if again := v.Get("/account"); again.Status != http.StatusSeeOther {
		t.Errorf("the other sign-in goes on: %d", again.Status)
	}
}

func TestProviderThatIsDownIsSaidInWordsAndThePasswordWorks(t *testing.T) {
	p := &signin.Provider{Issuer: "http://127.0.0.1:1", ClientID: "concord", Secret: "x", Name: "Blue Mesa login"}
	s := webtest.Provided(t, storytest.New(t), webtest.Origin, p)
	v := s.Public()
	down := v.Get("/sign-in")
	webtest.Says(t, down, 200, "Blue Mesa login does not answer at the moment")
	if strings.Contains(down.Body, `action="/sign-in/provider"`) {
		t.Error("the button is there")
	}
	webtest.Says(t, v.Post("/sign-in/provider", nil), http.StatusUnprocessableEntity, "Blue Mesa login does not answer at the moment. Sign in with your password")
	webtest.Says(t, s.As(story.Dana).Get("/account/provider"), 200, "Blue Mesa login does not answer at the moment")
	webtest.Says(t, s.As(story.Dana).Post("/account/provider", nil), http.StatusUnprocessableEntity, "Blue Mesa login does not answer at the moment")
	led(t, "password", v.Post("/sign-in", password(story.Dana.Email(), story.Password)), "/sign-in/code")
	led(t, "code", v.Post("/sign-in/code", url.Values{"code": {code(t, story.Secret)}}), "/councils/wscc")
}

func TestWithoutAProviderItsPagesAreNotThere(t *testing.T) {
	s := webtest.New(t)
	v := s.As(story.Dana)
	if page := s.Public().Get("/sign-in"); strings.Contains(page.Body, "/sign-in/provider") {
		t.Error("the sign-in page offers one")
	}
	for _, r := range []webtest.Response{v.Get("/account/provider"), v.Post("/account/provider", nil), v.Post("/sign-in/provider", nil), v.Get(signin.ProviderReturn + "?state=x&code=y"), v.Post(signin.ProviderLogout, nil)} {
		if r.Status != http.StatusNotFound {
			t.Errorf("%d\n%s", r.Status, r.Body)
		}
	}
}

func TestReturnThatCannotBeTrustedSaysSoAndWhatToDo(t *testing.T) {
	s := webtest.Provided(t, storytest.New(t), webtest.Origin, providertest.Real(t, webtest.Origin))
	v := s.Public()
	webtest.Says(t, v.Get(signin.ProviderReturn+"?state=x&code=y"), http.StatusUnprocessableEntity, "was begun in another browser", "Back to the sign-in page")
	at := back(providertest.SignIn(t, away(t, v.Post("/sign-in/provider", nil)), "dana@blue-mesa.example.org"))
	if looked := v.Do(v.Request(http.MethodHead, at, nil, "")); looked.Status != http.StatusNotFound {
		t.Errorf("a look ahead: %d", looked.Status)
	}
	webtest.Says(t, v.Get(at), http.StatusForbidden, "Nobody here has linked that account")
}

// The provider is no browser: its call has no cookies, and comes from elsewhere. No other address takes such a call.
func TestProviderEndsASignInFromElsewhere(t *testing.T) {
	e := providertest.NewEvil(t, webtest.Origin)
	s := webtest.Provided(t, storytest.New(t), webtest.Origin, e.Provider())
	dana := s.As(story.Dana)
	led(t, "linking", dana.Get(back(e.Visit(away(t, dana.Post("/account/provider", nil)), "dana"))), "/account#provider")
	v := s.Public()
	led(t, "coming back", v.Get(back(e.Visit(away(t, v.Post("/sign-in/provider", nil)), "dana"))), "/sign-in/code")
	led(t, "code", v.Post("/sign-in/code", url.Values{"code": {code(t, story.Secret)}}), "/")
	calls := func(path, token string) webtest.Response {
		provider := s.Public()
		r := provider.Request(http.MethodPost, path, strings.NewReader(url.Values{"logout_token": {token}}.Encode()), "application/x-www-form-urlencoded")
		r.Header["Sec-Fetch-Site"], r.Header["Origin"] = []string{"cross-site"}, []string{e.Issuer}
		return provider.Do(r)
	}
	if got := calls(signin.ProviderLogout, "a.b.c"); got.Status != http.StatusBadRequest || !strings.Contains(got.Body, "invalid_request") {
		t.Errorf("no token: %d %s", got.Status, got.Body)
	}
	if got := calls("/sign-out", "a.b.c"); got.Status != http.StatusForbidden {
		t.Errorf("another address: %d", got.Status)
	}
	token := e.Logout("dana", nil)
	if got := calls(signin.ProviderLogout, token); got.Status != http.StatusOK || got.Header.Get("Cache-Control") != "no-store" || got.Header.Get("Set-Cookie") != "" {
		t.Errorf("%d %v", got.Status, got.Header)
	}
	if got := v.Get("/account"); got.Status != http.StatusSeeOther {
		t.Errorf("the sign-in goes on: %d", got.Status)
	}
	webtest.Says(t, dana.Get("/account"), 200, "Linked to dana@example.org.")
	if got := calls(signin.ProviderLogout, token); got.Status != http.StatusBadRequest {
		t.Errorf("replayed: %d", got.Status)
	}
}

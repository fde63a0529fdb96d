package browser

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/pquerna/otp/totp"

	"example.org/concord/internal/signin/providertest"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/web/webtest"
)

// newProvidedPortal is one where people may sign in at a real provider, too.
func newProvidedPortal(t *testing.T) portal {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	at := "http://" + server.Listener.Addr().String()
	s := webtest.Provided(t, storytest.New(t), at, providertest.Real(t, at))
	server.Config.Handler = s.Handler
	server.Start()
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	return portal{s, at, t}
}

// elsewhere is where the provider is: the one other host that these windows may ask.
const elsewhere = "http://localhost:"

// signInThere waits until the portal has led to the provider, signs in there, and comes back.
func (h *hand) signInThere(name string) {
	h.t.Helper()
	h.until("Username:")
	h.do(chromedp.SendKeys(chromedp.CSS("#username"), name), chromedp.SendKeys(chromedp.CSS("#password"), providertest.Password))
	h.press(chromedp.Search(`//button`))
}

// The whole way, with a provider that is another program at another address: nobody's account, linked, signed in with, unlinked.
func TestAccountIsLinkedSignedInWithAndUnlinked(t *testing.T) {
	p := newProvidedPortal(t)
	stranger := p.Sit(t, nil, "/sign-in")
	stranger.forgives(elsewhere)
	stranger.check("sign-in-provider")
	stranger.Click("Sign in with Blue Mesa login")
	stranger.signInThere("dana@blue-mesa.example.org")
	stranger.Sees("Nobody here has linked that account")
	stranger.check("provider-unknown")
	stranger.Go("/sign-in/provider/return?state=x&code=y")
	stranger.Sees("was begun in another browser")
	stranger.check("provider-refused")

	dana := p.Sit(t, &story.Dana, "/account")
	dana.forgives(elsewhere)
	dana.Sees("Not linked.")
	dana.Go("/account/provider")
	dana.check("account-provider")
	dana.Click("Link my account there")
	dana.signInThere("dana@blue-mesa.example.org")
	dana.Sees("You can sign in with Blue Mesa login from now on", "Linked to dana@blue-mesa.example.org.")
	dana.check("account-linked")

	again := p.Sit(t, nil, "/councils/wscc/roster")
	again.forgives(elsewhere)
	again.Click("Sign in with Blue Mesa login")
	again.signInThere("dana@blue-mesa.example.org")
	again.Sees("Your code")
	code, err := totp.GenerateCode(story.Secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	again.Type("Code", code)
	again.Click("Sign in")
	if at := again.where(); !strings.HasPrefix(at, "/councils/wscc/roster") {
		t.Errorf("led to %s", at)
	}
	again.Go("/account")
	again.Sees("Blue Mesa login and second factor")

	dana.Go("/account/provider")
	dana.check("account-provider-linked")
	dana.Click("Remove the link")
	dana.Sees("Not linked.")
	again.Go("/account")
	again.Sees("E-mail address") // of the sign-in page: her other sign-in has ended
}

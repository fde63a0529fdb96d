package browser

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/web/webtest"
)

// newLocalPortal is reached as localhost, the only name without a certificate for which browsers make passkeys.
func newLocalPortal(t *testing.T) portal {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	at := "http://" + strings.Replace(server.Listener.Addr().String(), "127.0.0.1", "localhost", 1)
	s := webtest.At(t, storytest.New(t), at)
	server.Config.Handler = s.Handler
	server.Start()
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	return portal{s, at, t}
}

// device gives the window a device that makes passkeys and checks that it is its owner.
func (b *tab) device() {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		if _, err := chromedp.Call(ctx, webauthn.Enable, webauthn.EnableParams{}); err != nil {
			return err
		}
		_, err := chromedp.Call(ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
			HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
		}})
		return err
	}))
}

func TestPasskeyIsAddedSignsInAndConfirms(t *testing.T) {
	p := newLocalPortal(t)
	h := p.Sit(t, &story.Dana, "/account/factors/new")
	h.device()
	h.Type("Name", "Work laptop")
	h.Click("Add a passkey")
	h.Sees("The passkey counts from now on", "Work laptop", "Passkey on one device")

	if _, err := p.Database.Owner().Exec(t.Context(), `update signin.session set proven = proven - interval '11 minutes'`); err != nil {
		t.Fatal(err)
	}
	h.Go("/account/factors/new")
	h.Sees("Confirm that it is you")
	h.Click("Use a passkey instead")
	h.Sees("Add a second factor")
	h.Choose("Add a passkey")
	h.until("This device has a passkey for this account already")

	if _, err := p.Database.Owner().Exec(t.Context(), `delete from signin.session where person_id = $1`, story.Dana.ID); err != nil {
		t.Fatal(err)
	}
	h.Go("/account")
	h.Sees("E-mail address")
	h.Click("Sign in with a passkey")
	h.Sees("Where you are signed in", "Work laptop")
}

func TestSomebodyNewEnrollsWithAPasskey(t *testing.T) {
	p := newLocalPortal(t)
	h := p.Sit(t, nil, p.arrange().link)
	h.device()
	h.Type("Choose a password", "nine days of chlorine")
	h.Type("The same once more", "nine days of chlorine")
	h.Click("Go on")
	h.Sees("Your second factor")
	h.check("enroll-passkey")
	h.Click("Make a passkey instead")
	h.Sees("Keep your recovery codes")
	h.check("enroll-recovery")
	h.Click("I have kept them")
	h.Sees("Everything else opens once you accept them")
	h.check("enroll-rules")
	h.Click("I accept these rules")
	h.Go("/account")
	h.Sees("Passkey on one device")
}

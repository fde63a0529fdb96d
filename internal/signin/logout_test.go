package signin_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"net/url"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc/oidctest"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/signin/providertest"
)

// logsOut is the provider calling; it has no cookies.
func (c *town) logsOut(token string) error {
	c.t.Helper()
	return c.browser().in(func(ctx context.Context) error { return c.desk.LogoutByProvider(ctx, token) })
}

// comes is a browser that signed in through the provider.
func (c *town) comes(e *providertest.Evil, subject string) *browser {
	c.t.Helper()
	b := c.browser()
	if came, err := b.returns(e.Visit(b.toSignIn(), subject)); err != nil || came.Step != signin.Entered || came.Unknown {
		c.t.Fatalf("%+v, %v", came, err)
	}
	return b
}

func strongTown(t *testing.T) (*town, *providertest.Evil, account) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	p := e.Provider()
	p.Factors = []string{"amr=mfa"}
	e.Bend(func(b *providertest.Bent) { b.Claims = func(claims map[string]any) { claims["amr"] = []string{"mfa"} } })
	c.provided(p)
	a := c.enrolled(dana, "dana@example.org")
	c.links(a, func(address string) url.Values { return e.Visit(address, "dana") })
	c.links(c.enrolled(omar, "omar@example.org"), func(address string) url.Values { return e.Visit(address, "omar") })
	return c, e, a
}

func TestProviderEndsTheSignInsThatItBegan(t *testing.T) {
	c, e, a := strongTown(t)
	e.Bend(func(b *providertest.Bent) {
		b.Claims = func(claims map[string]any) { claims["amr"], claims["sid"] = []string{"mfa"}, "at the desk" }
	})
	desk := c.comes(e, "dana")
	e.Bend(func(b *providertest.Bent) {
		b.Claims = func(claims map[string]any) { claims["amr"], claims["sid"] = []string{"mfa"}, "on the phone" }
	})
	phone, other := c.comes(e, "dana"), c.comes(e, "omar")
	own := c.browser()
	own.signIn(a)
	if err := desk.in(func(ctx context.Context) error { // under another token it is still the provider's
		a.fresh()
		return c.desk.Confirm(ctx, code(t, a.secret, 0))
	}); err != nil {
		t.Fatal(err)
	}
	if err := c.logsOut(e.Logout("dana", func(claims map[string]any) { claims["sid"] = "at the desk" })); err != nil {
		t.Fatal(err)
	}
	desk.is("")
	phone.is("Dana Whitfield")
	if err := c.logsOut(e.Logout("dana", nil)); err != nil {
		t.Fatal(err)
	}
	phone.is("")
	own.is("Dana Whitfield") // which the provider did not begin
	other.is("Omar Haddad")
	if err := c.logsOut(e.Logout("", func(claims map[string]any) {
		delete(claims, "sub")
		claims["sid"] = "on the phone"
	})); err != nil {
		t.Fatal(err)
	}
	other.is("")
}

func TestHalfDoneSignInEndsWithTheProvidersToo(t *testing.T) {
	c, e, a := strongTown(t)
	e.Bend(func(b *providertest.Bent) { b.Claims = nil })
	b := c.browser()
	if came, err := b.returns(e.Visit(b.toSignIn(), "dana")); err != nil || came.Step != signin.CodeNext {
		t.Fatalf("%+v, %v", came, err)
	}
	if err := c.logsOut(e.Logout("dana", nil)); err != nil {
		t.Fatal(err)
	}
	a.fresh()
	if _, err := b.prove(code(t, a.secret, 0)); !errors.Is(err, fault.SignIn) {
		t.Errorf("the second factor: %v", err)
	}
	b.is("")
}

func TestLogoutTokenThatCannotBeTrustedEndsNothing(t *testing.T) {
	c, e, _ := strongTown(t)
	b := c.comes(e, "dana")
	another, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	set := func(name string, value any) func(map[string]any) {
		return func(claims map[string]any) {
			if claims[name] = value; value == nil {
				delete(claims, name)
			}
		}
	}
	tokens := map[string]string{
		"another issuer": e.Logout("dana", set("iss", "https://login.example.com")), "another audience": e.Logout("dana", set("aud", "another portal")),
		"a nonce": e.Logout("dana", set("nonce", "x")), "no events": e.Logout("dana", set("events", nil)), "another event": e.Logout("dana", set("events", map[string]any{"logout": map[string]any{}})),
		"nobody": e.Logout("", set("sub", nil)), "no jti": e.Logout("dana", set("jti", nil)), "no end": e.Logout("dana", set("exp", nil)),
		"expired": e.Logout("dana", set("exp", time.Now().Add(-time.Minute).Unix())), "old": e.Logout("dana", set("iat", time.Now().Add(-time.Hour).Unix())),
		"of tomorrow": e.Logout("dana", set("iat", time.Now().Add(24*time.Hour).Unix())), "no token": "", "no JWT": "a.b.c",
	}
	e.Bend(func(b *providertest.Bent) {
		b.Sign = func(claims string) string { return oidctest.SignIDToken(another, "first", "ES256", claims) }
	})
	tokens["an outsider's"] = e.Logout("dana", nil)
	for is, token := range tokens {
		if err := c.logsOut(token); !isInvalid(err) {
			t.Errorf("%s: %v", is, err)
		}
	}
	b.is("Dana Whitfield")
}

func TestLogoutTokenCountsOnceUnderParallelPosts(t *testing.T) {
	c, e, _ := strongTown(t)
	token := e.Logout("dana", nil)
	n, others := parallel(func(int) error { return c.logsOut(token) })
	if n != 1 {
		t.Errorf("%d of 100 were heeded, want 1", n)
	}
	for _, err := range others {
		if !isInvalid(err) {
			t.Errorf("refused with %v", err)
		}
	}
	b := c.comes(e, "dana")
	if err := c.logsOut(token); !isInvalid(err) {
		t.Errorf("replayed: %v", err)
	}
	b.is("Dana Whitfield")
}

func TestFloodOfLogoutTokensIsTurnedAway(t *testing.T) {
	c, _, _ := strongTown(t)
	c.exec(`insert into signin.attempt (bucket, spent) values ('logout 127.0.0.1', app.now() + interval '10 min')`)
	if err := c.logsOut("a.b.c"); !errors.Is(err, fault.Busy) {
		t.Errorf("the flood: %v", err)
	}
}

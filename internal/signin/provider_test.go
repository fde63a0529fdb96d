package signin_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc/oidctest"

	"example.org/concord/internal/signin"
	"example.org/concord/internal/signin/providertest"
)

// part is one part of a token.
func part(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// T-50: what an evil provider, or somebody between, makes of an answer.
func TestAnswerThatCannotBeTrustedSignsNobodyIn(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	p := e.Provider()
	p.Factors = []string{"amr=mfa"}
	c.provided(p)
	honest := func(claims map[string]any) { claims["amr"] = []string{"mfa"} }
	e.Bend(func(b *providertest.Bent) { b.Claims = honest })
	c.links(c.enrolled(dana, "dana@example.org"), func(address string) url.Values { return e.Visit(address, "dana") })
	another, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(&e.Key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	bent := func(name string, value any) func(map[string]any) {
		return func(claims map[string]any) {
			honest(claims)
			claims[name] = value
		}
	}
	by := func(head string, sign func(string) []byte) func(string) string {
		return func(claims string) string {
			text := part([]byte(head)) + "." + part([]byte(claims))
			return text + "." + part(sign(text))
		}
	}
	hmacOf := func(key []byte) func(string) []byte {
		return func(text string) []byte {
			h := hmac.New(sha256.New, key)
			h.Write([]byte(text))
			return h.Sum(nil)
		}
	}
	for is, lie := range map[string]struct {
		claims func(map[string]any)
		sign   func(string) string
		token  func(http.ResponseWriter) bool
	}{
		"another issuer":            {claims: bent("iss", "https://login.example.com")},
		"another audience":          {claims: bent("aud", "another portal")},
		"several audiences":         {claims: bent("aud", []string{providertest.ClientID, "another portal"})},
		"another party":             {claims: bent("azp", "another portal")},
		"another nonce":             {claims: bent("nonce", "another")},
		"no nonce":                  {claims: bent("nonce", nil)},
		"expired":                   {claims: bent("exp", time.Now().Add(-time.Minute).Unix())},
		"without an end":            {claims: bent("exp", nil)},
		"no subject":                {claims: bent("sub", "")},
		"a subject without an end":  {claims: bent("sub", string(bytes.Repeat([]byte("x"), 256)))},
		"claims of another shape":   {claims: bent("amr", "mfa")},
		"alg none":                  {sign: by(`{"alg":"none"}`, func(string) []byte { return nil })},
		"HS256 with the public key": {sign: by(`{"alg":"HS256","kid":"first"}`, hmacOf(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})))},
		"HS256 with the secret":     {sign: by(`{"alg":"HS256"}`, hmacOf([]byte(providertest.Secret)))},
		"another key":               {sign: func(claims string) string { return oidctest.SignIDToken(another, "first", "ES256", claims) }},
		"another key by its name":   {sign: func(claims string) string { return oidctest.SignIDToken(another, "second", "ES256", claims) }},
		"no token":                  {sign: func(string) string { return "" }},
		"no answer": {token: func(w http.ResponseWriter) bool {
			w.WriteHeader(http.StatusBadGateway)
			return true
		}},
		"no JSON": {token: func(w http.ResponseWriter) bool {
			_, err := w.Write([]byte("<html>"))
			return err == nil
		}},
		"sent on to another host": {token: func(w http.ResponseWriter) bool {
			w.Header().Set("Location", "http://login.example.com/token")
			w.WriteHeader(http.StatusTemporaryRedirect)
			return true
		}},
		"an answer without an end": {token: func(w http.ResponseWriter) bool {
			w.Header().Set("Content-Type", "application/json")
			for range 3 << 10 {
				if _, err := w.Write(bytes.Repeat([]byte(" "), 1<<10)); err != nil {
					return true
				}
			}
			return false
		}},
	} {
		e.Bend(func(b *providertest.Bent) { b.Claims, b.Sign, b.Token = honest, lie.sign, lie.token })
		if lie.claims != nil {
			e.Bend(func(b *providertest.Bent) { b.Claims = lie.claims })
		}
		b := c.browser()
		if came, err := b.returns(e.Visit(b.toSignIn(), "dana")); !isInvalid(err) {
			t.Errorf("%s: %+v, %v", is, came, err)
		}
		b.is("")
	}
	e.Bend(func(b *providertest.Bent) { b.Claims, b.Sign, b.Token = honest, nil, nil })
	b := c.browser()
	if _, err := b.returns(e.Visit(b.toSignIn(), "dana")); err != nil {
		t.Fatal(err)
	}
	b.is("Dana Whitfield") // so the lies alone were refused
}

// T-50: an answer is bound to the browser that asked, by a state that is its own.
func TestAnswerOfAnotherBrowserSignsNobodyIn(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	p := e.Provider()
	p.Factors = []string{"amr=mfa"}
	e.Bend(func(b *providertest.Bent) { b.Claims = func(claims map[string]any) { claims["amr"] = []string{"mfa"} } })
	c.provided(p)
	c.links(c.enrolled(dana, "dana@example.org"), func(address string) url.Values { return e.Visit(address, "dana") })
	mine, others := c.browser(), c.browser()
	told, stolen := e.Visit(mine.toSignIn(), "dana"), e.Visit(others.toSignIn(), "dana")
	refused := func(is string, b *browser, answer url.Values) {
		t.Helper()
		if came, err := b.returns(answer); !isInvalid(err) {
			t.Errorf("%s: %+v, %v", is, came, err)
		}
		b.is("")
	}
	refused("another's answer", mine, stolen)
	refused("no state", mine, url.Values{"code": told["code"]})
	refused("another state", mine, url.Values{"code": told["code"], "state": {"another"}})
	refused("a browser that never asked", c.browser(), told)
	refused("the code of another browser under one's own state", mine, url.Values{"code": stolen["code"], "state": told["state"]}) // PKCE and nonce
	refused("one's own code after that", mine, told)
	b := c.browser()
	told = e.Visit(b.toSignIn(), "dana")
	told.Set("iss", "https://login.example.com")
	refused("an answer that another provider gave (RFC 9207)", b, told)
	b = c.browser()
	told = e.Visit(b.toSignIn(), "dana")
	refused("a refusal", b, url.Values{"error": {"access_denied"}, "state": told["state"]})
	b = c.browser()
	told = e.Visit(b.toSignIn(), "dana")
	c.exec(`update signin.ceremony set made = made - interval '11 minutes'`)
	refused("too late", b, told)
}

func TestProviderThatNamesItselfIsHeldToIt(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	e.Bend(func(b *providertest.Bent) {
		b.Says = func(says map[string]any) { says["authorization_response_iss_parameter_supported"] = true }
	})
	c.provided(e.Provider())
	b := c.browser()
	if came, err := b.returns(e.Visit(b.toSignIn(), "dana")); !isInvalid(err) {
		t.Errorf("without its name: %+v, %v", came, err)
	}
	told := e.Visit(b.toSignIn(), "dana")
	told.Set("iss", e.Issuer)
	if came, err := b.returns(told); err != nil || !came.Unknown {
		t.Errorf("with it: %+v, %v", came, err)
	}
}

// Some providers name an account elsewhere than in the token. What they say there counts for the same subject alone, and never for who it is.
func TestUserInformationOfAnotherSubjectIsRefused(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	c.provided(e.Provider())
	e.Bend(func(b *providertest.Bent) { b.Claims = func(claims map[string]any) { delete(claims, "email") } })
	b := c.browser()
	b.signIn(c.enrolled(dana, "dana@example.org"))
	e.Bend(func(b *providertest.Bent) { b.Userinfo = map[string]any{"sub": "omar", "email": "omar@example.org"} })
	if came, err := b.returns(e.Visit(b.toLink(), "dana")); !isInvalid(err) || c.count(`select count(*) from signin.identity`) != 0 {
		t.Errorf("%+v, %v", came, err)
	}
	e.Bend(func(b *providertest.Bent) {
		b.Userinfo = map[string]any{"sub": "dana", "email": "dana@blue-mesa.example.org"}
	})
	if came, err := b.returns(e.Visit(b.toLink(), "dana")); err != nil || !came.Linked {
		t.Fatalf("%+v, %v", came, err)
	}
	if n := c.count(`select count(*) from signin.identity where subject = 'dana' and name = 'dana@blue-mesa.example.org'`); n != 1 {
		t.Error("the account there has another name or subject here")
	}
}

// Whatever the provider does, the portal stands, says so in words, and people sign in otherwise.
func TestProviderThatCannotBeUsedLeavesThePassword(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	a := c.enrolled(dana, "dana@example.org")
	c.provided(e.Provider())
	signin.Patient(200 * time.Millisecond)
	t.Cleanup(func() { signin.Patient(5 * time.Second) })
	c.provided(e.Provider())
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the portal went where it was sent") }))
	t.Cleanup(elsewhere.Close)
	says := func(name string, value any) func(map[string]any) {
		return func(discovery map[string]any) { discovery[name] = value }
	}
	for is, lie := range map[string]struct {
		says      func(map[string]any)
		discovery func(http.ResponseWriter) bool
	}{
		"another issuer":                    {says: says("issuer", "https://login.example.com")},
		"tokens over a line anybody reads":  {says: says("token_endpoint", "http://login.example.com/token")},
		"keys over such a line":             {says: says("jwks_uri", "http://login.example.com/keys")},
		"user information over such a line": {says: says("userinfo_endpoint", "http://login.example.com/me")},
		"no keys":                           {says: says("jwks_uri", nil)},
		"a page that is no address":         {says: says("authorization_endpoint", "javascript:alert(1)")},
		"sent on to another host": {discovery: func(w http.ResponseWriter) bool {
			w.Header().Set("Location", elsewhere.URL)
			w.WriteHeader(http.StatusFound)
			return true
		}},
		"an answer without an end": {discovery: func(w http.ResponseWriter) bool {
			w.Header().Set("Content-Type", "application/json")
			for range 3 << 10 {
				if _, err := w.Write(bytes.Repeat([]byte(" "), 1<<10)); err != nil {
					return true
				}
			}
			return false
		}},
		"no answer in time": {discovery: func(http.ResponseWriter) bool {
			time.Sleep(time.Second)
			return false
		}},
	} {
		e.Bend(func(b *providertest.Bent) { b.Says, b.Discovery = lie.says, lie.discovery })
		if err := c.desk.ReachProvider(t.Context()); err == nil {
			t.Errorf("%s: it is used", is)
		}
		if state := c.desk.ProviderState(); state.Answers || state.Name != "Blue Mesa login" {
			t.Errorf("%s: %+v", is, state)
		}
		if err := c.browser().in(func(ctx context.Context) error { _, err := c.desk.BeginProvider(ctx, "/"); return err }); !isInvalid(err) {
			t.Errorf("%s: %v", is, err)
		}
	}
	b := c.browser()
	b.signIn(a)
	b.is("Dana Whitfield")
	e.Bend(func(b *providertest.Bent) { b.Says, b.Discovery = nil, nil })
	if err := c.desk.ReachProvider(t.Context()); err != nil || !c.desk.ProviderState().Answers {
		t.Errorf("it is back: %v", err)
	}
}

func TestSettingsOfAProviderAreChecked(t *testing.T) {
	right := signin.Provider{Issuer: "https://login.example.org/realms/one", ClientID: "concord", Secret: "x", Factors: []string{"acr=https://refeds.org/profile/mfa", "amr=mfa"}}
	if err := right.Check(); err != nil {
		t.Error(err)
	}
	for is, bend := range map[string]func(*signin.Provider){
		"http":      func(p *signin.Provider) { p.Issuer = "http://login.example.org" },
		"no scheme": func(p *signin.Provider) { p.Issuer = "login.example.org" },
		"a name":    func(p *signin.Provider) { p.Issuer = "https://me:secret@login.example.org" },
		"no client": func(p *signin.Provider) { p.ClientID = "" },
		"no secret": func(p *signin.Provider) { p.Secret = "" },
		"no claim":  func(p *signin.Provider) { p.Factors = []string{"mfa"} },
		"no value":  func(p *signin.Provider) { p.Factors = []string{"amr="} },
	} {
		p := right
		if bend(&p); p.Check() == nil {
			t.Errorf("%s is taken", is)
		}
	}
}

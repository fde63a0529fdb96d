package signin_test

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"example.org/concord/internal/signin"
	"example.org/concord/internal/signin/providertest"
)

// T-54: whoever reads the database finds nothing that opens anything: of no token more than its hash.
func TestNoTokenStandsInTheDatabase(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	c.provided(e.Provider())
	a := c.enrolled(dana, "dana@example.org")
	b := c.links(a, func(address string) url.Values { return e.Visit(address, "dana") })
	if err := c.ask(sam, dana, false); err != nil {
		t.Fatal(err)
	}
	link, err := c.approve(kim, c.waiting(kim).ID)
	if err != nil {
		t.Fatal(err)
	}
	waiting := c.browser()
	state := e.Visit(waiting.toSignIn(), "dana").Get("state")
	for is, token := range map[string]string{
		"the cookie": b.cookie("concord"), "the cookie of the browser": b.cookie("concord-browser"), "a half-done sign-in's": waiting.cookie("concord"),
		"the state": state, "the link": link, "a recovery code": a.recovery[0], "the password": good,
	} {
		if token == "" {
			t.Fatalf("%s is empty", is)
		}
		for _, table := range []string{"session", "account", "device", "ceremony", "invitation", "letter", "recovery_code", "factor_reset", "identity", "logout", "attempt"} {
			if n := c.count(`select count(*) from signin.`+table+` r where to_jsonb(r)::text like '%' || $1 || '%' or `+map[bool]string{true: `convert_from(r.data, 'UTF8') like '%' || $1 || '%'`, false: `false`}[table == "session"], token); n > 0 {
				t.Errorf("%s stands in %s", is, table)
			}
		}
	}
}

// T-51: who somebody is comes from the cookie and from nowhere else, whatever a proxy or a stranger writes into the request.
func TestHeadersOfARequestSignNobodyIn(t *testing.T) {
	c := open(t)
	c.enrolled(dana, "dana@example.org")
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.at+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"X-Remote-User", "Remote-User", "X-Forwarded-User", "X-Forwarded-Email", "X-Auth-Request-Email", "X-Webauth-User", "X-Ssl-Client-S-Dn", "X-Client-Cert", "X-Person", "X-App-Handle"} {
		for _, value := range []string{"dana@example.org", dana.String()} {
			r.Header.Add(name, value)
		}
	}
	r.Header.Set("Authorization", "Basic ZGFuYUBleGFtcGxlLm9yZzp4")
	b := c.browser()
	res, err := b.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.ContentLength != 0 {
		t.Errorf("somebody is signed in: %d bytes", res.ContentLength)
	}
	if n := c.count(`select count(*) from signin.session where person_id = $1 and created > app.now() - interval '1 second' and address <> '127.0.0.1'`, dana); n != 0 {
		t.Error("an address of the request's own is believed")
	}
}

// T-52: a browser that is known skips nothing: there is no "remember me" whose theft would open an account.
func TestKnownBrowserShowsBothFactorsAgain(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b := c.browser()
	b.signIn(a)
	b.do("POST", "/out")
	if b.cookie("concord-browser") == "" {
		t.Fatal("the browser is not known")
	}
	b.is("")
	if _, err := b.prove(a.recovery[0]); err == nil {
		t.Error("a code alone signs in")
	}
	if step, err := b.enter(signin.Try{Email: a.email, Password: good}); err != nil || step != signin.CodeNext {
		t.Fatalf("%v, %v", step, err)
	}
	b.is("")
	thief := c.browser() // who stole the mark alone
	r, err := url.Parse(c.at)
	if err != nil {
		t.Fatal(err)
	}
	thief.Jar.SetCookies(r, []*http.Cookie{{Name: "concord-browser", Value: b.cookie("concord-browser")}})
	thief.is("")
	if _, err := thief.enter(signin.Try{Email: a.email, Password: another}); !isInvalid(err) {
		t.Errorf("with the mark and a wrong password: %v", err)
	}
}

// T-46: an account that is suspended while it signs in is out, whichever comes first.
func TestSuspendedWhileSigningInIsOut(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	a.fresh()
	browsers := make([]*browser, 10)
	for i := range browsers {
		browsers[i] = c.browser()
		if step, err := browsers[i].enter(signin.Try{Email: a.email, Password: good}); err != nil || step != signin.CodeNext {
			t.Fatalf("%v, %v", step, err)
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.exec(`update person set suspended = app.now() where id = $1`, dana)
	}()
	for i, b := range browsers {
		_ = b.in(func(ctx context.Context) error { // whatever the answer, nothing may come of it
			_, err := c.desk.Prove(ctx, a.recovery[i])
			return err
		})
	}
	<-done
	for _, b := range browsers {
		b.is("")
	}
}

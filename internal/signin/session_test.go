package signin_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/signin"
)

func TestAnonymousVisitorGetsNoCookieAndNoRow(t *testing.T) {
	c := open(t)
	b := c.browser()
	b.is("")
	if b.cookie("concord") != "" || c.count(`select count(*) from signin.session`) != 0 {
		t.Error("a visitor who did nothing has a session")
	}
}

func TestSignInIsOneTripAPage(t *testing.T) {
	c := open(t)
	b := c.browser().as(dana)
	b.is("Dana Whitfield")
	c.Trips().Reset()
	b.is("Dana Whitfield")
	if n := c.Trips().Count(); n != 2 {
		t.Errorf("%d round trips, want 2: the session, the page", n)
	}
}

// T-54.
func TestTokenIsStoredHashed(t *testing.T) {
	c := open(t)
	b := c.browser().as(dana)
	if c.count(`select count(*) from signin.session where handle = $1 or convert_from(data, 'UTF8') like '%' || $1 || '%'`, b.cookie("concord")) != 0 {
		t.Error("the database holds the token of the cookie")
	}
	if n := c.count(`select count(*) from signin.session where handle = translate(rtrim(encode(sha256($1::bytea), 'base64'), '='), '+/', '-_')`, []byte(b.cookie("concord"))); n != 1 {
		t.Errorf("%d sessions under the hash of the token, want 1", n)
	}
}

// T-47: what stood in the cookie before is worth nothing after.
func TestTokenChangesAtSignIn(t *testing.T) {
	c := open(t)
	b := c.browser().as(dana)
	before := b.cookie("concord")
	b.as(omar)
	if b.cookie("concord") == before {
		t.Error("the token is the same after signing in again")
	}
	if n := c.count(`select count(*) from signin.session`); n != 1 {
		t.Errorf("%d sessions, want the new one alone", n)
	}
}

func TestCookieThatWasFixedBeforehandIsNotTaken(t *testing.T) {
	c := open(t)
	r, _ := http.NewRequestWithContext(t.Context(), "POST", c.at+"/as/"+dana.String(), nil)
	r.AddCookie(&http.Cookie{Name: "concord", Value: "chosen-by-somebody-else-000000000000000000000"})
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	for _, cookie := range res.Cookies() {
		if cookie.Value == "chosen-by-somebody-else-000000000000000000000" {
			t.Error("the portal took over the token that it was given")
		}
		if !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" {
			t.Errorf("cookie %s lacks HttpOnly, SameSite=Lax or Path=/", cookie.Name)
		}
	}
}

func TestCookieIsHostBoundUnderHTTPS(t *testing.T) {
	c := open(t)
	desk := signin.New(c.Signin(), signin.Options{URL: "https://concord.example.org"})
	h := desk.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := desk.SignInAs(r.Context(), dana); err != nil {
			t.Error(err)
		}
	}))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "POST", "/", nil))
	if len(w.Result().Cookies()) != 2 {
		t.Errorf("%d cookies, want the session's and the browser's", len(w.Result().Cookies()))
	}
	for _, cookie := range w.Result().Cookies() {
		if !strings.HasPrefix(cookie.Name, "__Host-") || !cookie.Secure || cookie.Domain != "" {
			t.Errorf("cookie %s is not bound to the host", cookie.Name)
		}
	}
}

// A request in flight must not bring a revoked session back.
func TestRevokedSessionStaysRevoked(t *testing.T) {
	c := open(t)
	b := c.browser().as(dana)
	done := make(chan string)
	go func() {
		_, body := b.do("GET", "/slow")
		done <- body
	}()
	<-c.in
	c.exec(`delete from signin.session`)
	close(c.slow)
	if body := <-done; body != "" {
		t.Errorf("the request in flight still reads as %q", body)
	}
	b.is("")
	if n := c.count(`select count(*) from signin.session`); n != 0 {
		t.Errorf("%d sessions after all were revoked", n)
	}
}

func TestSignOutEndsTheSession(t *testing.T) {
	c := open(t)
	b := c.browser().as(dana)
	stolen := c.browser()
	r, _ := http.NewRequestWithContext(t.Context(), "GET", c.at, nil)
	stolen.Jar.SetCookies(r.URL, b.Jar.Cookies(r.URL))
	stolen.is("Dana Whitfield")
	if status, _ := b.do("POST", "/out"); status != 200 {
		t.Errorf("sign-out: %d", status)
	}
	b.is("")
	stolen.is("")
	if b.cookie("concord") != "" {
		t.Error("the cookie is still there")
	}
}

func TestSignOutEverywhereEndsAllOfOnesOwnAndNobodyElses(t *testing.T) {
	c := open(t)
	phone, desk, other := c.browser().as(dana), c.browser().as(dana), c.browser().as(omar)
	if status, _ := phone.do("POST", "/everywhere"); status != 200 {
		t.Errorf("sign-out everywhere: %d", status)
	}
	phone.is("")
	desk.is("")
	other.is("Omar Haddad")
	if status, _ := phone.do("POST", "/everywhere"); status != http.StatusUnauthorized {
		t.Errorf("sign-out everywhere of nobody: %d", status)
	}
}

func TestOnlyOnesOwnSignInCanBeEnded(t *testing.T) {
	c := open(t)
	phone, desk, other := c.browser().as(dana), c.browser().as(dana), c.browser().as(omar)
	var mine []signin.SignIn
	who := db.Who{Handle: c.handle(dana)}
	if err := c.App().Read(t.Context(), who, signin.Mine(&mine)); err != nil || len(mine) != 2 || !mine[0].Here || mine[1].Here {
		t.Fatalf("sign-ins: %+v, %v", mine, err)
	}
	if status, _ := other.do("POST", "/end/"+mine[1].ID.String()); status != 404 {
		t.Errorf("ending somebody else's: %d, want 404", status)
	}
	for _, s := range mine {
		if status, _ := desk.do("POST", "/end/"+s.ID.String()); status != 200 && status != 404 {
			t.Errorf("ending one's own: %d", status)
		}
	}
	desk.is("")
	phone.is("")
	other.is("Omar Haddad")
}

// handle is of one live session of the person.
func (c *town) handle(person uuid.UUID) (h string) {
	c.t.Helper()
	if err := c.Owner().QueryRow(c.t.Context(), `select handle from signin.session where person_id = $1 limit 1`, person).Scan(&h); err != nil {
		c.t.Fatal(err)
	}
	return h
}

func TestSuspendedOrExpiredPersonIsOutWithTheNextRequest(t *testing.T) {
	for name, end := range map[string]string{"suspended": "suspended = app.now()", "expired": "expires = app.now()"} {
		t.Run(name, func(t *testing.T) {
			c := open(t)
			b := c.browser().as(dana)
			c.exec(`update person set `+end+` where id = $1`, dana)
			b.is("")
			if status, _ := b.do("POST", "/as/"+dana.String()); status == 200 {
				t.Error("the person could sign in again")
			}
		})
	}
}

func TestSessionEndsByTime(t *testing.T) {
	for _, c := range []struct {
		who   uuid.UUID
		name  string
		after string
		in    bool
	}{
		{dana, "Dana Whitfield", "59 minutes", true}, {dana, "Dana Whitfield", "61 minutes", false},
		{sam, "Sam Porter", "14 minutes", true}, {sam, "Sam Porter", "16 minutes", false},
	} {
		t.Run(c.name+" "+c.after, func(t *testing.T) {
			town := open(t)
			b := town.browser().as(c.who)
			town.exec(`update signin.session set created = created - $1::interval, touched = touched - $1::interval, expires = expires - $1::interval`, c.after)
			if c.in {
				b.is(c.name)
			} else {
				b.is("")
			}
		})
	}
}

func TestUseProlongsTheSessionButNeverBeyondTwelveHours(t *testing.T) {
	c := open(t)
	b := c.browser().as(dana)
	for range 14 {
		c.exec(`update signin.session set created = created - interval '50 minutes', touched = touched - interval '50 minutes', expires = expires - interval '50 minutes'`)
		b.is("Dana Whitfield")
	}
	c.exec(`update signin.session set expires = expires - interval '21 minutes'`)
	b.is("")
}

func TestUseIsWrittenOnceAMinute(t *testing.T) {
	c := open(t)
	b := c.browser().as(dana)
	c.exec(`update signin.session set touched = app.now() - interval '30 seconds'`)
	b.is("Dana Whitfield")
	if c.count(`select count(*) from signin.session where touched > app.now() - interval '20 seconds'`) != 0 {
		t.Error("use was written twice within a minute")
	}
	c.exec(`update signin.session set touched = app.now() - interval '61 seconds'`)
	b.is("Dana Whitfield")
	if c.count(`select count(*) from signin.session where touched > app.now() - interval '20 seconds'`) != 1 {
		t.Error("use was not written after a minute")
	}
}

func TestSignInsAreOnRecord(t *testing.T) {
	c := open(t)
	b := c.browser().as(dana)
	b.do("POST", "/out")
	for _, verb := range []string{"sign_in", "sign_out"} {
		if n := c.count(`select count(*) from audit where verb = $1 and person_id = $2`, verb, dana); n != 1 {
			t.Errorf("%d records of %s, want 1", n, verb)
		}
	}
}

func TestCleanRemovesWhatIsOverAndNothingElse(t *testing.T) {
	c := open(t)
	live := c.browser().as(dana)
	c.browser().as(omar)
	c.exec(`update signin.session set touched = touched - interval '26 hours', expires = expires - interval '26 hours' where person_id = $1`, omar)
	c.exec(`insert into signin.attempt values ('old', app.now() - interval '1 second'), ('new', app.now() + interval '1 hour')`)
	if err := signin.Clean(t.Context(), c.Signin()); err != nil {
		t.Fatal(err)
	}
	live.is("Dana Whitfield")
	if c.count(`select count(*) from signin.session`) != 1 || c.count(`select count(*) from signin.attempt`) != 1 {
		t.Error("what is over stayed, or what lives went")
	}
}

// Each page notes when its sign-in was last used, which must not write to the table's five indexes each time: a row that changes nothing that is
// indexed, and has room on its own page, touches none. How many rows find room depends on what else the server does, so the conditions are held.
func TestUseOfASignInTouchesNoIndex(t *testing.T) {
	c := open(t)
	if n := c.count(`select count(*) from pg_class where oid = 'signin.session'::regclass and reloptions::text ~ 'fillfactor=50'`); n != 1 {
		t.Error("the pages of the table are written full")
	}
	if n := c.count(`select count(*) from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attname = 'touched'
		where i.indrelid = 'signin.session'::regclass and (a.attnum = any (i.indkey) or pg_get_indexdef(i.indexrelid) ~ 'touched')`); n != 0 {
		t.Errorf("%d indexes hold when a sign-in was used", n)
	}
}

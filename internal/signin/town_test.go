package signin_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
)

// town is a portal of a few lines: it signs in by name, and says who asks.
type town struct {
	*dbtest.Database
	t    *testing.T
	desk *signin.Desk
	at   string        // its address
	slow chan struct{} // a request to /slow waits for it
	in   chan struct{} // and tells here that it has come

	inside sync.Map
}

const people = `
insert into region (number, name, office_city, office_state) values (8, 'Region 8', 'Denver', 'CO');
insert into organization (id, slug, name, kind, invented) values ('10000000-0000-4000-8000-000000000001', 'blue-mesa', 'Blue Mesa', 'owner_operator', true);
insert into person (id, name, organization_id, invented) values
  ('20000000-0000-4000-8000-000000000001', 'Dana Whitfield', '10000000-0000-4000-8000-000000000001', true),
  ('20000000-0000-4000-8000-000000000002', 'Omar Haddad', '10000000-0000-4000-8000-000000000001', true),
  ('20000000-0000-4000-8000-000000000003', 'Sam Porter', '10000000-0000-4000-8000-000000000001', true),
  ('20000000-0000-4000-8000-000000000004', 'Kim Doyle', '10000000-0000-4000-8000-000000000001', true);
insert into council (id, slug, name, short_name) values ('30000000-0000-4000-8000-000000000001', 'administration', 'Administration', 'Administration');
insert into council_kind_term (council_id, kind) values ('30000000-0000-4000-8000-000000000001', 'administration');
insert into appointment (person_id, council_id, office, organization_id, invented)
  select p, '30000000-0000-4000-8000-000000000001', 'administrator', '10000000-0000-4000-8000-000000000001', true
    from unnest(array['20000000-0000-4000-8000-000000000003', '20000000-0000-4000-8000-000000000004']::uuid[]) p;
insert into rules_accepted (person_id, since) select p.id, r.since from person p, rules_of_behavior r;`

var (
	dana = uuid.MustParse("20000000-0000-4000-8000-000000000001")
	omar = uuid.MustParse("20000000-0000-4000-8000-000000000002")
	sam  = uuid.MustParse("20000000-0000-4000-8000-000000000003")
	kim  = uuid.MustParse("20000000-0000-4000-8000-000000000004")
)

func open(t *testing.T) *town {
	d := dbtest.Empty(t)
	c := &town{Database: d, t: t, slow: make(chan struct{}), in: make(chan struct{}, 1)}
	c.exec(people)
	c.desk = signin.New(d.Signin(), signin.Options{URL: "http://localhost", Name: "Concord"})
	mux := http.NewServeMux()
	say := func(w http.ResponseWriter, err error) {
		switch {
		case errors.Is(err, fault.SignIn):
			w.WriteHeader(http.StatusUnauthorized)
		case errors.Is(err, fault.NotFound):
			w.WriteHeader(http.StatusNotFound)
		case err != nil:
			w.WriteHeader(http.StatusInternalServerError)
			io.WriteString(w, err.Error())
		}
	}
	who := func(w http.ResponseWriter, r *http.Request) {
		var name *string
		if err := d.App().Read(r.Context(), signin.Who(r), db.Maybe("who", `select name from app.who`, &name)); err != nil {
			say(w, err)
			return
		}
		if name != nil {
			io.WriteString(w, *name)
		}
	}
	mux.HandleFunc("GET /{$}", who)
	mux.HandleFunc("GET /slow", func(w http.ResponseWriter, r *http.Request) {
		c.in <- struct{}{}
		<-c.slow
		c.desk.Note(r.Context(), "kept", "something to save")
		who(w, r)
	})
	mux.HandleFunc("POST /as/{person}", func(w http.ResponseWriter, r *http.Request) {
		say(w, c.desk.SignInAs(r.Context(), uuid.MustParse(r.PathValue("person"))))
	})
	// What a test wants done inside a request.
	mux.HandleFunc("POST /do/{id}", func(w http.ResponseWriter, r *http.Request) {
		f, _ := c.inside.Load(r.PathValue("id"))
		f.(func(http.ResponseWriter, *http.Request))(w, r)
	})
	for _, p := range []string{"/write", "/account/write", "/sign-in/write", "/enroll/write"} {
		mux.HandleFunc(p, c.desk.AskToSignIn)
	}
	mux.HandleFunc("POST /out", func(w http.ResponseWriter, r *http.Request) { say(w, c.desk.SignOut(r.Context())) })
	mux.HandleFunc("POST /everywhere", func(w http.ResponseWriter, r *http.Request) { say(w, c.desk.SignOutEverywhere(r.Context())) })
	mux.HandleFunc("POST /end/{id}", func(w http.ResponseWriter, r *http.Request) {
		say(w, c.desk.End(r.Context(), uuid.MustParse(r.PathValue("id"))))
	})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { c.desk.Middleware(mux).ServeHTTP(w, r) }))
	t.Cleanup(s.Close)
	c.at = s.URL
	return c
}

func (c *town) exec(sql string, args ...any) {
	c.t.Helper()
	if _, err := c.Owner().Exec(c.t.Context(), sql, args...); err != nil {
		c.t.Fatal(err)
	}
}

func (c *town) count(sql string, args ...any) (n int) {
	c.t.Helper()
	if err := c.Owner().QueryRow(c.t.Context(), sql, args...).Scan(&n); err != nil {
		c.t.Fatal(err)
	}
	return n
}

// browser keeps cookies.
type browser struct {
	c *town
	http.Client
}

func (c *town) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return &browser{c, http.Client{Jar: jar}}
}

func (b *browser) do(method, path string) (int, string) {
	b.c.t.Helper()
	r, err := http.NewRequestWithContext(b.c.t.Context(), method, b.c.at+path, nil)
	if err != nil {
		b.c.t.Fatal(err)
	}
	res, err := b.Do(r)
	if err != nil {
		b.c.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.c.t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

func (b *browser) cookie(name string) string {
	r, _ := http.NewRequestWithContext(context.Background(), "GET", b.c.at, nil)
	for _, c := range b.Jar.Cookies(r.URL) {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

func (b *browser) is(want string) {
	b.c.t.Helper()
	if status, name := b.do("GET", "/"); status != 200 || name != want {
		b.c.t.Errorf("the portal takes the browser for %q (%d), want %q", name, status, want)
	}
}

func (b *browser) as(person uuid.UUID) *browser {
	b.c.t.Helper()
	if status, body := b.do("POST", "/as/"+person.String()); status != 200 {
		b.c.t.Fatalf("signing in: %d %s", status, body)
	}
	return b
}

// in runs f inside a request of the browser.
func (b *browser) in(f func(context.Context) error) (err error) {
	b.c.t.Helper()
	id := uuid.NewString()
	b.c.inside.Store(id, func(_ http.ResponseWriter, r *http.Request) { err = f(r.Context()) })
	if status, body := b.do("POST", "/do/"+id); status != 200 {
		b.c.t.Errorf("%d %s", status, body)
	}
	return err
}

// A password nobody would guess, and another.
const (
	good    = "seven lanterns under a mossy bridge"
	another = "the otter borrowed my yellow kayak"
)

// account is what a person has to sign in with.
type account struct {
	c        *town
	email    string
	secret   string
	recovery []string
}

// confirmed arranges that two members of staff chose the address, as it takes where the person serves: the town's are as few as its tests
// need, and none of them confirms her own.
func (c *town) confirmed(person uuid.UUID, email string) {
	c.t.Helper()
	c.exec(`insert into proposal (id, act, because, person_id, email, proposed_by, confirmed, decided_by)
		select gen_random_uuid(), 'invitation', 'They serve and have no account yet', $1, $2, $3, app.now(), $4 where app.serves($1)`, person, email, sam, kim)
	c.exec(`update proposal set done = confirmed where act = 'invitation' and done is null`)
}

// invite makes a link as that member of staff.
func (c *town) invite(staff, person uuid.UUID, email string) string {
	c.t.Helper()
	c.confirmed(person, email)
	token, changes, err := signin.Invite(person, email)
	if err == nil {
		err = c.App().Write(c.t.Context(), c.As(staff), db.Once{}, changes...)
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return token
}

// enrolled enrolls a person the way people do.
func (c *town) enrolled(person uuid.UUID, email string) account {
	c.t.Helper()
	token := c.invite(sam, person, email)
	return c.enroll(c.browser(), token, email, good)
}

func (c *town) enroll(b *browser, token, email, password string) account {
	c.t.Helper()
	a := account{c: c, email: email}
	err := b.in(func(ctx context.Context) error { return c.desk.ChoosePassword(ctx, token, password) })
	if err == nil {
		err = b.in(func(ctx context.Context) error {
			shown, err := c.desk.EnrollAuthenticator(ctx, token)
			a.secret = strings.ReplaceAll(shown.Secret, "-", "")
			return err
		})
	}
	if err == nil {
		err = b.in(func(ctx context.Context) (err error) {
			a.recovery, err = c.desk.Enroll(ctx, token, code(c.t, a.secret, 0))
			return err
		})
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return a
}

// code is the authenticator's, so many periods from now. The one of enrolling is used: later sign-ins take the next.
func code(t *testing.T, secret string, periods int) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, time.Now().Add(time.Duration(periods)*30*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// fresh lets the account's codes count again, as they do half a minute later.
func (a account) fresh() {
	a.c.t.Helper()
	a.c.exec(`update signin.factor f set step = 0 from signin.account a where a.person_id = f.person_id and a.email = $1`, a.email)
}

func (b *browser) enter(try signin.Try) (step signin.Step, err error) {
	b.c.t.Helper()
	err = b.in(func(ctx context.Context) (err error) {
		step, err = b.c.desk.Enter(ctx, try)
		return err
	})
	return step, err
}

func (b *browser) prove(code string) (next string, err error) {
	b.c.t.Helper()
	err = b.in(func(ctx context.Context) (err error) {
		next, err = b.c.desk.Prove(ctx, code)
		return err
	})
	return next, err
}

// signIn gives both factors.
func (b *browser) signIn(a account) {
	b.c.t.Helper()
	a.fresh()
	if step, err := b.enter(signin.Try{Email: a.email, Password: good}); err != nil || step != signin.CodeNext {
		b.c.t.Fatalf("password: %v, %v", step, err)
	}
	if _, err := b.prove(code(b.c.t, a.secret, 0)); err != nil {
		b.c.t.Fatalf("code: %v", err)
	}
}

func isInvalid(err error) bool {
	invalid := fault.Invalid{}
	return errors.As(err, &invalid)
}

func isConflict(err error) bool {
	conflict := fault.Conflict{}
	return errors.As(err, &conflict)
}

// parallel runs f a hundred times at once and counts what came back as nil.
func parallel(f func(int) error) (succeeded int, others []error) {
	var (
		mu   sync.Mutex
		wg   sync.WaitGroup
		gate = make(chan struct{})
	)
	for i := range 100 {
		wg.Go(func() {
			<-gate
			err := f(i)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				succeeded++
			} else {
				others = append(others, err)
			}
		})
	}
	close(gate)
	wg.Wait()
	return succeeded, others
}

// owner is the database as the operator's commands open it.
func (c *town) owner() *db.DB {
	c.t.Helper()
	d, err := db.Open(c.t.Context(), c.URL("concord_super")+"&options="+"-c%20role%3Dconcord_owner%20-c%20search_path%3Dpublic%2Capp", db.Options{})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(d.Close)
	return d
}

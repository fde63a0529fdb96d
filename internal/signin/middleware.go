package signin

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/may"
)

// request is what one request knows of its sign-in.
type request struct {
	cookie   string           // the handle that the cookie stands for, whether it is live or not; "" without a cookie
	loaded   string           // the handle of the session that this request found or made
	person   uuid.UUID        // who is signed in; nil is nobody
	ends     time.Time        // when the sign-in ends unless it is used again
	proven   *time.Time       // when it showed a factor; nil: now, by this request
	fresh    bool             // a factor was shown lately
	unbound  bool             // the rules of behavior in force were not accepted
	holds    []may.Capability // those of may.Opening that they hold
	zone     string           // the name of the time zone that they chose, "" for the portal's
	by       origin           // how this sign-in began, or the half-done one
	renewing bool             // a live session is about to get another token
	devices  string           // the token in the cookie of a browser that signed in before
	device   string           // the token that this request gives the browser, or gives it anew
	address  string
	agent    string
}

// origin is by which means a sign-in began, and which session of whose it is at a provider.
type origin struct {
	Means                string // password, passkey, link; provider, provider and factor; "": as one of the demonstration's people
	Issuer, Subject, SID string // of a provider's
}

type requestKey struct{}

// asking is the request of the context. Outside the middleware nobody is signed in.
func asking(ctx context.Context) *request {
	if q, ok := ctx.Value(requestKey{}).(*request); ok {
		return q
	}
	return &request{}
}

// Handle is the handle of the live sign-in behind the request, "" for the public. It is what db.Who carries.
func Handle(ctx context.Context) string {
	if q := asking(ctx); q.person != uuid.Nil {
		return q.loaded
	}
	return ""
}

// Keeps says that whoever is signed in holds one of may.Keeping. It decides what is asked for, not what is allowed.
func Keeps(ctx context.Context) bool { return slices.ContainsFunc(may.Keeping, asking(ctx).has) }

// Zone is the name of the time zone that whoever is signed in chose, "" for the portal's.
func Zone(ctx context.Context) string { return asking(ctx).zone }

// Holds says whether whoever is signed in holds the capability, which is one of may.Opening, anywhere. It was read with the sign-in, so that
// asking costs nothing and comes before everything else: before a form is read, too.
func Holds(ctx context.Context, c may.Capability) bool { return asking(ctx).has(c) }

func (q *request) has(c may.Capability) bool { return slices.Contains(q.holds, c) }

// Who asks.
func Who(r *http.Request) db.Who { return db.Who{Handle: Handle(r.Context())} }

// Person is who is signed in, uuid.Nil for the public. Rights are the database's affair: ask by [Who].
func Person(ctx context.Context) uuid.UUID { return asking(ctx).person }

// Ends is when the sign-in ends unless it is used again; zero for the public.
func Ends(ctx context.Context) time.Time { return asking(ctx).ends }

// From is the network that the request comes from, for limits on what strangers may do.
func From(ctx context.Context) string { return network(asking(ctx).address) }

// Middleware finds the sign-in behind each request, in one round trip and in none where there is no cookie, and sets the
// cookies just before the first byte goes out. A visitor who does not sign in gets neither cookie nor row.
func (d *Desk) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Cookie")
		q := &request{address: d.address(r), agent: agent(r), devices: d.cookie(r, d.cookieName(deviceCookie))}
		ctx := context.WithValue(r.Context(), requestKey{}, q)
		ctx, err := d.sessions.Load(ctx, d.cookie(r, d.sessions.Cookie.Name))
		if err != nil {
			d.o.Failed(w, r, err)
			return
		}
		r = r.WithContext(ctx)
		out := &writer{ResponseWriter: w, desk: d, r: r}
		next.ServeHTTP(out, r)
		out.save()
	})
}

// cookie is the value of a cookie, "" where there is none or none that was ever given out.
func (d *Desk) cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil || len(c.Value) > 100 {
		return ""
	}
	return c.Value
}

// writer saves the session before the first byte. Where that fails, the answer is the failure's and not the handler's,
// which may have told that somebody is signed in.
type writer struct {
	http.ResponseWriter
	desk   *Desk
	r      *http.Request
	saved  bool
	failed bool
}

func (w *writer) save() {
	if w.saved {
		return
	}
	w.saved = true
	ctx, s := w.r.Context(), w.desk.sessions
	switch s.Status(ctx) {
	case scs.Modified:
		token, expiry, err := s.Commit(ctx)
		if err != nil {
			w.failed = true
			w.desk.o.Failed(w.ResponseWriter, w.r, err)
			return
		}
		s.WriteSessionCookie(ctx, w.ResponseWriter, token, expiry)
	case scs.Destroyed:
		s.WriteSessionCookie(ctx, w.ResponseWriter, "", time.Time{})
	}
	if device := asking(ctx).device; device != "" {
		http.SetCookie(w.ResponseWriter, &http.Cookie{
			Name: w.desk.cookieName(deviceCookie), Value: device, Path: "/", MaxAge: int((180 * 24 * time.Hour).Seconds()),
			HttpOnly: true, Secure: w.desk.secure, SameSite: http.SameSiteLaxMode,
		})
	}
}

func (w *writer) WriteHeader(status int) {
	w.save()
	if !w.failed {
		w.ResponseWriter.WriteHeader(status)
	}
}

func (w *writer) Write(b []byte) (int, error) {
	w.save()
	if w.failed {
		return len(b), nil
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController flush an event stream.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// deviceCookie names the cookie of a browser that signed in before.
const deviceCookie = "concord-browser"

// begin makes the person the one who is signed in, under a new token and with the origin that the request has, and remembers the browser.
// The row is inserted when the answer goes out.
func (d *Desk) begin(ctx context.Context, person uuid.UUID) error {
	if err := d.renew(ctx, person); err != nil {
		return err
	}
	q := asking(ctx)
	q.proven, q.fresh = nil, true
	if q.device = q.devices; q.device == "" {
		q.device = rand.Text()
	}
	return d.sessions.Clear(ctx)
}

// Settle saves the session before the answer goes out, for an answer that is itself a page of the person just signed in. It costs a trip:
// where the answer leads elsewhere, leave it.
func (d *Desk) Settle(ctx context.Context) error {
	_, _, err := d.sessions.Commit(ctx)
	return err
}

// renew gives the session another token, and the person it is inserted with; uuid.Nil is nobody.
func (d *Desk) renew(ctx context.Context, person uuid.UUID) error {
	q := asking(ctx)
	q.renewing = q.person != uuid.Nil && q.person == person
	if err := d.sessions.RenewToken(ctx); err != nil {
		return err
	}
	q.person, q.loaded = person, ""
	return nil
}

// hashed is how a token stands in the database: found there, it opens nothing. Tokens are random and long, so no salt is needed.
func hashed(token string) string {
	h := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(h[:])
}

// Note keeps a short text with the session for a later request of the same browser; "" forgets it. It makes a session where there is none.
func (d *Desk) Note(ctx context.Context, name, text string) {
	if text == "" {
		d.sessions.Remove(ctx, name)
		return
	}
	d.sessions.Put(ctx, name, text)
}

// Noted is the text kept under the name, "" where there is none.
func (d *Desk) Noted(ctx context.Context, name string) string { return d.sessions.GetString(ctx, name) }

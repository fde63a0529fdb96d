package signin

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/go-webauthn/webauthn/webauthn"

	"example.org/concord/internal/db"
)

// How long a sign-in lasts: design.md's reading of NIST SP 800-63B-4, AAL2 (AAL3's idle time for those who hold structure).
const (
	Lifetime  = 12 * time.Hour
	Idle      = 60 * time.Minute
	IdleStaff = 15 * time.Minute

	// A session without a person holds a half-done sign-in or enrollment.
	lifetimeOfNobody = 2 * time.Hour
	idleOfNobody     = 30 * time.Minute
)

// Options of a desk.
type Options struct {
	// URL is the portal's public address. Under https the cookies are Secure and carry the __Host- prefix.
	URL string
	// Name is what an authenticator calls the portal.
	Name string
	// Failed answers a request whose session could not be read or saved: fault.Busy, or a defect.
	Failed func(http.ResponseWriter, *http.Request, error)
	// Address tells where a request comes from; nil takes the peer's address.
	Address func(*http.Request) string
	// Words that no password may be made of, beside the person's own: the portal's name, say.
	Words []string
	// Provider where people may sign in too; nil for none. Check it first.
	Provider *Provider
	// Logger; nil is slog.Default.
	Logger *slog.Logger
}

// Desk is where people sign in. One serves the whole process.
type Desk struct {
	db       *db.DB
	sessions *scs.SessionManager
	o        Options
	secure   bool
	suffix   string             // of the names of the cookies
	passkeys *webauthn.WebAuthn // nil where the address is one that browsers make none for
	provider *provider          // nil for none
	hashing  chan struct{}      // at most so many passwords are hashed at once: each takes 19 MiB and a core
}

// New makes the desk. The pool is concord_signin's.
func New(d *db.DB, o Options) *Desk {
	desk := &Desk{db: d, o: o, provider: newProvider(o), hashing: make(chan struct{}, runtime.NumCPU())}
	// Two portals of one machine differ by their port, which cookies do not heed.
	if at, err := url.Parse(o.URL); err == nil {
		desk.secure = at.Scheme == "https"
		if port := at.Port(); port != "" {
			desk.suffix = "-" + port
		}
	}
	var err error
	if desk.passkeys, err = passkeys(o); err != nil {
		panic(err) // the address was checked at start
	}
	if desk.o.Logger == nil {
		desk.o.Logger = slog.Default()
	}
	if desk.o.Address == nil {
		desk.o.Address = func(r *http.Request) string { return r.RemoteAddr }
	}
	if desk.o.Failed == nil {
		desk.o.Failed = func(w http.ResponseWriter, _ *http.Request, err error) {
			desk.o.Logger.Error("session", "because", err.Error())
			http.Error(w, "Please try again in a moment.", http.StatusServiceUnavailable)
		}
	}
	s := scs.New()
	s.Lifetime = Lifetime
	s.HashTokenInStore = true
	s.Codec = texts{}
	s.Store = store{d}
	s.Cookie = scs.SessionCookie{Name: desk.cookieName("concord"), Path: "/", HttpOnly: true, Secure: desk.secure, SameSite: http.SameSiteLaxMode}
	desk.sessions = s
	return desk
}

// OnFailure has f answer requests whose session could not be read or saved. It is set before the first request.
func (d *Desk) OnFailure(f func(http.ResponseWriter, *http.Request, error)) { d.o.Failed = f }

func (d *Desk) cookieName(name string) string {
	if d.secure {
		return "__Host-" + name + d.suffix
	}
	return name + d.suffix
}

// address is where the request comes from, without the port.
func (d *Desk) address(r *http.Request) string {
	at := d.o.Address(r)
	if host, _, err := net.SplitHostPort(at); err == nil {
		at = host
	}
	return at
}

// Network is where the request comes from, for limits on what strangers may do.
func (d *Desk) Network(r *http.Request) string { return network(d.address(r)) }

// HandleOf is the handle of the sign-in that the request's cookie names, whether it is live or not; "" without a cookie.
func (d *Desk) HandleOf(r *http.Request) string {
	token := d.cookie(r, d.sessions.Cookie.Name)
	if token == "" {
		return ""
	}
	return hashed(token)
}

// network is the address, or the network of 64 bits that an IPv6 address lies in: one household has as many.
func network(address string) string {
	ip := net.ParseIP(address)
	if ip == nil || ip.To4() != nil {
		return address
	}
	return ip.Mask(net.CIDRMask(64, 128)).String()
}

// Clean removes what nobody can use any more: sessions that ended a day ago and a week later whose they were, spent limits, forms
// left a day ago in which nobody had typed a word, browsers not seen for half a year. The worker calls it now and then; two at once do no harm.
func Clean(ctx context.Context, signin *db.DB) error {
	return signin.Write(ctx, db.Who{}, db.Once{},
		db.Also("clean sessions", `delete from signin.session where least(expires, touched + idle) < app.now() - interval '1 day'`),
		db.Also("clean attempts", `delete from signin.attempt where spent < app.now()`),
		db.Also("clean ceremonies", `delete from signin.ceremony where made < app.now() - interval '10 minutes'`),
		db.Also("clean logouts", `delete from signin.logout where at < app.now() - $1::interval`, logoutAge+2*clocksDiff),
		db.Also("clean left forms", `delete from draft where about like 'form:%' and touched < app.now() - interval '1 day' and coalesce(fields ->> 'title', '') = ''`),
		db.Also("clean ended", `delete from signin.ended where at < app.now() - interval '7 days'`),
		db.Also("clean devices", `delete from signin.device where used < app.now() - interval '180 days'`))
}

// agent is the browser's name as it gives it, short enough for a list.
func agent(r *http.Request) string {
	a := strings.ToValidUTF8(r.UserAgent(), "")
	if len(a) > 300 {
		a = strings.ToValidUTF8(a[:300], "")
	}
	return strings.ReplaceAll(a, "\x00", "")
}

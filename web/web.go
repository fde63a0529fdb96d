// Package web is what a browser meets: the middleware in order (web.go), every route (routes.go, doors.go), and how a fault becomes a page
// (errors.go). The pages themselves live in the areas beside it, one folder each.
package web

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"

	"example.org/concord/internal/blob"
	"example.org/concord/internal/db"
	"example.org/concord/internal/mail"
	"example.org/concord/internal/may"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/turn"
	"example.org/concord/internal/zone"
	"example.org/concord/web/assets"
	"example.org/concord/web/page"
)

// Deps is what the pages stand on.
type Deps struct {
	DB       *db.DB       // as concord_app: every page
	SignIn   *signin.Desk // as concord_signin: sessions and credentials alone
	Blobs    blob.Store   // files
	Mail     *mail.Folder // where mail lies that leaves by no server; nil where one is set
	Instance page.Instance
	Colors   assets.Instance
	Log      *slog.Logger
	Turns    *turn.Turns // whose turn it is; nil where one program asks for everybody, as tests and the bench do
}

// New is the whole portal as one handler.
func New(d Deps) http.Handler {
	d.Instance.Stylesheet = d.Colors.Path()
	pages := chi.NewRouter()
	s := server{Deps: d, pages: pages, broken: prepared(d.Instance, "Something broke", broken(codePlace)), reminders: &reminders{known: map[string]reminder{}}}
	d.SignIn.OnFailure(func(w http.ResponseWriter, r *http.Request, err error) { s.explain(w, r, s.visitor(r), err) })
	for _, r := range routes(d) {
		if r.needs() && !slices.Contains(may.Opening, r.may) {
			panic("web: " + r.path + " asks for " + string(r.may) + ", which no sign-in is read with")
		}
		pages.Method(r.method, r.path, s.handler(r))
		if r.method == http.MethodGet {
			pages.Method(http.MethodHead, r.path, s.handler(r))
		}
	}
	pages.NotFound(s.handler(route{handle: nowhere}).ServeHTTP)
	pages.MethodNotAllowed(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "This address does not take that method.", http.StatusMethodNotAllowed)
	}))

	compress, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(gzip.BestSpeed), gzhttp.MinSize(1024))
	if err != nil {
		panic(err) // the options above are constants
	}
	crossOrigin := http.NewCrossOriginProtection()
	crossOrigin.AddInsecureBypassPattern(http.MethodPost + " " + signin.ProviderLogout) // a provider is no browser, and its token says who speaks
	crossOrigin.SetDenyHandler(s.handler(route{handle: crossed}))

	top := chi.NewRouter()
	top.Use(s.identify, s.recover, secure)
	if d.Turns != nil {
		top.Use(inTurn(d, prepared(d.Instance, http.StatusText(http.StatusTooManyRequests), crowded())))
	}
	top.Handle(assets.Prefix+"*", assets.Handler(d.Colors))
	top.Mount("/", compress(crossOrigin.Handler(d.SignIn.Middleware(pages))))
	return top
}

type server struct {
	Deps
	pages     *chi.Mux // behind the sign-in
	reminders *reminders
	broken    []byte // the 500 page, rendered at start so that it cannot fail when it is needed
}

// identify gives each request an id, for the log, the audit and the page that says something broke.
func (s server) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := rand.Text()[:12]
		w.Header().Set("X-Request-Id", id)
		next.ServeHTTP(w, r.WithContext(db.WithRequest(context.WithValue(r.Context(), requestID{}, id), id)))
	})
}

type requestID struct{}

// recover turns a panic into the 500 page. net/http's own way to drop a connection passes through.
func (s server) recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch p := recover(); p {
			case nil:
			case http.ErrAbortHandler:
				panic(p)
			default:
				s.defect(w, r, "panic", p)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// policy lets nothing run or load that Concord did not ship: no inline script or style, no foreign image.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types concord"

func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// visitor is who asks.
func (s server) visitor(r *http.Request) page.Visitor {
	v := page.Visitor{
		Who: signin.Who(r), SignedIn: signin.Handle(r.Context()) != "", Keeps: signin.Keeps(r.Context()), Expires: signin.Ends(r.Context()), Path: r.URL.Path, Query: r.URL.Query(), Now: time.Now(),
		Trace: r.Method != http.MethodHead && r.Header.Get("Sec-Purpose") == "" && r.Header.Get("Purpose") == "", Instance: &s.Instance,
		Zone: zone.Of(signin.Zone(r.Context()), s.Instance.Zone),
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		v.Came = r.URL.RequestURI()
	}
	v.Request, _ = r.Context().Value(requestID{}).(string)
	v.Needs = s.reminders.of(v)
	return v.WithFrame()
}

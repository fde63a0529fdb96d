// Package webtest puts the whole portal before a test: the real router on a real database with the story in it, and visitors who
// sign in as its people.
package webtest

import (
	"bytes"
	"html"
	"io"
	"log/slog"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/blob"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/mail"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/web"
	"example.org/concord/web/assets"
	"example.org/concord/web/page"
)

// Origin is where the portal believes to be; pages are asked for under it.
const Origin = "http://portal.example.org"

// Site is a portal of the test's own.
type Site struct {
	Handler  http.Handler
	Database *dbtest.Database
	Blobs    blob.Store
	Letters  *mail.Folder  // what a demonstration shows of the mail
	Log      *bytes.Buffer // what it logged
	t        testing.TB
}

// New starts one with the story in it, in demo mode, since that is how visitors sign in here.
func New(t testing.TB) *Site {
	t.Helper()
	return With(t, storytest.New(t))
}

// With starts one on a database that the test arranged.
func With(t testing.TB, d *dbtest.Database) *Site {
	t.Helper()
	return At(t, d, Origin)
}

// At starts one that believes to be at that address.
func At(t testing.TB, d *dbtest.Database, origin string) *Site {
	t.Helper()
	return Provided(t, d, origin, nil)
}

// Provided starts one where people may sign in at a provider, too.
func Provided(t testing.TB, d *dbtest.Database, origin string, p *signin.Provider) *Site {
	t.Helper()
	return start(t, d, d.App(), origin, p, time.UTC)
}

// In starts one that stands in another time zone.
func In(t testing.TB, d *dbtest.Database, zone *time.Location) *Site {
	t.Helper()
	app, err := db.Open(t.Context(), db.In(d.URL("concord_app"), zone), db.Options{MaxConns: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(app.Close)
	return start(t, d, app, Origin, nil, zone)
}

func start(t testing.TB, d *dbtest.Database, app *db.DB, origin string, p *signin.Provider, zone *time.Location) *Site {
	t.Helper()
	blobs, err := blob.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	letters, err := mail.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	colors, err := assets.NewInstance("", "")
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	log := slog.New(slog.NewTextHandler(&said, nil))
	desk := signin.New(d.Signin(), signin.Options{URL: origin, Name: "Concord", Provider: p, Logger: log})
	if err := desk.ReachProvider(t.Context()); err != nil {
		log.Warn("provider", "because", err)
	}
	handler := web.New(web.Deps{
		DB: app, SignIn: desk, Blobs: blobs, Mail: letters, Colors: colors, Log: log,
		Instance: page.Instance{Name: "Concord", Address: origin, Demo: true, Cast: Cast(), Zone: zone, Notice: "For those who were invited.",
			Report: []page.Link{{Name: "The watch, around the clock: 555-0100"}}},
	})
	return &Site{Handler: handler, Database: d, Blobs: blobs, Letters: letters, Log: &said, t: t}
}

// Cast is the story's, as the demo offers it.
func Cast() []page.CastMember {
	var cast []page.CastMember
	for _, p := range story.Cast {
		cast = append(cast, page.CastMember{ID: p.ID.String(), Name: p.Name, Does: p.Does})
	}
	return cast
}

// Visitor is a browser: it keeps cookies and follows nothing by itself.
type Visitor struct {
	site    *Site
	cookies map[string]string
}

// Public is a visitor who is nobody.
func (s *Site) Public() *Visitor { return &Visitor{site: s, cookies: map[string]string{}} }

// As is a visitor signed in as one of the story's people.
func (s *Site) As(p story.Person) *Visitor { return s.AsID(p.ID) }

// AsID is a visitor signed in as a person.
func (s *Site) AsID(person uuid.UUID) *Visitor {
	s.t.Helper()
	v := s.Public()
	if got := v.Post("/demo/sign-in", url.Values{"person": {person.String()}}); got.Status != http.StatusSeeOther {
		s.t.Fatalf("signing in as %s: %d %s", person, got.Status, got.Body)
	}
	return v
}

// Response is what came back.
type Response struct {
	Status int
	Header http.Header
	Body   string
}

// Says wants an answer to have that status, and its page to hold the words as its reader sees them.
func Says(t *testing.T, r Response, status int, words ...string) {
	t.Helper()
	if r.Status != status {
		t.Fatalf("status %d, want %d\n%s", r.Status, status, r.Body)
	}
	for _, w := range words {
		if !strings.Contains(html.UnescapeString(r.Body), w) {
			t.Errorf("the page does not say %q\n%s", w, r.Body)
		}
	}
}

// Form is one with a key of its own, and fields as pairs of name and value.
func Form(pairs ...string) url.Values {
	f := url.Values{"once": {uuid.NewString()}}
	for n := 0; n < len(pairs); n += 2 {
		f.Add(pairs[n], pairs[n+1])
	}
	return f
}

// Get asks for a page.
func (v *Visitor) Get(path string) Response { return v.Do(v.Request(http.MethodGet, path, nil, "")) }

// Follow asks for the page that an answer led to.
func (v *Visitor) Follow(r Response) Response { return v.Get(r.Header.Get("Location")) }

// Post sends a form.
func (v *Visitor) Post(path string, form url.Values) Response {
	return v.Do(v.Request(http.MethodPost, path, strings.NewReader(form.Encode()), "application/x-www-form-urlencoded"))
}

// Upload sends a form with one file in the field "file".
func (v *Visitor) Upload(path string, form url.Values, name string, content []byte) Response {
	v.site.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for field, values := range form {
		for _, value := range values {
			if err := w.WriteField(field, value); err != nil {
				v.site.t.Fatal(err)
			}
		}
	}
	part, err := w.CreateFormFile("file", name)
	if err != nil {
		v.site.t.Fatal(err)
	}
	if _, err := part.Write(content); err != nil {
		v.site.t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		v.site.t.Fatal(err)
	}
	return v.Do(v.Request(http.MethodPost, path, &body, w.FormDataContentType()))
}

// Request is one with the visitor's cookies and what a browser says of where it comes from.
func (v *Visitor) Request(method, path string, body io.Reader, kind string) *http.Request {
	r := httptest.NewRequestWithContext(v.site.t.Context(), method, Origin+path, body)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for _, name := range slices.Sorted(maps.Keys(v.cookies)) {
		r.AddCookie(&http.Cookie{Name: name, Value: v.cookies[name]})
	}
	return r
}

// Do sends any request and keeps the cookies that come back.
func (v *Visitor) Do(r *http.Request) Response {
	w := httptest.NewRecorder()
	v.site.Handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.MaxAge < 0 || c.Value == "" {
			delete(v.cookies, c.Name)
		} else {
			v.cookies[c.Name] = c.Value
		}
	}
	return Response{Status: w.Code, Header: w.Header(), Body: w.Body.String()}
}

// Cookies are what the visitor holds, by name.
func (v *Visitor) Cookies() map[string]string { return maps.Clone(v.cookies) }

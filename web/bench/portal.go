package bench

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/blob"
	"example.org/concord/internal/db"
	"example.org/concord/internal/db/embedded"
	"example.org/concord/internal/signin"
	"example.org/concord/web"
	"example.org/concord/web/assets"
	"example.org/concord/web/page"
)

// portal is the product before one of the databases, listening on this machine.
type portal struct {
	handler     http.Handler
	app, signin *db.DB
	address     string
	server      *http.Server

	mu    sync.Mutex
	trips [][]db.Statement // since the last look, where it records
	types map[string][]string
}

// open starts a portal as serve does. One that records has a single connection to each role, and notes what goes over it.
func open(ctx context.Context, c *embedded.Cluster, database string, records bool) (*portal, error) {
	p := &portal{}
	log := slog.New(slog.DiscardHandler)
	pages, sessions := db.Options{Logger: log, Warm: web.Warm()}, db.Options{Logger: log}
	if records {
		pages = db.Options{Logger: log, MaxConns: 1, Sent: p.note}
		sessions = db.Options{Logger: log, MaxConns: 1, Sent: p.noteSession}
	}
	var err error
	if p.app, err = db.Open(ctx, c.URL("concord_app", database), pages); err != nil {
		return nil, err
	}
	if p.signin, err = db.Open(ctx, c.URL("concord_signin", database), sessions); err != nil {
		return nil, errors.Join(err, p.close())
	}
	files, err := blob.OpenFolder(filepath.Join(c.Dir(), "files"))
	if err != nil {
		return nil, errors.Join(err, p.close())
	}
	colors, err := assets.NewInstance("", "")
	if err != nil {
		return nil, errors.Join(err, p.close())
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, errors.Join(err, p.close())
	}
	p.address = listener.Addr().String()
	// In demo mode, since that is the door for people who have neither password nor authenticator.
	p.handler = web.New(web.Deps{
		DB: p.app, SignIn: signin.New(p.signin, signin.Options{URL: "http://portal.example.org", Name: "Concord", Logger: log}), Blobs: files,
		Instance: page.Instance{Name: "Concord", Demo: true, Zone: time.UTC}, Colors: colors, Log: log,
	})
	p.server = &http.Server{Handler: p.handler, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = p.server.Serve(listener) }() // ends with close
	return p, nil
}

func (p *portal) close() error {
	var err error
	if p.server != nil {
		err = p.server.Close()
	}
	for _, pool := range []*db.DB{p.app, p.signin} {
		if pool != nil {
			pool.Close()
		}
	}
	return err
}

func (p *portal) note(batch []db.Statement) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.trips = append(p.trips, batch)
}

// lookUp is what the look-up of the session is for pgbench, whose one connection is the pages': the same row by the same handle.
const lookUp = `select person_id, name, organization_id from app.who`

// noteSession leaves the trip's place free until the page's own says who asks.
func (p *portal) noteSession([]db.Statement) { p.note(nil) }

// recorded are the trips since the last time, the session's among them.
func (p *portal) recorded() [][]db.Statement {
	p.mu.Lock()
	defer p.mu.Unlock()
	trips := p.trips
	p.trips = nil
	var begin db.Statement
	for _, t := range trips {
		if len(t) > 0 {
			begin = t[0]
			break
		}
	}
	for i, t := range trips {
		if t == nil {
			trips[i] = []db.Statement{begin, {Name: "session", SQL: lookUp}}
		}
	}
	return trips
}

// learn asks the server for the types of all parameters of what the one connection has prepared.
func (p *portal) learn(ctx context.Context) error {
	var who []struct {
		PersonID, OrganizationID uuid.UUID
		Name                     string
	}
	var known []struct {
		Statement string
		Types     []string
	}
	if err := p.app.Read(ctx, db.Who{}, db.Many("session", lookUp, &who)); err != nil {
		return err
	}
	if err := p.app.Read(ctx, db.Who{}, db.Many("prepared", `select statement, parameter_types::text[] as types from pg_prepared_statements`, &known)); err != nil {
		return err
	}
	p.recorded()
	p.types = map[string][]string{}
	for _, k := range known {
		p.types[k.Statement] = k.Types
	}
	return nil
}

// enter signs somebody in and answers the cookie.
func (p *portal) enter(who uuid.UUID) (string, error) {
	r := p.request(http.MethodPost, "/demo/sign-in", "", url.Values{"person": {who.String()}})
	w := httptest.NewRecorder()
	p.handler.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if !strings.HasPrefix(c.Name, "concord-browser") {
			return c.Name + "=" + c.Value, nil
		}
	}
	return "", fmt.Errorf("bench: signing in answered %d", w.Code)
}

func (p *portal) request(method, path, cookie string, form url.Values) *http.Request {
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequest(method, "http://"+p.address+path, body)
	r.Header.Set("Cookie", cookie)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return r
}

// get asks for a page once, in this process.
func (p *portal) get(path, cookie string, packed bool) (*httptest.ResponseRecorder, error) {
	r := p.request(http.MethodGet, path, cookie, nil)
	if packed {
		r.Header.Set("Accept-Encoding", "gzip")
	}
	w := httptest.NewRecorder()
	p.handler.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		return nil, fmt.Errorf("bench: %s answered %d", path, w.Code)
	}
	if packed {
		if _, err := gzip.NewReader(bytes.NewReader(w.Body.Bytes())); err != nil {
			return nil, fmt.Errorf("bench: %s did not come compressed: %w", path, err)
		}
	}
	return w, nil
}

// post sends a form once, in this process.
func (p *portal) post(path, cookie string, form url.Values) error {
	w := httptest.NewRecorder()
	p.handler.ServeHTTP(w, p.request(http.MethodPost, path, cookie, form))
	if w.Code != http.StatusSeeOther {
		return fmt.Errorf("bench: posting to %s answered %d", path, w.Code)
	}
	return nil
}

// wire is a request as it goes over the connection.
func (p *portal) wire(method, path, cookie string, form url.Values) string {
	body := form.Encode()
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n", method, path, p.address, cookie)
	if method == http.MethodPost {
		fmt.Fprintf(&b, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n", len(body))
	}
	return b.String() + "\r\n" + body
}

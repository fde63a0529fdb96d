package main

import (
	"context"
	"log/slog"
	"net/http"
	"sync/atomic"

	"example.org/concord/internal/db"
	"example.org/concord/internal/mail"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/story"
	"example.org/concord/internal/turn"
	"example.org/concord/web"
	"example.org/concord/web/assets"
	"example.org/concord/web/page"
)

// desk is where people sign in. Where the provider does not answer, they do so otherwise until it does.
func desk(ctx context.Context, s settings, d *databases, log *slog.Logger) *signin.Desk {
	options := signin.Options{URL: s.address(), Name: s.Name, Words: []string{s.Name}, Provider: s.provider(), Logger: log}
	if proxies, err := signin.ParseProxies(s.TrustedProxies); err == nil && len(proxies) > 0 { // they were checked at start
		options.Address = proxies.Address
	}
	desk := signin.New(d.signin, options)
	if err := desk.ReachProvider(ctx); err != nil {
		log.Warn("people sign in otherwise until it answers", "because", err.Error())
	}
	return desk
}

// handler is the portal, once its database is there.
func handler(s settings, dir string, d *databases, desk *signin.Desk, letters *mail.Folder, log *slog.Logger) (http.Handler, error) {
	files, err := openFiles(dir)
	if err != nil {
		return nil, err
	}
	colors, err := assets.NewInstance(s.Brand, s.BrandInk)
	if err != nil {
		return nil, err
	}
	zone, err := s.zone()
	if err != nil {
		return nil, err
	}
	instance := page.Instance{Name: s.Name, Address: s.address(), Notice: s.Notice, Report: s.report(), Demo: s.demo(), Zone: zone}
	if instance.Demo {
		for _, p := range story.Cast {
			instance.Cast = append(instance.Cast, page.CastMember{ID: p.ID.String(), Name: p.Name, Does: p.Does})
		}
	}
	return web.New(web.Deps{DB: d.app, SignIn: desk, Blobs: files, Mail: letters, Instance: instance, Colors: colors, Log: log, Turns: turn.New()}), nil
}

// door answers from the moment the portal listens: whether the process lives, whether its database answers, and, until the
// portal itself is open, that it starts.
type door struct {
	app    atomic.Pointer[db.DB]
	portal atomic.Pointer[http.Handler]
}

// open lets everybody in.
func (d *door) open(app *db.DB, portal http.Handler) {
	d.app.Store(app)
	d.portal.Store(&portal)
}

func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/healthz":
		say(w, http.StatusOK, "The process runs.")
	case "/readyz":
		d.ready(w, r)
	default:
		portal := d.portal.Load()
		if portal == nil {
			say(w, http.StatusServiceUnavailable, "The portal is starting. Try again in a moment.")
			return
		}
		(*portal).ServeHTTP(w, r)
	}
}

// ready asks the database, as pages do.
func (d *door) ready(w http.ResponseWriter, r *http.Request) {
	app := d.app.Load()
	if app == nil {
		say(w, http.StatusServiceUnavailable, "The portal is starting.")
		return
	}
	var one int
	if err := app.Read(r.Context(), db.Who{}, db.One("ready", "select 1", &one)); err != nil {
		say(w, http.StatusServiceUnavailable, "The database does not answer.")
		return
	}
	say(w, http.StatusOK, "Ready.")
}

// say answers machines, and people who came too early.
func say(w http.ResponseWriter, status int, sentence string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
	w.WriteHeader(status)
	_, _ = w.Write([]byte(sentence + "\n")) // whoever asked may be gone
}

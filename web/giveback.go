package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/typed"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// giveBack shows a form that waits in the page that held it, with everything typed still in it: there it has its own words, says whom it
// reaches, and can be changed. Where no page holds it any more, what was typed stands alone.
func (s server) giveBack(w http.ResponseWriter, r *http.Request, v page.Visitor, k page.Kept) {
	for _, at := range s.holders(k.Form) {
		shown := s.pageAt(r, at)
		if shown == nil {
			continue
		}
		notice, err := rendered(r.Context(), comesBack(v, k))
		if err != nil {
			s.defect(w, r, "template", err)
			return
		}
		if whole, ok := refill(shown, k.Form, k.ID, notice); ok {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write(whole) // a visitor who left needs no page
			return
		}
	}
	var f page.Frame
	if err := s.DB.Read(r.Context(), v.Who, f.Queries(v)...); err != nil {
		s.explain(w, r, v, err)
		return
	}
	s.send(w, r, v, page.Show(keptAlone(f, k)))
}

// holders are the pages on which a form may have stood, the likeliest first: the one that the browser named, else those around the address
// that the form was going to.
func (s server) holders(f typed.Form) []string {
	to, err := url.Parse(f.Path)
	if err != nil {
		return nil
	}
	all := []string{f.From}
	if from, err := url.Parse(f.From); err == nil && from.RawQuery != "" {
		all = append(all, to.Path+"?"+from.RawQuery)
	}
	for p := to.Path; len(p) > 1 && len(all) < 9; p = p[:strings.LastIndex(p, "/")] {
		all = append(all, p, p+"/new", p+"/edit")
	}
	var there []string
	for _, at := range all {
		if u, err := url.Parse(at); at != "" && err == nil && s.pages.Match(chi.NewRouteContext(), http.MethodGet, u.Path) {
			there = append(there, at)
		}
	}
	return there
}

type givingBack struct{}

// pageAt is the page of that address as the visitor would get it, nil where there is none. A page that itself gives a form back is none.
func (s server) pageAt(r *http.Request, address string) []byte {
	at, err := url.Parse(address)
	if err != nil || r.Context().Value(givingBack{}) != nil {
		return nil
	}
	ctx := context.WithValue(context.WithValue(r.Context(), givingBack{}, true), chi.RouteCtxKey, chi.NewRouteContext())
	inner := r.Clone(ctx)
	inner.Method, inner.URL, inner.RequestURI, inner.Body, inner.Form, inner.PostForm, inner.MultipartForm = http.MethodGet, at, address, http.NoBody, nil, nil, nil
	got := &recorder{header: http.Header{}, status: http.StatusOK}
	s.pages.ServeHTTP(got, inner)
	if got.status != http.StatusOK || !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
		return nil
	}
	return got.body.Bytes()
}

// recorder takes an answer instead of a browser.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header         { return w.header }
func (w *recorder) WriteHeader(status int)      { w.status = status }
func (w *recorder) Write(b []byte) (int, error) { return w.body.Write(b) }

// ended notes of a form that had been kept that it was accepted now, and where it led.
func (s server) ended(r *http.Request, v page.Visitor, a page.Answer) {
	kept, err := uuid.Parse(r.PostFormValue(page.KeptField))
	if err != nil || a.Page != nil {
		return
	}
	led := a.Location
	if led == "" {
		led = "/drafts"
	}
	err = s.DB.Write(r.Context(), v.Who, db.Once{}, update.EndForm(update.DraftID{UUID: kept}, led))
	if err != nil && !errors.Is(err, fault.NotFound) {
		s.Log.ErrorContext(r.Context(), "a kept form that was sent still waits", "request", v.Request, "what", err)
	}
}

func rendered(ctx context.Context, c templ.Component) ([]byte, error) {
	var b bytes.Buffer
	err := c.Render(ctx, &b)
	return b.Bytes(), err
}

package web

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/audit"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// Who may come in, where no capability says it.
const (
	anyone   may.Capability = "anyone"
	signedIn may.Capability = "signed in"
)

// handler runs a route: who asks, may they come in, the form, the page. It renders into memory first, so that a page is whole or not at all.
func (s server) handler(t route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(db.WithRoute(r.Context(), strings.TrimSpace(t.method+" "+t.path)))
		v := s.visitor(r)
		if v.SignedIn {
			s.known(v)
			w.Header().Set("X-Session-Expires", v.Expires.UTC().Format(time.RFC3339)) // for the script, whose page stays open
		}
		limit := int64(maxForm)
		if t.upload {
			limit = maxUpload
		}
		r.Body = bounded(w, r, limit)
		defer func() { s.forget(r) }()
		var answer page.Answer
		err := s.admit(r, v, t)
		if err == nil {
			v.Flash = takeFlash(w, r)
			answer, err = t.handle(v, r)
		}
		unread(w, r)
		if !v.SignedIn && r.PostForm == nil && !errors.Is(err, fault.SignIn) {
			r.Body = http.NoBody // whoever it is, nothing of it is theirs to get back
		}
		if v.SignedIn && r.Method == http.MethodPost {
			if err == nil {
				s.ended(r, v, answer)
				s.reminders.forget(v)
			}
			s.note(r, v, answer, err)
		}
		if err == nil {
			s.send(w, r, v, answer)
		} else {
			if answer.Body != nil {
				_ = answer.Body.Close() // nothing of it is sent
			}
			if to := ledTo(r, v, err); to != "" {
				http.Redirect(w, r, to, http.StatusSeeOther)
				return
			}
			s.explain(w, r, v, err)
		}
		if err != nil || r.Method != http.MethodPost { // else it was counted before the change
			s.reminders.learn(v)
		}
	})
}

// note puts an act that was refused on record: there was nothing for its visitor, it is not theirs to change, or a rule says no.
func (s server) note(r *http.Request, v page.Visitor, answer page.Answer, err error) {
	var conflict fault.Conflict
	rule := answer.Refused
	switch {
	case errors.Is(err, fault.NotFound):
		rule = "nothing there for them"
	case errors.Is(err, fault.Denied):
		rule = "not theirs to change"
	case errors.As(err, &conflict):
		rule = conflict.Rule
	}
	if rule == "" {
		return
	}
	if err := s.DB.Write(r.Context(), v.Who, db.Once{}, audit.Refused(rule, firstParameter(r))); err != nil {
		s.Log.ErrorContext(r.Context(), "a refusal is not on record", "request", v.Request, "route", routeOf(r), "what", err)
	}
}

// fresh is a handler of what opens something to others, exports, or changes how one signs in: it wants a factor shown lately.
func fresh(h page.Handler) page.Handler {
	return func(v page.Visitor, r *http.Request) (page.Answer, error) {
		if !signin.Fresh(r.Context()) {
			return page.Answer{}, fault.Stale
		}
		return h(v, r)
	}
}

// admit turns away who must sign in or accept the rules first, and those for whom the page does not exist, since no office of theirs has its
// capability. Only then is the form read, and refused where it is too large or broken; one with files is read by its handler (receives).
func (s server) admit(r *http.Request, v page.Visitor, t route) error {
	switch {
	case t.may != anyone && t.may != "" && !v.SignedIn:
		return fault.SignIn
	case signin.Unbound(r.Context()) && t.path != signin.RulesPage && t.path != "/sign-out":
		return fault.Unbound
	case t.needs() && !signin.Holds(r.Context(), t.may):
		return fault.NotFound
	case t.method != http.MethodPost || t.upload:
		return nil
	}
	return formRead(r, r.ParseForm())
}

// send writes the answer.
func (s server) send(w http.ResponseWriter, r *http.Request, v page.Visitor, a page.Answer) {
	for name, values := range a.Header {
		w.Header()[name] = values
	}
	switch {
	case a.Location != "":
		leaveFlash(w, a.Flash)
		if r.Method == http.MethodPost {
			noteLed(w, r, a.Location)
		}
		http.Redirect(w, r, a.Location, http.StatusSeeOther)
	case a.Kept != nil:
		s.giveBack(w, r, v, *a.Kept)
	case a.Page != nil:
		var body bytes.Buffer
		if err := a.Page.Render(r.Context(), &body); err != nil {
			s.defect(w, r, "template", err)
			return
		}
		whole := body.Bytes()
		if kept := r.PostFormValue(page.KeptField); kept != "" && uuid.Validate(kept) == nil {
			whole = carry(whole, r.URL.RequestURI(), kept)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(a.Status)
		if _, err := w.Write(whole); err != nil {
			s.Log.DebugContext(r.Context(), "the visitor left", "route", routeOf(r))
		}
	case a.Body != nil:
		defer a.Body.Close()
		if a.Size != page.Unknown {
			w.Header().Set("Content-Length", strconv.FormatInt(a.Size, 10))
		}
		w.WriteHeader(a.Status)
		if _, err := io.Copy(w, a.Body); err != nil {
			s.Log.DebugContext(r.Context(), "the download ended early", "route", routeOf(r))
		}
	default:
		w.WriteHeader(a.Status)
	}
}

// firstParameter is the object that the address names first.
func firstParameter(r *http.Request) string {
	if name := parameter.FindStringSubmatch(routeOf(r)); name != nil {
		return chi.URLParam(r, name[1])
	}
	return ""
}

var parameter = regexp.MustCompile(`\{([a-z]+)\}`)

// routeOf is the pattern of the route, which names no object.
func routeOf(r *http.Request) string {
	if c := chi.RouteContext(r.Context()); c != nil {
		return c.RoutePattern()
	}
	return ""
}

package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/a-h/templ"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/typed"
	"example.org/concord/web/page"
)

// explain turns an error into a status and a page that says what happened, that nothing was lost, and what to do. It is the only
// place that does. What is hidden and what does not exist are the same page.
func (s server) explain(w http.ResponseWriter, r *http.Request, v page.Visitor, err error) {
	var (
		invalid  fault.Invalid
		conflict fault.Conflict
		repeated fault.Repeated
	)
	switch {
	case errors.As(err, &repeated):
		http.Redirect(w, r, repeated.Location, http.StatusSeeOther)
	case errors.Is(err, fault.SignIn):
		s.SignIn.AskToSignIn(w, r)
	case errors.Is(err, fault.Stale):
		s.SignIn.AskToConfirm(w, r)
	case errors.Is(err, fault.Unbound):
		s.SignIn.AskToAccept(w, r)
	case errors.Is(err, fault.NotFound):
		s.fault(w, r, v, http.StatusNotFound, notFound(v))
	case errors.Is(err, fault.Denied):
		s.fault(w, r, v, http.StatusForbidden, denied())
	case errors.As(err, &invalid):
		s.fault(w, r, v, http.StatusUnprocessableEntity, refused(invalid))
	case errors.As(err, &conflict):
		s.fault(w, r, v, http.StatusConflict, tooLate(conflict.Message))
	case errors.Is(err, fault.Busy):
		w.Header().Set("Retry-After", "5")
		s.fault(w, r, v, http.StatusServiceUnavailable, busy())
	case errors.Is(err, context.Canceled):
		s.Log.DebugContext(r.Context(), "the visitor left", "request", v.Request)
	default:
		s.defect(w, r, "error", err)
	}
}

// fault shows a page about an error in the frame that the handler read. Where it did not come so far, whoever is signed in gets hers by a
// query of its own, unless the database has no time.
func (s server) fault(w http.ResponseWriter, r *http.Request, v page.Visitor, status int, what templ.Component) {
	if v.SignedIn && v.Frame().Person() == nil && status != http.StatusServiceUnavailable {
		var f page.Frame
		if err := s.DB.Read(r.Context(), v.Who, f.Queries(v)...); err != nil {
			s.Log.ErrorContext(r.Context(), "no frame for a fault", "request", v.Request, "status", status, "what", err)
		}
	}
	parts := []templ.Component{what}
	if form, held := signin.Typed(r); held {
		parts = append(parts, givenBack(form, status))
	}
	body := templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
		return faultPage(v.Frame(), http.StatusText(status)).Render(templ.WithChildren(ctx, templ.Join(parts...)), out)
	})
	s.send(w, r, v, page.Answer{Status: status, Page: body})
}

// givenBack is what was typed into a form that was not accepted, with a button where sending it again may help.
func givenBack(form typed.Form, status int) templ.Component {
	button := ""
	if status >= http.StatusInternalServerError {
		button = "Send again"
	}
	if button == "" && form.Title == "" {
		return templ.NopComponent
	}
	return typedAgain(form, "", button)
}

// defect logs what nobody should see and shows the page that was made for it at start-up.
func (s server) defect(w http.ResponseWriter, r *http.Request, kind string, what any) {
	id, _ := r.Context().Value(requestID{}).(string)
	s.Log.ErrorContext(r.Context(), "defect", "kind", kind, "request", id, "method", r.Method, "route", routeOf(r), "what", what)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusInternalServerError)
	whole := bytes.ReplaceAll(s.broken, []byte(codePlace), []byte(id))
	if form, held := signin.Typed(r); held {
		if back, err := rendered(r.Context(), givenBack(form, http.StatusInternalServerError)); err == nil {
			whole = bytes.Replace(whole, []byte(typedPlace), back, 1)
		}
	}
	_, _ = w.Write(whole) // a visitor who left needs no page
}

// In the prepared 500 page codePlace is where the id of the request goes, typedPlace where what was typed goes.
const (
	codePlace  = "REQUEST-ID"
	typedPlace = "<!-- typed -->"
)

// prepared is a page about a fault that is rendered at start, so that it can neither fail nor cost anything when it is needed.
func prepared(in page.Instance, title string, what templ.Component) []byte {
	var b bytes.Buffer
	f := page.Frame{Visitor: page.Visitor{Instance: &in, Zone: in.Zone}}
	if err := faultPage(f, title).Render(templ.WithChildren(context.Background(), what), &b); err != nil {
		panic(err) // a template that cannot be rendered must be seen at start, not when it is needed
	}
	return b.Bytes()
}

func nowhere(page.Visitor, *http.Request) (page.Answer, error) { return page.Answer{}, fault.NotFound }

func crossed(page.Visitor, *http.Request) (page.Answer, error) { return page.Answer{}, fault.Denied }

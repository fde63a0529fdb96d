// Package admission is the way into a council on pages: nominate, ask to join, the council's queue, the decision, the case, and the rules
// of behavior.
package admission

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/admission"
	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
	"example.org/concord/web/page"
)

// Site serves them.
type Site struct {
	DB     *db.DB
	SignIn *signin.Desk
}

// place is what every page below a council stands on.
type place struct {
	frame    page.Frame
	council  council.Council
	standing admission.Standing
	door     bool // the page is for those outside, too
}

func slugOf(r *http.Request) string { return chi.URLParam(r, "council") }

func (s Site) read(v page.Visitor, r *http.Request, p *place, queries ...db.Query) error {
	slug := slugOf(r)
	which := council.BySlug
	if p.door {
		which = council.AtTheDoor
	}
	return s.DB.Read(r.Context(), v.Who, append(append(p.frame.Queries(v),
		which(slug, &p.council), admission.StandingIn(slug, &p.standing)), queries...)...)
}

func (p place) url(rest string) string { return "/councils/" + p.council.Slug + rest }

// home is where the page leads back to: the council's own, or the sectors for whoever finds a community at its door alone.
func (p place) home() string {
	if p.council.Kind == council.Community && !p.council.Member {
		return "/sectors"
	}
	return p.url("")
}

func caseURL(id admission.ID) string { return "/admissions/" + id.String() }

func idOf(r *http.Request) (admission.ID, error) {
	id, err := uuid.Parse(chi.URLParam(r, "admission"))
	if err != nil {
		return admission.ID{}, fault.NotFound
	}
	return admission.ID{UUID: id}, nil
}

// queue is the council's list of cases.
type queue struct {
	place
	rows   []admission.Case
	closed bool
	next   string
}

// Queue lists the open cases, what waits for the asker first; or those that came to an end.
func (s Site) Queue(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := page.ParseCursor(v.Query.Get("after"), 2)
	if err != nil {
		return page.Answer{}, err
	}
	q := queue{closed: v.Query.Get("show") == "closed"}
	list := admission.Open(slugOf(r), &q.rows)
	if q.closed {
		list = admission.Closed(slugOf(r), after, &q.rows)
	}
	if err := s.read(v, r, &q.place, list); err != nil {
		return page.Answer{}, err
	}
	if !q.standing.Sponsors && !q.standing.Validates {
		return page.Answer{}, fault.NotFound
	}
	if q.closed && len(q.rows) > admission.PerPage {
		q.rows = q.rows[:admission.PerPage]
		q.next = page.Cursor(q.rows[admission.PerPage-1].Key()...)
	}
	return page.Show(cases(q)), nil
}

package admin

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/internal/reference"
	"example.org/concord/web/page"
)

// factList is what is known from memory alone, and what was decided lately.
type factList struct {
	frame  page.Frame
	kind   string
	waits  []reference.Waits
	rows   []reference.Fact
	judged []reference.Fact
	next   string
}

// Facts lists the facts that wait for somebody who knows.
func (s Site) Facts(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := page.ParseCursor(v.Query.Get("after"), 3)
	if err != nil {
		return page.Answer{}, err
	}
	l := factList{kind: v.Query.Get("kind")}
	if err := s.read(v, r, &l.frame, may.ConfirmFacts,
		reference.WaitingByKind(&l.waits), reference.Waiting(l.kind, after, &l.rows), reference.Judged(&l.judged)); err != nil {
		return page.Answer{}, err
	}
	if len(l.rows) > reference.PerPage {
		l.rows = l.rows[:reference.PerPage]
		l.next = page.Cursor(l.rows[reference.PerPage-1].Key()...)
	}
	return page.Show(facts(l)), nil
}

// ConfirmFact makes a fact public.
func (s Site) ConfirmFact(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.judge(v, r, reference.Confirm, "Confirmed. The public sees it from now on.")
}

// RejectFact hides a fact from everybody but staff.
func (s Site) RejectFact(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.judge(v, r, reference.Reject, "Rejected. Only staff see it.")
}

func (s Site) judge(v page.Visitor, r *http.Request, verdict func(reference.FactID) db.Query, said string) (page.Answer, error) {
	id, err := uuid.Parse(chi.URLParam(r, "fact"))
	if err != nil {
		return page.Answer{}, fault.NotFound
	}
	if err := s.DB.Write(r.Context(), v.Who, db.Once{}, verdict(reference.FactID{UUID: id})); err != nil {
		return page.Answer{}, err
	}
	back := "/admin/facts"
	if kind := r.PostFormValue("kind"); factKinds[kind] != "" {
		back += "?kind=" + kind
	}
	return page.Go(back, said), nil
}

// recordOf is where the thing stands with all that is known of it; "" where it has no page.
func recordOf(f reference.Fact) string {
	at, _, _ := strings.Cut(f.Subject, "/") // of a membership: the organization
	switch f.Kind {
	case "council":
		return "/admin/councils/" + at
	case "organization", "membership":
		return "/admin/organizations/" + at
	case "sector":
		return "/admin/sectors/" + at
	case "region":
		return "/regions/" + at
	case "edition":
		return "/sectors?edition=" + at
	}
	return ""
}

// factKinds in the words of the page.
var factKinds = map[string]string{"region": "Regions", "organization": "Organizations", "sector": "Sectors", "edition": "Editions", "retired_sector": "Retired sectors",
	"umbrella": "Umbrellas", "council": "Councils", "membership": "Memberships"}

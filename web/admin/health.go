package admin

import (
	"net/http"

	"example.org/concord/internal/council"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// health is how the councils fare.
type health struct {
	frame page.Frame
	rows  []council.Health
	next  string
}

// Health shows how councils fare in numbers, what needs attention first.
func (s Site) Health(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := page.ParseCursor(v.Query.Get("after"), 2)
	if err != nil {
		return page.Answer{}, err
	}
	if after != nil {
		if _, ok := page.Whole(after[0]); !ok {
			return page.Answer{}, fault.NotFound
		}
	}
	var h health
	if err := s.read(v, r, &h.frame, may.RecordCouncils, council.HealthOfAll(after, &h.rows)); err != nil {
		return page.Answer{}, err
	}
	if len(h.rows) > council.PerPage {
		h.rows = h.rows[:council.PerPage]
		h.next = page.Cursor(h.rows[council.PerPage-1].Key()...)
	}
	return page.Show(healthPage(h)), nil
}

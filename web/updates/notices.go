package updates

import (
	"net/http"

	"example.org/concord/internal/council"
	"example.org/concord/internal/duty"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// notices is what happened for the visitor: who answered, who published or withdrew what he posted, what is new where, what waits.
type notices struct {
	frame    page.Frame
	answers  []update.Answers
	acts     []update.Act
	councils []council.Mine
	waiting  []duty.Duty
}

// Notices lists replies to the visitor, councils with something new, and requests that wait for an answer.
func (s Site) Notices(v page.Visitor, r *http.Request) (page.Answer, error) {
	var n notices
	var duties []duty.Duty
	err := s.DB.Read(r.Context(), v.Who, append(n.frame.WithoutDuties(v), update.RepliesToMe(&n.answers), update.ActsOnMine(&n.acts), council.OfMine(&n.councils), duty.Of(v.Keeps, &duties))...)
	n.frame.Duties(duties)
	for _, d := range duties {
		if d.Kind == duty.AnswerRequest {
			n.waiting = append(n.waiting, d)
		}
	}
	return page.Show(noticed(n)), err
}

// waits says who asks, and by when.
func waits(d duty.Duty) string {
	if d.Due == nil {
		return "Request from " + d.Where
	}
	return "Request from " + d.Where + ", answer by " + page.Date(*d.Due)
}

// acted says who did what with which update.
func acted(a update.Act) string {
	if a.Title == "" {
		return a.By + ", " + a.Did + " an update of yours"
	}
	return a.By + ", " + a.Did + " " + a.Title
}

// news are the councils with something unread.
func (n notices) news() []council.Mine {
	var some []council.Mine
	for _, c := range n.councils {
		if c.Unread > 0 {
			some = append(some, c)
		}
	}
	return some
}

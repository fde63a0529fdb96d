// Package home is the first page: for the public what this is and how to report; for whoever is signed in what needs them, then the
// newest of all their councils.
package home

import (
	"net/http"
	"time"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/duty"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// Site serves the first page.
type Site struct{ DB *db.DB }

// Show is the first page.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	if !v.SignedIn {
		return s.public(v, r)
	}
	after, err := v.FeedAfter()
	if err != nil {
		return page.Answer{}, err
	}
	m := member{unread: v.Query.Get("show") == "unread", council: v.Query.Get("council")}
	feed := update.Feed{After: after, Unread: m.unread}
	newest := feed.Mine(&m.rows)
	if m.council != "" {
		newest = feed.Council(m.council, "", &m.rows)
	}
	if err := s.DB.Read(r.Context(), v.Who, append(m.frame.Queries(v),
		duty.Of(&m.duties), council.OfMine(&m.councils), council.NextMeetings(&m.meetings), directory.StatesOfMine(&m.states), newest)...); err != nil {
		return page.Answer{}, err
	}
	m.rows, m.next = page.FeedPage(m.rows)
	if m.more = len(m.duties) > duty.Most; m.more {
		m.duties = m.duties[:duty.Most]
	}
	return page.Show(memberHome(m)), nil
}

// member is the first page of somebody signed in.
type member struct {
	frame    page.Frame
	duties   []duty.Duty
	more     bool
	councils []council.Mine
	meetings []council.Meeting
	states   []directory.State // of the region whose office they serve
	rows     []update.Row
	next     string
	unread   bool
	council  string
}

// total of the unread, as far as it was counted.
func (m member) total() int {
	n := 0
	for _, c := range m.councils {
		n += c.Unread
	}
	return n
}

func (s Site) public(v page.Visitor, r *http.Request) (page.Answer, error) {
	var f page.Frame
	var n council.Numbers
	var latest []update.Row
	if err := s.DB.Read(r.Context(), v.Who, append(f.Queries(v), council.Counted(&n), update.Feed{}.Council("public", "", &latest))...); err != nil {
		return page.Answer{}, err
	}
	return page.Show(publicHome(f, n, latest[:min(len(latest), 5)])), nil
}

// act is what a duty asks for: a title, why, the verb, and where the verb leads.
type act struct{ Title, Why, Verb, Href string }

func actOf(d duty.Duty, now time.Time) act {
	switch d.Kind {
	case duty.AnswerRequest:
		return act{d.Subject, "Request from " + d.Where + ", " + due(d.Due, now), "Answer", "/updates/" + d.Key + "#reply"}
	case duty.ReadReply:
		return act{d.Where, d.Subject + " replied", "Read", "/updates/" + d.Key}
	case duty.FinishDraft:
		title := d.Subject
		if title == "" {
			title = "Draft without a title"
		}
		return act{title, "Draft", "Continue", "/drafts/" + d.Key}
	case duty.TermEnds:
		return act{d.Subject, "Term in " + d.Where + " ends " + page.Date(*d.Due), "Review", "/councils/" + d.Key + "/roster"}
	case duty.VacantSeat:
		return act{d.Subject, "Seat in " + d.Where + " without a representative", "Fill", "/councils/" + d.Key + "/roster"}
	case duty.CouncilNoChair:
		return act{d.Subject + " councils have no chair on record", "Ask each whom it chose, then hand its workspace over", "Review", "/admin"}
	case duty.NotEnrolled:
		return act{d.Subject + " people cannot sign in yet", "Invited and not enrolled, or not invited", "Review", "/admin"}
	}
	return act{Title: d.Subject, Why: d.Where, Verb: "Open", Href: "/"}
}

// due says by when, and how soon that is.
func due(by *time.Time, now time.Time) string {
	if by == nil {
		return "no date"
	}
	days := int(by.Sub(now.Truncate(24*time.Hour)).Hours() / 24)
	switch {
	case days < 0:
		return "answer was due " + page.Date(*by)
	case days == 0:
		return "answer by today"
	case days == 1:
		return "answer by tomorrow"
	}
	return "answer by " + page.Date(*by) + ", in " + page.Count(days, "day", "days")
}

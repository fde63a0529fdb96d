// Package home is the first page: for the public what this is and how to report; for whoever is signed in what needs them, then the
// newest of all their councils.
package home

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/duty"
	"example.org/concord/internal/item"
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
	m := member{unread: v.Query.Get("show") == "unread", unreadFirst: v.Query.Get("order") == "unread", council: v.Query.Get("council")}
	newest, err := m.feed(v)
	if err != nil {
		return page.Answer{}, err
	}
	if err := s.DB.Read(r.Context(), v.Who, append(m.frame.WithoutDuties(v),
		duty.Of(v.Keeps, &m.duties), council.EndedOffices(&m.ended), council.OfMine(&m.councils), council.NextMeetings(&m.meetings), directory.StatesOfMine(&m.states), newest)...); err != nil {
		return page.Answer{}, err
	}
	m.page()
	m.frame.Duties(m.duties)
	if m.more = len(m.duties) > duty.Most; m.more {
		m.duties = m.duties[:duty.Most]
	}
	return page.Show(memberHome(m)), nil
}

// MarkRead counts what the first page showed as read, and what is older.
func (s Site) MarkRead(v page.Visitor, r *http.Request) (page.Answer, error) {
	shown, err := page.ShownOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	err = s.DB.Write(r.Context(), v.Who, db.Once{}, item.MarkRead(council.ID{}, shown)...)
	return page.Go("/", "What the page showed, and what is older, counts as read."), err
}

// member is the first page of somebody signed in.
type member struct {
	frame    page.Frame
	duties   []duty.Duty
	more     bool
	councils []council.Mine
	meetings []council.Meeting
	ended    []council.Ended   // offices of theirs that are over
	states   []directory.State // of the region whose office they serve
	rows     []update.Row
	next     string
	unread   bool
	council  string

	unreadFirst bool // the unread ones, then the others
}

// feed asks for the page of the feed that the address names. Unread first, it goes on after an update, and among the unread or the
// read ones.
func (m *member) feed(v page.Visitor) (db.Query, error) {
	if m.unreadFirst {
		parts, err := page.ParseCursor(v.Query.Get("after"), 3)
		if err != nil {
			return db.Query{}, err
		}
		after, err := update.ParseKey(parts)
		return update.Feed{After: after}.UnreadFirst(parts != nil && parts[2] == "read", &m.rows), err
	}
	after, err := v.FeedAfter()
	feed := update.Feed{After: after, Unread: m.unread}
	if m.council != "" {
		return feed.Council(m.council, "", &m.rows), err
	}
	return feed.Mine(&m.rows), err
}

// page cuts the rows to a page and says where the next one begins.
func (m *member) page() {
	m.rows, m.next = page.FeedPage(m.rows)
	if m.unreadFirst && m.next != "" {
		last := m.rows[len(m.rows)-1]
		among := "read"
		if last.Unread {
			among = "unread"
		}
		m.next = page.Cursor(append(last.Key().Parts(), among)...)
	}
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
		says := d.Subject + " replied"
		if n, err := strconv.Atoi(d.Subject); err == nil {
			says = page.Count(n, "new reply", "new replies")
		}
		return act{d.Where, says, "Read", "/updates/" + d.Key}
	case duty.SendForm:
		return act{update.About(d.Where).FormName(), "Your sign-in ended before this was sent: “" + d.Subject + "”", "Continue", "/drafts/" + d.Key}
	case duty.TermEnds:
		return act{d.Subject, "The last day of the term in " + d.Where + " is " + page.Last(*d.Due), "Review", "/councils/" + d.Key + "/roster"}
	case duty.SeatEnds:
		return act{d.Subject, "The last day of its seat in " + d.Where + " is " + page.Last(*d.Due), "Review", "/councils/" + d.Key + "/roster"}
	case duty.VacantSeat:
		return act{d.Subject, "Seat in " + d.Where + " without a representative", "Fill", "/councils/" + d.Key + "/roster"}
	case duty.LoseSeat:
		return act{d.Subject + " is to take over your seat", "In " + d.Where + " on " + page.Date(*d.Due) + ", unless you contest it", "Decide", "/councils/" + d.Key + "/succession"}
	case duty.KeepRoster:
		return act{"Who keeps the roster of " + d.Where, "Staff propose a change; it holds with your yes", "Decide", "/councils/" + d.Key + "/roster/rule"}
	case duty.ReachGrew:
		posts := d.Subject + " of your posts"
		return act{"More people can read " + posts, "The structure of the councils changed; they were not among those whom you confirmed", "Decide", "/reach/" + d.Key}
	case duty.JoinCouncil:
		return act{"You are invited to " + d.Where, "As " + d.Subject + ", " + due(d.Due, now), "Accept", "/admissions/" + d.Key}
	case duty.Sponsor:
		return act{d.Subject, "Asks to join " + d.Where + ": does somebody speak for them?", "Open", "/admissions/" + d.Key}
	case duty.Validate:
		return act{d.Subject, "Waits for your decision in " + d.Where, "Decide", "/admissions/" + d.Key}
	case duty.Confirm:
		return act{"Do they still speak for their organization?", confirms(d.Subject) + " to confirm by " + page.Date(*d.Due), "Confirm", "/confirmations"}
	case duty.Lapse:
		return act{d.Subject + " in " + d.Where, "Ends " + page.Date(*d.Due) + " unless your organization confirms that you still speak for it: ask there", "Open", "/account"}
	case duty.Emergency:
		return act{"Emergency access to " + d.Where, d.Subject + " asks; a second member of staff decides", "Decide", "/emergency/" + d.Key}
	case duty.CannotSignIn:
		where := "/councils/" + d.Where + "/resets?person=" + url.QueryEscape(d.Subject)
		if d.Where == "" {
			where = "/admin/people/" + d.Key
		}
		return act{d.Subject + " cannot sign in", "Call them at a number that you already have; then vouch for them", "Vouch", where}
	case duty.CouncilOpen:
		return act{"Staff read in " + d.Where + " now", d.Subject + ", under emergency access. You see why and what is opened, and can end it", "See", "/emergency/" + d.Key}
	case duty.CopyTaken:
		return act{"The copy of the whole record is confirmed", "Take it by " + page.Date(*d.Due), "Take", "/admin/audit/log"}
	case duty.Proposal:
		return act{proposed[d.Where] + d.Subject, "Another member of staff proposed it; confirm or refuse it by " + page.Date(*d.Due), "Decide", "/admin/proposals/" + d.Key}
	case duty.Question:
		what, asks, _ := strings.Cut(d.Where, " ")
		if what == "community" {
			return act{"Another council would read in " + asks, "Staff propose it; it takes effect " + page.Date(*d.Due) + " unless an officer objects", "Answer", "/councils/" + d.Key}
		}
		return act{d.Subject + " of " + asks + ": was somebody chosen?", "Staff propose a hand-over; it takes effect " + page.Date(*d.Due) + " unless an officer objects", "Answer", "/councils/" + d.Key}
	case duty.Vouch:
		return act{d.Subject + " has lost the second factor", "Vouched for in " + d.Where + "; a second person confirms by " + page.Date(*d.Due), "Decide", "/councils/" + d.Key + "/resets"}
	case duty.PartnerAsks:
		return act{d.Subject, d.Where + " asks your region, " + due(d.Due, now), "Answer", "/requests/" + d.Key}
	case duty.VisitDue:
		return act{d.Subject, "Planned with " + d.Where + " for " + page.Date(*d.Due) + ": how did it go?", "Record", "/engagements/" + d.Key + "/edit"}
	case duty.StepDue:
		return act{d.Subject, "Promised to " + d.Where + " by " + page.Date(*d.Due), "Do", "/engagements/" + d.Key}
	case duty.HandedOver:
		said := "Places, planned visits and open requests are yours now: see which"
		title := "You take over from " + d.Subject
		if by, ended := strings.CutPrefix(d.Where, "ended "); ended {
			return act{by + " no longer covers " + d.Subject, "Choose who covers it now, and hand over what is planned", "Show", "/my-region/" + d.Key + "/territory#ended"}
		}
		switch d.Where {
		case "lost":
			return act{"You no longer cover " + d.Subject, "What you planned there stays with you until it is handed over", "Show", "/my-region/" + d.Key + "/territory#ended"}
		case "to":
			title, said = "You handed over to "+d.Subject, "Places, planned visits and open requests went along: see which"
		case "undone":
			title, said = "A hand-over with "+d.Subject+" was taken back", "What is still open is with who had it before"
		}
		return act{title, said, "Show", "/my-region/" + d.Key + "/territory#handed"}
	case duty.WorkIncident:
		return act{d.Subject, "Incident under way, declared by " + d.Where + ": whom to call there", "Call", "/incidents/" + d.Key}
	case duty.StoppedOpening:
		return act{d.Subject + " was stopped from opening contacts", d.Where + ". Call, and lift it if it was in order", "Open", "/directory/stops/" + d.Key}
	case duty.WorkFailed:
		if d.Where == "staff" {
			return act{"Work of the portal failed", piece(d.Subject) + ": see why, try it again or drop it", "Open", "/admin#failed"}
		}
		return act{"Work that the portal does for you failed", piece(d.Subject) + ": see why, try it again or drop it", "Open", "/failed"}
	case duty.ChoresFail:
		return act{"The portal cannot do what it does by itself", d.Subject + " at present: see which", "Open", "/admin#chores"}
	case duty.CouncilNoChair:
		return act{d.Subject + map[bool]string{true: " council has", false: " councils have"}[d.Subject == "1"] + " no chair on record", "Ask each whom it chose, then hand its workspace over", "Review", "/admin"}
	case duty.NotEnrolled:
		return act{d.Subject + map[bool]string{true: " person", false: " people"}[d.Subject == "1"] + " cannot sign in yet", "Invited and not enrolled, or not invited", "Review", "/admin"}
	}
	return act{Title: d.Subject, Why: d.Where, Verb: "Open", Href: "/"}
}

// piece is how much work it is.
func piece(n string) string {
	if n == "1" {
		return "1 piece of work"
	}
	return n + " pieces of work"
}

// confirms is how many offices wait; they are counted to 100.
func confirms(n string) string {
	switch n {
	case "1":
		return "1 office"
	case "100":
		return "100 offices and more"
	}
	return n + " offices"
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

// proposed begins the line of a proposal, by its act.
var proposed = map[string]string{"appointment": "Appointment: ", "right": "A right more for the office ", "export": "A copy of the whole log", "address": "Another e-mail address: ", "limit": "Another limit of the alarm",
	"hand-over": "Hand-over: ", "community": "Another community for ", "invitation": "An account for ", "administrator": "Administrator of an organization: ", "kind": "A kind of council: ", "enters": "Into sector communities: "}

// endedBy says which office ended, when, by whom, and why.
func endedBy(e council.Ended) string {
	said := "you were " + e.Office + " for " + e.Organization + " until " + page.Date(e.Until) + ". "
	if e.ByName != "" {
		said += e.ByName + " ended it."
	} else {
		said += "Its last day came."
	}
	if e.Because != "" {
		said += " The reason on record: " + e.Because + "."
	}
	return said
}

// askAbout says whom to ask about an office that ended.
func askAbout(e council.Ended) string {
	if e.Ask == "" {
		return "Nobody keeps this council's roster now: ask the administrators of the portal."
	}
	return "Whom to ask: " + e.Ask + "."
}

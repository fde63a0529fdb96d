package admin

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/mail"
	"example.org/concord/internal/may"
	"example.org/concord/web/page"
)

// post is what did not leave, and how many mails there were lately.
type post struct {
	frame page.Frame
	day   *mail.Day
	rows  []mail.Trouble
	next  string
}

// Mail shows what did not leave: to whom and why, never what is in it.
func (s Site) Mail(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := page.ParseCursor(v.Query.Get("after"), 1)
	if err != nil {
		return page.Answer{}, err
	}
	var before int64
	if after != nil {
		var ok bool
		if before, ok = page.Serial(after[0]); !ok {
			return page.Answer{}, fault.NotFound
		}
	}
	var p post
	if err := s.read(v, r, &p.frame, may.AddPeople, mail.Today(&p.day), mail.Troubles(before, &p.rows)); err != nil {
		return page.Answer{}, err
	}
	if len(p.rows) > mail.PerPage {
		p.rows = p.rows[:mail.PerPage]
		p.next = page.Cursor(strconv.FormatInt(p.rows[mail.PerPage-1].ID, 10))
	}
	return page.Show(mailPage(p)), nil
}

// MailAgain sends one of them once more.
func (s Site) MailAgain(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, ok := page.Serial(chi.URLParam(r, "mail"))
	if !ok {
		return page.Answer{}, fault.NotFound
	}
	var f page.Frame
	if err := s.read(v, r, &f, may.AddPeople); err != nil {
		return page.Answer{}, err
	}
	if err := s.DB.Write(r.Context(), v.Who, db.Once{}, mail.Again(id)); err != nil {
		return page.Answer{}, err
	}
	return page.Go("/admin/mail", "It is sent again in a moment. If it fails once more, it comes back here."), nil
}

// mailKinds in the words of the page.
var mailKinds = map[mail.Kind]string{mail.Item: "Update or reply", mail.Invitation: "Invitation", mail.Enrolled: "Notice: account set up", mail.Password: "Notice: password changed",
	mail.FactorAdded: "Notice: second factor added", mail.FactorRemoved: "Notice: second factor removed", mail.Linked: "Notice: account linked", mail.Unlinked: "Notice: link removed",
	mail.EmailAsked: "Confirmation of an address", mail.EmailChanged: "Notice: address changed", mail.EmailSet: "Notice: address changed by staff", mail.Recovery: "Notice: new recovery codes", mail.Reset: "Notice: second factor reset", mail.BreakGlass: "Notice: emergency access",
	mail.Term: "Notice: a term ends", mail.Succession: "Notice: a hand-over",
	mail.Join: "Invitation into a council", mail.Refusal: "Refusal of an application", mail.Admissions: "Applications that wait",
	mail.Renewal: "Question: still yours?", mail.Unused: "Notice: unused account", mail.WorkFailed: "Notice: work was not done"}

// to is whom a mail is for; staff are not told who applies.
func to(t mail.Trouble) string {
	if t.PersonID == nil {
		return "an applicant"
	}
	return t.Person
}

// tally says how many mails there were within a day.
func tally(d *mail.Day) string {
	if d == nil {
		return ""
	}
	said := page.Capped(d.Sent, 1000) + " sent in the last 24 hours, " + page.Capped(d.Waiting, 1000) + " waiting, " + page.Capped(d.Failed, 1000) + " given up"
	if d.Unread > 0 {
		said += ", " + page.Capped(d.Unread, 1000) + " not sent because nobody was left to read them"
	}
	return said + "."
}

// sentence begins with a capital letter.
func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

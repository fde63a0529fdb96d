package proposals

import (
	"time"

	"example.org/concord/internal/proposal"
	"example.org/concord/web/page"
)

// what says in a line what was proposed.
func what(p proposal.Proposal) string {
	switch p.Act {
	case proposal.Appointment:
		return p.Person + " as " + p.Office + " in " + p.Council
	case proposal.Widening:
		return "A right more for the office " + p.Office
	case proposal.Narrowing:
		return "A right less for the office " + p.Office
	case proposal.Address:
		return "Another e-mail address for " + p.Person
	case proposal.NewLimit:
		return "An alarm beyond " + page.Number(p.Readers) + " readers"
	case proposal.HandOver:
		return p.Council + " handed over to " + p.Person + " as " + p.Office
	case proposal.Community:
		return p.Council + " in the community of " + p.Sector
	case proposal.Invitation:
		return "An account for " + p.Person
	case proposal.Administrator:
		return p.Person + " as administrator of their organization"
	case proposal.KindOfBody:
		return "A kind of council: " + p.NewKind
	case proposal.Entry:
		return p.Kind + ": its people in the communities of their sectors"
	}
	return "A copy of the whole log"
}

// standing says in words where it stands.
func standing(v page.Visitor, p proposal.Proposal) string {
	switch p.StateAt(v.Now) {
	case proposal.Waiting:
		if p.Mine {
			return "Waits for a second member of staff"
		}
		return "Waits for a decision"
	case proposal.Lapsed:
		return "Nobody decided within seven days"
	case proposal.Asking:
		return "Confirmed by " + p.DecidedBy + ". Waits for an officer of " + p.Asks + "; takes effect " + page.Date(p.AnswerUntil.In(v.Instance.Zone)) + " without an answer"
	case proposal.Objected:
		if p.AnsweredBy == "" {
			return "Did not take effect"
		}
		return p.AnsweredBy + " of " + p.Asks + " objected"
	case proposal.TakenBack:
		return "Taken back"
	case proposal.Refused:
		return "Refused by " + p.DecidedBy
	}
	if p.Act == proposal.Narrowing {
		return "Done"
	}
	if p.Agreed != nil {
		return "Confirmed by " + p.DecidedBy + ", agreed to by " + p.AnsweredBy
	}
	return "Confirmed by " + p.DecidedBy
}

// decided is when it was.
func decided(p proposal.Proposal) time.Time {
	if p.Confirmed != nil {
		return *p.Confirmed
	}
	return *p.Refused
}

// termOf is the end of the term, where it is fixed.
func termOf(p proposal.Proposal) string {
	if p.Term == nil {
		return ""
	}
	return ", until " + page.Date(*p.Term)
}

// moment is when, to the minute.
func moment(v page.Visitor, t time.Time) string {
	return t.In(v.Zone).Format("Jan 2, 2006, 3:04 PM MST")
}

// circle names a group of people that something is addressed to.
func circle(e proposal.Effect) string {
	switch e.Circle {
	case "seated":
		return "The seated of " + e.Council
	case "person":
		return "Those named in " + e.Council
	}
	return e.Council
}

func crumbs(steps ...page.Crumb) []page.Crumb {
	return append([]page.Crumb{{Name: "Administration", Href: "/admin"}}, steps...)
}

package admission

import (
	"time"

	"example.org/concord/internal/admission"
	"example.org/concord/web/page"
)

// stateNames in the words of the pages.
var stateNames = map[admission.State]string{
	admission.Asked: "Waits for a sponsor", admission.Sponsored: "Waits for a validator", admission.Invited: "Invited", admission.Accepted: "Accepted",
	admission.Refused: "Refused", admission.Withdrawn: "Withdrawn", admission.Expired: "Invitation expired",
}

// stepNames say what was done.
var stepNames = map[string]string{
	"asked": "Asked", "sponsored": "Spoke for the applicant", "validated": "Checked identity and validated", "refused": "Refused", "withdrawn": "Withdrew it",
	"invited": "Sent the invitation", "accepted": "Accepted, and was appointed", "expired": "Nobody accepted within seven days",
}

// checkOptions are the ways to check who somebody is.
var checkOptions = []page.Option{
	{Value: "called", Label: "I called", Says: "A number found elsewhere than in this application: the organization's website, a directory, your own records."},
	{Value: "in person", Label: "I met in person", Says: "And saw who it is."},
	{Value: "known", Label: "I know the person", Says: "By face or voice, and confirmed this application with them."},
}

var checkNames = map[string]string{"called": "called", "in person": "met in person", "known": "knows the person"}

var decisions = []page.Option{{Value: "admit", Label: "Admit"}, {Value: "refuse", Label: "Refuse"}, {Value: "later", Label: "Leave for later"}}

// troubles say why an invitation does not count.
var troubles = map[string]string{
	"inviter": "whoever sponsored or validated it may not any more. Withdraw it, and nominate again",
	"seat":    "the seat it was for has ended. Withdraw it, and nominate again",
	"taken":   "the seat it was for has a representative meanwhile. It counts again once the seat is vacant",
}

// tone of the tag that says how far a case is.
func tone(s admission.State) string {
	switch s {
	case admission.Accepted:
		return "tag tag--ok"
	case admission.Asked, admission.Sponsored, admission.Invited:
		return "tag tag--warn"
	}
	return "tag tag--quiet"
}

// age is for how long something waits, in days.
func age(since, now time.Time) string {
	switch days := int(now.Sub(since).Hours() / 24); days {
	case 0:
		return "since today"
	default:
		return "for " + page.Count(days, "day", "days")
	}
}

// waits is what a case waits for, as the asker is concerned.
func waits(c admission.Case) string {
	switch {
	case c.Validates:
		return "Waits for your decision"
	case c.Sponsors:
		return "Needs a sponsor: somebody of this council who speaks for them"
	}
	return stateNames[c.State]
}

func (a application) officeOptions() (some []page.Option) {
	for _, o := range a.offices {
		if admission.Offered(o.Slug) {
			some = append(some, page.Option{Value: o.Slug, Label: o.Name})
		}
	}
	return some
}

func (a application) organizationPick() page.Pick {
	p := a.organization
	p.Name, p.Label, p.Max, p.Error = "organization", "Organization", 200, a.wrong.For("organization")
	p.Hint = "For whom they would sit: its name or abbreviation."
	if a.own {
		p.Hint = "For whom you would sit: its name or abbreviation."
	}
	return p
}

func (a application) namePick() page.Pick {
	p := a.person
	if p.Value == "" {
		p.Value = a.Name
	}
	p.Name, p.Label, p.Max, p.Error, p.Autocomplete = "name", "Full name", 200, a.wrong.For("name"), "off"
	return p
}

func (a application) title() string {
	if a.own {
		return "Ask to join " + a.council.ShortName
	}
	return "Nominate for " + a.council.ShortName
}

func (a application) action() string {
	if a.own {
		return a.url("/join")
	}
	return a.url("/admissions")
}

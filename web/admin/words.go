package admin

import (
	"slices"
	"strings"
	"time"

	"example.org/concord/internal/council"
	"example.org/concord/internal/reference"
	"example.org/concord/web/page"
)

var statusNames = map[string]string{"active": "Active", "historical": "Historical", "unclear": "Status unclear", "suspended": "Suspended"}

var statusOptions = []page.Option{{Value: "active", Label: "Active"}, {Value: "unclear", Label: "Status unclear"}, {Value: "suspended", Label: "Suspended"}, {Value: "historical", Label: "Historical"}}

// stateNames say how far somebody is with enrolling.
var stateNames = map[string]string{"not invited": "not invited", "waiting": "waiting to enroll", "expired": "invitation expired", "cancelled": "invitation cancelled", "enrolled": "enrolled"}

// fates say what became of a sector's name.
var fates = map[string]string{"merged": "went into ", "renamed": "was renamed ", "split": "was split into ", "reshaped": "was reshaped as ", "retired": "was followed by "}

// inviteVerbs are what staff do about it: a link that still works wants a reminder rather than another link.
var inviteVerbs = map[string]string{"not invited": "Invite", "waiting": "Open", "expired": "Invite again", "cancelled": "Invite again"}

func (c record) peopleWords() string {
	if c.counts.More {
		return "more than 1,000 people"
	}
	return page.Count(c.counts.People, "person", "people")
}

// handsOver says whether the council has officers of its own to hand its workspace to.
func (c record) handsOver() bool {
	return c.council.RosterBy == "council" && len(c.officeOptions()) > 0 && !c.council.Ended(c.frame.Visitor.Now)
}

// officeOptions are the offices that a workspace is handed to: those that keep its roster, and the vice chair, who does so where no chair is.
func (c record) officeOptions() []page.Option {
	var options []page.Option
	for _, o := range c.offices {
		if (o.Edits || o.Slug == "vice-chair") && !o.NeedsSeat {
			options = append(options, page.Option{Value: o.Slug, Label: o.Name})
		}
	}
	return options
}

func (c record) umbrellaOptions() []page.Option {
	options := []page.Option{{Label: "Choose one"}}
	for _, u := range c.umbrellas {
		options = append(options, page.Option{Value: u.Slug, Label: u.ShortName + ", " + page.Date(u.Since) + " to " + untilWords(u.Until)})
	}
	return options
}

// gathers says whether it is a body across sectors, which may work in some regions alone.
func (c record) gathers() bool { return slices.Contains(council.Coalitions, c.council.Kind) }

// selects says whether the council stands or stood under an umbrella whose members CISA selects.
func (c record) selects() bool {
	return slices.ContainsFunc(c.umbrellas, func(u reference.Umbrella) bool {
		return u.Selects && slices.ContainsFunc(c.face.Umbrellas, func(over council.Umbrella) bool { return over.Slug == u.Slug })
	})
}

func sectorNames(all []council.SectorName) string {
	names := make([]string, len(all))
	for n, s := range all {
		names[n] = s.Name
	}
	return strings.Join(names, ", ")
}

// handOverSays is what happens once a hand-over is proposed, as it is told beforehand.
func (c record) handOverSays() string {
	if c.officers == 0 {
		return "This council has no officers on record. A second member of staff confirms; then that person reads here and keeps the roster."
	}
	return "This council has " + page.Count(c.officers, "officer", "officers") + " on record. A second member of staff confirms; then all of them are mailed and asked. It takes effect once one of them agrees, " +
		"or after 14 days without an answer. If one of them objects, it ends."
}

func untilWords(until *time.Time) string {
	if until == nil {
		return "today"
	}
	return page.Last(*until)
}

func endWords(c record) string {
	if c.council.Ended(c.frame.Visitor.Now) {
		return "was"
	}
	return "is"
}

func (c record) personPick() page.Pick {
	p := asked(c.person, "Person", "The full name, or a part of it.", c.says("hand-over", "person"))
	p.Name, p.Optional, p.Add = "person", false, "/admin/people/new"
	return p
}

func (c record) facingPick() page.Pick {
	p := asked(c.facing, "Add a counterpart", "Its short name, or a part of its name.", c.says("counterpart", "counterpart"))
	p.Name, p.Optional = "counterpart", false
	return p
}

// named gives a pick that was not sent the name of its field.
func named(p page.Pick, name string) page.Pick {
	p.Name = name
	return p
}

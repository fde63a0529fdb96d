// Package contact is how people, and the desks of organizations, are reached. Whose contact it is says who may see that there is one; the
// number itself is read by no page: it is opened ([Reveal]), one at a time, within a daily budget, and on a log that its owner reads.
//
// The numbers, which the database keeps (app.reveal, table reveal_budget). A day is the last 24 hours.
//
//	budget   of people and desks, whichever of their numbers: a member, observer or adviser 10 a day, who sits in or runs a council 15, a region's field staff 40, the watch 60,
//	         whoever else is signed in 5. What was opened once opens again that day at no cost.
//	pace     after 5 openings within 10 minutes each waits for 2 minutes. 15 openings within an hour, or 10 refusals, stop for a day.
//	         Who tries 3 times more, or is stopped twice in a week, raises the alarm: director, administrators and the account's owner are
//	         mailed. A file counts once in the pace and person by person in the budget. Another one who reviews openings may lift a
//	         stop ([Lift]) and says why: the pace begins anew, the budget does not.
//	incident while one is declared, five times the budget and no pace, for contacts in its counties; each opening is reviewed afterwards.
package contact

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/mailbox"
	"example.org/concord/internal/telephone"
)

// ID names a contact.
type ID struct{ uuid.UUID }

// New is an ID for a contact to be added.
func New() ID { return ID{uuid.Must(uuid.NewV7())} }

// Kind is what sort of contact it is.
type Kind string

// Kinds, in the order of pages. Direct ones open only with a reason.
const (
	Email      Kind = "email"
	Office     Kind = "office"
	Direct     Kind = "direct"
	AfterHours Kind = "after-hours"
)

// Kinds with the words of pages.
var Kinds = []struct {
	Kind Kind
	Name string
}{{Email, "E-mail"}, {Office, "Office telephone"}, {Direct, "Direct or mobile"}, {AfterHours, "After hours"}}

// Name is the kind in the words of pages.
func (k Kind) Name() string {
	for _, one := range Kinds {
		if one.Kind == k {
			return one.Name
		}
	}
	return string(k)
}

// WantsReason says whether it opens only to who says why.
func (k Kind) WantsReason() bool { return k == Direct || k == AfterHours }

// Contact is one way to reach somebody, without what it holds.
type Contact struct {
	ID    ID
	Kind  Kind
	Label string
}

// Title is the kind, and the label where there is one.
func (c Contact) Title() string {
	if c.Label == "" {
		return c.Kind.Name()
	}
	return c.Label + " (" + strings.ToLower(c.Kind.Name()) + ")"
}

// Shown is who may see that there is the contact.
type Shown struct {
	ForPeers    bool // who serve in a council with the person and see its roster; of a desk, where the organization holds a seat
	ForAdvisors bool // field staff of the region; during an incident in the county whoever works it
	ForMembers  bool // anyone signed in
}

// Own is a contact as its owner keeps it.
type Own struct {
	ID    ID
	Kind  Kind
	Label string
	Value string
	Shown
	PersonID     *uuid.UUID // nil for a desk
	Organization string     // slug, of a desk
}

// As is the contact as others see it.
func (o Own) As() Contact { return Contact{o.ID, o.Kind, o.Label} }

const (
	// MaxLabel and MaxValue are the most characters of each.
	MaxLabel = 60
	MaxValue = 254
	// MinReason is how many characters a reason has at least.
	MinReason = 10
	// MaxReason is how many it has at most.
	MaxReason = 500
)

// Check says what is wrong with a contact as typed, by the names of the form's fields. A desk has a label.
func (o *Own) Check(desk bool) error {
	var wrong fault.Invalid
	o.Label, o.Value = strings.TrimSpace(o.Label), strings.TrimSpace(o.Value)
	known := false
	for _, k := range Kinds {
		known = known || k.Kind == o.Kind
	}
	if !known {
		wrong.Add("kind", "Kind: choose one.")
	}
	if desk && o.Label == "" {
		wrong.Add("label", "Desk: say which, such as 24-hour desk.")
	}
	if utf8.RuneCountInString(o.Label) > MaxLabel {
		wrong.Add("label", "Label: at most 60 characters.")
	}
	if o.Kind == Email {
		if email, because := mailbox.Read(o.Value); because != "" {
			wrong.Add("value", "E-mail: "+because)
		} else {
			o.Value = email
		}
	} else if number, because := telephone.Read(o.Value); because != "" {
		wrong.Add("value", "Number: "+because)
	} else {
		o.Value = number
	}
	return wrong.Err()
}

// Openings is what is left of the asker's day.
type Openings struct {
	Budget         int
	Used           int
	IncidentBudget int // for contacts in the counties of an incident, with what was opened otherwise
	IncidentUsed   int
	Stopped        *time.Time // until then nothing opens; nil where nobody was stopped
	StoppedRule    Rule
}

// Left is how many more open today.
func (o Openings) Left() int {
	if o.Stopped != nil {
		return 0
	}
	return max(0, o.Budget-o.Used)
}

// LeftInIncident is the same for contacts in the counties of an incident.
func (o Openings) LeftInIncident() int {
	if o.Stopped != nil {
		return 0
	}
	return max(0, o.IncidentBudget-o.IncidentUsed)
}

func init() {
	db.Constraint("reveal_reason", fault.Invalid{{Name: "reason", Message: "Reason: say in a few words why you need it. Whose contact it is reads that."}})
}

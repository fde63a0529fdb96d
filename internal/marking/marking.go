// Package marking is the Traffic Light Protocol, version 2.0, as Concord keeps it: a label is the widest kind of circle that
// an item may be addressed to. The same order stands in the database (app.width, app.circle_width), where a constraint holds
// everybody to it; a test compares the two.
package marking

import (
	"slices"
	"strings"

	"example.org/concord/internal/fault"
)

// Label is a TLP 2.0 label as it is written: capitals, no spaces, never translated.
type Label string

// The labels of TLP 2.0 (FIRST, in force since August 2022).
const (
	Red         Label = "TLP:RED"
	AmberStrict Label = "TLP:AMBER+STRICT"
	Amber       Label = "TLP:AMBER"
	Green       Label = "TLP:GREEN"
	Clear       Label = "TLP:CLEAR"
)

// Circle is a kind of circle, by who is in it.
type Circle string

// The kinds of circles, each wider than the one before.
const (
	Person    Circle = "person"    // one person in one council
	Seated    Circle = "seated"    // the people on a council's seats
	Council   Circle = "council"   // all of a council or of a joint room, observers and advisers too
	Community Circle = "community" // everybody admitted to a sector's community
	Public    Circle = "public"    // anyone
)

// Mail is how much of an item a mail may carry.
type Mail int

// What a mail may say.
const (
	MailWaits      Mail = iota // "something waits for you"
	MailNoTitle                // who wrote, where, which kind; title and text stay in the portal
	MailEverything             // title and text
)

// rule is one line of the table in the design of markings.
type rule struct {
	label    Label
	widest   Circle
	color    string // of the text on black, fixed by the standard
	mail     Mail
	sentence string
}

// rules go from the narrowest to the widest.
var rules = []rule{
	{Red, Person, "#FF2B2B", MailWaits, "For the people named only. You may not share this with anybody else."},
	{AmberStrict, Seated, "#FFC000", MailNoTitle, "You may share this inside your organization, with those who need it, and no further."},
	{Amber, Council, "#FFC000", MailNoTitle, "You may share this inside your organization, and with your clients who need it."},
	{Green, Community, "#33FF00", MailEverything, "You may share this with the sector's community, and not in public."},
	{Clear, Public, "#FFFFFF", MailEverything, "You may share this with anyone."},
}

var circles = []Circle{Person, Seated, Council, Community, Public}

// Labels are all labels, from the narrowest to the widest.
func Labels() []Label {
	all := make([]Label, len(rules))
	for i, r := range rules {
		all[i] = r.label
	}
	return all
}

// Parse reads a label as people and other systems write it: in small letters, with spaces, without "TLP:". TLP:WHITE of TLP 1.0
// is TLP:CLEAR. Anything else is fault.Invalid.
func Parse(s string) (Label, error) {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	if s == "TLP:WHITE" || s == "WHITE" {
		return Clear, nil
	}
	for _, r := range rules {
		if s == string(r.label) || "TLP:"+s == string(r.label) {
			return r.label, nil
		}
	}
	return "", fault.Invalid{{Name: "label", Message: "Choose one of the five labels."}}
}

// rule is the line of a label; what is none has no line, the zero rule, which is narrower than everything.
func (l Label) rule() rule {
	if w := l.Width(); w > 0 {
		return rules[w-1]
	}
	return rule{}
}

// Width is the label's place from narrow (1) to wide (5); 0 is no label.
func (l Label) Width() int {
	return 1 + slices.IndexFunc(rules, func(r rule) bool { return r.label == l })
}

// Widest is the widest kind of circle that something with this label may be addressed to.
func (l Label) Widest() Circle { return l.rule().widest }

// Admits says whether something with this label may be addressed to such a circle.
func (l Label) Admits(c Circle) bool { return c.Width() > 0 && c.Width() <= l.Width() }

// Sentence tells a reader what he may do, in one sentence.
func (l Label) Sentence() string { return l.rule().sentence }

// Color is the color of the label's text, always on black.
func (l Label) Color() string { return l.rule().color }

// Mail is how much of it a mail may carry.
func (l Label) Mail() Mail { return l.rule().mail }

// Width is the kind's place from narrow (1) to wide (5); 0 is no kind.
func (c Circle) Width() int { return 1 + slices.Index(circles, c) }

// Label is the widest label whose readers are such a circle: what is said to a council is TLP:AMBER.
func (c Circle) Label() Label {
	for _, r := range rules {
		if r.widest == c {
			return r.label
		}
	}
	return ""
}

// Narrower is the narrower of two labels.
func Narrower(a, b Label) Label {
	if a.Width() < b.Width() {
		return a
	}
	return b
}

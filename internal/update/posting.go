package update

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
)

// Posting is an update that is ready to be posted.
type Posting struct {
	ID      item.ID
	As      item.Voice
	Genre   Genre
	Title   string
	Text    item.Text
	Label   marking.Label
	Circles []item.Circle
	Details
	Draft DraftID // its files go along
	Place string  // the address that the draft leads to from then on
}

// Details are what an update says of itself beside its text.
type Details struct {
	AnswerBy, ValidUntil *time.Time // days
	Source               string     // relayed from whom
	SourceMarking        string     // as the source marked it
	Sectors, States      []string   // slugs, codes
}

// Offer is what the composer offers the asker: what is not in it cannot be chosen.
type Offer struct {
	Voices  []item.Voice
	Circles []item.Circle // councils, rooms, communities
	People  []item.Circle // of the council posted in
	Sectors []Choice
	States  []Choice
}

// Choice is a value and what people call it.
type Choice struct{ Value, Label string }

// Voice is the appointment that was chosen, else the one in the council of that slug, else the first where all are in one council. False:
// there is none, or a choice.
func (o Offer) Voice(chosen, council string) (item.Voice, bool) {
	for _, wanted := range []func(item.Voice) bool{
		func(v item.Voice) bool { return v.ID.String() == chosen },
		func(v item.Voice) bool { return v.CouncilSlug == council },
		func(item.Voice) bool {
			return !slices.ContainsFunc(o.Voices, func(v item.Voice) bool { return v.CouncilID != o.Voices[0].CouncilID })
		},
	} {
		if n := slices.IndexFunc(o.Voices, wanted); n >= 0 {
			return o.Voices[n], true
		}
	}
	return item.Voice{}, false
}

// follows is the appointment that follows from the audience: the one in the only council among those addressed for which the author may speak.
func (o Offer) follows(circles []string) (item.Voice, bool) {
	var own []item.Voice
	for _, c := range slices.Concat(o.Circles, o.People) {
		if slices.Contains(circles, c.ID.String()) {
			if n := slices.IndexFunc(o.Voices, func(v item.Voice) bool { return v.CouncilID == c.CouncilID }); n >= 0 {
				own = append(own, o.Voices[n])
			}
		}
	}
	if len(own) == 0 || slices.ContainsFunc(own, func(v item.Voice) bool { return v.CouncilID != own[0].CouncilID }) {
		return item.Voice{}, false
	}
	return own[0], true
}

// Posting makes an update of what was typed, or says everything that is still wrong with it: fault.Invalid. Today is the day by
// the instance's clock.
func (f Fields) Posting(o Offer, today time.Time) (Posting, error) {
	var problems fault.Invalid
	p := Posting{
		ID: item.NewID(), Genre: Genre(f.Genre), Title: strings.TrimSpace(f.Title),
	}
	if p.Genre.Name() == "" {
		problems.Add("genre", "Choose what kind of update this is.")
	}
	item.Check(p.Title, f.Body, &problems)
	f.address(&p, o, &problems)
	p.Details = f.details(p.Genre, Details{}, o, today, &problems)
	if len(problems) > 0 {
		return Posting{}, problems
	}
	var err error
	p.Text, err = item.Render(f.Body, 1)
	return p, err
}

// A draft keeps what is wrong, too, up to so much.
const (
	mostShort = 4000 // bytes of a line
	mostBody  = item.MaxBody * 3 / 2
)

// Unkept says what not even a draft can keep: what PostgreSQL cannot store, and what is many times too long.
func (f Fields) Unkept() fault.Invalid {
	var problems fault.Invalid
	if !item.Storable(f.Title) || len(f.Title) > mostShort {
		item.CheckTitle(f.Title, &problems)
	}
	if !item.Storable(f.Body) || len(f.Body) > mostBody {
		item.CheckBody(f.Body, &problems)
	}
	for _, line := range []struct{ name, typed string }{{"find", f.Find}, {"source", f.Source}, {"source_marking", f.SourceMarking}} {
		if !item.Storable(line.typed) || len(line.typed) > mostShort {
			limit(line.name, line.typed, 300, &problems)
		}
	}
	return problems
}

// address reads label, voice and audience.
func (f Fields) address(p *Posting, o Offer, problems *fault.Invalid) {
	label, err := marking.Parse(f.Label)
	if err != nil {
		problems.Add("label", "Choose one label. It decides how wide the audience may be.")
	}
	p.Label = label
	voice := slices.IndexFunc(o.Voices, func(v item.Voice) bool { return v.ID.String() == f.As })
	if voice >= 0 {
		p.As = o.Voices[voice]
	} else if follows, ok := o.follows(f.Circles); ok && f.As == "" {
		p.As = follows
	} else {
		problems.Add("as", "Choose the seat or office that you post as.")
	}
	offered := slices.Concat(o.Circles, o.People)
	for _, id := range f.Circles {
		n := slices.IndexFunc(offered, func(c item.Circle) bool { return c.ID.String() == id })
		switch {
		case n < 0:
			problems.Add("circles", "One of the audiences is not open to you any more. Choose again who will see this.")
			return
		case label != "" && !label.Admits(offered[n].Kind):
			problems.Add("circles", fmt.Sprintf("%s is too wide an audience for %s. Choose a narrower one, or a wider label.", offered[n].Name(), label))
			return
		}
		if !slices.ContainsFunc(p.Circles, func(c item.Circle) bool { return c.ID == offered[n].ID }) {
			p.Circles = append(p.Circles, offered[n])
		}
	}
	if len(p.Circles) == 0 {
		problems.Add("circles", "Choose who will see this.")
	}
}

// Revision is a text that its author changed, ready to be written.
type Revision struct {
	ID    item.ID
	Base  int // the number of the version that was changed
	Title string
	Text  item.Text
	Details
	Draft   DraftID        // in which it was written, the zero one for none
	Place   string         // where the new version is read
	Files   []Attachment   // that come with it
	Dropped []AttachmentID // that it does without
	reply   bool
}

// Revision makes a new version of what was typed, or says everything that is wrong with it. Label and audience stay as they are, and
// a reply has no title and no details. The sectors and states that stand may stay, whatever is offered today.
func (f Fields) Revision(u Update, base int, o Offer, today time.Time) (Revision, error) {
	var problems fault.Invalid
	r := Revision{ID: u.ID, Base: base, Dropped: f.dropped(), reply: u.RootID != u.ID}
	above := 3
	if r.reply {
		item.CheckBody(f.Body, &problems)
	} else {
		above = 1
		r.Title = strings.TrimSpace(f.Title)
		item.Check(r.Title, f.Body, &problems)
		r.Details = f.details(u.Genre, Details{AnswerBy: u.AnswerBy, ValidUntil: u.ValidUntil}, o, today, &problems)
	}
	if len(problems) > 0 {
		return Revision{}, problems
	}
	var err error
	r.Text, err = item.Render(f.Body, above)
	return r, err
}

// details reads what an update says beside its text; before are those that stand already, and may stay.
func (f Fields) details(g Genre, before Details, o Offer, today time.Time, problems *fault.Invalid) Details {
	d := Details{Source: strings.TrimSpace(f.Source), SourceMarking: strings.TrimSpace(f.SourceMarking)}
	d.ValidUntil = day(f.ValidUntil, "valid_until", before.ValidUntil, today, problems)
	if g == Request {
		if f.AnswerBy == "" {
			problems.Add("answer_by", "Say by which day you need the answers.")
		}
		d.AnswerBy = day(f.AnswerBy, "answer_by", before.AnswerBy, today, problems)
	}
	limit("source", d.Source, 300, problems)
	limit("source_marking", d.SourceMarking, 60, problems)
	d.Sectors = known("sectors", f.Sectors, o.Sectors, problems)
	d.States = known("states", f.States, o.States, problems)
	return d
}

// day reads a day that is not over, or that stood already; nil for "".
func day(s, field string, before *time.Time, today time.Time, problems *fault.Invalid) *time.Time {
	switch {
	case s == "":
		return nil
	case before != nil && s == before.Format(time.DateOnly):
		return before
	}
	d, err := time.Parse(time.DateOnly, s)
	switch {
	case err != nil || d.Year() > today.Year()+100:
		problems.Add(field, "Write the day like 2026-11-30.")
	case s < today.Format(time.DateOnly):
		problems.Add(field, "That day is over. Choose today or a later one.")
	}
	return &d
}

func limit(field, s string, most int, problems *fault.Invalid) {
	switch n := utf8.RuneCountInString(s); {
	case !item.Storable(s):
		problems.Add(field, "This holds a character that cannot be stored. Type it again without pasting.")
	case n > most:
		problems.Add(field, fmt.Sprintf("This has %d characters; %d fit.", n, most))
	}
}

func known(field string, chosen []string, offered []Choice, problems *fault.Invalid) []string {
	for _, value := range chosen {
		if !slices.ContainsFunc(offered, func(c Choice) bool { return c.Value == value }) {
			problems.Add(field, "One of these is not offered any more. Choose again.")
			return nil
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(chosen)))
}

// ids are the chosen circles for SQL.
func (p Posting) ids() []item.CircleID {
	all := make([]item.CircleID, len(p.Circles))
	for i, c := range p.Circles {
		all[i] = c.ID
	}
	return all
}

// dropped are the files to take away; what is no identifier is nobody's.
func (f Fields) dropped() []AttachmentID {
	var all []AttachmentID
	for _, s := range f.Drop {
		if id, err := ParseAttachmentID(s); err == nil {
			all = append(all, id)
		}
	}
	return all
}

// CircleIDs reads the circles chosen so far; what is no identifier is nobody's.
func (f Fields) CircleIDs() []item.CircleID {
	var all []item.CircleID
	for _, s := range f.Circles {
		if id, err := uuid.Parse(s); err == nil {
			all = append(all, item.CircleID{UUID: id})
		}
	}
	return all
}

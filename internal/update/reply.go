package update

import (
	"slices"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
)

// Box is where a reply is written: whom it may reach, and whom it will reach unless the asker chooses otherwise.
type Box struct {
	Open   []item.Answerable
	Voices []item.Voice
}

// Proposed are the circles that the reply goes to: those chosen, else the narrowest that hold a council of the asker's and whoever
// wrote what is answered (app.answer_box).
func (b Box) Proposed() []item.CircleID {
	var all []item.CircleID
	for _, a := range b.Open {
		if a.Proposed {
			all = append(all, a.CircleID)
		}
	}
	return all
}

// Seen says of a reply to those circles whether whoever wrote the update sees it, and whoever wrote what is answered. Of whom no circle
// holds any more nobody is missed.
func (b Box) Seen(circles []item.CircleID) (asker, answered bool) {
	asker, answered = true, true
	for _, a := range b.Open {
		asker, answered = asker && !a.Asker, answered && !a.Answered
	}
	for _, a := range b.Open {
		if slices.Contains(circles, a.CircleID) {
			asker, answered = asker || a.Asker, answered || a.Answered
		}
	}
	return asker, answered
}

// Voice is the appointment that speaks unless another is chosen: one in a council that will hear it.
func (b Box) Voice(chosen []item.CircleID) (item.Voice, bool) {
	for _, a := range b.Open {
		if !slices.Contains(chosen, a.CircleID) {
			continue
		}
		if n := slices.IndexFunc(b.Voices, func(v item.Voice) bool { return v.CouncilID == a.CouncilID }); n >= 0 {
			return b.Voices[n], true
		}
	}
	if len(b.Voices) == 0 {
		return item.Voice{}, false
	}
	return b.Voices[0], true
}

// Answer makes a reply of what was typed, or says what is wrong with it. Its label is the update's, or the narrower one that fits
// whom it is addressed to: what is said to a council alone is not for its community.
func (b Box) Answer(to Update, as, body string, circles []string) (Answer, error) {
	var problems fault.Invalid
	item.CheckBody(body, &problems)
	a := Answer{ID: item.NewID(), Root: to.ID}
	widest, reads := marking.Person, false
	for _, chosen := range circles {
		n := slices.IndexFunc(b.Open, func(o item.Answerable) bool { return o.CircleID.String() == chosen })
		if n < 0 {
			problems.Add("circles", "One of the audiences is not open to you any more. Choose again who will see your reply.")
			continue
		}
		o := b.Open[n]
		if o.Kind.Width() > widest.Width() {
			widest = o.Kind
		}
		reads = reads || o.Reads
		a.Circles = append(a.Circles, o.CircleID)
	}
	switch {
	case len(a.Circles) == 0 && problems.For("circles") == "":
		problems.Add("circles", "Choose who will see your reply.")
	case !reads && widest != marking.Person && problems.For("circles") == "":
		problems.Add("circles", "Choose at least one audience that you belong to, so that you can see your reply yourself.")
	}
	a.Label = marking.Narrower(to.Label, widest.Label())
	a.As = b.as(as, a.Circles, &problems)
	if len(problems) > 0 {
		return Answer{}, problems
	}
	var err error
	a.Text, err = item.Render(body, 3)
	return a, err
}

func (b Box) as(chosen string, circles []item.CircleID, problems *fault.Invalid) (id council.AppointmentID) {
	if chosen == "" {
		if v, ok := b.Voice(circles); ok {
			return v.ID
		}
	}
	if given, err := uuid.Parse(chosen); err == nil && slices.ContainsFunc(b.Voices, func(v item.Voice) bool { return v.ID.UUID == given }) {
		return council.AppointmentID{UUID: given}
	}
	problems.Add("as", "Choose the seat or office that you reply as.")
	return id
}

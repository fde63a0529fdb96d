package councils

import (
	"net/http"
	"slices"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/person"
	"example.org/concord/web/page"
)

// replacing is the form in which a seat gets another representative: who, and why.
type replacing struct {
	of      string // the appointment that the page showed
	by      page.Pick
	because string
	words   string
	wrong   fault.Invalid
	key     string
}

// handsOver is the reason that is none of those for which somebody's appointment ends at once.
const handsOver = "hand-over"

// because are the reasons to choose from.
func (p seatPage) becauseOptions(representative council.Appointment) []page.Option {
	last := page.Option{Value: handsOver, Label: "Another reason: hand it over", Says: representative.Person + " hears of it and has 14 days to contest it."}
	if me := p.frame.Person(); me != nil && me.ID == representative.PersonID.UUID {
		last.Says = "You speak for the seat yourself, so it happens at once."
	}
	return append(slices.Clone(endings), last)
}

// endings are why a representative's appointment can end at once, by the word of who keeps the roster.
var endings = []page.Option{{Value: "resigned", Label: "Resigned"}, {Value: "left", Label: "Left the organization"}, {Value: "misconduct", Label: "Misconduct"}}

// offerNext makes the people found the choices of the form, but for whom they follow.
func (p *seatPage) offerNext() {
	representative, _ := p.roster.On(p.seat.ID)
	for _, c := range p.candidates {
		if representative == nil || c.PersonID != representative.PersonID {
			p.replace.by.Found = append(p.replace.by.Found, page.Option{Value: c.PersonID.String(), Label: c.Name, Says: c.Organization})
		}
	}
}

// Replace puts somebody into the place of who represents the seat, in one step.
func (s Site) Replace(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := r.PostFormValue
	p := seatPage{appointing: appointing{key: page.NewKey()}, replace: replacing{key: f("once"), of: f("of"), because: f("because"), words: f("words"),
		by: page.Pick{Field: page.Field{Value: f("by")}, Chosen: f("by_id"), Listed: true}}}
	if err := s.readSeat(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	p.suggest()
	representative, _ := p.roster.On(p.seat.ID)
	if representative == nil || representative.ID.String() != p.replace.of {
		p.replace.wrong = fault.Invalid{{Message: "Somebody else changed this seat meanwhile. Nothing was changed: look at who represents it now, then choose again."}}
		return page.Again(seat(p), p.replace.wrong), nil
	}
	next, ok := p.replace.by.One()
	if !ok {
		p.replace.wrong.Add("by", p.replace.by.Which("Nobody of exactly that name may be appointed here. Staff add people to the portal; an industry council takes none of government."))
	}
	if !slices.ContainsFunc(p.becauseOptions(*representative), func(o page.Option) bool { return o.Value == p.replace.because }) {
		p.replace.wrong.Add("because", "Because: choose a reason.")
	}
	location, said := p.url("/roster"), p.nameOf(person.ID{UUID: next})+" represents the seat from now on. "+representative.Person+" reads here no longer."
	queries := council.Replace(council.Replacing{In: p.council.ID, Slug: p.council.Slug, Seat: p.seat, Of: *representative, By: person.ID{UUID: next}, EndedFor: p.replace.because, Because: p.replace.words,
		ID: council.AppointmentID{UUID: uuid.Must(uuid.NewV7())}})
	if p.replace.because == handsOver {
		queries, said = queries[:0], "The hand-over is recorded. Everybody who sees the roster sees it."
		queries = append(queries, council.Succeed(p.council.Slug, p.seat.ID, person.ID{UUID: next}, nil))
	}
	err := p.replace.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), queries...)
	}
	if page.Told(err, &p.replace.wrong) {
		for i := range p.replace.wrong {
			if p.replace.wrong[i].Name == "person" { // as a hand-over names it
				p.replace.wrong[i].Name = "by"
			}
		}
		return page.Again(seat(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, said), nil
}

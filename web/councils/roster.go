package councils

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/renewal"
	"example.org/concord/web/page"
)

// rosterPage is who sits in the council.
type rosterPage struct {
	place
	on          asOf
	roster      council.Roster
	successions []council.Succession
	coming      []renewal.Coming // for who keeps the roster
	lapsed      []renewal.Lapsed
	umbrellas   []council.Umbrella // with members whom CISA selects
	nextSeats   string
	nextOffices string
}

// Roster shows the council by seat, then who serves without one, today or on another day. Vacant seats come first for those who fill them.
func (s Site) Roster(v page.Visitor, r *http.Request) (page.Answer, error) {
	after, err := page.ParseCursor(v.Query.Get("after"), 3)
	if err != nil {
		return page.Answer{}, err
	}
	p := rosterPage{on: readAsOf(v)}
	if err := s.read(v, r, &p.place, append(p.roster.Queries(slugOf(r), p.on.at, after), council.Successions(slugOf(r), &p.successions),
		renewal.ComingIn(slugOf(r), &p.coming), renewal.LapsedIn(slugOf(r), &p.lapsed), council.SelectingOver(slugOf(r), &p.umbrellas))...); err != nil {
		return page.Answer{}, err
	}
	if !p.council.SeesRoster {
		return page.Answer{}, fault.NotFound
	}
	if seats := p.roster.Seats; len(seats) > council.RosterPage {
		p.roster.Seats = seats[:council.RosterPage]
		p.nextSeats = page.Cursor(seats[council.RosterPage-1].Key()...)
	}
	if officers := p.roster.Officers; len(officers) > council.RosterPage {
		p.roster.Officers = officers[:council.RosterPage]
		p.nextOffices = page.Cursor(officers[council.RosterPage-1].Key()...)
	}
	if p.on.wrong != nil {
		return page.Again(roster(p), p.on.wrong), nil
	}
	if p.on.at != nil {
		p.council.EditsRoster = false // what was or will be is not changed
	}
	return page.Show(roster(p)), nil
}

// next is the hand-over of the seat that is to come.
func (p rosterPage) next(seat council.SeatID) *council.Succession {
	for i := range p.successions {
		if p.on.at == nil && p.successions[i].SeatID == seat {
			return &p.successions[i]
		}
	}
	return nil
}

// away says from when to when the representative is, as of the day that the page shows.
func (p rosterPage) away(a council.Appointment) string {
	zone := p.frame.Visitor.Instance.Zone
	if !a.Speaks {
		return "to " + page.Last(a.AwayUntil.In(zone))
	}
	return page.Date(a.AwaySince.In(zone)) + " to " + page.Last(a.AwayUntil.In(zone))
}

// unspoken says that nobody speaks for the seat though it is not vacant.
func (p rosterPage) unspoken(seat council.SeatID) bool {
	representative, others := p.roster.On(seat)
	return representative != nil && !representative.Speaks && !slices.ContainsFunc(others, func(a council.Appointment) bool { return a.Speaks })
}

// edits answers with nothing to be found where the asker does not edit the roster, or the council is over.
func (p place) edits() error {
	if !p.council.EditsRoster || p.ended() {
		return fault.NotFound
	}
	return nil
}

// opening is the form in which a seat is opened.
type opening struct {
	place
	holder page.Pick
	seat   council.Opening
	wrong  fault.Invalid
	key    string
}

// NewSeat is the form to open a seat.
func (s Site) NewSeat(v page.Visitor, r *http.Request) (page.Answer, error) {
	o := opening{seat: council.Opening{Class: "voting"}, key: page.NewKey()}
	if err := s.read(v, r, &o.place); err != nil {
		return page.Answer{}, err
	}
	if err := o.edits(); err != nil {
		return page.Answer{}, err
	}
	return page.Show(newSeat(o)), nil
}

// OpenSeat opens it, and leads to the seat so that somebody can be appointed.
func (s Site) OpenSeat(v page.Visitor, r *http.Request) (page.Answer, error) {
	o := opening{key: r.PostFormValue("once"),
		holder: page.Pick{Field: page.Field{Value: r.PostFormValue("organization")}, Chosen: r.PostFormValue("organization_id")},
		seat:   council.Opening{Class: r.PostFormValue("class"), AppointedBy: r.PostFormValue("appointed_by")}}
	var found []council.Holder
	if err := s.read(v, r, &o.place, council.Holders(slugOf(r), o.holder.Value, &found)); err != nil {
		return page.Answer{}, err
	}
	if err := o.edits(); err != nil {
		return page.Answer{}, err
	}
	for _, h := range found {
		o.holder.Found = append(o.holder.Found, page.Option{Value: h.ID.String(), Label: h.Name, Says: h.Says()})
	}
	o.seat.Organization.UUID, _ = o.holder.One()
	o.wrong = page.Wrong(o.seat.Check())
	if o.seat.Organization.UUID == uuid.Nil {
		o.wrong = page.Say(o.wrong, "organization", o.holder.Which("No organization of that name may hold a seat here. Staff add organizations to the directory."))
	}
	id := council.SeatID{UUID: uuid.Must(uuid.NewV7())}
	err := o.wrong.Err()
	if err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, o.url("/seats/"+id.String())), council.OpenSeat(id, o.council.ID, o.seat))
	}
	if page.Told(err, &o.wrong) {
		return page.Again(newSeat(o), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(o.url("/seats/"+id.String()), "The seat is open. Appoint who speaks for it."), nil
}

// seatPage is one seat: who speaks for it, and what its council's officers may do about that.
type seatPage struct {
	place
	roster council.Roster
	seat   council.Seat
	appointing
	replace replacing
}

func seatOf(r *http.Request) (council.SeatID, error) {
	id, err := uuid.Parse(chi.URLParam(r, "seat"))
	if err != nil {
		return council.SeatID{}, fault.NotFound
	}
	return council.SeatID{UUID: id}, nil
}

// Seat shows one seat to those who keep the roster: appoint to it, end an appointment, end the seat.
func (s Site) Seat(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := seatPage{appointing: appointing{key: page.NewKey()}, replace: replacing{key: page.NewKey()}}
	if err := s.readSeat(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	p.suggest()
	return page.Show(seat(p)), nil
}

// suggest chooses the office that the seat lacks.
func (p *seatPage) suggest() {
	p.choice.Office = "representative"
	if representative, _ := p.roster.On(p.seat.ID); representative != nil {
		p.choice.Office = "alternate"
	}
}

func (s Site) readSeat(v page.Visitor, r *http.Request, p *seatPage) error {
	id, err := seatOf(r)
	if err != nil {
		return err
	}
	if err := s.read(v, r, &p.place, council.OneSeat(slugOf(r), id, &p.seat), council.OnSeat(id, &p.roster), council.OfficesOf(slugOf(r), &p.offices),
		council.Candidates(slugOf(r), &id, cmp.Or(p.person.Value, p.replace.by.Value), &p.candidates)); err != nil {
		return err
	}
	p.offer()
	p.offerNext()
	return p.edits()
}

// EndSeat ends the seat and with it the appointments to it.
func (s Site) EndSeat(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := seatOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	var p place
	if err := s.read(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	location := p.url("/roster")
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, location), council.EndSeat(slugOf(r), id, r.PostFormValue("because"))...); err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, "The seat has ended. Who spoke for it reads here no longer."), nil
}

package councils

import (
	"net/http"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/person"
	"example.org/concord/web/page"
)

// successionPage is where a seat is handed over, or what is under way is agreed to or stopped.
type successionPage struct {
	place
	roster     council.Roster
	seat       council.Seat
	pending    *council.Succession
	successors []council.Successor
	person     string
	day        string
	wrong      fault.Invalid
	key        string
}

// own says that the asker speaks for the seat.
func (p successionPage) own() bool {
	representative, _ := p.roster.On(p.seat.ID)
	me := p.frame.Person()
	return representative != nil && me != nil && representative.PersonID.UUID == me.ID
}

func (s Site) readSuccession(v page.Visitor, r *http.Request, p *successionPage) error {
	id, err := seatOf(r)
	if err != nil {
		return err
	}
	if err := s.read(v, r, &p.place, council.OneSeat(slugOf(r), id, &p.seat), council.OnSeat(id, &p.roster),
		council.SuccessionOf(slugOf(r), id, &p.pending), council.Successors(id, &p.successors)); err != nil {
		return err
	}
	representative, _ := p.roster.On(id)
	if p.ended() || representative == nil || !p.council.EditsRoster && !p.own() {
		return fault.NotFound
	}
	return nil
}

// Succession shows to whom the seat can be handed over, or that it is.
func (s Site) Succession(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := successionPage{key: page.NewKey()}
	if err := s.readSuccession(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	return page.Show(succession(p)), nil
}

// Succeed hands the seat over.
func (s Site) Succeed(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := successionPage{key: r.PostFormValue("once"), person: r.PostFormValue("person"), day: r.PostFormValue("day")}
	if err := s.readSuccession(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	day := page.Day(p.day, "day", v.Instance.Zone, &p.wrong)
	to, err := uuid.Parse(p.person)
	if err != nil {
		p.wrong.Add("person", "Choose who takes over.")
	}
	if err = p.wrong.Err(); err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, p.succession()), council.Succeed(slugOf(r), p.seat.ID, person.ID{UUID: to}, day))
	}
	if page.Told(err, &p.wrong) {
		return page.Again(succession(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(p.url("/roster"), "The hand-over is recorded. Everybody who sees the roster sees it."), nil
}

func (p successionPage) succession() string {
	return p.url("/seats/" + p.seat.ID.String() + "/succession")
}

// AgreeToSuccession is the word of who goes.
func (s Site) AgreeToSuccession(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.turn(v, r, council.AgreeToSuccession, "You agreed. The roster says from when the seat is handed over.")
}

// StopSuccession undoes it before it happens.
func (s Site) StopSuccession(v page.Visitor, r *http.Request) (page.Answer, error) {
	return s.turn(v, r, council.StopSuccession, "The hand-over is stopped. The seat stays with who speaks for it now.")
}

func (s Site) turn(v page.Visitor, r *http.Request, change func(string, council.SeatID) db.Query, flash string) (page.Answer, error) {
	id, err := seatOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	location := "/councils/" + slugOf(r) + "/roster"
	if err := s.DB.Write(r.Context(), v.Who, page.Once(r, location), change(slugOf(r), id)); err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, flash), nil
}

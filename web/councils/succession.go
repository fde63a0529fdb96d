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

// ownSeat is what the pages of a seat stand on that who represents it opens as well as who keeps the roster.
type ownSeat struct {
	place
	roster council.Roster
	seat   council.Seat
	wrong  fault.Invalid
	key    string
}

// own says that the asker speaks for the seat.
func (p ownSeat) own() bool {
	representative, _ := p.roster.On(p.seat.ID)
	me := p.frame.Person()
	return representative != nil && me != nil && representative.PersonID.UUID == me.ID
}

func (p ownSeat) page(name string) string { return p.url("/seats/" + p.seat.ID.String() + "/" + name) }

func (s Site) readOwnSeat(v page.Visitor, r *http.Request, p *ownSeat, queries ...func(string, council.SeatID) db.Query) error {
	id, err := seatOf(r)
	if err != nil {
		return err
	}
	all := []db.Query{council.OneSeat(slugOf(r), id, &p.seat), council.OnSeat(id, &p.roster)}
	for _, q := range queries {
		all = append(all, q(slugOf(r), id))
	}
	if err := s.read(v, r, &p.place, all...); err != nil {
		return err
	}
	representative, _ := p.roster.On(id)
	if p.ended() || representative == nil || !p.council.EditsRoster && !p.own() {
		return fault.NotFound
	}
	return nil
}

// successionPage is where a seat is handed over, or what is under way is agreed to or stopped.
type successionPage struct {
	ownSeat
	pending    *council.Succession
	successors []council.Successor
	person     string
	day        string
}

func (s Site) readSuccession(v page.Visitor, r *http.Request, p *successionPage) error {
	return s.readOwnSeat(v, r, &p.ownSeat,
		func(slug string, seat council.SeatID) db.Query { return council.SuccessionOf(slug, seat, &p.pending) },
		func(_ string, seat council.SeatID) db.Query { return council.Successors(seat, &p.successors) })
}

// Succession shows to whom the seat can be handed over, or that it is.
func (s Site) Succession(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := successionPage{ownSeat: ownSeat{key: page.NewKey()}}
	if err := s.readSuccession(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	return page.Show(succession(p)), nil
}

// Succeed hands the seat over.
func (s Site) Succeed(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := successionPage{ownSeat: ownSeat{key: r.PostFormValue("once")}, person: r.PostFormValue("person"), day: r.PostFormValue("day")}
	if err := s.readSuccession(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	day := page.Day(p.day, "day", v.Instance.Zone, &p.wrong)
	to, err := uuid.Parse(p.person)
	if err != nil {
		p.wrong.Add("person", "Choose who takes over.")
	}
	if err = p.wrong.Err(); err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, p.page("succession")), council.Succeed(slugOf(r), p.seat.ID, person.ID{UUID: to}, day))
	}
	if page.Told(err, &p.wrong) {
		return page.Again(succession(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(p.url("/roster"), "The hand-over is recorded. Everybody who sees the roster sees it."), nil
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

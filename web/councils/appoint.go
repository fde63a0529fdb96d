package councils

import (
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/person"
	"example.org/concord/internal/proposal"
	"example.org/concord/web/page"
)

// appointing is the form in which somebody is appointed, with or without a seat.
type appointing struct {
	offices    []council.Office
	candidates []council.Candidate
	person     page.Pick
	choice     council.Appointing
	until      string
	because    string // where staff keep the roster, and two of them decide
	wrong      fault.Invalid
	key        string
}

// asked is the form as it was sent.
func asked(r *http.Request) appointing {
	return appointing{key: r.PostFormValue("once"), until: r.PostFormValue("until"), because: r.PostFormValue("because"), choice: council.Appointing{Office: r.PostFormValue("office")},
		person: page.Pick{Field: page.Field{Value: r.PostFormValue("person")}, Chosen: r.PostFormValue("person_id")}}
}

// offer makes the people found the choices of the form.
func (a *appointing) offer() {
	for _, c := range a.candidates {
		a.person.Found = append(a.person.Found, page.Option{Value: c.PersonID.String(), Label: c.Name, Says: c.Organization})
	}
}

// decide reads who is meant, and for which office. On a seat the office speaks for its organization, else for the person's own.
func (a *appointing) decide(p place, seat *council.Seat) {
	v := p.frame.Visitor
	a.wrong = nil
	a.choice.Until = page.LastDay(a.until, "until", v.Instance.Zone, &a.wrong)
	if id, ok := a.person.One(); ok {
		a.choice.Person = person.ID{UUID: id}
		i := slices.IndexFunc(a.candidates, func(c council.Candidate) bool { return c.PersonID == a.choice.Person })
		a.choice.Organization = a.candidates[i].OrganizationID
	}
	if seat != nil {
		a.choice.Seat, a.choice.Organization = &seat.ID, seat.OrganizationID
	}
	a.wrong = append(a.wrong, page.Wrong(a.choice.Check(v.Now))...)
	a.wrong = page.Chosen(a.wrong, "office", "Office", a.officeOptions(seat != nil), a.choice.Office)
	if a.choice.Person.UUID == uuid.Nil {
		a.wrong = page.Say(a.wrong, "person", a.person.Which("Nobody of that name may be appointed here. Staff add people to the portal; an industry council takes none of government."))
	}
}

// seatOptions are the offices that speak for a seat; that of its representative where nobody holds it.
func (p seatPage) seatOptions() []page.Option {
	representative, _ := p.roster.On(p.seat.ID)
	return slices.DeleteFunc(p.officeOptions(true), func(o page.Option) bool { return representative != nil && o.Value == "representative" })
}

// officeOptions are the offices that speak for a seat, or those that do not.
func (a appointing) officeOptions(seated bool) []page.Option {
	var some []page.Option
	for _, o := range a.offices {
		if o.NeedsSeat == seated {
			some = append(some, page.Option{Value: o.Slug, Label: o.Name})
		}
	}
	return some
}

// AppointToSeat puts somebody on the seat.
func (s Site) AppointToSeat(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := seatPage{appointing: asked(r), replace: replacing{key: page.NewKey()}}
	p.person.Listed = true
	if err := s.readSeat(v, r, &p); err != nil {
		return page.Answer{}, err
	}
	p.decide(p.place, &p.seat)
	err := s.appoint(v, r, p.place, &p.appointing)
	if page.Told(err, &p.wrong) {
		return page.Again(seat(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(p.url("/roster"), p.nameOf(p.choice.Person)+" is appointed and reads here from now on."), nil
}

// officerPage is the form to appoint somebody to an office without a seat.
type officerPage struct {
	place
	appointing
}

// NewAppointment is the form for an office that speaks for no seat: chair, secretariat, observer.
func (s Site) NewAppointment(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := officerPage{appointing: appointing{key: page.NewKey()}}
	if err := s.read(v, r, &p.place, council.OfficesOf(slugOf(r), &p.offices)); err != nil {
		return page.Answer{}, err
	}
	if err := p.edits(); err != nil {
		return page.Answer{}, err
	}
	return page.Show(officer(p)), nil
}

// Appoint puts somebody into such an office.
func (s Site) Appoint(v page.Visitor, r *http.Request) (page.Answer, error) {
	p := officerPage{appointing: asked(r)}
	if err := s.read(v, r, &p.place, council.OfficesOf(slugOf(r), &p.offices), council.Candidates(slugOf(r), nil, p.person.Value, &p.candidates)); err != nil {
		return page.Answer{}, err
	}
	if err := p.edits(); err != nil {
		return page.Answer{}, err
	}
	p.offer()
	p.decide(p.place, nil)
	if p.council.RosterBy == "staff" {
		return s.propose(v, r, p)
	}
	err := s.appoint(v, r, p.place, &p.appointing)
	if page.Told(err, &p.wrong) {
		return page.Again(officer(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(p.url("/roster"), p.nameOf(p.choice.Person)+" is appointed and reads here from now on."), nil
}

// propose sends the appointment to a second member of staff.
func (s Site) propose(v page.Visitor, r *http.Request, p officerPage) (page.Answer, error) {
	id := proposal.NewID()
	location := "/admin/proposals/" + id.String()
	query, err := proposal.Appointing{Council: p.council.ID, Person: p.choice.Person, Office: p.choice.Office, Term: p.choice.Until, Because: p.because}.Propose(id, v.Now)
	p.wrong = page.Besides(p.wrong, page.Wrong(err))
	if err = p.wrong.Err(); err == nil {
		err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), query)
	}
	if page.Told(err, &p.wrong) {
		return page.Again(officer(p), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, "Proposed. Nothing changes before a second member of staff confirms."), nil
}

func (s Site) appoint(v page.Visitor, r *http.Request, p place, a *appointing) error {
	if err := a.wrong.Err(); err != nil {
		return err
	}
	id := council.AppointmentID{UUID: uuid.Must(uuid.NewV7())}
	return s.DB.Write(r.Context(), v.Who, page.Once(r, p.url("/roster")), council.Appoint(id, p.council.ID, a.choice))
}

func (a appointing) nameOf(id person.ID) string {
	for _, c := range a.candidates {
		if c.PersonID == id {
			return c.Name
		}
	}
	return "The person"
}

// ending is the page on which an appointment is ended.
type ending struct {
	place
	appointment       council.Appointment
	endedFor, because string
	wrong             fault.Invalid
	key               string
}

func appointmentOf(r *http.Request) (council.AppointmentID, error) {
	id, err := uuid.Parse(chi.URLParam(r, "appointment"))
	if err != nil {
		return council.AppointmentID{}, fault.NotFound
	}
	return council.AppointmentID{UUID: id}, nil
}

func (s Site) readEnding(v page.Visitor, r *http.Request, e *ending) error {
	id, err := appointmentOf(r)
	if err != nil {
		return err
	}
	if err := s.read(v, r, &e.place, council.OneAppointment(slugOf(r), id, &e.appointment)); err != nil {
		return err
	}
	return e.edits()
}

// Appointment says what ending it means, before it is ended.
func (s Site) Appointment(v page.Visitor, r *http.Request) (page.Answer, error) {
	e := ending{key: page.NewKey()}
	if err := s.readEnding(v, r, &e); err != nil {
		return page.Answer{}, err
	}
	return page.Show(endAppointment(e)), nil
}

// EndAppointment ends it.
func (s Site) EndAppointment(v page.Visitor, r *http.Request) (page.Answer, error) {
	id, err := appointmentOf(r)
	if err != nil {
		return page.Answer{}, err
	}
	e := ending{key: r.PostFormValue("once"), endedFor: r.PostFormValue("ended_for"), because: r.PostFormValue("because")}
	location := "/councils/" + slugOf(r) + "/roster"
	err = s.DB.Write(r.Context(), v.Who, page.Once(r, location), council.EndAppointment(slugOf(r), id, e.endedFor, e.because))
	if page.Told(err, &e.wrong) {
		if err := s.readEnding(v, r, &e); err != nil {
			return page.Answer{}, err
		}
		return page.Again(endAppointment(e), err), nil
	} else if err != nil {
		return page.Answer{}, err
	}
	return page.Go(location, "The appointment has ended. It gives no right to read here any longer."), nil
}

package council_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/person"
)

func (w world) roster(p person.ID, slug string) council.Roster {
	w.t.Helper()
	var r council.Roster
	w.asks(p, r.Queries(slug, nil, nil)...)
	return r
}

func TestRosterShowsSeatsWithWhoSpeaksForThem(t *testing.T) {
	w := newWorld(t)
	seat, _ := w.seat(dana, "water-scc", blue, dana)
	alternate := council.AppointmentID{UUID: uuid.New()}
	w.does(dana, council.Appoint(alternate, w.council("water-scc").ID, council.Appointing{Person: omar, Office: "alternate", Seat: &seat, Organization: blue}))
	vacant := council.SeatID{UUID: uuid.New()}
	w.does(dana, council.OpenSeat(vacant, w.council("water-scc").ID, council.Opening{Organization: tide, Class: "observer"}))

	r := w.roster(omar, "water-scc")
	if len(r.Seats) != 2 || r.Seats[0].Organization != "Blue Mesa Water Authority" || r.Seats[0].ID != seat {
		t.Fatalf("seats: %+v", r.Seats)
	}
	representative, others := r.On(seat)
	if representative == nil || representative.Person != "Dana Whitfield" || len(others) != 1 || others[0].ID != alternate {
		t.Errorf("on the seat: %+v, %+v", representative, others)
	}
	if len(r.Vacant) != 1 || r.Vacant[0].ID != vacant {
		t.Errorf("vacant: %+v", r.Vacant)
	}
	if len(r.Officers) != 1 || r.Officers[0].Office != "chair" || r.Officers[0].SeatID != nil {
		t.Errorf("officers: %+v", r.Officers)
	}
	var n council.Counts
	w.asks(omar, council.CountsOf("water-scc", &n))
	if n != (council.Counts{People: 2, Organizations: 1}) {
		t.Errorf("counts: %+v", n)
	}
}

func TestSecondPageOfARosterBeginsAfterTheFirst(t *testing.T) {
	w := newWorld(t)
	w.arrange(`with o as (insert into organization (slug, name, kind) select 'utility-' || n, 'Utility ' || lpad(n::text, 3, '0'), 'owner_operator' from generate_series(1, 130) n returning id)
		insert into seat (council_id, organization_id) select c.id, o.id from council c, o where c.slug = 'water-scc'`)
	first := w.roster(dana, "water-scc")
	if len(first.Seats) != council.RosterPage+1 {
		t.Fatalf("first page has %d seats", len(first.Seats))
	}
	var second council.Roster
	w.asks(dana, second.Queries("water-scc", nil, first.Seats[council.RosterPage-1].Key())...)
	if len(second.Officers) != 0 {
		t.Errorf("the page that goes on with the seats repeats %d officers", len(second.Officers))
	}
	if len(second.Seats) != 30 || second.Seats[0].ID != first.Seats[council.RosterPage].ID {
		t.Errorf("second page has %d seats, from %+v", len(second.Seats), second.Seats[0])
	}
}

func TestOutsiderSeesNoRoster(t *testing.T) {
	w := newWorld(t)
	w.seat(dana, "water-scc", blue, omar)
	r := w.roster(ines, "water-scc")
	if len(r.Seats)+len(r.Officers)+len(r.Vacant) != 0 {
		t.Errorf("outsider sees %+v", r)
	}
	var (
		n         council.Counts
		charter   *council.Charter
		handOvers []council.HandOver
	)
	w.asks(ines, council.CountsOf("water-scc", &n), council.CharterOf("water-scc", &charter), council.HandOvers("water-scc", &handOvers))
	if n.People != 0 || charter != nil || len(handOvers) != 0 {
		t.Errorf("outsider sees %+v, %+v, %+v", n, charter, handOvers)
	}
}

// Who decides who sits in an SCC is the SCC.
func TestRosterIsEditedByTheCouncilsOwnOfficersAlone(t *testing.T) {
	w := newWorld(t)
	seat, appointment := w.seat(dana, "water-scc", blue, omar)
	c := w.council("water-scc").ID
	for _, p := range []struct {
		name string
		id   person.ID
	}{{"staff", sam}, {"an outsider", ines}, {"the counterpart's chair", grace}, {"a representative", omar}} {
		id := council.SeatID{UUID: uuid.New()}
		if err := w.tries(p.id, council.OpenSeat(id, c, council.Opening{Organization: tide, Class: "voting"})); !errors.Is(err, fault.Denied) {
			t.Errorf("%s opens a seat: %v", p.name, err)
		}
		if err := w.tries(p.id, council.Appoint(council.AppointmentID{UUID: uuid.New()}, c, council.Appointing{Person: ines, Office: "observer", Organization: tide})); !errors.Is(err, fault.Denied) {
			t.Errorf("%s appoints: %v", p.name, err)
		}
		if err := w.tries(p.id, council.EndSeat("water-scc", seat, "")...); err == nil {
			t.Errorf("%s ended a seat", p.name)
		}
		if err := w.tries(p.id, council.EndAppointment("water-scc", appointment, "", "")); err == nil {
			t.Errorf("%s ended an appointment", p.name)
		}
		if err := w.tries(p.id, council.EditCharter(c, council.Charter{Purpose: "Other words"})...); !errors.Is(err, fault.Denied) {
			t.Errorf("%s edits the charter: %v", p.name, err)
		}
	}
	if err := w.tries(ines, council.EndAppointment("water-scc", appointment, "", "")); !errors.Is(err, fault.NotFound) {
		t.Errorf("what an outsider does not see is not there: %v", err)
	}
	if err := w.tries(omar, council.EndAppointment("water-scc", appointment, "", "")); !errors.Is(err, fault.Denied) {
		t.Errorf("what a member sees and may not end is denied: %v", err)
	}
}

func TestStaffKeepTheRostersOfBodiesThatStaffRun(t *testing.T) {
	w := newWorld(t)
	w.does(sam, council.Record(council.Recording{Name: "Watch", ShortName: "Watch", Kind: "watch"})...)
	if !w.council("watch").EditsRoster || w.council("water-scc").EditsRoster {
		t.Error("staff edit the watch's roster and not the council's")
	}
	officer := council.AppointmentID{UUID: uuid.New()}
	appoint := council.Appoint(officer, w.council("watch").ID, council.Appointing{Person: grace, Office: "watch-officer", Organization: office})
	if err := w.tries(sam, appoint); !errors.Is(err, fault.Denied) {
		t.Errorf("one of staff alone appoints: %v", err)
	}
	w.arrange(`insert into appointment (id, person_id, council_id, office, organization_id, invented) select $1, $2, id, 'watch-officer', $3, false from council where slug = 'watch'`, officer, grace, office)
	if !w.reads(grace)["watch"] {
		t.Error("the watch officer does not read there")
	}
	w.does(sam, council.EndAppointment("watch", officer, "", "Left"))
	if w.reads(grace)["watch"] {
		t.Error("who left the watch reads there")
	}
}

func TestGovernmentBodyGetsNoSeatInAnIndustryCouncil(t *testing.T) {
	w := newWorld(t)
	c := w.council("water-scc").ID
	isIndustryOnly := func(err error) bool {
		var invalid fault.Invalid
		return errors.As(err, &invalid) && invalid.For("organization") != ""
	}
	if err := w.tries(dana, council.OpenSeat(council.SeatID{UUID: uuid.New()}, c, council.Opening{Organization: office, Class: "observer"})); !isIndustryOnly(err) {
		t.Errorf("open a seat: %v", err)
	}
	if err := w.tries(dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, c, council.Appointing{Person: grace, Office: "adviser", Organization: office})); !isIndustryOnly(err) {
		t.Errorf("appoint: %v", err)
	}
	if err := w.tries(sam, council.HandOverTo(uuid.New(), c, handing(grace))); !isIndustryOnly(err) {
		t.Errorf("hand over: %v", err)
	}
	var found []council.Candidate
	w.asks(dana, council.Candidates("water-scc", nil, "Grace Bell", &found))
	if len(found) != 0 {
		t.Errorf("candidates: %+v", found)
	}
}

func TestSeatHasOneRepresentativeAtATime(t *testing.T) {
	w := newWorld(t)
	seat, appointment := w.seat(dana, "water-scc", blue, dana)
	c := w.council("water-scc").ID
	again := council.Appointing{Person: omar, Office: "representative", Seat: &seat, Organization: blue}
	var conflict fault.Conflict
	if err := w.tries(dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, c, again)); !errors.As(err, &conflict) {
		t.Fatalf("a second representative: %v", err)
	}
	w.does(dana, council.EndAppointment("water-scc", appointment, "resigned", "Took another post"))
	w.does(dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, c, again))
	again.Office = "alternate"
	w.does(dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, c, again))
	if err := w.tries(dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, c, again)); !errors.As(err, &conflict) {
		t.Errorf("the same office twice: %v", err)
	}
}

// Two officers fill the seat at the same moment: one is told that the other was faster.
func TestOfTwoAppointmentsAtOnceOneHolds(t *testing.T) {
	w := newWorld(t)
	c := w.council("water-scc").ID
	seat := council.SeatID{UUID: uuid.New()}
	w.does(dana, council.OpenSeat(seat, c, council.Opening{Organization: blue, Class: "voting"}))
	results := make(chan error)
	for _, p := range []person.ID{dana, omar, dana, omar} {
		who := w.As(dana.UUID)
		go func() {
			results <- w.App().Write(t.Context(), who, db.Once{}, council.Appoint(council.AppointmentID{UUID: uuid.New()}, c,
				council.Appointing{Person: p, Office: "representative", Seat: &seat, Organization: blue}))
		}()
	}
	held := 0
	for range 4 {
		var conflict fault.Conflict
		switch err := <-results; {
		case err == nil:
			held++
		case !errors.As(err, &conflict):
			t.Error(err)
		}
	}
	if held != 1 {
		t.Errorf("%d appointments hold", held)
	}
}

func TestOfficesAreThoseOfTheKind(t *testing.T) {
	w := newWorld(t)
	var invalid fault.Invalid
	err := w.tries(dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, w.council("water-scc").ID, council.Appointing{Person: omar, Office: "watch-officer", Organization: blue}))
	if !errors.As(err, &invalid) || invalid.For("office") == "" {
		t.Errorf("a watch officer in an SCC: %v", err)
	}
	err = w.tries(dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, w.council("water-scc").ID, council.Appointing{Person: omar, Office: "representative", Organization: blue}))
	if !errors.As(err, &invalid) || invalid.For("office") == "" {
		t.Errorf("a representative without a seat: %v", err)
	}
	var offices []council.Office
	w.asks(dana, council.OfficesOf("water-scc", &offices))
	if !slices.ContainsFunc(offices, func(o council.Office) bool { return o.Slug == "chair" && o.Edits && !o.NeedsSeat }) ||
		!slices.ContainsFunc(offices, func(o council.Office) bool { return o.Slug == "representative" && !o.Edits && o.NeedsSeat }) ||
		slices.ContainsFunc(offices, func(o council.Office) bool { return o.Slug == "watch-officer" }) {
		t.Errorf("offices: %+v", offices)
	}
}

func TestEndedAppointmentReadsNothingFromThenOn(t *testing.T) {
	w := newWorld(t)
	_, appointment := w.seat(dana, "water-scc", blue, omar)
	if in := w.reads(omar); !in["water-scc"] || !in[room] || !in["water-community"] {
		t.Fatalf("the representative reads in %v", in)
	}
	w.does(dana, council.EndAppointment("water-scc", appointment, "resigned", "Retired"))
	if in := w.reads(omar); len(in) != 1 || !in["public"] {
		t.Errorf("ended, and reads in %v", in)
	}
}

func TestEndedSeatEndsItsAppointments(t *testing.T) {
	w := newWorld(t)
	seat, appointment := w.seat(dana, "water-scc", blue, omar)
	w.does(dana, council.EndSeat("water-scc", seat, "Left the council")...)
	if in := w.reads(omar); in["water-scc"] {
		t.Errorf("the seat ended, and its representative reads in %v", in)
	}
	var because string
	if err := w.Owner().QueryRow(t.Context(), `select ended_because from appointment where id = $1 and until <= app.now()`, appointment).Scan(&because); err != nil || because != "Left the council" {
		t.Errorf("the appointment ended because %q, %v", because, err)
	}
	if err := w.tries(dana, council.EndSeat("water-scc", seat, "")...); !errors.Is(err, fault.Denied) {
		t.Errorf("ending it twice: %v", err)
	}
	seat, appointment = w.seat(dana, "water-scc", blue, omar)
	if err := w.tries(dana, council.EndSeat("water-gcc", seat, "")...); !errors.Is(err, fault.NotFound) {
		t.Errorf("a seat under another council's address: %v", err)
	}
	if err := w.tries(dana, council.EndAppointment("water-gcc", appointment, "", "")); !errors.Is(err, fault.NotFound) {
		t.Errorf("an appointment under another council's address: %v", err)
	}
}

func TestCandidatesAreTheOrganizationsOwnPeopleAndWhoIsNamedExactly(t *testing.T) {
	w := newWorld(t)
	seat := council.SeatID{UUID: uuid.New()}
	w.does(dana, council.OpenSeat(seat, w.council("water-scc").ID, council.Opening{Organization: tide, Class: "voting"}))
	names := func(p person.ID, seat *council.SeatID, named string) (found []string) {
		var all []council.Candidate
		w.asks(p, council.Candidates("water-scc", seat, named, &all))
		for _, one := range all {
			found = append(found, one.Name)
		}
		return found
	}
	if got := names(dana, &seat, ""); !slices.Equal(got, []string{"Ines Duarte", "Priya Raman"}) {
		t.Errorf("of Tidewater: %v", got)
	}
	if got := names(dana, nil, "omar haddad"); !slices.Equal(got, []string{"Omar Haddad"}) {
		t.Errorf("named exactly: %v", got)
	}
	if got := names(dana, nil, "Omar"); got != nil {
		t.Errorf("a part of a name finds %v", got)
	}
	for _, p := range []person.ID{ines, grace, sam} {
		if got := names(p, &seat, "Priya Raman"); got != nil {
			t.Errorf("who does not edit the roster finds %v", got)
		}
	}
}

func TestTermsEndingSoonAreListed(t *testing.T) {
	w := newWorld(t)
	seat, _ := w.seat(dana, "water-scc", blue, dana)
	soon, later := time.Now().AddDate(0, 0, 30), time.Now().AddDate(1, 0, 0)
	c := w.council("water-scc").ID
	w.does(dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, c, council.Appointing{Person: omar, Office: "alternate", Seat: &seat, Organization: blue, Until: &soon}),
		council.Appoint(council.AppointmentID{UUID: uuid.New()}, c, council.Appointing{Person: priya, Office: "observer", Organization: tide, Until: &later}))
	var terms []council.Term
	w.asks(sam, council.TermsEnding(&terms))
	if len(terms) != 1 || terms[0].Person != "Omar Haddad" || terms[0].CouncilSlug != "water-scc" {
		t.Errorf("terms: %+v", terms)
	}
}

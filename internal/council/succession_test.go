package council_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/person"
)

// speakers are those who speak for the seat at a moment; never two, and none only where nobody was appointed.
func (w world) speakers(seat council.SeatID, at time.Time) (names []string) {
	w.t.Helper()
	rows, err := w.Owner().Query(w.t.Context(), `select p.name from appointment a join person p on p.id = a.person_id
		where a.seat_id = $1 and a.office = 'representative' and a.since <= $2 and (a.until is null or a.until > $2)`, seat, at)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			w.t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

func (w world) speaks(seat council.SeatID, at time.Time, name string) {
	w.t.Helper()
	if got := w.speakers(seat, at); len(got) != 1 || got[0] != name {
		w.t.Errorf("at %v %q speak for the seat, not %s", at, got, name)
	}
}

// seatOfOmar is Blue Mesa's, with Dana as its alternate; the days are counted from now.
func (w world) seatOfOmar() (seat council.SeatID, in func(days int) time.Time) {
	seat, _ = w.seat(dana, "water-scc", blue, omar)
	w.does(dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, w.council("water-scc").ID, council.Appointing{Person: dana, Office: "alternate", Seat: &seat, Organization: blue}))
	now := time.Now()
	return seat, func(days int) time.Time { return now.Add(time.Duration(days)*24*time.Hour + time.Minute) }
}

func TestRepresentativeHandsTheSeatOverAtOnce(t *testing.T) {
	w := newWorld(t)
	seat, in := w.seatOfOmar()
	w.does(omar, council.Succeed("water-scc", seat, dana, nil))
	w.speaks(seat, in(0), "Dana Whitfield")
	if w.reads(omar)["water-scc"] {
		t.Error("he handed over and reads on")
	}
	var r council.Roster
	w.asks(dana, r.Queries("water-scc", nil, nil)...)
	if _, others := r.On(seat); len(others) != 0 {
		t.Errorf("the alternate moved up and stayed: %+v", others)
	}
	var changes []council.Change
	w.asks(dana, council.Changes("water-scc", time.Now().Add(-time.Hour), in(1), nil, &changes))
	handed := false
	for _, c := range changes {
		handed = handed || c.Turn == council.HandedOver && c.Before == "Omar Haddad" && c.Person == "Dana Whitfield"
	}
	if !handed {
		t.Errorf("the record says %q", told(changes))
	}
}

func TestHandOverFromADayHasNoMomentWithoutAndNoneWithTwo(t *testing.T) {
	w := newWorld(t)
	seat, in := w.seatOfOmar()
	day := in(30)
	w.does(omar, council.Succeed("water-scc", seat, dana, &day))
	w.speaks(seat, day.Add(-time.Second), "Omar Haddad")
	w.speaks(seat, day, "Dana Whitfield")
	if !w.reads(omar)["water-scc"] {
		t.Error("he speaks for the seat until then, and reads no more")
	}
	var conflict fault.Conflict
	if err := w.tries(dana, council.Succeed("water-scc", seat, dana, nil)); !errors.As(err, &conflict) {
		t.Errorf("handed over twice: %v", err)
	}
}

func TestOthersHandASeatOverAfterFourteenDaysOrWithTheWordOfWhoGoes(t *testing.T) {
	w := newWorld(t)
	seat, in := w.seatOfOmar()
	w.does(dana, council.Succeed("water-scc", seat, dana, nil))
	w.speaks(seat, in(13), "Omar Haddad")
	w.speaks(seat, in(14), "Dana Whitfield")
	for _, p := range []person.ID{dana, omar, grace} {
		var seen []council.Succession
		w.asks(p, council.Successions("water-scc", &seen))
		if len(seen) != 1 || seen[0].Agreed || seen[0].Outgoing != "Omar Haddad" || seen[0].Person != "Dana Whitfield" || seen[0].Asker != "Dana Whitfield" {
			t.Errorf("they see %+v", seen)
		}
	}
	if err := w.tries(dana, council.AgreeToSuccession("water-scc", seat)); !errors.Is(err, fault.Denied) {
		t.Errorf("the chair agreed in his place: %v", err)
	}
	w.does(omar, council.AgreeToSuccession("water-scc", seat))
	w.speaks(seat, in(0), "Dana Whitfield")
}

func TestWhoGoesContestsAndAllIsAsBefore(t *testing.T) {
	w := newWorld(t)
	seat, in := w.seatOfOmar()
	w.does(dana, council.Succeed("water-scc", seat, dana, nil))
	w.does(omar, council.StopSuccession("water-scc", seat))
	w.speaks(seat, in(100), "Omar Haddad")
	var r council.Roster
	at := in(100)
	w.asks(omar, r.Queries("water-scc", &at, nil)...)
	if _, others := r.On(seat); len(others) != 1 || others[0].Office != "alternate" {
		t.Errorf("the alternate is %+v", others)
	}
	if err := w.tries(omar, council.StopSuccession("water-scc", seat)); !errors.Is(err, fault.NotFound) {
		t.Errorf("stopped twice: %v", err)
	}
	w.does(dana, council.Succeed("water-scc", seat, dana, nil)) // and may be asked again
	w.does(dana, council.StopSuccession("water-scc", seat))
	w.speaks(seat, in(100), "Omar Haddad")
}

func TestNobodyElseHandsASeatOver(t *testing.T) {
	w := newWorld(t)
	seat, in := w.seatOfOmar()
	other, _ := w.seat(dana, "water-scc", tide, priya)
	for _, p := range []person.ID{priya, grace, sam} {
		if err := w.tries(p, council.Succeed("water-scc", seat, dana, nil)); !errors.Is(err, fault.Denied) {
			t.Errorf("%v: %v", p, err)
		}
	}
	if err := w.tries(ines, council.Succeed("water-scc", seat, dana, nil)); !errors.Is(err, fault.NotFound) {
		t.Errorf("an outsider: %v", err)
	}
	if err := w.tries(omar, council.Succeed("water-gcc", seat, dana, nil)); err == nil {
		t.Error("handed over under another council's address")
	}
	w.does(dana, council.Succeed("water-scc", seat, dana, nil))
	for _, p := range []person.ID{priya, grace, sam} {
		if err := w.tries(p, council.StopSuccession("water-scc", seat)); !errors.Is(err, fault.Denied) {
			t.Errorf("%v stops it: %v", p, err)
		}
	}
	w.speaks(seat, in(0), "Omar Haddad")
	var invalid fault.Invalid
	if err := w.tries(priya, council.Succeed("water-scc", other, omar, nil)); !errors.As(err, &invalid) || invalid.For("person") == "" {
		t.Errorf("to somebody of another organization: %v", err)
	}
	var found []council.Successor
	w.asks(priya, council.Successors(other, &found))
	if len(found) != 1 || found[0].Name != "Ines Duarte" {
		t.Errorf("successors: %+v", found)
	}
	w.asks(omar, council.Successors(other, &found))
	if len(found) != 0 {
		t.Errorf("another's successors: %+v", found)
	}
}

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

// speaker is who speaks for the seat at a moment, "" for nobody.
func (w world) speaker(seat council.SeatID, at time.Time) (name string) {
	w.t.Helper()
	if err := w.Owner().QueryRow(w.t.Context(), `select coalesce((select p.name from speaker v join person p on p.id = v.person_id
		where v.seat_id = $1 and v.since <= $2 and v.until > $2), '')`, seat, at).Scan(&name); err != nil {
		w.t.Fatal(err)
	}
	return name
}

func TestAlternateSpeaksWhileTheRepresentativeIsAway(t *testing.T) {
	w := newWorld(t)
	seat, in := w.seatOfOmar()
	from, back := in(3), in(9)
	w.does(omar, council.Leave("water-scc", seat, &from, &back))
	for day, want := range map[int]string{0: "Omar Haddad", 4: "Dana Whitfield", 8: "Dana Whitfield", 10: "Omar Haddad"} {
		if got := w.speaker(seat, in(day)); got != want {
			t.Errorf("day %d: %q speaks, not %s", day, got, want)
		}
	}
	var r council.Roster
	at := in(5)
	w.asks(dana, r.Queries("water-scc", &at, nil)...)
	representative, others := r.On(seat)
	if representative.Speaks || representative.AwayUntil == nil || len(others) != 1 || !others[0].Speaks || others[0].SpeaksUntil == nil {
		t.Errorf("the roster of that day says %+v, %+v", representative, others)
	}
	var absences []council.Absence
	w.asks(omar, council.AbsencesOf("water-scc", seat, &absences))
	if len(absences) != 1 || absences[0].RecordedBy != "Omar Haddad" {
		t.Errorf("absences: %+v", absences)
	}
	w.does(dana, council.Return("water-scc", seat)) // who keeps the roster may say so too
	if got := w.speaker(seat, in(5)); got != "Omar Haddad" {
		t.Errorf("he does not leave, and %q speaks", got)
	}
}

func TestSeatWithoutARepresentativeIsSpokenForByTheAlternateWhoServesLongest(t *testing.T) {
	w := newWorld(t)
	seat, in := w.seatOfOmar()
	w.does(dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, w.council("water-scc").ID, council.Appointing{Person: priya, Office: "alternate", Seat: &seat, Organization: blue}))
	w.does(dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, w.council("water-scc").ID, council.Appointing{Person: ines, Office: "principal-staff", Seat: &seat, Organization: blue}))
	w.arrange(`update appointment set until = app.now() + interval '5 days' where seat_id = $1 and office = 'representative'`, seat)
	w.arrange(`update appointment set until = app.now() + interval '20 days' where seat_id = $1 and person_id = $2`, seat, dana)
	w.arrange(`update appointment set until = app.now() + interval '30 days' where seat_id = $1 and person_id = $2`, seat, priya)
	for day, want := range map[int]string{4: "Omar Haddad", 6: "Dana Whitfield", 21: "Priya Raman", 31: ""} {
		if got := w.speaker(seat, in(day)); got != want {
			t.Errorf("day %d: %q speaks, not %q", day, got, want)
		}
	}
	w.does(dana, council.EndSeat("water-scc", seat, "Left")...)
	if got := w.speaker(seat, in(6)); got != "" {
		t.Errorf("the seat ended, and %q speaks for it", got)
	}
	if w.reads(ines)["water-scc"] {
		t.Error("the seat ended, and the principal's staff reads")
	}
}

func TestAbsenceIsRecordedByWhoSitsThereOrKeepsTheRosterAndNeverForThePast(t *testing.T) {
	w := newWorld(t)
	seat, in := w.seatOfOmar()
	w.seat(dana, "water-scc", tide, priya)
	back, past := in(9), in(-5)
	for _, p := range []person.ID{priya, grace, sam} {
		if err := w.tries(p, council.Leave("water-scc", seat, nil, &back)); !errors.Is(err, fault.Denied) {
			t.Errorf("%v records it: %v", p, err)
		}
	}
	if err := w.tries(ines, council.Leave("water-scc", seat, nil, &back)); !errors.Is(err, fault.NotFound) {
		t.Errorf("an outsider: %v", err)
	}
	if err := w.tries(omar, council.Leave("water-gcc", seat, nil, &back)); err == nil {
		t.Error("recorded under another council's address")
	}
	var invalid fault.Invalid
	if err := w.tries(omar, council.Leave("water-scc", seat, nil, &past)); !errors.As(err, &invalid) || invalid.For("until") == "" {
		t.Errorf("over before it begins: %v", err)
	}
	w.does(omar, council.Leave("water-scc", seat, &past, &back))
	if n := w.count(`select count(*) from absence where since < recorded`); n != 0 {
		t.Error("somebody was away before it was said")
	}
	if err := w.tries(priya, council.Return("water-scc", seat)); !errors.Is(err, fault.Denied) {
		t.Errorf("another one ends it: %v", err)
	}
}

func (w world) count(sql string, args ...any) (n int) {
	w.t.Helper()
	if err := w.Owner().QueryRow(w.t.Context(), sql, args...).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

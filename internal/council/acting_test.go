package council_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
)

// office appoints behind the wall, for some days from a day on; 0 is without an end.
func (w world) office(p person.ID, in, office string, since, days int) council.AppointmentID {
	w.t.Helper()
	id := council.AppointmentID{UUID: uuid.New()}
	var until *time.Time
	from := time.Now().AddDate(0, 0, since)
	if days != 0 {
		end := from.AddDate(0, 0, days)
		until = &end
	}
	w.arrange(`insert into appointment (id, person_id, council_id, office, organization_id, invented, since, until)
		select $1, p.id, c.id, $4, p.organization_id, p.invented, $5, $6 from person p, council c where p.id = $2 and c.slug = $3`, id, p, in, office, from, until)
	return id
}

// edits says whether the person keeps the roster, and whether the roster calls him acting chair.
func (w world) edits(p person.ID, in string) (keeps, acting bool) {
	w.t.Helper()
	var c council.Council
	var r council.Roster
	w.asks(p, append(r.Queries(in, nil, nil), council.BySlug(in, &c))...)
	for _, a := range r.Officers {
		acting = acting || a.Acting && a.PersonID == p
	}
	return c.EditsRoster, acting
}

func TestViceChairActsFromTheMomentNobodyChairs(t *testing.T) {
	w := newWorld(t)
	w.office(omar, "water-scc", "vice-chair", -9, 0)
	if keeps, acting := w.edits(omar, "water-scc"); keeps || acting {
		t.Error("the vice chair acts though there is a chair")
	}
	var chair council.AppointmentID
	if err := w.Owner().QueryRow(t.Context(), `select a.id from appointment a join council c on c.id = a.council_id where a.office = 'chair' and c.slug = 'water-scc'`).Scan(&chair.UUID); err != nil {
		t.Fatal(err)
	}
	w.does(dana, council.EndAppointment("water-scc", chair, "", "Resigned"))
	if keeps, acting := w.edits(omar, "water-scc"); !keeps || !acting {
		t.Error("nobody chairs, and the vice chair does not act")
	}
	w.does(omar, council.Appoint(council.AppointmentID{UUID: uuid.New()}, w.council("water-scc").ID, council.Appointing{Person: dana, Office: "chair", Organization: blue}))
	if keeps, acting := w.edits(omar, "water-scc"); keeps || acting {
		t.Error("there is a chair again, and the vice chair acts on")
	}
	if err := w.tries(omar, council.OpenSeat(council.SeatID{UUID: uuid.New()}, w.council("water-scc").ID, council.Opening{Organization: organization.ID(blue), Class: "voting"})); !errors.Is(err, fault.Denied) {
		t.Errorf("he opens a seat: %v", err)
	}
}

func TestViceChairActsWhenTheTermOfTheChairPasses(t *testing.T) {
	w := newWorld(t)
	w.arrange(`update appointment set until = app.now() + interval '20 days' where office = 'chair' and council_id = (select id from council where slug = 'water-scc')`)
	w.office(omar, "water-scc", "vice-chair", -9, 60)
	w.office(priya, "water-scc", "vice-chair", -5, 0)
	w.office(dana, "water-scc", "chair", 40, 10)
	// No job runs in between: what is held carries its dates from the first.
	for _, c := range []struct {
		day  int
		acts person.ID
	}{{19, person.ID{}}, {21, omar}, {39, omar}, {41, person.ID{}}, {50, person.ID{}}, {51, omar}, {52, priya}, {300, priya}} {
		for _, p := range []person.ID{omar, priya} {
			var holds bool
			if err := w.Owner().QueryRow(t.Context(), `select exists (select from held h join council c on c.id = h.council_id where h.person_id = $1 and c.slug = 'water-scc'
				and h.capability = 'roster.edit' and h.since <= $2 and h.until > $2)`, p, time.Now().AddDate(0, 0, c.day).Add(-time.Hour)).Scan(&holds); err != nil {
				t.Fatal(err)
			}
			if holds != (p == c.acts) {
				t.Errorf("day %d: %v holds the roster: %v", c.day, p, holds)
			}
		}
	}
}

func TestViceChairActsWhileTheChairIsSuspended(t *testing.T) {
	w := newWorld(t)
	w.office(omar, "water-scc", "vice-chair", -9, 0)
	w.arrange(`update person set suspended = app.now() where id = $1`, dana)
	if keeps, acting := w.edits(omar, "water-scc"); !keeps || !acting {
		t.Error("the chair is suspended, and the vice chair does not act")
	}
	w.arrange(`update person set suspended = app.now() where id = $1`, omar)
	w.office(priya, "water-scc", "vice-chair", -5, 0)
	if keeps, acting := w.edits(priya, "water-scc"); !keeps || !acting {
		t.Error("chair and vice chair are suspended, and the next vice chair does not act")
	}
	w.arrange(`update person set suspended = null where id = any ($1)`, []person.ID{dana, omar})
	for _, p := range []person.ID{omar, priya} {
		if keeps, acting := w.edits(p, "water-scc"); keeps || acting {
			t.Error("the chair is restored, and a vice chair acts on")
		}
	}
}

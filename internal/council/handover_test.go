package council_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/person"
)

// answer is what an officer says to a hand-over.
func (w world) answer(p person.ID, proposal uuid.UUID, says string) error {
	return w.tries(p, db.Also("answer", `select app.answer_question($1, $2, 'We chose nobody')`, proposal, says == "agreed"))
}

func (w world) asked(p person.ID) (n int) {
	w.t.Helper()
	w.asks(p, db.One("asked", `select count(*)::int from app.question where done is null and objected is null`, &n))
	return n
}

func TestCouncilWithOfficersIsHandedOverOnlyWithOneOfThem(t *testing.T) {
	w := newWorld(t)
	id := w.proposed("water-scc", handing(omar))
	if err := w.tries(sam, db.Change("confirm", `update proposal set confirmed = app.now() where id = $1`, id)); err == nil {
		t.Fatalf("who proposed it confirms: %v", err)
	}
	if w.asked(dana) != 0 || w.answer(dana, id, "agreed") == nil {
		t.Error("the council is asked before a second member of staff confirmed")
	}
	w.confirmed(id)
	if w.reads(omar)["water-scc"] {
		t.Fatal("two members of staff let him in alone")
	}
	if w.asked(dana) != 1 || w.asked(grace) != 0 || w.asked(omar) != 0 {
		t.Errorf("asked are Dana %d, Grace %d, Omar %d", w.asked(dana), w.asked(grace), w.asked(omar))
	}
	for who, p := range map[string]person.ID{"staff": kim, "another council's chair": grace, "who gains": omar, "nobody": ines} {
		if err := w.answer(p, id, "agreed"); err == nil {
			t.Errorf("%s agrees", who)
		}
	}
	if err := w.answer(dana, id, "agreed"); err != nil {
		t.Fatal(err)
	}
	if !w.reads(omar)["water-scc"] || w.asked(dana) != 0 {
		t.Error("agreed to, and he does not read")
	}
	if err := w.answer(dana, id, "objected"); err == nil {
		t.Errorf("answered twice: %v", err)
	}
}

func TestObjectionOfAnOfficerEndsAHandOver(t *testing.T) {
	w := newWorld(t)
	id := w.proposed("water-scc", handing(omar))
	w.confirmed(id)
	if err := w.answer(dana, id, "objected"); err != nil {
		t.Fatal(err)
	}
	w.later(15 * 24 * time.Hour)
	w.arrange(`select app.proposals_fall_due()`)
	if w.reads(omar)["water-scc"] {
		t.Error("objected to, and he reads")
	}
}

func TestHandOverThatNobodyAnswersTakesEffectAfterItsDays(t *testing.T) {
	for day, reads := range map[int]bool{13: false, 15: true} {
		w := newWorld(t)
		id := w.proposed("water-scc", handing(omar))
		// Who suspends the officers first does not spare himself the question.
		w.arrange(`update person set suspended = app.now() where id = $1`, dana)
		w.confirmed(id)
		w.later(time.Duration(day) * 24 * time.Hour)
		w.arrange(`select app.proposals_fall_due()`)
		var n int
		if err := w.Owner().QueryRow(t.Context(), `select count(*) from hand_over where id = $1`, id).Scan(&n); err != nil || n == 1 != reads {
			t.Errorf("after %d days %d hand-overs, %v", day, n, err)
		}
	}
}

func (w world) later(d time.Duration) {
	w.t.Helper()
	w.arrange(`update signin.session set expires = 'infinity', idle = '1 year'`)
	w.SetNow(time.Now().Add(d))
}

func TestNobodyAppointsOrMovesThemselves(t *testing.T) {
	w := newWorld(t)
	var invalid fault.Invalid
	if err := w.tries(sam, council.HandOverTo(uuid.New(), w.council("water-gcc").ID, handing(sam))); !errors.As(err, &invalid) {
		t.Errorf("staff hand a council to themselves: %v", err)
	}
	w.does(dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, w.council("water-scc").ID, council.Appointing{Person: omar, Office: "secretary", Organization: blue}))
	own := council.Appoint(council.AppointmentID{UUID: uuid.New()}, w.council("water-scc").ID, council.Appointing{Person: dana, Office: "adviser", Organization: blue})
	if err := w.tries(dana, own); !errors.As(err, &invalid) {
		t.Errorf("an officer appoints herself: %v", err)
	}
	if err := w.tries(sam, person.MoveTo(sam, tide)); !errors.As(err, &fault.Conflict{}) {
		t.Errorf("staff move themselves: %v", err)
	}
	if err := w.tries(sam, db.Change("turn", `update organization set kind = 'owner_operator' where id = $1`, office)); !errors.As(err, &fault.Conflict{}) {
		t.Errorf("staff turn their own organization: %v", err)
	}
	w.does(sam, person.MoveTo(kim, tide))
}

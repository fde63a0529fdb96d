package council_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/person"
)

func (w world) entrusts(p person.ID, in string, to council.Keeper) error {
	w.t.Helper()
	change, err := council.Entrust(w.council(in).ID, to, "Charter, article 5")
	if err != nil {
		w.t.Fatal(err)
	}
	return w.tries(p, change)
}

func (w world) rules(p person.ID, in string) (all []council.Rule) {
	w.t.Helper()
	w.asks(p, council.Rules(in, &all))
	return all
}

func (w world) keep(in string, want ...person.ID) {
	w.t.Helper()
	for _, p := range []person.ID{dana, omar, priya, grace, sam, ines} {
		var kept []uuid.UUID
		w.asks(p, db.Many("kept", `select c.id from council c where c.slug = $1 and c.id = any (array(select council_id from app.roster_edited))`, &kept, in))
		wanted := false
		for _, k := range want {
			wanted = wanted || k == p
		}
		if (len(kept) > 0) != wanted {
			w.t.Errorf("%v keeps the roster of %s: %v", p, in, len(kept) > 0)
		}
	}
}

func TestRosterIsKeptByWhomTheChairNames(t *testing.T) {
	w := newWorld(t)
	w.office(omar, "water-scc", "executive", -9, 0)
	w.office(priya, "water-scc", "secretary", -9, 0)
	w.keep("water-scc", dana, priya)
	for _, c := range []struct {
		to   council.Keeper
		keep []person.ID
	}{{council.Committee, []person.ID{dana, omar}}, {council.Election, []person.ID{priya}}, {council.Officers, []person.ID{dana, priya}}} {
		if err := w.entrusts(dana, "water-scc", c.to); err != nil {
			t.Fatal(err)
		}
		w.keep("water-scc", c.keep...)
	}
	if all := w.rules(grace, "water-scc"); len(all) != 3 || !all[0].Lives() || all[1].Lives() || all[1].Until == nil || all[0].AgreedName == "" {
		t.Errorf("the record says %+v", all)
	}
	var invalid fault.Invalid
	if err := w.entrusts(dana, "water-scc", council.Staff); !errors.As(err, &invalid) {
		t.Errorf("an industry council's roster went to staff: %v", err)
	}
	for _, p := range []person.ID{omar, priya, grace} {
		if err := w.entrusts(p, "water-scc", council.Officers); !errors.Is(err, fault.Denied) {
			t.Errorf("%v says who keeps it: %v", p, err)
		}
	}
}

func TestWhatStaffProposeHoldsWithTheYesOfTheChair(t *testing.T) {
	w := newWorld(t)
	if err := w.entrusts(sam, "water-gcc", council.Staff); err != nil {
		t.Fatal(err)
	}
	w.keep("water-gcc", grace)
	rule := w.rules(sam, "water-gcc")[0]
	var conflict fault.Conflict
	if err := w.tries(sam, council.AgreeToRule("water-gcc", rule.ID)); !errors.Is(err, fault.Denied) {
		t.Errorf("he agreed to what he proposed: %v", err)
	}
	if err := w.entrusts(sam, "water-gcc", council.Election); !errors.As(err, &conflict) {
		t.Errorf("a second proposal: %v", err)
	}
	w.does(grace, council.AgreeToRule("water-gcc", rule.ID))
	w.keep("water-gcc", sam)
	if err := w.tries(grace, council.StopRule("water-gcc", rule.ID)); !errors.As(err, &conflict) {
		t.Errorf("decided twice: %v", err)
	}
	if err := w.entrusts(grace, "water-gcc", council.Officers); err != nil { // and takes it back alone
		t.Fatal(err)
	}
	w.keep("water-gcc", grace)
}

func TestWhileNobodyChairsASecondMemberOfStaffAgrees(t *testing.T) {
	w := newWorld(t)
	w.arrange(`insert into appointment (person_id, council_id, office, organization_id, invented) select $1, id, 'administrator', $2, false from council where slug = 'administration'`, ines, tide)
	w.arrange(`update appointment set until = app.now() where office = 'chair' and council_id = (select id from council where slug = 'water-gcc')`)
	if err := w.entrusts(sam, "water-gcc", council.Election); err != nil {
		t.Fatal(err)
	}
	rule := w.rules(sam, "water-gcc")[0]
	if err := w.tries(sam, council.AgreeToRule("water-gcc", rule.ID)); !errors.Is(err, fault.Denied) || rule.Chaired {
		t.Errorf("he agreed to what he proposed: %v, %+v", err, rule)
	}
	w.does(ines, council.AgreeToRule("water-gcc", rule.ID))
	if !w.rules(sam, "water-gcc")[0].Lives() {
		t.Error("it does not hold")
	}
}

func TestRepresentativeIsPutOutForAReasonOrHandsOver(t *testing.T) {
	w := newWorld(t)
	_, appointment := w.seat(dana, "water-scc", blue, omar)
	var invalid fault.Invalid
	if err := w.tries(dana, council.EndAppointment("water-scc", appointment, "", "I want another one")); !errors.As(err, &invalid) || invalid.For("ended_for") == "" {
		t.Errorf("without a reason: %v", err)
	}
	if err := w.tries(dana, council.EndAppointment("water-scc", appointment, "dislike", "")); !errors.As(err, &invalid) {
		t.Errorf("for another reason: %v", err)
	}
	if !w.reads(omar)["water-scc"] {
		t.Error("he is out")
	}
	w.does(dana, council.EndAppointment("water-scc", appointment, "left", "Works elsewhere"))
	if w.reads(omar)["water-scc"] {
		t.Error("he reads on")
	}
	seat, _ := w.seat(dana, "water-scc", tide, priya)
	w.does(dana, council.EndSeat("water-scc", seat, "The organization left")...)
	if w.count(`select count(*) from appointment where seat_id = $1 and until is null`, seat) > 0 {
		t.Error("the seat ended, and its representative did not")
	}
	alternate := council.AppointmentID{UUID: uuid.New()}
	seat, _ = w.seat(dana, "water-scc", tide, priya)
	w.does(dana, council.Appoint(alternate, w.council("water-scc").ID, council.Appointing{Person: ines, Office: "alternate", Seat: &seat, Organization: tide}))
	w.does(dana, council.EndAppointment("water-scc", alternate, "", "")) // only who represents is protected
	if w.count(`select count(*) from appointment where id = $1 and until is null`, alternate) > 0 {
		t.Error("the alternate stays")
	}
}

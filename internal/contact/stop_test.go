package contact_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/contact"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
)

// stopped has somebody try whole files until nothing opens.
func (c town) stopped(p story.Person) uuid.UUID {
	c.t.Helper()
	ids := c.all()
	for range 10 {
		if err := c.App().Write(c.t.Context(), c.As(p.ID), db.Once{}, contact.Reveal(ids, "I am collecting them", contact.File, &[]contact.Opened{})); err != nil {
			c.t.Fatal(err)
		}
	}
	var id uuid.UUID
	if err := c.Owner().QueryRow(c.t.Context(), `select id from reveal_stop where person_id = $1 order by at desc limit 1`, p.ID).Scan(&id); err != nil {
		c.t.Fatal(err)
	}
	return id
}

func (c town) lift(p story.Person, id uuid.UUID) error {
	c.t.Helper()
	q, err := contact.Lift(id, "She called me: the board's list for Thursday.")
	if err != nil {
		c.t.Fatal(err)
	}
	return c.App().Write(c.t.Context(), c.As(p.ID), db.Once{}, q)
}

func (c town) today(p story.Person) *contact.Openings {
	c.t.Helper()
	var today *contact.Openings
	if err := c.App().Read(c.t.Context(), c.As(p.ID), contact.Today(&today)); err != nil {
		c.t.Fatal(err)
	}
	return today
}

func TestStopIsLiftedByWhoReviewsAndNeverByOneself(t *testing.T) {
	c := newTown(t)
	c.t = t
	c.crowd(100)
	for _, x := range []struct {
		stopped        story.Person
		lifter, others []story.Person
	}{
		{story.Paul, []story.Person{story.Rosa}, []story.Person{story.Paul, story.Dana, story.Sam, story.Cora, story.Named("trevor"), story.Vera}},
		{story.Rosa, []story.Person{story.Walt}, []story.Person{story.Rosa, story.Paul}}, // a director is lifted by the watch alone
	} {
		id := c.stopped(x.stopped)
		if today := c.today(x.stopped); today.Stopped == nil || today.StoppedRule != "refusals" {
			t.Fatalf("%s is not stopped: %+v", x.stopped.Name, today)
		}
		for _, p := range x.others {
			if err := c.lift(p, id); err == nil {
				t.Errorf("%s lifts the stop of %s", p.Name, x.stopped.Name)
			}
			var seen []contact.Stop
			if err := c.App().Read(t.Context(), c.As(p.ID), contact.Stops(&seen)); err != nil || len(seen) > 0 && p != story.Rosa {
				t.Errorf("%s sees %+v, %v", p.Name, seen, err)
			}
		}
		for _, p := range x.lifter {
			var seen []contact.Stop
			if err := c.App().Read(t.Context(), c.As(p.ID), contact.Stops(&seen)); err != nil || len(seen) == 0 || seen[0].Name != x.stopped.Name {
				t.Fatalf("%s sees %+v, %v", p.Name, seen, err)
			}
			if err := c.lift(p, id); err != nil {
				t.Fatalf("%s does not lift the stop of %s: %v", p.Name, x.stopped.Name, err)
			}
		}
		if today := c.today(x.stopped); today.Stopped != nil {
			t.Errorf("%s is still stopped", x.stopped.Name)
		}
		var mine *contact.Stop
		if err := c.App().Read(t.Context(), c.As(x.stopped.ID), contact.LiftedOfMine(&mine)); err != nil || mine == nil || mine.LiftedName == "" || mine.Because != "She called me: the board's list for Thursday." {
			t.Errorf("%s reads %+v, %v", x.stopped.Name, mine, err)
		}
		var conflict fault.Conflict
		if err := c.lift(story.Walt, id); !errors.As(err, &conflict) {
			t.Errorf("a second time: %v", err)
		}
	}
	var lines int
	if err := c.Owner().QueryRow(t.Context(), `select count(*) from audit where object = 'reveal_stop' and verb = 'lift' and act = 'structure' and reason <> ''`).Scan(&lines); err != nil || lines != 2 {
		t.Errorf("%d of 2 are on record: %v", lines, err)
	}
}

// The pace begins anew and the budget does not: nobody gets more in a day by a kind reviewer.
func TestLiftedStopLeavesTheBudget(t *testing.T) {
	c := newTown(t)
	c.t = t
	c.crowd(100)
	ids, now := c.all(), time.Now()
	opens := func() (n int) {
		for _, id := range ids {
			now = now.Add(3 * time.Minute)
			c.clock(now)
			var opened []contact.Opened
			if err := c.App().Write(t.Context(), c.As(story.Paul.ID), db.Once{}, contact.Reveal([]contact.ID{id}, "I call all of them", contact.Page, &opened)); err != nil {
				t.Fatal(err)
			}
			if opened[0].Outcome != contact.Open {
				return n
			}
			n++
		}
		return n
	}
	total := 0
	for range 5 {
		n := opens()
		ids = ids[n:]
		total += n
		if today := c.today(story.Paul); today.Stopped == nil {
			break // the budget, and no pace
		}
		var id uuid.UUID
		if err := c.Owner().QueryRow(t.Context(), `select id from reveal_stop where person_id = $1 and until > app.now()`, story.Paul.ID).Scan(&id); err != nil {
			t.Fatal(err)
		}
		if err := c.lift(story.Rosa, id); err != nil {
			t.Fatal(err)
		}
	}
	if total != 40 {
		t.Errorf("%d contacts in a day, and the budget is 40", total)
	}
}

package admission_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/concord/internal/admission"
	"example.org/concord/internal/db"
	"example.org/concord/internal/story"
)

// T-42.
func TestInvitationDiesWithWhatItIsBoundTo(t *testing.T) {
	for name, kill := range map[string]func(w world, id admission.ID){
		"its validator lost the office": func(w world, _ admission.ID) {
			w.exec(`update appointment set until = app.now() where person_id = $1 and until is null`, story.Lena.ID)
		},
		"its validator is suspended": func(w world, _ admission.ID) {
			w.exec(`update person set suspended = app.now() where id = $1`, story.Lena.ID)
		},
		"its sponsor lost the office": func(w world, _ admission.ID) {
			w.exec(`update appointment set until = app.now() where person_id = $1 and until is null`, story.Priya.ID)
		},
		"it was withdrawn": func(w world, id admission.ID) {
			q, err := admission.Withdraw(id, "A mistake")
			if err != nil {
				w.t.Fatal(err)
			}
			w.does(story.Priya, q)
		},
		"a week has passed": func(w world, _ admission.ID) { w.SetNow(time.Now().Add(7*24*time.Hour + time.Minute)) },
		"the seat has ended": func(w world, _ admission.ID) {
			w.exec(`update seat set until = app.now() where id = $1`, story.Seat("wscc", "copper-creek-water-district"))
		},
		"the seat is taken": func(w world, _ admission.ID) {
			w.exec(`insert into appointment (person_id, council_id, office, seat_id, organization_id, invented)
				select p.id, s.council_id, 'representative', s.id, s.organization_id, true from seat s, person p where s.id = $1 and p.id = $2`, story.Seat("wscc", "copper-creek-water-district"), story.Tomas.ID)
		},
		"the council has ended": func(w world, _ admission.ID) { w.exec(`update council set until = app.now() where slug = 'wscc'`) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			id := w.invited(w.eve())
			rules := w.rules().Since
			kill(w, id)
			if err := w.tries(story.Eve, admission.Accept(id, rules)); !conflict(err) {
				t.Errorf("it answers %v", err)
			}
			if w.reads(story.Eve.ID) || w.count(`select count(*) from appointment where id = $1`, id) != 0 {
				t.Error("it opens the council all the same")
			}
		})
	}
}

func TestExpiredInvitationIsClosedAndSentAgain(t *testing.T) {
	w := newWorld(t)
	id := w.invited(w.eve())
	w.SetNow(time.Now().Add(8 * 24 * time.Hour))
	w.is(id, admission.Expired)
	if err := admission.Expire(t.Context(), w.Worker()); err != nil {
		t.Fatal(err)
	}
	if n := w.count(`select count(*) from admission_step where admission_id = $1 and kind = 'expired'`, id); n != 1 {
		t.Errorf("%d steps say so", n)
	}
	if err := w.tries(story.Priya, admission.Invite(id)...); !denied(err) {
		t.Errorf("the sponsor invites again: %v", err)
	}
	w.does(story.Dana, admission.Invite(id)...) // any other validator
	w.does(story.Eve, admission.Accept(id, w.rules().Since))
	w.is(id, admission.Accepted)
}

func TestInvitationIsNobodyElsesAndTakesTheRules(t *testing.T) {
	w := newWorld(t)
	id := w.invited(w.eve())
	rules := w.rules().Since
	for _, p := range []story.Person{story.Tomas, story.Priya, story.Lena, story.Sam} {
		if err := w.tries(p, admission.Accept(id, rules)); !denied(err) {
			t.Errorf("%s accepts for her: %v", p.Name, err)
		}
	}
	w.exec(`delete from rules_accepted`)
	w.exec(`insert into rules_of_behavior (since, words) values (app.now(), 'Newer rules')`)
	if err := w.tries(story.Eve, admission.Accept(id, rules)); !invalid(err) {
		t.Errorf("older rules are good enough: %v", err)
	}
	w.does(story.Eve, admission.Accept(id, w.rules().Since))
}

// T-41.
func TestHundredAcceptsAtOnceMakeOneAppointment(t *testing.T) {
	w := newWorld(t)
	id := w.invited(w.eve())
	who, rules := w.As(story.Eve.ID), w.rules().Since
	var wait sync.WaitGroup
	var mu sync.Mutex
	succeeded, gate := 0, make(chan struct{})
	for range 100 {
		wait.Go(func() {
			<-gate
			err := w.App().Write(t.Context(), who, db.Once{}, admission.Accept(id, rules))
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				succeeded++
			} else if !conflict(err) && !strings.Contains(err.Error(), "busy") {
				t.Error(err)
			}
		})
	}
	close(gate)
	wait.Wait()
	if n := w.count(`select count(*) from appointment where person_id = $1`, story.Eve.ID); succeeded != 1 || n != 1 {
		t.Errorf("%d succeeded, and %d appointments are there", succeeded, n)
	}
}

package job_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/duplicate"
	"example.org/concord/internal/intake"
	"example.org/concord/internal/job"
	concord "example.org/concord/internal/mail"
	"example.org/concord/internal/story"
	"example.org/concord/internal/trouble"
)

// failing is how a kind of job comes to fail, whose it is, and how the cause goes away again.
type failing struct {
	owner story.Person // nobody: staff's
	begin func(c *town, q *job.Queue)
	mend  func(c *town)
	final bool // no second attempt is made by itself
}

// renamed has a function of the database missing.
func renamed(c *town, function, arguments string) (mend func(*town)) {
	c.exec(fmt.Sprintf(`alter function app.%s(%s) rename to away`, function, arguments))
	return func(c *town) { c.exec(fmt.Sprintf(`alter function app.away(%s) rename to %s`, arguments, function)) }
}

func failures() map[string]*failing {
	all := map[string]*failing{}
	all["fan"] = &failing{owner: story.Priya, begin: func(c *town, q *job.Queue) {
		all["fan"].mend = renamed(c, "mail_to", "uuid, uuid, int")
		c.tell("item", story.Item("chlorine-lead-times"))
		c.relay(q)
	}}
	all["tell"] = &failing{begin: func(c *town, q *job.Queue) {
		all["tell"].mend = renamed(c, "warned_of", "uuid")
		c.tell("term", uuid.New())
		c.relay(q)
	}}
	all["gather"] = &failing{begin: func(c *town, q *job.Queue) {
		all["gather"].mend = renamed(c, "warn_of_terms", "")
		if err := q.Gather(c.t.Context()); err != nil {
			c.t.Fatal(err)
		}
	}}
	all["growth"] = &failing{begin: func(c *town, q *job.Queue) {
		all["growth"].mend = renamed(c, "tell_of_growth", "uuid")
		c.tell("growth", uuid.New())
		c.relay(q)
	}}
	all["lookalikes"] = &failing{owner: story.Sam, begin: func(c *town, q *job.Queue) {
		all["lookalikes"].mend = renamed(c, "find_lookalikes", "")
		c.does(story.Sam, duplicate.Look())
		c.relay(q)
	}}
	all["intake"] = &failing{owner: story.Sam, final: true, begin: func(c *town, q *job.Queue) {
		all["intake"].mend = func(c *town) {
			c.exec(`update appointment set until = null where person_id = $1`, story.Sam.ID)
		}
		id := uuid.New()
		c.does(story.Sam, intake.Begin(intake.Intake{ID: id, Kind: intake.Organizations, File: "works.csv", Head: []string{"name", "state"}, Reads: []string{"name", "state"}}),
			intake.Arrive(id, []intake.Line{{Number: 2, Cells: []string{"Late Example Works", "VA"}}}), intake.Arrived(id, 1, 2, true))
		c.relay(q)
		c.settle()
		c.does(story.Sam, intake.Approve(id))
		c.exec(`update appointment set until = app.now() where person_id = $1`, story.Sam.ID)
		c.relay(q)
	}}
	all["mail"] = &failing{begin: func(c *town, q *job.Queue) {
		c.peer.Recipient = func() error { return &smtp.SMTPError{Code: 550, Message: "nobody here"} }
		c.tell("password", story.Dana.ID)
		c.relay(q)
	}}
	return all
}

// Every kind of job that the queue works stands here with a failure: a new kind without one fails.
func TestNoFailureOfAJobIsSilent(t *testing.T) {
	cases := failures()
	for _, kind := range newTown(t).open().Kinds() {
		f, ok := cases[kind]
		if !ok {
			t.Errorf("no failing case for jobs of the kind %q: say whose they are in app.note_trouble, and how one fails here", kind)
			continue
		}
		t.Run(kind, func(t *testing.T) {
			c := newTown(t)
			q := c.open()
			f.begin(c, q)
			c.settle()
			if kind == "mail" { // has a page of its own
				var all []concord.Trouble
				c.reads(story.Sam, concord.Troubles(0, &all))
				if len(all) != 1 || all[0].Person != story.Dana.Name || !strings.Contains(all[0].Because, "550") {
					t.Errorf("staff see %+v", all)
				}
				return
			}
			owner := f.owner
			if owner == (story.Person{}) {
				owner = story.Kim
			}
			w := c.failed(owner, kind)
			if w == nil {
				t.Fatalf("%s sees nothing of it", owner.Name)
			}
			if w.Mine != (f.owner != (story.Person{})) || w.Again != nil || w.What() == "Work of the portal" || w.Why() == "" || strings.Contains(w.Why(), "SQLSTATE") {
				t.Errorf("%s is told %q: %q, %+v", owner.Name, w.What(), w.Why(), w)
			}
			if final := w.Attempt == 1; final != f.final {
				t.Errorf("given up after %d attempts", w.Attempt)
			}
			if s := c.failed(story.Kim, kind); s == nil || s.Subject != "" {
				t.Errorf("staff see %+v", s)
			}
			if n := c.failed(story.Nora, kind); n != nil {
				t.Errorf("an outsider sees %+v", n)
			}
			c.relay(q)
			c.settle()
			if to, _ := c.mailed(); !slices.Contains(to, owner.Email()) || !strings.Contains(c.wire(), "https://portal.example.org/failed") {
				t.Errorf("%s was not told by mail, %v were", owner.Name, to)
			}

			f.mend(c)
			c.does(owner, trouble.Again(w.ID))
			c.settle()
			if left := c.failed(owner, kind); left != nil {
				t.Errorf("tried again it still stands as failed: %+v", left)
			}
			if n := c.count(`select count(*) from jobs.river_job where id = $1 and state = 'completed'`, w.ID); n != 1 {
				t.Error("tried again it was not done")
			}
		})
	}
}

func TestDroppedWorkIsAsItWasBefore(t *testing.T) {
	c := newTown(t)
	q := c.open()
	f := failures()["intake"]
	f.begin(c, q)
	c.settle()
	w := c.failed(story.Sam, "intake")
	if w == nil || w.Subject != "works.csv" {
		t.Fatalf("Sam sees %+v", w)
	}
	if err := c.App().Write(t.Context(), c.As(story.Nora.ID), db.Once{}, trouble.Drop(w.ID)); err == nil {
		t.Error("an outsider dropped it")
	}
	c.exec(`update appointment set until = null where person_id = $1`, story.Sam.ID)
	c.does(story.Sam, trouble.Drop(w.ID))
	if c.failed(story.Sam, "intake") != nil || c.count(`select count(*) from jobs.river_job where id = $1`, w.ID) != 0 {
		t.Error("it is there still")
	}
	var i intake.Intake
	c.reads(story.Sam, intake.ByID(*w.ObjectID, &i))
	if i.Approved != nil || i.Working() {
		t.Errorf("dropped, the file does not wait for its reader: %+v", i)
	}
	// Asked for once more, it is done.
	c.does(story.Sam, intake.Approve(i.ID))
	c.relay(q)
	c.settle()
	if n := c.count(`select count(*) from organization where name = 'Late Example Works'`); n != 1 {
		t.Error("it cannot be taken in any more")
	}
	if err := c.App().Write(t.Context(), c.As(story.Sam.ID), db.Once{}, trouble.Again(w.ID)); err == nil || !strings.Contains(err.Error(), "does not wait") {
		t.Errorf("what was dropped is tried again: %v", err)
	}
}

// failed is what the person sees of failed work of the kind.
func (c *town) failed(p story.Person, kind string) *trouble.Work {
	c.t.Helper()
	var all []trouble.Work
	c.reads(p, trouble.Seen(&all))
	n := slices.IndexFunc(all, func(w trouble.Work) bool { return w.Kind == kind })
	if n < 0 {
		return nil
	}
	return &all[n]
}

func (c *town) reads(p story.Person, q ...db.Query) {
	c.t.Helper()
	if err := c.App().Read(c.t.Context(), c.As(p.ID), q...); err != nil {
		c.t.Fatal(errors.Join(errors.New(p.Name), err))
	}
}

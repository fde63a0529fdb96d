package renewal_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/person"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/renewal"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// world is the story without the questions that it has open, on the first of a quarter.
type world struct {
	*dbtest.Database
	t     *testing.T
	begin time.Time
}

func newWorld(t *testing.T) world {
	w := world{storytest.New(t), t, time.Date(storytest.Day.Year()+1, 7, 1, 0, 0, 0, 0, time.UTC)}
	w.exec(`delete from renewal`)
	w.exec(`delete from organization_administrator`)
	w.exec(`delete from outbox`)
	w.exec(`update appointment set until = null where until > app.now()`)
	w.exec(`update signin.account set used = $1`, w.begin)
	w.day(0)
	return w
}

const day = 24 * time.Hour

// day moves the clock to so many days after the quarter began.
func (w world) day(n int) {
	w.t.Helper()
	w.SetNow(w.begin.Add(time.Duration(n)*day + time.Hour))
}

func (w world) keep() {
	w.t.Helper()
	if err := renewal.Keep(w.t.Context(), w.Worker()); err != nil {
		w.t.Fatal(err)
	}
}

func (w world) exec(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.Owner().Exec(w.t.Context(), sql, args...); err != nil {
		w.t.Fatal(err)
	}
}

func (w world) count(sql string, args ...any) (n int) {
	w.t.Helper()
	if err := w.Owner().QueryRow(w.t.Context(), sql, args...).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w world) tries(p story.Person, queries ...db.Query) error {
	return w.App().Write(w.t.Context(), w.As(p.ID), db.Once{}, queries...)
}

func (w world) does(p story.Person, queries ...db.Query) {
	w.t.Helper()
	if err := w.tries(p, queries...); err != nil {
		w.t.Fatalf("%s: %v", p.Name, err)
	}
}

// appointees are those for whom the person answers, asked or not.
func (w world) appointees(p story.Person) (all []renewal.Appointee) {
	w.t.Helper()
	if err := w.App().Read(w.t.Context(), w.As(p.ID), renewal.Appointees(&all)); err != nil {
		w.t.Fatal(err)
	}
	return all
}

// asked are the names of those about whom the person is asked, sorted.
func (w world) asked(p story.Person) (names []string) {
	w.t.Helper()
	for _, a := range w.appointees(p) {
		if a.Ends != nil {
			names = append(names, a.Person+", "+a.Office+" in "+a.Council)
		}
	}
	slices.Sort(names)
	return names
}

func (w world) confirms(p story.Person, offices ...uuid.UUID) { w.does(p, renewal.Confirm(offices)) }

func office(p story.Person, in, as string) uuid.UUID { return p.Appointment(in, as) }

func (w world) lives(id uuid.UUID) bool {
	w.t.Helper()
	return w.count(`select count(*) from appointment where id = $1 and (until is null or until > app.now())`, id) == 1
}

// reads says whether the person reads what is addressed to that council.
func (w world) reads(p story.Person, slug string) bool {
	w.t.Helper()
	var n int
	if err := w.App().Read(w.t.Context(), w.As(p.ID), db.One("reads", `select count(*) from app.holding h join council c on c.id = h.council_id where c.slug = $1 and h.capability = 'item.read'`, &n, slug)); err != nil {
		w.t.Fatal(err)
	}
	return n > 0
}

// administers makes somebody of an organization its administrator.
func (w world) administers(p story.Person) {
	w.t.Helper()
	id := proposal.NewID()
	q, err := proposal.ProposeAdministrator(id, person.ID{UUID: p.ID}, "The organization named this person in a letter")
	if err != nil {
		w.t.Fatal(err)
	}
	w.does(story.Sam, q)
	w.does(story.Kim, proposal.Confirm(id))
}

func (w world) coming(p story.Person, slug string) (all []renewal.Coming) {
	w.t.Helper()
	if err := w.App().Read(w.t.Context(), w.As(p.ID), renewal.ComingIn(slug, &all)); err != nil {
		w.t.Fatal(err)
	}
	return all
}

func (w world) lapsed(p story.Person, slug string) (all []renewal.Lapsed) {
	w.t.Helper()
	if err := w.App().Read(w.t.Context(), w.As(p.ID), renewal.LapsedIn(slug, &all)); err != nil {
		w.t.Fatal(err)
	}
	return all
}

func appointmentID(id uuid.UUID) council.AppointmentID { return council.AppointmentID{UUID: id} }

func denied(err error) bool   { return errors.Is(err, fault.Denied) || errors.Is(err, fault.NotFound) }
func conflict(err error) bool { _, ok := errors.AsType[fault.Conflict](err); return ok }

package renewal_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/renewal"
	"example.org/concord/internal/story"
)

func TestEachQuarterWhoAnswersIsAskedOnce(t *testing.T) {
	w := newWorld(t)
	w.keep()
	asked := w.count(`select count(*) from renewal where answer is null and reason = 'unconfirmed'`)
	if asked < 40 {
		t.Fatalf("%d offices are asked about", asked)
	}
	w.keep()
	w.day(1)
	w.keep()
	if n := w.count(`select count(*) from renewal`); n != asked {
		t.Errorf("asked again: %d instead of %d", n, asked)
	}
	for p, want := range map[*story.Person][]string{
		// Who represents the organization answers for all of its people there.
		&story.Dana: {"Dana Whitfield, Chair in WSCC", "Dana Whitfield, Representative in WSCC", "Hugo Lind, Observer in WSCC", "Lena Ortiz, Secretariat in WSCC", "Omar Haddad, Alternate in WSCC", "Victor Hale, Representative in WSCC"},
		// He who represents Plainstate is suspended, so who keeps the roster answers, as for Dana's.
		&story.Lena: {"Hugo Lind, Observer in WSCC", "Lena Ortiz, Secretariat in WSCC", "Victor Hale, Representative in WSCC"},
		&story.Maya: {"Maya Chen, Representative in ESCC", "Maya Chen, Representative in WSCC"},
		&story.Omar: nil, &story.Tomas: nil, &story.Sam: nil, &story.Eve: nil, &story.Hugo: nil,
	} {
		if got := w.asked(*p); !slices.Equal(got, want) {
			t.Errorf("%s is asked about %q, want %q", p.Name, got, want)
		}
	}
	// The liaison's office sends no representative.
	if got := w.asked(story.Grace); !slices.Contains(got, "Ruth Adler, Sector liaison in "+w.short("water-gcc")) {
		t.Errorf("the roster's keeper is asked about %q", got)
	}
	if n := w.count(`select count(*) from renewal n join council c on c.id = n.council_id where c.slug in ('region-8', 'administration', 'watch', 'water-and-wastewater-community', 'wscc-water-gcc-joint')`); n != 0 {
		t.Errorf("%d are asked about in bodies that no organization sends anybody to", n)
	}
	w.day(92) // the next quarter
	w.exec(`update renewal set answer = 'stays', answered = app.now() - interval '60 days'`)
	w.keep()
	if n := w.count(`select count(*) from renewal where answer is null and reason = 'unconfirmed'`); n != asked {
		t.Errorf("%d in the next quarter, %d in this", n, asked)
	}
}

func TestWhoCameLatelyOrGoesAnywayIsNotAsked(t *testing.T) {
	w := newWorld(t)
	omar, priya := office(story.Omar, "wscc", "alternate"), office(story.Priya, "wscc", "representative")
	w.exec(`update appointment set since = $2 where id = $1`, omar, w.begin.Add(-29*day))
	w.exec(`update appointment set until = $2 where id = $1`, priya, w.begin.Add(40*day))
	w.keep()
	if n := w.count(`select count(*) from renewal where appointment_id in ($1, $2)`, omar, priya); n != 0 {
		t.Errorf("%d are asked about", n)
	}
}

func (w world) short(slug string) (name string) {
	w.t.Helper()
	if err := w.Owner().QueryRow(w.t.Context(), `select short_name from council where slug = $1`, slug).Scan(&name); err != nil {
		w.t.Fatal(err)
	}
	return name
}

func TestAdministratorOfAnOrganizationAnswersInsteadOfItsRepresentative(t *testing.T) {
	w := newWorld(t)
	by := func(of story.Person) db.Query {
		q, err := proposal.ProposeAdministrator(proposal.NewID(), personID(of), "The organization named this person in a letter")
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	if err := w.tries(story.Dana, by(story.Dana)); !denied(err) {
		t.Errorf("a member proposes one: %v", err)
	}
	if err := w.tries(story.Sam, db.Change("record one", `insert into organization_administrator (id, organization_id, person_id) values (gen_random_uuid(), $1, $2)`,
		w.organizationOf(story.Dana), personID(story.Dana))); !denied(err) {
		t.Errorf("one member of staff records one: %v", err)
	}
	w.administers(story.Omar)
	if err := w.tries(story.Sam, by(story.Omar)); !conflict(err) {
		t.Errorf("twice: %v", err)
	}
	w.keep()
	want := []string{"Dana Whitfield, Chair in WSCC", "Dana Whitfield, Representative in WSCC", "Omar Haddad, Alternate in WSCC"}
	mesa := func(p story.Person) []string {
		return slices.DeleteFunc(w.asked(p), func(s string) bool { return !strings.HasPrefix(s, "Dana") && !strings.HasPrefix(s, "Omar") })
	}
	if got := mesa(story.Omar); !slices.Equal(got, want) {
		t.Errorf("the administrator is asked about %q", got)
	}
	if got := mesa(story.Dana); len(got) > 0 {
		t.Errorf("the representative is asked about %q beside the administrator", got)
	}
	if err := w.tries(story.Dana, renewal.Confirm([]uuid.UUID{office(story.Dana, "wscc", "representative")})); !denied(err) {
		t.Errorf("she confirms all the same: %v", err)
	}
	// Whoever goes to work elsewhere administers no longer, and the representative answers again.
	w.exec(`update person set organization_id = (select organization_id from person where id = $2) where id = $1`, story.Omar.ID, story.Priya.ID)
	if got := w.asked(story.Omar); len(got) > 0 {
		t.Errorf("who left is asked about %q", got)
	}
	if got := mesa(story.Dana); !slices.Equal(got, want) {
		t.Errorf("the representative is asked about %q", got)
	}
}

func TestConfirmedStayAndUnconfirmedEndAfterTheirDays(t *testing.T) {
	w := newWorld(t)
	w.keep()
	omar, dana, priya := office(story.Omar, "wscc", "alternate"), office(story.Dana, "wscc", "representative"), office(story.Priya, "wscc", "representative")
	w.confirms(story.Dana, omar, dana, office(story.Dana, "wscc", "chair"))
	if err := w.tries(story.Dana, renewal.Confirm([]uuid.UUID{omar})); !conflict(err) {
		t.Errorf("confirmed twice: %v", err)
	}
	if n := w.count(`select count(*) from audit where object = 'renewal' and act = 'council' and person_id = $1 and 'answer' = any (changed)`, story.Dana.ID); n != 3 {
		t.Errorf("%d confirmations on record", n)
	}
	if got := w.asked(story.Dana); slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "Omar") }) {
		t.Errorf("still asked about %q", got)
	}
	if c := w.coming(story.Lena, "wscc"); !slices.ContainsFunc(c, func(c renewal.Coming) bool {
		return c.AppointmentID.UUID == priya && !c.Unused && c.Ends.Equal(w.begin.Add(45*day+time.Hour))
	}) {
		t.Errorf("who keeps the roster sees coming %+v", c)
	}
	if c := w.coming(story.Priya, "wscc"); len(c) > 0 {
		t.Errorf("a member sees %+v", c)
	}
	w.day(44)
	w.keep()
	if !w.lives(priya) || !w.reads(story.Priya, "wscc") {
		t.Error("it ended before its day")
	}
	w.day(46)
	w.keep()
	if w.lives(priya) || w.reads(story.Priya, "wscc") {
		t.Error("it did not end")
	}
	if !w.lives(omar) || !w.lives(dana) {
		t.Error("who was confirmed is out")
	}
	if n := w.count(`select count(*) from audit where object = 'appointment' and object_id = $1::text and person_id is null and 'until' = any (changed)`, priya); n != 1 {
		t.Errorf("%d ends on record", n)
	}
	l := w.lapsed(story.Dana, "wscc")
	if !slices.ContainsFunc(l, func(l renewal.Lapsed) bool {
		return l.AppointmentID.UUID == priya && l.Person == "Priya Raman" && !l.Unused
	}) {
		t.Errorf("the chair sees lapsed %+v", l)
	}
	if l := w.lapsed(story.Hugo, "wscc"); len(l) > 0 {
		t.Errorf("an observer sees %+v", l)
	}
	for _, p := range []story.Person{story.Priya, story.Omar, story.Sam, story.Ben} {
		if err := w.tries(p, renewal.Revive("wscc", appointmentID(priya))); !denied(err) {
			t.Errorf("%s revives: %v", p.Name, err)
		}
	}
	w.does(story.Dana, renewal.Revive("wscc", appointmentID(priya)))
	if !w.reads(story.Priya, "wscc") {
		t.Error("revived, and nothing opens")
	}
	if err := w.tries(story.Dana, renewal.Revive("wscc", appointmentID(priya))); !denied(err) {
		t.Errorf("revived twice: %v", err)
	}
	w.day(60)
	w.keep()
	if !w.reads(story.Priya, "wscc") {
		t.Error("revived, and ended again")
	}
}

func TestNoLongerEndsTheOfficeWithWhoSaidSoAndWhy(t *testing.T) {
	w := newWorld(t)
	w.keep()
	omar := office(story.Omar, "wscc", "alternate")
	for _, p := range []story.Person{story.Priya, story.Omar, story.Lena, story.Sam, story.Ben} {
		if err := w.tries(p, renewal.Release(appointmentID(omar), "")); !denied(err) {
			t.Errorf("%s: %v", p.Name, err)
		}
	}
	w.does(story.Dana, renewal.Release(appointmentID(omar), "He retired"))
	if w.lives(omar) || w.reads(story.Omar, "wscc") {
		t.Error("it did not end")
	}
	if n := w.count(`select count(*) from audit a join appointment t on t.id::text = a.object_id where a.object = 'appointment' and a.person_id = $1 and t.ended_because like '%He retired'`, story.Dana.ID); n != 1 {
		t.Errorf("%d on record", n)
	}
	if err := w.tries(story.Dana, renewal.Release(appointmentID(omar), "")); !conflict(err) {
		t.Errorf("twice: %v", err)
	}
	if l := w.lapsed(story.Dana, "wscc"); len(l) > 0 {
		t.Errorf("what the organization ended is offered to be revived: %+v", l)
	}
}

func TestWhoAnswersIsRemindedAtOnceAfterTwoWeeksAndAfterFour(t *testing.T) {
	w := newWorld(t)
	letters := func() int {
		n := w.count(`select count(*) from outbox where topic = 'renewal' and object_id = $1`, story.Dana.ID)
		w.exec(`delete from outbox`)
		return n
	}
	for _, c := range []struct{ day, want int }{{0, 1}, {1, 0}, {13, 0}, {14, 1}, {20, 0}, {28, 1}, {35, 0}, {43, 0}} {
		w.day(c.day)
		w.keep()
		if got := letters(); got != c.want {
			t.Errorf("day %d: %d letters, want %d", c.day, got, c.want)
		}
	}
}

func TestManyWorkersAtOnceDoItOnce(t *testing.T) {
	w := newWorld(t)
	all := func() {
		var wait sync.WaitGroup
		for range 8 {
			wait.Go(func() {
				if err := renewal.Keep(t.Context(), w.Worker()); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
	}
	all()
	if n := w.count(`select count(*) - count(distinct appointment_id) from renewal where answer is null and reason = 'unconfirmed'`); n != 0 {
		t.Errorf("%d asked twice", n)
	}
	w.day(46)
	all()
	if n := w.count(`select count(*) from renewal where answer is null and reason = 'unconfirmed' and ends <= app.now()`); n != 0 {
		t.Errorf("%d are left", n)
	}
	if n := w.count(`select count(*) - count(distinct object_id) from audit where object = 'appointment' and person_id is null and 'until' = any (changed) and act is not null`); n != 0 {
		t.Errorf("%d ended twice", n)
	}
}

// What a step did not commit it has not done: the next one does it, and nothing is told twice.
func TestStepThatDiesLosesNothing(t *testing.T) {
	w := newWorld(t)
	err := w.Worker().Tx(t.Context(), db.Who{}, db.Once{}, func(tx *db.Tx) error {
		var n int
		if err := tx.Read(db.One("ask", `select app.ask_renewals(500)`, &n), db.One("remind", `select app.remind_of_renewals(500)`, &n)); err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			t.Fatal("nothing was to be done")
		}
		return errKilled
	})
	if err == nil || w.count(`select count(*) from outbox where topic = 'renewal'`)+w.count(`select count(*) from renewal`) != 0 {
		t.Fatalf("half of it was done: %v", err)
	}
	w.keep()
	if n := w.count(`select count(*) from outbox where topic = 'renewal' and object_id = $1`, story.Dana.ID); n != 1 {
		t.Errorf("%d letters", n)
	}
}

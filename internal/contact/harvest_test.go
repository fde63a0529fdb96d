package contact_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/contact"
	"example.org/concord/internal/db"
	"example.org/concord/internal/story"
)

// crowd are people of Blue Mesa, in the water council, whose numbers every member, peer and advisor may open.
func (c town) crowd(people int) {
	c.t.Helper()
	c.exec(`with p as (
		  insert into person (id, name, organization_id, invented) select gen_random_uuid(), 'Crowd ' || n, o.id, true from organization o, generate_series(1, $1) n where o.slug = 'blue-mesa-water-authority' returning id
		) insert into contact (id, person_id, kind, value, for_members, for_peers, for_advisors) select gen_random_uuid(), id, 'direct', '303-555-0100', true, true, true from p`, people)
}

func (c town) all() (ids []contact.ID) {
	c.t.Helper()
	var found []uuid.UUID
	if err := c.Loader().Read(c.t.Context(), db.Who{}, db.Many("all", `select id from contact order by id`, &found)); err != nil {
		c.t.Fatal(err)
	}
	for _, id := range found {
		ids = append(ids, contact.ID{UUID: id})
	}
	return ids
}

// owners are whose each contact is: a person, or an organization by its desk. The budget counts these.
func (c town) owners() map[contact.ID]uuid.UUID {
	c.t.Helper()
	var found []struct{ ID, Owner uuid.UUID }
	if err := c.Loader().Read(c.t.Context(), db.Who{}, db.Many("owners", `select id, coalesce(person_id, organization_id) as owner from contact`, &found)); err != nil {
		c.t.Fatal(err)
	}
	all := map[contact.ID]uuid.UUID{}
	for _, f := range found {
		all[contact.ID{UUID: f.ID}] = f.Owner
	}
	return all
}

// clock moves on, and nobody is signed out by that.
func (c town) clock(at time.Time) {
	c.t.Helper()
	c.SetNow(at)
	c.exec(`update signin.session set touched = app.now(), expires = app.now() + interval '1 day'`)
}

// declare has the watch declare an incident in Blue Mesa's county.
func (c town) declare() uuid.UUID {
	c.t.Helper()
	id := uuid.New()
	c.exec(`update organization set county = (select fips from county where state = 'CO' order by fips limit 1) where slug = 'blue-mesa-water-authority'`)
	c.exec(`with i as (insert into incident (id, office_id, title, declared_by, since) select $1, c.id, 'Flood', $2, app.now() from council c where c.slug = 'watch' returning id)
		insert into incident_county (incident_id, county) select i.id, o.county from i, organization o where o.slug = 'blue-mesa-water-authority'`, id, story.Walt.ID)
	return id
}

// A stolen account tries everything for a day: as fast as it can, and again every few minutes, one contact after the other and whole lists.
// These are the numbers that the portal answers for.
func TestStolenAccountGetsTens(t *testing.T) {
	for _, x := range []struct {
		what     string
		thief    story.Person
		incident bool
		want     int
	}{
		{"a member", story.Tomas, false, 5},
		{"an advisor", story.Paul, false, 5},
		{"an advisor while there is an incident", story.Paul, true, 200},
	} {
		t.Run(x.what, func(t *testing.T) {
			c := newTown(t)
			c.t = t
			c.crowd(400)
			if x.incident {
				c.declare()
			}
			ids, who := c.all(), c.As(x.thief.ID)
			got := map[contact.ID]bool{}
			try := func(via contact.Via, ids ...contact.ID) {
				var opened []contact.Opened
				if err := c.App().Write(t.Context(), who, db.Once{}, contact.Reveal(ids, "I am collecting them", via, &opened)); err != nil {
					t.Fatal(err)
				}
				for _, o := range opened {
					if o.Outcome == contact.Open {
						got[*o.ContactID] = true
					}
				}
			}
			next := 0
			begin := time.Now()
			for minute := 0; minute < 24*60; minute += 2 {
				if minute >= 60 {
					minute += 28
				}
				c.clock(begin.Add(time.Duration(minute) * time.Minute))
				tries := 6
				if minute == 0 {
					try(contact.File, ids...) // all at once
					tries = 30
				}
				for range tries {
					for next < len(ids)-1 && got[ids[next]] {
						next++
					}
					try(contact.Page, ids[next])
				}
			}
			var alarms, stops int
			if err := c.Owner().QueryRow(t.Context(), `select count(*) filter (where alarmed is not null), count(*) from reveal_stop`).Scan(&alarms, &stops); err != nil {
				t.Fatal(err)
			}
			people, owners := map[uuid.UUID]bool{}, c.owners()
			for id := range got {
				people[owners[id]] = true
			}
			t.Logf("%s got %d of %d contacts of %d people in a day; stopped %d times, %d alarms", x.what, len(got), len(ids), len(people), stops, alarms)
			reached := len(got)
			if x.incident {
				reached = len(people) // there is no pace, and the budget counts people
			}
			if reached != x.want || len(people) > x.want || alarms == 0 {
				t.Errorf("%d contacts of %d people and %d alarms, expected are %d", len(got), len(people), alarms, x.want)
			}
		})
	}
}

// Who knows the numbers and stays below each of them gets the budget and nothing more.
func TestPatientThiefGetsTheBudget(t *testing.T) {
	c := newTown(t)
	c.crowd(80)
	ids, begin, owners := c.all(), time.Now(), c.owners()
	for thief, budget := range map[*story.Person]int{&story.Tomas: 10, &story.Dana: 15, &story.Paul: 40, &story.Walt: 60} {
		c.clock(begin)
		who, got := c.As(thief.ID), 0
		people := map[uuid.UUID]bool{}
		for n := range 23 * 4 { // one in a quarter of an hour
			c.clock(begin.Add(time.Duration(n) * 15 * time.Minute))
			opened, err := c.opens(who, "I am collecting them", ids[min(got, len(ids)-1)])
			if err != nil {
				t.Fatal(err)
			}
			if opened[0].Outcome == contact.Open {
				got++
				people[owners[*opened[0].ContactID]] = true
			}
		}
		if len(people) != budget {
			t.Errorf("%s got %d contacts of %d people, of a budget of %d", thief.Name, got, len(people), budget)
		}
	}
}

// An export of nine people cost 28 of an advisor's 40 openings, for each number counted.
func TestAPersonIsOneOpeningHoweverManyNumbers(t *testing.T) {
	c := newTown(t)
	c.exec(`with p as (
		  insert into person (id, name, organization_id, invented) select gen_random_uuid(), 'Many ' || n, o.id, true from organization o, generate_series(1, 50) n where o.slug = 'blue-mesa-water-authority' returning id, name
		) insert into contact (id, person_id, kind, value, label, for_advisors) select gen_random_uuid(), id, 'direct', '303-555-0100', name || ' ' || k, true from p, generate_series(1, 3) k`)
	var all []uuid.UUID
	if err := c.Loader().Read(t.Context(), db.Who{}, db.Many("of many", `select c.id from contact c join person p on p.id = c.person_id where p.name like 'Many %' order by p.name, c.id`, &all)); err != nil {
		t.Fatal(err)
	}
	take := func(from, to int) contact.Outcome {
		t.Helper()
		var ids []contact.ID
		for _, id := range all[from:to] {
			ids = append(ids, contact.ID{UUID: id})
		}
		var opened []contact.Opened
		if err := c.App().Write(t.Context(), c.As(story.Paul.ID), db.Once{}, contact.Reveal(ids, "A list for the exercise", contact.File, &opened)); err != nil {
			t.Fatal(err)
		}
		return opened[0].Outcome
	}
	used := func() int {
		t.Helper()
		var left *contact.Openings
		if err := c.App().Read(t.Context(), c.As(story.Paul.ID), contact.Today(&left)); err != nil {
			t.Fatal(err)
		}
		return left.Used
	}
	if got := take(0, 27); got != contact.Open || used() != 9 {
		t.Errorf("27 numbers of nine people: %s, %d used", got, used())
	}
	if got := take(26, 28); got != contact.Open || used() != 10 {
		t.Errorf("a tenth person: %s, %d used", got, used())
	}
	if got := take(27, 150); got == contact.Open || used() != 10 {
		t.Errorf("40 more people in one file: %s, %d used", got, used())
	}
	if got := take(27, 120); got != contact.Open || used() != 40 {
		t.Errorf("30 more: %s, %d used", got, used())
	}
	if got := take(120, 121); got == contact.Open {
		t.Error("one more than the budget")
	}
}

func TestOneAfterAnotherSlowsDownThenStops(t *testing.T) {
	c := newTown(t)
	c.crowd(30)
	ids, who := c.all(), c.As(story.Paul.ID)
	begin, at := time.Now().Truncate(time.Microsecond), 0
	open := func(after time.Duration) contact.Opened {
		t.Helper()
		c.clock(begin.Add(after))
		got, err := c.opens(who, "A long list of calls", ids[at])
		if err != nil {
			t.Fatal(err)
		}
		if got[0].Outcome == contact.Open {
			at++
		}
		return got[0]
	}
	for range 5 {
		if got := open(0); got.Outcome != contact.Open {
			t.Fatalf("at first: %+v", got)
		}
	}
	if got := open(time.Minute); got.Outcome != contact.Wait || !got.Until.Equal(begin.Add(2*time.Minute)) {
		t.Errorf("the sixth: %+v", got)
	}
	for n := range 10 {
		if got := open(time.Duration(n+1) * 2 * time.Minute); got.Outcome != contact.Open {
			t.Fatalf("%d: %+v", n, got)
		}
	}
	stopped := open(22 * time.Minute)
	if stopped.Outcome != contact.Stopped {
		t.Fatalf("the sixteenth: %+v", stopped)
	}
	if got := open(23 * time.Hour); got.Outcome != contact.Stopped {
		t.Errorf("the same day: %+v", got)
	}
	if got := open(25 * time.Hour); got.Outcome != contact.Open {
		t.Errorf("the day after: %+v", got)
	}
}

func TestIncidentRaisesTheBudgetForItsCountiesAndIsReviewedByAnother(t *testing.T) {
	c := newTown(t)
	c.crowd(100)
	if got := c.seen(story.Walt); got != 100 {
		t.Fatalf("the watch sees %d of what members see", got)
	}
	c.exec(`update contact set for_members = false, for_peers = false`)
	if got := c.seen(story.Walt); got != 0 {
		t.Errorf("the watch sees %d without an incident", got)
	}
	incident := c.declare()
	if got := c.seen(story.Walt); got != 100 {
		t.Errorf("the watch sees %d in the incident", got)
	}
	if got := c.seen(story.Cora); got != 0 {
		t.Errorf("a region that it does not touch sees %d", got)
	}
	ids := c.all()
	var opened []contact.Opened
	if err := c.App().Write(t.Context(), c.As(story.Walt.ID), db.Once{}, contact.Reveal(ids, "Calling all of them", contact.List, &opened)); err != nil || len(opened) != 100 || opened[0].Outcome != contact.Open {
		t.Fatalf("%d lines, %v", len(opened), err)
	}
	review := func(p story.Person) error {
		return c.App().Write(t.Context(), c.As(p.ID), db.Once{}, contact.Review(incident, story.Walt.ID))
	}
	for _, p := range []story.Person{story.Walt, story.Paul, story.Sam, story.Named("alma")} {
		if err := review(p); err == nil {
			t.Errorf("%s reviews what Walt opened", p.Name)
		}
	}
	if err := review(story.Rosa); err != nil { // directs the region
		t.Error(err)
	}
	var rows []contact.Reviewed
	if err := c.App().Read(t.Context(), c.As(story.Rosa.ID), contact.OpenedFor(incident, &rows)); err != nil || len(rows) != 1 || rows[0].Opened != 100 || rows[0].By != story.Rosa.Name {
		t.Errorf("%+v, %v", rows, err)
	}
	c.exec(`update incident set until = app.now()`)
	if got := c.seen(story.Walt); got != 0 {
		t.Errorf("after the end the watch sees %d", got)
	}
}

func (c town) seen(p story.Person) (n int) {
	c.t.Helper()
	if err := c.App().Read(c.t.Context(), c.As(p.ID), db.One("seen", `select count(*)::int from contact`, &n)); err != nil {
		c.t.Fatal(err)
	}
	return n
}

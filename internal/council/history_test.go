package council_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"example.org/concord/internal/council"
	"example.org/concord/internal/person"
)

// past is a seat of Blue Mesa that Omar spoke for, then Priya; it ended. Tidewater's is Ines's from next year on.
func (w world) past() (day func(n int) time.Time) {
	start := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
	day = func(n int) time.Time { return start.AddDate(0, 0, n) }
	w.arrange(`with c as (select id from council where slug = 'water-scc'),
		gone as (insert into seat (council_id, organization_id, since, until) select id, $1, $3, $6 from c returning id, council_id),
		coming as (insert into seat (council_id, organization_id, since) select id, $2, $3 from c returning id, council_id)
		insert into appointment (person_id, council_id, office, seat_id, organization_id, invented, since, until)
		select $7::uuid, council_id, 'representative', id, $1::uuid, false, $4::timestamptz, $5::timestamptz from gone union all
		select $8, council_id, 'representative', id, $1, false, $5, $6 from gone union all
		select $9, council_id, 'representative', id, $2, false, app.now() + interval '1 year', null from coming`,
		blue, tide, day(0), day(10), day(20), day(30), omar, priya, ines)
	return day
}

func TestRosterIsThatOfAnyDay(t *testing.T) {
	w := newWorld(t)
	day := w.past()
	nextYear := time.Now().AddDate(1, 0, 1)
	for _, c := range []struct {
		at   time.Time
		want []string
	}{
		{day(-1), nil},
		{day(0), []string{"Blue Mesa Water Authority: vacant", "Tidewater Utilities Cooperative: vacant"}},
		{day(10), []string{"Blue Mesa Water Authority: Omar Haddad", "Tidewater Utilities Cooperative: vacant"}},
		{day(20).Add(-time.Microsecond), []string{"Blue Mesa Water Authority: Omar Haddad", "Tidewater Utilities Cooperative: vacant"}},
		{day(20), []string{"Blue Mesa Water Authority: Priya Raman", "Tidewater Utilities Cooperative: vacant"}},
		{day(30), []string{"Tidewater Utilities Cooperative: vacant"}},
		{nextYear, []string{"Dana Whitfield", "Tidewater Utilities Cooperative: Ines Duarte"}},
	} {
		var r council.Roster
		w.asks(dana, r.Queries("water-scc", &c.at, nil)...)
		var onPage, inFile []string
		for _, a := range r.Officers {
			onPage = append(onPage, a.Person)
		}
		for _, s := range r.Seats {
			who := "vacant"
			if representative, _ := r.On(s.ID); representative != nil {
				who = representative.Person
			}
			onPage = append(onPage, s.Organization+": "+who)
		}
		var lines []council.Sitting
		w.asks(dana, council.Sittings("water-scc", &c.at, &lines))
		for _, l := range lines {
			switch {
			case l.Person == "":
				inFile = append(inFile, l.Organization+": vacant")
			case l.SeatSince == nil:
				inFile = append(inFile, l.Person)
			default:
				inFile = append(inFile, l.Organization+": "+l.Person)
			}
		}
		if !slices.Equal(onPage, c.want) || !slices.Equal(inFile, c.want) {
			t.Errorf("at %v:\n%q on the page,\n%q in the file, not\n%q", c.at, onPage, inFile, c.want)
		}
	}
}

func told(changes []council.Change) (all []string) {
	for _, c := range changes {
		all = append(all, fmt.Sprintf("%s %s %s after %s", c.Organization, c.Turn, c.Person, c.Before))
	}
	return all
}

func TestChangesOfARosterAreThoseBetweenTwoMoments(t *testing.T) {
	w := newWorld(t)
	day := w.past()
	const blueMesa, tidewater = "Blue Mesa Water Authority ", "Tidewater Utilities Cooperative "
	for _, c := range []struct {
		since, until time.Time
		want         []string
	}{
		{day(-1), day(10), []string{blueMesa + "came Omar Haddad after ", tidewater + "opened  after ", blueMesa + "opened  after "}},
		{day(10), day(20), []string{blueMesa + "handed over Priya Raman after Omar Haddad"}},
		{day(20), day(30), []string{blueMesa + "closed  after ", blueMesa + "went Priya Raman after "}},
		{time.Now().AddDate(0, 1, 0), time.Now().AddDate(2, 0, 0), []string{tidewater + "came Ines Duarte after "}},
		{day(30), day(31), nil},
	} {
		var changes []council.Change
		w.asks(dana, council.Changes("water-scc", c.since, c.until, nil, &changes))
		got := told(changes)
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("from %v to %v:\n%q, not\n%q", c.since, c.until, got, c.want)
		}
	}
	var all, rest []council.Change
	w.asks(dana, council.Changes("water-scc", time.Time{}, day(30), nil, &all))
	w.asks(dana, council.Changes("water-scc", time.Time{}, day(30), &all[2], &rest))
	if !slices.Equal(told(all[3:]), told(rest)) || len(rest) == 0 {
		t.Errorf("the next page has\n%q, not\n%q", told(rest), told(all[3:]))
	}
}

func TestWhatNeverBeganNeitherCameNorWent(t *testing.T) {
	w := newWorld(t)
	seat, _ := w.seat(dana, "water-scc", tide, omar)
	w.arrange(`insert into appointment (person_id, council_id, office, seat_id, organization_id, invented, since, until)
		select $1, council_id, 'alternate', id, organization_id, false, app.now() + interval '1 day', app.now() + interval '1 day' from seat where id = $2`, ines, seat)
	var changes []council.Change
	w.asks(dana, council.Changes("water-scc", time.Now().Add(-time.Hour), time.Now().AddDate(1, 0, 0), nil, &changes))
	for _, c := range changes {
		if c.Person == "Ines Duarte" {
			t.Errorf("%+v", c)
		}
	}
}

func TestHistoryIsForWhoSeesTheRoster(t *testing.T) {
	w := newWorld(t)
	day := w.past()
	for _, p := range []struct {
		id   person.ID
		sees bool
	}{{dana, true}, {grace, true}, {sam, true}, {omar, false}, {ines, false}} {
		var (
			r       council.Roster
			lines   []council.Sitting
			changes []council.Change
		)
		at := day(15)
		w.asks(p.id, append(r.Queries("water-scc", &at, nil), council.Sittings("water-scc", &at, &lines),
			council.Changes("water-scc", time.Time{}, time.Now(), nil, &changes))...)
		if (len(r.Seats) > 0) != p.sees || (len(lines) > 0) != p.sees || (len(changes) > 0) != p.sees {
			t.Errorf("%v sees %d seats, %d lines, %d changes", p.id, len(r.Seats), len(lines), len(changes))
		}
	}
}

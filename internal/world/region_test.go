package world

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"example.org/concord/internal/db"
)

// Two regions that no real state lies in, and a program of law that is in force and one that ended. Each world in turn has its offices there.
const regionsSQL = `
insert into region (number, name, office_city, office_state) values (98, 'Region', 'x', 'QA'), (99, 'Far away', 'x', 'QZ');
insert into jurisdiction (code, name, fips, kind, region) values ('QA', 'One state', '98', 'state', 98), ('QB', 'Another', '97', 'state', 98), ('QZ', 'A state far away', '99', 'state', 99);
insert into county (fips, name, state) values ('98001', 'A county', 'QA'), ('99001', 'A county', 'QZ');
insert into regulatory_program (slug, name, authority, since, until) values ('lasting', 'Lasting', 'x', '2000-01-01', null), ('over', 'Over', 'x', '2000-01-01', '2001-01-01')`

// emptyRegions takes the regions from the world before.
func (w *twin) emptyRegions() {
	w.behind(`update council set region = null where region in (98, 99)`)
	w.behind(`delete from territory where state in ('QA', 'QB', 'QZ')`)
	w.behind(`update organization set county = null where county in ('98001', '99001')`)
	w.behind(`update facility set county = null where county in ('98001', '99001')`)
	w.behind(`update council_kind_term set until = $1 where kind = 'watch' and until > $1`, w.day0)
}

// number is that of a regional office, nil for another council.
func number(council int) *int {
	n, regional := map[int]int{region: 98, far: 99}[council]
	if !regional {
		return nil
	}
	return &n
}

// try adds a row as a page would, and its identifier to those that are there.
func (w *twin) try(p int, there *[]uuid.UUID, sql string, args ...any) error {
	id := uuid.Must(uuid.NewV7())
	err := w.web.Write(w.ctx, w.who(p), db.Once{}, db.Change("try", sql, append([]any{id}, args...)...))
	if err == nil {
		*there = append(*there, id)
	}
	return err
}

// assign tries to have somebody cover a place.
func (w *twin) assign(p int, t territory) error {
	return w.try(p, &w.territories, `insert into territory (id, person_id, state, county, since, until) values ($1, $2, $3, nullif($4, ''), $5, $6)`,
		w.people[t.person], t.state, t.county, w.at(t.life.since), w.at(t.life.until))
}

// record tries to put down a visit.
func (w *twin) record(p int, v visit) error {
	return w.try(p, &w.visits, `insert into engagement (id, office_id, organization_id, kind, state, day, purpose, label) values ($1, $2, $3, 'visit', 'done', $4, 'The gate', 'TLP:AMBER')`,
		w.councils[v.office], w.organizations[v.organization], w.day0)
}

// change tries to write a visit anew.
func (w *twin) change(p, n int) error {
	return w.web.Write(w.ctx, w.who(p), db.Once{}, db.Change("change", `update engagement set notes = 'It stands open.', number = $2 where id = $1`, w.visits[n], w.world.visits[n].versions+1))
}

// inspect tries to record an inspection.
func (w *twin) inspect(p int, i inspection, program string) error {
	return w.try(p, &w.inspections, `insert into inspection (id, office_id, organization_id, program, facility, noticed, begins) values ($1, $2, $3, $4, 'A plant', $5, $6)`,
		w.councils[i.office], w.organizations[i.organization], program, w.day0.AddDate(0, 0, -3), w.day0.AddDate(0, 0, -1))
}

// covering is who covers each place, asked behind the wall as a request of a partner does.
func (w *twin) covering() ([]int, error) {
	var states, counties []string
	for _, p := range places {
		states, counties = append(states, p.state), append(counties, p.county)
	}
	var ids []uuid.NullUUID
	err := w.owner.Read(w.ctx, db.Who{}, db.Many("covering", `select app.covers(p.state, nullif(p.county, '')) from unnest($1::text[], $2::text[]) with ordinality p (state, county, n) order by n`, &ids, states, counties))
	who := make([]int, len(ids))
	for n, id := range ids {
		who[n] = slices.Index(w.people, id.UUID)
	}
	return who, err
}

// regional is what a person gets of territories, visits and inspections.
type regional struct {
	territories []struct {
		ID      uuid.UUID
		Serving bool
		Until   *time.Time
	}
	visits []struct {
		ID       uuid.UUID
		Versions int
	}
	inspections []uuid.UUID
}

func (r *regional) queries(w *twin) []db.Query {
	return []db.Query{
		db.Many("territories", `select t.id, a.id is not null as serving, t.until from territory t left join app.advisor a on a.id = t.id where t.id = any ($1)`, &r.territories, w.territories),
		db.Many("visits", `select e.id, 1 + (select count(*) from engagement_version v where v.engagement_id = e.id)::int as versions from engagement e where e.id = any ($1)`, &r.visits, w.visits),
		db.Many("inspections", `select id from inspection where id = any ($1)`, &r.inspections, w.inspections),
	}
}

func (r *regional) answers(w *twin) (got answers) {
	for _, t := range r.territories {
		until := never
		if t.Until != nil {
			until = int(t.Until.Sub(w.day0).Hours() / 24)
		}
		got.territories = append(got.territories, fmt.Sprintf("%d until %d, %v", slices.Index(w.territories, t.ID), until, t.Serving))
	}
	for _, v := range r.visits {
		got.visits = append(got.visits, fmt.Sprintf("%d@%d", slices.Index(w.visits, v.ID), v.Versions))
	}
	for _, id := range r.inspections {
		got.inspections = append(got.inspections, fmt.Sprint(slices.Index(w.inspections, id)))
	}
	return got
}

// expectRegional adds what the model answers in its place.
func (w *world) expectRegional(want *answers, p, day int) {
	for n, t := range w.territories {
		if w.live(p, day) {
			want.territories = append(want.territories, fmt.Sprintf("%d until %d, %v", n, t.life.until, t.life.on(day)))
		}
	}
	for n, v := range w.visits {
		if w.seesVisit(p, v, day) {
			want.visits = append(want.visits, fmt.Sprintf("%d@%d", n, v.versions))
		}
	}
	for n, i := range w.inspections {
		if w.seesInspection(p, i, day) {
			want.inspections = append(want.inspections, fmt.Sprint(n))
		}
	}
}

// fieldWork is what was tried of it, and what of that was done.
type fieldWork struct {
	assigned, unassigned, visits, unrecorded, changed, unchanged, inspections, uninspected, unmixed        int
	asked, unasked, turned, unturned, declared, undeclared, ended, unended, called, uncalled, openedForOne int
}

// tried compares what the model and the database say to an attempt, and counts it.
func tried(t *rapid.T, what string, may bool, err error, done, refused *int) bool {
	t.Helper()
	if may != (err == nil) {
		t.Fatalf("%s: the model says %v, the database %v", what, may, err)
	}
	if !may {
		done = refused
	}
	*done++
	return may
}

// someone is mostly one who serves there, else anybody: what is refused takes ten times as long, since statements are planned anew.
func (w *world) someone(t *rapid.T, name string, council int, offices []string) (p int, found bool) {
	serving := slices.DeleteFunc(all(len(w.people)), func(p int) bool { return !w.works(p, council, 0, offices) })
	if rapid.IntRange(0, 5).Draw(t, name+" is anybody") == 0 {
		serving = all(len(w.people))
	}
	if len(serving) == 0 {
		return 0, false
	}
	return rapid.SampledFrom(serving).Draw(t, name), true
}

// workInTheField has people cover places, visit and inspect, and tries what nobody may.
func (w *twin) workInTheField(t *rapid.T, tally *fieldWork) {
	mixed := slices.DeleteFunc(slices.Clone(w.mixed), func(a appointment) bool {
		return !w.mixes(a) || slices.ContainsFunc(w.world.appointments, func(b appointment) bool { // terms ended since; or it is refused for being there already
			return a.person == b.person && a.council == b.council && a.office == b.office
		})
	})
	if len(mixed) > 0 && rapid.Bool().Draw(t, "tries to serve in both stores") {
		w.appoint(uuid.New(), mixed[0])
		if err := w.flush(); err == nil || !strings.Contains(err.Error(), "two_stores") {
			t.Fatalf("%+v serves in both stores: %v", mixed[0], err)
		}
		tally.unmixed++
	}
	for range rapid.IntRange(0, 3).Draw(t, "territories") {
		c := territory{place: rapid.SampledFrom(places).Draw(t, "place")}
		c.life = span{rapid.SampledFrom([]int{-3, 0, 5}).Draw(t, "from"), rapid.SampledFrom([]int{never, never, 8}).Draw(t, "to")}
		p, found := w.someone(t, "who assigns it", c.office, directors)
		if !found {
			continue
		}
		if c.person, found = w.someone(t, "who covers it", c.office, advisors); found &&
			tried(t, fmt.Sprintf("person %d assigns %+v", p, c), w.mayAssign(p, c), w.assign(p, c), &tally.assigned, &tally.unassigned) {
			w.world.territories = append(w.world.territories, w.tenured(c))
		}
	}
	somewhere := func() (office, organization int) {
		return rapid.SampledFrom([]int{region, far}).Draw(t, "for"), rapid.IntRange(0, len(w.people)-1).Draw(t, "at")
	}
	for range rapid.IntRange(0, 2).Draw(t, "visits") {
		v := visit{versions: 1}
		v.office, v.organization = somewhere()
		var found bool
		if v.author, found = w.someone(t, "who visits", v.office, advisors); found &&
			tried(t, fmt.Sprintf("recording %+v", v), w.works(v.author, v.office, 0, advisors), w.record(v.author, v), &tally.visits, &tally.unrecorded) {
			w.world.visits = append(w.world.visits, v)
		}
	}
	for n, v := range w.world.visits {
		p, found := w.someone(t, "who changes it", v.office, advisors)
		if rapid.IntRange(0, 2).Draw(t, "another changes it") == 0 {
			p, found = rapid.IntRange(0, len(w.people)-1).Draw(t, "who else changes it"), true
		}
		if found && tried(t, fmt.Sprintf("person %d changes %+v", p, v), w.changes(p, v), w.change(p, n), &tally.changed, &tally.unchanged) {
			w.world.visits[n].versions++
		}
	}
	for range rapid.IntRange(1, 2).Draw(t, "inspections") {
		program := rapid.SampledFrom([]string{"lasting", "lasting", "lasting", "over"}).Draw(t, "under")
		var i inspection
		i.office, i.organization = somewhere()
		if p, found := w.someone(t, "who inspects", i.office, inspectors); found && tried(t, fmt.Sprintf("person %d records %+v, program %s", p, i, program),
			program == "lasting" && w.works(p, i.office, 0, inspectors), w.inspect(p, i, program), &tally.inspections, &tally.uninspected) {
			w.world.inspections = append(w.world.inspections, i)
		}
	}
}

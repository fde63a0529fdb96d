package world

import (
	"fmt"
	"slices"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"example.org/concord/internal/db"
)

// incident is declared by an office, in counties.
type incident struct {
	office   int
	counties []string
	sector   string // "s" is that of every facility, "x" of none; "": all
	life     span
}

// call is one to an organization about its facility there, or to itself where it has none: facility -1.
type call struct{ incident, organization, facility int }

// What an office is for in an incident.
var (
	callers   = []string{"director", "psa", "csa", "watch-officer"}
	declarers = []string{"director", "psa", "watch-officer"}
	reviewers = []string{"director", "watch-officer"}
)

// answersTo says whether the person serves in such an office where the incident is worked: there it was declared, in the watch, and in the
// regions of its counties.
func (w *world) answersTo(p int, i incident, day int, offices []string) bool {
	return w.works(p, i.office, day, offices) || w.works(p, watch, day, offices) || slices.ContainsFunc(places, func(at place) bool {
		return at.county != "" && slices.Contains(i.counties, at.county) && w.works(p, at.office, day, offices)
	})
}

// touches says whether the facility is of those that the incident is about.
func (w *world) touches(i incident, f facility) bool {
	return slices.Contains(i.counties, places[f.place].county) && i.sector != "x"
}

// seat says whether the organization itself is of those, which have no sector here.
func (w *world) seat(i incident, organization int) bool {
	return slices.Contains(i.counties, w.home(organization).county) && i.sector == ""
}

// calledFor is the first incident for which the person would call that organization, -1 for none.
func (w *world) calledFor(p, organization, day int) int {
	return slices.IndexFunc(w.incidents, func(i incident) bool {
		return i.life.on(day) && w.answersTo(p, i, day, callers) &&
			(w.seat(i, organization) || slices.ContainsFunc(w.facilities, func(f facility) bool { return f.owner == organization && w.touches(i, f) }))
	})
}

// lists says whether the call stands on the list of an incident that the person works: each facility there, and organizations there
// that have none in that county.
func (w *world) lists(p int, c call, day int) bool {
	i := w.incidents[c.incident]
	if !i.life.on(day) || !w.answersTo(p, i, day, callers) {
		return false
	}
	if c.facility >= 0 {
		return w.facilities[c.facility].owner == c.organization && w.touches(i, w.facilities[c.facility])
	}
	return w.seat(i, c.organization) && !slices.ContainsFunc(w.facilities, func(f facility) bool {
		return f.owner == c.organization && places[f.place].county == w.home(c.organization).county
	})
}

// everyCall are those that an incident could have.
func (w *world) everyCall() (calls []call) {
	for i := range w.incidents {
		for organization := range w.people {
			for f := -1; f < len(w.facilities); f++ {
				calls = append(calls, call{i, organization, f})
			}
		}
	}
	return calls
}

func (w *world) expectIncidents(want *answers, p, day int) {
	for n, i := range w.incidents {
		if w.answersTo(p, i, day, callers) {
			want.incidents = append(want.incidents, fmt.Sprint(n, len(i.counties), i.sector != ""))
		}
	}
	for n, c := range w.calls {
		if w.answersTo(p, w.incidents[c.incident], day, callers) {
			want.calls = append(want.calls, fmt.Sprint(n))
		}
	}
	for _, c := range w.everyCall() {
		if w.lists(p, c, day) {
			want.listed = append(want.listed, fmt.Sprint(c))
		}
	}
}

// declare tries to declare an incident, its counties and sector with it.
func (w *twin) declare(p int, i incident) error {
	id := uuid.Must(uuid.NewV7())
	queries := []db.Query{
		db.Change("declare", `insert into incident (id, office_id, title, declared_by, until) values ($1, $2, 'Flood', $3, $4)`, id, w.councils[i.office], w.people[p], w.at(i.life.until)),
		db.Change("counties", `insert into incident_county (incident_id, county) select $1, unnest($2::text[])`, id, i.counties),
	}
	if i.sector != "" {
		queries = append(queries, db.Change("sector", `insert into incident_sector (incident_id, sector) values ($1, $2)`, id, w.tag+i.sector))
	}
	err := w.web.Write(w.ctx, w.who(p), db.Once{}, queries...)
	if err == nil {
		w.incidents = append(w.incidents, id)
	}
	return err
}

func (w *twin) endIncident(p, n int) error {
	return w.web.Write(w.ctx, w.who(p), db.Once{}, db.Change("end", `update incident set until = app.now() where id = $1`, w.incidents[n]))
}

// call tries to record a call.
func (w *twin) call(p int, c call) error {
	var about *uuid.UUID
	if c.facility >= 0 {
		about = &w.facilities[c.facility]
	}
	return w.try(p, &w.calls, `insert into incident_call (id, incident_id, organization_id, facility_id, reached, result) values ($1, $2, $3, $4, true, 'They are well.')`,
		w.incidents[c.incident], w.organizations[c.organization], about)
}

// called is what a person gets of incidents.
type called struct {
	incidents []struct {
		ID       uuid.UUID
		Counties int
		Sector   bool
	}
	calls  []uuid.UUID
	listed []struct {
		IncidentID, OrganizationID uuid.UUID
		FacilityID                 uuid.NullUUID
	}
}

func (c *called) queries(w *twin) []db.Query {
	return []db.Query{
		db.Many("incidents", `select i.id, (select count(*) from incident_county n where n.incident_id = i.id)::int as counties, (select true from incident_sector s where s.incident_id = i.id) is not null as sector
			from incident i where i.id = any ($1)`, &c.incidents, w.incidents),
		db.Many("calls", `select id from incident_call where id = any ($1)`, &c.calls, w.calls),
		db.Many("call lists", `select incident_id, organization_id, facility_id from app.incident_place where incident_id = any ($1)`, &c.listed, w.incidents),
	}
}

func (c *called) answer(w *twin, got *answers) {
	for _, i := range c.incidents {
		got.incidents = append(got.incidents, fmt.Sprint(slices.Index(w.incidents, i.ID), i.Counties, i.Sector))
	}
	for _, id := range c.calls {
		got.calls = append(got.calls, fmt.Sprint(slices.Index(w.calls, id)))
	}
	for _, l := range c.listed {
		got.listed = append(got.listed, fmt.Sprint(call{slices.Index(w.incidents, l.IncidentID), slices.Index(w.organizations, l.OrganizationID), slices.Index(w.facilities, l.FacilityID.UUID)}))
	}
}

// workIncidents has people declare incidents, end them and call, and tries what nobody may.
func (w *twin) workIncidents(t *rapid.T, tally *fieldWork) {
	for range rapid.IntRange(1, 2).Draw(t, "incidents") {
		i := incident{
			office:   rapid.SampledFrom([]int{region, region, far, watch, staff}).Draw(t, "declared by"),
			counties: rapid.SampledFrom([][]string{{"98001"}, {"98001"}, {"99001"}, {"98001", "99001"}}).Draw(t, "in"),
			sector:   rapid.SampledFrom([]string{"", "", "s", "x"}).Draw(t, "of the sector"),
			life:     span{0, rapid.SampledFrom([]int{never, never, 8}).Draw(t, "incident ends")},
		}
		if p, found := w.someone(t, "who declares it", i.office, declarers); found &&
			tried(t, fmt.Sprintf("person %d declares %+v", p, i), w.works(p, i.office, 0, declarers), w.declare(p, i), &tally.declared, &tally.undeclared) {
			w.world.incidents = append(w.world.incidents, i)
		}
	}
	for n, i := range w.world.incidents {
		if rapid.Bool().Draw(t, "goes on") {
			continue
		}
		p, found := w.someone(t, "who ends it", i.office, declarers)
		if !found || rapid.Bool().Draw(t, "another ends it") {
			p = rapid.IntRange(0, len(w.people)-1).Draw(t, "who else ends it")
		}
		if tried(t, fmt.Sprintf("person %d ends %+v", p, i), w.works(p, i.office, 0, declarers), w.endIncident(p, n), &tally.ended, &tally.unended) {
			w.world.incidents[n].life.until = 0
		}
	}
	type attempt struct {
		by int
		call
	}
	var possible []attempt
	for _, c := range w.everyCall() {
		for p := range w.people {
			possible = append(possible, attempt{p, c})
		}
	}
	listed := slices.DeleteFunc(slices.Clone(possible), func(a attempt) bool { return !w.lists(a.by, a.call, 0) })
	for range rapid.IntRange(0, 2).Draw(t, "calls") {
		if len(possible) == 0 {
			break
		}
		a := rapid.SampledFrom(possible).Draw(t, "call")
		if len(listed) > 0 && rapid.IntRange(0, 4).Draw(t, "not of her list") > 0 {
			a = rapid.SampledFrom(listed).Draw(t, "call of her list")
		}
		if tried(t, fmt.Sprintf("person %d calls %+v", a.by, a.call), w.lists(a.by, a.call, 0), w.call(a.by, a.call), &tally.called, &tally.uncalled) {
			w.world.calls = append(w.world.calls, a.call)
		}
	}
}

package story

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// Engagement, Request and Incident name those of the story by their keys below.
func Engagement(key string) uuid.UUID { return id("engagement", key) }

// Request is one that a partner asked.
func Request(key string) uuid.UUID { return id("partner request", key) }

// Incident is one that was declared.
func Incident(key string) uuid.UUID { return id("incident", key) }

// Territory is a state that somebody covers.
func Territory(p Person, state string) uuid.UUID { return id("territory", p.Name+state) }

// Body is who stands for a state: the one of that kind.
func Body(state, kind string) uuid.UUID { return id("body", state+kind) }

// Who covers which state or county, and since when. Two states of Region 8 and most of Region 3 have nobody.
var territories = []struct {
	who           Person
	state, county string
	days          int
}{
	{Paul, "CO", "", 900}, {Paul, "UT", "", 900}, {Paul, "WY", "", 400}, {Named("trevor"), "MT", "", 300}, {Named("trevor"), "CO", "08029", 120},
	{Cora, "VA", "", 470}, {Cora, "MD", "", 470},
}

// Where some organizations are that have no facility, by the number of the county.
var counties = map[string]string{"high-desert-transmission": "08077", "plateau-fire-chiefs": "08077", "mesa-state-drinking-water-office": "08031"}

// What field staff did and plan. Days are counted back from now; those to come are negative.
var engagements = []struct {
	key                                         string
	by                                          Person
	office, organization, facility, kind, state string
	days                                        int
	with                                        Person
	purpose, offers, nextStep, notes, label     string
	next                                        int
}{
	{"east-plant", Paul, "region-8", "blue-mesa-water-authority", "Plateau Creek Filter Plant", "visit", "done", 20, Dana, "Walk through the filter plant", "An assessment of the chlorine building", "Send the checklist for the assessment",
		"The fence on the river side was cut and mended twice this year. Cameras cover the gate and not the intake.\nThe night shift is one person; she asks for a second radio.", "TLP:AMBER+STRICT", -3},
	{"copper-call", Paul, "region-8", "copper-creek-water-district", "", "call", "done", 6, Tomas, "How the small systems take the new advisories", "", "", "They print the advisories for the board. Mail is read once a week.", "TLP:AMBER", 0},
	{"desert-training", Paul, "region-8", "high-desert-transmission", "", "training", "done", 70, Named("leila"), "Suspicious activity at substations, for two crews", "The same for the night crews", "", "", "TLP:GREEN", 0},
	{"blue-assessment", Paul, "region-8", "blue-mesa-water-authority", "Plateau Creek Filter Plant", "assessment", "planned", -9, Dana, "Assessment of the chlorine building", "", "", "", "TLP:AMBER+STRICT", 0},
	{"reservoir", Paul, "region-8", "canyon-reservoir-partners", "Crystal Gate Dam", "visit", "planned", 1, Named("graham"), "See the new spillway controls", "", "", "", "TLP:AMBER", 0},
	{"fire-call", Named("trevor"), "region-8", "plateau-fire-chiefs", "", "call", "done", 12, Named("carlos"), "Dispatch software out of support", "A scan of what faces the internet", "", "The vendor stopped at the end of June. Two counties share the server.", "TLP:AMBER+STRICT", 0},
	{"tidewater-visit", Cora, "region-3", "tidewater-utilities-cooperative", "Grafton Booster Station", "visit", "done", 33, Priya, "Storm season: who decides what to shut", "", "Join their exercise", "The station floods first. The list of who decides is two years old.", "TLP:AMBER+STRICT", -20},
}

// What partners asked; answer is empty while they wait.
var partnerRequests = []struct {
	key, organization, kind string
	by                      Person
	days                    int
	wish, answer            string
}{
	{"chlorine-building", "blue-mesa-water-authority", "assessment", Omar, 4, "We are rebuilding the chlorine building next spring and would like an assessment of the plans before the contract is let in March.", ""},
	{"substation-fires", "high-desert-transmission", "help", Named("leila"), 5, "Two brush fires within a week came close to the same substation. The county has no investigator free before next month.", ""},
	{"board-briefing", "blue-mesa-water-authority", "training", Dana, 60, "A briefing for the new board on what the council does and what they may be told.", "Done on the 14th with five of the seven members; the slides are with your secretary."},
	{"tidewater-talk", "tidewater-utilities-cooperative", "contact", Priya, 2, "We lost our liaison at the county in August and do not know whom to call at night.", ""},
}

// Who stands for the states.
var bodies = []struct{ state, kind, name, person string }{
	{"CO", "adviser", "Homeland security adviser to the governor", "Marlene Tate"}, {"CO", "fusion", "State fusion center", ""}, {"CO", "operations", "State emergency operations center", "Bo Lindgren"},
	{"UT", "adviser", "Homeland security adviser to the governor", "Nadia Whitlock"}, {"VA", "adviser", "Homeland security adviser to the governor", "Edmund Price"}, {"VA", "fusion", "State fusion center", ""},
}

// One incident is over, one is under way.
var incidents = []struct {
	key, office, title string
	by                 Person
	since, until       time.Duration // before now; an until of 0 lasts
	counties, sectors  []string
}{
	{"york-surge", "region-3", "Storm surge on the lower York", Cora, 50 * day, 47 * day, []string{"51199", "51095", "51073"}, nil},
	{"missouri-flood", "watch", "Flood on the upper Missouri", Walt, 5 * time.Hour, 0, []string{"30031", "30007"}, []string{water, dams, emergency}},
}

var incidentCalls = []struct {
	incident, organization, facility string
	by                               Person
	ago                              time.Duration
	reached                          bool
	whom, result                     string
	next                             time.Duration
}{
	{"york-surge", "tidewater-utilities-cooperative", "Seaford Reclamation Plant", Cora, 49 * day, true, "Priya Raman", "On generators since 4 a.m., fuel for two days. Asks when the road is cleared.", 0},
	{"missouri-flood", "three-forks-water-system", "Headwaters Plant", Named("trevor"), 3 * time.Hour, true, "Anneke Roos", "Intake shut as a precaution. Two days of storage.", -time.Hour},
	{"missouri-flood", "three-forks-water-system", "Toston Diversion", Walt, 2 * time.Hour, false, "", "No answer at the gate house, voice mail left.", 0},
}

type row map[string]any

// located is the facility of that name, nil for none.
func located(facility string) *uuid.UUID {
	if facility == "" {
		return nil
	}
	at := Facility(facility)
	return &at
}

// worked are the statements about it all.
func worked(now time.Time) []db.Query {
	ago := func(days int) string { return now.AddDate(0, 0, -days).Format(time.DateOnly) }
	at := func(before time.Duration) time.Time { return now.Add(-before) }
	var parts, places, met, asked, stand, declared, called []row
	for _, t := range territories {
		parts = append(parts, row{"id": id("territory", t.who.Name+t.state+t.county), "person": t.who.ID, "state": t.state, "county": t.county, "since": at(time.Duration(t.days) * day)})
	}
	for organization, county := range counties {
		places = append(places, row{"organization": id("organization", organization), "county": county})
	}
	for _, e := range engagements {
		one := row{"id": Engagement(e.key), "office": e.office, "organization": id("organization", e.organization), "facility": located(e.facility), "person": e.with.ID, "kind": e.kind, "state": e.state, "day": ago(e.days), "purpose": e.purpose,
			"offers": e.offers, "next_step": e.nextStep, "notes": e.notes, "label": e.label, "by": e.by.ID, "at": at(time.Duration(max(e.days, 2)) * day)}
		if e.nextStep != "" {
			one["next_day"] = ago(e.next)
		}
		met = append(met, one)
	}
	for _, r := range partnerRequests {
		asked = append(asked, row{"id": Request(r.key), "organization": id("organization", r.organization), "kind": r.kind, "by": r.by.ID, "asked": at(time.Duration(r.days) * day), "wish": r.wish, "answer": r.answer, "answered": at(time.Duration(r.days-9) * day)})
	}
	for _, b := range bodies {
		stand = append(stand, row{"id": id("body", b.state+b.kind), "state": b.state, "kind": b.kind, "name": b.name, "person": b.person, "by": Rosa.ID, "since": at(200 * day)})
	}
	for _, i := range incidents {
		one := row{"id": Incident(i.key), "office": i.office, "title": i.title, "by": i.by.ID, "since": at(i.since), "counties": i.counties, "sectors": i.sectors}
		if i.until != 0 {
			one["until"] = at(i.until)
		}
		declared = append(declared, one)
	}
	for _, c := range incidentCalls {
		one := row{"id": id("call", c.incident+c.facility), "facility": located(c.facility), "incident": Incident(c.incident), "organization": id("organization", c.organization), "by": c.by.ID, "at": at(c.ago), "reached": c.reached, "whom": c.whom, "result": c.result}
		if c.next != 0 {
			one["next"] = at(c.next)
		}
		called = append(called, one)
	}
	return []db.Query{
		db.Also("story counties", tellCounties, places),
		db.Also("story territories", tellTerritories, parts),
		db.Also("story engagements", tellEngagements, met),
		db.Also("story requests", tellPartnerRequests, asked),
		db.Also("story bodies", tellBodies, stand),
		db.Also("story incidents", tellIncidents, declared),
		db.Also("story incidents' counties", `insert into incident_county (incident_id, county) select x.id, jsonb_array_elements_text(x.counties) from jsonb_to_recordset($1) as x (id uuid, counties jsonb)`, declared),
		db.Also("story incidents' sectors", `insert into incident_sector (incident_id, sector) select x.id, jsonb_array_elements_text(nullif(x.sectors, 'null')) from jsonb_to_recordset($1) as x (id uuid, sectors jsonb)`, declared),
		db.Also("story calls", tellCalls, called),
	}
}

const (
	tellCounties = `update organization o set county = x.county from jsonb_to_recordset($1) as x (organization uuid, county text) where o.id = x.organization`

	tellTerritories = `insert into territory (id, person_id, state, county, since)
select x.id, x.person, x.state, nullif(x.county, ''), x.since from jsonb_to_recordset($1) as x (id uuid, person uuid, state text, county text, since timestamptz)`

	tellEngagements = `insert into engagement (id, office_id, organization_id, facility_id, person_id, kind, state, day, purpose, offers, next_step, next_day, notes, label, author_id, changed)
select x.id, c.id, x.organization, x.facility, x.person, x.kind, x.state, x.day, x.purpose, x.offers, x.next_step, x.next_day, x.notes, x.label, x.by, x.at
  from jsonb_to_recordset($1) as x (id uuid, office text, organization uuid, facility uuid, person uuid, kind text, state text, day date, purpose text, offers text, next_step text, next_day date, notes text,
       label text, by uuid, at timestamptz) join council c on c.slug = x.office`

	tellPartnerRequests = `insert into partner_request (id, organization_id, kind, wish, asked_by, asked, answer, answered, answered_name, taken)
select x.id, x.organization, x.kind, x.wish, x.by, x.asked, x.answer, a.answered, case when a.answered is null then '' else 'Paul Reyes, National Coordination Office' end, a.answered
  from jsonb_to_recordset($1) as x (id uuid, organization uuid, kind text, wish text, by uuid, asked timestamptz, answer text, answered timestamptz)
 cross join lateral (select case when x.answer <> '' then x.answered end as answered) a`

	tellBodies = `insert into jurisdiction_body (id, state, kind, name, person, since, recorded_by)
select x.id, x.state, x.kind, x.name, x.person, x.since, x.by from jsonb_to_recordset($1) as x (id uuid, state text, kind text, name text, person text, since timestamptz, by uuid)`

	tellIncidents = `insert into incident (id, office_id, title, declared_by, since, until)
select x.id, c.id, x.title, x.by, x.since, x.until from jsonb_to_recordset($1) as x (id uuid, office text, title text, by uuid, since timestamptz, until timestamptz) join council c on c.slug = x.office`

	tellCalls = `insert into incident_call (id, incident_id, organization_id, facility_id, by_id, at, reached, whom, result, next_call)
select x.id, x.incident, x.organization, x.facility, x.by, x.at, x.reached, x.whom, x.result, x.next
  from jsonb_to_recordset($1) as x (id uuid, incident uuid, organization uuid, facility uuid, by uuid, at timestamptz, reached boolean, whom text, result text, next timestamptz)`
)

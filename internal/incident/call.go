package incident

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Place is whom to call: a facility in a county of the incident, or an organization that has none there, with the last call.
type Place struct {
	OrganizationID uuid.UUID
	Organization   string
	OrgSlug        string
	FacilityID     *uuid.UUID
	Facility       string
	Kind           string
	City           string
	County         string
	Calls          int
	Reached        *bool // by the last call; nil: nobody called
	Whom           string
	Result         string
	NextCall       *time.Time
	By             string
	At             *time.Time
}

const places = `
select p.organization_id, o.name as organization, o.slug as org_slug, p.facility_id, p.facility, p.kind, p.city, coalesce(c.name || ', ' || c.state, '') as county,
       (select count(*)::int from incident_call n where n.incident_id = p.incident_id and n.organization_id = p.organization_id and n.facility_id is not distinct from p.facility_id) as calls,
       k.reached, coalesce(k.whom, '') as whom, coalesce(k.result, '') as result, k.next_call, coalesce(k.by_name, '') as by, k.at
  from `

const lastCall = ` p join organization o on o.id = p.organization_id left join county c on c.fips = p.county
  left join lateral (select k.reached, k.whom, k.result, k.next_call, k.by_name, k.at from incident_call k
                      where k.incident_id = p.incident_id and k.organization_id = p.organization_id and k.facility_id is not distinct from p.facility_id order by k.at desc, k.id desc limit 1) k on true`

const urgency = `
 where p.incident_id = $1
 order by k.next_call is null, k.next_call, k.at is not null, k.reached, c.state, c.name, o.name, p.facility`

// Places are whom to call while the incident lasts: who asked to be called again first, then who was not called, then who was not
// reached; 500 at most.
func Places(id ID, dst *[]Place) db.Query {
	return db.Many("places of an incident", places+`app.incident_place`+lastCall+urgency+db.Limit(500), dst, id)
}

// CalledPlaces are those that were called, which outlasts the incident.
func CalledPlaces(id ID, dst *[]Place) db.Query {
	return db.Many("places called of an incident", places+`(
       select distinct n.incident_id, n.organization_id, n.facility_id, coalesce(f.name, '') as facility, coalesce(f.kind, '') as kind, coalesce(f.city, '') as city, f.county
         from incident_call n left join facility f on f.id = n.facility_id where n.incident_id = $1)`+lastCall+urgency+db.Limit(500), dst, id)
}

// PlaceOf is one line of the living list, by the slug of the organization.
func PlaceOf(id ID, organization string, facility *uuid.UUID, dst *Place) db.Query {
	return db.One("place of an incident", places+`app.incident_place`+lastCall+` where p.incident_id = $1 and o.slug = $2 and p.facility_id is not distinct from $3`, dst, id, organization, facility)
}

// Call is what came of one.
type Call struct {
	Organization uuid.UUID
	Facility     *uuid.UUID
	Reached      bool
	Whom         string
	Result       string
	NextCall     *time.Time
}

// Record keeps it; who called, and when, the database says.
func Record(id ID, c Call) (db.Query, error) {
	c.Whom, c.Result = strings.TrimSpace(c.Whom), strings.TrimSpace(c.Result)
	var wrong fault.Invalid
	if utf8.RuneCountInString(c.Whom) > 200 {
		wrong.Add("whom", "Who answered: 200 characters at most.")
	}
	if n := utf8.RuneCountInString(c.Result); n > 1000 || c.Reached && n == 0 {
		wrong.Add("result", "Result: say in at most 1,000 characters what they said.")
	}
	return db.Change("record a call", `insert into incident_call (id, incident_id, organization_id, facility_id, reached, whom, result, next_call) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		uuid.Must(uuid.NewV7()), id, c.Organization, c.Facility, c.Reached, c.Whom, c.Result, c.NextCall), wrong.Err()
}

// Called is one call on record.
type Called struct {
	Organization string
	Facility     string
	Reached      bool
	Whom         string
	Result       string
	By           string
	At           time.Time
}

// Calls are the last ones of an incident, the latest first, 100 at most.
func Calls(id ID, dst *[]Called) db.Query {
	return db.Many("calls of an incident", `
select o.name as organization, coalesce(f.name, '') as facility, n.reached, n.whom, n.result, n.by_name as by, n.at
  from incident_call n join organization o on o.id = n.organization_id left join facility f on f.id = n.facility_id where n.incident_id = $1 order by n.at desc, n.id desc`+db.Limit(100), dst, id)
}

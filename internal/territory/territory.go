// Package territory says who of a region's field staff covers which state or county, from when to when, where nobody does, and what goes
// from one to the next when somebody leaves. Who has a county has it before whoever has the state.
package territory

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Part of a region that somebody covers.
type Part struct {
	ID        uuid.UUID
	PersonID  uuid.UUID
	Person    string
	State     string
	StateName string
	County    string // name, "" for the whole state
	Since     time.Time
	Until     *time.Time
}

const parts = `
select t.id, t.person_id, t.name as person, t.state, j.name as state_name, coalesce(c.name, '') as county, t.since, t.until
  from app.advisor t join jurisdiction j on j.code = t.state left join county c on c.fips = t.county`

// Of are the parts of a region that somebody covers now, by state, the whole state first.
func Of(region int, dst *[]Part) db.Query {
	return db.Many("territories of a region", parts+` where j.region = $1 order by j.name, t.county is not null, c.name, t.name, t.id`+db.Limit(500), dst, region)
}

// Gap is a state of a region, or what of it nobody covers.
type Gap struct {
	State      string
	Name       string
	Counties   int // of the state
	Uncovered  int // of them
	Facilities int // in those, as far as the asker sees them, counted to 1,000
}

// Gaps are the states of a region where somebody is missing.
func Gaps(region int, dst *[]Gap) db.Query {
	return db.Many("gaps of a region", `
select s.state, s.name, s.counties, s.uncovered,
       (select count(*)::int from (select from facility f where f.state = s.state and (f.until is null or f.until > app.now())
                and (select true from territory t where t.state = f.state and t.county = f.county and t.since <= app.now() and (t.until is null or t.until > app.now()) limit 1) is null limit 1000) x) as facilities
  from (select j.code as state, j.name, count(c.fips)::int as counties,
               count(c.fips) filter (where (select true from territory t where t.state = j.code and t.county = c.fips and t.since <= app.now() and (t.until is null or t.until > app.now()) limit 1) is null)::int as uncovered
          from jurisdiction j left join county c on c.state = j.code
         where j.region = $1
           and (select true from territory t where t.state = j.code and t.county is null and t.since <= app.now() and (t.until is null or t.until > app.now()) limit 1) is null
         group by j.code, j.name) s
 where s.uncovered > 0 or s.counties = 0 order by s.name`, dst, region)
}

// Place is a state or a county to choose.
type Place struct{ Value, Label string }

// Places are the states of a region and their counties: the value is the code, followed by the county's number.
func Places(region int, dst *[]Place) db.Query {
	return db.Many("places of a region", `
select j.code as value, j.name as label from jurisdiction j where j.region = $1
union all
select c.state || '-' || c.fips, c.name || ', ' || c.state from jurisdiction j join county c on c.state = j.code where j.region = $1
 order by 1`, dst, region)
}

// Someone of a region's office.
type Someone struct {
	ID     uuid.UUID
	Name   string
	Office string
	Serves bool // now
}

// Staff of a region's office, and who left it with work still open.
func Staff(region int, dst *[]Someone) db.Query {
	return db.Many("staff of a region's office", `
with o as (select id from council where slug = 'region-' || $1::int),
works as (
  select e.keeper_id as id from engagement e, o where e.office_id = o.id and e.state = 'planned'
  union all select e.keeper_id from engagement e, o where e.office_id = o.id and e.next_day is not null and e.state <> 'planned'
  union all select r.owner_id from partner_request r, o where r.office_id = o.id and r.owner_id is not null and r.answered is null and r.withdrawn is null)
select p.id, p.name, coalesce(f.name, 'Left the office') as office, f.name is not null as serves
  from (select a.person_id as id from appointment a, o where a.council_id = o.id and a.since <= app.now() and (a.until is null or a.until > app.now()) and a.office in ('director', 'psa', 'csa')
         union select w.id from works w) x
  join person p on p.id = x.id
  left join lateral (select f.name, f.rank from o join appointment a on a.council_id = o.id join office f on f.slug = a.office
                      where a.person_id = p.id and a.since <= app.now() and (a.until is null or a.until > app.now()) order by f.rank limit 1) f on true
 order by f.rank nulls last, p.name, p.id`, dst, region)
}

// Assign has somebody cover a state, or a county of it, from a day on, nil being now, to another, nil being open.
func Assign(who uuid.UUID, state, county string, since, until *time.Time) db.Query {
	return db.Change("assign a territory", `insert into territory (id, person_id, state, county, since, until) select $1, $2, j.code, nullif($4, ''), coalesce($5::timestamptz, app.now()), $6 from jurisdiction j where j.code = $3`,
		uuid.Must(uuid.NewV7()), who, state, county, since, until)
}

// End takes a part from who covers it, now.
func End(id uuid.UUID) db.Query {
	return db.Change("end a territory", `update territory set until = app.now() where id = $1 and (until is null or until > app.now())`, id).Seen(`select true from territory where id = $1`, id)
}

func init() {
	db.Constraint("territory_served", fault.Invalid{{Name: "person", Message: "Choose somebody who serves in this region's office on that day."}})
	db.Constraint("territory_check", fault.Invalid{{Name: "until", Message: "The last day comes after the first one."}})
	db.Constraint("hand_over_undone_late", fault.Conflict{Message: "It was handed over more than a week ago, and is no longer taken back as a whole. Hand it over once more, to who had it."})
	db.Constraint("hand_over_undone", fault.Conflict{Message: "It was taken back already. Nothing was changed."})
	db.Constraint("territory_hand_over_two", fault.Invalid{{Name: "to", Message: "Choose somebody else."}})
}

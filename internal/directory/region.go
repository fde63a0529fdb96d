package directory

import (
	"strconv"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
)

// Region is the head of "My region".
type Region struct {
	Number      int
	Name        string
	OfficeCity  string
	OfficeState string
	Slug        string    // of the regional office as a council
	Council     uuid.UUID // its id
}

// RegionSlug is the address of a region's office as a council.
func RegionSlug(number int) string { return "region-" + strconv.Itoa(number) }

// RegionOf finds a region and its office.
func RegionOf(number int, dst *Region) db.Query {
	return db.One("directory region", `
select r.number, r.name, r.office_city, r.office_state, c.slug, c.id as council
  from region r join council c on c.slug = $2 where r.number = $1`, dst, number, RegionSlug(number))
}

// State is one of a region's states and territories, with how many organizations of the directory are there.
type State struct {
	Code, Name    string
	Organizations int
}

// StatesOf lists the states of a region.
func StatesOf(number int, dst *[]State) db.Query {
	return db.Many("directory states of region", `
select j.code, j.name, (select count(*) from organization o where o.state = j.code and (o.until is null or o.until > app.now())) as organizations
  from jurisdiction j where j.region = $1 order by j.name`, dst, number)
}

// StatesOfMine lists those of the region in whose office whoever asks serves; nothing for everybody else.
func StatesOfMine(dst *[]State) db.Query {
	return db.Many("directory states of mine", `
select j.code, j.name, (select count(*) from organization o where o.state = j.code and (o.until is null or o.until > app.now())) as organizations
  from jurisdiction j where j.region = (
    select c.region from appointment a join council c on c.id = a.council_id
     where a.person_id = (select person_id from app.who) and c.region is not null
       and a.since <= app.now() and (a.until is null or a.until > app.now())
     order by a.since limit 1)
 order by j.name`, dst)
}

// StaffOf lists the field staff of a region, by office.
func StaffOf(number int, dst *[]Place) db.Query {
	return db.Many("directory staff of region", placeColumns+` where`+live+` and c.region = $1 order by f.rank, p.name, a.id limit 100`, dst, number)
}

// CouncilHere is a council with members in a region, or a coalition that regions meet in.
type CouncilHere struct {
	Name, Slug    string
	Kind          string // in words
	Organizations int    // of the region that hold a seat there
	Works         bool   // is recorded to work in the region
}

// CouncilsIn lists the councils where organizations of a region hold seats now; coalitions are listed apart.
func CouncilsIn(number int, dst *[]CouncilHere) db.Query {
	return db.Many("directory councils in region", `
select c.name, c.slug, k.name as kind, count(distinct t.organization_id) as organizations, false as works
  from organization o
  join jurisdiction j on j.code = o.state
  join seat t on t.organization_id = o.id and t.since <= app.now() and (t.until is null or t.until > app.now())
  join council c on c.id = t.council_id
  join council_kind_term x on x.council_id = c.id and x.since <= app.now() and x.until > app.now() join council_kind k on k.slug = x.kind
 where j.region = $1 and k.slug <> all ($2) group by c.id, k.slug order by organizations desc, c.name limit 20`, dst, number, council.Coalitions)
}

// Coalitions lists those in which a region meets others: where its organizations hold seats, those recorded to work there, and those of the
// whole nation, of which neither a seat nor a region is known. One with seats in other regions alone is theirs.
func Coalitions(number int, dst *[]CouncilHere) db.Query {
	return db.Many("directory coalitions of region", `
select c.name, c.slug, k.name as kind, s.organizations, w.here as works
  from council_kind k join council_kind_term x on x.kind = k.slug and x.since <= app.now() and x.until > app.now() join council c on c.id = x.council_id
 cross join lateral (
       select count(distinct o.id)::int as everywhere, count(distinct o.id) filter (where j.region = $1)::int as organizations
         from seat t join organization o on o.id = t.organization_id left join jurisdiction j on j.code = o.state
        where t.council_id = c.id and t.since <= app.now() and (t.until is null or t.until > app.now())) s
 cross join lateral (select count(*) > 0 as known, coalesce(bool_or(r.region = $1), false) as here from council_region r where r.council_id = c.id) w
 where k.slug = any ($2) and c.until > app.now() and c.status <> 'historical'
   and c.id = any (array(select council_id from app.council_listed)) and (s.organizations > 0 or w.here or s.everywhere = 0 and not w.known)
 order by s.organizations desc, w.here desc, array_position($2, k.slug), c.name limit 20`, dst, number, council.Coalitions)
}

// Choice is one option of a filter.
type Choice struct{ Value, Label string }

// Choices fill the filters of the lists: sectors, states, regions, councils and offices.
type Choices struct{ Sectors, Subsectors, States, Regions, Councils, Offices []Choice }

// Queries read all choices; the subsectors are those of a sector.
func (c *Choices) Queries(sector string) []db.Query {
	return []db.Query{
		Sectors(&c.Sectors),
		db.Many("directory subsectors", `select slug as value, name as label from subsector where sector = $1 order by name`, &c.Subsectors, sector),
		db.Many("directory states", `select code as value, name as label from jurisdiction order by name`, &c.States),
		db.Many("directory regions", `select number::text as value, name || ', ' || office_city as label from region order by number`, &c.Regions),
		db.Many("directory councils", `
select c.slug as value, c.short_name as label from council c
 where c.until > app.now() and c.id = any (array(select council_id from app.roster_seen)) order by c.short_name limit 300`, &c.Councils),
		db.Many("directory offices", `select slug as value, name as label from office order by rank`, &c.Offices),
	}
}

package directory

import (
	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// StateSpread is how much of the directory lies in a state, and how far its counties are covered by field staff.
type StateSpread struct {
	Code, FIPS, Name string
	Region           int
	Organizations    int
	Facilities       int  // that the asker may see
	Sees             bool // the asker works in the region's office, and sees all that are known there
	Advisors         []string
	Counties         int
	Covered          int  // counties that somebody covers by name
	Whole            bool // somebody covers the state
}

// Gaps is how many counties nobody covers.
func (s StateSpread) Gaps() int {
	if s.Whole {
		return 0
	}
	return s.Counties - s.Covered
}

// spread counts the facilities that the asker may see by a place, in a sector ($1) or in all.
var spread = `
with run as materialized (
  select f.state, f.county, count(*)::int as n from (` + seen(&conditions{all: []string{"(f.until is null or f.until > app.now()) and ($1 = '' or f.sector = $1)"}}, "f.state, f.county", "") + `) f group by f.state, f.county
), covering as materialized (select a.name, a.state, a.county from app.advisor a)`

// sees tells "there is none" from "none that the asker may see".
const sees = `j.region = any (array(select c.region from app.holding h join council c on c.id = h.council_id where h.capability = 'facility.read')) as sees`

var spreadColumns = spread + `
select j.code, j.fips, j.name, j.region,
       (select count(*)::int from organization o where o.state = j.code and (o.until is null or o.until > app.now())
           and ($1 = '' or (select true from organization_sector m where m.organization_id = o.id and m.sector = $1 limit 1))) as organizations,
       (select coalesce(sum(r.n), 0)::int from run r where r.state = j.code) as facilities,
       ` + sees + `,
       array(select distinct a.name from covering a where a.state = j.code order by a.name) as advisors,
       (select count(*)::int from county y where y.state = j.code) as counties,
       (select count(distinct a.county)::int from covering a where a.state = j.code) as covered,
       coalesce((select true from covering a where a.state = j.code and a.county is null limit 1), false) as whole
  from jurisdiction j`

// StatesSpread are all states and territories by name, or those of a region, counted in a sector or, for "", in all.
func StatesSpread(sector string, region int, dst *[]StateSpread) db.Query {
	return db.Many("directory states spread", spreadColumns+` where $2 = 0 or j.region = $2 order by j.name`, dst, sector, region)
}

// StateSpreadByCode is one state or territory.
func StateSpreadByCode(sector, code string, dst *StateSpread) db.Query {
	return db.One("directory state spread", spreadColumns+` where j.code = $2`, dst, sector, code)
}

// CountySpread is the same of a county.
type CountySpread struct {
	FIPS, Name, State string
	Organizations     int
	Facilities        int
	Sees              bool     // as of a state
	Advisors          []string // who covers it, or else its state
}

// CountiesSpread are those of a state, or of all states of a region where the state is "", by state and name.
func CountiesSpread(sector, state string, region int, dst *[]CountySpread) db.Query {
	return db.Many("directory counties spread", spread+`
select y.fips, y.name, y.state,
       (select count(*)::int from organization o where o.county = y.fips and (o.until is null or o.until > app.now())
           and ($1 = '' or (select true from organization_sector m where m.organization_id = o.id and m.sector = $1 limit 1))) as organizations,
       (select coalesce(sum(r.n), 0)::int from run r where r.county = y.fips) as facilities,
       `+sees+`,
       array(select a.name from covering a where a.state = y.state and (a.county = y.fips
             or a.county is null and (select true from covering b where b.county = y.fips limit 1) is null) order by a.name) as advisors
  from jurisdiction j join county y on y.state = j.code
 where case when $2 = '' then j.region = $3 else j.code = $2 end order by y.state, y.name, y.fips`, dst, sector, state, region)
}

// Dot is a facility on a map.
type Dot struct {
	ID                  uuid.UUID
	Name                string
	Organization        string
	Latitude, Longitude float64
}

// Dots are the facilities of a state that the asker may see and whose position is known, 500 at most.
func Dots(sector, state string, dst *[]Dot) db.Query {
	f := Filter{Sector: sector, State: state}
	c := f.facilities()
	c.and("f.latitude is not null")
	return query(f, "directory dots", `
select f.id, f.name, o.name as organization, f.latitude::float8 as latitude, f.longitude::float8 as longitude
  from (`+seen(c, "f.id, f.name, f.organization_id, f.latitude, f.longitude", db.Limit(500))+`) f join organization o on o.id = f.organization_id
 order by f.name, f.id`, c, dst)
}

// Sectors are those of today, to choose from.
func Sectors(dst *[]Choice) db.Query {
	return db.Many("directory sectors", `select slug as value, name as label from sector where until is null or until > app.now() order by name`, dst)
}

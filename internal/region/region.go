// Package region is the ten regions in which field staff serve, and the states and territories of each.
package region

import "example.org/concord/internal/db"

// Region has an office in a city and covers states.
type Region struct {
	Number      int
	Name        string
	OfficeCity  string
	OfficeState string
	Codes       []string // of its states and territories, by name
	States      []string // their names
	// Seen says that a source names these states; else they are commonly said and wait to be confirmed.
	Seen bool
}

const columns = `
select r.number, r.name, r.office_city, r.office_state,
       array(select j.code from jurisdiction j where j.region = r.number order by j.name) as codes,
       array(select j.name from jurisdiction j where j.region = r.number order by j.name) as states,
       exists (select from fact f where f.kind = 'region' and f.subject = r.number::text and f.field = 'jurisdictions' and f.shown_to = 'public') as seen
  from region r`

// All are the regions in order.
func All(dst *[]Region) db.Query {
	return db.Many("regions", columns+` order by r.number`, dst)
}

// ByNumber is one region.
func ByNumber(number int, dst *Region) db.Query {
	return db.One("region", columns+` where r.number = $1`, dst, number)
}

// Jurisdiction is a state, the federal district or a territory.
type Jurisdiction struct {
	Code, Name, FIPS, Kind string
}

// Jurisdictions are those of a region by name.
func Jurisdictions(number int, dst *[]Jurisdiction) db.Query {
	return db.Many("jurisdictions of a region", `select code, name, fips, kind from jurisdiction where region = $1 order by name`, dst, number)
}

// County is a county, parish, borough or other part of a state, by its FIPS code.
type County struct {
	FIPS, Name string
}

// Counties are those of a state by name.
func Counties(state string, dst *[]County) db.Query {
	return db.Many("counties of a state", `select fips, name from county where state = $1 order by name, fips`, dst, state)
}

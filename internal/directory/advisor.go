package directory

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/folded"
)

// Advisor covers a place for the field staff of its region.
type Advisor struct {
	Person uuid.UUID
	Name   string
	Region int
	Covers string // a state, or a county of one
	State  string // two letters
	Since  time.Time
}

const advisorColumns = `
select a.person_id as person, a.name, j.region, case when y.fips is null then j.name else y.name || ', ' || j.name end as covers, a.state, a.since
  from app.advisor a join jurisdiction j on j.code = a.state left join county y on y.fips = a.county`

// covering is who covers a place p (state, county): who covers the county, else who covers the state.
const covering = ` join app.advisor a on a.state = p.state and (a.county = p.county
       or a.county is null and (select true from app.advisor b where b.state = p.state and b.county = p.county limit 1) is null)
  join jurisdiction j on j.code = a.state left join county y on y.fips = a.county`

const coveringColumns = `
select a.person_id as person, a.name, j.region, case when y.fips is null then j.name else y.name || ', ' || j.name end as covers, a.state, a.since from `

// AdvisorsOfFacility are those who cover the place of a facility.
func AdvisorsOfFacility(id uuid.UUID, dst *[]Advisor) db.Query {
	return db.Many("directory advisors of facility", coveringColumns+`facility p`+covering+` where p.id = $1 order by a.name limit 5`, dst, id)
}

// AdvisorsOfOrganization are those who cover the seat of an organization.
func AdvisorsOfOrganization(slug string, dst *[]Advisor) db.Query {
	return db.Many("directory advisors of organization", coveringColumns+`organization p`+covering+` where p.slug = $1 order by a.name limit 5`, dst, slug)
}

// CoveredBy are the places that a person covers, none for who is no advisor.
func CoveredBy(person uuid.UUID, dst *[]Advisor) db.Query {
	return db.Many("directory places of an advisor", advisorColumns+` where a.person_id = $1 order by j.name, y.name nulls first`+db.Limit(300), dst, person)
}

// Advisors lists who covers what, by region and place: of a state with its counties, of a region, or whoever is named so.
func Advisors(f Filter, dst *[]Advisor) db.Query {
	c := new(conditions)
	c.and("true")
	if f.Name != "" {
		c.and("app.folded(a.name) like " + c.arg(folded.Like(f.Name)))
	}
	if f.State != "" {
		c.and("a.state = " + c.arg(f.State))
	}
	if f.Region != 0 {
		c.and("j.region = " + c.arg(f.Region))
	}
	if len(f.Counties) > 0 {
		c.and("(a.county is null or a.county = any (" + c.arg(f.Counties) + "))")
	}
	return query(f, "directory advisors", advisorColumns+"\n where "+c.sql()+"\n order by j.region, j.name, y.name nulls first, a.name limit 300", c, dst)
}

package directory

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/folded"
)

// Facility is a row of the list.
type Facility struct {
	ID           uuid.UUID
	Name         string
	Kind         string
	Sector       string // its name
	Subsector    string // its name, or ""
	City         string
	County       string // its name, or ""
	State        string // two letters
	Organization string
	OrgSlug      string
	Invented     bool
	Contact      *time.Time // day of the last one that the asker knows of
}

// seen are the facilities that conditions leave of those that the asker may see, by name, as many as limit says ("" for all): of each office
// whose facilities she sees and of each organization that she speaks for. Row security asks the same of each row; said here, it is a walk
// along an index to begin with.
func seen(c *conditions, columns, limit string) string {
	const offices = "select h.council_id from app.holding h where h.capability = 'facility.read'"
	by := ""
	if limit != "" {
		by = " order by f.name, f.id" + limit
	}
	of := func(source, condition string) string {
		return "(select " + columns + " from (" + source + ") s cross join lateral (select " + columns + " from facility f where " + condition + " and " + c.sql() + by + ") f)"
	}
	return "select " + columns + " from (" + of(offices, "f.office_id = s.council_id") + " union all " +
		of("select p.organization_id from app.speaking_for p", "f.organization_id = s.organization_id and f.office_id <> all (array("+offices+"))") + ") f" + by
}

func (f Filter) facilities() *conditions {
	c := new(conditions)
	c.and("(f.until is null or f.until > app.now())")
	if f.Name != "" {
		name := c.arg(folded.Like(f.Name))
		c.and("(f.folded like " + name + " or f.kind ilike " + name + " or f.organization_id = any (array(select o.id from organization o where o.folded like " + name + ")))")
	}
	if f.Sector != "" {
		c.and("f.sector = " + c.arg(f.Sector))
	}
	if f.Subsector != "" {
		c.and("f.subsector = " + c.arg(f.Subsector))
	}
	c.quiet(f, "e.facility_id = f.id")
	c.since(f, "f.since")
	f.places(c, "f.")
	return c
}

// Facilities lists those that the filter leaves and the asker may see, by name.
func Facilities(f Filter, dst *[]Facility) db.Query {
	c := f.facilities()
	c.after(f, "f.name", "f.id")
	return query(f, "directory facilities", `
select f.id, f.name, f.kind, s.name as sector, coalesce(b.name, '') as subsector, f.city, coalesce(y.name, '') as county, f.state,
       o.name as organization, o.slug as org_slug, f.invented,
       (select max(e.day) from engagement e where e.facility_id = f.id and e.state = 'done') as contact
  from (`+seen(c, "f.id, f.name, f.kind, f.sector, f.subsector, f.city, f.county, f.state, f.organization_id, f.invented", db.Limit(PageSize+1))+`) f
  join organization o on o.id = f.organization_id
  join sector s on s.slug = f.sector
  left join subsector b on b.slug = f.subsector
  left join county y on y.fips = f.county
 order by f.name, f.id`, c, dst)
}

// Located is a facility with where exactly it is.
type Located struct {
	Facility
	Address   string
	Latitude  *float64
	Longitude *float64
}

// LocatedFacilities are so many at most of those that the filter leaves and the asker may see, by name.
func LocatedFacilities(f Filter, most int, dst *[]Located) db.Query {
	c := f.facilities()
	return query(f, "directory facilities with places", `
select f.id, f.name, f.kind, s.name as sector, coalesce(b.name, '') as subsector, f.city, coalesce(y.name, '') as county, f.state,
       o.name as organization, o.slug as org_slug, f.invented, null::timestamptz as contact, f.address, f.latitude::float8 as latitude, f.longitude::float8 as longitude
  from (`+seen(c, "f.id, f.name, f.kind, f.sector, f.subsector, f.city, f.county, f.state, f.organization_id, f.invented, f.address, f.latitude, f.longitude", db.Limit(most))+`) f
  join organization o on o.id = f.organization_id
  join sector s on s.slug = f.sector
  left join subsector b on b.slug = f.subsector
  left join county y on y.fips = f.county
 order by f.name, f.id`, c, dst)
}

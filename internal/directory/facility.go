package directory

import (
	"github.com/google/uuid"

	"example.org/concord/internal/db"
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
}

const facilityColumns = `
select f.id, f.name, f.kind, s.name as sector, coalesce(b.name, '') as subsector, f.city, coalesce(y.name, '') as county, f.state,
       o.name as organization, o.slug as org_slug, f.invented
  from facility f
  join organization o on o.id = f.organization_id
  join sector s on s.slug = f.sector
  left join subsector b on b.slug = f.subsector
  left join county y on y.fips = f.county`

func (f Filter) facilities() *conditions {
	c := new(conditions)
	c.and("(f.until is null or f.until > app.now())")
	if f.Name != "" {
		name := c.arg(like(f.Name))
		c.and("(f.name ilike '%' || " + name + " || '%' or f.kind ilike '%' || " + name + " || '%' or o.name ilike '%' || " + name + " || '%')")
	}
	if f.Sector != "" {
		c.and("f.sector = " + c.arg(f.Sector))
	}
	if f.Subsector != "" {
		c.and("f.subsector = " + c.arg(f.Subsector))
	}
	c.since(f, "f.since")
	f.places(c, "f.")
	return c
}

// Facilities lists those that the filter leaves and the asker may see, by name.
func Facilities(f Filter, dst *[]Facility) db.Query {
	c := f.facilities()
	c.after(f, "f.name", "f.id")
	return query(f, "directory facilities", facilityColumns+"\n where "+c.sql()+"\n order by f.name, f.id"+db.Limit(PageSize+1), c, dst)
}

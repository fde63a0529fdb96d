package facility

import "example.org/concord/internal/db"

const columns = `
select f.id, f.name, f.kind, f.sector, s.name as sector_name, coalesce(f.subsector, '') as subsector, coalesce(b.name, '') as subsector_name,
       f.state, j.name as state_name, coalesce(f.county, '') as county, coalesce(c.name, '') as county_name, f.city, f.address,
       f.latitude::float8 as latitude, f.longitude::float8 as longitude, o.name as organization, o.slug as organization_slug,
       f.office_id, j.region, f.since, f.until, f.invented
  from facility f
  join organization o on o.id = f.organization_id
  join sector s on s.slug = f.sector
  join jurisdiction j on j.code = f.state
  left join subsector b on b.slug = f.subsector
  left join county c on c.fips = f.county`

// ByID is one facility.
func ByID(id ID, dst *Facility) db.Query {
	return db.One("facility", columns+` where f.id = $1`, dst, id)
}

// Of lists what an organization runs now, by state and name.
func Of(organization string, dst *[]Facility) db.Query {
	return db.Many("facilities of organization", columns+`
 where o.slug = $1 and (f.until is null or f.until > app.now()) order by j.name, f.name, f.id limit 200`, dst, organization)
}

// Owner is the organization that a facility is added to.
type Owner struct {
	Slug   string
	Name   string
	State  string // two letters, or ""
	Speaks bool   // the asker speaks for it
}

// OwnerBySlug is an organization, and whether the asker speaks for it.
func OwnerBySlug(slug string, dst *Owner) db.Query {
	return db.One("facility owner", `
select o.slug, o.name, coalesce(o.state, '') as state, o.id = any (array(select organization_id from app.speaking_for)) as speaks
  from organization o where o.slug = $1`, dst, slug)
}

// Subsector is a choice of a form.
type Subsector struct{ Slug, Name, Sector string }

// Subsectors are those of all sectors, in the order of their names.
func Subsectors(dst *[]Subsector) db.Query {
	return db.Many("facility subsectors", `
select b.slug, b.name, s.name as sector from subsector b join sector s on s.slug = b.sector order by s.name, b.name`, dst)
}

// OwnerOf is the owner of a facility, and whether the asker speaks for it.
func OwnerOf(id ID, dst *Owner) db.Query {
	return db.One("facility's owner", `
select o.slug, o.name, coalesce(o.state, '') as state, o.id = any (array(select organization_id from app.speaking_for)) as speaks
  from facility f join organization o on o.id = f.organization_id where f.id = $1`, dst, id)
}

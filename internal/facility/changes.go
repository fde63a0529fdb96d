package facility

import (
	"strings"

	"example.org/concord/internal/db"
)

// Add puts a facility on record for its owner. The region's office follows from its state, by trigger.
func Add(f Facility) db.Query {
	return db.Change("add a facility", `
insert into facility (id, organization_id, invented, name, kind, sector, subsector, state, county, city, address, latitude, longitude)
select $1, o.id, o.invented, $3, $4, $5, nullif($6, ''), $7, nullif($8, ''), $9, $10, $11::float8, $12::float8 from organization o where o.slug = $2`,
		f.ID, f.OrganizationSlug, strings.TrimSpace(f.Name), strings.TrimSpace(f.Kind), f.Sector, f.Subsector, f.State, f.County,
		strings.TrimSpace(f.City), strings.TrimSpace(f.Address), f.Latitude, f.Longitude)
}

// Edit corrects what is on record. A facility stays its owner's.
func Edit(f Facility) db.Query {
	return db.Change("edit a facility", `
update facility set name = $2, kind = $3, sector = $4, subsector = nullif($5, ''), state = $6, county = nullif($7, ''), city = $8, address = $9,
       latitude = $10::float8, longitude = $11::float8
 where id = $1`,
		f.ID, strings.TrimSpace(f.Name), strings.TrimSpace(f.Kind), f.Sector, f.Subsector, f.State, f.County,
		strings.TrimSpace(f.City), strings.TrimSpace(f.Address), f.Latitude, f.Longitude).Seen(seen, f.ID)
}

// Close ends a facility as of now; what was done there keeps it.
func Close(id ID) db.Query {
	return db.Change("close a facility", `update facility set until = app.now() where id = $1 and (until is null or until > app.now())`, id).Seen(seen, id)
}

const seen = `select 1 from facility where id = $1`

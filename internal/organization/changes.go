package organization

import (
	"strings"

	"example.org/concord/internal/db"
)

// Add lists a new organization with its sectors. An invented one takes invented people only.
func Add(o Organization) []db.Query {
	return append([]db.Query{db.Change("add an organization", `
insert into organization (id, slug, name, abbr, kind, state, website, regulator, invented, parent_id)
values ($1, $2, $3, $4, $5, nullif($6, ''), $7, $8, $9, (select id from organization where slug = $10))`,
		o.ID, o.Slug, strings.TrimSpace(o.Name), strings.TrimSpace(o.Abbr), o.Kind, o.State, o.Website, o.Regulator, o.Invented, o.Parent)}, sectors(o)...)
}

// Edit corrects an organization. What was said in its name keeps the name as spoken. Its address and whether it is invented stay.
func Edit(o Organization) []db.Query {
	return append([]db.Query{db.Change("edit an organization", `
update organization set name = $2, abbr = $3, kind = $4, state = nullif($5, ''), website = $6, regulator = $7, parent_id = (select p.id from organization p where p.slug = $8 and p.id <> $1)
 where id = $1`, o.ID, strings.TrimSpace(o.Name), strings.TrimSpace(o.Abbr), o.Kind, o.State, o.Website, o.Regulator, o.Parent).Seen(seen, o.ID)}, sectors(o)...)
}

const seen = `select 1 from organization where id = $1`

// sectors makes the organization's sectors those of o.
func sectors(o Organization) []db.Query {
	chosen := o.Sectors
	if chosen == nil {
		chosen = []string{}
	}
	return []db.Query{
		db.Also("drop sectors of an organization", `delete from organization_sector where organization_id = $1 and not (sector = any ($2))`, o.ID, chosen),
		db.Also("add sectors of an organization", `
insert into organization_sector (organization_id, sector) select $1, unnest($2::text[]) on conflict do nothing`, o.ID, chosen),
	}
}

// KeepProfile is what an organization's own administrator keeps: abbreviation, state, website and sectors.
func KeepProfile(o Organization) db.Query {
	chosen := o.Sectors
	if chosen == nil {
		chosen = []string{}
	}
	return db.Also("keep own profile", `select app.keep_profile($1, $2, $3, $4, $5)`, o.ID, strings.TrimSpace(o.Abbr), o.State, o.Website, chosen)
}

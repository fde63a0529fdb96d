package story

import "github.com/google/uuid"

// Double is something of the story that came on record a second time.
type Double struct {
	Name   string
	ID, Of uuid.UUID
}

// The doubles.
var (
	TwiceOrganization = Double{"Tidewater Utility Cooperative", id("organization", "tidewater-utility-cooperative"), id("organization", "tidewater-utilities-cooperative")}
	TwiceFacility     = Double{"Kannah Creek Intakes", Facility("Kannah Creek Intakes"), Facility("Kannah Creek Intake")}
	TwicePerson       = Double{"P. Raman", id("person", "P. Raman"), Priya.ID}
)

// What was judged of two facilities of Region 8 earlier: Merger is one that went into the plant, Apart two that are two.
var (
	Merger = id("merger", "Plateau Creek Filters")
	Apart  = id("apart", "Kannah Creek Intake")
	merged = Double{"Plateau Creek Filters", Facility("Plateau Creek Filters"), Facility("Plateau Creek Filter Plant")}
)

const (
	tellMerger = `with gone as (
  insert into facility (id, organization_id, invented, name, kind, sector, state, county, since, until)
  select $1, organization_id, true, $2, kind, sector, state, county, $3, $3::timestamptz + interval '40 days' from facility where id = $4 returning facility.*
)
insert into merger (id, kind, kept_id, gone_id, office_id, because, by_id, at, was)
select $5, 'facility', f.id, g.id, f.office_id, 'One plant: the new name stands on its gate.', $6, g.until, jsonb_build_object('kept', to_jsonb(f), 'gone', to_jsonb(g)) from facility f cross join gone g where f.id = $4`

	tellApart = `insert into told_apart (id, kind, one_id, other_id, by_id, at) values ($1, 'facility', least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), $4, $5)`

	tellTwiceOrganization = `insert into organization (id, slug, name, kind, state, county, city, website, invented, added)
select $1, 'tidewater-utility-cooperative', $2, kind, state, county, city, 'https://tidewater.example.org', true, $3 from organization where id = $4`

	tellTwiceFacility = `insert into facility (id, organization_id, invented, name, kind, sector, state, county, address, latitude, longitude, since)
select $1, organization_id, true, $2, kind, sector, state, county, '18 Lands End Road', latitude, longitude, $3 from facility where id = $4`

	tellTwicePerson = `insert into person (id, name, organization_id, invented, added) select $1, $2, organization_id, true, $3 from person where id = $4`
)

package directory

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// Confirmed is the last word of who a profile is about, or who speaks for its organization, that it is right.
type Confirmed struct {
	At *time.Time // nil: nobody said so yet
	By string
	// Mine says that the asker may say it now.
	Mine bool
}

// OrganizationConfirmed is that of an organization.
func OrganizationConfirmed(slug string, dst *Confirmed) db.Query {
	return db.One("organization confirmed", `
select c.at, coalesce(c.by_name, '') as by, o.id = any (array(select organization_id from app.speaking_for)) as mine
  from organization o left join lateral (select at, by_name from profile_confirmation where organization_id = o.id order by at desc limit 1) c on true
 where o.slug = $1`, dst, slug)
}

// FacilityConfirmed is that of a facility.
func FacilityConfirmed(id uuid.UUID, dst *Confirmed) db.Query {
	return db.One("facility confirmed", `
select c.at, coalesce(c.by_name, '') as by, f.organization_id = any (array(select organization_id from app.speaking_for)) as mine
  from facility f left join lateral (select at, by_name from profile_confirmation where facility_id = f.id order by at desc limit 1) c on true
 where f.id = $1`, dst, id)
}

// PersonConfirmed is that of a person.
func PersonConfirmed(id uuid.UUID, dst *Confirmed) db.Query {
	return db.One("person confirmed", `
select c.at, coalesce(c.by_name, '') as by, p.id = any (array(select person_id from app.who)) as mine
  from person p left join lateral (select at, by_name from profile_confirmation where subject_id = p.id order by at desc limit 1) c on true
 where p.id = $1`, dst, id)
}

// ConfirmOrganization says that its profile is right.
func ConfirmOrganization(slug string) db.Query {
	return db.Change("confirm an organization", `
insert into profile_confirmation (organization_id) select o.id from organization o where o.slug = $1`, slug)
}

// ConfirmFacility says that of a facility.
func ConfirmFacility(id uuid.UUID) db.Query {
	return db.Change("confirm a facility", `insert into profile_confirmation (facility_id) select f.id from facility f where f.id = $1`, id)
}

// ConfirmPerson says that of a person.
func ConfirmPerson(id uuid.UUID) db.Query {
	return db.Change("confirm a person", `insert into profile_confirmation (subject_id) select p.id from person p where p.id = $1`, id)
}

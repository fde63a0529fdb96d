package contact

import (
	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

const inOrder = ` order by array_position(array['after-hours', 'direct', 'office', 'email'], c.kind), c.label, c.id`

// OfPerson are the person's contacts that the asker may see. What they hold is not part of them.
func OfPerson(person uuid.UUID, dst *[]Contact) db.Query {
	return db.Many("contacts of a person", `select c.id, c.kind, c.label from contact c where c.person_id = $1`+inOrder+db.Limit(50), dst, person)
}

// OfOrganization are the desks of an organization that the asker may see.
func OfOrganization(slug string, dst *[]Contact) db.Query {
	return db.Many("desks of an organization", `
select c.id, c.kind, c.label from contact c where c.organization_id = (select id from organization where slug = $1)`+inOrder+db.Limit(50), dst, slug)
}

// Named is a contact with whose it is.
type Named struct {
	Contact
	PersonID *uuid.UUID // nil for a desk
	Whose    string     // the person's or the organization's name
	OrgSlug  string     // of a desk
}

// ByID is one contact that the asker may see.
func ByID(id ID, dst *Named) db.Query {
	return db.One("contact", named+` where c.id = $1`, dst, id)
}

const named = `
select c.id, c.kind, c.label, c.person_id, coalesce(p.name, o.name, 'Somebody') as whose, coalesce(o.slug, '') as org_slug
  from contact c left join person p on p.id = c.person_id left join organization o on o.id = c.organization_id`

// OfPeople are the contacts of several people that the asker may see, as far as a file takes them.
func OfPeople(people []uuid.UUID, dst *[]Named) db.Query {
	return db.Many("contacts of people", named+` where c.person_id = any ($1)`+inOrder+db.Limit(500), dst, people)
}

const owned = `select c.id, c.kind, c.label, c.value, c.for_peers, c.for_advisors, c.for_members, c.person_id, coalesce(o.slug, '') as organization
  from app.my_contact c left join organization o on o.id = c.organization_id`

// Mine are the asker's own.
func Mine(dst *[]Own) db.Query {
	return db.Many("my contacts", owned+` where c.person_id is not null`+inOrder+db.Limit(50), dst)
}

// Desks are those of an organization for which the asker speaks.
func Desks(slug string, dst *[]Own) db.Query {
	return db.Many("my desks", owned+` where o.slug = $1`+inOrder+db.Limit(50), dst, slug)
}

// OneOfMine is a contact that the asker keeps.
func OneOfMine(id ID, dst *Own) db.Query {
	return db.One("one of my contacts", owned+` where c.id = $1`, dst, id)
}

// SpeaksFor says whether the asker speaks for the organization with that slug, and so keeps its desks.
func SpeaksFor(slug string, dst **bool) db.Query {
	return db.Maybe("speaks for an organization", `
select true from app.speaking_for s where s.organization_id = (select id from organization where slug = $1) limit 1`, dst, slug)
}

// Today is what the asker may still open; nil where nobody is signed in.
func Today(dst **Openings) db.Query {
	return db.Maybe("openings left", `select budget, used, incident_budget, incident_used, stopped, coalesce(stopped_rule, '') as stopped_rule from app.my_openings`, dst)
}

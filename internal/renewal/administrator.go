package renewal

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// Administrator speaks for an organization wherever it has people: its own word, recorded by staff. It is no right in any council.
type Administrator struct {
	ID    uuid.UUID
	Name  string
	Since time.Time
}

// AdministratorsOf are those of the organization with that slug, for staff.
func AdministratorsOf(slug string, dst *[]Administrator) db.Query {
	return db.Many("administrators of an organization", `
select m.id, p.name, m.since from organization_administrator m join person p on p.id = m.person_id
 where m.organization_id = (select id from organization where slug = $1) and (m.until is null or m.until > app.now()) order by p.name, m.id`+db.Limit(50), dst, slug)
}

// EndAdministering ends it.
func EndAdministering(slug string, id uuid.UUID) db.Query {
	return db.Change("end an administrator", `update organization_administrator set until = app.now()
		where id = $2 and organization_id = (select id from organization where slug = $1) and until is null`, slug, id)
}

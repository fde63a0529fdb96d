package intake

import (
	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// Invitee is somebody of a file that was taken in who has an address there and no account, and whom no invitation waits for.
type Invitee struct {
	Number       int // of the row
	PersonID     uuid.UUID
	Name         string
	Organization string
	Email        string
	Serves       bool // has an office, or administers an organization: two choose the address
}

// MostInvited are invited at once.
const MostInvited = 50

// Invitees are those of one of the asker's files, so many at once and one more; nobody for those who may not add people.
func Invitees(id uuid.UUID, dst *[]Invitee) db.Query {
	return db.Many("invitees of an intake", `
with found as materialized (
select r.number, p.id as person_id, p.name, o.name as organization, btrim(r.given ->> 'email') as email,
       exists (select from appointment a where a.person_id = p.id and (a.until is null or a.until > app.now()))
         or exists (select from organization_administrator m where m.person_id = p.id and (m.until is null or m.until > app.now())) as serves
  from intake i
  join intake_row r on r.intake_id = i.id and (r.adds or r.changes or r.verdict = 'same') and btrim(r.given ->> 'email') <> ''
  join person p on p.id = r.target_id and (p.expires is null or p.expires > app.now()) and (p.suspended is null or p.suspended > app.now())
  join organization o on o.id = p.organization_id
 where i.id = $1 and i.kind = 'people' and i.applied is not null and i.recalled is null
)
select f.number, f.person_id, f.name, f.organization, f.email, f.serves
  from found f join app.enrollment e on e.person_id = f.person_id and e.person_id = any (array(select person_id from found))
   and e.state in ('not invited', 'expired', 'cancelled')
 order by f.number`+db.Limit(MostInvited+1), dst, id)
}

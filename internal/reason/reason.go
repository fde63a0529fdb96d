// Package reason answers "Why can I see this?" and "Who can see this?": from the rights that PostgreSQL has folded, not from a second
// opinion about them. Each reason is a chain: the office, the seat it speaks for, the council it is held in, and until when.
package reason

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/item"
)

// Reason is one of the asker's rights, with where it comes from.
type Reason struct {
	Office      string // "" for emergency access
	Serves      string // the council in which the office is held
	ServesSlug  string
	Seat        string // the organization for which it speaks, "" for none
	Kind        string // of that council: what the office may do is a rule of the kind
	Circle      string // the council that the right reaches
	CircleSlug  string
	Until       *time.Time // nil for as long as the office lasts
	EmergencyID *uuid.UUID
}

const columns = `
select distinct r.office, r.serves, r.serves_slug, r.seat, r.kind, c.short_name as circle, c.slug as circle_slug, nullif(r.until, 'infinity') as until, r.break_glass_id as emergency_id
  from app.my_reason r join council c on c.id = r.council_id`

// OfItem are the rights by which the asker reads an update. None: it is addressed to everybody.
func OfItem(id item.ID, dst *[]Reason) db.Query {
	return db.Many("why an update", columns+`
 where r.capability = 'item.read' and r.circle_id = any (array(select a.circle_id from audience a where a.item_id = $1))
 order by r.serves, r.office`+db.Limit(20), dst, id)
}

// OfCouncil are the rights by which the asker reads what is addressed to the council of that slug.
func OfCouncil(slug string, dst *[]Reason) db.Query {
	return db.Many("why a council", columns+`
 where r.capability = 'item.read' and r.council_id = (select id from council where slug = $1)
 order by r.serves, r.office`+db.Limit(20), dst, slug)
}

// OfPerson are the rights by which the asker sees a person's name: a roster that has it, or the whole directory.
func OfPerson(id uuid.UUID, dst *[]Reason) db.Query {
	return db.Many("why a person", columns+`
 where r.capability = 'roster.read' and r.council_id = any (array(select a.council_id from appointment a where a.person_id = $1)) or r.capability = 'directory.browse'
 order by r.serves, r.office`+db.Limit(20), dst, id)
}

// Readers are people who read what is addressed to a council, by the office that lets them.
type Readers struct {
	Office string // "" for staff under emergency access
	Serves string // the council in which the office is held
	People int
}

// Seer is an office that lets people see somebody's name.
type Seer struct {
	Office string
	Serves string // the council in which it is held; the kind of body, where the office browses the whole directory
	People *int   // nil: whoever holds the office, uncounted
}

// SeersOf are those of a person, by the rosters that the asker sees too.
func SeersOf(id uuid.UUID, dst *[]Seer) db.Query {
	return db.Many("who sees a person", `select office, serves, people from app.seers_of($1)`, dst, id)
}

// ReadersOf are those of the council with that slug, for whoever sees its roster.
func ReadersOf(slug string, dst *[]Readers) db.Query {
	return db.Many("who reads in a council", `
select r.office, r.serves, r.people from council c cross join lateral app.readers_of(c.id) r where c.slug = $1`+db.Limit(100), dst, slug)
}

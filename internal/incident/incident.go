// Package incident is what the watch or a region declares in counties, and whom to call there: one list that the watch and every region
// concerned work together, each call with what came of it.
package incident

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// ID names an incident.
type ID struct{ uuid.UUID }

// NewID is made here, not by the database.
func NewID() ID { return ID{uuid.Must(uuid.NewV7())} }

// ParseID reads an identifier from an address. What is none names nothing: fault.NotFound.
func ParseID(s string) (ID, error) {
	id, err := uuid.Parse(s)
	if err != nil {
		return ID{}, fault.NotFound
	}
	return ID{id}, nil
}

// Incident as those who work it see it.
type Incident struct {
	ID       ID
	Title    string
	Office   string   // that declared it
	Counties []string // names, 20 at most
	Places   int      // how many counties
	Sectors  []string // names; none: all
	Since    time.Time
	Until    *time.Time
	Ends     bool   // the asker may correct it, end it, and take an end back
	Outcome  string // what came of it, said at its end
}

// Over says that it is.
func (i Incident) Over(now time.Time) bool { return i.Until != nil && !i.Until.After(now) }

const columns = `
select i.id, i.title, c.short_name as office, i.since, i.until,
       array(select k.name || ', ' || k.state from incident_county n join county k on k.fips = n.county where n.incident_id = i.id order by k.state, k.name limit 20) as counties,
       (select count(*)::int from incident_county n where n.incident_id = i.id) as places,
       array(select s.name from incident_sector n join sector s on s.slug = n.sector where n.incident_id = i.id order by s.name) as sectors,
       i.office_id = any (array(select council_id from app.holding where capability = 'incident.declare')) as ends, i.outcome
  from incident i join council c on c.id = i.office_id`

// List are those that the asker works, the living first, then the latest; 50 at most.
func List(dst *[]Incident) db.Query { return All(50, dst) }

// All are so many of them at most.
func All(most int, dst *[]Incident) db.Query {
	return db.Many("incidents", columns+` order by i.until is null or i.until > app.now() desc, i.since desc, i.id`+db.Limit(most), dst)
}

// Living are those of now, for the pages of a region.
func Living(dst *[]Incident) db.Query {
	return db.Many("living incidents", columns+` where i.until is null or i.until > app.now() order by i.since desc, i.id`+db.Limit(5), dst)
}

// ByID is one of them.
func ByID(id ID, dst *Incident) db.Query {
	return db.One("incident", columns+` where i.id = $1`, dst, id)
}

// Reopens says that whoever may end it can take the end back now.
func (i Incident) Reopens(now time.Time) bool {
	return i.Ends && i.Over(now) && now.Sub(*i.Until) < ReopenedWithin
}

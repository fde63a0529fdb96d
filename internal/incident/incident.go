// Package incident is what the watch or a region declares in counties, and whom to call there: one list that the watch and every region
// concerned work together, each call with what came of it.
package incident

import (
	"strings"
	"time"
	"unicode/utf8"

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
	Ends     bool // the asker may end it
}

// Over says that it is.
func (i Incident) Over(now time.Time) bool { return i.Until != nil && !i.Until.After(now) }

const columns = `
select i.id, i.title, c.short_name as office, i.since, i.until,
       array(select k.name || ', ' || k.state from incident_county n join county k on k.fips = n.county where n.incident_id = i.id order by k.state, k.name limit 20) as counties,
       (select count(*)::int from incident_county n where n.incident_id = i.id) as places,
       array(select s.name from incident_sector n join sector s on s.slug = n.sector where n.incident_id = i.id order by s.name) as sectors,
       i.office_id = any (array(select council_id from app.holding where capability = 'incident.declare')) as ends
  from incident i join council c on c.id = i.office_id`

// List are those that the asker works, the living first, then the latest; 50 at most.
func List(dst *[]Incident) db.Query {
	return db.Many("incidents", columns+` order by i.until is null or i.until > app.now() desc, i.since desc, i.id`+db.Limit(50), dst)
}

// Living are those of now, for the pages of a region.
func Living(dst *[]Incident) db.Query {
	return db.Many("living incidents", columns+` where i.until is null or i.until > app.now() order by i.since desc, i.id`+db.Limit(5), dst)
}

// ByID is one of them.
func ByID(id ID, dst *Incident) db.Query {
	return db.One("incident", columns+` where i.id = $1`, dst, id)
}

// Form is what is declared.
type Form struct {
	Title    string
	Counties []string // by their number
	Sectors  []string // slugs; none: all
}

// Declare begins one, in the office in which the asker may.
func Declare(id ID, f Form) ([]db.Query, error) {
	f.Title = strings.TrimSpace(f.Title)
	var wrong fault.Invalid
	if n := utf8.RuneCountInString(f.Title); n == 0 || n > 200 {
		wrong.Add("title", "Title: say in at most 200 characters what happens where.")
	}
	if len(f.Counties) == 0 {
		wrong.Add("counties", "Choose one county at least.")
	}
	queries := []db.Query{
		db.Change("declare an incident", `
insert into incident (id, office_id, title, declared_by) select $1, h.council_id, $2, w.person_id
  from app.who w cross join lateral (select council_id from app.holding where capability = 'incident.declare' order by council_id limit 1) h`, id, f.Title),
		db.Change("counties of an incident", `insert into incident_county (incident_id, county) select $1, c.fips from county c where c.fips = any ($2)`, id, f.Counties),
	}
	if len(f.Sectors) > 0 {
		queries = append(queries, db.Change("sectors of an incident", `insert into incident_sector (incident_id, sector) select $1, s.slug from sector s where s.slug = any ($2)`, id, f.Sectors))
	}
	return queries, wrong.Err()
}

// End ends it now, for the office that declared it.
func End(id ID) db.Query {
	return db.Change("end an incident", `update incident set until = app.now() where id = $1 and (until is null or until > app.now())`, id).Seen(`select true from incident where id = $1`, id)
}

// County is one to choose.
type County struct{ FIPS, Name, State string }

// Counties of a state.
func Counties(state string, dst *[]County) db.Query {
	return db.Many("counties of a state", `select fips, name, state from county where state = $1 order by name`, dst, state)
}

// Choice is a state or a sector to choose.
type Choice struct{ Value, Label string }

// States are all, by name, those of the asker's region first.
func States(dst *[]Choice) db.Query {
	return db.Many("states of incidents", `
select j.code as value, j.name as label from jurisdiction j
 order by j.region is not distinct from (select c.region from app.holding h join council c on c.id = h.council_id where h.capability = 'incident.declare' order by c.region limit 1) desc, j.name`, dst)
}

// Sectors are those of today.
func Sectors(dst *[]Choice) db.Query {
	return db.Many("sectors of incidents", `select slug as value, name as label from sector where until is null or until > app.now() order by name`, dst)
}

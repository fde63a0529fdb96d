package incident

import (
	"strings"
	"time"
	"unicode/utf8"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// ReopenedWithin is how long after an end it can be taken back; app.incident_reopens_within holds the database to it.
const ReopenedWithin = 7 * 24 * time.Hour

// MostOutcome bounds what is said at the end, in characters.
const MostOutcome = 1000

// Form is what is declared, and what a correction puts in its place.
type Form struct {
	Title    string
	Counties []string // by their number
	States   []string // by their code: every county of theirs
	Sectors  []string // slugs; none: all
}

func (f *Form) check() error {
	f.Title = strings.TrimSpace(f.Title)
	var wrong fault.Invalid
	if n := utf8.RuneCountInString(f.Title); n == 0 || n > 200 {
		wrong.Add("title", "Title: say in at most 200 characters what happens where.")
	}
	if len(f.Counties) == 0 && len(f.States) == 0 {
		wrong.Add("counties", "Choose one county at least, or all of a state.")
	}
	return wrong.Err()
}

const (
	meantCounties = `select c.fips from county c where c.fips = any ($2) or c.state = any ($3)`
	meantSectors  = `select s.slug from sector s where s.slug = any ($2)`
)

// places writes where it is; what is there already stays.
func (f Form) places(id ID) []db.Query {
	return []db.Query{
		db.Also("counties of an incident", `insert into incident_county (incident_id, county) select $1, m.fips from (`+meantCounties+`) m on conflict do nothing`, id, f.Counties, f.States),
		db.Also("sectors of an incident", `insert into incident_sector (incident_id, sector) select $1, m.slug from (`+meantSectors+`) m on conflict do nothing`, id, f.Sectors),
	}
}

// Declare declares it in the name of the asker's office. Everybody who works it is told.
func Declare(id ID, f Form) ([]db.Query, error) {
	err := f.check()
	return append([]db.Query{db.Change("declare an incident", `
insert into incident (id, office_id, title, declared_by) select $1, h.council_id, $2, w.person_id
  from app.who w cross join lateral (select council_id from app.holding where capability = 'incident.declare' order by council_id limit 1) h`, id, f.Title)},
		f.places(id)...), err
}

// Correct puts another title, other counties and other sectors in the place of those before, for the office that declared it and while it
// lasts. Offices that it comes to reach are told; those that it no longer reaches go on seeing it, for they were told of it.
func Correct(id ID, f Form) ([]db.Query, error) {
	err := f.check()
	return append([]db.Query{
		db.Change("correct an incident", `update incident set title = $2, revised = app.now() where id = $1`, id, f.Title).Seen(`select true from incident where id = $1`, id),
		db.Also("counties that are out of it", `delete from incident_county where incident_id = $1 and county <> all (array(`+meantCounties+`))`, id, f.Counties, f.States),
		db.Also("sectors that are out of it", `delete from incident_sector where incident_id = $1 and sector <> all (array(`+meantSectors+`))`, id, f.Sectors),
	}, f.places(id)...), err
}

// End ends it now, for the office that declared it, and says what came of it.
func End(id ID, outcome string) (db.Query, error) {
	var wrong fault.Invalid
	if outcome = strings.TrimSpace(outcome); utf8.RuneCountInString(outcome) > MostOutcome {
		wrong.Add("outcome", "Say in at most 1,000 characters what came of it.")
	}
	return db.Change("end an incident", `update incident set until = app.now(), outcome = $2 where id = $1`, id, outcome).
		Seen(`select true from incident where id = $1`, id), wrong.Err()
}

// Reopen takes an end back that was too early, within [ReopenedWithin].
func Reopen(id ID) db.Query {
	return db.Change("reopen an incident", `update incident set until = null, outcome = '' where id = $1 and until is not null`, id).
		Seen(`select true from incident where id = $1`, id)
}

func init() {
	db.Constraint("incident_over", fault.Conflict{Message: "This incident was ended. What you wrote is not kept with it: reopen it first, or record a call on the organization's page."})
	db.Constraint("incident_closed", fault.Conflict{Message: "This incident has been over for more than 7 days. Nothing changed. Declare a new one."})
}

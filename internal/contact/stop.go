package contact

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Rule is what stopped somebody from opening.
type Rule string

// Why says in words what looked like collecting.
func (r Rule) Why() string {
	if r == "openings" {
		return "15 openings within an hour"
	}
	return "10 refused attempts within an hour"
}

// Stop is that of somebody for whom nothing opens until then, or whose stop ended within a week.
type Stop struct {
	ID           uuid.UUID
	PersonID     uuid.UUID
	Name         string
	Organization string
	Office       string // in which she opened the last ones
	Rule         Rule
	At           time.Time
	Until        time.Time
	Alarmed      *time.Time
	Opened       int // in the day before it
	Owners       int // of how many people and organizations
	Reasons      string
	Because      string // why it was lifted
	Lifted       *time.Time
	LiftedName   string
}

// Lasts says that nothing opens for her yet.
func (s Stop) Lasts(now time.Time) bool { return s.Until.After(now) }

const stops = `
select t.id, t.person_id, s.name, s.organization, s.office, t.rule, t.at, t.until, t.alarmed, s.opened, s.owners, s.reasons, t.because, t.lifted, t.lifted_name
  from app.stop_seen s join reveal_stop t on t.id = s.stop_id`

// Stops are those that the asker may lift, and what became of those of the week before.
func Stops(dst *[]Stop) db.Query {
	return db.Many("stops of openings", stops+` where not s.own order by t.until desc, t.id`+db.Limit(100), dst)
}

// StopByID is one of them.
func StopByID(id uuid.UUID, dst *Stop) db.Query {
	return db.One("stop of openings", stops+` where not s.own and t.id = $1`, dst, id)
}

// LiftedOfMine is the asker's last stop where somebody lifted it within a week: she reads who did and why. nil where there is none.
func LiftedOfMine(dst **Stop) db.Query {
	return db.Maybe("my lifted stop", stops+` where s.own and t.lifted is not null order by t.lifted desc`+db.Limit(1), dst)
}

// Lift ends somebody else's stop now, and says why. The person reads that, and it stays on record.
func Lift(id uuid.UUID, because string) (db.Query, error) {
	because = strings.TrimSpace(because)
	var wrong fault.Invalid
	if n := utf8.RuneCountInString(because); n < MinReason || n > MaxReason {
		wrong.Add("because", "Reason: say in 10 to 500 characters how you know that nobody collects contacts. Who was stopped reads it.")
	}
	return db.Change("lift a stop", `update reveal_stop set because = $2 where id = $1`, id, because).Seen(`select true from reveal_stop where id = $1`, id), wrong.Err()
}

func init() {
	db.Constraint("reveal_stop_over", fault.Conflict{Message: "This stop is over, or somebody lifted it before you. Nothing was changed."})
}

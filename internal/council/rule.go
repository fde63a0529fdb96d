package council

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Keeper is who keeps a roster.
type Keeper string

// Who keeps it; where no rule says so, the officers do, as in every kind of council that seats itself.
const (
	Officers  Keeper = "officers"            // chair and secretariat
	Committee Keeper = "executive committee" // with the chair
	Election  Keeper = "election"            // the secretariat, for whom the council elected
	Staff     Keeper = "staff"               // never of an industry council
)

// RuleID names a rule.
type RuleID struct{ uuid.UUID }

// Rule says who keeps a council's roster, from when to when, and which document says so. Not agreed and not stopped it waits.
type Rule struct {
	ID           RuleID
	KeptBy       Keeper
	Document     string
	RecordedName string
	Recorded     time.Time
	Own          bool // the asker recorded it
	Since        time.Time
	Until        *time.Time
	Agreed       *time.Time
	AgreedName   string
	Stopped      *time.Time
	Chaired      bool // somebody is there to agree for the council
}

// Waits says that it takes a second yes.
func (r Rule) Waits() bool { return r.Agreed == nil && r.Stopped == nil }

// Lives says that it holds.
func (r Rule) Lives() bool { return r.Agreed != nil && r.Until == nil }

// Rules are those of the council with that slug, the latest first; 50 at most.
func Rules(slug string, dst *[]Rule) db.Query {
	return db.Many("who keeps a roster", `
select r.id, r.kept_by, r.document, r.recorded_name, r.recorded, r.recorded_by = any (array(select person_id from app.who)) as own, r.since, r.until, r.agreed, r.agreed_name, r.stopped,
       exists (select from app.office_served s where s.council_id = r.council_id and s.office = 'chair' and`+lived("s", "app.now()")+`) as chaired
  from roster_rule r where r.council_id = (select id from council where slug = $1) order by r.recorded desc, r.id`+db.Limit(50), dst, slug)
}

// Entrust says who keeps the council's roster. Of the chair's it holds at once; what staff record waits for the chair, and while nobody
// chairs for another member of staff.
func Entrust(council ID, to Keeper, document string) (db.Query, error) {
	var wrong fault.Invalid
	if to != Officers && to != Committee && to != Election && to != Staff {
		wrong.Add("kept_by", "Choose who keeps the roster.")
	}
	if n := len([]rune(strings.TrimSpace(document))); n == 0 || n > 500 {
		wrong.Add("document", "Name the document that says so, such as the charter's article, in 500 characters at most.")
	}
	return db.Change("say who keeps a roster", `insert into roster_rule (id, council_id, kept_by, document) values ($1, $2, $3, $4)`,
		uuid.Must(uuid.NewV7()), council, to, strings.TrimSpace(document)), wrong.Err()
}

// AgreeToRule is the second yes.
func AgreeToRule(in string, id RuleID) db.Query { return decideRule(in, id, "agreed") }

// StopRule takes it back, or is the no.
func StopRule(in string, id RuleID) db.Query { return decideRule(in, id, "stopped") }

func decideRule(in string, id RuleID, column string) db.Query {
	const it = ` where id = $1 and council_id = (select id from council where slug = $2)`
	return db.Change("rule "+column, `update roster_rule set `+column+` = app.now()`+it, id, in).Seen(`select 1 from roster_rule`+it, id, in)
}

func init() {
	db.Constraint("roster_rule_kind", fault.Invalid{{Name: "kept_by", Message: "Who keeps the roster of such a body is the same for all of its kind."}})
	db.Constraint("roster_rule_industry", fault.Invalid{{Name: "kept_by", Message: "An industry council seats itself: staff keep no roster of one, whoever agrees."}})
	db.Constraint("roster_rule_over", fault.Conflict{Message: "This was decided meanwhile. Nothing was changed."})
	db.Constraint("roster_rule_open", fault.Conflict{Message: "Another change waits for its second yes. Nothing was changed: decide that one first."})
}

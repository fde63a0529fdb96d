// Package emergency is break-glass: for a few hours one member of staff reads in one council, because a second one agreed. The council
// sees who, why, until when and what was opened, is told at once, may end it, and may refuse it altogether.
//
// What it grants is a row of held, as every right is; PostgreSQL makes it when the second person agrees and the dates in it end it.
// What is addressed to named people, where TLP:RED goes, is never among it.
package emergency

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
)

// ID names one emergency access, from the asking on.
type ID struct{ uuid.UUID }

// NewID is made here, not by the database.
func NewID() ID { return ID{uuid.Must(uuid.NewV7())} }

// MostHours is how long one access lasts at the longest.
const MostHours = 4

// waits is how long a request can be agreed to.
const waits = 24 * time.Hour

// State of an access at a moment.
type State string

// The states, in the order of a life.
const (
	Waiting   State = "waiting"    // for a second person
	Lapsed    State = "lapsed"     // nobody agreed within a day
	TakenBack State = "taken back" // before anybody decided
	Refused   State = "refused"
	Living    State = "living" // it is read now
	Over      State = "over"
)

// Access is one of them, as the council and staff see it.
type Access struct {
	ID        ID
	Council   string
	Slug      string
	Because   string
	Hours     int
	AskedName string
	Asked     time.Time
	Mine      bool // asked by who looks at it

	Approved    *bool // nil while nobody decided
	Answer      string
	DecidedName string
	Decided     *time.Time
	Until       *time.Time

	EndedName string
	Ended     *time.Time
	Opened    int  // how many updates and replies, counted to 1,000
	Rules     bool // who looks at it may end it
}

// StateAt is where it stands at that moment.
func (a Access) StateAt(now time.Time) State {
	switch {
	case a.Approved == nil && a.Ended != nil:
		return TakenBack
	case a.Approved != nil && !*a.Approved:
		return Refused
	case a.Approved == nil && now.Sub(a.Asked) >= waits:
		return Lapsed
	case a.Approved == nil:
		return Waiting
	case a.Ended == nil && a.Until.After(now):
		return Living
	}
	return Over
}

// End is when it ended or will end; nil where nobody agreed.
func (a Access) End() *time.Time {
	if a.Ended != nil {
		return a.Ended
	}
	return a.Until
}

const columns = `
select b.id, c.short_name as council, c.slug, b.because, b.hours, b.asked_name, b.asked,
       b.asked_by = any (array(select person_id from app.who)) as mine,
       d.approved, coalesce(d.because, '') as answer, coalesce(d.decided_name, '') as decided_name, d.decided, d.until,
       coalesce(e.ended_name, '') as ended_name, e.ended,
       (select count(*)::int from (select from break_glass_read r where r.break_glass_id = b.id limit 1000) r) as opened,
       b.council_id = any (array(select council_id from app.glass_ruled)) as rules
  from break_glass b join council c on c.id = b.council_id
  left join break_glass_decision d on d.break_glass_id = b.id
  left join break_glass_end e on e.break_glass_id = b.id`

// Shown is how many a list holds.
const Shown = 50

// Latest are those of all councils, for staff who may ask themselves, the newest first.
func Latest(dst *[]Access) db.Query {
	return db.Many("emergencies", columns+`
 where (select true from app.holding where capability = 'glass.break' limit 1)
 order by b.asked desc, b.id`+db.Limit(Shown), dst)
}

// Of are those of one council, for whoever reads there and for staff, the newest first.
func Of(slug string, dst *[]Access) db.Query {
	return db.Many("emergencies of council", columns+`
 where b.council_id = (select id from council where slug = $1)
 order by b.asked desc, b.id`+db.Limit(Shown), dst, slug)
}

// Reading is who reads in the council just now, for those who read there themselves.
func Reading(slug string, dst *[]Access) db.Query {
	return db.Many("emergency in council", columns+`
 where b.council_id = (select id from council where slug = $1) and d.until > app.now() and e.ended is null and b.asked_by <> all (array(select person_id from app.who))
 order by d.until, b.id`+db.Limit(3), dst, slug)
}

// ByID is one of them.
func ByID(id ID, dst *Access) db.Query {
	return db.One("emergency", columns+` where b.id = $1`, dst, id)
}

// Opening is something that was opened. Its title is there for those who may read it themselves; staff are left with what it is.
type Opening struct {
	ItemID item.ID
	RootID item.ID
	At     time.Time
	Label  marking.Label
	Title  string
}

// Opened is the report, in the order of opening.
func Opened(id ID, dst *[]Opening) db.Query {
	return db.Many("emergency opened", `
select r.item_id, coalesce(i.root_id, r.item_id) as root_id, r.at, coalesce(i.label, '') as label, coalesce(v.title, '') as title
  from break_glass_read r left join item i on i.id = r.item_id
  left join item root on root.id = i.root_id left join item_version v on v.item_id = root.id and v.number = root.current
 where r.break_glass_id = $1 order by r.at, r.item_id`+db.Limit(1000), dst, id)
}

// Witness records that the asker opened a thread under emergency access; without one it records nothing. For db.Witness.
func Witness(root item.ID) db.Query {
	return db.Also("opened in emergency", `
insert into break_glass_read (break_glass_id, item_id)
select distinct b.id, a.item_id from app.breaking b join audience a on a.council_id = b.council_id and a.root_id = $1
on conflict do nothing`, root)
}

func init() {
	db.Constraint("break_glass_refused", fault.Conflict{Message: "This council refuses emergency access. Ask its chair.", Rule: "the council refuses emergency access"})
	db.Constraint("break_glass_nothing", fault.Invalid{{Name: "council", Message: "Choose a council in which people share updates."}})
	db.Constraint("break_glass_open", fault.Conflict{Message: "You asked for this council already. Nothing was sent twice."})
	db.Constraint("break_glass_second", fault.Conflict{Message: "You asked for this yourself. A second member of staff has to agree.", Rule: "a second person agrees"})
	db.Constraint("break_glass_over", fault.Conflict{Message: "This request is over. Nothing was changed."})
	db.Constraint("break_glass_decision_pkey", fault.Conflict{Message: "Somebody decided this already. Nothing was changed."})
	db.Constraint("break_glass_end_pkey", fault.Conflict{Message: "It is ended already."})
}

// Ask asks for hours in the council of that slug, and says why. Nothing is opened before a second person agreed.
func Ask(id ID, slug, because string, hours int) ([]db.Query, error) {
	because = strings.TrimSpace(because)
	var wrong fault.Invalid
	if slug == "" {
		wrong.Add("council", "Choose the council.")
	}
	if n := len([]rune(because)); n < 20 || n > 1000 {
		wrong.Add("because", "Write in 20 to 1,000 characters what happened and what you have to know. The council reads it.")
	}
	if hours < 1 || hours > MostHours {
		wrong.Add("hours", "Choose 1 to 4 hours.")
	}
	return []db.Query{db.Change("ask for emergency access", `
insert into break_glass (id, council_id, because, hours) select $1, id, $3, $4 from council where slug = $2`, id, slug, because, hours)}, wrong.Err()
}

// Agree opens it, from now on. The asker cannot.
func Agree(id ID) db.Query {
	return db.Change("agree to emergency access", `insert into break_glass_decision (break_glass_id, approved) select id, true from break_glass where id = $1`, id)
}

// Refuse says no, and why.
func Refuse(id ID, because string) (db.Query, error) {
	because = strings.TrimSpace(because)
	var wrong fault.Invalid
	if n := len([]rune(because)); n == 0 || n > 1000 {
		wrong.Add("answer", "Write in at most 1,000 characters why not.")
	}
	return db.Change("refuse emergency access", `insert into break_glass_decision (break_glass_id, approved, because) select id, false, $2 from break_glass where id = $1`, id, because), wrong.Err()
}

// Close ends it before its time, or takes the request back.
func Close(id ID) db.Query {
	return db.Change("end emergency access", `insert into break_glass_end (break_glass_id) select id from break_glass where id = $1`, id).
		Seen(`select true from break_glass where id = $1`, id)
}

// Package proposal is what needs two members of staff: one proposes it and says why, another one confirms or refuses it, and once it is
// confirmed the portal does it. So nobody makes somebody staff, lets an office do more, or copies the whole record alone. What would open a
// council to others waits for that council besides, where it has officers: one of them agrees, or they let the days pass that they have.
//
// Every rule of it stands in the database, and so does the act itself: neither an appointment to a body that CISA runs nor a right of an
// office can be written by the web any other way. Taking a right away needs nobody else, and is on record like the rest.
package proposal

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/person"
)

// ID names a proposal; the appointment that comes of one has the same.
type ID struct{ uuid.UUID }

// NewID is made here, not by the database.
func NewID() ID { return ID{uuid.Must(uuid.NewV7())} }

// waits is how long a proposal can be confirmed.
const waits = 7 * 24 * time.Hour

// TakenWithin is how long a confirmed copy of the log can be taken.
const TakenWithin = 24 * time.Hour

// Act is what is proposed.
type Act string

// The acts.
const (
	Appointment Act = "appointment" // somebody's, in a body that CISA runs
	Widening    Act = "right"       // an office may do more
	Narrowing   Act = "end"         // an office may do less; done at once
	Export      Act = "export"      // a copy of the whole record
	Address     Act = "address"     // with which somebody signs in
	NewLimit    Act = "limit"       // of readers beyond which a wider right is an alarm

	HandOver      Act = "hand-over"     // of a council's workspace to an officer whom it chose
	Community     Act = "community"     // a council enters the community of a sector
	Invitation    Act = "invitation"    // the address at which somebody who serves in a council gets an account
	Administrator Act = "administrator" // of an organization
	KindOfBody    Act = "kind"          // of council that is to be
	Entry         Act = "enters"        // those of a kind read in the community of their sector
)

// State of a proposal at a moment.
type State string

// The states.
const (
	Waiting   State = "waiting"
	Lapsed    State = "lapsed" // nobody decided within seven days
	Confirmed State = "confirmed"
	Refused   State = "refused"
	TakenBack State = "taken back" // by who proposed it
	Asking    State = "asking"     // confirmed; the council's officers have their say
	Objected  State = "objected"   // by one of them
)

// Proposal is one of them, as staff see it.
type Proposal struct {
	ID         ID
	Act        Act
	Because    string
	ProposedBy string
	Proposed   time.Time
	Mine       bool // proposed by who looks at it

	Council     string // short name of the body
	CouncilSlug string
	PersonID    *person.ID // whom it would appoint
	Person      string
	Term        *time.Time
	ForMe       bool // it would appoint who looks at it

	OfficeSlug string // the right: of this office in each council of the kind
	Office     string
	KindSlug   string
	Kind       string
	Capability string
	Means      string
	Reach      string
	Readers    int // how many people the circle that gains most gained when it was proposed; of a limit: the limit
	Email      string
	Alarmed    bool

	Confirmed *time.Time
	Refused   *time.Time
	DecidedBy string
	Own       bool // decided by who proposed it
	Answer    string
	Taken     *time.Time

	NewKind   string // name of a kind that is to be; Kind is the one that it follows
	NewPlural string
	NewSide   string
	Enters    bool

	ChosenOn    *time.Time // of a hand-over: what the council is said to have done
	Document    string
	ToldBy      string
	Sector      string // whose community it is
	Asks        string // short name of the council whose officers are asked
	Asked       *time.Time
	AnswerUntil *time.Time
	Agreed      *time.Time
	Objected    *time.Time
	Objection   string
	AnsweredBy  string // "" where nobody answered
	Done        *time.Time
}

// Right is the right it is about.
func (p Proposal) Right() Right { return Right{p.KindSlug, p.OfficeSlug, p.Capability, p.Reach} }

// StateAt is where it stands at that moment.
func (p Proposal) StateAt(now time.Time) State {
	switch {
	case p.Objected != nil:
		return Objected
	case p.Asked != nil && p.Done == nil:
		return Asking
	case p.Confirmed != nil:
		return Confirmed
	case p.Refused != nil && p.Own:
		return TakenBack
	case p.Refused != nil:
		return Refused
	case now.Sub(p.Proposed) >= waits:
		return Lapsed
	}
	return Waiting
}

// Until is the moment to which it can be decided.
func (p Proposal) Until() time.Time { return p.Proposed.Add(waits) }

const columns = `
select p.id, p.act, p.because, w.name as proposed_by, p.proposed, p.proposed_by = any (array(select person_id from app.who)) as mine,
       coalesce(c.short_name, '') as council, coalesce(c.slug, '') as council_slug, p.person_id, coalesce(s.name, '') as person, p.term,
       coalesce(p.person_id = any (array(select person_id from app.who)), false) as for_me,
       coalesce(p.office, '') as office_slug, coalesce(o.name, '') as office, coalesce(p.kind, '') as kind_slug, coalesce(k.name, '') as kind,
       coalesce(p.capability, '') as capability, coalesce(y.means, '') as means, coalesce(p.reach, '') as reach, p.readers, p.alarmed, coalesce(p.email, '') as email,
       coalesce(p.kind_name, '') as new_kind, coalesce(p.kind_plural, '') as new_plural, coalesce(p.kind_side, '') as new_side, coalesce(p.kind_enters, false) as enters,
       p.confirmed, p.refused, coalesce(d.name, '') as decided_by, coalesce(p.decided_by = p.proposed_by, false) as own, p.answer, p.taken,
       p.chosen_on, coalesce(p.document, '') as document, coalesce(p.told_by, '') as told_by, coalesce(z.name, '') as sector, coalesce(q.short_name, '') as asks,
       p.asked, p.asked + app.council_answers_within() as answer_until, p.agreed, p.objected, p.objection, coalesce(r.name, '') as answered_by, p.done
  from proposal p join person w on w.id = p.proposed_by
  left join sector z on z.slug = p.sector left join council q on q.id = p.asks_id left join person r on r.id = p.answered_by
  left join council c on c.id = p.council_id left join person s on s.id = p.person_id left join person d on d.id = p.decided_by
  left join office o on o.slug = p.office left join council_kind k on k.slug = p.kind left join capability y on y.slug = p.capability`

// Shown is how many a list holds.
const Shown = 50

// Latest are all of them, the newest first.
func Latest(dst *[]Proposal) db.Query {
	return db.Many("proposals", columns+` order by p.proposed desc, p.id`+db.Limit(Shown), dst)
}

// ByID is one of them.
func ByID(id ID, dst *Proposal) db.Query {
	return db.One("proposal", columns+` where p.id = $1`, dst, id)
}

// Copy is the asker's own proposal of a copy of the log that waits, or that can be taken now; nil where there is none.
func Copy(dst **Proposal) db.Query {
	return db.Maybe("proposed copy", columns+`
 where p.act = 'export' and p.proposed_by = any (array(select person_id from app.who)) and p.refused is null and p.taken is null
   and case when p.confirmed is null then p.proposed > app.now() - interval '7 days' else p.confirmed > app.now() - interval '1 day' end
 order by p.confirmed nulls last, p.proposed`+db.Limit(1), dst)
}

// Appointing is whom staff propose for an office of a body that CISA runs.
type Appointing struct {
	Council council.ID
	Person  person.ID
	Office  string
	Term    *time.Time // the end of a fixed term
	Because string
}

// Propose proposes it.
func (a Appointing) Propose(id ID, now time.Time) (db.Query, error) {
	var wrong fault.Invalid
	if a.Person.UUID == uuid.Nil {
		wrong.Add("person", "Choose the person.")
	}
	if a.Office == "" {
		wrong.Add("office", "Choose the office.")
	}
	if a.Term != nil && !a.Term.After(now) {
		wrong.Add("until", "The end of the term must lie ahead.")
	}
	because := reason(&wrong, a.Because)
	return db.Change("propose an appointment", `insert into proposal (id, act, because, council_id, person_id, term, office) values ($1, $2, $3, $4, $5, $6, $7)`,
		id, Appointment, because, a.Council, a.Person, a.Term, a.Office), wrong.Err()
}

// ProposeExport proposes that the asker takes a copy of the whole log.
func ProposeExport(id ID, because string) (db.Query, error) {
	var wrong fault.Invalid
	because = reason(&wrong, because)
	return db.Change("propose a copy", `insert into proposal (id, act, because) values ($1, $2, $3)`, id, Export, because), wrong.Err()
}

// ProposeAddress proposes another e-mail address for somebody who cannot reach the one before. Both are told once it is confirmed.
func ProposeAddress(id ID, of person.ID, email, because string) (db.Query, error) {
	var wrong fault.Invalid
	because = reason(&wrong, because)
	return db.Change("propose an address", `insert into proposal (id, act, because, person_id, email) values ($1, $2, $3, $4, $5)`, id, Address, because, of, email), wrong.Err()
}

// ProposeInvitation proposes the address at which somebody who serves in a council, and has no account, gets one: whoever reads that mail
// reads there.
func ProposeInvitation(id ID, of person.ID, email, because string) (db.Query, error) {
	var wrong fault.Invalid
	because = reason(&wrong, because)
	return db.Change("propose an invitation", `insert into proposal (id, act, because, person_id, email) values ($1, $2, $3, $4, $5)`, id, Invitation, because, of, email), wrong.Err()
}

// ProposeAdministrator proposes whom an organization named its administrator.
func ProposeAdministrator(id ID, who person.ID, because string) (db.Query, error) {
	var wrong fault.Invalid
	because = reason(&wrong, because)
	return db.Change("propose an administrator", `insert into proposal (id, act, because, person_id) values ($1, $2, $3, $4)`, id, Administrator, because, who), wrong.Err()
}

// ProposeLimit proposes from how many readers on a wider right is an alarm.
func ProposeLimit(id ID, readers int, because string) (db.Query, error) {
	var wrong fault.Invalid
	if readers < 1 || readers > 1_000_000 {
		wrong.Add("readers", "Write a number of people, 1 or more.")
	}
	because = reason(&wrong, because)
	return db.Change("propose a limit", `insert into proposal (id, act, because, readers) values ($1, $2, $3, $4)`, id, NewLimit, because, readers), wrong.Err()
}

// reason is the one that every proposal gives.
func reason(wrong *fault.Invalid, because string) string {
	because = strings.TrimSpace(because)
	if n := len([]rune(because)); n < 20 || n > 1000 {
		wrong.Add("because", "Write in 20 to 1,000 characters why. Whoever decides reads it, and it stays on record.")
	}
	return because
}

// Confirm does what was proposed. Neither who proposed it nor who gains by it can.
func Confirm(id ID) db.Query {
	return db.Change("confirm a proposal", `update proposal set confirmed = app.now() where id = $1`, id)
}

// Refuse says no, and why.
func Refuse(id ID, answer string) (db.Query, error) {
	answer = strings.TrimSpace(answer)
	var wrong fault.Invalid
	if n := len([]rune(answer)); n == 0 || n > 1000 {
		wrong.Add("answer", "Write in at most 1,000 characters why not.")
	}
	return db.Change("refuse a proposal", `update proposal set refused = app.now(), answer = $2 where id = $1`, id, answer), wrong.Err()
}

// TakeBack ends the asker's own proposal before it is decided.
func TakeBack(id ID) db.Query {
	return db.Change("take a proposal back", `update proposal set refused = app.now() where id = $1 and proposed_by = any (array(select person_id from app.who))`, id).
		Seen(`select true from proposal where id = $1`, id)
}

func init() {
	db.Constraint("proposal_waits", fault.Conflict{Message: "The same is proposed already and waits for a decision. Nothing was sent twice."})
	db.Constraint("proposal_over", fault.Conflict{Message: "This was decided already, or nobody did within seven days. Nothing was changed."})
	db.Constraint("proposal_second", fault.Conflict{Message: "You proposed this yourself. A second member of staff has to confirm.", Rule: "a second person confirms"})
	db.Constraint("proposal_self", fault.Conflict{Message: "You would gain by this yourself. Another member of staff has to confirm.", Rule: "who gains does not confirm"})
	db.Constraint("proposal_grown", fault.Conflict{Message: "More people would gain by now than when it was proposed, so many that it is an alarm. Refuse this, and propose it anew."})
	db.Constraint("address_same", fault.Invalid{{Name: "email", Message: "E-mail address: this person signs in with it already, or has no account yet."}})
	db.Constraint("right_fits", fault.Invalid{{Name: "capability", Message: "This office cannot be given that here, whoever agrees. Choose another right, or how far it goes."}})
	db.Constraint("right_is_so", fault.Conflict{Message: "It is so already. Nothing was changed."})
	db.Constraint("right_last", fault.Conflict{Message: "Without this right nobody could undo it. Nothing was changed."})
	db.Constraint("community_is_so", fault.Conflict{Message: "The council is in that community already, or there is none. Nothing was changed."})
	db.Constraint("log_unconfirmed", fault.Conflict{Message: "A second member of staff confirms a copy of the whole log first; then it can be taken once, within a day.", Rule: "a second person confirms"})
}

package admission

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/folded"
)

// State is how far a case is.
type State string

// The states that a case rests in.
const (
	Asked     State = "asked"     // waits for a sponsor
	Sponsored State = "sponsored" // waits for a validator
	Invited   State = "invited"   // waits for the applicant
	Accepted  State = "accepted"
	Refused   State = "refused"
	Withdrawn State = "withdrawn"
	Expired   State = "expired" // nobody took the invitation up within seven days
)

// Case is one, as the asker may see it: those who sponsor and validate in its council, who made it, and the applicant.
type Case struct {
	ID                ID
	CouncilID         uuid.UUID
	Slug, Council     string // of the council: slug and short name
	Origin            string // nomination or request
	Office            string // slug
	OfficeName        string
	NeedsSeat         bool
	OrganizationID    *uuid.UUID
	Organization      string // its name on record, else as typed
	SeatID            *uuid.UUID
	PersonID          *uuid.UUID
	Name              string
	Email             string
	Phone             string
	Supervisor        string
	SupervisorContact string
	Reason            string
	At                time.Time
	State             State
	Since             time.Time // of the state
	Sponsor           string    // who spoke for the applicant; "" while nobody did
	Applicant         bool      // the asker is the applicant
	Mine              bool      // the asker is the applicant, or made the case
	Sponsors          bool      // the asker may speak for the applicant, now
	Validates         bool      // the asker may decide, now
	Keeps             bool      // the asker validates in the council
	Trouble           *string   // why its invitation does not count: over, inviter, seat, taken
}

const (
	sponsors  = `s.state = 'asked' and coalesce(m.applicant, false) = false and x.council_id = any (array(select council_id from app.sponsoring))`
	validates = `s.state = 'sponsored' and coalesce(m.applicant, false) = false and s.sponsor_id <> all (array(select person_id from app.who))
         and x.council_id = any (array(select council_id from app.validating))`
	columns = `x.id, x.council_id, k.slug, k.short_name as council, x.origin, x.office, f.name as office_name, f.needs_seat, x.organization_id,
       coalesce(o.name, x.organization_name) as organization, x.seat_id, x.person_id, x.name, x.email, x.phone, x.supervisor, x.supervisor_contact, x.reason, x.at,
       s.state, s.since, s.sponsor, coalesce(m.applicant, false) as applicant, m.applicant is not null as mine,
       ` + sponsors + ` as sponsors,
       ` + validates + ` as validates,
       x.council_id = any (array(select council_id from app.validating)) as keeps,
       case when s.state = 'invited' then app.join_trouble(x.id) end as trouble`
	joins = `
  join council k on k.id = x.council_id join office f on f.slug = x.office
  left join organization o on o.id = x.organization_id
  left join app.my_admission m on m.id = x.id`
	fields = `id, council_id, origin, office, organization_id, organization_name, seat_id, person_id, name, email, phone, supervisor, supervisor_contact, reason, at`
)

// ByID is one case, whoever of those who may see it asks.
func ByID(id ID, dst *Case) db.Query {
	return db.One("case", `
select `+columns+`
  from (select `+fields+` from admission where id = $1 union select `+fields+` from app.my_admission where id = $1) x
  join (select admission_id, state, since, sponsor_id, sponsor from app.admission_state where admission_id = $1
        union select admission_id, state, since, sponsor_id, sponsor from app.my_admission_state where admission_id = $1) s on s.admission_id = x.id`+joins, dst, id)
}

// Step is one thing that was done in a case.
type Step struct {
	Kind    string // as State, or validated
	By      string // "" for nobody: time
	At      time.Time
	Checked *string // how identity was checked: called, in person, known; nil to who may not read it
	Because string
	Advice  string // what a refused applicant may do
}

// Steps are those of a case in their order. The applicant is not told how identity was checked.
func Steps(id ID, dst *[]Step) db.Query {
	return db.Many("steps of a case", `
select kind, by_name as "by", at, checked, because, advice from (
  select id, kind, by_name, at, checked, because, advice from admission_step where admission_id = $1
  union all
  select id, kind, by_name, at, null, because, advice from app.my_admission_step
   where admission_id = $1 and (select true from admission_step s where s.admission_id = $1 limit 1) is null) x
 order by id`, dst, id)
}

// ToDecide are those among the cases with these ids that wait for the asker's decision in the council, in the order in which they began.
func ToDecide(slug string, ids []uuid.UUID, dst *[]Case) db.Query {
	return db.Many("cases to decide", `
select `+columns+`
  from (select `+fields+` from admission where id = any ($2) and council_id = (select id from council where slug = $1)) x
  join app.admission_state s on s.admission_id = x.id`+joins+`
 where `+validates+` order by x.at, x.id`, dst, slug, ids)
}

// Standing is what the asker may do about the council's cases.
type Standing struct{ Sponsors, Validates bool }

// StandingIn is the asker's in the council with that slug.
func StandingIn(slug string, dst *Standing) db.Query {
	return db.One("standing in admissions", `select c.id = any (array(select council_id from app.sponsoring)) as sponsors,
       c.id = any (array(select council_id from app.validating)) as validates from council c where c.slug = $1`, dst, slug)
}

// NominatesFor are the organizations with a seat in the council with that slug that the asker administers, and for which she may so nominate.
func NominatesFor(slug string, dst *[]Known) db.Query {
	return db.Many("organizations to nominate for", `
select distinct o.id, o.name, '' as organization from app.nominating n join organization o on o.id = n.organization_id
 where n.council_id = (select id from council where slug = $1) order by o.name`+db.Limit(20), dst, slug)
}

// Known is somebody on record whom the asker knows.
type Known struct {
	ID                 uuid.UUID
	Name, Organization string
}

// People of that name, however it is written, whom the asker knows from a roster.
func People(name string, dst *[]Known) db.Query {
	return db.Many("people of that name", `select p.id, p.name, o.name as organization from person p join organization o on o.id = p.organization_id
		where p.folded = $1 and $1 <> '' order by p.id`+db.Limit(20), dst, folded.Text(name))
}

// Offered says whether an office can be asked for here: officers are chosen by the council as its charter says.
func Offered(office string) bool {
	return !slices.Contains([]string{"chair", "vice-chair", "secretary", "validator"}, office)
}

// most is how many open cases a council's queue shows.
const most = 200

// Open are the open cases of a council, as its sponsors and validators see them: what waits for the asker first, the oldest first.
func Open(slug string, dst *[]Case) db.Query {
	return db.Many("open cases", `
select `+columns+`
  from (select `+fields+` from admission where council_id = (select id from council where slug = $1) and closed is null order by at`+db.Limit(most)+`) x
  join app.admission_state s on s.admission_id = x.id`+joins+`
 order by (`+sponsors+`) or (`+validates+`) desc, s.since, x.id`, dst, slug)
}

// PerPage is how many closed cases a page shows; the query brings one more.
const PerPage = 50

// Closed are those that came to an end, the latest first, after the key.
func Closed(slug string, after []string, dst *[]Case) db.Query {
	at, id := "infinity", uuid.Nil.String()
	if len(after) == 2 {
		at, id = after[0], after[1]
	}
	return db.Many("closed cases", `
select `+columns+`
  from (select `+fields+`, closed from admission where council_id = (select id from council where slug = $1) and closed is not null
           and (closed < $2::timestamptz or closed = $2::timestamptz and id > $3::uuid) order by closed desc, id`+db.Limit(PerPage+1)+`) x
  join app.admission_state s on s.admission_id = x.id`+joins+`
 order by x.closed desc, x.id`, dst, slug, at, id)
}

// Key names a closed case for a cursor.
func (c Case) Key() []string { return []string{c.Since.UTC().Format(time.RFC3339Nano), c.ID.String()} }

// Own are the asker's own cases, as applicant or as who made them, the latest first.
func Own(dst *[]Case) db.Query {
	return db.Many("own cases", `
select `+columns+`
  from (select `+fields+` from app.my_admission order by at desc`+db.Limit(50)+`) x
  join app.my_admission_state s on s.admission_id = x.id`+joins+`
 order by x.at desc`, dst)
}

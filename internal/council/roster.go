package council

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/person"
)

// SeatsPerPage is how many seats a page of a roster shows; the query brings one more, which tells that there is another page.
const SeatsPerPage = 100

// Seat belongs to an organization, whoever speaks for it.
type Seat struct {
	ID               SeatID
	OrganizationID   uuid.UUID
	Organization     string
	OrganizationSlug string
	State            string
	Government       bool
	Invented         bool
	Class            string // voting, non-voting or observer
	AppointedBy      string // the association that fills it, where a charter says so
	Since            time.Time
	Until            *time.Time
}

// Key names the seat for a cursor.
func (s Seat) Key() []string { return []string{s.Organization, s.ID.String()} }

// Appointment is a person in an office.
type Appointment struct {
	ID           AppointmentID
	SeatID       *SeatID // nil where the office speaks for no seat
	PersonID     person.ID
	Person       string
	Office       string // slug
	OfficeName   string
	Organization string
	Invented     bool
	Suspended    bool // keeps the appointment and can do nothing with it
	Since        time.Time
	Until        *time.Time // nil: until somebody ends it
}

// Roster is who sits in a council: its seats, who speaks for each, and who serves without a seat.
type Roster struct {
	Seats    []Seat // one page, by organization, one more than SeatsPerPage where others follow
	Vacant   []Seat // without a representative, the longest first; 20 at most
	Officers []Appointment
	sitting  []Appointment
}

const (
	seatColumns = `s.id, s.organization_id, o.name as organization, o.slug as organization_slug, coalesce(o.state, '') as state, o.government,
       o.invented, s.class, s.appointed_by, s.since, s.until`
	liveSeat  = ` s.since <= app.now() and (s.until is null or s.until > app.now())`
	appointed = `a.id, a.seat_id, a.person_id, p.name as person, a.office, f.name as office_name, g.name as organization, a.invented,
       coalesce(p.suspended <= app.now(), false) as suspended, a.since, a.until`
	liveAppointment = ` a.since <= app.now() and (a.until is null or a.until > app.now())`
	seatPage        = `
  from seat s join organization o on o.id = s.organization_id
 where s.council_id = (select id from council where slug = $1) and` + liveSeat + ` and (o.name, s.id) > ($2, $3::uuid)
 order by o.name, s.id limit $4`
)

// Queries read one page of the roster of the council with that slug. Whoever does not see rosters gets none.
func (r *Roster) Queries(slug string, key []string) []db.Query {
	name, id := after(key)
	return []db.Query{
		db.Many("seats", `select `+seatColumns+seatPage, &r.Seats, slug, name, id, SeatsPerPage+1),
		db.Many("who sits", `
select `+appointed+`
  from (select s.id`+seatPage+`) s
  join appointment a on a.seat_id = s.id and`+liveAppointment+`
  join person p on p.id = a.person_id join office f on f.slug = a.office join organization g on g.id = a.organization_id
 order by f.rank, p.name`, &r.sitting, slug, name, id, SeatsPerPage+1),
		db.Many("vacant seats of a council", `
select `+seatColumns+`
  from seat s join organization o on o.id = s.organization_id
 where s.council_id = (select id from council where slug = $1) and`+liveSeat+`
   and not exists (select from appointment a where a.seat_id = s.id and a.office = 'representative' and`+liveAppointment+`)
 order by s.since, s.id limit 20`, &r.Vacant, slug),
		db.Many("officers without a seat", `
select `+appointed+`
  from appointment a
  join person p on p.id = a.person_id join office f on f.slug = a.office join organization g on g.id = a.organization_id
 where a.council_id = (select id from council where slug = $1) and a.seat_id is null and`+liveAppointment+`
 order by f.rank, p.name, a.id limit 100`, &r.Officers, slug),
	}
}

// On are those who speak for the seat, the representative first.
func (r Roster) On(seat SeatID) (representative *Appointment, others []Appointment) {
	for i, a := range r.sitting {
		switch {
		case a.SeatID == nil || *a.SeatID != seat:
		case a.Office == "representative" && representative == nil:
			representative = &r.sitting[i]
		default:
			others = append(others, a)
		}
	}
	return representative, others
}

// Counts are how many people serve in a council, counted to 1,001 appointments: past that only "more than 1,000" is known.
type Counts struct {
	People, Organizations, Government, Regulators int
	More                                          bool
}

// CountsOf counts the council's people as far as the asker sees its roster.
func CountsOf(slug string, dst *Counts) db.Query {
	return db.One("counts of a council", `
select count(distinct n.person_id)::int as people, count(distinct n.organization_id)::int as organizations,
       count(distinct n.person_id) filter (where n.government)::int as government,
       count(distinct n.person_id) filter (where n.regulator)::int as regulators, count(*) > 1000 as more
  from (select a.person_id, a.organization_id, o.government, o.regulator
          from appointment a join organization o on o.id = a.organization_id
         where a.council_id = (select id from council where slug = $1) and`+liveAppointment+` limit 1001) n`, dst, slug)
}

// OneSeat is a living seat of a council.
func OneSeat(id SeatID, dst *Seat) db.Query {
	return db.One("seat", `select `+seatColumns+` from seat s join organization o on o.id = s.organization_id where s.id = $1 and`+liveSeat, dst, id)
}

// OneAppointment is a living appointment, as who sees the roster sees it.
func OneAppointment(id AppointmentID, dst *Appointment) db.Query {
	return db.One("appointment", `
select `+appointed+`
  from appointment a
  join person p on p.id = a.person_id join office f on f.slug = a.office join organization g on g.id = a.organization_id
 where a.id = $1 and`+liveAppointment, dst, id)
}

// Candidate is somebody whom the editor of a roster may appoint.
type Candidate struct {
	PersonID       person.ID
	Name           string
	OrganizationID uuid.UUID
	Organization   string
}

// Candidates are the people of an organization (the zero id is none) and whoever bears exactly the name typed. Who does not edit the
// council's roster gets nobody.
func Candidates(council ID, organization uuid.UUID, name string, dst *[]Candidate) db.Query {
	return db.Many("candidates", `select person_id, name, organization_id, organization from app.appointable($1, $2, $3)`, dst, council, organization, name)
}

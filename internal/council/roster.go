package council

import (
	"strings"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/folded"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
)

// RosterPage is how many seats, and how many people without one, a page of a roster shows.
const RosterPage = 100

// Seat belongs to an organization, whoever speaks for it.
type Seat struct {
	ID               SeatID
	OrganizationID   organization.ID
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

// Key names the seat for a cursor of the roster.
func (s Seat) Key() []string { return []string{bySeat, s.Organization, s.ID.String()} }

// A roster is two lists that each go on by a key of their own; a cursor says which of them it belongs to.
const (
	bySeat   = "seat"
	byOffice = "office"
)

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
	Acting       bool // a vice chair with the rights of the chair, while there is none
	Since        time.Time
	Until        *time.Time // nil: until somebody ends it
	Speaks       bool       // for the seat
	SpeaksUntil  *time.Time // nil: without an end in sight
	AwaySince    *time.Time // of the first absence that is not over, nil for none
	AwayUntil    *time.Time
	Place        string // where it stands in the list: rank of the office, then the name
}

// Key names the appointment for a cursor of the roster.
func (a Appointment) Key() []string { return []string{byOffice, a.Place, a.ID.String()} }

// Roster is who sits in a council: its seats, who speaks for each, and who serves without a seat. Either list holds one row more than
// RosterPage where others follow; a page that goes on with one of them leaves the other out.
type Roster struct {
	Seats    []Seat // by organization
	Vacant   []Seat // without a representative, the longest first; 20 at most
	Officers []Appointment
	sitting  []Appointment
}

const (
	seatColumns = `s.id, s.organization_id, o.name as organization, o.slug as organization_slug, coalesce(o.state, '') as state, o.government,
       o.invented, s.class, s.appointed_by, s.since, s.until`
	seatPage = `
  from seat s join organization o on o.id = s.organization_id
 where s.council_id = (select id from council where slug = $1) and s.since <= ` + asOf + ` and (s.until is null or s.until > ` + asOf + `)
   and (o.name, s.id) > ($2, $3::uuid)
 order by o.name, s.id limit $4`
	asOf = `coalesce($5::timestamptz, app.now())`
)

// lived says which terms of a table, by its alias, were or will be under way at a moment.
func lived(alias, at string) string {
	return " " + alias + ".since <= " + at + " and (" + alias + ".until is null or " + alias + ".until > " + at + ")"
}

// acting says whether an appointment is that of a vice chair who acts as chair at a moment.
func acting(at string) string {
	return `(a.office = 'vice-chair' and exists (select from app.acting v where v.appointment_id = a.id and` + lived("v", at) + `))`
}

// appointed are the columns of an appointment as it is at a moment.
func appointed(at string) string {
	return `a.id, a.seat_id, a.person_id, p.name as person, a.office, f.name as office_name, g.name as organization, a.invented,
       coalesce(p.suspended <= ` + at + `, false) as suspended, ` + acting(at) + ` as acting, a.since, a.until,
       k.appointment_id is not null as speaks, k.until as speaks_until, b.since as away_since, b.until as away_until,
       lpad(f.rank::text, 3, '0') || p.name as place`
}

// withNames joins to an appointment what those columns are taken from.
func withNames(at string) string {
	return `
  join person p on p.id = a.person_id join office f on f.slug = a.office join organization g on g.id = a.organization_id
  left join lateral (select v.appointment_id, nullif(v.until, 'infinity') as until from speaker v where v.appointment_id = a.id and` + lived("v", at) + ` limit 1) k on true
  left join lateral (select v.since, v.until from absence v where v.appointment_id = a.id and v.until > ` + at + ` and v.until > v.since order by v.since limit 1) b on true`
}

var liveSeat, liveAppointment = lived("s", "app.now()"), lived("a", "app.now()")

// Queries read one page of the roster of the council with that slug as it stands at a moment, past or to come; nil is now. Whoever does
// not see rosters gets none.
func (r *Roster) Queries(slug string, at *time.Time, key []string) []db.Query {
	seats, offices := []string{}, []string{}
	seatLimit, officeLimit := RosterPage+1, RosterPage+1
	if len(key) == 3 && key[0] == bySeat {
		seats, officeLimit = key[1:], 0
	} else if len(key) == 3 {
		offices, seatLimit = key[1:], 0
	}
	name, id := after(seats)
	place, appointment := after(offices)
	return []db.Query{
		db.Many("seats", `select `+seatColumns+seatPage, &r.Seats, slug, name, id, seatLimit, at),
		db.Many("who sits", `
select `+appointed(asOf)+`
  from (select s.id`+seatPage+`) s
  join appointment a on a.seat_id = s.id and`+lived("a", asOf)+withNames(asOf)+`
 order by f.rank, p.name`, &r.sitting, slug, name, id, seatLimit, at),
		db.Many("vacant seats of a council", `
select `+seatColumns+`
  from seat s join organization o on o.id = s.organization_id
 where s.council_id = (select id from council where slug = $1) and`+liveSeat+`
   and not exists (select from appointment a where a.seat_id = s.id and a.office = 'representative' and`+liveAppointment+`)
 order by s.since, s.id limit 20`, &r.Vacant, slug),
		db.Many("officers without a seat", `
select `+appointed(asOf)+`
  from appointment a`+withNames(asOf)+`
 where a.council_id = (select id from council where slug = $1) and a.seat_id is null and`+lived("a", asOf)+`
   and (lpad(f.rank::text, 3, '0') || p.name, a.id) > ($2, $3::uuid)
 order by place, a.id limit $4`, &r.Officers, slug, place, appointment, officeLimit, at),
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

// Stand is who speaks for the seat while its representative is away or there is none: the alternate who serves longest, nil for nobody.
func (r Roster) Stand(seat SeatID) (first *Appointment) {
	_, others := r.On(seat)
	for i, a := range others {
		if a.Office == "alternate" && (first == nil || a.Since.Before(first.Since)) {
			first = &others[i]
		}
	}
	return first
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

// OneSeat is a living seat of the council.
func OneSeat(slug string, id SeatID, dst *Seat) db.Query {
	return db.One("seat", `
select `+seatColumns+`
  from seat s join organization o on o.id = s.organization_id
 where s.id = $1 and s.council_id = (select id from council where slug = $2) and`+liveSeat, dst, id, slug)
}

// OnSeat are those who speak for one seat, for Roster.On.
func OnSeat(id SeatID, r *Roster) db.Query {
	return db.Many("who sits there", `
select `+appointed("app.now()")+`
  from appointment a`+withNames("app.now()")+`
 where a.seat_id = $1 and`+liveAppointment+` order by f.rank, p.name`, &r.sitting, id)
}

// OneAppointment is a living appointment of the council, as who sees the roster sees it.
func OneAppointment(slug string, id AppointmentID, dst *Appointment) db.Query {
	return db.One("appointment", `
select `+appointed("app.now()")+`
  from appointment a`+withNames("app.now()")+`
 where a.id = $1 and a.council_id = (select id from council where slug = $2) and`+liveAppointment, dst, id, slug)
}

// Holder is an organization that a seat may be opened for.
type Holder struct {
	ID    organization.ID
	Name  string
	Abbr  string
	State string
}

// Holders are organizations that bear the name or abbreviation typed, and those whose name holds it, 20 at most, exact ones first; where
// there are none, those whose names are like it. An industry council is offered no government body.
func Holders(slug, words string, dst *[]Holder) db.Query {
	const may = `(o.until is null or o.until > app.now()) and not (o.government and (select c.industry_only from council c where c.slug = $1))`
	return db.Many("organizations named", `
with held as materialized (
  select o.id, o.name, o.abbr, coalesce(o.state, '') as state from organization o
   where o.folded like $2 and $3 <> '' and `+may+`
   order by app.folded(o.name) <> $3 and app.folded(o.abbr) <> $3, o.name, o.id limit 20
), near as materialized (
  select o.id, o.name, o.abbr, coalesce(o.state, '') as state from organization o
   where not exists (select from held) and $3 <> '' and `+folded.Near+` and o.folded %> $3 and `+may+`
   order by word_similarity($3, o.folded) desc, o.name, o.id`+db.Limit(folded.Most)+`
)
select id, name, abbr, state from held union all select id, name, abbr, state from near`, dst, slug, folded.Like(words), folded.Text(words))
}

// Says tells it from others of its name.
func (h Holder) Says() string { return strings.Trim(h.Abbr+" · "+h.State, " ·") }

// Candidate is somebody whom the editor of a roster may appoint.
type Candidate struct {
	PersonID       person.ID
	Name           string
	OrganizationID organization.ID
	Organization   string
}

// Candidates are the people of the seat's organization (nil: of none) and whoever bears the name typed, however it is written. Who does not edit the
// council's roster gets nobody.
func Candidates(slug string, seat *SeatID, name string, dst *[]Candidate) db.Query {
	return db.Many("candidates", `
select a.person_id, a.name, a.organization_id, a.organization
  from council c, app.appointable(c.id, (select s.organization_id from seat s where s.id = $2 and s.council_id = c.id), $3) a
 where c.slug = $1`, dst, slug, seat, folded.Within(strings.TrimSpace(name)))
}

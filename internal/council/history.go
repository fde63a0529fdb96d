package council

import (
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/person"
)

// MaxSittings is how many lines of a roster a file holds; ChangesPage is how many changes a page shows, queries bring one more.
const (
	MaxSittings = 20_000
	ChangesPage = 100
)

// Sitting is one line of a roster as a file: a person in an office, or a seat that nobody speaks for.
type Sitting struct {
	Office, Person string // "" where the seat is vacant
	Organization   string
	State          string
	Class          string // of the seat; "" without one
	AppointedBy    string
	Since, Until   *time.Time // of the term
	SeatSince      *time.Time
	SeatUntil      *time.Time
}

// Sittings are the whole roster of the council with that slug at a moment, nil being now, in the order of the page.
func Sittings(slug string, at *time.Time, dst *[]Sitting) db.Query {
	const asOf = `coalesce($2::timestamptz, app.now())`
	return db.Many("roster as a file", `
select office, person, organization, state, class, appointed_by, since, until, seat_since, seat_until
  from (select 1 as part, f.name || case when `+acting(asOf)+` then ', acting chair' else '' end as office, p.name as person, g.name as organization, coalesce(g.state, '') as state, '' as class, '' as appointed_by,
               a.since, a.until, null::timestamptz as seat_since, null::timestamptz as seat_until, f.rank, a.id
          from appointment a join person p on p.id = a.person_id join office f on f.slug = a.office join organization g on g.id = a.organization_id
         where a.council_id = (select id from council where slug = $1) and a.seat_id is null and`+lived("a", asOf)+`
        union all
        select 2, coalesce(t.office, ''), coalesce(t.person, ''), o.name, coalesce(o.state, ''), s.class, s.appointed_by,
               t.since, t.until, s.since, s.until, coalesce(t.rank, 0), s.id
          from seat s join organization o on o.id = s.organization_id
          left join lateral (
               select f.name as office, p.name as person, a.since, a.until, f.rank
                 from appointment a join person p on p.id = a.person_id join office f on f.slug = a.office
                where a.seat_id = s.id and`+lived("a", asOf)+`) t on true
         where s.council_id = (select id from council where slug = $1) and`+lived("s", asOf)+`) r
 order by part, case part when 1 then lpad(rank::text, 3, '0') || person else organization end, id, rank, person`+db.Limit(MaxSittings), dst, slug, at)
}

// Turn is what happened to a roster.
type Turn string

// What happens to a roster.
const (
	Opened     Turn = "opened" // a seat
	Closed     Turn = "closed" // a seat
	Came       Turn = "came"
	Went       Turn = "went"
	HandedOver Turn = "handed over" // a seat, from one representative to the next at the same moment
	Renewed    Turn = "renewed"     // another term of the same representative
	Chosen     Turn = "selected"    // by CISA, under an umbrella; Office is its short name
	Released   Turn = "released"    // from that
)

// Change is one event in the life of a roster.
type Change struct {
	At           time.Time
	Turn         Turn
	Organization string     // whose seat, or for whom the person serves
	PersonID     *person.ID // nil where the seat itself opened or closed
	Person       string
	Office       string
	Before       string // who spoke for the seat before
	Key          string
}

// Changes are what happened to the roster of the council with that slug after one moment and until another, the newest first; what is to
// come stands there too, as far as it is recorded. after is the last change of the page before, nil on the first one.
func Changes(slug string, since, until time.Time, after *Change, dst *[]Change) db.Query {
	key := ""
	if after != nil {
		until, key = after.At, after.Key
	}
	return db.Many("changes of a roster", `
with here as (select id from council where slug = $1)
select at, turn, organization, person_id, person, office, before, key
  from (select s.since as at, 'opened' as turn, o.name as organization, null::uuid as person_id, '' as person, '' as office, '' as before, 'a' || s.id as key
          from seat s join organization o on o.id = s.organization_id
         where s.council_id = (select id from here) and s.until is distinct from s.since
        union all
        select s.until, 'closed', o.name, null, '', '', '', 'd' || s.id
          from seat s join organization o on o.id = s.organization_id
         where s.council_id = (select id from here) and s.until > s.since
        union all
        select a.since, case when b.until = a.since then case when b.person_id = a.person_id then 'renewed' else 'handed over' end else 'came' end,
               g.name, a.person_id, p.name, f.name, coalesce(b.name, ''), 'c' || a.id
          from appointment a join person p on p.id = a.person_id join office f on f.slug = a.office join organization g on g.id = a.organization_id
          left join lateral (
               select b.person_id, b.until, q.name from appointment b join person q on q.id = b.person_id
                where a.office = 'representative' and b.seat_id = a.seat_id and b.office = a.office and b.until <= a.since and b.since < b.until
                order by b.until desc limit 1) b on true
         where a.council_id = (select id from here) and a.until is distinct from a.since
        union all
        select a.until, 'went', g.name, a.person_id, p.name, f.name, '', 'b' || a.id
          from appointment a join person p on p.id = a.person_id join office f on f.slug = a.office join organization g on g.id = a.organization_id
         where a.council_id = (select id from here) and a.until > a.since
           and (select true from appointment n where a.office = 'representative' and n.seat_id = a.seat_id and n.office = a.office and n.since = a.until
                    and n.until is distinct from n.since limit 1) is null) happened
 where at > $2 and (at < $3 or at = $3 and ($4 = '' or key < $4))
 order by at desc, key desc`+db.Limit(ChangesPage+1), dst, slug, since, until, key)
}

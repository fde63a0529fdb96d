package council

import (
	"maps"
	"slices"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/folded"
	"example.org/concord/internal/intake"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
)

// FileOf is what the rows of a roster's file are.
type FileOf string

// The files of a roster.
const (
	PeopleFile FileOf = "people" // each in an office
	SeatsFile  FileOf = "seats"
)

// FileColumns are those that such a file may have, and FileNeeds those that it cannot do without.
var (
	FileColumns = map[FileOf][]string{
		PeopleFile: {"name", "organization", "office", "seat", "since", "until"},
		SeatsFile:  {"organization", "class", "appointed by", "since", "until"},
	}
	FileNeeds = map[FileOf][]string{PeopleFile: {"name", "office"}, SeatsFile: {"organization"}}
)

// Verdict is what is to become of a row.
type Verdict string

// The verdicts.
const (
	Fresh   Verdict = "new"
	Already Verdict = "already so"
	Refused Verdict = "refused"
)

// Entry is a row of a roster's file, compared with the roster.
type Entry struct {
	intake.Said
	Verdict    Verdict
	Because    string     // what is wrong, or what to know beforehand
	Appointing Appointing // of a new row of people
	Opening    Opening    // of a new row of seats
}

// Beside is what the rows of a file are compared with: whom and what they name, as far as the asker keeps the roster.
type Beside struct {
	offices []Office
	people  []namedPerson
	bodies  []namedBody
	seats   []namedSeat
	serving []Serving
}

type namedPerson struct {
	Called         string
	PersonID       person.ID
	Name           string
	OrganizationID organization.ID
	Organization   string
}

type namedBody struct {
	Called     string
	ID         organization.ID
	Government bool
}

type namedSeat struct {
	Called         string
	ID             SeatID
	OrganizationID organization.ID
	Organization   string
	Since          time.Time
	Representative string // whoever represents it, "" for nobody
}

// Serving is who holds an office in the council, or will.
type Serving struct {
	PersonID person.ID
	Office   string
	SeatID   *SeatID
}

// Queries read what the rows name in the council with that slug.
func (b *Beside) Queries(slug string, rows []intake.Said) []db.Query {
	people, bodies := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		people[r.Given["name"]] = true
		bodies[r.Given["organization"]], bodies[r.Given["seat"]] = true, true
	}
	delete(people, "")
	delete(bodies, "")
	names, called := slices.Sorted(maps.Keys(people)), slices.Sorted(maps.Keys(bodies))
	var heard []string
	for _, n := range names {
		heard = append(heard, folded.Text(n))
	}
	return []db.Query{
		OfficesOf(slug, &b.offices),
		db.Many("people whom a file names", `
select n.called, a.person_id, a.name, a.organization_id, a.organization
  from council c cross join unnest($2::text[]) n (called) cross join lateral app.appointable(c.id, null, n.called) a
 where c.slug = $1`, &b.people, slug, names),
		db.Many("organizations that a file names", `
select n.called, o.id, o.government
  from unnest($1::text[]) n (called) join organization o on o.name_key = app.name_key(n.called) and (o.until is null or o.until > app.now())`, &b.bodies, called),
		db.Many("seats that a file names", `
select n.called, s.id, s.organization_id, o.name as organization, s.since, coalesce(r.name, '') as representative
  from unnest($2::text[]) n (called)
  join organization o on o.name_key = app.name_key(n.called) or o.abbr <> '' and app.folded(o.abbr) = app.folded(n.called)
  join seat s on s.organization_id = o.id and s.council_id = (select id from council where slug = $1) and (s.until is null or s.until > app.now())
  left join lateral (select p.name from appointment a join person p on p.id = a.person_id
                      where a.seat_id = s.id and a.office = 'representative' and (a.until is null or a.until > app.now()) order by a.since limit 1) r on true`, &b.seats, slug, called),
		db.Many("who of a file serves", `
select a.person_id, a.office, a.seat_id from appointment a join person p on p.id = a.person_id
 where a.council_id = (select id from council where slug = $1) and p.folded = any ($2::text[]) and (a.until is null or a.until > app.now())`, &b.serving, slug, heard),
	}
}

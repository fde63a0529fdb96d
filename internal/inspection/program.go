package inspection

import (
	"strings"
	"time"
	"unicode/utf8"

	"example.org/concord/internal/address"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Program is a law's, from when to when it was in force.
type Program struct {
	Slug, Name, Authority string
	Since                 time.Time
	Until                 *time.Time // the first day on which it is in force no longer
	InForce               bool
	Over                  bool
}

const programs = `
select p.slug, p.name, p.authority, p.since::timestamptz as since, p.until::timestamptz as until,
       p.since <= app.now()::date and (p.until is null or p.until > app.now()::date) as in_force, coalesce(p.until <= app.now()::date, false) as over
  from regulatory_program p`

// Programs are all, the latest first.
func Programs(dst *[]Program) db.Query {
	return db.Many("regulatory programs", programs+` order by p.since desc, p.slug`, dst)
}

// ProgramBySlug is one of them.
func ProgramBySlug(slug string, dst *Program) db.Query {
	return db.One("regulatory program", programs+` where p.slug = $1`, dst, slug)
}

// Office is a regional office with how many may inspect there.
type Office struct {
	Name       string
	Inspectors int
}

// Offices are those where somebody may record inspections while a program is in force.
func Offices(dst *[]Office) db.Query {
	return db.Many("offices with inspectors", `
select c.short_name as name, count(distinct a.person_id)::int as inspectors
  from office_may m join council_kind_term k on k.kind = m.kind and k.since <= app.now() and k.until > app.now() join council c on c.id = k.council_id
  join appointment a on a.council_id = c.id and a.office = m.office and a.since <= app.now() and (a.until is null or a.until > app.now())
 where m.capability = 'inspection.write' and m.since <= app.now() and m.until > app.now() group by c.id order by c.region`, dst)
}

// Opening is a program as staff record it.
type Opening struct {
	Name, Authority string
	Since           time.Time
	Until           *time.Time
}

// Slug is the program's address, from its name and the year in which it begins.
func (o Opening) Slug() string {
	return address.With(o.Name, 50, o.Since.Format("2006"))
}

// Check says what is wrong with it as typed. A law binds from its day on: no program begins before today.
func (o Opening) Check(today time.Time) error {
	var wrong fault.Invalid
	if n := utf8.RuneCountInString(strings.TrimSpace(o.Name)); n == 0 || n > 200 {
		wrong.Add("name", "Name: write that of the program, 200 characters at most.")
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(o.Authority)); n == 0 || n > 500 {
		wrong.Add("authority", "Authority: name the law in at most 500 characters. Whoever is inspected reads it.")
	}
	if o.Since.IsZero() {
		wrong.Add("since", "From: write the day from which it is in force.")
	} else if o.Since.Before(today) {
		wrong.Add("since", "From: choose today or a later day. What was voluntary stays so.")
	}
	if o.Until != nil && !o.Until.After(o.Since) {
		wrong.Add("until", "Last day: this lies before its beginning.")
	}
	return wrong.Err()
}

// Open records it.
func Open(o Opening) db.Query {
	return db.Change("open a regulatory program", `insert into regulatory_program (slug, name, authority, since, until) values ($1, $2, $3, $4::date, $5::date)`,
		o.Slug(), strings.TrimSpace(o.Name), strings.TrimSpace(o.Authority), o.Since, o.Until)
}

// CheckEnd says what is wrong with the day on which the program ends; nil takes back an end that has not come.
func (p Program) CheckEnd(until *time.Time, today time.Time) error {
	if p.Over {
		return fault.Conflict{Message: "This program has ended and stays so. Where the law sets one up anew, open another. Nothing was changed."}
	}
	var wrong fault.Invalid
	if until != nil && (!until.After(today) || !until.After(p.Since)) {
		wrong.Add("until", "Last day: choose today or a later day, not before it begins. What was inspected stays on record.")
	}
	return wrong.Err()
}

// End sets the first day on which it is in force no longer; nil: it goes on. What has ended stays ended.
func End(slug string, until *time.Time) db.Query {
	return db.Change("end a regulatory program", `update regulatory_program set until = $2::date where slug = $1`, slug, until).Seen(`select true from regulatory_program where slug = $1`, slug)
}

func init() {
	db.Constraint("regulatory_program_pkey", fault.Invalid{{Name: "name", Message: "Name: a program of this name and year is on record already."}})
}

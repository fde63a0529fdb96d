// Package inspection is the regulatory store: inspections under a program of law, while one is in force. It shares nothing with package
// engagement: no row, no right, no person. Whoever speaks for an organization reads what is kept about it, in either. None is in force today (the last one, for chemical facilities, ended in July 2023): whoever
// sets up the next one records a program with its dates, and the portal follows.
package inspection

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Inspection of a facility, announced a day before at least.
type Inspection struct {
	ID           uuid.UUID
	Program      string
	Organization string
	OrgSlug      string
	Facility     string
	Noticed      time.Time
	Begins       time.Time
	Findings     string
	Author       string
}

const columns = `
select i.id, p.name as program, o.name as organization, o.slug as org_slug, i.facility, i.noticed, i.begins, i.findings, i.author_name as author
  from inspection i join regulatory_program p on p.slug = i.program join organization o on o.id = i.organization_id`

// List are those of the region in which the asker inspects, the latest first, 100 at most.
func List(dst *[]Inspection) db.Query {
	return db.Many("inspections", columns+`
 where i.office_id = any (array(select council_id from app.holding where capability = 'inspection.read')) order by i.begins desc, i.id`+db.Limit(100), dst)
}

// Of are those of an organization, for whoever speaks for it, the latest first, 100 at most.
func Of(slug string, dst *[]Inspection) db.Query {
	return db.Many("inspections of an organization", columns+`
 where i.organization_id = (select g.id from organization g where g.slug = $1) and i.organization_id = any (array(select organization_id from app.speaking_for))
 order by i.begins desc, i.id`+db.Limit(100), dst, slug)
}

// Form is what is recorded.
type Form struct {
	Program, Organization, Facility, Findings string
	Noticed, Begins                           *time.Time
}

// Record keeps it. The database asks whether the program is in force and notice was given.
func Record(id uuid.UUID, f Form) (db.Query, error) {
	f.Facility, f.Findings = strings.TrimSpace(f.Facility), strings.TrimSpace(f.Findings)
	var wrong fault.Invalid
	if f.Program == "" {
		wrong.Add("program", "Choose the program that you inspect under.")
	}
	if n := utf8.RuneCountInString(f.Facility); n == 0 || n > 200 {
		wrong.Add("facility", "Facility: write its name, at most 200 characters.")
	}
	if f.Noticed == nil {
		wrong.Add("noticed", "Write when the facility was told.")
	}
	if f.Begins == nil {
		wrong.Add("begins", "Write when the inspection begins.")
	}
	if utf8.RuneCountInString(f.Findings) > 4000 {
		wrong.Add("findings", "Findings: 4,000 characters at most.")
	}
	return db.Change("record an inspection", `
insert into inspection (id, office_id, program, organization_id, facility, noticed, begins, findings)
select $1, h.council_id, $2, o.id, $4, $5, $6, $7
  from organization o cross join lateral (select council_id from app.holding where capability = 'inspection.write' order by council_id limit 1) h where o.slug = $3`,
		id, f.Program, f.Organization, f.Facility, f.Noticed, f.Begins, f.Findings), wrong.Err()
}

func init() {
	db.Constraint("inspection_program", fault.Conflict{Message: "No program of this kind is in force, so nothing can be inspected under it. Work with the facility is voluntary.", Rule: "no program is in force"})
	db.Constraint("inspection_notice", fault.Invalid{{Name: "begins", Message: "A facility is told 24 hours before at least. Choose a later time."}})
}

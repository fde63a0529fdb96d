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
	"example.org/concord/internal/mailbox"
	"example.org/concord/internal/name"
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
	Later        []Finding // added afterwards, the first one first
	Author       string

	ExigentBecause, ExigentApprover string     // why it began without notice, and who approved that; "" where it did not
	Notified                        *time.Time // when the notice left to Contact and to who speaks for the organization; nil where none did
	Contact                         string
}

// Finding is what was found, as added after the inspection was recorded.
type Finding struct {
	Text, Author string
	Added        time.Time
}

const columns = `
select i.id, p.name as program, o.name as organization, o.slug as org_slug, i.facility, i.noticed, i.begins, i.findings, i.author_name as author,
       i.exigent_because, i.exigent_approver, i.notified, case i.contact_name when '' then i.contact_email else i.contact_name || ', ' || i.contact_email end as contact,
       (select coalesce(jsonb_agg(jsonb_build_object('Text', f.text, 'Author', f.author_name, 'Added', f.added) order by f.added, f.id), '[]') from inspection_finding f where f.inspection_id = i.id) as later
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
	Exigent                                   bool // it begins without notice
	ExigentBecause, ExigentApprover           string
	ContactName, ContactEmail                 string // whom at the facility the notice goes to
}

// Record keeps it, and has the notice leave where it begins later and not without one. The database asks whether the program is in force and
// notice was given in time.
func Record(id uuid.UUID, f Form, now time.Time) (db.Query, error) {
	announced := !f.Exigent && f.Begins != nil && f.Begins.After(now)
	if f.Noticed == nil && announced {
		f.Noticed = &now // by the notice that leaves with it
	} else if f.Noticed == nil && f.Exigent {
		f.Noticed = f.Begins
	}
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
	f.exigency(&wrong)
	f.contact(announced, &wrong)
	return db.Change("record an inspection", `
insert into inspection (id, office_id, program, organization_id, facility, noticed, begins, findings, exigent_because, exigent_approver, contact_name, contact_email)
select $1, h.council_id, $2, o.id, $4, $5, $6, $7, $8, $9, $10, $11
  from organization o cross join lateral (select council_id from app.holding where capability = 'inspection.write' order by council_id limit 1) h where o.slug = $3`,
		id, f.Program, f.Organization, f.Facility, f.Noticed, f.Begins, f.Findings, f.ExigentBecause, f.ExigentApprover, f.ContactName, f.ContactEmail), wrong.Err()
}

// exigency: 6 CFR 27.250 lets an inspection begin without notice only where the circumstances warrant it and an official approves.
func (f *Form) exigency(wrong *fault.Invalid) {
	if !f.Exigent {
		f.ExigentBecause, f.ExigentApprover = "", ""
		return
	}
	f.ExigentBecause, f.ExigentApprover = strings.TrimSpace(f.ExigentBecause), name.Line(f.ExigentApprover)
	if n := utf8.RuneCountInString(f.ExigentBecause); n == 0 || n > 1000 {
		wrong.Add("exigent_because", "Why: write the exigent circumstances, at most 1,000 characters.")
	}
	if n := utf8.RuneCountInString(f.ExigentApprover); n == 0 || n > 200 {
		wrong.Add("exigent_approver", "Approved by: write name and office of who approved it, at most 200 characters.")
	}
}

// contact is somebody at the facility; without one no notice can leave.
func (f *Form) contact(announced bool, wrong *fault.Invalid) {
	f.ContactName = name.Line(f.ContactName)
	if utf8.RuneCountInString(f.ContactName) > 200 {
		wrong.Add("contact_name", "Contact: 200 characters at most.")
	}
	if strings.TrimSpace(f.ContactEmail) == "" {
		f.ContactEmail = ""
		if announced {
			wrong.Add("contact_email", "E-mail of the contact: write where the notice goes to.")
		}
		return
	}
	email, says := mailbox.Read(f.ContactEmail)
	if says != "" {
		wrong.Add("contact_email", "E-mail of the contact: "+says)
		return
	}
	f.ContactEmail = email
}

// Add adds what was found to an inspection of the asker's office, also after its program ended. What was recorded stays as it is.
func Add(inspection uuid.UUID, text string) (db.Query, error) {
	text = strings.TrimSpace(text)
	var wrong fault.Invalid
	if n := utf8.RuneCountInString(text); n == 0 || n > 4000 {
		wrong.Add("text", "Findings: write what was found, at most 4,000 characters.")
	}
	return db.Change("add a finding", `insert into inspection_finding (id, inspection_id, text) select $1, i.id, $3 from inspection i where i.id = $2`,
		uuid.Must(uuid.NewV7()), inspection, text), wrong.Err()
}

func init() {
	db.Constraint("inspection_program", fault.Conflict{Message: "No program of this kind is in force, so nothing can be inspected under it. Work with the facility is voluntary.", Rule: "no program is in force"})
	db.Constraint("inspection_contact", fault.Invalid{{Name: "contact_email", Message: "E-mail of the contact: write where the notice goes to."}})
	db.Constraint("inspection_notice", fault.Invalid{{Name: "begins", Message: "A facility is told 24 hours before at least. Choose a later time."}})
}

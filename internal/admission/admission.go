// Package admission is the way into a council: a nomination or a request, somebody in the council who speaks for the applicant, a
// validator who checks identity by a way of his own, an invitation, and its acceptance, which makes the appointment.
//
//	asked --> sponsored --> validated, invited --> accepted
//	  |           |                      |  ^
//	  +-----------+-- refused            +-- expired (invited again)
//	  +-----------+-- withdrawn ---------+
//
// Applicant, sponsor and validator are three people: the database sees to that, as to the order of the steps. Nothing is edited; what
// became of a case is its last step (app.admission_state). Staff validate only for the bodies that CISA itself runs, and read nothing of
// other councils' cases.
package admission

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/mailbox"
)

// ID names a case.
type ID struct{ uuid.UUID }

// Application is what is said of the applicant when a case begins.
type Application struct {
	Office            string
	Organization      *uuid.UUID // nil: not on record yet, and known by its name alone
	OrganizationName  string
	Person            *uuid.UUID // nil: known by name and address
	Name              string
	Email             string
	Phone             string
	Supervisor        string
	SupervisorContact string
	Reason            string
}

// Check says what is missing, by the field names of the form and in its order. Whoever nominates need not know telephone or supervisor; who asks for
// himself does.
func (a Application) Check(own bool) error {
	var wrong fault.Invalid
	text := func(field, value, label string, most int, needed bool) {
		switch n := len([]rune(strings.TrimSpace(value))); {
		case n == 0 && needed:
			wrong.Add(field, label+": write it here.")
		case n > most:
			wrong.Add(field, label+": shorter, please; it is too long.")
		}
	}
	if a.Person == nil {
		text("name", a.Name, "Full name", 200, true)
		if _, because := mailbox.Read(a.Email); because != "" {
			wrong.Add("email", "E-mail address: "+because)
		}
	}
	if a.Organization == nil {
		text("organization", a.OrganizationName, "Organization", 200, true)
	}
	if a.Office == "" {
		wrong.Add("office", "Choose the office.")
	}
	text("reason", a.Reason, "Why", 2000, true)
	text("phone", a.Phone, "Telephone", 60, own)
	text("supervisor", a.Supervisor, "Supervisor", 200, own)
	text("supervisor_contact", a.SupervisorContact, "How to reach the supervisor", 200, own)
	return wrong.Err()
}

// begin inserts a case. The seat is that of the organization, where the office speaks for one and the asker sees the roster; who asks for
// herself is who she is.
const begin = `
insert into admission (id, council_id, origin, organization_id, organization_name, office, seat_id, person_id, name, email, phone, supervisor, supervisor_contact, reason, by_id)
select $1, c.id, $3, $4, $5, $6,
       (select s.id from seat s
         where (select needs_seat from office where slug = $6) and s.council_id = c.id and s.organization_id = $4` + freeSeat + `),
       case $3 when 'request' then w.person_id else $7 end, case $3 when 'request' then w.name else $8 end,
       case $3 when 'request' then coalesce((select email from app.my_account), '') else $9 end, $10, $11, $12, $13, w.person_id
  from council c cross join app.who w where c.slug = $2`

// freeSeat picks one of an organization's living seats: one without a representative, where there are several.
const freeSeat = ` and s.since <= app.now() and (s.until is null or s.until > app.now())
         order by (select true from appointment t where t.seat_id = s.id and t.office = 'representative' and t.since <= app.now()
                      and (t.until is null or t.until > app.now()) limit 1) is not null, s.id limit 1`

func (a Application) begins(id ID, slug, origin string) db.Query {
	return db.Change("begin a case", begin, id, slug, origin, a.Organization, strings.TrimSpace(a.OrganizationName), a.Office, a.Person, strings.TrimSpace(a.Name),
		mailbox.Same(a.Email), strings.TrimSpace(a.Phone), strings.TrimSpace(a.Supervisor), strings.TrimSpace(a.SupervisorContact), strings.TrimSpace(a.Reason))
}

// Nominate begins a case for somebody else in the council with that slug. Whoever nominates speaks for the applicant.
func (a Application) Nominate(id ID, slug string) db.Query { return a.begins(id, slug, "nomination") }

// Ask begins a case for the asker herself, who is signed in.
func (a Application) Ask(id ID, slug string) db.Query { return a.begins(id, slug, "request") }

// AskFrom begins a case for a visitor without account at that address of the network. let is false where too many asked from there, or
// of this council. The answer is the same whether somebody known asks, whether the case is there already, or neither.
func (a Application) AskFrom(id ID, slug, network string, let *[]bool) db.Query {
	return db.Many("ask to join as a visitor", `select app.ask_to_join($1, c.id, $3, $4, $5, $6, $7, $8, $9, $10, $11) from council c where c.slug = $2`,
		let, id, slug, strings.TrimSpace(a.Name), mailbox.Same(a.Email), strings.TrimSpace(a.Phone), strings.TrimSpace(a.OrganizationName), a.Office,
		strings.TrimSpace(a.Supervisor), strings.TrimSpace(a.SupervisorContact), strings.TrimSpace(a.Reason), network)
}

// Expire ends invitations that nobody took up; they have not counted for a while then.
func Expire(ctx context.Context, worker *db.DB) error {
	return worker.Write(ctx, db.Who{}, db.Once{}, db.Also("expire invitations", `select app.expire_admissions()`))
}

func init() {
	db.Constraint("admission_open_email", fault.Conflict{Message: "A case for this address is open in this council already. Nothing you typed is lost: look at the open cases first."})
	db.Constraint("admission_open_person", fault.Conflict{Message: "A case for this person is open in this council already. Nothing you typed is lost: look at the open cases first."})
	db.Constraint("admission_office", fault.Invalid{{Name: "office", Message: "Office: officers are chosen by the council as its charter says. Choose another one."}})
	db.Constraint("admission_nobody_decides", fault.Conflict{Message: "Nobody can let people into this council yet: its workspace has not been handed over to its officers. Nothing you typed is lost."})
	db.Constraint("admission_moved_on", fault.Conflict{Message: "Somebody else decided this case a moment ago. Nothing was changed: look at what is there now."})
	db.Constraint("admission_three_people", fault.Conflict{Message: "Applicant, sponsor and validator are three different people, and you are one of the other two in a case here. Nothing was changed: somebody else of the council has to do this."})
	db.Constraint("admission_identity", fault.Invalid{{Name: "checked", Message: "Identity: say how you checked it."}})
	db.Constraint("admission_because", fault.Invalid{{Name: "because", Message: "Why: write it here."}})
	db.Constraint("admission_advice", fault.Invalid{{Name: "advice", Message: "What the applicant may do: write it here."}})
	db.Constraint("admission_organization", fault.Conflict{Message: "An organization of an applicant is not on record yet. Nothing was changed: choose the one that is meant, or ask the administrators to record it."})
	db.Constraint("admission_seat", fault.Conflict{Message: "An organization of an applicant holds no seat in this council, and the office speaks for one. Nothing was changed: open a seat for it first, or refuse and advise another office."})
	db.Constraint("admission_said", fault.Conflict{Message: "Somebody else completed this case a moment ago. Nothing was changed."})
}

package council

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/name"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
)

// Opening is a seat to be opened for an organization.
type Opening struct {
	Organization organization.ID
	Class        string     // voting, non-voting or observer
	AppointedBy  string     // the association that fills it, if its charter says so
	Since        *time.Time // nil: from now on
	Until        *time.Time // nil: until somebody ends it
}

// Check says what is wrong, by the field names of the form.
func (o Opening) Check() error {
	var wrong fault.Invalid
	if o.Organization.UUID == uuid.Nil {
		wrong.Add("organization", "Choose the organization that holds the seat.")
	}
	if o.Class != "voting" && o.Class != "non-voting" && o.Class != "observer" {
		wrong.Add("class", "Choose what the seat counts for.")
	}
	if len([]rune(o.AppointedBy)) > 200 {
		wrong.Add("appointed_by", "200 characters at most.")
	}
	return wrong.Err()
}

// OpenSeat gives an organization a seat. It stands vacant until somebody is appointed to it.
func OpenSeat(id SeatID, council ID, o Opening) db.Query {
	return db.Change("open a seat", `
insert into seat (id, council_id, organization_id, class, appointed_by, since, until) values ($1, $2, $3, $4, $5, coalesce($6::timestamptz, app.now()), $7)`,
		id, council, o.Organization, o.Class, strings.TrimSpace(o.AppointedBy), o.Since, o.Until)
}

// EndSeat ends a seat of the council with that slug now, and with it the appointments of those who speak for it. A seat of another
// council is not found under this one's address.
func EndSeat(in string, id SeatID, because string) []db.Query {
	return []db.Query{
		db.Change("end a seat", `
update seat set until = app.now() where id = $1 and council_id = (select id from council where slug = $2) and (until is null or until > app.now())`, id, in).
			Seen(`select 1 from seat where id = $1 and council_id = (select id from council where slug = $2)`, id, in),
		db.Also("end the appointments to it", `
update appointment set until = greatest(app.now(), since), ended_because = $2 where seat_id = $1 and (until is null or until > app.now())`, id, strings.TrimSpace(because)),
	}
}

// Appointing is what an officer decides: a person in an office, for an organization, on its seat where the office speaks for one.
type Appointing struct {
	Person       person.ID
	Office       string
	Seat         *SeatID
	Organization organization.ID
	Since        *time.Time // nil: from now on
	Until        *time.Time // the end of a fixed term
}

// Check says what is wrong, by the field names of the form.
func (a Appointing) Check(now time.Time) error {
	var wrong fault.Invalid
	if a.Person.UUID == uuid.Nil {
		wrong.Add("person", "Choose the person.")
	}
	if a.Office == "" {
		wrong.Add("office", "Choose the office.")
	}
	if a.Until != nil && !a.Until.After(now) {
		wrong.Add("until", "Last day: choose today or a later day.")
	}
	return wrong.Err()
}

// Appoint puts the person into the office.
func Appoint(id AppointmentID, council ID, a Appointing) db.Query {
	return db.Change("appoint", `
insert into appointment (id, person_id, council_id, office, seat_id, organization_id, invented, since, until)
select $1, $2, $3, $4, $5, o.id, o.invented, coalesce($8::timestamptz, app.now()), $7 from organization o where o.id = $6`, id, a.Person, council, a.Office, a.Seat, a.Organization, a.Until, a.Since)
}

// EndAppointment ends one in the council with that slug now: the person holds nothing through it from the next statement on. A representative's
// is ended by others only for a reason (resigned, left or misconduct), else the seat is handed over: ended for "" it is refused.
func EndAppointment(in string, id AppointmentID, endedFor, because string) db.Query {
	return db.Change("end an appointment", `
update appointment set until = greatest(app.now(), since), ended_because = $2, ended_for = $4
 where id = $1 and council_id = (select id from council where slug = $3) and (until is null or until > app.now())`, id, strings.TrimSpace(because), in, endedFor).
		Seen(`select 1 from appointment where id = $1 and council_id = (select id from council where slug = $2)`, id, in)
}

// Replacing is what who keeps the roster decides: somebody in the place of who represents a seat.
type Replacing struct {
	In                ID
	Slug              string
	Seat              Seat
	Of                Appointment
	By                person.ID
	EndedFor, Because string
	ID                AppointmentID // of the new one
}

// Replace ends the one and appoints the other at the same moment. Who was the seat's alternate moves up and is it no longer.
func Replace(r Replacing) []db.Query {
	return []db.Query{
		EndAppointment(r.Slug, r.Of.ID, r.EndedFor, r.Because),
		db.Also("move an alternate up", `
update appointment set until = greatest(app.now(), since), ended_because = 'Moved up' where seat_id = $1 and person_id = $2 and office = 'alternate' and (until is null or until > app.now())`,
			r.Seat.ID, r.By),
		Appoint(r.ID, r.In, Appointing{Person: r.By, Office: "representative", Seat: &r.Seat.ID, Organization: r.Seat.OrganizationID}),
	}
}

// HandingOver is what staff were told: whom the council chose, when, by which document, and who told them.
type HandingOver struct {
	Person   person.ID
	Office   string // chair, vice-chair or secretary
	ChosenOn time.Time
	Document string
	ToldBy   string
}

// Check says what is missing, by the field names of the form.
func (h HandingOver) Check(now time.Time) error {
	var wrong fault.Invalid
	if h.Person.UUID == uuid.Nil {
		wrong.Add("person", "Write the full name of the person whom the council chose.")
	}
	if h.ChosenOn.IsZero() || h.ChosenOn.After(now) {
		wrong.Add("chosen_on", "Write the day on which the council chose, today or before.")
	}
	if n := len([]rune(strings.TrimSpace(h.Document))); n == 0 || n > 500 {
		wrong.Add("document", "Name the document that says so, such as minutes or a letter, in 500 characters at most.")
	}
	if n := len([]rune(name.Line(h.ToldBy))); n == 0 || n > 200 {
		wrong.Add("told_by", "Write who told you, in 200 characters at most.")
	}
	return wrong.Err()
}

// HandOverTo proposes it: a second member of staff confirms, and where the council has officers one of them agrees or all let the days pass
// that they have; then the office is the person's (by trigger). Staff choose nobody: the record names the council's own document, and both
// sides see it.
func HandOverTo(proposal uuid.UUID, council ID, h HandingOver) db.Query {
	document, by := strings.TrimSpace(h.Document), name.Line(h.ToldBy)
	return db.Change("propose a hand-over", `
insert into proposal (id, act, because, council_id, person_id, office, chosen_on, document, told_by) values ($1, 'hand-over', $2, $3, $4, $5, $6::date, $7, $8)`,
		proposal, "The council chose so, as this says: "+document+". Told by "+by+".", council, h.Person, h.Office, h.ChosenOn, document, by)
}

// OfficersOf are how many speak for the council and are asked before its workspace goes to somebody else.
func OfficersOf(slug string, dst *int) db.Query {
	return db.One("officers", `
select count(distinct a.person_id)::int from appointment a join council c on c.id = a.council_id
 where c.slug = $1 and a.office in ('chair', 'vice-chair', 'secretary') and`+liveAppointment, dst, slug)
}

func init() {
	db.Constraint("industry_only", fault.Invalid{{Name: "organization", Message: "Government bodies do not sit or serve in an industry council. Its counterpart and their joint room are where both sides meet."}})
	db.Constraint("appointment_self", fault.Invalid{{Name: "person", Message: "Nobody appoints themselves. Somebody else who keeps the roster has to."}})
	db.Constraint("staff_alone", fault.Conflict{Message: "This would let people read what others shared before, or who sits in another council, and one member of staff does not " +
		"open that alone. Nothing was changed. A council enters a sector's community by a proposal: save its sectors on its record, and it is proposed. " +
		"An SCC and a GCC of one sector face each other without one.", Rule: "a second person confirms"})
	db.Constraint("office_needs_seat", fault.Invalid{{Name: "office", Message: "This office speaks for a seat. Choose the seat first."}})
	db.Constraint("office_of_kind", fault.Invalid{{Name: "office", Message: "This kind of council has no such office."}})
	db.Constraint("representative_ends", fault.Invalid{{Name: "ended_for", Message: "Choose why. For any other reason hand the seat over instead: who speaks for it then has 14 days to contest it."}})
	db.Constraint("appointment_ended_for_check", fault.Invalid{{Name: "ended_for", Message: "Choose one of the reasons."}})
	db.Constraint("one_representative", fault.Conflict{Message: "This seat has a representative already. Nothing was changed: end that appointment first, or appoint an alternate."})
	db.Constraint("appointed_once", fault.Conflict{Message: "This person holds this office already. Nothing was changed."})
	db.Constraint("appointment_person_id_invented_fkey", fault.Invalid{{Name: "person", Message: "Invented people sit for invented organizations only, and nobody real for those."}})
	db.Constraint("hand_over_office", fault.Invalid{{Name: "office", Message: "A workspace is handed to a chair, a vice chair or a secretariat. The council's own officers appoint the others."}})
}

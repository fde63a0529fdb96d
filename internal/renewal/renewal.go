// Package renewal is what keeps an office alive: each quarter an organization says whether its people still speak for it, and an account
// is used.
//
//	appointment --a quarter begins--> asked --"still ours"--> stays
//	     |                              |--"no longer"------> ended, by who said so
//	     |                              |--45 days----------> ended, by the portal
//	     |--14 days before the last----> warned --sign-in--> stays
//	                                    |--that day---------> ended, by the portal
//
// Who answers is the organization's administrator; while it has none, who represents it in the council; while nobody does, who keeps the
// roster. A right ends by a row and never by a filter, and who keeps the roster sees it coming and revives it. The portal's own steps are
// functions of the database (migrations/000019_renewal.up.sql): any number of processes take them at once.
package renewal

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/person"
)

// How long an office lasts unless it is renewed, as the database counts.
const (
	Answer      = 45 * 24 * time.Hour  // from the question to an organization to the end of the office
	UnusedStaff = 35 * 24 * time.Hour  // without a sign-in, in the bodies that CISA runs
	Unused      = 180 * 24 * time.Hour // without a sign-in and without the organization's word, elsewhere
	Warning     = 14 * 24 * time.Hour  // before an unused office ends
)

// Appointee is somebody for whose organization the asker answers.
type Appointee struct {
	AppointmentID council.AppointmentID
	Organization  string
	Council, Slug string // short name and slug
	Person        string
	Office        string
	Since         time.Time
	Until         *time.Time
	Ends          *time.Time // when the office does unless it is confirmed; nil where nothing is asked
	Confirmed     *time.Time // last
	ConfirmedBy   string
}

const appointees = `select appointment_id, organization, council, slug, person, office, since, until, ends, confirmed, confirmed_by from app.appointee`

// Appointees are those for whom the asker answers, by organization, 500 at most: whoever waits for an answer first.
func Appointees(dst *[]Appointee) db.Query {
	return db.Many("appointees", appointees+` order by organization, ends nulls last, council, rank, person, appointment_id`+db.Limit(500), dst)
}

// AppointeeByID is one of them; fault.NotFound for all others.
func AppointeeByID(id council.AppointmentID, dst *Appointee) db.Query {
	return db.One("appointee", appointees+` where appointment_id = $1`, dst, id)
}

// Confirm says of them that they still speak for their organizations; fault.Conflict where none of them is asked about any more.
func Confirm(ids []uuid.UUID) db.Query {
	return db.Also("confirm appointees", `select app.answer_renewals($1, true, '')`, ids)
}

// Release says that somebody does no longer, which ends the appointment.
func Release(id council.AppointmentID, because string) db.Query {
	return db.Also("release appointee", `select app.answer_renewals(array[$1::uuid], false, $2)`, id, strings.TrimSpace(because))
}

// Coming is an office that ends on a day unless it is renewed.
type Coming struct {
	AppointmentID council.AppointmentID
	Unused        bool // the account is not used; else the organization was asked and has not answered
	Ends          time.Time
}

// ComingIn are those of the council with that slug, for who keeps its roster; 1,000 at most.
func ComingIn(slug string, dst *[]Coming) db.Query {
	return db.Many("offices to renew", `
select n.appointment_id, n.reason = 'unused' as unused, n.ends from renewal n
 where n.council_id = (select id from council where slug = $1) and n.answer is null order by n.ends`+db.Limit(1000), dst, slug)
}

// Lapsed is an office that the portal ended, and that nobody gave to the same person again.
type Lapsed struct {
	AppointmentID council.AppointmentID
	PersonID      person.ID
	Person        string
	OfficeSlug    string
	Office        string
	Organization  string
	Unused        bool
	Ended         time.Time
	Until         *time.Time // the end that the term had
}

// again says that the office is held once more by the person of appointment a.
const again = `(select true from appointment b where b.person_id = a.person_id and b.council_id = a.council_id and b.office = a.office and b.seat_id is not distinct from a.seat_id
           and b.since >= n.answered and (b.until is null or b.until > app.now()) limit 1)`

// LapsedIn are those of the last 180 days in the council with that slug, for who keeps its roster, the latest first; 50 at most.
func LapsedIn(slug string, dst *[]Lapsed) db.Query {
	return db.Many("lapsed offices", `
select n.appointment_id, a.person_id, p.name as person, f.slug as office_slug, f.name as office, o.name as organization, n.reason = 'unused' as unused, n.answered as ended, n.was_until as until
  from renewal n join appointment a on a.id = n.appointment_id join person p on p.id = a.person_id
  join office f on f.slug = a.office join organization o on o.id = a.organization_id
 where n.council_id = (select id from council where slug = $1) and n.answer = 'ended' and n.answered > app.now() - interval '180 days'
   and `+again+` is null
 order by n.answered desc, n.id`+db.Limit(50), dst, slug)
}

// Revive gives a lapsed office back to the same person, from now to the end that its term had. In the bodies that CISA runs it is proposed
// instead, for two members of staff decide there.
func Revive(slug string, id council.AppointmentID) db.Query {
	return db.Change("revive an office", `
insert into appointment (id, person_id, council_id, office, seat_id, organization_id, invented, since, until)
select $3, a.person_id, a.council_id, a.office, a.seat_id, a.organization_id, a.invented, app.now(), n.was_until
  from renewal n join appointment a on a.id = n.appointment_id
 where a.id = $2 and a.council_id = (select id from council where slug = $1) and n.answer = 'ended' and (n.was_until is null or n.was_until > app.now())
   and `+again+` is null limit 1`, slug, id, uuid.Must(uuid.NewV7()))
}

// Keep takes the portal's own steps: ask, remind, warn, end. It goes on until nothing is left to do; whatever it did not come to, the next
// turn does.
func Keep(ctx context.Context, worker *db.DB) error {
	for _, step := range []string{"ask_renewals", "remind_of_renewals", "warn_unused", "end_unrenewed"} {
		for {
			var done int
			if err := worker.Write(ctx, db.Who{}, db.Once{}, db.One(strings.ReplaceAll(step, "_", " "), `select app.`+step+`(500)`, &done)); err != nil {
				return err
			}
			if done == 0 {
				break
			}
		}
	}
	return nil
}

func init() {
	db.Constraint("renewal_answered", fault.Conflict{Message: "This was answered a moment ago, or the office has ended. Nothing was changed: look at what is there now."})
	db.Constraint("organization_administrator_own", fault.Invalid{{Name: "person", Message: "Person: choose somebody who works for this organization."}})
	db.Constraint("organization_administrator_once", fault.Conflict{Message: "This person administers the organization already. Nothing was changed."})
}

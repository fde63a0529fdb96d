package story

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// Load puts the story into a database that the reference import has filled, as its owner and in one transaction, dated
// back from now. Where it is told already nothing happens, whatever now is.
func Load(ctx context.Context, owner *db.DB, now time.Time) error {
	queries, err := telling(now)
	if err != nil {
		return fmt.Errorf("story: %w", err)
	}
	// A Tx, since whether anything is to be told can only be known under the lock.
	return owner.Tx(ctx, db.Who{}, db.Once{}, func(t *db.Tx) error {
		var told bool
		if err := t.Read(
			db.Also("story lock", `select pg_advisory_xact_lock(hashtext('concord story'))`),
			db.One("story told", `select exists (select from person where id = $1)`, &told, Dana.ID),
		); err != nil || told {
			return err
		}
		return t.Write(queries...)
	})
}

type someone struct {
	ID           uuid.UUID `json:"id"`
	Name         string    `json:"name"`
	Organization uuid.UUID `json:"organization"`
	Added        time.Time `json:"added"`
}

type seat struct {
	ID           uuid.UUID `json:"id"`
	Council      string    `json:"council"`
	Organization uuid.UUID `json:"organization"`
	Since        time.Time `json:"since"`
}

type appointment struct {
	ID           uuid.UUID  `json:"id"`
	Person       uuid.UUID  `json:"person"`
	Council      string     `json:"council"`
	Office       string     `json:"office"`
	Seat         *uuid.UUID `json:"seat"`
	Organization uuid.UUID  `json:"organization"`
	Since        time.Time  `json:"since"`
	Until        *time.Time `json:"until"`
	Because      string     `json:"because"`
}

type delivery struct {
	ID           uuid.UUID `json:"id"`
	Council      string    `json:"council"`
	Person       uuid.UUID `json:"person"`
	Organization uuid.UUID `json:"organization"`
	Office       string    `json:"office"`
	Chosen       string    `json:"chosen"`
	Document     string    `json:"document"`
	ToldBy       string    `json:"told_by"`
	RecordedBy   uuid.UUID `json:"recorded_by"`
	At           time.Time `json:"at"`
}

// Emergency is the access of staff to the electricity council that is over.
var Emergency = id("emergency", "over")

// Proposal is Kim's, which waits for a second member of staff.
var Proposal = id("proposal", "watch officer")

// telling is the whole story as statements, in the order in which it happened.
func telling(now time.Time) ([]db.Query, error) {
	now = now.UTC().Truncate(time.Minute)
	all, err := entries()
	if err != nil {
		return nil, err
	}
	w, err := write(all, now)
	if err != nil {
		return nil, err
	}
	ago := func(days int) time.Time { return now.Add(-time.Duration(days) * day) }

	firsts := map[string]int{}
	for _, t := range terms {
		firsts[t.who.Name] = max(firsts[t.who.Name], t.since)
	}
	var people []someone
	for _, p := range slices.Concat(Cast, others) {
		people = append(people, someone{p.ID, p.Name, id("organization", p.Organization), ago(firsts[p.Name] + 10)})
	}
	seats, appointments := seated(ago)
	var given []delivery
	for _, h := range handOvers {
		given = append(given, delivery{
			h.who.Appointment(h.council, h.office), h.council, h.who.ID, id("organization", h.who.Organization), h.office,
			ago(h.chosen + 6).Format(time.DateOnly), h.document, h.toldBy, Named(h.record).ID, ago(h.chosen),
		})
	}

	// What ended is told first and to its end: nobody posts for an appointment that is over, and a seat has one voice at a time.
	over, lasting := map[uuid.UUID]bool{}, []appointment(nil)
	var ended []appointment
	for _, a := range appointments {
		if a.Until != nil && a.Until.Before(now) {
			over[a.ID], ended = true, append(ended, a)
		} else {
			lasting = append(lasting, a)
		}
	}
	earlier := w.only(func(i posted) bool { return over[i.Appointment] })
	later := w.only(func(i posted) bool { return !over[i.Appointment] })
	return slices.Concat([]db.Query{
		db.Also("story organizations", tellOrganizations, organizations),
		db.Also("story organizations' sectors", tellSectors, organizations),
		db.Also("story addresses", tellAddresses, addresses),
		db.Also("story facilities", tellFacilities, plants, ago(400)),
		db.Also("story people", tellPeople, people),
		db.Also("story hand-overs", tellHandOvers, given),
		db.Also("story hand-overs' dates", tellHandOverDates, given),
		db.Also("story seats", tellSeats, seats),
		db.Also("story charters", tellCharters, dated(now)),
		db.Also("story purposes", tellPurposes, charters),
		db.Also("story appointments that ended", tellAppointments, ended),
	}, earlier.queries(), []db.Query{
		db.Also("story ends", tellEnds, ended),
		db.Also("story appointments", tellAppointments, lasting),
	}, later.queries(), []db.Query{
		db.Also("story suspension", `update person set suspended = $2 where id = $1`, Victor.ID, ago(12)),
		db.Also("story rule", tellRule, Rule, Sam.ID),
		db.Also("story selections", tellSelections, selections(), now, Sam.ID),
		db.Also("story absence", tellAbsence, Absence, Seat("wscc", "saltmarsh-bay-utilities"), Named("Marcus Feld").ID, now),
		db.Also("story read to", tellReadTo, ago(2)),
		db.Also("story reads", tellReads, now),
		db.Also("story accounts", tellAccounts, accounts(), hash, Secret),
		db.Also("story invitations", tellInvitations, invitations(now)),
		db.Also("story rules", tellRules, accounts()),
		db.Also("story administrator", tellAdministrator, id("administrator", Omar.Name), Omar.ID, ago(200)),
		db.Also("story renewals", tellRenewals, now),
		db.Also("story unused", tellUnused, Named("Trevor Banks").ID, now),
		db.Also("story applications", tellApplications, applications(now)),
		db.Also("story steps", tellSteps, applications(now)),
		db.Also("story emergencies", tellEmergencies, id("emergency", "waits"), Emergency, Sam.ID, Kim.ID, now),
		db.Also("story emergency agreed", tellEmergencyAgreed, Emergency, Kim.ID, now),
		db.Also("story emergency ended", tellEmergencyEnded, Emergency, Sam.ID, now),
		db.Also("story proposal", tellProposal, Proposal, Named("Renata Silva").ID, Kim.ID, now),
		db.Also("story contacts", tellContacts, contacts()),
		db.Also("story openings", tellReveals, now, Opened, Contact(Dana.Name, "after-hours"), Paul.ID, Contact("blue-mesa-water-authority", "office"), Contact(Dana.Name, "email"), Priya.ID),
		db.Also("story intake", tellIntake, Intake, Sam.ID, ago(1)),
		db.Also("story intake's rows", tellIntakeRows, Intake, partners),
		db.Also("story intake arrived", `update intake set rows = $2 where id = $1`, Intake, len(partners)),
		db.Also("story intake compared", `select app.compare_organizations($1, 1, $2)`, Intake, len(partners)),
		db.Also("story intake done", `select app.intake_done($1)`, Intake),
	}, worked(now), []db.Query{
		db.Also("story agreements", tellAgreements, agreed(now)),
		db.Also("story organization twice", tellTwiceOrganization, TwiceOrganization.ID, TwiceOrganization.Name, ago(3), TwiceOrganization.Of),
		db.Also("story facility twice", tellTwiceFacility, TwiceFacility.ID, TwiceFacility.Name, ago(20), TwiceFacility.Of),
		db.Also("story person twice", tellTwicePerson, TwicePerson.ID, TwicePerson.Name, ago(3), TwicePerson.Of),
		db.Also("story merger", tellMerger, merged.ID, merged.Name, ago(60), merged.Of, Merger, Paul.ID),
		db.Also("story told apart", tellApart, Apart, Facility("Kannah Creek Intake"), Facility("Plateau Creek Filter Plant"), Paul.ID, ago(12)),
		db.Also("story look", `insert into lookalike_search (asked) values ($1)`, now),
		db.Also("story lookalikes", `select app.find_lookalikes()`),
		db.Also("story looked", `delete from outbox where topic = 'lookalikes'`),
		// Nobody is sent a notice of what happened before the portal began.
		db.Also("story no notices", `delete from outbox b using person p where p.invented and p.id = coalesce((select i.author_id from item i where i.id = b.object_id),
			(select g.asked_by from break_glass g where g.id = b.object_id), (select n.by_id from intake n where n.id = b.object_id), (select r.asked_by from partner_request r where r.id = b.object_id), b.object_id)`),
	}), nil
}

// seated are the seats that the terms speak for, and the terms as appointments.
func seated(ago func(int) time.Time) (seats []seat, appointments []appointment) {
	at := map[uuid.UUID]int{}
	open := func(council, organization string, since int) *uuid.UUID {
		s := Seat(council, organization)
		n, ok := at[s]
		if !ok {
			n = len(seats)
			at[s] = n
			seats = append(seats, seat{s, council, id("organization", organization), ago(since)})
		}
		if ago(since).Before(seats[n].Since) {
			seats[n].Since = ago(since)
		}
		return &s
	}
	for _, t := range terms {
		a := appointment{
			ID: t.who.Appointment(t.council, t.office), Person: t.who.ID, Council: t.council, Office: t.office,
			Organization: id("organization", t.who.Organization), Since: ago(t.since), Because: t.because,
		}
		if t.until != 0 {
			until := ago(t.until)
			a.Until = &until
		}
		if t.office == "representative" || t.office == "alternate" || t.office == "principal-staff" {
			a.Seat = open(t.council, t.who.Organization, t.since)
		}
		appointments = append(appointments, a)
	}
	for _, v := range vacancies {
		open(v.council, v.organization, 30)
	}
	return seats, appointments
}

// dated fills the days of the next meetings in.
func dated(now time.Time) []charter {
	filled := slices.Clone(charters)
	for i, c := range filled {
		for n := range 60 {
			c.NextMeeting = strings.ReplaceAll(c.NextMeeting, "{+"+strconv.Itoa(n)+"}", now.AddDate(0, 0, n).Format("Monday, January 2"))
		}
		filled[i] = c
	}
	return filled
}

// Package engagement is a regional advisor's working life: visits, calls, trainings and assessments with owners and operators, planned and
// done, and what partners ask for. All of it is given of free will. What a regulator finds is kept by package inspection, in a store that
// nobody of this one reads; migrations/000030_engagement.up.sql keeps the two apart.
//
// A region sees all of its own and nothing of others; whoever speaks for an organization sees all that is kept about it.
package engagement

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/marking"
)

// ID names an engagement.
type ID struct{ uuid.UUID }

// NewID is made here, not by the database.
func NewID() ID { return ID{uuid.Must(uuid.NewV7())} }

// ParseID reads an identifier from an address. What is none names nothing: fault.NotFound.
func ParseID(s string) (ID, error) {
	id, err := uuid.Parse(s)
	if err != nil {
		return ID{}, fault.NotFound
	}
	return ID{id}, nil
}

// Word is a value with the words of pages.
type Word struct{ Slug, Name string }

// Kinds are what an engagement can be, States where it stands.
var (
	Kinds  = []Word{{"visit", "Visit"}, {"call", "Call"}, {"training", "Training"}, {"assessment", "Assessment"}, {"event", "Event"}}
	States = []Word{{"planned", "Planned"}, {"done", "Done"}, {"cancelled", "Cancelled"}}
)

// Named is the word of a slug, the slug itself where there is none.
func Named(words []Word, slug string) string {
	if n := slices.IndexFunc(words, func(w Word) bool { return w.Slug == slug }); n >= 0 {
		return words[n].Name
	}
	return slug
}

// Engagement as the region, and whoever speaks for the organization, see it.
type Engagement struct {
	ID           ID
	Region       int
	Organization string
	OrgSlug      string
	FacilityID   *uuid.UUID
	Facility     string // "" for none, or for one that the asker does not see
	PersonID     *uuid.UUID
	WithWhom     string // as spoken then
	Kind         string
	State        string
	Day          time.Time
	Purpose      string
	Offers       string
	NextStep     string
	NextDay      *time.Time
	Notes        string
	Label        marking.Label
	Keeper       string // who does it, or what is left to do of it, now
	DoneBy       string // who kept it when it was done; "" while it is not
	Author       string // who recorded it first
	Number       int
	ChangedBy    string
	Changed      time.Time
	Mine         bool // the asker may change it
}

// By is who did it, and of what is not done who is to do it. A hand-over changes the latter alone.
func (e Engagement) By() string {
	if e.DoneBy != "" {
		return e.DoneBy
	}
	return e.Keeper
}

// Form is what is recorded or changed.
type Form struct {
	Organization string // slug; of what is there already it does not change
	Facility     *uuid.UUID
	Person       *uuid.UUID
	WithWhom     string // used where no person is chosen
	Kind         string
	State        string
	Day          *time.Time
	Purpose      string
	Offers       string
	NextStep     string
	NextDay      *time.Time
	Notes        string
	Label        marking.Label
}

// Check says what is wrong with it, by the names of the form's fields. today is the day of the portal's zone.
func (f *Form) Check(today time.Time) (wrong fault.Invalid) {
	for _, text := range []*string{&f.WithWhom, &f.Purpose, &f.Offers, &f.NextStep, &f.Notes} {
		*text = strings.TrimSpace(*text)
	}
	if !slices.ContainsFunc(Kinds, func(w Word) bool { return w.Slug == f.Kind }) {
		wrong.Add("kind", "Kind: choose one.")
	}
	if !slices.ContainsFunc(States, func(w Word) bool { return w.Slug == f.State }) {
		wrong.Add("state", "Choose whether it is planned, done or cancelled.")
	}
	if f.Day == nil {
		wrong.Add("day", "Day: write the day as year, month, day.")
	} else if f.State == "done" && f.Day.After(today) {
		wrong.Add("day", "Day: what is done was today or before. Choose planned for what is to come.")
	}
	if f.Purpose == "" {
		wrong.Add("purpose", "Purpose: say in a few words what it is for.")
	}
	if f.NextStep != "" && f.NextDay == nil {
		wrong.Add("next_day", "Write the day of the next step.")
	} else if f.NextStep == "" && f.NextDay != nil {
		wrong.Add("next_step", "Write what is to be done on that day.")
	}
	if f.Label.Width() == 0 {
		wrong.Add("label", "Choose how the notes may be passed on.")
	}
	for _, field := range []struct {
		name, text string
		most       int
	}{{"with_whom", f.WithWhom, 200}, {"purpose", f.Purpose, 500}, {"offers", f.Offers, 1000}, {"next_step", f.NextStep, 500}, {"notes", f.Notes, 4000}} {
		if utf8.RuneCountInString(field.text) > field.most {
			wrong.Add(field.name, "This is too long. Shorten it.")
		}
	}
	return wrong
}

// Record keeps it for the office where the asker works, the one of the organization's own region first.
func Record(id ID, f Form) db.Query {
	return db.Change("record an engagement", `
insert into engagement (id, office_id, organization_id, facility_id, person_id, with_whom, kind, state, day, purpose, offers, next_step, next_day, notes, label)
select $1, h.council_id, o.id, $3, $4, $5, $6, $7, $8::date, $9, $10, $11, $12::date, $13, $14
  from organization o cross join lateral (
       select x.council_id from app.holding x join council c on c.id = x.council_id left join jurisdiction j on j.code = o.state
        where x.capability = 'engagement.write' order by c.region is not distinct from j.region desc, c.region limit 1) h
 where o.slug = $2`, id, f.Organization, f.Facility, f.Person, f.WithWhom, f.Kind, f.State, f.Day, f.Purpose, f.Offers, f.NextStep, f.NextDay, f.Notes, f.Label)
}

// Change writes it anew, over the version with that number: fault.Conflict where somebody was faster. What it said before is kept.
func Change(id ID, over int, f Form) db.Query {
	return db.Change("change an engagement", `
update engagement set facility_id = $3, person_id = $4, with_whom = $5, kind = $6, state = $7, day = $8::date, purpose = $9, offers = $10, next_step = $11, next_day = $12::date,
       notes = $13, label = $14, number = $2::int + 1
 where id = $1`, id, over, f.Facility, f.Person, f.WithWhom, f.Kind, f.State, f.Day, f.Purpose, f.Offers, f.NextStep, f.NextDay, f.Notes, f.Label).
		Seen(`select true from engagement where id = $1`, id)
}

func init() {
	db.Constraint("engagement_changed", fault.Conflict{Message: "Somebody changed this while you were writing. Your text is kept below; open the page anew in another window, copy what you need, then save."})
	db.Constraint("engagement_keeper", fault.Conflict{Message: "Who keeps this does not work in the office any more. The director gives it to somebody else."})
	db.Constraint("engagement_done", fault.Invalid{{Name: "day", Message: "Day: what is done was today or before."}})
	db.Constraint("engagement_facility_id_organization_id_fkey", fault.Invalid{{Name: "facility", Message: "Facility: choose one of this organization."}})
	db.Constraint("two_stores", fault.Conflict{Message: "Who works with owners of their own will does not inspect them: one person, or one office, does one or the other. Nothing was changed.",
		Rule: "voluntary work and inspection are kept apart"})
}

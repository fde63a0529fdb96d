package sector

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Led is a lead as staff keep it.
type Led struct {
	ID    uuid.UUID
	Words string
	Since time.Time
	Until *time.Time
	Ahead bool // begins in the future: its day can be moved
	Loose bool // can be taken back: recorded by staff within a day, or not begun
}

// LedBy are all leads of the sector with that slug, those to come first.
func LedBy(slug string, dst *[]Led) db.Query {
	return db.Many("leads to keep", `
select l.id, l.words, l.since, l.until, l.since > app.now()::date as ahead,
       (l.since > app.now()::date or l.recorded > app.now() - interval '1 day') and f.basis = 'recorded' as loose
  from sector_lead l join fact f on f.id = l.fact_id where l.sector = $1 order by l.since desc, l.words`, dst, slug)
}

// Leading is an agency that leads a sector from a day on, by an instrument, beside the others or in their place.
type Leading struct {
	Slug         string
	Organization uuid.UUID
	Words        string // as the instrument writes it
	Since        time.Time
	From         []uuid.UUID // the leads that it takes over from, which end on that day
	Instrument   string
}

// Check says what is wrong with it as typed.
func (l Leading) Check() error {
	var wrong fault.Invalid
	if l.Organization == uuid.Nil {
		wrong.Add("organization", "Choose the agency that leads.")
	}
	if len([]rune(l.Words)) > 200 {
		wrong.Add("words", "Shorten it to 200 characters.")
	}
	if l.Since.IsZero() {
		wrong.Add("lead_since", "Write the day from which it leads.")
	}
	if n := len([]rune(strings.TrimSpace(l.Instrument))); n == 0 || n > 500 {
		wrong.Add("lead_by", "Name the memorandum or notice that says so, in at most 500 characters.")
	}
	return wrong.Err()
}

// Designate records it, and ends those that it takes over from.
func Designate(l Leading) []db.Query {
	fact := uuid.New()
	words := strings.TrimSpace(l.Words)
	return []db.Query{
		recorded(fact, l.Slug, l.Slug, "led since "+l.Since.Format(time.DateOnly)+" by "+l.Organization.String(), l.Instrument),
		db.Change("record a lead", `insert into sector_lead (sector, words, organization_id, since, fact_id)
			select $1, coalesce(nullif($2, ''), nullif(o.abbr, ''), o.name), o.id, $4::date, $5 from organization o where o.id = $3`, l.Slug, words, l.Organization, l.Since, fact),
		db.Also("end the leads before", `update sector_lead set until = $3::date where sector = $1 and id = any ($2) and since < $3::date and (until is null or until > $3::date)`, l.Slug, l.From, l.Since),
	}
}

// MoveLead moves the first day of a lead that has not begun to another day ahead, and the end of those before it along.
func MoveLead(slug string, l Led, since time.Time) []db.Query {
	return []db.Query{
		db.Change("move a lead", `update sector_lead set since = $3::date where id = $2 and sector = $1 and since = $4::date`, slug, l.ID, since, l.Since).Seen(`select true from sector_lead where id = $1`, l.ID),
		db.Also("move the end before", `update sector_lead set until = $2::date where sector = $1 and until = $3::date`, slug, since, l.Since),
	}
}

// EndLead ends a lead on a day.
func EndLead(slug string, id uuid.UUID, until time.Time) db.Query {
	return db.Change("end a lead", `update sector_lead set until = $3::date where id = $2 and sector = $1`, slug, id, until).Seen(`select true from sector_lead where id = $1`, id)
}

// TakeBackLead erases a lead that staff recorded within a day, or that has not begun; those that it took over from go on.
func TakeBackLead(slug string, id uuid.UUID) []db.Query {
	return []db.Query{
		db.Also("go on as before", `update sector_lead b set until = null from sector_lead l where l.id = $2 and l.sector = $1 and b.sector = $1 and b.until = l.since and b.id <> l.id
			and (l.since > app.now()::date or l.recorded > app.now() - interval '1 day')`, slug, id),
		db.Change("take a lead back", `delete from sector_lead where id = $2 and sector = $1`, slug, id).Seen(`select true from sector_lead where id = $1`, id),
		forget(slug),
	}
}

// TakeBackEnd has a sector go on whose end lies ahead, or was yesterday at the earliest.
func TakeBackEnd(slug string) []db.Query {
	return []db.Query{
		db.Change("take an end back", `delete from retired_sector where slug = $1`, slug).Seen(seen, slug),
		db.Change("go on", `update sector set until = null where slug = $1`, slug),
		forget(slug),
	}
}

// forget erases what staff recorded of the sector and nothing rests on any more, so that the same can be recorded again.
func forget(slug string) db.Query {
	return db.Also("forget facts", `
delete from fact f where f.kind = 'sector' and f.subject = $1 and f.basis = 'recorded' and (f.field like 'led since %' or f.field like 'ended %')
   and not exists (select from sector_lead l where l.fact_id = f.id) and not exists (select from retired_sector r where r.fact_id = f.id)`, slug)
}

func init() {
	db.Constraint("lead_begun", fault.Invalid{{Message: "A lead that has begun is not moved, nor one into the past. End it, and record the next one."}})
	db.Constraint("sector_lead_check", fault.Invalid{{Message: "It ends after it begins."}})
	db.Constraint("sector_lead_sector_since_words_key", fault.Conflict{Message: "This agency leads from that day on already. Nothing was changed."})
}

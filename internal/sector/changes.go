package sector

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/day"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Add lists a new sector, recorded by staff from the day on.
func Add(s Sector, since time.Time, instrument string) []db.Query {
	fact := uuid.New()
	return []db.Query{
		db.Change("add a sector", `insert into sector (slug, name, short_name, scope, since) values ($1, $2, $3, $4, $5::date)`,
			s.Slug, strings.TrimSpace(s.Name), strings.TrimSpace(s.ShortName), strings.TrimSpace(s.Scope), since),
		recorded(fact, s.Slug, s.Name, "added "+since.Format(time.DateOnly), instrument),
		named(s.Slug, s.Name, since, instrument, fact),
	}
}

// Renaming is a new name that a sector bears from a day on, by an instrument: a memorandum, a notice.
type Renaming struct {
	Slug, Name, ShortName string
	Since                 time.Time
	Instrument            string
}

// Check says what is wrong with it as typed.
func (r Renaming) Check() error {
	var wrong fault.Invalid
	checkName(&wrong, r.Name)
	if strings.TrimSpace(r.Instrument) == "" {
		wrong.Add("instrument", "By what: name the memorandum or notice that changes the name.")
	}
	if r.Since.IsZero() {
		wrong.Add("since", "From: write the day on which the name changes.")
	}
	return wrong.Err()
}

// Rename changes a sector's name. The name it had stays in its lineage, and the new one enters it.
func Rename(r Renaming) []db.Query {
	fact := uuid.New()
	return []db.Query{
		db.Change("rename a sector", `update sector set name = $2, short_name = coalesce(nullif($3, ''), short_name) where slug = $1 and name <> $2`,
			r.Slug, strings.TrimSpace(r.Name), strings.TrimSpace(r.ShortName)).Seen(seen, r.Slug),
		recorded(fact, r.Slug, r.Name, "name since "+r.Since.Format(time.DateOnly), r.Instrument),
		named(r.Slug, r.Name, r.Since, r.Instrument, fact),
	}
}

// Describe corrects what a sector is said to comprise.
func Describe(slug, scope string) db.Query {
	return db.Change("describe a sector", `update sector set scope = $2 where slug = $1`, slug, strings.TrimSpace(scope)).Seen(seen, slug)
}

// Retirement is the end of a sector.
type Retirement struct {
	Slug       string
	Until      time.Time // past its last day
	Into       []string  // the sectors that take over what it was
	Instrument string
}

// Check says what is wrong with it as typed.
func (r Retirement) Check() error {
	var wrong fault.Invalid
	if r.Until.IsZero() {
		wrong.Add("until", "Last day: write the last day on which it is a sector.")
	}
	if strings.TrimSpace(r.Instrument) == "" {
		wrong.Add("instrument", "By what: name the memorandum or notice that ends it.")
	}
	for _, into := range r.Into {
		if into == r.Slug {
			wrong.Add("into", "Into: choose other sectors; this one ends.")
		}
	}
	return wrong.Err()
}

// Retire ends a sector. Its councils and what was said about it stay; it is offered for nothing new.
func Retire(r Retirement) []db.Query {
	fact := uuid.New()
	queries := []db.Query{
		db.Change("retire a sector", `update sector set until = $2::date where slug = $1 and (until is null or until > $2::date)`, r.Slug, r.Until).Seen(seen, r.Slug),
		recorded(fact, r.Slug, r.Slug, "ended "+day.Last(r.Until).Field(), r.Instrument),
		db.Change("note a retired sector", `
insert into retired_sector (slug, name, year, fate, fact_id)
select slug, name, extract(year from $2::date - 1)::int, case when $3 then 'merged' else 'retired' end, $4 from sector where slug = $1`, r.Slug, r.Until, len(r.Into) > 0, fact),
	}
	for _, into := range r.Into {
		queries = append(queries, db.Change("note what a sector became", `insert into retired_sector_into (retired, sector) select $1, slug from sector where slug = $2`, r.Slug, into))
	}
	return queries
}

const seen = `select 1 from sector where slug = $1`

// recorded is the fact on which staff's own change rests: who recorded it, the audit knows.
func recorded(id uuid.UUID, slug, about, field, instrument string) db.Query {
	return db.Change("record a fact", `insert into fact (id, kind, subject, about, field, note, basis) values ($1, 'sector', $2, $3, $4, $5, 'recorded')`,
		id, slug, strings.TrimSpace(about), field, strings.TrimSpace(instrument))
}

func named(slug, name string, since time.Time, instrument string, fact uuid.UUID) db.Query {
	return db.Change("add to lineage", `insert into lineage (sector, since, name, note, fact_id) values ($1, $2::date, $3, $4, $5)`,
		slug, since, strings.TrimSpace(name), strings.TrimSpace(instrument), fact)
}

func init() {
	db.Constraint("fact_kind_subject_field_key", fault.Conflict{Message: "The same was recorded for that day already. Nothing was changed."})
}

package reference

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/address"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Umbrella is a legal frame under which councils meet with government, from a date to a date.
type Umbrella struct {
	Slug       string
	Name       string
	ShortName  string
	Since      time.Time
	Until      *time.Time // nil: still
	DatesNote  string     // how well the dates are known
	LegalBasis string
	Website    string
	Selects    bool // CISA selects its members
	Councils   int  // that are or were under it
}

// Umbrellas are all there were, newest first.
func Umbrellas(dst *[]Umbrella) db.Query {
	return db.Many("umbrellas", `
select u.slug, u.name, u.short_name, u.since, u.until, u.dates_note, u.legal_basis, u.website, u.selects,
       (select count(*) from council_umbrella cu where cu.umbrella = u.slug) as councils
  from umbrella u order by u.since desc`, dst)
}

// PutUnder puts a council under an umbrella from a day on. The day must lie within the umbrella's own time.
func PutUnder(council uuid.UUID, umbrella string, since time.Time) db.Query {
	return db.Change("put under an umbrella", `
insert into council_umbrella (council_id, umbrella, since, until)
select $1, u.slug, $3::date, u.until from umbrella u where u.slug = $2 and u.since <= $3::date and (u.until is null or u.until > $3::date)`, council, umbrella, since)
}

// TakeFromUnder ends a council's time under an umbrella.
func TakeFromUnder(council uuid.UUID, umbrella string, until time.Time) db.Query {
	return db.Change("take from under an umbrella", `
update council_umbrella set until = $3::date where council_id = $1 and umbrella = $2 and since < $3::date and (until is null or until > $3::date)`,
		council, umbrella, until).Seen(`select 1 from council_umbrella where council_id = $1 and umbrella = $2`, council, umbrella)
}

// UmbrellaBySlug is one of them, for staff.
func UmbrellaBySlug(slug string, dst *Umbrella) db.Query {
	return db.One("umbrella", `
select u.slug, u.name, u.short_name, u.since, u.until, u.dates_note, u.legal_basis, u.website, u.selects,
       (select count(*) from council_umbrella cu where cu.umbrella = u.slug) as councils
  from umbrella u where u.slug = $1`, dst, slug)
}

// CouncilsUnder are the short names of those that stand under it today, 200 at most.
func CouncilsUnder(slug string, dst *[]string) db.Query {
	return db.Many("councils under an umbrella", `
select c.short_name from council_umbrella m join council c on c.id = m.council_id
 where m.umbrella = $1 and m.since <= app.now()::date and (m.until is null or m.until > app.now()::date) order by c.short_name limit 200`, dst, slug)
}

// Framing is what staff record of an umbrella.
type Framing struct {
	Name, ShortName string
	Since           time.Time  // stays
	Until           *time.Time // nil: still
	DatesNote       string
	LegalBasis      string
	Website         string
	Selects         bool
}

// Slug is the umbrella's address, from its short name.
func (f Framing) Slug() string { return address.Of(f.ShortName, 60) }

// Check says what is wrong with it as typed, by the field names of the form.
func (f Framing) Check() error {
	var wrong fault.Invalid
	if n := len([]rune(strings.TrimSpace(f.Name))); n == 0 || n > 200 {
		wrong.Add("name", "Name: write its full name, 200 characters at most.")
	}
	if n := len([]rune(strings.TrimSpace(f.ShortName))); n == 0 || n > 60 || f.Slug() == "" {
		wrong.Add("short_name", "Short name: write the one people use, 60 characters at most.")
	}
	if f.Since.IsZero() {
		wrong.Add("since", "From: write the day on which it begins.")
	} else if f.Until != nil && !f.Until.After(f.Since) {
		wrong.Add("until", "Last day: this lies before its beginning.")
	}
	if f.Website != "" && !strings.HasPrefix(f.Website, "https://") && !strings.HasPrefix(f.Website, "http://") {
		wrong.Add("website", "Website: a web address begins with https://")
	}
	return wrong.Err()
}

// AddUmbrella records one. No council stands under it yet.
func AddUmbrella(f Framing) db.Query {
	return db.Change("record an umbrella", `
insert into umbrella (slug, name, short_name, since, until, dates_note, legal_basis, website, selects) values ($1, $2, $3, $4::date, $5::date, $6, $7, $8, $9)`,
		f.Slug(), strings.TrimSpace(f.Name), strings.TrimSpace(f.ShortName), f.Since, f.Until, strings.TrimSpace(f.DatesNote), strings.TrimSpace(f.LegalBasis), f.Website, f.Selects)
}

// EditUmbrella corrects one. A council that stood under it to its end, or longer than its new one, stands under it to the new one.
func EditUmbrella(slug string, f Framing) []db.Query {
	return []db.Query{
		db.Also("the end of councils' time under it", `
update council_umbrella m set until = $2::date from umbrella u
 where u.slug = $1 and m.umbrella = u.slug and u.until is distinct from $2::date and m.since < coalesce($2::date, 'infinity')
   and (m.until is not distinct from u.until or m.until > $2::date)`, slug, f.Until),
		db.Change("correct an umbrella", `
update umbrella set name = $2, short_name = $3, until = $4::date, dates_note = $5, legal_basis = $6, website = $7, selects = $8 where slug = $1`,
			slug, strings.TrimSpace(f.Name), strings.TrimSpace(f.ShortName), f.Until, strings.TrimSpace(f.DatesNote), strings.TrimSpace(f.LegalBasis), f.Website, f.Selects).
			Seen(`select 1 from umbrella where slug = $1`, slug),
	}
}

func init() {
	db.Constraint("umbrella_pkey", fault.Invalid{{Name: "short_name", Message: "Short name: another umbrella has it."}})
	db.Constraint("council_umbrella_pkey", fault.Conflict{Message: "The council came under this umbrella on that day already. Nothing was changed."})
}

package reference

import (
	"time"

	"github.com/google/uuid"

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

func init() {
	db.Constraint("council_umbrella_pkey", fault.Conflict{Message: "The council came under this umbrella on that day already. Nothing was changed."})
}

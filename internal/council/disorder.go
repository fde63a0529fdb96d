package council

import (
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/person"
)

// Chairless is a council that nobody chairs on record.
type Chairless struct {
	ID       ID
	Slug     string
	Name     string
	KindName string
}

// Key names the row for a cursor.
func (c Chairless) Key() []string { return []string{c.Name, c.ID.String()} }

// NoChair selects the active councils that choose a chair themselves and have none on record: what staff are told of everywhere is these.
var NoChair = `
select c.id, c.slug, c.name, k.slug as kind, k.name as kind_name, k.plural
  from council c` + today + `
 where k.roster_by = 'council' and k.public_face and c.until > app.now() and c.status = 'active'
   and (select true from office_may m where m.kind = k.slug and m.office = 'chair' limit 1)
   and not exists (select from appointment a where a.council_id = c.id and a.office = 'chair' and` + liveAppointment + `)`

// ChairlessKind is how many councils of a kind nobody chairs on record.
type ChairlessKind struct {
	Kind, Plural string
	Councils     int
}

// WithoutChairByKind are those of NoChair by kind, the kind with most first.
func WithoutChairByKind(dst *[]ChairlessKind) db.Query {
	return db.Many("councils without a chair by kind", `
select c.kind, c.plural, count(*)::int as councils from (`+NoChair+`) c group by c.kind, c.plural order by count(*) desc, c.plural`, dst)
}

// WithoutChair are active councils of a kind, of any for "", that choose a chair themselves and have none on record, by name: staff ask the
// council, then hand the workspace over.
func WithoutChair(kind string, key []string, dst *[]Chairless) db.Query {
	name, id := after(key)
	return db.Many("councils without a chair", `
select c.id, c.slug, c.name, c.kind_name from (`+NoChair+`) c where (c.name, c.id) > ($1, $2::uuid) and ($3 = '' or c.kind = $3)
 order by c.name, c.id`+db.Limit(PerPage+1), dst, name, id, kind)
}

// Term is an appointment with an end in sight.
type Term struct {
	CouncilSlug string
	Council     string
	Person      string
	Office      string
	Until       time.Time
	All         int // how many there are
}

// Barred is an officer who keeps a council going on record, and cannot: the account is suspended.
type Barred struct {
	PersonID person.ID
	Person   string
	Office   string
	Council  string
	Since    time.Time
	All      int // how many there are
}

// BarredOfficers are chairs, vice chairs and secretariats of living councils who are suspended, the longest first; 50 at most.
func BarredOfficers(dst *[]Barred) db.Query {
	return db.Many("suspended officers", `
select p.id as person_id, p.name as person, f.name as office, c.short_name as council, p.suspended as since, count(*) over ()::int as "all"
  from person p join appointment a on a.person_id = p.id join council c on c.id = a.council_id join office f on f.slug = a.office
 where p.suspended <= app.now() and a.office in ('chair', 'vice-chair', 'secretary') and`+liveAppointment+` and c.until > app.now()
 order by p.suspended, a.id limit 50`, dst)
}

// TermsEnding are appointments that end within 60 days on rosters that the asker sees, the soonest first; 50 at most.
func TermsEnding(dst *[]Term) db.Query {
	return db.Many("terms that end", `
select c.slug as council_slug, c.short_name as council, p.name as person, f.name as office, a.until, count(*) over ()::int as "all"
  from appointment a join council c on c.id = a.council_id join person p on p.id = a.person_id join office f on f.slug = a.office
 where a.until > app.now() and a.until < app.now() + interval '60 days' and c.until > app.now()
 order by a.until, a.id limit 50`, dst)
}

package engagement

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// PerPage is how many rows a page of a list shows; queries bring one more, which tells that there is another page.
const PerPage = 40

const (
	// mine says that the asker may change it.
	mine = `e.office_id = any (array(select council_id from app.holding where capability = 'engagement.write'))
       and (e.keeper_id = any (array(select person_id from app.who)) or e.author_id = any (array(select person_id from app.who))
         or e.office_id = any (array(select council_id from app.holding where capability = 'engagement.direct'))) as mine`

	columns = `
select e.id, coalesce(c.region, 0) as region, o.name as organization, o.slug as org_slug, e.facility_id, coalesce(f.name, '') as facility, e.person_id, e.with_whom, e.kind, e.state, e.day::timestamptz as day,
       e.purpose, e.offers, e.next_step, e.next_day::timestamptz as next_day, e.notes, e.label, coalesce(k.name, '') as keeper, e.done_name as done_by, e.author_name as author, e.number, e.changed_name as changed_by, e.changed, ` + mine + `
  from engagement e join council c on c.id = e.office_id join organization o on o.id = e.organization_id left join facility f on f.id = e.facility_id left join person k on k.id = e.keeper_id`

	// office is that of a region, by its number.
	office = `(select id from council where slug = 'region-' || $1::int)`
)

// Filter narrows the list of a region; empty fields narrow nothing.
type Filter struct {
	Kind  string
	Mine  bool     // kept by the asker
	Open  bool     // planned, or with a next step
	After []string // key of the last row
	Rows  int      // how many at most; 0 is a page, and one more
}

// Key names the row for a cursor.
func (e Engagement) Key() []string { return []string{e.Day.Format(time.DateOnly), e.ID.String()} }

// List are those of the asker's region, the latest day first.
func List(f Filter, dst *[]Engagement) db.Query {
	day, id := "infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff"
	if len(f.After) == 2 {
		day, id = f.After[0], f.After[1]
	}
	rows := f.Rows
	if rows == 0 {
		rows = PerPage + 1
	}
	return db.Many("engagements", columns+`
 where e.office_id = any (array(select council_id from app.holding where capability = 'engagement.read'))
   and (e.day, e.id) < ($1::date, $2::uuid) and ($3 = '' or e.kind = $3)
   and (not $4 or e.keeper_id = any (array(select person_id from app.who)))
   and (not $5 or e.state = 'planned' or e.next_day is not null)
 order by e.day desc, e.id desc`+db.Limit(rows), dst, day, id, f.Kind, f.Mine, f.Open)
}

// LatestOf are the last ones done in the office of a region, for its page.
func LatestOf(region int, dst *[]Engagement) db.Query {
	return db.Many("latest engagements of a region", columns+`
 where e.office_id = `+office+` and e.state = 'done' order by e.day desc, e.id desc`+db.Limit(5), dst, region)
}

// With are those with an organization: to its region's staff what the region keeps, to who speaks for it all that is kept, the latest first.
func With(slug string, dst *[]Engagement) db.Query {
	return db.Many("engagements with organization", columns+`
 where e.organization_id = (select id from organization where slug = $1) order by e.day desc, e.id desc`+db.Limit(100), dst, slug)
}

// ByID is one of them, for the region that keeps it.
func ByID(id ID, dst *Engagement) db.Query {
	return db.One("engagement", columns+` where e.id = $1`, dst, id)
}

// Version is what an engagement said before.
type Version struct {
	Number   int
	Name     string // who wrote it
	At       time.Time
	State    string
	Day      string
	WithWhom string
	Purpose  string
	Offers   string
	NextStep string
	Notes    string
}

// Versions are the earlier ones, the latest first, for the region that keeps it.
func Versions(id ID, dst *[]Version) db.Query {
	return db.Many("versions of engagement", `
select number, name, at, was ->> 'state' as state, was ->> 'day' as day, was ->> 'with_whom' as with_whom, was ->> 'purpose' as purpose, was ->> 'offers' as offers,
       was ->> 'next_step' as next_step, was ->> 'notes' as notes
  from engagement_version where engagement_id = $1 order by number desc`+db.Limit(50), dst, id)
}

// Earlier is a version with the engagement that it is one of.
type Earlier struct {
	EngagementID ID
	Version
}

// Before are the earlier versions of what [With] finds, for who speaks for the organization.
func Before(slug string, dst *[]Earlier) db.Query {
	return db.Many("versions of engagements with organization", `
select v.engagement_id, v.number, v.name, v.at, v.was ->> 'state' as state, v.was ->> 'day' as day, v.was ->> 'with_whom' as with_whom, v.was ->> 'purpose' as purpose,
       v.was ->> 'offers' as offers, v.was ->> 'next_step' as next_step, v.was ->> 'notes' as notes
  from engagement e join engagement_version v on v.engagement_id = e.id
 where e.organization_id = (select id from organization where slug = $1 and id = any (array(select organization_id from app.speaking_for))) order by v.at desc`+db.Limit(200), dst, slug)
}

// Choice is somebody, or some facility, to choose.
type Choice struct {
	ID   uuid.UUID
	Name string
}

// People are those of an organization whom the asker knows from a roster, by name, 200 at most.
func People(slug string, dst *[]Choice) db.Query {
	return db.Many("people to meet", `select p.id, p.name from person p where p.organization_id = (select id from organization where slug = $1)
   and (p.suspended is null or p.suspended > app.now()) order by p.name, p.id`+db.Limit(200), dst, slug)
}

// Facilities are those of an organization that the asker sees, by name, 200 at most.
func Facilities(slug string, dst *[]Choice) db.Query {
	return db.Many("facilities to visit", `select f.id, f.name from facility f where f.organization_id = (select id from organization where slug = $1)
   and (f.until is null or f.until > app.now()) order by f.name, f.id`+db.Limit(200), dst, slug)
}

// OpenOf are what somebody of a region has planned or promised, the first one due first, for a hand-over.
func OpenOf(region int, keeper uuid.UUID, dst *[]Engagement) db.Query {
	return db.Many("open engagements of somebody", columns+`
 where e.office_id = `+office+` and e.keeper_id = $2 and (e.state = 'planned' or e.next_day is not null)
 order by least(case when e.state = 'planned' then e.day end, e.next_day), e.id`+db.Limit(200), dst, region, keeper)
}

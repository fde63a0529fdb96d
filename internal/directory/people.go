package directory

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/folded"
)

// Place is where somebody, or an organization, sits or serves.
type Place struct {
	Person       uuid.UUID
	Name         string
	Office       string
	Organization string
	OrgSlug      string
	State        string
	Council      string
	CouncilSlug  string
	Since        time.Time
	Until        *time.Time
	Invented     bool
	Key          uuid.UUID // of the appointment, for paging
}

const placeColumns = `
select p.id as person, p.name, f.name as office, o.name as organization, o.slug as org_slug, coalesce(o.state, '') as state,
       c.short_name as council, c.slug as council_slug, a.since, a.until, p.invented, a.id as key
  from appointment a
  join person p on p.id = a.person_id
  join organization o on o.id = a.organization_id
  join office f on f.slug = a.office
  join council c on c.id = a.council_id`

const live = ` a.since <= app.now() and (a.until is null or a.until > app.now())`

// people are the entries that the filter leaves, by name, as many as limit says. Whoever browses every council walks the entries of all, or
// of each state of a region, in the order of names. Everybody else, and whoever asks for a council or a sector, takes the first of each
// council that she sees and merges them: a member of one small council does not walk past a hundred thousand others.
func (f Filter) people(limit string) (string, *conditions) {
	c := new(conditions)
	c.and("e.since <= app.now() and e.until > app.now()")
	if f.Name != "" {
		c.and("e.folded like " + c.arg(folded.Like(f.Name)))
	}
	if f.Office != "" {
		c.and("e.office = " + c.arg(f.Office))
	}
	if f.State != "" {
		c.and("e.state = " + c.arg(f.State))
	}
	c.since(f, "e.since")
	c.after(f, "e.name", "e.appointment_id")

	const columns, by = "e.appointment_id, e.person_id, e.name, e.council_id, e.office, e.organization_id, e.state, e.since, e.until", " order by e.name, e.appointment_id"
	first := func(condition string) string {
		return "select " + columns + " from directory_entry e where " + condition + " and " + c.sql() + by + limit
	}
	each := func(source, condition string) string {
		return "select " + columns + " from (" + source + ") s cross join lateral (" + first(condition) + ") e" + by + limit
	}
	const seen, browses = "select distinct r.council_id from app.roster_seen r", "(select browses from asker)"
	inCouncil, states := "e.council_id = s.council_id", ""
	if f.Region != 0 && f.State == "" {
		states = "select j.code from jurisdiction j where j.region = " + c.arg(f.Region)
		inCouncil += " and e.state = any (array(" + states + "))"
	}
	if f.Council != "" {
		return each(seen+" join council k on k.id = r.council_id where k.slug = "+c.arg(f.Council), inCouncil), c
	}
	if f.Sector != "" {
		return each(seen+" join council_sector m on m.council_id = r.council_id where m.sector = "+c.arg(f.Sector), inCouncil), c
	}
	all := first(browses)
	if states != "" {
		all = each(states+" and "+browses, "e.state = s.code")
	}
	return "select " + columns + " from ((" + all + ") union all (" + each(seen+" where not "+browses, inCouncil) + ")) e" + by + limit, c
}

const asker = `
with asker as materialized (
  select coalesce((select true from app.holding where capability = 'directory.browse' limit 1), false) as browses
), hit as materialized `

// People lists who serves where now, by name: one row for each office.
func People(f Filter, dst *[]Place) db.Query {
	hit, c := f.people(db.Limit(PageSize + 1))
	return query(f, "directory people", asker+"("+hit+")"+`
select h.person_id as person, h.name, f.name as office, o.name as organization, o.slug as org_slug, coalesce(h.state, '') as state,
       c.short_name as council, c.slug as council_slug, h.since, nullif(h.until, 'infinity') as until, o.invented, h.appointment_id as key
  from hit h
  join organization o on o.id = h.organization_id
  join office f on f.slug = h.office
  join council c on c.id = h.council_id
 order by h.name, h.appointment_id`, c, dst)
}

// PeopleOf lists who serves for an organization now.
func PeopleOf(slug string, dst *[]Place) db.Query {
	return db.Many("directory people of organization", placeColumns+` where`+live+` and o.slug = $1 order by f.rank, p.name, a.id limit 200`, dst, slug)
}

// PlacesOf lists where a person serves now and served before, the present first.
func PlacesOf(person uuid.UUID, dst *[]Place) db.Query {
	return db.Many("directory places of person", placeColumns+` where a.person_id = $1
 order by (a.until is null or a.until > app.now()) desc, a.since desc, a.id limit 100`, dst, person)
}

// Person is the head of a person's page.
type Person struct {
	ID           uuid.UUID
	Name         string
	Title        string // at work
	Organization string
	OrgSlug      string
	State        string
	Invented     bool
}

// PersonByID finds a person whom the asker may know.
func PersonByID(id uuid.UUID, dst *Person) db.Query {
	return db.One("directory person", `
select p.id, p.name, p.title, o.name as organization, o.slug as org_slug, coalesce(o.state, '') as state, p.invented
  from person p join organization o on o.id = p.organization_id where p.id = $1`, dst, id)
}

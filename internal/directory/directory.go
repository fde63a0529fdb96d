// Package directory answers "who is who": organizations, the people who act for them, and where they sit. It shows names, offices
// and organizations; how to reach somebody is not part of it. What a person may not see, row security leaves out.
package directory

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// Filter narrows a list. Empty fields do not narrow.
type Filter struct {
	Name    string // a part of a name, or the start of an abbreviation
	Sector  string // slug
	State   string // two letters
	Region  int    // number, 0 for all
	Kind    string // of organization
	Council string // slug
	Office  string // slug
	After   []string
}

// PageSize is how many rows a page of a list has. Queries ask for one more, which says that there is a next page.
const PageSize = 40

// Organization is a row of the list and the head of a profile.
type Organization struct {
	ID        uuid.UUID
	Slug      string
	Name      string
	Abbr      string
	Kind      string
	State     string
	StateName string
	Region    int
	Website   string
	Regulator bool
	Invented  bool
	Sectors   []string
	Councils  []string // short names of those where it holds a seat now, as far as the asker may see the roster
}

const organizationColumns = `
select o.id, o.slug, o.name, o.abbr, o.kind, coalesce(o.state, '') as state, coalesce(j.name, '') as state_name, coalesce(j.region, 0) as region,
       o.website, o.regulator, o.invented,
       array(select s.name from organization_sector m join sector s on s.slug = m.sector where m.organization_id = o.id order by s.name) as sectors,
       array(select distinct c.short_name from seat t join council c on c.id = t.council_id
              where t.organization_id = o.id and t.since <= app.now() and (t.until is null or t.until > app.now()) order by 1) as councils
  from organization o left join jurisdiction j on j.code = o.state`

// Organizations lists those that the filter leaves, by name.
func Organizations(f Filter, dst *[]Organization) db.Query {
	name, id := keyset(f.After)
	return db.Many("directory organizations", organizationColumns+`
 where (o.until is null or o.until > app.now())
   and ($1 = '' or o.name ilike '%' || $1 || '%' or o.abbr ilike $1 || '%')
   and ($2 = '' or (select true from organization_sector m where m.organization_id = o.id and m.sector = $2 limit 1))
   and ($3 = '' or o.state = $3)
   and ($4 = 0 or j.region = $4)
   and ($5 = '' or o.kind = $5)
   and ($6 = '' or (select true from seat t join council c on c.id = t.council_id
                     where t.organization_id = o.id and c.slug = $6 and t.since <= app.now() and (t.until is null or t.until > app.now()) limit 1))
   and (o.name, o.id) > ($7, $8)
 order by o.name, o.id`+db.Limit(PageSize+1),
		dst, like(f.Name), f.Sector, f.State, f.Region, f.Kind, f.Council, name, id)
}

// OrganizationBySlug is the head of a profile.
func OrganizationBySlug(slug string, dst *Organization) db.Query {
	return db.One("directory organization", organizationColumns+` where o.slug = $1`, dst, slug)
}

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

// People lists who serves where now, by name: one row for each office.
func People(f Filter, dst *[]Place) db.Query {
	name, id := keyset(f.After)
	return db.Many("directory people", placeColumns+` left join jurisdiction j on j.code = o.state
 where`+live+`
   and ($1 = '' or p.name ilike '%' || $1 || '%' or o.name ilike '%' || $1 || '%')
   and ($2 = '' or (select true from council_sector m where m.council_id = c.id and m.sector = $2 limit 1))
   and ($3 = '' or o.state = $3)
   and ($4 = 0 or j.region = $4)
   and ($5 = '' or a.office = $5)
   and ($6 = '' or c.slug = $6)
   and (p.name, a.id) > ($7, $8)
 order by p.name, a.id`+db.Limit(PageSize+1),
		dst, like(f.Name), f.Sector, f.State, f.Region, f.Office, f.Council, name, id)
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
	Organization string
	OrgSlug      string
	State        string
	Invented     bool
}

// PersonByID finds a person whom the asker may know.
func PersonByID(id uuid.UUID, dst *Person) db.Query {
	return db.One("directory person", `
select p.id, p.name, o.name as organization, o.slug as org_slug, coalesce(o.state, '') as state, p.invented
  from person p join organization o on o.id = p.organization_id where p.id = $1`, dst, id)
}

// SeatOf is a seat that an organization holds now.
type SeatOf struct {
	Council     string
	CouncilSlug string
	Class       string
	Since       time.Time
}

// SeatsOf lists the seats of an organization that the asker may see.
func SeatsOf(slug string, dst *[]SeatOf) db.Query {
	return db.Many("directory seats of organization", `
select c.name as council, c.slug as council_slug, t.class, t.since
  from seat t join council c on c.id = t.council_id join organization o on o.id = t.organization_id
 where o.slug = $1 and t.since <= app.now() and (t.until is null or t.until > app.now())
 order by c.name, t.since limit 100`, dst, slug)
}

// keyset is the row after which a page begins.
func keyset(after []string) (name string, id uuid.UUID) {
	if len(after) != 2 {
		return "", uuid.UUID{}
	}
	id, err := uuid.Parse(after[1])
	if err != nil {
		return after[0], uuid.UUID{}
	}
	return after[0], id
}

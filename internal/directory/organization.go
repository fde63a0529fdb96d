package directory

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/folded"
)

// Organization is a row of the list and the head of a profile.
type Organization struct {
	ID         uuid.UUID
	Slug       string
	Name       string
	Abbr       string
	Kind       string
	State      string
	StateName  string
	County     string // its name
	City       string
	Region     int
	Website    string
	Parent     string // the organization it is part of, or ""
	ParentSlug string
	Regulator  bool
	Invented   bool
	Sectors    []string
	Councils   []string   // short names of those where it holds a seat now, as far as the asker may see the roster
	Contact    *time.Time // day of the last one that the asker knows of
}

const organizationColumns = `
select o.id, o.slug, o.name, o.abbr, o.kind, coalesce(o.state, '') as state, coalesce(j.name, '') as state_name, coalesce(y.name, '') as county, o.city,
       coalesce(j.region, 0) as region, o.website, coalesce(p.name, '') as parent, coalesce(p.slug, '') as parent_slug, o.regulator, o.invented,
       array(select s.name from organization_sector m join sector s on s.slug = m.sector where m.organization_id = o.id order by s.name) as sectors,
       array(select distinct c.short_name from seat t join council c on c.id = t.council_id
              where t.organization_id = o.id and t.since <= app.now() and (t.until is null or t.until > app.now()) order by 1) as councils,
       (select max(e.day) from engagement e where e.organization_id = o.id and e.state = 'done') as contact
  from organization o left join jurisdiction j on j.code = o.state left join county y on y.fips = o.county left join organization p on p.id = o.parent_id`

func (f Filter) organizations() *conditions {
	c := new(conditions)
	c.and("(o.until is null or o.until > app.now())")
	if f.Name != "" {
		c.and("o.folded like " + c.arg(folded.Like(f.Name)))
	}
	if f.Sector != "" {
		c.and("(select true from organization_sector m where m.organization_id = o.id and m.sector = " + c.arg(f.Sector) + " limit 1)")
	}
	if f.Kind != "" {
		c.and("o.kind = " + c.arg(f.Kind))
	}
	if f.Council != "" {
		c.and("o.id = any (array(select t.organization_id from seat t join council k on k.id = t.council_id where k.slug = " + c.arg(f.Council) +
			" and t.since <= app.now() and (t.until is null or t.until > app.now())))")
	}
	c.since(f, "o.added")
	c.quiet(f, "e.organization_id = o.id")
	f.places(c, "o.")
	return c
}

// Organizations lists those that the filter leaves, by name.
func Organizations(f Filter, dst *[]Organization) db.Query {
	c := f.organizations()
	c.after(f, "o.name", "o.id")
	return query(f, "directory organizations", organizationColumns+"\n where "+c.sql()+"\n order by o.name, o.id"+f.limit(), c, dst)
}

// OrganizationBySlug is the head of a profile.
func OrganizationBySlug(slug string, dst *Organization) db.Query {
	return db.One("directory organization", organizationColumns+` where o.slug = $1`, dst, slug)
}

// SeatOf is a seat that an organization holds.
type SeatOf struct {
	Council     string
	CouncilSlug string
	Kind        string // of council, in words
	Coalition   bool   // a coalition or an analysis center, not a council of a sector
	Class       string
	Since       time.Time
	Until       *time.Time
}

// SeatsOf lists the seats of an organization on a day that the asker may see.
func SeatsOf(slug string, on time.Time, dst *[]SeatOf) db.Query {
	return db.Many("directory seats of organization", `
select c.name as council, c.slug as council_slug, k.name as kind, k.slug in ('regional', 'collaborative', 'isac', 'isac_umbrella') as coalition,
       t.class, t.since, t.until
  from seat t join council c on c.id = t.council_id join organization o on o.id = t.organization_id
  join council_kind_term x on x.council_id = c.id and x.since <= $2 and x.until > $2 join council_kind k on k.slug = x.kind
 where o.slug = $1 and t.since <= $2 and (t.until is null or t.until > $2)
 order by c.name, t.since limit 100`, dst, slug, on)
}

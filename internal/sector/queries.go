package sector

import (
	"time"

	"example.org/concord/internal/db"
)

// holds is the condition that sector s holds now.
const holds = `(s.until is null or s.until > app.now())`

// All are today's sectors by name, as a list that says who leads them. Bodies of many sectors are not counted among a sector's own.
func All(dst *[]Listed) db.Query {
	return db.Many("sectors", `
select s.slug, s.name,
       array(select l.words from sector_lead l where l.sector = s.slug and l.since <= app.now() and (l.until is null or l.until > app.now()) order by l.words) as leads,
       (select count(*) from subsector u where u.sector = s.slug) as subsectors,
       (select count(*) from council_sector cs join council c on c.id = cs.council_id
          join council_kind_term t on t.council_id = c.id and t.since <= app.now() and t.until > app.now() join council_kind k on k.slug = t.kind
         where cs.sector = s.slug and k.public_face and c.until > app.now()
           and (select count(*) from council_sector m where m.council_id = c.id) <= 4
           and c.id = any (array(select council_id from app.council_listed))) as councils
  from sector s where `+holds+` order by s.name`, dst)
}

// BySlug is one sector, also one that ended.
func BySlug(slug string, dst *Sector) db.Query {
	return db.One("sector", `select slug, name, short_name, scope, until from sector where slug = $1`, dst, slug)
}

// Face is what a sector's page says beside its own row.
type Face struct {
	Leads      []Lead // those of today first
	Subsectors []Subsector
	Lineage    []Ancestor // newest first
	Councils   []Council
	Became     []Retired // names that went into this sector
	SeenIn     []string  // titles of the sources
	Doors      []Door
}

// Door is a community of the sector that the asker is not in, and in which somebody is who could let her in.
type Door struct{ Slug, Name string }

// Queries read the face of the sector with that slug.
func (f *Face) Queries(slug string) []db.Query {
	return []db.Query{
		db.Many("leads of a sector", `
select l.words, coalesce(o.name, '') as organization, coalesce(o.slug, '') as slug, l.since, l.until
  from sector_lead l left join organization o on o.id = l.organization_id
 where l.sector = $1 order by l.until desc nulls first, l.since desc, l.words`, &f.Leads, slug),
		db.Many("subsectors", `
select u.slug, u.name, u.kind, u.scope, array(select o.name from organization o where o.slug = any (u.leads) order by o.name) as leads
  from subsector u where u.sector = $1 order by u.name`, &f.Subsectors, slug),
		db.Many("lineage", `
select l.since, coalesce(l.edition, '') as edition, coalesce(e.dated, to_char(l.since, 'YYYY-MM-DD')) as dated, coalesce(e.title, '') as title, l.name, l.lead, l.note
  from lineage l left join edition e on e.slug = l.edition
 where l.sector = $1 order by l.since desc, l.place limit 100`, &f.Lineage, slug),
		councils(slug, &f.Councils),
		db.Many("doors of a sector", `
select c.slug, c.name from council_sector cs join council c on c.id = cs.council_id and c.until > app.now()
  join council_kind_term t on t.council_id = c.id and t.kind = 'community' and t.since <= app.now() and t.until > app.now()
 where cs.sector = $1 and c.id <> all (array(select council_id from app.holding where capability = 'item.read')) and app.admits(c.id) order by c.name`+db.Limit(8), &f.Doors, slug),
		db.Many("names that became a sector", `
select r.slug, r.name, r.year, r.lead, r.fate, `+became+`
  from retired_sector r where r.slug in (select retired from retired_sector_into where sector = $1) order by r.year desc, r.name`, &f.Became, slug),
		db.Many("sources of a sector", `
select distinct s.title from fact f join source s on s.id = any (f.sources) where f.kind = 'sector' and f.subject = $1 order by 1`, &f.SeenIn, slug),
	}
}

// became are today's sectors that retired_sector r went into.
const became = `
       array(select s.slug from retired_sector_into i join sector s on s.slug = i.sector where i.retired = r.slug order by s.name) as slugs,
       array(select s.name from retired_sector_into i join sector s on s.slug = i.sector where i.retired = r.slug order by s.name) as names`

// councils of a sector: those with a public face that may be named to the asker, and the rooms and communities she reads in. A
// body of more than four sectors stands apart, or it would head every sector's list.
func councils(slug string, dst *[]Council) db.Query {
	return db.Many("councils of a sector", `
select c.slug, c.name, c.short_name, k.name as kind_name, c.status,
       case when (select count(*) from council_sector m where m.council_id = c.id) > 4 then 'across'
            when k.slug = 'isac' then 'analysis'
            when c.industry_only then 'industry'
            when k.side = 'government' or pk.side = 'government' then 'government'
            else 'joint' end as side,
       array(select u.name from council_subsector m join subsector u on u.slug = m.subsector where m.council_id = c.id order by u.name) as subsectors,
       exists (select from listing l join fact f on f.id = l.fact_id where l.council_id = c.id and f.shown_to = 'staff') as waits
  from council_sector cs
  join council c on c.id = cs.council_id
  join council_kind_term t on t.council_id = c.id and t.since <= app.now() and t.until > app.now()
  join council_kind k on k.slug = t.kind
  left join council_kind_term pt on pt.council_id = c.parent_id and pt.since <= app.now() and pt.until > app.now()
  left join council_kind pk on pk.slug = pt.kind
 where cs.sector = $1 and c.until > app.now()
   and c.id = any (array(select council_id from app.council_listed))
   and (k.public_face or c.id = any (array(select council_id from app.holding where capability = 'item.read')))
 order by k.has_seats desc, c.parent_id is not null, c.name limit 200`, dst, slug)
}

// Editions are all documents that listed sectors, newest first.
func Editions(dst *[]Edition) db.Query {
	return db.Many("editions", `
select slug, title, dated, since, until, status, lead_term, sector_term, derived_from from edition order by since desc`, dst)
}

// AsOf is the list of an edition, in its own order: of the one with that slug or, for a year, of the one that held at its end. An
// edition whose list is known from memory alone has none for the public.
func AsOf(edition string, dst *[]Line) db.Query {
	return db.Many("sectors of an edition", `
select e.name, e.leads, e.note,
       array(select s.slug from edition_entry_sector m join sector s on s.slug = m.sector where m.edition = e.edition and m.place = e.place order by s.name) as slugs,
       array(select s.name from edition_entry_sector m join sector s on s.slug = m.sector where m.edition = e.edition and m.place = e.place order by s.name) as names
  from edition_entry e
 where e.edition = (select d.slug from edition d
                     where d.slug = $1 or d.since <= case when $1 ~ '^[0-9]{4}$' then make_date($1::int, 12, 31) end
                     order by d.since desc limit 1)
 order by e.place`, dst, edition)
}

// Chosen is the edition that AsOf answers for, among editions as [Editions] orders them; nil where there is none.
func Chosen(edition string, editions []Edition) *Edition {
	year, err := time.Parse("2006", edition)
	for _, e := range editions {
		if e.Slug == edition || err == nil && e.Since.Year() <= year.Year() {
			return &e
		}
	}
	return nil
}

// RetiredNames are all names that were sectors once, the last to go first.
func RetiredNames(dst *[]Retired) db.Query {
	return db.Many("retired sectors", `
select r.slug, r.name, r.year, r.lead, r.fate, `+became+` from retired_sector r order by r.year desc, r.name`, dst)
}

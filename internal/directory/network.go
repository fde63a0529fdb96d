package directory

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// Body is a council in the network: the one that is looked at, or one that it is tied to.
type Body struct {
	ID   uuid.UUID
	Slug string
	Name string
	Kind string // in words
}

// Seated is a council where an organization holds a seat now.
type Seated struct {
	Body
	Since time.Time // the day of its seat there
}

const bodyColumns = `c.id, c.slug, c.short_name as name, coalesce(k.name, '') as kind`

const bodyKind = ` left join council_kind_term t on t.council_id = c.id and t.since <= app.now() and t.until > app.now() left join council_kind k on k.slug = t.kind`

// BodyBySlug is the council that is looked at.
func BodyBySlug(slug string, dst *Body) db.Query {
	return db.One("directory network", `select `+bodyColumns+` from council c`+bodyKind+` where c.slug = $1`, dst, slug)
}

// Tie is what joins a council to another one.
type Tie struct {
	ID     uuid.UUID
	Slug   string
	Name   string
	Kind   string
	How    string   // parent, part, counterpart, room, side, region, office, shared
	Shared int      // organizations that hold seats in both, as far as the asker sees both rosters
	Slugs  []string // the first six of those, by name
	Names  []string
}

// TiesOf are the councils that a council is tied to: what it is part of, its parts, its counterparts, the rooms in which it meets them, the
// regions where a coalition works, and the twelve with which it shares most organizations, as far as the asker sees both rosters.
func TiesOf(slug string, dst *[]Tie) db.Query {
	return db.Many("directory ties", `
with here as materialized (
  select id, parent_id, region from council where slug = $1
), both_seated as materialized (
  select distinct o.council_id as id, o.organization_id
    from here h
    join seat m on m.council_id = h.id and m.since <= app.now() and (m.until is null or m.until > app.now())
    join seat o on o.organization_id = m.organization_id and o.council_id <> h.id and o.since <= app.now() and (o.until is null or o.until > app.now())
), shared as materialized (
  select id, count(*)::int as n from both_seated group by id
), tie as (
  select h.parent_id as id, 1 as rank, 'parent' as how from here h where h.parent_id is not null
  union all
  select p.id, 2, 'part' from here h join council p on p.parent_id = h.id where p.until > app.now()
  union all
  select p.counterpart_id, 3, 'counterpart' from here h join counterpart p on p.council_id = h.id where p.since <= app.now() and p.until > app.now()
  union all
  select r.room_id, 4, 'room' from here h join room_side r on r.council_id = h.id
  union all
  select r.council_id, 5, 'side' from here h join room_side r on r.room_id = h.id
  union all
  select r.council_id, 6, 'region' from here h join council_region r on r.region = h.region
  union all
  select c.id, 6, 'office' from here h join council_region r on r.council_id = h.id join council c on c.region = r.region
  union all
  (select s.id, 7, 'shared' from shared s order by s.n desc, s.id limit 12)
)
select c.id, c.slug, c.short_name as name, coalesce(k.name, '') as kind, x.how, coalesce(s.n, 0) as shared, coalesce(m.slugs, '{}') as slugs, coalesce(m.names, '{}') as names
  from (select distinct on (id) id, rank, how from tie order by id, rank) x
  join council c on c.id = x.id left join shared s on s.id = x.id`+bodyKind+`
  left join lateral (
       select array_agg(o.slug order by o.name) as slugs, array_agg(o.name order by o.name) as names
         from (select g.slug, g.name from both_seated b join organization g on g.id = b.organization_id where b.id = x.id order by g.name limit 6) o) m on true
 where c.id = any (array(select council_id from app.council_listed))
 order by x.rank, s.n desc nulls last, c.short_name limit 40`, dst, slug)
}

// Council is a council in the picture of the whole partnership.
type Council struct {
	Slug       string
	Name       string // short
	InFull     string
	Kind       string
	Sector     string // its name, "" where it works across sectors
	Government bool   // a government council, or a part of one
	Parent     string // slug, "" where it is part of nothing
	ParentName string
	Facing     []string // slugs of its counterparts
	FacingName []string
	Own        bool // the asker holds something in it
}

// Partnership are the sectors' councils on both sides with their parts, sector by sector, and then those that work across sectors.
func Partnership(dst *[]Council) db.Query {
	return db.Many("directory partnership", `
with listed as materialized (
  select id, slug, name, short_name, parent_id from council
   where until > app.now() and status <> 'historical' and id = any (array(select council_id from app.council_listed))
), wholes as materialized (
  select distinct parent_id as id from listed where parent_id is not null
), kinds as materialized (
  select t.council_id, k.slug, k.name, k.side from council_kind_term t join council_kind k on k.slug = t.kind
   where t.since <= app.now() and t.until > app.now()
), facing as materialized (
  select x.council_id, array_agg(f.slug order by f.short_name) as slugs, array_agg(f.short_name order by f.short_name) as names
    from counterpart x join listed f on f.id = x.counterpart_id where x.since <= app.now() and x.until > app.now() group by x.council_id
)
select c.slug, c.short_name as name, c.name as in_full, k.name as kind, coalesce(s.name, '') as sector,
       k.side = 'government' or coalesce(pk.side = 'government', false) as government,
       coalesce(p.slug, '') as parent, coalesce(p.short_name, '') as parent_name,
       coalesce(f.slugs, '{}') as facing, coalesce(f.names, '{}') as facing_name,
       c.id = any (array(select council_id from app.serving)) as own
  from listed c join kinds k on k.council_id = c.id and k.slug in ('scc', 'gcc', 'subcouncil', 'cross_sector')
  left join listed p on p.id = c.parent_id left join kinds pk on pk.council_id = p.id left join facing f on f.council_id = c.id left join wholes w on w.id = c.id
  left join council_sector cs on cs.council_id = c.id and k.slug <> 'cross_sector' left join sector s on s.slug = cs.sector
 order by s.name nulls last, w.id is null, p.id is not null, c.short_name limit 400`, dst)
}

// CouncilsOf are the councils where an organization holds seats now, as far as the asker sees their rosters.
func CouncilsOf(organization string, dst *[]Seated) db.Query {
	return db.Many("directory network of organization", `
select `+bodyColumns+`, min(s.since) as since from organization o
  join seat s on s.organization_id = o.id and s.since <= app.now() and (s.until is null or s.until > app.now())
  join council c on c.id = s.council_id`+bodyKind+`
 where o.slug = $1 group by c.id, k.name order by c.short_name limit 40`, dst, organization)
}

// ListedCouncils are those that lists may name to the asker, to choose from.
func ListedCouncils(dst *[]Choice) db.Query {
	return db.Many("directory listed councils", `
select c.slug as value, c.short_name as label from council c
 where c.until > app.now() and c.id = any (array(select council_id from app.council_listed)) order by c.short_name limit 300`, dst)
}

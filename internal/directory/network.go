package directory

import (
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
	How    string // parent, part, counterpart, room, shared
	Shared int    // organizations that hold seats in both, as far as the asker sees both rosters
}

// TiesOf are the councils that a council is tied to: what it is part of, its parts, its counterparts, the rooms in which it meets them, and
// the twelve with which it shares most organizations, as far as the asker sees both rosters.
func TiesOf(slug string, dst *[]Tie) db.Query {
	return db.Many("directory ties", `
with here as materialized (
  select id, parent_id from council where slug = $1
), shared as materialized (
  select o.council_id as id, count(distinct o.organization_id)::int as n
    from here h
    join seat m on m.council_id = h.id and m.since <= app.now() and (m.until is null or m.until > app.now())
    join seat o on o.organization_id = m.organization_id and o.council_id <> h.id and o.since <= app.now() and (o.until is null or o.until > app.now())
   group by o.council_id
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
  (select s.id, 6, 'shared' from shared s order by s.n desc, s.id limit 12)
)
select c.id, c.slug, c.short_name as name, coalesce(k.name, '') as kind, x.how, coalesce(s.n, 0) as shared
  from (select distinct on (id) id, rank, how from tie order by id, rank) x
  join council c on c.id = x.id left join shared s on s.id = x.id`+bodyKind+`
 order by x.rank, s.n desc nulls last, c.short_name limit 40`, dst, slug)
}

// CouncilsOf are the councils where an organization holds seats now, to begin a network with.
func CouncilsOf(organization string, dst *[]Body) db.Query {
	return db.Many("directory network of organization", `
select distinct `+bodyColumns+` from organization o
  join seat s on s.organization_id = o.id and s.since <= app.now() and (s.until is null or s.until > app.now())
  join council c on c.id = s.council_id`+bodyKind+`
 where o.slug = $1 order by name limit 40`, dst, organization)
}

// OwnCouncils are those in which the asker holds anything, to begin a network with.
func OwnCouncils(dst *[]Body) db.Query {
	return db.Many("directory own councils", `
select distinct `+bodyColumns+` from app.serving s join council c on c.id = s.council_id`+bodyKind+` order by name limit 40`, dst)
}

// ListedCouncils are those that lists may name to the asker, to choose from.
func ListedCouncils(dst *[]Choice) db.Query {
	return db.Many("directory listed councils", `
select c.slug as value, c.short_name as label from council c
 where c.until > app.now() and c.id = any (array(select council_id from app.council_listed)) order by c.short_name limit 300`, dst)
}

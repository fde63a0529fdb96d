package council

import (
	"time"

	"example.org/concord/internal/db"
)

// today is the council's kind at this moment, as a lateral join after council c.
const today = `
  join lateral (select kt.kind from council_kind_term kt where kt.council_id = c.id and kt.since <= app.now()
                 order by kt.since desc limit 1) t on true
  join council_kind k on k.slug = t.kind`

// BySlug is one council. Bodies without a public face (rooms, communities, regional offices) are found by those who read there
// or see their roster, and by nobody else.
func BySlug(slug string, dst *Council) db.Query { return bySlug(slug, false, dst) }

// AtTheDoor is one council for somebody who asks to join it: a sector's community is found by everybody there, and nowhere else.
func AtTheDoor(slug string, dst *Council) db.Query { return bySlug(slug, true, dst) }

func bySlug(slug string, door bool, dst *Council) db.Query {
	return db.One("council", `
select c.id, c.slug, c.name, c.short_name, k.slug as kind, k.name as kind_name, k.side, k.roster_by, k.public_face, k.has_seats,
       c.industry_only, c.invented, c.region, c.status, c.status_note, c.formed_year, nullif(c.until, 'infinity') as until, c.website,
       coalesce(p.slug, '') as parent_slug, coalesce(p.name, '') as parent, coalesce(u.words, '') as purpose,
       c.id = any (array(select council_id from app.holding where capability = 'item.read')) as member,
       c.id = any (array(select council_id from app.roster_seen)) as sees_roster,
       c.id = any (array(select council_id from app.roster_edited)) as edits_roster,
       c.id = any (array(select council_id from app.holding where capability = 'charter.edit')) as edits_charter,
       (k.public_face or k.slug = 'community') and c.until > app.now() and app.admits(c.id) as admits
  from council c`+today+`
  left join council p on p.id = c.parent_id
  left join purpose u on u.council_id = c.id
 where c.slug = $1
   and (k.public_face or $2 and k.slug = 'community' or c.id = any (array(select council_id from app.holding where capability = 'item.read' and k.side <> 'public'))
        or c.id = any (array(select council_id from app.roster_seen)))`, dst, slug, door)
}

// Face is what anyone may know of a council, beside its own row.
type Face struct {
	Sectors   []SectorName
	Regions   []string // numbers of those in which a coalition works, as staff recorded
	Around    []Link
	Umbrellas []Umbrella
	Seated    []SeenSeated
}

// SectorName is a sector that the council works in.
type SectorName struct{ Slug, Name string }

// Umbrella is the legal frame under which the council met with its counterparts.
type Umbrella struct {
	Slug, Name, ShortName string
	Since                 time.Time
	Until                 *time.Time // nil: still
}

// SeenSeated is an organization that a public source shows at the council's table; it is no seat here.
type SeenSeated struct {
	Organization string
	Slug         string
	Role         string // as the source calls it
	Year         *int   // of the source; nil is "year unknown"
}

// Queries read the face of the council with that slug.
func (f *Face) Queries(slug string) []db.Query {
	return []db.Query{
		db.Many("sectors of a council", `
select s.slug, s.name from council c join council_sector cs on cs.council_id = c.id join sector s on s.slug = cs.sector
 where c.slug = $1 order by s.name`, &f.Sectors, slug),
		db.Many("regions of a council", `select r.region::text from council c join council_region r on r.council_id = c.id where c.slug = $1 order by r.region`, &f.Regions, slug),
		around(slug, &f.Around),
		db.Many("umbrellas of a council", `
select u.slug, u.name, u.short_name, cu.since, cu.until from council c join council_umbrella cu on cu.council_id = c.id join umbrella u on u.slug = cu.umbrella
 where c.slug = $1 order by cu.since desc`, &f.Umbrellas, slug),
		db.Many("seen seated", `
select o.name as organization, o.slug, m.role, m.as_of_year as year
  from council c join membership m on m.council_id = c.id join fact f on f.id = m.fact_id join organization o on o.id = m.organization_id
 where c.slug = $1 and m.standing = 'seat' and f.shown_to = 'public' order by o.name limit 200`, &f.Seated, slug),
	}
}

// around are the councils beside this one: counterparts, those below it, the joint rooms it holds (told to those who read there) and,
// for a room, its sides.
func around(slug string, dst *[]Link) db.Query {
	return db.Many("councils around", `
with here as (select id from council where slug = $1)
select r.relation, c.slug, c.name, c.short_name, k.slug as kind, k.name as kind_name
  from (select 'counterpart' as relation, counterpart_id as id from counterpart
         where council_id = (select id from here) and since <= app.now() and until > app.now()
        union all
        select 'child', id from council where parent_id = (select id from here)
        union all
        select 'room', room_id from room_side
         where council_id = (select id from here) and room_id = any (array(select council_id from app.holding where capability = 'item.read'))
        union all
        select 'side', council_id from room_side where room_id = (select id from here)) r
  join council c on c.id = r.id`+today+`
 where c.until > app.now()
 order by r.relation, c.name limit 200`, dst, slug)
}

package council

import "example.org/concord/internal/db"

// Mine is a council in which the asker reads, with what waits there.
type Mine struct {
	ID        ID
	Slug      string
	ShortName string
	Kind      string
	Offices   []string // what the asker holds there; none in a room or community that is reached through another council
	Unread    int      // updates since the watermark that were not opened, or have new replies, counted to 101
}

// OfMine are the councils in which the asker reads, those with an office first.
func OfMine(dst *[]Mine) db.Query {
	return db.Many("my councils", `
select c.id, c.slug, c.short_name, k.slug as kind, coalesce(o.offices, '{}') as offices, u.unread
  from (select h.council_id, array_agg(distinct h.circle_id) as circles from app.holding h
         where h.capability = 'item.read' and h.council_id <> '00000000-0000-0000-0000-0000000000c0' group by h.council_id) m
  join council c on c.id = m.council_id`+today+`
  left join lateral (select array_agg(f.name order by f.rank) as offices, min(f.rank) as rank
                       from appointment a join office f on f.slug = a.office
                      where a.council_id = c.id and a.person_id = (select person_id from app.who)
                        and a.since <= app.now() and (a.until is null or a.until > app.now())) o on true
 cross join lateral (
       select count(distinct n.item_id)::int as unread
         from unnest(m.circles) x (circle_id)
         left join watermark w on w.circle_id = x.circle_id and w.person_id = (select person_id from app.who)
        cross join lateral (
              (select a.item_id from audience a
                where a.circle_id = x.circle_id and a.item_id = a.root_id and a.posted > coalesce(w.read_to, '-infinity')
                  and (select true from opened p where p.item_id = a.item_id limit 1) is null -- an anti-join would read the council to its end
                  and (select i.withdrawn is null from item i where i.id = a.item_id)
                order by a.posted desc limit 101)
              union all
              (select a.root_id
                 from (select a.root_id, a.item_id from audience a
                        where a.circle_id = x.circle_id and a.item_id <> a.root_id and a.posted > greatest(coalesce(w.read_to, '-infinity'), app.now() - interval '60 days')
                        order by a.posted desc, a.item_id limit 300) a
                where (select true from opened p where p.item_id = a.item_id limit 1) is null
                  and (select i.withdrawn is null from item i where i.id = a.item_id)
                  and (select i.withdrawn is null from item i where i.id = a.root_id)
                  and (select f.muted from thread_follow f where f.item_id = a.root_id limit 1) is not true
                limit 101)) n) u
 order by o.rank nulls last, c.short_name`, dst)
}

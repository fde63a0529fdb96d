package update

import (
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/item"
)

// Answers is a reply in a thread that the asker follows.
type Answers struct {
	ID, RootID           item.ID
	Author, Organization string
	Title                string // of the update
	Summary              string
	Posted               time.Time
	Unread               bool
}

// RepliesToMe are the newest replies of others in the 50 threads of each kind that the asker follows: begun by him, written in, or chosen; up to 50.
func RepliesToMe(dst *[]Answers) db.Query {
	return db.Many("replies to me", `
with mine as materialized (
  select i.id, i.current
    from app.who w cross join lateral (
         (select i.id from item i where i.author_id = w.person_id and i.root_id = i.id order by i.posted desc limit 50)
         union
         (select i.root_id from item i where i.author_id = w.person_id and i.root_id <> i.id order by i.posted desc limit 50)
         union
         (select f.item_id from thread_follow f where f.person_id = w.person_id and not f.muted order by f.at desc limit 50)) t
    join item i on i.id = t.id and i.withdrawn is null
   where (select f.muted from thread_follow f where f.item_id = t.id limit 1) is not true
), newest as materialized (
  select m.id as root, m.current, r.id, r.posted
    from mine m cross join lateral (
         select r.id, r.posted from item r
          where r.root_id = m.id and r.id <> r.root_id and r.withdrawn is null and r.author_id <> all (array(select person_id from app.who))
          order by r.posted desc limit 50) r
   order by r.posted desc, r.id limit 50
)
select r.id, r.root_id, r.author_name as author, r.author_organization as organization, v.title, w.summary, r.posted, `+item.Unread("r")+` as unread
  from newest n
  join item_version v on v.item_id = n.root and v.number = n.current
  join item r on r.id = n.id
  join item_version w on w.item_id = r.id and w.number = r.current
 order by r.posted desc, r.id`, dst)
}

// Act is what an officer did with something that the asker posted.
type Act struct {
	ID    item.ID
	Title string // "" of what is withdrawn
	By    string // "Lena Ortiz, Secretariat"
	Did   string // published, withdrew
	At    time.Time
}

// ActsOnMine are what others published or withdrew among the newest 50 updates of the asker, the newest first.
func ActsOnMine(dst *[]Act) db.Query {
	return db.Many("acts on mine", `
with mine as materialized (
  select m.id, m.current, m.withdrawn, m.withdrawn_by, w.name
    from app.who w cross join lateral (
         select i.id, i.current, i.withdrawn, i.withdrawn_by from item i where i.author_id = w.person_id and i.kind = 'update'
          order by i.posted desc limit 50) m
), acts as (
  select id, current, withdrawn_by as by, 'withdrew' as did, withdrawn as at, name from mine where withdrawn is not null
  union all
  select m.id, m.current, a.published_by, 'published', a.posted, m.name
    from mine m join audience a on a.item_id = m.id and a.circle_id = '00000000-0000-0000-0000-0000000000c1'
)
select x.id, coalesce(v.title, '') as title, x.by, x.did, x.at
  from acts x left join item_version v on v.item_id = x.id and v.number = x.current
 where not starts_with(x.by, x.name) order by x.at desc, x.id`, dst)
}

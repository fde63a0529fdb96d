package item

import (
	"strings"
	"time"

	"example.org/concord/internal/db"
)

// unread says of item r whether it was neither opened nor lies below the asker's watermarks.
const unread = `(select true from opened o where o.item_id = r.id limit 1) is null
          and (select true from audience a left join watermark w on w.circle_id = a.circle_id
                where a.item_id = r.id and a.posted > coalesce(w.read_to, '-infinity') limit 1)`

// Unread says the same of the item that a statement calls so; to whoever is not signed in nothing is new.
func Unread(alias string) string {
	return "(select true from app.who) is true and " + strings.ReplaceAll(unread, "r.id", alias+".id") + " is true"
}

const newest = `select r.id, r.posted from item r where r.root_id = i.id and r.id <> r.root_id and r.withdrawn is null order by r.posted desc limit 100`

// NewReplies counts, of item i of a statement, the replies that the asker has not read, among the newest 100: none where the thread is muted.
const NewReplies = `(select count(*)::int from (` + newest + `) r
         where ` + unread + `
           and (select f.muted from thread_follow f where f.item_id = i.id limit 1) is not true)`

// NewestReply is when the newest of those was posted.
const NewestReply = `select max(r.posted) from (` + newest + `) r
         where ` + unread + `
           and (select f.muted from thread_follow f where f.item_id = i.id limit 1) is not true`

// Thread is how somebody stands to an item and its replies.
type Thread struct {
	Seen    bool // was there before: what is new is told apart
	Follows bool // hears of new replies: by having written, or by choice
	Muted   bool
	New     int        // replies not read yet, among the newest 100
	First   *ID        // of those, the oldest
	At      *time.Time // when that was posted
	Before  *time.Time // when the reply before it was; nil where the page of the item begins with it
	Prior   *ID        // that reply
}

// ThreadOf asks how the asker stands to an item. Ask it before the page's traces are left. pageful is how many replies the first page shows.
func ThreadOf(root ID, pageful int, dst *Thread) db.Query {
	return db.One("thread", `
with me as materialized (select person_id from app.who),
fresh as materialized (
  select r.id, r.posted from item i cross join lateral (`+newest+`) r where i.id = $1 and `+unread+`
), first as materialized (
  select f.id, f.posted from fresh f order by f.posted, f.id limit 1
), early as materialized (
  select r.id, r.posted from item r where r.root_id = $1 and r.id <> r.root_id order by r.posted, r.id limit $2
), prior as materialized (
  select r.id, r.posted from item r join first f on (r.posted, r.id) < (f.posted, f.id)
   where r.root_id = $1 and r.id <> r.root_id and f.id <> all (array(select e.id from early e)) order by r.posted desc, r.id desc limit 1
)
select (select true from opened o where o.item_id = i.id limit 1) is true
         or (select true from audience a left join watermark w on w.circle_id = a.circle_id where a.item_id = i.id and a.posted > coalesce(w.read_to, '-infinity') limit 1) is null as seen,
       coalesce(f.muted is false or f.muted is null and (select true from item w where w.root_id = i.id and w.author_id = any (array(select person_id from me)) limit 1), false) as follows,
       coalesce(f.muted, false) as muted, (select count(*)::int from fresh) as new,
       (select id from first) as first, (select posted from first) as at, (select posted from prior) as before, (select id from prior) as prior
  from item i left join thread_follow f on f.item_id = i.id
 where i.id = $1`, dst, root, pageful)
}

// Follow has the asker hear of new replies to the item, or of none any more.
func Follow(root ID, muted bool) db.Query {
	return db.Change("follow", `
insert into thread_follow (item_id, person_id, muted)
select i.id, w.person_id, $2 from app.who w cross join item i where i.id = $1 and i.root_id = i.id
on conflict (item_id, person_id) do update set muted = excluded.muted, at = app.now()`, root, muted)
}

// Place is where a reply stands in its thread: the reply before the one that its page begins with.
type Place struct {
	Root   ID
	Before *time.Time // nil on the first page
	Prior  *ID
}

// PlaceOf finds the page of a reply. pageful is how many replies a page shows.
func PlaceOf(reply ID, pageful int, dst *Place) db.Query {
	return db.One("place of reply", `
select x.root_id as root, p.posted as before, p.id as prior
  from item x
  left join lateral (
       select r.id, r.posted from item r
        where r.root_id = x.root_id and r.id <> r.root_id and (r.posted, r.id) < (x.posted, x.id)
          and (select count(*) from (select from item e where e.root_id = x.root_id and e.id <> e.root_id and (e.posted, e.id) < (x.posted, x.id) limit $2) earlier) >= $2
        order by r.posted desc, r.id desc limit 1) p on true
 where x.id = $1`, dst, reply, pageful)
}

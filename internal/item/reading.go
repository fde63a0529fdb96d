package item

import (
	"time"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
)

// Opened leaves the traces of opening an update: it and those replies that the page shows count as read, and where they are addressed to
// named people, the record of reads says who opened them and when first. The page shows so many replies after that one, which was posted
// then. For db.Witness: the page goes out after this is on record.
func Opened(root ID, posted time.Time, after ID, most int) []db.Query {
	return []db.Query{
		db.Also("opened", `
insert into opened (person_id, item_id)
select w.person_id, t.id from app.who w cross join (`+pageOf+`) t
 where (select true from opened o where o.item_id = t.id and o.person_id = w.person_id) is null
on conflict do nothing`, root, posted, after, most),
		db.Also("read record", `
insert into read_record (item_id, person_id, why)
select t.id, w.person_id, 'named' from app.who w cross join (`+pageOf+`) t where t.label = 'TLP:RED'
on conflict do nothing`, root, posted, after, most),
	}
}

const pageOf = `
       select i.id, i.label from item i where i.id = $1 and i.root_id = i.id
       union all
       (select i.id, i.label from item i
         where i.root_id = $1 and i.id <> i.root_id and (i.posted, i.id) > ($2::timestamptz, $3::uuid)
         order by i.posted, i.id limit $4)`

// Opening is one line of the record of reads.
type Opening struct {
	Name         string
	Organization string
	At           time.Time // first
}

// Openings say who opened what was addressed to named people. Its author is told, and who keeps attendance in the council that
// released it; everybody else finds only himself.
func Openings(of ID, dst *[]Opening) db.Query {
	return db.Many("record of reads", `
select p.name, o.name as organization, r.at
  from read_record r join person p on p.id = r.person_id join organization o on o.id = p.organization_id
 where r.item_id = $1 order by r.at, p.name limit 200`, dst, of)
}

// Shown is how far a page went: what it listed that was posted last, and of what was posted within a minute before that, which it listed.
type Shown struct {
	To    time.Time
	Items []ID
}

// Late is how far a watermark stays behind: what is being posted this moment arrives with an earlier time.
const Late = time.Minute

// MarkRead counts what a page showed as read, and all that was posted before it: in one council, or in all with the nil one. What came
// after the page, or arrived meanwhile with an earlier time, stays unread.
func MarkRead(in council.ID, s Shown) []db.Query {
	if s.Items == nil {
		s.Items = []ID{}
	}
	return []db.Query{
		db.Also("watermark", `
insert into watermark (person_id, circle_id, read_to)
select distinct w.person_id, h.circle_id, least($2::timestamptz, app.now()) - interval '1 minute'
  from app.who w cross join app.holding h
 where h.capability = 'item.read' and (h.council_id = $1 or $1 = '00000000-0000-0000-0000-000000000000')
on conflict (person_id, circle_id) do update set read_to = greatest(watermark.read_to, excluded.read_to)`, in, s.To),
		db.Also("opened just now", `
insert into opened (person_id, item_id)
select distinct w.person_id, a.item_id
  from app.who w cross join audience a
 where a.root_id = any ($1) and a.posted > $2::timestamptz - interval '1 minute' and a.posted <= least($2::timestamptz, app.now())
on conflict do nothing`, s.Items, s.To),
	}
}

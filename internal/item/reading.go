package item

import (
	"time"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
)

// Opened leaves the traces of opening an update: it and its replies count as read, and where it is addressed to named people, the
// record of reads says who opened it and when first. For db.Witness: the page goes out after this is on record.
func Opened(root ID) []db.Query {
	return []db.Query{
		db.Also("opened", `
insert into opened (person_id, item_id)
select w.person_id, t.item_id
  from app.who w cross join (select distinct a.item_id from audience a where a.root_id = $1) t
 where (select true from opened o where o.item_id = t.item_id and o.person_id = w.person_id) is null
on conflict do nothing`, root),
		db.Also("read record", `
insert into read_record (item_id, person_id, why)
select t.id, w.person_id, 'named'
  from app.who w cross join (
       select i.id from item i where i.id = any (array(select a.item_id from audience a where a.root_id = $1)) and i.label = 'TLP:RED') t
on conflict do nothing`, root),
	}
}

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

// MarkRead counts everything in the council as read. The watermark stays a minute behind, for what is being posted this moment
// arrives with an earlier time; what was posted within that minute counts as opened.
func MarkRead(in council.ID) []db.Query {
	return []db.Query{
		db.Also("watermark", `
insert into watermark (person_id, circle_id, read_to)
select distinct w.person_id, h.circle_id, app.now() - interval '1 minute'
  from app.who w cross join app.holding h
 where h.capability = 'item.read' and h.council_id = $1
on conflict (person_id, circle_id) do update set read_to = greatest(watermark.read_to, excluded.read_to)`, in),
		db.Also("opened just now", `
insert into opened (person_id, item_id)
select distinct w.person_id, a.item_id
  from app.who w cross join audience a
 where a.circle_id = any (array(select circle_id from app.holding where capability = 'item.read' and council_id = $1))
   and a.item_id = a.root_id and a.posted > app.now() - interval '1 minute'
on conflict do nothing`, in),
	}
}

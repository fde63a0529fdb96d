package council

import "example.org/concord/internal/db"

// Numbers are what the public page says of the partnership.
type Numbers struct {
	Sectors, SCCs, GCCs, CrossSector, ISACs, Regions int
}

// Counted counts what has a public face today.
func Counted(dst *Numbers) db.Query {
	return db.One("numbers", `
select (select count(*) from sector where until is null or until > app.now()) as sectors,
       count(*) filter (where k.slug = 'scc') as sccs, count(*) filter (where k.slug = 'gcc') as gccs,
       count(*) filter (where k.slug = 'cross_sector') as cross_sector, count(*) filter (where k.slug = 'isac') as isacs,
       (select count(*) from region) as regions
  from council c`+today+`
 where k.public_face and c.status = 'active' and c.until > app.now() and c.id = any (array(select council_id from app.council_listed))`, dst)
}

// Meeting is the next one of a council, in the council's own words.
type Meeting struct{ Slug, ShortName, When string }

// NextMeetings are those of the councils in which the asker serves.
func NextMeetings(dst *[]Meeting) db.Query {
	return db.Many("next meetings", `
select c.slug, c.short_name, h.next_meeting as "when"
  from charter h join council c on c.id = h.council_id
 where h.next_meeting <> '' and h.council_id = any (array(select council_id from app.serving))
 order by c.short_name limit 12`, dst)
}

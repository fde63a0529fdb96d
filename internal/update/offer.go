package update

import (
	"example.org/concord/internal/db"
	"example.org/concord/internal/item"
	"example.org/concord/internal/may"
)

// Queries read what the composer offers; people of a council are asked for apart, once it is known which.
func (o *Offer) Queries() []db.Query {
	return []db.Query{
		item.Voices(may.PostUpdates, &o.Voices),
		item.Addressable(&o.Circles),
		db.Many("sectors to choose", `select slug as value, name as label from sector where until is null or until > app.now()::date order by name`, &o.Sectors),
		db.Many("states to choose", `select code as value, name as label from jurisdiction order by name`, &o.States),
	}
}

// SectorsOf are the sectors of a council: what an update posted there is about, unless its author says otherwise.
func SectorsOf(council string, dst *[]string) db.Query {
	return db.Many("sectors of the council", `
select s.sector from council_sector s join council c on c.id = s.council_id where c.slug = $1 order by s.sector`, dst, council)
}

// Queries read whom a reply may reach and as whom the asker may write it.
func (b *Box) Queries(root item.ID) []db.Query {
	return []db.Query{item.WhomToAnswer(root, &b.Open), item.Voices(may.PostReplies, &b.Voices)}
}

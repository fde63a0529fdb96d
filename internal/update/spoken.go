package update

import "example.org/concord/internal/db"

// Spoken is how many updates of an organization its profile shows.
const Spoken = 5

// SpokenFor are the newest updates that people of an organization posted in its name and the asker reads, the newest first. It looks at
// the newest of each of a hundred people, whom the asker knows from a roster.
func SpokenFor(organization string, dst *[]Row) db.Query {
	return db.Many("updates spoken for an organization", `
with page as materialized (
  select n.id as item_id, n.posted, false as fresh
    from (select distinct e.person_id, e.organization_id from directory_entry e
           where e.organization_id = (select id from organization where slug = $1) limit 100) p
   cross join lateral (
         select i.id, i.posted from item i
          where i.author_id = p.person_id and i.organization_id = p.organization_id and i.kind = 'update'
          order by i.posted desc`+db.Limit(Spoken)+`) n
   order by n.posted desc, n.id`+db.Limit(Spoken)+`
)`+rows, dst, organization)
}

package person

import (
	"example.org/concord/internal/db"
	"example.org/concord/internal/folded"
)

const columns = `p.id, p.name, p.title, p.organization_id, o.name as organization, o.slug as organization_slug, coalesce(o.state, '') as state,
       p.invented, p.suspended, p.expires`

// ByID is one person; whoever may not see the name finds nobody.
func ByID(id ID, dst *Person) db.Query {
	return db.One("person", `select `+columns+` from person p join organization o on o.id = p.organization_id where p.id = $1`, dst, id)
}

// Posts are what the person holds now, in councils whose roster the asker sees, by rank of office.
func Posts(id ID, dst *[]Post) db.Query {
	return db.Many("posts of a person", `
select c.slug as council_slug, c.name as council, coalesce(k.name, '') as council_kind, f.name as office, g.name as organization,
       a.seat_id is not null as seat, a.since, a.until
  from appointment a
  join council c on c.id = a.council_id
  join office f on f.slug = a.office
  join organization g on g.id = a.organization_id
  left join lateral (select t.kind from council_kind_term t where t.council_id = c.id and t.since <= app.now() and t.until > app.now()) t on true
  left join council_kind k on k.slug = t.kind
 where a.person_id = $1 and a.since <= app.now() and (a.until is null or a.until > app.now()) and c.until > app.now()
 order by f.rank, c.name`, dst, id)
}

// Named are people whose name holds what was typed, who bear it exactly first; where nobody does, those whose names are like it: staff
// choose among them.
func Named(name string, dst *[]Person) db.Query {
	return db.Many("people named", `
with held as materialized (
  select p.id from person p
   where p.folded like $1 and $2 <> '' and (p.suspended is null or p.suspended > app.now())
   order by p.folded <> $2, p.name, p.id limit 20
), near as materialized (
  select p.id from person p
   where not exists (select from held) and $2 <> '' and `+folded.Near+` and p.folded %> $2 and (p.suspended is null or p.suspended > app.now())
   order by word_similarity($2, p.folded) desc, p.name, p.id`+db.Limit(folded.Most)+`
)
select `+columns+` from person p join organization o on o.id = p.organization_id
 where p.id = any (array(select id from held union all select id from near))
 order by p.folded <> $2, word_similarity($2, p.folded) desc, p.name, p.id`, dst, folded.Like(name), folded.Text(name))
}

// Waiting is somebody who cannot sign in yet, and why.
type Waiting struct {
	ID           ID
	Name         string
	Organization string
	State        string // not invited, waiting, expired or cancelled
	All          int    // how many there are
}

// NoSignIn says of a person p that he serves somewhere and has not enrolled: whom staff are told of everywhere.
const NoSignIn = `p.enrolled is null and (p.suspended is null or p.suspended > app.now())
   and (select true from appointment a where a.person_id = p.id and a.since <= app.now() and (a.until is null or a.until > app.now()) limit 1)`

// NotEnrolled are people who serve somewhere and have not enrolled, by name, 50 at most. Nobody but those who add people gets a row.
func NotEnrolled(dst *[]Waiting) db.Query {
	return db.Many("people not enrolled", `
with found as materialized (
  select p.id, p.name, o.name as organization, count(*) over ()::int as "all"
    from person p join organization o on o.id = p.organization_id
   where (select true from app.holding where capability = 'person.add' limit 1) and `+NoSignIn+`
   order by p.name, p.id limit 50
)
select p.id, p.name, p.organization, e.state, p."all"
  from found p join app.enrollment e on e.person_id = p.id and e.person_id = any (array(select id from found))
 order by p.name, p.id`, dst)
}

package organization

import (
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/folded"
)

const columns = `
select o.id, o.slug, o.name, o.abbr, o.kind, coalesce(o.state, '') as state, o.website, coalesce(p.slug, '') as parent, o.regulator, o.government, o.invented,
       array(select m.sector from organization_sector m where m.organization_id = o.id order by m.sector) as sectors
  from organization o left join organization p on p.id = o.parent_id`

// BySlug is one organization.
func BySlug(slug string, dst *Organization) db.Query {
	return db.One("organization", columns+` where o.slug = $1`, dst, slug)
}

// PerPage is how many rows a page of a list shows; queries bring one more, which tells that there is another page.
const PerPage = 50

// List are the organizations that there are, by name, narrowed by a part of the name or the abbreviation.
func List(words string, after []string, dst *[]Organization) db.Query {
	name, id := "", uuid.Nil.String()
	if len(after) == 2 {
		name, id = after[0], after[1]
	}
	return db.Many("organizations", columns+`
 where (o.name, o.id) > ($1, $2::uuid) and ($3 = '%%' or o.folded like $3)
   and (o.until is null or o.until > app.now()::date)
 order by o.name, o.id`+db.Limit(PerPage+1), dst, name, id, folded.Like(words))
}

// Key names the row for a cursor.
func (o Organization) Key() []string { return []string{o.Name, o.ID.String()} }

// Choice is an organization to choose from a list.
type Choice struct {
	ID   ID
	Slug string
	Name string
	Abbr string
}

// Choices are organizations to choose one from whose name or abbreviation holds what was typed, 20 at most, those that bear it exactly
// first; where none does, those whose names are like it.
func Choices(words string, dst *[]Choice) db.Query {
	return db.Many("organizations to choose", `
with held as materialized (
  select o.id, o.slug, o.name, o.abbr from organization o
   where o.folded like $1 and $2 <> '' and (o.until is null or o.until > app.now())
   order by app.folded(o.name) <> $2 and app.folded(o.abbr) <> $2, o.name, o.id limit 20
), near as materialized (
  select o.id, o.slug, o.name, o.abbr from organization o
   where not exists (select from held) and $2 <> '' and `+folded.Near+` and o.folded %> $2 and (o.until is null or o.until > app.now())
   order by word_similarity($2, o.folded) desc, o.name, o.id`+db.Limit(folded.Most)+`
)
select id, slug, name, abbr from held union all select id, slug, name, abbr from near`, dst, folded.Like(words), folded.Text(words))
}

// Administered is the organization with that slug, for its own administrators; fault.NotFound for everybody else.
func Administered(slug string, dst *Organization) db.Query {
	return db.One("own organization", columns+` where o.slug = $1 and o.id = any (array(select organization_id from app.administering))`, dst, slug)
}

// Nominating is a council where an organization's own administrators put its people forward.
type Nominating struct {
	Slug, Council string // "" where the organization has no seat anywhere
}

// NominatesIn are those of the organization with that slug, where the asker administers it; for others it is empty.
func NominatesIn(slug string, dst *[]Nominating) db.Query {
	return db.Many("councils to nominate for", `
select distinct coalesce(c.slug, '') as slug, coalesce(c.short_name, '') as council
  from organization o join app.administering m on m.organization_id = o.id
  left join app.nominating n on n.organization_id = o.id left join council c on c.id = n.council_id
 where o.slug = $1 order by council`+db.Limit(100), dst, slug)
}

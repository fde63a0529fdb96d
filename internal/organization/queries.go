package organization

import (
	"strings"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
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
 where (o.name, o.id) > ($1, $2::uuid) and ($3 = '' or o.name ilike '%' || $3 || '%' or o.abbr ilike $3 || '%')
   and (o.until is null or o.until > app.now()::date)
 order by o.name, o.id`+db.Limit(PerPage+1), dst, name, id, literally.Replace(strings.TrimSpace(words)))
}

// Key names the row for a cursor.
func (o Organization) Key() []string { return []string{o.Name, o.ID.String()} }

var literally = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Choice is an organization to choose from a list.
type Choice struct {
	ID   ID
	Slug string
	Name string
}

// Choices are organizations by name to choose one from, 500 at most; words narrow them.
func Choices(words string, dst *[]Choice) db.Query {
	return db.Many("organizations to choose", `
select id, slug, name from organization o
 where (until is null or until > app.now()) and ($1 = '' or name ilike '%' || $1 || '%' or abbr ilike $1 || '%') order by name, id limit 500`,
		dst, literally.Replace(strings.TrimSpace(words)))
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

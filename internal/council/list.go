package council

import (
	"example.org/concord/internal/db"
	"example.org/concord/internal/folded"
)

// PerPage is how many rows a page of a list shows; queries bring one more, which tells that there is another page.
const PerPage = 50

// first is the key before every key.
const first = "00000000-0000-0000-0000-000000000000"

// after takes the key of a list's last row apart: a name and an id.
func after(key []string) (name, id string) {
	if len(key) != 2 {
		return "", first
	}
	return key[0], key[1]
}

// Filter narrows the list of councils; empty fields narrow nothing.
type Filter struct {
	Kind, Sector, Status string
	Words                string // a part of the name
	After                []string
}

// Listed is a row of the list of councils.
type Listed struct {
	ID         ID
	Slug       string
	Name       string
	ShortName  string
	Kind       string
	KindName   string
	Side       string
	Status     string
	Sectors    []string
	FormedYear *int
	Invented   bool
}

// Key names the row for a cursor.
func (l Listed) Key() []string { return []string{l.Name, l.ID.String()} }

const listed = `
select c.id, c.slug, c.name, c.short_name, k.slug as kind, k.name as kind_name, k.side, c.status, c.formed_year, c.invented,
       array(select s.name from council_sector cs join sector s on s.slug = cs.sector where cs.council_id = c.id order by s.name) as sectors
  from council c` + today

// List are the councils with a public face, by name; those known from memory alone are named to staff only.
func List(f Filter, dst *[]Listed) db.Query {
	name, id := after(f.After)
	return db.Many("councils", listed+`
 where k.public_face and c.id = any (array(select council_id from app.council_listed)) and (c.name, c.id) > ($1, $2::uuid)
   and ($3 = '' or k.slug = $3)
   and ($4 = '' or c.id = any (array(select council_id from council_sector where sector = $4)))
   and ($5 = '' or c.status = $5)
   and ($6 = '%%' or c.folded like $6)
 order by c.name, c.id`+db.Limit(PerPage+1), dst, name, id, f.Kind, f.Sector, f.Status, folded.Like(f.Words))
}

// Every is the list for those who record councils: all bodies by name, those without a public face too, and ended ones.
func Every(words string, key []string, dst *[]Listed) db.Query {
	name, id := after(key)
	return db.Many("every council", listed+`
 where k.side <> 'public' and (c.name, c.id) > ($1, $2::uuid)
   and ($3 = '%%' or c.folded like $3)
   and (select true from app.holding where capability = 'council.record' limit 1)
 order by c.name, c.id`+db.Limit(PerPage+1), dst, name, id, folded.Like(words))
}

// Kinds are what a council can be today, by name.
func Kinds(dst *[]Kind) db.Query {
	return db.Many("kinds of councils", `
select slug, name, plural, side, roster_by, public_face, has_seats, offered from council_kind
 where since <= app.now() and until > app.now() and side <> 'public' order by name`, dst)
}

// Named are living councils whose name holds the words, exact short names first, 20 at most: to choose one; where none does, those whose
// names are like them. Words that are empty name none. Joint rooms can be chosen, communities and offices cannot.
func Named(words string, dst *[]Listed) db.Query {
	return db.Many("councils named", `
with held as materialized (
  select c.id from council c where c.folded like $1 and $2 <> ''
), near as materialized (
  select c.id from council c where not exists (select from held) and $2 <> '' and `+folded.Near+` and c.folded %> $2
   order by word_similarity($2, c.folded) desc, c.short_name`+db.Limit(folded.Most)+`
)`+listed+`
 where (k.public_face or k.slug = 'joint_room') and c.until > app.now()
   and c.id = any (array(select id from held union all select id from near))
 order by app.folded(c.short_name) <> $2, word_similarity($2, c.folded) desc, c.short_name, c.id limit 20`, dst, folded.Like(words), folded.Text(words))
}

// OfficesOf are the offices that the council's kind has.
func OfficesOf(slug string, dst *[]Office) db.Query {
	return db.Many("offices of a council", `
select o.slug, o.name, o.needs_seat, bool_or(m.capability = 'roster.edit') as edits
  from council c`+today+`
  join office_may m on m.kind = k.slug and m.since <= app.now() and m.until > app.now()
  join office o on o.slug = m.office
 where c.slug = $1
 group by o.slug, o.name, o.needs_seat, o.rank order by o.rank`, dst, slug)
}

// Offices are all there are, by rank.
func Offices(dst *[]Office) db.Query {
	return db.Many("offices", `select slug, name, needs_seat, false as edits from office order by rank, slug`, dst)
}

// Sectors are those of today, to choose from.
func Sectors(dst *[]SectorName) db.Query {
	return db.Many("sectors to choose from", `select slug, name from sector where until is null or until > app.now() order by name`, dst)
}

package council

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/address"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Recording is what staff write down about a council that exists in the world. Recording gives nobody a right; a hand-over does.
type Recording struct {
	Name, ShortName string
	Kind            string
	Sectors         []string // slugs
	Parent          string   // slug; "" stands for itself
	Counterparts    []Listed // whom it faces
	FormedYear      *int
	Website         string
}

// Slug is the council's address, from its short name.
func (r Recording) Slug() string { return address.Of(r.ShortName, 60) }

// Check says what is missing, by the field names of the form.
func (r Recording) Check() error {
	wrong := checkNames(r.Name, r.ShortName, r.Website, r.FormedYear)
	if r.Kind == "" {
		wrong.Add("kind", "Choose what kind of council it is.")
	}
	if r.Slug() == "" && r.ShortName != "" {
		wrong.Add("short_name", "The short name needs a letter or a number.")
	}
	return wrong.Err()
}

func checkNames(name, short, website string, formed *int) fault.Invalid {
	var wrong fault.Invalid
	if n := len([]rune(strings.TrimSpace(name))); n == 0 || n > 200 {
		wrong.Add("name", "Write the council's full name, 200 characters at most.")
	}
	if n := len([]rune(strings.TrimSpace(short))); n == 0 || n > 60 {
		wrong.Add("short_name", "Write the name people use, 60 characters at most.")
	}
	if website != "" && !strings.HasPrefix(website, "https://") && !strings.HasPrefix(website, "http://") {
		wrong.Add("website", "A web address begins with https://")
	}
	if formed != nil && (*formed < 1900 || *formed > 2200) {
		wrong.Add("formed", "Write the year with four digits.")
	}
	return wrong
}

// Record writes the council down: its kind (which makes its circles), sectors (which put it into their communities), counterparts
// both ways and, where an SCC meets its GCC, their joint room.
func Record(r Recording) []db.Query {
	id := ID{uuid.Must(uuid.NewV7())}
	queries := []db.Query{
		// Industry's councils take no government body, and neither do the groups below them.
		db.Change("record a council", `
insert into council (id, slug, name, short_name, parent_id, industry_only, formed_year, website)
select $1, $2, $3, $4, p.id, k.side = 'industry' or k.slug in ('subcouncil', 'working_group') and coalesce(p.industry_only, false), $7, $8
  from council_kind k left join council p on p.slug = $6 where k.slug = $5`,
			id, r.Slug(), strings.TrimSpace(r.Name), strings.TrimSpace(r.ShortName), r.Kind, r.Parent, r.FormedYear, strings.TrimSpace(r.Website)),
		db.Change("record its kind", `insert into council_kind_term (council_id, kind) values ($1, $2)`, id, r.Kind),
	}
	if len(r.Sectors) > 0 {
		queries = append(queries, addSectors(r.Slug(), r.Sectors))
	}
	self := Listed{Slug: r.Slug(), ShortName: r.ShortName, Kind: r.Kind}
	for _, other := range r.Counterparts {
		queries = append(queries, AddCounterpart(self, other)...)
	}
	return queries
}

func addSectors(slug string, sectors []string) db.Query {
	return db.Also("sectors of the council", `
insert into council_sector (council_id, sector) select c.id, s.slug from council c, sector s where c.slug = $1 and s.slug = any ($2)
on conflict do nothing`, slug, sectors)
}

// AddCounterpart says that two councils face each other from now on. An SCC and its GCC get a joint room, in which each side's
// seated and whole council read.
func AddCounterpart(a, b Listed) []db.Query {
	queries := []db.Query{db.Change("add a counterpart", `
insert into counterpart (council_id, counterpart_id, since)
select x.id, y.id, app.now() from council x, council y where (x.slug, y.slug) in (($1, $2), ($2, $1)) and x.id <> y.id
on conflict (council_id, counterpart_id) do update set since = excluded.since, until = 'infinity' where counterpart.until <= app.now()`, a.Slug, b.Slug)}
	if a.Kind == GCC && b.Kind == SCC {
		a, b = b, a
	}
	if a.Kind != SCC || b.Kind != GCC {
		return queries
	}
	slug := a.Slug + "-" + b.Slug + "-joint"
	return append(queries,
		db.Change("open a joint room", `
insert into council (id, slug, name, short_name) values ($1, $2, $3, $4)
on conflict (slug) do update set until = 'infinity', status = 'active'`,
			ID{uuid.Must(uuid.NewV7())}, slug, cut("Joint room of "+a.ShortName+" and "+b.ShortName, 200), cut(a.ShortName+" joint room", 60)),
		db.Also("kind of the room", `insert into council_kind_term (council_id, kind) select id, 'joint_room' from council where slug = $1 on conflict do nothing`, slug),
		db.Also("sides of the room", `
insert into room_side (room_id, council_id) select r.id, s.id from council r, council s where r.slug = $1 and s.slug in ($2, $3) on conflict do nothing`, slug, a.Slug, b.Slug),
		db.Also("sectors of the room", `
insert into council_sector (council_id, sector)
select distinct r.id, s.sector from council r, council c join council_sector s on s.council_id = c.id where r.slug = $1 and c.slug in ($2, $3)
on conflict do nothing`, slug, a.Slug, b.Slug),
	)
}

func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// EndCounterpart ends it now, both ways, and closes the joint room of the two: what was said there stays with those who said it, and
// nobody reads there any longer.
func EndCounterpart(a, b string) []db.Query {
	return []db.Query{
		db.Change("end a counterpart", `
update counterpart set until = app.now()
 where until > app.now() and (council_id, counterpart_id) in (select x.id, y.id from council x, council y where (x.slug, y.slug) in (($1, $2), ($2, $1)))`, a, b),
		db.Also("close the joint room", `
update council r set until = app.now(), status = 'historical'
 where r.until > app.now()
   and r.id in (select s.room_id from room_side s join council c on c.id = s.council_id where c.slug in ($1, $2) group by s.room_id having count(*) = 2)`, a, b),
	}
}

// Editing is what staff may correct in a council's record. Kind and address stay.
type Editing struct {
	Name, ShortName    string
	Parent             string // slug
	Status, StatusNote string
	FormedYear         *int
	Website            string
	Sectors            []string
	Regions            []string // numbers of those in which a coalition works; none: in all of them
}

// Check says what is wrong, by the field names of the form.
func (e Editing) Check() error {
	wrong := checkNames(e.Name, e.ShortName, e.Website, e.FormedYear)
	if e.Status != "active" && e.Status != "unclear" && e.Status != "suspended" && e.Status != "historical" {
		wrong.Add("status", "Choose a status.")
	}
	return wrong.Err()
}

// Edit corrects the record. A sector that is taken away ends the council's place in that sector's community.
func Edit(slug string, e Editing) []db.Query {
	return []db.Query{
		db.Change("edit a council", `
update council set name = $2, short_name = $3, parent_id = (select p.id from council p where p.slug = $4 and p.slug <> $1),
       status = $5, status_note = $6, formed_year = $7, website = $8
 where slug = $1`, slug, strings.TrimSpace(e.Name), strings.TrimSpace(e.ShortName), e.Parent, e.Status, strings.TrimSpace(e.StatusNote), e.FormedYear, strings.TrimSpace(e.Website)).
			Seen(seenCouncil, slug),
		db.Also("drop sectors", `delete from council_sector where council_id = (select id from council where slug = $1) and sector <> all ($2)`, slug, e.Sectors),
		addSectors(slug, e.Sectors),
		db.Also("drop regions", `delete from council_region where council_id = (select id from council where slug = $1) and region::text <> all ($2)`, slug, e.Regions),
		db.Also("regions of the council", `
insert into council_region (council_id, region) select c.id, r.number from council c, region r where c.slug = $1 and r.number::text = any ($2)
on conflict do nothing`, slug, e.Regions),
	}
}

// Entering are those of the sectors into whose community the council's people would come: its sectors on record already, and those that have
// no community, are none of them.
func Entering(slug string, sectors []string, dst *[]SectorName) db.Query {
	return db.Many("communities to enter", `
select s.slug, s.name from sector s join council c on c.slug = $1
 where s.slug = any ($2) and not exists (select from council_sector m where m.council_id = c.id and m.sector = s.slug)
   and exists (select from council_sector m join council k on k.id = m.council_id and k.until > app.now() join council_kind_term t on t.council_id = k.id and t.kind = 'community' and t.until > app.now()
                where m.sector = s.slug and k.id <> c.id)
   and exists (select from appointment a where a.council_id = c.id and`+liveAppointment+`)
   and exists (select from council_kind_term t join council_kind k on k.slug = t.kind and k.enters_community where t.council_id = c.id and t.until > app.now())
 order by s.name`, dst, slug, sectors)
}

// ProposeToEnter proposes that the council enters the community of that sector: a second member of staff confirms, and where the community has
// officers one of them agrees.
func ProposeToEnter(proposal uuid.UUID, council ID, sector SectorName) db.Query {
	return db.Change("propose to enter a community", `insert into proposal (id, act, because, council_id, sector) values ($1, 'community', $2, $3, $4)`,
		proposal, sector.Name+" was added to the council's sectors on its record.", council, sector.Slug)
}

const seenCouncil = `select 1 from council where slug = $1`

// Retire ends a council at a time: from then on nobody holds a right through it, and its joint rooms close. What it shared stays
// readable where it was addressed to others.
func Retire(slug string, at time.Time, note string) []db.Query {
	return []db.Query{
		db.Change("retire a council", `
update council set until = $2, status_note = $3, status = case when $2 <= app.now() then 'historical' else status end where slug = $1`,
			slug, at, strings.TrimSpace(note)).Seen(seenCouncil, slug),
		db.Also("close its rooms", `
update council r set until = $2
 where r.until > $2 and r.id in (select s.room_id from room_side s join council c on c.id = s.council_id where c.slug = $1)`, slug, at),
	}
}

// Reopen takes a retirement back. Its joint rooms open again with the counterparts that still stand.
func Reopen(slug string) []db.Query {
	return []db.Query{
		db.Change("reopen a council", `
update council set until = 'infinity', status = case when status = 'historical' then 'active' else status end where slug = $1 and until < 'infinity'`, slug).Seen(seenCouncil, slug),
		db.Also("open its rooms", `
update council r set until = 'infinity'
 where r.until < 'infinity'
   and r.id in (select x.room_id from room_side x join room_side y on y.room_id = x.room_id join council c on c.id = x.council_id
                  join counterpart p on p.council_id = x.council_id and p.counterpart_id = y.council_id and p.until > app.now()
                 where c.slug = $1)`, slug),
	}
}

func init() {
	db.Constraint("council_slug_key", fault.Invalid{{Name: "short_name", Message: "Another council has this short name. Look whether it is the same one; if not, choose a name that tells them apart."}})
	db.Constraint("room_of_counterparts", fault.Invalid{{Name: "counterpart", Message: "A joint room belongs to councils that face each other. Record them as counterparts first."}})
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

package update

import (
	"strconv"

	"example.org/concord/internal/db"
	"example.org/concord/internal/item"
	"example.org/concord/internal/may"
)

// Queries read what the composer offers but for single people: [People].
func (o *Offer) Queries() []db.Query {
	return append(o.Subjects(item.ID{}), item.Voices(may.PostUpdates, &o.Voices), item.Addressable(&o.Circles))
}

// Subjects reads what an update can be about: the sectors and states of today, and the sectors that the update names already.
func (o *Offer) Subjects(of item.ID) []db.Query {
	return []db.Query{
		db.Many("sectors to choose", `
select slug as value, name as label from sector
 where until is null or until > app.now()::date or slug = any (array(select sector from item_sector where item_id = $1)) order by name`, &o.Sectors, of),
		db.Many("states to choose", `select code as value, name as label from jurisdiction order by name`, &o.States),
	}
}

// SubjectsOf are the sectors and states that an update names.
func SubjectsOf(id item.ID, sectors, states *[]string) []db.Query {
	return []db.Query{
		db.Many("sectors of the update", `select sector from item_sector where item_id = $1 order by sector`, sectors, id),
		db.Many("states of the update", `select state from item_state where item_id = $1 order by state`, states, id),
	}
}

// Picker says whose names the composer offers: those of the council that is posted in, by the appointment chosen, else by the
// council's slug, else the asker's first. What is empty is taken from the draft, so that a page needs one trip.
type Picker struct {
	As, Council string
	Find        string // the beginning of a name
	Chosen      []item.CircleID
	Draft       DraftID
}

// MostPeople is how many people are offered by name at once, beside those chosen: no page grows with a council.
const MostPeople = 50

// Many is how many people a council may have for its first names to be offered unasked. In a larger one nobody looks for a
// person among the first fifty, and its people are offered as their names are typed.
const Many = 200

// People are the circles of single people that the picker finds, the chosen ones among them.
func People(p Picker, dst *[]item.Circle) db.Query {
	return p.people(chosenPeople+"\n  union\n"+foundPeople, dst, p.Find)
}

// Chosen are the circles of single people that the draft names, as far as the asker may address them.
func Chosen(draft DraftID, dst *[]item.Circle) db.Query {
	return Picker{Draft: draft}.people(chosenPeople, dst)
}

func (p Picker) people(which string, dst *[]item.Circle, find ...any) db.Query {
	if p.Chosen == nil {
		p.Chosen = []item.CircleID{}
	}
	return db.Many("people to address", `
with typed as materialized (
  select coalesce(nullif($1, ''), d.fields ->> 'as', '') as voice, $3::uuid[] || array(`+chosenInDraft+`) as chosen, d.fields ->> 'find' as find
    from (select) one left join draft d on d.id = $4
), place as materialized (
  select s.council_id
    from app.serving s join office f on f.slug = s.office join council c on c.id = s.council_id cross join typed t
   where s.council_id = any (array(select council_id from app.holding where capability = 'update.post'))
   order by s.appointment_id::text = t.voice desc, c.slug = $2 desc, f.rank, c.short_name, s.appointment_id limit 1
), offered as materialized (`+which+`
)
select o.id, 'person' as kind, o.council_id, k.short_name as council, k.slug, o.name as person, true as reads, false as door
  from offered o join council k on k.id = o.council_id
 order by o.name, o.id`, dst, append([]any{p.As, p.Council, p.Chosen, p.Draft}, find...)...)
}

// Each chosen circle is looked up by its own name: a council has thousands.
const chosenPeople = `
  (select c.id, c.council_id, p.name
     from place cross join typed cross join lateral (select distinct unnest(typed.chosen) as id) x
    cross join lateral (select c.id, c.council_id, c.person_id from circle c where c.id = x.id and c.person_id is not null limit 1) c
     join person p on p.id = c.person_id
    where c.council_id = place.council_id and ` + present + `)`

var foundPeople = `
  (select c.id, c.council_id, p.name
     from place cross join (select coalesce(nullif($5, ''), find, '') as find from typed) typed
    cross join lateral (
          select count(*) as members from (select from circle o where o.council_id = place.council_id and o.person_id is not null` + db.Limit(Many+1) + `) counted) council
     join circle c on c.council_id = place.council_id and c.kind = 'person' and (typed.find <> '' or council.members <= ` + strconv.Itoa(Many) + `)
     join person p on p.id = c.person_id
    where c.person_id <> all (array(select person_id from app.who)) and strpos(' ' || p.folded, ' ' || app.folded(typed.find)) > 0
      and ` + present + `
    order by p.name, c.id` + db.Limit(MostPeople) + `)`

// present says that person p of circle c can be told something there: serves today, and has neither left nor been suspended.
const present = `(p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
      and (select true from appointment t where t.person_id = c.person_id and t.council_id = c.council_id
                   and t.since <= app.now() and (t.until is null or t.until > app.now()) limit 1)`

// chosenInDraft are the circles that a draft d is addressed to so far, as far as they are any.
const chosenInDraft = `
         select e::uuid from jsonb_array_elements_text(case jsonb_typeof(d.fields -> 'circles') when 'array' then d.fields -> 'circles' end) e
          where e ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`

// CircleReach is how many would see a draft in one of the circles it is addressed to.
type CircleReach struct {
	ID item.CircleID
	item.Reach
}

// ReachOfDraft counts who would see what the draft becomes: in all, each person once, and circle by circle.
func ReachOfDraft(id DraftID, all *item.Reach, each *[]CircleReach) []db.Query {
	return []db.Query{
		db.One("reach of the draft", `
select r.people, r.organizations, r.councils, r.government, r.regulators
  from draft d cross join app.reach_of(array(`+chosenInDraft+`)) r where d.id = $1`, all, id),
		db.Many("reach of each circle", `
select x.id, r.people, r.organizations, r.councils, r.government, r.regulators
  from draft d cross join lateral (`+chosenInDraft+`) x (id) cross join lateral app.reach_of(array[x.id]) r where d.id = $1`, each, id),
	}
}

// SectorsOf are the sectors of a council: what an update posted there is about, unless its author says otherwise.
func SectorsOf(council string, dst *[]string) db.Query {
	return db.Many("sectors of the council", `
select s.sector from council_sector s join council c on c.id = s.council_id where c.slug = $1 order by s.sector`, dst, council)
}

// Queries read whom a reply may reach and as whom the asker may write it: an answer to the update, or to a reply in its thread.
func (b *Box) Queries(root, answered item.ID, chosen []item.CircleID) []db.Query {
	return []db.Query{item.WhomToAnswer(root, answered, chosen, &b.Open), item.Voices(may.PostReplies, &b.Voices)}
}

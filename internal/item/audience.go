package item

import (
	"strconv"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/marking"
)

// CircleID names a circle.
type CircleID struct{ uuid.UUID }

// ThePublic is the circle that everybody is in, signed in or not.
var ThePublic = CircleID{uuid.MustParse("00000000-0000-0000-0000-0000000000c1")}

// Circle is a set of people that something can be addressed to.
type Circle struct {
	ID        CircleID
	Kind      marking.Circle
	CouncilID council.ID
	Council   string // short name
	Slug      string
	Person    *string // of a person's circle: who
	Reads     bool    // the asker is in it; else it is an address without a view
	Door      bool    // the watch or a regional office where one does not read: anyone signed in may address it
}

// Name is what people call the circle.
func (c Circle) Name() string { return circleName(c.Kind, c.Council, c.Person) }

func circleName(kind marking.Circle, council string, person *string) string {
	switch kind {
	case marking.Person:
		if person == nil {
			return "One person in " + council
		}
		return *person + ", " + council
	case marking.Seated:
		return council + ", people on seats"
	case marking.Public:
		return "Everyone, signed in or not"
	default:
		return council
	}
}

// Addressable are the circles that the asker may address, but for single people: those of the councils where the asker may post,
// of the rooms and communities around them, of their counterparts, and the open doors of the watch and the regional offices. The
// public is not among them: publishing is an act of its own. The asker's own councils come first, the open doors last.
func Addressable(dst *[]Circle) db.Query {
	return db.Many("circles to address", `
with held as materialized (select capability, circle_id, council_id from app.holding),
may_address as (
  select circle_id from held where capability in ('update.post', 'item.address')
  union
  select c.id from circle c
   where c.kind = 'seated' and c.person_id is null and c.council_id = any (array(select council_id from held where capability in ('update.post', 'item.address')))
)
select c.id, c.kind, c.council_id, k.short_name as council, k.slug, null::text as person, h.reads, c.open_to_address and not h.reads as door
  from circle c join council k on k.id = c.council_id
 cross join lateral (select c.id = any (array(select circle_id from held where capability = 'item.read')) as reads) h
 where c.id = any (array(select circle_id from may_address)) and c.kind <> 'public' and c.person_id is null
 order by door, reads desc, c.council_id = any (array(select council_id from app.serving)) desc, k.region, k.short_name, app.circle_width(c.kind) desc`, dst)
}

// CircleSize is how many stand in a circle that the asker may address, counted to 1,001.
type CircleSize struct {
	CircleID    CircleID
	CouncilName string // in full
	People      int
}

// AddressSizes are those of the circles of Addressable.
func AddressSizes(dst *[]CircleSize) db.Query {
	return db.Many("sizes of circles to address", `
select z.circle_id, k.name as council_name, z.people from app.address_sizes() z join circle c on c.id = z.circle_id join council k on k.id = c.council_id`, dst)
}

// Reach is how many would see something: living people who hold the right to read it now.
type Reach struct {
	People, Organizations, Councils int
	Government, Regulators          int // among People
}

// Reader is one circle of an item's audience, as every reader of the item is told it.
type Reader struct {
	ItemID    ID
	CircleID  CircleID
	Kind      marking.Circle
	CouncilID council.ID
	Council   string
	Slug      string
	PersonID  *uuid.UUID
	Person    *string
	People    int // how many stand in it, counted to 1,001
	// Government is how many of those counted work for a public body.
	Government int
	// Everybody is how many stand in any circle of the item, each once, counted to 1,001.
	Everybody int
}

// Name is what people call the circle.
func (r Reader) Name() string { return circleName(r.Kind, r.Council, r.Person) }

// Count is the number of people in words; beyond 1,000 nobody counts.
func (r Reader) Count() string {
	if r.Kind == marking.Public {
		return "anyone"
	}
	return CountPeople(r.People)
}

// CountPeople says in words how many stand in a circle.
func CountPeople(n int) string {
	switch {
	case n > 1000:
		return "more than 1,000 people"
	case n == 1:
		return "1 person"
	}
	return strconv.Itoa(n) + " people"
}

// Answerable is a circle that a reply may be addressed to: one that the update was addressed to, or one of the asker's own within it.
type Answerable struct {
	CircleID           CircleID
	Kind               marking.Circle
	CouncilID          council.ID
	Council            string
	Slug               string
	PersonID           *uuid.UUID
	Person             *string
	ThroughID          CircleID // the update's circle that it is, or lies in
	Reads              bool     // the asker is in it
	People, Government int      // who stands in it, counted to 1,001
	Asker              bool     // whoever wrote the update reads in it
	Answered           bool     // whoever wrote what is answered does
	Proposed           bool     // the reply goes there: as chosen, else as the box proposes

	AllPeople, AllGovernment int // who stands in those proposed, each once, counted to 1,001
}

// Name is what people call the circle.
func (a Answerable) Name() string { return circleName(a.Kind, a.Council, a.Person) }

// WhomToAnswer are the circles that a reply to the update may be addressed to, the narrow ones first. Answered is the update or the
// reply to it that is answered; chosen are the circles chosen so far, nil for those that the box proposes.
func WhomToAnswer(root, answered ID, chosen []CircleID, dst *[]Answerable) db.Query {
	return db.Many("circles to answer", `
select circle_id, kind, council_id, council, slug, person_id, person, through_id, reads, people, government, asker, answered, proposed, all_people, all_government
  from app.answer_box($1, $2, $3) order by app.circle_width(kind), reads desc, council, person`, dst, root, answered, chosen)
}

// Readers are the audiences of an update and of those of its replies that the asker reads.
func Readers(of ID, dst *[]Reader) db.Query {
	return db.Many("seen by", `
select item_id, circle_id, kind, council_id, council, slug, person_id, person, people, government, everybody
  from app.seen_by($1) order by item_id, app.circle_width(kind) desc, council, person`, dst, of)
}

// NamedReader is somebody who reads an item by an office in a council whose roster the asker sees.
type NamedReader struct {
	PersonID     uuid.UUID
	Name         string
	Organization string
	Serves       []string // the councils' short names
}

// ReaderNames are those of an item that the asker reads, at most 1,001.
func ReaderNames(of ID, dst *[]NamedReader) db.Query {
	return db.Many("names of readers", `select person_id, name, organization, serves from app.reader_names($1)`, dst, of)
}

package proposal

import (
	"slices"
	"strings"
	"unicode/utf8"

	"example.org/concord/internal/address"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// BodyKind is a kind of council, with what being of it gives.
type BodyKind struct {
	Slug, Name, Plural string
	Side               string // industry, government, mixed, administration
	RosterBy           string // who keeps the roster: council or staff
	PublicFace         bool   // each council of it has a page that the public reads
	HasSeats           bool   // organizations hold seats in it
	Enters             bool   // its people read in the community of their council's sector
	Offered            bool   // for new councils
	Model              bool   // another kind can follow it, and it can be changed
	Councils           int    // that are of it today
}

const bodyKinds = `
select k.slug, k.name, k.plural, k.side, k.roster_by, k.public_face, k.has_seats, k.enters_community as enters, k.offered, app.kind_is_model(k.slug) as model,
       (select count(*)::int from council_kind_term t join council c on c.id = t.council_id and c.until > app.now()
         where t.kind = k.slug and t.since <= app.now() and t.until > app.now()) as councils
  from council_kind k where k.side <> 'public'`

// BodyKinds are all of them, by name.
func BodyKinds(dst *[]BodyKind) db.Query {
	return db.Many("kinds of bodies", bodyKinds+` order by k.name`, dst)
}

// BodyKindBySlug is one of them.
func BodyKindBySlug(slug string, dst *BodyKind) db.Query {
	return db.One("kind of body", bodyKinds+` and k.slug = $1`, dst, slug)
}

// EffectOfKind is how many people each community gains when those of the kind read there, or loses when they no longer do.
func EffectOfKind(slug string, dst *[]Effect) db.Query {
	return db.Many("effect of a kind", `select council, slug, circle, people, everybody, circles from app.kind_effect($1)`, dst, slug)
}

// NewKind is a kind of council that is to be.
type NewKind struct {
	Name, Plural string
	Like         string // slug of the kind whose offices and rights it takes over
	Side         string // industry, government or mixed
	Enters       bool
}

// Sides are who sits in councils of a kind, in the words of pages.
var Sides = []struct{ Slug, Name, Says string }{
	{"industry", "Industry", "No government body holds a seat or an office in it."},
	{"government", "Government", "It is counted as government's where reach is shown."},
	{"mixed", "Both", "Industry and government hold seats in it."},
}

// Slug is what it is called in addresses.
func (k NewKind) Slug() string { return address.Of(k.Name, 60) }

// Check says what is missing, by the fields of the form.
func (k NewKind) Check() error {
	wrong := checkKindNames(k.Name, k.Plural)
	if k.Slug() == "" && k.Name != "" && wrong.For("name") == "" {
		wrong = slices.Insert(wrong, 0, fault.Field{Name: "name", Message: "The name needs a letter or a number."})
	}
	if k.Like == "" {
		wrong.Add("like", "Choose the kind whose offices and rights it takes over.")
	}
	if k.Side == "" {
		wrong.Add("side", "Choose who sits in it.")
	}
	return wrong.Err()
}

func checkKindNames(name, plural string) fault.Invalid {
	var wrong fault.Invalid
	for _, f := range []struct{ field, value string }{{"name", name}, {"plural", plural}} {
		if n := utf8.RuneCountInString(strings.TrimSpace(f.value)); n == 0 || n > 100 {
			wrong.Add(f.field, "Write a name of at most 100 characters.")
		}
	}
	return wrong
}

// ProposeKind proposes it; from the confirmation on councils can be recorded as one.
func ProposeKind(id ID, k NewKind, because string) (db.Query, error) {
	var wrong fault.Invalid
	because = reason(&wrong, because)
	return db.Change("propose a kind", `
insert into proposal (id, act, because, kind, kind_slug, kind_name, kind_plural, kind_side, kind_enters) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		id, KindOfBody, because, k.Like, k.Slug(), strings.TrimSpace(k.Name), strings.TrimSpace(k.Plural), k.Side, k.Enters), wrong.Err()
}

// ProposeEntry proposes that the people of a kind read in the community of their sector.
func ProposeEntry(id ID, slug, because string) (db.Query, error) {
	var wrong fault.Invalid
	because = reason(&wrong, because)
	return db.Change("propose that a kind enters communities", `insert into proposal (id, act, because, kind) values ($1, $2, $3, $4)`, id, Entry, because, slug), wrong.Err()
}

// LeaveCommunities takes those of a kind out of the communities at once, as every right that goes.
func LeaveCommunities(slug string) db.Query {
	return db.Change("take a kind out of communities", `update council_kind set enters_community = false where slug = $1 and enters_community`, slug).
		Seen(`select true from council_kind where slug = $1`, slug)
}

// NameKind says what a kind is called, and whether it is offered for new councils.
func NameKind(slug, name, plural string, offered bool) (db.Query, error) {
	return db.Change("name a kind", `update council_kind set name = $2, plural = $3, offered = $4 where slug = $1`, slug, strings.TrimSpace(name), strings.TrimSpace(plural), offered).
		Seen(`select true from council_kind where slug = $1`, slug), checkKindNames(name, plural).Err()
}

func init() {
	db.Constraint("council_kind_name", fault.Invalid{{Name: "name", Message: "There is a kind of that name, or one that would have the same address. Use that one, or write another name."}})
	db.Constraint("kind_model", fault.Invalid{{Name: "like", Message: "Choose a kind from the list: its councils keep their own roster."}})
	db.Constraint("kind_enters", fault.Conflict{Message: "It is so already. Nothing was changed."})
}

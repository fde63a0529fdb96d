package proposal

import (
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Right is one that an office has in each council of a kind: what, and how far.
type Right struct {
	Kind, Office, Capability, Reach string // slugs
}

// Held is a right as it holds now, with the words for it.
type Held struct {
	Kind, KindName     string
	Office, OfficeName string
	Capability, Means  string
	Reach              string
}

// Rights are all that hold now: of each kind of body, of each office, in the order of the office's rank.
func Rights(dst *[]Held) db.Query {
	return db.Many("rights", `
select m.kind, k.name as kind_name, m.office, o.name as office_name, m.capability, c.means, m.reach
  from office_may m join council_kind k on k.slug = m.kind join office o on o.slug = m.office join capability c on c.slug = m.capability
 where m.since <= app.now() and m.until > app.now() order by k.name, o.rank, o.slug, c.means, m.reach`, dst)
}

// Offer is a capability that exists, and how far it can go.
type Offer struct {
	Slug, Class, Means string
	Reaches            []string
}

// Offers are all capabilities.
func Offers(dst *[]Offer) db.Query {
	return db.Many("capabilities", `select slug, class, means, reaches from capability order by slug`, dst)
}

// Named is a right in words, whether it holds, and whether it ever can.
type Named struct {
	KindName, KindPlural, OfficeName, Means string
	Holds, Fits                             bool
}

// Words are those of a right; fault.NotFound where a word of it is unknown.
func (r Right) Words(dst *Named) db.Query {
	return db.One("right", `
select k.name as kind_name, k.plural as kind_plural, o.name as office_name, c.means,
       exists (select from office_may m where (m.kind, m.office, m.capability, m.reach) = ($1, $2, $3, $4) and m.since <= app.now() and m.until > app.now()) as holds,
       app.right_fits($1, $2, $3, $4) and exists (select from office_may m where m.kind = $1 and m.office = $2 and m.until > app.now()) as fits
  from council_kind k, office o, capability c where k.slug = $1 and o.slug = $2 and c.slug = $3`, dst, r.Kind, r.Office, r.Capability, r.Reach)
}

// Effect is how many people a circle gains by a right, or loses by its end, as of now.
type Effect struct {
	Council, Slug string
	Circle        string // its kind: seated, council, community, public; person: those named, each by herself
	People        int
	Everybody     int // in all circles, each person once
	Circles       int // in all, beyond those listed too
}

// Effect is where it changes most, at most twenty; for those who decide.
func (r Right) Effect(dst *[]Effect) db.Query {
	return db.Many("effect of a right", `select council, slug, circle, people, everybody, circles from app.right_effect($1, $2, $3, $4)`, dst, r.Kind, r.Office, r.Capability, r.Reach)
}

// EffectOf is that of a right which was proposed; none for what is no right, or was decided.
func EffectOf(id ID, dst *[]Effect) db.Query {
	return db.Many("effect of a proposal", `
select e.council, e.slug, e.circle, e.people, e.everybody, e.circles
  from proposal p cross join lateral (select council, slug, circle, people, everybody, circles from app.right_effect(p.kind, p.office, p.capability, p.reach) where p.act = 'right'
                                      union all select council, slug, circle, people, everybody, circles from app.kind_effect(p.kind) where p.act = 'enters') e
 where p.id = $1 and p.act in ('right', 'enters') and p.confirmed is null and p.refused is null`, dst, id)
}

// Limit is the number of people beyond which one circle's gain is an alarm.
func Limit(dst *int) db.Query {
	return db.One("widening limit", `select readers from widening_limit where since <= app.now() order by since desc`+db.Limit(1), dst)
}

// Propose proposes that the office has the right from the confirmation on.
func (r Right) Propose(id ID, because string) (db.Query, error) { return r.put(id, Widening, because) }

// End takes the right away at once.
func (r Right) End(id ID, because string) (db.Query, error) { return r.put(id, Narrowing, because) }

func (r Right) put(id ID, act Act, because string) (db.Query, error) {
	var wrong fault.Invalid
	because = reason(&wrong, because)
	return db.Change("propose a right", `insert into proposal (id, act, because, kind, office, capability, reach) values ($1, $2, $3, $4, $5, $6, $7)`,
		id, act, because, r.Kind, r.Office, r.Capability, r.Reach), wrong.Err()
}

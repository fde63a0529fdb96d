package council

import (
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// KindTerm is a kind that the council was, is or will be.
type KindTerm struct {
	Kind, Name string
	Since      *time.Time // nil: from the first
	Until      *time.Time // nil: until further notice
}

// KindTerms are what the council with that slug has been, the newest first.
func KindTerms(slug string, dst *[]KindTerm) db.Query {
	return db.Many("kinds of a council", `
select k.slug as kind, k.name, nullif(t.since, '-infinity') as since, nullif(t.until, 'infinity') as until
  from council c join council_kind_term t on t.council_id = c.id join council_kind k on k.slug = t.kind
 where c.slug = $1 order by t.since desc`, dst, slug)
}

// ChangeKind makes the council another kind of body from a time on, until the next change that is known. Its people hold from then on
// what their offices may do in the new kind.
func ChangeKind(slug, kind string, from time.Time) []db.Query {
	return []db.Query{
		db.Also("end its kind", `
update council_kind_term t set until = $2 from council c where c.id = t.council_id and c.slug = $1 and t.since < $2 and t.until > $2`, slug, from),
		db.Change("begin its next kind", `
insert into council_kind_term (council_id, kind, since, until)
select c.id, k.slug, $3, coalesce((select min(n.since) from council_kind_term n where n.council_id = c.id and n.since > $3), 'infinity')
  from council c, council_kind k where c.slug = $1 and k.slug = $2
on conflict (council_id, since) do update set kind = excluded.kind`, slug, kind, from).Seen(seenCouncil, slug),
	}
}

// RightTurn is what those in an office gain or lose by another kind.
type RightTurn struct {
	Office string
	People int
	Gains  bool
	Means  []string // in the words of the capabilities
}

// KindTurns are what those who serve in the council today would gain and lose if it were of that kind from a time on.
func KindTurns(slug, kind string, from time.Time, dst *[]RightTurn) db.Query {
	return db.Many("what another kind changes", `
with here as (select id from council where slug = $1),
was as (select m.office, m.capability, m.reach from office_may m
         where m.kind = (select t.kind from council_kind_term t where t.council_id = (select id from here) and t.since <= $3 and t.until > $3) and m.since <= app.now() and m.until > app.now()),
will as (select m.office, m.capability, m.reach from office_may m where m.kind = $2 and m.since <= app.now() and m.until > app.now())
select o.name as office, s.people, x.gains, array_agg(distinct y.means order by y.means) as means
  from (select true as gains, n.office, n.capability from (select office, capability, reach from will except select office, capability, reach from was) n
        union all
        select false, n.office, n.capability from (select office, capability, reach from was except select office, capability, reach from will) n) x
  join (select a.office, count(distinct a.person_id)::int as people from appointment a where a.council_id = (select id from here) and`+liveAppointment+` group by a.office) s on s.office = x.office
  join office o on o.slug = x.office join capability y on y.slug = x.capability
 group by o.rank, o.name, s.people, x.gains order by x.gains, o.rank`, dst, slug, kind, from)
}

// TakeBackKind undoes the latest change, which made it that kind: the one before goes on.
func TakeBackKind(slug, kind string) []db.Query {
	return []db.Query{
		db.Change("take back its latest kind", `
delete from council_kind_term t using council c
 where c.id = t.council_id and c.slug = $1 and t.kind = $2 and t.since > '-infinity'
   and t.since = (select max(l.since) from council_kind_term l where l.council_id = t.council_id)`, slug, kind).Seen(seenCouncil, slug),
		db.Also("its former kind goes on", `
update council_kind_term t set until = 'infinity' from council c
 where c.id = t.council_id and c.slug = $1 and t.since = (select max(l.since) from council_kind_term l where l.council_id = t.council_id)`, slug),
	}
}

// Becomes says whether a council of the kind can become one of the other: both seat their own members in sight of the public. Rooms and
// communities follow from the councils in them, and whoever keeps a roster goes on keeping it.
func (k Kind) Becomes(other Kind) bool {
	return k.Slug != other.Slug && other.Offered && k.PublicFace && k.HasSeats && k.RosterBy == "council" && other.PublicFace && other.HasSeats && other.RosterBy == "council"
}

func init() {
	db.Constraint("one_kind_at_a_time", fault.Conflict{Message: "Somebody else changed the kind meanwhile. Nothing was changed: look at it again."})
	db.Constraint("kind_built_alike", fault.Invalid{{Name: "kind", Message: "A council that seats its own members does not become a room, a community or an office. Record that as a body of its own."}})
	db.Constraint("kind_seats_government", fault.Invalid{{Name: "kind", Message: "Government bodies sit in this council, and none sits in an industry council. Their seats end first."}})
}

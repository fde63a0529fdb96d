// Package duplicate finds what is on record twice, sets two of it side by side, and merges them or tells them apart; a merger can be undone.
//
// Who keeps such things does that: staff for organizations and people, a region's office for its facilities. What goes must hold nothing by
// which somebody acts or reads, so a merger gives nobody a right; the rules are in migrations/000032_duplicate.up.sql.
package duplicate

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/folded"
)

// Kind is what two of are compared.
type Kind string

// The kinds.
const (
	Organization Kind = "organization"
	Facility     Kind = "facility"
	Person       Kind = "person"
)

// Kinds in the order of pages.
var Kinds = []Kind{Organization, Facility, Person}

// Topic of the outbox: everything is to be looked through.
const Topic = "lookalikes"

// PageSize of the pairs; the query brings one more.
const PageSize = 25

// Side is one of two, as a list names it.
type Side struct {
	ID    uuid.UUID
	Name  string
	Where string // of what: where it is, or for whom a person works
}

// Pair are two that may be one.
type Pair struct {
	One, Other           uuid.UUID
	OneName, OtherName   string
	OneWhere, OtherWhere string
	Likeness             float64 // 1: but for a legal form, the same name
}

// named are the living of each kind, by name and place.
var named = map[Kind]string{
	Organization: `select o.id, o.name, concat_ws(', ', nullif(o.city, ''), o.state) as "where" from organization o where (o.until is null or o.until > app.now()::date)`,
	Facility:     `select f.id, f.name, o.name || concat(', ' || nullif(f.city, ''), ', ' || f.state) as "where" from facility f join organization o on o.id = f.organization_id where (f.until is null or f.until > app.now())`,
	Person:       `select p.id, p.name, o.name as "where" from person p join organization o on o.id = p.organization_id where (p.expires is null or p.expires > app.now())`,
}

// Found are pairs that nobody has judged yet, the most alike first.
func Found(k Kind, dst *[]Pair) db.Query {
	return db.Many("lookalikes "+string(k), `
select l.one_id as one, l.other_id as other, a.name as one_name, b.name as other_name, a."where" as one_where, b."where" as other_where, l.likeness::float8 as likeness
  from lookalike l
 cross join lateral (select x.name, x."where" from (`+named[k]+`) x where x.id = l.one_id) a
 cross join lateral (select x.name, x."where" from (`+named[k]+`) x where x.id = l.other_id) b
 where l.kind = $1 and not exists (select from told_apart t where t.kind = l.kind and t.one_id = l.one_id and t.other_id = l.other_id)
 order by l.likeness desc, l.one_id, l.other_id`+db.Limit(PageSize+1), dst, k)
}

// Search is when everything was last looked through.
type Search struct {
	Done    *time.Time
	Waiting bool
}

// Searched says when.
func Searched(dst *Search) db.Query {
	return db.One("lookalikes searched", `
select (select done from lookalike_search where done is not null order by asked desc limit 1) as done,
       coalesce((select done is null from lookalike_search order by asked desc limit 1), false) as waiting`, dst)
}

// Look has everything looked through now.
func Look() db.Query {
	return db.Change("look for lookalikes", `insert into lookalike_search (id, by_id) select gen_random_uuid(), person_id from app.who`)
}

// One is what others are compared with; fault.NotFound where it is not there any more.
func One(k Kind, id uuid.UUID, dst *Side) db.Query {
	return db.One("one of "+string(k), `select id, name, "where" from (`+named[k]+`) x where id = $1`, dst, id)
}

// Others are those of some name, to choose from, for who knows of a pair that was not found; none without a name.
func Others(k Kind, one uuid.UUID, words string, dst *[]Side) db.Query {
	within := ""
	if k == Facility { // those of another organization cannot be one with it
		within = ` and f.organization_id = (select organization_id from facility where id = $1)`
	}
	return db.Many("others of "+string(k), `
select id, name, "where" from (`+named[k]+within+`) x where id <> $1 and $2 <> '' and app.folded(name) like $3 order by name, id`+db.Limit(20), dst, one, strings.TrimSpace(words), folded.Like(words))
}

// Part of a comparison.
type Part string

// The parts.
const (
	Choice  Part = "choice"  // what the records say and the one that is kept can take over
	Says    Part = "says"    // what else they say
	Follows Part = "follows" // how much is written about it that follows what is kept
	Binds   Part = "binds"   // how much keeps it from going
)

// Line is one line of a comparison.
type Line struct {
	Part    Part
	What    string
	OfOne   string
	OfOther string
}

// Compare sets two side by side; nothing for who may not merge them.
func Compare(k Kind, one, other uuid.UUID, dst *[]Line) db.Query {
	return db.Many("side by side", `select part, what, of_one, of_other from app.side_by_side($1, $2, $3)`, dst, k, one, other)
}

// Merger is one that was made.
type Merger struct {
	ID       uuid.UUID
	KeptName string
	KeptKey  string // what its page is named by: an organization's words, the identifier of others
	GoneName string
	Went     bool // it is what went, and not what was kept, for whose page it was asked
	Because  string
	Taken    []string // over from what went, by the names of the lines of a comparison
	By       string   // "" where the asker does not know who
	At       time.Time
	Undone   *time.Time
}

// key is what a page of that kind is named by.
func (k Kind) key() string {
	if k == Organization {
		return "slug"
	}
	return "id::text"
}

func mergers(k Kind, went string) string {
	return `
select m.id, a.name as kept_name, a.` + k.key() + ` as kept_key, b.name as gone_name, ` + went + ` as went, m.because, m.taken, coalesce(p.name, '') as by, m.at, m.undone
  from merger m join ` + string(k) + ` a on a.id = m.kept_id join ` + string(k) + ` b on b.id = m.gone_id left join person p on p.id = m.by_id
 where m.kind = $1`
}

// Lately are the newest mergers of a kind.
func Lately(k Kind, dst *[]Merger) db.Query {
	return db.Many("mergers", mergers(k, "false")+` order by m.at desc, m.id`+db.Limit(20), dst, k)
}

// Of are the mergers that last in which something was kept, or went: for its own page, by what that is named by.
func Of(k Kind, key string, dst *[]Merger) db.Query {
	one := `$2::uuid`
	if k == Organization {
		one = `(select id from organization where slug = $2)`
	}
	return db.Many("mergers of one", mergers(k, `m.gone_id = `+one)+` and `+one+` in (m.kept_id, m.gone_id) and m.undone is null order by m.at desc, m.id`+db.Limit(20), dst, k, key)
}

// Apart are two that were told apart.
type Apart struct {
	ID                 uuid.UUID
	OneName, OtherName string
	By                 string
	At                 time.Time
}

// ToldApart are the newest of a kind.
func ToldApart(k Kind, dst *[]Apart) db.Query {
	return db.Many("told apart", `
select t.id, a.name as one_name, b.name as other_name, coalesce(p.name, '') as by, t.at
  from told_apart t join `+string(k)+` a on a.id = t.one_id join `+string(k)+` b on b.id = t.other_id left join person p on p.id = t.by_id
 where t.kind = $1 order by t.at desc, t.id`+db.Limit(20), dst, k)
}

// TellApart says that two are two.
func TellApart(k Kind, one, other uuid.UUID) db.Query {
	return db.Change("tell apart", `
insert into told_apart (kind, one_id, other_id, by_id) select $1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), person_id from app.who`, k, one, other)
}

// AskAgain takes that back.
func AskAgain(id uuid.UUID) db.Query {
	return db.Change("ask again", `delete from told_apart where id = $1`, id)
}

// Merge ends one record in favor of another. What is written about it follows; the lines named by take say from now on what they said of
// the one that goes.
func Merge(id uuid.UUID, k Kind, kept, gone uuid.UUID, take []string, because string) (db.Query, error) {
	because = strings.TrimSpace(because)
	if n := utf8.RuneCountInString(because); n < 1 || n > 500 {
		return db.Query{}, fault.Invalid{{Name: "because", Message: "Say in 1 to 500 characters how you know that they are one. It stays on record."}}
	}
	return db.Also("merge", `select app.merge($1, $2, $3, $4, coalesce($5::text[], '{}'), $6)`, id, k, kept, gone, take, because), nil
}

// Undo takes a merger back: what followed goes back, as far as it is still there.
func Undo(id uuid.UUID) db.Query {
	return db.Also("undo a merger", `select app.unmerge($1)`, id)
}

func init() {
	db.Constraint("merger_over", fault.Conflict{Message: "One of the two was closed or merged meanwhile. Nothing was changed; look at the list once more.", Rule: "both are there when they are merged"})
	db.Constraint("merger_bound", fault.Invalid{{Name: "keep", Message: "The other one still holds something by which people act or read. Keep that one, or end what it holds first."}})
	db.Constraint("merger_sort", fault.Invalid{{Name: "keep", Message: "The two are not of one sort: one is government, a regulator or invented and the other is not, or they belong to different organizations. Correct that first, or tell them apart."}})
	db.Constraint("merger_choice", fault.Invalid{{Name: "keep", Message: "Something was chosen that cannot be taken over. Nothing was merged. Open the page anew and choose among what it offers."}})
	db.Constraint("merger_undone", fault.Conflict{Message: "That was undone already, or what was kept was merged further. Undo the later one first.", Rule: "mergers are undone from the last to the first"})
	db.Constraint("told_apart_kind_one_id_other_id_key", fault.Conflict{Message: "They were told apart already.", Rule: "two are told apart once"})
}

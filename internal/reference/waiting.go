package reference

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// FactID names a fact.
type FactID struct{ uuid.UUID }

// Fact is one claim about one thing.
type Fact struct {
	ID         FactID
	Kind       string // council, membership, sector, edition ...
	Subject    string // the slug of the thing; of a membership: organization/council
	About      string // the thing in words
	Field      string // which of its facts; of a membership: the role
	Note       string
	Basis      string // verified, derived, memory, recorded
	Confidence string // low, medium, high, or "" where the source says nothing
	Sources    []string
	Verdict    string // "", confirmed or rejected
	Judge      string // who decided, "" where nobody did
	JudgedAt   *time.Time
}

// Key names the row for a cursor.
func (f Fact) Key() []string { return []string{f.About, f.Field, f.ID.String()} }

// PerPage is how many facts a page of a list shows; queries bring one more, which tells that there is another page.
const PerPage = 50

const facts = `
select f.id, f.kind, f.subject, f.about, f.field, f.note, f.basis, f.confidence, f.verdict, coalesce(p.name, '') as judge, f.judged_at,
       array(select s.title from source s where s.id = any (f.sources) order by s.title) as sources
  from fact f left join person p on p.id = f.judged_by`

// Waiting are the facts from memory that nobody has confirmed or rejected, by what they are about. Kind "" is all kinds.
// Nobody but those who confirm facts gets a row.
func Waiting(kind string, after []string, dst *[]Fact) db.Query {
	about, field, id := "", "", uuid.Nil.String()
	if len(after) == 3 {
		about, field, id = after[0], after[1], after[2]
	}
	return db.Many("facts that wait", facts+`
 where f.basis = 'memory' and f.verdict = '' and ($1 = '' or f.kind = $1) and (f.about, f.field, f.id) > ($2, $3, $4::uuid)
 order by f.about, f.field, f.id`+db.Limit(PerPage+1), dst, kind, about, field, id)
}

// Waits are how many facts of a kind wait.
type Waits struct {
	Kind  string
	Facts int
}

// WaitingByKind counts what waits, for the switch above the list.
func WaitingByKind(dst *[]Waits) db.Query {
	return db.Many("facts that wait by kind", `select kind, count(*) as facts from fact where basis = 'memory' and verdict = '' group by kind order by kind`, dst)
}

// Judged are the facts that were last confirmed or rejected, newest first, 50 at most: where one goes to take a decision back.
func Judged(dst *[]Fact) db.Query {
	return db.Many("facts judged", facts+` where f.verdict <> '' order by f.judged_at desc, f.id limit 50`, dst)
}

// About are the facts of one thing that the asker may see.
func About(kind, subject string, dst *[]Fact) db.Query {
	return db.Many("facts about", facts+` where f.kind = $1 and f.subject = $2 and f.verdict <> 'rejected' order by f.basis desc, f.field`, dst, kind, subject)
}

// Confirm makes a fact from memory public, with all that rests on it. A rejected one may be confirmed later.
func Confirm(id FactID) db.Query { return judge("confirm a fact", "confirmed", id) }

// Reject hides a fact from everybody but those who confirm facts, with all that rests on it.
func Reject(id FactID) db.Query { return judge("reject a fact", "rejected", id) }

// A fact that was seen in a source is corrected in its files, not voted on.
func judge(name, verdict string, id FactID) db.Query {
	return db.Change(name, `
update fact set verdict = $2, judged_by = (select person_id from app.who), judged_at = app.now()
 where id = $1 and basis = 'memory' and verdict <> $2`, id, verdict).Seen(`select 1 from fact where id = $1`, id)
}

package reference

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/folded"
)

func init() {
	db.Constraint("fact_undone_late", fault.Conflict{Message: "That was decided more than a day ago, and is no longer taken back as a whole. Decide its facts anew in the list."})
}

// FactID names a fact.
type FactID struct{ uuid.UUID }

// Fact is one claim about one thing.
type Fact struct {
	ID         FactID
	Kind       string // council, membership, sector, edition ...
	Subject    string // the slug of the thing; of a membership: organization/council
	About      string // the thing in words
	Field      string // which of its facts; of a membership: the role
	Value      string // what the portal says by it; "" where Field says it
	Note       string
	Confidence string   // low, medium, high, or "" where the source says nothing
	Beside     []Source // where the other facts about the same thing were seen
	Verdict    string   // "", confirmed or rejected
	Judge      string   // who decided, "" where nobody did
	JudgedAt   *time.Time
	Changes    bool // what the public sees changes with it: something rests on it
}

// Source is where something was seen.
type Source struct{ Title, Locator string }

// Key names the row for a cursor.
func (f Fact) Key() []string { return []string{f.About, f.Field, f.ID.String()} }

// PerPage is how many facts a page of a list shows; queries bring one more, which tells that there is another page.
const PerPage = 20

// rests are the rows that the public sees with the fact f, and not without it. The page of a region says where its list of states is from.
const rests = `(f.kind = 'region' and f.field = 'jurisdictions' or exists (select from membership x where x.fact_id = f.id)
   or exists (select from lineage x where x.fact_id = f.id) or exists (select from sector_lead x where x.fact_id = f.id)
   or exists (select from edition_entry x where x.fact_id = f.id) or exists (select from retired_sector x where x.fact_id = f.id)
   or exists (select from listing x where x.fact_id = f.id))`

const facts = `
select f.id, f.kind, f.subject, f.about, f.field, f.value, f.note, f.confidence, f.verdict, coalesce(p.name, '') as judge, f.judged_at, ` + rests + ` as changes,
       (select coalesce(jsonb_agg(jsonb_build_object('Title', s.title, 'Locator', s.locator) order by s.title), '[]') from source s
         where s.id = any (select unnest(b.sources) from fact b where b.kind = f.kind and b.subject = f.subject and b.basis <> 'memory')) as beside
  from fact f left join person p on p.id = f.judged_by`

// Sought are the facts that a list shows: from memory, of one kind ("" is all), with one verdict ("" waits), whose thing or value has the words.
type Sought struct{ Kind, Verdict, Words string }

// FromMemory are such facts, by what they are about. Nobody but those who confirm facts gets a row that the public does not see.
func FromMemory(s Sought, after []string, dst *[]Fact) db.Query {
	about, field, id := "", "", uuid.Nil.String()
	if len(after) == 3 {
		about, field, id = after[0], after[1], after[2]
	}
	return db.Many("facts from memory", facts+`
 where f.basis = 'memory' and f.verdict = $5 and ($1 = '' or f.kind = $1) and (f.about, f.field, f.id) > ($2, $3, $4::uuid)
   and ($6 = '%%' or app.folded(f.about || ' ' || f.field || ' ' || f.value) like $6)
 order by f.about, f.field, f.id`+db.Limit(PerPage+1), dst, s.Kind, about, field, id, s.Verdict, folded.Like(s.Words))
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

// Judgment is what one person decided in one act.
type Judgment struct {
	ID         *uuid.UUID // nil: it was taken back, and these are as they were before it
	Verdict    string
	Judge      string
	JudgedAt   time.Time
	Facts      int
	Public     int      // of Facts, those that change what the public sees
	About      []string // three of them
	UndoneTill time.Time
	Undoable   bool
}

// Judgments are the latest, newest first.
func Judgments(dst *[]Judgment) db.Query {
	return db.Many("facts judged", `
select j.judged_with as id, j.verdict, p.name as judge, j.judged_at, j.facts, j.public, j.about, j.judged_at + app.fact_undo_within() as undone_till,
       j.judged_with is not null and j.judged_at > app.now() - app.fact_undo_within() as undoable
  from (select f.judged_with, f.verdict, f.judged_by, f.judged_at, count(*) as facts, count(*) filter (where `+rests+`) as public,
               (array_agg(f.about || ': ' || f.field order by f.about, f.field))[1:3] as about
          from fact f where f.verdict <> ''
         group by f.judged_with, f.verdict, f.judged_by, f.judged_at order by f.judged_at desc limit 20) j join person p on p.id = j.judged_by
 order by j.judged_at desc`, dst)
}

// Confirm says that facts from memory are right, as the asker saw them: they are public from now on, with all that rests on them. What was
// confirmed before is confirmed anew, and what was rejected may be confirmed later. Judgment is the key of the act.
func Confirm(judgment uuid.UUID, ids []FactID) db.Query {
	return judge("confirm facts", "confirmed", judgment, ids)
}

// Reject hides facts from everybody but those who confirm facts, with all that rests on them.
func Reject(judgment uuid.UUID, ids []FactID) db.Query {
	return judge("reject facts", "rejected", judgment, ids)
}

// A fact that was seen in a source is corrected in its files, not voted on.
func judge(name, verdict string, judgment uuid.UUID, ids []FactID) db.Query {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = id.String()
	}
	return db.Change(name, `
update fact set verdict = $2, judged_by = (select person_id from app.who), judged_at = app.now(), judged_with = $3
 where id = any ($1::uuid[]) and basis = 'memory'`, keys, verdict, judgment).Seen(`select 1 from fact where id = any ($1::uuid[]) limit 1`, keys)
}

// Public counts the facts of a judgment that change what the public sees.
func Public(judgment uuid.UUID, dst *int) db.Query {
	return db.One("facts judged that show", `select count(*)::int from fact f where f.judged_with = $1 and `+rests, dst, judgment)
}

// Undo gives the facts of a judgment the verdict that they had before it, within a day. What was judged anew since stays.
func Undo(judgment uuid.UUID) db.Query {
	return db.Change("undo a judgment of facts", `
update fact set verdict = was_verdict, judged_by = was_judged_by, judged_at = was_judged_at, judged_with = null where judged_with = $1`, judgment).
		Seen(`select 1 from fact where judged_with = $1 limit 1`, judgment)
}

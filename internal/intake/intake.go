// Package intake takes files of organizations, facilities or people in: compared row by row with what is there, shown before anything
// changes, taken in as a whole, and given back as a whole.
//
//	arriving --last row--> comparing --> compared --approved--> taking in --> applied --recalled--> undoing --> undone
//
// The rows arrive in a request. What follows is too long for one and belongs to the worker (package job), which asks as the reader of the
// file: who lost the right meanwhile takes in nothing. The rules are in migrations/000029_intake.up.sql, once for many rows.
package intake

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Kind is what a file is of.
type Kind string

// The kinds.
const (
	Organizations Kind = "organizations"
	Facilities    Kind = "facilities"
	People        Kind = "people"
)

// Columns of each kind; the first line of a file names them in any order. The first of a kind cannot be left out.
var Columns = map[Kind][]string{
	Organizations: {"name", "kind", "abbreviation", "state", "county", "city", "website", "sectors", "number"},
	Facilities:    {"name", "organization", "sector", "state", "kind", "county", "city", "address", "latitude", "longitude", "number"},
	People:        {"name", "organization", "state", "email", "title", "telephone", "number"},
}

// needed are how many of the columns a file cannot do without.
var needed = map[Kind]int{Organizations: 1, Facilities: 4, People: 2}

// Limits of a file.
const (
	MostRows  = 100_000
	MostBytes = 20 << 20
)

// Verdict is what is to become of a row.
type Verdict string

// The verdicts.
const (
	Add    Verdict = "add"    // nothing like it is there
	Change Verdict = "change" // it is there, and differs
	Alike  Verdict = "alike"  // something is there that may be it: the reader says what becomes of it
	Same   Verdict = "same"   // it is there as given
	Refuse Verdict = "refuse" // it cannot be taken in
)

// Verdicts in the order in which a reader looks at them.
var Verdicts = []Verdict{Refuse, Alike, Change, Add, Same}

// Intake is one file.
type Intake struct {
	ID        uuid.UUID
	Kind      Kind
	OfficeID  *uuid.UUID // of facilities: the region's office
	File      string
	At        time.Time
	Rows      *int     // nil while they arrive, and until it is known which column is what
	Last      *int     // the number of the last row; nil until the whole file is here
	Head      []string // its first row
	Reads     []string // what each column is read as; "" for those that are not read
	Progress  int      // rows done of the step under way
	Compared  *time.Time
	Approved  *time.Time
	Applied   *time.Time
	Recalled  *time.Time
	Undone    *time.Time
	Dropped   *time.Time // its comparison failed, and was given up
	LeftAlone int
}

// Broken says that the file did not arrive whole.
func (i Intake) Broken() bool { return i.Last == nil && i.Rows == nil }

// Unnamed says that it is here, and waits to be told which column is what.
func (i Intake) Unnamed() bool { return i.Last != nil && i.Rows == nil }

// Removable says that nothing of it is in use.
func (i Intake) Removable() bool { return i.Approved == nil || i.Undone != nil }

// Working says that the worker is at it: the page looks again.
func (i Intake) Working() bool {
	return i.Rows != nil && i.Dropped == nil && (i.Compared == nil || i.Approved != nil && i.Applied == nil || i.Recalled != nil && i.Undone == nil)
}

const columns = `
select id, kind, office_id, file, at, rows, last_row as last, head, reads, coalesce(p.done, 0) as progress, compared, approved, applied, recalled, undone, dropped, left_alone
  from intake left join intake_progress p on p.intake_id = id`

// Mine are the latest of the asker.
func Mine(dst *[]Intake) db.Query {
	return db.Many("my intakes", columns+`
 where by_id = (select person_id from app.who) and removed is null order by at desc`+db.Limit(20), dst)
}

// ByID is one of the asker's.
func ByID(id uuid.UUID, dst *Intake) db.Query {
	return db.One("intake", columns+` where id = $1 and removed is null`, dst, id)
}

// Count is how many rows have a verdict.
type Count struct {
	Verdict Verdict
	Rows    int
	Adds    int // how many become something new
	Changes int // how many change what is there
}

// Counts of an intake that was compared.
func Counts(id uuid.UUID, dst *[]Count) db.Query {
	return db.Many("intake counts", `
select verdict, count(*)::int as rows, count(*) filter (where adds)::int as adds, count(*) filter (where changes)::int as changes from intake_row where intake_id = $1 and verdict is not null group by verdict`, dst, id)
}

// Row is one line of a file.
type Row struct {
	Number  int
	Given   map[string]string
	Verdict Verdict
	Because string   // what is wrong, what differs, or the name of what is alike
	Named   []string // what it may be, the likeliest first
	Choice  Choice
	Pick    int // which of those it is, from 1; 0 is the first
}

// Choice is what a reader says of a row that resembles something, or that changes something.
type Choice string

// The choices. None of them: left out where it resembles something, taken where it changes something.
const (
	NoChoice   Choice = ""
	AddAnother Choice = "another" // another one: it is added
	TakeChange Choice = "take"    // that one: it becomes as the file says
	KeepOurs   Choice = "keep"    // what is there stays as it is
)

const rowColumns = `select number, given, verdict, because, named, choice, coalesce(array_position(candidates, pick), 0) as pick from intake_row`

// PageSize of the rows; the query asks for one more.
const PageSize = 50

// RowsOf are those with a verdict, as they stand in the file, after a row; "" is the first verdict that has any.
func RowsOf(id uuid.UUID, v Verdict, after int, dst *[]Row) db.Query {
	return db.Many("intake rows", `
`+rowColumns+`
 where intake_id = $1 and number > $3
   and verdict = coalesce(nullif($2, ''), (select v from unnest($4::text[]) with ordinality x (v, n)
                                            where (select true from intake_row r where r.intake_id = $1 and r.verdict = v limit 1) order by n limit 1))
 order by number`+db.Limit(PageSize+1), dst, id, v, after, Verdicts)
}

// Refused are the rows that cannot be taken in, with the reasons.
func Refused(id uuid.UUID, dst *[]Row) db.Query {
	return db.Many("intake refused", rowColumns+` where intake_id = $1 and verdict = 'refuse' order by number`+db.Limit(MostRows), dst, id)
}

// Begin notes that a file arrives.
func Begin(i Intake) db.Query {
	return db.Change("begin an intake", `insert into intake (id, kind, office_id, by_id, file, head, reads) select $1, $2, $3, person_id, $4, coalesce($5::text[], '{}'), coalesce($6::text[], '{}') from app.who`,
		i.ID, i.Kind, i.OfficeID, i.File, i.Head, i.Reads)
}

// Arrive adds rows of the file, each with its number.
func Arrive(id uuid.UUID, lines []Line) db.Query {
	return db.Also("rows of an intake", `
insert into intake_row (intake_id, number, cells, wrong)
select $1, (x ->> 'Number')::int, array(select c from jsonb_array_elements_text(x -> 'Cells') with ordinality e (c, n) order by n), x ->> 'Wrong' from jsonb_array_elements($2) x`, id, lines)
}

// Arrived says that the file is here, and which row is its last. Where it is known which column is what, the comparison begins.
func Arrived(id uuid.UUID, rows, last int, compare bool) db.Query {
	return db.Change("arrived", `update intake set rows = case when $4 then $2::int end, last_row = $3 where id = $1`, id, rows, last, compare)
}

// Name says which column is what, and begins the comparison.
func Name(id uuid.UUID, reads []string) db.Query {
	return db.Change("name columns", `update intake set reads = $2, rows = (select count(*) from intake_row where intake_id = $1) where id = $1 and last_row is not null`, id, reads)
}

// First are the first rows of a file as they stand in it.
func First(id uuid.UUID, dst *[]Line) db.Query {
	return db.Many("first rows of an intake", `select number, cells, wrong from intake_row where intake_id = $1 and cells is not null order by number limit 3`, dst, id)
}

// Remove takes away a file of which nothing is in use.
func Remove(id uuid.UUID) db.Query {
	return db.Change("remove an intake", `update intake set removed = app.now() where id = $1 and removed is null`, id)
}

// Choose says what becomes of some rows, each by its choice and its pick.
func Choose(id uuid.UUID, rows []Row) db.Query {
	return db.Also("choose in an intake", `
update intake_row r set choice = x."Choice", pick = case x."Choice" when 'take' then r.candidates[greatest(x."Pick", 1)] end
  from jsonb_to_recordset($2) x ("Number" int, "Choice" text, "Pick" int)
 where r.intake_id = $1 and r.number = x."Number" and `+fits, id, rows)
}

// ChooseAll says the same of all rows that resemble, or change, something.
func ChooseAll(id uuid.UUID, v Verdict, c Choice) db.Query {
	return db.Also("choose for all of an intake", `
update intake_row r set choice = x."Choice", pick = null
  from (select $3::text as "Choice", 1 as "Pick") x
 where r.intake_id = $1 and r.verdict = $2 and (r.choice <> x."Choice" or r.pick is not null) and `+fits, id, v, c)
}

// fits are the choices that a row has.
const fits = `case x."Choice" when '' then r.verdict in ('alike', 'change') when 'another' then r.verdict = 'alike' when 'keep' then r.verdict = 'change'
                 when 'take' then r.verdict = 'alike' and cardinality(r.candidates) >= x."Pick" else false end`

// Approve takes the file in.
func Approve(id uuid.UUID) db.Query {
	return db.Change("approve an intake", `update intake set approved = app.now() where id = $1 and compared is not null`, id)
}

// Recall undoes it.
func Recall(id uuid.UUID) db.Query {
	return db.Change("recall an intake", `update intake set recalled = app.now() where id = $1 and applied is not null`, id)
}

func init() {
	db.Constraint("intake_in_use", fault.Conflict{Message: "This file was taken in. Undo it first; then it can be removed."})
	db.Constraint("intakes_few", fault.Invalid{{Name: "file", Message: "50 of your files wait already. Take in or remove some of them below; then send this one again."}})
	db.Constraint("intake_rows_person", fault.Invalid{{Name: "file", Message: "Your files that wait would hold more than 300,000 rows. Take in or remove some of them below; then send this one again."}})
	db.Constraint("intake_rows_all", fault.Invalid{{Name: "file", Message: "The files of all who take some in hold as many rows as there is room for. Send this one again when others have taken theirs in."}})
	db.Constraint("intake_step", fault.Conflict{Message: "That was done already. Look at the page once more.", Rule: "each step is taken once"})
}

// Office is a region's, whose facilities the asker keeps.
type Office struct {
	ID   uuid.UUID
	Name string
}

// Offices are those of the asker.
func Offices(dst *[]Office) db.Query {
	return db.Many("offices of facilities", `
select c.id, c.name from council c where c.id = any (array(select council_id from app.holding where capability = 'facility.edit')) order by c.name`, dst)
}

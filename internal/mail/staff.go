package mail

import (
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

func init() {
	db.Constraint("mail_again_gone", fault.Conflict{Message: "This mail does not wait any more: it left, or is being sent at this moment."})
}

// Trouble is a mail that did not leave, as those who add people see it: never what is in it.
type Trouble struct {
	ID       int64
	Kind     Kind
	PersonID *uuid.UUID // nil for an applicant who is not on record yet, and whom staff are not told of
	Person   string
	Council  string // short name; "" where it is no council's
	Attempt  int
	Because  string
	At       time.Time
	Again    *time.Time // when it is tried next; nil where it was given up
}

// PerPage is how many of them a page shows; the query brings one more, which tells that there is another page.
const PerPage = 50

// Troubles are the mails that did not leave, the latest first, before the one with that id; 0 is the beginning.
func Troubles(before int64, dst *[]Trouble) db.Query {
	return db.Many("mail that did not leave", `select id, kind, person_id, person, council, attempt, because, at, again from app.mail_trouble
		where $1 = 0 or id < $1 order by id desc`+db.Limit(PerPage+1), dst, before)
}

// Day is how many mails there were within 24 hours, each number counted to 1,001.
type Day struct {
	Sent    int
	Unread  int // ended without a mail: nobody to read it any more
	Waiting int
	Failed  int
}

// Today is that; nil for those who may not ask.
func Today(dst **Day) db.Query {
	return db.Maybe("mail of a day", `select sent, unread, waiting, failed from app.mail_day`, dst)
}

// Again sends once more what did not leave.
func Again(id int64) db.Query { return db.Also("mail again", `select app.mail_again($1)`, id) }

// Choice is what a person wants to be mailed about.
type Choice string

// The choices; who never chose gets each.
const (
	Each  Choice = "each"
	Asked Choice = "asked" // what asks for an answer, and replies
	None  Choice = "none"
)

// Chosen is the asker's choice.
func Chosen(dst *Choice) db.Query {
	return db.One("mail preference", `select coalesce((select f.updates from mail_preference f join app.who w on w.person_id = f.person_id), 'each')`, dst)
}

// Choose takes another one; fault.Invalid of the field "updates" where it is none.
func Choose(c Choice) (db.Query, error) {
	if c != Each && c != Asked && c != None {
		return db.Query{}, fault.Invalid{{Name: "updates", Message: "Mail about updates: choose one."}}
	}
	return db.Change("choose mail", `insert into mail_preference (person_id, updates) select w.person_id, $1 from app.who w
		on conflict (person_id) do update set updates = excluded.updates`, string(c)), nil
}

// Package trouble is the work that failed: jobs that did not get done, each with its owner, and things done again and again by themselves.
// The rows are written by the database when a job fails (migrations/000060_trouble.up.sql); who owns the work and staff see them, have it
// tried again, or drop it. Mail that did not leave has a page of its own (package mail).
package trouble

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

func init() {
	db.Constraint("trouble_gone", fault.Conflict{Message: "This work does not wait for you any more: it is done, under way at this moment, or was dropped."})
}

// Work is a job that failed.
type Work struct {
	ID       int64
	Kind     string // of the job
	Step     string
	ObjectID *uuid.UUID // what it is about; nil where it is somebody else's
	Mine     bool
	Owner    string // whose it is; "" for the asker's own, and for the portal's
	Subject  string // what its owner calls it; "" for everybody else
	Attempt  int
	Because  string // see Why
	At       time.Time
	Again    *time.Time // when it is tried next; nil where it was given up
}

// Most is how many are shown.
const Most = 50

const columns = `select id, kind, step, object_id, mine, owner, subject, attempt, because, at, again from app.trouble_seen`

// Seen are those that the asker may put right, the latest first, one more than Most.
func Seen(dst *[]Work) db.Query {
	return db.Many("work that failed", columns+` order by at desc, id`+db.Limit(Most+1), dst)
}

// Of is what failed of one thing of the asker's.
func Of(object uuid.UUID, dst *[]Work) db.Query {
	return db.Many("work that failed on it", columns+` where object_id = $1 order by at desc, id`+db.Limit(Most), dst, object)
}

// ByID is one that the asker may put right.
func ByID(id int64, dst *Work) db.Query {
	return db.One("work that failed by number", columns+` where id = $1`, dst, id)
}

// OfKind is what failed of the asker's own of a kind.
func OfKind(kind string, dst *[]Work) db.Query {
	return db.Many("work that failed of a kind", columns+` where mine and kind = $1 order by at desc, id`+db.Limit(Most), dst, kind)
}

// Again has it tried once more, at once.
func Again(id int64) db.Query { return db.Also("try work again", `select app.try_again($1)`, id) }

// Drop leaves it undone.
func Drop(id int64) db.Query { return db.Also("drop work", `select app.drop_work($1)`, id) }

// What is the work in words. Kinds of work are words of package job.
func (w Work) What() string {
	says := map[string]string{
		"intake-compare": "Comparing a file with what is there", "intake-apply": "Taking in a file", "intake-undo": "Undoing a file",
		"fan": "Finding whom an update is mailed to", "lookalikes": "Looking for what is on record twice",
		"gather": "The letters of the day", "tell": "Telling people of something by mail", "growth": "Finding whose posts others came to read",
	}
	what := says[w.Kind]
	if step, ok := says[w.Step]; ok {
		what = step
	}
	if what == "" {
		what = "Work of the portal"
	}
	if w.Subject != "" {
		return what + ": " + w.Subject
	}
	return what
}

// Page is where the work is shown in its own place; "" where there is none.
func (w Work) Page() string {
	switch {
	case w.ObjectID == nil:
		return ""
	case w.Kind == "intake":
		return "/intakes/" + w.ObjectID.String()
	case w.Kind == "fan":
		return "/updates/" + w.ObjectID.String()
	case w.Kind == "lookalikes":
		return "/duplicates"
	}
	return ""
}

// mark stands between what a person is told and what is for whoever runs the portal.
const mark = " · "

// Reason is what an error of work is kept as: what happened in plain words, then the error itself.
func Reason(plain string, err error) string { return plain + mark + err.Error() }

// Why says what happened, in plain words, and what to do.
func (w Work) Why() string {
	if plain, _, ok := strings.Cut(w.Because, mark); ok {
		return plain
	}
	return "Something went wrong in the portal itself. Try it again; if it fails once more, tell the administrators."
}

// Detail is for whoever runs the portal: the error itself.
func (w Work) Detail() string {
	if _, detail, ok := strings.Cut(w.Because, mark); ok {
		return detail
	}
	return w.Because
}

// Chore is one thing done again and again that does not work at present. It is tried at each of its turns, and its row goes when it works.
type Chore struct {
	Name        string
	Since, Last time.Time
	Times       int
	Because     string
}

// Chores are those, for staff.
func Chores(dst *[]Chore) db.Query {
	return db.Many("chores that fail", `select name, since, last, times, because from chore_trouble order by since, name limit 50`, dst)
}

// Failed notes that a chore did, as the worker.
func Failed(name string, err error) db.Query {
	return db.Also("a chore failed", `insert into chore_trouble (name, because) values ($1, left($2, 500))
on conflict (name) do update set last = app.now(), times = chore_trouble.times + 1, because = excluded.because`, name, err.Error())
}

// Worked notes that it works.
func Worked(name string) db.Query {
	return db.Also("a chore works", `delete from chore_trouble where name = $1`, name)
}

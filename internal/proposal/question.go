package proposal

import (
	"context"
	"strings"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Question is a confirmed proposal that would open a council to others, as that council's officers read it.
type Question struct {
	ID           ID
	Act          Act
	Slug         string // of the council that is asked
	Asks         string // its short name
	Council      string // that the proposal is about: the same, or the one that would enter its community
	Person       string
	Organization string
	Office       string
	ChosenOn     *time.Time
	Document     string
	ToldBy       string
	Sector       string
	ProposedBy   string
	ConfirmedBy  string
	Asked        time.Time
	Until        time.Time // then it takes effect without an answer
	Agreed       *time.Time
	Objected     *time.Time
	Objection    string
	AnsweredBy   string
	Done         *time.Time
	ConcernsMe   bool // the asker gains by it, or is one of the two members of staff: another officer agrees
}

// Waits says whether the council can still answer.
func (q Question) Waits(now time.Time) bool {
	return q.Done == nil && q.Objected == nil && now.Before(q.Until)
}

// QuestionIn is one that is asked of the council with that slug; fault.NotFound for all but its officers.
func QuestionIn(slug string, id ID, dst *Question) db.Query {
	return db.One("question to a council", `
select q.id, q.act, a.slug, a.short_name as asks, c.short_name as council, q.person, q.organization, coalesce(f.name, '') as office, q.chosen_on, coalesce(q.document, '') as document,
       coalesce(q.told_by, '') as told_by, coalesce(s.name, '') as sector, q.proposed_by, q.confirmed_by, q.asked, q.until, q.agreed, q.objected, q.objection, q.answered_by, q.done, q.concerns_me
  from app.question q join council a on a.id = q.asks_id join council c on c.id = q.council_id
  left join office f on f.slug = q.office left join sector s on s.slug = q.sector
 where q.id = $1 and a.slug = $2`, dst, id, slug)
}

// Agree lets what was proposed take effect now.
func Agree(id ID) db.Query {
	return db.Also("agree to a proposal", `select app.answer_question($1, true, '')`, id)
}

// Object ends it, and says why; the members of staff who proposed and confirmed it read that.
func Object(id ID, why string) (db.Query, error) {
	why = strings.TrimSpace(why)
	var wrong fault.Invalid
	if n := len([]rune(why)); n == 0 || n > 1000 {
		wrong.Add("objection", "Write in at most 1,000 characters why not. Staff read it.")
	}
	return db.Also("object to a proposal", `select app.answer_question($1, false, $2)`, id, why), wrong.Err()
}

// FallDue lets take effect what a council let pass without a word.
func FallDue(ctx context.Context, worker *db.DB) error {
	return worker.Write(ctx, db.Who{}, db.Once{}, db.Also("proposals that fall due", `select app.proposals_fall_due()`))
}

func init() {
	db.Constraint("answer_over", fault.Conflict{Message: "This was answered already, or its time is over. Nothing was changed."})
	db.Constraint("answer_self", fault.Conflict{Message: "This is about you. Another officer of the council agrees; you may object.", Rule: "who gains does not confirm"})
}

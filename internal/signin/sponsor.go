package signin

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/folded"
)

// A lost second factor, vouched for where its owner is known: two of those who validate in a council of hers, one of them its chair. The
// link opens nothing without her password; whoever lost that as well goes to staff.

func init() {
	db.Constraint("factor_reset_not_theirs", fault.Conflict{Message: "This is not the council's to reset: the person does not serve in it, never enrolled, or is one of the portal's staff, whom staff reset."})
	db.Constraint("factor_reset_chair", fault.Conflict{Message: "One of the two has to be the council's chair: the chair has to confirm this."})
}

// Vouched is a reset that somebody asked for in a council of the asker's.
type Vouched struct {
	ID, PersonID        uuid.UUID
	Name                string // whose second factor is lost
	Because             string
	AskedByName         string
	Asked               time.Time
	Approved, Withdrawn *time.Time
	EndedByName         string // who approved, refused or withdrew it
	Refused             string // why; "" where it was not
	Mine                bool   // asked for by the asker: another one confirms it
	Own                 bool   // about the asker: two others decide
	Chaired             bool   // the asker or who asked for it is the chair
}

// Waits says whether nobody has decided yet.
func (v Vouched) Waits() bool { return v.Approved == nil && v.Withdrawn == nil }

// VouchedIn are the council's of the last seven days, the newest first; nothing for those who do not validate there.
func VouchedIn(slug string, dst *[]Vouched) db.Query {
	return db.Many("resets in council", `select r.id, r.person_id, r.name, r.because, r.asked_by_name, r.asked, r.approved, r.withdrawn, r.ended_by_name, r.refused, r.mine, r.own, r.chaired
		from app.council_reset r join council c on c.id = r.council_id where c.slug = $1 order by r.asked desc, r.id limit 100`, dst, slug)
}

// Resettable is somebody in the council for whom its officers may vouch.
type Resettable struct {
	PersonID           uuid.UUID
	Name, Organization string
}

// ResettableIn are those whose name holds the words, at most twenty; nobody for those who do not validate there.
func ResettableIn(slug, words string, dst *[]Resettable) db.Query {
	return db.Many("resettable in council", `select r.person_id, r.name, r.organization from council c, app.resettable(c.id, $2) r where c.slug = $1`, dst, slug, folded.Within(strings.TrimSpace(words)))
}

// AskInCouncil asks that somebody who serves in the council may set up a new second factor. Nothing happens before another one confirms it.
func AskInCouncil(council, person uuid.UUID, because string) (changes []db.Query, err error) {
	if because, err = reason(because, "write how you made sure who asks"); err != nil {
		return nil, err
	}
	return []db.Query{db.Also("ask reset in council", `select app.ask_council_reset($1, $2, $3, $4)`, uuid.New(), council, person, because)}, nil
}

// RefuseReset ends a reset that somebody else asked for, with a reason that who asked reads.
func RefuseReset(reset uuid.UUID, because string) (changes []db.Query, err error) {
	if because, err = reason(because, "write why not; who asked reads it"); err != nil {
		return nil, err
	}
	return []db.Query{db.Also("refuse reset", `select app.withdraw_factor_reset($1, $2)`, reset, because)}, nil
}

func reason(typed, what string) (string, error) {
	typed = strings.TrimSpace(typed)
	if n := len([]rune(typed)); n == 0 || n > 500 {
		return "", fault.Invalid{{Name: "because", Message: "Reason: " + what + ", in at most 500 characters."}}
	}
	return typed, nil
}

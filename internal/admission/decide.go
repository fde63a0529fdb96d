package admission

import (
	"crypto/rand"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
)

// How a validator can have checked who the applicant is. None of them is an answer to a mail (InfraGard, 2022).
var Checks = []string{"called", "in person", "known"}

// step inserts one, as the asker. Whether the case is so far, and whether the asker may, the database says.
func step(id ID, kind, because, advice string, checked *string) db.Query {
	return db.Change(kind, `
insert into admission_step (admission_id, council_id, kind, by_id, checked, because, advice)
select a.id, a.council_id, $2, w.person_id, $3, $4, $5
  from (select id, council_id from admission where id = $1 union select id, council_id from app.my_admission where id = $1) a cross join app.who w`,
		id, kind, checked, strings.TrimSpace(because), strings.TrimSpace(advice))
}

func words(field, label, value string, most int) error {
	if n := len([]rune(strings.TrimSpace(value))); n == 0 || n > most {
		return fault.Invalid{{Name: field, Message: label + ": write it here, in a few sentences at most."}}
	}
	return nil
}

// Sponsor speaks for an applicant who asked, with the reason why.
func Sponsor(id ID, because string) (db.Query, error) {
	return step(id, "sponsored", because, "", nil), words("because", "Why you speak for the applicant", because, 2000)
}

// Withdraw ends a case: its applicant, who made it, or a validator of the council. An invitation that is out does not count from then on.
func Withdraw(id ID, because string) (db.Query, error) {
	if len([]rune(because)) > 2000 {
		return db.Query{}, words("because", "Why", because, 2000)
	}
	return step(id, "withdrawn", because, "", nil), nil
}

// Validation is a validator's word that the applicant is who he says.
type Validation struct {
	Checked      string     // one of Checks
	How          string     // in words: which number was called and where it was found, where they met
	Organization *uuid.UUID // the one on record that is meant, where the case names one that was not
}

// Check says what is missing, by the field names of the form.
func (v Validation) Check() error {
	var wrong fault.Invalid
	if v.Checked != "called" && v.Checked != "in person" && v.Checked != "known" {
		wrong.Add("checked", "Identity: choose how you checked it.")
	}
	if n := len([]rune(strings.TrimSpace(v.How))); n == 0 || n > 2000 {
		wrong.Add("how", "Identity: write how, such as which number you called and where you found it.")
	}
	return wrong.Err()
}

// Validate lets the applicant in as far as it takes the council: the invitation goes out with it, and the appointment comes with its
// acceptance.
func (v Validation) Validate(id ID) []db.Query {
	return append([]db.Query{
		db.Also("settle organization and seat", `
update admission a set organization_id = coalesce(a.organization_id, $2), seat_id = coalesce(a.seat_id, (
         select s.id from seat s where (select needs_seat from office where slug = a.office) and s.council_id = a.council_id and s.organization_id = coalesce(a.organization_id, $2)`+freeSeat+`))
 where a.id = $1 and a.closed is null and (a.organization_id is null or a.seat_id is null)`, id, v.Organization),
		step(id, "validated", v.How, "", &v.Checked),
	}, Invite(id)...)
}

// Invite sends the invitation, once more where the first one went astray: an earlier link then stops working.
func Invite(id ID) []db.Query {
	token := rand.Text()
	return []db.Query{db.Also("invite applicant", `select app.invite_applicant($1, $2, $3, $4)`, id, uuid.New(), signin.LinkHash(token), token)}
}

// Refusal is a reasoned no.
type Refusal struct{ Because, Advice string }

// Check says what is missing, by the field names of the form.
func (r Refusal) Check() error {
	var wrong fault.Invalid
	if n := len([]rune(strings.TrimSpace(r.Because))); n == 0 || n > 2000 {
		wrong.Add("because", "Reason of the refusal: write it here. The applicant reads it.")
	}
	if n := len([]rune(strings.TrimSpace(r.Advice))); n == 0 || n > 1000 {
		wrong.Add("advice", "What the applicant may do: write it here. The applicant reads it.")
	}
	return wrong.Err()
}

// Refuse ends the case with it; who asked is told by mail.
func (r Refusal) Refuse(id ID) db.Query { return step(id, "refused", r.Because, r.Advice, nil) }

// Accept is the applicant's own yes, signed in, to the invitation and to the rules of behavior of that day. The appointment comes into
// being with it.
func Accept(id ID, rules time.Time) db.Query {
	return db.Also("accept invitation", `select app.accept_admission($1, $2)`, id, rules)
}

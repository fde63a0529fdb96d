package signin

import (
	"crypto/rand"
	"strings"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/folded"
	"example.org/concord/internal/mailbox"
)

// What staff do about signing in. These queries run as the web role, in the same batch as the rest of a page: the database asks
// for person.add or factor.reset itself.

func init() {
	db.Constraint("account_email", fault.Conflict{Message: "Somebody else signs in with this e-mail address, or was invited with it. Nothing you typed is lost: use another address."})
	db.Constraint("invitation_enrolled", fault.Conflict{Message: "This person has enrolled already and can sign in. A lost authenticator is replaced by a reset."})
	db.Constraint("invitation_two", fault.Conflict{Message: "This person serves in a council by now, so a second member of staff confirms the address first. Nothing was sent: invite again, and it is proposed.",
		Rule: "a second person confirms"})
	db.Constraint("invitation_gone", fault.Conflict{Message: "No invitation of this person waits any more: it was used or cancelled a moment ago."})
	db.Constraint("factor_reset_not_enrolled", fault.Conflict{Message: "This person has not enrolled yet: send the invitation again instead."})
	db.Constraint("factor_reset_open", fault.Conflict{Message: "A reset for this person was asked for already, by staff or by officers of a council, and waits for a second person."})
	db.Constraint("factor_reset_two_people", fault.Conflict{Message: "You asked for this reset: somebody else has to approve it."})
	db.Constraint("factor_reset_not_ones_own", fault.Conflict{Message: "Nobody resets their own second factor: two others have to."})
	db.Constraint("factor_reset_gone", fault.Conflict{Message: "This reset does not wait any more: it was approved, withdrawn, or is over, or whoever asked for it may not any longer."})
	for name, because := range map[string]string{
		"over":    "it was used, withdrawn, replaced, or its seven days are over",
		"inviter": "whoever sponsored or validated it may not any more",
		"seat":    "the seat it was for has ended",
		"taken":   "the seat it was for has a representative meanwhile",
	} {
		db.Constraint("join_"+name, fault.Conflict{Message: "This invitation does not count any more: " + because + ". Ask the council for another."})
	}
	db.Constraint("join_rules", fault.Invalid{{Name: "rules", Message: "Rules of behavior: they have to be accepted, in their newest version."}})
}

// Link is where a one-time token is used, below the portal's address.
func Link(token string) string { return "/enroll/" + token }

// Address is an e-mail address as it is stored; fault.Invalid of the field "email" where it is none.
func Address(typed string) (string, error) {
	email, wrong := mailbox.Read(typed)
	if wrong != "" {
		return "", fault.Invalid{{Name: "email", Message: "E-mail address: " + wrong}}
	}
	return email, nil
}

// Serves says whether the person has an office in a council or administers an organization: whoever reads the mail with her first link then
// reads there, so that two choose its address (proposal.ProposeInvitation).
func Serves(person uuid.UUID, dst *bool) db.Query {
	return db.One("serves", `
select exists (select from appointment a where a.person_id = $1 and (a.until is null or a.until > app.now()))
    or exists (select from organization_administrator m where m.person_id = $1 and (m.until is null or m.until > app.now()))`, dst, person)
}

// Invite makes a one-time link with which the person enrolls, and has it mailed; an earlier one that waits is cancelled. The token is
// kept until that mail left and nowhere else. Only a demonstration shows the link on a page: whoever makes it is not whom it is for. It is bound to the person and the address, and is good for seven days while its
// maker may add people.
func Invite(person uuid.UUID, email string) (token string, changes []db.Query, err error) {
	if email, err = Address(email); err != nil {
		return "", nil, err
	}
	token = rand.Text()
	id := uuid.New()
	return token, []db.Query{
		db.Also("invite", `select app.invite($1, $2, $3, $4)`, id, person, email, LinkHash(token)),
		db.Also("mail the link", `select app.mail_link($1, $2)`, id, token),
	}, nil
}

// CancelInvitation ends the invitation of a person that waits; fault.Conflict where none does.
func CancelInvitation(person uuid.UUID) []db.Query {
	return []db.Query{db.Also("cancel invitation", `select app.cancel_invitation($1)`, person)}
}

// Enrollment is how far a person is with enrolling.
type Enrollment struct {
	PersonID uuid.UUID
	Email    *string // nil where nobody was invited
	State    string  // not invited, waiting, expired, cancelled, enrolled
	Made     *time.Time
	Expires  *time.Time
}

const enrollment = `select person_id, email, state, made, expires from app.enrollment`

// EnrollmentOf is one person's; nil for those who may not add people.
func EnrollmentOf(person uuid.UUID, dst **Enrollment) db.Query {
	return db.Maybe("enrollment of person", enrollment+` where person_id = $1`, dst, person)
}

// Listed is somebody on staff's list of people.
type Listed struct {
	ID           uuid.UUID
	Name         string
	Organization string
	Invented     bool
	Suspended    bool
	State        string // as in Enrollment
}

// PerPage is how many people a page of the list shows; the query brings one more, which tells that there is another page.
const PerPage = 50

// Key names the row for a cursor.
func (l Listed) Key() []string { return []string{l.Name, l.ID.String()} }

var literally = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Sought narrows staff's list of people; what is empty narrows nothing.
type Sought struct {
	Words        string // part of a name, of an organization's name or of an e-mail address
	State        string // as in Enrollment, or "suspended"
	Organization string // part of its name
	Council      string // part of its name, where they serve
	Office       string // slug, which they hold
}

// People are staff's list of everybody by name, with how far they are with enrolling; for others it is empty. How far somebody is, is looked
// up for the rows of the page alone, but where it narrows the list.
func People(s Sought, after []string, dst *[]Listed) db.Query {
	name, id := "", uuid.Nil.String()
	if len(after) == 2 {
		name, id = after[0], after[1]
	}
	part := func(words string) string { return "%" + literally.Replace(strings.TrimSpace(words)) + "%" }
	return db.Many("people and their enrollment", `
with page as materialized (
        select p.id, p.name, o.name as organization, p.invented, coalesce(p.suspended <= app.now(), false) as suspended
          from person p join organization o on o.id = p.organization_id
         where (p.name, p.id) > ($1, $2::uuid)
           and ($3 = '%%' or p.folded like $8 or o.folded like $8
             or length($3) > 4 and p.id = any (array(select person_id from app.enrollment where email ilike $3)))
           and ($4 = '' or $4 = 'suspended' and p.suspended <= app.now()
             or $4 <> 'suspended' and p.id = any (array(select person_id from app.enrollment where state = $4)))
           and ($5 = '%%' or o.folded like $5)
           and ($6 = '%%' and $7 = '' or p.id = any (array(
             select a.person_id from appointment a join council c on c.id = a.council_id
              where a.since <= app.now() and (a.until is null or a.until > app.now()) and ($7 = '' or a.office = $7) and ($6 = '%%' or c.folded like $6))))
         order by p.name, p.id`+db.Limit(PerPage+1)+`)
select p.id, p.name, p.organization, p.invented, p.suspended, e.state
  from page p join app.enrollment e on e.person_id = p.id and e.person_id = any (array(select id from page))
 order by p.name, p.id`, dst, name, id, part(s.Words), s.State, folded.Like(s.Organization), folded.Like(s.Council), s.Office, folded.Like(s.Words)).Custom() // without words nearly everybody is wanted, with words hardly anybody
}

// Reset is a second factor that one member of staff asked to replace.
type Reset struct {
	ID           uuid.UUID
	PersonID     uuid.UUID
	Name         string
	PasswordLost bool
	Because      string
	AskedBy      uuid.UUID
	AskedByName  string
	Asked        time.Time
	Mine         bool // the asker's own: another one has to approve it
}

// Resets wait for a second member of staff, the oldest first.
func Resets(dst *[]Reset) db.Query {
	return db.Many("resets", `select id, person_id, name, password_lost, because, asked_by, asked_by_name, asked, mine
		from app.factor_reset_waiting order by asked, id limit 200`, dst)
}

// ResetOf is the one that waits for that person; nil where none does.
func ResetOf(person uuid.UUID, dst **Reset) db.Query {
	return db.Maybe("reset of person", `select id, person_id, name, password_lost, because, asked_by, asked_by_name, asked, mine
		from app.factor_reset_waiting where person_id = $1`, dst, person)
}

// AskReset asks that the person may set up a new authenticator (and, where it is lost as well, a new password). Nothing happens before
// somebody else approves it.
func AskReset(person uuid.UUID, passwordLost bool, because string) (changes []db.Query, err error) {
	if because, err = reason(because, "write how you made sure who asks"); err != nil {
		return nil, err
	}
	return []db.Query{db.Also("ask reset", `select app.ask_factor_reset($1, $2, $3, $4)`, uuid.New(), person, passwordLost, because)}, nil
}

// ApproveReset makes the one-time link that an officer of a council hands over; only somebody else than who asked can.
func ApproveReset(reset uuid.UUID) (token string, changes []db.Query) {
	token, _, changes = approveReset(reset)
	return token, changes
}

// ApproveResetByMail makes the one-time link of a reset that staff approve, and has it mailed: who approves is not whom it is for. Only a
// demonstration shows the link on a page.
func ApproveResetByMail(reset uuid.UUID) (token string, changes []db.Query) {
	token, id, changes := approveReset(reset)
	return token, append(changes, db.Also("mail the link", `select app.mail_reset($1, $2)`, id, token))
}

func approveReset(reset uuid.UUID) (token string, id uuid.UUID, changes []db.Query) {
	token, id = rand.Text(), uuid.New()
	return token, id, []db.Query{db.Also("approve reset", `select app.approve_factor_reset($1, $2, $3)`, reset, id, LinkHash(token))}
}

// WithdrawReset ends a reset that waits.
func WithdrawReset(reset uuid.UUID) []db.Query {
	return []db.Query{db.Also("withdraw reset", `select app.withdraw_factor_reset($1, '')`, reset)}
}

// LinkHash is how the token of a link stands in the database.
func LinkHash(token string) []byte { return []byte(hashed("link " + token)) }

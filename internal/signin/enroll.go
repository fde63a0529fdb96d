package signin

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// Invitation is what a one-time link stands for.
type Invitation struct {
	ID       uuid.UUID
	PersonID uuid.UUID // nil for somebody new who joins a council
	Name     string
	Email    string
	Kind     string // enroll; factor: another authenticator; account: another password too; join: an office in a council
	State    string // waiting, used, expired, cancelled; known: whoever has the address signs in and accepts there
	Expires  time.Time

	// Of a link that leads into a council.
	Office, Council, Organization string
	Rules                         string // of behavior, which are accepted with it
	RulesSince                    *time.Time
}

// good says that the link still counts: waiting, for a person who may sign in, and made by somebody who still may make such.
const good = `i.used is null and i.cancelled is null and i.expires > app.now()
	and case when i.kind = 'join' then app.join_trouble(i.admission_id) is null else exists (select from person p where p.id = i.person_id
	             and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now()))
	and (i.made_by is null or case when i.council_id is not null then app.vouches(i.made_by, i.council_id) else exists (
	      select from person s join held h on h.person_id = s.id
	       where s.id = i.made_by and h.capability = case i.kind when 'enroll' then 'person.add' else 'factor.reset' end
	         and h.since <= app.now() and h.until > app.now()
	         and (s.suspended is null or s.suspended > app.now()) and (s.expires is null or s.expires > app.now())) end) end`

// Invitation is what the token of a link stands for; fault.NotFound for one that was never given out. Whoever holds a link may know
// that it was used or is over.
func (d *Desk) Invitation(ctx context.Context, token string) (Invitation, error) {
	var i Invitation
	err := d.db.Read(ctx, db.Who{}, db.One("invitation", `
select i.id, coalesce(i.person_id, '00000000-0000-0000-0000-000000000000') as person_id, coalesce(p.name, j.name) as name, i.email, i.kind, i.expires,
       coalesce(j.office, '') as office, coalesce(j.council, '') as council, coalesce(j.organization, '') as organization, coalesce(j.rules, '') as rules, j.rules_since,
       case when i.used is not null then 'used' when i.cancelled is not null then 'cancelled' when i.expires <= app.now() then 'expired'
            when not (`+good+`) then 'cancelled' when j.known then 'known' else 'waiting' end as state
  from signin.invitation i left join person p on p.id = i.person_id left join app.joining j on j.invitation_id = i.id where i.hash = $1`, &i, LinkHash(token)))
	return i, err
}

// The names under which a half-done enrollment is noted in its session. The secret is made for this browser: whoever else has the link,
// whoever made it, does not know it.
const (
	notedLink     = "link"
	notedPassword = "password"
	notedSecret   = "secret"
	notedRules    = "rules" // the version that was accepted
)

// ChoosePassword is the first step of a link: a new password, or for another authenticator the one the person has. What it
// refuses is fault.Invalid; a link that no longer waits is fault.Conflict.
func (d *Desk) ChoosePassword(ctx context.Context, token, password string) error {
	i, err := d.Invitation(ctx, token)
	switch {
	case err != nil:
		return err
	case i.State != "waiting":
		return LinkGone
	case i.Kind == "factor":
		err = d.knows(ctx, i, password)
	default:
		password, err = acceptable(password, append(d.o.Words, d.o.Name, i.Name, i.Email)...)
	}
	if err != nil {
		return err
	}
	hash := ""
	if i.Kind != "factor" {
		if hash, err = d.hash(ctx, password); err != nil {
			return err
		}
	}
	if err := d.renew(ctx, uuid.Nil); err != nil {
		return err
	}
	d.Note(ctx, notedLink, hashed(token))
	d.Note(ctx, notedPassword, hash)
	d.Note(ctx, notedSecret, newSecret())
	if i.RulesSince != nil {
		d.Note(ctx, notedRules, i.RulesSince.Format(time.RFC3339Nano))
	}
	return nil
}

// LinkGone says that a link does not work any more.
var LinkGone = fault.Conflict{Message: "This link does not work any more: it was used, is over, or was replaced by a newer one. Ask whoever sent it for another."}

// knows checks the present password of a person who has lost the authenticator.
func (d *Desk) knows(ctx context.Context, i Invitation, password string) error {
	var (
		may   []bool
		found *account
	)
	if err := d.db.Write(ctx, db.Who{}, db.Once{},
		db.Many("try password of link", `select signin.take('link ' || $1::text, '3 min', '30 min')`, &may, i.ID),
		db.Maybe("account of person", accountByPerson, &found, i.PersonID)); err != nil {
		return err
	}
	if !may[0] {
		return wait
	}
	if found == nil {
		return LinkGone
	}
	same, err := d.matches(ctx, password, found.Password)
	if err == nil && !same {
		err = fault.Invalid{{Name: "password", Message: "Password: this is not the one you sign in with. If it is lost too, ask for a reset of both."}}
	}
	return err
}

// EnrollAuthenticator is what the second step of a link shows; fault.SignIn where this browser has not done the first.
func (d *Desk) EnrollAuthenticator(ctx context.Context, token string) (Authenticator, error) {
	i, err := d.chosen(ctx, token)
	if err != nil {
		return Authenticator{}, err
	}
	return d.authenticator(d.Noted(ctx, notedSecret), i.Email)
}

// Enroll is the last step of a link: with a code of the new authenticator the link is used, and the person signed in. It answers
// the recovery codes, which are shown this once. Of any number of parallel ones exactly one succeeds.
func (d *Desk) Enroll(ctx context.Context, token, code string) (recovery []string, err error) {
	i, err := d.chosen(ctx, token)
	if err != nil {
		return nil, err
	}
	secret := d.Noted(ctx, notedSecret)
	step, ok := stepOf(secret, bare(code), time.Now())
	if !ok {
		return nil, fault.Invalid{{Name: "code", Message: "Code: this is not the one your app shows now. Check that the clock of your phone is right, and type the next one."}}
	}
	return d.enroll(ctx, token, i, uuid.New(), func(id, person uuid.UUID) db.Query { return addApp(id, person, "Authenticator app", secret, step) })
}

// chosen is the link whose first step this browser did; fault.SignIn where it did not.
func (d *Desk) chosen(ctx context.Context, token string) (Invitation, error) {
	if d.Noted(ctx, notedLink) != hashed(token) || d.Noted(ctx, notedSecret) == "" {
		return Invitation{}, fault.SignIn
	}
	return d.Invitation(ctx, token)
}

// BeginEnrollPasskey is what the browser is to make the first passkey from, as JSON.
func (d *Desk) BeginEnrollPasskey(ctx context.Context, token string) ([]byte, error) {
	i, err := d.chosen(ctx, token)
	if err != nil {
		return nil, err
	}
	o := owner{id: i.PersonID, email: i.Email, name: i.Name}
	if o.id == uuid.Nil {
		o.id = uuid.New() // somebody new, who joins a council by this link
	}
	return d.beginMaking(ctx, enrollsPasskey, o)
}

// EnrollPasskey is the last step of a link with a passkey instead of a code.
func (d *Desk) EnrollPasskey(ctx context.Context, token, answer string) (recovery []string, err error) {
	i, err := d.chosen(ctx, token)
	if err != nil {
		return nil, err
	}
	person, add, err := d.made(ctx, enrollsPasskey, "Passkey", answer)
	if err != nil {
		return nil, err
	}
	if i.PersonID != uuid.Nil && i.PersonID != person {
		return nil, ceremonyOver
	}
	return d.enroll(ctx, token, i, person, add)
}

// enroll uses the link and gives the person the factor, the only one from then on. newcomer is whom a link into a council makes.
func (d *Desk) enroll(ctx context.Context, token string, i Invitation, newcomer uuid.UUID, add func(id, person uuid.UUID) db.Query) (recovery []string, err error) {
	recovery, hashes := newRecoveryCodes()
	person := i.PersonID
	changes := []db.Query{db.Change("use link", `update signin.invitation i set used = app.now() where i.hash = $1 and `+good, LinkHash(token))}
	switch i.Kind {
	case "join": // the link is used up, and the person made, with the appointment
		person = newcomer
		rules, err := time.Parse(time.RFC3339Nano, d.Noted(ctx, notedRules))
		if err != nil {
			return nil, fault.SignIn
		}
		changes = []db.Query{
			db.Also("join council", `select app.join_council($1, $2, $3)`, LinkHash(token), person, rules),
			db.Change("enroll newcomer", `insert into signin.account (person_id, email, password)
			select $3, email, $2 from signin.invitation where hash = $1`, LinkHash(token), d.Noted(ctx, notedPassword), person),
		}
	case "enroll":
		changes = append(changes, db.Change("enroll", `insert into signin.account (person_id, email, password)
			select person_id, email, $2 from signin.invitation where hash = $1`, LinkHash(token), d.Noted(ctx, notedPassword)))
	case "account":
		changes = append(changes, db.Change("replace password", `update signin.account set password = $2, password_since = app.now() where person_id = $1`,
			i.PersonID, d.Noted(ctx, notedPassword)))
		fallthrough
	default:
		changes = append(append(changes, endAll(i.PersonID, "", "")...),
			db.Also("unlink identities", `delete from signin.identity where person_id = $1`, person))
	}
	factor := uuid.New()
	changes = append(append(changes, replaceRecovery(person, hashes)...),
		add(factor, person),
		db.Also("drop earlier factors", `delete from signin.factor where person_id = $1 and id <> $2`, person, factor))
	err = d.db.Write(ctx, db.Who{}, db.Once{}, changes...)
	if errors.Is(err, fault.NotFound) {
		return nil, LinkGone
	}
	if err != nil {
		return nil, err
	}
	asking(ctx).by = origin{Means: "link"}
	return recovery, d.begin(ctx, person)
}

func replaceRecovery(person uuid.UUID, hashes [][]byte) []db.Query {
	return []db.Query{
		db.Also("drop recovery codes", `delete from signin.recovery_code where person_id = $1`, person),
		db.Change("new recovery codes", `insert into signin.recovery_code (person_id, hash) select $1, unnest($2::bytea[])`, person, hashes),
	}
}

package signin

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/mailbox"
)

// Try is what somebody typed to sign in.
type Try struct {
	Email, Password string
	Code            string // "" where only the password is asked
	Next            string // where they were going
}

// Step is what comes after a try that was no error.
type Step int

const (
	CodeNext Step = iota // the password was right: now the code
	CodeToo              // the same form again, with a code: strangers have spent the tries of this account
	Entered              // signed in
)

// What is said of a wrong try is the same for every account and for none.
var (
	wrong     = fault.Invalid{{Message: "That e-mail address and password do not go together. Check both and try again. Nothing is locked."}}
	wrongPair = fault.Invalid{{Message: "The e-mail address, the password and the code do not go together, or the code was used already. Wait for the next code and try again. A recovery code always works. Nothing is locked."}}
	wrongCode = fault.Invalid{{Name: "code", Message: "Code: this one is not right, or was used already. Wait for the next one and try again. A recovery code works too."}}
	wait      = fault.Invalid{{Message: "There were too many tries from here. Wait a few minutes and try again. Nothing is locked, and nothing was lost."}}
	waitCode  = fault.Invalid{{Name: "code", Message: "Code: too many were tried for this account. Use a recovery code, or wait a few minutes."}}
	tooSlow   = fault.Invalid{{Message: "More than ten minutes have passed since the first step. Start again."}}
)

// The names under which a half-done sign-in is noted in its session.
const (
	notedPerson = "person"
	notedSince  = "since"
	notedNext   = "next"
)

// patience is how long a right password waits for its code, and what was asked of a provider for the answer.
const patience = 10 * time.Minute

type account struct {
	PersonID uuid.UUID
	Email    string
	Password string
}

// accountSQL finds who may sign in: a suspended person is nobody.
const accountSQL = `select a.person_id, a.email, a.password from signin.account a join person p on p.id = a.person_id
	where %s and ` + living

// living says that the person p may sign in.
const living = `(p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())`

var (
	accountByEmail  = strings.Replace(accountSQL, "%s", "lower(a.email) = lower($1)", 1)
	accountByPerson = strings.Replace(accountSQL, "%s", "a.person_id = $1", 1)
)

// Enter takes an e-mail address and a password. It answers CodeNext where they are right, whatever follows; with the code it may answer
// Entered at once. What is wrong is fault.Invalid, in the same words for every address.
func (d *Desk) Enter(ctx context.Context, try Try) (Step, error) {
	q := asking(ctx)
	try.Email = mailbox.Same(try.Email) // as it is kept
	if len(try.Email) > 254 || strings.ContainsRune(try.Email, 0) || !utf8.ValidString(try.Email) {
		try.Email = "no address " + hashed(try.Email) // counts as one, and is nobody's
	}
	var (
		leave []string
		found *account
	)
	if err := d.db.Write(ctx, db.Who{}, db.Once{},
		db.Many("try password", `select signin.try_password($1, $2, $3)`, &leave, try.Email, hashed(q.devices), network(q.address)),
		db.Maybe("account by address", accountByEmail, &found, try.Email)); err != nil {
		return CodeNext, err
	}
	switch {
	case leave[0] == "wait":
		return CodeNext, wait
	case leave[0] == "both" && try.Code == "":
		return CodeToo, nil
	}
	if found == nil {
		found = &account{}
	}
	same, err := d.matches(ctx, try.Password, found.Password)
	if err != nil {
		return CodeNext, err
	}
	if try.Code != "" {
		return d.enterAtOnce(ctx, try, *found, same)
	}
	if !same {
		return CodeNext, wrong
	}
	q.by = origin{Means: "password"}
	if err := d.awaitFactor(ctx, found.PersonID, try.Next); err != nil {
		return CodeNext, err
	}
	return CodeNext, d.wasRight(ctx, try.Email)
}

// awaitFactor keeps a sign-in that is half done, under a new token, until its person shows a second factor.
func (d *Desk) awaitFactor(ctx context.Context, person uuid.UUID, next string) error {
	if err := d.renew(ctx, uuid.Nil); err != nil {
		return err
	}
	d.Note(ctx, notedPerson, person.String())
	d.Note(ctx, notedSince, time.Now().UTC().Format(time.RFC3339))
	d.Note(ctx, notedNext, Local(next))
	return nil
}

// enterAtOnce takes password and code together. A wrong pair does not say which of both was wrong.
func (d *Desk) enterAtOnce(ctx context.Context, try Try, found account, same bool) (Step, error) {
	if !same {
		return CodeToo, wrongPair
	}
	err := d.prove(ctx, found.PersonID, try.Code)
	if invalid := (fault.Invalid{}); errors.As(err, &invalid) {
		return CodeToo, wrongPair
	}
	if err == nil {
		err = d.wasRight(ctx, try.Email)
	}
	if err != nil {
		return CodeToo, err
	}
	asking(ctx).by = origin{Means: "password"}
	return Entered, d.begin(ctx, found.PersonID)
}

func (d *Desk) wasRight(ctx context.Context, email string) error {
	q := asking(ctx)
	return d.db.Write(ctx, db.Who{}, db.Once{},
		db.Also("password was right", `select signin.was_right($1, $2, $3)`, email, hashed(q.devices), network(q.address)))
}

// Halfway says whether a right password waits for its code.
func (d *Desk) Halfway(ctx context.Context) bool {
	_, err := d.halfway(ctx)
	return err == nil
}

// Going is where somebody was going who gave a right password, also when that is too long ago by now.
func (d *Desk) Going(ctx context.Context) string { return Local(d.Noted(ctx, notedNext)) }

func (d *Desk) halfway(ctx context.Context) (uuid.UUID, error) {
	since, err := time.Parse(time.RFC3339, d.Noted(ctx, notedSince))
	if err != nil || time.Since(since) > patience {
		return uuid.Nil, tooSlow
	}
	person, err := uuid.Parse(d.Noted(ctx, notedPerson))
	if err != nil {
		return uuid.Nil, tooSlow
	}
	return person, nil
}

// Prove takes the code that follows a right password, of the authenticator or a recovery code, and signs in. It answers where the person
// was going. fault.SignIn says that no password waits (any more).
func (d *Desk) Prove(ctx context.Context, code string) (next string, err error) {
	person, err := d.halfway(ctx)
	if err != nil {
		return "", fault.SignIn
	}
	if err := d.prove(ctx, person, code); err != nil {
		return "", err
	}
	next = Local(d.Noted(ctx, notedNext))
	asking(ctx).by.completed()
	return next, d.begin(ctx, person)
}

// completed says that a factor of the portal's own followed.
func (o *origin) completed() {
	if o.Means == "provider" {
		o.Means = "provider and factor"
	}
}

// prove takes a code of the person, once.
func (d *Desk) prove(ctx context.Context, person uuid.UUID, code string) error {
	if looksLikeRecovery(code) {
		err := d.db.Write(ctx, db.Who{}, db.Once{}, useRecovery(person, code), entered(person))
		if errors.Is(err, fault.NotFound) {
			return wrongCode
		}
		return err
	}
	claim, err := d.claim(ctx, person, code)
	if err != nil {
		return err
	}
	err = d.db.Write(ctx, db.Who{}, db.Once{}, append(claim, entered(person))...)
	if errors.Is(err, fault.NotFound) {
		return wrongCode
	}
	return err
}

// entered cancels a reset that waits: whoever shows a factor has not lost it.
func entered(person uuid.UUID) db.Query {
	return db.Also("cancel resets", `update signin.invitation set cancelled = app.now()
		where person_id = $1 and kind <> 'enroll' and used is null and cancelled is null`, person)
}

func useRecovery(person uuid.UUID, code string) db.Query {
	return db.Change("use recovery code", `update signin.recovery_code set used = app.now() where person_id = $1 and hash = $2 and used is null`,
		person, recoveryHash(code))
}

// claim counts the try, and is the changes that use the code up: they are undone where another request was faster.
func (d *Desk) claim(ctx context.Context, person uuid.UUID, code string) ([]db.Query, error) {
	browser := hashed(asking(ctx).devices)
	var (
		may  []bool
		now  []time.Time
		apps []struct {
			ID     uuid.UUID
			Secret string
		}
	)
	if err := d.db.Write(ctx, db.Who{}, db.Once{},
		db.Many("try code", `select signin.try_code($1, $2)`, &may, person, browser),
		db.Many("clock", `select app.now()`, &now),
		db.Many("apps of person", `select f.id, f.secret from signin.factor f join person p on p.id = f.person_id where f.person_id = $1 and f.kind = 'app' and `+living, &apps, person)); err != nil {
		return nil, err
	}
	if !may[0] {
		return nil, waitCode
	}
	for _, app := range apps {
		if step, ok := stepOf(app.Secret, bare(code), now[0]); ok {
			return []db.Query{
				db.Change("use code", `update signin.factor set step = $2, used = app.now() where id = $1 and step < $2`, app.ID, step),
				db.Also("code was right", `select signin.code_was_right($1, $2)`, person, browser),
			}, nil
		}
	}
	return nil, wrongCode
}

// Local is where to go after signing in: an address of this portal, or its first page for everything else (T-59).
func Local(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t\x00") || len(next) > 2000 {
		return "/"
	}
	at, err := url.Parse(next)
	if err != nil || at.Scheme != "" || at.Host != "" || at.User != nil || strings.HasPrefix(at.Path, "//") ||
		at.Path == "/sign-in" || strings.HasPrefix(at.Path, "/sign-in/") || at.Path == "/sign-out" {
		return "/"
	}
	return next
}

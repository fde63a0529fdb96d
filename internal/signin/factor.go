package signin

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

func init() {
	db.Constraint("factor_last", fault.Conflict{Message: "This is your only second factor: without one you could not sign in. Add another one first."})
	db.Constraint("factor_many", fault.Conflict{Message: "You have ten second factors, which is the most. Remove one that you no longer use first."})
}

// FreshFor is how long a factor that was shown counts for what opens something or changes how one signs in (ASVS 7.5.3).
const FreshFor = 10 * time.Minute

// Factor is one of the asker's second factors.
type Factor struct {
	ID     uuid.UUID
	Kind   string // app: an authenticator app; passkey
	Name   string // as its owner calls it
	Added  time.Time
	Used   *time.Time // last; nil: never since it was added
	Synced bool       // a passkey that its maker may copy to other devices
}

const factors = `select id, kind, name, added, used, synced from app.my_factor`

// Factors are the asker's own, the oldest first.
func Factors(dst *[]Factor) db.Query {
	return db.Many("own factors", factors+` order by added, id limit 10`, dst)
}

// FactorByID is one of the asker's own; fault.NotFound for all others.
func FactorByID(id uuid.UUID, dst *Factor) db.Query {
	return db.One("own factor", factors+` where id = $1`, dst, id)
}

// Fresh says whether the sign-in behind the request showed a factor lately. Whoever has no account, as some of the demonstration's people, has
// none to show.
func Fresh(ctx context.Context) bool { return asking(ctx).fresh }

// fresh is who asks, where the sign-in showed a factor lately; fault.Stale where it did not.
func fresh(ctx context.Context) (uuid.UUID, error) {
	switch q := asking(ctx); {
	case q.person == uuid.Nil:
		return uuid.Nil, fault.SignIn
	case !q.fresh:
		return uuid.Nil, fault.Stale
	default:
		return q.person, nil
	}
}

// Confirm takes a code of an authenticator, or a recovery code, of whoever is signed in. The sign-in goes on under another token.
func (d *Desk) Confirm(ctx context.Context, code string) error {
	person := Person(ctx)
	if person == uuid.Nil {
		return fault.SignIn
	}
	if err := d.prove(ctx, person, code); err != nil {
		return err
	}
	return d.begin(ctx, person)
}

// BeginAuthenticator makes the secret of another authenticator app. It counts once it has shown a code.
func (d *Desk) BeginAuthenticator(ctx context.Context) error {
	if _, err := fresh(ctx); err != nil {
		return err
	}
	d.Note(ctx, notedSecret, newSecret())
	return nil
}

// NextAuthenticator is what the asker puts into the app next; fault.NotFound where none was begun.
func (d *Desk) NextAuthenticator(ctx context.Context) (Authenticator, error) {
	secret := d.Noted(ctx, notedSecret)
	if Person(ctx) == uuid.Nil || secret == "" {
		return Authenticator{}, fault.NotFound
	}
	found, _, err := d.own(ctx, false)
	if err != nil {
		return Authenticator{}, err
	}
	return d.authenticator(secret, found.Email)
}

// AddAuthenticator takes the first code of the authenticator that was begun, which counts beside the others from then on.
func (d *Desk) AddAuthenticator(ctx context.Context, name, code string) error {
	person, err := fresh(ctx)
	if err != nil {
		return err
	}
	secret := d.Noted(ctx, notedSecret)
	if secret == "" {
		return fault.NotFound
	}
	name, err = factorName(name, "Authenticator app")
	var invalid fault.Invalid
	if err != nil && !errors.As(err, &invalid) {
		return err
	}
	step, ok := stepOf(secret, bare(code), time.Now())
	if !ok {
		invalid.Add("code", "Code: this is not the one your new app shows now. Check that the clock of your phone is right, and type the next one.")
	}
	if err := invalid.Err(); err != nil {
		return err
	}
	if err := d.db.Write(ctx, db.Who{}, db.Once{}, addApp(uuid.New(), person, name, secret, step)); err != nil {
		return err
	}
	d.Note(ctx, notedSecret, "")
	return nil
}

func addApp(id, person uuid.UUID, name, secret string, step int64) db.Query {
	return db.Change("add authenticator", `insert into signin.factor (id, person_id, kind, name, secret, step) values ($1, $2, 'app', $3, $4, $5)`,
		id, person, name, secret, step)
}

// RenameFactor gives one of the asker's factors another name; fault.NotFound for all others.
func (d *Desk) RenameFactor(ctx context.Context, id uuid.UUID, name string) error {
	person := Person(ctx)
	if person == uuid.Nil {
		return fault.SignIn
	}
	name, err := factorName(name, "")
	if err != nil {
		return err
	}
	return d.db.Write(ctx, db.Who{Handle: Handle(ctx)}, db.Once{},
		db.Change("rename factor", `update signin.factor set name = $3 where id = $1 and person_id = $2`, id, person, name))
}

// RemoveFactor makes one of the asker's factors worthless and ends every other sign-in, which may be its finder's. The last one stays:
// fault.Conflict. fault.NotFound for those of others.
func (d *Desk) RemoveFactor(ctx context.Context, id uuid.UUID) error {
	person, err := fresh(ctx)
	if err != nil {
		return err
	}
	return d.db.Write(ctx, db.Who{Handle: Handle(ctx)}, db.Once{},
		append([]db.Query{db.Change("remove factor", `delete from signin.factor where id = $1 and person_id = $2`, id, person)}, d.endOthers(ctx)...)...)
}

// factorName is a name as it is stored, or the one to take where none was given.
func factorName(typed, otherwise string) (string, error) {
	name := strings.Join(strings.Fields(typed), " ")
	if name == "" {
		name = otherwise
	}
	if n := utf8.RuneCountInString(name); n < 1 || n > 60 || !utf8.ValidString(name) || strings.ContainsRune(name, 0) {
		return "", fault.Invalid{{Name: "name", Message: "Name: write what you will know it by, in at most 60 characters."}}
	}
	return name, nil
}

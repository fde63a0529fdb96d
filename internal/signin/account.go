package signin

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/may"
)

// Account is how the asker signs in.
type Account struct {
	Email         string
	Enrolled      time.Time
	PasswordSince time.Time
	CodesLeft     int
}

// Own is the asker's account; nil for the demo's people, who have none.
func Own(dst **Account) db.Query {
	return db.Maybe("own account", `select email, enrolled, password_since, codes_left from app.my_account`, dst)
}

// Office is one that the asker holds, will hold, or held.
type Office struct {
	AppointmentID uuid.UUID
	CouncilSlug   string
	Council       string
	Office        string
	Organization  string // for whom
	Seat          bool   // speaks for a seat
	Since         time.Time
	Until         *time.Time
}

// Live says whether the office is held at that time.
func (o Office) Live(now time.Time) bool {
	return !o.Since.After(now) && (o.Until == nil || o.Until.After(now))
}

// Offices are the asker's own, the latest first within their rank.
func Offices(dst *[]Office) db.Query {
	return db.Many("own offices", `select appointment_id, council_slug, council, office, organization, seat, since, until from app.my_office
		order by until is not null, rank, since desc, appointment_id limit 200`, dst)
}

// Right is what one of the asker's offices lets them do now, and in which councils.
type Right struct {
	AppointmentID uuid.UUID
	Capability    may.Capability
	Councils      []string
}

// Rights are the asker's own, by office.
func Rights(dst *[]Right) db.Query {
	return db.Many("own rights", `select appointment_id, capability, councils from app.my_right order by appointment_id, capability limit 2000`, dst)
}

// ChangePassword replaces the asker's password. It ends every other sign-in, and this one goes on under another token.
func (d *Desk) ChangePassword(ctx context.Context, present, chosen string) error {
	found, name, err := d.own(ctx, true)
	if err != nil {
		return err
	}
	same, err := d.matches(ctx, present, found.Password)
	if err != nil {
		return err
	}
	var invalid fault.Invalid
	if !same {
		invalid.Add("present", "Present password: this is not the one you sign in with.")
	}
	chosen, err = acceptable(chosen, append(d.o.Words, d.o.Name, name, found.Email)...)
	if refused := (fault.Invalid{}); errors.As(err, &refused) {
		invalid = append(invalid, refused...)
	}
	if err := invalid.Err(); err != nil {
		return err
	}
	hash, err := d.hash(ctx, chosen)
	if err != nil {
		return err
	}
	// Compared again in the change: of two at once, the second was typed for a password that is gone.
	changes := append([]db.Query{db.Change("change password", `update signin.account set password = $2, password_since = app.now()
		where person_id = $1 and password = $3`, found.PersonID, hash, found.Password)}, d.endOthers(ctx)...)
	if err := d.db.Write(ctx, db.Who{}, db.Once{}, changes...); errors.Is(err, fault.NotFound) {
		return fault.Conflict{Message: "The password was changed a moment ago from elsewhere. Sign in again with the new one; if that was not you, tell the administrators."}
	} else if err != nil {
		return err
	}
	return d.renew(ctx, found.PersonID)
}

// NewRecoveryCodes replaces the asker's recovery codes. They are shown this once.
func (d *Desk) NewRecoveryCodes(ctx context.Context) ([]string, error) {
	person, err := fresh(ctx)
	if err != nil {
		return nil, err
	}
	codes, hashes := newRecoveryCodes()
	return codes, d.db.Write(ctx, db.Who{Handle: Handle(ctx)}, db.Once{}, replaceRecovery(person, hashes)...)
}

// own is the asker's account and name. Where a password is about to be compared, the try is counted.
func (d *Desk) own(ctx context.Context, counted bool) (account, string, error) {
	person := Person(ctx)
	if person == uuid.Nil {
		return account{}, "", fault.SignIn
	}
	var (
		may   []bool
		name  []string
		found *account
	)
	queries := []db.Query{
		db.Many("name of person", `select name from person where id = $1`, &name, person),
		db.Maybe("account of person", accountByPerson, &found, person),
	}
	if counted {
		queries = append(queries, db.Many("try own password", `select signin.take('own ' || $1::text, '3 min', '30 min')`, &may, person))
	}
	if err := d.db.Write(ctx, db.Who{}, db.Once{}, queries...); err != nil {
		return account{}, "", err
	}
	switch {
	case found == nil || len(name) == 0:
		return account{}, "", fault.NotFound // a person of the demo has no account
	case counted && !may[0]:
		return account{}, "", wait
	}
	return *found, name[0], nil
}

// endOthers ends every sign-in of the asker but this one, and forgets every browser but this.
func (d *Desk) endOthers(ctx context.Context) []db.Query {
	q := asking(ctx)
	return endAll(q.person, q.loaded, hashed(q.devices))
}

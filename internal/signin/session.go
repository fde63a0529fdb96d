package signin

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// SignIn is one live sign-in of the asker.
type SignIn struct {
	ID               uuid.UUID
	Created, Touched time.Time
	Expires          time.Time
	Address, Agent   string
	Here             bool   // the one that asks
	Means            string // password, passkey, link, provider, "provider and factor"; "" of the demonstration's people
}

// Mine are the asker's live sign-ins, this one first, then the last used.
func Mine(dst *[]SignIn) db.Query {
	return db.Many("my sign-ins", `select id, created, touched, expires, address, agent, here, means from app.my_sign_in order by here desc, touched desc, id limit 100`, dst)
}

// SignOut ends the sign-in that asks.
func (d *Desk) SignOut(ctx context.Context) error {
	return d.sessions.Destroy(ctx)
}

// SignOutEverywhere ends every sign-in of whoever asks, this one too, and forgets all browsers. fault.SignIn where nobody does.
func (d *Desk) SignOutEverywhere(ctx context.Context) error {
	person := Person(ctx)
	if person == uuid.Nil {
		return fault.SignIn
	}
	if err := d.db.Write(ctx, db.Who{}, db.Once{}, endAll(person, "", "")...); err != nil {
		return err
	}
	return d.sessions.Destroy(ctx)
}

// End ends one of the asker's own sign-ins. One that is not the asker's, or over, is fault.NotFound.
func (d *Desk) End(ctx context.Context, id uuid.UUID) error {
	return d.db.Write(ctx, db.Who{Handle: Handle(ctx)}, db.Once{},
		db.Change("end sign-in", `delete from signin.session where id = $1 and person_id = (select person_id from app.who)`, id))
}

// endAll ends every sign-in of a person but one, and forgets every browser but one.
func endAll(person uuid.UUID, handle, browser string) []db.Query {
	return []db.Query{
		db.Also("end sign-ins", `delete from signin.session where person_id = $1 and handle <> $2`, person, handle),
		db.Also("forget browsers", `delete from signin.device where person_id = $1 and hash <> $2`, person, browser),
	}
}

// SignInAs signs a person in without any factor. Only the demo's route calls it, which no other server has.
func (d *Desk) SignInAs(ctx context.Context, person uuid.UUID) error {
	var there *uuid.UUID
	if err := d.db.Read(ctx, db.Who{}, db.Maybe("demo person", `select id from person where id = $1
		and (suspended is null or suspended > app.now()) and (expires is null or expires > app.now())`, &there, person)); err != nil {
		return err
	}
	if there == nil {
		return fault.Invalid{{Name: "person", Message: "This person cannot sign in: choose another one."}}
	}
	asking(ctx).by = origin{}
	return d.begin(ctx, person)
}

// Extend answers when the sign-in ends now that it was used; fault.SignIn where it is over already.
func (d *Desk) Extend(ctx context.Context) (time.Time, error) {
	q := asking(ctx)
	if q.person == uuid.Nil {
		return time.Time{}, fault.SignIn
	}
	var ends []time.Time
	err := d.db.Write(ctx, db.Who{}, db.Once{}, db.Change("use session", `update signin.session set touched = app.now() where handle = $1`, q.loaded),
		db.Many("session ends", `select least(expires, touched + idle) from signin.session where handle = $1`, &ends, q.loaded))
	switch {
	case errors.Is(err, fault.NotFound), err == nil && len(ends) == 0:
		return time.Time{}, fault.SignIn
	case err != nil:
		return time.Time{}, err
	}
	return ends[0], nil
}

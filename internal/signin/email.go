package signin

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// EmailLink is where the token that went to a new address is used, below the portal's address.
func EmailLink(token string) string { return "/account/email/" + token }

// waitingEmail says that a change of address c still waits for its confirmation.
const waitingEmail = `c.confirmed is null and c.withdrawn is null and c.asked > app.now() - interval '1 day'`

// AskEmail sends a link to the address that the asker wants to sign in with. Nothing changes before it is used; one that was asked for
// earlier counts no more. Whether somebody else has the address is told to its owner alone, who gets the link.
func (d *Desk) AskEmail(ctx context.Context, typed string) error {
	person, err := fresh(ctx)
	if err != nil {
		return err
	}
	email, err := Address(typed)
	if err != nil {
		return err
	}
	found, _, err := d.own(ctx, false)
	if err != nil {
		return err
	}
	if strings.EqualFold(email, found.Email) {
		return fault.Invalid{{Name: "email", Message: "E-mail address: this is the one you sign in with already."}}
	}
	token := rand.Text()
	var may []bool
	if err := d.db.Write(ctx, db.Who{}, db.Once{}, db.Many("take address", `select signin.take('email ' || $1::text, '10 min', '50 min')`, &may, person)); err != nil {
		return err
	}
	if !may[0] {
		return wait
	}
	return d.db.Write(ctx, db.Who{Handle: Handle(ctx)}, db.Once{},
		db.Also("withdraw earlier address", `update signin.email_change set withdrawn = app.now(), token = null where person_id = $1 and confirmed is null and withdrawn is null`, person),
		db.Change("ask for address", `insert into signin.email_change (id, person_id, email, was, hash, token) values ($1, $2, $3, $4, $5, $6)`,
			uuid.New(), person, email, found.Email, LinkHash(token), token))
}

// EmailAsked is the address that waits behind the token of a link, for its asker; fault.NotFound for others, or where it waits no more.
func (d *Desk) EmailAsked(ctx context.Context, token string) (string, error) {
	var email string
	err := d.db.Read(ctx, db.Who{}, db.One("address asked for", `select c.email from signin.email_change c where c.hash = $1 and c.person_id = $2 and `+waitingEmail,
		&email, LinkHash(token), Person(ctx)))
	return email, err
}

// ConfirmEmail makes that address the asker's. Every other sign-in ends, and a reset that waits, for it went to the address before.
func (d *Desk) ConfirmEmail(ctx context.Context, token string) error {
	person, err := fresh(ctx)
	if err != nil {
		return err
	}
	changes := []db.Query{
		db.Change("confirm address", `update signin.email_change c set confirmed = app.now(), token = null where c.hash = $1 and c.person_id = $2 and `+waitingEmail, LinkHash(token), person),
		db.Change("change address", `update signin.account a set email = c.email from signin.email_change c where c.hash = $1 and a.person_id = c.person_id and a.person_id = $2`, LinkHash(token), person),
		entered(person),
	}
	err = d.db.Write(ctx, db.Who{Handle: Handle(ctx)}, db.Once{}, append(changes, d.endOthers(ctx)...)...)
	if errors.Is(err, fault.NotFound) {
		return fault.Conflict{Message: "This link does not work any more: it was used, a day has passed, or you asked for another address since. Nothing was changed."}
	}
	return err
}

package signin

import (
	"context"
	"errors"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// How old a logout token may be, and how far ahead of this clock (OpenID Connect Back-Channel Logout 1.0, 2.6). As long as it might be taken
// it is remembered.
const (
	logoutAge  = 10 * time.Minute
	clocksDiff = time.Minute
)

// refusedLogout is for the provider's log; it says nothing of who is signed in.
var refusedLogout = fault.Invalid{{Message: "This is no logout token that counts here."}}

// LogoutByProvider ends at once every sign-in that the provider's logout token names, by session or by subject. A token that is not the
// provider's, is not for this portal, or comes again, is fault.Invalid; too many of those from one network are fault.Busy.
func (d *Desk) LogoutByProvider(ctx context.Context, raw string) error {
	if d.provider == nil {
		return fault.NotFound
	}
	from := network(asking(ctx).address)
	var may []bool
	if err := d.db.Write(ctx, db.Who{}, db.Once{}, db.Many("take logout", `select signin.take('logout ' || $1, '2 s', '10 min')`, &may, from)); err != nil {
		return err
	}
	if !may[0] {
		return fault.Busy
	}
	f, err := d.reached(ctx)
	if err != nil {
		return fault.Busy // which the provider may try again
	}
	limited, cancel := context.WithTimeout(oidc.ClientContext(ctx, d.provider.client), 2*patient)
	defer cancel()
	token, err := f.tokens.VerifyLogout(limited, raw)
	if err == nil && (time.Since(token.IssuedAt) > logoutAge || time.Until(token.IssuedAt) > clocksDiff) {
		err = errors.New("it is not of now")
	}
	if err != nil {
		d.o.Logger.WarnContext(ctx, "a logout token was refused", "because", brief(err))
		return refusedLogout
	}
	err = d.db.Write(ctx, db.Who{}, db.Once{},
		db.Change("heed logout", `insert into signin.logout (hash) values ($1) on conflict do nothing`, hashed(token.Issuer+" "+token.TokenID)),
		db.Also("end sessions of provider", `delete from signin.session where issuer = $1 and ($2 = '' or subject = $2) and ($3 = '' or sid = $3)`,
			token.Issuer, token.Subject, token.SessionID),
		db.Also("logout was right", `select signin.logout_was_right($1)`, from))
	if errors.Is(err, fault.NotFound) {
		return refusedLogout
	}
	return err
}

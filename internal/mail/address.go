package mail

import (
	"context"

	"example.org/concord/internal/db"
	"example.org/concord/internal/signin"
)

// emailAsked writes to the address that somebody wants to sign in with, as long as its link counts.
func (s Sender) emailAsked(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct{ Name, Email, Token string }
	if err := s.DB.Read(ctx, db.Who{}, db.Maybe("letter to address", `select name, email, token from app.email_letter($1)`, &to, i.Person)); err != nil || to == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: "Is this your address?",
		Lines: []string{"Somebody who signs in to " + s.Name + " wants to do so with this address from now on.", "If that is you, open the link within a day, in the browser where you are signed in. Nothing changes before."},
		Verb:  "Confirm the address", Link: s.Address + signin.EmailLink(to.Token),
		Why: "If it is not you, do nothing: the link works for nobody else.",
	}
	return w.letter(to.Name, to.Email, s.Name+": confirm your address", "")
}

// emailChanged tells the address before that mail goes elsewhere now.
func (s Sender) emailChanged(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct{ Name, Email string }
	if err := s.DB.Read(ctx, db.Who{}, db.Maybe("address before", `select name, email from app.email_left_behind($1)`, &to, i.Person)); err != nil || to == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: "Your e-mail address was changed",
		Lines: []string{"Your account has another e-mail address now. Nothing more comes to this one.", "If that was you, there is nothing to do. If it was not, tell the administrators of the portal at once, by telephone."},
		Verb:  "Sign in", Link: s.Address + "/sign-in",
		Why: "You get this because the account had this address. Notices of this kind cannot be switched off.",
	}
	return w.letter(to.Name, to.Email, s.Name+": your e-mail address was changed", "")
}

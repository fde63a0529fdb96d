package mail

import (
	"context"
	"fmt"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/signin"
)

// invitation writes the letter with a one-time link, as long as the link opens something.
func (s Sender) invitation(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct {
		Name, Email, Token, MadeBy, Kind string
		Expires                          time.Time
	}
	if err := s.DB.Read(ctx, db.Who{}, db.Maybe("letter", `select name, email, token, expires, made_by, kind from app.letter($1)`, &to, i.Object)); err != nil || to == nil {
		return nil, err
	}
	by := s.Name
	if to.MadeBy != "" {
		by = to.MadeBy
	}
	if to.Kind != "enroll" {
		return s.resetLink(to.Name, to.Email, to.Token, to.Kind, to.Expires)
	}
	w := words{
		Name: s.Name, Title: "You are invited to " + s.Name,
		Lines: []string{
			fmt.Sprintf("%s invited you to %s, the portal of the councils that protect critical infrastructure.", by, s.Name),
			"With this link you choose a password and set up an authenticator app. It is yours alone, works once, and until " +
				to.Expires.In(s.theirs).Format("Monday, January 2, 2006, 3:04 PM MST") + ".",
		},
		Verb: "Set up your account", Link: s.Address + signin.Link(to.Token),
		Why: "If you expected no invitation, do nothing: without the link nobody can sign in for you. Do not pass this mail on.",
	}
	return w.letter(to.Name, to.Email, "Your invitation to "+s.Name, "")
}

// resetLink writes the letter with the one-time link of a reset that two members of staff approved.
func (s Sender) resetLink(name, email, token, kind string, expires time.Time) (*Letter, error) {
	what := "With this link, and your password, you set up another authenticator app."
	if kind == "account" {
		what = "With this link you choose a new password and set up another authenticator app."
	}
	w := words{
		Name: s.Name, Title: "Your link for another second factor",
		Lines: []string{"Two members of staff approved that you may set up another second factor.",
			what + " It is yours alone, works once, and until " + expires.In(s.Zone).Format("Monday, January 2, 2006, 3:04 PM MST") + "."},
		Verb: "Set up the second factor", Link: s.Address + signin.Link(token),
		Why: "If you did not ask for this, do not open the link, and tell the administrators of the portal at once, by telephone. Do not pass this mail on.",
	}
	return w.letter(name, email, s.Name+": your link for another second factor", "")
}

// notices say what became of an account.
var notices = map[Kind]struct{ title, says string }{
	Enrolled:      {"Your account is set up", "A password and an authenticator were set up for your account."},
	Password:      {"Your password was changed", "The password of your account was changed."},
	FactorAdded:   {"A second factor was added", "An authenticator app or a passkey was added to your account. One signs in with it from now on."},
	FactorRemoved: {"A second factor was removed", "An authenticator app or a passkey of your account was removed. It opens nothing any more."},
	Linked:        {"Your account was linked", "An account of another provider was linked to yours. Whoever signs in there signs in here as you, as far as this portal trusts it."},
	Unlinked:      {"A link to your account was removed", "The link between your account and one of another provider was removed. Nobody signs in through it any more."},
	EmailSet:      {"Your e-mail address was changed", "Two members of staff made this the address of your account. You sign in with it from now on, with the password and the second factor that you have; every sign-in before is over."},
	Recovery:      {"You have new recovery codes", "New recovery codes were made for your account; the earlier ones do not work any more."},
	Reset: {"Your second factor is being replaced", "Two people, members of staff or officers of your council, approved that you may set up another authenticator. The link comes in a mail of its own where staff approved it; officers of a council give it to you themselves. " +
		"Nothing changes until somebody opens it."},
}

// notice tells the owner of an account what became of it.
func (s Sender) notice(ctx context.Context, i Intent) (*Letter, error) {
	says, ok := notices[i.Kind]
	if !ok {
		return nil, fmt.Errorf("nobody knows how to write a mail of the kind %q", i.Kind)
	}
	var to *owner
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to)); err != nil || to == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: says.title, Lines: []string{says.says, "If that was you, there is nothing to do. If it was not, tell the administrators of the portal at once, by telephone."},
		Verb: "See where you are signed in", Link: s.Address + "/account",
		Why: "You get this because the account is yours. Notices of this kind cannot be switched off.",
	}
	return w.letter(to.Name, to.Email, s.Name+": "+says.title, "")
}

package mail

import (
	"context"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// plea tells who can vouch for somebody that she says she cannot sign in, and herself that somebody said so.
func (s Sender) plea(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var p *struct {
		Who, Lost, CouncilSlug string
		Own                    bool
		PersonID               uuid.UUID
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to),
		db.Maybe("plea to tell of", `select who, lost, own, council_slug, person_id from app.plea_letter($1, $2)`, &p, i.Object, i.Person)); err != nil || to == nil || p == nil {
		return nil, err
	}
	if p.Own {
		w := words{
			Name: s.Name, Title: "Help to sign in was asked for",
			Lines: []string{"Somebody wrote that they cannot sign in as you. Those who can vouch for you were told, and call you at a number that they know.",
				"If it was not you, tell them so when they call. Nothing has changed, and nothing changes without two of them."},
			Verb: "Sign in", Link: s.Address + "/sign-in",
			Why: "You get this because it is about your account. Notices of this kind cannot be switched off.",
		}
		return w.letter(to.Name, to.Email, s.Name+": help to sign in was asked for", "")
	}
	lost, link := "the second factor", s.Address+"/councils/"+p.CouncilSlug+"/resets"
	if p.CouncilSlug == "" {
		lost, link = "a way to sign in", s.Address+"/admin/people/"+p.PersonID.String()
	}
	w := words{
		Name: s.Name, Title: p.Who + " cannot sign in",
		Lines: []string{"Somebody who gave their address wrote that " + lost + " is lost.",
			"Call them at a number that you already have, not at one from a message. If it is them, vouch for them; a second person confirms it."},
		Verb: "Vouch for them", Link: link,
		Why: "You get this because you may vouch for them. Notices of this kind cannot be switched off.",
	}
	return w.letter(to.Name, to.Email, s.Name+": "+p.Who+" cannot sign in", "")
}

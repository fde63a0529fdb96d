package mail

import (
	"context"
	"time"

	"example.org/concord/internal/db"
)

// asked is a partner's request as a letter tells of it: what was written stays in the portal.
type asked struct {
	Organization, Kind string
	Due                time.Time
}

const askedOf = `
select o.name as organization, k.name as kind, r.due::timestamptz as due from partner_request r
  join organization o on o.id = r.organization_id join partner_request_kind k on k.slug = r.kind where r.id = $1 and r.withdrawn is null and `

// partnerRequest tells the region's staff that a partner asks for something, as long as nobody answered.
func (s Sender) partnerRequest(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var a *asked
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to), db.Maybe("request to tell of", askedOf+`r.answered is null`, &a, i.Object)); err != nil || to == nil || a == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: a.Organization + " asks your region: " + a.Kind,
		Lines: []string{"Take it, or give it to somebody who covers the place. An answer is due by " + a.Due.Format("Monday, January 2") + "."},
		Verb:  "Read it", Link: s.Address + "/requests/" + i.Object.String(),
		Why: "You get this because you cover the place, or because nobody of your office does.",
	}
	return w.letter(to.Name, to.Email, s.Name+": "+a.Organization+" asks your region", "")
}

// partnerAnswer tells who asked that the region answered, as long as she speaks for the organization.
func (s Sender) partnerAnswer(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var a *asked
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to), db.Maybe("answer to tell of", askedOf+`r.answered is not null`, &a, i.Object)); err != nil || to == nil || a == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: "Your region answered: " + a.Kind,
		Lines: []string{"You asked for " + a.Organization + "."},
		Verb:  "Read the answer", Link: s.Address + "/requests/" + i.Object.String(),
		Why: "You get this because you asked.",
	}
	return w.letter(to.Name, to.Email, s.Name+": your region answered", "")
}

// requestGiven tells on whose table a partner's request came to lie that it does, and on whose it lay that it no longer does, as long as nobody
// answered.
func (s Sender) requestGiven(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var a *asked
	var given *struct {
		ByName, OwnerName string
		Begins            bool
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to), db.Maybe("request to tell of", askedOf+`r.answered is null`, &a, i.Object),
		db.Maybe("who gave the request", `select by_name, owner_name, begins from app.given_letter($1, $2)`, &given, i.Object, i.Person)); err != nil || to == nil || a == nil || given == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: given.ByName + " gave you a request: " + a.Kind,
		Lines: []string{a.Organization + " asks your region. An answer is due by " + a.Due.Format("Monday, January 2") + "."},
		Verb:  "Read it", Link: s.Address + "/requests/" + i.Object.String(),
		Why: "You get this because it is yours to answer now.",
	}
	if !given.Begins {
		w.Title = "A request is with " + given.OwnerName + " now: " + a.Kind
		w.Lines = []string{a.Organization + " asks your region. It was yours to answer, and is no longer: " + given.ByName + map[bool]string{true: " took it.", false: " gave it away."}[given.ByName == given.OwnerName]}
		w.Why = "You get this because it was yours to answer."
	}
	return w.letter(to.Name, to.Email, s.Name+": "+w.Title, "")
}

package mail

import (
	"context"
	"fmt"
	"time"

	"example.org/concord/internal/db"
)

// harvest tells that somebody opened contacts as if to collect them and was stopped: director, watch, administrators, and the owner of the
// account, who may not know of it.
func (s Sender) harvest(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct {
		Name, Email, Person, Organization string
		Own                               bool
		Opened                            int
		Lifts                             bool // may lift the stop
		At, Until                         time.Time
	}
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, db.Maybe("harvest to tell", `select name, email, own, person, organization, opened, at, until,
		       coalesce((select true from app.stop_reviewed r where r.stop_id = $1), false) as lifts from app.harvest_letter($1, $2)`,
		&to, i.Object, i.Person)); err != nil || to == nil {
		return nil, err
	}
	when := func(t time.Time) string { return t.In(s.theirs).Format("Monday, January 2, 3:04 PM MST") }
	w := words{
		Name: s.Name, Title: to.Person + " was stopped from opening contacts", Verb: "Open the portal", Link: s.Address,
		Lines: []string{
			fmt.Sprintf("%s, %s, opened %d contacts within a day and tried on after the portal said that it was enough. That looks like collecting them. Nothing opens for this account until %s.",
				to.Person, to.Organization, to.Opened, when(to.Until)),
			"Call " + to.Person + " on a number that you know. If it was somebody else, have the account suspended.",
		},
		Why: "You get this because you direct the region, keep the watch or keep the record. Notices of this kind cannot be switched off.",
	}
	if to.Lifts {
		w.Lines = append(w.Lines, "If it was in order, lift the stop and say why.")
		w.Verb, w.Link = "Look at what was opened", s.Address+"/directory/stops/"+i.Object.String()
	}
	if to.Own {
		w.Title = "You were stopped from opening contacts"
		w.Lines = []string{
			fmt.Sprintf("Your account opened %d contacts within a day and tried on. That looks like collecting them, so nothing opens for it until %s. Your director, the watch and the administrators know.", to.Opened, when(to.Until)),
			"If it was not you, end your other sign-ins now and change your password.",
		}
		w.Verb, w.Link, w.Why = "See where you are signed in", s.Address+"/account#sign-ins", "You get this because it is your account. Notices of this kind cannot be switched off."
	}
	return w.letter(to.Name, to.Email, s.Name+": "+w.Title, "")
}

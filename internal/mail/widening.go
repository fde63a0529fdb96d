package mail

import (
	"context"
	"fmt"
	"time"

	"example.org/concord/internal/db"
)

// widening warns that many would gain by what an office is to be let do, as long as it waits for a decision: staff who decide, and the
// chair of each council whose readers would grow so.
func (s Sender) widening(ctx context.Context, i Intent) (*Letter, error) {
	var to *struct {
		Name, Email, Councils, Bodies, Office, Means, Because, Proposer string
		Readers                                                         int
		Until                                                           time.Time
	}
	if err := s.DB.Read(ctx, db.Who{}, db.Maybe("widening to tell", `select name, email, councils, bodies, office, means, readers, because, proposer, until from app.widening_letter($1, $2)`,
		&to, i.Object, i.Person)); err != nil || to == nil {
		return nil, err
	}
	whom, decides := "one council", "a second member of staff confirms or refuses it"
	w := words{
		Name: s.Name, Title: "Many would come to see more",
		Verb: "See it, and decide", Link: s.Address + "/admin/proposals/" + i.Object.String(),
		Why: "You get this because you decide about proposals of staff. Notices of this kind cannot be switched off.",
	}
	if to.Councils != "" {
		whom, decides = to.Councils, "staff decide about it: tell them now if your council does not want it"
		w.Verb, w.Link = "Open the portal", s.Address
		w.Why = "You get this because you chair the council. Notices of this kind cannot be switched off."
	}
	what := fmt.Sprintf("the office %s may do this in all %s: %s", to.Office, to.Bodies, to.Means)
	if to.Office == "" {
		what = fmt.Sprintf("everybody who serves in one of the %s reads in the community of its sector", to.Bodies)
	}
	w.Lines = []string{
		fmt.Sprintf("%s, of staff, proposes that %s. Up to %d people would be added to those who see what concerns %s.", to.Proposer, what, to.Readers, whom),
		"The reason given: " + to.Because,
		fmt.Sprintf("Nothing has changed yet. Until %s %s.", to.Until.In(s.theirs).Format("Monday, January 2, 3:04 PM MST"), decides),
	}
	return w.letter(to.Name, to.Email, s.Name+": many would gain by a wider right", "")
}

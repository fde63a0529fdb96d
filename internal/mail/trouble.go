package mail

import (
	"context"

	"example.org/concord/internal/db"
	"example.org/concord/internal/trouble"
)

// workFailed tells whose work the portal gave up, as long as it waits for them.
func (s Sender) workFailed(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var all []trouble.Work
	if err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to), trouble.Seen(&all)); err != nil || to == nil {
		return nil, err
	}
	w := words{
		Name: s.Name, Title: "Work was not done", Verb: "Look, and decide", Link: s.Address + "/failed",
		Why: "You get this because the work is yours, or because you administer the portal. On that page it can be tried again or dropped.",
	}
	for _, t := range all {
		if t.Again == nil && len(w.Lines) < 10 {
			w.Lines = append(w.Lines, t.What()+". "+t.Why())
		}
	}
	if len(w.Lines) == 0 {
		return nil, nil
	}
	return w.letter(to.Name, to.Email, s.Name+": work was not done", "")
}

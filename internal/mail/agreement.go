package mail

import (
	"context"
	"errors"

	"example.org/concord/internal/agreement"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// agreement tells who speaks for an organization that another one recorded an agreement with it; what it covers stays in the portal.
func (s Sender) agreement(ctx context.Context, i Intent) (*Letter, error) {
	var to *owner
	var a agreement.Agreement
	err := s.DB.Read(ctx, db.Who{Person: i.Person}, ownerOf(&to), agreement.Party(agreement.ID{UUID: i.Object}, &a))
	switch {
	case errors.Is(err, fault.NotFound):
		return nil, nil // taken away since, or she speaks for nobody of it
	case err != nil || to == nil || a.Keeps:
		return nil, err
	}
	w := words{
		Name: s.Name, Title: a.Organization + " put an agreement with you on record",
		Lines: []string{
			agreement.Named(agreement.Kinds, a.Kind) + ". In force since " + a.Since.Format("January 2, 2006") + ". Seen by: " + a.SeenBy() + ".",
			"If it is not so, take it away: either side can.",
		},
		Verb: "Read it", Link: s.Address + "/agreements/" + i.Object.String() + "/edit",
		Why: "You get this because you speak for " + a.With + ".",
	}
	return w.letter(to.Name, to.Email, s.Name+": "+a.Organization+" recorded an agreement with you", "")
}

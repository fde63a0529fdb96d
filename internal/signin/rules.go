package signin

import (
	"context"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// RulesPage shows the rules of behavior to who has to accept them.
const RulesPage = "/rules"

// Unbound says that whoever is signed in has not accepted the rules of behavior in force. The database takes such a sign-in for nobody's.
func Unbound(ctx context.Context) bool { return asking(ctx).unbound }

// AcceptRules notes that whoever is signed in accepts a version that is in force. It opens all of the person's sign-ins at once.
func (d *Desk) AcceptRules(ctx context.Context, since time.Time) error {
	person := Person(ctx)
	if person == uuid.Nil {
		return fault.SignIn
	}
	return d.db.Write(ctx, db.Who{Handle: Handle(ctx)}, db.Once{}, db.Also("accept rules", `insert into rules_accepted (person_id, since)
		select $1, r.since from rules_of_behavior r where r.since = $2 and r.since <= app.now() on conflict do nothing`, person, since))
}

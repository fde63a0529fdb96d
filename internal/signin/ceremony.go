package signin

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// notedCeremony is the hash of the token of a ceremony that this browser began: nobody else's browser can finish it.
const notedCeremony = "ceremony"

// ceremonyOver says that what was begun cannot be finished any more.
var ceremonyOver = fault.Invalid{{Message: "This took longer than five minutes, or was sent twice. Start it again."}}

// beginCeremony remembers what an answer that comes from outside will be checked against, for some minutes and for one answer.
func (d *Desk) beginCeremony(ctx context.Context, purpose string, expected any) (token string, err error) {
	b, err := json.Marshal(expected)
	if err != nil {
		return "", fmt.Errorf("signin: ceremony: %w", err)
	}
	token = rand.Text()
	var may []bool
	person, q := Person(ctx), asking(ctx)
	if err := d.db.Write(ctx, db.Who{}, db.Once{},
		db.Many("take ceremony", `select signin.take_question(nullif($1, '00000000-0000-0000-0000-000000000000'::uuid), $2, $3)`, &may, person, hashed(q.devices), network(q.address)),
		db.Change("begin ceremony", `insert into signin.ceremony (hash, purpose, person_id, expected) values ($1, $2, nullif($3, '00000000-0000-0000-0000-000000000000'::uuid), $4)`,
			hashed(token), purpose, person, string(b))); err != nil {
		return "", err
	}
	if !may[0] {
		return "", wait
	}
	d.Note(ctx, notedCeremony, hashed(token))
	return token, nil
}

// endCeremony takes what the answer is checked against, if it was begun within that time, and once: of any number of parallel answers one gets it.
func (d *Desk) endCeremony(ctx context.Context, purpose string, within time.Duration, expected any) error {
	hash := d.Noted(ctx, notedCeremony)
	if hash == "" {
		return ceremonyOver
	}
	person := Person(ctx)
	var row *string
	if err := d.db.Write(ctx, db.Who{}, db.Once{}, db.Maybe("end ceremony", `delete from signin.ceremony where hash = $1 and purpose = $2
		and person_id is not distinct from nullif($3, '00000000-0000-0000-0000-000000000000'::uuid) and made > app.now() - $4::interval returning expected`,
		&row, hash, purpose, person, within)); err != nil {
		return err
	}
	if row == nil {
		return ceremonyOver
	}
	d.Note(ctx, notedCeremony, "") // by the one answer that counts: the others must not give the browser its earlier token back
	if err := json.Unmarshal([]byte(*row), expected); err != nil {
		return fmt.Errorf("signin: ceremony: %w", err)
	}
	return nil
}

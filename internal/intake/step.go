package intake

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
)

// Step is what the worker does with an intake; also the topic of the outbox.
type Step string

// The steps.
const (
	Compare Step = "intake-compare"
	Apply   Step = "intake-apply"
	Undo    Step = "intake-undo"
)

// some is how many rows are worked on at once.
const some = 2000

// Take takes a step, as the worker. Taken again after half of it, it ends as it would have: comparing goes over its rows once more, and
// what was not committed was not taken in.
func Take(ctx context.Context, worker *db.DB, id uuid.UUID, step Step) error {
	var i struct {
		Kind    Kind
		ByID    uuid.UUID
		Rows    int
		Applied bool
		Undone  bool
	}
	if err := worker.Read(ctx, db.Who{}, db.One("intake to take a step", `select kind, by_id, rows, applied is not null as applied, undone is not null as undone from intake where id = $1`, &i, id)); err != nil {
		return fmt.Errorf("intake: %w", err)
	}
	reader := db.Who{Person: i.ByID}
	progress := func(done int) error {
		return worker.Write(ctx, reader, db.Once{}, db.Also("progress of an intake", `select app.intake_progress($1, $2)`, id, done))
	}
	done := db.Also("intake done", `select app.intake_done($1)`, id)
	var err error
	switch {
	case step == Compare:
		if err = worker.Write(ctx, reader, db.Once{}, db.Also("compare with itself", `select app.compare_with_itself($1)`, id)); err != nil {
			break
		}
		for first := 1; first <= i.Rows && err == nil; first += some {
			err = worker.Write(ctx, reader, db.Once{}, db.Also("compare "+string(i.Kind), `select app.intake_rows($1, $2, $3, $4)`, "compare_"+string(i.Kind), id, first, min(first+some-1, i.Rows)))
			if err == nil {
				err = progress(min(first+some-1, i.Rows))
			}
		}
		if err == nil {
			err = worker.Write(ctx, reader, db.Once{}, done)
		}
	case step == Apply && !i.Applied, step == Undo && !i.Undone:
		work := map[Step]string{Apply: "apply_intake", Undo: "undo_intake"}[step]
		err = worker.Tx(ctx, reader, db.Once{}, func(t *db.Tx) error {
			for first := 1; first <= i.Rows; first += some {
				if err := t.Write(db.Also(string(step), `select app.intake_rows($1, $2, $3, $4)`, work, id, first, min(first+some-1, i.Rows))); err != nil {
					return err
				}
				// Told by another connection, for this one says nothing before it is done.
				if err := progress(min(first+some-1, i.Rows)); err != nil {
					return err
				}
			}
			return t.Write(done)
		})
	}
	if err != nil {
		return fmt.Errorf("%s: %w", step, err)
	}
	return nil
}

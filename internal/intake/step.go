package intake

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"example.org/concord/internal/address"
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

// Take takes a step, as the worker. Taken again after half of it, it ends as it would have: comparing goes over its rows once more, and
// what was not committed was not taken in.
func Take(ctx context.Context, worker *db.DB, id uuid.UUID, step Step) error {
	var i struct {
		Kind    Kind
		Reads   []string
		ByID    uuid.UUID
		Rows    int
		Last    int
		Applied bool
		Undone  bool
		Removed bool
	}
	if err := worker.Read(ctx, db.Who{}, db.One("intake to take a step", `
select kind, reads, by_id, coalesce(rows, 0) as rows, coalesce(last_row, rows, 0) as last, applied is not null as applied, undone is not null as undone, removed is not null as removed
  from intake where id = $1`, &i, id)); err != nil {
		return fmt.Errorf("intake: %w", err)
	}
	reader := db.Who{Person: i.ByID}
	progress := func(done int) error {
		return worker.Write(ctx, reader, db.Once{}, db.Also("progress of an intake", `select app.intake_progress($1, $2)`, id, done))
	}
	done := db.Also("intake done", `select app.intake_done($1)`, id)
	var err error
	switch {
	case i.Removed: // nobody waits for it any more
	case step == Compare:
		if err = say(ctx, worker, reader, id, i.Kind, i.Reads, i.Last); err != nil {
			break
		}
		if err = worker.Write(ctx, reader, db.Once{}, db.Also("compare with itself", `select app.compare_with_itself($1)`, id)); err != nil {
			break
		}
		for first := 1; first <= i.Last && err == nil; first += some {
			err = worker.Write(ctx, reader, db.Once{}, db.Also("compare "+string(i.Kind), `select app.intake_rows($1, $2, $3, $4)`, "compare_"+string(i.Kind), id, first, min(first+some-1, i.Last)))
			if err == nil {
				err = progress(min(first+some-1, i.Rows))
			}
		}
		if err == nil {
			err = worker.Write(ctx, reader, db.Once{}, db.Also("compare targets", `select app.compare_targets($1)`, id), done)
		}
	case step == Apply && !i.Applied, step == Undo && !i.Undone:
		work := map[Step]string{Apply: "apply_intake", Undo: "undo_intake"}[step]
		err = worker.Tx(ctx, reader, db.Once{}, func(t *db.Tx) error {
			for first := 1; first <= i.Last; first += some {
				if err := t.Write(db.Also(string(step), `select app.intake_rows($1, $2, $3, $4)`, work, id, first, min(first+some-1, i.Last))); err != nil {
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

// saidRow is a row in the portal's words.
type saidRow struct {
	Number  int               `json:"number"`
	Given   map[string]string `json:"given"`
	Wrong   string            `json:"wrong"`
	Address string            `json:"address"`
}

// say has each row said in the portal's words, with the address that follows from its name.
func say(ctx context.Context, worker *db.DB, reader db.Who, id uuid.UUID, kind Kind, reads []string, last int) error {
	words, err := ReadWords(ctx, worker, reader)
	if err != nil {
		return err
	}
	for first := 1; first <= last; first += some {
		var lines []struct {
			Number int
			Cells  []string
		}
		if err := worker.Read(ctx, reader, db.Many("cells of an intake", `select number, cells from app.intake_cells($1, $2, $3)`, &lines, id, first, first+some-1)); err != nil {
			return err
		}
		rows := make([]saidRow, len(lines))
		for n, l := range lines {
			rows[n].Number = l.Number
			rows[n].Given, rows[n].Wrong = words.row(kind, reads, l.Cells)
			rows[n].Address = address.Of(rows[n].Given["name"], 70)
		}
		if len(rows) == 0 {
			continue
		}
		if err := worker.Write(ctx, reader, db.Once{}, db.Also("words of an intake", `select app.intake_given($1, $2)`, id, rows)); err != nil {
			return err
		}
	}
	return nil
}

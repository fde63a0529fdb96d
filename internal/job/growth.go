package job

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"example.org/concord/internal/db"
)

// grow finds whose items more people came to read by a change of structure, and whose they are once somebody who was asked about it left.
type grow struct {
	Growth uuid.UUID `json:"growth"`
	Left   int64     `json:"left,omitzero"` // the row of the outbox that says who left: what they were asked passes on; 0 when it grew
}

func (grow) Kind() string                 { return "growth" }
func (grow) InsertOpts() river.InsertOpts { return once(river.QueueDefault) }

type grower struct {
	river.WorkerDefaults[grow]
	db *db.DB
}

// Timeout implements river.Worker: everything that was ever addressed to a circle is looked through.
func (*grower) Timeout(*river.Job[grow]) time.Duration { return 10 * time.Minute }

// Work notes who is to be told, and puts the telling into the outbox.
func (w *grower) Work(ctx context.Context, j *river.Job[grow]) error {
	err := w.db.Tx(ctx, db.Who{}, db.Once{}, func(t *db.Tx) error {
		if err := t.Write(db.Also("take your time", `select set_config('statement_timeout', '540s', true)`)); err != nil {
			return err
		}
		if j.Args.Left > 0 {
			return t.Write(db.Also("pass growth on", `select app.pass_growth_on($1)`, j.Args.Growth))
		}
		return t.Write(db.Also("tell of growth", `select app.tell_of_growth($1)`, j.Args.Growth))
	})
	if err != nil {
		return fmt.Errorf("tell of growth: %w", err)
	}
	return nil
}

package job

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"example.org/concord/internal/db"
)

// look looks through everything for what is on record twice.
type look struct {
	Search uuid.UUID `json:"search"`
}

func (look) Kind() string                 { return "lookalikes" }
func (look) InsertOpts() river.InsertOpts { return once(river.QueueDefault) }

type looker struct {
	river.WorkerDefaults[look]
	db *db.DB
}

// Timeout implements river.Worker: every name is compared with others.
func (*looker) Timeout(*river.Job[look]) time.Duration { return 10 * time.Minute }

// Work answers all who asked until then.
func (w *looker) Work(ctx context.Context, _ *river.Job[look]) error {
	err := w.db.Tx(ctx, db.Who{}, db.Once{}, func(t *db.Tx) error {
		if err := t.Write(db.Also("take your time", `select set_config('statement_timeout', '540s', true)`)); err != nil {
			return err
		}
		return t.Write(db.Also("find lookalikes", `select app.find_lookalikes()`))
	})
	if err != nil {
		return fmt.Errorf("find lookalikes: %w", err)
	}
	return nil
}

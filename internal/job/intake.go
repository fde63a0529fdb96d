package job

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"example.org/concord/internal/db"
	"example.org/concord/internal/intake"
)

// take is one step of a file that somebody takes in.
type take struct {
	Step   intake.Step `json:"step"`
	Intake uuid.UUID   `json:"intake"`
}

func (take) Kind() string                 { return "intake" }
func (take) InsertOpts() river.InsertOpts { return once(river.QueueDefault) }

type taker struct {
	river.WorkerDefaults[take]
	db *db.DB
}

// Timeout implements river.Worker: 100,000 rows take longer than any other job.
func (*taker) Timeout(*river.Job[take]) time.Duration { return 10 * time.Minute }

// Work takes the step.
func (w *taker) Work(ctx context.Context, j *river.Job[take]) error {
	return intake.Take(ctx, w.db, j.Args.Intake, j.Args.Step)
}

package job

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"example.org/concord/internal/db"
	"example.org/concord/internal/mail"
)

// daily is when the letters of the day go out, in the time zone of the portal.
type daily struct{ zone *time.Location }

const morning = 7

// Next implements river.PeriodicSchedule: the next morning.
func (d daily) Next(now time.Time) time.Time {
	now = now.In(d.zone)
	next := time.Date(now.Year(), now.Month(), now.Day(), morning, 0, 0, 0, d.zone)
	if !next.After(now) {
		next = time.Date(now.Year(), now.Month(), now.Day()+1, morning, 0, 0, 0, d.zone)
	}
	return next
}

// gather finds who gets a letter of that day.
type gather struct {
	Day int64 `json:"day"` // since 1970
}

func (gather) Kind() string                 { return "gather" }
func (gather) InsertOpts() river.InsertOpts { return once(river.QueueDefault) }

func today() gather { return gather{time.Now().Unix() / int64((24 * time.Hour).Seconds())} }

type gatherer struct {
	river.WorkerDefaults[gather]
	queue *Queue
	db    *db.DB
}

// Work writes a warning of each term that comes to its end, has everything looked through for what is on record twice, passes on what those were asked
// whose office ended, and makes a job of
// each letter to a validator for whom something waits.
func (w *gatherer) Work(ctx context.Context, j *river.Job[gather]) error {
	if err := w.db.Write(ctx, db.Who{}, db.Once{}, db.Also("warn of terms", `select app.warn_of_terms()`), db.Also("look for lookalikes", `select app.look_for_lookalikes()`), db.Also("growths left", `select app.growths_left()`)); err != nil {
		return err
	}
	var people []uuid.UUID
	if err := w.db.Read(ctx, db.Who{}, db.Many("validators awaited", `select person_id from app.validators_awaited()`, &people)); err != nil {
		return err
	}
	var jobs []river.InsertManyParams
	for _, p := range people {
		jobs = append(jobs, river.InsertManyParams{Args: post{mail.Intent{Kind: mail.Admissions, Person: p, Event: j.Args.Day}}})
	}
	if len(jobs) == 0 {
		return nil
	}
	if _, err := w.queue.client.InsertMany(ctx, jobs); err != nil {
		return fmt.Errorf("make jobs of the day's letters: %w", err)
	}
	return nil
}

// Gather makes the day's letters now; a second time on one day does nothing.
func (q *Queue) Gather(ctx context.Context) error {
	if _, err := q.client.Insert(ctx, today(), nil); err != nil {
		return fmt.Errorf("gather the day's letters: %w", err)
	}
	return nil
}

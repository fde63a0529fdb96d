// Package chore is what a running portal does by itself, again and again: each thing is short, may be done by any number of processes
// at once, and is lost without harm when a process dies, since its turn comes again. What must not be lost is a job (package job).
package chore

import (
	"context"
	"log/slog"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/trouble"
)

// Clear removes idempotency keys that no browser will send again.
func Clear(ctx context.Context, worker *db.DB) error {
	return worker.Write(ctx, db.Who{}, db.Once{},
		db.Also("clear idempotency", `delete from idempotency where at < app.now() - interval '7 days'`))
}

// Chore is one thing done again and again.
type Chore struct {
	Name  string
	Every time.Duration
	Do    func(context.Context) error
}

// Run does the chores until the context ends. An error is logged, noted where staff see it, and the chore tried again at its next turn: a
// database that restarts must not end it. What works again is noted no more.
func Run(ctx context.Context, log *slog.Logger, worker *db.DB, chores ...Chore) {
	for _, c := range chores {
		go func() {
			turn := time.NewTicker(c.Every)
			defer turn.Stop()
			noted := true // what a process before this one noted
			for {
				select {
				case <-ctx.Done():
					return
				case <-turn.C:
					noted = c.do(ctx, log, worker, noted)
				}
			}
		}()
	}
}

// do does it once, and says whether it stands noted as failed.
func (c Chore) do(ctx context.Context, log *slog.Logger, worker *db.DB, noted bool) bool {
	note := trouble.Worked(c.Name)
	if err := c.Do(ctx); ctx.Err() != nil {
		return noted
	} else if err != nil {
		log.Warn("a chore failed and will be tried again", "chore", c.Name, "because", err.Error())
		note, noted = trouble.Failed(c.Name, err), true
	} else if !noted {
		return false
	} else {
		noted = false
	}
	if err := worker.Write(ctx, db.Who{}, db.Once{}, note); err != nil && ctx.Err() == nil {
		log.Warn("how a chore went cannot be noted", "chore", c.Name, "because", err.Error())
		return true
	}
	return noted
}

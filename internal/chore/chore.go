// Package chore is what a running portal does by itself, again and again: each thing is short, may be done by any number of processes
// at once, and is lost without harm when a process dies, since its turn comes again. What must not be lost is a job (package job).
package chore

import (
	"context"
	"log/slog"
	"time"

	"example.org/concord/internal/db"
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

// Run does the chores until the context ends. An error is logged and the chore tried again at its next turn: a database that restarts
// must not end it.
func Run(ctx context.Context, log *slog.Logger, chores ...Chore) {
	for _, c := range chores {
		go func() {
			turn := time.NewTicker(c.Every)
			defer turn.Stop()
			for {
				select {
				case <-ctx.Done():
					return
				case <-turn.C:
					if err := c.Do(ctx); err != nil && ctx.Err() == nil {
						log.Warn("a chore failed and will be tried again", "chore", c.Name, "because", err.Error())
					}
				}
			}
		}()
	}
}

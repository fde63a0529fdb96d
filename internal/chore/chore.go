// Package chore is what a running portal does by itself: it relays the outbox and clears what nobody can use any more. Any number of
// processes do it side by side; the database hands each row to one of them.
package chore

import (
	"context"
	"log/slog"
	"time"

	"example.org/concord/internal/db"
)

// Channel is where the relay tells what happened: lines of "topic id", ids only. A listener reads again what it may see.
const Channel = "concord"

const (
	relayEvery = time.Second
	clearEvery = 10 * time.Minute
	batch      = 1000 // rows of the outbox moved in one transaction
	lines      = 100  // in one message: PostgreSQL takes 8,000 bytes at most
)

// Relay moves what waits in the outbox to the channel, in bulk: a notification in every write would cost two thirds of the rate of
// writing. It answers how many rows it moved.
func Relay(ctx context.Context, worker *db.DB) (int, error) {
	var moved []int
	err := worker.Write(ctx, db.Who{}, db.Once{}, db.Many("relay outbox", `
with next as (select id from outbox order by id limit $1 for update skip locked),
     gone as (delete from outbox o using next n where o.id = n.id returning o.id, o.topic, o.object_id),
     told as (select string_agg(topic || ' ' || object_id, e'\n' order by id) as message, count(*)::int as rows
                from (select *, (row_number() over (order by id) - 1) / $2::int as part from gone) g group by part)
select rows from told, lateral (select pg_notify($3, message)) sent`, &moved, batch, lines, Channel))
	total := 0
	for _, n := range moved {
		total += n
	}
	return total, err
}

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

// Run does the relay, the clearing, and the chores given, until the context ends. An error is logged and the chore tried again at its
// next turn: a database that restarts must not end it.
func Run(ctx context.Context, worker *db.DB, log *slog.Logger, more ...Chore) {
	chores := append([]Chore{
		{"clear idempotency keys", clearEvery, func(ctx context.Context) error { return Clear(ctx, worker) }},
		{"relay", relayEvery, func(ctx context.Context) error {
			for {
				moved, err := Relay(ctx, worker)
				if err != nil || moved < batch {
					return err
				}
			}
		}},
	}, more...)
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

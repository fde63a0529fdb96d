// Package job is the queue of work that must not be lost: River (github.com/riverqueue/river) in the schema jobs of the same database.
//
// What happens in the portal leaves a row in the outbox, in its own transaction. [Queue.Relay] makes jobs of the rows; any number of
// processes relay and work side by side, and the database hands each row and each job to one of them. A job that failed is tried again,
// later each time; one that no further attempt helps, or that failed twelve times, stays for a month where staff see it.
//
// River speaks to PostgreSQL through a pool of its own, as concord_worker. What its migrations make is part of ours
// (migrations/000007_mail.up.sql): a test says so when a newer River wants more.
package job

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"example.org/concord/internal/mail"
)

// Channel is where the relay tells what happened: lines of "topic id", ids only. A listener reads again what it may see.
const Channel = "concord"

// Options of a queue.
type Options struct {
	URL    string // of concord_worker
	Sender mail.Sender
	Logger *slog.Logger
	// Pause is how long a job waits after so many failed attempts; nil is a second, a quarter of a minute, a minute and a half, and so
	// on up to hours. Tests do not wait.
	Pause func(attempt int) time.Duration
	// Poll is how often it looks for work of which nothing is signalled, such as what failed and is due again; 0 is each second.
	Poll time.Duration
}

const (
	attempts = 12 // the last one some 15 hours after the first
	month    = 30 * 24 * time.Hour
	schema   = "jobs"
)

// Queue works what is to be done.
type Queue struct {
	pool   *pgxpool.Pool
	client *river.Client[pgx.Tx]
	kinds  []string // of jobs that it works
}

// add makes the queue work a kind of job.
func add[T river.JobArgs](q *Queue, workers *river.Workers, w river.Worker[T]) {
	river.AddWorker(workers, w)
	var args T
	q.kinds = append(q.kinds, args.Kind())
}

// Open starts working. The queue must be stopped before its database is.
func Open(ctx context.Context, o Options) (*Queue, error) {
	config, err := pgxpool.ParseConfig(o.URL)
	if err != nil {
		return nil, errors.New("the database address cannot be understood") // pgx's own text may hold the password
	}
	config.MaxConns = 6
	ctx = context.WithoutCancel(ctx) // only Stop ends it, so that what is under way is finished
	q := &Queue{}
	if q.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, fmt.Errorf("open the queue: %w", err)
	}
	workers := river.NewWorkers()
	add(q, workers, &fanner{queue: q, db: o.Sender.DB})
	add(q, workers, &teller{queue: q, db: o.Sender.DB})
	add(q, workers, &poster{sender: o.Sender})
	add(q, workers, &gatherer{queue: q, db: o.Sender.DB})
	add(q, workers, &taker{db: o.Sender.DB})
	add(q, workers, &looker{db: o.Sender.DB})
	add(q, workers, &grower{db: o.Sender.DB})
	settings := &river.Config{
		Schema: schema, Workers: workers, Logger: slog.New(quiet{o.Logger.Handler()}), MaxAttempts: attempts,
		Queues:        map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 2}, outgoing: {MaxWorkers: 10}},
		FetchCooldown: 50 * time.Millisecond, FetchPollInterval: o.Poll,
		// A process that was killed leaves jobs behind that nobody works: another one takes them over.
		JobTimeout: time.Minute, RescueStuckJobsAfter: 90 * time.Second,
		Middleware:                  []rivertype.Middleware{river.WorkerMiddlewareFunc(tellWhy)},
		CancelledJobRetentionPeriod: month, DiscardedJobRetentionPeriod: month,
		ReindexerSchedule: river.NeverSchedule(), // the worker owns no index
		PeriodicJobs:      []*river.PeriodicJob{river.NewPeriodicJob(daily{o.Sender.Zone}, func() (river.JobArgs, *river.InsertOpts) { return today(), nil }, nil)},
	}
	if o.Pause != nil {
		settings.RetryPolicy = pause(o.Pause)
	}
	if q.client, err = river.NewClient(riverpgxv5.New(q.pool), settings); err == nil {
		err = q.client.Start(ctx)
	}
	if err != nil {
		q.pool.Close()
		return nil, fmt.Errorf("start the queue: %w", err)
	}
	return q, nil
}

// Stop takes up nothing more, waits for what is under way as long as the context allows, then cuts it off: it is done again later.
func (q *Queue) Stop(ctx context.Context) error {
	err := q.client.Stop(ctx)
	if err != nil {
		cutting, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		err = q.client.StopAndCancel(cutting)
	}
	if err == nil {
		q.pool.Close()
	}
	return err
}

// quiet leaves out what River tells about its own running.
type quiet struct{ slog.Handler }

func (h quiet) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && h.Handler.Enabled(ctx, l)
}

func (h quiet) WithAttrs(a []slog.Attr) slog.Handler { return quiet{h.Handler.WithAttrs(a)} }

func (h quiet) WithGroup(name string) slog.Handler { return quiet{h.Handler.WithGroup(name)} }

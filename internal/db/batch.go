package db

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// begin is the first statement of every batch, one text for all so that one prepared statement serves them.
const begin = `select set_config('app.handle', $1, true), set_config('app.person', $2, true), set_config('app.mode', $3, true),
	set_config('app.request', $4, true), set_config('app.route', $5, true), set_config('statement_timeout', $6, true),
	set_config('transaction_read_only', $7, true)`

// mode is what the transaction may do. Policies of the record of reads ask for 'witness' or 'write', all others that
// change something for 'write'.
type mode string

const (
	reading    mode = "read"
	witnessing mode = "witness"
	writing    mode = "write"
)

func (m mode) timeout() time.Duration {
	if m == writing {
		return writeTimeout
	}
	return readTimeout
}

func (m mode) readOnly() string {
	if m == reading {
		return "on"
	}
	return "off"
}

// batch is a pgx batch that knows the name of each statement and which required rows were missing.
type batch struct {
	pgx.Batch
	names     []string
	at        int    // the statement whose answer is being read, len(names) between and after them
	missing   *Query // the first query that found or touched nothing though it had to
	unchanged *Query // the change whose guard may have ended the batch
	grace     time.Duration
}

// start queues the first statement.
func (b *batch) start(ctx context.Context, who Who, m mode) {
	person := ""
	if who.Person != uuid.Nil {
		person = who.Person.String()
	}
	request, _ := ctx.Value(requestKey{}).(string)
	route, _ := ctx.Value(routeKey{}).(string)
	timeout := strconv.FormatInt((m.timeout() + b.grace).Milliseconds(), 10)
	b.queue("who asks", begin, []any{who.Handle, person, string(m), request, route, timeout, m.readOnly()}, nil)
}

// ask queues a query as its noun wrote it.
func (b *batch) ask(q Query) {
	if q.custom {
		b.queue(q.name+" (plan)", `select set_config('plan_cache_mode', 'force_custom_plan', true)`, nil, nil)
		defer b.queue(q.name+" (plan)", `set local plan_cache_mode to default`, nil, nil)
	}
	b.queue(q.name, q.sql, q.args, func(r pgx.BatchResults) error {
		rows, err := b.answer(q, r)
		if err == nil && rows == 0 && q.kind != optional && b.missing == nil {
			b.missing = &q
		}
		return err
	})
}

// answer reads the rows of a query, or how many it touched.
func (b *batch) answer(q Query, r pgx.BatchResults) (int, error) {
	if q.scan == nil {
		tag, err := r.Exec()
		return int(tag.RowsAffected()), err
	}
	rows, err := r.Query()
	if err != nil {
		return 0, err
	}
	n, err := q.scan(rows)
	rows.Close()
	if err == nil {
		err = rows.Err()
	}
	return n, err
}

// queue adds one statement. Without a function its answer only has to be no error.
func (b *batch) queue(name, sql string, args []any, f func(pgx.BatchResults) error) {
	at := len(b.names)
	b.names = append(b.names, name)
	b.Queue(sql, sendable(args)...).Fn = func(r pgx.BatchResults) error {
		b.at = at
		var err error
		if f == nil {
			_, err = r.Exec()
		} else {
			err = f(r)
		}
		if err == nil {
			b.at = len(b.names)
		}
		return err
	}
}

// sender is a connection or a transaction on one.
type sender interface {
	SendBatch(context.Context, *pgx.Batch) pgx.BatchResults
}

// tell whom Options.Sent names.
func (d *DB) tell(b *batch) {
	if d.sent == nil {
		return
	}
	all := make([]Statement, len(b.QueuedQueries))
	for i, q := range b.QueuedQueries {
		all[i] = Statement{b.names[i], q.SQL, q.Arguments}
	}
	d.sent(all)
}

// send runs the batch to its end. What was missing is in b.missing afterwards; the error is of the database.
func (b *batch) send(ctx context.Context, to sender) error {
	if err := to.SendBatch(ctx, &b.Batch).Close(); err != nil {
		return failed(ctx, b.culprit(err), err)
	}
	return nil
}

// culprit is the name of the statement that failed.
func (b *batch) culprit(err error) string {
	if unprepared, ok := errors.AsType[pgx.ErrPreprocessingBatch](err); ok {
		for i, q := range b.QueuedQueries {
			if q.SQL == unprepared.SQL() {
				return b.names[i]
			}
		}
	}
	if b.at == len(b.names) {
		return "commit"
	}
	return b.names[b.at]
}

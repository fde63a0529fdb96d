package db

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"example.org/concord/internal/fault"
)

// Tx is a transaction in which Go decides between statements.
type Tx struct {
	db *DB
	tx pgx.Tx
	// ctx is the one of DB.Tx: a transaction lives no longer than the call that made it.
	ctx context.Context
}

// Tx runs f in one transaction, committed when f returns nil and undone otherwise, its error handed on. f may run a second
// time where the transaction lost against another one, so it must not touch anything but its own variables and the
// database. The rest is as with [DB.Write].
func (d *DB) Tx(ctx context.Context, who Who, once Once, f func(*Tx) error) error {
	err := d.twice(ctx, once.Key != uuid.Nil, func(ctx context.Context, to sender) error {
		return d.transaction(ctx, to, who, once, f)
	})
	return d.repeated(ctx, who, once, err)
}

func (d *DB) transaction(ctx context.Context, to sender, who Who, once Once, f func(*Tx) error) error {
	b := &batch{grace: d.grace}
	b.BeginTx(pgx.TxOptions{})
	b.names = append(b.names, "begin")
	b.start(ctx, who, writing)
	b.remember(once)
	results := to.SendBatch(ctx, &b.Batch)
	tx := results.Tx()
	// What f left open is undone even when the visitor has gone away or f panics.
	defer func() {
		undo, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		if err := tx.Rollback(undo); err != nil && !errors.Is(err, pgx.ErrTxClosed) {
			d.log.WarnContext(ctx, "database: rollback", "because", failed(undo, "rollback", err).Error())
		}
	}()
	if err := results.Close(); err != nil {
		return failed(ctx, b.culprit(err), err)
	}
	if err := f(&Tx{db: d, tx: tx, ctx: ctx}); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return failed(ctx, "commit", err)
	}
	return nil
}

// Read runs the queries as one batch of the transaction, with the answers of [DB.Read].
func (t *Tx) Read(queries ...Query) error { return t.db.run(t.ctx, t.tx, &batch{}, queries) }

// Write runs the queries as one batch of the transaction, with the answers of [DB.Write]. After an error f must return
// one: a transaction in which a statement failed cannot go on.
func (t *Tx) Write(queries ...Query) error {
	b := &batch{}
	err := t.db.run(t.ctx, t.tx, b, queries)
	if b.missing == nil || b.missing.kind != changing || b.missing.seen == nil || !errors.Is(err, fault.NotFound) {
		return err
	}
	seen := false
	if err := t.Read(b.missing.seen.into(&seen)); err != nil {
		return err
	}
	return refusal(*b.missing, seen)
}

package db

import (
	"context"
	"errors"

	"example.org/concord/internal/fault"
)

// Read runs the queries as one read-only batch. It answers fault.NotFound when a [One] found nothing, fault.Busy when the
// database could not answer in time, and a defect that names the query otherwise. A dead connection is tried once more.
func (d *DB) Read(ctx context.Context, who Who, queries ...Query) error {
	return d.twice(ctx, true, func(ctx context.Context, to sender) error {
		b := &batch{grace: d.grace}
		b.start(ctx, who, reading)
		return d.run(ctx, to, b, queries)
	})
}

// Witness is a Read that leaves a trace: after the queries it runs the witnessing statements, which the policies let
// insert into the record of reads and nowhere else. It returns once both are committed, so that what was shown is on
// record. The witnessing statement must itself select what it records: where a One finds nothing, it ran all the same.
func (d *DB) Witness(ctx context.Context, who Who, witness []Query, queries ...Query) error {
	return d.twice(ctx, true, func(ctx context.Context, to sender) error {
		b := &batch{grace: d.grace}
		b.start(ctx, who, witnessing)
		return d.run(ctx, to, b, append(queries[:len(queries):len(queries)], witness...))
	})
}

// run sends the queries after what b holds already.
func (d *DB) run(ctx context.Context, to sender, b *batch, queries []Query) error {
	for _, q := range queries {
		d.observe(q)
		b.ask(q)
	}
	d.tell(b)
	if err := b.send(ctx, to); err != nil {
		return err
	}
	if b.missing != nil {
		return missing(*b.missing)
	}
	return nil
}

// twice runs f on a connection, and once more after a failure that a second attempt may overcome: a transaction that lost
// against another, a plan made stale by a migration and, if again says that running twice does no harm, a dead connection.
func (d *DB) twice(ctx context.Context, again bool, f func(context.Context, sender) error) error {
	err := d.once(ctx, f)
	if failure, ok := errors.AsType[*failure](err); ok && (failure.undone || again && failure.dead) && ctx.Err() == nil {
		d.log.WarnContext(ctx, "database: second attempt", "because", err.Error())
		err = d.once(context.WithValue(ctx, wary{}, true), f)
	}
	return err
}

func (d *DB) once(ctx context.Context, f func(context.Context, sender) error) error {
	c, err := d.conn(ctx)
	if err != nil {
		return err
	}
	defer c.Release()
	err = f(ctx, c)
	if failure, ok := errors.AsType[*failure](err); ok && failure.unfit {
		d.log.InfoContext(ctx, "database: what was asked with does not fit", "because", err.Error())
	}
	if failure, ok := errors.AsType[*failure](err); ok && c.Conn().IsClosed() && !failure.unfit && ctx.Err() == nil {
		failure.dead, failure.kind = true, fault.Busy
	}
	return err
}

// missing is NotFound with the name of the query in it.
func missing(q Query) error { return &failure{query: q.name, kind: fault.NotFound} }

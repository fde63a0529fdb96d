package db

import (
	"bytes"
	"context"
	"errors"
	"regexp"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"example.org/concord/internal/fault"
)

// Once makes a form count once however often it is sent. Every form carries a key of its own.
type Once struct {
	Key      uuid.UUID // zero: the write may be repeated
	Payload  []byte    // sha256 of what was typed, so that the same key with another text is noticed
	Location string    // where the first one led, and where each repetition leads
}

const (
	remember = `insert into public.idempotency (person_id, key, payload, location)
	select w.person_id, $1, $2, $3 from app.who w`
	recall = `select i.payload, i.location from public.idempotency i join app.who w on w.person_id = i.person_id where i.key = $1`
)

// Write runs the queries as one batch and one transaction: all of it happens or none of it. A [Change] that touches no
// row undoes everything and answers fault.NotFound or fault.Denied; a violated constraint answers what its noun registered
// with [Constraint]. With a key, a repetition answers fault.Repeated (the same payload) or fault.Conflict (another), and
// nobody signed in answers fault.SignIn. A [One] among the queries costs a second trip, for only Go can see that it found
// nothing.
func (d *DB) Write(ctx context.Context, who Who, once Once, queries ...Query) error {
	decides := false
	for _, q := range queries {
		decides = decides || q.kind == required
	}
	if decides {
		return d.Tx(ctx, who, once, func(t *Tx) error { return t.Write(queries...) })
	}
	var b *batch
	// With a key a second attempt does no harm: had the first one been committed, its key is found.
	err := d.twice(ctx, once.Key != uuid.Nil, func(ctx context.Context, to sender) error {
		b = &batch{grace: d.grace}
		b.start(ctx, who, writing)
		b.remember(once)
		for _, q := range queries {
			d.observe(q)
			b.guard(q)
		}
		d.tell(b)
		return b.send(ctx, to)
	})
	if ended, ok := errors.AsType[*failure](err); ok && ended.unchanged && b.unchanged.name != rememberName {
		return d.refused(ctx, who, *b.unchanged)
	}
	return d.repeated(ctx, who, once, err)
}

// remember queues the key of the form. Nobody signed in means that no row goes in, which ends the batch.
func (b *batch) remember(once Once) {
	if once.Key == uuid.Nil {
		return
	}
	payload := append([]byte{}, once.Payload...) // nothing typed is an empty payload, not null
	b.guard(Query{name: rememberName, sql: remember, args: []any{once.Key, payload, once.Location}, kind: changing})
}

const rememberName = "remember the form"

var returning = regexp.MustCompile(`(?i)\breturning\b`)

// nothingChanged is in the error that ends a batch whose change touched no row.
const nothingChanged = "nothing changed"

// guard queues a query so that the database itself ends the transaction when a change touches no row: Go would learn of it
// only after the commit. `returning true` names no column, so row-level security asks no right to read the new row.
func (b *batch) guard(q Query) {
	if q.kind != changing {
		b.ask(q)
		return
	}
	sql := strings.TrimRight(q.sql, "; \t\n")
	if !returning.MatchString(sql) {
		sql += "\nreturning true"
	}
	q.sql = "with changed as (\n" + sql + "\n) select (case when count(*) = 0 then '" + nothingChanged + "' end)::int from changed"
	b.queue(q.name, q.sql, q.args, func(r pgx.BatchResults) error {
		b.unchanged = &q
		_, err := r.Exec()
		return err
	})
}

// refused looks why a change touched nothing, after it was undone.
func (d *DB) refused(ctx context.Context, who Who, q Query) error {
	seen := false
	if q.seen != nil {
		if err := d.Read(ctx, who, q.seen.into(&seen)); err != nil {
			return err
		}
	}
	return refusal(q, seen)
}

// refusal is Denied where the asker sees the row that was not changed, else NotFound.
func refusal(q Query, seen bool) error {
	if seen {
		return &failure{query: q.name, kind: fault.Denied}
	}
	return missing(q)
}

// into makes the question of [Query.Seen] answer whether there was a row, whatever its columns.
func (q Query) into(seen *bool) Query {
	q.scan = func(rows pgx.Rows) (int, error) {
		*seen = rows.Next()
		rows.Close()
		return 0, rows.Err()
	}
	return q
}

// repeated explains an error that ended the statement which remembers the form; every other error is handed on. The same
// content leads where the first one led.
func (d *DB) repeated(ctx context.Context, who Who, once Once, cause error) error {
	ended, ok := errors.AsType[*failure](cause)
	switch {
	case !ok || once.Key == uuid.Nil:
		return cause
	case ended.unchanged:
		return &failure{query: rememberName, kind: fault.SignIn}
	case ended.constraint != "idempotency_pkey":
		return cause
	}
	var first struct {
		Payload  []byte
		Location string
	}
	if err := d.Read(ctx, who, One("recall the form", recall, &first, once.Key)); err != nil {
		return err
	}
	if bytes.Equal(first.Payload, once.Payload) {
		return fault.Repeated{Location: first.Location}
	}
	return fault.Conflict{Message: "This form was already sent with other content. What was sent first is kept, and nothing you typed is lost: open the form anew and put your text in."}
}

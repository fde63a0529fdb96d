package db

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
)

// Listen calls f for every notification on the channel until ctx ends, whose error it returns. It holds one connection of
// its own. What is notified while that connection is down is lost, so after every connect, the first as well, f is called
// with an empty payload: look for yourself.
func (d *DB) Listen(ctx context.Context, channel string, f func(payload string)) error {
	const longest = 5 * time.Second
	pause := 100 * time.Millisecond
	for {
		err := d.listen(ctx, channel, func(payload string) {
			pause = 100 * time.Millisecond
			f(payload)
		})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		d.log.WarnContext(ctx, "database: listening again", "channel", channel, "because", err.Error())
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		pause = min(2*pause, longest)
	}
}

func (d *DB) listen(ctx context.Context, channel string, f func(string)) error {
	config := d.pool.Config().ConnConfig
	// There is no statement to stop here, so the end of ctx cuts the connection.
	config.BuildContextWatcherHandler = func(c *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.DeadlineContextWatcherHandler{Conn: c.Conn()}
	}
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return failed(ctx, "listen", err)
	}
	defer func() {
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		if err := conn.Close(closing); err != nil {
			d.log.DebugContext(ctx, "database: the listening connection was closed already", "because", err.Error())
		}
	}()
	if _, err := conn.Exec(ctx, "listen "+pgx.Identifier{channel}.Sanitize()); err != nil {
		return failed(ctx, "listen", err)
	}
	f("")
	for {
		n, err := conn.WaitForNotification(ctx)
		if err != nil {
			return failed(ctx, "listen", fmt.Errorf("wait: %w", err))
		}
		f(n.Payload)
	}
}

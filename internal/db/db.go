package db

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Who asks. The zero value is nobody, which means the public.
type Who struct {
	// Handle is the hash of the session token as the session store keeps it. The database resolves it to a person, so that
	// a revoked session holds nothing from the next statement on, and nobody can choose who to be.
	Handle string
	// Person is believed of the worker's role alone, which asks "may they still read this?" before it sends anything.
	Person uuid.UUID
}

// Options of a pool.
type Options struct {
	MaxConns int32                                                                // 0 leaves pgx's choice: four, or one a core
	Dial     func(ctx context.Context, network, address string) (net.Conn, error) // nil dials; tests count round trips here
	Logger   *slog.Logger                                                         // nil is slog.Default
	Observe  func(Query)                                                          // told every query that is sent; nil in production
	Sent     func([]Statement)                                                    // told each batch as the server gets it; nil in production
	Grace    time.Duration                                                        // how much longer than a visitor waits; tests share their machine, 0 in production
	// Warm are queries that each new connection runs once as nobody, its rows thrown away. PostgreSQL shares no plans and no
	// catalog between connections: the first page on a cold one takes 30 times as long as the next.
	Warm []Query
}

// Limits of one request. A page that cannot be read in five seconds will not be waited for; what waits for a connection
// longer than two is told to try again rather than queued.
const (
	readTimeout    = 5 * time.Second
	writeTimeout   = 10 * time.Second
	acquireTimeout = 2 * time.Second
)

// DB is a pool of connections of one database role.
type DB struct {
	pool    *pgxpool.Pool
	log     *slog.Logger
	observe func(Query)
	sent    func([]Statement)
	grace   time.Duration
}

// Statement is one as the server gets it: what stands around a query is in it, too.
type Statement struct {
	Name, SQL string
	Args      []any
}

// MostStatements is how many statements a connection keeps prepared: more than the product has, so that none is ever planned twice.
const MostStatements = 2048

// Open makes the pool and checks that the database answers: fault.Busy where it does not yet. The url may be a URL or a
// keyword string of libpq and names the role.
func Open(ctx context.Context, url string, o Options) (*DB, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, errors.New("the database address cannot be understood") // pgx's own text may hold the password
	}
	if o.MaxConns > 0 {
		config.MaxConns = o.MaxConns
	}
	if o.Dial != nil {
		config.ConnConfig.DialFunc = o.Dial
	}
	config.ConnConfig.ConnectTimeout = acquireTimeout
	config.ConnConfig.StatementCacheCapacity = MostStatements
	config.ConnConfig.DefaultQueryExecMode = pgx.QueryExecModeCacheStatement
	// Visitors leave before their page is there, often. pgx would then cut the connection: ask the server to stop instead, and
	// let what is nearly done be done.
	config.ConnConfig.BuildContextWatcherHandler = func(c *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: c, CancelRequestDelay: 200 * time.Millisecond, DeadlineDelay: acquireTimeout}
	}
	// A cold connection is slow, so they are kept through a quiet night; a day old they are replaced, one after another.
	config.MaxConnIdleTime, config.MaxConnLifetime, config.MaxConnLifetimeJitter = 12*time.Hour, 24*time.Hour, 2*time.Hour
	// pgx would ping a connection that was idle for a second, one more trip on most pages of a quiet morning. A dead one
	// shows itself, and only the second attempt looks before it trusts.
	config.ShouldPing = func(ctx context.Context, _ pgxpool.ShouldPingParams) bool { return ctx.Value(wary{}) != nil }
	d := &DB{log: o.Logger, observe: o.Observe, sent: o.Sent, grace: o.Grace}
	if d.log == nil {
		d.log = slog.Default()
	}
	if d.observe == nil {
		d.observe = func(Query) {}
	}
	there, err := zoneOf(config.ConnConfig.RuntimeParams)
	if err != nil {
		return nil, err
	}
	config.AfterConnect = func(ctx context.Context, c *pgx.Conn) error {
		readIn(c, there)
		if len(o.Warm) == 0 {
			return nil
		}
		return d.warm(ctx, c, o.Warm)
	}
	if len(o.Warm) > 0 {
		// Connections are made before they are needed, so that no page waits for their warming.
		config.MinIdleConns = min(2, config.MaxConns)
		config.HealthCheckPeriod = 5 * time.Second
	}

	d.pool, err = pgxpool.NewWithConfig(context.WithoutCancel(ctx), config)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	if err := d.pool.Ping(ctx); err != nil {
		d.pool.Close()
		return nil, failed(ctx, "open", err)
	}
	return d, nil
}

// warm runs the queries on a new connection. One that fails will fail on its page too, where it matters.
func (d *DB) warm(ctx context.Context, c *pgx.Conn, queries []Query) error {
	b := &batch{grace: d.grace}
	b.start(ctx, Who{}, reading)
	for _, q := range queries {
		b.queue(q.name, q.sql, q.args, nil)
	}
	err := b.send(ctx, c)
	if err != nil {
		d.log.WarnContext(ctx, "database: warm a connection", "because", err.Error())
	}
	if c.IsClosed() {
		return err
	}
	return nil
}

// Close waits for what runs and closes all connections.
func (d *DB) Close() { d.pool.Close() }

type requestKey struct{}

// WithRequest notes the id of the request, which the audit trail keeps with every change made under this context.
func WithRequest(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

type routeKey struct{}

// WithRoute notes which page is asked, as its pattern without the object, for the audit trail too.
func WithRoute(ctx context.Context, route string) context.Context {
	return context.WithValue(ctx, routeKey{}, route)
}

// wary marks the context of a second attempt: its connection is pinged before use.
type wary struct{}

// conn takes a connection from the pool, waiting no longer than acquireTimeout (and the grace of tests).
func (d *DB) conn(ctx context.Context) (*pgxpool.Conn, error) {
	limited, cancel := context.WithTimeout(ctx, acquireTimeout+d.grace)
	defer cancel()
	c, err := d.pool.Acquire(limited)
	if err != nil {
		if ctx.Err() == nil && limited.Err() != nil {
			err = errPoolFull
		}
		return nil, failed(ctx, "connection", err)
	}
	return c, nil
}

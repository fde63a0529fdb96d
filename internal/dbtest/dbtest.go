// Package dbtest gives every test a real PostgreSQL database of its own: a copy of a migrated template, made in some tens of
// milliseconds and dropped at the end. Nothing is mocked and nothing skipped: where there is no PostgreSQL, New fails and
// names the command that brings one.
//
// Tests see the database as the product does, through roles that own nothing and bypass nothing (App, Worker, Signin); what
// a test arranges or checks behind the wall goes through Owner. A test does not run inside one big transaction that is
// rolled back: settings would outlive "the request" there, and the very thing under test would be another.
package dbtest

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"net/url"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest/scratch"
)

// Database is one test's own.
type Database struct {
	t     testing.TB
	name  string
	trips Trips

	mu      sync.Mutex
	pools   map[string]*db.DB
	behind  map[string]*pgxpool.Pool
	queries map[string]db.Query
}

// grace is what a request may take beyond a visitor's five seconds: some sixty test binaries are made and run on one machine, and connections here
// are cold. It ends before the patience of the role itself, fifteen seconds.
const grace = 8 * time.Second

var number atomic.Int64

// weaken is for those who ask whether the tests would notice: with a condition of a policy dropped they have to fail.
var weaken = flag.String("weaken", "", "SQL that changes every database that a test gets")

// New is a database with what [Prepare] fills in: the story's councils and people in most test binaries.
func New(t testing.TB) *Database {
	t.Helper()
	return clone(t, filled.made(t, "prepared "+prepared.name, prepared.fill))
}

// Empty is a database that is migrated and nothing else.
func Empty(t testing.TB) *Database {
	t.Helper()
	return clone(t, empty.made(t, "empty", nil))
}

// Name is that of a database which the test makes itself, on the scratch cluster, and which is dropped at its end.
func Name(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("%s%d_%d", runPrefix, os.Getpid(), number.Add(1))
	t.Cleanup(func() {
		if err := execute("drop database if exists " + name + " with (force)"); err != nil {
			t.Error(err)
		}
	})
	return name
}

func clone(t testing.TB, template string) *Database {
	t.Helper()
	d := &Database{
		t: t, name: fmt.Sprintf("%s%d_%d", runPrefix, os.Getpid(), number.Add(1)),
		pools: map[string]*db.DB{}, behind: map[string]*pgxpool.Pool{}, queries: map[string]db.Query{},
	}
	d.must(db.Clone(t.Context(), scratch.URL(scratch.Super, "postgres"), template, d.name))
	t.Cleanup(d.drop)
	if *weaken != "" {
		_, err := d.Owner().Exec(t.Context(), *weaken)
		d.must(err)
	}
	return d
}

// drop ends the database, or keeps it for a look when the test failed.
func (d *Database) drop() {
	for _, p := range d.pools {
		p.Close()
	}
	for _, p := range d.behind {
		p.Close()
	}
	if !d.t.Failed() {
		if err := execute("drop database " + d.name + " with (force)"); err != nil {
			d.t.Error(err)
		}
		return
	}
	kept := keptPrefix + d.name[len(runPrefix):]
	if err := execute("alter database " + d.name + " rename to " + kept); err != nil {
		d.t.Error(err)
		return
	}
	d.t.Logf("the database is kept: psql '%s'", scratch.URL(scratch.Super, kept))
}

// execute runs a statement on the cluster. It works after the test's context has ended.
func execute(sql string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	c, err := pgx.Connect(ctx, scratch.URL(scratch.Super, "postgres"))
	if err != nil {
		return err
	}
	_, err = c.Exec(ctx, sql)
	return errors.Join(err, c.Close(ctx))
}

// App is the pool of the web's role.
func (d *Database) App() *db.DB { return d.pool("concord_app") }

// Worker is the pool of the role that runs jobs.
func (d *Database) Worker() *db.DB { return d.pool("concord_worker") }

// Signin is the pool of the role that sees sessions and credentials alone.
func (d *Database) Signin() *db.DB { return d.pool("concord_signin") }

func (d *Database) pool(role string) *db.DB {
	return d.open(role, d.URL(role), db.Options{MaxConns: 8, Dial: d.trips.dial, Observe: d.note, Grace: grace})
}

func (d *Database) open(role, url string, o db.Options) *db.DB {
	d.t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.pools[role] == nil {
		p, err := db.Open(d.t.Context(), url, o)
		d.must(err)
		d.pools[role] = p
	}
	return d.pools[role]
}

// Away takes the database away from everybody, as a server does that stops, until what it returns is called.
func (d *Database) Away() (back func()) {
	d.t.Helper()
	d.must(execute("alter database " + d.name + " with allow_connections false"))
	d.must(execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + d.name + "'"))
	return func() {
		d.t.Helper()
		d.must(execute("alter database " + d.name + " with allow_connections true"))
	}
}

// URL is the database's address for a role. There are no passwords here.
func (d *Database) URL(role string) string { return scratch.URL(role, d.name) }

// Owner is concord_owner, to arrange what the product could not and to see behind the wall: the tables let their owner do
// everything, unlike any role that serves a page.
func (d *Database) Owner() *pgxpool.Pool {
	return d.reached("owner", func() (*pgxpool.Pool, error) {
		return pgxpool.New(d.t.Context(), ownerURL(d.name)+"&pool_max_conns=4")
	})
}

// Loader is concord_owner too, as the imports and the story write through it.
// What it sends is no query of the product and no page's round trip, so neither is noted.
func (d *Database) Loader() *db.DB {
	return d.open("loader", ownerURL(d.name), db.Options{MaxConns: 2})
}

// Super is the cluster's superuser, for what only it may do.
func (d *Database) Super() *pgxpool.Pool {
	return d.reached("super", func() (*pgxpool.Pool, error) {
		return pgxpool.New(d.t.Context(), d.URL(scratch.Super))
	})
}

func (d *Database) reached(as string, open func() (*pgxpool.Pool, error)) *pgxpool.Pool {
	d.t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.behind[as] == nil {
		p, err := open()
		d.must(err)
		d.behind[as] = p
	}
	return d.behind[as]
}

// ownerURL logs in as the superuser and becomes concord_owner, which cannot log in.
func ownerURL(database string) string {
	return scratch.URL(scratch.Super, database) + "&role=concord_owner&timezone=UTC&search_path=" + url.QueryEscape("public, app")
}

// As signs the person in and says so to the database: the session is live for a day, whatever rules of behavior were accepted.
func (d *Database) As(person uuid.UUID) db.Who {
	d.t.Helper()
	handle := uuid.NewString()
	_, err := d.Owner().Exec(d.t.Context(), `insert into signin.session (handle, person_id, created, touched, expires, idle, bound)
		values ($1, $2, app.now(), app.now(), app.now() + interval '1 day', interval '1 day', 'infinity')`, handle, person)
	d.must(err)
	return db.Who{Handle: handle}
}

// SetNow stops the database's clock at t, for every role, until it is set again.
func (d *Database) SetNow(t time.Time) {
	d.t.Helper()
	_, err := d.Owner().Exec(d.t.Context(), `create or replace function app.now() returns timestamptz
		language sql stable parallel safe as $$select timestamptz '`+t.UTC().Format(time.RFC3339Nano)+`'$$`)
	d.must(err)
}

// Queries are all different statements that the pools of this database ran, by name.
func (d *Database) Queries() []db.Query {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.SortedFunc(maps.Values(d.queries), func(a, b db.Query) int {
		return cmp.Or(cmp.Compare(a.Name(), b.Name()), cmp.Compare(a.SQL(), b.SQL()))
	})
}

func (d *Database) note(q db.Query) {
	d.mu.Lock()
	defer d.mu.Unlock()
	key := q.Name() + "\n" + q.SQL()
	if _, known := d.queries[key]; !known {
		if because := objection(q); because != "" {
			d.t.Errorf("query %s: %s", q.Name(), because)
		}
	}
	d.queries[key] = q
}

// Trips counts the round trips of App, Worker and Signin together.
func (d *Database) Trips() *Trips { return &d.trips }

func (d *Database) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

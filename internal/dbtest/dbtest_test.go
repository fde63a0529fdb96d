package dbtest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

func init() {
	Prepare("one person", func(ctx context.Context, owner *db.DB) error {
		return owner.Write(ctx, db.Who{}, db.Once{}, db.Also("one person", `with o as (insert into organization (slug, name, kind, invented) values ('acme', 'Acme', 'owner_operator', true) returning id)
			insert into person (name, organization_id, invented) select 'Ada', id, true from o`))
	})
}

// witness stands in for a test whose failure is what is looked at.
type witness struct {
	testing.TB
	said   []string
	failed bool
	clean  []func()
}

func (w *witness) Errorf(format string, args ...any) { w.failed = true }
func (w *witness) Logf(format string, args ...any) {
	for _, a := range args {
		if text, ok := a.(string); ok {
			w.said = append(w.said, text)
		}
	}
}
func (w *witness) Failed() bool     { return w.failed }
func (w *witness) Cleanup(f func()) { w.clean = append(w.clean, f) }

func exists(t *testing.T, database string) bool {
	t.Helper()
	d := Empty(t)
	var there bool
	if err := d.Super().QueryRow(t.Context(), `select exists (select from pg_database where datname = $1)`, database).Scan(&there); err != nil {
		t.Fatal(err)
	}
	return there
}

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	a, b := Empty(t), Empty(t)
	if _, err := a.Owner().Exec(t.Context(), `create table only_here (n int)`); err != nil {
		t.Fatal(err)
	}
	var there bool
	if err := b.Owner().QueryRow(t.Context(), `select to_regclass('only_here') is not null`).Scan(&there); err != nil || there {
		t.Fatalf("the table is in the other database too: %v, %v", there, err)
	}
}

func TestPoolsAreTheRolesTheyAreCalled(t *testing.T) {
	d := Empty(t)
	for role, pool := range map[string]*db.DB{"concord_app": d.App(), "concord_worker": d.Worker(), "concord_signin": d.Signin()} {
		var who, login string
		if err := pool.Read(t.Context(), db.Who{}, db.One("me", `select current_user::text`, &who), db.One("login", `select session_user::text`, &login)); err != nil || who != role || login != role {
			t.Errorf("%s is %q, %q, %v", role, who, login, err)
		}
	}
	for role, pool := range map[string]*pgxpool.Pool{"concord_owner": d.Owner(), "concord_super": d.Super()} {
		var who string
		if err := pool.QueryRow(t.Context(), `select current_user::text`).Scan(&who); err != nil || who != role {
			t.Errorf("%s is %q, %v", role, who, err)
		}
	}
}

func TestNewIsFilledAndEmptyIsNot(t *testing.T) {
	for _, c := range []struct {
		d    *Database
		want int
	}{{New(t), 1}, {Empty(t), 0}} {
		var people int
		if err := c.d.Owner().QueryRow(t.Context(), `select count(*) from person where name = 'Ada'`).Scan(&people); err != nil || people != c.want {
			t.Errorf("%d people, not %d, %v", people, c.want, err)
		}
	}
}

func TestAsSignsIn(t *testing.T) {
	d := New(t)
	var ada uuid.UUID
	if err := d.Owner().QueryRow(t.Context(), `select id from person where name = 'Ada'`).Scan(&ada); err != nil {
		t.Fatal(err)
	}
	var who uuid.UUID
	asker := db.One("who", `select person_id from app.who`, &who)
	if err := d.App().Read(t.Context(), d.As(ada), asker); err != nil || who != ada {
		t.Fatal(who, err)
	}
	if err := d.App().Read(t.Context(), db.Who{Person: ada}, asker); !errors.Is(err, fault.NotFound) {
		t.Fatalf("the web's role says who it is: %v", err)
	}
	if err := d.Worker().Read(t.Context(), db.Who{Person: ada}, asker); err != nil || who != ada {
		t.Fatal(who, err)
	}
}

func TestClockStandsWhereItIsSet(t *testing.T) {
	d := Empty(t)
	noon := time.Date(2026, 7, 1, 12, 0, 0, 123456000, time.UTC)
	for _, at := range []time.Time{noon, noon.Add(time.Hour)} {
		d.SetNow(at)
		var now time.Time
		if err := d.App().Read(t.Context(), db.Who{}, db.One("now", `select app.now()`, &now)); err != nil || !now.Equal(at) {
			t.Fatal(now, err)
		}
	}
}

func TestQueriesAreRememberedOnce(t *testing.T) {
	d := Empty(t)
	var n int
	for i := range 2 {
		if err := d.App().Read(t.Context(), db.Who{}, db.One("b", `select $1::int`, &n, i), db.One("a", `select 1`, &n)); err != nil {
			t.Fatal(err)
		}
	}
	q := d.Queries()
	if len(q) != 2 || q[0].Name() != "a" || q[1].SQL() != `select $1::int` || len(q[1].Args()) != 1 {
		t.Fatal(q)
	}
}

func TestStatementThatHurtsLaterFailsItsTest(t *testing.T) {
	for sql, bad := range map[string]bool{
		"commit": true, " \n\tROLLBACK": true, "begin": true, "set search_path = x": true, "select * from t": true, "select p.* from person p": true,
		"select a from t offset $1":         true,
		"select set_config('a', 'b', true)": false, "select count(*) from t": false, "select end_date from t": false, "update t set a = 1": false,
	} {
		w := &witness{TB: t}
		d := &Database{t: w, queries: map[string]db.Query{}}
		d.note(db.Also("q", sql))
		if w.failed != bad {
			t.Errorf("%q is accepted: %v", sql, !w.failed)
		}
	}
}

func TestDatabaseOfAFailedTestIsKeptAndOthersAreDropped(t *testing.T) {
	for _, fails := range []bool{false, true} {
		w := &witness{TB: t}
		d := Empty(w)
		if !exists(t, d.name) {
			t.Fatal("there is no database")
		}
		d.App()
		w.failed = fails
		for _, f := range w.clean {
			f()
		}
		kept := keptPrefix + strings.TrimPrefix(d.name, runPrefix)
		if exists(t, d.name) || exists(t, kept) != fails {
			t.Errorf("failed: %v, kept: %v", fails, exists(t, kept))
		}
		if said := strings.Join(w.said, " "); fails != strings.Contains(said, kept) {
			t.Errorf("said %q", said)
		}
		if err := execute("drop database if exists " + kept); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOneRoundTripIsCountedAsOne(t *testing.T) {
	d := Empty(t)
	var n int
	page := func() {
		if err := d.App().Read(t.Context(), db.Who{}, db.One("n", `select 1`, &n)); err != nil {
			t.Fatal(err)
		}
	}
	page()
	d.Trips().Reset()
	for range 3 {
		page()
	}
	if n := d.Trips().Count(); n != 3 {
		t.Fatal(n)
	}
}

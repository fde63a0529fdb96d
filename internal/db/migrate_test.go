package db_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/jackc/pgx/v5"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/dbtest/scratch"
)

func files(texts ...string) fstest.MapFS {
	f := fstest.MapFS{}
	for n, text := range texts {
		number := "00000" + string(rune('1'+n))
		up, down, _ := strings.Cut(text, "--down--")
		f[number+"_step.up.sql"] = &fstest.MapFile{Data: []byte(up)}
		f[number+"_step.down.sql"] = &fstest.MapFile{Data: []byte(down)}
	}
	return f
}

// provisioned is a database of the test's own, without a schema, and a superuser's connection to it.
func provisioned(t *testing.T) (address string, c *pgx.Conn) {
	t.Helper()
	name := dbtest.Name(t)
	if err := db.Provision(t.Context(), scratch.URL(scratch.Super, "postgres"), name); err != nil {
		t.Fatal(err)
	}
	c, err := pgx.Connect(t.Context(), scratch.URL(scratch.Super, name))
	if err != nil {
		t.Fatal(err)
	}
	return scratch.URL("concord_migrate", name), c
}

func told(t *testing.T, c *pgx.Conn, sql string) string {
	t.Helper()
	var got string
	if err := c.QueryRow(t.Context(), sql).Scan(&got); err != nil {
		t.Fatal(err)
	}
	return got
}

const (
	tables  = `select coalesce(string_agg(tablename || ' of ' || tableowner, ', ' order by tablename), '') from pg_tables where schemaname = 'public'`
	version = `select coalesce(min(version || ' ' || dirty), 'none') || ', ' || (select coalesce(string_agg(version::text, ' ' order by version), '') from migration.schema_history) from migration.schema_migrations`

	first  = "create table a (n int);\ncreate table b (n int)\n--down--drop table a, b"
	second = "create table c (n int); -- with a comment at the end\n--down--drop table c"
)

func TestSchemaGoesForwardAndBackAsTheOwner(t *testing.T) {
	address, c := provisioned(t)
	steps := files(first, second)
	for _, s := range []struct {
		to            int
		have, version string
	}{
		{2, "a of concord_owner, b of concord_owner, c of concord_owner", "2 false, 1 2"},
		{1, "a of concord_owner, b of concord_owner", "1 false, 1"},
		{0, "", "none, "},
		{2, "a of concord_owner, b of concord_owner, c of concord_owner", "2 false, 1 2"},
		{2, "a of concord_owner, b of concord_owner, c of concord_owner", "2 false, 1 2"},
	} {
		if err := db.MigrateTo(t.Context(), address, steps, s.to); err != nil {
			t.Fatal(err)
		}
		if have, at := told(t, c, tables), told(t, c, version); have != s.have || at != s.version {
			t.Fatalf("to %d: %s; %s", s.to, have, at)
		}
	}
}

func TestMigrationThatFailsLeavesNothingAndCanBeMended(t *testing.T) {
	address, c := provisioned(t)
	err := db.Migrate(t.Context(), address, files(first, "create table c (n int);\ncreate table a (n int)"))
	if err == nil || !strings.Contains(err.Error(), "version 2") || !strings.Contains(err.Error(), `"a" already exists`) {
		t.Fatal(err)
	}
	if have, at := told(t, c, tables), told(t, c, version); have != "a of concord_owner, b of concord_owner" || at != "1 false, 1" {
		t.Fatalf("%s; %s", have, at)
	}
	if err := db.Migrate(t.Context(), address, files(first, second)); err != nil {
		t.Fatal(err)
	}
}

func TestCrashInTheMiddleOfAMigrationHealsItself(t *testing.T) {
	address, c := provisioned(t)
	steps := files(first, second)
	if err := db.MigrateTo(t.Context(), address, steps, 1); err != nil {
		t.Fatal(err)
	}
	// Killed before the second file was committed, and after.
	for _, crash := range []string{`update migration.schema_migrations set version = 2, dirty = true`, `update migration.schema_migrations set dirty = true`} {
		if _, err := c.Exec(t.Context(), crash); err != nil {
			t.Fatal(err)
		}
		if err := db.Migrate(t.Context(), address, steps); err != nil {
			t.Fatal(err)
		}
		if at := told(t, c, version); at != "2 false, 1 2" {
			t.Fatal(at)
		}
	}
}

func TestProcessesThatMigrateAtOnceDoItOnce(t *testing.T) {
	address, c := provisioned(t)
	ended := make(chan error)
	for range 3 {
		go func() { ended <- db.Migrate(t.Context(), address, files(first, second)) }()
	}
	for range 3 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	if at := told(t, c, version); at != "2 false, 1 2" {
		t.Fatal(at)
	}
}

func TestOlderReleaseLeavesANewerSchemaAlone(t *testing.T) {
	address, c := provisioned(t)
	if err := db.Migrate(t.Context(), address, files(first, second)); err != nil {
		t.Fatal(err)
	}
	if err := db.Migrate(t.Context(), address, files(first)); err != nil {
		t.Fatal(err)
	}
	if at := told(t, c, version); at != "2 false, 1 2" {
		t.Fatal(at)
	}
}

func TestMigrationWaitsForALockAndTriesAgain(t *testing.T) {
	t.Parallel()
	address, c := provisioned(t)
	if err := db.Migrate(t.Context(), address, files(first)); err != nil {
		t.Fatal(err)
	}
	tx, err := c.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `lock table a`); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() {
		ended <- db.Migrate(t.Context(), address, files(first, "alter table a add column m int --down--"))
	}()
	// Only when the first attempt waited and gave up does the lock go away.
	watch, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	for waited := false; ; {
		var waiting bool
		if err := watch.QueryRow(t.Context(), `select exists (select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database())`).Scan(&waiting); err != nil {
			t.Fatal(err)
		}
		if waited && !waiting {
			break
		}
		waited = waited || waiting
	}
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if at := told(t, c, version); at != "2 false, 1 2" {
		t.Fatal(at)
	}
}

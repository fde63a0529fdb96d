package db

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"

	"github.com/golang-migrate/migrate/v4"
	"github.com/golang-migrate/migrate/v4/database"
	postgres "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	"github.com/golang-migrate/migrate/v4/source"
	"github.com/golang-migrate/migrate/v4/source/iofs"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// Migrate brings the schema to the newest of the files (000001_words.up.sql and its .down.sql), as concord_owner. The url is
// of concord_migrate or an administrator, and must reach PostgreSQL itself, not a pooler. Any number of processes may call
// it at once; the first one works and the others wait. A schema newer than the files is left alone: another process runs a
// newer release.
//
// Each file is one transaction, so one that fails leaves nothing behind. golang-migrate marks the schema dirty all the
// same, and after a crash nobody would know whether the file went through. Each file therefore ends with a row in
// migration.schema_history, in its own transaction, and the mark is corrected by it. Hence no file may hold a
// statement that cannot run in a transaction, such as CREATE INDEX CONCURRENTLY.
func Migrate(ctx context.Context, url string, files fs.FS) error {
	return MigrateTo(ctx, url, files, math.MaxInt)
}

// MigrateTo brings the schema to one version, forward or back; 0 is before the first file.
func MigrateTo(ctx context.Context, url string, files fs.FS, version int) error {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return errors.New("the database address cannot be understood") // pgx's own text may hold the password
	}
	config.RuntimeParams["role"] = "concord_owner"
	config.RuntimeParams["search_path"] = "public, app"
	// A migration that waits for a lock makes every page behind it wait too: rather give up and try again.
	config.RuntimeParams["lock_timeout"] = "5s"
	alone, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return failed(ctx, "connect for migration", err)
	}
	defer leave(alone)
	if err := lock(ctx, alone, migrateLock); err != nil {
		return err
	}
	if _, err := alone.Exec(ctx, history); err != nil {
		return failed(ctx, "prepare migration", err)
	}

	steps, err := iofs.New(files, ".")
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	driver, err := postgres.WithInstance(stdlib.OpenDB(*config), &postgres.Config{SchemaName: "migration"})
	if err != nil {
		return fmt.Errorf("open for migration: %w", err)
	}
	m, err := migrate.NewWithInstance("files", recorded{steps}, "pgx5", driver)
	if err != nil {
		return fmt.Errorf("open for migration: %w", err)
	}
	defer m.Close()
	stop := context.AfterFunc(ctx, func() { m.GracefulStop <- true })
	defer stop()

	if err := heal(ctx, alone, m); err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		err := walk(m, steps, version)
		if err == nil {
			return ctx.Err()
		}
		err = explained(m, err)
		if healing := heal(ctx, alone, m); healing != nil {
			return errors.Join(err, healing)
		}
		if !locked(err) || attempt == 5 {
			return err
		}
	}
}

const history = `create schema if not exists migration;
create table if not exists migration.schema_history (
	version bigint primary key, name text not null, at timestamptz not null default now())`

// walk takes the steps to the version.
func walk(m *migrate.Migrate, steps source.Driver, version int) error {
	newest, err := last(steps)
	if err != nil {
		return err
	}
	at, _, err := m.Version()
	if err != nil && !errors.Is(err, migrate.ErrNilVersion) {
		return err
	}
	switch {
	case version > int(newest) && at >= newest:
		return nil
	case version > int(newest):
		err = m.Up()
	case version == 0:
		err = m.Down()
	default:
		err = m.Migrate(uint(version))
	}
	if errors.Is(err, migrate.ErrNoChange) {
		return nil
	}
	return err
}

// last is the number of the newest file.
func last(steps source.Driver) (uint, error) {
	v, err := steps.First()
	if err != nil {
		return 0, fmt.Errorf("there are no migrations: %w", err)
	}
	for {
		next, err := steps.Next(v)
		if errors.Is(err, fs.ErrNotExist) {
			return v, nil
		}
		if err != nil {
			return 0, err
		}
		v = next
	}
}

// heal sets a dirty schema to the version that the history says it has.
func heal(ctx context.Context, c *pgx.Conn, m *migrate.Migrate) error {
	_, dirty, err := m.Version()
	if err != nil && !errors.Is(err, migrate.ErrNilVersion) {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	if !dirty {
		return nil
	}
	at := database.NilVersion
	if err := c.QueryRow(ctx, `select coalesce(max(version), $1) from migration.schema_history`, at).Scan(&at); err != nil {
		return failed(ctx, "read the schema's history", err)
	}
	if err := m.Force(at); err != nil {
		return fmt.Errorf("correct the schema's version: %w", err)
	}
	return nil
}

// recorded ends each file with its row in the history.
type recorded struct{ source.Driver }

func (r recorded) ReadUp(version uint) (io.ReadCloser, string, error) {
	return ending(r.Driver.ReadUp)(version, "insert into migration.schema_history (version, name) values (%d, '%s')")
}

func (r recorded) ReadDown(version uint) (io.ReadCloser, string, error) {
	return ending(r.Driver.ReadDown)(version, "delete from migration.schema_history where version = %d /* %s */")
}

func ending(read func(uint) (io.ReadCloser, string, error)) func(uint, string) (io.ReadCloser, string, error) {
	return func(version uint, last string) (io.ReadCloser, string, error) {
		file, name, err := read(version)
		if err != nil {
			return nil, "", err
		}
		defer file.Close()
		text, err := io.ReadAll(file)
		if err != nil {
			return nil, "", err
		}
		text = fmt.Appendf(bytes.TrimSpace(text), "\n;\n"+last+";\n", version, name)
		return io.NopCloser(bytes.NewReader(text)), name, nil
	}
}

// explained says what failed on the way to which version, without the whole file.
func explained(m *migrate.Migrate, err error) error {
	e, ok := errors.AsType[database.Error](err)
	if !ok {
		return fmt.Errorf("migrate: %w", err)
	}
	to, _, unknown := m.Version()
	return errors.Join(fmt.Errorf("migration to version %d: %s: %w", to, e.Err, e.OrigErr), unknown)
}

// locked says that the migration only had to wait too long for somebody else.
func locked(err error) bool {
	refused, _ := errors.AsType[*pgconn.PgError](err)
	return refused != nil && (refused.Code == "55P03" || refused.Code == "40P01")
}

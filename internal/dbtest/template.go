package dbtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest/scratch"
	"example.org/concord/migrations"
)

// prepared is what New puts into its databases.
var prepared struct {
	name string
	fill func(context.Context, *db.DB) error
}

// Prepare says what New fills a migrated database with, once for all tests that use the same name. The name must change
// with the content (a hash of its sources, say), or old content is found under it. Called by an init function of a package
// that tests import; only one may.
func Prepare(name string, fill func(ctx context.Context, owner *db.DB) error) {
	if prepared.fill != nil {
		panic("dbtest: Prepare was called twice, for " + prepared.name + " and " + name)
	}
	prepared.name, prepared.fill = name, fill
}

// template makes a database to copy, once for each content on this cluster, and returns its name.
type template struct {
	once sync.Once
	name string
	err  error
}

var filled, empty template

const (
	templatePrefix = "concord_template_"
	runPrefix      = "concord_run_"  // + process id + _ + number
	keptPrefix     = "concord_kept_" // a failed test's database, kept to be looked at
	kept           = 20              // so many failed tests' databases, and so many templates, stay
)

// made is the name of the template, which is built now if nobody built it before.
func (t *template) made(tb testing.TB, label string, fill func(context.Context, *db.DB) error) string {
	tb.Helper()
	t.once.Do(func() { t.name, t.err = build(label, fill) })
	if t.err != nil {
		tb.Fatal(t.err)
	}
	return t.name
}

func build(label string, fill func(context.Context, *db.DB) error) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	super := scratch.URL(scratch.Super, "postgres")
	c, err := pgx.Connect(ctx, super)
	if err != nil {
		return "", fmt.Errorf("tests need a PostgreSQL of their own: run `make test-database`\n(%w)", err)
	}
	defer c.Close(ctx)
	name, err := templateName(label)
	if err != nil {
		return "", err
	}
	// Packages are tested at the same time: the first one builds, the others wait.
	if _, err := c.Exec(ctx, `select pg_advisory_lock(hashtext('concord templates'))`); err != nil {
		return "", err
	}
	if err := sweep(ctx, c); err != nil {
		return "", err
	}
	var there bool
	if err := c.QueryRow(ctx, `select exists (select from pg_database where datname = $1)`, name).Scan(&there); err != nil || there {
		return name, err
	}
	building := templatePrefix + "building"
	if _, err := c.Exec(ctx, "drop database if exists "+building+" with (force)"); err != nil {
		return "", err
	}
	if err := db.Provision(ctx, super, building); err != nil {
		return "", err
	}
	if err := db.Migrate(ctx, scratch.URL(scratch.Super, building), migrations.Files); err != nil {
		return "", err
	}
	if err := fillIn(ctx, building, fill); err != nil {
		return "", fmt.Errorf("prepare %s: %w", label, err)
	}
	_, err = c.Exec(ctx, "alter database "+building+" rename to "+name)
	return name, err
}

func fillIn(ctx context.Context, database string, fill func(context.Context, *db.DB) error) error {
	if fill != nil {
		owner, err := db.Open(ctx, ownerURL(database), db.Options{MaxConns: 2})
		if err != nil {
			return err
		}
		defer owner.Close()
		if err := fill(ctx, owner); err != nil {
			return err
		}
	}
	// Without statistics the planner would guess, and each test would see another plan.
	c, err := pgx.Connect(ctx, scratch.URL(scratch.Super, database))
	if err != nil {
		return err
	}
	_, err = c.Exec(ctx, "analyze")
	return errors.Join(err, c.Close(ctx))
}

// templateName is made of everything that the content depends on.
func templateName(label string) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, label)
	err := fs.WalkDir(migrations.Files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".up.sql") {
			return err
		}
		text, err := migrations.Files.ReadFile(path)
		fmt.Fprintln(h, path, len(text))
		h.Write(text)
		return err
	})
	return templatePrefix + hex.EncodeToString(h.Sum(nil)[:10]), err
}

// sweep drops what earlier runs left: databases of processes that are gone, and the oldest templates and kept databases.
func sweep(ctx context.Context, c *pgx.Conn) error {
	rows, err := c.Query(ctx, `select datname from pg_database where datname ~ '^concord_(run|kept|template)_' order by oid desc`)
	if err != nil {
		return err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	count := map[string]int{}
	for _, name := range names {
		if id, ok := strings.CutPrefix(name, runPrefix); ok {
			id, _, _ = strings.Cut(id, "_")
			if pid, err := strconv.Atoi(id); err != nil || runs(pid) {
				continue
			}
		} else {
			kind := name[:strings.LastIndex(name, "_")]
			if strings.HasPrefix(name, keptPrefix) {
				kind = keptPrefix
			}
			if count[kind]++; count[kind] <= kept {
				continue
			}
		}
		if _, err := c.Exec(ctx, "drop database if exists "+pgx.Identifier{name}.Sanitize()+" with (force)"); err != nil {
			return err
		}
	}
	return nil
}

// runs says whether the process is there.
func runs(pid int) bool {
	p, err := os.FindProcess(pid)
	return err == nil && !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}

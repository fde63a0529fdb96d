package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	world "example.org/concord/internal/bench"
	"example.org/concord/internal/db"
	"example.org/concord/internal/db/embedded"
	"example.org/concord/internal/reference"
	"example.org/concord/migrations"
)

// Two databases that differ only in how many updates there are, and one with a tenth of the people.
const (
	few, many, sparse     = "bench_few", "bench_many", "bench_sparse"
	fewUpdates, manyItems = 10_000, 1_000_000
)

// settle brings up the cluster of the world, with the settings of the product's own, durable as it is. A world that was made by other
// code is removed, unless stale says to measure it all the same.
func settle(ctx context.Context, dir, bin string, stale bool, out io.Writer) (*embedded.Cluster, error) {
	name, err := world.Name(world.Full)
	if err != nil {
		return nil, err
	}
	places, err := filepath.Glob(filepath.Join(dir, "bench-*"))
	if err != nil {
		return nil, err
	}
	at := filepath.Join(dir, "bench-"+name)
	for _, place := range places {
		switch {
		case place == at:
		case stale:
			at = place
		default:
			if err := os.RemoveAll(place); err != nil {
				return nil, err
			}
		}
	}
	if err := os.MkdirAll(at, 0o700); err != nil {
		return nil, err
	}
	cluster, err := embedded.Start(ctx, embedded.Config{Dir: at, Bin: bin, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	if err := fill(ctx, cluster, stale, out); err != nil {
		return nil, errors.Join(err, cluster.Stop())
	}
	return cluster, nil
}

// fill makes what is missing of the world.
func fill(ctx context.Context, c *embedded.Cluster, stale bool, out io.Writer) error {
	began := time.Now()
	door := c.URL(embedded.Super, "postgres")
	if err := errors.Join(db.Provision(ctx, door, few), db.Provision(ctx, door, sparse)); err != nil {
		return err
	}
	if stale {
		return nil
	}
	for name, size := range map[string]world.Size{few: world.Full, sparse: world.Sparse} {
		if err := db.Migrate(ctx, c.URL("concord_migrate", name), migrations.Files); err != nil {
			return err
		}
		if err := grow(ctx, c, name, size, fewUpdates, out); err != nil {
			return err
		}
	}
	there, err := found(ctx, door, many)
	if err != nil {
		return err
	}
	if !there {
		if err := db.Clone(ctx, door, few, many); err != nil {
			return err
		}
	}
	if err := grow(ctx, c, many, world.Full, manyItems, out); err != nil {
		return err
	}
	if passed := time.Since(began); passed > 10*time.Second {
		fmt.Fprintf(out, "The world was made in %s; it is kept for the next time.\n", passed.Round(time.Second))
	}
	return nil
}

// found says whether there is a database of that name.
func found(ctx context.Context, door, name string) (bool, error) {
	d, err := db.Open(ctx, door, db.Options{MaxConns: 1})
	if err != nil {
		return false, err
	}
	defer d.Close()
	var there bool
	err = d.Read(ctx, db.Who{}, db.One("database", `select exists (select from pg_database where datname = $1)`, &there, name))
	return there, err
}

// grow makes the world, or the rest of it.
func grow(ctx context.Context, c *embedded.Cluster, database string, size world.Size, updates int, out io.Writer) error {
	super, err := db.Open(ctx, c.URL(embedded.Super, database)+"&timezone=UTC&search_path="+url.QueryEscape("public, app"), db.Options{MaxConns: 1})
	if err != nil {
		return err
	}
	defer super.Close()
	had, err := world.Grown(ctx, super)
	if err != nil || had >= updates {
		return err
	}
	fmt.Fprintf(out, "Making the world of %d people and %d updates ...\n", size.People, updates)
	if had < 0 {
		if err := people(ctx, c, super, database, size); err != nil {
			return err
		}
		had = 0
	}
	if err := world.Grow(ctx, super, had, updates); err != nil {
		return err
	}
	return db.Vacuum(ctx, c.URL(embedded.Super, database))
}

// people come after the public facts, whose sectors and states they use.
func people(ctx context.Context, c *embedded.Cluster, super *db.DB, database string, size world.Size) error {
	owner, err := db.Open(ctx, c.URL("concord_migrate", database)+"&role=concord_owner&timezone=UTC&search_path="+url.QueryEscape("public, app"), db.Options{MaxConns: 2})
	if err != nil {
		return err
	}
	defer owner.Close()
	if _, err := reference.Import(ctx, owner); err != nil {
		return err
	}
	return world.People(ctx, super, size)
}

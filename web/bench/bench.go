// Package bench measures the portal on a large invented world, next to pgbench that executes the same statements.
package bench

import (
	"context"
	"errors"
	"io"
)

// Options of a measurement.
type Options struct {
	Dir   string // where the world is kept
	PGBin string // the PostgreSQL programs, "" for the newest installed
	Short bool   // less time on each number
	Stale bool   // measure the world that is there, though it was made by other code
	Out   io.Writer
}

// Run makes the world where it is missing, measures, and prints.
func Run(ctx context.Context, o Options) (err error) {
	cluster, err := settle(ctx, o.Dir, o.PGBin, o.Stale, o.Out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cluster.Stop()) }()
	return nil
}

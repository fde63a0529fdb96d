package main

import (
	"context"
	"fmt"
	"os"

	"example.org/concord/web/bench"
)

type benchCommand struct {
	Short bool   `help:"Less time on each number."`
	Only  string `help:"Only what has this in its name: feed, home, update, roster, search, post."`
	Stale bool   `help:"Measure the data that are there, though the code that makes them has changed since."`
}

// Run measures the portal on a large invented world.
func (c benchCommand) Run(ctx context.Context, s settings) error {
	dir, notice, err := settle(s.Data)
	if err != nil {
		return err
	}
	if notice != "" {
		fmt.Println(notice)
	}
	return bench.Run(ctx, bench.Options{Dir: dir, PGBin: s.PGBin, Short: c.Short, Stale: c.Stale, Only: c.Only, Out: os.Stdout})
}

type benchClientCommand struct{}

// Run is the other process of a measurement.
func (benchClientCommand) Run() error { return bench.Client(os.Stdin, os.Stdout) }

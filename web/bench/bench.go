// Package bench measures the portal on a large invented world, next to pgbench that executes the very statements of each page.
//
// The portal serves in this process, through its real handler and over loopback; those who ask it are another process. pgbench asks
// the same database as the same role, a pipeline for each of the portal's round trips. Portal and pgbench take turns, and what is
// printed is the median of the pairs: on a busy machine their ratio and the processor time are what can be relied on.
package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"example.org/concord/internal/db/embedded"
)

// Options of a measurement.
type Options struct {
	Dir   string // where the world is kept
	PGBin string // the PostgreSQL programs, "" for the newest installed
	Short bool   // less time on each number
	Stale bool   // measure the world that is there, though it was made by other code
	Only  string // scenarios whose name holds this, "" for all
	Out   io.Writer
}

// Run makes the world where it is missing, measures, and prints.
func Run(ctx context.Context, o Options) (err error) {
	cluster, err := settle(ctx, o.Dir, o.PGBin, o.Stale, o.Out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cluster.Stop()) }()
	r := run{Options: o, seconds: 4, pairs: 3}
	if o.Short {
		r.seconds = 1
	}
	return r.everything(ctx, cluster)
}

// run is one measurement.
type run struct {
	Options
	seconds int // on each number
	pairs   int
	bars    []bar
}

// bar is something that was promised, and how far it is kept.
type bar struct {
	what string
	met  bool
	says string
}

func (r *run) hold(met bool, what, says string, args ...any) {
	r.bars = append(r.bars, bar{what, met, fmt.Sprintf(says, args...)})
}

func (r *run) say(format string, args ...any) { fmt.Fprintf(r.Out, format+"\n", args...) }

func (r *run) everything(ctx context.Context, c *embedded.Cluster) (err error) {
	resting, _ := memory()
	began := time.Now()
	large, err := stand(ctx, c, many)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, large.close()) }()
	small, err := stand(ctx, c, few)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, small.close()) }()
	r.say("1,000 councils, 100,000 people, 1,000,000 updates; PostgreSQL with fsync on, in %s", c.Dir())
	r.say("made ready in %s", time.Since(began).Round(time.Second))

	for _, part := range []func(context.Context, *site, *site) error{r.pages, r.speeds, r.walls, r.searches, r.growth, r.directories} {
		if err := part(ctx, large, small); err != nil {
			return err
		}
	}
	_, peak := memory()
	r.say("\nmemory: %.0f MB before the portals, %.0f MB at the peak, what measures included (aim: 64 and 150)", resting, peak)
	if info, err := os.Stat("/proc/self/exe"); err == nil {
		r.say("program: %.1f MB", float64(info.Size())/(1<<20))
	}
	r.say("\nBars")
	for _, b := range r.bars {
		kept := "missed"
		if b.met {
			kept = "kept"
		}
		r.say("  %-6s  %-58s %s", kept, b.what, b.says)
	}
	return nil
}

func (r *run) chosen() []scenario {
	var kept []scenario
	for _, x := range scenarios() {
		if strings.Contains(x.name, r.Only) {
			kept = append(kept, x)
		}
	}
	return kept
}

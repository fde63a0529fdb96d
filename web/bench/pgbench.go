package bench

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"example.org/concord/internal/db/embedded"
)

// pgbench is where the programs are and which cluster they ask.
type pgbench struct {
	program string
	cluster *embedded.Cluster
	cpu     processors
}

func newPgbench(c *embedded.Cluster, cpu processors) (pgbench, error) {
	p := pgbench{filepath.Join(c.Binaries().Dir, "pgbench"), c, cpu}
	if _, err := os.Stat(p.program); err != nil {
		found, wrong := exec.LookPath("pgbench")
		if wrong != nil {
			return p, errors.New("measuring needs pgbench, which comes with PostgreSQL's server: install postgresql-contrib or the whole package")
		}
		p.program = found
	}
	return p, nil
}

// pace is how fast pgbench went.
type pace struct {
	rate float64 // transactions a second
	cpu  float64 // of PostgreSQL, in microseconds a transaction
}

var (
	progress = regexp.MustCompile(`^progress: ([0-9.]+) s, ([0-9.]+) tps`)
	failed   = regexp.MustCompile(`(?i)error|aborted|fatal`)
)

// run executes the script as the web's role, or as the one to whom all is open, for so many seconds after some to warm up, in which each
// connection is made and plans the statements for itself.
func (p pgbench) run(ctx context.Context, database string, open bool, s script, clients, seconds int) (pace, error) {
	file, err := os.CreateTemp("", "concord-bench-*.sql")
	if err != nil {
		return pace{}, err
	}
	defer os.Remove(file.Name())
	_, err = file.WriteString(s.text)
	if err := errors.Join(err, file.Close()); err != nil {
		return pace{}, err
	}
	warm := 1 + clients/5
	args := []string{"-n", "-M", "prepared", "-P", "1", "-c", strconv.Itoa(clients), "-j", "1", "-T", strconv.Itoa(warm + seconds + 1), "-f", file.Name()}
	for _, v := range s.variables {
		args = append(args, "-D", v)
	}
	role := "concord_app"
	options := "-c search_path=public,app -c timezone=UTC -c jit=off -c plan_cache_mode=force_generic_plan -c max_parallel_workers_per_gather=0"
	if open {
		role, options = embedded.Super, options+" -c role="+opened
	}
	cmd := exec.CommandContext(ctx, p.program, append(args, p.cluster.URL(role, database))...)
	cmd.Env = []string{"LC_ALL=C", "PATH=/usr/bin:/bin", "PGOPTIONS=" + options}
	out, err := cmd.StderrPipe()
	if err != nil {
		return pace{}, err
	}
	var last bytes.Buffer
	cmd.Stdout = &last
	if err := cmd.Start(); err != nil {
		return pace{}, err
	}
	var (
		sum, from, to, began, cpu float64
		said                      []string
	)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		line := lines.Text()
		m := progress.FindStringSubmatch(line)
		if m == nil {
			said = append(said, line)
			continue
		}
		at, _ := strconv.ParseFloat(m[1], 64) // both match the pattern of a number
		rate, _ := strconv.ParseFloat(m[2], 64)
		if at < float64(warm)-0.5 || to >= float64(warm+seconds)-0.5 {
			continue // before or after what is measured
		}
		now := p.cpu.postgres().Seconds()
		if from == 0 {
			from, began = at, now
			continue
		}
		sum += rate * (at - max(from, to))
		to, cpu = at, now-began
	}
	if err := cmd.Wait(); err != nil || failed.MatchString(strings.Join(said, "\n")) {
		return pace{}, fmt.Errorf("pgbench: %w\n%s", err, strings.Join(said[max(0, len(said)-5):], "\n"))
	}
	if sum == 0 || cpu <= 0 {
		return pace{}, fmt.Errorf("pgbench said no more than\n%s", last.String())
	}
	return pace{rate: sum / (to - from), cpu: cpu / sum * float64(time.Second/time.Microsecond)}, nil
}

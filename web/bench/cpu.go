package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"example.org/concord/internal/db"
)

// processors tells how much processor time was used: by this process, and by PostgreSQL with all its own.
type processors struct{ postmaster string }

// watch finds PostgreSQL's first process through one of its backends.
func watch(ctx context.Context, super *db.DB) (processors, error) {
	if runtime.GOOS != "linux" {
		return processors{}, fmt.Errorf("measuring needs Linux, whose /proc tells what PostgreSQL uses")
	}
	var pid int
	if err := super.Read(ctx, db.Who{}, db.One("backend", `select pg_backend_pid()`, &pid)); err != nil {
		return processors{}, err
	}
	fields, err := stat(strconv.Itoa(pid))
	if err != nil {
		return processors{}, err
	}
	return processors{fields[1]}, nil
}

// stat are the fields of /proc/PID/stat after the name: the state, then the parent.
func stat(pid string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join("/proc", pid, "stat"))
	if err != nil {
		return nil, err
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	return strings.Fields(rest), nil
}

// tick is the unit of /proc, the same on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// postgres is the time used by PostgreSQL's first process, its living children and those that have ended.
func (p processors) postgres() time.Duration {
	processes, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return 0
	}
	ticks := 0
	for _, process := range processes {
		pid := filepath.Base(process)
		fields, err := stat(pid)
		if err != nil || len(fields) < 15 || pid != p.postmaster && fields[1] != p.postmaster {
			continue // another's, or one that has just ended: then the first process counts it
		}
		used := fields[11:13]
		if pid == p.postmaster {
			used = fields[11:15]
		}
		for _, f := range used {
			n, _ := strconv.Atoi(f) // the kernel writes numbers
			ticks += n
		}
	}
	return time.Duration(ticks) * tick
}

// own is the time used by this process, without that of the clients it started.
func own() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// memory is what this process holds, and held at most, in MB.
func memory() (now, peak float64) {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, 0
	}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		kb, _ := strconv.ParseFloat(fields[1], 64) // other lines have no number there
		switch fields[0] {
		case "VmRSS:":
			now = kb / 1024
		case "VmHWM:":
			peak = kb / 1024
		}
	}
	return now, peak
}

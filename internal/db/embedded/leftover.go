package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// clear ends what an earlier process of ours left running in the data folder and removes a pid file that means nothing. The
// lock is held, so nobody is entitled to run anything there.
func (k *Cluster) clear(ctx context.Context) error {
	pgdata := k.pgdata()
	if pid, _ := readPID(pgdata); pid != 0 && serves(pid, pgdata) {
		k.log.Info("a database server was left running by a process that is gone; it is stopped first", "pid", pid)
		if err := end(ctx, pid, pgdata); err != nil {
			return err
		}
	}
	// Backends outlive a postmaster that was killed, as long as they compute, and the next one refuses to start beside them.
	for _, pid := range within(pgdata) {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("an orphaned database process (%d) cannot be ended: %w", pid, err)
		}
	}
	for len(within(pgdata)) > 0 {
		select {
		case <-ctx.Done():
			return fmt.Errorf("processes of a dead database server hold %s: end them", pgdata)
		case <-time.After(5 * time.Millisecond):
		}
	}
	// The numbers in these files may belong to somebody else's process by now, which would make the server refuse to start.
	for _, stale := range []string{pidFile(pgdata), filepath.Join(k.socket(), ".s.PGSQL.5432.lock")} {
		if err := os.Remove(stale); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("a stale %s cannot be removed: %w", stale, err)
		}
	}
	return nil
}

// end stops a server that is not our child: fast, then at once.
func end(ctx context.Context, pid int, pgdata string) error {
	for _, step := range []struct {
		signal   syscall.Signal
		patience time.Duration
	}{{syscall.SIGINT, 30 * time.Second}, {syscall.SIGQUIT, 10 * time.Second}} {
		if err := syscall.Kill(pid, step.signal); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("the database server left running (process %d) cannot be stopped: %w", pid, err)
		}
		for until := time.Now().Add(step.patience); time.Now().Before(until) && ctx.Err() == nil; time.Sleep(5 * time.Millisecond) {
			if !serves(pid, pgdata) {
				return nil
			}
		}
	}
	return fmt.Errorf("the database server left running (process %d) does not stop: end it with kill -9 %d", pid, pid)
}

func pidFile(pgdata string) string { return filepath.Join(pgdata, "postmaster.pid") }

// readPID reads who serves the cluster, 0 when nobody claims to, and whether that server says it answers (line 8 of the file).
func readPID(pgdata string) (pid int, ready bool) {
	text, err := os.ReadFile(pidFile(pgdata))
	if err != nil {
		return 0, false
	}
	lines := strings.Split(string(text), "\n")
	pid, err = strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil || pid <= 0 {
		return 0, false
	}
	return pid, len(lines) > 7 && strings.TrimSpace(lines[7]) == "ready"
}

// serves tells whether the process is a PostgreSQL server of this very cluster, and not another that was given its number.
func serves(pid int, pgdata string) bool {
	if _, err := os.Stat("/proc/self/exe"); err == nil {
		// Every server process works in its data folder, wherever that was moved meanwhile.
		at, err := os.Stat(fmt.Sprintf("/proc/%d/cwd", pid))
		if err != nil {
			return false
		}
		home, err := os.Stat(pgdata)
		if err != nil || !os.SameFile(at, home) {
			return false
		}
		program, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid))
		// One that is being ended has no program any more, but lets go of the shared memory, which keeps the next server from
		// starting, before it leaves its folder.
		return errors.Is(err, os.ErrNotExist) || err == nil && strings.HasPrefix(filepath.Base(program), "postgres")
	}
	command, err := exec.Command("ps", "-ww", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	return err == nil && strings.Contains(string(command), "postgres") && strings.Contains(string(command), pgdata)
}

// within lists the server processes of the cluster. Where the system does not tell (macOS), the server's own refusal to start
// beside them, and the supervisor's patience, must do.
func within(pgdata string) []int {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	var pids []int
	for _, e := range entries {
		if pid, err := strconv.Atoi(e.Name()); err == nil && serves(pid, pgdata) {
			pids = append(pids, pid)
		}
	}
	return pids
}

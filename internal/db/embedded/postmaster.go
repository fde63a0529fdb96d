package embedded

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

// postmaster is the server process, a child of this one.
type postmaster struct {
	process *os.Process
	gone    chan struct{} // closed once the process has ended and was waited for
	quiet   chan struct{} // closed once nothing holds its output any more
	state   error         // how it ended; to be read after gone

	mu   sync.Mutex
	last string // the newest complaint, for the sentence that says why it ended
}

// boot clears up what a crash left, makes the cluster when there is none, brings an old one up to date, starts the server and waits until it answers.
// The lock must be held.
func (k *Cluster) boot(ctx context.Context) error {
	k.server = nil
	if err := k.clear(ctx); err != nil {
		return err
	}
	if err := k.create(ctx); err != nil {
		return err
	}
	if err := k.admit(); err != nil {
		return err
	}
	if err := k.learnLetters(ctx); err != nil {
		return err
	}
	cmd := exec.Command(k.bin.path("postgres"), k.settings()...)
	cmd.Env = environment()
	cmd.Dir = k.dir
	// A group of its own: Ctrl-C in a terminal is for the portal, which stops the server when the last request is answered.
	cmd.SysProcAttr = tied(syscall.SIGINT)
	cmd.SysProcAttr.Setpgid = true
	p, err := launch(cmd, k.log)
	if err != nil {
		return fmt.Errorf("%s could not be started: %w", k.bin.path("postgres"), err)
	}
	if err := p.ready(ctx, k.pgdata()); err != nil {
		return errors.Join(err, p.stop())
	}
	k.server = p
	return nil
}

// launch starts cmd from a thread that lives exactly as long as the child does (see the package's traps).
func launch(cmd *exec.Cmd, log *slog.Logger) (*postmaster, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	p := &postmaster{gone: make(chan struct{}), quiet: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = w, w
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := cmd.Start()
		w.Close()
		started <- err
		if err != nil {
			return
		}
		p.state = cmd.Wait()
		close(p.gone)
	}()
	if err := <-started; err != nil {
		r.Close()
		return nil, err
	}
	p.process = cmd.Process
	go p.listen(r, log)
	return p, nil
}

// listen passes what the server says on to the log. Statements and values never appear there: see settings.
func (p *postmaster) listen(r io.ReadCloser, log *slog.Logger) {
	defer close(p.quiet)
	defer r.Close()
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		switch kind, text, _ := strings.Cut(line, ": "); kind {
		case "FATAL", "PANIC":
			p.mu.Lock()
			p.last = strings.TrimSpace(text)
			p.mu.Unlock()
			log.Warn("postgres", "says", line)
		case "LOG":
			log.Debug("postgres", "says", line)
		default:
			log.Info("postgres", "says", line)
		}
	}
}

// reason says why the server has ended, in its own words where it had any.
func (p *postmaster) reason() string {
	select {
	case <-p.quiet:
	case <-time.After(200 * time.Millisecond): // orphaned backends may hold the pipe much longer
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last != "" {
		return p.last
	}
	if p.state == nil {
		return "it ended by itself"
	}
	return p.state.Error()
}

// ready waits until the server says in its pid file that it answers. Crash recovery may take as long as the context allows.
func (p *postmaster) ready(ctx context.Context, pgdata string) error {
	for {
		if pid, ready := readPID(pgdata); ready && pid == p.process.Pid {
			return nil
		}
		select {
		case <-p.gone:
			return fmt.Errorf("the private database in %s did not start: %s", pgdata, p.reason())
		case <-ctx.Done():
			return fmt.Errorf("the private database in %s was not ready in time: %w", pgdata, ctx.Err())
		case <-time.After(3 * time.Millisecond):
		}
	}
}

// stop shuts the server down: first fast (sessions are ended, everything is written), then at once, then by force. The two
// latter lose nothing that was acknowledged; the next start merely replays the log.
func (p *postmaster) stop() error {
	for _, step := range []struct {
		signal   syscall.Signal
		patience time.Duration
	}{{syscall.SIGINT, time.Minute}, {syscall.SIGQUIT, 10 * time.Second}, {syscall.SIGKILL, 10 * time.Second}} {
		if err := p.process.Signal(step.signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return fmt.Errorf("the private database could not be told to stop: %w", err)
		}
		select {
		case <-p.gone:
			return nil
		case <-time.After(step.patience):
		}
	}
	return fmt.Errorf("the private database (process %d) does not stop", p.process.Pid)
}

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// binary is the program, built once for all tests.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "concord")
	if err == nil {
		binary = filepath.Join(dir, "concord")
		var out []byte
		if out, err = exec.Command("go", "build", "-buildvcs=false", "-o", binary, ".").CombinedOutput(); err != nil {
			err = fmt.Errorf("%w: %s", err, out)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	for _, l := range lived {
		os.RemoveAll(l.dir)
	}
	os.Exit(code)
}

// portal is a process that serves.
type portal struct {
	*exec.Cmd
	addr, data string
	ended      chan error
	words      *words
}

// words collects what a process prints.
type words struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (w *words) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.Write(p)
}

func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

// folder is a data folder that may still be given to another account: empty, and below one that everybody can enter.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "concord")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// lived are folders in which a portal was, with the story in it or without: made by the first who needs one.
var lived = map[bool]*struct {
	once sync.Once
	dir  string
}{false: {}, true: {}}

// used is a copy of such a folder, for whom the first start of a portal is not what matters: it takes four times as long as any later.
func used(t *testing.T, demo bool) string {
	t.Helper()
	l := lived[demo]
	l.once.Do(func() {
		dir, err := os.MkdirTemp("/tmp", "concord")
		if err != nil {
			t.Fatal(err)
		}
		var settings []string
		if demo {
			settings = []string{"CONCORD_DEMO=1"}
		}
		if err := start(t, dir, settings...).stop(t); err != nil {
			t.Fatal(err)
		}
		l.dir = dir
	})
	if l.dir == "" {
		t.Fatal("the portal that everybody else's is a copy of did not work")
	}
	data := folder(t)
	if out, err := exec.Command("cp", "-a", l.dir+"/.", data).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return data
}

// ports counts up from where this run of the tests begins, below the ports that systems give to whoever asks for any:
// one of those may go to somebody else before the portal listens on it.
var ports atomic.Int32

// free is an address that nobody listens on, handed out once.
func free(t *testing.T) string {
	t.Helper()
	const lowest, many = 20000, 12000
	for range many {
		addr := fmt.Sprintf("127.0.0.1:%d", lowest+(os.Getpid()*97+int(ports.Add(1)))%many)
		if l, err := net.Listen("tcp", addr); err == nil {
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
			return addr
		}
	}
	t.Fatal("every port is in use")
	return ""
}

// command prepares the program with nothing in its environment but what it needs and the settings given.
func command(settings []string, args ...string) *exec.Cmd {
	cmd := exec.Command(binary, args...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}, settings...)
	return cmd
}

// launch starts a portal on a free address and does not wait for it.
func launch(t *testing.T, data string, settings ...string) *portal {
	t.Helper()
	p := &portal{addr: free(t), data: data}
	p.run(t, settings...)
	return p
}

// run starts the process.
func (p *portal) run(t *testing.T, settings ...string) {
	t.Helper()
	p.ended, p.words = make(chan error, 1), &words{}
	p.Cmd = command(append(settings, "CONCORD_ADDR="+p.addr, "CONCORD_DATA="+p.data), "serve")
	p.Stdout, p.Stderr = p.words, p.words
	p.WaitDelay = time.Second
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.ended <- p.Wait() }()
	t.Cleanup(func() {
		p.Process.Signal(syscall.SIGTERM)
		select {
		case err := <-p.ended:
			p.ended <- err
		case <-time.After(time.Minute):
			p.Process.Kill()
			t.Errorf("the portal does not stop: %s", p.words)
		}
		if t.Failed() {
			t.Logf("the portal of %s says:\n%s", p.data, p.words)
		}
	})
}

// start starts a portal and waits until it is ready.
func start(t *testing.T, data string, settings ...string) *portal {
	t.Helper()
	p := launch(t, data, settings...)
	p.ready(t)
	return p
}

// ready waits until the portal says that it is.
func (p *portal) ready(t *testing.T) {
	t.Helper()
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
		select {
		case err := <-p.ended:
			p.ended <- err
			t.Fatalf("the portal ended (%v): %s", err, p.words)
		default:
		}
		if p.status("/readyz") == http.StatusOK {
			return
		}
	}
	t.Fatalf("the portal is not ready: %s", p.words)
}

// status asks on a connection of its own; 0 means that nobody answered.
func (p *portal) status(path string) int {
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 10 * time.Second}
	answer, err := client.Get("http://" + p.addr + path)
	if err != nil {
		return 0
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, answer.Body) // only the status is wanted
	return answer.StatusCode
}

// stop asks the portal to end as Ctrl-C does, and returns how it did.
func (p *portal) stop(t *testing.T) error {
	t.Helper()
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	return p.end(t)
}

// kill ends the portal as kill -9 does.
func (p *portal) kill(t *testing.T) {
	t.Helper()
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	p.end(t)
}

func (p *portal) end(t *testing.T) error {
	t.Helper()
	select {
	case err := <-p.ended:
		p.ended <- err
		return err
	case <-time.After(time.Minute):
		t.Fatalf("the portal does not end: %s", p.words)
		return nil
	}
}

// postmaster is the number of the database server's process, 0 where none is noted.
func (p *portal) postmaster() int {
	text, err := os.ReadFile(filepath.Join(p.data, "pgdata", "postmaster.pid"))
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(text), "\n")
	pid, _ := strconv.Atoi(line)
	return pid
}

// alive tells whether a process exists and is more than a record that nobody has collected.
func alive(pid int) bool {
	if syscall.Kill(pid, 0) == syscall.ESRCH {
		return false
	}
	state, err := exec.Command("ps", "-o", "stat=", "-p", strconv.Itoa(pid)).Output()
	return err == nil && !strings.HasPrefix(string(state), "Z")
}

// uid is the account that a process runs as.
func uid(t *testing.T, pid int) int {
	t.Helper()
	out, err := exec.Command("ps", "-o", "uid=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(out)))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// refused runs the program, which must end by itself with status 1, and returns its one line of complaint.
func refused(t *testing.T, settings []string, args ...string) string {
	t.Helper()
	cmd := command(settings, args...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	err := cmd.Run()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("%v %v ended with %v, want status 1", settings, args, err)
	}
	// The log is JSON, one object a line; everything else was said to the person.
	var said []string
	for lines := bufio.NewScanner(&complaint); lines.Scan(); {
		if !strings.HasPrefix(lines.Text(), "{") {
			said = append(said, lines.Text())
		}
	}
	if len(said) != 1 || !strings.HasPrefix(said[0], "concord: ") {
		t.Errorf("%v %v is answered %q, want one sentence", settings, args, said)
	}
	return strings.Join(said, "\n")
}

package embedded

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// ownerOf, when set, makes the test binary a second process that runs the cluster of that folder until it is killed.
const ownerOf = "EMBEDDED_TEST_OWNER_OF"

// TestMain runs the tests as an ordinary account, since PostgreSQL refuses root: as root it starts itself once more.
func TestMain(m *testing.M) {
	switch {
	case os.Geteuid() == 0:
		os.Exit(asOrdinaryAccount())
	case os.Getenv(ownerOf) != "":
		os.Exit(own(os.Getenv(ownerOf)))
	}
	code := m.Run()
	if dir, err := made(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

func asOrdinaryAccount() int {
	var account *user.User
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			account = u
			break
		}
	}
	if account == nil {
		fmt.Fprintln(os.Stderr, "these tests need an account postgres or nobody when they are run as root")
		return 1
	}
	uid, _ := strconv.Atoi(account.Uid)
	gid, _ := strconv.Atoi(account.Gid)
	// The go command keeps the test binary, and the folder it runs in, where that account may not look.
	room, err := os.MkdirTemp("/tmp", "embedded")
	if err == nil {
		defer os.RemoveAll(room)
		err = os.Chown(room, uid, gid)
	}
	binary := filepath.Join(room, "embedded.test")
	if err == nil {
		err = copyProgram("/proc/self/exe", binary)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	var args []string
	for _, a := range os.Args[1:] {
		// What these two name is written into folders of the go command, by the process that is to be ordinary.
		if !strings.HasPrefix(a, "-test.testlogfile") && !strings.HasPrefix(a, "-test.coverprofile") {
			args = append(args, a)
		}
	}
	cmd := exec.Command(binary, args...)
	cmd.Dir = room
	cmd.Env = append(os.Environ(), "TMPDIR="+room, "HOME="+room)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	if err := cmd.Run(); err != nil {
		return 1
	}
	return 0
}

func copyProgram(from, to string) error {
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		return err
	}
	return w.Close()
}

// own is the second process.
func own(dir string) int {
	k, err := Start(context.Background(), Config{Dir: dir, Logger: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	quit := make(chan os.Signal, 1)
	signal.Notify(quit, syscall.SIGTERM)
	fmt.Println("ready")
	<-quit
	if err := k.Stop(); err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// other starts a second process that runs the cluster of dir.
func other(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), ownerOf+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "ready\n" {
		t.Fatalf("the other process says %q, %v", line, err)
	}
	return cmd
}

// folder is a fresh data folder with a short path, since a socket's may not be long.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "e")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// made is a stopped cluster that the tests copy, since making one takes most of a second.
var made = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "made")
	if err != nil {
		return "", err
	}
	k, err := Start(context.Background(), Config{Dir: dir})
	if err != nil {
		return "", err
	}
	return dir, k.Stop()
})

// cluster is a data folder with a stopped cluster in it.
func cluster(t *testing.T) string {
	t.Helper()
	from, err := made()
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t)
	if out, err := exec.Command("cp", "-a", filepath.Join(from, "pgdata"), dir).CombinedOutput(); err != nil {
		t.Fatalf("cp: %s, %v", out, err)
	}
	return dir
}

// start runs the cluster of dir for the length of the test.
func start(t *testing.T, dir string) *Cluster {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	k, err := Start(ctx, Config{Dir: dir, Logger: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := k.Stop(); err != nil {
			t.Error(err)
		}
	})
	return k
}

// ask runs one statement as the superuser and returns its one text.
func ask(k *Cluster, sql string) (string, error) { return askAs(k, Super, sql) }

func askAs(k *Cluster, role, sql string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, k.URL(role, "postgres"))
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, sql)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var answer string
	if rows.Next() {
		if err := rows.Scan(&answer); err != nil {
			return "", err
		}
	}
	rows.Close()
	return answer, rows.Err()
}

// must is ask for statements that have to work now.
func must(t *testing.T, k *Cluster, sql string) string {
	t.Helper()
	answer, err := ask(k, sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return answer
}

// eventually asks until the answer comes, for up to half a minute.
func eventually(t *testing.T, k *Cluster, sql, want string) {
	t.Helper()
	var answer string
	var err error
	for until := time.Now().Add(30 * time.Second); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		if answer, err = ask(k, sql); err == nil && answer == want {
			return
		}
	}
	t.Fatalf("%s: got %q, %v, want %q", sql, answer, err, want)
}

// gone waits until no server process works in the folder.
func gone(t *testing.T, dir string) {
	t.Helper()
	pgdata := filepath.Join(dir, "pgdata")
	for until := time.Now().Add(30 * time.Second); time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
		if len(within(pgdata)) == 0 {
			return
		}
	}
	t.Errorf("server processes %v are left in %s", within(pgdata), pgdata)
}

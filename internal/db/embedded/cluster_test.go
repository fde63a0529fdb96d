package embedded

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestFirstStartMakesAClusterAndTheNextOneKeepsIt(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	k := start(t, dir)
	must(t, k, "create table kept (word text)")
	must(t, k, "insert into kept values ('yes')")
	if err := k.Stop(); err != nil {
		t.Fatal(err)
	}
	gone(t, dir)
	if got := must(t, start(t, dir), "select word from kept"); got != "yes" {
		t.Errorf("after a restart the table holds %q", got)
	}
}

func TestClusterIsDurableAndKnowsLetters(t *testing.T) {
	t.Parallel()
	k := start(t, cluster(t))
	for setting, want := range map[string]string{
		"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "data_checksums": "on",
		"listen_addresses": "", "jit": "off", "TimeZone": "UTC", "server_encoding": "UTF8",
	} {
		if got := must(t, k, "select current_setting('"+setting+"')"); got != want {
			t.Errorf("%s is %q, want %q", setting, got, want)
		}
	}
	if got := must(t, k, "select lower('ÉÑ')"); got != "éñ" {
		t.Errorf("lower('ÉÑ') is %q", got)
	}
}

func TestNobodyElseCanReachTheSocket(t *testing.T) {
	t.Parallel()
	dir := cluster(t)
	k := start(t, dir)
	info, err := os.Stat(filepath.Join(k.Dir(), "run"))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o700 {
		t.Errorf("the folder of the socket has mode %v", info.Mode().Perm())
	}
	must(t, k, "create role stranger login")
	if got, err := askAs(k, "stranger", "select 'in'"); err == nil || !strings.Contains(err.Error(), "28000") {
		t.Errorf("a role that is not one of Roles is answered %q, %v", got, err)
	}
	must(t, k, "create role concord_app login")
	if got, err := askAs(k, "concord_app", "select current_user::text"); err != nil || got != "concord_app" {
		t.Errorf("concord_app is answered %q, %v", got, err)
	}
}

func TestFolderWithAnOddNameWorks(t *testing.T) {
	t.Parallel()
	k := start(t, filepath.Join(folder(t), `a "b" & 100%+é`))
	if got := must(t, k, "select 'here'"); got != "here" {
		t.Errorf("got %q", got)
	}
	if address := k.URL(Super, "postgres"); strings.Contains(address, "+") {
		t.Errorf("libpq would take the plus signs in %s for themselves", address)
	}
}

func TestKilledPostmasterComesBackWithEverythingAcknowledged(t *testing.T) {
	t.Parallel()
	k := start(t, cluster(t))
	must(t, k, "create table kept (word text)")
	must(t, k, "insert into kept values ('yes')")
	for range 3 {
		pid, _ := readPID(k.pgdata())
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		eventually(t, k, "select word from kept", "yes")
	}
	select {
	case err := <-k.Exited():
		t.Errorf("the cluster was given up: %v", err)
	default:
	}
}

// A backend that computes does not notice that its postmaster is gone, and keeps the next one from starting.
func TestBusyBackendOfAKilledPostmasterDoesNotKeepTheNextFromStarting(t *testing.T) {
	t.Parallel()
	k := start(t, cluster(t))
	busy := make(chan error, 1)
	go func() {
		_, err := ask(k, "select count(*)::text from generate_series(1, 100000000000) n")
		busy <- err
	}()
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
		if n, err := ask(k, "select count(*)::text from pg_stat_activity where query like '%generate_series(1, 1%' and state = 'active' and pid <> pg_backend_pid()"); err == nil && n == "1" {
			break
		}
	}
	pid, _ := readPID(k.pgdata())
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, k, "select 'back'", "back")
	if err := <-busy; err == nil {
		t.Error("the endless statement ended by itself")
	}
}

func TestClusterThatCannotComeBackIsReported(t *testing.T) {
	t.Parallel()
	dir := cluster(t)
	k := start(t, dir)
	hidden := filepath.Join(k.Dir(), "pgdata", "global")
	pid, _ := readPID(k.pgdata())
	if err := os.Rename(hidden, hidden+".away"); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-k.Exited():
		if !strings.Contains(err.Error(), "did not come back") {
			t.Errorf("the reason given is %q", err)
		}
	case <-time.After(2 * time.Minute):
		t.Fatal("nothing was reported")
	}
	if err := k.Stop(); err != nil {
		t.Error(err)
	}
}

func TestSecondProcessAttachesAndTakesOver(t *testing.T) {
	t.Parallel()
	dir := cluster(t)
	first := other(t, dir)
	k := start(t, dir)
	if !k.Attached() {
		t.Fatal("two processes run the same cluster")
	}
	must(t, k, "create table kept (word text)")
	must(t, k, "insert into kept values ('yes')")
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	eventually(t, k, "select word from kept", "yes")
	for until := time.Now().Add(30 * time.Second); k.Attached() && time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
	}
	if k.Attached() {
		t.Error("nobody runs the cluster")
	}
	eventually(t, k, "select word from kept", "yes")
}

func TestAttachedProcessLeavesTheClusterRunning(t *testing.T) {
	t.Parallel()
	dir := cluster(t)
	k := start(t, dir)
	attached := other(t, dir)
	if err := attached.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := attached.Wait(); err != nil {
		t.Fatal(err)
	}
	if got := must(t, k, "select 'still here'"); got != "still here" {
		t.Errorf("got %q", got)
	}
}

// The second process finds the lock taken while nothing answers yet, and the first one dies at that moment.
func TestSecondProcessStartsTheClusterWhenTheFirstDiesBeforeItIsReady(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	holder := &Cluster{dir: dir}
	if taken, err := holder.take(); err != nil || !taken {
		t.Fatal(taken, err)
	}
	if err := os.Mkdir(filepath.Join(dir, "pgdata.new-half"), 0o700); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(200*time.Millisecond, holder.release)
	k := start(t, dir)
	if k.Attached() {
		t.Error("it attached to nothing")
	}
	if halves, _ := filepath.Glob(filepath.Join(dir, "pgdata.new-*")); len(halves) > 0 {
		t.Errorf("%v is left behind", halves)
	}
}

func TestLockThatNeverComesFreeIsAnError(t *testing.T) {
	t.Parallel()
	dir := folder(t)
	holder := &Cluster{dir: dir}
	if taken, err := holder.take(); err != nil || !taken {
		t.Fatal(taken, err)
	}
	defer holder.release()
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	_, err := Start(ctx, Config{Dir: dir})
	if err == nil || !strings.Contains(err.Error(), "another process holds") {
		t.Errorf("got %v", err)
	}
}

func TestKilledOwnerLeavesNothingRunning(t *testing.T) {
	t.Parallel()
	dir := cluster(t)
	first := other(t, dir)
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	first.Wait()
	gone(t, dir)
	if got := must(t, start(t, dir), "select 'again'"); got != "again" {
		t.Errorf("got %q", got)
	}
}

func TestBothKilledRecovers(t *testing.T) {
	t.Parallel()
	dir := cluster(t)
	first := other(t, dir)
	k := start(t, dir)
	must(t, k, "create table kept (word text)")
	must(t, k, "insert into kept values ('yes')")
	if err := k.Stop(); err != nil {
		t.Fatal(err)
	}
	pid, _ := readPID(k.pgdata())
	first.Process.Kill()
	syscall.Kill(pid, syscall.SIGKILL)
	first.Wait()
	if got := must(t, start(t, dir), "select word from kept"); got != "yes" {
		t.Errorf("got %q", got)
	}
}

// A server started by hand stands for one that outlived its portal, as on systems that do not tell children of a parent's end.
func TestServerLeftRunningIsStoppedFirst(t *testing.T) {
	t.Parallel()
	dir := cluster(t)
	k := start(t, dir)
	must(t, k, "create table kept (word text)")
	if err := k.Stop(); err != nil {
		t.Fatal(err)
	}
	orphan := exec.Command(k.bin.path("postgres"), k.settings()...)
	orphan.Env = environment()
	if err := orphan.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- orphan.Wait() }()
	for ready := false; !ready; time.Sleep(5 * time.Millisecond) {
		_, ready = readPID(k.pgdata())
	}
	again := start(t, dir)
	if pid, _ := readPID(again.pgdata()); pid == orphan.Process.Pid {
		t.Error("the orphan still serves")
	}
	if err := <-ended; err != nil {
		t.Errorf("the orphan was not stopped in order: %v", err)
	}
	must(t, again, "select count(*)::text from kept")
}

func TestPIDFileThatNamesAForeignProcessIsRemoved(t *testing.T) {
	t.Parallel()
	dir := cluster(t)
	k := start(t, dir)
	if err := k.Stop(); err != nil {
		t.Fatal(err)
	}
	foreign := exec.Command("sleep", "300")
	if err := foreign.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		foreign.Process.Kill()
		foreign.Wait()
	}()
	stale := strconv.Itoa(foreign.Process.Pid) + "\n" + k.pgdata() + "\n1700000000\n5432\n" + k.socket() + "\n\n  1 1\nready   \n"
	if err := os.WriteFile(pidFile(k.pgdata()), []byte(stale), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := must(t, start(t, dir), "select 'up'"); got != "up" {
		t.Errorf("got %q", got)
	}
	if err := foreign.Process.Signal(syscall.Signal(0)); err != nil {
		t.Errorf("the foreign process was hurt: %v", err)
	}
}

func TestVolatileClusterSkipsTheDisk(t *testing.T) {
	t.Parallel()
	k, err := Start(context.Background(), Config{Dir: cluster(t), Volatile: true})
	if err != nil {
		t.Fatal(err)
	}
	defer k.Stop()
	if got := must(t, k, "select current_setting('fsync')"); got != "off" {
		t.Errorf("fsync is %q", got)
	}
}

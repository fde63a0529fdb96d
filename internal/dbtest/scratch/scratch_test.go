package scratch

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

// elsewhere lets the test have a cluster of its own, beside the one that all tests share.
func elsewhere(t *testing.T) {
	t.Helper()
	dir, err := os.MkdirTemp("", "scratch-") // short: the path of a socket has a hundred bytes at most
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o711); err != nil { // the server may run as another account than the test
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	t.Setenv("TMPDIR", dir)
}

func TestClusterComesUpWhateverWasLeft(t *testing.T) {
	elsewhere(t)
	s, err := open()
	if err != nil {
		t.Fatal(err)
	}
	s.lock.Close()
	kill := func() {
		t.Helper()
		pid, err := os.ReadFile(filepath.Join(s.data, "postmaster.pid"))
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := bytes.Cut(pid, []byte("\n"))
		n, err := strconv.Atoi(string(first))
		if err != nil {
			t.Fatal(err)
		}
		if err := syscall.Kill(n, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
	}
	for _, left := range []struct {
		what string
		do   func() error
	}{
		{"nothing", func() error { return nil }},
		{"a running cluster", func() error { return nil }},
		{"a killed server", func() error { kill(); return nil }},
		{"a running server whose folder is gone", func() error { return os.RemoveAll(Dir()) }},
		{"what a restart of the machine leaves", func() error { kill(); return os.RemoveAll(s.place()) }},
	} {
		if err := left.do(); err != nil {
			t.Fatal(err)
		}
		if err := Start(t.Context()); err != nil {
			t.Fatalf("after %s: %v", left.what, err)
		}
		if err := answers(t.Context()); err != nil {
			t.Fatalf("after %s: %v", left.what, err)
		}
	}
	for range 2 { // the second time there is nothing to stop
		if err := Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		if answers(t.Context()) == nil {
			t.Fatal("it still answers")
		}
		if _, err := os.Stat(s.place()); !os.IsNotExist(err) {
			t.Fatalf("its data are still there: %v", err)
		}
	}
}

func TestFolderOfSomebodyElseIsNotTaken(t *testing.T) {
	elsewhere(t)
	if err := os.Symlink(t.TempDir(), Dir()); err != nil {
		t.Fatal(err)
	}
	if err := Start(t.Context()); err == nil {
		t.Fatal("a cluster was made where a link led")
	}
}

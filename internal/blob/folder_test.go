package blob

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
	"time"

	"example.org/concord/internal/fault"
)

var _ Store = (*Folder)(nil)

func open(t *testing.T) (*Folder, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "files")
	f, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f, dir
}

func put(t *testing.T, f *Folder, content string) Stored {
	t.Helper()
	s, err := f.Put(t.Context(), strings.NewReader(content), 100)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func kept(t *testing.T, f *Folder) []Key {
	t.Helper()
	var keys []Key
	for s, err := range f.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, s.Key)
	}
	slices.Sort(keys)
	return keys
}

// waiting counts what lies in the folder for files that are not whole yet.
func waiting(t *testing.T, dir string) int {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, arriving))
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func TestWhatIsPutIsRead(t *testing.T) {
	f, _ := open(t)
	s := put(t, f, "hello")
	if s.Key != "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" || s.Size != 5 {
		t.Fatalf("kept as %+v", s)
	}
	body, about, err := f.Open(t.Context(), s.Key)
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	read, err := io.ReadAll(body)
	if err != nil || string(read) != "hello" || about.Size != 5 {
		t.Errorf("read %q of %d bytes: %v", read, about.Size, err)
	}
}

func TestSameContentIsKeptOnce(t *testing.T) {
	f, dir := open(t)
	if a, b := put(t, f, "same"), put(t, f, "same"); a.Key != b.Key {
		t.Error("one content has two keys")
	}
	put(t, f, "other")
	if n := len(kept(t, f)); n != 2 {
		t.Errorf("%d blobs are kept, want 2", n)
	}
	if n := waiting(t, dir); n != 0 {
		t.Errorf("%d files were left behind", n)
	}
}

func TestTooLargeIsRefusedAndNotKept(t *testing.T) {
	f, dir := open(t)
	put(t, f, strings.Repeat("x", 100))
	_, err := f.Put(t.Context(), strings.NewReader(strings.Repeat("x", 101)), 100)
	if invalid := (fault.Invalid{}); !errors.As(err, &invalid) || invalid.For("file") == "" {
		t.Errorf("101 of 100 bytes: %v", err)
	}
	if n := len(kept(t, f)) + waiting(t, dir); n != 1 {
		t.Errorf("%d files are there, want 1", n)
	}
}

func TestInterruptedPutKeepsNothing(t *testing.T) {
	f, dir := open(t)
	broken := errors.New("the line broke")
	if _, err := f.Put(t.Context(), io.MultiReader(strings.NewReader("half"), iotest.ErrReader(broken)), 100); !errors.Is(err, broken) {
		t.Errorf("a broken upload answers %v", err)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := f.Put(gone, strings.NewReader("text"), 100); !errors.Is(err, context.Canceled) {
		t.Errorf("an upload nobody waits for answers %v", err)
	}
	if n := len(kept(t, f)) + waiting(t, dir); n != 0 {
		t.Errorf("%d files are there, want none", n)
	}
}

// A crash leaves what was arriving; the next start clears it and keeps the rest.
func TestNextStartClearsWhatNeverArrived(t *testing.T) {
	f, dir := open(t)
	s := put(t, f, "whole")
	for name, age := range map[string]time.Duration{"CRASHED": 2 * abandoned, "ARRIVING": 0} {
		half := filepath.Join(dir, arriving, name)
		if err := errors.Join(os.WriteFile(half, []byte("ha"), 0o600), os.Chtimes(half, time.Time{}, time.Now().Add(-age))); err != nil {
			t.Fatal(err)
		}
	}
	again, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if n := waiting(t, dir); n != 1 {
		t.Errorf("%d files are still arriving, want the one of another process", n)
	}
	if _, err := again.Stat(t.Context(), s.Key); err != nil {
		t.Errorf("what was kept is gone: %v", err)
	}
}

func TestNoKeyLeadsOutOfTheFolder(t *testing.T) {
	f, dir := open(t)
	if err := os.WriteFile(filepath.Join(filepath.Dir(dir), "secret"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "aa"), 0o700); err != nil {
		t.Fatal(err)
	}
	planted := Key(strings.Repeat("a", 64))
	if err := os.Symlink("../../secret", filepath.Join(dir, "aa", string(planted))); err != nil {
		t.Fatal(err)
	}
	if body, _, err := f.Open(t.Context(), planted); err == nil {
		body.Close()
		t.Error("a planted link was followed out of the folder")
	}
	for _, key := range []Key{"", "a", "../secret", "../../secret", Key(strings.Repeat("A", 64)), Key(strings.Repeat("a", 63) + "/"), "arriving"} {
		_, _, opened := f.Open(t.Context(), key)
		_, stated := f.Stat(t.Context(), key)
		for what, err := range map[string]error{"open": opened, "stat": stated, "remove": f.Remove(t.Context(), key, time.Now())} {
			if !errors.Is(err, fault.NotFound) {
				t.Errorf("%s %q: %v", what, key, err)
			}
		}
	}
}

func TestRemovedIsGone(t *testing.T) {
	f, _ := open(t)
	s := put(t, f, "brief")
	if err := f.Remove(t.Context(), s.Key, time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, _, err := f.Open(t.Context(), s.Key); !errors.Is(err, fault.NotFound) {
		t.Errorf("it can still be opened: %v", err)
	}
	if err := f.Remove(t.Context(), s.Key, time.Now()); !errors.Is(err, fault.NotFound) {
		t.Errorf("removed twice: %v", err)
	}
}

// Somebody sends the same file again while it is being cleared away.
func TestWhatWasPutAgainIsNotRemoved(t *testing.T) {
	f, dir := open(t)
	s := put(t, f, "same")
	found := time.Now().Add(-time.Hour)
	if err := f.Remove(t.Context(), s.Key, found); !errors.As(err, &fault.Conflict{}) {
		t.Errorf("removing what is newer: %v", err)
	}
	if keys := kept(t, f); len(keys) != 1 || waiting(t, dir) != 0 {
		t.Errorf("kept are %v", keys)
	}
}

// A disk without room: nothing half is left, and the visitor is told what to do.
func TestFullDiskKeepsNothing(t *testing.T) {
	f, dir := open(t)
	full := &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	_, err := f.Put(t.Context(), io.MultiReader(strings.NewReader("half"), iotest.ErrReader(full)), 100)
	if invalid := (fault.Invalid{}); !errors.As(err, &invalid) || invalid.For("file") == "" || !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("a full disk answers %v", err)
	}
	if n := len(kept(t, f)) + waiting(t, dir); n != 0 {
		t.Errorf("%d files are there, want none", n)
	}
}

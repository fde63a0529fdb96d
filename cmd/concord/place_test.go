package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// ownerUID is whose the folder is.
func ownerUID(t *testing.T, path string) int {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return int(info.Sys().(*syscall.Stat_t).Uid)
}

func TestNothingServesAsRoot(t *testing.T) {
	p := start(t, folder(t))
	as := uid(t, p.Process.Pid)
	if as == 0 {
		t.Error("the portal serves as root")
	}
	if server := uid(t, p.postmaster()); server != as {
		t.Errorf("the portal runs as %d and its database as %d", as, server)
	}
	if os.Geteuid() != 0 && as != os.Geteuid() {
		t.Errorf("%d started it and it runs as %d", os.Geteuid(), as)
	}
	if got := ownerUID(t, p.data); got != as {
		t.Errorf("the data folder belongs to %d and not to %d", got, as)
	}
	if err := p.stop(t); err != nil {
		t.Error(err)
	}
	again := start(t, p.data)
	if got := uid(t, again.Process.Pid); got != as {
		t.Errorf("the second start runs as %d, the first ran as %d", got, as)
	}
}

// closed is a folder that nobody but the account running the tests can enter.
func closed(t *testing.T) string {
	t.Helper()
	dir := folder(t)
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Root's home is the usual case: a checkout there keeps its data elsewhere. Whoever is not root owns the folder anyway.
func TestCheckoutThatTheAccountCannotEnterKeepsItsDataElsewhere(t *testing.T) {
	home := closed(t)
	p := start(t, filepath.Join(home, "checkout", "var"))
	_, notice, elsewhere := strings.Cut(p.words.String(), "so the data is kept in "+fallbackRoot+"/")
	if elsewhere != (os.Geteuid() == 0) {
		t.Fatalf("it says %q", p.words)
	}
	if !elsewhere {
		return
	}
	name, _, _ := strings.Cut(notice, ".\n")
	at := filepath.Join(fallbackRoot, name)
	t.Cleanup(func() { os.RemoveAll(at) })
	if got := ownerUID(t, at); got != uid(t, p.Process.Pid) {
		t.Errorf("%s belongs to %d", at, got)
	}
	if entries, err := os.ReadDir(home); err != nil || len(entries) > 0 {
		t.Errorf("something was made in %s: %v, %v", home, entries, err)
	}
	other := start(t, filepath.Join(home, "another", "var"))
	_, second, _ := strings.Cut(other.words.String(), fallbackRoot+"/")
	second, _, _ = strings.Cut(second, ".\n")
	t.Cleanup(func() { os.RemoveAll(filepath.Join(fallbackRoot, second)) })
	if second == name {
		t.Error("two checkouts share one folder")
	}
}

// A folder of somebody else is neither taken over nor written into: root's own for root, another account's for the others.
func TestFolderOfSomebodyElseIsLeftAlone(t *testing.T) {
	theirs, want := "/usr", "belongs to another account"
	if os.Geteuid() == 0 {
		theirs, want = folder(t), "belongs to root and is not empty"
		if err := os.WriteFile(filepath.Join(theirs, "precious.txt"), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := ownerUID(t, theirs)
	if got := refused(t, []string{"CONCORD_ADDR=" + free(t), "CONCORD_DATA=" + theirs}, "serve"); !strings.Contains(got, want) {
		t.Errorf("it says %q", got)
	}
	if after := ownerUID(t, theirs); after != before {
		t.Errorf("the folder was given to %d", after)
	}
}

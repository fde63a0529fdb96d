package embedded

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// server writes programs that claim to be a PostgreSQL server of that version.
func server(t *testing.T, version string, programs ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, p := range programs {
		script := fmt.Sprintf("#!/bin/sh\necho '%s (PostgreSQL) %s'\n", p, version)
		if err := os.WriteFile(filepath.Join(dir, p), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestNamedBinariesMustWork(t *testing.T) {
	text := t.TempDir()
	for _, p := range []string{"initdb", "postgres"} {
		if err := os.WriteFile(filepath.Join(text, p), []byte("text"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ dir, want string }{
		{t.TempDir(), "holds no initdb"},
		{server(t, "17.2", "initdb"), "holds no postgres"},
		{text, "is not a program"},
		{"relative/bin", "not an absolute path"},
		{server(t, "14.9", "initdb", "postgres"), "holds PostgreSQL 14: Concord needs 15 or newer"},
		{server(t, "soup", "initdb", "postgres"), "not a PostgreSQL server"},
	} {
		_, err := Start(context.Background(), Config{Dir: folder(t), Bin: c.dir})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "CONCORD_PG_BIN") {
			t.Errorf("%s: got %v, want a sentence with %q", c.dir, err, c.want)
		}
	}
}

func TestNamedBinariesAreTaken(t *testing.T) {
	dir := server(t, "17.2", "initdb", "postgres")
	got, err := Find(dir, 0)
	if err != nil || got.Dir != dir || got.Major != 17 {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestNewestIsTakenUnlessTheClusterNeedsAnother(t *testing.T) {
	newest, err := Find("", 0)
	if err != nil {
		t.Fatal(err)
	}
	future := server(t, "99.1", "initdb", "postgres")
	t.Setenv("PATH", future+":"+server(t, "98.0", "psql")+":"+os.Getenv("PATH"))
	if got, err := Find("", 0); err != nil || got.Dir != future {
		t.Errorf("got %+v, %v, want %s", got, err, future)
	}
	if got, err := Find("", newest.Major); err != nil || got != newest {
		t.Errorf("got %+v, %v, want %+v", got, err, newest)
	}
}

func TestClusterOfAnotherVersionIsLeftAlone(t *testing.T) {
	dir := folder(t)
	pgdata := filepath.Join(dir, "pgdata")
	if err := os.Mkdir(pgdata, 0o700); err != nil {
		t.Fatal(err)
	}
	version := filepath.Join(pgdata, "PG_VERSION")
	if err := os.WriteFile(version, []byte("97\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for bin, want := range map[string]string{"": "installed:", server(t, "99.1", "initdb", "postgres"): "holds PostgreSQL 99"} {
		_, err := Start(context.Background(), Config{Dir: dir, Bin: bin})
		if err == nil || !strings.Contains(err.Error(), "made by PostgreSQL 97") || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v", err)
		}
	}
	if text, err := os.ReadFile(version); err != nil || string(text) != "97\n" {
		t.Errorf("the folder was touched: %q, %v", text, err)
	}
}

func TestFolderThatIsNoClusterIsLeftAlone(t *testing.T) {
	dir := folder(t)
	precious := filepath.Join(dir, "pgdata", "precious.txt")
	if err := os.Mkdir(filepath.Dir(precious), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(precious, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Start(context.Background(), Config{Dir: dir})
	if err == nil || !strings.Contains(err.Error(), "is not a database folder") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(precious); err != nil {
		t.Error(err)
	}
}

func TestFoldersThatCannotHoldAClusterAreRefused(t *testing.T) {
	open := folder(t)
	if err := os.Chmod(open, 0o777); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder(t), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{
		"/usr/lib": "belongs to another account (root)",
		open:       "other accounts can write",
		file:       "cannot be made",
		filepath.Join(folder(t), strings.Repeat("d", 100)): "too long for a database socket",
		filepath.Join(folder(t), "a,b"):                    "holds a comma",
	} {
		_, err := Start(context.Background(), Config{Dir: dir})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", dir, err, want)
		}
	}
}

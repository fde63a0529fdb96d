package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestStartRemovesWhatCrashedProcessesWereReceiving(t *testing.T) {
	t.Setenv("TMPDIR", os.TempDir()) // put back afterwards
	dir := t.TempDir()
	open := func() *arrivals {
		t.Helper()
		a, err := receive(dir)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	partOf := func() string {
		t.Helper()
		f, err := os.CreateTemp("", "multipart-")
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		return f.Name()
	}
	crashed := open()
	old := partOf()
	if err := crashed.lock.Close(); err != nil { // as the end of its process does
		t.Fatal(err)
	}
	living := open()
	its := partOf()
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Errorf("what the crashed one received is still there: %v", err)
	}
	another := open()
	if _, err := os.Stat(its); err != nil {
		t.Errorf("what a living one receives is gone: %v", err)
	}
	for _, a := range []*arrivals{living, another} {
		if err := a.close(); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(filepath.Join(dir, "arriving")); err != nil || len(left) != 0 {
		t.Errorf("%d folders are left: %v", len(left), err)
	}
}

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// machine is a folder to be the whole PATH: the plain tools that every system has, and the programs given, name by script.
func machine(t *testing.T, programs map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for _, tool := range []string{"bash", "awk", "cat", "chmod", "dirname", "env", "grep", "head", "id", "mkdir", "mktemp", "rm", "sed", "sort", "tail"} {
		path, err := exec.LookPath(tool)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(path, filepath.Join(dir, tool)); err != nil {
			t.Fatal(err)
		}
	}
	for name, script := range programs {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// setup runs .ci/setup on such a machine.
func setup(t *testing.T, path string, args ...string) (said string, err error) {
	t.Helper()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bash, append([]string{root + ".ci/setup"}, args...)...)
	cmd.Env = []string{"PATH=" + path}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func TestMachineThatLacksSomethingGetsOneSentence(t *testing.T) {
	newest := "echo go999.1"
	for _, c := range []struct {
		lacks    string
		programs map[string]string
		task     string
		want     string
	}{
		{"Go", nil, "run", "no go is on the PATH"},
		{"a new Go", map[string]string{"go": `[ "$1" = env ] && exit 1; echo go version go1.19.8 linux/amd64`}, "run", "and this is Go 1.19.8"},
		{"a Go that can fetch a newer one", map[string]string{"go": "echo go1.22.4"}, "run", "and this is Go 1.22.4"},
		{"the task", map[string]string{"go": newest}, "", "usage: .ci/setup run|dev|test"},
		// The rest depends on nothing of this machine: a release of Go to come, and everything it names is a script.
		{"a compiler", map[string]string{"go": newest, "initdb": "", "postgres": "echo postgres '(PostgreSQL)' 17.1"}, "test", "a C compiler is needed"},
		{"a browser", map[string]string{"go": newest, "initdb": "", "postgres": "echo postgres '(PostgreSQL)' 17.1", "gcc": "", "cc": "", "uname": "echo Darwin"}, "test", "brew install --cask google-chrome"},
		{"a browser that is more than a stub", map[string]string{"go": newest, "initdb": "", "postgres": "echo postgres '(PostgreSQL)' 17.1", "gcc": "", "cc": "", "uname": "echo Linux",
			"chromium-browser": "echo install the snap >&2; exit 1"}, "test", "install google-chrome-stable"},
	} {
		args := strings.Fields(c.task)
		said, err := setup(t, machine(t, c.programs), args...)
		if err == nil {
			t.Errorf("a machine without %s is good enough: %q", c.lacks, said)
		}
		if lines := strings.Split(strings.TrimSpace(said), "\n"); len(lines) != 1 || !strings.HasPrefix(said, "concord: ") || !strings.Contains(said, c.want) {
			t.Errorf("without %s: %q, want one sentence with %q", c.lacks, said, c.want)
		}
	}
}

// Package lists are refreshed first, nothing is asked, and only somebody who is not root needs sudo.
func TestMissingPackagesAreInstalledWithoutQuestions(t *testing.T) {
	log := filepath.Join(t.TempDir(), "log")
	programs := map[string]string{
		"go": "echo go999.1", "initdb": "", "postgres": "echo postgres '(PostgreSQL)' 17.1", "chromium": "", "uname": "echo Linux",
		"sudo": `echo sudo >>` + log + `; exec "$@"`,
		"apt-get": `echo "$DEBIAN_FRONTEND $*" >>` + log + `
[ "$2" = update ] || for c in gcc cc; do echo '#!/bin/sh' >"${0%/*}/$c"; chmod +x "${0%/*}/$c"; done`,
	}
	path := machine(t, programs)
	for range 2 { // the second time there is nothing to do
		if said, err := setup(t, path, "test"); err != nil {
			t.Fatalf("%s, %v", said, err)
		}
	}
	did, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	want := "noninteractive -qq update\nnoninteractive -qq -y --no-install-recommends install gcc libc6-dev\n"
	if os.Geteuid() != 0 {
		want = "sudo\nnoninteractive -qq update\nsudo\nnoninteractive -qq -y --no-install-recommends install gcc libc6-dev\n"
	}
	if string(did) != want {
		t.Errorf("it did\n%s\nand not\n%s", did, want)
	}
}

func TestMakeAloneListsEveryCommand(t *testing.T) {
	out, err := exec.Command("make", "--no-print-directory", "-C", root).CombinedOutput()
	if err != nil {
		t.Fatalf("%s, %v", out, err)
	}
	targets := regexp.MustCompile(`(?m)^\.PHONY: (.*)$`).FindStringSubmatch(read(t, "Makefile"))[1]
	for target := range strings.FieldsSeq(targets) {
		if !regexp.MustCompile(`(?m)^  make ` + target + ` +\S`).Match(out) {
			t.Errorf("make %s is not explained in\n%s", target, out)
		}
	}
}

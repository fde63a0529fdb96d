package embedded

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// Oldest is the first major version of PostgreSQL that Concord's SQL runs on (views with security_invoker).
const Oldest = 15

// Binaries are the programs of one installed PostgreSQL server.
type Binaries struct {
	Dir   string // the folder that holds initdb and postgres
	Major int    // 15, 16, ...
}

func (b Binaries) path(program string) string { return filepath.Join(b.Dir, program) }

// places are where systems put the server's programs, as patterns. The folders of PATH come after them.
var places = []string{
	"/usr/lib/postgresql/*/bin",                           // Debian, Ubuntu
	"/usr/pgsql-*/bin",                                    // Red Hat, from postgresql.org
	"/usr/libexec/postgresql*",                            // Alpine
	"/opt/homebrew/opt/postgresql@*/bin",                  // macOS, Homebrew on ARM
	"/usr/local/opt/postgresql@*/bin",                     // macOS, Homebrew on Intel
	"/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",     // Linux, Homebrew
	"/Applications/Postgres.app/Contents/Versions/*/bin/", // macOS, Postgres.app
}

// Find picks the server's programs. A folder named by explicit must do, and nothing else is looked at; otherwise it is the
// newest version found, or the newest of exactly that major version where major is not 0.
func Find(explicit string, major int) (Binaries, error) {
	if explicit != "" {
		b, err := inspect(explicit)
		switch {
		case err != nil:
			return Binaries{}, fmt.Errorf("CONCORD_PG_BIN=%s cannot be used: %w", explicit, err)
		case b.Major < Oldest:
			return Binaries{}, fmt.Errorf("CONCORD_PG_BIN=%s holds PostgreSQL %d: Concord needs %d or newer", explicit, b.Major, Oldest)
		case major != 0 && b.Major != major:
			return Binaries{}, fmt.Errorf("CONCORD_PG_BIN=%s holds PostgreSQL %d, but the data folder was made by PostgreSQL %d and can be opened by that alone", explicit, b.Major, major)
		}
		return b, nil
	}
	found := installed()
	for _, b := range found {
		if b.Major >= Oldest && (major == 0 || b.Major == major) {
			return b, nil
		}
	}
	seen := "none"
	if len(found) > 0 {
		var names []string
		for _, b := range found {
			names = append(names, fmt.Sprintf("%d in %s", b.Major, b.Dir))
		}
		seen = strings.Join(names, ", ")
	}
	if major != 0 {
		return Binaries{}, fmt.Errorf("the data folder was made by PostgreSQL %d and can be opened by that alone (installed: %s): %s, or name its programs with CONCORD_PG_BIN", major, seen, advice(major))
	}
	return Binaries{}, fmt.Errorf("no PostgreSQL server of version %d or newer is installed (found: %s): %s, or name its programs with CONCORD_PG_BIN, or use a running server with DATABASE_URL", Oldest, seen, advice(0))
}

// fitting picks the programs for the cluster in dir, or for a new one.
func fitting(dir, explicit string) (Binaries, error) {
	file := filepath.Join(dir, "pgdata", "PG_VERSION")
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		if _, err := os.Stat(filepath.Dir(file)); err == nil {
			return Binaries{}, fmt.Errorf("%s is not a database folder (it holds no PG_VERSION): move it away, Concord does not touch it", filepath.Dir(file))
		}
		return Find(explicit, 0)
	}
	if err != nil {
		return Binaries{}, fmt.Errorf("the database folder cannot be read: %w", err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return Binaries{}, fmt.Errorf("%s does not name a version of PostgreSQL: move the folder away, Concord does not touch it", file)
	}
	return Find(explicit, major)
}

// installed lists the servers on this machine, newest first.
func installed() []Binaries {
	var found []Binaries
	var dirs []string
	for _, pattern := range places {
		matches, err := filepath.Glob(pattern)
		if err != nil {
			panic(err) // only a malformed pattern does that, and they are constants
		}
		dirs = append(dirs, matches...)
	}
	dirs = append(dirs, filepath.SplitList(os.Getenv("PATH"))...)
	for _, dir := range dirs {
		// What does not run is no server for us; Find tells what it saw when nothing fits.
		if b, err := inspect(dir); err == nil && !slices.ContainsFunc(found, func(o Binaries) bool { return o.Dir == b.Dir }) {
			found = append(found, b)
		}
	}
	slices.SortStableFunc(found, func(a, b Binaries) int { return b.Major - a.Major })
	return found
}

var versionLine = regexp.MustCompile(`^postgres \(PostgreSQL\) (\d+)`)

// inspect says which server the folder holds. A wrapper such as Debian's psql does not count: initdb and postgres must be there.
func inspect(dir string) (Binaries, error) {
	if !filepath.IsAbs(dir) {
		return Binaries{}, errors.New("it is not an absolute path")
	}
	dir = filepath.Clean(dir)
	for _, program := range []string{"initdb", "postgres"} {
		info, err := os.Stat(filepath.Join(dir, program))
		if err != nil {
			return Binaries{}, fmt.Errorf("it holds no %s", program)
		}
		if info.IsDir() || info.Mode()&0o111 == 0 {
			return Binaries{}, fmt.Errorf("its %s is not a program", program)
		}
	}
	cmd := exec.Command(filepath.Join(dir, "postgres"), "--version")
	cmd.Env = environment()
	line, err := cmd.Output()
	if err != nil {
		return Binaries{}, fmt.Errorf("its postgres does not run: %w", err)
	}
	match := versionLine.FindSubmatch(bytes.TrimSpace(line))
	if match == nil {
		return Binaries{}, errors.New("its postgres is not a PostgreSQL server")
	}
	major, err := strconv.Atoi(string(match[1]))
	if err != nil {
		return Binaries{}, fmt.Errorf("its postgres has an odd version: %w", err)
	}
	return Binaries{Dir: dir, Major: major}, nil
}

// advice names the command that installs a server on this system.
func advice(major int) string {
	suffix, at := "", "@17"
	if major != 0 {
		suffix, at = "-"+strconv.Itoa(major), "@"+strconv.Itoa(major)
	}
	if runtime.GOOS == "darwin" {
		return "run brew install postgresql" + at
	}
	return "run apt-get install postgresql" + suffix
}

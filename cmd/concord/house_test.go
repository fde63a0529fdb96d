package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "example.org/concord/"

// tools are packages that only tests and the Makefile reach: they stand beside the house, and its rules are about what is shipped.
var tools = []string{"internal/atlas/draw", "internal/dbtest", "internal/dbtest/cluster", "internal/dbtest/schema", "internal/dbtest/scratch", "internal/story/storytest", "internal/mail/mailtest", "internal/signin/providertest", "web/webtest", "web/webtest/chromium", "web/browser"}

// nouns from left to right: each may import those before it. What is not here is below them all.
var nouns = []string{"atlas", "sector", "region", "organization", "facility", "person", "intake", "council", "contact", "reference", "signin", "admission", "renewal", "agreement", "engagement", "inspection", "territory", "incident", "item", "emergency", "proposal", "reason", "update", "search", "directory", "duty", "trouble", "mail", "audit", "seal"}

// below the nouns: leaves and ground. Above them: what runs the whole.
var (
	ground = []string{"may", "fault", "marking", "name", "folded", "day", "address", "mailbox", "telephone", "zone", "markdown", "picture", "typed", "turn", "db", "db/embedded", "blob"}
	whole  = []string{"story", "job", "chore", "bench", "wall", "world"}
)

type listed struct {
	ImportPath string
	Dir        string
	Name       string
	Imports    []string
	GoFiles    []string
}

func packages(t *testing.T) (all []listed) {
	t.Helper()
	c := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Dir,Name,Imports,GoFiles", "../../...")
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		p.ImportPath = strings.TrimPrefix(p.ImportPath, module)
		if !slices.Contains(tools, p.ImportPath) {
			all = append(all, p)
		}
	}
}

// The arrow is cmd -> web -> web/<area> -> internal/<noun> -> db -> fault, may.
func TestImportsPointDownTheHouse(t *testing.T) {
	for _, p := range packages(t) {
		for _, path := range p.Imports {
			if because := wrong(p.ImportPath, path); because != "" {
				t.Errorf("%s imports %s: %s", p.ImportPath, strings.TrimPrefix(path, module), because)
			}
		}
	}
}

func wrong(from, path string) string {
	to, own := strings.CutPrefix(path, module)
	inside := strings.HasPrefix(from, "internal/")
	switch {
	case strings.HasPrefix(path, "github.com/jackc/pgx") && !slices.Contains([]string{"internal/db", "internal/signin", "internal/job"}, from) && from != "internal/bench" && from != "web/bench":
		return "only db, the session store and the queue speak to PostgreSQL directly"
	case strings.HasPrefix(path, "github.com/riverqueue/") && from != "internal/job":
		return "the queue's library is known to the queue alone"
	case inside && from != "internal/signin" && (path == "net/http" || strings.HasPrefix(path, "github.com/go-chi/") || strings.HasPrefix(path, "github.com/a-h/templ")):
		return "what the system means does not know browsers"
	case !own:
		return ""
	case inside && strings.HasPrefix(to, "web"):
		return "web imports internal, never the reverse"
	case slices.Contains(tools, to):
		return "what serves does not import what tests"
	case area(from) && area(to):
		return "an area of web imports no other: what two share is in web/page"
	case inside && strings.HasPrefix(to, "internal/"):
		return outOfOrder(strings.TrimPrefix(from, "internal/"), strings.TrimPrefix(to, "internal/"))
	case strings.HasPrefix(to, "cmd/"):
		return "nobody imports a command"
	}
	return ""
}

// area says whether the path is one area of the web; page and assets are what they share.
func area(path string) bool {
	name, ok := strings.CutPrefix(path, "web/")
	return ok && name != "page" && name != "assets" && name != "bench" && !strings.Contains(name, "/")
}

func outOfOrder(from, to string) string {
	left, right := slices.Index(nouns, to), slices.Index(nouns, from)
	switch {
	case slices.Contains(whole, from), slices.Contains(ground, to):
		if to == "db/embedded" {
			return "only the command runs a cluster"
		}
		return ""
	case slices.Contains(ground, from):
		return "the ground stands on no noun"
	case left < 0 || right < 0:
		return "one of them has no place in the order of nouns: give it one"
	case left > right:
		return "nouns import only nouns to their left: join in SQL, or let the page put both queries into one batch"
	}
	return ""
}

var vague = regexp.MustCompile(`^(utils?|commons?|helpers?|models?|services?|managers?|base|core|misc|handlers?|repository)$`)

func TestPackagesAreNouns(t *testing.T) {
	for _, p := range packages(t) {
		if vague.MatchString(filepath.Base(p.ImportPath)) {
			t.Errorf("%s: the name explains nothing", p.ImportPath)
		}
	}
}

// A file past 400 lines wants splitting.
func TestFilesAreShort(t *testing.T) {
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			if strings.HasSuffix(name, "_templ.go") {
				continue
			}
			b, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if n := bytes.Count(b, []byte("\n")); n > 400 {
				t.Errorf("%s/%s has %d lines: split it by what it does", p.ImportPath, name, n)
			}
		}
	}
}

// Settings are read in one place, so that README and --help can say what there is to set. (Where programs lie, PATH says.)
func TestOnlyTheCommandReadsSettings(t *testing.T) {
	reads := regexp.MustCompile(`os\.(Getenv|LookupEnv)\("(CONCORD_|DATABASE_)`)
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			if p.ImportPath == "cmd/concord" {
				continue // config.go, through kong
			}
			b, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if reads.Match(b) {
				t.Errorf("%s/%s reads a setting", p.ImportPath, name)
			}
		}
	}
}

func TestTopLevelHoldsWhatItMay(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "git", "-C", "../..", "ls-files").Output()
	if err != nil {
		t.Fatal(err)
	}
	may := []string{"cmd", "internal", "web", "migrations", "docker-compose.yml", "Makefile", "go.mod", "go.sum", "README.md", "LICENSE"}
	for _, path := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		top, _, _ := strings.Cut(path, "/")
		if !strings.HasPrefix(top, ".") && !slices.Contains(may, top) {
			t.Errorf("%s does not belong at the top level", top)
		}
	}
}

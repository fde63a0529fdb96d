// Package storytest gives a test a database in which the story was told, on top of the public facts. Importing it is what
// makes dbtest.New do the same.
package storytest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/reference"
	"example.org/concord/internal/story"
)

// Day is what the story calls now: the first minute of the day on which the tests run.
var Day = time.Now().UTC().Truncate(24 * time.Hour)

func init() {
	dbtest.Prepare("story of "+Day.Format(time.DateOnly)+" "+sources(), func(ctx context.Context, owner *db.DB) error {
		if _, err := reference.Import(ctx, owner); err != nil {
			return err
		}
		return story.Load(ctx, owner, Day)
	})
}

// New is a database of the test's own, with the story in it.
func New(t testing.TB) *dbtest.Database {
	t.Helper()
	return dbtest.New(t)
}

// sources is a hash of what makes the content, code and data, so that no old content is found after a change.
func sources() string {
	h := sha256.New()
	for _, dir := range []string{"story", "reference", "item"} {
		err := filepath.WalkDir(filepath.Join(module(), "internal", dir), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			fmt.Fprintln(h, filepath.Base(path), len(text))
			h.Write(text)
			return err
		})
		if err != nil {
			panic(err) // a test runs in its package's folder, which lies in the module
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// module is the folder of go.mod, found from the test's own: a binary that is built without paths does not know where its source was.
func module() string {
	dir := "."
	for range 10 {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		dir = filepath.Join(dir, "..")
	}
	panic("no go.mod above the folder that the test runs in")
}

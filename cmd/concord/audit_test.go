package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/seal"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func TestAuditVerifyNeedsNothingButTheFiles(t *testing.T) {
	d := storytest.New(t)
	key, err := seal.LoadKey("", t.TempDir(), "portal.example.org")
	if err != nil {
		t.Fatal(err)
	}
	sam, dir := d.As(story.Sam.ID), t.TempDir()
	keep := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var heads []string
	for _, name := range []string{"older", "newer"} {
		if _, err := d.Owner().Exec(t.Context(), `insert into audit (verb, object, object_id) values ('insert', 'x', 'x')`); err != nil {
			t.Fatal(err)
		}
		if err := seal.Seal(t.Context(), d.Worker(), key); err != nil {
			t.Fatal(err)
		}
		var kept []seal.Kept
		if err := d.App().Read(t.Context(), sam, seal.Heads(0, &kept)); err != nil {
			t.Fatal(err)
		}
		heads = append(heads, keep(name, []byte(kept[0].Signed)))
	}
	export := func() []byte {
		var out bytes.Buffer
		if err := seal.Export(t.Context(), d.App(), sam, &out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	whole := keep("export", export())
	nowhere := []string{"CONCORD_DATA=" + filepath.Join(dir, "none")}
	out, err := command(nowhere, "audit", "verify", "--key="+key.Public(), heads[1], heads[0], whole).CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), "All ") {
		t.Errorf("%s, %v", out, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "none")); !os.IsNotExist(err) {
		t.Error("it made a data folder")
	}
	if err := d.Loader().Write(t.Context(), db.Who{}, db.Once{}, db.Also("tamper", `update audit set label = 'TLP:CLEAR' where id = (select audit_id from seal_leaf where number = 3)`)); err != nil {
		t.Fatal(err)
	}
	changed := keep("changed", export())
	for want, args := range map[string][]string{
		"leaf 3 was changed":            {"--key=" + key.Public(), heads[0], changed},
		"was not signed with this key":  {"--key=" + key.Public(), whole, whole},
		"name at least one signed head": {"--key=" + key.Public(), whole},
		"missing flags: --key":          {heads[0], whole},
		"the public key is not one":     {"--key=x", heads[0], whole},
		"no such file":                  {"--key=" + key.Public(), heads[0], whole + "?"},
	} {
		if got := refused(t, nowhere, append([]string{"audit", "verify"}, args...)...); !strings.Contains(got, want) {
			t.Errorf("%v: %q, want %q", args, got, want)
		}
	}
}

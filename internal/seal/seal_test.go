package seal_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/seal"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// vault is a portal's record with the key that seals it.
type vault struct {
	*dbtest.Database
	t   *testing.T
	key seal.Key
	sam db.Who
}

func newVault(t *testing.T) *vault {
	t.Helper()
	key, err := seal.LoadKey("", t.TempDir(), "portal.example.org")
	if err != nil {
		t.Fatal(err)
	}
	d := storytest.New(t)
	return &vault{d, t, key, d.As(story.Sam.ID)}
}

func (v *vault) exec(sql string, args ...any) {
	v.t.Helper()
	if _, err := v.Owner().Exec(v.t.Context(), sql, args...); err != nil {
		v.t.Fatal(err)
	}
}

// acts are so many rows of the record.
func (v *vault) acts(n int) {
	v.exec(`insert into audit (verb, object, object_id) select 'insert', 'item', n::text from generate_series(1, $1::int) n`, n)
}

// seal seals what waits and hands the newest signed head out.
func (v *vault) seal() string {
	v.t.Helper()
	if err := seal.Seal(v.t.Context(), v.Worker(), v.key); err != nil {
		v.t.Fatal(err)
	}
	var kept []seal.Kept
	if err := v.App().Read(v.t.Context(), v.sam, seal.Heads(0, &kept)); err != nil {
		v.t.Fatal(err)
	}
	return kept[0].Signed
}

func (v *vault) export() []byte {
	v.t.Helper()
	var out bytes.Buffer
	if err := seal.Export(v.t.Context(), v.App(), v.sam, &out); err != nil {
		v.t.Fatal(err)
	}
	return out.Bytes()
}

// verify is what somebody does who has the public key, the heads and the export, and nothing else.
func verify(public string, export []byte, signed ...string) (int64, error) {
	var heads []seal.Head
	for _, s := range signed {
		h, err := seal.OpenHead([]byte(s), public)
		if err != nil {
			return 0, err
		}
		heads = append(heads, h)
	}
	return seal.Verify(heads, bytes.NewReader(export))
}

func TestTenThousandActsAreProvenFromTheirHeads(t *testing.T) {
	v := newVault(t)
	first := v.seal() // of the story itself
	v.acts(10_000)
	second := v.seal()
	v.acts(7)
	third := v.seal()
	export := v.export()
	n, err := verify(v.key.Public(), export, third, first, second)
	if leaves := int64(bytes.Count(export, []byte("\n"))); err != nil || n != leaves || n < 10_007 {
		t.Fatalf("%d leaves of %d are proven, %v", n, leaves, err)
	}
	if v.seal() != third {
		t.Error("there is a new head, and nothing new to seal")
	}
}

func TestRowThatCommitsLateGetsALaterLeaf(t *testing.T) {
	v := newVault(t)
	v.seal()
	late, err := v.Owner().Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := late.Exec(t.Context(), `insert into audit (verb, object, object_id) values ('late', 'x', 'x')`); err != nil {
		t.Fatal(err)
	}
	v.acts(3)
	before := v.seal()
	if err := late.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	after := v.seal()
	export := v.export()
	if _, err := verify(v.key.Public(), export, before, after); err != nil || !strings.HasSuffix(strings.TrimSpace(string(export)), `"label":""}}`) || !strings.Contains(lastLine(export), `"late"`) {
		t.Errorf("%v; the last leaf is %s", err, lastLine(export))
	}
}

func lastLine(b []byte) string {
	lines := bytes.Split(bytes.TrimSpace(b), []byte("\n"))
	return string(lines[len(lines)-1])
}

// Whatever the owner of the database does to the record, the old head and the new export tell.
func TestEveryWayOfTamperingIsFoundAndNamed(t *testing.T) {
	row := `(select audit_id from seal_leaf where number = 17)`
	for name, c := range map[string]struct {
		does []string
		want string
	}{
		"a row is changed":              {[]string{`update audit set verb = 'x' where id = ` + row}, "leaf 17 was changed"},
		"its person is changed":         {[]string{`update audit set person_id = gen_random_uuid() where id = ` + row}, "leaf 17 was changed"},
		"a row is deleted":              {[]string{`delete from audit where id = ` + row}, "leaf 17 was deleted"},
		"two rows change places":        {[]string{`update seal_leaf set audit_id = -1 where number = 18`, `update seal_leaf set audit_id = (select audit_id + 1 from seal_leaf where number = 17) where number = 17`}, "leaf 17 was changed"},
		"a leaf is deleted":             {[]string{`delete from seal_leaf where number = 17`}, "leaf 17 is missing: leaf 18 stands in its place"},
		"the end is cut":                {[]string{`delete from seal_leaf where number >= 40`}, "the end is cut off"},
		"row and hash are changed":      {[]string{`update seal_hash set hash = sha256('x') where position = 32`}, "leaf 17 was changed"}, // position 32 is leaf 17
		"an inner hash of the log is":   {[]string{`update seal_hash set hash = sha256('x') where position = 2`}, ""},                     // the export is proven without it
		"nothing":                       {nil, ""},
		"a row is changed, then sealed": {[]string{`update audit set verb = 'x' where id = ` + row, `insert into audit (verb, object, object_id) values ('a', 'b', 'c')`}, "leaf 17 was changed"},
	} {
		t.Run(name, func(t *testing.T) {
			v := newVault(t)
			head := v.seal()
			for _, sql := range c.does {
				v.exec(sql)
			}
			v.seal()
			_, err := verify(v.key.Public(), v.export(), head)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("it says %v, not %q", err, c.want)
			}
		})
	}
}

// Who rewrites the whole log, hashes and all, still cannot make the old head fit.
func TestRewrittenLogIsFoundByAnOldHead(t *testing.T) {
	v := newVault(t)
	first := v.seal()
	v.acts(5)
	second := v.seal()
	v.exec(`update audit set verb = 'x' where id = (select audit_id from seal_leaf order by number desc limit 1)`)
	v.exec(`insert into unsealed select audit_id from seal_leaf order by number`)
	v.exec(`delete from seal_leaf`)
	v.exec(`delete from seal_hash`)
	v.exec(`delete from seal_head`)
	v.seal()
	n, err := verify(v.key.Public(), v.export(), first, second)
	if err == nil || !strings.Contains(err.Error(), "the log was rewritten: leaves") || n == 0 {
		t.Errorf("proven up to %d, %v", n, err)
	}
}

func TestHeadOfAnotherKeyOrAnotherTextIsRefused(t *testing.T) {
	v := newVault(t)
	head := v.seal()
	other, err := seal.LoadKey("", t.TempDir(), "portal.example.org")
	if err != nil {
		t.Fatal(err)
	}
	for what, signed := range map[string]string{"text": strings.Replace(head, "\nat ", "\nat 1", 1), "nothing": ""} {
		if _, err := seal.OpenHead([]byte(signed), v.key.Public()); err == nil || !strings.Contains(err.Error(), "changed since") {
			t.Errorf("another %s: %v", what, err)
		}
	}
	if _, err := seal.OpenHead([]byte(head), other.Public()); err == nil || !strings.Contains(err.Error(), "not signed with this key") {
		t.Errorf("another key: %v", err)
	}
	if _, err := seal.OpenHead([]byte(head), "x"); err == nil || !strings.Contains(err.Error(), "NAME+HASH+KEY") {
		t.Errorf("no key: %v", err)
	}
}

func TestExportOfAnotherKindIsRefused(t *testing.T) {
	v := newVault(t)
	head := v.seal()
	export := v.export()
	reordered := bytes.SplitAfter(export, []byte("\n"))
	reordered[4], reordered[5] = reordered[5], reordered[4]
	repeated := append(bytes.SplitAfterN(export, []byte("\n"), 2)[0:1:1], export)
	for want, b := range map[string][]byte{
		"line 1 of the export is no leaf":                   []byte("PK\x03\x04\n"),
		"leaf 4 is missing: leaf 5 stands in its place":     bytes.Join(reordered, nil),
		"the order was changed: leaf 0 stands where leaf 1": bytes.Join(repeated, nil),
		"the export ends after 0":                           nil,
	} {
		if _, err := verify(v.key.Public(), b, head); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("it says %v, not %q", err, want)
		}
	}
}

func TestNobodyButStaffTakesTheLogAndTheWorkerOnlyAdds(t *testing.T) {
	v := newVault(t)
	v.seal()
	var out bytes.Buffer
	for _, p := range []story.Person{story.Dana, story.Paul, story.Eve} {
		who := v.As(p.ID)
		var kept []seal.Kept
		if err := v.App().Read(t.Context(), who, seal.Heads(0, &kept)); err != nil || len(kept) > 0 {
			t.Errorf("%s sees %d heads, %v", p.Name, len(kept), err)
		}
		if err := seal.Export(t.Context(), v.App(), who, &out); err != nil || out.Len() > 0 {
			t.Errorf("%s takes %d bytes, %v", p.Name, out.Len(), err)
		}
	}
	worker, err := db.Open(t.Context(), v.URL("concord_worker"), db.Options{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer worker.Close()
	for _, sql := range []string{`update seal_head set signed = ''`, `delete from seal_leaf`, `update seal_hash set hash = hash`, `update audit set verb = ''`, `delete from audit`,
		`insert into audit (verb, object, object_id) values ('x', 'x', 'x')`} {
		if err := worker.Write(t.Context(), db.Who{}, db.Once{}, db.Also("tamper", sql)); !errors.Is(err, fault.Denied) {
			t.Errorf("%s: %v", sql, err)
		}
	}
}

func TestKeyIsMadeOnceAndForItsOwnerAlone(t *testing.T) {
	dir := t.TempDir()
	first, err := seal.LoadKey("", dir, "portal.example.org:8080")
	if err != nil {
		t.Fatal(err)
	}
	second, err := seal.LoadKey("", dir, "another.example.org")
	if err != nil || first.Public() != second.Public() {
		t.Errorf("%q, then %q, %v", first.Public(), second.Public(), err)
	}
	path := filepath.Join(dir, "audit.key")
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if given, err := seal.LoadKey(string(text), t.TempDir(), ""); err != nil || given.Public() != first.Public() {
		t.Errorf("given as a setting it is another: %v", err)
	}
	if _, err := seal.LoadKey("secret-word", dir, ""); err == nil || strings.Contains(err.Error(), "secret-word") {
		t.Errorf("a wrong setting: %v", err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := seal.LoadKey("", dir, ""); err == nil || !strings.Contains(err.Error(), "holds no signing key") {
		t.Errorf("an empty file: %v", err)
	}
}

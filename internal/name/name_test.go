package name_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/name"
)

var samples = map[string]string{
	"Water SCC": "Water SCC", "  Water \t SCC ": "Water SCC", "Water\nSCC\r\n": "Water SCC", "a\u2028b\u2029c\u0085d\ve\ff": "a b c d e f",
	"\u200b": "", "\u200b\u2060\ufeff\u00ad": "", "\u3164\u2800\u115f": "", "\u00a0\u3000": "", "\u200d\u200d\u200d": "", "\ufe0f": "", "\ue000x\ue001": "x",
	"\u202egnp.exe": "gnp.exe", "a\u202eb\u202cc\u2067d\u2069": "abcd", "Pen\u0303a": "Pe\u00f1a", "\U000e0041\U000e0042": "",
	"\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "a\u200cb": "ab", "\u0645\u200c": "\u0645",
	"O’Neil – Doña Ana": "O’Neil – Doña Ana", "a \u200b b": "a b", "\x01\x7f\u0080": "", "": "", "\U0001f469\u200d\U0001f692": "\U0001f469\u200d\U0001f692",
}

func TestNamesAreOneVisibleLine(t *testing.T) {
	for typed, want := range samples {
		if got := name.Line(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
	if got := name.Line("a\xff\xfeb"); got != "ab" {
		t.Errorf("what is no text leaves %q", got)
	}
}

func FuzzALineStaysOne(f *testing.F) {
	for typed := range samples {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		line := name.Line(typed)
		if name.Line(line) != line || !utf8.ValidString(line) || strings.ContainsAny(line, "\n\r\t\x00\u200b\u202e\u2028") || strings.TrimSpace(line) != line {
			t.Errorf("%q is %q", typed, line)
		}
	})
}

func TestTheDatabaseKnowsTheSameLines(t *testing.T) {
	d := dbtest.New(t)
	all := make([]string, 0, 3000)
	for typed := range samples {
		all = append(all, typed)
	}
	for r := rune(1); r < 0x110000; r++ {
		if r < 0x3300 || r >= 0xa000 && r < 0xd800 || r >= 0xe000 && r < 0xe010 || r >= 0xf8f0 && r < 0x10010 || r%997 == 0 && (r < 0xd800 || r > 0xdfff) {
			all = append(all, "a"+string(r)+"b", string(r))
		}
	}
	want := make([]string, len(all))
	for i, typed := range all {
		want[i] = name.Line(typed)
	}
	var differ []struct{ Typed, Here, There string }
	if err := d.App().Read(t.Context(), db.Who{}, db.Many("lines that differ", `
select typed, here, app.line(typed) as there from unnest($1::text[], $2::text[]) x (typed, here) where app.line(typed) <> here limit 20`, &differ, all, want)); err != nil {
		t.Fatal(err)
	}
	for _, x := range differ {
		t.Errorf("%+q is %+q here and %+q there", x.Typed, x.Here, x.There)
	}
}

// ofRelease are names that come with a release and that nobody types; copies are of names that are kept elsewhere, as they were then.
const (
	ofRelease = "council_kind.name council_kind.plural county.name edition.title edition_entry.name jurisdiction.name office.name partner_request_kind.name region.name retired_sector.name source.title"
	copies    = "directory_entry.name engagement_version.name"
)

func TestEachTableKeepsItsNamesAsLines(t *testing.T) {
	d := dbtest.New(t)
	var loose []string
	if err := d.App().Read(t.Context(), db.Who{}, db.Many("names that are no lines", `
select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace s on s.oid = c.relnamespace
 where s.nspname in ('public', 'signin') and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and a.atttypid = 'text'::regtype
   and a.attname ~ '^(name|title|short_name|plural|with_whom|whom|person|appointed_by|told_by|organization_name|supervisor)$'
   and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey) and pg_get_constraintdef(k.oid) ~ '[ (.]line[(]')
   and c.relname || '.' || a.attname <> all (string_to_array($1, ' ')) order by 1`, &loose, ofRelease+" "+copies)); err != nil || len(loose) > 0 {
		t.Errorf("%q can hold more than a line (%v)", loose, err)
	}
}

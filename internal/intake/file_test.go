package intake_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/intake"
)

// read is a file's names, and its rows with what is wrong with them.
func read(file string) (names string, rows []string, err error) {
	_, _, err = intake.Read(strings.NewReader(file), func(n []string) error { names = strings.Join(n, "/"); return nil }, func(lines []intake.Line) error {
		for _, l := range lines {
			row := fmt.Sprint(l.Number, " ", strings.Join(l.Cells, "/"))
			if l.Wrong != "" {
				row += " WRONG " + l.Wrong
			}
			rows = append(rows, row)
		}
		return nil
	})
	return names, rows, err
}

// book is a table as a spreadsheet saves it.
func book(t testing.TB, rows ...[]any) string {
	t.Helper()
	f := excelize.NewFile()
	for n, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", n+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestATableIsReadHoweverItWasSaved(t *testing.T) {
	const table = "name,city,kind\nDoña Ana Mutual Water,Las Cruces,other\n,,\n\n\"Acme Water, Inc.\",Casper,\n"
	encode := func(e interface{ String(string) (string, error) }, s string) string {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	semicolons := strings.NewReplacer("\"Acme Water, Inc.\"", "Acme Water; Inc.|", ",", ";").Replace(table)
	semicolons = strings.Replace(semicolons, "Acme Water; Inc.|", "\"Acme Water, Inc.\"", 1)
	for how, file := range map[string]string{
		"UTF-8":                 table,
		"UTF-8 with its mark":   "\ufeff" + table,
		"lines of Windows":      strings.ReplaceAll(table, "\n", "\r\n"),
		"Windows-1252":          encode(charmap.Windows1252.NewEncoder(), table),
		"UTF-16, little":        encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), table),
		"UTF-16, big":           encode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(), table),
		"UTF-16 without a mark": encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder(), table),
		"semicolons":            semicolons,
		"sep=":                  "sep=;\r\n" + semicolons,
		"tabs":                  strings.ReplaceAll(semicolons, ";", "\t"),
		"XLSX": book(t, []any{"name", "city", "kind"}, []any{"Doña Ana Mutual Water", "Las Cruces", "other"}, []any{}, []any{"", " "},
			[]any{"Acme Water, Inc.", "Casper"}),
	} {
		names, rows, err := read(file)
		for n := range rows {
			rows[n] = strings.TrimRight(rows[n], "/")
		}
		if err != nil || names != "name/city/kind" || fmt.Sprint(rows) != "[2 Doña Ana Mutual Water/Las Cruces/other 5 Acme Water, Inc./Casper]" {
			t.Errorf("%s: %v, %q, %q", how, err, names, rows)
		}
	}
}

func TestRowsBearTheNumbersOfTheSpreadsheet(t *testing.T) {
	_, rows, err := read("name,city\r\n\"two\r\nlines\",a\r\n\r\n\r\nlast,b\r\n")
	if err != nil || fmt.Sprint(rows) != "[2 two lines/a 5 last/b]" {
		t.Errorf("%v, %q", err, rows)
	}
}

func TestCellsThatCannotBeMeantAreNamed(t *testing.T) {
	_, rows, err := read("name,city\nAcme Water, Inc., Casper\nshort\nfine,here,,\nx\x00y,b\n'=odd,'\nWY\u00a0Power,\u200bCody\u200e\n")
	if err != nil || len(rows) != 6 {
		t.Fatalf("%v, %q", err, rows)
	}
	for n, want := range []string{`2 Acme Water/Inc./Casper WRONG It has 3 cells, and the first row names 2 columns: "Casper" stands beyond them.`, "3 short", "4 fine/here",
		"5 xy/b WRONG The cell under name holds a character that cannot be read", "6 =odd/'", "7 WY Power/Cody"} {
		if !strings.HasPrefix(rows[n], want) || !strings.Contains(want, "WRONG") && strings.Contains(rows[n], "WRONG") {
			t.Errorf("%q, want %q", rows[n], want)
		}
	}
}

func TestBrokenFilesSayWhatIsWrong(t *testing.T) {
	for file, want := range map[string]string{
		"":                                   "The file is empty.",
		" \n,\n":                             "The file is empty.",
		"name\n":                             "no row below it",
		"name\n\"open\n":                     "Line 2: a quotation mark stands open",
		"name\n5\" main\n":                   "Line 2: a quotation mark stands in a cell",
		"PK\x03\x04 is no archive":           "XLSX file cannot be opened",
		"\xd0\xcf\x11\xe0 of old":            "old Excel, or one with a password",
		"<html><table>":                      "no table",
		"name\n" + strings.Repeat(",", 1000): "more than 200 cells",
		"name\n\"" + strings.Repeat("x", 300_000): "more than 200,000 characters",
		"name\n" + strings.Repeat("x\n", 100_001): "more than 100,000 rows",
	} {
		_, _, err := read(file)
		var wrong fault.Invalid
		if !errors.As(err, &wrong) || wrong[0].Name != "file" || !strings.Contains(wrong[0].Message, want) {
			t.Errorf("%.20q: %v, want %q", file, err, want)
		}
	}
}

func TestNothingOfASheetStaysInTheFolderOfTemporaryFiles(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	large := [][]any{{"name"}}
	for n := range 100_050 { // what is held in memory is less
		large = append(large, []any{fmt.Sprint(n, strings.Repeat(" x", 60))})
	}
	whole := book(t, large...)
	for how, file := range map[string]string{"too many rows": whole, "cut off": whole[:len(whole)/2], "no archive": "PK\x03\x04", "empty": book(t, []any{"name"})} {
		if _, _, err := read(file); err == nil {
			t.Errorf("%s was read", how)
		}
		if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) > 0 {
			t.Errorf("%s: %v, %v", how, left, err)
		}
	}
}

// A file of commas alone cost 1.6 GB: what a file costs follows from its bounds.
func TestAFileOfCommasCostsNextToNothing(t *testing.T) {
	file := "name\n" + strings.Repeat(",", 20<<20)
	if bytes := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _, err := read(file)
			if err == nil {
				b.Fatal("it was read")
			}
			if b.N >= 1 {
				break
			}
		}
	}).AllocedBytesPerOp(); bytes > 4<<20 {
		t.Errorf("it allocates %d bytes", bytes)
	}
}

func TestColumnsAreKnownByTheirUsualNames(t *testing.T) {
	reads := intake.Reads(intake.Organizations, []string{"Name", "ST", "Town", "Remarks", "", "city", "URL"})
	if got := strings.Join(reads, "/"); got != "name/state////city/website" {
		t.Errorf("read as %s", got)
	}
	if got := intake.Unread([]string{"Name", "Town", ""}, []string{"name", "", ""}); fmt.Sprint(got) != "[Town]" {
		t.Errorf("unread %v", got)
	}
	for want, reads := range map[string][]string{"Say which column is the name": {"", "state"}, "Another column is read as state": {"name", "state", "state"}, "Choose one": {"name", "shoe size"}} {
		if err := intake.Check(intake.Organizations, reads); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v", reads, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("name,state\nA,VA\n")
	f.Add("\ufeffname;kind\n\"a;b\";x\n")
	f.Add("sep=;\nname\n\n\"x\ny\"\n")
	f.Add("\xff\xfen\x00\n\x00x\x00")
	f.Fuzz(func(t *testing.T, file string) {
		seen, before := 0, 1
		n, last, err := intake.Read(strings.NewReader(file), func([]string) error { return nil }, func(lines []intake.Line) error {
			for _, l := range lines {
				if l.Number <= before {
					t.Fatalf("row %d after %d", l.Number, before)
				}
				before = l.Number
			}
			seen += len(lines)
			return nil
		})
		if err == nil && (n != seen || last != before) {
			t.Fatalf("%d rows to %d, %d handed on to %d", n, last, seen, before)
		}
	})
}

package page

import (
	"io"
	"testing"
)

func TestNoCellOfASpreadsheetIsAFormula(t *testing.T) {
	a := Spreadsheet("roster", [][]string{{"Name", "Says"}, {"José", `=HYPERLINK("x")`}, {"+1", "-2, and @more"}, {"\t=1", "＝1"}, {"a=b", ""}})
	got, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeffName,Says\nJosé,\"'=HYPERLINK(\"\"x\"\")\"\n'+1,\"'-2, and @more\"\n'\t=1,'＝1\na=b,\n"
	if string(got) != want || a.Size != int64(len(want)) {
		t.Errorf("%d bytes:\n%q, not\n%q", a.Size, got, want)
	}
}

package audit_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/page"
	"example.org/concord/web/webtest"
)

func TestCopyForASpreadsheetHoldsNoFormula(t *testing.T) {
	s := webtest.New(t)
	if _, err := s.Database.Owner().Exec(t.Context(), `update person set name = '=HYPERLINK("http://evil.example.org","x")' where id = $1`, story.Priya.ID); err != nil {
		t.Fatal(err)
	}
	dana := s.As(story.Dana)
	r := dana.Post("/councils/wscc/audit/export", url.Values{"act": {"post"}})
	if r.Status != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Disposition"), `attachment; filename="audit-wscc-`) {
		t.Fatalf("%d %v", r.Status, r.Header)
	}
	rows, err := csv.NewReader(strings.NewReader(r.Body)).ReadAll()
	if err != nil || len(rows) < 10 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	neutral := 0
	for _, row := range rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") {
				t.Errorf("a cell is %q", cell)
			}
			if strings.HasPrefix(cell, "'=HYPERLINK") {
				neutral++
			}
		}
	}
	if neutral == 0 {
		t.Error("Priya is not in it")
	}
	if page := dana.Get("/councils/wscc/audit").Body; !strings.Contains(page, "took a copy of this record") {
		t.Error("the copy is not on record")
	}
}

func TestWholeLogIsHandedOutOnceToStaffWhenASecondOneConfirmed(t *testing.T) {
	s := webtest.New(t)
	if r := s.As(story.Dana).Post("/admin/audit/log/export", nil); r.Status != http.StatusNotFound {
		t.Errorf("the chair of a council gets %d", r.Status)
	}
	sam := s.As(story.Sam)
	if r := sam.Post("/admin/audit/log/export", nil); r.Status != http.StatusConflict || !strings.Contains(r.Body, "second member of staff") {
		t.Errorf("one of staff alone gets %d", r.Status)
	}
	at := sam.Post("/admin/proposals/copies", url.Values{"because": {"The inspector general asks for the record"}}).Header.Get("Location")
	if r := s.As(story.Kim).Post(at+"/decision", url.Values{"decision": {"confirm"}}); r.Status != http.StatusSeeOther {
		t.Fatalf("the second one confirms: %d\n%s", r.Status, r.Body)
	}
	if r := sam.Post("/admin/audit/log/export", nil); r.Status != http.StatusOK || r.Header.Get("Content-Type") != "application/jsonl" {
		t.Errorf("staff get %d %v", r.Status, r.Header)
	}
	if r := sam.Post("/admin/audit/log/export", nil); r.Status != http.StatusConflict {
		t.Errorf("a second time: %d", r.Status)
	}
}

func TestAddressThatWasTamperedWithLeadsNowhere(t *testing.T) {
	s := webtest.New(t)
	dana := s.As(story.Dana)
	for _, query := range []string{"act=x", "from=x", "to=2026-13-01", "after=x", "after=" + page.Cursor("x", "1"), "after=" + page.Cursor("2026-01-01T00:00:00Z", "x"), "kept=x"} {
		if r := dana.Get("/councils/wscc/audit?" + query); r.Status != http.StatusNotFound {
			t.Errorf("%s: %d", query, r.Status)
		}
	}
	if r := dana.Get("/councils/wscc/audit?act=council&person=lena&from=2026-01-01&to=2030-01-01"); r.Status != http.StatusOK {
		t.Errorf("a filter: %d", r.Status)
	}
}

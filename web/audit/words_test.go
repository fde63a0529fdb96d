package audit

import (
	"testing"

	"example.org/concord/internal/audit"
	"example.org/concord/internal/dbtest"
	"example.org/concord/web/page"
)

// A table that is audited has words, or the record would speak in names of tables.
func TestEveryAuditedTableHasWords(t *testing.T) {
	d := dbtest.Empty(t)
	rows, err := d.Owner().Query(t.Context(), `select distinct c.relname from pg_trigger g join pg_class c on c.oid = g.tgrelid where g.tgfoid = 'app.audit'::regproc`)
	if err != nil {
		t.Fatal(err)
	}
	tables := 0
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			t.Fatal(err)
		}
		tables++
		for _, verb := range []string{"insert", "update"} {
			if phrases[table+" "+verb] == "" && nouns[table] == "" {
				t.Errorf("%s %s: say in words.go what that is", verb, table)
			}
		}
	}
	if rows.Err() != nil || tables < 30 {
		t.Fatalf("%d tables, %v", tables, rows.Err())
	}
}

func TestSentencesReadAsOneWouldTellThem(t *testing.T) {
	for want, l := range map[string]audit.Line{
		"withdrew an update":                                 {Object: "item", Verb: "update", ItemKind: "update", Changed: []string{"withdrawn", "withdrawn_because"}},
		"posted a reply":                                     {Object: "item", Verb: "insert", ItemKind: "reply"},
		"appointed Tomas Vega as Observer":                   {Object: "appointment", Verb: "insert", Subject: "Tomas Vega", Thing: "Observer"},
		"ended Tomas Vega's appointment as Observer":         {Object: "appointment", Verb: "update", Subject: "Tomas Vega", Thing: "Observer", Changed: []string{"ended_because", "until"}},
		"restored Victor Hale":                               {Object: "person", Verb: "update", Subject: "Victor Hale", Changed: []string{"-suspended"}},
		"handed the workspace of WSCC over to Dana as Chair": {Object: "hand_over", Verb: "insert", Subject: "Dana", Thing: "Chair", Council: "WSCC"},
		"refused emergency access to ESCC":                   {Object: "break_glass_decision", Verb: "refused", Council: "ESCC"},
		"removed a region":                                   {Object: "region", Verb: "delete"},
		"changed new table":                                  {Object: "new_table", Verb: "update"},
	} {
		if got := told(l, page.Frame{}); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

package job_test

import (
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"example.org/concord/internal/dbtest"
)

// What River's own migrations make is what stands in ours: the difference is what a newer River wants.
func TestQueueHasTheTablesThatRiverWants(t *testing.T) {
	d := dbtest.Empty(t)
	if _, err := d.Owner().Exec(t.Context(), `create schema fresh`); err != nil {
		t.Fatal(err)
	}
	migrator, err := rivermigrate.New(riverpgxv5.New(d.Owner()), &rivermigrate.Config{Schema: "fresh"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := migrator.Migrate(t.Context(), rivermigrate.DirectionUp, nil); err != nil {
		t.Fatal(err)
	}
	objects := func(schema string) string {
		rows, err := d.Super().Query(t.Context(), `
			select 'column ' || c.relname || '.' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull || ' ' || coalesce(pg_get_expr(adbin, adrelid), '') || ' ' || c.relpersistence::text
			  from pg_attribute a join pg_class c on c.oid = attrelid left join pg_attrdef on adrelid = attrelid and adnum = attnum
			 where c.relnamespace = $1::regnamespace and c.relkind = 'r' and attnum > 0 and not attisdropped
			union all select 'index ' || pg_get_indexdef(indexrelid) from pg_index join pg_class c on c.oid = indexrelid where c.relnamespace = $1::regnamespace
			union all select 'check ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = $1::regnamespace
			union all select 'function ' || proname || ' ' || regexp_replace(prosrc, '\s+', ' ', 'g') from pg_proc where pronamespace = $1::regnamespace
			union all select 'value ' || enumlabel from pg_enum join pg_type t on t.oid = enumtypid where t.typnamespace = $1::regnamespace
			order by 1`, schema)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(strings.Join(lines, "\n"), schema+".", "")
	}
	has, wants := strings.Split(objects("jobs"), "\n"), strings.Split(objects("fresh"), "\n")
	for _, missing := range without(wants, has) {
		t.Errorf("River wants, and ours has not: %s", missing)
	}
	for _, more := range without(has, wants) {
		t.Errorf("ours has, and River does not want: %s", more)
	}
	var ours, theirs []int
	for schema, versions := range map[string]*[]int{"jobs": &ours, "fresh": &theirs} {
		if err := d.Super().QueryRow(t.Context(), `select array_agg(version order by version) from `+schema+`.river_migration`).Scan(versions); err != nil {
			t.Fatal(err)
		}
	}
	if len(ours) != len(theirs) {
		t.Errorf("ours says it has River's migrations %v, River made %v", ours, theirs)
	}
}

func without(all, those []string) (rest []string) {
	seen := map[string]int{}
	for _, line := range those {
		seen[line]++
	}
	for _, line := range all {
		if seen[line]--; seen[line] < 0 {
			rest = append(rest, line)
		}
	}
	return rest
}

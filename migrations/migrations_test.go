package migrations_test

import (
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/dbtest/scratch"
	"example.org/concord/migrations"
)

func TestSchemaDumpIsUpToDate(t *testing.T) {
	want, err := dbtest.Dump(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	a, b := strings.Split(string(have), "\n"), strings.Split(want, "\n")
	if len(a) < 3 || a[1] != b[1] {
		t.Fatal("schema.sql was made of other migrations: run `make schema` and commit it")
	}
	if a[2] != b[2] {
		return // another release of PostgreSQL words it differently; it is of these migrations, and that is what counts
	}
	for n := range min(len(a), len(b)) {
		if a[n] != b[n] {
			t.Fatalf("schema.sql is not what the migrations make: run `make schema` and commit it\nline %d is\n\t%s\nand would be\n\t%s", n+1, a[n], b[n])
		}
	}
	if len(a) != len(b) {
		t.Fatalf("schema.sql has %d lines and would have %d: run `make schema` and commit it", len(a), len(b))
	}
}

func TestEveryMigrationGoesBackAndForward(t *testing.T) {
	ups, err := fs.Glob(migrations.Files, "*.up.sql")
	if err != nil {
		t.Fatal(err)
	}
	name := dbtest.Name(t)
	super := scratch.URL(scratch.Super, name)
	if err := db.Provision(t.Context(), scratch.URL(scratch.Super, "postgres"), name); err != nil {
		t.Fatal(err)
	}
	c, err := pgx.Connect(t.Context(), super)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(t.Context())
	to := func(version int) string {
		t.Helper()
		if err := db.MigrateTo(t.Context(), super, migrations.Files, version); err != nil {
			t.Fatal(err)
		}
		return objects(t, c)
	}
	versions, after := []int{0}, []string{to(0)}
	for _, up := range ups {
		number, _, _ := strings.Cut(up, "_")
		version, err := strconv.Atoi(number)
		if err != nil {
			t.Fatal(err)
		}
		versions, after = append(versions, version), append(after, to(version))
	}
	for n := len(ups) - 1; n >= 0; n-- {
		if got := to(versions[n]); got != after[n] {
			t.Fatalf("back to version %d leaves other objects than there were:\n%s\nand not\n%s", versions[n], got, after[n])
		}
	}
	if got := to(versions[len(ups)]); got != after[len(ups)] {
		t.Fatal("the second time forward makes other objects than the first")
	}
}

// objects are what a migration can make, one a line.
func objects(t *testing.T, c *pgx.Conn) string {
	t.Helper()
	rows, err := c.Query(t.Context(), `
		with ours as (select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'migration'))
		select 'schema ' || nspname from ours
		union all select 'relation ' || c.oid::regclass || ' ' || relkind::text from pg_class c join ours on ours.oid = relnamespace
		union all select 'column ' || attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull
			from pg_attribute join pg_class c on c.oid = attrelid join ours on ours.oid = relnamespace where attnum > 0 and not attisdropped
		union all select 'function ' || p.oid::regprocedure || ' ' || md5(prosrc) from pg_proc p join ours on ours.oid = pronamespace
			where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
		union all select 'constraint ' || conrelid::regclass || '.' || conname || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k join ours on ours.oid = connamespace
		union all select 'trigger ' || tgrelid::regclass || '.' || tgname from pg_trigger where not tgisinternal
		union all select 'policy ' || polrelid::regclass || '.' || polname || ' ' || coalesce(pg_get_expr(polqual, polrelid), '') from pg_policy
		order by 1`)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

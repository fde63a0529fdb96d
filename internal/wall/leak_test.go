package wall

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// granted are the views that read with their owner's rights and that a login may read.
const granted = `c.relkind = 'v' and n.nspname = 'app' and not coalesce(c.reloptions::text ~ 'security_invoker=(true|on)', false)
	and exists (select from aclexplode(c.relacl) g where g.grantee not in (c.relowner, 'concord_owner'::regrole))`

// PostgreSQL pushes a condition that fails below a view's own, where its message names what the view hides: unless the view is a barrier, and
// its top is no set operation, in which case the barrier counts for nothing (15, 16 and 18). A view that is replaced loses its barrier.
func TestViewsOfOthersRightsAreBarriersAndNoUnionAtTheTop(t *testing.T) {
	d := dbtest.Empty(t)
	none(t, d, "reads with its owner's rights and is no barrier", `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where `+granted+` and not coalesce(c.reloptions::text ~ 'security_barrier=(true|on)', false)`)
	// The query of a view without one at its top has its set operation in a table of its own, so that what is there is null.
	none(t, d, "has a set operation at its top", `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_rewrite r on r.ev_class = c.oid
		where `+granted+` and substring(r.ev_action::text from length(r.ev_action::text) - position(reverse(':setOperations ') in reverse(r.ev_action::text)) + 2 for 2) <> '<>'`)
}

// probe asks each column of each view for a number that it does not hold. What the message of the failure then names has to be a value that the
// asker sees anyway.
const probe = `do $$
declare
  one record;
  named text;
  seen boolean;
  told text[] := '{}';
begin
  for one in select c.oid::regclass as view, quote_ident(a.attname) as col
               from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
              where has_table_privilege(c.oid, 'select') and ` + granted + ` loop
    begin
      execute format('select 1 from %s where (''<'' || %s::text)::int = -77', one.view, one.col);
    exception when invalid_text_representation then
      named := sqlerrm;
      execute format('select exists (select from (select %s::text as is from %s offset 0) x where position(''"<'' || x.is || ''"'' in $1) > 0)', one.col, one.view) into seen using named;
      if not seen then
        told := told || (one.view || '.' || one.col);
      end if;
    end;
  end loop;
  perform set_config('proof.answer', told::text, true);
end $$`

func TestNoConditionMakesAViewNameWhatItHides(t *testing.T) {
	d := storytest.New(t)
	arrange(t, d)
	views := lines(t, d, `select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where `+granted)
	if len(views) < 50 {
		t.Fatalf("only %d views: is this the right database?", len(views))
	}
	for _, plan := range []string{"", "enable_nestloop", "enable_indexscan", "enable_hashjoin"} {
		for _, p := range []story.Person{{Name: "the public"}, story.Eve} {
			who := db.Who{}
			if p.ID != uuid.Nil {
				who = d.As(p.ID)
			}
			if told := probed(t, d, who, plan); len(told) > 0 {
				slices.Sort(told)
				t.Errorf("%s, without %q: %d columns name what is hidden: %q", p.Name, plan, len(told), told)
			}
		}
	}
}

// probed are the columns that named something to the asker, with one of the planner's ways closed.
func probed(t *testing.T, d *dbtest.Database, who db.Who, plan string) (told []string) {
	t.Helper()
	tx, err := d.Super().Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(t.Context())
	if _, err := tx.Exec(t.Context(), `select set_config('app.handle', $1, true), set_config('search_path', 'public, app', true)`, who.Handle); err != nil {
		t.Fatal(err)
	}
	if plan != "" {
		if _, err := tx.Exec(t.Context(), `select set_config($1, 'off', true)`, plan); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tx.Exec(t.Context(), `set local role concord_app`); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), probe); err != nil {
		t.Fatal(err)
	}
	if err := tx.QueryRow(t.Context(), `select current_setting('proof.answer')::text[]`).Scan(&told); err != nil {
		t.Fatal(err)
	}
	return told
}

package bench_test

import (
	"context"
	"fmt"
	"testing"

	"example.org/concord/internal/bench"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest/scratch"
	"example.org/concord/internal/story/storytest"
)

// small is a world in which everything there is in the large one is there once.
var small = bench.Size{Councils: 40, People: 900, Large: 120, Paged: 60}

// TestWorldIsWhatTheTriggersWouldHaveMade checks what was put in beside them: a measurement in a world that the product could not have
// made says nothing about the product.
func TestWorldIsWhatTheTriggersWouldHaveMade(t *testing.T) {
	d := storytest.New(t)
	ctx := t.Context()
	super, err := db.Open(ctx, d.URL(scratch.Super)+"&timezone=UTC&search_path=public,app", db.Options{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer super.Close()
	for _, err := range []error{bench.People(ctx, super, small), bench.Grow(ctx, super, 0, 300), bench.Grow(ctx, super, 300, 400)} {
		if err != nil {
			t.Fatal(err)
		}
	}

	for what, sql := range map[string]string{
		"rights that are held and not derived":  `select count(*) from (select person_id, capability, circle_id, council_id, since, until, appointment_id from held except all select person_id, capability, circle_id, council_id, since, until, appointment_id from app.held_derived) x`,
		"rights that are derived and not held":  `select count(*) from (select person_id, capability, circle_id, council_id, since, until, appointment_id from app.held_derived except all select person_id, capability, circle_id, council_id, since, until, appointment_id from held) x`,
		"vectors that are not of their texts":   `select count(*) from search_part s join item_version v on v.item_id = s.item_id join item i on i.id = s.item_id and i.current = v.number where s.vector <> app.search_vector(s.item_id)`,
		"items without a vector":                `select count(*) from item i where withdrawn is null and not exists (select from search_part s where s.item_id = i.id)`,
		"items by who could not post there":     `select count(*) from item i where not exists (select from held h where h.person_id = i.author_id and h.council_id = i.source_council_id and h.capability = 'update.post') and i.author_name ~ '[0-9]'`,
		"requests whose day is not in audience": `select count(*) from sector_update u join audience a using (item_id) where u.answer_by is distinct from a.answer_by`,
		"replies before their update":           `select count(*) from item i join item r on r.id = i.root_id where r.posted > i.posted`,
	} {
		if n := count(ctx, t, super, sql); n != 0 {
			t.Errorf("%s: %d", what, n)
		}
	}
	for what, want := range map[string]struct {
		sql string
		n   int
	}{
		"updates":                {`select count(*) from item i join council c on c.id = i.source_council_id where c.slug like 'bench-%' and i.kind = 'update'`, 400},
		"updates of the large":   {fmt.Sprintf(`select count(*) from item where source_council_id = '%s' and kind = 'update'`, bench.CouncilID(bench.Large)), 4 * 49},
		"members of the large":   {fmt.Sprintf(`select count(*) from appointment where council_id = '%s'`, bench.CouncilID(bench.Large)), small.Large + 1},
		"replies in the thread":  {fmt.Sprintf(`select count(*) from item where root_id = '%s' and kind = 'reply'`, bench.Thread()), 20},
		"circles of the busy":    {fmt.Sprintf(`select count(distinct circle_id) from held where person_id = '%s' and capability = 'item.read'`, small.Busy()), 50},
		"circles of a member":    {fmt.Sprintf(`select count(distinct circle_id) from held where person_id = '%s' and capability = 'item.read'`, small.Member(bench.Paged, 5)), 3},
		"on seats of the third":  {fmt.Sprintf(`select count(*) from seat where council_id = '%s'`, bench.CouncilID(bench.OnSeats)), 199},
		"people of the fourth":   {fmt.Sprintf(`select count(*) from appointment where council_id = '%s'`, bench.CouncilID(bench.Fifty)), 51},
		"dropped indexes":        {`select 1 - count(*) from pg_indexes where indexname = 'search_part_vector'`, 0},
		"indexes on the columns": {`select count(*) from pg_indexes where tablename = 'audience'`, 6},
	} {
		if n := count(ctx, t, super, want.sql); n != want.n {
			t.Errorf("%s: %d, not %d", what, n, want.n)
		}
	}

	// Every foreign key and check is held to all rows anew.
	var constraints []struct{ Of, Name string }
	if err := super.Read(ctx, db.Who{}, db.Many("constraints", `select conrelid::regclass::text as of, conname as name from pg_constraint
		where contype in ('f', 'c') and connamespace = 'public'::regnamespace`, &constraints)); err != nil {
		t.Fatal(err)
	}
	err = super.Tx(ctx, db.Who{}, db.Once{}, func(tx *db.Tx) error {
		err := tx.Write(db.Also("forget", `update pg_constraint set convalidated = false where contype in ('f', 'c') and connamespace = 'public'::regnamespace`))
		for _, c := range constraints {
			if err == nil {
				err = tx.Write(db.Also("hold "+c.Of+" to "+c.Name, fmt.Sprintf(`alter table %s validate constraint %q`, c.Of, c.Name)))
			}
		}
		return err
	})
	if err != nil || len(constraints) < 100 {
		t.Errorf("%d constraints: %v", len(constraints), err)
	}
}

func count(ctx context.Context, t *testing.T, on *db.DB, sql string) int {
	t.Helper()
	n := -1
	if err := on.Read(ctx, db.Who{}, db.One("count", sql, &n)); err != nil {
		t.Fatal(err)
	}
	return n
}

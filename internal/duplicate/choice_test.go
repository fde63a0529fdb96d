package duplicate_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/duplicate"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// columns are what each line of a comparison stands for.
var columns = map[duplicate.Kind]map[string][]string{
	duplicate.Organization: {"name": {"name"}, "abbreviation": {"abbr"}, "kind": {"kind"}, "place": {"state", "county", "city"}, "website": {"website"}},
	duplicate.Facility: {"name": {"name"}, "kind": {"kind"}, "sector": {"sector", "subsector"}, "place": {"state", "county", "city"}, "address": {"address"},
		"coordinates": {"latitude", "longitude"}},
	duplicate.Person: {"name": {"name"}},
}

// different makes the double say something else on every line; it lies in another state, in a city of the same name.
func different(t *testing.T, d *dbtest.Database) {
	t.Helper()
	for _, sql := range []string{
		`update organization set city = 'Salem', county = null where id = $2`,
		`update organization set abbr = 'TWO', kind = 'trade_association', state = 'MD', website = 'https://two.example.org' where id = $1`,
		`update organization set city = 'Salem', county = null where id = $1 and id <> $2`,
	} {
		exec(t, d, sql, story.TwiceOrganization)
	}
	exec(t, d, `update facility set kind = 'Dam', sector = 'dams', subsector = (select min(slug) from subsector where sector = 'dams'), state = 'UT', county = '49019', city = 'Moab', address = '1 Main Street',
		latitude = 38.5, longitude = -109.5 where id = $1 and id <> $2`, story.TwiceFacility)
}

func exec(t *testing.T, d *dbtest.Database, sql string, x story.Double) {
	t.Helper()
	if _, err := d.Super().Exec(t.Context(), `with ids as (select $1::uuid, $2::uuid) `+sql, x.ID, x.Of); err != nil {
		t.Fatal(sql, err)
	}
}

func row(t *testing.T, d *dbtest.Database, k duplicate.Kind, id uuid.UUID) (said map[string]any) {
	t.Helper()
	var text []byte
	if err := d.Super().QueryRow(t.Context(), `select to_jsonb(x) from `+string(k)+` x where id = $1`, id).Scan(&text); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &said); err != nil {
		t.Fatal(err)
	}
	return said
}

func TestChosenValuesWinAndUndoingRestoresBoth(t *testing.T) {
	d := storytest.New(t)
	different(t, d)
	for _, x := range doubles {
		var every []string
		for line := range columns[x.kind] {
			every = append(every, line)
		}
		slices.Sort(every)
		for _, take := range append([][]string{nil, every}, slices.Collect(slices.Chunk(every, 1))...) {
			before, kept, gone := picture(t, d), row(t, d, x.kind, x.double.Of), row(t, d, x.kind, x.double.ID)
			id, err := merge(t, d, x.keeper, x.kind, x.double.Of, x.double.ID, take...)
			if err != nil {
				t.Fatal(x.kind, take, err)
			}
			now := row(t, d, x.kind, x.double.Of)
			for line, names := range columns[x.kind] {
				differ := false
				for _, name := range names {
					differ = differ || kept[name] != gone[name]
					want := kept[name]
					if slices.Contains(take, line) {
						want = gone[name]
					}
					if !reflect.DeepEqual(now[name], want) {
						t.Errorf("%s, taking %q: %s is %v, and should be %v", x.kind, take, name, now[name], want)
					}
				}
				if !differ {
					t.Errorf("%s: both say the same %s, which proves nothing", x.kind, line)
				}
			}
			var told []duplicate.Merger
			if err := d.App().Read(t.Context(), d.As(x.keeper.ID), duplicate.Lately(x.kind, &told)); err != nil || !slices.Equal(told[0].Taken, take) {
				t.Errorf("%s, taking %q: on record is %+v, %v", x.kind, take, told, err)
			}
			if err := write(t, d, x.keeper, duplicate.Undo(id)); err != nil {
				t.Fatal(x.kind, take, err)
			}
			for table, rows := range picture(t, d) {
				if rows != before[table] {
					t.Errorf("%s, taking %q: %s is not as it was:\n%s\n%s", x.kind, take, table, rows, before[table])
				}
			}
		}
	}
}

func TestWhatIsNotOfferedIsNotTakenOver(t *testing.T) {
	d := storytest.New(t)
	for _, x := range doubles {
		var lines []duplicate.Line
		if err := d.App().Read(t.Context(), d.As(x.keeper.ID), duplicate.Compare(x.kind, x.double.Of, x.double.ID, &lines)); err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			if l.Part == duplicate.Choice && columns[x.kind][l.What] == nil {
				t.Errorf("%s offers %s", x.kind, l.What)
			}
		}
		for _, field := range []string{"organization", "regulator", "until", "organization_id", "name, invented", ""} {
			if _, err := merge(t, d, x.keeper, x.kind, x.double.Of, x.double.ID, "name", field); !errors.As(err, new(fault.Invalid)) {
				t.Errorf("%s takes over %q: %v", x.kind, field, err)
			}
		}
	}
}

package duplicate_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/duplicate"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func write(t *testing.T, d *dbtest.Database, p story.Person, q db.Query) error {
	t.Helper()
	return d.App().Write(t.Context(), d.As(p.ID), db.Once{}, q)
}

func merge(t *testing.T, d *dbtest.Database, p story.Person, k duplicate.Kind, kept, gone uuid.UUID, take ...string) (uuid.UUID, error) {
	t.Helper()
	id := uuid.New()
	q, err := duplicate.Merge(id, k, kept, gone, take, "The same letterhead.")
	if err != nil {
		t.Fatal(err)
	}
	return id, write(t, d, p, q)
}

func found(t *testing.T, d *dbtest.Database, p story.Person, k duplicate.Kind) (names []string) {
	t.Helper()
	var pairs []duplicate.Pair
	if err := d.App().Read(t.Context(), d.As(p.ID), duplicate.Found(k, &pairs)); err != nil {
		t.Fatal(err)
	}
	for _, one := range pairs {
		names = append(names, one.OneName, one.OtherName)
	}
	return names
}

// doubles are those of the story, with who keeps each kind.
var doubles = []struct {
	kind   duplicate.Kind
	double story.Double
	keeper story.Person
}{
	{duplicate.Organization, story.TwiceOrganization, story.Sam},
	{duplicate.Facility, story.TwiceFacility, story.Paul},
	{duplicate.Person, story.TwicePerson, story.Sam},
}

func TestWhatIsThereTwiceIsFoundUntilItIsToldApart(t *testing.T) {
	d := storytest.New(t)
	for _, x := range doubles {
		if names := strings.Join(found(t, d, x.keeper, x.kind), "; "); !strings.Contains(names, x.double.Name) {
			t.Errorf("%s: found are %s", x.double.Name, names)
		}
		if err := write(t, d, x.keeper, duplicate.TellApart(x.kind, x.double.ID, x.double.Of)); err != nil {
			t.Fatal(err)
		}
		if names := found(t, d, x.keeper, x.kind); strings.Contains(strings.Join(names, "; "), x.double.Name) {
			t.Errorf("%s is asked for again: %q", x.double.Name, names)
		}
		var apart []duplicate.Apart
		if err := d.App().Read(t.Context(), d.As(x.keeper.ID), duplicate.ToldApart(x.kind, &apart)); err != nil || len(apart) == 0 || apart[0].By != x.keeper.Name {
			t.Fatalf("%+v, %v", apart, err)
		}
		if err := write(t, d, x.keeper, duplicate.TellApart(x.kind, x.double.Of, x.double.ID)); !errors.As(err, new(fault.Conflict)) {
			t.Errorf("told apart twice: %v", err)
		}
		if err := write(t, d, x.keeper, duplicate.AskAgain(apart[0].ID)); err != nil {
			t.Fatal(err)
		}
		if names := found(t, d, x.keeper, x.kind); !strings.Contains(strings.Join(names, "; "), x.double.Name) {
			t.Errorf("%s is not asked for again", x.double.Name)
		}
	}
}

// TestOnlyNearlyTheSameNamesAreFound has slips of the pen on one side and what differs by a figure on the other.
func TestOnlyNearlyTheSameNamesAreFound(t *testing.T) {
	d := storytest.New(t)
	for n, c := range []struct {
		one, other string
		alike      bool
	}{
		{"Aurora Water", "Aurora Water", true}, {"Boulder Watter Company", "Boulder Water Company", true}, {"Creede Water, Inc.", "The CREEDE Water", true},
		{"Durango Water District 1", "Durango Water District 2", false}, {"Eagle Water", "Frisco Water", false}, {"Golden Water", "Golden Gas", false}, {"Haxtun Water", "Haxtun Water Board", true},
	} {
		for _, name := range []string{c.one, c.other} {
			if _, err := d.Super().Exec(t.Context(), `insert into organization (slug, name, kind, state, invented) values ('alike-' || gen_random_uuid(), $1, 'owner_operator', 'CO', true)`, name); err != nil {
				t.Fatal(err)
			}
		}
		var found bool
		if _, err := d.Super().Exec(t.Context(), `select app.find_lookalikes()`); err != nil {
			t.Fatal(err)
		}
		if err := d.Super().QueryRow(t.Context(), `select exists (select from lookalike l join organization a on a.id = l.one_id join organization b on b.id = l.other_id
			where array[a.name, b.name] @> array[$1, $2])`, c.one, c.other).Scan(&found); err != nil || found != c.alike {
			t.Errorf("%d: %s and %s: %v, %v", n, c.one, c.other, found, err)
		}
	}
}

// picture is everything that a merger may touch, but for the versions of visits, which go on.
func picture(t *testing.T, d *dbtest.Database) (rows map[string]string) {
	t.Helper()
	rows = map[string]string{}
	for _, table := range []string{"organization", "facility", "person", "engagement", "partner_request", "incident_call", "inspection", "contact", "profile_confirmation", "agreement",
		"organization_sector", "organization_administrator", "held", "directory_entry", "seat", "appointment"} {
		var all string
		if err := d.Super().QueryRow(t.Context(), `select coalesce(string_agg(r, E'\n' order by r), '') from (
			select (to_jsonb(x) - array['number', 'changed', 'changed_name', 'with_whom'])::text as r from `+table+` x) y`).Scan(&all); err != nil {
			t.Fatal(err)
		}
		rows[table] = all
	}
	return rows
}

func TestWhatIsWrittenFollowsAndUndoingGivesItAllBack(t *testing.T) {
	d := storytest.New(t)
	facility, organization, person := story.TwiceFacility, story.TwiceOrganization, story.TwicePerson
	if _, err := d.Super().Exec(t.Context(), `
insert into facility (id, organization_id, invented, name, kind, sector, state, county) select '00000000-0000-0000-0000-00000000fac1', $2, true, 'Back River Wells', 'Wells', sector, state, county from facility where id = $1`,
		story.Facility("Queens Lake Treatment Plant"), organization.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Super().Exec(t.Context(), `
insert into engagement (id, office_id, organization_id, facility_id, kind, state, day, purpose, label, author_id, keeper_id) select gen_random_uuid(), f.office_id, f.organization_id, f.id, 'visit', 'done', current_date, 'Ice', 'TLP:AMBER', $2, $2 from facility f where f.id = $1`,
		facility.ID, story.Paul.ID); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		`insert into engagement (id, office_id, organization_id, facility_id, kind, state, day, purpose, label, author_id, keeper_id) select gen_random_uuid(), f.office_id, f.organization_id, f.id, 'visit', 'done', current_date, 'Wells', 'TLP:AMBER', $2, $2 from facility f where f.organization_id = $1`,
		`insert into engagement (id, office_id, organization_id, kind, state, day, purpose, label, author_id, keeper_id) select gen_random_uuid(), (select office_id from facility where organization_id = $1), $1, 'call', 'done', current_date, 'Names', 'TLP:AMBER', $2, $2`,
		`insert into contact (id, organization_id, kind, label, value, for_members) select gen_random_uuid(), $1, 'after-hours', 'Night desk', '555-0100', $2::uuid is not null`,
		`insert into person (name, organization_id, invented) select 'Ada Quill', $1, $2::uuid is not null`,
		`insert into agreement (id, organization_id, with_whom, kind, covers, since, shown_to, recorded_by) select gen_random_uuid(), $1, 'Somebody', 'other', 'Ice', '2026-01-05', 'members', $2`,
		`insert into agreement (id, organization_id, with_whom, kind, covers, since, shown_to, recorded_by) select gen_random_uuid(), o.id, g.name, 'other', 'Wells', '2026-01-05', 'members', $2 from organization o, organization g where g.id = $1 and o.slug = 'blue-mesa-water-authority'`,
		`insert into organization_sector (organization_id, sector) select $1, 'energy' where $2::uuid is not null`,
	} {
		if _, err := d.Super().Exec(t.Context(), sql, organization.ID, story.Cora.ID); err != nil {
			t.Fatal(sql, err)
		}
	}
	if _, err := d.Super().Exec(t.Context(), `update engagement set person_id = $1 where organization_id = $2`, person.ID, organization.ID); err != nil {
		t.Fatal(err)
	}
	for _, x := range doubles {
		before := picture(t, d)
		id, err := merge(t, d, x.keeper, x.kind, x.double.Of, x.double.ID)
		if err != nil {
			t.Fatal(x.kind, err)
		}
		after := picture(t, d)
		if after["held"] != before["held"] || after["seat"] != before["seat"] || after["appointment"] != before["appointment"] {
			t.Errorf("%s: a right changed", x.kind)
		}
		for _, table := range map[duplicate.Kind][]string{duplicate.Organization: {"facility", "engagement", "contact", "agreement", "organization_sector", "person"}, duplicate.Facility: {"engagement"}, duplicate.Person: {"engagement"}}[x.kind] {
			if after[table] == before[table] {
				t.Errorf("%s: nothing of %s followed", x.kind, table)
			}
		}
		for _, table := range []string{"engagement", "contact", "agreement"} {
			if strings.Contains(after[table], x.double.ID.String()) {
				t.Errorf("%s: some of %s stayed behind", x.kind, table)
			}
		}
		if _, err := merge(t, d, x.keeper, x.kind, x.double.Of, x.double.ID); !errors.As(err, new(fault.Conflict)) {
			t.Errorf("%s merged twice: %v", x.kind, err)
		}
		if err := write(t, d, x.keeper, duplicate.Undo(id)); err != nil {
			t.Fatal(x.kind, err)
		}
		for table, rows := range picture(t, d) {
			if rows != before[table] {
				t.Errorf("%s: %s is not as it was:\n%s\n%s", x.kind, table, rows, before[table])
			}
		}
		if err := write(t, d, x.keeper, duplicate.Undo(id)); !errors.As(err, new(fault.Conflict)) {
			t.Errorf("%s undone twice: %v", x.kind, err)
		}
	}
}

func TestWhatPeopleActThroughDoesNotGo(t *testing.T) {
	d := storytest.New(t)
	for _, x := range doubles {
		if x.kind == duplicate.Facility {
			continue
		}
		if _, err := merge(t, d, x.keeper, x.kind, x.double.ID, x.double.Of); !errors.As(err, new(fault.Invalid)) {
			t.Errorf("%s: what holds seats or signs in goes: %v", x.double.Name, err)
		}
		var lines []duplicate.Line
		if err := d.App().Read(t.Context(), d.As(x.keeper.ID), duplicate.Compare(x.kind, x.double.ID, x.double.Of, &lines)); err != nil {
			t.Fatal(err)
		}
		binds := 0
		for _, l := range lines {
			if l.Part == duplicate.Binds && l.OfOne == "0" && l.OfOther != "0" {
				binds++
			}
		}
		if binds == 0 {
			t.Errorf("%s: nothing is said to bind it: %+v", x.double.Name, lines)
		}
	}
	if _, err := d.Super().Exec(t.Context(), `update organization set regulator = true where id = $1`, story.TwiceOrganization.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := merge(t, d, story.Sam, duplicate.Organization, story.TwiceOrganization.Of, story.TwiceOrganization.ID); !errors.As(err, new(fault.Invalid)) {
		t.Errorf("a regulator goes into who is none: %v", err)
	}
}

func TestNobodyElseMergesOrLooks(t *testing.T) {
	d := storytest.New(t)
	for _, x := range doubles {
		for _, p := range []story.Person{story.Dana, story.Priya, story.Omar, story.Cora, story.Rosa, story.Paul, story.Sam, story.Hugo, story.Walt} {
			if p.ID == x.keeper.ID || x.kind == duplicate.Facility && p.ID == story.Rosa.ID { // the director of Paul's region
				continue
			}
			if _, err := merge(t, d, p, x.kind, x.double.Of, x.double.ID); !errors.Is(err, fault.Denied) {
				t.Errorf("%s merges %s: %v", p.Name, x.double.Name, err)
			}
			if err := write(t, d, p, duplicate.TellApart(x.kind, x.double.Of, x.double.ID)); !errors.Is(err, fault.Denied) {
				t.Errorf("%s tells %s apart: %v", p.Name, x.double.Name, err)
			}
			var lines []duplicate.Line
			if err := d.App().Read(t.Context(), d.As(p.ID), duplicate.Compare(x.kind, x.double.ID, x.double.Of, &lines)); err != nil || len(lines) > 0 {
				t.Errorf("%s compares %s: %+v, %v", p.Name, x.double.Name, lines, err)
			}
			if names := found(t, d, p, x.kind); len(names) > 0 {
				t.Errorf("%s finds %q", p.Name, names)
			}
		}
		id, err := merge(t, d, x.keeper, x.kind, x.double.Of, x.double.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := write(t, d, story.Dana, duplicate.Undo(id)); !errors.Is(err, fault.Denied) {
			t.Errorf("a member undoes it: %v", err)
		}
	}
	if err := write(t, d, story.Dana, duplicate.Look()); !errors.Is(err, fault.Denied) {
		t.Errorf("a member has everything looked through: %v", err)
	}
}

func TestOfTwoMergersAtOnceOneCounts(t *testing.T) {
	d := storytest.New(t)
	one, other := story.TwiceFacility.Of, story.TwiceFacility.ID
	var wg sync.WaitGroup
	results := make([]error, 8)
	for n := range results {
		wg.Go(func() {
			kept, gone := one, other
			if n%2 == 1 {
				kept, gone = other, one
			}
			q, err := duplicate.Merge(uuid.New(), duplicate.Facility, kept, gone, []string{"name", "address"}, "At once.")
			if err == nil {
				err = d.App().Write(t.Context(), d.As(story.Paul.ID), db.Once{}, q)
			}
			results[n] = err
		})
	}
	wg.Wait()
	done := 0
	for _, err := range results {
		if err == nil {
			done++
		} else if !errors.As(err, new(fault.Conflict)) {
			t.Errorf("it answers %v", err)
		}
	}
	if done != 1 {
		t.Errorf("%d of 8 counted: %v", done, results)
	}
}

func TestMergersAreUndoneFromTheLast(t *testing.T) {
	d := storytest.New(t)
	var third uuid.UUID
	if err := d.Super().QueryRow(t.Context(), `insert into facility (id, organization_id, invented, name, kind, sector, state, county) select gen_random_uuid(), organization_id, true, 'Kannah Creek River Intake', kind, sector, state, county from facility where id = $1 returning id`,
		story.TwiceFacility.ID).Scan(&third); err != nil {
		t.Fatal(err)
	}
	first, err := merge(t, d, story.Paul, duplicate.Facility, story.TwiceFacility.Of, story.TwiceFacility.ID)
	if err != nil {
		t.Fatal(err)
	}
	second, err := merge(t, d, story.Paul, duplicate.Facility, third, story.TwiceFacility.Of)
	if err != nil {
		t.Fatal(err)
	}
	if err := write(t, d, story.Paul, duplicate.Undo(first)); !errors.As(err, new(fault.Conflict)) {
		t.Errorf("the first one is undone before the second: %v", err)
	}
	for _, id := range []uuid.UUID{second, first} {
		if err := write(t, d, story.Paul, duplicate.Undo(id)); err != nil {
			t.Error(err)
		}
	}
	var told []duplicate.Merger
	if err := d.App().Read(t.Context(), d.As(story.Paul.ID), duplicate.Lately(duplicate.Facility, &told)); err != nil || len(told) != 3 || told[0].Undone == nil || told[1].By != story.Paul.Name {
		t.Errorf("%+v, %v", told, err)
	}
}

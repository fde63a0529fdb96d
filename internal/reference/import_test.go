package reference

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
)

// The template of this package's tests has the facts of the release imported, by this very code.
func init() {
	dbtest.Prepare("reference "+fingerprint(), func(ctx context.Context, owner *db.DB) error {
		_, err := Import(ctx, owner)
		return err
	})
}

// fingerprint changes with the code and the files.
func fingerprint() string {
	path, err := os.Executable()
	if err != nil {
		panic(err)
	}
	program, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	sum := sha256.Sum256(program)
	return hex.EncodeToString(sum[:8])
}

// count reads one number as the owner.
func count(t *testing.T, d *dbtest.Database, sql string, args ...any) int {
	t.Helper()
	var n int
	if err := d.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func arrange(t *testing.T, d *dbtest.Database, sql string, args ...any) {
	t.Helper()
	if _, err := d.Owner().Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

// edited is the release's files with one of them rewritten.
func edited(t *testing.T, name string, edit func(string) string) fs.FS {
	t.Helper()
	folder := fstest.MapFS{}
	for _, file := range []string{"sources", "sectors", "regions", "counties", "organizations", "councils"} {
		text, err := embedded.ReadFile("data/" + file + ".json")
		if err != nil {
			t.Fatal(err)
		}
		folder["data/"+file+".json"] = &fstest.MapFile{Data: text}
		if file == name {
			after := edit(string(text))
			if after == string(text) || !json.Valid([]byte(after)) {
				t.Fatal("the edit must change the file and leave it JSON")
			}
			folder["data/"+file+".json"].Data = []byte(after)
		}
	}
	return folder
}

func TestAllFactsOfTheFilesAreThere(t *testing.T) {
	d := dbtest.New(t)
	for what, want := range map[string]struct {
		sql string
		n   int
	}{
		"sectors":                         {`select count(*) from sector`, 16},
		"subsectors":                      {`select count(*) from subsector`, 70},
		"editions":                        {`select count(*) from edition`, 7},
		"names that are sectors no more":  {`select count(*) from retired_sector`, 7},
		"regions":                         {`select count(*) from region`, 10},
		"jurisdictions":                   {`select count(*) from jurisdiction`, 56},
		"organizations":                   {`select count(*) from organization`, 119},
		"memberships":                     {`select count(*) from membership`, 176},
		"memberships seen in a source":    {`select count(*) from membership m join fact f on f.id = m.fact_id where f.basis = 'verified'`, 91},
		"umbrellas":                       {`select count(*) from umbrella`, 2},
		"SCCs":                            {`select count(*) from council_kind_term where kind = 'scc'`, 22},
		"GCCs":                            {`select count(*) from council_kind_term where kind = 'gcc'`, 26},
		"ISACs":                           {`select count(*) from council_kind_term where kind = 'isac'`, 24},
		"councils of the files":           {`select count(*) from listing`, 115}, // 118 less two umbrellas and a template
		"communities":                     {`select count(*) from council_kind_term where kind = 'community'`, 16},
		"regional offices":                {`select count(*) from council where region is not null`, 10},
		"joint rooms with both sides":     {`select count(*) from (select room_id from room_side group by 1 having count(*) = 2) r`, 23},
		"sources":                         {`select count(*) from source`, 87},
		"sectors of the list of 2003":     {`select count(*) from edition_entry where edition = 'hspd7-2003'`, 17},
		"sectors of 2006":                 {`select count(*) from edition_entry where edition = 'cikr-2006'`, 17},
		"sectors of 2008":                 {`select count(*) from edition_entry where edition = 'cikr18-2008'`, 18},
		"sectors of 2013":                 {`select count(*) from edition_entry where edition = 'ppd21-2013'`, 16},
		"sectors of 2024":                 {`select count(*) from edition_entry where edition = 'nsm22-2024'`, 16},
		"lists that are derived say so":   {`select count(*) from edition where derived_from <> ''`, 4},
		"sectors that nobody leads today": {`select count(*) from sector s where not exists (select from sector_lead l where l.sector = s.slug and l.until is null)`, 0},
		"facts about unknown sources":     {`select count(*) from fact f, unnest(f.sources) s where not exists (select from source where id = s)`, 0},
	} {
		if n := count(t, d, want.sql); n != want.n {
			t.Errorf("%s: %d, want %d", what, n, want.n)
		}
	}
}

func TestSecondImportWritesNothing(t *testing.T) {
	d := dbtest.New(t)
	written := func() int { return count(t, d, `select count(*) from audit`) }
	newest := func() int { return count(t, d, `select max(xmin::text::bigint) from imported`) }
	audits, row := written(), newest()
	report, err := Import(t.Context(), d.Loader())
	if err != nil {
		t.Fatal(err)
	}
	if report.Added+report.Changed+report.Dropped+len(report.Kept)+len(report.Gone) > 0 {
		t.Errorf("the second import reports %+v", report)
	}
	if written() != audits || newest() != row {
		t.Error("the second import wrote")
	}
}

func TestChangedFileUpdates(t *testing.T) {
	d := dbtest.New(t)
	folder := edited(t, "councils", func(s string) string {
		return strings.Replace(s, `"official_name": "Rail Sector Coordinating Council"`, `"official_name": "Railroad Sector Coordinating Council"`, 1)
	})
	report, err := from(t.Context(), d.Loader(), folder)
	if err != nil {
		t.Fatal(err)
	}
	if report.Changed == 0 || len(report.Kept) > 0 {
		t.Errorf("report %+v", report)
	}
	if count(t, d, `select count(*) from council where slug = 'rail-scc' and name = 'Railroad Sector Coordinating Council'`) != 1 {
		t.Error("the council has its old name")
	}
	again, err := from(t.Context(), d.Loader(), folder)
	if err != nil || again.Added+again.Changed+again.Dropped > 0 {
		t.Errorf("after the change the files are imported again: %+v, %v", again, err)
	}
}

func TestClaimThatLeftTheFilesIsTakenBackAndACouncilStays(t *testing.T) {
	d := dbtest.New(t)
	folder := edited(t, "organizations", func(s string) string {
		var all []map[string]any
		if err := json.Unmarshal([]byte(s), &all); err != nil {
			t.Fatal(err)
		}
		for _, o := range all {
			if o["slug"] == "epa" {
				o["memberships"] = slices.DeleteFunc(o["memberships"].([]any), func(m any) bool { return m.(map[string]any)["council"] == "wscc" })
			}
		}
		text, err := json.Marshal(slices.DeleteFunc(all, func(o map[string]any) bool { return o["slug"] == "naco" }))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	})
	report, err := from(t.Context(), d.Loader(), folder)
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, d, `select count(*) from membership m join organization o on o.id = m.organization_id join council c on c.id = m.council_id where o.slug = 'epa' and c.slug = 'wscc'`); n != 0 {
		t.Error("the membership is still there")
	}
	if n := count(t, d, `select count(*) from fact where kind = 'membership' and subject = 'epa/wscc'`); n != 0 {
		t.Error("the fact behind the membership is still there")
	}
	if n := count(t, d, `select count(*) from organization where slug = 'naco'`); n != 1 || !slices.ContainsFunc(report.Gone, func(s string) bool { return strings.HasPrefix(s, "organization ") }) {
		t.Errorf("an organization that left the files must stay and be reported: %d, %q", n, report.Gone)
	}
}

func TestHandsEditIsKeptAndReported(t *testing.T) {
	d := dbtest.New(t)
	arrange(t, d, `update council set name = 'Water Council', website = 'https://water.example.org' where slug = 'wscc'`)
	arrange(t, d, `delete from council_sector where council_id = (select id from council where slug = 'jcdc') and sector = 'dams'`)
	folder := edited(t, "councils", func(s string) string {
		s = strings.Replace(s, `"official_name": "Water Sector Coordinating Council"`, `"official_name": "Water and Wastewater Sector Coordinating Council"`, 1)
		return strings.Replace(s, `"short_name": "WSCC"`, `"short_name": "Water SCC"`, 1)
	})
	for range 2 {
		report, err := from(t.Context(), d.Loader(), folder)
		if err != nil {
			t.Fatal(err)
		}
		kept := map[string]bool{}
		for _, k := range report.Kept {
			kept[k.Table+"."+k.Column] = true
		}
		if want := map[string]bool{"council.name": true, "council.website": true, "council_sector.": true}; !maps.Equal(kept, want) {
			t.Errorf("kept %v, want %v", kept, want)
		}
	}
	if n := count(t, d, `select count(*) from council where slug = 'wscc' and name = 'Water Council' and website = 'https://water.example.org' and short_name = 'Water SCC'`); n != 1 {
		t.Error("what was edited by hand must stay, and what was not must follow the files")
	}
	if n := count(t, d, `select count(*) from council_sector cs join council c on c.id = cs.council_id where c.slug = 'jcdc' and cs.sector = 'dams'`); n != 0 {
		t.Error("a link removed by hand came back")
	}
}

func TestCouncilThatStaffRecordedFirstIsLeftToThem(t *testing.T) {
	d := dbtest.Empty(t)
	id := uuid.New()
	arrange(t, d, `insert into council (id, slug, name, short_name) values ($1, 'wscc', 'Water SCC as recorded', 'Water')`, id)
	arrange(t, d, `insert into council_kind_term (council_id, kind) values ($1, 'scc')`, id)
	report, err := Import(t.Context(), d.Loader())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(report.Kept, func(k Kept) bool { return k.Table == "council" && k.Key == id.String() && k.Column == "" }) {
		t.Errorf("not reported: %+v", report.Kept)
	}
	if n := count(t, d, `select count(*) from council where id = $1 and name = 'Water SCC as recorded'`, id); n != 1 {
		t.Error("the import changed it")
	}
	if n := count(t, d, `select count(*) from counterpart where council_id = $1`, id); n != 1 {
		t.Error("it faces its GCC all the same")
	}
}

func TestKindChangesFromTodayOn(t *testing.T) {
	d := dbtest.New(t)
	_, err := from(t.Context(), d.Loader(), edited(t, "councils", func(s string) string {
		return strings.Replace(s, `"kind": "collaborative"`, `"kind": "advisory"`, 1)
	}))
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	if err := d.Owner().QueryRow(t.Context(), `select array_agg(kind order by since) from council_kind_term where council_id = (select id from council where slug = 'jcdc')`).Scan(&kinds); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(kinds, []string{"collaborative", "advisory"}) {
		t.Errorf("terms %q: what it was must stay on record", kinds)
	}
}

// The role words of the sources are many; one that nobody has thought about must not turn into a seat.
func TestOnlyMembersAndTheirOfficersWereSeenSeated(t *testing.T) {
	f, err := read(embedded)
	if err != nil {
		t.Fatal(err)
	}
	seated := map[string]bool{}
	for _, o := range f.organizations {
		for _, m := range o.Memberships {
			if standing(m.Role) == "seat" {
				seated[m.Role] = true
			}
		}
	}
	want := []string{"chair", "co-chair", "executive committee", "member", "member and secretariat support", "member organization", "non-voting member"}
	if got := slices.Sorted(maps.Keys(seated)); !slices.Equal(got, want) {
		t.Errorf("seen seated: %q, want %q", got, want)
	}
}

func TestFieldThatTheProductDoesNotKnowIsRefused(t *testing.T) {
	_, err := read(edited(t, "regions", func(s string) string { return strings.Replace(s, `"office_city"`, `"office_town"`, 1) }))
	if err == nil || !strings.Contains(err.Error(), "regions.json") || !strings.Contains(err.Error(), "office_town") {
		t.Errorf("got %v; a field that nobody reads would be lost unseen", err)
	}
}

package directory_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func read(t *testing.T, d *dbtest.Database, p story.Person, queries ...db.Query) {
	t.Helper()
	if err := d.App().Read(t.Context(), d.As(p.ID), queries...); err != nil {
		t.Fatal(p.Name, err)
	}
}

// everyone are the keys of all pages of a list of people.
func everyone(t *testing.T, d *dbtest.Database, p story.Person, f directory.Filter) (keys []uuid.UUID) {
	t.Helper()
	for {
		var rows []directory.Place
		read(t, d, p, directory.People(f, &rows))
		more := len(rows) > directory.PageSize
		for _, r := range rows[:min(len(rows), directory.PageSize)] {
			keys = append(keys, r.Key)
			f.After = []string{r.Name, r.Key.String()}
		}
		if !more {
			return keys
		}
	}
}

// However the list is narrowed, and whoever asks, it holds what the appointments say: nothing is lost between the walks that it merges.
func TestPeopleAreThoseOfTheAppointmentsHoweverTheyAreFound(t *testing.T) {
	d := storytest.New(t)
	some := false
	for _, f := range []directory.Filter{
		{}, {State: "CO"}, {Region: 8}, {Region: 8, State: "VA"}, {Office: "representative"}, {Council: "wscc"}, {Sector: "water-and-wastewater"}, {Name: "an"},
		{Name: "Da"}, {Sector: "energy", Region: 5}, {Council: "wscc", Office: "chair"}, {State: "CO", Office: "representative", Name: "dana"}, {Name: "100%"},
	} {
		for _, p := range []story.Person{story.Paul, story.Dana, story.Grace, story.Maya, story.Eve} {
			var want []uuid.UUID
			read(t, d, p, db.Many("plain", `
select a.id from appointment a join person p on p.id = a.person_id join organization o on o.id = a.organization_id join council c on c.id = a.council_id
  left join jurisdiction j on j.code = o.state
 where a.since <= app.now() and (a.until is null or a.until > app.now())
   and position(lower($1) in lower(p.name)) > 0
   and ($2 = '' or (select true from council_sector m where m.council_id = c.id and m.sector = $2 limit 1))
   and ($3 = '' or o.state = $3) and ($4 = 0 or $3 <> '' or j.region = $4) and ($5 = '' or a.office = $5) and ($6 = '' or c.slug = $6)
 order by p.name, a.id`, &want, f.Name, f.Sector, f.State, f.Region, f.Office, f.Council))
			got := everyone(t, d, p, f)
			if !slices.Equal(got, want) {
				t.Errorf("%s, %+v: %d rows, and %d appointments", p.Name, f, len(got), len(want))
			}
			some = some || len(want) > directory.PageSize
			var g directory.Figures
			read(t, d, p, directory.CountPeople(f, &g))
			if g.Total() != min(len(want), directory.Counted+1) {
				t.Errorf("%s, %+v: counted %d of %d", p.Name, f, g.Total(), len(want))
			}
		}
	}
	if !some {
		t.Error("no list had a second page")
	}
}

func TestEntriesFollowNamesStatesAndEnds(t *testing.T) {
	d := storytest.New(t)
	find := func(f directory.Filter) int { return len(everyone(t, d, story.Paul, f)) }
	offices := find(directory.Filter{Name: "Dana Whitfield"})
	change := func(sql string, args ...any) {
		t.Helper()
		if _, err := d.Owner().Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	change(`update person set name = 'Dana Ashworth' where id = $1`, story.Dana.ID)
	if old, now := find(directory.Filter{Name: "Dana Whitfield"}), find(directory.Filter{Name: "Ashworth"}); old != 0 || now != offices {
		t.Errorf("by her former name %d, by the new one %d of %d", old, now, offices)
	}
	change(`update organization set state = 'MT' where slug = $1`, story.Dana.Organization)
	if there := find(directory.Filter{Name: "Ashworth", State: "MT"}); there != offices {
		t.Errorf("in the new state %d of %d", there, offices)
	}
	change(`update appointment set until = app.now() where person_id = $1 and until is null`, story.Dana.ID)
	if left := find(directory.Filter{Name: "Ashworth"}); left != 0 {
		t.Errorf("%d after the end", left)
	}
}

func TestSlipOfTheHandFindsTheName(t *testing.T) {
	d := storytest.New(t)
	for kind, names := range map[string][2]string{
		"organizations": {"Bleu Messa Water", "Blue Mesa Water Authority"}, "people": {"Whitfeild", "Dana Whitfield"}, "facilities": {"Kanah Crek", "Kannah Creek Intake"},
	} {
		var near []string
		read(t, d, story.Paul, directory.Near(kind, directory.Filter{Name: names[0]}, &near)...)
		if !slices.Contains(near, names[1]) {
			t.Errorf("%s like %q: %q", kind, names[0], near)
		}
	}
}

func TestCompetitorsFacilitiesAreNeitherListedCountedNorLike(t *testing.T) {
	d := storytest.New(t)
	for _, p := range []story.Person{story.Priya, story.Dana, story.Sam, story.Walt, story.Cora, story.Paul} {
		var rows []directory.Facility
		var g directory.Figures
		var near []string
		var states []directory.StateSpread
		var dots []directory.Dot
		read(t, d, p, append(directory.Near("facilities", directory.Filter{Name: "Kannah Creek"}, &near), directory.Facilities(directory.Filter{State: "CO"}, &rows),
			directory.CountFacilities(directory.Filter{State: "CO"}, &g), directory.StatesSpread("", 8, &states), directory.Dots("", "CO", &dots))...)
		colorado := states[slices.IndexFunc(states, func(s directory.StateSpread) bool { return s.Code == "CO" })].Facilities
		want := map[string]int{story.Dana.Name: 5, story.Paul.Name: 9}[p.Name]
		if len(rows) != want || g.Total() != want || colorado != want || len(dots) != want || slices.Contains(near, "Kannah Creek Intake") != (want > 0) {
			t.Errorf("%s: %d listed, %d counted, %d on the map, %d dots, like %q; want %d", p.Name, len(rows), g.Total(), colorado, len(dots), near, want)
		}
	}
}

func TestWhoCoversACountyComesBeforeWhoCoversTheState(t *testing.T) {
	d := storytest.New(t)
	if _, err := d.Owner().Exec(t.Context(), `delete from territory`); err != nil {
		t.Fatal(err)
	}
	covers := func(p story.Person, county any) {
		t.Helper()
		if _, err := d.Owner().Exec(t.Context(), `insert into territory (person_id, state, county, since) values ($1, 'CO', $2, app.now())`, p.ID, county); err != nil {
			t.Fatal(err)
		}
	}
	who := func() (names []string) {
		var of, at []directory.Advisor
		read(t, d, story.Dana, directory.AdvisorsOfOrganization(story.Dana.Organization, &of), directory.AdvisorsOfFacility(story.Facility("Kannah Creek Intake"), &at))
		if !slices.Equal(of, at) {
			t.Errorf("of the organization %+v, of the facility in the same county %+v", of, at)
		}
		for _, a := range of {
			names = append(names, a.Name)
		}
		return names
	}
	gaps := func() int {
		var s directory.StateSpread
		read(t, d, story.Dana, directory.StateSpreadByCode("", "CO", &s))
		return s.Gaps()
	}
	if got, open := who(), gaps(); len(got) != 0 || open != 64 {
		t.Errorf("nobody covers anything: %q, %d counties open", got, open)
	}
	covers(story.Rosa, "08077")
	if got, open := who(), gaps(); !slices.Equal(got, []string{story.Rosa.Name}) || open != 63 {
		t.Errorf("the county is covered: %q, %d counties open", got, open)
	}
	covers(story.Paul, nil)
	if got, open := who(), gaps(); !slices.Equal(got, []string{story.Rosa.Name}) || open != 0 {
		t.Errorf("the state is covered too: %q, %d counties open", got, open)
	}
	var counties []directory.CountySpread
	read(t, d, story.Dana, directory.CountiesSpread("", "CO", 0, &counties))
	for _, c := range counties {
		if want := map[bool]string{true: story.Rosa.Name, false: story.Paul.Name}[c.FIPS == "08077"]; strings.Join(c.Advisors, ", ") != want {
			t.Errorf("%s is covered by %q", c.Name, c.Advisors)
		}
	}
}

func TestSearchIsOnesOwn(t *testing.T) {
	d := storytest.New(t)
	mine := directory.Search{ID: uuid.New(), Name: "Water in Colorado", Kind: "facilities", Query: "sector=water-and-wastewater&state=CO"}
	if err := d.App().Write(t.Context(), d.As(story.Paul.ID), db.Once{}, directory.Keep(mine)); err != nil {
		t.Fatal(err)
	}
	var paul, rosa []directory.Search
	read(t, d, story.Paul, directory.Searches(&paul))
	read(t, d, story.Rosa, directory.Searches(&rosa))
	if len(paul) != 1 || paul[0].Name != mine.Name || len(rosa) != 0 {
		t.Errorf("his %+v, hers %+v", paul, rosa)
	}
	if err := d.App().Write(t.Context(), d.As(story.Rosa.ID), db.Once{}, directory.Forget(mine.ID)); err == nil {
		t.Error("she dropped his")
	}
	var g directory.Figures
	read(t, d, story.Paul, directory.CountFacilities(directory.Filter{State: "CO", Since: time.Now().Add(time.Hour)}, &g))
	if g.Total() != 0 {
		t.Errorf("%d are new since later", g.Total())
	}
}

func TestRegionMeetsOthersWhereItHoldsASeatOrNoSeatIsKnown(t *testing.T) {
	d := storytest.New(t)
	// Where an organization of Region 8 sits, and where one of Region 3 alone does.
	for slug, owner := range map[string]string{"front-range-partners": "blue-mesa-water-authority", "hampton-roads-partners": "tidewater-utilities-cooperative"} {
		if _, err := d.Owner().Exec(t.Context(), `with c as (insert into council (id, slug, name, short_name, invented) values (gen_random_uuid(), $1::text, $1::text, $1::text, true) returning id),
			k as (insert into council_kind_term (council_id, kind) select id, 'regional' from c)
			insert into seat (council_id, organization_id, class, since) select c.id, o.id, 'voting', now() - interval '1 day' from c, organization o where o.slug = $2`, slug, owner); err != nil {
			t.Fatal(err)
		}
	}
	var gathered, councils []directory.CouncilHere
	read(t, d, story.Paul, directory.Coalitions(8, &gathered), directory.CouncilsIn(8, &councils))
	if len(gathered) == 0 || gathered[0].Slug != "front-range-partners" || gathered[0].Organizations != 1 {
		t.Fatalf("coalitions of the region: %+v", gathered)
	}
	// What staff record counts where no seat tells.
	if err := d.App().Write(t.Context(), d.As(story.Sam.ID), db.Once{}, council.Edit("rc3", council.Editing{Name: "The consortium", ShortName: "RC3", Status: "active", Sectors: []string{}, Regions: []string{"3", "99"}})...); err != nil {
		t.Fatal(err)
	}
	for region, works := range map[int]bool{3: true, 8: false} {
		var there []directory.CouncilHere
		read(t, d, story.Paul, directory.Coalitions(region, &there))
		if here := slices.ContainsFunc(there, func(c directory.CouncilHere) bool { return c.Slug == "rc3" && c.Works }); here != works || len(there) == 0 {
			t.Errorf("recorded for Region 3, the consortium stands on the page of Region %d: %v", region, here)
		}
		if !works && slices.ContainsFunc(there, func(c directory.CouncilHere) bool { return c.Slug == "rc3" }) {
			t.Errorf("Region %d shows a coalition of another region", region)
		}
	}
	consortium := false
	for _, c := range gathered {
		consortium = consortium || c.Slug == "rc3" && c.Organizations == 0
		if c.Slug == "hampton-roads-partners" {
			t.Error("a coalition of another region")
		}
	}
	if !consortium {
		t.Errorf("the regions' consortium is missing: %+v", gathered)
	}
	if slices.ContainsFunc(councils, func(c directory.CouncilHere) bool { return c.Slug == "front-range-partners" }) {
		t.Error("a coalition stands among the councils, too")
	}
}

package intake_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/intake"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// desk is somebody with files to take in.
type desk struct {
	*testing.T
	d   *dbtest.Database
	who story.Person
}

func (k desk) read(queries ...db.Query) {
	k.Helper()
	if err := k.d.App().Read(k.Context(), k.d.As(k.who.ID), queries...); err != nil {
		k.Fatal(err)
	}
}

func (k desk) write(queries ...db.Query) error {
	return k.d.App().Write(k.Context(), k.d.As(k.who.ID), db.Once{}, queries...)
}

// take does what the worker does when its turn comes.
func (k desk) take(id uuid.UUID, step intake.Step) error {
	return intake.Take(k.Context(), k.d.Worker(), id, step)
}

// arrive brings a file in and compares it.
func (k desk) arrive(kind intake.Kind, office *uuid.UUID, file string) uuid.UUID {
	k.Helper()
	i := intake.Intake{ID: uuid.New(), Kind: kind, OfficeID: office, File: "list.csv"}
	rows, last, err := intake.Read(strings.NewReader(file), func(names []string) error {
		i.Head, i.Reads = names, intake.Reads(kind, names)
		return errors.Join(intake.Check(kind, i.Reads), k.write(intake.Begin(i)))
	}, func(lines []intake.Line) error { return k.write(intake.Arrive(i.ID, lines)) })
	if err != nil {
		k.Fatal(err)
	}
	if err := errors.Join(k.write(intake.Arrived(i.ID, rows, last, true)), k.take(i.ID, intake.Compare)); err != nil {
		k.Fatal(err)
	}
	return i.ID
}

func (k desk) counts(id uuid.UUID) map[intake.Verdict]int {
	k.Helper()
	var all []intake.Count
	k.read(intake.Counts(id, &all))
	m := map[intake.Verdict]int{}
	for _, c := range all {
		m[c.Verdict] = c.Rows
	}
	return m
}

func (k desk) one(sql string, args ...any) (s string) {
	k.Helper()
	if err := k.d.Super().QueryRow(k.Context(), sql, args...).Scan(&s); err != nil {
		k.Fatal(sql, err)
	}
	return s
}

const organizations = "\ufeffName;Kind;State;County;City;Sectors;Remarks\n" +
	"Pinewater Example Utility;owner_operator;VA;Accomack;Onancock;water-and-wastewater;new\n" +
	"Pinewater Example Utility, Inc.;owner_operator;va;;;;the same once more\n" +
	"%s;;;;;energy;known by another spelling\n" +
	";;;;;;no name\n" +
	"Nowhere Works;owner_operator;XX;;;;no such state\n" +
	"Valley Works;owner_operator;VA;Kern;;;no such county\n" +
	"Odd Works;guild;VA;;;;no such kind\n" +
	"Pinewatter Exampel Utility;owner_operator;VA;;;;resembles the first, which is not there yet\n"

func TestFileIsComparedTakenInAndGivenBack(t *testing.T) {
	d := storytest.New(t)
	k := desk{t, d, story.Sam}
	known := k.one(`select name from organization where invented and state is not null and id in (select organization_id from seat) order by name limit 1`)
	slug := k.one(`select slug from organization where name = $1`, known)
	id := k.arrive(intake.Organizations, nil, fmt.Sprintf(organizations, strings.ToUpper(known)+" INC"))

	if got, want := fmt.Sprint(k.counts(id)), fmt.Sprint(map[intake.Verdict]int{intake.Add: 2, intake.Refuse: 5, intake.Change: 1}); got != want {
		t.Fatalf("compared: %s, want %s", got, want)
	}
	var refused []intake.Row
	k.read(intake.Refused(id, &refused))
	for n, want := range []string{"Row 2 is the same.", "It has no name.", `There is no state "XX"`, `There is no county "Kern"`, `There is no kind "guild"`} {
		if !strings.HasPrefix(refused[n].Because, want) {
			t.Errorf("row %d: %q, want %q", refused[n].Number, refused[n].Because, want)
		}
	}
	if n := k.one(`select count(*)::text from organization where name like 'Pinewater Example%'`); n != "0" {
		t.Fatal("comparing added something")
	}

	if err := errors.Join(k.write(intake.Approve(id)), k.take(id, intake.Apply), k.take(id, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	if got := k.one(`select string_agg(o.name || '/' || coalesce(o.county, '') || '/' || o.city || '/' || coalesce(m.sector, ''), ', ' order by o.name)
		from organization o left join organization_sector m on m.organization_id = o.id where o.name like 'Pinewat%'`); got != "Pinewater Example Utility/51001/Onancock/water-and-wastewater, Pinewatter Exampel Utility///" {
		t.Errorf("taken in: %s", got)
	}
	if got := k.one(`select count(*)::text from organization_sector m join organization o on o.id = m.organization_id where o.slug = $1 and m.sector = 'energy'`, slug); got != "1" {
		t.Error("the known one did not get its sector")
	}
	if got := k.one(`select name from organization where slug = $1`, slug); got != known {
		t.Errorf("a file renamed %s to %s", known, got)
	}
	if got := k.one(`select p.name from audit a join person p on p.id = a.person_id where a.object = 'intake' and 'applied' = any (a.changed)`); got != story.Sam.Name {
		t.Errorf("the record says that %s took it in", got)
	}

	// The same file again resembles what came of it.
	again := k.arrive(intake.Organizations, nil, "name,state\nPinewater Exemple Utility,VA\n")
	if got := k.counts(again); got[intake.Alike] != 1 {
		t.Errorf("a slip of the pen: %v", got)
	}

	if err := errors.Join(k.write(intake.Recall(id)), k.take(id, intake.Undo)); err != nil {
		t.Fatal(err)
	}
	if got := k.one(`select count(*)::text from organization where name like 'Pinewat%' and (until is null or until > app.now()::date)`); got != "0" {
		t.Errorf("%s organizations are left", got)
	}
	if got := k.one(`select count(*)::text from organization_sector m join organization o on o.id = m.organization_id where o.slug = $1 and m.sector = 'energy'`, slug); got != "0" {
		t.Error("the known one kept the sector")
	}
	var after intake.Intake
	k.read(intake.ByID(id, &after))
	if after.Undone == nil || after.LeftAlone != 0 {
		t.Errorf("undone %v, %d left alone", after.Undone, after.LeftAlone)
	}
}

func TestWhatWasChangedSinceIsLeftAlone(t *testing.T) {
	d := storytest.New(t)
	k := desk{t, d, story.Sam}
	id := k.arrive(intake.Organizations, nil, "name,state,website\nHarbor Example Terminal,VA,https://one.example.org\n")
	if err := errors.Join(k.write(intake.Approve(id)), k.take(id, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	second := k.arrive(intake.Organizations, nil, "name,state,website,abbreviation\nHarbor Example Terminal,VA,https://one.example.org,HET\n")
	if err := errors.Join(k.write(intake.Approve(second)), k.take(second, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	if err := k.write(db.Change("by hand", `update organization set website = 'https://three.example.org' where name = 'Harbor Example Terminal'`)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(k.write(intake.Recall(second)), k.take(second, intake.Undo)); err != nil {
		t.Fatal(err)
	}
	if got := k.one(`select website from organization where name = 'Harbor Example Terminal'`); got != "https://three.example.org" {
		t.Errorf("what was written by hand became %s", got)
	}
	var i intake.Intake
	if k.read(intake.ByID(second, &i)); i.LeftAlone != 1 {
		t.Errorf("%d rows left alone", i.LeftAlone)
	}
}

func TestARegionTakesInItsOwnFacilities(t *testing.T) {
	d := storytest.New(t)
	k := desk{t, d, story.Cora}
	var office uuid.UUID
	if err := d.Super().QueryRow(t.Context(), `select council_id from appointment where person_id = $1 limit 1`, story.Cora.ID).Scan(&office); err != nil {
		t.Fatal(err)
	}
	states := k.one(`select string_agg(j.code, ' ' order by j.code) from jurisdiction j join council c on c.region = j.region where c.id = $1`, office)
	here, _, _ := strings.Cut(states, " ")
	owner := k.one(`select name from organization where invented and id in (select organization_id from seat) order by name limit 1`)
	id := k.arrive(intake.Facilities, &office, "name,organization,sector,state,latitude,longitude\n"+
		"North Plant,"+owner+",water-and-wastewater,"+here+",38.5,-77\nFar Plant,"+owner+",water-and-wastewater,HI,,\n"+
		"Lost Plant,Nobody Knows,water-and-wastewater,"+here+",,\nOdd Plant,"+owner+",water-and-wastewater,"+here+",north,\n")
	if got := k.counts(id); got[intake.Add] != 1 || got[intake.Refuse] != 3 {
		t.Fatalf("compared: %v", got)
	}
	if err := errors.Join(k.write(intake.Approve(id)), k.take(id, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	if got := k.one(`select f.office_id || ' ' || f.latitude from facility f where f.name = 'North Plant'`); got != office.String()+" 38.50000" {
		t.Error(got)
	}
	other := desk{t, d, story.Sam}
	if err := other.write(intake.Begin(intake.Intake{ID: uuid.New(), Kind: intake.Facilities, OfficeID: &office, File: "x.csv"})); !errors.Is(err, fault.Denied) {
		t.Errorf("staff take in a region's facilities: %v", err)
	}
	var none intake.Intake
	if err := d.App().Read(t.Context(), d.As(story.Sam.ID), intake.ByID(id, &none)); !errors.Is(err, fault.NotFound) {
		t.Errorf("another sees the file: %v", err)
	}
}

func TestPeopleComeInAndGoOutAgain(t *testing.T) {
	d := storytest.New(t)
	k := desk{t, d, story.Sam}
	owner := k.one(`select o.name from person p join organization o on o.id = p.organization_id where p.id = $1`, story.Dana.ID)
	id := k.arrive(intake.People, nil, "organization\tname\n"+owner+"\tQuentin Marsh\n"+owner+"\t"+story.Dana.Name+"\n"+owner+"\t"+story.Dana.Name+"e\n")
	if got, want := fmt.Sprint(k.counts(id)), fmt.Sprint(map[intake.Verdict]int{intake.Add: 1, intake.Same: 1, intake.Alike: 1}); got != want {
		t.Fatalf("compared: %s, want %s", got, want)
	}
	if err := errors.Join(k.write(intake.Choose(id, []intake.Row{{Number: 4, Choice: intake.AddAnother, Pick: 1}})), k.write(intake.Approve(id)), k.take(id, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	if err := k.write(intake.Choose(id, []intake.Row{{Number: 4, Choice: intake.NoChoice, Pick: 1}})); err != nil {
		t.Fatal(err)
	}
	if n := k.one(`select count(*)::text from person where name in ('Quentin Marsh', $1) and enrolled is null`, story.Dana.Name+"e"); n != "2" {
		t.Fatalf("%s came in", n)
	}
	if err := errors.Join(k.write(intake.Recall(id)), k.take(id, intake.Undo)); err != nil {
		t.Fatal(err)
	}
	if n := k.one(`select count(*)::text from person where name in ('Quentin Marsh', $1) and expires <= app.now()`, story.Dana.Name+"e"); n != "2" {
		t.Errorf("%s are out again", n)
	}
}

func TestWhoLostTheRightTakesInNothing(t *testing.T) {
	d := storytest.New(t)
	k := desk{t, d, story.Sam}
	id := k.arrive(intake.Organizations, nil, "name,state\nLate Example Works,VA\n")
	if err := k.write(intake.Approve(id)); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Owner().Exec(t.Context(), `update appointment set until = app.now() where person_id = $1`, story.Sam.ID); err != nil {
		t.Fatal(err)
	}
	if err := k.take(id, intake.Apply); !errors.Is(err, fault.Denied) {
		t.Errorf("taken in: %v", err)
	}
	if n := k.one(`select count(*)::text from organization where name = 'Late Example Works'`); n != "0" {
		t.Error("it is there")
	}
}

func TestWhoLostTheRightTakesNothingBack(t *testing.T) {
	d := storytest.New(t)
	k := desk{t, d, story.Sam}
	id := k.arrive(intake.Organizations, nil, "name,state\nLate Example Works,VA\n")
	if err := errors.Join(k.write(intake.Approve(id)), k.take(id, intake.Apply), k.write(intake.Recall(id))); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Owner().Exec(t.Context(), `update appointment set until = app.now() where person_id = $1`, story.Sam.ID); err != nil {
		t.Fatal(err)
	}
	if err := k.take(id, intake.Undo); !errors.Is(err, fault.Denied) {
		t.Errorf("taken back: %v", err)
	}
	if n := k.one(`select count(*)::text from organization where name = 'Late Example Works' and until is null`); n != "1" {
		t.Error("it is gone")
	}
}

func TestEachStepIsTakenOnce(t *testing.T) {
	k := desk{t, storytest.New(t), story.Sam}
	id := k.arrive(intake.Organizations, nil, "name,state\nTwice Example Works,VA\n")
	for _, step := range []struct {
		name string
		take db.Query
		then intake.Step
	}{{"approved", intake.Approve(id), intake.Apply}, {"recalled", intake.Recall(id), intake.Undo}} {
		if err := k.write(step.take); err != nil {
			t.Fatal(err)
		}
		var conflict fault.Conflict
		if err := k.write(step.take); !errors.As(err, &conflict) {
			t.Errorf("%s twice: %v", step.name, err)
		}
		if err := k.take(id, step.then); err != nil {
			t.Fatal(err)
		}
	}
}

func TestARowThatCannotBeTakenInIsRefusedAndTheRestGoesOn(t *testing.T) {
	k := desk{t, storytest.New(t), story.Sam}
	file := "name,state\n"
	for n := range 40 {
		file += fmt.Sprintf("Example Works No %d,VA\n", n*n+7)
	}
	id := k.arrive(intake.Organizations, nil, file)
	if got := k.counts(id); got[intake.Add]+got[intake.Alike] != 40 {
		t.Fatalf("compared: %v", got)
	}
	if _, err := k.d.Owner().Exec(t.Context(), `alter table organization add constraint no_sevens check (name not in ('Example Works No 7', 'Example Works No 407'))`); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(k.write(intake.ChooseAll(id, intake.Alike, intake.AddAnother)), k.write(intake.Approve(id)), k.take(id, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	var refused []intake.Row
	if k.read(intake.Refused(id, &refused)); len(refused) != 2 || refused[0].Number != 2 || !strings.Contains(refused[0].Because, "no_sevens") {
		t.Errorf("refused: %+v", refused)
	}
	if n := k.one(`select count(*)::text from organization where name like 'Example Works No %'`); n != "38" {
		t.Errorf("%s are there", n)
	}
}

func TestAFileOfWhichNothingIsInUseIsRemoved(t *testing.T) {
	k := desk{t, storytest.New(t), story.Sam}
	broken := intake.Intake{ID: uuid.New(), Kind: intake.Organizations, File: "broken.csv"}
	if err := errors.Join(k.write(intake.Begin(broken)), k.write(intake.Remove(broken.ID))); err != nil {
		t.Fatal(err)
	}
	id := k.arrive(intake.Organizations, nil, "name,state\nGone Example Works,VA\n")
	if err := errors.Join(k.write(intake.Approve(id)), k.take(id, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	var conflict fault.Conflict
	if err := k.write(intake.Remove(id)); !errors.As(err, &conflict) {
		t.Errorf("removed in use: %v", err)
	}
	if err := errors.Join(k.write(intake.Recall(id)), k.take(id, intake.Undo), k.write(intake.Remove(id))); err != nil {
		t.Fatal(err)
	}
	var mine []intake.Intake
	if k.read(intake.Mine(&mine)); len(mine) != 1 || mine[0].ID != story.Intake {
		t.Errorf("left: %+v", mine)
	}
	if n := k.one(`select count(*)::text from intake_row where intake_id = $1`, id); n != "0" {
		t.Errorf("%s rows are left", n)
	}
}

package intake_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"golang.org/x/text/encoding/unicode"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/intake"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// In three counties of one state there is a Washington Township each.
func TestBodiesOfOneNameAreToldApartByTheirPlaces(t *testing.T) {
	k := desk{t, storytest.New(t), story.Sam}
	file := "name,state,city,website\nWashington Example Township,PA,Butler,https://one.example.org\nWashington Example Township,PA,Erie,\n" +
		"Washington Example Township,PA,BUTLER,https://two.example.org\nWashington Example Township,PA,Erie,\nWashington Example Township,PA,Butler,\n"
	id := k.arrive(intake.Organizations, nil, file)
	if got, want := fmt.Sprint(k.counts(id)), fmt.Sprint(map[intake.Verdict]int{intake.Add: 2, intake.Alike: 1, intake.Refuse: 2}); got != want {
		t.Fatalf("compared: %s, want %s", got, want)
	}
	// Another website is another body: the reader sees it, and need not say so.
	var rows []intake.Row
	if k.read(intake.RowsOf(id, intake.Alike, 0, &rows)); len(rows) != 1 || rows[0].Number != 4 || rows[0].Because != "Row 2 of this file, by name and place; its website is another" || rows[0].Choice != intake.AddAnother {
		t.Errorf("alike: %+v", rows)
	}
	if err := errors.Join(k.write(intake.Choose(id, []intake.Row{{Number: 4}})), k.write(intake.Approve(id)), k.take(id, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	if n := k.one(`select string_agg(city, ' ' order by city) from organization where name = 'Washington Example Township'`); n != "Butler Erie" {
		t.Errorf("taken in: %s", n)
	}
	// A later file changes its own, and asks about any other.
	later := k.arrive(intake.Organizations, nil, "name,state,city,website\nWashington Example Township,PA,Erie,https://erie.example.org\nWashington Example Township,PA,Indiana,https://indiana.example.org\n"+
		"Washington Example Township,PA,,https://x.example.org\n")
	if got, want := fmt.Sprint(k.counts(later)), fmt.Sprint(map[intake.Verdict]int{intake.Change: 1, intake.Alike: 2}); got != want {
		t.Fatalf("compared later: %s, want %s", got, want)
	}
	if err := errors.Join(k.write(intake.Choose(later, []intake.Row{{Number: 3, Choice: intake.AddAnother}, {Number: 4}})), k.write(intake.Approve(later)), k.take(later, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	if got := k.one(`select string_agg(city || ' ' || website, ', ' order by city) from organization where name = 'Washington Example Township'`); got != "Butler https://one.example.org, Erie https://erie.example.org, Indiana https://indiana.example.org" {
		t.Errorf("became: %s", got)
	}
}

// list is a file of public bodies as such lists are: one name in several counties, one body with two websites, apostrophes of two kinds, Doña,
// two spaces and a space at the end, a row twice, blank cells, and hosts that look odd.
const list = `name,state,city,website,kind
Town of Example Creek,PA,Butler,https://examplecreek-butler.example.gov,sltt_body
Town of Example Creek,PA,Erie,https://examplecreek-erie.example.gov,sltt_body
Town of Example Creek,PA,Indiana,https://examplecreek-indiana.example.gov,sltt_body
City of Example Falls,CO,Example Falls,https://examplefalls.example.gov,sltt_body
City of Example Falls,CO,Example Falls,https://examplefallspolice.example.gov,sltt_body
Lone Example County Sheriff’s Office,TX,Example,https://lone-example-tx.example.gov,sltt_body
Lone Example's Rest Village,TX,Example,https://l0ne.example.gov,sltt_body
Doña Ejemplo County,NM,Las Cruces,https://donaejemplo.example.gov,sltt_body
City  of Example Springs   ATT:Office ,WY,Casper,https://www.EXAMPLESPRINGS.example.gov/,sltt_body
City of Example Falls,CO,Example Falls,https://examplefalls.example.gov,sltt_body
36th Example District Court,,,https://36thexampledistrictcourtmi.example.gov,sltt_body
"Example County Emergency Services District # 2, Texas",TX,,https://examplecountyemergencyservicesdistricttwo-texas.example.gov,sltt_body
`

func TestAListOfPublicBodiesComesThroughWhole(t *testing.T) {
	k := desk{t, storytest.New(t), story.Sam}
	rows, err := csv.NewReader(strings.NewReader(list)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var sheet [][]any
	semicolons := new(strings.Builder)
	w := csv.NewWriter(semicolons)
	w.Comma = ';'
	for _, r := range rows {
		var cells []any
		for _, c := range r {
			cells = append(cells, c)
		}
		sheet = append(sheet, cells)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(list)
	if err := errors.Join(err, w.WriteAll(rows)); err != nil {
		t.Fatal(err)
	}
	var first string
	var id uuid.UUID
	for n, file := range []string{list, book(t, sheet...), semicolons.String(), wide} {
		id = k.arrive(intake.Organizations, nil, file)
		got := k.one(`select string_agg(concat_ws(' ', number, verdict, because, choice), E'\n' order by number) || E'\n' || md5(string_agg(given::text, ' ' order by number)) from intake_row where intake_id = $1`, id)
		if first == "" {
			first = got
		}
		if got != first {
			t.Errorf("format %d:\n%s\nwant\n%s", n, got, first)
		}
	}
	if got, want := fmt.Sprint(k.counts(id)), fmt.Sprint(map[intake.Verdict]int{intake.Add: 10, intake.Alike: 1, intake.Refuse: 1}); got != want || !strings.Contains(first, "11 refuse Row 5 is the same.") {
		t.Fatalf("compared: %s, want %s\n%s", got, want, first)
	}
	if err := errors.Join(k.write(intake.Approve(id)), k.take(id, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	if n := k.one(`select count(*)::text from organization where website like '%.example.gov%'`); n != "11" {
		t.Errorf("%s came in", n)
	}
	// The same list once more, two websites written otherwise: everything is found by its website, and nothing comes in twice.
	again := k.arrive(intake.Organizations, nil, strings.ReplaceAll(list, "https://examplefalls", "HTTP://www.examplefalls"))
	if got := k.counts(again); got[intake.Add]+got[intake.Alike] != 0 || got[intake.Same]+got[intake.Change] != 11 {
		t.Errorf("once more: %v", got)
	}
}

func TestANumberOfOnesOwnFindsWhatItWasGivenTo(t *testing.T) {
	k := desk{t, storytest.New(t), story.Sam}
	id := k.arrive(intake.Organizations, nil, "PWSID;name;state\n0017;North Example Works;VA\n0018;South Example Works;VA\n0018;South Example Works;NC\n0019;North Example Works;VA\n")
	if got, want := fmt.Sprint(k.counts(id)), fmt.Sprint(map[intake.Verdict]int{intake.Add: 3, intake.Refuse: 1}); got != want {
		t.Fatalf("compared: %s, want %s", got, want)
	}
	if err := errors.Join(k.write(intake.Approve(id)), k.take(id, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	// By its number each is found: as it was, changed, renamed (which is asked), and one of the name with another number is another one. Another
	// list's numbers are its own.
	later := k.arrive(intake.Organizations, nil, "pwsid,name,state,city\n0017,North Example Works,VA,\n0019,North Example Works,VA,Norfolk\n0018,Southern Works of Example,VA,\n0020,North Example Works,VA,Norfolk\n")
	got := k.one(`select string_agg(concat_ws(' ', verdict, nullif(choice, ''), nullif(because, '')), '; ' order by number) from intake_row where intake_id = $1`, later)
	if got != "same; change city; alike South Example Works, VA (differs in name); alike another North Example Works, VA (differs in city, number); and 1 more" {
		t.Errorf("later: %s", got)
	}
	if err := errors.Join(k.write(intake.Choose(later, []intake.Row{{Number: 4, Choice: intake.TakeChange}, {Number: 3, Choice: intake.KeepOurs}})), k.write(intake.Approve(later)), k.take(later, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	const there = `select string_agg(n.number || ' ' || o.name || ' ' || o.city, '; ' order by n.number) from record_number n join organization o on o.id = n.object_id where n.scheme = 'pwsid'`
	if got := k.one(there); got != "0017 North Example Works ; 0018 Southern Works of Example ; 0019 North Example Works ; 0020 North Example Works Norfolk" {
		t.Errorf("became: %s", got)
	}
	if got := k.counts(k.arrive(intake.Organizations, nil, "EIN,name,state\n0017,Unheard of Example Body,VA\n")); got[intake.Add] != 1 {
		t.Errorf("another list's number: %v", got)
	}
	if err := errors.Join(k.write(intake.Recall(later)), k.take(later, intake.Undo)); err != nil {
		t.Fatal(err)
	}
	if got := k.one(there); got != "0017 North Example Works ; 0018 South Example Works ; 0019 North Example Works " {
		t.Errorf("given back: %s", got)
	}
}

// Two people of one name work for one organization.
func TestPeopleOfOneNameAreToldApart(t *testing.T) {
	k := desk{t, storytest.New(t), story.Sam}
	owner := k.one(`select o.name from person p join organization o on o.id = p.organization_id where p.id = $1`, story.Dana.ID)
	id := k.arrive(intake.People, nil, "employee id;name;organization\n1;Ann Example;"+owner+"\n2;Ann Example;"+owner+"\n;Ann Example;"+owner+"\n")
	if got, want := fmt.Sprint(k.counts(id)), fmt.Sprint(map[intake.Verdict]int{intake.Add: 2, intake.Refuse: 1}); got != want {
		t.Fatalf("compared: %s, want %s", got, want)
	}
	if err := errors.Join(k.write(intake.Approve(id)), k.take(id, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	later := k.arrive(intake.People, nil, "employee id;name;organization\n2;Ann Example;"+owner+"\n3;Ann Example;"+owner+"\n;Ann Example;"+owner+"\n")
	got := k.one(`select string_agg(concat_ws(' ', verdict, nullif(choice, ''), nullif(because, '')), '; ' order by number) from intake_row where intake_id = $1`, later)
	if got != "same; alike another Ann Example (has another number); and 1 more; refuse Row 2 is the same." {
		t.Errorf("later: %s", got)
	}
	if got := k.one(`select concat_ws(' ', verdict, cardinality(named)) from intake_row where intake_id = $1`, k.arrive(intake.People, nil, "name;organization\nAnn Example;"+owner+"\n")); got != "alike 2" {
		t.Errorf("without a number: %s", got)
	}
}

func TestAnOrganizationThatSeveralMayBeIsAskedFor(t *testing.T) {
	k := desk{t, storytest.New(t), story.Sam}
	id := k.arrive(intake.Organizations, nil, "name,state,city,website\nTwin Example Works,VA,Norfolk,https://a.example.org\nTwin Example Works,VA,Suffolk,https://b.example.org\n")
	if err := errors.Join(k.write(intake.Approve(id)), k.take(id, intake.Apply)); err != nil {
		t.Fatal(err)
	}
	people := k.arrive(intake.People, nil, "name,organization,state\nBea Example,Twin Example Works,VA\nCy Example,b.example.org,VA\n")
	var refused []intake.Row
	if k.read(intake.Refused(people, &refused)); len(refused) != 1 || !strings.HasPrefix(refused[0].Because, "Several organizations bear the name") {
		t.Errorf("refused: %+v", refused)
	}
	if got := k.one(`select o.city from intake_row r join organization o on o.id = r.organization_id where r.intake_id = $1 and r.number = 3`, people); got != "Suffolk" {
		t.Errorf("found in %s", got)
	}
}

// So many files and rows wait as there is room for, and what is removed or taken in makes room.
func TestAPersonLeavesSoManyRowsWaiting(t *testing.T) {
	k := desk{t, storytest.New(t), story.Sam}
	id := k.arrive(intake.Organizations, nil, "name,state\nRoomy Example Works,VA\n")
	if _, err := k.d.Owner().Exec(t.Context(), `update intake_room set rows = 299999 - (select coalesce(sum(rows), 0) from intake_room where intake_id <> $1) where intake_id = $1`, id); err != nil {
		t.Fatal(err)
	}
	next := intake.Intake{ID: uuid.New(), Kind: intake.Organizations, File: "more.csv"}
	var wrong fault.Invalid
	if err := errors.Join(k.write(intake.Begin(next)), k.write(intake.Arrive(next.ID, []intake.Line{{Number: 2, Cells: []string{"a"}}}))); err != nil {
		t.Fatal(err)
	}
	if err := k.write(intake.Arrive(next.ID, []intake.Line{{Number: 3, Cells: []string{"b"}}})); !errors.As(err, &wrong) || wrong[0].Name != "file" {
		t.Errorf("a row too many: %v", err)
	}
	if err := errors.Join(k.write(intake.Remove(id)), k.write(intake.Arrive(next.ID, []intake.Line{{Number: 3, Cells: []string{"b"}}}))); err != nil {
		t.Errorf("no room was made: %v", err)
	}
	for n := 0; ; n++ {
		if err := k.write(intake.Begin(intake.Intake{ID: uuid.New(), Kind: intake.Organizations, File: "x.csv"})); errors.As(err, &wrong) && n > 40 {
			break
		} else if err != nil || n > 60 {
			t.Fatalf("file %d: %v", n, err)
		}
	}
}

package audit_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/concord/internal/audit"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func read(t *testing.T, d *dbtest.Database, who story.Person, q func(*[]audit.Line) db.Query) (lines []audit.Line) {
	t.Helper()
	if err := d.App().Read(t.Context(), d.As(who.ID), q(&lines)); err != nil {
		t.Fatal(err)
	}
	return lines
}

func ofCouncil(slug string, f audit.Filter) func(*[]audit.Line) db.Query {
	f.Most = audit.MaxExport
	return func(dst *[]audit.Line) db.Query { return audit.OfCouncil(slug, f, dst) }
}

func structure(f audit.Filter) func(*[]audit.Line) db.Query {
	f.Most = audit.MaxExport
	return func(dst *[]audit.Line) db.Query { return audit.OfStructure(f, dst) }
}

func mine(dst *[]audit.Line) db.Query { return audit.OfMine(audit.Filter{}, dst) }

func about(lines []audit.Line, object, verb string) (found []audit.Line) {
	for _, l := range lines {
		if l.Object == object && l.Verb == verb {
			found = append(found, l)
		}
	}
	return found
}

func TestActSaysWhoInWhichOfficeOnWhatRouteAndWhy(t *testing.T) {
	d := storytest.New(t)
	item := story.Item("chlorine-lead-times")
	ctx := db.WithRoute(db.WithRequest(t.Context(), "ABC"), "POST /updates/{update}/withdrawal")
	if err := d.App().Write(ctx, d.As(story.Priya.ID), db.Once{},
		db.Change("withdraw", `update item set withdrawn = app.now(), withdrawn_because = 'The figure was wrong' where id = $1`, item)); err != nil {
		t.Fatal(err)
	}
	l := read(t, d, story.Dana, ofCouncil("wscc", audit.Filter{}))[0]
	if l.Person != "Priya Raman" || l.Office != "Representative" || l.ItemID == nil || *l.ItemID != item || !l.Did("withdrawn") || l.Label != "TLP:AMBER" || l.Because != "The figure was wrong" {
		t.Errorf("%+v", l)
	}
	var row string
	if err := d.Owner().QueryRow(t.Context(), `select route || ' ' || request || ' ' || decision || to_jsonb(audit)::text from audit where id = $1`, l.ID).Scan(&row); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(row, "POST /updates/{update}/withdrawal ABC allowed{") || strings.Contains(row, "figure") {
		t.Errorf("the record keeps %s", row)
	}
}

func TestRecordOfACouncilIsItsOfficersAlone(t *testing.T) {
	d := storytest.New(t)
	for _, who := range []story.Person{story.Priya, story.Hugo, story.Ines, story.Grace, story.Sam, story.Paul, story.Eve, story.Tomas} {
		if lines := read(t, d, who, ofCouncil("wscc", audit.Filter{})); len(lines) > 0 {
			t.Errorf("%s sees %d acts", who.Name, len(lines))
		}
	}
	if dana, lena := read(t, d, story.Dana, ofCouncil("wscc", audit.Filter{})), read(t, d, story.Lena, ofCouncil("wscc", audit.Filter{})); len(dana) < 20 || len(lena) < 20 {
		t.Errorf("the chair sees %d, the secretariat %d", len(dana), len(lena))
	}
}

// What an officer may not read does not exist in her record either; and who opened what is known to fewer.
func TestActOnWhatOneMayNotReadIsNotThere(t *testing.T) {
	d := storytest.New(t)
	for _, who := range []story.Person{story.Dana, story.Lena} {
		for _, l := range read(t, d, who, ofCouncil("wscc", audit.Filter{})) {
			if l.ItemID == nil {
				continue
			}
			n := 0
			if err := d.App().Read(t.Context(), d.As(who.ID), db.One("item", `select count(*) from item where id = $1`, &n, *l.ItemID)); err != nil || n != 1 {
				t.Errorf("%s sees an act on %s, %v", who.Name, *l.ItemID, err)
			}
			if who.ID == story.Lena.ID && l.Act == audit.Read {
				t.Errorf("%s sees that %s opened something", who.Name, l.Person)
			}
		}
	}
	if lines := read(t, d, story.Dana, ofCouncil("wscc", audit.Filter{Act: audit.Read})); len(lines) == 0 {
		t.Error("the chair does not see who opened what was addressed to the named")
	}
}

func TestStaffSeeTheStructureAndNothingOfWhatCouncilsSay(t *testing.T) {
	d := storytest.New(t)
	lines := read(t, d, story.Sam, structure(audit.Filter{}))
	if len(about(lines, "hand_over", "insert")) == 0 || len(about(lines, "person", "insert")) == 0 || len(about(lines, "sector", "insert")) == 0 {
		t.Error("hand-overs, people or sectors are missing")
	}
	for _, l := range lines {
		if l.ItemID != nil || l.Label != "" || l.Act != audit.Structure || slices.Contains([]string{"item", "charter", "read_record", "admission"}, l.Object) {
			t.Fatalf("%+v", l)
		}
	}
	for _, who := range []story.Person{story.Dana, story.Paul, story.Eve} {
		if lines := read(t, d, who, structure(audit.Filter{})); len(lines) > 0 {
			t.Errorf("%s sees %d acts", who.Name, len(lines))
		}
	}
}

func TestEverybodySeesWhatWasDoneToTheOwnAccount(t *testing.T) {
	d := storytest.New(t)
	for _, act := range []string{`insert into suspension (person_id, because, by_id) select $1, 'Lost the telephone', person_id from app.who`, `update person set suspended = null where id = $1`} {
		if err := d.App().Write(t.Context(), d.As(story.Sam.ID), db.Once{}, db.Change("suspend, restore", act, story.Hugo.ID)); err != nil {
			t.Fatal(err)
		}
	}
	lines := read(t, d, story.Hugo, mine)
	suspended, restored := about(lines, "suspension", "insert"), about(lines, "person", "update")
	if len(suspended) != 1 || suspended[0].Person != "" || suspended[0].Office != "Portal administrator" || len(restored) != 1 || !restored[0].Did("-suspended") || len(about(lines, "session", "sign_in")) == 0 {
		t.Errorf("%+v", lines)
	}
	for _, l := range read(t, d, story.Eve, mine) {
		if *l.SubjectID != story.Eve.ID {
			t.Errorf("Eve sees %+v", l)
		}
	}
}

func TestFiltersNarrowAndPagesFollowEachOther(t *testing.T) {
	d := storytest.New(t)
	all := read(t, d, story.Dana, ofCouncil("wscc", audit.Filter{}))
	var paged []audit.Line
	for f := (audit.Filter{}); ; {
		var lines []audit.Line
		if err := d.App().Read(t.Context(), d.As(story.Dana.ID), audit.OfCouncil("wscc", f, &lines)); err != nil {
			t.Fatal(err)
		}
		if len(lines) <= audit.PerPage {
			paged = append(paged, lines...)
			break
		}
		paged = append(paged, lines[:audit.PerPage]...)
		f.After = &audit.Key{At: paged[len(paged)-1].At, ID: paged[len(paged)-1].ID}
	}
	same := func(a, b audit.Line) bool { return a.ID == b.ID }
	if !slices.EqualFunc(all, paged, same) {
		t.Errorf("%d acts in pages, %d at once", len(paged), len(all))
	}
	wanted := func(keep func(audit.Line) bool) (n int) {
		for _, l := range all {
			if keep(l) {
				n++
			}
		}
		return n
	}
	for name, c := range map[string]struct {
		filter audit.Filter
		keep   func(audit.Line) bool
	}{
		"an act":        {audit.Filter{Act: audit.Council}, func(l audit.Line) bool { return l.Act == audit.Council }},
		"a person":      {audit.Filter{Person: "priya"}, func(l audit.Line) bool { return l.Person == "Priya Raman" }},
		"act of person": {audit.Filter{Person: "priya", Act: audit.Read}, func(l audit.Line) bool { return l.Person == "Priya Raman" && l.Act == audit.Read }},
		"before":        {audit.Filter{Until: time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)}, func(audit.Line) bool { return false }},
		"after":         {audit.Filter{Since: time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)}, func(audit.Line) bool { return true }},
	} {
		if got, want := len(read(t, d, story.Dana, ofCouncil("wscc", c.filter))), wanted(c.keep); got != want || want == 0 && name != "before" {
			t.Errorf("%s: %d acts, want %d", name, got, want)
		}
	}
}

func TestCopyOfTheRecordIsOnRecordAndOnlyItsReadersTakeOne(t *testing.T) {
	d := storytest.New(t)
	export := func(who story.Person, council string) error {
		return d.App().Write(t.Context(), d.As(who.ID), db.Once{}, audit.Exported("csv", council))
	}
	if err := errors.Join(export(story.Dana, "wscc"), export(story.Sam, "")); err != nil {
		t.Fatal(err)
	}
	if l := read(t, d, story.Dana, ofCouncil("wscc", audit.Filter{}))[0]; l.Verb != "export" || l.Person != story.Dana.Name || l.Office != "Chair" {
		t.Errorf("%+v", l)
	}
	if l := read(t, d, story.Sam, structure(audit.Filter{}))[0]; l.Verb != "export" || l.Person != story.Sam.Name {
		t.Errorf("%+v", l)
	}
	for council, who := range map[string]story.Person{"wscc": story.Priya, "escc": story.Dana, "": story.Dana} {
		if err := export(who, council); !errors.Is(err, fault.Denied) {
			t.Errorf("%s takes a copy of %q: %v", who.Name, council, err)
		}
	}
}

// Nothing that anybody wrote is in the record, whatever table it was written to.
func TestRecordHoldsNoContent(t *testing.T) {
	d := storytest.New(t)
	var leaks int
	if err := d.Owner().QueryRow(t.Context(), `select count(*) from audit a, lateral (select to_jsonb(a)::text as line) l
		where exists (select from item_version v where length(v.title) > 8 and strpos(l.line, v.title) > 0)
		   or exists (select from person p where strpos(l.line, p.name) > 0)
		   or exists (select from item i where i.withdrawn_because <> '' and strpos(l.line, i.withdrawn_because) > 0)
		   or exists (select from appointment t where t.ended_because <> '' and strpos(l.line, t.ended_because) > 0)
		   or exists (select from attachment f where strpos(l.line, f.name) > 0)`).Scan(&leaks); err != nil {
		t.Fatal(err)
	}
	if leaks > 0 {
		t.Errorf("%d lines say more than they should", leaks)
	}
}

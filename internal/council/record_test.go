package council_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/person"
)

func TestHandOverMakesTheOfficerAndBothSidesSeeIt(t *testing.T) {
	w := newWorld(t)
	for _, p := range []person.ID{dana, sam, grace} {
		var seen []council.HandOver
		w.asks(p, council.HandOvers("water-scc", &seen))
		if len(seen) != 1 || seen[0].Person != "Dana Whitfield" || seen[0].ToldBy != "The secretariat" || seen[0].Office != "Chair" {
			t.Errorf("hand-overs: %+v", seen)
		}
	}
	c := w.council("water-scc")
	w.asks(dana, council.BySlug("water-scc", &c))
	if !c.Member || !c.EditsRoster || !c.EditsCharter {
		t.Errorf("the chair's council: %+v", c)
	}
	if err := w.tries(dana, council.HandOverTo(uuid.New(), c.ID, handing(omar))); err == nil {
		t.Error("an officer proposed a hand-over")
	}
	var conflict fault.Conflict
	if err := w.tries(sam, council.HandOverTo(uuid.New(), c.ID, handing(dana))); !errors.As(err, &conflict) {
		t.Errorf("handed over twice: %v", err)
	}
	var invalid fault.Invalid
	observer := handing(omar)
	observer.Office = "observer"
	if err := w.tries(sam, council.HandOverTo(uuid.New(), c.ID, observer)); !errors.As(err, &invalid) || invalid.For("office") == "" {
		t.Errorf("staff make an observer: %v", err)
	}
}

func TestRecordingGivesNobodyARight(t *testing.T) {
	w := newWorld(t)
	w.does(sam, council.Record(council.Recording{Name: "Energy Government Coordinating Council", ShortName: "Energy GCC", Kind: council.GCC, Sectors: []string{"energy"}})...)
	if in := w.reads(sam); len(in) != 1 {
		t.Errorf("staff read in %v", in)
	}
	if c := w.council("energy-gcc"); c.Member || c.EditsRoster || c.EditsCharter || c.IndustryOnly {
		t.Errorf("staff hold %+v", c)
	}
}

func TestOnlyStaffChangeTheStructure(t *testing.T) {
	w := newWorld(t)
	scc, gcc := w.listed("water-scc"), w.listed("water-gcc")
	changes := map[string][]db.Query{
		"record":             council.Record(council.Recording{Name: "Another", ShortName: "Another", Kind: council.SCC}),
		"edit":               council.Edit("water-scc", council.Editing{Name: "Another", ShortName: "Another", Status: "active"}),
		"retire":             council.Retire("water-scc", time.Now(), ""),
		"add a counterpart":  council.AddCounterpart(scc, w.listed("water-community")),
		"end a counterpart":  council.EndCounterpart(scc.Slug, gcc.Slug),
		"hand over":          {council.HandOverTo(uuid.New(), scc.ID, handing(omar))},
		"join a joint room":  {db.Change("join", `insert into room_side (room_id, council_id) select r.id, c.id from council r, council c where r.slug = $1 and c.slug = 'water-community'`, room)},
		"write a nesting":    {db.Change("nest", `insert into nesting (inner_id, outer_id) select inner_id, inner_id from nesting limit 1`)},
		"change what it is":  {db.Change("kind", `update council set industry_only = false where slug = 'water-scc'`)},
		"give a circle away": {db.Change("circle", `update circle set open_to_address = true`)},
	}
	for what, queries := range changes {
		for _, p := range []person.ID{dana, grace, ines} {
			if err := w.tries(p, queries...); !errors.Is(err, fault.Denied) && !errors.Is(err, fault.NotFound) {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
	for _, what := range []string{"write a nesting", "change what it is", "give a circle away"} {
		if err := w.tries(sam, changes[what]...); !errors.Is(err, fault.Denied) {
			t.Errorf("staff %s: %v", what, err)
		}
	}
}

func TestJointRoomIsReadByBothSides(t *testing.T) {
	w := newWorld(t)
	for _, p := range []person.ID{dana, grace} {
		if in := w.reads(p); !in[room] || !in["water-community"] {
			t.Errorf("a side reads in %v", in)
		}
		var f council.Face
		w.asks(p, f.Queries("water-scc")...)
		if !slices.ContainsFunc(f.Around, func(l council.Link) bool { return l.Relation == "room" && l.Slug == room }) {
			t.Errorf("around its council: %+v", f.Around)
		}
	}
	if w.reads(dana)["water-gcc"] || w.reads(grace)["water-scc"] {
		t.Error("a side reads in the other's council")
	}
	var c council.Council
	if err := w.App().Read(t.Context(), w.As(ines.UUID), council.BySlug(room, &c)); !errors.Is(err, fault.NotFound) {
		t.Errorf("an outsider finds the joint room: %v", err)
	}
	var f council.Face
	w.asks(ines, f.Queries("water-scc")...)
	if len(f.Around) != 1 || f.Around[0].Relation != "counterpart" || f.Around[0].Slug != "water-gcc" {
		t.Errorf("around the council, to an outsider: %+v", f.Around)
	}
}

// Staff cannot let a third body read along.
func TestJointRoomTakesNoThirdSide(t *testing.T) {
	w := newWorld(t)
	w.does(sam, council.Record(council.Recording{Name: "Energy Government Coordinating Council", ShortName: "Energy GCC", Kind: council.GCC})...)
	join := db.Change("join", `insert into room_side (room_id, council_id) select r.id, c.id from council r, council c where r.slug = $1 and c.slug = $2`, room, "energy-gcc")
	var invalid fault.Invalid
	if err := w.tries(sam, join); !errors.As(err, &invalid) {
		t.Errorf("a third side: %v", err)
	}
}

func TestEndedCounterpartsShareNoRoom(t *testing.T) {
	w := newWorld(t)
	w.does(sam, council.EndCounterpart("water-gcc", "water-scc")...)
	for _, p := range []person.ID{dana, grace} {
		if in := w.reads(p); in[room] || !in["water-community"] {
			t.Errorf("ended, and reads in %v", in)
		}
	}
	w.does(sam, council.AddCounterpart(w.listed("water-gcc"), w.listed("water-scc"))...)
	if !w.reads(dana)[room] || !w.reads(grace)[room] {
		t.Error("counterparts again, and the room stays closed")
	}
}

func TestGCCMayFaceTwoSCCs(t *testing.T) {
	w := newWorld(t)
	w.does(sam, council.Record(council.Recording{Name: "Second Council", ShortName: "Second SCC", Kind: council.SCC, Counterparts: []council.Listed{w.listed("water-gcc")}})...)
	in := w.reads(grace)
	if !in[room] || !in["second-scc-water-gcc-joint"] {
		t.Errorf("the GCC's chair reads in %v", in)
	}
	if w.reads(dana)["second-scc-water-gcc-joint"] {
		t.Error("one SCC reads in the other's room")
	}
}

func TestRetiredCouncilHoldsNoRights(t *testing.T) {
	w := newWorld(t)
	w.does(sam, council.Retire("water-scc", time.Now(), "Merged")...)
	if in := w.reads(dana); len(in) != 1 {
		t.Errorf("retired, and its chair reads in %v", in)
	}
	if in := w.reads(grace); in[room] || !in["water-gcc"] {
		t.Errorf("the counterpart's chair reads in %v", in)
	}
	if c := w.council("water-scc"); !c.Ended(time.Now()) || c.Status != "historical" || c.StatusNote != "Merged" {
		t.Errorf("retired: %+v", c)
	}
	w.does(sam, council.Reopen("water-scc")...)
	if in := w.reads(dana); !in["water-scc"] || !in[room] || !w.reads(grace)[room] {
		t.Errorf("reopened, and its chair reads in %v", in)
	}
}

func TestCouncilRetiresOnTheDay(t *testing.T) {
	w := newWorld(t)
	w.does(sam, council.Retire("water-scc", time.Now().AddDate(0, 1, 0), "")...)
	if !w.reads(dana)["water-scc"] {
		t.Error("it ends before its day")
	}
	who := w.As(dana.UUID)
	w.arrange(`update signin.session set expires = 'infinity', idle = '1 year'`)
	w.SetNow(time.Now().AddDate(0, 1, 1))
	var n int
	if err := w.App().Read(t.Context(), who, db.One("rights", `select count(*) from app.who w join app.holding h on h.council_id <> '00000000-0000-0000-0000-0000000000c0'`, &n)); err != nil || n != 0 {
		t.Errorf("after its day %d rights, %v", n, err)
	}
}

func TestSectorTakenAwayEndsThePlaceInItsCommunity(t *testing.T) {
	w := newWorld(t)
	edit := council.Editing{Name: "Water Sector Coordinating Council", ShortName: "Water SCC", Status: "active", Sectors: []string{"energy"}}
	w.does(sam, council.Edit("water-scc", edit)...)
	if in := w.reads(dana); in["water-community"] || !in["water-scc"] {
		t.Errorf("without the sector, the chair reads in %v", in)
	}
	edit.Sectors = []string{"energy", "water"}
	w.does(sam, council.Edit("water-scc", edit)...)
	if !w.reads(dana)["water-community"] {
		t.Error("with the sector again, the chair does not read in its community")
	}
	// A community that comes later takes in the councils that are there.
	w.does(sam, council.Record(council.Recording{Name: "Energy community", ShortName: "Energy community", Kind: "community", Sectors: []string{"energy"}})...)
	if !w.reads(dana)["energy-community"] {
		t.Error("the new community does not hold the council of its sector")
	}
}

func TestGroupsBelowAnIndustryCouncilTakeNoGovernment(t *testing.T) {
	w := newWorld(t)
	w.does(sam, council.Record(council.Recording{Name: "Cybersecurity Working Group", ShortName: "Water CWG", Kind: "working_group", Parent: "water-scc"})...)
	w.does(sam, council.Record(council.Recording{Name: "Joint Cybersecurity Working Group", ShortName: "Water JCWG", Kind: "working_group", Parent: room})...)
	if c := w.council("water-cwg"); !c.IndustryOnly || c.ParentSlug != "water-scc" {
		t.Errorf("the SCC's own group: %+v", c)
	}
	if w.council("water-jcwg").IndustryOnly {
		t.Error("a group of the joint room takes both sides")
	}
}

func TestShortNameOfAnotherCouncilIsRefused(t *testing.T) {
	w := newWorld(t)
	var invalid fault.Invalid
	err := w.tries(sam, council.Record(council.Recording{Name: "Water again", ShortName: "WATER SCC", Kind: council.SCC})...)
	if !errors.As(err, &invalid) || invalid.For("short_name") == "" {
		t.Errorf("the same address twice: %v", err)
	}
}

func TestListIsFilteredAndPagedByKey(t *testing.T) {
	w := newWorld(t)
	w.arrange(`with c as (insert into council (slug, name, short_name) select 'group-' || n, 'Group ' || lpad(n::text, 3, '0'), 'G' || n from generate_series(1, 60) n returning id)
		insert into council_kind_term (council_id, kind) select id, 'working_group' from c`)
	page := func(f council.Filter) (rows []council.Listed) {
		w.asks(ines, council.List(f, &rows))
		return rows
	}
	first := page(council.Filter{})
	if len(first) != council.PerPage+1 || first[0].Name != "Group 001" {
		t.Fatalf("first page: %d rows", len(first))
	}
	rest := page(council.Filter{After: first[council.PerPage-1].Key()})
	if len(rest) != 12 || rest[0].Name != first[council.PerPage].Name {
		t.Errorf("second page: %d rows", len(rest))
	}
	for _, one := range []struct {
		filter council.Filter
		want   int
	}{
		{council.Filter{Kind: council.SCC}, 1}, {council.Filter{Sector: "water"}, 2}, {council.Filter{Words: "sector coord"}, 1},
		{council.Filter{Status: "historical"}, 0}, {council.Filter{Kind: "joint_room"}, 0}, {council.Filter{Words: "%"}, 0},
	} {
		if got := page(one.filter); len(got) != one.want {
			t.Errorf("%+v lists %d councils", one.filter, len(got))
		}
	}
}

func TestCouncilsWithoutAChairAreListed(t *testing.T) {
	w := newWorld(t)
	w.does(sam, council.Record(council.Recording{Name: "Energy Council", ShortName: "ESCC", Kind: council.SCC})...)
	var without []council.Chairless
	var kinds []council.ChairlessKind
	w.asks(sam, council.WithoutChair("", nil, &without), council.WithoutChairByKind(&kinds))
	if len(without) != 1 || without[0].Slug != "escc" || len(kinds) != 1 || kinds[0].Kind != council.SCC || kinds[0].Councils != 1 {
		t.Errorf("without a chair: %+v, by kind %+v", without, kinds)
	}
	if w.asks(sam, council.WithoutChair(council.GCC, nil, &without)); len(without) != 0 {
		t.Errorf("among GCCs: %+v", without)
	}
}

func TestCharterIsWrittenByTheOfficersAndReadByMembers(t *testing.T) {
	w := newWorld(t)
	words := council.Charter{Purpose: "Keep water safe.", RecordsTerms: "Each post is the poster's record.", Clients: "Utilities under contract.", GreenMeans: "The community.", BreakGlassRefused: true, NextMeeting: "December 1"}
	w.does(dana, council.EditCharter(w.council("water-scc").ID, words)...)
	var seen *council.Charter
	w.asks(sam, council.CharterOf("water-scc", &seen))
	if seen == nil || *seen != words {
		t.Errorf("charter: %+v", seen)
	}
	var c council.Council
	w.asks(ines, council.BySlug("water-scc", &c))
	if c.Purpose != "Keep water safe." {
		t.Errorf("the public face says %q", c.Purpose)
	}
}

func TestUmbrellaIsADatedFact(t *testing.T) {
	w := newWorld(t)
	w.arrange(`insert into umbrella (slug, name, short_name, since, until) values ('cipac', 'Critical Infrastructure Partnership Advisory Council', 'CIPAC', '2006-03-24', '2025-03-07')`)
	w.arrange(`insert into council_umbrella (council_id, umbrella, since, until) select id, 'cipac', '2006-03-24', '2025-03-07' from council where slug = 'water-scc'`)
	var f council.Face
	w.asks(ines, f.Queries("water-scc")...)
	if len(f.Umbrellas) != 1 || f.Umbrellas[0].ShortName != "CIPAC" || f.Umbrellas[0].Until == nil || f.Umbrellas[0].Until.Year() != 2025 {
		t.Errorf("umbrellas: %+v", f.Umbrellas)
	}
}

func TestMyCouncilsAreWhereIReadThoseWithAnOfficeFirst(t *testing.T) {
	w := newWorld(t)
	var mine []council.Mine
	w.asks(dana, council.OfMine(&mine))
	if len(mine) != 3 || mine[0].Slug != "water-scc" || !slices.Equal(mine[0].Offices, []string{"Chair"}) || len(mine[1].Offices) != 0 {
		t.Errorf("my councils: %+v", mine)
	}
	w.asks(ines, council.OfMine(&mine))
	if len(mine) != 0 {
		t.Errorf("an outsider's councils: %+v", mine)
	}
}

func TestIDsGoToTheDatabaseAndBack(t *testing.T) {
	w := newWorld(t)
	id := council.SeatID{UUID: uuid.New()}
	var back struct {
		One, Null *council.SeatID
		All       []council.SeatID
		Found     bool
	}
	w.asks(ines, db.One("round trip", `select $1::uuid as one, null::uuid as null, $2::uuid[] as all, $1 = any ($2::uuid[]) as found`, &back, id, []council.SeatID{id, id}))
	if back.One == nil || *back.One != id || back.Null != nil || !slices.Equal(back.All, []council.SeatID{id, id}) || !back.Found {
		t.Errorf("came back as %+v", back)
	}
}

package council_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

func (w world) kinds(slug string) (said []string) {
	w.t.Helper()
	var terms []council.KindTerm
	w.asks(sam, council.KindTerms(slug, &terms))
	for _, k := range terms {
		words := k.Kind
		if k.Since != nil {
			words += " from " + k.Since.UTC().Format(time.DateOnly)
		}
		if k.Until != nil {
			words += " to " + k.Until.UTC().Format(time.DateOnly)
		}
		said = append(said, words)
	}
	return said
}

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %q, not %q", what, got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("%s: %q, not %q", what, got, want)
		}
	}
}

func TestKindChangesFromADayAndIsTakenBack(t *testing.T) {
	w := newWorld(t)
	w.does(sam, council.Record(council.Recording{Name: "Dam Owners", ShortName: "Dam Owners", Kind: "working_group"})...)
	w.does(sam, council.ChangeKind("dam-owners", "cross_sector", day("2090-01-01"))...)
	same(t, "planned", w.kinds("dam-owners"), "cross_sector from 2090-01-01", "working_group to 2090-01-01")
	w.does(sam, council.ChangeKind("dam-owners", "advisory", day("2020-05-01"))...)
	same(t, "between", w.kinds("dam-owners"), "cross_sector from 2090-01-01", "advisory from 2020-05-01 to 2090-01-01", "working_group to 2020-05-01")
	if c := w.council("dam-owners"); c.Kind != "advisory" {
		t.Errorf("today it is %s", c.Kind)
	}
	w.does(sam, council.ChangeKind("dam-owners", "regional", day("2020-05-01"))...)
	same(t, "corrected on the same day", w.kinds("dam-owners"), "cross_sector from 2090-01-01", "regional from 2020-05-01 to 2090-01-01", "working_group to 2020-05-01")

	w.does(sam, council.TakeBackKind("dam-owners", "cross_sector")...)
	same(t, "taken back", w.kinds("dam-owners"), "regional from 2020-05-01", "working_group to 2020-05-01")
	if err := w.tries(sam, council.TakeBackKind("dam-owners", "cross_sector")...); err == nil {
		t.Error("taken back twice")
	}
	w.does(sam, council.TakeBackKind("dam-owners", "regional")...)
	same(t, "as it was", w.kinds("dam-owners"), "working_group")
	if err := w.tries(sam, council.TakeBackKind("dam-owners", "working_group")...); err == nil {
		t.Error("a council is left without a kind")
	}
	if err := w.tries(dana, council.ChangeKind("water-scc", "advisory", time.Now())...); err == nil {
		t.Error("a chair changes what kind her council is")
	}
}

func TestCouncilBecomesNothingThatOthersReadIn(t *testing.T) {
	w := newWorld(t)
	for _, kind := range []string{"joint_room", "community", "watch", "administration"} {
		var invalid fault.Invalid
		if err := w.tries(sam, council.ChangeKind("water-scc", kind, time.Now())...); !errors.As(err, &invalid) || invalid.For("kind") == "" {
			t.Errorf("becomes a %s: %v", kind, err)
		}
	}
}

func TestKindThatIsIndustryTakesNoGovernment(t *testing.T) {
	w := newWorld(t)
	var invalid fault.Invalid
	if err := w.tries(sam, council.ChangeKind("water-gcc", council.SCC, time.Now())...); !errors.As(err, &invalid) || invalid.For("kind") == "" {
		t.Errorf("the GCC becomes an SCC with government in it: %v", err)
	}
	w.does(sam, council.ChangeKind("water-scc", "cross_sector", time.Now())...)
	if !w.council("water-scc").IndustryOnly {
		t.Error("staff opened to government a council of industry's own")
	}
	if !w.reads(dana)["water-scc"] {
		t.Error("its chair no longer reads there")
	}

	// Recorded wrongly, and nobody sits there yet.
	w.does(sam, council.Record(council.Recording{Name: "Dams Government Coordinating Council", ShortName: "Dams GCC", Kind: council.SCC})...)
	w.does(sam, council.ChangeKind("dams-gcc", council.GCC, time.Now())...)
	if w.council("dams-gcc").IndustryOnly {
		t.Error("a government council takes no government")
	}
	w.does(sam, council.TakeBackKind("dams-gcc", council.GCC)...)
	if !w.council("dams-gcc").IndustryOnly {
		t.Error("an SCC again, and open to government")
	}
}

// Who sits in a body that is tied to a sector, or to all of them, is no owner of it: the sector's community is for those whom it lets in by name.
func TestOnlyCouncilsOfOwnersAndTheirCounterpartsEnterASectorsCommunity(t *testing.T) {
	w := newWorld(t)
	var kinds []string
	if err := w.Loader().Read(t.Context(), db.Who{}, db.Many("kinds", `select slug from council_kind where enters_community order by slug`, &kinds)); err != nil {
		t.Fatal(err)
	}
	if want := []string{"community", "gcc", "isac", "scc"}; !slices.Equal(kinds, want) {
		t.Errorf("into a community enter %v, want %v", kinds, want)
	}
	if in := w.reads(dana); !in["water-community"] {
		t.Errorf("the chair of the SCC reads in %v", in)
	}
	for _, kind := range []string{"advisory", "working_group", "collaborative", "cross_sector"} {
		slug := "mapping-" + kind
		w.does(sam, council.Record(council.Recording{Name: "Mapping " + kind, ShortName: slug, Kind: kind, Sectors: []string{"water", "energy"}})...)
		slug = w.slugOf("Mapping " + kind)
		w.confirmed(w.proposed(slug, handing(ines)))
		if in := w.reads(ines); in["water-community"] || !in[slug] {
			t.Errorf("who serves in a body of the kind %s reads in %v", kind, in)
		}
	}
	// A change of kind turns it on the day, in both directions.
	slug, next := w.slugOf("Mapping advisory"), time.Now().AddDate(0, 0, 9)
	w.does(sam, council.ChangeKind(slug, council.GCC, next)...)
	if w.reads(ines)["water-community"] {
		t.Error("it enters before its day")
	}
	w.arrange(`update signin.session set expires = 'infinity', idle = '1 year'`)
	w.SetNow(next.AddDate(0, 0, 1))
	if !w.reads(ines)["water-community"] {
		t.Error("a Government Coordinating Council by now, and its people do not read in the community")
	}
}

func (w world) slugOf(name string) (slug string) {
	w.t.Helper()
	if err := w.Owner().QueryRow(w.t.Context(), `select slug from council where name = $1`, name).Scan(&slug); err != nil {
		w.t.Fatal(err)
	}
	return slug
}

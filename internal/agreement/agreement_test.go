package agreement_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"example.org/concord/internal/agreement"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func aid() agreement.Form {
	since := time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)
	return agreement.Form{With: "  Copper Creek  Water District, Inc. ", Kind: "mutual_aid", Covers: "Crews and pumps within a day.", ShownTo: "parties", Since: &since}
}

// sees are those of the story who find the agreement on the profile with that slug.
func sees(t *testing.T, d *dbtest.Database, slug string, id agreement.ID) (names []string) {
	t.Helper()
	for _, p := range append(slices.Clone(story.Cast), story.Person{Name: "the public"}) {
		var who db.Who
		if p.Name != "the public" {
			who = d.As(p.ID)
		}
		var all []agreement.Agreement
		if err := d.App().Read(t.Context(), who, agreement.Of(slug, &all)); err != nil {
			t.Fatal(p.Name, err)
		}
		if slices.ContainsFunc(all, func(a agreement.Agreement) bool { return a.ID == id }) {
			names = append(names, p.Name)
		}
	}
	return names
}

func write(t *testing.T, d *dbtest.Database, p story.Person, q db.Query) error {
	t.Helper()
	return d.App().Write(t.Context(), d.As(p.ID), db.Once{}, q)
}

func TestPartiesChooseWhoSeesAnAgreement(t *testing.T) {
	d := storytest.New(t)
	id, f := agreement.New(), aid()
	if wrong := f.Check().Err(); wrong != nil {
		t.Fatal(wrong)
	}
	if err := write(t, d, story.Omar, agreement.Record(id, story.Omar.Organization, f)); err != nil {
		t.Fatal(err)
	}
	ours := sees(t, d, story.Omar.Organization, id)
	if want := []string{story.Dana.Name, story.Omar.Name}; !slices.Equal(ours, want) {
		t.Errorf("shown to both sides, it is seen by %q, want %q", ours, want)
	}
	f.ShownTo = "advisors"
	if err := write(t, d, story.Dana, agreement.Change(id, f)); err != nil {
		t.Fatal(err)
	}
	if got, want := sees(t, d, story.Omar.Organization, id), []string{story.Dana.Name, story.Paul.Name, story.Omar.Name, story.Rosa.Name}; !slices.Equal(got, want) {
		t.Errorf("shown to the advisors of its region, it is seen by %q, want %q", got, want)
	}
	f.ShownTo = "members"
	if err := write(t, d, story.Dana, agreement.Change(id, f)); err != nil {
		t.Fatal(err)
	}
	if got := sees(t, d, "copper-creek-water-district", id); slices.Contains(got, "the public") || !slices.Contains(got, story.Cora.Name) || !slices.Contains(got, story.Sam.Name) {
		t.Errorf("shown to anyone signed in, the other side's profile shows it to %q", got)
	}
}

// Tidewater is the other side of what Saltmarsh recorded.
func TestOtherSideSeesItAndTakesItAwayButDoesNotChangeIt(t *testing.T) {
	d := storytest.New(t)
	marcus := story.Named("Marcus Feld")
	id := agreement.ID{UUID: story.Agreement("silence")}
	if !slices.Contains(seesAs(t, d, marcus, marcus.Organization), id) {
		t.Fatal("who recorded it does not see it")
	}
	if got := sees(t, d, story.Priya.Organization, id); !slices.Equal(got, []string{story.Priya.Name}) {
		t.Errorf("it is seen by %q", got)
	}
	if err := write(t, d, story.Priya, agreement.Change(id, aid())); !errors.Is(err, fault.Denied) {
		t.Errorf("the other side changes it: %v", err)
	}
	for _, p := range []story.Person{story.Omar, story.Cora, story.Sam} {
		if err := write(t, d, p, agreement.Remove(id)); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s takes it away: %v", p.Name, err)
		}
		if err := write(t, d, p, agreement.Record(agreement.New(), marcus.Organization, aid())); !errors.Is(err, fault.Denied) {
			t.Errorf("%s records one for Tidewater: %v", p.Name, err)
		}
	}
	if err := write(t, d, story.Priya, agreement.Remove(id)); err != nil {
		t.Fatal(err)
	}
	if got := seesAs(t, d, marcus, marcus.Organization); slices.Contains(got, id) {
		t.Error("it is still there for the side that recorded it")
	}
}

func seesAs(t *testing.T, d *dbtest.Database, p story.Person, slug string) (ids []agreement.ID) {
	t.Helper()
	var all []agreement.Agreement
	if err := d.App().Read(t.Context(), d.As(p.ID), agreement.Of(slug, &all)); err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		ids = append(ids, a.ID)
	}
	return ids
}

func TestOtherSideIsFoundByItsNameAlone(t *testing.T) {
	d := storytest.New(t)
	for with, slug := range map[string]string{"copper creek water district": "copper-creek-water-district", "The Copper Creek Water District, Inc.": "copper-creek-water-district",
		"Copper Creek": "", "Blue Mesa Water Authority": ""} { // not by a part of it, and nobody agrees with itself
		f, id := aid(), agreement.New()
		f.With = with
		if err := write(t, d, story.Omar, agreement.Record(id, story.Omar.Organization, f)); err != nil {
			t.Fatal(err)
		}
		var a agreement.Agreement
		if err := d.App().Read(t.Context(), d.As(story.Omar.ID), agreement.Party(id, &a)); err != nil {
			t.Fatal(err)
		}
		if name, other := a.Other(story.Omar.Organization); other != slug || name != with {
			t.Errorf("%q is %q, on record as %q", with, name, other)
		}
	}
}

func TestAgreementAsTypedIsChecked(t *testing.T) {
	before := time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)
	for field, change := range map[string]func(*agreement.Form){
		"with": func(f *agreement.Form) { f.With = " " }, "kind": func(f *agreement.Form) { f.Kind = "treaty" }, "covers": func(f *agreement.Form) { f.Covers = "" },
		"since": func(f *agreement.Form) { f.Since = nil }, "until": func(f *agreement.Form) { f.Until = &before }, "shown_to": func(f *agreement.Form) { f.ShownTo = "" },
	} {
		f := aid()
		change(&f)
		if wrong := f.Check(); len(wrong) != 1 || wrong.For(field) == "" {
			t.Errorf("%s: %v", field, wrong)
		}
	}
	d := storytest.New(t)
	f := aid()
	f.Until = &before
	if wrong, ok := errors.AsType[fault.Invalid](write(t, d, story.Omar, agreement.Record(agreement.New(), story.Omar.Organization, f))); !ok || wrong.For("until") == "" {
		t.Error("the database takes one that ends before it begins")
	}
}

package organization_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/story"
	_ "example.org/concord/internal/story/storytest"
)

func utility() organization.Organization {
	return organization.Organization{ID: organization.New(), Slug: "salt-fork-water", Name: "Salt Fork Water", Abbr: "SFW", Kind: "owner_operator", State: "CO",
		Website: "https://water.example.org", Invented: true, Sectors: []string{"water-and-wastewater", "dams"}}
}

func TestStaffAddAndEditAnOrganization(t *testing.T) {
	d := dbtest.New(t)
	sam := d.As(story.Sam.ID)
	o := utility()
	if err := d.App().Write(t.Context(), sam, db.Once{}, organization.Add(o)...); err != nil {
		t.Fatal(err)
	}
	o.Name, o.State, o.Sectors, o.Regulator = "Salt Fork Water District", "", []string{"dams", "energy"}, true
	if err := d.App().Write(t.Context(), sam, db.Once{}, organization.Edit(o)...); err != nil {
		t.Fatal(err)
	}
	var got organization.Organization
	if err := d.App().Read(t.Context(), db.Who{}, organization.BySlug("salt-fork-water", &got)); err != nil {
		t.Fatal(err)
	}
	if got.ID != o.ID || got.Name != o.Name || got.State != "" || !got.Regulator || got.Government || !slices.Equal(got.Sectors, o.Sectors) {
		t.Errorf("got %+v", got)
	}
	again := utility()
	err := d.App().Write(t.Context(), sam, db.Once{}, organization.Add(again)...)
	if wrong := (fault.Invalid{}); !errors.As(err, &wrong) || wrong.For("name") == "" {
		t.Errorf("the same address again: %v", err)
	}
}

func TestOnlyStaffEditOrganizations(t *testing.T) {
	d := dbtest.New(t)
	var blue organization.Organization
	if err := d.App().Read(t.Context(), db.Who{}, organization.BySlug(story.Dana.Organization, &blue)); err != nil {
		t.Fatal(err)
	}
	for name, who := range map[string]db.Who{"the public": {}, "their own people": d.As(story.Dana.ID), "an advisor": d.As(story.Paul.ID)} {
		if err := d.App().Write(t.Context(), who, db.Once{}, organization.Add(utility())...); !errors.Is(err, fault.Denied) {
			t.Errorf("%s may add: %v", name, err)
		}
		if err := d.App().Write(t.Context(), who, db.Once{}, organization.Edit(blue)...); !errors.Is(err, fault.Denied) {
			t.Errorf("%s may edit: %v", name, err)
		}
	}
}

func TestOrganizationInAnIndustryCouncilCannotTurnIntoGovernment(t *testing.T) {
	d := dbtest.New(t)
	var blue organization.Organization
	if err := d.App().Read(t.Context(), db.Who{}, organization.BySlug(story.Dana.Organization, &blue)); err != nil {
		t.Fatal(err)
	}
	blue.Kind = "federal_agency"
	err := d.App().Write(t.Context(), d.As(story.Sam.ID), db.Once{}, organization.Edit(blue)...)
	if wrong := (fault.Invalid{}); !errors.As(err, &wrong) || wrong.For("kind") == "" {
		t.Errorf("it became government while it sits in the Water SCC: %v", err)
	}
	// Nor does somebody who serves there change to government.
	err = d.App().Write(t.Context(), d.As(story.Sam.ID), db.Once{}, db.Change("move",
		`update person set organization_id = (select id from organization where slug = $2) where id = $1`, story.Dana.ID, story.Grace.Organization))
	if !errors.As(err, &fault.Invalid{}) {
		t.Errorf("Dana moved to a federal office while she chairs the Water SCC: %v", err)
	}
}

func TestEveryKindIsKeptAndTheFirstFourAreGovernment(t *testing.T) {
	d := dbtest.New(t)
	for i, k := range organization.Kinds {
		o := utility()
		o.Name, o.Slug, o.Kind = "Salt Fork "+k.Slug, "salt-fork-"+strings.ReplaceAll(k.Slug, "_", "-"), k.Slug
		if err := d.App().Write(t.Context(), d.As(story.Sam.ID), db.Once{}, organization.Add(o)...); err != nil {
			t.Fatalf("%s: %v", k.Name, err)
		}
		var got organization.Organization
		if err := d.App().Read(t.Context(), db.Who{}, organization.BySlug(o.Slug, &got)); err != nil {
			t.Fatal(err)
		}
		if got.Kind != k.Slug || got.Government != (i < 4) {
			t.Errorf("%s: %+v", k.Name, got)
		}
	}
}

func TestListIsPagedByName(t *testing.T) {
	d := dbtest.New(t)
	var all []string
	var after []string
	for range 50 {
		var page []organization.Organization
		if err := d.App().Read(t.Context(), db.Who{}, organization.List("", after, &page)); err != nil {
			t.Fatal(err)
		}
		for _, o := range page[:min(len(page), organization.PerPage)] {
			all, after = append(all, o.Slug), o.Key()
		}
		if len(page) <= organization.PerPage {
			break
		}
	}
	slices.Sort(all)
	if n := len(all); n < 119 || len(slices.Compact(all)) != n {
		t.Errorf("%d organizations, some twice or missing", n)
	}
	var found []organization.Organization
	var choices []organization.Choice
	if err := d.App().Read(t.Context(), db.Who{}, organization.List("environmental prot", nil, &found), organization.Choices("100%", &choices)); err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].Slug != "epa" || len(choices) != 0 {
		t.Errorf("found %v and %v", found, choices)
	}
}

func TestWhatIsTypedIsChecked(t *testing.T) {
	for _, c := range []struct {
		field  string
		change func(*organization.Organization)
	}{
		{"name", func(o *organization.Organization) { o.Name, o.Slug = " ", "" }},
		{"name", func(o *organization.Organization) { o.Slug = "Salt Fork" }},
		{"kind", func(o *organization.Organization) { o.Kind = "club" }},
		{"website", func(o *organization.Organization) { o.Website = "javascript:alert(1)" }},
	} {
		o := utility()
		c.change(&o)
		if wrong, ok := errors.AsType[fault.Invalid](o.Check()); !ok || len(wrong) != 1 || wrong.For(c.field) == "" {
			t.Errorf("want one message at %s, got %v", c.field, o.Check())
		}
	}
	if o := utility(); o.Check() != nil {
		t.Error(o.Check())
	}
}

package directory_test

import (
	"errors"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/directory"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func TestOwnersAloneConfirmTheirProfile(t *testing.T) {
	d := storytest.New(t)
	const slug = "lakeshore-water-and-power"
	say := func(p story.Person, q db.Query) error {
		return d.App().Write(t.Context(), d.As(p.ID), db.Once{}, q)
	}
	seen := func(p story.Person) (c directory.Confirmed) {
		t.Helper()
		if err := d.App().Read(t.Context(), d.As(p.ID), directory.OrganizationConfirmed(slug, &c)); err != nil {
			t.Fatal(err)
		}
		return c
	}
	if c := seen(story.Maya); c.At != nil || !c.Mine {
		t.Fatalf("before: %+v", c)
	}
	for _, other := range []story.Person{story.Dana, story.Sam, story.Cora} {
		if err := say(other, directory.ConfirmOrganization(slug)); !errors.Is(err, fault.Denied) {
			t.Errorf("%s confirms another's profile: %v", other.Name, err)
		}
	}
	if err := say(story.Maya, directory.ConfirmOrganization(slug)); err != nil {
		t.Fatal(err)
	}
	if c := seen(story.Cora); c.At == nil || c.By != story.Maya.Name || c.Mine {
		t.Errorf("an advisor reads %+v", c)
	}
	if err := errors.Join(say(story.Dana, directory.ConfirmPerson(story.Dana.ID))); err != nil {
		t.Fatal(err)
	}
	if err := say(story.Priya, directory.ConfirmPerson(story.Dana.ID)); !errors.Is(err, fault.Denied) {
		t.Errorf("somebody confirms another person: %v", err)
	}
}

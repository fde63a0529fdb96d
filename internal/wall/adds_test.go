package wall

import (
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// An advisor adds whom he met: a plain organization of his own region, and nothing that would give anybody more.
func TestAdvisorAddsPlainOrganizationsOfTheOwnRegion(t *testing.T) {
	d := storytest.New(t)
	paul := d.As(story.Paul.ID)
	const add = `insert into organization (id, slug, name, abbr, kind, state, regulator, invented, parent_id)
		values (gen_random_uuid(), 'met-on-the-way', 'Met on the Way', '', $1, $2, $3, $4, (select id from organization where slug = $5))`
	refused(t, d, paul, "an agency", add, "federal_agency", "CO", false, false, nil)
	refused(t, d, paul, "one of another region", add, "owner_operator", "VA", false, false, nil)
	refused(t, d, paul, "a regulator", add, "owner_operator", "CO", true, false, nil)
	refused(t, d, paul, "an invented one", add, "owner_operator", "CO", false, true, nil)
	refused(t, d, paul, "a part of another", add, "owner_operator", "CO", false, false, "blue-mesa-water-authority")
	refused(t, d, d.As(story.Dana.ID), "a member's", add, "owner_operator", "CO", false, false, nil)
	allowed(t, d, paul, "a plain one", add, "owner_operator", "CO", false, false, nil)
}

// Staff alone suspend, each in the own name, and staff alone read why.
func TestSuspensionIsOfStaffInTheirOwnName(t *testing.T) {
	d := storytest.New(t)
	const suspend = `insert into suspension (person_id, because, by_id) values ($1, 'The telephone was lost', $2)`
	refused(t, d, d.As(story.Dana.ID), "a chair's", suspend, story.Nora.ID, story.Dana.ID)
	refused(t, d, d.As(story.Sam.ID), "in another's name", suspend, story.Nora.ID, story.Kim.ID)
	allowed(t, d, d.As(story.Sam.ID), "staff's", suspend, story.Nora.ID, story.Sam.ID)
	for who, want := range map[story.Person]int{story.Sam: 1, story.Dana: 0, story.Paul: 0} {
		var n int
		if err := d.App().Read(t.Context(), d.As(who.ID), db.One("why", `select count(*)::int from suspension`, &n)); err != nil || n != want {
			t.Errorf("%s reads %d: %v", who.Name, n, err)
		}
	}
}

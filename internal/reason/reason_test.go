package reason_test

import (
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/item"
	"example.org/concord/internal/reason"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// Whoever reads is told why, and whoever is told why reads.
func TestReasonsGoWithReading(t *testing.T) {
	d := storytest.New(t)
	id := item.ID{UUID: story.Item("chlorine-lead-times")}
	for _, p := range story.Cast {
		var why []reason.Reason
		var reads []bool
		if err := d.App().Read(t.Context(), d.As(p.ID), reason.OfItem(id, &why), db.Many("reads", `select true from item where id = $1`, &reads, id)); err != nil {
			t.Fatal(err)
		}
		if len(why) > 0 != (len(reads) > 0) {
			t.Errorf("%s reads: %v, and is told %+v", p.Name, reads, why)
		}
	}
}

func TestReasonIsTheOfficeTheSeatAndTheCouncil(t *testing.T) {
	d := storytest.New(t)
	var update, person, room []reason.Reason
	if err := d.App().Read(t.Context(), d.As(story.Priya.ID), reason.OfItem(item.ID{UUID: story.Item("chlorine-lead-times")}, &update),
		reason.OfPerson(story.Dana.ID, &person), reason.OfCouncil("wscc-water-gcc-joint", &room)); err != nil {
		t.Fatal(err)
	}
	if len(update) != 1 || update[0].Office != "Representative" || update[0].ServesSlug != "wscc" || update[0].Seat != "Tidewater Utilities Cooperative" || update[0].Kind != "Sector Coordinating Council" {
		t.Errorf("the update: %+v", update)
	}
	if len(person) == 0 || person[0].CircleSlug != "wscc" {
		t.Errorf("the person: %+v", person)
	}
	if len(room) != 1 || room[0].ServesSlug != "wscc" || room[0].CircleSlug != "wscc-water-gcc-joint" {
		t.Errorf("the room: %+v", room)
	}
}

func TestReadersOfACouncilAreToldByOfficeToThoseWhoSeeItsRoster(t *testing.T) {
	d := storytest.New(t)
	for _, c := range []struct {
		who  story.Person
		sees bool
	}{{story.Priya, true}, {story.Sam, true}, {story.Ines, false}, {story.Eve, false}} {
		var all []reason.Readers
		if err := d.App().Read(t.Context(), d.As(c.who.ID), reason.ReadersOf("wscc", &all)); err != nil {
			t.Fatal(err)
		}
		if len(all) > 0 != c.sees {
			t.Errorf("%s is told of %d offices", c.who.Name, len(all))
		}
		for _, r := range all {
			if r.Serves != "WSCC" || r.People == 0 {
				t.Errorf("%+v read in an industry council", r)
			}
		}
	}
}

// By the rosters that the asker sees too, and no others; then by the directory.
func TestWhoSeesAPersonIsToldByOfficeToThoseWhoDo(t *testing.T) {
	d := storytest.New(t)
	for _, c := range []struct {
		who                          story.Person
		water, electricity, browsers bool
	}{{story.Priya, true, false, true}, {story.Ines, false, true, true}, {story.Paul, true, true, true}, {story.Eve, false, false, false}} {
		var all []reason.Seer
		if err := d.App().Read(t.Context(), d.As(c.who.ID), reason.SeersOf(story.Maya.ID, &all)); err != nil {
			t.Fatal(err)
		}
		told := map[string]int{}
		for _, s := range all {
			if s.People == nil {
				told["directory"]++
			} else if told[s.Serves] += *s.People; *s.People == 0 {
				t.Errorf("%s is told of %+v", c.who.Name, s)
			}
		}
		if told["WSCC"] > 0 != c.water || told["ESCC"] > 0 != c.electricity || told["directory"] > 0 != c.browsers {
			t.Errorf("%s is told of %v", c.who.Name, told)
		}
	}
}

package council_test

import (
	"testing"

	"example.org/concord/internal/council"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func TestHealthIsCountedForStaffAndForNobodyElse(t *testing.T) {
	d := storytest.New(t)
	staff := d.As(story.Sam.ID)
	d.As(story.Priya.ID) // signs in
	if _, err := d.Owner().Exec(t.Context(), `update appointment set until = app.now() where office = 'chair' and council_id = (select id from council where slug = 'escc')`); err != nil {
		t.Fatal(err)
	}
	for range 2 { // counted anew, not added up
		if err := council.CountHealth(t.Context(), d.Worker()); err != nil {
			t.Fatal(err)
		}
	}
	var all, none []council.Health
	if err := d.App().Read(t.Context(), staff, council.HealthOfAll(nil, &all)); err != nil {
		t.Fatal(err)
	}
	found := map[string]council.Health{}
	for i, h := range all {
		found[h.Slug] = h
		if i > 0 && h.Attention > all[i-1].Attention {
			t.Errorf("%s comes after %s, and needs more attention", h.Slug, all[i-1].Slug)
		}
	}
	if h := found["wscc"]; h.Active != 1 || h.People < 10 || h.OpenSeats != 1 || h.Unenrolled == 0 || h.Chair != story.Dana.Name {
		t.Errorf("%+v", h)
	}
	if h := found["escc"]; h.Chair != "" || h.Attention <= found["wscc"].Attention {
		t.Errorf("without a chair: %+v", h)
	}
	if _, there := found["public"]; there || len(found) != len(all) {
		t.Error("the public is a council")
	}
	var rest []council.Health
	if err := d.App().Read(t.Context(), staff, council.HealthOfAll(all[1].Key(), &rest)); err != nil || len(rest) != len(all)-2 || rest[0].ID != all[2].ID {
		t.Errorf("after the second come %d, %v", len(rest), err)
	}
	for _, p := range []story.Person{story.Dana, story.Paul, story.Eve} {
		if err := d.App().Read(t.Context(), d.As(p.ID), council.HealthOfAll(nil, &none)); err != nil || len(none) > 0 {
			t.Errorf("%s sees %d councils, %v", p.Name, len(none), err)
		}
	}
}

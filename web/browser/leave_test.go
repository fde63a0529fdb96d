package browser

import (
	"testing"

	"example.org/concord/internal/story"
)

func TestTermEndsWhileSignedInAndTheNextClickIsOut(t *testing.T) {
	p := newPortal(t)
	h := p.Sit(t, &story.Dana, "/councils/wscc")
	h.Sees("Chlorine deliveries in the mid-Atlantic")
	if _, err := p.Database.Owner().Exec(t.Context(), `update appointment set until = app.now() where person_id = $1`, story.Dana.ID); err != nil {
		t.Fatal(err)
	}
	h.Click("Chlorine deliveries in the mid-Atlantic")
	h.Sees("There is nothing here that you can open")
	h.Go("/")
	h.Misses("Chlorine deliveries in the mid-Atlantic")
}

func TestSeatIsHandedOverAndWhoGoesIsOut(t *testing.T) {
	p := newPortal(t)
	h := p.Sit(t, &story.Priya, "/councils/wscc/roster")
	h.Click("Hand over")
	h.Sees("You speak for this seat until the day you choose")
	h.Choose("Nora Quist")
	h.Click("Hand over")
	h.AtMost(3)
	h.Go("/councils/wscc")
	h.Misses("Post an update", "Chlorine deliveries in the mid-Atlantic")

	h = p.Sit(t, &story.Nora, "/councils/wscc/roster/changes")
	h.Sees("Priya Raman handed the seat over to Nora Quist")
	h.Go("/councils/wscc")
	h.Sees("Post an update", "Chlorine deliveries in the mid-Atlantic")
}

package contact_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"example.org/concord/internal/contact"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// The page is what the rights of the offices say; a change of them is read here before it is anywhere else.
func TestWhoSeesWhatIsReviewed(t *testing.T) {
	d := storytest.New(t)
	var rows []contact.Sees
	if err := d.App().Read(t.Context(), d.As(story.Eve.ID), contact.WhoSees(&rows)); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("office | names and offices in every council, in its own, in those it faces | what is shown to peers, to advisors of the region, in an incident | sign-in address | openings of others for review | contacts a day\n")
	for _, s := range rows {
		fmt.Fprintf(&b, "%s | %v, %v, %v | %v, %v, %v | %v | %v | %d\n", s.Office, s.Every, s.Own, s.Facing, s.Own, s.Region, s.Incident, s.Invites, s.Reviews, s.Openings)
	}
	const path = "testdata/who-sees-what.txt"
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Errorf("it differs: if that is meant, run with UPDATE_GOLDEN=1 and have the difference reviewed\n%s", b.String())
	}
}

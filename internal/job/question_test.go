package job_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/person"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/story"
)

func TestOfficersAreMailedBeforeTheirCouncilIsHandedOver(t *testing.T) {
	c := newTown(t)
	// A choice of what to be mailed about does not switch this off.
	c.exec(`insert into mail_preference (person_id, updates) values ($1, 'none') on conflict (person_id) do update set updates = 'none'`, story.Dana.ID)
	var wscc council.Council
	if err := c.App().Read(t.Context(), c.As(story.Sam.ID), council.BySlug("wscc", &wscc)); err != nil {
		t.Fatal(err)
	}
	id := uuid.New()
	hand := council.HandingOver{Person: person.ID{UUID: story.Nora.ID}, Office: "vice-chair", ChosenOn: time.Now().AddDate(0, 0, -9), Document: "Minutes, item 3", ToldBy: "A caller"}
	if err := c.App().Write(t.Context(), c.As(story.Sam.ID), db.Once{}, council.HandOverTo(id, wscc.ID, hand)); err != nil {
		t.Fatal(err)
	}
	if err := c.App().Write(t.Context(), c.As(story.Kim.ID), db.Once{}, proposal.Confirm(proposal.ID{UUID: id})); err != nil {
		t.Fatal(err)
	}
	c.relay(c.open())
	c.settle()
	to, _ := c.mailed()
	slices.Sort(to)
	if want := []string{story.Dana.Email(), story.Lena.Email()}; !slices.Equal(to, want) {
		t.Errorf("mailed to %v, want the chair and the secretariat %v", to, want)
	}
	wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", "")
	for _, words := range []string{"Nora Quist", "Minutes, item 3", "A caller", "/councils/wscc/questions/" + id.String()} {
		if !strings.Contains(wire, words) {
			t.Errorf("the mail does not say %q\n%s", words, wire)
		}
	}
}

package job_test

import (
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/duty"
	"example.org/concord/internal/engagement"
	"example.org/concord/internal/incident"
	"example.org/concord/internal/story"
	"example.org/concord/internal/territory"
)

// telling opens a queue, and says each time who was mailed since the last one, and what.
func (c *town) telling() func() (to []string, wire string) {
	q, seen := c.open(), 0
	return func() (to []string, wire string) {
		c.relay(q)
		c.settle()
		_, letters := c.mailed()
		for n, text := range c.peer.Taken() {
			if n >= seen {
				at, _ := letters[n].Header.AddressList("To")
				to, wire = append(to, at[0].Address), wire+strings.ReplaceAll(strings.ReplaceAll(text, "=\r\n", ""), "=\n", "")
			}
		}
		seen = len(letters)
		slices.Sort(to)
		return to, wire
	}
}

// Giving a partner's request to somebody else wrote no letter: it stood on a first page that nobody looked at.
func TestWhoIsGivenARequestAndWhoHadItAreTold(t *testing.T) {
	c := newTown(t)
	told := c.telling()
	trevor, wish := story.Named("trevor"), "Two pumps are under water"
	id := engagement.NewID()
	ask, err := engagement.Ask(id, "blue-mesa-water-authority", nil, "help", wish)
	if err != nil {
		t.Fatal(err)
	}
	c.does(story.Dana, ask) // Paul covers Colorado
	told()

	c.does(story.Rosa, engagement.Give(id, trevor.ID))
	if to, wire := told(); !slices.Equal(to, emails(story.Paul, trevor)) || strings.Contains(wire, wish) || !strings.Contains(wire, "/requests/"+id.String()) ||
		!strings.Contains(wire, "Rosa Kim gave you a request") || !strings.Contains(wire, "is with "+trevor.Name+" now") {
		t.Errorf("given to Trevor: mailed to %v:\n%s", to, wire)
	}
	// And back, and once more: each time it is told anew.
	c.does(story.Rosa, engagement.Give(id, story.Paul.ID))
	c.does(story.Rosa, engagement.Give(id, trevor.ID))
	if to, _ := told(); len(to) != 4 {
		t.Errorf("given back and on again: mailed to %v", to)
	}
	// Who hands a territory over tells of it in one letter, whatever goes along.
	c.does(story.Rosa, territory.HandOver(8, trevor.ID, story.Paul.ID)...)
	if to, wire := told(); !slices.Equal(to, emails(story.Paul, trevor)) || strings.Contains(wire, "gave you a request") {
		t.Errorf("handed over with the territory: mailed to %v", to)
	}
	if n := c.count(`select count(*) from partner_request where id = $1 and owner_id = $2`, id, story.Paul.ID); n != 1 {
		t.Error("the request did not go along")
	}
	// Who takes it writes to nobody but whose it was.
	c.exec(`update partner_request set taken = null where id = $1`, id)
	c.does(trevor, engagement.Take(id))
	if to, wire := told(); !slices.Equal(to, emails(story.Paul)) || !strings.Contains(wire, trevor.Name+" took it") {
		t.Errorf("taken by Trevor: mailed to %v:\n%s", to, wire)
	}
}

func TestWhoeverWorksAnIncidentIsToldThatItIsReopened(t *testing.T) {
	c := newTown(t)
	told := c.telling()
	id, title := incident.NewID(), "Dam watch above Blue Mesa"
	declare, err := incident.Declare(id, incident.Form{Title: title, Counties: []string{"08077"}})
	if err != nil {
		t.Fatal(err)
	}
	end, err := incident.End(id, "The water went down")
	if err != nil {
		t.Fatal(err)
	}
	c.does(story.Rosa, declare...)
	c.does(story.Rosa, end)
	told()
	for range 2 { // as often as it happens
		c.does(story.Rosa, incident.Reopen(id))
		to, wire := told()
		if !slices.Contains(to, story.Paul.Email()) || slices.Contains(to, story.Rosa.Email()) || slices.Contains(to, story.Cora.Email()) || slices.Contains(to, story.Dana.Email()) {
			t.Errorf("reopened in Region 8: mailed to %v", to)
		}
		if strings.Contains(wire, title) || !strings.Contains(wire, "reopened an incident") || !strings.Contains(wire, "/incidents/"+id.String()) {
			t.Errorf("the mail says what stays in the portal, or not where:\n%s", wire)
		}
		c.does(story.Rosa, end)
	}
}

// Ending a part of a territory told nobody, neither who lost it nor who directs the office.
func TestWhoLosesAPartOfATerritoryAndItsDirectorsAreTold(t *testing.T) {
	c := newTown(t)
	told := c.telling()
	needs := func(p story.Person) (all []string) {
		var found []duty.Duty
		c.reads(p, duty.Of(true, &found))
		for _, d := range found {
			if d.Kind == duty.HandedOver {
				all = append(all, d.Where+": "+d.Subject)
			}
		}
		return all
	}
	c.does(story.Rosa, territory.End(story.Territory(story.Paul, "UT")))
	if to, wire := told(); !slices.Equal(to, emails(story.Paul)) || !strings.Contains(wire, "You no longer cover Utah") || !strings.Contains(wire, "Rosa Kim ended it") {
		t.Errorf("Rosa ended it: mailed to %v:\n%s", to, wire)
	}
	if got := needs(story.Paul); !slices.Equal(got, []string{"lost: Utah"}) {
		t.Errorf("Paul's first page: %q", got)
	}
	if got := needs(story.Rosa); got != nil {
		t.Errorf("the first page of who did it: %q", got)
	}
	var ended []territory.Ended
	c.reads(story.Rosa, territory.EndedUnseen(8, &ended))
	if len(ended) != 0 {
		t.Errorf("Rosa reads Paul's notice: %+v", ended)
	}
	c.reads(story.Paul, territory.EndedUnseen(8, &ended))
	if len(ended) != 1 {
		t.Fatalf("%+v", ended)
	}
	if err := c.App().Write(t.Context(), c.As(story.Rosa.ID), db.Once{}, territory.EndSeen(8, ended[0].ID)); err == nil {
		t.Error("somebody else has seen it for Paul")
	}
	c.does(story.Paul, territory.EndSeen(8, ended[0].ID))
	if got := needs(story.Paul); got != nil {
		t.Errorf("seen, it stands on the first page still: %q", got)
	}

	// An office that ends takes all that was covered with it: the director hears of it in one letter, and who left by the one about the office.
	parts := c.count(`select count(*) from territory where person_id = $1 and (until is null or until > app.now())`, story.Paul.ID)
	if parts < 2 {
		t.Fatalf("Paul covers %d parts", parts)
	}
	c.does(story.Sam, db.Change("end an office", `update appointment set until = app.now(), ended_because = 'Moved' where person_id = $1 and council_id = (select id from council where slug = 'region-8') and until is null`, story.Paul.ID))
	to, wire := told()
	if strings.Count(wire, "Subject: Concord: Paul Reyes no longer covers Colorado; Wyoming") != 1 || !slices.Contains(to, story.Rosa.Email()) || strings.Contains(wire, "You no longer cover") {
		t.Errorf("Paul left: mailed to %v:\n%s", to, wire)
	}
	if got := needs(story.Rosa); len(got) != 1 || !strings.HasPrefix(got[0], "ended Paul Reyes: ") || strings.Count(got[0], ";") != parts-1 {
		t.Errorf("Rosa's first page: %q", got)
	}
}

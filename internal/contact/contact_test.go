package contact_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/contact"
	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// town is the story with contacts in it.
type town struct {
	*dbtest.Database
	t *testing.T
}

func newTown(t *testing.T) town {
	d := storytest.New(t)
	c := town{d, t}
	c.exec(`truncate contact cascade`)
	return c
}

func (c town) exec(sql string, args ...any) {
	c.t.Helper()
	if _, err := c.Owner().Exec(c.t.Context(), sql, args...); err != nil {
		c.t.Fatalf("%v\n%s", err, sql)
	}
}

// keeps is a contact that the person adds herself.
func (c town) keeps(p story.Person, kind contact.Kind, shown contact.Shown) contact.ID {
	c.t.Helper()
	o := contact.Own{ID: contact.New(), Kind: kind, Value: "303-555-0142", Shown: shown}
	if kind == contact.Email {
		o.Value = p.Email()
	}
	if err := c.App().Write(c.t.Context(), c.As(p.ID), db.Once{}, contact.Add(o)); err != nil {
		c.t.Fatal(err)
	}
	return o.ID
}

func (c town) opens(who db.Who, reason string, ids ...contact.ID) (got []contact.Opened, err error) {
	err = c.App().Write(c.t.Context(), who, db.Once{}, contact.Reveal(ids, reason, contact.Page, &got))
	return got, err
}

func (c town) sees(p story.Person, of story.Person) (kinds []contact.Kind) {
	c.t.Helper()
	var rows []contact.Contact
	if err := c.App().Read(c.t.Context(), c.As(p.ID), contact.OfPerson(of.ID, &rows)); err != nil {
		c.t.Fatal(err)
	}
	for _, r := range rows {
		kinds = append(kinds, r.Kind)
	}
	return kinds
}

func TestOwnerChoosesWhoSeesThatThereIsAContact(t *testing.T) {
	c := newTown(t)
	c.keeps(story.Dana, contact.AfterHours, contact.Shown{})
	c.keeps(story.Dana, contact.Direct, contact.Shown{ForAdvisors: true})
	c.keeps(story.Dana, contact.Office, contact.Shown{ForPeers: true})
	c.keeps(story.Dana, contact.Email, contact.Shown{ForMembers: true})
	for _, x := range []struct {
		who  story.Person
		want []contact.Kind
	}{
		{story.Dana, []contact.Kind{contact.AfterHours, contact.Direct, contact.Office, contact.Email}},
		{story.Priya, []contact.Kind{contact.Office, contact.Email}}, // sits in her council
		{story.Grace, []contact.Kind{contact.Email}},                 // faces it
		{story.Ines, []contact.Kind{contact.Email}},                  // sits in another
		{story.Tomas, []contact.Kind{contact.Email}},                 // in the community, where rosters are not shown
		{story.Paul, []contact.Kind{contact.Direct, contact.Email}},  // advisor of her region
		{story.Cora, []contact.Kind{contact.Email}},                  // advisor of another
		{story.Walt, []contact.Kind{contact.Email}},                  // the watch, without an incident
		{story.Sam, []contact.Kind{contact.Email}},                   // staff
		{story.Nora, []contact.Kind{contact.Email}},                  // sat in the council once
		{story.Victor, nil}, // suspended
	} {
		if got := c.sees(x.who, story.Dana); !slices.Equal(got, x.want) {
			t.Errorf("%s sees %v, not %v", x.who.Name, got, x.want)
		}
	}
	c.exec(`update person set suspended = app.now() where id = $1`, story.Dana.ID)
	if got := c.sees(story.Priya, story.Dana); len(got) > 0 {
		t.Errorf("of somebody suspended %v is seen", got)
	}
}

func TestDeskIsKeptByWhoSpeaksForTheOrganization(t *testing.T) {
	c := newTown(t)
	desk := contact.Own{ID: contact.New(), Kind: contact.AfterHours, Label: "24-hour desk", Value: "303-555-0100", Organization: "blue-mesa-water-authority",
		Shown: contact.Shown{ForPeers: true, ForAdvisors: true}}
	add := func(p story.Person) error {
		return c.App().Write(t.Context(), c.As(p.ID), db.Once{}, contact.Add(desk))
	}
	for _, p := range []story.Person{story.Priya, story.Paul, story.Sam, story.Eve} {
		if err := add(p); err == nil {
			t.Errorf("%s keeps a desk of another organization", p.Name)
		}
	}
	if err := add(story.Dana); err != nil {
		t.Fatal(err)
	}
	for p, want := range map[*story.Person]int{&story.Omar: 1, &story.Priya: 1, &story.Paul: 1, &story.Ines: 0, &story.Cora: 0, &story.Tomas: 0} {
		var rows []contact.Contact
		if err := c.App().Read(t.Context(), c.As(p.ID), contact.OfOrganization(desk.Organization, &rows)); err != nil || len(rows) != want {
			t.Errorf("%s sees %d desks, not %d: %v", p.Name, len(rows), want, err)
		}
	}
	var mine []contact.Own
	if err := c.App().Read(t.Context(), c.As(story.Omar.ID), contact.Desks(desk.Organization, &mine)); err != nil || len(mine) != 1 || mine[0].Value != desk.Value {
		t.Errorf("its administrator keeps %+v: %v", mine, err)
	}
	if err := c.App().Write(t.Context(), c.As(story.Priya.ID), db.Once{}, contact.Remove(desk.ID)); !errors.Is(err, fault.NotFound) && !errors.Is(err, fault.Denied) {
		t.Errorf("a competitor removes it: %v", err)
	}
}

func TestWhatAContactHoldsIsOpenedAndNeverRead(t *testing.T) {
	c := newTown(t)
	id := c.keeps(story.Dana, contact.Email, contact.Shown{ForMembers: true})
	var value string
	if err := c.App().Read(t.Context(), c.As(story.Dana.ID), db.One("steal", `select value from contact where id = $1`, &value, id)); !errors.Is(err, fault.Denied) {
		t.Errorf("the web reads %q: %v", value, err)
	}
	got, err := c.opens(c.As(story.Priya.ID), "", id)
	if err != nil || len(got) != 1 || got[0].Outcome != contact.Open || *got[0].Value != story.Dana.Email() {
		t.Fatalf("%+v, %v", got, err)
	}
	var log []contact.Line
	if err := c.App().Read(t.Context(), c.As(story.Dana.ID), contact.LogOfMine(nil, &log)); err != nil || len(log) != 1 ||
		log[0].ByName != story.Priya.Name || log[0].ByOffice != "Representative, WSCC" || log[0].ByOrganization != "Tidewater Utilities Cooperative" {
		t.Errorf("its owner reads %+v: %v", log, err)
	}
	if err := c.App().Read(t.Context(), c.As(story.Omar.ID), db.Many("another's log", `select id from reveal`, &[]uuid.UUID{})); err != nil {
		t.Fatal(err)
	}
	var others []uuid.UUID
	if err := c.App().Read(t.Context(), c.As(story.Sam.ID), db.Many("another's log", `select id from reveal`, &others)); err != nil || len(others) > 0 {
		t.Errorf("staff read the log: %v, %v", others, err)
	}
	if err := c.App().Write(t.Context(), c.As(story.Dana.ID), db.Once{}, contact.Remove(id)); err != nil {
		t.Fatal(err)
	}
	if _, err := c.opens(c.As(story.Priya.ID), "", id); !errors.Is(err, fault.Denied) {
		t.Errorf("what was taken back opens: %v", err)
	}
	if err := c.Owner().QueryRow(t.Context(), `select value from contact where id = $1`, id).Scan(&value); err != nil || value != "" {
		t.Errorf("what was taken back is kept: %q, %v", value, err)
	}
}

func TestDirectNumbersOpenWithAReason(t *testing.T) {
	c := newTown(t)
	id := c.keeps(story.Dana, contact.AfterHours, contact.Shown{ForPeers: true})
	priya := c.As(story.Priya.ID)
	for _, reason := range []string{"", "  because  "} {
		if _, err := c.opens(priya, reason, id); err == nil {
			t.Errorf("it opens for %q", reason)
		} else if _, invalid := errors.AsType[fault.Invalid](err); !invalid {
			t.Error(err)
		}
	}
	if got, err := c.opens(priya, "A main broke on Route 9", id); err != nil || got[0].Outcome != contact.Open {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestOneHundredAtTheSameMomentNeverExceedTheBudget(t *testing.T) {
	c := newTown(t)
	c.crowd(100)
	c.exec(`update reveal_budget set openings = 4 where office = 'psa'`) // less than the pace lets through
	ids, who := c.all(), c.As(story.Paul.ID)
	owners := c.owners()
	ended := make(chan uuid.UUID)
	for _, id := range ids {
		go func() {
			got, err := c.opens(who, "All at the same moment", id)
			opened := uuid.Nil
			if err != nil && !errors.Is(err, fault.Busy) && !errors.Is(err, context.Canceled) {
				t.Error(err)
			} else if err == nil && got[0].Outcome == contact.Open {
				opened = owners[id]
			}
			ended <- opened
		}()
	}
	people := map[uuid.UUID]bool{}
	for range ids {
		people[<-ended] = true
	}
	delete(people, uuid.Nil)
	if len(people) != 4 {
		t.Errorf("%d people of %d contacts were opened at once, the budget is 4", len(people), len(ids))
	}
}

package job_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/duty"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/organization"
	"example.org/concord/internal/person"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/story"
	"example.org/concord/internal/update"
)

// write changes something as the person, through the wall.
func (c *town) write(as story.Person, changes ...db.Query) {
	c.t.Helper()
	if err := c.App().Write(c.t.Context(), c.As(as.ID), db.Once{}, changes...); err != nil {
		c.t.Fatal(err)
	}
}

// seen says whether the person reads the item.
func (c *town) seen(as story.Person, id item.ID) bool {
	c.t.Helper()
	var u update.Update
	err := c.App().Read(c.t.Context(), c.As(as.ID), update.ByID(id, &u))
	if err != nil && !errors.Is(err, fault.NotFound) {
		c.t.Fatal(err)
	}
	var found []uuid.UUID
	if err := c.App().Read(c.t.Context(), c.As(as.ID), db.Many("parts", `select item_id from search_part where item_id = $1`, &found, id)); err != nil {
		c.t.Fatal(err)
	}
	if len(found) > 0 != (err == nil) {
		c.t.Errorf("%s reads it: %v, and finds it: %v", as.Name, err == nil, found)
	}
	return err == nil
}

// visibleTo is how many the chair of the WSCC is told read the item, by its circle and altogether alike, and their names.
func (c *town) visibleTo(id item.ID) (many int, names []string) {
	c.t.Helper()
	var circles []item.Reader
	var all []item.NamedReader
	if err := c.App().Read(c.t.Context(), c.As(story.Dana.ID), item.Readers(id, &circles), item.ReaderNames(id, &all)); err != nil {
		c.t.Fatal(err)
	}
	if len(circles) != 1 || circles[0].People != circles[0].Everybody {
		c.t.Fatalf("one circle reads it: %+v", circles)
	}
	for _, r := range all {
		names = append(names, r.Name)
	}
	return circles[0].People, names
}

// grown are the growths that the person is told of under "Needs you".
func (c *town) grown(as story.Person) (keys []string) {
	c.t.Helper()
	var duties []duty.Duty
	if err := c.App().Read(c.t.Context(), c.As(as.ID), duty.Of(false, &duties)); err != nil {
		c.t.Fatal(err)
	}
	for _, d := range duties {
		if d.Kind == duty.ReachGrew {
			keys = append(keys, d.Key)
		}
	}
	return keys
}

// appoint lets somebody into the WSCC in an office, as its chair does.
func (c *town) appoint(p story.Person, office string) {
	c.t.Helper()
	var in council.ID
	var of organization.ID
	if err := c.Owner().QueryRow(c.t.Context(), `select c.id, p.organization_id from council c, person p where c.slug = 'wscc' and p.id = $1`, p.ID).Scan(&in.UUID, &of.UUID); err != nil {
		c.t.Fatal(err)
	}
	c.write(story.Dana, council.Appoint(council.AppointmentID{UUID: uuid.New()}, in, council.Appointing{Person: person.ID{UUID: p.ID}, Office: office, Organization: of}))
}

// amber is an update of the chair's, for all of the WSCC.
func (c *town) amber() item.ID { return c.says(marking.Amber, "wscc") }

// says is an update of the chair's of the WSCC, for all of that council or community.
func (c *town) says(label marking.Label, slug string) item.ID {
	c.t.Helper()
	var o update.Offer
	if err := c.App().Read(c.t.Context(), c.As(story.Dana.ID), o.Queries()...); err != nil {
		c.t.Fatal(err)
	}
	v, _ := o.Voice("", "wscc")
	n := slices.IndexFunc(o.Circles, func(x item.Circle) bool { return x.Slug == slug && x.Kind != marking.Seated })
	p, err := update.Fields{As: v.ID.String(), Genre: string(update.SituationReport), Title: "Valve", Body: "Shut.", Label: string(label), Circles: []string{o.Circles[n].ID.String()}}.
		Posting(o, time.Now())
	if err != nil {
		c.t.Fatal(err)
	}
	c.write(story.Dana, update.Post(p)...)
	return p.ID
}

func TestOwnerIsToldOnceWhenARuleLetsOthersReadAndHoldsOrLetsBe(t *testing.T) {
	c := newTown(t)
	q := c.open()
	id := c.amber()
	c.exec(`delete from outbox`)
	settle := func() {
		c.relay(q)
		c.settle()
		c.relay(q)
		c.settle()
	}

	// Who comes by the council's own door belongs to what was confirmed.
	c.appoint(story.Tomas, "observer")
	settle()
	if n := c.count(`select count(*) from reach_growth`); n > 0 || !c.seen(story.Tomas, id) || c.grown(story.Dana) != nil {
		t.Fatalf("an observer is admitted, and it is a growth (%d)", n)
	}

	c.appoint(story.Eve, "validator")
	if c.seen(story.Eve, id) {
		t.Fatal("a validator reads before the rule")
	}
	right := proposal.Right{Kind: "scc", Office: "validator", Capability: "item.read", Reach: "council"}
	change := func(end bool) {
		t.Helper()
		p := proposal.NewID()
		make := right.Propose
		if end {
			make = right.End
		}
		propose, err := make(p, "Validators are to know what they admit to")
		if err != nil {
			t.Fatal(err)
		}
		c.write(story.Sam, propose)
		if !end { // whatever takes away is done at once
			c.write(story.Kim, proposal.Confirm(p))
		}
		settle()
	}
	before := len(c.peer.Wire())
	change(false)
	wire := strings.ReplaceAll(c.peer.Wire()[before:], "=\r\n", "")
	keys := c.grown(story.Dana)
	if len(keys) != 1 || !strings.Contains(wire, "/reach/"+keys[0]) || !strings.Contains(wire, "Validator") || strings.Contains(wire, "Valve") {
		t.Fatalf("Dana's needs are %v; mailed is\n%s", keys, wire)
	}
	if to, _ := c.mailed(); !slices.Contains(to, story.Dana.Email()) {
		t.Errorf("mailed to %v", to)
	}
	if c.grown(story.Tomas) != nil || !c.seen(story.Eve, id) {
		t.Error("others are told, or the rule opens nothing")
	}
	growth, err := item.ParseGrowthID(keys[0])
	if err != nil {
		t.Fatal(err)
	}
	var ways []item.Way
	var items []item.Grown
	if err := c.App().Read(t.Context(), c.As(story.Dana.ID), item.WaysOf(growth, &ways), item.GrownItems(growth, &items)); err != nil ||
		!slices.ContainsFunc(ways, func(w item.Way) bool { return w.Council == "WSCC" && w.Office == "Validator" && w.People == 1 }) ||
		!slices.ContainsFunc(items, func(g item.Grown) bool { return g.ID == id && g.Held == nil }) {
		t.Errorf("the page shows %+v of %+v (%v)", ways, items, err)
	}
	var hidden item.Growth
	if err := c.App().Read(t.Context(), c.As(story.Eve.ID), item.GrowthByID(growth, &hidden)); !errors.Is(err, fault.NotFound) {
		t.Errorf("who came to read sees the growth: %v", err)
	}

	// Another's answer counts nothing.
	c.write(story.Priya, item.AnswerGrowth(growth, []item.ID{id}, true))
	if !c.seen(story.Eve, id) {
		t.Error("somebody else holds Dana's item")
	}
	later := c.amber()
	all := []item.ID{later}
	for _, g := range items {
		all = append(all, g.ID)
	}
	readers, names := c.visibleTo(id)
	if !slices.Contains(names, story.Eve.Name) {
		t.Fatalf("who reads it by the new rule is not named among %v", names)
	}
	c.write(story.Dana, item.AnswerGrowth(growth, all, true))
	if fewer, left := c.visibleTo(id); fewer != readers-1 || slices.Contains(left, story.Eve.Name) || len(left) != len(names)-1 {
		t.Errorf("%d were said to read it before it was held, %d now: %v", readers, fewer, left)
	}
	for _, p := range []story.Person{story.Dana, story.Priya, story.Tomas} {
		if !c.seen(p, id) {
			t.Errorf("%s read it when it was confirmed and does not while it is held", p.Name)
		}
	}
	if c.seen(story.Eve, id) || !c.seen(story.Eve, later) {
		t.Error("held does not hide what was there before, or hides what was confirmed with the rule")
	}
	if got := c.grown(story.Dana); got != nil {
		t.Errorf("answered, Dana still needs %v", got)
	}

	c.write(story.Dana, item.AnswerGrowth(growth, all, false))
	if !c.seen(story.Eve, id) {
		t.Error("let be does not open it")
	}
	change(true)
	if c.seen(story.Eve, id) {
		t.Error("the rule ended and she reads")
	}
	change(false)
	if got := c.grown(story.Dana); len(got) != 1 || got[0] == keys[0] {
		t.Errorf("the rule came back; Dana's needs are %v", got)
	}
	change(true)
	if got := c.grown(story.Dana); got != nil {
		t.Errorf("undone, Dana still needs %v", got)
	}
}

func TestOwnerIsToldOfANestingAndOfAHandOver(t *testing.T) {
	c := newTown(t)
	q := c.open()
	green, amber := c.says(marking.Green, "water-and-wastewater-community"), c.amber()
	var escc, wscc council.Council
	var entering []council.SectorName
	if err := c.App().Read(t.Context(), c.As(story.Sam.ID), council.BySlug("escc", &escc), council.BySlug("wscc", &wscc), council.Entering("escc", []string{"water-and-wastewater"}, &entering)); err != nil {
		t.Fatal(err)
	}
	enter, hand := proposal.NewID(), proposal.NewID()
	nora := council.HandingOver{Person: person.ID{UUID: story.Nora.ID}, Office: "vice-chair", ChosenOn: time.Now().AddDate(0, 0, -9), Document: "Minutes, item 3", ToldBy: "A caller"}
	for _, act := range []struct {
		id      proposal.ID
		propose db.Query
		agrees  story.Person
		of      item.ID
		reader  story.Person
		cause   item.Cause
	}{
		{enter, council.ProposeToEnter(enter.UUID, escc.ID, entering[0]), story.Named("Gloria Estes"), green, story.Ben, item.Nested},
		{hand, council.HandOverTo(hand.UUID, wscc.ID, nora), story.Lena, amber, story.Nora, item.HandedOut},
	} {
		before := c.grown(story.Dana)
		if c.seen(act.reader, act.of) {
			t.Fatalf("%s reads it before the %s", act.reader.Name, act.cause)
		}
		c.write(story.Sam, act.propose)
		c.write(story.Kim, proposal.Confirm(act.id))
		c.write(act.agrees, proposal.Agree(act.id))
		for range 2 {
			c.relay(q)
			c.settle()
		}
		after := slices.DeleteFunc(c.grown(story.Dana), func(key string) bool { return slices.Contains(before, key) })
		if len(after) != 1 || !c.seen(act.reader, act.of) {
			t.Fatalf("after the %s Dana needs %v more", act.cause, after)
		}
		id, err := item.ParseGrowthID(after[0])
		if err != nil {
			t.Fatal(err)
		}
		var g item.Growth
		if err := c.App().Read(t.Context(), c.As(story.Dana.ID), item.GrowthByID(id, &g)); err != nil || g.Cause != act.cause {
			t.Errorf("it is a %s, want %s (%v)", g.Cause, act.cause, err)
		}
		c.write(story.Dana, item.AnswerGrowth(id, []item.ID{act.of}, true))
		if c.seen(act.reader, act.of) || !c.seen(story.Priya, act.of) {
			t.Errorf("after the %s: held, %s reads it, or Priya does not", act.cause, act.reader.Name)
		}
	}
}

package job_test

import (
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/item"
	"example.org/concord/internal/story"
	"example.org/concord/internal/update"
)

func TestWhoWasMailedATextIsToldOfItsWithdrawal(t *testing.T) {
	c := newTown(t)
	q := c.open()
	of := item.ID{UUID: story.Item("phone-pretext")}
	c.tell("item", of.UUID)
	c.relay(q)
	c.settle()
	got, _ := c.mailed()
	if len(got) == 0 {
		t.Fatal("nobody is mailed the text")
	}
	var author struct{ ID, Title string }
	if err := c.Owner().QueryRow(t.Context(), `select i.author_id::text, v.title from item i join item_version v on v.item_id = i.id where i.id = $1`, of).Scan(&author.ID, &author.Title); err != nil {
		t.Fatal(err)
	}
	by := story.Cast[slices.IndexFunc(story.Cast, func(p story.Person) bool { return p.ID.String() == author.ID })]
	var mailed, seen int
	if err := c.App().Read(t.Context(), c.As(by.ID), update.Mailed(of, &mailed)); err != nil || mailed != len(got) {
		t.Errorf("%d are counted of %d (%v)", mailed, len(got), err)
	}
	if err := c.App().Read(t.Context(), c.As(story.Eve.ID), update.Mailed(of, &seen)); err != nil || seen != 0 {
		t.Errorf("who may not withdraw it counts %d (%v)", seen, err)
	}
	if err := c.App().Write(t.Context(), c.As(by.ID), db.Once{}, update.Withdraw(of, "Wrong plant")); err != nil {
		t.Fatal(err)
	}
	before := len(c.peer.Wire())
	c.relay(q)
	c.settle()
	again, _ := c.mailed()
	wire := strings.ReplaceAll(c.peer.Wire()[before:], "=\r\n", "")
	if len(again) != 2*len(got) || !slices.Equal(slices.Compact(again), got) || strings.Contains(wire, author.Title) || !strings.Contains(wire, "delete that mail") {
		t.Errorf("mailed and told are %v of %v:\n%s", again, got, wire)
	}
}

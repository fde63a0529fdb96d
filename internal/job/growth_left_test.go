package job_test

import (
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/item"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/story"
)

// An author who was told that more people read, and left before saying anything, took the question along: nobody else could hold the post. Its council's
// officers are asked in her place, whether somebody ended her office or its last day came.
func TestWhatAnAuthorWhoLeftWasAskedPassesToTheOfficers(t *testing.T) {
	for how, leave := range map[string]string{
		"somebody ended it": `update appointment set until = app.now() where person_id = $1 and council_id = (select id from council where slug = 'wscc') and (until is null or until > app.now())`,
		"its last day came": `update appointment set until = app.now() where person_id = $1 and council_id = (select id from council where slug = 'wscc') and (until is null or until > app.now())`,
	} {
		t.Run(how, func(t *testing.T) {
			c := newTown(t)
			q := c.open()
			id := c.amber()
			c.appoint(story.Eve, "validator")
			c.exec(`delete from outbox`)
			settle := func() {
				for range 3 {
					c.relay(q)
					c.settle()
				}
			}
			p := proposal.NewID()
			propose, err := proposal.Right{Kind: "scc", Office: "validator", Capability: "item.read", Reach: "council"}.Propose(p, "Validators are to know what they admit to")
			if err != nil {
				t.Fatal(err)
			}
			c.write(story.Sam, propose)
			c.write(story.Kim, proposal.Confirm(p))
			settle()
			keys := c.grown(story.Dana)
			if len(keys) != 1 {
				t.Fatalf("Dana's needs are %v", keys)
			}
			growth, err := item.ParseGrowthID(keys[0])
			if err != nil {
				t.Fatal(err)
			}
			var items []item.Grown
			c.reads(story.Lena, item.GrownItems(growth, &items)) // her own posts, of which she says at once what she wants
			var own []item.ID
			for _, g := range items {
				own = append(own, g.ID)
			}
			c.write(story.Lena, item.AnswerGrowth(growth, own, false))
			if got := c.grown(story.Lena); got != nil || slices.Contains(own, id) {
				t.Fatalf("before, the secretariat's needs are %v", got)
			}
			c.exec(`update reach_notice set at = at - interval '2 hours'`)
			letters := func() (lena, all int) {
				_, sent := c.mailed()
				for _, m := range sent {
					if strings.Contains(m.Header.Get("Subject"), "more people can read") {
						if all++; strings.Contains(m.Header.Get("To"), story.Lena.Email()) {
							lena++
						}
					}
				}
				return lena, all
			}
			hers, before := letters()

			if how == "its last day came" { // which is no act, and no trigger hears of it
				c.exec(`alter table appointment disable trigger passes_growth`)
			}
			c.exec(leave, story.Dana.ID)
			if how == "its last day came" {
				c.exec(`alter table appointment enable trigger passes_growth`)
				if err := q.Gather(t.Context()); err != nil {
					t.Fatal(err)
				}
				c.settle()
			}
			settle()
			if got := c.grown(story.Dana); got != nil {
				t.Errorf("gone, Dana still needs %v", got)
			}
			if got := c.grown(story.Lena); !slices.Contains(got, keys[0]) {
				t.Errorf("the secretariat's needs are %v", got)
			}
			// Of those who were told before nobody hears of it again.
			if now, all := letters(); now != hers+1 || all > before+2 {
				t.Errorf("%d of %d letters were the secretariat's, and %d of %d are", hers, before, now, all)
			}
			items = nil
			if err := c.App().Read(t.Context(), c.As(story.Lena.ID), item.GrownItems(growth, &items)); err != nil || !slices.ContainsFunc(items, func(g item.Grown) bool { return g.ID == id }) {
				t.Fatalf("Lena is shown %+v (%v)", items, err)
			}
			if err := c.App().Write(t.Context(), c.As(story.Dana.ID), db.Once{}, item.AnswerGrowth(growth, []item.ID{id}, true)); err != nil || !c.seen(story.Eve, id) {
				t.Errorf("who left holds it still (%v)", err)
			}
			c.write(story.Lena, item.AnswerGrowth(growth, []item.ID{id}, true))
			if c.seen(story.Eve, id) || !c.seen(story.Priya, id) {
				t.Error("held by the secretariat, Eve reads it, or Priya does not")
			}
		})
	}
}

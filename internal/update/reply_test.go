package update_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/story"
	"example.org/concord/internal/update"
)

func TestReplyGoesToTheNarrowestThatHoldsOnesOwnCouncilAndWhoIsAnswered(t *testing.T) {
	s := open(t)
	root := s.post(story.Dana, "wscc", marking.Amber, "wscc-water-gcc-joint")
	s.seenBy(s.reply(story.Priya, root), water...)
	s.seenBy(s.reply(story.Grace, root), joint...)
	s.seenBy(s.reply(story.Grace, root, "water-gcc"), waterGCC...)
	// A liaison serves in the council and in the room itself: whoever is answered stands in the room alone.
	s.seenBy(s.reply(story.Ruth, root), joint...)
	seats := s.post(story.Dana, "wscc", marking.AmberStrict, "wscc-water-gcc-joint seated")
	s.seenBy(s.reply(story.Priya, seats), seated...)
	s.seenBy(s.reply(story.Tomas, s.post(story.Dana, "wscc", marking.Green, "water-and-wastewater-community")), community...)
}

func TestReplyLabelFitsWhomItIsFor(t *testing.T) {
	s := open(t)
	label := func(p story.Person, root item.ID, slugs ...string) marking.Label {
		return s.answer(p, root, slugs...).Label
	}
	green := s.post(story.Dana, "wscc", marking.Green, "water-and-wastewater-community")
	if got := label(story.Priya, green, "water-and-wastewater-community"); got != marking.Green {
		t.Errorf("a reply to the community is %s", got)
	}
	if got := label(story.Priya, green); got != marking.Amber {
		t.Errorf("a reply to one's own council is %s", got)
	}
	strict := s.post(story.Dana, "wscc", marking.AmberStrict, "wscc seated")
	if got := label(story.Priya, strict); got != marking.AmberStrict {
		t.Errorf("a reply among seats is %s", got)
	}
}

func TestNamedPeopleTalkAmongThemselves(t *testing.T) {
	s := open(t)
	root := s.post(story.Dana, "wscc", marking.Red, story.Priya.Name, story.Maya.Name)
	s.seenBy(root, story.Dana, story.Priya, story.Maya)
	s.seenBy(s.reply(story.Priya, root), story.Dana, story.Priya, story.Maya)
}

func TestRegionAnswersWhoAsked(t *testing.T) {
	s := open(t)
	root := s.post(story.Dana, "wscc", marking.Amber, "wscc", "region-8")
	s.seenBy(s.reply(story.Paul, root, "region-8"), story.Paul, story.Rosa)
	s.seenBy(s.reply(story.Paul, root), append(slices.Clone(water), story.Paul, story.Rosa)...)
	u, b := s.box(story.Paul, root)
	wscc := b.Open[slices.IndexFunc(b.Open, func(a item.Answerable) bool { return a.Slug == "wscc" })]
	_, err := b.Answer(u, "", "For your eyes only", []string{wscc.CircleID.String()})
	if invalid := (fault.Invalid{}); !errors.As(err, &invalid) || invalid.For("circles") == "" {
		t.Errorf("a reply that its author could not see: %v", err)
	}
}

// What the box does not offer, the database refuses.
func TestReplyIsNeverWiderThanWhatItAnswers(t *testing.T) {
	s := open(t)
	root := s.post(story.Dana, "wscc", marking.Amber, "wscc")
	o := s.offer(story.Dana, "wscc")
	for _, wider := range []string{"wscc-water-gcc-joint", "water-and-wastewater-community", "water-gcc", "region-8"} {
		a := s.answer(story.Dana, root)
		id, err := uuid.Parse(s.circle(o, wider))
		s.must(err)
		a.Circles = append(a.Circles, item.CircleID{UUID: id})
		if err := s.write(story.Dana, update.Respond(a)...); err == nil {
			t.Errorf("a reply to Water SCC reaches %s", wider)
		}
	}
	a := s.answer(story.Dana, root)
	a.Label = marking.Green
	if err := s.write(story.Dana, update.Respond(a)...); err == nil {
		t.Error("a reply to TLP:AMBER is TLP:GREEN")
	}
	s.refused(story.Ines, fault.NotFound, update.Respond(s.answerAs(story.Ines, story.Dana, root))...)
	s.must(s.write(story.Dana, update.Withdraw(root, "over")))
	s.refused(story.Dana, fault.Denied, update.Respond(a)...)
}

// answerAs is an answer that a person makes up from what another may say.
func (s *stage) answerAs(p, from story.Person, root item.ID) update.Answer {
	a := s.answer(from, root)
	var b update.Box
	s.read(p, b.Queries(root, root, nil)...)
	a.As = b.Voices[0].ID
	a.Circles = nil
	return a
}

// Whoever asked is always among those whom the box proposes, and what misses him ticks nothing, until it reaches him.
func TestAnswerOfARequestReachesWhoAsked(t *testing.T) {
	s := open(t)
	root := s.asks(story.Grace, "water-gcc", "wscc-water-gcc-joint")
	if !s.owes(story.Priya, root) {
		t.Fatal("a request of the counterpart in the joint room waits for nobody")
	}
	among := s.answer(story.Priya, root, "wscc")
	s.must(s.write(story.Priya, update.Respond(among)...))
	if !s.owes(story.Priya, root) {
		t.Error("an answer that who asked does not see ticks the duty")
	}
	answer := s.answer(story.Priya, root)
	s.must(s.write(story.Priya, update.Respond(answer)...))
	s.seenBy(answer.ID, joint...)
	if s.owes(story.Priya, root) {
		t.Error("the answer reached who asked, and the request waits on")
	}
	// Whoever answers an answer reaches both.
	u, b := s.box(story.Omar, root)
	s.read(story.Omar, b.Queries(root, answer.ID, nil)...)
	if asker, answered := b.Seen(b.Proposed()); !asker || !answered || u.ID != root {
		t.Errorf("to %v: the asker sees it: %v, whoever is answered: %v", b.Proposed(), asker, answered)
	}
	// A council asks one circle and a region another: both, and no more.
	far := s.asks(story.Dana, "wscc", "wscc", "region-8")
	s.seenBy(s.reply(story.Paul, far), append(slices.Clone(water), story.Paul, story.Rosa)...)
}

func TestProposedAudienceIsCountedOncePerPerson(t *testing.T) {
	s := open(t)
	root := s.post(story.Dana, "wscc", marking.Amber, "wscc", "wscc-water-gcc-joint")
	_, b := s.box(story.Priya, root)
	var all []item.CircleID
	most := 0
	for _, a := range b.Open {
		all, most = append(all, a.CircleID), max(most, a.People)
	}
	s.read(story.Priya, b.Queries(root, root, all)...)
	if got := b.Open[0].AllPeople; len(all) < 2 || got != most {
		t.Errorf("a room and a council within it are %d people, the room alone %d", got, most)
	}
}

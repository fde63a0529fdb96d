package update_test

import (
	"slices"
	"testing"
	"time"

	"example.org/concord/internal/duty"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/item"
	"example.org/concord/internal/marking"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/internal/update"
)

// asks posts a request, TLP:AMBER or what a community takes, and says which.
func (s *stage) asks(p story.Person, council string, circles ...string) item.ID {
	s.Helper()
	o := s.offer(p, council)
	f := typed(o, council)
	f.Genre, f.AnswerBy, f.Label = string(update.Request), storytest.Day.AddDate(0, 0, 5).Format(time.DateOnly), string(marking.Amber)
	for _, name := range circles {
		if name == "water-and-wastewater-community" {
			f.Label = string(marking.Green)
		}
		f.Circles = append(f.Circles, s.circle(o, name))
	}
	posting, err := f.Posting(o, storytest.Day)
	s.must(err)
	s.must(s.write(p, update.Post(posting)...))
	return posting.ID
}

func (s *stage) duties(p story.Person) (all []duty.Duty) {
	s.Helper()
	s.read(p, duty.Of(true, &all))
	return all
}

// owes says whether the request stands under what needs the person.
func (s *stage) owes(p story.Person, root item.ID) bool {
	s.Helper()
	return slices.ContainsFunc(s.duties(p), func(d duty.Duty) bool { return d.Kind == duty.AnswerRequest && d.Key == root.String() })
}

func TestRequestIsPutAsideWithAReasonThatWhoAskedReads(t *testing.T) {
	s := open(t)
	root := s.asks(story.Grace, "water-gcc", "wscc-water-gcc-joint")
	if _, err := update.PutAside(root, " "); err == nil {
		t.Error("put aside without a reason")
	}
	aside, err := update.PutAside(root, "Our plant is not in that region")
	s.must(err)
	s.refused(story.Omar, fault.Denied, aside) // while the representative is there, she speaks for the seat
	if !s.owes(story.Priya, root) {
		t.Fatal("the request waits for nobody")
	}
	s.must(s.write(story.Priya, aside))
	if s.owes(story.Priya, root) || !s.owes(story.Dana, root) {
		t.Error("put aside by one organization, it waits on for that one, or for no other")
	}
	told := func(p story.Person) (all []update.Aside) {
		s.read(p, update.Asides(root, &all))
		return all
	}
	if all := told(story.Grace); len(all) != 1 || all[0].Because != "Our plant is not in that region" || all[0].Name != story.Priya.Name || all[0].Own {
		t.Errorf("who asked is told %+v", all)
	}
	if all := told(story.Dana); len(all) != 0 {
		t.Errorf("another organization is told %+v", all)
	}
	s.must(s.write(story.Priya, update.TakeUp(root)))
	if !s.owes(story.Priya, root) || len(told(story.Grace)) != 0 {
		t.Error("taken up again, it waits for nobody")
	}
}

func TestRequestIsOwedByTheCouncilsAskedAlone(t *testing.T) {
	s := open(t)
	if s.owes(story.Priya, s.asks(story.Dana, "wscc", "water-and-wastewater-community")) {
		t.Error("what everybody in the community is asked, a seat of a council owes")
	}
	if !s.owes(story.Priya, s.asks(story.Dana, "wscc", "wscc")) {
		t.Error("what the council is asked, its seat does not owe")
	}
}

func TestLivelyThreadIsOneRowOfWhatNeedsSomebody(t *testing.T) {
	s := open(t)
	root := s.post(story.Dana, "wscc", marking.Amber, "wscc")
	first := s.reply(story.Priya, root)
	s.reply(story.Omar, root)
	s.reply(story.Priya, root)
	var rows []duty.Duty
	for _, d := range s.duties(story.Dana) {
		if d.Kind == duty.ReadReply && d.Subject == "3" {
			rows = append(rows, d)
		}
	}
	if len(rows) != 1 || rows[0].Key != first.String() {
		t.Errorf("three replies of one thread are %+v", rows)
	}
	s.must(s.write(story.Dana, item.Follow(root, true)))
	if slices.ContainsFunc(s.duties(story.Dana), func(d duty.Duty) bool { return d.Key == first.String() }) {
		t.Error("a muted thread needs somebody")
	}
}

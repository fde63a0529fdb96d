package duty_test

import (
	"slices"
	"testing"

	"example.org/concord/internal/duty"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

func TestEachIsToldWhatNeedsHim(t *testing.T) {
	d := storytest.New(t)
	for _, c := range []struct {
		who  story.Person
		has  []duty.Kind
		lack []duty.Kind
	}{
		{story.Dana, []duty.Kind{duty.AnswerRequest, duty.ReadReply, duty.TermEnds}, []duty.Kind{duty.CouncilNoChair, duty.NotEnrolled}},
		{story.Lena, []duty.Kind{duty.VacantSeat}, []duty.Kind{duty.CouncilNoChair}},
		{story.Sam, []duty.Kind{duty.Emergency, duty.CouncilNoChair, duty.NotEnrolled}, []duty.Kind{duty.AnswerRequest, duty.VacantSeat}},
		{story.Hugo, nil, []duty.Kind{duty.AnswerRequest, duty.VacantSeat, duty.CouncilNoChair}},
		{story.Nora, nil, []duty.Kind{duty.AnswerRequest, duty.ReadReply, duty.TermEnds, duty.VacantSeat}},
	} {
		var all []duty.Duty
		var counted []int
		if err := d.App().Read(t.Context(), d.As(c.who.ID), duty.Of(&all), duty.Count(&counted)); err != nil {
			t.Fatalf("%s: %v", c.who.Name, err)
		}
		var kinds []duty.Kind
		for _, one := range all {
			kinds = append(kinds, one.Kind)
		}
		for _, k := range c.has {
			if !slices.Contains(kinds, k) {
				t.Errorf("%s lacks %s among %v", c.who.Name, k, all)
			}
		}
		for _, k := range c.lack {
			if slices.Contains(kinds, k) {
				t.Errorf("%s is told of %s: %v", c.who.Name, k, all)
			}
		}
		if len(all) <= duty.Most && counted[0] != len(all) {
			t.Errorf("%s: the bar says %d, the page lists %d", c.who.Name, counted[0], len(all))
		}
	}
}

func TestRepresentativeAndAlternateOweTheSameAnswers(t *testing.T) {
	d := storytest.New(t)
	waits := func(p story.Person) (titles []string) {
		var all []duty.Duty
		if err := d.App().Read(t.Context(), d.As(p.ID), duty.Of(&all)); err != nil {
			t.Fatal(err)
		}
		for _, one := range all {
			if one.Kind == duty.AnswerRequest {
				titles = append(titles, one.Key)
			}
		}
		slices.Sort(titles)
		return titles
	}
	if dana, omar := waits(story.Dana), waits(story.Omar); len(dana) == 0 || !slices.Equal(dana, omar) {
		t.Errorf("representative and alternate of one seat owe different answers: %v, %v", dana, omar)
	}
}

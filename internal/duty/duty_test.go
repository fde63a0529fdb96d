package duty_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/duty"
	"example.org/concord/internal/may"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/internal/trouble"
)

func TestEachIsToldWhatNeedsHim(t *testing.T) {
	d := storytest.New(t)
	// Who asks for emergency access waits a day at most: it began before the story's day did.
	d.SetNow(storytest.Day.Add(time.Hour))
	for _, c := range []struct {
		who  story.Person
		has  []duty.Kind
		lack []duty.Kind
	}{
		{story.Dana, []duty.Kind{duty.AnswerRequest, duty.ReadReply, duty.TermEnds}, []duty.Kind{duty.CouncilNoChair, duty.NotEnrolled}},
		{story.Grace, []duty.Kind{duty.KeepRoster}, []duty.Kind{duty.CouncilNoChair}},
		{story.Lena, []duty.Kind{duty.VacantSeat}, []duty.Kind{duty.CouncilNoChair}},
		{story.Sam, []duty.Kind{duty.Emergency, duty.CouncilNoChair, duty.NotEnrolled}, []duty.Kind{duty.AnswerRequest, duty.VacantSeat}},
		{story.Hugo, nil, []duty.Kind{duty.AnswerRequest, duty.VacantSeat, duty.CouncilNoChair}},
		{story.Nora, nil, []duty.Kind{duty.AnswerRequest, duty.ReadReply, duty.TermEnds, duty.VacantSeat}},
	} {
		var all []duty.Duty
		var counted []int
		if err := d.App().Read(t.Context(), d.As(c.who.ID), duty.Of(true, &all), duty.Count(true, &counted)); err != nil {
			t.Fatalf("%s: %v", c.who.Name, err)
		}
		if len(all) > 0 && all[0].All != counted[0] {
			t.Errorf("%s: the list tells of %d, the number in the bar is %d", c.who.Name, all[0].All, counted[0])
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

// What is not looked for is what nobody of those could have.
func TestWhoKeepsNothingMissesNothing(t *testing.T) {
	d := storytest.New(t)
	others := 0
	for _, p := range story.Cast {
		var keeps bool
		var all, fewer []duty.Duty
		if err := d.App().Read(t.Context(), d.As(p.ID), duty.Of(true, &all), duty.Of(false, &fewer),
			db.One("keeps", `select exists (select from app.holding where capability = any ($1))`, &keeps, may.Keeping)); err != nil {
			t.Fatalf("%s: %v", p.Name, err)
		}
		if keeps {
			continue
		}
		if others++; !reflect.DeepEqual(all, fewer) {
			t.Errorf("%s has %v, and is told of %v", p.Name, all, fewer)
		}
	}
	if others < 5 {
		t.Errorf("only %d of the story keep nothing", others)
	}
}

func TestRequestsWaitForWhoSpeaksForTheSeat(t *testing.T) {
	d := storytest.New(t)
	waits := func(p story.Person) (titles []string) {
		var all []duty.Duty
		if err := d.App().Read(t.Context(), d.As(p.ID), duty.Of(true, &all)); err != nil {
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
	before := waits(story.Dana)
	if omar := waits(story.Omar); len(before) == 0 || len(omar) > 0 {
		t.Errorf("the representative is there, owes %v, and the alternate owes %v", before, omar)
	}
	if _, err := d.Owner().Exec(t.Context(), `insert into absence (id, seat_id, since, until, recorded_by) values (gen_random_uuid(), $1, app.now(), app.now() + interval '9 days', $2)`,
		story.Seat("wscc", "blue-mesa-water-authority"), story.Dana.ID); err != nil {
		t.Fatal(err)
	}
	if dana, omar := waits(story.Dana), waits(story.Omar); len(dana) > 0 || !slices.Equal(omar, before) {
		t.Errorf("the representative is away, owes %v, and the alternate %v of %v", dana, omar, before)
	}
}

func TestWhoIsUnconfirmedIsToldBesideWhoConfirms(t *testing.T) {
	d := storytest.New(t)
	yuki, marcus := story.Named("Yuki Tanaka"), story.Named("Marcus Feld")
	if _, err := d.Owner().Exec(t.Context(), `update renewal set answer = null, answered = null, answered_by = null where person_id = $1`, yuki.ID); err != nil {
		t.Fatal(err)
	}
	for p, want := range map[*story.Person]duty.Kind{&yuki: duty.Lapse, &marcus: duty.Confirm, &story.Maya: duty.Confirm} {
		var all []duty.Duty
		if err := d.App().Read(t.Context(), d.As(p.ID), duty.Of(true, &all)); err != nil {
			t.Fatal(err)
		}
		var kinds []duty.Kind
		for _, one := range all {
			if one.Kind == duty.Lapse || one.Kind == duty.Confirm {
				kinds = append(kinds, one.Kind)
			}
		}
		if !slices.Equal(kinds, []duty.Kind{want}) {
			t.Errorf("%s is told of %v, want %s", p.Name, kinds, want)
		}
	}
}

func TestSeatThatEndsIsForWhoKeepsTheRoster(t *testing.T) {
	d := storytest.New(t)
	if _, err := d.Owner().Exec(t.Context(), `update seat set until = app.now() + case id when $1 then interval '59 days' else interval '61 days' end where id in ($1, $2)`,
		story.Seat("wscc", "copper-creek-water-district"), story.Seat("wscc", "tidewater-utilities-cooperative")); err != nil {
		t.Fatal(err)
	}
	var chair, member []duty.Duty
	if err := d.App().Read(t.Context(), d.As(story.Dana.ID), duty.Of(true, &chair)); err != nil {
		t.Fatal(err)
	}
	if err := d.App().Read(t.Context(), d.As(story.Priya.ID), duty.Of(true, &member)); err != nil {
		t.Fatal(err)
	}
	var ends []string
	for _, x := range chair {
		if x.Kind == duty.SeatEnds {
			ends = append(ends, x.Subject+" in "+x.Where)
		}
	}
	if !slices.Equal(ends, []string{"Copper Creek Water District in WSCC"}) {
		t.Errorf("the chair is told of %q", ends)
	}
	if slices.ContainsFunc(member, func(x duty.Duty) bool { return x.Kind == duty.SeatEnds }) {
		t.Error("a member is told who keeps no roster")
	}
}

func TestFailedWorkNeedsItsOwnerAndStaff(t *testing.T) {
	d := storytest.New(t)
	if _, err := d.Owner().Exec(t.Context(), `insert into trouble (id, kind, owner_id, attempt, because, at, again) values
		(1, 'intake', $1, 12, '', now(), null), (2, 'gather', null, 12, '', now(), null), (3, 'intake', $1, 2, '', now(), now() + interval '1 minute')`, story.Priya.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.Worker().Write(t.Context(), db.Who{}, db.Once{}, trouble.Failed("relay", errors.New("away"))); err != nil {
		t.Fatal(err)
	}
	for who, want := range map[story.Person]string{story.Priya: "failed 1 ", story.Nora: "", story.Kim: "failed 2 staff; chores 1 "} {
		var all []duty.Duty
		if err := d.App().Read(t.Context(), d.As(who.ID), duty.Of(who == story.Kim, &all)); err != nil {
			t.Fatalf("%s: %v", who.Name, err)
		}
		var got []string
		for _, one := range all {
			if one.Kind == duty.WorkFailed || one.Kind == duty.ChoresFail {
				got = append(got, string(one.Kind)+" "+one.Subject+" "+one.Where)
			}
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s is told %q, want %q", who.Name, got, want)
		}
	}
}

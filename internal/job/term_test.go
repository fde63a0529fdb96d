package job_test

import (
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/council"
	"example.org/concord/internal/person"
	"example.org/concord/internal/story"
)

// endless lets no term of the story end.
const endless = `update appointment set until = null where until > app.now()`

// days ends Dana's term so many days from now.
func (c *town) endsIn(days string) {
	c.exec(`update appointment set until = app.now() + $2::interval where id = $1`, story.Dana.Appointment("wscc", "chair"), days)
}

// morning is the daily job of another day than those before: what it makes is told apart by the day.
func (c *town) morning() (to []string) {
	c.t.Helper()
	c.exec(`delete from jobs.river_job where kind = 'gather'`)
	before, _ := c.mailed()
	q := c.open()
	if err := q.Gather(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
	c.settle()
	c.relay(q)
	c.settle()
	after, _ := c.mailed()
	for _, one := range before {
		n := slices.Index(after, one)
		after = slices.Delete(after, n, n+1)
	}
	return after
}

func TestTermThatEndsIsTold60And30And7DaysBeforeOnceEach(t *testing.T) {
	c := newTown(t)
	c.exec(`update admission set closed = app.now()`)
	c.exec(endless)
	told := emails(story.Dana, story.Lena) // whose term it is, and who keeps the roster
	for _, day := range []struct {
		in   string
		want []string
	}{{"61 days", nil}, {"60 days", told}} {
		c.endsIn(day.in)
		if got := c.morning(); !slices.Equal(got, day.want) {
			t.Errorf("%s before: mailed to %v, want %v", day.in, got, day.want)
		}
	}
	if got := c.morning(); len(got) > 0 {
		t.Errorf("told twice: %v", got)
	}
	wire := c.wire()
	if !strings.Contains(wire, "The last day of your term as Chair in WSCC is") || !strings.Contains(wire, "The last day of Dana Whitfield's term as Chair in WSCC is") || !strings.Contains(wire, "/councils/wscc/roster") {
		t.Errorf("it says\n%s", wire)
	}
	// Another date warns anew, and one that is nearer is not told of as if it were far.
	for _, in := range []string{"29 days", "30 days", "7 days"} {
		c.endsIn(in)
		if got := c.morning(); !slices.Equal(got, told) {
			t.Errorf("%s before: mailed to %v", in, got)
		}
	}
	if n := c.count(`select count(*) from term_warning w where w.days = 30`); n != 2 {
		t.Errorf("%d warnings of thirty days, for two dates", n)
	}
}

func TestSeatThatEndsIsToldToWhoSitsOnItAndWhoKeepsTheRoster(t *testing.T) {
	c := newTown(t)
	c.exec(`update admission set closed = app.now()`)
	c.exec(endless)
	c.exec(`update seat set until = app.now() + interval '20 days' where id = $1`, story.Seat("wscc", "tidewater-utilities-cooperative"))
	if got, want := c.morning(), emails(story.Dana, story.Lena, story.Priya); !slices.Equal(got, want) {
		t.Errorf("mailed to %v, want %v", got, want)
	}
	if wire := c.wire(); !strings.Contains(wire, "The last day of the seat of Tidewater Utilities Cooperative in WSCC is") {
		t.Errorf("it says\n%s", wire)
	}
}

func TestWarningThatIsNoLongerTrueIsNotMailed(t *testing.T) {
	c := newTown(t)
	c.exec(`update admission set closed = app.now()`)
	c.exec(endless)
	c.endsIn("10 days")
	c.exec(`select app.warn_of_terms()`)
	c.exec(endless)
	c.relay(c.open())
	c.settle()
	if to, _ := c.mailed(); len(to) > 0 {
		t.Errorf("mailed to %v", to)
	}
}

func TestHandOverThatWaitsIsToldToWhoGoesAndWhoKeepsTheRoster(t *testing.T) {
	c := newTown(t)
	seat := council.SeatID{UUID: story.Seat("wscc", "saltmarsh-bay-utilities")}
	c.exec(endless)
	c.does(story.Lena, council.Succeed("wscc", seat, person.ID{UUID: story.Named("yuki").ID}, nil))
	q := c.open()
	c.relay(q)
	c.settle()
	if to, _ := c.mailed(); !slices.Equal(to, emails(story.Dana, story.Named("marcus"), story.Named("yuki"))) { // Lena asked; who takes over is told of the office
		t.Errorf("mailed to %v", to)
	}
	if wire := c.wire(); !strings.Contains(wire, "You are asked to hand over your seat in WSCC") || !strings.Contains(wire, "Yuki Tanaka is to take over the seat") || !strings.Contains(wire, "/succession") {
		t.Errorf("it says\n%s", wire)
	}
	if got := c.morning(); slices.Contains(got, story.Named("marcus").Email()) {
		t.Errorf("what is handed over is told of as a term that ends: %v", got)
	}
}

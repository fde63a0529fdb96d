package job_test

import (
	"slices"
	"testing"

	"example.org/concord/internal/job"
	"example.org/concord/internal/story"
)

// What is told at most once an hour or a day is not lost when it happens after that letter: it is told when the hour or the day is over.
func TestWhatHappensAfterTheLetterOfTheHourIsToldInTheNext(t *testing.T) {
	for topic, about := range map[string]struct {
		whom  story.Person
		begin func(c *town, q *job.Queue)
	}{
		"work-failed": {story.Kim, failures()["gather"].begin},
		"unused": {story.Named("Trevor Banks"), func(c *town, q *job.Queue) {
			c.nags()
			c.relay(q)
		}},
	} {
		t.Run(topic, func(t *testing.T) {
			c := newTown(t)
			q := c.open()
			about.begin(c, q)
			c.settle()
			c.relay(q)
			c.settle()
			told := func() (n int) {
				to, _ := c.mailed()
				for _, address := range to {
					if address == about.whom.Email() {
						n++
					}
				}
				return n
			}
			before := told()
			if before == 0 {
				to, _ := c.mailed()
				t.Fatalf("%v were mailed, not %s", slices.Compact(to), about.whom.Name)
			}
			for range 3 {
				c.tell(topic, about.whom.ID)
				c.relay(q)
			}
			if n := c.count(`select count(*) from jobs.river_job where state = 'scheduled'`); n != 1 {
				t.Errorf("%d letters wait", n)
			}
			c.exec(`update jobs.river_job set state = 'available', scheduled_at = now() where state = 'scheduled'`)
			c.settle()
			if told() == before {
				t.Error("what happened later is told to nobody")
			}
		})
	}
}

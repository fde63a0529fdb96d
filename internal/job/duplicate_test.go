package job_test

import (
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/duplicate"
	"example.org/concord/internal/story"
)

func TestEverythingIsLookedThroughWhenSomebodyAsksAndEachMorning(t *testing.T) {
	c := newTown(t)
	q := c.open()
	for what, ask := range map[string]func() error{
		"asked":   func() error { return c.App().Write(t.Context(), c.As(story.Sam.ID), db.Once{}, duplicate.Look()) },
		"morning": func() error { return q.Gather(t.Context()) },
	} {
		c.exec(`delete from lookalike`)
		c.exec(`delete from lookalike_search`)
		if err := ask(); err != nil {
			t.Fatal(what, err)
		}
		c.settle() // the morning's own job asks
		c.relay(q)
		c.settle()
		if n, done := c.count(`select count(*) from lookalike`), c.count(`select count(*) from lookalike_search where done is not null`); n == 0 || done != 1 {
			t.Errorf("%s: %d found, %d searches done", what, n, done)
		}
	}
}

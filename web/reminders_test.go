package web

import (
	"testing"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/duty"
	"example.org/concord/web/page"
)

func TestReminderHoldsForAMinuteAndUntilAForm(t *testing.T) {
	m := &reminders{known: map[string]reminder{}}
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	at := func(handle string, later time.Duration) page.Visitor {
		return page.Visitor{Who: db.Who{Handle: handle}, SignedIn: true, Now: now.Add(later)}.WithFrame()
	}
	counts := func(v page.Visitor, many int) {
		var f page.Frame
		f.WithoutDuties(v)
		f.Duties([]duty.Duty{{All: many}})
		m.learn(v)
	}
	looks := at("dana", 0)
	m.learn(looks)
	if m.of(looks) != nil {
		t.Error("a page that counted nothing is remembered")
	}
	counts(looks, 3)
	if n := m.of(at("dana", 59*time.Second)); n == nil || *n != 3 {
		t.Errorf("within the minute: %v", n)
	}
	if m.of(at("omar", 0)) != nil {
		t.Error("another one is told of hers")
	}
	if m.of(at("dana", time.Minute)) != nil {
		t.Error("it holds after its minute")
	}
	m.forget(at("dana", time.Second))
	if m.of(at("dana", time.Second)) != nil {
		t.Error("it holds after she sent a form")
	}
	counts(at("dana", 0), 3)
	counts(at("omar", 2*time.Minute), 1)
	if len(m.known) != 1 {
		t.Errorf("what is over is kept: %v", m.known)
	}
}

package web

import (
	"sync"
	"time"

	"example.org/concord/web/page"
)

// reminders remember how much needs whom, by sign-in: counting it looks into twenty tables, which would be a third of what a
// page costs. The number in the bar is a minute old at most, and counted anew after each form that its reader sends and that is
// accepted; the list of what needs somebody is always found anew.
type reminders struct {
	mu    sync.Mutex
	known map[string]reminder
	swept time.Time
}

type reminder struct {
	many  int
	until time.Time
}

// remembered is for how long a number holds.
const remembered = time.Minute

// of is how much needs the visitor, nil where it has to be counted.
func (m *reminders) of(v page.Visitor) *int {
	m.mu.Lock()
	defer m.mu.Unlock()
	if k, ok := m.known[v.Who.Handle]; ok && v.Now.Before(k.until) {
		return &k.many
	}
	return nil
}

// learn takes the number from a page that counted it.
func (m *reminders) learn(v page.Visitor) {
	many, counted := v.Frame().Counted()
	if !counted {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if v.Now.Sub(m.swept) > remembered {
		m.swept = v.Now
		for handle, k := range m.known {
			if !v.Now.Before(k.until) {
				delete(m.known, handle)
			}
		}
	}
	m.known[v.Who.Handle] = reminder{many, v.Now.Add(remembered)}
}

// forget has it counted again for the next page.
func (m *reminders) forget(v page.Visitor) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.known, v.Who.Handle)
}

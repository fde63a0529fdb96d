// Package turn gives each network and each sign-in a share of the portal, so that one that asks without end waits for its own turn and takes
// nobody else's. Each process counts for itself, in memory: what must hold across processes and restarts, such as wrong passwords, is
// counted in the database.
package turn

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"example.org/concord/internal/fault"
)

// A network may ask as often as an office of forty does that opens its browsers at nine in the morning, each with a page and what that page
// loads; a sign-in as often as a person with twenty tabs.
const (
	networkRate, networkBurst = 50, 400 // requests a second, and at once
	signInRate, signInBurst   = 20, 100
)

// patience is how long a request waits for its turn before it is refused. A refused one has waited as long: to be told no at once would let
// the asker ask again at once.
const patience = 2 * time.Second

// idle is for how long a sign-in that asks for nothing stays known.
const idle = 15 * time.Minute

// Turns knows who asked lately.
type Turns struct {
	mu       sync.Mutex
	networks map[string]*rate.Limiter
	signIns  map[string]*share
	swept    time.Time
}

type share struct {
	*rate.Limiter
	used time.Time
}

// New knows nobody.
func New() *Turns {
	return &Turns{networks: map[string]*rate.Limiter{}, signIns: map[string]*share{}}
}

// Know says that the sign-in of the handle is live: it has a share of its own from now on, whatever else comes from its network.
func (t *Turns) Know(handle string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.signIns[handle] == nil {
		t.signIns[handle] = &share{rate.NewLimiter(signInRate, signInBurst), time.Now()}
	}
}

// Wait returns when it is the asker's turn: the sign-in's where the handle is of a known one, else the network's. It is fault.Crowded where
// that would take too long, and the context's error where the asker left.
func (t *Turns) Wait(ctx context.Context, network, handle string) error {
	waiting, stop := context.WithTimeout(ctx, patience)
	defer stop()
	if t.of(network, handle).Wait(waiting) == nil {
		return nil
	}
	<-waiting.Done()
	if err := ctx.Err(); err != nil {
		return err
	}
	return fault.Crowded
}

func (t *Turns) of(network, handle string) *rate.Limiter {
	now := time.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	if now.Sub(t.swept) > time.Minute {
		t.sweep(now)
	}
	if s := t.signIns[handle]; s != nil {
		s.used = now
		return s.Limiter
	}
	limiter := t.networks[network]
	if limiter == nil {
		limiter = rate.NewLimiter(networkRate, networkBurst)
		t.networks[network] = limiter
	}
	return limiter
}

// sweep forgets who would be as free without having asked, and sign-ins that nobody uses.
func (t *Turns) sweep(now time.Time) {
	t.swept = now
	for network, limiter := range t.networks {
		if limiter.TokensAt(now) >= networkBurst {
			delete(t.networks, network)
		}
	}
	for handle, s := range t.signIns {
		if now.Sub(s.used) > idle {
			delete(t.signIns, handle)
		}
	}
}

package dbtest

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
)

// Trips counts round trips to the database: each time that something is read after something was written. A new connection
// and a statement's first use on a connection cost more of them, so a test warms up, calls Reset, and counts.
type Trips struct{ n, lost atomic.Int64 }

// Reset starts counting anew.
func (t *Trips) Reset() { t.n.Store(0); t.lost.Store(0) }

// Lost is how many connections ended since Reset. While nobody closes a pool, none should.
func (t *Trips) Lost() int { return int(t.lost.Load()) }

// Count is how many there were since Reset.
func (t *Trips) Count() int { return int(t.n.Load()) }

func (t *Trips) dial(ctx context.Context, network, address string) (net.Conn, error) {
	c, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &turning{Conn: c, trips: t}, nil
}

// turning is a connection that notices when the direction turns.
type turning struct {
	net.Conn
	trips *Trips
	mu    sync.Mutex
	wrote bool
	once  sync.Once
}

func (c *turning) Close() error {
	c.once.Do(func() { c.trips.lost.Add(1) })
	return c.Conn.Close()
}

func (c *turning) Write(p []byte) (int, error) {
	c.mu.Lock()
	c.wrote = true
	c.mu.Unlock()
	return c.Conn.Write(p)
}

func (c *turning) Read(p []byte) (int, error) {
	c.mu.Lock()
	if c.wrote {
		c.trips.n.Add(1)
		c.wrote = false
	}
	c.mu.Unlock()
	return c.Conn.Read(p)
}

package main

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// crowd knows the connections that wait for an answer. http.Server.Shutdown alone drops a request that it reads while it shuts
// down, although its sender was let in; nothing acknowledged would be lost, but somebody's click.
type crowd struct {
	mu      sync.Mutex
	waiting map[net.Conn]struct{}
}

// note is the server's ConnState. A new connection waits, too: its request may be on the way.
func (c *crowd) note(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting == nil {
		c.waiting = map[net.Conn]struct{}{}
	}
	switch state {
	case http.StateNew, http.StateActive:
		c.waiting[conn] = struct{}{}
	default:
		delete(c.waiting, conn)
	}
}

func (c *crowd) empty() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.waiting) == 0
}

// leave answers those inside, as long as the context allows, and ends the server. The entrance is closed already.
func (c *crowd) leave(ctx context.Context, server *http.Server) error {
	server.SetKeepAlivesEnabled(false)
	for !c.empty() && ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-time.After(5 * time.Millisecond):
		}
	}
	return server.Shutdown(ctx)
}

package main

import (
	"crypto/rand"
	"net/http"
	"sync"
	"testing"
	"time"

	"example.org/concord/internal/story"
)

// A network that asks without end is held up alone: not those elsewhere, nor who is signed in beside it.
func TestFloodOfOneNetworkHoldsUpNobodyElse(t *testing.T) {
	p := start(t, used(t, true), "CONCORD_DEMO=1", "CONCORD_TRUSTED_PROXIES=127.0.0.0/8")
	const attacked = "203.0.113.66"
	neighbor, elsewhere := at(p.addr, attacked).enter(t, story.Dana), at(p.addr, "198.51.100.1")
	if status, err := neighbor.ask(http.MethodGet, "/", "", nil); err != nil || status != http.StatusOK {
		t.Fatalf("before: %d, %v", status, err)
	}
	over, crowded := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	var told sync.Once
	for range 200 {
		all.Go(func() {
			v := at(p.addr, attacked)
			defer v.CloseIdleConnections()
			for {
				select {
				case <-over:
					return
				default:
				}
				v.cookies = []string{"concord=" + rand.Text()}
				status, err := v.ask(http.MethodGet, "/assets/nothing", "", nil)
				if err != nil {
					t.Error(err)
					return
				}
				if status == http.StatusTooManyRequests {
					told.Do(func() { close(crowded) })
				}
			}
		})
	}
	defer all.Wait()
	defer close(over)
	select {
	case <-crowded:
	case <-time.After(30 * time.Second):
		t.Fatal("nobody was told that it is too much")
	}
	for range 20 {
		for who, v := range map[string]*visitor{"signed in beside it": neighbor, "elsewhere": elsewhere} {
			if status, err := v.ask(http.MethodGet, "/regions", "", nil); err != nil || status != http.StatusOK {
				t.Errorf("%s: %d, %v", who, status, err)
			}
		}
	}
}

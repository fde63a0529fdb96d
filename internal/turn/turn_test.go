package turn

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"example.org/concord/internal/fault"
)

// A flood gets its network's share and no more, while sign-ins of the same network and everybody elsewhere do not wait at all.
func TestFloodWaitsForItsOwnTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := New()
		ctx, stop := context.WithCancel(t.Context())
		var flood sync.WaitGroup
		let := make([]int, 8)
		for n := range let {
			flood.Go(func() {
				for ctx.Err() == nil {
					if turns.Wait(ctx, "203.0.113.66", fmt.Sprint("invented ", n)) == nil {
						let[n]++
					}
				}
			})
		}
		for n := range 40 {
			turns.Know(fmt.Sprint("neighbor ", n))
		}
		time.Sleep(time.Second)
		for second := range 60 {
			begun := time.Now()
			for n := range 40 {
				if err := turns.Wait(ctx, "203.0.113.66", fmt.Sprint("neighbor ", n)); err != nil {
					t.Fatal(err)
				}
			}
			if err := turns.Wait(ctx, fmt.Sprint("198.51.100.", second), ""); err != nil {
				t.Fatal(err)
			}
			if waited := time.Since(begun); waited > 0 {
				t.Fatalf("others waited %v", waited)
			}
			time.Sleep(time.Second)
		}
		stop()
		flood.Wait()
		all := 0
		for _, n := range let {
			all += n
		}
		if most := networkBurst + 61*networkRate + 1; all > most || all < most-networkRate {
			t.Errorf("the flood had %d turns in 61 seconds, its share is %d", all, most)
		}
	})
}

func TestWhoWouldWaitTooLongIsRefusedAfterAsLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := New()
		var all sync.WaitGroup
		var mu sync.Mutex
		let, refused := 0, 0
		for range 1000 {
			all.Go(func() {
				begun := time.Now()
				err := turns.Wait(t.Context(), "203.0.113.66", "")
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					let++
				case errors.Is(err, fault.Crowded) && time.Since(begun) == patience:
					refused++
				default:
					t.Errorf("%v after %v", err, time.Since(begun))
				}
			})
		}
		all.Wait()
		if most := networkBurst + 2*networkRate; let != most || refused != 1000-most {
			t.Errorf("%d had a turn, %d were refused", let, refused)
		}
	})
}

func TestWhoLeavesStopsWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := New()
		for range networkBurst {
			if err := turns.Wait(t.Context(), "203.0.113.66", ""); err != nil {
				t.Fatal(err)
			}
		}
		ctx, leave := context.WithCancel(t.Context())
		leave()
		if err := turns.Wait(ctx, "203.0.113.66", ""); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	})
}

func TestWhoAsksNoMoreIsForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := New()
		turns.Know("a handle")
		for n := range 5000 {
			if err := turns.Wait(t.Context(), fmt.Sprint("2001:db8::", n), ""); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Minute + time.Second)
		if err := turns.Wait(t.Context(), "198.51.100.1", ""); err != nil || len(turns.networks) != 1 || len(turns.signIns) != 1 {
			t.Errorf("%v: %d networks, %d sign-ins are known a minute later", err, len(turns.networks), len(turns.signIns))
		}
		time.Sleep(idle)
		if err := turns.Wait(t.Context(), "198.51.100.1", ""); err != nil || len(turns.signIns) != 0 {
			t.Errorf("%v: %d sign-ins are known when idle", err, len(turns.signIns))
		}
	})
}

package embedded

import (
	"context"
	"fmt"
	"time"
)

// A postmaster that dies is started again at once, then ever more slowly; one that dies more often than this within the
// window is not going to live, and somebody has to look.
const (
	restarts      = 10
	restartWindow = time.Minute
	slowest       = 5 * time.Second
	takeoverPoll  = 250 * time.Millisecond
)

// supervise keeps the cluster running until Stop.
func (k *Cluster) supervise() {
	defer close(k.ended)
	var recent []time.Time
	for {
		if k.server == nil {
			if !k.await() {
				return
			}
		} else {
			select {
			case <-k.ctx.Done():
				k.fault = k.server.stop()
				k.release()
				return
			case <-k.server.gone:
				k.log.Error("the database server died and is started again", "reason", k.server.reason())
			}
		}
		if !k.revive(&recent) {
			return
		}
	}
}

// await waits until the process that runs the cluster lets go of the lock; false means Stop.
func (k *Cluster) await() bool {
	for {
		select {
		case <-k.ctx.Done():
			return false
		case <-time.After(takeoverPoll):
		}
		taken, err := k.take()
		if err != nil {
			k.log.Error("the lock of the data folder", "error", err)
		}
		if taken {
			k.log.Info("the process that ran the database has ended; this one runs it now")
			return true
		}
	}
}

// revive starts the server again, within the bound; false means Stop, or that it was given up.
func (k *Cluster) revive(recent *[]time.Time) bool {
	for {
		for len(*recent) > 0 && time.Since((*recent)[0]) > restartWindow {
			*recent = (*recent)[1:]
		}
		n := len(*recent)
		*recent = append(*recent, time.Now())
		delay := min(slowest, 25*time.Millisecond<<n)
		if n == 0 {
			delay = 0
		}
		select {
		case <-k.ctx.Done():
			k.release()
			return false
		case <-time.After(delay):
		}
		ctx, cancel := context.WithTimeout(k.ctx, 5*time.Minute)
		err := k.boot(ctx)
		cancel()
		if err == nil {
			k.log.Info("the database server runs again")
			return true
		}
		if k.ctx.Err() != nil {
			k.release()
			return false
		}
		k.log.Error("the database server did not start", "error", err)
		if n+1 >= restarts {
			k.release()
			k.exited <- fmt.Errorf("the private database died and did not come back after %d attempts: %w", restarts, err)
			return false
		}
	}
}

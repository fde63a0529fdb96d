package chore_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"example.org/concord/internal/chore"
	"example.org/concord/internal/dbtest"
)

func TestAChoreThatFailsIsNotedUntilItWorks(t *testing.T) {
	d := dbtest.Empty(t)
	var away atomic.Bool
	away.Store(true)
	ctx, stop := context.WithCancel(t.Context())
	chore.Run(ctx, slog.New(slog.DiscardHandler), d.Worker(), chore.Chore{Name: "count sheep", Every: 20 * time.Millisecond, Do: func(context.Context) error {
		if away.Load() {
			return errors.New("no sheep")
		}
		return nil
	}})
	t.Cleanup(stop)
	await := func(want string) {
		t.Helper()
		var got string
		for until := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
			if err := d.Owner().QueryRow(t.Context(), `select coalesce(string_agg(name || ': ' || because || case when times > 1 then ' again' else '' end, ', '), '') from chore_trouble`).Scan(&got); err != nil {
				t.Fatal(err)
			}
			if got == want {
				return
			}
			if time.Now().After(until) {
				t.Fatalf("noted %q, want %q", got, want)
			}
		}
	}
	await("count sheep: no sheep again")
	away.Store(false)
	await("")
}

package db_test

import (
	"context"
	"errors"
	"testing"

	"example.org/concord/internal/db"
)

func TestListenerHearsAndLooksAgainAfterEachConnect(t *testing.T) {
	d := notes(t)
	app := d.App()
	ctx, cancel := context.WithCancel(t.Context())
	heard, ended := make(chan string, 10), make(chan error)
	go func() { ended <- app.Listen(ctx, "a channel", func(payload string) { heard <- payload }) }()
	next := func(want string) {
		t.Helper()
		select {
		case got := <-heard:
			if got != want {
				t.Fatalf("heard %q, not %q", got, want)
			}
		case <-t.Context().Done():
			t.Fatal("nothing was heard")
		}
	}
	say := func(what string) {
		t.Helper()
		if err := app.Write(t.Context(), db.Who{}, db.Once{}, db.Also("say", `select pg_notify('a channel', $1)`, what)); err != nil {
			t.Fatal(err)
		}
	}
	next("")
	say("one")
	next("one")
	if _, err := d.Super().Exec(t.Context(), `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()`); err != nil {
		t.Fatal(err)
	}
	next("")
	say("two")
	next("two")
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}

package signin_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"example.org/concord/internal/signin"
)

func (b *browser) accepts() {
	b.c.t.Helper()
	var since time.Time
	if err := b.c.Owner().QueryRow(b.c.t.Context(), `select max(since) from rules_of_behavior where since <= app.now()`).Scan(&since); err != nil {
		b.c.t.Fatal(err)
	}
	if err := b.in(func(ctx context.Context) error { return b.c.desk.AcceptRules(ctx, since) }); err != nil {
		b.c.t.Fatal(err)
	}
}

func (b *browser) unbound() (yes bool) {
	b.c.t.Helper()
	if err := b.in(func(ctx context.Context) error { yes = signin.Unbound(ctx); return nil }); err != nil {
		b.c.t.Fatal(err)
	}
	return yes
}

func TestWhoDidNotAcceptTheRulesIsNobodyUntilSheDoes(t *testing.T) {
	c := open(t)
	desk, phone, other := c.browser().as(dana), c.browser().as(dana), c.browser().as(omar)
	desk.is("Dana Whitfield")
	c.exec(`insert into rules_of_behavior (since, words) values (app.now(), 'Newer')`)
	late := c.browser().as(dana)
	for _, b := range []*browser{desk, phone, late, other} {
		b.is("")
		if !b.unbound() {
			t.Error("nobody would ask for the rules")
		}
	}
	desk.accepts()
	desk.accepts() // a second click
	for _, b := range []*browser{desk, phone, late, c.browser().as(dana)} {
		b.is("Dana Whitfield")
	}
	other.is("")
	if err := c.browser().in(func(ctx context.Context) error { return c.desk.AcceptRules(ctx, time.Now()) }); err == nil {
		t.Error("nobody accepts")
	}
}

// A sign-in that begins at the moment of publication is asked too.
func TestNoSignInSlipsPastAVersionThatIsJustPublished(t *testing.T) {
	c := open(t)
	browsers := make([]*browser, 20)
	for i := range browsers {
		browsers[i] = c.browser()
	}
	var wait sync.WaitGroup
	for i, b := range browsers {
		wait.Go(func() {
			if i == 10 {
				c.exec(`insert into rules_of_behavior (since, words) values (now(), 'Newer')`)
			}
			b.as(dana)
		})
	}
	wait.Wait()
	for _, b := range browsers {
		b.is("")
	}
}

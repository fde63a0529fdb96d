package signin_test

import (
	"context"
	"errors"
	"testing"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
)

// asksEmail asks for another address, and gives back the token that the mail to it would hold.
func (b *browser) asksEmail(email string) string {
	b.c.t.Helper()
	if err := b.in(func(ctx context.Context) error { return b.c.desk.AskEmail(ctx, email) }); err != nil {
		b.c.t.Fatal(err)
	}
	var token string
	if err := b.c.Owner().QueryRow(b.c.t.Context(), `select token from signin.email_change where email = $1 and withdrawn is null and confirmed is null`, email).Scan(&token); err != nil {
		b.c.t.Fatal(err)
	}
	return token
}

func (b *browser) confirmsEmail(token string) error {
	b.c.t.Helper()
	return b.in(func(ctx context.Context) error { return b.c.desk.ConfirmEmail(ctx, token) })
}

func TestAnotherAddressCountsOnceItsOwnerConfirmsIt(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b, other := c.browser(), c.browser()
	b.signIn(a)
	other.signIn(a)
	first := b.asksEmail("dana.whitfield@example.org")
	token := b.asksEmail("whitfield@example.org")
	o := c.browser()
	o.signIn(c.enrolled(omar, "omar@example.org"))
	for is, err := range map[string]error{"an earlier link": b.confirmsEmail(first), "another's link": o.confirmsEmail(token), "no link": b.confirmsEmail("x")} {
		if !isConflict(err) {
			t.Errorf("%s: %v", is, err)
		}
	}
	if err := b.in(func(ctx context.Context) error {
		email, err := c.desk.EmailAsked(ctx, token)
		if err == nil && email != "whitfield@example.org" {
			t.Errorf("it is for %q", email)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
	if err := o.in(func(ctx context.Context) error { _, err := c.desk.EmailAsked(ctx, token); return err }); !errors.Is(err, fault.NotFound) {
		t.Errorf("another looks at it: %v", err)
	}
	other.is("Dana Whitfield") // nothing has changed yet
	if err := b.confirmsEmail(token); err != nil {
		t.Fatal(err)
	}
	b.is("Dana Whitfield")
	other.is("")
	if err := b.confirmsEmail(token); !isConflict(err) {
		t.Errorf("used twice: %v", err)
	}
	late := c.browser()
	if _, err := late.enter(signin.Try{Email: "dana@example.org", Password: good}); !isInvalid(err) {
		t.Errorf("the address before: %v", err)
	}
	if step, err := late.enter(signin.Try{Email: "Whitfield@example.org", Password: good}); err != nil || step != signin.CodeNext {
		t.Errorf("the new one: %v, %v", step, err)
	}
}

func TestAddressIsAskedForFreshlyAndForADay(t *testing.T) {
	c := open(t)
	b := c.browser()
	b.signIn(c.enrolled(dana, "dana@example.org"))
	c.enrolled(omar, "omar@example.org")
	ask := func(email string) error {
		return b.in(func(ctx context.Context) error { return c.desk.AskEmail(ctx, email) })
	}
	for _, wrong := range []string{"", "dana", "DANA@example.org", "dana@example.org\r\nBcc: x@example.org"} {
		if err := ask(wrong); !isInvalid(err) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	taken := b.asksEmail("omar@example.org") // which is told to nobody but Omar, whose mailbox it is
	if err := b.confirmsEmail(taken); !isConflict(err) {
		t.Errorf("the address of another: %v", err)
	}
	token := b.asksEmail("whitfield@example.org")
	c.exec(`update signin.session set proven = proven - interval '11 minutes'`)
	if err := b.confirmsEmail(token); !errors.Is(err, fault.Stale) {
		t.Errorf("confirmed without a factor shown lately: %v", err)
	}
	if err := ask("third@example.org"); !errors.Is(err, fault.Stale) {
		t.Errorf("asked without one: %v", err)
	}
	c.exec(`update signin.session set proven = now()`)
	c.exec(`update signin.email_change set asked = asked - interval '1 day'`)
	if err := b.confirmsEmail(token); !isConflict(err) {
		t.Errorf("after a day: %v", err)
	}
}

// T-45: what was sent to the address before dies with it, and T-41: one link counts once.
func TestResetDiesWithTheAddressAndALinkCountsOnce(t *testing.T) {
	c := open(t)
	b := c.browser()
	b.signIn(c.enrolled(dana, "dana@example.org"))
	token := b.asksEmail("whitfield@example.org")
	if err := c.ask(sam, dana, true); err != nil {
		t.Fatal(err)
	}
	reset, err := c.approve(kim, c.waiting(kim).ID)
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := parallel(func(int) error { return b.confirmsEmail(token) }); n != 1 {
		t.Errorf("%d of 100 were confirmed, want 1", n)
	}
	if i, err := c.desk.Invitation(t.Context(), reset); err != nil || i.State != "cancelled" {
		t.Errorf("the reset is %s, %v", i.State, err)
	}
}

package signin_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
)

// adds adds another authenticator app the way people do.
func (b *browser) adds(name string) (secret string) {
	b.c.t.Helper()
	if err := b.in(b.c.desk.BeginAuthenticator); err != nil {
		b.c.t.Fatal(err)
	}
	if err := b.in(func(ctx context.Context) error {
		shown, err := b.c.desk.NextAuthenticator(ctx)
		secret = ungrouped(shown.Secret)
		return err
	}); err != nil {
		b.c.t.Fatal(err)
	}
	if err := b.in(func(ctx context.Context) error { return b.c.desk.AddAuthenticator(ctx, name, code(b.c.t, secret, 0)) }); err != nil {
		b.c.t.Fatal(err)
	}
	return secret
}

func (b *browser) factors() (all []signin.Factor) {
	b.c.t.Helper()
	if err := b.in(func(ctx context.Context) error {
		return b.c.App().Read(ctx, b.c.As(signin.Person(ctx)), signin.Factors(&all))
	}); err != nil {
		b.c.t.Fatal(err)
	}
	return all
}

func (b *browser) removes(id uuid.UUID) error {
	b.c.t.Helper()
	return b.in(func(ctx context.Context) error { return b.c.desk.RemoveFactor(ctx, id) })
}

// stale lets more than ten minutes pass since any sign-in showed a factor.
func (c *town) stale() {
	c.t.Helper()
	c.exec(`update signin.session set proven = proven - interval '11 minutes'`)
}

func TestEachAuthenticatorOpensUntilItIsRemoved(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b, other := c.browser(), c.browser()
	b.signIn(a)
	second := account{c: c, email: a.email, secret: b.adds("  Work   phone ")}
	other.signIn(second)
	c.browser().signIn(a) // the first one still counts
	all := b.factors()
	if len(all) != 2 || all[0].Name != "Authenticator app" || all[1].Name != "Work phone" || all[1].Used == nil {
		t.Fatalf("%+v", all)
	}
	if err := b.removes(all[0].ID); err != nil {
		t.Fatal(err)
	}
	b.is("Dana Whitfield")
	other.is("") // whoever found the phone may be signed in
	a.fresh()
	next := c.browser()
	if _, err := next.enter(signin.Try{Email: a.email, Password: good}); err != nil {
		t.Fatal(err)
	}
	if _, err := next.prove(code(t, a.secret, 0)); !isInvalid(err) {
		t.Errorf("the removed one: %v", err)
	}
	if _, err := next.prove(code(t, second.secret, 0)); err != nil {
		t.Errorf("the other one: %v", err)
	}
}

func TestLastFactorStaysUnderParallelRemovals(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b := c.browser()
	b.signIn(a)
	if err := b.removes(b.factors()[0].ID); !isConflict(err) {
		t.Errorf("the only one: %v", err)
	}
	for range 4 {
		b.adds("")
	}
	all := b.factors()
	browsers := make([]*browser, 100)
	for i := range browsers {
		browsers[i] = c.browser().as(dana)
	}
	n, _ := parallel(func(i int) error {
		return browsers[i].removes(all[i%len(all)].ID)
	})
	if left := c.count(`select count(*) from signin.factor`); left < 1 || n != len(all)-left {
		t.Errorf("%d removed and %d left of %d", n, left, len(all))
	}
}

func TestFactorsAreOnesOwn(t *testing.T) {
	c := open(t)
	a, o := c.enrolled(dana, "dana@example.org"), c.enrolled(omar, "omar@example.org")
	b, other := c.browser(), c.browser()
	b.signIn(a)
	other.signIn(o)
	hers := b.factors()[0].ID
	other.adds("a second one")
	if err := other.removes(hers); !errors.Is(err, fault.NotFound) {
		t.Errorf("removing another person's: %v", err)
	}
	if err := other.in(func(ctx context.Context) error { return c.desk.RenameFactor(ctx, hers, "mine") }); !errors.Is(err, fault.NotFound) {
		t.Errorf("renaming another person's: %v", err)
	}
	for name, want := range map[string]bool{"Work phone": true, "": false, "a name that nobody could read in any list because it is far too long": false, "nul\x00": false} {
		if err := b.in(func(ctx context.Context) error { return c.desk.RenameFactor(ctx, hers, name) }); (err == nil) != want {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestTenFactorsAreTheMost(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b := c.browser()
	b.signIn(a)
	for range 9 {
		b.adds("")
	}
	secret := ""
	if err := b.in(func(ctx context.Context) (err error) {
		if err := c.desk.BeginAuthenticator(ctx); err != nil {
			return err
		}
		shown, err := c.desk.NextAuthenticator(ctx)
		secret = ungrouped(shown.Secret)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := b.in(func(ctx context.Context) error { return c.desk.AddAuthenticator(ctx, "", code(t, secret, 0)) }); !isConflict(err) {
		t.Errorf("the eleventh: %v", err)
	}
}

func TestFactorsChangeOnlyWhereOneWasShownLately(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b := c.browser()
	b.signIn(a)
	one := b.factors()[0].ID
	c.stale()
	for name, act := range map[string]func(context.Context) error{
		"begin":  c.desk.BeginAuthenticator,
		"add":    func(ctx context.Context) error { return c.desk.AddAuthenticator(ctx, "", "000000") },
		"remove": func(ctx context.Context) error { return c.desk.RemoveFactor(ctx, one) },
		"codes":  func(ctx context.Context) error { _, err := c.desk.NewRecoveryCodes(ctx); return err },
	} {
		if err := b.in(act); !errors.Is(err, fault.Stale) {
			t.Errorf("%s: %v, want fault.Stale", name, err)
		}
		if err := c.browser().in(act); !errors.Is(err, fault.SignIn) {
			t.Errorf("%s by nobody: %v, want fault.SignIn", name, err)
		}
	}
}

// T-47: the token changes when a factor is shown; the earlier one is worthless.
func TestConfirmingRenewsTheToken(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b := c.browser()
	b.signIn(a)
	c.stale()
	before := b.cookie("concord")
	confirm := func(typed string) error {
		return b.in(func(ctx context.Context) error { return c.desk.Confirm(ctx, typed) })
	}
	if err := confirm("000000"); !isInvalid(err) {
		t.Errorf("a wrong code: %v", err)
	}
	if err := confirm(code(t, a.secret, 0)); !isInvalid(err) {
		t.Errorf("the code that signed in: %v", err)
	}
	a.fresh()
	if err := confirm(code(t, a.secret, 0)); err != nil {
		t.Fatal(err)
	}
	if b.cookie("concord") == before || c.count(`select count(*) from signin.session where person_id = $1 and proven > now() - interval '1 minute'`, dana) != 1 {
		t.Error("the token did not change, or the earlier one still counts")
	}
	b.is("Dana Whitfield")
	if err := b.in(c.desk.BeginAuthenticator); err != nil {
		t.Errorf("after a code was shown: %v", err)
	}
	// A password is no second factor: changing it renews the token and not the time.
	c.stale()
	if err := b.in(func(ctx context.Context) error { return c.desk.ChangePassword(ctx, good, another) }); err != nil {
		t.Fatal(err)
	}
	if err := b.in(c.desk.BeginAuthenticator); !errors.Is(err, fault.Stale) {
		t.Errorf("after a password was given: %v", err)
	}
}

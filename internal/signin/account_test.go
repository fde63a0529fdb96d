package signin_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
)

func TestChangedPasswordEndsEveryOtherSignIn(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	here, there := c.browser(), c.browser()
	here.signIn(a)
	there.signIn(a)
	before := here.cookie("concord")
	change := func(present, chosen string) error {
		return here.in(func(ctx context.Context) error { return c.desk.ChangePassword(ctx, present, chosen) })
	}
	for name, try := range map[string][2]string{"wrong present one": {another, another}, "weak": {good, "danadanadanadana"}, "like the address": {good, "dana@example.org!"}} {
		if err := change(try[0], try[1]); !isInvalid(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := change(good, another); err != nil {
		t.Fatal(err)
	}
	here.is("Dana Whitfield")
	there.is("")
	if here.cookie("concord") == before {
		t.Error("the token did not change (T-47)")
	}
	if step, err := there.enter(signin.Try{Email: a.email, Password: good}); !isInvalid(err) {
		t.Errorf("the old password: %v, %v", step, err)
	}
	if step, err := there.enter(signin.Try{Email: a.email, Password: another}); err != nil || step != signin.CodeNext {
		t.Errorf("the new one: %v, %v", step, err)
	}
}

// A request that changes the password of a session revoked meanwhile must not leave a live session behind.
func TestRevokedSessionGetsNoNewToken(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b := c.browser()
	b.signIn(a)
	err := b.in(func(ctx context.Context) error {
		c.exec(`delete from signin.session where person_id = $1`, dana)
		return c.desk.ChangePassword(ctx, good, another)
	})
	if !errors.Is(err, fault.SignIn) {
		t.Errorf("%v, want fault.SignIn", err)
	}
	b.is("")
	if n := c.count(`select count(*) from signin.session where person_id = $1`, dana); n != 0 {
		t.Errorf("%d sessions after all were revoked", n)
	}
}

func TestGuessingThePresentPasswordIsLimited(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b := c.browser()
	b.signIn(a)
	var last error
	for range 11 {
		last = b.in(func(ctx context.Context) error { return c.desk.ChangePassword(ctx, another, another) })
	}
	if invalid := (fault.Invalid{}); !errors.As(last, &invalid) || invalid.For("") == "" {
		t.Errorf("the eleventh guess: %v, want to be told to wait", last)
	}
}

func TestNewRecoveryCodesReplaceTheOldOnes(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b := c.browser()
	b.signIn(a)
	var codes []string
	if err := b.in(func(ctx context.Context) (err error) {
		codes, err = c.desk.NewRecoveryCodes(ctx)
		return err
	}); err != nil || len(codes) != 10 {
		t.Fatalf("%q, %v", codes, err)
	}
	next := c.browser()
	if _, err := next.enter(signin.Try{Email: a.email, Password: good}); err != nil {
		t.Fatal(err)
	}
	if _, err := next.prove(a.recovery[0]); !isInvalid(err) {
		t.Errorf("an old code: %v", err)
	}
	if _, err := next.prove(codes[0]); err != nil {
		t.Errorf("a new code: %v", err)
	}
}

func TestOwnAccountIsOnesOwn(t *testing.T) {
	c := open(t)
	c.enrolled(dana, "dana@example.org")
	c.enrolled(omar, "omar@example.org")
	var mine, none *signin.Account
	if err := c.App().Read(t.Context(), c.As(omar), signin.Own(&mine)); err != nil || mine == nil || mine.Email != "omar@example.org" || mine.CodesLeft != 10 {
		t.Errorf("%+v, %v", mine, err)
	}
	if err := c.App().Read(t.Context(), db.Who{}, signin.Own(&none)); err != nil || none != nil {
		t.Errorf("the public sees %+v, %v", none, err)
	}
	if err := c.browser().as(sam).in(func(ctx context.Context) error { return c.desk.ChangePassword(ctx, good, another) }); !errors.Is(err, fault.NotFound) {
		t.Errorf("somebody without an account: %v", err)
	}
}

// The role of pages must not see what the role of signing in sees.
func TestPagesSeeNoCredentials(t *testing.T) {
	c := open(t)
	c.enrolled(dana, "dana@example.org")
	for _, table := range []string{"account", "recovery_code", "invitation", "session", "device", "attempt", "ended", "factor_reset", "factor", "ceremony"} {
		for name, d := range map[string]*db.DB{"web": c.App(), "worker": c.Worker()} {
			var rows []int
			if err := d.Read(t.Context(), c.As(dana), db.Many("peek", `select 1 from signin.`+table, &rows)); !errors.Is(err, fault.Denied) {
				t.Errorf("%s reads signin.%s: %v", name, table, err)
			}
		}
	}
	var rows []uuid.UUID
	if err := c.Signin().Read(t.Context(), c.As(dana), db.Many("peek", `select id from item`, &rows)); !errors.Is(err, fault.Denied) {
		t.Errorf("the role of signing in reads items: %v", err)
	}
}

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

func (c *town) ask(staff, person uuid.UUID, passwordLost bool) error {
	c.t.Helper()
	changes, err := signin.AskReset(person, passwordLost, "Called back on the number we hold.")
	if err != nil {
		c.t.Fatal(err)
	}
	return c.App().Write(c.t.Context(), c.As(staff), db.Once{}, changes...)
}

// waiting is the reset that waits, as that member of staff sees it.
func (c *town) waiting(staff uuid.UUID) signin.Reset {
	c.t.Helper()
	var all []signin.Reset
	if err := c.App().Read(c.t.Context(), c.As(staff), signin.Resets(&all)); err != nil || len(all) != 1 {
		c.t.Fatalf("%d resets wait, want 1 (%v)", len(all), err)
	}
	return all[0]
}

func (c *town) approve(staff, reset uuid.UUID) (string, error) {
	token, changes := signin.ApproveReset(reset)
	return token, c.App().Write(c.t.Context(), c.As(staff), db.Once{}, changes...)
}

func TestTwoMembersOfStaffResetASecondFactor(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b := c.browser()
	b.signIn(a)
	if err := c.ask(sam, dana, false); err != nil {
		t.Fatal(err)
	}
	if w := c.waiting(sam); !w.Mine || w.Name != "Dana Whitfield" || w.AskedByName != "Sam Porter" {
		t.Errorf("%+v", w)
	}
	w := c.waiting(kim)
	if w.Mine {
		t.Error("another one's reset is taken for one's own")
	}
	if _, err := c.approve(sam, w.ID); !isConflict(err) {
		t.Errorf("who asked approved alone: %v", err)
	}
	b.is("Dana Whitfield") // nothing has happened yet
	token, err := c.approve(kim, w.ID)
	if err != nil {
		t.Fatal(err)
	}
	if i, err := c.desk.Invitation(t.Context(), token); err != nil || i.Kind != "factor" || i.State != "waiting" {
		t.Fatalf("%+v, %v", i, err)
	}
	next := c.browser()
	if err := next.in(func(ctx context.Context) error { return c.desk.ChoosePassword(ctx, token, another) }); !isInvalid(err) {
		t.Errorf("the link with a wrong password: %v", err)
	}
	fresh := c.enroll(next, token, a.email, good)
	next.is("Dana Whitfield")
	b.is("")
	if fresh.secret == a.secret {
		t.Error("the authenticator is the old one")
	}
	late := c.browser()
	if _, err := late.enter(signin.Try{Email: a.email, Password: good}); err != nil {
		t.Fatal(err)
	}
	if _, err := late.prove(a.recovery[0]); !isInvalid(err) {
		t.Errorf("an old recovery code: %v", err)
	}
	if _, err := c.approve(kim, w.ID); !isConflict(err) {
		t.Errorf("approved twice: %v", err)
	}
}

func TestResetOfBothTakesAnotherPassword(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	if err := c.ask(sam, dana, true); err != nil {
		t.Fatal(err)
	}
	token, err := c.approve(kim, c.waiting(kim).ID)
	if err != nil {
		t.Fatal(err)
	}
	c.enroll(c.browser(), token, a.email, another)
	b := c.browser()
	if _, err := b.enter(signin.Try{Email: a.email, Password: good}); !isInvalid(err) {
		t.Errorf("the old password: %v", err)
	}
	if step, err := b.enter(signin.Try{Email: a.email, Password: another}); err != nil || step != signin.CodeNext {
		t.Errorf("the new one: %v, %v", step, err)
	}
}

// A hundred approvals at once make one link.
func TestResetIsApprovedOnceUnderParallelPosts(t *testing.T) {
	c := open(t)
	c.enrolled(dana, "dana@example.org")
	if err := c.ask(sam, dana, false); err != nil {
		t.Fatal(err)
	}
	id, who := c.waiting(kim).ID, c.As(kim)
	n, _ := parallel(func(int) error {
		_, changes := signin.ApproveReset(id)
		return c.App().Write(t.Context(), who, db.Once{}, changes...)
	})
	if links := c.count(`select count(*) from signin.invitation where kind = 'factor'`); n != 1 || links != 1 {
		t.Errorf("%d approvals, %d links, want 1", n, links)
	}
}

func TestResetRestsOnTwoWhoMay(t *testing.T) {
	c := open(t)
	c.enrolled(dana, "dana@example.org")
	c.enrolled(kim, "kim@example.org")
	if err := c.ask(omar, dana, false); !errors.Is(err, fault.Denied) {
		t.Errorf("asked by a member: %v", err)
	}
	if err := c.ask(kim, kim, false); !isConflict(err) {
		t.Errorf("asked for oneself: %v", err)
	}
	if err := c.ask(sam, omar, false); !isConflict(err) {
		t.Errorf("asked for somebody who never enrolled: %v", err)
	}
	if err := c.ask(sam, dana, false); err != nil {
		t.Fatal(err)
	}
	if err := c.ask(kim, dana, false); !isConflict(err) {
		t.Errorf("asked twice: %v", err)
	}
	id := c.waiting(kim).ID
	if _, err := c.approve(omar, id); !errors.Is(err, fault.Denied) {
		t.Errorf("approved by a member: %v", err)
	}
	c.exec(`update appointment set until = app.now() where person_id = $1`, sam)
	if _, err := c.approve(kim, id); !isConflict(err) {
		t.Errorf("approved after who asked may not any more: %v", err)
	}
	if err := c.App().Write(t.Context(), c.As(kim), db.Once{}, signin.WithdrawReset(id)...); err != nil {
		t.Errorf("withdrawn: %v", err)
	}
	if err := c.App().Write(t.Context(), c.As(kim), db.Once{}, signin.WithdrawReset(id)...); !isConflict(err) {
		t.Errorf("withdrawn twice: %v", err)
	}
	if _, err := signin.AskReset(dana, false, "  "); !isInvalid(err) {
		t.Errorf("without a reason: %v", err)
	}
}

// T-45: whoever signs in needs no reset; the link that waits is dead.
func TestResetLinkDiesWhenThePersonSignsIn(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	if err := c.ask(sam, dana, true); err != nil {
		t.Fatal(err)
	}
	token, err := c.approve(kim, c.waiting(kim).ID)
	if err != nil {
		t.Fatal(err)
	}
	c.browser().signIn(a)
	if i, err := c.desk.Invitation(t.Context(), token); err != nil || i.State != "cancelled" {
		t.Errorf("the link is %s, %v", i.State, err)
	}
	if err := c.browser().in(func(ctx context.Context) error { return c.desk.ChoosePassword(ctx, token, another) }); !isConflict(err) {
		t.Errorf("the link is used: %v", err)
	}
}

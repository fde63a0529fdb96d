package signin_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
)

func TestPasswordAndCodeSignIn(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	a.fresh()
	b := c.browser()
	if step, err := b.enter(signin.Try{Email: " DANA@example.org", Password: good, Next: "/councils/wscc"}); err != nil || step != signin.CodeNext {
		t.Fatalf("password: %v, %v", step, err)
	}
	b.is("") // half of it is nothing
	before := b.cookie("concord")
	next, err := b.prove(" " + code(t, a.secret, 0)[:3] + " " + code(t, a.secret, 0)[3:])
	if err != nil || next != "/councils/wscc" {
		t.Fatalf("code: %q, %v", next, err)
	}
	b.is("Dana Whitfield")
	if b.cookie("concord") == before {
		t.Error("the token did not change with the second factor (T-47)")
	}
}

func TestCodeWithoutPasswordIsNothing(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	a.fresh()
	if _, err := c.browser().prove(code(t, a.secret, 0)); !errors.Is(err, fault.SignIn) {
		t.Errorf("a code alone: %v, want fault.SignIn", err)
	}
}

// T-49: by status and words; the same statements and the same hash run for both.
func TestUnknownAddressAnswersLikeAKnownOne(t *testing.T) {
	c := open(t)
	c.enrolled(dana, "dana@example.org")
	c.enrolled(omar, "omar@example.org")
	c.exec(`update person set suspended = app.now() where id = $1`, omar)
	var answers []string
	for _, email := range []string{"dana@example.org", "nobody@example.org", "omar@example.org", "not an address", strings.Repeat("x", 300), "nul\x00@example.org"} {
		b := c.browser()
		said := ""
		for range 7 {
			step, err := b.enter(signin.Try{Email: email, Password: another})
			said += fmt.Sprintln(step, err)
		}
		answers = append(answers, said)
	}
	for i, said := range answers[1:] {
		if said != answers[0] {
			t.Errorf("case %d is answered\n%s\nunlike a known one\n%s", i+1, said, answers[0])
		}
	}
}

// T-43: each code once, on every surface.
func TestCodeCountsOnceUnderParallelPosts(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	a.fresh()
	right := code(t, a.secret, 0)
	browsers := c.halfway(a)
	n, others := parallel(func(i int) error {
		_, err := browsers[i].prove(right)
		return err
	})
	if n != 1 {
		t.Errorf("%d of 100 got in with one code, want 1", n)
	}
	for _, err := range others {
		if !isInvalid(err) {
			t.Errorf("refused with %v", err)
		}
	}
}

// halfway are a hundred browsers that gave the password; the hash is computed for one of them alone, to spare the cores.
func (c *town) halfway(a account) []*browser {
	c.t.Helper()
	first := c.browser()
	if step, err := first.enter(signin.Try{Email: a.email, Password: good}); err != nil || step != signin.CodeNext {
		c.t.Fatalf("password: %v, %v", step, err)
	}
	return c.like(`convert_from(data, 'UTF8') like '%since%'`)
}

// like are a hundred browsers with sessions like the one that the condition finds.
func (c *town) like(condition string) []*browser {
	c.t.Helper()
	browsers := make([]*browser, 100)
	for i := range browsers {
		browsers[i] = c.browser()
		if err := browsers[i].in(func(ctx context.Context) error {
			c.desk.Note(ctx, "copy", "this")
			return nil
		}); err != nil {
			c.t.Fatal(err)
		}
	}
	c.exec(`update signin.session set data = (select data from signin.session where ` + condition + `) where data = '{"copy":"this"}'`)
	return browsers
}

func TestRecoveryCodeCountsOnceUnderParallelPosts(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	browsers := c.halfway(a)
	typed := strings.ToUpper(strings.ReplaceAll(a.recovery[3], "-", " "))
	n, _ := parallel(func(i int) error {
		_, err := browsers[i].prove(typed)
		return err
	})
	if n != 1 {
		t.Errorf("%d of 100 got in with one recovery code, want 1", n)
	}
	if left := c.count(`select count(*) from signin.recovery_code where used is null`); left != 9 {
		t.Errorf("%d recovery codes are left, want 9", left)
	}
}

// T-44: a hundred at once share what one after the other would have.
func TestParallelGuessesShareTheTries(t *testing.T) {
	c := open(t)
	c.enrolled(dana, "dana@example.org")
	c.exec(`delete from signin.attempt`)
	looked, _ := parallel(func(int) error {
		step, err := c.browser().enter(signin.Try{Email: "dana@example.org", Password: another})
		if step == signin.CodeToo {
			return errors.New("not looked at")
		}
		if isInvalid(err) {
			return nil
		}
		return err
	})
	if looked != 5 {
		t.Errorf("%d of 100 passwords were compared, want 5", looked)
	}
}

// T-44: a stranger who spends all tries must not keep the person out.
func TestVictimOfGuessesStillGetsIn(t *testing.T) {
	attack := func(t *testing.T, c *town) {
		for range 40 {
			if _, err := c.browser().enter(signin.Try{Email: "dana@example.org", Password: another}); err != nil && !isInvalid(err) {
				t.Fatal(err)
			}
		}
	}
	t.Run("from a browser that signed in before, as always", func(t *testing.T) {
		c := open(t)
		a := c.enrolled(dana, "dana@example.org")
		b := c.browser()
		b.signIn(a)
		b.do("POST", "/out")
		attack(t, c)
		b.signIn(a)
		b.is("Dana Whitfield")
	})
	t.Run("from a new browser, with password and code at once", func(t *testing.T) {
		c := open(t)
		a := c.enrolled(dana, "dana@example.org")
		attack(t, c)
		a.fresh()
		b := c.browser()
		if step, err := b.enter(signin.Try{Email: a.email, Password: good}); err != nil || step != signin.CodeToo {
			t.Fatalf("the password alone: %v, %v; want to be asked for the code too", step, err)
		}
		b.is("")
		if step, err := b.enter(signin.Try{Email: a.email, Password: good, Code: code(t, a.secret, 0)}); err != nil || step != signin.Entered {
			t.Fatalf("both: %v, %v", step, err)
		}
		b.is("Dana Whitfield")
	})
	t.Run("with a recovery code, where somebody who has the password tries codes", func(t *testing.T) {
		c := open(t)
		a := c.enrolled(dana, "dana@example.org")
		a.fresh()
		thief := c.browser()
		if _, err := thief.enter(signin.Try{Email: a.email, Password: good}); err != nil {
			t.Fatal(err)
		}
		for range 15 {
			if _, err := thief.prove("000000"); !isInvalid(err) {
				t.Fatal(err)
			}
		}
		b := c.browser()
		if _, err := b.enter(signin.Try{Email: a.email, Password: good}); err != nil {
			t.Fatal(err)
		}
		if _, err := b.prove(code(t, a.secret, 0)); !isInvalid(err) {
			t.Errorf("the tries with codes are spent, but another was looked at: %v", err)
		}
		if _, err := b.prove(a.recovery[0]); err != nil {
			t.Errorf("a recovery code: %v", err)
		}
		b.is("Dana Whitfield")
	})
}

// While both are asked for, an answer must not say whether the password was right.
func TestWrongPairDoesNotTellWhichWasWrong(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b := c.browser()
	_, password := b.enter(signin.Try{Email: a.email, Password: another, Code: "123456"})
	_, second := b.enter(signin.Try{Email: a.email, Password: good, Code: "123456"})
	_, nobody := b.enter(signin.Try{Email: "nobody@example.org", Password: good, Code: "123456"})
	if password == nil || fmt.Sprint(password) != fmt.Sprint(second) || fmt.Sprint(password) != fmt.Sprint(nobody) {
		t.Errorf("three kinds of wrong are told apart:\n%v\n%v\n%v", password, second, nobody)
	}
}

func TestRightPasswordGivesItsTryBack(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	for i := range 12 {
		if step, err := c.browser().enter(signin.Try{Email: a.email, Password: good}); err != nil || step != signin.CodeNext {
			t.Fatalf("sign-in %d: %v, %v", i+1, step, err)
		}
	}
}

func TestTriesComeBackWithTime(t *testing.T) {
	c := open(t)
	c.enrolled(dana, "dana@example.org")
	wrong := func() signin.Step {
		step, _ := c.browser().enter(signin.Try{Email: "dana@example.org", Password: another})
		return step
	}
	for range 5 {
		wrong()
	}
	if wrong() != signin.CodeToo {
		t.Error("the sixth password was compared")
	}
	c.exec(`update signin.attempt set spent = spent - interval '3 minutes'`)
	if wrong() != signin.CodeNext {
		t.Error("three minutes later none was")
	}
}

func TestPasswordThatWaitedTooLongIsAskedAgain(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	a.fresh()
	b := c.browser()
	if _, err := b.enter(signin.Try{Email: a.email, Password: good}); err != nil {
		t.Fatal(err)
	}
	c.exec(`update signin.session set data = replace(convert_from(data, 'UTF8'), to_char(now() at time zone 'UTC', 'YYYY-MM-DD'), '2020-01-01')::bytea where person_id is null`)
	if _, err := b.prove(code(t, a.secret, 0)); !errors.Is(err, fault.SignIn) {
		t.Errorf("a code for a password of long ago: %v", err)
	}
}

func TestSuspendedBetweenPasswordAndCodeIsOut(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	a.fresh()
	b := c.browser()
	if _, err := b.enter(signin.Try{Email: a.email, Password: good}); err != nil {
		t.Fatal(err)
	}
	c.exec(`update person set suspended = app.now() where id = $1`, dana)
	if _, err := b.prove(code(t, a.secret, 0)); !isInvalid(err) {
		t.Errorf("code of a suspended person: %v", err)
	}
	if _, err := b.prove(a.recovery[0]); err == nil {
		b.is("") // the session that it made is nobody's
	}
}

// T-59
func TestNextLeadsNowhereElse(t *testing.T) {
	for next, want := range map[string]string{
		"/councils/wscc?after=x": "/councils/wscc?after=x", "/": "/", "": "/", "//evil.example": "/", "/\\evil.example": "/", "https://evil.example": "/",
		"/%0d%0aSet-Cookie:x": "/%0d%0aSet-Cookie:x", "/a\r\nb": "/", "javascript:alert(1)": "/", "@evil.example": "/", "/\tevil": "/", "/sign-in": "/",
		"/sign-in/code": "/", "/sign-out": "/", "///evil.example": "/", "evil": "/", "/%zz": "/",
	} {
		if got := signin.Local(next); got != want {
			t.Errorf("Local(%q) = %q, want %q", next, got, want)
		}
	}
}

func TestSignInOfAnotherReplacesTheFirst(t *testing.T) {
	c := open(t)
	a, o := c.enrolled(dana, "dana@example.org"), c.enrolled(omar, "omar@example.org")
	b := c.browser()
	b.signIn(a)
	first := c.browser()
	first.Jar = b.Jar
	b.signIn(o)
	b.is("Omar Haddad")
	if n := c.count(`select count(*) from signin.session s join person p on p.id = s.person_id where p.id = $1 and length(s.handle) = 43`, dana); n != 1 {
		t.Errorf("%d sessions of the first person, want the one of enrolling alone", n)
	}
	if err := b.in(func(ctx context.Context) error { return c.desk.SignOut(ctx) }); err != nil {
		t.Error(err)
	}
	b.is("")
}

package signin_test

import (
	"context"
	"net/url"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/signin/providertest"
)

// provided lets people of the town sign in at the provider too.
func (c *town) provided(p *signin.Provider) {
	c.t.Helper()
	if err := p.Check(); err != nil {
		c.t.Fatal(err)
	}
	c.desk = signin.New(c.Signin(), signin.Options{URL: "http://localhost", Name: "Concord", Provider: p})
}

// sent is where the portal sends the browser to sign in, or to link.
func (b *browser) sent(begin func(context.Context) (string, error)) (address string) {
	b.c.t.Helper()
	if err := b.in(func(ctx context.Context) (err error) {
		address, err = begin(ctx)
		return err
	}); err != nil {
		b.c.t.Fatal(err)
	}
	return address
}

func (b *browser) toSignIn() string {
	b.c.t.Helper()
	return b.sent(func(ctx context.Context) (string, error) { return b.c.desk.BeginProvider(ctx, "/councils/wscc") })
}

func (b *browser) toLink() string {
	b.c.t.Helper()
	return b.sent(b.c.desk.BeginLink)
}

// returns is the browser coming back with what the provider told it.
func (b *browser) returns(told url.Values) (came signin.Returned, err error) {
	b.c.t.Helper()
	err = b.in(func(ctx context.Context) (err error) {
		came, err = b.c.desk.ReturnFromProvider(ctx, told)
		return err
	})
	return came, err
}

// links links the person's account, who signs in with password and code for that.
func (c *town) links(a account, visit func(address string) url.Values) *browser {
	c.t.Helper()
	b := c.browser()
	b.signIn(a)
	if came, err := b.returns(visit(b.toLink())); err != nil || !came.Linked {
		c.t.Fatalf("linking: %+v, %v", came, err)
	}
	return b
}

func TestProviderSignsInWhoLinkedTheAccountAndTheSecondFactorFollows(t *testing.T) {
	c := open(t)
	c.provided(providertest.Real(t, "http://localhost"))
	a := c.enrolled(dana, "dana@example.org")
	there := func(address string) url.Values { return providertest.SignIn(t, address, "dana@blue-mesa.example.org") }
	c.links(a, there)
	b := c.browser()
	told := there(b.toSignIn())
	before := b.cookie("concord")
	if came, err := b.returns(told); err != nil || came.Step != signin.CodeNext || came.Unknown {
		t.Fatalf("%+v, %v", came, err)
	}
	b.is("") // half of it is nothing
	if b.cookie("concord") == before {
		t.Error("the token did not change with the return (T-47)")
	}
	before = b.cookie("concord")
	a.fresh()
	if next, err := b.prove(code(t, a.secret, 0)); err != nil || next != "/councils/wscc" {
		t.Fatalf("%q, %v", next, err)
	}
	b.is("Dana Whitfield")
	if b.cookie("concord") == before {
		t.Error("the token did not change with the second factor (T-47)")
	}
	if came, err := b.returns(told); !isInvalid(err) {
		t.Errorf("the same answer again: %+v, %v", came, err)
	}
}

// T-48: the provider's word counts as two factors where the portal's settings name the claim by which it says so, and nowhere else.
func TestProviderThatAskedForTwoFactorsSignsInAlone(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	p := e.Provider()
	p.Factors = []string{"acr=two", "amr=mfa"}
	c.provided(p)
	a := c.enrolled(dana, "dana@example.org")
	there := func(address string) url.Values {
		if at, err := url.Parse(address); err != nil || at.Query().Get("acr_values") != "two" {
			t.Errorf("asked for no context: %s, %v", address, err)
		}
		return e.Visit(address, "dana")
	}
	c.links(a, there)
	for _, says := range []struct {
		acr  string
		amr  []string
		want signin.Step
	}{{"", nil, signin.CodeNext}, {"one", []string{"pwd"}, signin.CodeNext}, {"mfa", []string{"two"}, signin.CodeNext}, {"two", nil, signin.Entered}, {"", []string{"pwd", "mfa"}, signin.Entered}} {
		e.Bend(func(b *providertest.Bent) {
			b.Claims = func(claims map[string]any) { claims["acr"], claims["amr"] = says.acr, says.amr }
		})
		b := c.browser()
		came, err := b.returns(there(b.toSignIn()))
		if err != nil || came.Step != says.want {
			t.Errorf("acr %q, amr %q: %+v, %v", says.acr, says.amr, came, err)
		}
		if says.want == signin.Entered {
			b.is("Dana Whitfield")
			if err := b.in(func(ctx context.Context) error { return c.desk.BeginAuthenticator(ctx) }); err == nil {
				t.Error("the provider's word alone changes how one signs in")
			}
		}
	}
}

func TestWhoLinkedNothingIsUnknownWhateverTheAddress(t *testing.T) {
	c := open(t)
	c.provided(providertest.Real(t, "http://localhost"))
	c.enrolled(dana, "dana@example.org")
	b := c.browser()
	people := c.count(`select count(*) from person`)
	if came, err := b.returns(providertest.SignIn(t, b.toSignIn(), "dana@example.org")); err != nil || !came.Unknown {
		t.Errorf("%+v, %v", came, err)
	}
	b.is("")
	if c.count(`select count(*) from person`) != people || c.count(`select count(*) from signin.account`) != 1 || c.count(`select count(*) from signin.identity`) != 0 {
		t.Error("somebody was made or linked")
	}
}

// T-34.
func TestSuspendedPersonStaysOutThroughTheProvider(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	p := e.Provider()
	p.Factors = []string{"amr=mfa"}
	e.Bend(func(b *providertest.Bent) { b.Claims = func(claims map[string]any) { claims["amr"] = []string{"mfa"} } })
	c.provided(p)
	there := func(address string) url.Values { return e.Visit(address, "dana") }
	c.links(c.enrolled(dana, "dana@example.org"), there)
	for _, sql := range []string{`update person set suspended = app.now() where id = $1`, `update person set suspended = null, expires = app.now() where id = $1`} {
		c.exec(sql, dana)
		b := c.browser()
		if came, err := b.returns(there(b.toSignIn())); err != nil || !came.Unknown {
			t.Errorf("%s: %+v, %v", sql, came, err)
		}
		b.is("")
	}
}

// T-41: of a hundred browsers that come back with the same answer, and of one that comes a hundred times, one is signed in.
func TestProviderAnswerCountsOnceUnderParallelReturns(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	p := e.Provider()
	p.Factors = []string{"amr=mfa"}
	e.Bend(func(b *providertest.Bent) { b.Claims = func(claims map[string]any) { claims["amr"] = []string{"mfa"} } })
	c.provided(p)
	there := func(address string) url.Values { return e.Visit(address, "dana") }
	c.links(c.enrolled(dana, "dana@example.org"), there)
	c.exec(`delete from signin.session`)
	b := c.browser()
	told := there(b.toSignIn())
	copies := c.like(`convert_from(data, 'UTF8') like '%ceremony%'`)
	n, others := parallel(func(i int) error {
		came, err := copies[i].returns(told)
		if err == nil && came.Step != signin.Entered {
			t.Errorf("%+v", came)
		}
		return err
	})
	if sessions := c.count(`select count(*) from signin.session where person_id = $1`, dana); n != 1 || sessions != 1 {
		t.Errorf("%d got in, %d sessions, want 1", n, sessions)
	}
	for _, err := range others {
		if !isInvalid(err) {
			t.Errorf("refused with %v", err)
		}
	}
}

func TestAccountIsLinkedByItsOwnerAloneAndOnce(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	c.provided(e.Provider())
	there := func(address string) url.Values { return e.Visit(address, "dana") }
	a := c.enrolled(dana, "dana@example.org")
	b := c.links(a, there)
	if _, err := b.returns(there(b.toLink())); !isConflict(err) {
		t.Errorf("linked twice: %v", err)
	}
	if _, err := b.returns(e.Visit(b.toLink(), "another account of Dana's")); !isConflict(err) {
		t.Errorf("another account there linked as well: %v", err)
	}
	o := c.browser()
	o.signIn(c.enrolled(omar, "omar@example.org"))
	if _, err := o.returns(there(o.toLink())); !isConflict(err) {
		t.Errorf("linked to two people: %v", err)
	}
	told := e.Visit(o.toLink(), "omar")
	if err := o.in(c.desk.SignOut); err != nil {
		t.Fatal(err)
	}
	if came, err := o.returns(told); !isInvalid(err) {
		t.Errorf("linked after signing out: %+v, %v", came, err)
	}
	c.exec(`update signin.session set proven = proven - interval '11 minutes'`)
	if err := b.in(func(ctx context.Context) error { _, err := c.desk.BeginLink(ctx); return err }); err == nil {
		t.Error("linked without a factor shown lately")
	}
	if n := c.count(`select count(*) from signin.identity`); n != 1 {
		t.Errorf("%d links, want 1", n)
	}
}

func TestWhoSatThereBeforeIsNotLinked(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	c.provided(e.Provider())
	b := c.browser()
	b.signIn(c.enrolled(dana, "dana@example.org"))
	address := b.toLink()
	if at, err := url.Parse(address); err != nil || at.Query().Get("prompt") != "login" || at.Query().Get("max_age") != "0" {
		t.Errorf("nobody is asked to sign in anew: %s, %v", address, err)
	}
	for _, authTime := range []any{1, nil} {
		e.Bend(func(b *providertest.Bent) { b.Claims = func(claims map[string]any) { claims["auth_time"] = authTime } })
		if _, err := b.returns(e.Visit(b.toLink(), "whoever sat there before")); !isInvalid(err) {
			t.Errorf("auth_time %v: %v", authTime, err)
		}
	}
}

func TestUnlinkedAccountOpensNothingAndOtherSignInsEnd(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	c.provided(e.Provider())
	there := func(address string) url.Values { return e.Visit(address, "dana") }
	a := c.enrolled(dana, "dana@example.org")
	b := c.links(a, there)
	other := c.browser()
	other.signIn(a)
	var all []signin.Identity
	if err := b.in(func(ctx context.Context) error {
		return c.App().Read(ctx, db.Who{Handle: signin.Handle(ctx)}, signin.Identities(&all))
	}); err != nil || len(all) != 1 || all[0].Name != "dana@example.org" {
		t.Fatalf("%+v, %v", all, err)
	}
	o := c.browser()
	o.signIn(c.enrolled(omar, "omar@example.org"))
	unlink := func(id uuid.UUID) func(context.Context) error {
		return func(ctx context.Context) error { return c.desk.Unlink(ctx, id) }
	}
	if err := o.in(unlink(all[0].ID)); err == nil {
		t.Error("Omar removed Dana's link")
	}
	if err := b.in(unlink(all[0].ID)); err != nil {
		t.Fatal(err)
	}
	b.is("Dana Whitfield")
	other.is("")
	late := c.browser()
	if came, err := late.returns(there(late.toSignIn())); err != nil || !came.Unknown {
		t.Errorf("%+v, %v", came, err)
	}
	if told := c.count(`select count(*) from outbox where topic in ('identity-linked', 'identity-removed') and object_id = $1`, dana); told != 2 {
		t.Errorf("Dana is told %d times, want 2", told)
	}
}

// A reset is for who lost control of how she signs in: nothing of before opens her account afterwards.
func TestResetUnlinks(t *testing.T) {
	c := open(t)
	e := providertest.NewEvil(t, "http://localhost")
	c.provided(e.Provider())
	a := c.enrolled(dana, "dana@example.org")
	c.links(a, func(address string) url.Values { return e.Visit(address, "dana") })
	if err := c.ask(sam, dana, false); err != nil {
		t.Fatal(err)
	}
	token, err := c.approve(kim, c.waiting(kim).ID)
	if err != nil {
		t.Fatal(err)
	}
	c.enroll(c.browser(), token, a.email, good)
	if n := c.count(`select count(*) from signin.identity`); n != 0 {
		t.Error("the link outlived the reset")
	}
}

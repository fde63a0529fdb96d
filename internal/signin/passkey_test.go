package signin_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/descope/virtualwebauthn"
	"github.com/google/uuid"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
)

// device holds one passkey of one person.
type device struct {
	rp  virtualwebauthn.RelyingParty
	has virtualwebauthn.Authenticator
	key virtualwebauthn.Credential
}

func newDevice(person uuid.UUID) *device {
	key := virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2)
	for len(key.Key.AttestationData()) != 77 { // this device, unlike real ones, cuts leading zeros off its public key
		key = virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2)
	}
	return &device{
		rp:  virtualwebauthn.RelyingParty{Name: "Concord", ID: "localhost", Origin: "http://localhost"},
		has: virtualwebauthn.NewAuthenticatorWithOptions(virtualwebauthn.AuthenticatorOptions{UserHandle: person[:]}),
		key: key,
	}
}

// makes answers what a page asks to make a passkey from.
func (d *device) makes(t *testing.T, asked []byte) string {
	t.Helper()
	options, err := virtualwebauthn.ParseAttestationOptions(string(asked))
	if err != nil {
		t.Fatalf("%s: %v", asked, err)
	}
	return virtualwebauthn.CreateAttestationResponse(d.rp, d.has, d.key, *options)
}

// shows answers what a page asks to show a passkey for.
func (d *device) shows(t *testing.T, asked []byte) string {
	t.Helper()
	options, err := virtualwebauthn.ParseAssertionOptions(string(asked))
	if err != nil {
		t.Fatalf("%s: %v", asked, err)
	}
	d.key.Counter++
	return virtualwebauthn.CreateAssertionResponse(d.rp, d.has, d.key, *options)
}

func (b *browser) asked(ask func(context.Context) ([]byte, error)) (options []byte) {
	b.c.t.Helper()
	if err := b.in(func(ctx context.Context) (err error) {
		options, err = ask(ctx)
		return err
	}); err != nil {
		b.c.t.Fatal(err)
	}
	return options
}

func (b *browser) addsPasskey(d *device) {
	b.c.t.Helper()
	answer := d.makes(b.c.t, b.asked(b.c.desk.BeginPasskey))
	if err := b.in(func(ctx context.Context) error { return b.c.desk.AddPasskey(ctx, "Laptop", answer) }); err != nil {
		b.c.t.Fatal(err)
	}
}

func (b *browser) answers(answer string) error {
	b.c.t.Helper()
	return b.in(func(ctx context.Context) error { _, err := b.c.desk.EnterByPasskey(ctx, answer); return err })
}

// entersWith shows the device's passkey on the sign-in page.
func (b *browser) entersWith(d *device) error {
	b.c.t.Helper()
	return b.answers(d.shows(b.c.t, b.asked(b.c.desk.AskPasskey)))
}

func TestPasskeyAloneSignsIn(t *testing.T) {
	c := open(t)
	a := c.enrolled(dana, "dana@example.org")
	b := c.browser()
	b.signIn(a)
	d := newDevice(dana)
	b.addsPasskey(d)
	next := c.browser()
	if err := next.entersWith(d); err != nil {
		t.Fatal(err)
	}
	next.is("Dana Whitfield")
	if all := next.factors(); len(all) != 2 || all[1].Kind != "passkey" || all[1].Name != "Laptop" || all[1].Used == nil || all[1].Synced {
		t.Errorf("%+v", all)
	}
	// After the password it is the second factor, and leads to where the person was going.
	third := c.browser()
	if _, err := third.enter(signin.Try{Email: a.email, Password: good, Next: "/councils"}); err != nil {
		t.Fatal(err)
	}
	answer := d.shows(t, third.asked(c.desk.AskPasskey))
	if err := third.in(func(ctx context.Context) error {
		to, err := c.desk.EnterByPasskey(ctx, answer)
		if to != "/councils" {
			t.Errorf("it leads to %q", to)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	third.is("Dana Whitfield")
	// Of somebody signed in it is a confirmation.
	c.stale()
	before := next.cookie("concord")
	if err := next.entersWith(d); err != nil {
		t.Fatal(err)
	}
	if next.cookie("concord") == before {
		t.Error("the token did not change (T-47)")
	}
	if err := next.in(c.desk.BeginAuthenticator); err != nil {
		t.Errorf("after the passkey was shown: %v", err)
	}
}

func TestPasskeyThatDoesNotCount(t *testing.T) {
	c := open(t)
	a, o := c.enrolled(dana, "dana@example.org"), c.enrolled(omar, "omar@example.org")
	b, other := c.browser(), c.browser()
	b.signIn(a)
	other.signIn(o)
	d, his := newDevice(dana), newDevice(omar)
	b.addsPasskey(d)
	other.addsPasskey(his)
	refused := func(name string, in *browser, err error) {
		t.Helper()
		if !isInvalid(err) {
			t.Errorf("%s: %v", name, err)
		}
		in.is("")
	}
	in := c.browser()
	unknown := newDevice(dana)
	refused("one that was never added", in, in.entersWith(unknown))
	unverified := *d
	unverified.has.Options.UserNotVerified = true
	refused("without a check that it is its owner", in, in.entersWith(&unverified))
	elsewhere := *d
	elsewhere.rp.Origin = "https://concord.example.net"
	refused("made on another site", in, in.entersWith(&elsewhere))
	party := *d
	party.rp.ID = "example.net"
	refused("for another site", in, in.entersWith(&party))
	claims := *d
	claims.has.Options.UserHandle = omar[:]
	refused("in another person's name", in, in.entersWith(&claims))
	refused("nothing that is one", in, in.answers("{}"))
	in.asked(c.desk.AskPasskey)
	refused("nothing that is one, to a question", in, in.answers(`{"id":"x"}`))
	// An answer to the question of another browser, and to one of earlier.
	first := d.shows(t, in.asked(c.desk.AskPasskey))
	thief := c.browser()
	thief.asked(c.desk.AskPasskey)
	refused("the answer to another browser's question", thief, thief.answers(first))
	asked := in.asked(c.desk.AskPasskey)
	c.exec(`update signin.ceremony set made = made - interval '6 minutes'`)
	refused("after six minutes", in, in.answers(d.shows(t, asked)))
	// After another person's password, and in another person's sign-in.
	if _, err := in.enter(signin.Try{Email: o.email, Password: good}); err != nil {
		t.Fatal(err)
	}
	refused("after another person's password", in, in.entersWith(d))
	if err := other.entersWith(d); !isInvalid(err) {
		t.Errorf("in another person's sign-in: %v", err)
	}
	other.is("Omar Haddad")
}

func TestCopiedPasskeyIsRefused(t *testing.T) {
	c := open(t)
	b := c.browser()
	b.signIn(c.enrolled(dana, "dana@example.org"))
	d := newDevice(dana)
	b.addsPasskey(d)
	copied := *d
	for range 3 {
		if err := c.browser().entersWith(d); err != nil {
			t.Fatal(err)
		}
	}
	in := c.browser()
	invalid := fault.Invalid{}
	if err := in.entersWith(&copied); !errors.As(err, &invalid) || !strings.Contains(invalid.For(""), "copied") {
		t.Errorf("%v", err)
	}
	in.is("")
}

// T-34: neither a suspended person nor one whose passkey was removed comes in, and coming in restores nobody.
func TestPasskeyOfASuspendedPersonOpensNothing(t *testing.T) {
	c := open(t)
	b := c.browser()
	b.signIn(c.enrolled(dana, "dana@example.org"))
	d := newDevice(dana)
	b.addsPasskey(d)
	c.exec(`update person set suspended = now() where id = $1`, dana)
	in := c.browser()
	if err := in.entersWith(d); !isInvalid(err) {
		t.Errorf("suspended: %v", err)
	}
	if c.count(`select count(*) from person where id = $1 and suspended is not null`, dana) != 1 {
		t.Error("trying to sign in restored the person")
	}
	c.exec(`update person set suspended = null where id = $1`, dana)
	b = c.browser()
	if err := b.entersWith(d); err != nil {
		t.Fatal(err)
	}
	if err := b.removes(b.factors()[1].ID); err != nil {
		t.Fatal(err)
	}
	if err := in.entersWith(d); !isInvalid(err) {
		t.Errorf("removed: %v", err)
	}
	in.is("")
}

// T-43, of passkeys: an answer counts once.
func TestAnswerOfAPasskeyCountsOnceUnderParallelPosts(t *testing.T) {
	c := open(t)
	b := c.browser()
	b.signIn(c.enrolled(dana, "dana@example.org"))
	d := newDevice(dana)
	b.addsPasskey(d)
	first := c.browser()
	answer := d.shows(t, first.asked(c.desk.AskPasskey))
	browsers := c.like(`convert_from(data, 'UTF8') like '%ceremony%' and person_id is null`)
	n, others := parallel(func(i int) error { return browsers[i].answers(answer) })
	if n != 1 {
		t.Errorf("%d of 100 signed in with one answer, want 1", n)
	}
	for _, err := range others {
		if !isInvalid(err) {
			t.Errorf("refused with %v", err)
		}
	}
}

func TestPasskeyIsAddedOnceAndFreshly(t *testing.T) {
	c := open(t)
	b := c.browser()
	b.signIn(c.enrolled(dana, "dana@example.org"))
	d := newDevice(dana)
	b.addsPasskey(d)
	add := func(answer string) error {
		return b.in(func(ctx context.Context) error { return c.desk.AddPasskey(ctx, "", answer) })
	}
	unverified := newDevice(dana)
	unverified.has.Options.UserNotVerified = true
	if err := add(unverified.makes(t, b.asked(c.desk.BeginPasskey))); !isInvalid(err) {
		t.Errorf("without a check that it is its owner: %v", err)
	}
	if err := add(newDevice(dana).makes(t, b.asked(c.desk.AskPasskey))); !isInvalid(err) {
		t.Errorf("an answer to another question: %v", err)
	}
	if err := add("no answer"); !isInvalid(err) {
		t.Errorf("no answer: %v", err)
	}
	if n := len(b.factors()); n != 2 {
		t.Errorf("%d factors, want 2", n)
	}
	answer := newDevice(dana).makes(t, b.asked(c.desk.BeginPasskey))
	c.stale()
	if err := add(answer); !errors.Is(err, fault.Stale) {
		t.Errorf("stale: %v", err)
	}
	if err := b.in(func(ctx context.Context) error { _, err := c.desk.BeginPasskey(ctx); return err }); !errors.Is(err, fault.Stale) {
		t.Errorf("stale: %v", err)
	}
}

func TestEnrollingWithAPasskey(t *testing.T) {
	c := open(t)
	token := c.invite(sam, dana, "dana@example.org")
	b := c.browser()
	begin := func(ctx context.Context) ([]byte, error) { return c.desk.BeginEnrollPasskey(ctx, token) }
	if err := b.in(func(ctx context.Context) error { _, err := begin(ctx); return err }); !errors.Is(err, fault.SignIn) {
		t.Errorf("before the password: %v", err)
	}
	if err := b.in(func(ctx context.Context) error { return c.desk.ChoosePassword(ctx, token, good) }); err != nil {
		t.Fatal(err)
	}
	d := newDevice(dana)
	answer := d.makes(t, b.asked(begin))
	enroll := func(ctx context.Context) error {
		codes, err := c.desk.EnrollPasskey(ctx, token, answer)
		if err == nil && len(codes) != 10 {
			t.Errorf("%d recovery codes", len(codes))
		}
		return err
	}
	if err := b.in(enroll); err != nil {
		t.Fatal(err)
	}
	b.is("Dana Whitfield")
	if err := b.in(enroll); err == nil {
		t.Error("the link opened twice")
	}
	if all := b.factors(); len(all) != 1 || all[0].Kind != "passkey" {
		t.Errorf("%+v", all)
	}
	if err := c.browser().entersWith(d); err != nil {
		t.Error(err)
	}
}

func TestAddressWithoutPasskeysOffersNone(t *testing.T) {
	c := open(t)
	c.desk = signin.New(c.Signin(), signin.Options{URL: "http://192.0.2.7:8080", Name: "Concord"})
	if _, err := c.desk.AskPasskey(t.Context()); !errors.Is(err, fault.NotFound) {
		t.Errorf("%v", err)
	}
}

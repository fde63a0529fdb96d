package signin_test

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/signin"
)

func TestEnrollingSignsInAndUsesTheLink(t *testing.T) {
	c := open(t)
	token := c.invite(sam, dana, "dana@example.org")
	b := c.browser()
	a := c.enroll(b, token, "dana@example.org", good)
	b.is("Dana Whitfield")
	if len(a.recovery) != 10 || len(a.recovery[0]) != 19 {
		t.Errorf("recovery codes %q, want ten of 80 bits in groups of four", a.recovery)
	}
	for what, n := range map[string]int{
		`select count(*) from signin.account where password like '$argon2id$v=19$%'`: 1,
		`select count(*) from signin.recovery_code where used is null`:               10,
		`select count(*) from signin.invitation where used is not null`:              1,
		`select count(*) from audit where object in ('account', 'invitation')`:       3,
	} {
		if got := c.count(what); got != n {
			t.Errorf("%s: %d, want %d", what, got, n)
		}
	}
	if i, err := c.desk.Invitation(t.Context(), token); err != nil || i.State != "used" {
		t.Errorf("the link is %s, %v", i.State, err)
	}
	if err := c.browser().in(func(ctx context.Context) error { return c.desk.ChoosePassword(ctx, token, another) }); !isConflict(err) {
		t.Errorf("the link a second time: %v", err)
	}
}

// T-41, with each accept from a browser of its own and all at once.
func TestInvitationIsAcceptedOnceUnderParallelPosts(t *testing.T) {
	c := open(t)
	token := c.invite(sam, dana, "dana@example.org")
	secrets := make([]string, 100)
	first := c.browser()
	if err := first.in(func(ctx context.Context) error { return c.desk.ChoosePassword(ctx, token, good) }); err != nil {
		t.Fatal(err)
	}
	browsers := c.like(`convert_from(data, 'UTF8') like '%secret%'`)
	for i := range browsers {
		if err := browsers[i].in(func(ctx context.Context) error {
			shown, err := c.desk.EnrollAuthenticator(ctx, token)
			secrets[i] = shown.Secret
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	n, others := parallel(func(i int) error {
		return browsers[i].in(func(ctx context.Context) error {
			_, err := c.desk.Enroll(ctx, token, code(t, ungrouped(secrets[i]), 0))
			return err
		})
	})
	if n != 1 {
		t.Errorf("%d of 100 enrolled with one link, want 1", n)
	}
	for _, err := range others {
		if !isConflict(err) {
			t.Errorf("refused with %v", err)
		}
	}
	if codes := c.count(`select count(*) from signin.recovery_code`); codes != 10 {
		t.Errorf("%d recovery codes, want 10", codes)
	}
}

func ungrouped(s string) string { return string(bytes.ReplaceAll([]byte(s), []byte("-"), nil)) }

// T-42, T-45
func TestLinkDiesWithWhatItRestsOn(t *testing.T) {
	for name, kill := range map[string]func(*town){
		"a newer link":        func(c *town) { c.invite(kim, dana, "dana@example.org") },
		"cancelled":           func(c *town) { c.cancel(dana) },
		"over":                func(c *town) { c.exec(`update signin.invitation set expires = app.now()`) },
		"inviter suspended":   func(c *town) { c.exec(`update person set suspended = app.now() where id = $1`, sam) },
		"inviter's office":    func(c *town) { c.exec(`update appointment set until = app.now() where person_id = $1`, sam) },
		"invited suspended":   func(c *town) { c.exec(`update person set suspended = app.now() where id = $1`, dana) },
		"invited has expired": func(c *town) { c.exec(`update person set expires = app.now() where id = $1`, dana) },
	} {
		t.Run(name, func(t *testing.T) {
			c := open(t)
			token := c.invite(sam, dana, "dana@example.org")
			b, secret := c.browser(), ""
			if err := b.in(func(ctx context.Context) error { return c.desk.ChoosePassword(ctx, token, good) }); err != nil {
				t.Fatal(err)
			}
			if err := b.in(func(ctx context.Context) error {
				shown, err := c.desk.EnrollAuthenticator(ctx, token)
				secret = ungrouped(shown.Secret)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			kill(c)
			if i, err := c.desk.Invitation(t.Context(), token); err != nil || i.State == "waiting" {
				t.Errorf("the link is %s, %v", i.State, err)
			}
			if err := b.in(func(ctx context.Context) error { return c.desk.ChoosePassword(ctx, token, good) }); !isConflict(err) {
				t.Errorf("first step: %v", err)
			}
			if err := b.in(func(ctx context.Context) error {
				_, err := c.desk.Enroll(ctx, token, code(t, secret, 0))
				return err
			}); !isConflict(err) {
				t.Errorf("last step: %v", err)
			}
			if c.count(`select count(*) from signin.account`) != 0 {
				t.Error("an account was made")
			}
		})
	}
}

func (c *town) cancel(person uuid.UUID) {
	c.t.Helper()
	if err := c.App().Write(c.t.Context(), c.As(sam), db.Once{}, signin.CancelInvitation(person)...); err != nil {
		c.t.Fatal(err)
	}
}

func TestTokenThatWasNeverGivenOutIsNotFound(t *testing.T) {
	c := open(t)
	if _, err := c.desk.Invitation(t.Context(), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"); !errors.Is(err, fault.NotFound) {
		t.Errorf("%v, want fault.NotFound", err)
	}
}

// Staff who made the link, and anybody else who saw it, must not learn the secret that this browser was shown.
func TestSecretBelongsToTheBrowserAndNotToTheLink(t *testing.T) {
	c := open(t)
	token := c.invite(sam, dana, "dana@example.org")
	var secrets [2]string
	for i := range secrets {
		b := c.browser()
		if err := b.in(func(ctx context.Context) error { return c.desk.ChoosePassword(ctx, token, good) }); err != nil {
			t.Fatal(err)
		}
		if err := b.in(func(ctx context.Context) error {
			shown, err := c.desk.EnrollAuthenticator(ctx, token)
			secrets[i] = shown.Secret
			if _, undrawn := png.Decode(bytes.NewReader(shown.PNG)); undrawn != nil {
				t.Error(undrawn)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if secrets[0] == secrets[1] {
		t.Error("two browsers were shown the same secret")
	}
	if err := c.browser().in(func(ctx context.Context) error {
		_, err := c.desk.EnrollAuthenticator(ctx, token)
		return err
	}); !errors.Is(err, fault.SignIn) {
		t.Errorf("the second step without the first: %v", err)
	}
}

func TestOnlyStaffInvite(t *testing.T) {
	c := open(t)
	_, changes, err := signin.Invite(omar, "omar@example.org")
	if err != nil {
		t.Fatal(err)
	}
	for name, who := range map[string]db.Who{"a member": c.As(dana), "the public": {}, "the person's own": {Person: sam}} {
		if err := c.App().Write(t.Context(), who, db.Once{}, changes...); !errors.Is(err, fault.Denied) {
			t.Errorf("%s: %v, want fault.Denied", name, err)
		}
	}
	if err := c.App().Read(t.Context(), c.As(sam), changes...); err == nil {
		t.Error("a page that only reads made an invitation")
	}
	if c.count(`select count(*) from signin.invitation`) != 0 {
		t.Error("there is an invitation")
	}
}

func TestAddressIsInvitedForOnePersonOnly(t *testing.T) {
	c := open(t)
	c.enrolled(dana, "dana@example.org")
	c.invite(sam, kim, "kim@example.org")
	for _, email := range []string{"DANA@example.org", "Kim@Example.org"} {
		_, changes, err := signin.Invite(omar, email)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.App().Write(t.Context(), c.As(sam), db.Once{}, changes...); !isConflict(err) {
			t.Errorf("%s for another person: %v", email, err)
		}
	}
	_, changes, _ := signin.Invite(dana, "dana@example.org")
	if err := c.App().Write(t.Context(), c.As(sam), db.Once{}, changes...); !isConflict(err) {
		t.Errorf("an enrolled person again: %v", err)
	}
	for _, none := range []string{"", "dana", "dana@", "@example.org", "Dana <dana@example.org>", "a@b", "a b@example.org", "a@example.org\nBcc: x@example.org"} {
		if _, _, err := signin.Invite(omar, none); !isInvalid(err) {
			t.Errorf("Invite(%q): %v", none, err)
		}
	}
}

func TestStaffSeeHowFarEverybodyIs(t *testing.T) {
	c := open(t)
	c.enrolled(dana, "dana@example.org")
	c.invite(sam, omar, "omar@example.org")
	c.invite(sam, kim, "kim@example.org")
	c.cancel(kim)
	var all []signin.Listed
	if err := c.App().Read(t.Context(), c.As(sam), signin.People(signin.Sought{}, nil, &all)); err != nil {
		t.Fatal(err)
	}
	want := map[uuid.UUID]string{dana: "enrolled", omar: "waiting", sam: "not invited", kim: "cancelled"}
	for _, e := range all {
		if e.State != want[e.ID] {
			t.Errorf("%s is %q, want %q", e.Name, e.State, want[e.ID])
		}
	}
	if len(all) != 4 {
		t.Errorf("%d people, want 4", len(all))
	}
	if err := c.App().Read(t.Context(), c.As(sam), signin.People(signin.Sought{Words: "had_ad"}, all[0].Key(), &all)); err != nil || len(all) != 0 {
		t.Errorf("nobody is called had_ad: %+v, %v", all, err)
	}
	if err := c.App().Read(t.Context(), c.As(omar), signin.People(signin.Sought{}, nil, &all)); err != nil || len(all) != 0 {
		t.Errorf("a member sees %+v, %v", all, err)
	}
	c.exec(`update signin.invitation set expires = app.now() where person_id = $1`, omar)
	var one *signin.Enrollment
	if err := c.App().Read(t.Context(), c.As(sam), signin.EnrollmentOf(omar, &one)); err != nil || one == nil || one.State != "expired" {
		t.Errorf("%+v, %v", one, err)
	}
	if err := c.App().Read(t.Context(), c.As(dana), signin.EnrollmentOf(omar, &one)); err != nil || one != nil {
		t.Errorf("a member sees %+v, %v", one, err)
	}
}

func TestFirstInvitationComesFromTheMachine(t *testing.T) {
	c := open(t)
	owner := c.owner()
	f := signin.First{Email: "ada@example.org", Name: "Ada Moss", Organization: "BLUE MESA", Office: "administrator"}
	if _, err := signin.FirstInvite(t.Context(), owner, f); err != nil {
		t.Fatal(err)
	}
	token, err := signin.FirstInvite(t.Context(), owner, f) // the first link was lost
	if err != nil {
		t.Fatal(err)
	}
	b := c.browser()
	c.enroll(b, token, f.Email, good)
	b.is("") // until the rules of behavior are accepted
	b.accepts()
	b.is("Ada Moss")
	if n := c.count(`select count(*) from person where name = 'Ada Moss'`); n != 1 {
		t.Errorf("%d people were made, want 1", n)
	}
	if n := c.count(`select count(distinct capability) from held h join person p on p.id = h.person_id where p.name = 'Ada Moss' and capability = 'person.add'`); n != 1 {
		t.Error("the first administrator may not add people")
	}
	if _, err := signin.FirstInvite(t.Context(), owner, f); !isConflict(err) {
		t.Errorf("enrolled already: %v", err)
	}
	for _, bad := range []signin.First{
		{Email: "x", Name: "X", Organization: "blue-mesa", Office: "administrator"},
		{Email: "x@example.org", Name: "", Organization: "blue-mesa", Office: "administrator"},
		{Email: "x@example.org", Name: "X", Organization: "none", Office: "administrator"},
		{Email: "x@example.org", Name: "X", Organization: "blue-mesa", Office: "chair"},
	} {
		if _, err := signin.FirstInvite(t.Context(), owner, bad); !isInvalid(err) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

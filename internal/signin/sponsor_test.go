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

// Water is a council: Omar chairs it, Ines validates, Priya is its secretary, Dana observes. Vera validates in another one, where Dana sits as well.
const water = `
insert into person (id, name, organization_id, invented)
  select p.id, p.name, '10000000-0000-4000-8000-000000000001', true
    from (values ('20000000-0000-4000-8000-000000000005'::uuid, 'Ines Robles'), ('20000000-0000-4000-8000-000000000006', 'Priya Nair'), ('20000000-0000-4000-8000-000000000007', 'Vera Lindt')) p (id, name);
insert into council (id, slug, name, short_name) values ('30000000-0000-4000-8000-000000000002', 'water', 'Water', 'Water'), ('30000000-0000-4000-8000-000000000003', 'power', 'Power', 'Power');
insert into council_kind_term (council_id, kind) values ('30000000-0000-4000-8000-000000000002', 'scc'), ('30000000-0000-4000-8000-000000000003', 'scc');
insert into appointment (person_id, council_id, office, organization_id, invented)
  select ('20000000-0000-4000-8000-00000000000' || a.person)::uuid, ('30000000-0000-4000-8000-00000000000' || a.council)::uuid, a.office, '10000000-0000-4000-8000-000000000001', true
    from (values (2, 2, 'chair'), (5, 2, 'validator'), (6, 2, 'secretary'), (1, 2, 'observer'), (7, 3, 'chair'), (1, 3, 'observer'), (3, 2, 'observer')) a (person, council, office);
insert into rules_accepted (person_id, since) select p.id, r.since from person p cross join rules_of_behavior r on conflict do nothing;`

var (
	ines  = uuid.MustParse("20000000-0000-4000-8000-000000000005")
	priya = uuid.MustParse("20000000-0000-4000-8000-000000000006")
	vera  = uuid.MustParse("20000000-0000-4000-8000-000000000007")
	inW   = uuid.MustParse("30000000-0000-4000-8000-000000000002")
)

// vouch asks in Water.
func (c *town) vouch(by, person uuid.UUID) error {
	c.t.Helper()
	changes, err := signin.AskInCouncil(inW, person, "Called back on the number we hold.")
	if err != nil {
		c.t.Fatal(err)
	}
	return c.App().Write(c.t.Context(), c.As(by), db.Once{}, changes...)
}

// vouched are the resets of Water as that person sees them.
func (c *town) vouched(by uuid.UUID) (all []signin.Vouched) {
	c.t.Helper()
	if err := c.App().Read(c.t.Context(), c.As(by), signin.VouchedIn("water", &all)); err != nil {
		c.t.Fatal(err)
	}
	return all
}

func TestChairAndValidatorResetASecondFactor(t *testing.T) {
	for name, two := range map[string][2]uuid.UUID{"the chair first": {omar, ines}, "the validator first": {ines, omar}, "the secretary first": {priya, omar}} {
		t.Run(name, func(t *testing.T) {
			c := open(t)
			c.exec(water)
			a := c.enrolled(dana, "dana@example.org")
			b := c.browser()
			b.signIn(a)
			if err := c.vouch(two[0], dana); err != nil {
				t.Fatal(err)
			}
			first, second := c.vouched(two[0]), c.vouched(two[1])
			if len(first) != 1 || !first[0].Mine || !first[0].Waits() || len(second) != 1 || second[0].Mine || !second[0].Chaired || second[0].Name != "Dana Whitfield" {
				t.Fatalf("%+v, %+v", first, second)
			}
			if _, err := c.approve(two[0], first[0].ID); !isConflict(err) {
				t.Errorf("one alone: %v", err)
			}
			b.is("Dana Whitfield") // nothing has happened yet
			token, err := c.approve(two[1], first[0].ID)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.browser().in(func(ctx context.Context) error { return c.desk.ChoosePassword(ctx, token, another) }); !isInvalid(err) {
				t.Errorf("the link without the password: %v", err)
			}
			if told := c.count(`select count(*) from outbox where topic = 'reset' and object_id = $1`, dana); told != 1 {
				t.Errorf("Dana is mailed %d times", told)
			}
			next := c.browser()
			if fresh := c.enroll(next, token, a.email, good); fresh.secret == a.secret {
				t.Error("the authenticator is the old one")
			}
			next.is("Dana Whitfield")
			b.is("")
			for n, want := range []bool{true, false} { // once
				if err := next.in(func(ctx context.Context) error {
					_, news, err := c.desk.Onward(ctx, "/")
					if err == nil && (news != "") != want {
						t.Errorf("visit %d: told %q", n, news)
					}
					return err
				}); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestVouchingTakesTwoOfTheCouncilAndItsChair(t *testing.T) {
	c := open(t)
	c.exec(water)
	c.enrolled(dana, "dana@example.org")
	c.enrolled(omar, "omar@example.org")
	c.enrolled(sam, "sam@example.org")
	for _, who := range []uuid.UUID{vera, dana, sam, kim} {
		if err := c.vouch(who, omar); !errors.Is(err, fault.Denied) {
			t.Errorf("%s asked: %v", who, err)
		}
		if all := c.vouched(who); len(all) != 0 {
			t.Errorf("%s sees %+v", who, all)
		}
	}
	for is, whom := range map[string]uuid.UUID{"who serves in another council": vera, "who never enrolled": priya, "staff, though she observes here": sam} {
		if err := c.vouch(omar, whom); !isConflict(err) {
			t.Errorf("%s: %v", is, err)
		}
	}
	if err := c.vouch(omar, omar); !isConflict(err) {
		t.Errorf("for himself: %v", err)
	}
	if err := c.vouch(ines, omar); err != nil {
		t.Fatal(err)
	}
	id := c.vouched(ines)[0].ID
	if _, err := c.approve(omar, id); !isConflict(err) {
		t.Errorf("the chair confirms his own: %v", err)
	}
	if _, err := c.approve(priya, id); !isConflict(err) {
		t.Errorf("two without the chair: %v", err)
	}
	for _, who := range []uuid.UUID{vera, dana, sam} {
		if _, err := c.approve(who, id); !errors.Is(err, fault.Denied) {
			t.Errorf("%s confirmed: %v", who, err)
		}
	}
	if n := c.count(`select count(*) from signin.invitation where kind = 'factor'`); n != 0 {
		t.Errorf("%d links", n)
	}
}

func TestVouchingCountsForSevenDaysAndWhileBothMay(t *testing.T) {
	c := open(t)
	c.exec(water)
	c.enrolled(dana, "dana@example.org")
	ask := func() uuid.UUID {
		t.Helper()
		if err := c.vouch(ines, dana); err != nil {
			t.Fatal(err)
		}
		return c.vouched(omar)[0].ID
	}
	late := ask()
	c.exec(`update signin.factor_reset set asked = asked - interval '7 days'`)
	if _, err := c.approve(omar, late); !isConflict(err) {
		t.Errorf("after seven days: %v", err)
	}
	gone := ask()
	c.exec(`update appointment set until = app.now() where person_id = $1 and office = 'observer' and council_id = $2`, dana, inW)
	if _, err := c.approve(omar, gone); !isConflict(err) {
		t.Errorf("for who serves here no more: %v", err)
	}
	c.exec(`update appointment set until = null where person_id = $1 and council_id = $2`, dana, inW)
	c.exec(`update appointment set until = app.now() where person_id = $1`, ines)
	if _, err := c.approve(omar, gone); !isConflict(err) {
		t.Errorf("after who asked may not any more: %v", err)
	}
	c.exec(`update appointment set until = null where person_id = $1`, ines)
	token, err := c.approve(omar, gone)
	if err != nil {
		t.Fatal(err)
	}
	c.exec(`update appointment set until = app.now() where person_id = $1`, omar)
	if i, err := c.desk.Invitation(t.Context(), token); err != nil || i.State != "cancelled" {
		t.Errorf("the link of one who may not any more is %s, %v", i.State, err)
	}
}

func TestRefusedResetSaysWhyToWhoAsked(t *testing.T) {
	c := open(t)
	c.exec(water)
	c.enrolled(dana, "dana@example.org")
	if err := c.vouch(ines, dana); err != nil {
		t.Fatal(err)
	}
	id := c.vouched(omar)[0].ID
	if _, err := signin.RefuseReset(id, " "); !isInvalid(err) {
		t.Errorf("without a reason: %v", err)
	}
	changes, err := signin.RefuseReset(id, "She answered my call and has her phone.")
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range []uuid.UUID{vera, dana} {
		if err := c.App().Write(t.Context(), c.As(who), db.Once{}, changes...); !errors.Is(err, fault.Denied) {
			t.Errorf("%s refused: %v", who, err)
		}
	}
	if err := c.App().Write(t.Context(), c.As(omar), db.Once{}, changes...); err != nil {
		t.Fatal(err)
	}
	if all := c.vouched(ines); len(all) != 1 || all[0].Waits() || all[0].Refused != "She answered my call and has her phone." || all[0].EndedByName != "Omar Haddad" {
		t.Errorf("%+v", all)
	}
	if _, err := c.approve(omar, id); !isConflict(err) {
		t.Errorf("confirmed after that: %v", err)
	}
}

// A hundred confirmations at once make one link, and a hundred requests one request.
func TestVouchingCountsOnceUnderParallelPosts(t *testing.T) {
	c := open(t)
	c.exec(water)
	c.enrolled(dana, "dana@example.org")
	by := []db.Who{c.As(ines), c.As(priya), c.As(omar)}
	n, _ := parallel(func(i int) error {
		changes, err := signin.AskInCouncil(inW, dana, "Called back.")
		if err != nil {
			return err
		}
		return c.App().Write(t.Context(), by[i%2], db.Once{}, changes...)
	})
	if n != 1 {
		t.Fatalf("%d requests, want 1", n)
	}
	id := c.vouched(omar)[0].ID
	n, _ = parallel(func(int) error {
		_, changes := signin.ApproveReset(id)
		return c.App().Write(t.Context(), by[2], db.Once{}, changes...)
	})
	if links := c.count(`select count(*) from signin.invitation where kind = 'factor'`); n != 1 || links != 1 {
		t.Errorf("%d confirmations, %d links, want 1", n, links)
	}
}

// Staff's resets and a council's do not meet: neither confirms what the other asked for.
func TestStaffAndCouncilDecideApart(t *testing.T) {
	c := open(t)
	c.exec(water)
	c.enrolled(dana, "dana@example.org")
	if err := c.ask(sam, dana, false); err != nil {
		t.Fatal(err)
	}
	if _, err := c.approve(omar, c.waiting(kim).ID); !errors.Is(err, fault.Denied) {
		t.Errorf("the chair approved what staff asked for: %v", err)
	}
	if err := c.vouch(omar, dana); !isConflict(err) {
		t.Errorf("asked for beside staff: %v", err)
	}
	if all := c.vouched(omar); len(all) != 0 {
		t.Errorf("staff's request is seen in the council: %+v", all)
	}
}

package signin_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/signin"
)

// joining is a case that was validated, and the token of its link: Dana sponsored, Omar validated, both of a council of the town.
func (c *town) joining(email string) (token string, admission uuid.UUID) {
	c.t.Helper()
	c.exec(`insert into council (id, slug, name, short_name) values ('30000000-0000-4000-8000-000000000002', 'water', 'Water Council', 'Water')`)
	c.exec(`insert into council_kind_term (council_id, kind) values ('30000000-0000-4000-8000-000000000002', 'scc')`)
	c.exec(`insert into appointment (person_id, council_id, office, organization_id, invented)
		select p, '30000000-0000-4000-8000-000000000002', office, '10000000-0000-4000-8000-000000000001', true from (values ($1::uuid, 'vice-chair'), ($2, 'chair')) x (p, office)`, dana, omar)
	admission, token = uuid.New(), uuid.NewString()
	write := func(person uuid.UUID, queries ...db.Query) {
		c.t.Helper()
		if err := c.App().Write(c.t.Context(), c.As(person), db.Once{}, queries...); err != nil {
			c.t.Fatal(err)
		}
	}
	write(dana, db.Change("nominate", `insert into admission (id, council_id, origin, organization_id, office, name, email, reason, by_id)
		select $1, '30000000-0000-4000-8000-000000000002', 'nomination', '10000000-0000-4000-8000-000000000001', 'observer', 'Gil Navarro', $2, 'Needed', person_id from app.who`, admission, email))
	write(omar, db.Change("validate", `insert into admission_step (admission_id, council_id, kind, by_id, checked, because)
		select $1, '30000000-0000-4000-8000-000000000002', 'validated', person_id, 'known', 'For years' from app.who`, admission),
		db.Also("invite", `select app.invite_applicant($1, $2, $3, $4)`, admission, uuid.New(), signin.LinkHash(token), token))
	return token, admission
}

// halfway has chosen a password by the link: what is missing is the code.
func (b *browser) halfway(token string) (secret string) {
	b.c.t.Helper()
	err := b.in(func(ctx context.Context) error { return b.c.desk.ChoosePassword(ctx, token, good) })
	if err == nil {
		err = b.in(func(ctx context.Context) error {
			shown, err := b.c.desk.EnrollAuthenticator(ctx, token)
			secret = strings.ReplaceAll(shown.Secret, "-", "")
			return err
		})
	}
	if err != nil {
		b.c.t.Fatal(err)
	}
	return secret
}

func TestLinkIntoACouncilMakesPersonAccountAndAppointmentAtOnce(t *testing.T) {
	c := open(t)
	token, admission := c.joining("gil@example.org")
	i, err := c.desk.Invitation(t.Context(), token)
	if err != nil || i.State != "waiting" || i.Name != "Gil Navarro" || i.Council != "Water Council" || i.Office != "Observer" || i.Rules == "" {
		t.Fatalf("the link says %+v, %v", i, err)
	}
	if n := c.count(`select count(*) from person where name = 'Gil Navarro'`); n != 0 {
		t.Error("somebody who has not accepted is a person here already")
	}
	b := c.browser()
	gil := c.enroll(b, token, "gil@example.org", good)
	b.is("Gil Navarro")
	if n := c.count(`select count(*) from appointment a join person p on p.id = a.person_id join signin.account s on s.person_id = p.id join rules_accepted r on r.person_id = p.id
		where a.id = $1 and p.name = 'Gil Navarro' and p.enrolled is not null and s.email = 'gil@example.org'`, admission); n != 1 {
		t.Error("person, account, accepted rules and appointment do not belong together")
	}
	if i, err := c.desk.Invitation(t.Context(), token); err != nil || i.State != "used" {
		t.Errorf("the link is %s, %v", i.State, err)
	}
	c.browser().signIn(gil)
}

// T-41, with a link.
func TestHundredEnrollmentsByOneLinkMakeOnePersonAndOneAppointment(t *testing.T) {
	c := open(t)
	token, admission := c.joining("gil@example.org")
	var browsers [5]*browser // that have come as far as the last step; each sends it twenty times
	var secrets [5]string
	for n := range browsers {
		browsers[n] = c.browser()
		secrets[n] = browsers[n].halfway(token)
	}
	var entered atomic.Int32
	parallel(func(n int) error {
		n %= len(browsers)
		return browsers[n].in(func(ctx context.Context) error {
			_, err := c.desk.Enroll(ctx, token, code(t, secrets[n], 0))
			if err == nil {
				entered.Add(1)
			}
			return err
		})
	})
	if people, terms := c.count(`select count(*) from person where name = 'Gil Navarro'`), c.count(`select count(*) from appointment where id = $1`, admission); entered.Load() != 1 || people != 1 || terms != 1 {
		t.Errorf("%d entered; %d people and %d appointments are there", entered.Load(), people, terms)
	}
}

func TestLinkIntoACouncilDiesWithItsValidatorsOffice(t *testing.T) {
	c := open(t)
	token, _ := c.joining("gil@example.org")
	b := c.browser()
	secret := b.halfway(token)
	c.exec(`update appointment set until = app.now() where person_id = $1`, omar)
	if err := b.in(func(ctx context.Context) error {
		_, err := c.desk.Enroll(ctx, token, code(t, secret, 0))
		return err
	}); !isConflict(err) {
		t.Errorf("half-way through it still opens: %v", err)
	}
	if i, err := c.desk.Invitation(t.Context(), token); err != nil || i.State != "cancelled" {
		t.Errorf("the link is %s, %v", i.State, err)
	}
}

func TestWhoHasAnAccountIsSentToSignInByTheLink(t *testing.T) {
	c := open(t)
	token, _ := c.joining("gil@example.org")
	c.enrolled(kim, "GIL@example.org")
	if i, err := c.desk.Invitation(t.Context(), token); err != nil || i.State != "known" {
		t.Errorf("the link is %s, %v", i.State, err)
	}
	if err := c.browser().in(func(ctx context.Context) error { return c.desk.ChoosePassword(ctx, token, good) }); !isConflict(err) {
		t.Errorf("a second account begins: %v", err)
	}
}

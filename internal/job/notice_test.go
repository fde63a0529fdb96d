package job_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/person"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/story"
)

// told are the topics that wait in the outbox, sorted.
func (c *town) told() (topics []string) {
	c.t.Helper()
	if err := c.Loader().Read(c.t.Context(), db.Who{}, db.Many("told", `select topic from outbox order by topic`, &topics)); err != nil {
		c.t.Fatal(err)
	}
	return topics
}

// invite makes a link for somebody who serves, whose address another member of staff confirmed.
func (c *town) invite(by story.Person, to uuid.UUID, email string) string {
	c.t.Helper()
	second := story.Kim
	if by.ID == second.ID {
		second = story.Sam
	}
	id := proposal.NewID()
	propose, err := proposal.ProposeInvitation(id, person.ID{UUID: to}, email, "They serve and have no account yet")
	if err != nil {
		c.t.Fatal(err)
	}
	token, changes, err := signin.Invite(to, email)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, step := range []struct {
		by      story.Person
		changes []db.Query
	}{{by, []db.Query{propose}}, {second, []db.Query{proposal.Confirm(id)}}, {by, changes}} {
		if err := c.App().Write(c.t.Context(), c.As(step.by.ID), db.Once{}, step.changes...); err != nil {
			c.t.Fatal(err)
		}
	}
	return token
}

func TestInvitationIsMailedWithTheLinkThatIsKeptNoLonger(t *testing.T) {
	c := newTown(t)
	rafael := story.Named("Rafael Monroy")
	first := c.invite(story.Sam, rafael.ID, "rafael@example.org")
	second := c.invite(story.Sam, rafael.ID, "rafael.monroy@example.org") // the first one opens nothing any more
	if n := c.count(`select count(*) from jobs.river_job`) + c.count(`select count(*) from audit where to_jsonb(audit)::text like '%' || $1 || '%'`, second); n > 0 {
		t.Errorf("the token stands in %d other places", n)
	}
	c.relay(c.open())
	c.settle()
	to, letters := c.mailed()
	if !slices.Equal(to, []string{"rafael.monroy@example.org"}) {
		t.Fatalf("mailed to %v", to)
	}
	wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", "")
	if !strings.Contains(wire, "https://portal.example.org/enroll/"+second) || strings.Contains(wire, first) || letters[0].Header.Get("List-Unsubscribe") != "" {
		t.Errorf("the link is not the one that counts, or more than that:\n%s", wire)
	}
	if n := c.count(`select count(*) from signin.letter where token = $1`, second); n > 0 {
		t.Error("the token is kept though the mail left")
	}
}

func TestCancelledInvitationIsNotMailed(t *testing.T) {
	c := newTown(t)
	rafael := story.Named("Rafael Monroy")
	c.invite(story.Sam, rafael.ID, "rafael@example.org")
	if err := c.App().Write(t.Context(), c.As(story.Sam.ID), db.Once{}, signin.CancelInvitation(rafael.ID)...); err != nil {
		t.Fatal(err)
	}
	c.relay(c.open())
	c.settle()
	if to, _ := c.mailed(); len(to) > 0 {
		t.Errorf("mailed to %v", to)
	}
}

func TestNobodyMailsTheLinkOfAnothersInvitation(t *testing.T) {
	c := newTown(t)
	c.invite(story.Kim, story.Named("Rafael Monroy").ID, "rafael@example.org")
	c.exec(`delete from signin.letter`)
	for _, p := range []story.Person{story.Sam, story.Dana} {
		_ = c.App().Write(t.Context(), c.As(p.ID), db.Once{}, db.Also("mail the link", `select app.mail_link($1, 'x')`, c.invitation())) // whatever the answer, nothing may come of it
		if n := c.count(`select count(*) from signin.letter`); n > 0 {
			t.Errorf("%s puts words into Kim's invitation", p.Name)
		}
	}
}

func (c *town) invitation() (id uuid.UUID) {
	c.t.Helper()
	if err := c.Owner().QueryRow(c.t.Context(), `select id from signin.invitation order by made desc limit 1`).Scan(&id); err != nil {
		c.t.Fatal(err)
	}
	return id
}

func TestOwnerHearsOfEachChangeOfHowOneSignsIn(t *testing.T) {
	c := newTown(t)
	change := func(want []string, sql string, args ...any) {
		t.Helper()
		c.exec(`delete from outbox`)
		c.exec(sql, args...)
		if got := c.told(); !slices.Equal(got, want) {
			t.Errorf("%s\nis told as %v, want %v", sql, got, want)
		}
	}
	dana := story.Dana.ID
	change([]string{"password"}, `update signin.account set password = 'x', password_since = app.now() where person_id = $1`, dana)
	change(nil, `update signin.factor set step = 7, used = now(), name = 'x' where person_id = $1`, dana)
	change(nil, `update signin.account set password = password where person_id = $1`, dana)
	change([]string{"recovery"}, `insert into signin.recovery_code (person_id, hash) select $1, unnest(array['a', 'b']::bytea[])`, dana)
	change([]string{"factor-added"}, `with a as (insert into signin.factor (id, person_id, kind, name, secret) values (gen_random_uuid(), $1, 'app', 'New', 'x'))
		insert into signin.recovery_code (person_id, hash) select $1, 'c'`, dana)
	change([]string{"factor-removed"}, `delete from signin.factor where person_id = $1 and name = 'New'`, dana)
	change([]string{"identity-linked"}, `insert into signin.identity (id, person_id, issuer, subject, name) values (gen_random_uuid(), $1, 'https://login.example.org', 'x', 'dana')`, dana)
	change(nil, `update signin.identity set used = now() where person_id = $1`, dana)
	change([]string{"identity-removed"}, `delete from signin.identity where person_id = $1`, dana)
	change(nil, `insert into signin.factor_reset (id, person_id, because, asked_by) values (gen_random_uuid(), $1, 'lost', $2)`, story.Omar.ID, story.Sam.ID)
	change([]string{"reset"}, `update signin.factor_reset set approved_by = $2, approved = app.now() where person_id = $1`, story.Omar.ID, story.Kim.ID)
}

func TestNoticeTellsWhatChangedAndGoesToItsOwnerAlone(t *testing.T) {
	c := newTown(t)
	c.exec(`insert into mail_preference (person_id, updates) values ($1, 'none')`, story.Dana.ID) // which is about updates
	for _, topic := range []string{"enrolled", "password", "factor-added", "identity-linked", "identity-removed", "recovery", "reset"} {
		c.tell(topic, story.Dana.ID)
	}
	c.tell("password", story.Dana.ID)   // a second time is another notice
	c.tell("password", story.Victor.ID) // suspended
	c.relay(c.open())
	c.settle()
	to, letters := c.mailed()
	if !slices.Equal(to, emails(slices.Repeat([]story.Person{story.Dana}, 8)...)) {
		t.Fatalf("mailed to %v", to)
	}
	subjects := map[string]int{}
	for _, m := range letters {
		subjects[m.Header.Get("Subject")]++
	}
	if len(subjects) != 7 || subjects["Concord: Your password was changed"] != 2 {
		t.Errorf("the subjects are %v", subjects)
	}
	if strings.Contains(c.peer.Wire(), "/enroll/") {
		t.Error("a notice holds a link that opens an account")
	}
}

func TestOnlyTheFirstVersionIsMailed(t *testing.T) {
	c := newTown(t)
	c.exec(`insert into item_version (item_id, number, title, body, html, summary, author_id) select item_id, 2, title, body, html, summary, author_id from item_version
		where item_id = $1 and number = 1`, story.Item("chlorine-lead-times"))
	if got := c.told(); !slices.Equal(got, []string{"version"}) {
		t.Fatalf("an edit is told as %v", got)
	}
	c.relay(c.open())
	if n := c.count(`select count(*) from jobs.river_job`); n > 0 {
		t.Errorf("it makes %d jobs", n)
	}
}

// A job is all that is kept of a mail: it names, and says nothing.
func TestJobHoldsIdentifiersAlone(t *testing.T) {
	c := newTown(t)
	c.tell("item", story.Item("named-insider"))
	c.invite(story.Sam, story.Named("Rafael Monroy").ID, "rafael@example.org")
	c.relay(c.open())
	c.settle()
	var all []string
	if err := c.Loader().Read(t.Context(), db.Who{}, db.Many("args", `select args::text from jobs.river_job`, &all)); err != nil {
		t.Fatal(err)
	}
	for _, text := range all {
		var args map[string]string
		if err := json.Unmarshal([]byte(text), &args); err != nil {
			t.Fatal(err)
		}
		for name, value := range args {
			if _, err := uuid.Parse(value); err != nil && name != "kind" {
				t.Errorf("a job holds %s: %s", name, value)
			}
		}
	}
	if len(all) < 4 {
		t.Errorf("only %d jobs", len(all))
	}
}

// The link goes to the new address alone, and is forgotten once its mail left; the notice goes to the one before.
func TestAnotherAddressIsConfirmedByMailAndTheOneBeforeHearsOfIt(t *testing.T) {
	c := newTown(t)
	token := "TOKENOFTHENEWADDRESS"
	c.exec(`insert into signin.email_change (id, person_id, email, was, hash, token) values (gen_random_uuid(), $1, 'whitfield@example.org', $2, 'x', $3)`, story.Dana.ID, story.Dana.Email(), token)
	q := c.open()
	c.relay(q)
	c.settle()
	if to, _ := c.mailed(); !slices.Equal(to, []string{"whitfield@example.org"}) {
		t.Fatalf("mailed to %v", to)
	}
	if wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", ""); !strings.Contains(wire, "https://portal.example.org/account/email/"+token) {
		t.Errorf("the link is not in it:\n%s", wire)
	}
	if n := c.count(`select count(*) from signin.email_change where token is not null`); n > 0 {
		t.Error("the token is kept though the mail left")
	}
	c.exec(`update signin.account set email = 'whitfield@example.org' where person_id = $1`, story.Dana.ID)
	c.exec(`update signin.email_change set confirmed = app.now() where person_id = $1`, story.Dana.ID)
	c.relay(q)
	c.settle()
	if to, _ := c.mailed(); !slices.Contains(to, story.Dana.Email()) {
		t.Errorf("mailed to %v", to)
	}
}

// Who approves a reset is not whom it is for: the link that staff approve is in the mail of its owner, and nowhere else.
func TestResetThatStaffApproveIsMailedToItsOwnerAlone(t *testing.T) {
	c := newTown(t)
	ask, err := signin.AskReset(story.Dana.ID, true, "She called back on the number we hold")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.App().Write(t.Context(), c.As(story.Sam.ID), db.Once{}, ask...); err != nil {
		t.Fatal(err)
	}
	var waits []signin.Reset
	if err := c.App().Read(t.Context(), c.As(story.Kim.ID), signin.Resets(&waits)); err != nil || len(waits) != 1 {
		t.Fatalf("%d resets wait: %v", len(waits), err)
	}
	token, approve := signin.ApproveResetByMail(waits[0].ID)
	if err := c.App().Write(t.Context(), c.As(story.Kim.ID), db.Once{}, approve...); err != nil {
		t.Fatal(err)
	}
	c.relay(c.open())
	c.settle()
	var address string
	if err := c.Loader().Read(t.Context(), db.Who{}, db.One("address", `select email from signin.account where person_id = $1`, &address, story.Dana.ID)); err != nil {
		t.Fatal(err)
	}
	to, letters := c.mailed()
	links := 0
	for i, l := range letters {
		if strings.Contains(l.Header.Get("Subject"), "your link for another second factor") {
			links++
			if to[i] != address {
				t.Errorf("the link goes to %s, not to %s", to[i], address)
			}
		}
	}
	wire := strings.ReplaceAll(c.peer.Wire(), "=\r\n", "")
	if links != 1 || !strings.Contains(wire, "https://portal.example.org/enroll/"+token) {
		t.Errorf("%d mails with the link, to %v:\n%s", links, to, wire)
	}
	if n := c.count(`select count(*) from signin.letter where token = $1`, token); n > 0 {
		t.Error("the token is kept though the mail left")
	}
}

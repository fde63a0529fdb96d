package job_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/emersion/go-smtp"
	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/job"
	concord "example.org/concord/internal/mail"
	"example.org/concord/internal/story"
)

// readers are those who read the item through a circle, asked one by one as the web would: everybody with an account but its author.
func (c *town) readers(item uuid.UUID) (to []string) {
	c.t.Helper()
	rows, err := c.Owner().Query(c.t.Context(), `select a.person_id, a.email from signin.account a where a.person_id <> (select author_id from item where id = $1)`, item)
	if err != nil {
		c.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var person uuid.UUID
		var email string
		var circles int
		if err := rows.Scan(&person, &email); err != nil {
			c.t.Fatal(err)
		}
		if err := c.App().Read(c.t.Context(), c.As(person), db.One("circles", `select count(*) from audience where item_id = $1 and circle_kind <> 'public'`, &circles, item)); err != nil {
			c.t.Fatal(err)
		}
		if circles > 0 {
			to = append(to, email)
		}
	}
	slices.Sort(to)
	return to
}

func TestUpdateIsMailedToEachReaderOnceAndToNobodyElse(t *testing.T) {
	c := newTown(t)
	q := c.open()
	for _, key := range []string{"chlorine-lead-times", "phone-pretext", "seated-dues", "named-insider", "hypo-strength"} {
		before, _ := c.mailed()
		c.tell("item", story.Item(key))
		c.relay(q)
		c.settle()
		c.tell("item", story.Item(key)) // and once more, as after a restored backup
		c.relay(q)
		c.settle()
		all, _ := c.mailed()
		for _, to := range before {
			all = slices.Delete(all, slices.Index(all, to), slices.Index(all, to)+1)
		}
		if want := c.readers(story.Item(key)); !slices.Equal(all, want) || len(want) == 0 {
			t.Errorf("%s: mailed to %v, want %v", key, all, want)
		}
	}
	if c.count(`select count(*) from outbox`) != 0 {
		t.Error("something is left in the outbox")
	}
}

func TestMailSaysNoMoreThanItsLabelAllows(t *testing.T) {
	c := newTown(t)
	for key, subject := range map[string]string{
		"named-insider":       "[TLP:RED] WSCC: something waits for you",
		"seated-dues":         "[TLP:AMBER+STRICT] WSCC: new announcement",
		"chlorine-lead-times": "[TLP:AMBER] WSCC: new situation report",
		"hypo-strength":       "[TLP:GREEN] WSCC: ",
		"public-back-flow":    "[TLP:CLEAR] ",
	} {
		item := story.Item(key)
		// As the author typed it, so that it would be found in whatever encoding; words of a title or text are not broken by it.
		c.exec(`update item_version set title = 'zqtitle', body = 'zqbody', html = '<p>zqbody</p>', summary = 'zqsummary' where item_id = $1`, item)
		before := len(c.peer.Wire())
		c.tell("item", item)
		q := c.open()
		c.relay(q)
		c.settle()
		if err := q.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		wire := c.peer.Wire()[before:]
		open := strings.Contains(subject, "GREEN") || strings.Contains(subject, "CLEAR")
		if open {
			if key == "hypo-strength" {
				subject += "zqtitle"
			}
			if !strings.Contains(wire, "zqtitle") || !strings.Contains(wire, "zqbody") {
				t.Errorf("%s: title or text is missing", key)
			}
		} else if strings.Contains(wire, "zq") {
			t.Errorf("%s: what must stay in the portal went over the line", key)
		}
		if !strings.Contains(wire, "Subject: "+subject) || !strings.Contains(wire, "https://portal.example.org/updates/"+item.String()) {
			t.Errorf("%s: the subject is not %q, or the link is missing:\n%s", key, subject, wire[:min(len(wire), 1500)])
		}
		if red := key == "named-insider"; red == strings.Contains(wire, "Blue Mesa") && red {
			t.Errorf("%s: of TLP:RED the mail tells who wrote", key)
		}
		if strings.Contains(wire, "<img") || strings.Contains(wire, "src=") {
			t.Errorf("%s: it loads something", key)
		}
	}
	if n := c.count(`select count(*) from jobs.river_job where to_jsonb(river_job)::text like '%zq%'`); n > 0 {
		t.Errorf("%d jobs hold content", n)
	}
}

func TestReplyIsMailedToThoseWhoWroteInTheThread(t *testing.T) {
	c := newTown(t)
	q := c.open()
	c.tell("item", story.Item("phone-pretext/anneke")) // within the SCC: Ruth, who wrote in the joint room, does not read it
	c.relay(q)
	c.settle()
	if to, _ := c.mailed(); !slices.Equal(to, emails(story.Dana)) {
		t.Errorf("mailed to %v", to)
	}
	if !strings.Contains(c.peer.Wire(), "Subject: [TLP:AMBER] WSCC: new reply") {
		t.Error("the subject does not say that it is a reply")
	}
}

func TestEachPersonChoosesWhatToBeMailedAbout(t *testing.T) {
	c := newTown(t)
	for who, chosen := range map[*story.Person]concord.Choice{&story.Dana: concord.Asked, &story.Omar: concord.None, &story.Hugo: concord.Each} {
		change, err := concord.Choose(chosen)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.App().Write(t.Context(), c.As(who.ID), db.Once{}, change); err != nil {
			t.Fatal(err)
		}
	}
	q := c.open()
	gets := func(p story.Person) bool {
		to, _ := c.mailed()
		return slices.Contains(to, p.Email())
	}
	c.tell("item", story.Item("chlorine-lead-times"))
	c.relay(q)
	c.settle()
	if gets(story.Dana) || gets(story.Omar) || !gets(story.Hugo) {
		to, _ := c.mailed()
		t.Errorf("a situation report goes to %v", to)
	}
	c.tell("item", story.Item("mutual-aid-tanks")) // a request
	c.relay(q)
	c.settle()
	if !gets(story.Dana) || gets(story.Omar) {
		to, _ := c.mailed()
		t.Errorf("a request goes to %v", to)
	}
	if _, err := concord.Choose("all"); err == nil {
		t.Error("there is another choice")
	}
}

// T-30: what is asked before a mail leaves is today's right.
func TestWhoLostAccessBetweenPostAndMailGetsNone(t *testing.T) {
	c := newTown(t)
	item := story.Item("chlorine-lead-times")
	want := c.readers(item)
	q := c.open()
	if err := q.Stop(t.Context()); err != nil { // nothing is sent while it is only made a job of
		t.Fatal(err)
	}
	for _, line := range want {
		c.exec(`insert into jobs.river_job (kind, queue, args, max_attempts) select 'mail', 'mail', jsonb_build_object('kind', 'item', 'object', $1::text, 'person', person_id), 12
			from signin.account where email = $2`, item, line)
	}
	c.exec(`update appointment set until = app.now() where person_id = $1`, story.Dana.ID)
	c.exec(`update person set suspended = app.now() where id = $1`, story.Hugo.ID)
	c.exec(`insert into mail_preference (person_id, updates) values ($1, 'none')`, story.Lena.ID)
	c.open()
	c.settle()
	got, _ := c.mailed()
	for _, p := range []story.Person{story.Dana, story.Hugo, story.Lena} {
		if slices.Contains(got, p.Email()) {
			t.Errorf("%s is mailed all the same", p.Name)
		}
	}
	if len(got) != len(want)-3 {
		t.Errorf("mailed to %v of %v", got, want)
	}
	if n := c.count(`select count(*) from jobs.river_job where state = 'completed' and metadata ->> 'output' = 'nobody to read it any more'`); n != 3 {
		t.Errorf("%d are on record as not sent", n)
	}
}

func TestWithdrawnUpdateIsMailedToNobody(t *testing.T) {
	c := newTown(t)
	c.tell("item", story.Item("boil-water-rumor"))
	c.relay(c.open())
	c.settle()
	if to, _ := c.mailed(); len(to) > 0 {
		t.Errorf("mailed to %v", to)
	}
}

// A public update is read by everybody, and mailed to its council's people alone.
func TestWhoMerelyReadsWhatIsPublicIsNotMailed(t *testing.T) {
	c := newTown(t)
	c.exec(`insert into jobs.river_job (kind, queue, args, max_attempts) values ('mail', 'mail', jsonb_build_object('kind', 'item', 'object', $1::text, 'person', $2::text), 12)`,
		story.Item("public-back-flow"), story.Eve.ID)
	c.open()
	c.settle()
	if to, _ := c.mailed(); len(to) > 0 {
		t.Errorf("mailed to %v", to)
	}
}

func TestTwoQueuesSendEachMailOnce(t *testing.T) {
	c := newTown(t)
	first, second := c.open(), c.open()
	c.tell("item", story.Item("hypo-strength"))
	c.tell("item", story.Item("phone-pretext"))
	done := make(chan error, 2)
	for _, q := range []*job.Queue{first, second} {
		go func() { done <- q.Relay(context.WithoutCancel(t.Context())) }()
	}
	if err := errors.Join(<-done, <-done); err != nil {
		t.Fatal(err)
	}
	c.settle()
	got, letters := c.mailed()
	want := append(c.readers(story.Item("hypo-strength")), c.readers(story.Item("phone-pretext"))...)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("mailed to %v, want %v", got, want)
	}
	ids := map[string]bool{}
	for _, m := range letters {
		ids[m.Header.Get("Message-Id")] = true
	}
	if len(ids) != len(want) {
		t.Errorf("%d mails have %d identities", len(want), len(ids))
	}
}

// SMTP cannot say "once": what is promised is the same Message-ID.
func TestMailWhoseAnswerWasLostComesAgainUnderTheSameIdentity(t *testing.T) {
	c := newTown(t)
	var tries atomic.Int32
	var first atomic.Value
	c.peer.Text = func(message string, line net.Conn) error {
		if tries.Add(1) <= 2 {
			first.CompareAndSwap(nil, message)
			return errors.Join(io.ErrUnexpectedEOF, line.Close())
		}
		return nil
	}
	c.tell("password", story.Dana.ID)
	c.relay(c.open())
	c.settle()
	to, letters := c.mailed()
	if !slices.Equal(to, emails(story.Dana)) || tries.Load() != 3 {
		t.Fatalf("mailed to %v in %d tries", to, tries.Load())
	}
	if id := letters[0].Header.Get("Message-Id"); id == "" || !strings.Contains(first.Load().(string), "Message-ID: "+id) {
		t.Errorf("the first try was not %s:\n%s", id, first.Load())
	}
}

func TestServerThatPutsOffIsAskedAgain(t *testing.T) {
	c := newTown(t)
	var tries atomic.Int32
	c.peer.Recipient = func() error {
		if tries.Add(1) <= 3 {
			return &smtp.SMTPError{Code: 451, Message: "later"}
		}
		return nil
	}
	c.tell("recovery", story.Dana.ID)
	c.relay(c.open())
	c.settle()
	if to, _ := c.mailed(); !slices.Equal(to, emails(story.Dana)) {
		t.Errorf("mailed to %v", to)
	}
}

func TestMailThatIsRefusedWaitsForStaffWhoSendItAgain(t *testing.T) {
	c := newTown(t)
	item := story.Item("hypo-strength") // its subject holds the title
	var works atomic.Bool
	var tries atomic.Int32
	c.peer.Text = func(message string, _ net.Conn) error {
		tries.Add(1)
		if works.Load() {
			return nil
		}
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "Hypochlorite loses strength is not wanted"}
	}
	c.tell("item", item)
	c.relay(c.open())
	c.settle()
	want := c.readers(item)
	if int(tries.Load()) != len(want) {
		t.Errorf("%d letters were tried %d times", len(want), tries.Load())
	}
	var troubles []concord.Trouble
	see := func(p story.Person) {
		t.Helper()
		if err := c.App().Read(t.Context(), c.As(p.ID), concord.Troubles(0, &troubles)); err != nil {
			t.Fatal(err)
		}
	}
	if see(story.Dana); len(troubles) > 0 {
		t.Errorf("a chair sees %v", troubles)
	}
	if see(story.Sam); len(troubles) != len(want) {
		t.Fatalf("staff see %d of %d", len(troubles), len(want))
	}
	if one := troubles[0]; one.Kind != concord.Item || one.Council != "WSCC" || one.Person == "" || one.Attempt != 1 || one.Again != nil || one.Because != "the server refused the letter: 554 5.7.1" {
		t.Errorf("staff see %+v", one)
	}
	if n := c.count(`select count(*) from jobs.river_job where to_jsonb(river_job)::text ilike '%hypochlorite%'`); n > 0 || strings.Contains(c.log.String(), "Hypochlorite") {
		t.Errorf("what the server quoted is kept in %d jobs, or logged", n)
	}

	if err := c.App().Write(t.Context(), c.As(story.Dana.ID), db.Once{}, concord.Again(troubles[0].ID)); err == nil {
		t.Error("a chair sends it again")
	}
	works.Store(true)
	if err := c.App().Write(t.Context(), c.As(story.Sam.ID), db.Once{}, concord.Again(troubles[0].ID)); err != nil {
		t.Fatal(err)
	}
	c.settle()
	if to, _ := c.mailed(); len(to) != 1 {
		t.Errorf("mailed to %v", to)
	}
	if n := c.count(`select count(*) from audit where object = 'river_job' and person_id = $1 and object_id = $2`, story.Sam.ID, fmt.Sprint(troubles[0].ID)); n != 1 {
		t.Errorf("that Sam sent it again is on record %d times", n)
	}
	if err := c.App().Write(t.Context(), c.As(story.Sam.ID), db.Once{}, concord.Again(troubles[0].ID)); err == nil {
		t.Error("what left is sent again")
	}
	var day *concord.Day
	if err := c.App().Read(t.Context(), c.As(story.Sam.ID), concord.Today(&day)); err != nil || day == nil || *day != (concord.Day{Sent: 1, Failed: len(want) - 1}) {
		t.Errorf("the day is %+v, %v", day, err)
	}
}

// A large council is walked in steps, and whatever their size they meet the same people.
func TestReadersAreFoundInStepsOfAnySize(t *testing.T) {
	c := newTown(t)
	item := story.Item("phone-pretext")
	found := func(step int) (all []uuid.UUID) {
		after := uuid.Nil
		for {
			var page []uuid.UUID
			if err := c.Worker().Read(t.Context(), db.Who{}, db.Many("step", `select person_id from app.mail_to($1, $2, $3)`, &page, item, after, step)); err != nil {
				t.Fatal(err)
			}
			all = append(all, page...)
			if len(page) < step {
				return all
			}
			after = page[step-1]
		}
	}
	want := found(1000)
	for _, step := range []int{1, 2, 3, 7} {
		if got := found(step); !slices.Equal(got, want) || len(want) < 8 {
			t.Errorf("in steps of %d: %d people, want %d", step, len(got), len(want))
		}
	}
}

func TestQueueStopsWhileAServerHangs(t *testing.T) {
	c := newTown(t)
	entered := make(chan struct{}, 10)
	c.peer.Text = func(string, net.Conn) error { entered <- struct{}{}; c.peer.Wait(); return io.EOF }
	q := c.open()
	c.tell("password", story.Dana.ID)
	c.relay(q)
	<-entered
	patience, cancel := context.WithCancel(t.Context())
	cancel()
	if err := q.Stop(patience); err != nil {
		t.Error(err)
	}
	if n := c.count(`select count(*) from jobs.river_job where kind = 'mail' and finalized_at is null`); n != 1 {
		t.Errorf("%d mails wait for the next start", n)
	}
}

package job_test

import (
	"bytes"
	"log/slog"
	"net/mail"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/job"
	concord "example.org/concord/internal/mail"
	"example.org/concord/internal/mail/mailtest"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
)

// town is the story with a queue and a mail server.
type town struct {
	*dbtest.Database
	t    *testing.T
	peer *mailtest.Peer
	log  *log
}

// log is written by many at once.
type log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newTown(t *testing.T) *town {
	t.Helper()
	c := &town{Database: storytest.New(t), t: t, peer: mailtest.New(t, nil, false), log: &log{}}
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(c.log)
		}
	})
	return c
}

// open starts a queue; one that failed tries again at once.
func (c *town) open() *job.Queue {
	c.t.Helper()
	server, err := concord.NewSMTP("smtp://" + c.peer.Addr)
	if err != nil {
		c.t.Fatal(err)
	}
	q, err := job.Open(c.t.Context(), job.Options{
		URL: c.URL("concord_worker"), Logger: slog.New(slog.NewTextHandler(c.log, nil)), Pause: func(int) time.Duration { return 0 }, Poll: 50 * time.Millisecond,
		Sender: concord.Sender{DB: c.Worker(), Carrier: server, From: "concord@example.org", Name: "Concord", Address: "https://portal.example.org", Zone: time.UTC},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() {
		if err := q.Stop(c.t.Context()); err != nil && c.t.Context().Err() == nil {
			c.t.Error(err)
		}
	})
	return q
}

func (c *town) exec(sql string, args ...any) {
	c.t.Helper()
	if _, err := c.Owner().Exec(c.t.Context(), sql, args...); err != nil {
		c.t.Fatal(err)
	}
}

func (c *town) count(sql string, args ...any) (n int) {
	c.t.Helper()
	if err := c.Owner().QueryRow(c.t.Context(), sql, args...).Scan(&n); err != nil {
		c.t.Fatal(err)
	}
	return n
}

// tell puts a row into the outbox, as the database does when something happens.
func (c *town) tell(topic string, object uuid.UUID) {
	c.t.Helper()
	c.exec(`insert into outbox (topic, object_id) values ($1, $2)`, topic, object)
}

// relay moves the outbox.
func (c *town) relay(q *job.Queue) {
	c.t.Helper()
	if err := q.Relay(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
}

// settle waits until nothing is to be done any more.
func (c *town) settle() {
	c.t.Helper()
	for until := time.Now().Add(time.Minute); c.count(`select count(*) from jobs.river_job where finalized_at is null`) > 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(until) {
			c.t.Fatal("the queue does not come to its end")
		}
	}
}

// mailed are the addresses that got a mail, sorted, and the mails.
func (c *town) mailed() (to []string, letters []*mail.Message) {
	c.t.Helper()
	for _, text := range c.peer.Taken() {
		m, err := mail.ReadMessage(strings.NewReader(text))
		if err != nil {
			c.t.Fatal(err)
		}
		at, err := m.Header.AddressList("To")
		if err != nil {
			c.t.Fatal(err)
		}
		to, letters = append(to, at[0].Address), append(letters, m)
	}
	slices.Sort(to)
	return to, letters
}

func emails(people ...story.Person) (all []string) {
	for _, p := range people {
		all = append(all, p.Email())
	}
	slices.Sort(all)
	return all
}

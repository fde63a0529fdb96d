package bench

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"slices"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/db/embedded"
)

// numbers are of one scenario with so many clients: each the median of some pairs, the portal and pgbench in turn.
type numbers struct {
	rate            float64 // requests a second
	p50, p99        time.Duration
	portal, server  float64 // microseconds of processor time a request, of the portal and of PostgreSQL
	bench, benchCPU float64 // pgbench: transactions a second, microseconds of PostgreSQL a transaction
	ratio           float64 // rate over bench, the median of each pair's
	errors          int
	problem         string
}

// page is what there is to say about one page beside its speed.
type pageFacts struct {
	trips, statements int
	allocations       uint64 // objects
	allocated         uint64 // bytes
	html, packed      int    // bytes
	cold              time.Duration
}

// site is one of the two databases with a portal before it.
type site struct {
	name     string
	cluster  *embedded.Cluster
	super    *db.DB
	serving  *portal
	recorder *portal
	bench    pgbench
	drafted  int64
}

// stand opens the portals of a database.
func stand(ctx context.Context, c *embedded.Cluster, name string) (s *site, err error) {
	s = &site{name: name, cluster: c}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close())
		}
	}()
	if s.super, err = db.Open(ctx, c.URL(embedded.Super, name)+"&timezone=UTC&search_path="+url.QueryEscape("public, app"), db.Options{MaxConns: 1}); err != nil {
		return s, err
	}
	left, err := tidy(ctx, s.super)
	if err != nil {
		return s, err
	}
	if left {
		if err = db.Vacuum(ctx, c.URL(embedded.Super, name)); err != nil {
			return s, err
		}
	}
	if err = touch(ctx, s.super); err != nil {
		return s, err
	}
	cpu, err := watch(ctx, s.super)
	if err != nil {
		return s, err
	}
	if s.bench, err = newPgbench(c, cpu); err != nil {
		return s, err
	}
	if s.serving, err = open(ctx, c, name, false); err != nil {
		return s, err
	}
	s.recorder, err = open(ctx, c, name, true)
	return s, err
}

func (s *site) close() error {
	var err error
	for _, p := range []*portal{s.serving, s.recorder} {
		if p != nil {
			err = errors.Join(err, p.close())
		}
	}
	if s.super != nil {
		_, untidy := tidy(context.Background(), s.super)
		err = errors.Join(err, untidy)
		s.super.Close()
	}
	return err
}

// record asks for the page a few times and answers what goes to the database for it once it is warm.
func (s *site) record(ctx context.Context, x scenario) (trips [][]db.Statement, fresh marks, begin string, err error) {
	cookie, err := s.recorder.enter(x.who)
	if err != nil {
		return nil, nil, "", err
	}
	for range 3 {
		s.recorder.recorded()
		if !x.posts() {
			if _, err := s.recorder.get(x.path, cookie, false); err != nil {
				return nil, nil, "", err
			}
			trips = s.recorder.recorded()
			continue
		}
		fresh, err = s.postOnce(ctx, x, cookie)
		if err != nil {
			return nil, nil, "", err
		}
		trips = s.recorder.recorded()
		begin = "\\set u random(1, 9000000000000000000)\n"
	}
	return trips, fresh, begin, s.recorder.learn(ctx)
}

// script is what pgbench executes for the scenario, with drafts of its own to post.
func (s *site) script(ctx context.Context, x scenario, seconds int, names ...string) (script, [][]db.Statement, error) {
	trips, fresh, begin, err := s.record(ctx, x)
	if err != nil {
		return script{}, nil, err
	}
	if x.posts() {
		n := seconds * draftsASecond
		if err := x.drafts(ctx, s.super, s.drafted, n); err != nil {
			return script{}, nil, err
		}
		begin += fmt.Sprintf("\\set d random(%d, %d)\n", s.drafted+1, s.drafted+int64(n))
		s.drafted += int64(n)
	}
	asked := trips
	if len(names) > 0 {
		asked = only(trips, names...)
	}
	text, err := scripted(asked, s.recorder.types, fresh, begin)
	return text, trips, err
}

// draftsASecond are more than anybody posts.
const draftsASecond = 3000

// postOnce posts a draft through the recorder and tells which arguments another post would have otherwise.
func (s *site) postOnce(ctx context.Context, x scenario, cookie string) (marks, error) {
	if err := x.drafts(ctx, s.super, s.drafted, 1); err != nil {
		return nil, err
	}
	s.drafted++
	once, draft, form := uuid.NewString(), draftName(s.drafted), x.form()
	form.Set("once", once)
	form.Set("draft", draft)
	if err := s.recorder.post("/updates", cookie, form); err != nil {
		return nil, err
	}
	return marks{once: "lpad(to_hex((:u)::bigint), 32, '0')", draft: "'00000000-0000-4000-8001-' || lpad(to_hex((:d)::bigint), 12, '0')"}, nil
}

// once measures the portal for some seconds.
func (s *site) once(ctx context.Context, x scenario, clients, seconds int) (numbers, error) {
	cookie, err := s.serving.enter(x.who)
	if err != nil {
		return numbers{}, err
	}
	request, status := x.wire(s.serving, cookie)
	l := load{Address: s.serving.address, Clients: clients, Warm: 700 * time.Millisecond, Time: time.Duration(seconds) * time.Second, Request: request, Status: status, Drafts: s.drafted}
	if x.posts() {
		n := (seconds + 1) * draftsASecond
		if err := x.drafts(ctx, s.super, s.drafted, n); err != nil {
			return numbers{}, err
		}
		s.drafted += int64(n)
	}
	var used, server []time.Duration
	t, err := drive(ctx, l, func() { used, server = append(used, own()), append(server, s.bench.cpu.postgres()) })
	if err != nil {
		return numbers{}, err
	}
	n := numbers{rate: t.rate(), p50: t.P50, p99: t.P99, errors: t.Errors, problem: t.First}
	if t.Requests > 0 {
		n.portal = float64((used[1] - used[0]).Microseconds()) / float64(t.Requests)
		n.server = float64((server[1] - server[0]).Microseconds()) / float64(t.Requests)
	}
	return n, nil
}

// pairs measures the portal and pgbench in turn and answers the median of each.
func (s *site) pairs(ctx context.Context, x scenario, clients, seconds, times int) (numbers, error) {
	var all []numbers
	for range times {
		n, err := s.once(ctx, x, clients, seconds)
		if err != nil {
			return n, err
		}
		text, _, err := s.script(ctx, x, seconds)
		if err != nil {
			return n, err
		}
		p, err := s.bench.run(ctx, s.name, false, text, clients, seconds)
		if err != nil {
			return n, err
		}
		n.bench, n.benchCPU, n.ratio = p.rate, p.cpu, n.rate/p.rate
		all = append(all, n)
	}
	return medians(all), nil
}

func medians(all []numbers) numbers {
	m := numbers{
		rate: median(all, func(n numbers) float64 { return n.rate }), portal: median(all, func(n numbers) float64 { return n.portal }),
		server: median(all, func(n numbers) float64 { return n.server }), bench: median(all, func(n numbers) float64 { return n.bench }),
		benchCPU: median(all, func(n numbers) float64 { return n.benchCPU }), ratio: median(all, func(n numbers) float64 { return n.ratio }),
		p50: median(all, func(n numbers) time.Duration { return n.p50 }), p99: median(all, func(n numbers) time.Duration { return n.p99 }),
	}
	for _, n := range all {
		m.errors += n.errors
		m.problem = cmp.Or(m.problem, n.problem)
	}
	return m
}

func median[T any, N cmp.Ordered](all []T, of func(T) N) N {
	values := make([]N, len(all))
	for i, a := range all {
		values[i] = of(a)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// facts of a page: asked for in this process, one after another.
func (s *site) facts(ctx context.Context, x scenario) (pageFacts, error) {
	var f pageFacts
	_, trips, err := s.script(ctx, x, 1)
	if err != nil {
		return f, err
	}
	f.trips = len(trips)
	for _, t := range trips {
		f.statements += len(t)
	}
	if x.posts() {
		return f, nil
	}
	cookie, err := s.serving.enter(x.who)
	if err != nil {
		return f, err
	}
	const times = 50
	var before, after runtime.MemStats
	for i := range times + 5 {
		if i == 5 {
			runtime.ReadMemStats(&before)
		}
		plain, err := s.serving.get(x.path, cookie, false)
		if err != nil {
			return f, err
		}
		f.html = plain.Body.Len()
	}
	runtime.ReadMemStats(&after)
	f.allocations, f.allocated = (after.Mallocs-before.Mallocs)/times, (after.TotalAlloc-before.TotalAlloc)/times
	packed, err := s.serving.get(x.path, cookie, true)
	if err != nil {
		return f, err
	}
	f.packed = packed.Body.Len()
	f.cold, err = s.cold(ctx, x)
	return f, err
}

// cold is the first page that new connections bring, the median of three.
func (s *site) cold(ctx context.Context, x scenario) (time.Duration, error) {
	var all []time.Duration
	for range 3 {
		p, err := open(ctx, s.cluster, s.name, false)
		if err != nil {
			return 0, err
		}
		cookie, err := s.recorder.enter(x.who)
		var took time.Duration
		if err == nil {
			began := time.Now()
			_, err = p.get(x.path, cookie, false)
			took = time.Since(began)
		}
		if err := errors.Join(err, p.close()); err != nil {
			return 0, err
		}
		all = append(all, took)
	}
	return median(all, func(d time.Duration) time.Duration { return d }), nil
}

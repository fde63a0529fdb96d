package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	"example.org/concord/internal/db"
)

// clients are how many ask at once.
var clients = []int{1, 8, 32}

// pages prints what a page costs beside time.
func (r *run) pages(ctx context.Context, large, _ *site) error {
	r.say("\n%-20s %6s %11s %10s %12s %9s %9s %9s", "", "trips", "statements", "objects", "allocated", "html", "gzip", "cold")
	for _, x := range r.chosen() {
		f, err := large.facts(ctx, x)
		if err != nil {
			return fmt.Errorf("%s: %w", x.name, err)
		}
		if x.posts() {
			r.say("%-20s %6d %11d", x.name, f.trips, f.statements)
			continue
		}
		r.say("%-20s %6d %11d %10d %9.0f kB %6.1f kB %6.1f kB %9s", x.name, f.trips, f.statements, f.allocations, float64(f.allocated)/1024,
			float64(f.html)/1024, float64(f.packed)/1024, f.cold.Round(time.Millisecond))
		r.hold(f.trips <= 2, x.name+": round trips at most 2", "%d", f.trips)
		r.hold(f.cold <= 100*time.Millisecond, x.name+": first page of a cold connection at most 100 ms", "%s", f.cold.Round(time.Millisecond))
		if x.bar == feedBar {
			r.hold(f.html <= 60<<10 && f.packed <= 15<<10, x.name+": at most 60 kB of HTML, 15 kB compressed", "%.1f and %.1f kB", float64(f.html)/1024, float64(f.packed)/1024)
		}
	}
	return nil
}

// speeds prints the portal beside pgbench.
func (r *run) speeds(ctx context.Context, large, _ *site) error {
	r.say("\n%-20s %7s %9s %9s %9s %11s %11s %10s %11s %7s", "", "clients", "pages/s", "p50", "p99", "us portal", "us postgres", "pgbench/s", "us postgres", "ratio")
	posts := map[string]float64{}
	for _, x := range r.chosen() {
		rates := map[int]numbers{}
		for _, n := range clients {
			times := r.pairs
			if r.Short && n != 8 {
				times = 1
			}
			m, err := large.pairs(ctx, x, n, r.seconds, times)
			if err != nil {
				return fmt.Errorf("%s: %w", x.name, err)
			}
			rates[n] = m
			r.say("%-20s %7d %9.0f %9s %9s %11.0f %11.0f %10.0f %11.0f %7.2f", x.name, n, m.rate, m.p50.Round(10*time.Microsecond), m.p99.Round(10*time.Microsecond),
				m.portal, m.server, m.bench, m.benchCPU, m.ratio)
			if m.errors > 0 {
				r.say("  %d errors: %s", m.errors, m.problem)
			}
		}
		eight, crowd := rates[8], rates[32]
		if x.bar > 0 {
			r.hold(eight.ratio >= x.bar, fmt.Sprintf("%s: at least %.2f of pgbench at 8 clients", x.name, x.bar), "%.2f", eight.ratio)
		}
		if x.posts() {
			posts[x.name] = eight.portal + eight.server
			r.hold(eight.portal+eight.server <= 3*eight.benchCPU, x.name+": processor time at most 3 times its SQL's", "%.1f", (eight.portal+eight.server)/eight.benchCPU)
		}
		r.hold(crowd.rate >= 0.8*eight.rate && eight.errors+crowd.errors == 0, x.name+": 32 clients at least 0.8 of the rate of 8, no error",
			"%.2f, %d errors", crowd.rate/eight.rate, eight.errors+crowd.errors)
	}
	if many, few := posts["post to 10,000"], posts["post to 50"]; many > 0 && few > 0 {
		r.hold(many <= 1.2*few, "a post to 10,000 costs at most 1.2 times one to 50", "%.2f", many/few)
	}
	return nil
}

// opened is a role like the web's for whom nearly every policy is true.
const opened = "concord_bench_open"

// tearDown makes that role. What everybody has of his own stays so, since the queries leave it to the policies to say whose it is.
const tearDown = `do $$
declare t regclass;
begin
  if not exists (select from pg_roles where rolname = '` + opened + `') then
    create role ` + opened + ` nologin in role concord_app;
  end if;
  for t in select c.oid from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relrowsecurity
       and c.relname not in ('opened', 'watermark', 'draft', 'draft_file', 'read_record', 'idempotency') loop
    execute format('drop policy if exists bench_open on %s', t);
    execute format('create policy bench_open on %s for select to ` + opened + ` using (true)', t);
  end loop;
end $$`

// walls prints the share of row-level security: the feed as the web's role, and as one like it for whom the policies are true.
func (r *run) walls(ctx context.Context, large, _ *site) error {
	if err := large.super.Write(ctx, db.Who{}, db.Once{}, db.Also("open", tearDown)); err != nil {
		return err
	}
	for _, x := range r.chosen() {
		if x.name != "council feed" && x.name != "home, 3 circles" && x.name != "home, 50 circles" {
			continue
		}
		text, _, err := large.script(ctx, x, r.seconds)
		if err != nil {
			return err
		}
		var shares []float64
		for range r.pairs {
			behind, err := large.bench.run(ctx, large.name, false, text, 1, r.seconds)
			if err != nil {
				return err
			}
			without, err := large.bench.run(ctx, large.name, true, text, 1, r.seconds)
			if err != nil {
				return err
			}
			shares = append(shares, 1-without.cpu/behind.cpu)
		}
		share := median(shares, func(f float64) float64 { return f })
		r.hold(share <= 0.3, x.name+": row-level security at most 30 % of it", "%.0f %%", 100*share)
	}
	return nil
}

// searches prints how long PostgreSQL takes for the search alone.
func (r *run) searches(ctx context.Context, large, _ *site) error {
	for name, most := range map[string]time.Duration{"search, no hit": 5 * time.Millisecond, "search, small": 5 * time.Millisecond, "search, common": 20 * time.Millisecond} {
		for _, x := range r.chosen() {
			if x.name != name {
				continue
			}
			text, _, err := large.script(ctx, x, r.seconds, "search")
			if err != nil {
				return err
			}
			p, err := large.bench.run(ctx, large.name, false, text, 1, r.seconds)
			if err != nil {
				return err
			}
			took := time.Duration(float64(time.Second) / p.rate)
			r.hold(took <= most, fmt.Sprintf("%s: at most %s in PostgreSQL", name, most), "%s, %.1f ms of processor time", took.Round(10*time.Microsecond), p.cpu/1000)
		}
	}
	return nil
}

// growth prints what remains of the rate when 10,000 updates have become 1,000,000.
func (r *run) growth(ctx context.Context, large, small *site) error {
	for _, x := range r.chosen() {
		if x.bar != feedBar && !x.posts() {
			continue
		}
		var kept []float64
		for range r.pairs {
			before, err := small.once(ctx, x, 8, r.seconds)
			if err != nil {
				return err
			}
			after, err := large.once(ctx, x, 8, r.seconds)
			if err != nil {
				return err
			}
			kept = append(kept, after.rate/before.rate)
		}
		share := median(kept, func(f float64) float64 { return f })
		r.hold(share >= 0.85, x.name+": at 1,000,000 updates 0.85 of the rate at 10,000", "%.2f", share)
	}
	return nil
}

// directories prints how much longer a page of the directory takes when 10,000 people have become 100,000.
func (r *run) directories(ctx context.Context, large, _ *site) (err error) {
	var pages []scenario
	for _, x := range r.chosen() {
		if x.bar == directoryBar {
			pages = append(pages, x)
		}
	}
	if len(pages) == 0 {
		return nil
	}
	fewer, err := stand(ctx, large.cluster, sparse)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, fewer.close()) }()
	for _, x := range pages {
		var longer []float64
		for range r.pairs {
			before, err := fewer.once(ctx, x, 1, r.seconds)
			if err != nil {
				return err
			}
			after, err := large.once(ctx, x, 1, r.seconds)
			if err != nil {
				return err
			}
			longer = append(longer, before.rate/after.rate)
		}
		times := median(longer, func(f float64) float64 { return f })
		r.hold(times <= 1.5, x.name+": of 100,000 people at most 1.5 times the time of 10,000", "%.2f", times)
	}
	return nil
}

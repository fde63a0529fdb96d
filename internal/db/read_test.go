package db_test

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

func TestPageIsOneRoundTrip(t *testing.T) {
	d := notes(t)
	var text string
	var ids []int
	var none *int
	page := func() {
		if err := d.App().Read(t.Context(), db.Who{Handle: "x"},
			db.One("text", `select text from note where id = $1`, &text, 1),
			db.Many("ids", `select id from note order by id`, &ids).Custom(),
			db.Maybe("none", `select id from note where id = $1`, &none, 99)); err != nil {
			t.Fatal(err)
		}
	}
	page()
	d.Trips().Reset()
	page()
	if n := d.Trips().Count(); n != 1 {
		t.Fatalf("%d round trips", n)
	}
	if text != "first" || len(ids) != 2 || none != nil {
		t.Fatal(text, ids, none)
	}
}

func TestMissingRowIsToldAfterTheOthersRanAndKeepsStatementsPrepared(t *testing.T) {
	d := notes(t)
	page := func() error {
		var text string
		var ids []int
		err := d.App().Read(t.Context(), db.Who{},
			db.One("text", `select text from note where id = $1`, &text, 99),
			db.Many("ids", `select id from note`, &ids))
		if len(ids) != 2 {
			t.Fatalf("the query after the missing row found %v", ids)
		}
		return err
	}
	for range 2 {
		d.Trips().Reset()
		if err := page(); !errors.Is(err, fault.NotFound) {
			t.Fatal(err)
		}
	}
	if n := d.Trips().Count(); n != 1 {
		t.Fatalf("%d round trips after a page without its row", n)
	}
}

func TestSettingsOfABatchEndWithIt(t *testing.T) {
	d := notes(t)
	app := one(t, d)
	who := db.Who{Handle: "the handle", Person: uuid.New()}
	settings := db.Many("settings", `select coalesce(current_setting(s, true), 'null') from unnest($1::text[]) with ordinality u(s, n) order by n`, new([]string),
		[]string{"app.handle", "app.person", "app.mode", "app.request", "app.route", "statement_timeout", "transaction_read_only"})
	read := func(ctx context.Context, w db.Who) string {
		t.Helper()
		var got []string
		q := db.Many(settings.Name(), settings.SQL(), &got, settings.Args()...)
		if err := app.Read(ctx, w, q); err != nil {
			t.Fatal(err)
		}
		return strings.Join(got, "|")
	}
	if got, want := read(db.WithRoute(db.WithRequest(t.Context(), "request 1"), "GET /"), who), "the handle|"+who.Person.String()+"|read|request 1|GET /|5s|on"; got != want {
		t.Fatalf("%s, not %s", got, want)
	}
	if got, want := read(t.Context(), db.Who{}), "||read|||5s|on"; got != want {
		t.Fatalf("%s, not %s: something of the first asker is left", got, want)
	}
}

func TestReadCannotWrite(t *testing.T) {
	d := notes(t)
	err := d.App().Read(t.Context(), db.Who{}, db.Also("sneaky", `insert into note (id) values (9)`))
	if db.Code(err) != "25006" || errors.Is(err, fault.Denied) {
		t.Fatalf("a page that writes is a defect, not %v", err)
	}
}

func TestIdleConnectionIsNotPinged(t *testing.T) {
	t.Parallel()
	d := notes(t)
	page := func() {
		var n int
		if err := d.App().Read(t.Context(), db.Who{}, db.One("n", `select 1`, &n)); err != nil {
			t.Fatal(err)
		}
	}
	page()
	time.Sleep(1200 * time.Millisecond) // pgx's own rule is a second
	d.Trips().Reset()
	page()
	if n := d.Trips().Count(); n != 1 {
		t.Fatalf("%d round trips after a quiet second", n)
	}
}

func TestNewConnectionIsWarm(t *testing.T) {
	d := notes(t)
	var texts []string
	feed := db.Many("feed", `select text from note where id < $1`, &texts, 1)
	for name, warm := range map[string][]db.Query{"warm": {feed}, "warmed in vain": {feed, db.Also("defect", `select 1/0`)}} {
		app, err := db.Open(t.Context(), d.URL("concord_app"), db.Options{MaxConns: 1, Warm: warm})
		if err != nil {
			t.Fatal(err)
		}
		var known int
		err = app.Read(t.Context(), db.Who{}, db.One("known", `select count(*) from pg_prepared_statements where statement = $1`, &known, feed.SQL()))
		app.Close()
		if want := map[string]int{"warm": 1}[name]; err != nil || known != want {
			t.Errorf("%s: the statement is known %d times, %v", name, known, err)
		}
	}
}

func TestReadSurvivesDeadConnections(t *testing.T) {
	d := notes(t)
	// As many at once as are open: the second attempt must not meet the next dead one.
	var open func(n int)
	open = func(n int) {
		if err := d.App().Tx(t.Context(), db.Who{}, db.Once{}, func(*db.Tx) error {
			if n > 1 {
				open(n - 1)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	open(4)
	if _, err := d.Super().Exec(t.Context(), `select pg_terminate_backend(pid, 1000) from pg_stat_activity where usename = 'concord_app' and datname = current_database()`); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := d.App().Read(t.Context(), db.Who{}, db.One("n", `select count(*) from note`, &n)); err != nil || n != 2 {
		t.Fatal(n, err)
	}
}

func TestReadSurvivesAMigration(t *testing.T) {
	d := notes(t)
	for _, migration := range []string{`select 1`, `alter table note alter column answers type bigint`} {
		arrange(t, d, migration)
		var answers []*int64
		if err := d.App().Read(t.Context(), db.Who{}, db.Many("answers", `select answers from note`, &answers)); err != nil {
			t.Fatalf("after %s: %v", migration, err)
		}
	}
}

func TestSlowPageIsBusy(t *testing.T) {
	t.Parallel()
	d := notes(t)
	err := d.App().Read(t.Context(), db.Who{}, db.Also("slow", `select pg_sleep(14)`)) // the role itself gives up after 15 s
	if !errors.Is(err, fault.Busy) || db.Code(err) != "57014" {
		t.Fatal(err)
	}
}

func TestFullPoolIsBusy(t *testing.T) {
	t.Parallel()
	d := notes(t)
	app := one(t, d)
	err := app.Tx(t.Context(), db.Who{}, db.Once{}, func(*db.Tx) error {
		return app.Read(t.Context(), db.Who{}, db.Also("waits", `select 1`))
	})
	if !errors.Is(err, fault.Busy) {
		t.Fatal(err)
	}
}

func TestAbsentDatabaseIsBusy(t *testing.T) {
	if _, err := db.Open(t.Context(), "postgres://concord_app@/x?host="+t.TempDir(), db.Options{}); !errors.Is(err, fault.Busy) {
		t.Fatal(err)
	}
}

func TestVisitorWhoLeftIsNoFault(t *testing.T) {
	d := notes(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := d.App().Read(ctx, db.Who{}, db.Also("n", `select 1`))
	if !errors.Is(err, context.Canceled) || errors.Is(err, fault.Busy) {
		t.Fatal(err)
	}
}

func TestVisitorWhoLeavesTakesNoConnectionAlong(t *testing.T) {
	t.Parallel()
	d := notes(t)
	app := one(t, d)
	var before, after int
	pid := func(into *int) {
		t.Helper()
		if err := app.Read(t.Context(), db.Who{}, db.One("pid", `select pg_backend_pid()`, into)); err != nil {
			t.Fatal(err)
		}
	}
	pid(&before)
	for _, seconds := range []float64{0.05, 4} { // one that ends by itself, and one that is ended
		ctx, leave := context.WithCancel(t.Context())
		time.AfterFunc(20*time.Millisecond, leave)
		err := app.Read(ctx, db.Who{}, db.Also("slow", `select pg_sleep($1)`, seconds))
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if seconds == 4 && err == nil {
			t.Fatal("the visitor had to stay")
		}
		pid(&after)
		if after != before {
			t.Fatalf("after %v s the next page needs a new connection", seconds)
		}
	}
}

func TestSecondRowOfOneIsADefect(t *testing.T) {
	d := notes(t)
	var id int
	var maybe *int
	for _, q := range []db.Query{db.One("the note", `select id from note`, &id), db.Maybe("the note", `select id from note`, &maybe)} {
		err := d.App().Read(t.Context(), db.Who{}, q)
		if err == nil || !strings.Contains(err.Error(), "the note") || !strings.Contains(err.Error(), "more than one row") {
			t.Fatal(err)
		}
	}
}

func TestFailureNamesTheQueryAndNotItsContent(t *testing.T) {
	d := notes(t)
	var n int
	var s struct{ Other string }
	fine := db.One("fine", `select 1`, &n)
	for name, q := range map[string]db.Query{
		"argument of another type": db.One("culprit", `select $1::int`, &n, "secret"),
		"text that is no number":   db.One("culprit", `select 'secret'::text::int from note`, &n),
		"column without a field":   db.One("culprit", `select 'secret' as text`, &s),
		"null into a number":       db.One("culprit", `select null::int`, &n),
		"unknown column":           db.One("culprit", `select secrets_column from note`, &n),
		"division":                 db.One("culprit", `select 1 / (id - 1) from note`, &n),
	} {
		err := d.App().Read(t.Context(), db.Who{}, fine, q, fine)
		if err == nil || !strings.Contains(err.Error(), "culprit") || strings.Contains(err.Error(), "secret ") || strings.Contains(err.Error(), `"secret"`) {
			t.Errorf("%s: %v", name, err)
		}
		for _, f := range []error{fault.NotFound, fault.Denied, fault.Busy} {
			if errors.Is(err, f) {
				t.Errorf("%s is a defect and not %v", name, f)
			}
		}
	}
}

func TestRowsGoWhereTheyBelong(t *testing.T) {
	d := notes(t)
	type row struct {
		ID      uuid.UUID
		At      time.Time
		Words   []string
		Name    *string
		Renamed int `db:"n"`
	}
	type key uuid.UUID
	id := uuid.New()
	var (
		structs []row
		at      time.Time
		uid     uuid.UUID
		own     key
		ids     []uuid.UUID
		null    *string
		address netip.Addr
		maybe   *row
		none    []int
	)
	some := `select $1::uuid as id, timestamptz '2026-01-02 03:04Z' as at, array['a','b'] as words, null::text as name, 7 as n`
	err := d.App().Read(t.Context(), db.Who{},
		db.Many("structs", some, &structs, id),
		db.One("time", `select timestamptz '2026-01-02 03:04Z'`, &at),
		db.One("uuid", `select $1::uuid`, &uid, id),
		db.One("own key", `select $1::uuid`, &own, key(id)),
		db.One("uuids", `select $1::uuid[]`, &ids, []uuid.UUID{id}),
		db.One("null", `select null::text`, &null),
		db.One("address", `select inet '10.0.0.1'`, &address),
		db.Maybe("maybe", some, &maybe, id),
		db.Many("none", `select 1 where false`, &none))
	if err != nil {
		t.Fatal(err)
	}
	want := time.Date(2026, 1, 2, 3, 4, 0, 0, time.UTC)
	if r := structs[0]; r.ID != id || !r.At.Equal(want) || len(r.Words) != 2 || r.Name != nil || r.Renamed != 7 {
		t.Fatal(r)
	}
	if !at.Equal(want) || uid != id || own != key(id) || len(ids) != 1 || ids[0] != id || null != nil || address.String() != "10.0.0.1" || maybe == nil || maybe.ID != id {
		t.Fatal(at, uid, own, ids, null, address, maybe)
	}
	if none == nil || len(none) != 0 {
		t.Fatal(none)
	}
}

func TestCustomPlanIsForOneStatementAlone(t *testing.T) {
	d := notes(t)
	var before, during, after string
	const mode = `select current_setting('plan_cache_mode')`
	if err := d.App().Read(t.Context(), db.Who{}, db.One("before", mode, &before), db.One("during", mode, &during).Custom(), db.One("after", mode, &after)); err != nil {
		t.Fatal(err)
	}
	if before != "force_generic_plan" || during != "force_custom_plan" || after != before {
		t.Fatal(before, during, after)
	}
}

func TestStatementIsPreparedAndNotQuoted(t *testing.T) {
	d := notes(t)
	app := one(t, d)
	const sql = `select $1::text || ''`
	var text string
	var prepared int
	if err := app.Read(t.Context(), db.Who{}, db.One("text", sql, &text, `it's \' fine`)); err != nil {
		t.Fatal(err)
	}
	if err := app.Read(t.Context(), db.Who{}, db.One("prepared", `select count(*) from pg_prepared_statements where statement = $1`, &prepared, sql)); err != nil {
		t.Fatal(err)
	}
	if text != `it's \' fine` || prepared != 1 {
		t.Fatal(text, prepared)
	}
}

func TestCharacterThatCannotBeStoredIsToldToThePerson(t *testing.T) {
	d := notes(t)
	for _, text := range []string{"nul \x00", "broken \xff"} {
		err := d.App().Write(t.Context(), db.Who{}, db.Once{}, db.Change("write", `insert into note (id, text) values (8, $1)`, text))
		if _, ok := errors.AsType[fault.Invalid](err); !ok || strings.Contains(err.Error(), "nul") || strings.Contains(err.Error(), "broken") {
			t.Fatalf("%q: %v", text, err)
		}
	}
}

func TestWitnessLeavesATraceAndNothingElse(t *testing.T) {
	d := notes(t)
	var text string
	seen := db.Also("seen", `insert into seen select id from note where id = $1`, 1)
	witness := func() error {
		return d.App().Witness(t.Context(), db.Who{}, []db.Query{seen}, db.One("note", `select text from note where id = $1`, &text, 1))
	}
	if err := witness(); err != nil || text != "first" {
		t.Fatal(err, text)
	}
	d.Trips().Reset()
	if err := witness(); err != nil {
		t.Fatal(err)
	}
	if trips, traces := d.Trips().Count(), found[int](t, d, `select count(*) from seen`); trips != 1 || traces != 2 {
		t.Fatalf("%d trips, %d traces", trips, traces)
	}
	err := d.App().Witness(t.Context(), db.Who{}, []db.Query{db.Also("more", `insert into note (id) values (9)`)})
	if !errors.Is(err, fault.Denied) {
		t.Fatal(err)
	}
}

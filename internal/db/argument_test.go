package db_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/fault"
)

// What somebody put into an address or a form is theirs to mend: it costs nobody a connection, and is not tried twice.
func TestArgumentThatDoesNotFitIsTheAskersFaultAndCostsNoConnection(t *testing.T) {
	d := notes(t)
	var text *string
	find := func(sql string, arg any) db.Query { return db.Maybe("note", sql, &text, arg) }
	number, list, day := `select text from note where id = $1`, `select text from note where id = any ($1)`, `select text from note where $1::date > now()`
	for name, q := range map[string]db.Query{
		"beyond 32 bits": find(number, math.MaxInt32+1), "beyond 32 bits, below": find(number, math.MinInt32-1), "64 bits": find(number, int64(math.MaxInt64)),
		"unsigned": find(number, uint64(math.MaxUint64)), "in a list": find(list, []int{1, math.MaxInt64}), "a pointer": find(number, new(int64(math.MaxInt64))),
		"beyond 16 bits": find(`select text from note where id::int2 = $1`, 1<<20), "NUL": find(`select text from note where text = $1`, "a\x00b"),
		"no UTF-8": find(`select text from note where text = $1`, "\xff"), "no date": find(day, "the thirtieth"), "a date beyond all": find(day, "300000000-01-01"),
		"no identifier": find(`select text from note where $1::uuid is not null`, "nobody"),
	} {
		t.Run(name, func(t *testing.T) {
			app := one(t, d)
			before := backend(t, app)
			address := db.WithRoute(t.Context(), "GET /notes/{note}")
			if err := app.Read(address, db.Who{}, q); !errors.Is(err, fault.NotFound) {
				t.Errorf("in an address: %v", err)
			}
			if err := app.Write(db.WithRoute(t.Context(), "POST /notes"), db.Who{}, db.Once{}, q); !errors.As(err, &fault.Invalid{}) {
				t.Errorf("in a form: %v", err)
			} else if strings.Contains(err.Error(), "nobody") || strings.Contains(err.Error(), "\x00") {
				t.Errorf("the log quotes it: %v", err)
			}
			if after := backend(t, app); after != before {
				t.Error("the connection was lost")
			}
		})
	}
}

func TestLargeNumbersReachTheServerUnchanged(t *testing.T) {
	d := notes(t)
	var got struct {
		Big  int64
		All  []int64
		Some int
		Wait time.Duration
	}
	if err := d.App().Read(t.Context(), db.Who{}, db.One("numbers", `select $1::bigint as big, $2::bigint[] as all, $3::int as some, $4::interval as wait`, &got,
		int64(math.MinInt64), []int64{1, math.MaxInt64}, 70_000, 36*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got.Big != math.MinInt64 || len(got.All) != 2 || got.All[1] != math.MaxInt64 || got.Some != 70_000 || got.Wait != 36*time.Hour {
		t.Errorf("%+v", got)
	}
}

// backend is the process of the server behind the pool's only connection.
func backend(t *testing.T, app *db.DB) (pid int) {
	t.Helper()
	if err := app.Read(t.Context(), db.Who{}, db.One("backend", `select pg_backend_pid()`, &pid)); err != nil {
		t.Fatal(err)
	}
	return pid
}

package db_test

import (
	"testing"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
)

func TestDayOfTheDatabaseIsThatOfTheInstance(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	d := dbtest.Empty(t)
	there, err := db.Open(t.Context(), db.In(d.URL("concord_app"), zone), db.Options{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer there.Close()
	// 11:30 at night of December 1: in UTC the next day has begun.
	for _, late := range []bool{false, true} {
		var got struct {
			At    time.Time
			Each  []time.Time
			Day   time.Time
			Midst time.Time
		}
		if err := there.Read(t.Context(), db.Who{}, db.One("moments", `
select t.at, array[t.at] as each, t.at::date as day, (t.at::date + 1)::timestamptz as midst from (values (timestamptz '2026-12-02 04:30+00')) t (at) where $1 or true`, &got, late)); err != nil {
			t.Fatal(err)
		}
		if got.At.Format(time.DateOnly) != "2026-12-01" || got.Each[0].Format(time.DateOnly) != "2026-12-01" || got.Day.Format(time.DateOnly) != "2026-12-01" ||
			!got.Midst.Equal(time.Date(2026, 12, 2, 0, 0, 0, 0, zone)) {
			t.Errorf("told as %+v", got)
		}
	}
	if _, err := db.Open(t.Context(), d.URL("concord_app")+"?timezone=Nowhere/Else", db.Options{}); err == nil {
		t.Error("a zone that nobody knows")
	}
}

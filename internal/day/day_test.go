package day_test

import (
	"testing"
	"time"

	"example.org/concord/internal/day"
)

func in(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func parsed(t *testing.T, typed string) day.Day {
	t.Helper()
	d, err := day.Parse(typed)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestLastDayHoldsFromItsFirstMomentToItsLast(t *testing.T) {
	for _, name := range []string{"UTC", "America/New_York", "Pacific/Honolulu", "Pacific/Auckland", "America/Havana", "Asia/Kolkata"} {
		zone := in(t, name)
		for _, typed := range []string{"2026-12-01", "2026-12-31", "2028-02-29", "2026-03-08", "2026-11-01", "2026-04-05", "2026-09-27"} {
			d := parsed(t, typed)
			start, until := d.Start(zone), d.Until(zone)
			if day.Of(start) != d || day.Of(start.Add(-time.Nanosecond)) != d.Add(-1) {
				t.Errorf("%s in %s begins at %s", typed, name, start)
			}
			if day.Of(until.Add(-time.Nanosecond)) != d || day.Of(until) != d.Next() {
				t.Errorf("%s in %s is over at %s", typed, name, until)
			}
			if got := day.Last(until); got != d || got.Field() != typed {
				t.Errorf("%s in %s is shown as %s", typed, name, got)
			}
		}
	}
}

func TestDaysOnWhichClocksChangeHaveTheirOwnLength(t *testing.T) {
	zone := in(t, "America/New_York")
	for typed, hours := range map[string]float64{"2026-03-08": 23, "2026-11-01": 25, "2026-12-01": 24} {
		d := parsed(t, typed)
		if got := d.Until(zone).Sub(d.Start(zone)).Hours(); got != hours {
			t.Errorf("%s has %v hours, want %v", typed, got, hours)
		}
	}
	// In Havana clocks leap from midnight to one o'clock: the day begins at one.
	d := parsed(t, "2026-03-08")
	if got := d.Start(in(t, "America/Havana")); got.Hour() != 1 || day.Of(got) != d {
		t.Errorf("the day begins at %s", got)
	}
}

func TestWhatEndsInsideADayHasThatDayAsItsLast(t *testing.T) {
	zone := in(t, "America/New_York")
	if got := day.Last(time.Date(2026, 12, 1, 14, 5, 0, 0, zone)); got != parsed(t, "2026-12-01") {
		t.Errorf("ended in the afternoon of Dec 1: %s", got)
	}
	// A column of days holds the first day on which it is over.
	if got := day.Last(parsed(t, "2026-12-01").Next().UTC()); got != parsed(t, "2026-12-01") {
		t.Errorf("a day of the database: %s", got)
	}
	if day.LastOr(nil) != (day.Day{}) || day.LastOr(nil).Field() != "" {
		t.Error("an end that nobody set has a last day")
	}
}

func TestWhatIsNoDayIsRefused(t *testing.T) {
	for _, typed := range []string{"", "2026-02-29", "2026-13-01", "12/01/2026", "2026-12-01T00:00", " 2026-12-01", "0000-01-01", "99999-01-01"} {
		if d, err := day.Parse(typed); err == nil {
			t.Errorf("%q was read as %s", typed, d)
		}
	}
	if !parsed(t, "2026-11-30").Before(parsed(t, "2026-12-01")) || parsed(t, "2026-12-01").Before(parsed(t, "2026-12-01")) {
		t.Error("days are out of order")
	}
}

func TestDayIsReadAsSpreadsheetsWriteIt(t *testing.T) {
	for cell, want := range map[string]string{"2026-12-31": "2026-12-31", "12/31/2026": "2026-12-31", "1/5/26": "2026-01-05", "01-05-26": "2026-01-05", "31-Dec-26": "2026-12-31",
		"Dec 31, 2026": "2026-12-31", "December 31, 2026": "2026-12-31", "2026-12-31 00:00:00": "2026-12-31", "1/5/75": "1975-01-05", "31/12/2026": "", "soon": "", "": "", "46022": ""} {
		d, err := day.Written(cell)
		if got := d.Field(); got != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v; want %q", cell, got, err, want)
		}
	}
}

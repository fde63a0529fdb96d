// Package day holds the calendar day: what people mean when they write a date. From a first day to a last one something holds through the
// whole of both, in the instance's time zone. What is stored is an instant, or a day, that lies just past the end; it is made and shown here
// alone, so that nothing ends a day early on one page and a day late on another.
package day

import (
	"fmt"
	"time"
)

// Day is one, without hour and zone. The zero value is none.
type Day struct {
	year  int
	month time.Month
	day   int
}

// Of is the day that a clock in the time's own zone shows.
func Of(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, m, d}
}

// Parse reads what a date field holds: 2026-12-31.
func Parse(typed string) (Day, error) {
	t, err := time.Parse(time.DateOnly, typed)
	if err != nil || t.Year() < 1 {
		return Day{}, fmt.Errorf("%q is no day", typed)
	}
	return Of(t), nil
}

// written are the ways in which a day stands in a spreadsheet, the month first: two digits of a year mean one from 1969 to 2068.
var written = []string{time.DateOnly, "1/2/2006", "1/2/06", "1-2-2006", "1-2-06", "Jan 2, 2006", "January 2, 2006", "2-Jan-2006", "2-Jan-06", "2 Jan 2006", "2 January 2006",
	"2006-01-02 15:04:05", "2006-01-02T15:04:05Z07:00", "1/2/2006 15:04", "1/2/06 15:04"}

// Written reads a day as a cell of a spreadsheet holds it: 2026-12-31, 12/31/2026, 31-Dec-26 and the like.
func Written(cell string) (Day, error) {
	for _, layout := range written {
		if t, err := time.Parse(layout, cell); err == nil && t.Year() >= 1 {
			return Of(t), nil
		}
	}
	return Day{}, fmt.Errorf("%q is no day", cell)
}

// Last is the last day on which holds what ends at that instant: the day before for one that ends at midnight, else the day itself. It is
// told in the zone of the instant; a day of the database, which has none, comes as its midnight in UTC.
func Last(until time.Time) Day { return Of(until.Add(-time.Nanosecond)) }

// LastOr is [Last] of an end that may not be set.
func LastOr(until *time.Time) Day {
	if until == nil {
		return Day{}
	}
	return Last(*until)
}

// IsZero says that no day was given.
func (d Day) IsZero() bool { return d == Day{} }

// Start is its first moment there: midnight, or where clocks leap over midnight the first moment that there is.
func (d Day) Start(zone *time.Location) time.Time {
	t := time.Date(d.year, d.month, d.day, 0, 0, 0, 0, zone)
	if Of(t) == d {
		return t
	}
	// Midnight did not happen there: time.Date has gone before the leap, an hour or so into the day before.
	_, leap := t.ZoneBounds()
	return leap
}

// Until is when it is over there: the first moment of the day after, whether it had 23, 24 or 25 hours.
func (d Day) Until(zone *time.Location) time.Time { return d.Next().Start(zone) }

// Next is the day after, which is what a column of days holds as the end of what has this as its last.
func (d Day) Next() Day { return d.Add(1) }

// Add is the day that many days later.
func (d Day) Add(days int) Day {
	return Of(time.Date(d.year, d.month, d.day+days, 0, 0, 0, 0, time.UTC))
}

// Before says whether it comes earlier than the other.
func (d Day) Before(o Day) bool { return d.UTC().Before(o.UTC()) }

// UTC is the day as the database driver reads and writes one.
func (d Day) UTC() time.Time { return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC) }

// Field is what a date field holds; empty for none.
func (d Day) Field() string {
	if d.IsZero() {
		return ""
	}
	return d.UTC().Format(time.DateOnly)
}

// String is how pages and mails show it: Dec 1, 2026.
func (d Day) String() string { return d.UTC().Format("Jan 2, 2006") }

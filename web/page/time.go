package page

import (
	"fmt"
	"time"

	"example.org/concord/internal/day"
)

// When says when something was: relative up to a day, then a date with its zone. exact is for the title and for print.
func When(t, now time.Time, zone *time.Location) (short, exact string) {
	local := t.In(zone)
	exact = local.Format("Monday, January 2, 2006, 3:04 PM MST")
	switch ago := now.Sub(t); {
	case ago < 0 && ago > -time.Minute, ago >= 0 && ago < time.Minute:
		return "just now", exact
	case ago >= 0 && ago < time.Hour:
		return fmt.Sprintf("%d min ago", int(ago.Minutes())), exact
	case ago >= 0 && ago < 24*time.Hour:
		return fmt.Sprintf("%d h ago", int(ago.Hours())), exact
	case local.Year() == now.In(zone).Year():
		return local.Format("Jan 2, 3:04 PM MST"), exact
	default:
		return local.Format("Jan 2, 2006, 3:04 PM MST"), exact
	}
}

// Date is a day without its hour.
func Date(t time.Time) string { return t.Format("Jan 2, 2006") }

// Between is the time in which something is in force; none where nobody set a last day.
func Between(since time.Time, last day.Day) string {
	if last.IsZero() {
		return "from " + Date(since)
	}
	return Date(since) + " to " + last.String()
}

// Term is from when to when something holds or held that ends at until.
func Term(since time.Time, until *time.Time) string {
	if until == nil {
		return "since " + Date(since)
	}
	return Between(since, day.Last(*until))
}

// Last is the last day of what ends at that moment.
func Last(until time.Time) string { return day.Last(until).String() }

// Known is a date as precisely as it is known, 2013-02-12 or 2003-02, in words; what is neither stays as it is.
func Known(date string) string {
	for layout, words := range map[string]string{time.DateOnly: "Jan 2, 2006", "2006-01": "Jan 2006"} {
		if t, err := time.Parse(layout, date); err == nil {
			return t.Format(words)
		}
	}
	return date
}

// Count is a number of things in words a person would use: "1 reply", "4 replies".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Capped is a number that was counted no further than limit: "100+".
func Capped(n, limit int) string {
	if n > limit {
		return fmt.Sprintf("%d+", limit)
	}
	return fmt.Sprint(n)
}

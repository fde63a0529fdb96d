package job

import (
	"testing"
	"time"
)

func TestLettersOfTheDayGoOutInTheMorning(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for now, want := range map[string]string{
		"2026-11-22T05:00:00-05:00": "2026-11-22T07:00:00-05:00",
		"2026-11-22T07:00:00-05:00": "2026-11-23T07:00:00-05:00",
		"2026-03-07T23:00:00-05:00": "2026-03-08T07:00:00-04:00", // the night in which the clocks change
	} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := (daily{zone}).Next(at.UTC()).Format(time.RFC3339); got != want {
			t.Errorf("after %s comes %s, want %s", now, got, want)
		}
	}
}

package migrations_test

import (
	"testing"
	"time"

	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/migrations"
)

func TestLastDaysThatWereTypedBeforeGetTheDayTheyMeant(t *testing.T) {
	d := storytest.New(t)
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	mend, err := migrations.Files.ReadFile("000064_last_day.up.sql")
	if err != nil {
		t.Fatal(err)
	}
	typed := time.Date(time.Now().Year()+1, 6, 1, 0, 0, 0, 0, zone) // June 1, as the forms wrote it
	for what, x := range map[string]struct {
		until   time.Time
		because string
		want    time.Time
	}{
		"a typed term":            {typed, "", typed.AddDate(0, 0, 1)},
		"a hand-over at midnight": {typed, "Handed over", typed},
		"an office that lapses":   {typed.Add(17 * time.Second), "", typed.Add(17 * time.Second)},
	} {
		id := story.Hugo.Appointment("wscc", "observer")
		if _, err := d.Owner().Exec(t.Context(), `update appointment set until = $2, ended_because = $3 where id = $1`, id, x.until, x.because); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Owner().Exec(t.Context(), string(mend)); err != nil {
			t.Fatal(err)
		}
		var until time.Time
		if err := d.Owner().QueryRow(t.Context(), `select until from appointment where id = $1`, id).Scan(&until); err != nil {
			t.Fatal(err)
		}
		if !until.Equal(x.want) {
			t.Errorf("%s ends at %s, want %s", what, until.In(zone), x.want)
		}
	}
}

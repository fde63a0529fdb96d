package councils_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"example.org/concord/internal/day"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/web/webtest"
)

// Whatever zone the portal stands in, a term holds through the whole of the last day that was typed, and that day is what every page says.
func TestTermHoldsThroughTheWholeOfItsLastDay(t *testing.T) {
	for _, name := range []string{"America/New_York", "Pacific/Auckland"} {
		t.Run(name, func(t *testing.T) {
			zone, err := time.LoadLocation(name)
			if err != nil {
				t.Fatal(err)
			}
			d := storytest.New(t)
			s := webtest.In(t, d, zone)
			dana := s.As(story.Dana)
			today := day.Of(time.Now().In(zone))
			appoint := func(last day.Day) webtest.Response {
				return dana.Post("/councils/wscc/appointments", webtest.Form("person", "Ines Duarte", "office", "observer", "until", last.Field()))
			}
			if got := appoint(today.Add(-1)); got.Status != http.StatusUnprocessableEntity {
				t.Errorf("a last day that is over: %d", got.Status)
			}
			leads(t, appoint(today), "/councils/wscc/roster")
			var until time.Time
			if err := d.Owner().QueryRow(t.Context(), `select until from appointment where person_id = $1 and office = 'observer' and council_id = (select id from council where slug = 'wscc')`,
				story.Ines.ID).Scan(&until); err != nil {
				t.Fatal(err)
			}
			if !until.Equal(today.Until(zone)) {
				t.Errorf("its last day is %s, and it ends at %s", today, until.In(zone))
			}
			has(t, dana.Get("/councils/wscc/roster"), []string{"Ines Duarte", today.String() + " to " + today.String()})
			has(t, dana.Get("/councils/wscc/roster?on="+today.Field()), []string{"Ines Duarte"})
			has(t, dana.Get("/councils/wscc/roster?on="+today.Next().Field()), []string{"Chair"}, "Ines Duarte")
			has(t, dana.Post("/councils/wscc/roster/export", url.Values{"on": {today.Field()}}), []string{"Ines Duarte", today.Field() + "," + today.Field()})
			has(t, s.As(story.Ines).Get("/account"), []string{today.String() + " to " + today.String()})
		})
	}
}

func TestAbsenceHoldsThroughItsLastDay(t *testing.T) {
	d := storytest.New(t)
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	dana := webtest.In(t, d, zone).As(story.Dana)
	at := "/councils/wscc/seats/" + story.Seat("wscc", "blue-mesa-water-authority").String() + "/absence"
	today := day.Of(time.Now().In(zone))
	leads(t, dana.Post(at, webtest.Form("until", today.Field())), "/councils/wscc/roster")
	has(t, dana.Get(at), []string{"to " + today.String()})
	var until time.Time
	if err := d.Owner().QueryRow(t.Context(), `select max(until) from absence where until > now()`).Scan(&until); err != nil {
		t.Fatal(err)
	}
	if until.Before(today.Until(zone)) {
		t.Errorf("away through %s, and back at %s", today, until.In(zone))
	}
}

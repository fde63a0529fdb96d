package admin_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestProgramIsOpenedAfterWhatItAllowsWasShown(t *testing.T) {
	s := webtest.New(t)
	sam, vera := s.As(story.Sam), s.As(story.Vera)
	has(t, sam.Get("/admin/programs"), []string{"No program is in force", "Chemical Facility Anti-Terrorism Standards", "ended"}, "/admin/programs/cfats")
	has(t, sam.Get("/admin/programs/cfats"), []string{"stays so"}, "Show what changes")
	refused(t, sam.Post("/admin/programs/cfats", url.Values{"until": {""}, "confirmed": {"yes"}}), http.StatusConflict, "has ended and stays so")
	refused(t, sam.Post("/admin/programs", url.Values{"name": {"Chemical security"}, "since": {"2020-01-01"}}), http.StatusUnprocessableEntity, "What was voluntary stays so", "name the law", `value="Chemical security"`)

	day := func(days int) string { return time.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	form := url.Values{"name": {"Chemical security"}, "authority": {"A law of 2026"}, "since": {day(0)}}
	has(t, sam.Post("/admin/programs", form), []string{"Nothing is changed yet", "inspections may be recorded under Chemical security", "1 inspector may record them today: Region 8", "read no inspection", "Nobody gets an office"})
	has(t, vera.Get("/inspections"), []string{"No program is in force"})
	form.Set("confirmed", "yes")
	leads(t, sam.Post("/admin/programs", form), "/admin/programs")
	refused(t, sam.Post("/admin/programs", form), http.StatusUnprocessableEntity, "on record already")
	has(t, vera.Get("/inspections"), []string{"Record an inspection", "Chemical security"})
	has(t, sam.Get("/admin/audit?kept=sectors"), []string{"opened a regulatory program"})

	program := "/admin/programs/chemical-security-" + day(0)[:4]
	refused(t, sam.Post(program, url.Values{"until": {"2020-01-01"}}), http.StatusUnprocessableEntity, "not before it begins")
	has(t, sam.Post(program, url.Values{"until": {day(40)}}), []string{"Nothing is changed yet", "is the last day on which anything can be inspected under Chemical security"})
	leads(t, sam.Post(program, url.Values{"until": {day(0)}, "confirmed": {"yes"}}), "/admin/programs")
	has(t, vera.Get("/inspections"), []string{"Record an inspection", "Chemical security"}) // today is its last day, and still one of it
	for _, p := range []story.Person{story.Dana, story.Vera, story.Rosa} {
		refused(t, s.As(p).Post("/admin/programs", form), http.StatusNotFound, "")
	}
}

package account_test

import (
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// Hours are told in the reader's zone, on pages and where a draft says when it was saved; another person's stay as they were.
func TestHoursAreToldInOnesOwnZone(t *testing.T) {
	s := webtest.New(t)
	dana, priya := s.As(story.Dana), s.As(story.Priya)
	said := func(v *webtest.Visitor) string {
		r := v.Get("/")
		webtest.Says(t, r, 200, "Times are ")
		_, after, _ := strings.Cut(r.Body, "Times are ")
		zone, _, _ := strings.Cut(after, " ")
		return zone
	}
	if said(dana) != "UTC" {
		t.Fatalf("before, hours are told in %s", said(dana))
	}
	dana.Post("/account/zone", webtest.Form("zone", "Pacific/Guam"))
	webtest.Says(t, dana.Get("/account"), 200, "Hours are told in that zone from now on", `value="Pacific/Guam" selected`)
	if got := said(dana); got != "ChST" {
		t.Errorf("hours are told in %s", got)
	}
	saved := dana.Post("/drafts/0c5b0f6e-6ad5-4a3d-9c85-0f33f6c3a001/autosave", webtest.Form("about", "update", "title", "Pumps"))
	if got := saved.Header.Get("X-Draft-Saved"); !strings.HasSuffix(got, " ChST") {
		t.Errorf("a draft says it was saved at %q: %d %.300s", got, saved.Status, saved.Body)
	}
	if got := said(priya); got != "UTC" {
		t.Errorf("another one's hours are told in %s", got)
	}
	webtest.Says(t, dana.Post("/account/zone", webtest.Form("zone", "Mars/Olympus")), 422, "choose one of the list")
	dana.Post("/account/zone", webtest.Form("zone", ""))
	if got := said(dana); got != "UTC" {
		t.Errorf("after the portal's was chosen again, hours are told in %s", got)
	}
}

package incidents_test

import (
	"net/http"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestCallListNamesDesksToOpenAndHoldsNoNumber(t *testing.T) {
	s := webtest.New(t)
	if _, err := s.Database.Owner().Exec(t.Context(), `update contact set value = '406-555-9931' where id = $1`, story.Contact("three-forks-water-system", "after-hours")); err != nil {
		t.Fatal(err)
	}
	list := "/incidents/" + story.Incident("missouri-flood").String()
	desk := "/contacts/" + story.Contact("three-forks-water-system", "after-hours").String()
	// At each of its two facilities once, though they lie in two counties.
	for path, desks := range map[string]int{list: 2, list + "/calls/three-forks-water-system?facility=" + story.Facility("Headwaters Plant").String(): 1} {
		r := s.As(story.Walt).Get(path)
		if r.Status != http.StatusOK || strings.Count(r.Body, desk) != desks || !strings.Contains(r.Body, "24-hour desk (after hours)") || strings.Contains(r.Body, "555-9931") {
			t.Errorf("%s: %d\n%s", path, r.Status, r.Body)
		}
	}
	// A desk that its owner shows to nobody is on no list.
	if _, err := s.Database.Owner().Exec(t.Context(), `update contact set for_peers = false, for_advisors = false where organization_id is not null`); err != nil {
		t.Fatal(err)
	}
	if r := s.As(story.Walt).Get(list); strings.Contains(r.Body, desk) || !strings.Contains(r.Body, "None to open") {
		t.Errorf("a desk that is shown to nobody\n%s", r.Body)
	}
}

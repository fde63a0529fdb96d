package regions_test

import (
	"net/http"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestRegionNamesItsStatesAndHowFarThatIsKnown(t *testing.T) {
	s := webtest.New(t)
	all := s.Public().Get("/regions")
	if all.Status != http.StatusOK || strings.Count(all.Body, `class="card"`) != 10 {
		t.Errorf("%d with %d regions", all.Status, strings.Count(all.Body, `class="card"`))
	}
	three, eight := s.Public().Get("/regions/3").Body, s.Public().Get("/regions/8").Body
	if !strings.Contains(three, "Seen in a source") || !strings.Contains(eight, "waits to be confirmed") {
		t.Error("what was seen and what is from memory look alike")
	}
	if !strings.Contains(eight, "Colorado") || strings.Contains(eight, "/my-region/8") || strings.Contains(eight, "/directory?") {
		t.Error("the public is led where it cannot go, or Colorado is missing")
	}
	if !strings.Contains(s.As(story.Paul).Get("/regions/8").Body, "/my-region/8") {
		t.Error("the advisor is not led to the directory of his region")
	}
	for _, path := range []string{"/regions/11", "/regions/x", "/regions/-1"} {
		if got := s.Public().Get(path); got.Status != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.Status)
		}
	}
}

package web_test

import (
	"net/http"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestMemberSeesWhatHerCouncilsShared(t *testing.T) {
	s := webtest.New(t)
	page := s.As(story.Dana).Get("/")
	if page.Status != http.StatusOK || !strings.Contains(page.Body, "Dana Whitfield") {
		t.Fatalf("%d\n%s\n%s", page.Status, page.Body, s.Log)
	}
}

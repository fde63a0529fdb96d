package updates_test

import (
	"net/http"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// Whoever reads by two circles is one reader, and the page names those whose roster its visitor sees, and no others.
func TestReadersOfTwoCirclesAreCountedOnceAndNamedWhereTheRosterIsSeen(t *testing.T) {
	s := webtest.New(t)
	at := "/updates/" + story.Item("phone-pretext").String()
	webtest.Says(t, s.As(story.Dana).Get(at), http.StatusOK, "Visible to 21 people: Water joint room and WSCC")
	readers := s.As(story.Dana).Get(at + "/readers")
	webtest.Says(t, readers, http.StatusOK, "is visible to 21 people: Water joint room and WSCC", "Who they are", "Priya Raman", "Grace")
	if n := strings.Count(readers.Body, `data-label="Serves in"`); n != 21 {
		t.Errorf("%d of 21 readers are named to who sees both rosters", n)
	}
	if _, err := s.Database.Owner().Exec(t.Context(), `update office_may set until = now() where capability = 'roster.read' and reach = 'counterpart'`); err != nil {
		t.Fatal(err)
	}
	readers = s.As(story.Dana).Get(at + "/readers")
	webtest.Says(t, readers, http.StatusOK, "Priya Raman", "5 more people read it")
	if strings.Contains(readers.Body, story.Grace.Name) {
		t.Error("she is named to who does not see her roster")
	}
	webtest.Says(t, s.As(story.Eve).Get(at+"/readers"), http.StatusNotFound)
}

func TestAudiencesAreToldByFullNameAndNumber(t *testing.T) {
	s := webtest.New(t)
	webtest.Says(t, s.As(story.Dana).Get("/updates/new?council=wscc"), http.StatusOK,
		"Water Sector Coordinating Council · 15 people", "12 people · representatives and alternates only", "6 people · you address it without reading there")
}

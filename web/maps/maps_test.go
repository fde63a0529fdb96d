package maps_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestMapAndItsTableSayTheSame(t *testing.T) {
	s := webtest.New(t)
	paul := s.As(story.Paul)
	all := paul.Get("/map?show=facilities").Body
	if strings.Count(all, `class="map__area `) < 57 || !strings.Contains(all, `aria-label="Colorado: 9 facilities"`) || !strings.Contains(all, `href="/directory/facilities?state=CO">9</a>`) {
		t.Error("the picture lacks a state, or Colorado's nine facilities")
	}
	water := paul.Get("/map?show=facilities&sector=water-and-wastewater").Body
	if !strings.Contains(water, `aria-label="Colorado: 7 facilities"`) {
		t.Error("the sector is not counted by itself")
	}
	for _, path := range []string{"/map?show=secrets", "/map/regions/11", "/map/regions/x", "/map/states/XX"} {
		if got := paul.Get(path); got.Status != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.Status)
		}
	}
	if got := s.Public().Get("/map"); got.Status == http.StatusOK {
		t.Error("the public sees it")
	}
}

func TestFacilitiesAreDotsForThoseWhoMaySeeThem(t *testing.T) {
	s := webtest.New(t)
	for _, want := range []struct {
		who   story.Person
		state string
		dots  int
	}{{story.Paul, "CO", 9}, {story.Dana, "CO", 5}, {story.Dana, "VA", 0}, {story.Cora, "VA", 8}, {story.Cora, "CO", 0}, {story.Sam, "CO", 0}} {
		if got := strings.Count(s.As(want.who).Get("/map/states/"+want.state).Body, `class="map__dot"`); got != want.dots {
			t.Errorf("%s sees %d dots in %s, want %d", want.who.Name, got, want.state, want.dots)
		}
	}
}

func TestCountyThatNobodyCoversIsHatched(t *testing.T) {
	s := webtest.New(t)
	if _, err := s.Database.Owner().Exec(t.Context(), `delete from territory`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Database.Owner().Exec(t.Context(), `insert into territory (person_id, state, county, since) values ($1, 'CO', '08077', app.now())`, story.Paul.ID); err != nil {
		t.Fatal(err)
	}
	body := s.As(story.Dana).Get("/map/states/CO?show=coverage").Body
	if !strings.Contains(body, "<title>Mesa: Paul Reyes</title>") || !strings.Contains(body, "<title>Delta: nobody</title>") || !strings.Contains(body, "63 of 64 counties without an advisor") {
		t.Error("it does not say who covers Mesa, or that nobody covers Delta")
	}
	// 63 counties, and the legend.
	if n := strings.Count(body, `fill="url(#gap)"`); n != 64 {
		t.Errorf("%d are hatched", n)
	}
}

func TestStateNamesItsAdviserAndCenters(t *testing.T) {
	s := webtest.New(t)
	colorado := s.As(story.Dana).Get("/map/states/CO")
	for _, want := range []string{"Who stands for Colorado", "State homeland security adviser", "Marlene Tate", "State fusion center", "State emergency operations center", "Bo Lindgren"} {
		if !strings.Contains(colorado.Body, want) {
			t.Errorf("Colorado lacks %q", want)
		}
	}
	if utah := s.As(story.Dana).Get("/map/states/UT").Body; !strings.Contains(utah, "Nadia Whitlock") || strings.Contains(utah, "Marlene Tate") {
		t.Error("Utah names another one, or Colorado's")
	}
	if _, err := s.Database.Owner().Exec(t.Context(), `update jurisdiction_body set until = app.now() where state = 'UT'`); err != nil {
		t.Fatal(err)
	}
	if utah := s.As(story.Dana).Get("/map/states/UT").Body; strings.Contains(utah, "Nadia Whitlock") || !strings.Contains(utah, "is recorded. The region") {
		t.Error("who left is named")
	}
}

// A phone shows what the map is about first, and every other place is a fold away; where few are, none is.
func TestTablesHoldEveryPlaceOnceAndFoldTheLongRest(t *testing.T) {
	s := webtest.New(t)
	paul := s.As(story.Paul)
	for _, want := range []struct {
		path  string
		rows  int
		first string
		folds []string
	}{
		{"/map", 56, "17 states and territories with organizations", []string{"39 states and territories without organizations"}},
		{"/map?show=facilities&sector=water-and-wastewater", 56, "2 states and territories with facilities that you may see in Water and Wastewater Systems", []string{"54 states and territories without facilities that you may see in Water and Wastewater Systems"}},
		{"/map?show=coverage", 56, "", []string{"50 states and territories with counties that nobody covers", "6 states and territories covered in every county"}},
		{"/map/regions/8", 6, "Organizations by state or territory", nil},
		{"/map/states/CO", 64, "4 counties with organizations", []string{"60 counties without organizations"}},
		{"/map/states/CO?show=coverage", 64, "", []string{"64 counties that somebody covers"}},
		{"/map/states/TX?show=coverage", 254, "", []string{"254 counties that nobody covers"}},
	} {
		body := paul.Get(want.path).Body
		if rows := strings.Count(body, `<th scope="row">`); rows != want.rows {
			t.Errorf("%s: %d rows, not %d", want.path, rows, want.rows)
		}
		if want.first != "" && !strings.Contains(body, ">"+want.first+"</h2>") {
			t.Errorf("%s lacks %q", want.path, want.first)
		}
		var folds []string
		for _, part := range strings.Split(body, `<details class="fold fold--prints"><summary>`)[1:] {
			says, _, _ := strings.Cut(part, "</summary>")
			folds = append(folds, says)
		}
		if !slices.Equal(folds, want.folds) {
			t.Errorf("%s folds %q, not %q", want.path, folds, want.folds)
		}
	}
}

func TestSmallStatesAreNamedAndRegionsAreCloser(t *testing.T) {
	s := webtest.New(t)
	body := s.As(story.Paul).Get("/map").Body
	for _, code := range []string{"CT", "DE", "HI", "NH", "NJ", "RI", "VT", "DC", "PR"} {
		if !strings.Contains(body, `aria-hidden="true">`+code+`</text>`) {
			t.Errorf("%s has no name on the map", code)
		}
	}
	webtest.Says(t, s.As(story.Paul).Get("/map"), http.StatusOK, "Region 1: CT MA ME NH RI VT")
}

func TestNoFigureIsSaidOfFacilitiesThatOneMayNotSee(t *testing.T) {
	s := webtest.New(t)
	// Sam sees none anywhere; Cora works in Region 3, where none in West Virginia is a figure.
	for path, words := range map[string]string{"/map/states/CO": "0 facilities", "/map/regions/8": "0 facilities", "/map?show=facilities": "Colorado: 0 facilities"} {
		if strings.Contains(s.As(story.Sam).Get(path).Body, words) {
			t.Errorf("%s says %q to whom none is shown", path, words)
		}
	}
	webtest.Says(t, s.As(story.Sam).Get("/map"), http.StatusOK, "not shown to you")
	webtest.Says(t, s.As(story.Cora).Get("/map/states/WV"), http.StatusOK, "0 facilities")
}

package councils_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// has fails unless the page answers 200 and holds all words and none of the others.
func has(t *testing.T, r webtest.Response, words []string, others ...string) {
	t.Helper()
	if r.Status != http.StatusOK {
		t.Fatalf("status %d", r.Status)
	}
	for _, w := range words {
		if !strings.Contains(r.Body, w) {
			t.Errorf("the page lacks %q", w)
		}
	}
	for _, w := range others {
		if strings.Contains(r.Body, w) {
			t.Errorf("the page says %q", w)
		}
	}
}

func leads(t *testing.T, r webtest.Response, prefix string) string {
	t.Helper()
	location := r.Header.Get("Location")
	if r.Status != http.StatusSeeOther || !strings.HasPrefix(location, prefix) {
		t.Fatalf("status %d, to %q", r.Status, location)
	}
	return location
}

func TestPublicSeesTheFaceOfACouncilAndNobodysName(t *testing.T) {
	public := webtest.New(t).Public()
	has(t, public.Get("/councils/wscc"), []string{"Water Sector Coordinating Council", "keep water safe and flowing", "Counterparts", "Sector Coordinating Council"},
		"Dana Whitfield", "Blue Mesa", "/roster", "Post an update", "Meets in")
	has(t, public.Get("/councils/wscc/about"), []string{"keep water safe and flowing"}, "Hand-overs", "Whose record a post is")
	if got := public.Get("/councils/wscc/roster"); got.Status == http.StatusOK {
		t.Errorf("the public reads a roster: %d", got.Status)
	}
}

func TestMemberWorksWhereOthersSeeTheFace(t *testing.T) {
	s := webtest.New(t)
	has(t, s.As(story.Dana).Get("/councils/wscc"), []string{"Post an update", "Mark all as read", "Meets in", "Water joint room", "/updates/"})
	has(t, s.As(story.Ines).Get("/councils/wscc"), []string{"keep water safe and flowing"}, "Mark all as read", "Meets in", "item-row")
	has(t, s.As(story.Sam).Get("/councils/wscc"), []string{"Overview", "Roster"}, "Mark all as read", "item-row")
}

func TestBodyWithoutAPublicFaceIsNotThereForOutsiders(t *testing.T) {
	s := webtest.New(t)
	for _, path := range []string{"/councils/wscc-water-gcc-joint", "/councils/wscc-water-gcc-joint/roster", "/councils/wscc-water-gcc-joint/about", "/councils/administration", "/councils/no-such-council"} {
		for name, v := range map[string]*webtest.Visitor{"the public": s.Public(), "an outsider": s.As(story.Ines)} {
			if got := v.Get(path); got.Status == http.StatusOK {
				t.Errorf("%s finds %s", name, path)
			}
		}
	}
	has(t, s.As(story.Dana).Get("/councils/wscc-water-gcc-joint"), []string{"Water joint room", "Sides"})
	has(t, s.As(story.Tomas).Get("/councils/water-and-wastewater-community"), []string{"Mark all as read"})
}

func TestRosterIsKeptByItsOwnOfficersAndReadByBothSides(t *testing.T) {
	s := webtest.New(t)
	has(t, s.As(story.Dana).Get("/councils/wscc/roster"), []string{"Vacant seats", "Copper Creek Water District", "Priya Raman", "Open a seat", "suspended"})
	for name, p := range map[string]story.Person{"a representative": story.Priya, "the counterpart": story.Grace, "an administrator": story.Sam, "an advisor of a region": story.Paul} {
		t.Run(name, func(t *testing.T) {
			has(t, s.As(p).Get("/councils/wscc/roster"), []string{"Priya Raman", "keep this roster"}, "Open a seat", "Vacant seats", ">Change<", ">End<")
		})
	}
	if got := s.As(story.Ines).Get("/councils/wscc/roster"); got.Status != http.StatusNotFound {
		t.Errorf("an outsider: %d", got.Status)
	}
}

func TestChairFillsASeatAndEndsIt(t *testing.T) {
	s := webtest.New(t)
	dana, tomas := s.As(story.Dana), s.As(story.Tomas)
	if got := tomas.Get("/councils/wscc-water-gcc-joint"); got.Status != http.StatusNotFound {
		t.Fatalf("before: %d", got.Status)
	}
	seat := leads(t, dana.Post("/councils/wscc/seats", url.Values{"organization": {"Lone Prairie"}, "class": {"non-voting"}, "once": {"6f1f5d0e-54a1-4c5f-9c86-0a86c7a4a001"}}), "/councils/wscc/seats/")
	has(t, dana.Get(seat), []string{"Lone Prairie", "Hank Sorensen", "Non-voting", "Nobody."})
	leads(t, dana.Post(seat+"/appointments", url.Values{"office": {"representative"}, "person": {"tomas vega"}}), "/councils/wscc/roster")
	has(t, tomas.Get("/councils/wscc"), []string{"Post an update"})
	has(t, tomas.Get("/councils/wscc-water-gcc-joint"), []string{"Mark all as read"})

	got := dana.Post(seat+"/appointments", url.Values{"office": {"representative"}, "person": {"Hank Sorensen"}})
	if got.Status != http.StatusConflict || !strings.Contains(got.Body, "has a representative already") || !strings.Contains(got.Body, "Hank Sorensen") {
		t.Errorf("a second representative: %d", got.Status)
	}
	leads(t, dana.Post(seat+"/end", url.Values{"because": {"Left"}}), "/councils/wscc/roster")
	if got := tomas.Get("/councils/wscc-water-gcc-joint"); got.Status != http.StatusNotFound {
		t.Errorf("after the seat ended: %d", got.Status)
	}
}

func TestNamesThatFitSeveralComeBackAsAChoice(t *testing.T) {
	s := webtest.New(t)
	dana := s.As(story.Dana)
	got := dana.Post("/councils/wscc/seats", url.Values{"organization": {"water"}, "class": {"voting"}, "appointed_by": {"The state association"}})
	if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "Which one?") || !strings.Contains(got.Body, "The state association") {
		t.Errorf("several fit: %d", got.Status)
	}
	got = dana.Post("/councils/wscc/seats", url.Values{"organization": {"Federal Office of Water Resilience"}, "class": {"voting"}})
	if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "No organization of that name may hold a seat here") {
		t.Errorf("a federal agency in an SCC: %d", got.Status)
	}
	got = dana.Post("/councils/wscc/appointments", url.Values{"person": {"Grace Bell"}, "office": {"observer"}})
	if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "Nobody of that name may be appointed here") {
		t.Errorf("a federal officer in an SCC: %d", got.Status)
	}
}

func TestChairAppointsAndEndsWithoutASeat(t *testing.T) {
	s := webtest.New(t)
	dana := s.As(story.Dana)
	leads(t, dana.Post("/councils/wscc/appointments", url.Values{"person": {"Ines Duarte"}, "office": {"observer"}, "until": {"2199-12-31"}}), "/councils/wscc/roster")
	ines := s.As(story.Ines)
	has(t, ines.Get("/councils/wscc"), []string{"Mark all as read"})
	end := "/councils/wscc/appointments/" + story.Hugo.Appointment("wscc", "observer").String()
	has(t, dana.Get(end), []string{"Hugo Lind", "stops reading"})
	leads(t, dana.Post(end+"/end", url.Values{"because": {"Term over"}}), "/councils/wscc/roster")
	has(t, dana.Get("/councils/wscc/roster"), []string{"Ines Duarte", "Dec 31, 2199"}, "Hugo Lind")
	if got := s.As(story.Hugo).Get("/councils/wscc/roster"); got.Status != http.StatusNotFound {
		t.Errorf("ended, and reads the roster: %d", got.Status)
	}
}

func TestNobodyElseChangesARoster(t *testing.T) {
	s := webtest.New(t)
	seat := "/councils/wscc/seats/" + story.Seat("wscc", "tidewater-utilities-cooperative").String()
	appointment := "/councils/wscc/appointments/" + story.Hugo.Appointment("wscc", "observer").String()
	posts := map[string]url.Values{
		"/councils/wscc/seats":        {"organization": {"Lone Prairie"}, "class": {"voting"}},
		"/councils/wscc/appointments": {"person": {"Ines Duarte"}, "office": {"observer"}},
		seat + "/appointments":        {"person": {"Ines Duarte"}, "office": {"alternate"}},
		seat + "/end":                 {}, appointment + "/end": {}, "/councils/wscc/about": {"purpose": {"Other words"}},
	}
	for name, p := range map[string]story.Person{"a representative": story.Priya, "the counterpart's chair": story.Grace, "an administrator": story.Sam, "an outsider": story.Ines} {
		v := s.As(p)
		for path, form := range posts {
			if got := v.Post(path, form); got.Status != http.StatusNotFound && got.Status != http.StatusForbidden {
				t.Errorf("%s posts to %s: %d", name, path, got.Status)
			}
		}
		for _, path := range []string{"/councils/wscc/seats/new", "/councils/wscc/appointments/new", seat, appointment, "/councils/wscc/about/edit"} {
			if got := v.Get(path); got.Status != http.StatusNotFound {
				t.Errorf("%s opens %s: %d", name, path, got.Status)
			}
		}
	}
	has(t, s.As(story.Dana).Get("/councils/wscc/roster"), []string{"Hugo Lind", "Priya Raman"}, "Lone Prairie")
}

func TestChairSaysWhatTheCouncilIsFor(t *testing.T) {
	s := webtest.New(t)
	dana := s.As(story.Dana)
	has(t, dana.Get("/councils/wscc/about/edit"), []string{"keep water safe and flowing", "The council refuses it"})
	got := dana.Post("/councils/wscc/about", url.Values{"purpose": {strings.Repeat("x", 4001)}, "next_meeting": {"Tomorrow at noon"}})
	if got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "shorten it by 1 character") || !strings.Contains(got.Body, "Tomorrow at noon") {
		t.Errorf("too long: %d", got.Status)
	}
	leads(t, dana.Post("/councils/wscc/about", url.Values{"purpose": {"Safe water for everyone."}, "next_meeting": {"Tomorrow at noon"}, "break_glass_refused": {"yes"}}), "/councils/wscc/about")
	has(t, s.Public().Get("/councils/wscc"), []string{"Safe water for everyone."}, "Tomorrow at noon")
	has(t, s.As(story.Priya).Get("/councils/wscc/about"), []string{"Safe water for everyone.", "Tomorrow at noon", "Refused. Nobody from outside", "Hand-overs", "Minutes of the annual meeting", "staff of the portal"})
}

func TestListFindsCouncilsAndMembersTheirOwnFirst(t *testing.T) {
	s := webtest.New(t)
	has(t, s.Public().Get("/councils?q=water&kind=scc"), []string{"Water Sector Coordinating Council"}, "My councils", "Chemical Sector Coordinating Council", "Government Coordinating Council</a>")
	has(t, s.Public().Get("/councils?q=nothing+fits+this"), []string{"No council fits."})
	has(t, s.As(story.Maya).Get("/councils"), []string{"My councils", "Representative", "rel=\"next\""})
	if got := s.Public().Get("/councils?after=broken"); got.Status != http.StatusNotFound {
		t.Errorf("a broken cursor: %d", got.Status)
	}
}

func TestMarkedAsReadNothingIsUnread(t *testing.T) {
	s := webtest.New(t)
	priya := s.As(story.Priya)
	listed := priya.Get("/councils/wscc?show=unread")
	has(t, listed, []string{"item-row--unread"})
	shown := url.Values{"to": {regexp.MustCompile(`name="to" value="([^"]*)"`).FindStringSubmatch(listed.Body)[1]}}
	for _, one := range regexp.MustCompile(`name="item" value="([^"]*)"`).FindAllStringSubmatch(listed.Body, -1) {
		shown.Add("item", one[1])
	}
	if got := priya.Post("/councils/wscc/watermark", nil); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("a form that does not say how far its page went: %d", got.Status)
	}
	leads(t, priya.Post("/councils/wscc/watermark", shown), "/councils/wscc")
	has(t, priya.Get("/councils/wscc?show=unread"), []string{"Nothing unread."}, "item-row--unread")
	has(t, priya.Get("/councils/wscc?genre=advisory"), []string{"Advisory"})
}

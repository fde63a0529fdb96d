package admin_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

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

func leads(t *testing.T, r webtest.Response, to string) {
	t.Helper()
	if location := r.Header.Get("Location"); r.Status != http.StatusSeeOther || location != to {
		t.Fatalf("status %d, to %q", r.Status, location)
	}
}

// refused fails unless the form came back with the words in it.
func refused(t *testing.T, r webtest.Response, status int, words ...string) {
	t.Helper()
	if r.Status != status {
		t.Fatalf("status %d", r.Status)
	}
	for _, w := range words {
		if !strings.Contains(r.Body, w) {
			t.Errorf("the form lacks %q", w)
		}
	}
}

func TestOverviewSaysWhatIsOutOfOrder(t *testing.T) {
	s := webtest.New(t)
	has(t, s.As(story.Sam).Get("/admin"), []string{"Councils without a chair on record", "Facts to confirm", "People who cannot sign in yet",
		"Joan Pike, Representative", "Record a council", "/admin?all=chairless&amp;kind=scc"}, "Water Sector Coordinating Council<", "Hand over")
	has(t, s.As(story.Sam).Get("/admin?all=chairless&kind=scc"), []string{"Commercial Facilities Sector Coordinating Council", "Hand over"}, "ISAC")
	has(t, s.As(story.Sam).Get("/admin?all=chairless"), []string{"Commercial Facilities Sector Coordinating Council", "Everything out of order"}, "Joan Pike", "Facts to confirm")
}

func TestAdministrationShowsTheWorstOfEachPartAndASuspendedChair(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	got := sam.Get("/admin")
	if kinds := strings.Count(got.Body, "/admin?all=chairless&amp;kind="); kinds < 4 || kinds > 12 || strings.Contains(got.Body, "Suspended officers") {
		t.Errorf("councils without a chair stand in %d rows on the overview, want one for each kind", kinds)
	}
	leads(t, sam.Post("/admin/people/"+story.Dana.ID.String()+"/suspension", webtest.Form("because", "The phone was stolen")), "/admin/people/"+story.Dana.ID.String())
	has(t, sam.Get("/admin"), []string{"Suspended officers: 1", "Dana Whitfield, Chair", "WSCC · suspended since"})
}

func TestPeopleAreFoundByAddressAccountAndOffice(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	has(t, sam.Get("/admin/people?q="+url.QueryEscape(story.Dana.Email())), []string{"Dana Whitfield"}, "Priya Raman")
	has(t, sam.Get("/admin/people?council=WSCC&office=chair"), []string{"Dana Whitfield"}, "Priya Raman")
	has(t, sam.Get("/admin/people?organization=Tidewater"), []string{"Priya Raman"}, "Dana Whitfield")
	has(t, sam.Get("/admin/people?state=suspended"), []string{"Victor Hale"}, "Dana Whitfield")
	leads(t, sam.Post("/admin/people/"+story.Dana.ID.String()+"/suspension", webtest.Form("because", "The phone was stolen")), "/admin/people/"+story.Dana.ID.String())
	has(t, sam.Get("/admin/people?state=suspended"), []string{"Dana Whitfield"}, "Priya Raman")
	if got := sam.Post("/admin/audit/export", nil); strings.Contains(got.Body, ",You,") || !strings.Contains(got.Body, "Sam ") {
		t.Errorf("the record as a file does not name who asks:\n%s", got.Body)
	}
}

func TestAdministrationIsNotThereForOthers(t *testing.T) {
	s := webtest.New(t)
	gets := []string{"/admin", "/admin/councils", "/admin/councils/new", "/admin/councils/wscc", "/admin/sectors", "/admin/sectors/new", "/admin/sectors/chemical",
		"/admin/organizations", "/admin/organizations/new", "/admin/organizations/blue-mesa-water-authority", "/admin/facts"}
	posts := []string{"/admin/councils", "/admin/councils/wscc", "/admin/councils/wscc/hand-overs", "/admin/councils/wscc/counterparts", "/admin/councils/wscc/counterparts/water-gcc/end",
		"/admin/councils/wscc/umbrellas", "/admin/councils/wscc/umbrellas/cipac/end", "/admin/councils/wscc/retirement", "/admin/councils/wscc/reopening", "/admin/sectors",
		"/admin/sectors/chemical/name", "/admin/sectors/chemical/scope", "/admin/sectors/chemical/retirement", "/admin/organizations", "/admin/organizations/blue-mesa-water-authority",
		"/admin/facts/judgments", "/admin/facts/judgments/6f1f5d0e-54a1-4c5f-9c86-0a86c7a4a001/undo"}
	for name, p := range map[string]story.Person{"a chair": story.Dana, "an advisor": story.Paul, "a watch officer": story.Walt, "nobody in particular": story.Eve} {
		v := s.As(p)
		for _, path := range gets {
			if got := v.Get(path); got.Status != http.StatusNotFound {
				t.Errorf("%s opens %s: %d", name, path, got.Status)
			}
		}
		for _, path := range posts {
			if got := v.Post(path, nil); got.Status != http.StatusNotFound && got.Status != http.StatusForbidden {
				t.Errorf("%s posts to %s: %d", name, path, got.Status)
			}
		}
	}
}

func TestStaffRecordACouncilAndHandItOver(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	has(t, sam.Get("/admin/councils/new"), []string{"Record a council", "Water and Wastewater Systems", "Sector Coordinating Council"})
	form := url.Values{"name": {"Aqueduct Sector Coordinating Council"}, "short_name": {"Aqueduct SCC"}, "kind": {"scc"}, "sector": {"water-and-wastewater"},
		"counterpart": {"water"}, "formed": {"2026"}, "once": {"6f1f5d0e-54a1-4c5f-9c86-0a86c7a4a001"}}
	refused(t, sam.Post("/admin/councils", form), http.StatusUnprocessableEntity, "Several fit", "Which one?", "Aqueduct Sector Coordinating Council")
	form.Set("counterpart", "Water and Wastewater Systems Government Coordinating Council")
	leads(t, sam.Post("/admin/councils", form), "/admin/councils/aqueduct-scc#hand-over")
	leads(t, sam.Post("/admin/councils", form), "/admin/councils/aqueduct-scc") // the same form twice records one
	has(t, sam.Get("/councils/aqueduct-scc"), []string{"Aqueduct Sector Coordinating Council", "Water and Wastewater Systems Government Coordinating Council"}, "Mark all as read")

	has(t, sam.Get("/admin/councils/aqueduct-scc"), []string{"Hand over the workspace"})
	path := "/admin/councils/aqueduct-scc/hand-overs"
	hand := url.Values{"person": {"Nobody Known"}, "office": {"chair"}, "chosen_on": {"2026-01-15"}, "document": {"Minutes, item 3"}, "told_by": {"The secretariat"}}
	refused(t, sam.Post(path, hand), http.StatusUnprocessableEntity, "Nobody of that name", "Minutes, item 3", `value="2026-01-15"`)
	hand.Set("person", "Grace Bell")
	hand.Set("person_id", story.Grace.ID.String())
	refused(t, sam.Post(path, hand), http.StatusUnprocessableEntity, "Government bodies do not sit or serve")
	hand.Set("person", "Vikram Das")
	hand.Del("person_id")
	refused(t, sam.Post(path, hand), http.StatusUnprocessableEntity, "Is this the person?", "Vikram Das")
	var vikram uuid.UUID
	if err := s.Database.Owner().QueryRow(t.Context(), `select id from person where name = 'Vikram Das'`).Scan(&vikram); err != nil {
		t.Fatal(err)
	}
	hand.Set("person_id", vikram.String())
	proposed := sam.Post(path, hand)
	has(t, sam.Follow(proposed), []string{"Aqueduct SCC handed over to Vikram Das as Chair", "Waits for a second member of staff", "Minutes, item 3"})
	at := proposed.Header.Get("Location")
	refused(t, sam.Post(at+"/decision", url.Values{"decision": {"confirm"}}), http.StatusConflict, "A second member of staff has to confirm")
	leads(t, s.As(story.Kim).Post(at+"/decision", url.Values{"decision": {"confirm"}}), at)
	has(t, sam.Get("/councils/aqueduct-scc/about"), []string{"Vikram Das", "Minutes, item 3", "Sam Porter"})
	has(t, s.AsID(vikram).Get("/councils/aqueduct-scc"), []string{"Post an update", "No updates yet"})
}

func TestStaffEditCounterpartsUmbrellasAndTheEnd(t *testing.T) {
	s := webtest.New(t)
	sam, dana := s.As(story.Sam), s.As(story.Dana)
	const record = "/admin/councils/wscc"
	has(t, sam.Get(record), []string{"On record", "Counterparts", "Umbrella", "CIPAC", "Retire this council", "Dana Whitfield as Chair"})

	refused(t, sam.Post(record, url.Values{"name": {""}, "short_name": {"WSCC"}, "status": {"active"}, "status_note": {"as typed"}}), http.StatusUnprocessableEntity, "full name", "as typed")
	leads(t, sam.Post(record, url.Values{"name": {"Water Sector Council"}, "short_name": {"WSCC"}, "status": {"active"}, "sector": {"water-and-wastewater"}, "formed": {"2004"}}), record)
	has(t, s.Public().Get("/councils/wscc"), []string{"Water Sector Council", "2004"})

	leads(t, sam.Post(record+"/counterparts/water-gcc/end", nil), record)
	if got := dana.Get("/councils/wscc-water-gcc-joint"); got.Status != http.StatusNotFound {
		t.Errorf("the joint room after its end: %d", got.Status)
	}
	leads(t, sam.Post(record+"/counterparts", url.Values{"counterpart": {"water-gcc"}}), record)
	has(t, dana.Get("/councils/wscc-water-gcc-joint"), []string{"Mark all as read"})

	refused(t, sam.Post(record+"/umbrellas", url.Values{"umbrella": {"anchor-ci"}, "since": {"2020-01-01"}}), http.StatusUnprocessableEntity, "within the umbrella")
	leads(t, sam.Post(record+"/umbrellas", url.Values{"umbrella": {"anchor-ci"}, "since": {"2026-08-01"}}), record)
	has(t, s.Public().Get("/councils/wscc"), []string{"Aug 1"})

	leads(t, sam.Post(record+"/retirement", url.Values{"note": {"Merged"}}), record)
	has(t, dana.Get("/councils/wscc"), []string{"The last day of this council was"}, "Mark all as read")
	leads(t, sam.Post(record+"/reopening", nil), record)
	has(t, dana.Get("/councils/wscc"), []string{"Mark all as read"})
}

func TestStaffKeepOrganizations(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	has(t, sam.Get("/admin/organizations?q=blue+mesa"), []string{"Blue Mesa Water Authority"})
	has(t, sam.Get("/admin/organizations/new"), []string{"Add an organization", "Colorado"})
	form := url.Values{"name": {"Kettle River Water"}, "kind": {"owner_operator"}, "state": {"CO"}, "sector": {"water-and-wastewater"}, "parent": {"Blue Mesa Water Authority"}, "website": {"kettle"}}
	refused(t, sam.Post("/admin/organizations", form), http.StatusUnprocessableEntity, "whole address", "Kettle River Water")
	form.Set("website", "")
	leads(t, sam.Post("/admin/organizations", form), "/admin/organizations/kettle-river-water")
	has(t, sam.Get("/admin/organizations/kettle-river-water"), []string{"Kettle River Water", "blue-mesa-water-authority"})
	form.Set("name", "Kettle River Water District")
	leads(t, sam.Post("/admin/organizations/kettle-river-water", form), "/admin/organizations/kettle-river-water")
	has(t, s.As(story.Dana).Get("/directory/organizations/kettle-river-water"), []string{"Kettle River Water District"})
}

func TestStaffKeepSectors(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	has(t, sam.Get("/admin/sectors"), []string{"Chemical", "Names that were sectors once"})
	form := url.Values{"name": {"Space Systems"}, "short_name": {"Space"}, "slug": {"Space Systems"}, "since": {"2026-11-01"}, "instrument": {"A memorandum"}}
	refused(t, sam.Post("/admin/sectors", form), http.StatusUnprocessableEntity, "small letters", "A memorandum")
	form.Set("slug", "space-systems")
	has(t, sam.Post("/admin/sectors", form), []string{"Nothing is changed yet", "From Nov 1, 2026 on Space Systems is a sector", "still lacks"})
	form.Set("confirmed", "yes")
	leads(t, sam.Post("/admin/sectors", form), "/admin/sectors/space-systems")
	const record = "/admin/sectors/space-systems"
	refused(t, sam.Post(record+"/name", url.Values{"name": {"Space"}, "instrument": {"A notice"}}), http.StatusUnprocessableEntity, "day on which the name changes", "A notice")
	renaming := url.Values{"name": {"Space"}, "since": {"2026-11-10"}, "instrument": {"A notice"}}
	ahead := url.Values{"name": {"Space"}, "instrument": {"A notice"}, "since": {"2199-01-01"}, "confirmed": {"yes"}}
	refused(t, sam.Post(record+"/name", ahead), http.StatusUnprocessableEntity, "today or before", "A notice")
	has(t, sam.Post(record+"/name", renaming), []string{"Nothing is changed yet", "Every page calls Space Systems “Space”", "dates the name from Nov 10, 2026"})
	renaming.Set("confirmed", "yes")
	leads(t, sam.Post(record+"/name", renaming), record)
	leads(t, sam.Post(record+"/scope", url.Values{"scope": {"Satellites and what serves them."}}), record)
	has(t, s.Public().Get("/sectors/space-systems"), []string{"Space", "Satellites and what serves them.", "Space Systems"})
	refused(t, sam.Post(record+"/retirement", url.Values{"until": {"2026-11-15"}, "into": {"communications"}}), http.StatusUnprocessableEntity, "memorandum or notice that ends it")
	leads(t, sam.Post(record+"/retirement", url.Values{"until": {"2026-11-15"}, "into": {"communications"}, "ended_by": {"A notice"}, "confirmed": {"yes"}}), record)
	has(t, sam.Get("/admin/sectors"), []string{"went into Communications"}, `href="/admin/sectors/space-systems"`)
}

// Facing each other opens rosters: one member of staff has only the two sides of a sector do so.
func TestCouncilsOfDifferentSectorsDoNotFaceEachOtherByOneAlone(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	faces := func(slug string) webtest.Response {
		var name string
		if err := s.Database.Owner().QueryRow(t.Context(), `select name from council where slug = $1`, slug).Scan(&name); err != nil {
			t.Fatal(err)
		}
		return sam.Post("/admin/councils/escc/counterparts", url.Values{"counterpart": {name}})
	}
	for _, other := range []string{"hph-scc", "water-gcc"} {
		refused(t, faces(other), http.StatusConflict, "who sits in another council")
	}
	leads(t, sam.Post("/admin/councils/escc/counterparts/energy-gcc/end", nil), "/admin/councils/escc")
	leads(t, faces("energy-gcc"), "/admin/councils/escc")
}

func TestStaffChangeTheKindFromADayAndTakeItBack(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	const record = "/admin/councils/wscc"
	refused(t, sam.Post(record+"/kinds", url.Values{"kind": {"cross_sector"}}), http.StatusUnprocessableEntity, "Write the day", `<option value="cross_sector" selected>`)
	refused(t, sam.Post(record+"/kinds", url.Values{"kind": {"joint_room"}, "kind_from": {"2026-01-01"}}), http.StatusUnprocessableEntity, "Choose the kind that it becomes")
	change := url.Values{"kind": {"cross_sector"}, "kind_from": {"2026-01-01"}}
	has(t, sam.Post(record+"/kinds", change), []string{"Nothing is changed yet", "WSCC is a Cross-sector council from Jan 1, 2026 on", "loses: Decide who joins"})
	has(t, sam.Get(record), nil, "from Jan 1, 2026")
	if _, err := s.Database.Owner().Exec(t.Context(), `update office_may set until = now() where kind = 'cross_sector' and office = 'chair' and capability = 'charter.edit'`); err != nil {
		t.Fatal(err)
	}
	has(t, sam.Post(record+"/kinds", change), []string{"Chair (1 person) loses: "}, "gains:")
	change.Set("confirmed", "yes")
	leads(t, sam.Post(record+"/kinds", change), record)
	has(t, s.Public().Get("/councils/wscc"), []string{"Cross-sector council"}, "<dd>Sector Coordinating Council")
	has(t, sam.Get(record), []string{"from Jan 1, 2026", "Take back"})
	leads(t, sam.Post(record+"/kinds/cross_sector/removal", nil), record)
	has(t, s.Public().Get("/councils/wscc"), []string{"<dd>Sector Coordinating Council"})
	has(t, sam.Get("/admin/councils/wscc-water-gcc-joint"), []string{"Joint room"}, "Change the kind")
}

func TestKindThatTheFormDoesNotOfferIsRefused(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	page := sam.Get("/admin/councils/new").Body
	for _, kind := range []string{"watch", "administration", "region", "joint_room", "public", "no-such-kind"} {
		if strings.Contains(page, `value="`+kind+`"`) {
			continue
		}
		form := webtest.Form("name", "A second "+kind, "short_name", "Second", "kind", kind, "sector", "water-and-wastewater")
		refused(t, sam.Post("/admin/councils", form), http.StatusUnprocessableEntity, "Kind: choose one of those offered.", "A second "+kind)
	}
}

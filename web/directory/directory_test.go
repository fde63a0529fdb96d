package directory_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func never(t *testing.T, r webtest.Response, not ...string) {
	t.Helper()
	for _, w := range not {
		if strings.Contains(r.Body, w) {
			t.Errorf("it says %q", w)
		}
	}
}

func TestAdvisorFindsTheWaterUtilitiesOfTwoCounties(t *testing.T) {
	s := webtest.New(t)
	cora := s.As(story.Cora)
	all := cora.Get("/directory/facilities?sector=water-and-wastewater")
	webtest.Says(t, all, http.StatusOK, "8 facilities", "York, VA (3)", "James City, VA (3)", "Bay Shore Outfall")
	two := cora.Get("/directory/facilities?sector=water-and-wastewater&county=51199&county=51095")
	webtest.Says(t, two, http.StatusOK, "6 facilities", "Toano Well Field", "Grafton Booster Station", "Gloucester, VA (1)")
	never(t, two, "Bay Shore Outfall", "Gloucester Point Intake")
	never(t, s.As(story.Paul).Get("/directory/facilities?county=51199"), "Grafton Booster Station")
	never(t, s.As(story.Dana).Get("/directory/facilities?county=51199"), "Grafton Booster Station")
}

func TestNameThatNobodyBearsLeadsToThoseLikeIt(t *testing.T) {
	s := webtest.New(t)
	webtest.Says(t, s.As(story.Paul).Get("/directory?q=bleu+messa"), http.StatusOK, "No organization fits.", "Did you mean", "q=Blue+Mesa+Water+Authority")
}

var look = regexp.MustCompile(`/directory/searches/[0-9a-f-]+/looks`)

func TestSavedSearchTellsWhatIsNew(t *testing.T) {
	s := webtest.New(t)
	dana, paul := s.As(story.Dana), s.As(story.Paul)
	const query = "county=08077&sector=water-and-wastewater"
	if got := paul.Post("/directory/searches", url.Values{"name": {""}, "kind": {"facilities"}, "query": {query}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, "county=08077") {
		t.Errorf("without a name: %d", got.Status)
	}
	if got := paul.Post("/directory/searches", url.Values{"name": {"Water of Mesa County"}, "kind": {"facilities"}, "query": {query}}); got.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Status, got.Body)
	}
	webtest.Says(t, paul.Get("/directory/searches"), http.StatusOK, "Water of Mesa County", "nothing new")

	added := dana.Post("/directory/organizations/blue-mesa-water-authority/facilities", url.Values{"name": {"Fruita Standpipe"}, "sector": {"water-and-wastewater"}, "state": {"CO"}, "county": {"08077"}})
	if added.Status != http.StatusSeeOther {
		t.Fatalf("%d %s", added.Status, added.Body)
	}
	list := paul.Get("/directory/searches")
	webtest.Says(t, list, http.StatusOK, "1 new")
	news := paul.Follow(paul.Post(look.FindString(list.Body), nil))
	webtest.Says(t, news, http.StatusOK, "Fruita Standpipe", "1 facility")
	never(t, news, "Kannah Creek Intake")
	webtest.Says(t, paul.Get("/directory/searches"), http.StatusOK, "nothing new")
	never(t, s.As(story.Rosa).Get("/directory/searches"), "Water of Mesa County")
}

func TestProfileShowsSeatsAsOfADayAndFacilitiesToThoseWhoMay(t *testing.T) {
	s := webtest.New(t)
	const path = "/directory/organizations/blue-mesa-water-authority"
	paul := s.As(story.Paul)
	webtest.Says(t, paul.Get(path), http.StatusOK, "Water Sector Coordinating Council", "Kannah Creek Intake", "Add a facility", "Mesa, Colorado")
	before := paul.Get(path + "?on=2001-01-01")
	webtest.Says(t, before, http.StatusOK, "No seat that you may see.")
	priya := s.As(story.Priya).Get(path)
	webtest.Says(t, priya, http.StatusOK, "Blue Mesa Water Authority")
	never(t, priya, "Kannah Creek Intake", "Add a facility")
	if got := paul.Get(path + "?on=soon"); got.Status != http.StatusNotFound {
		t.Errorf("as of soon: %d", got.Status)
	}
	// What it said is there for those who read it.
	webtest.Says(t, s.As(story.Dana).Get("/directory/organizations/tidewater-utilities-cooperative"), http.StatusOK, "Latest it said that you may read")
	never(t, s.As(story.Ines).Get("/directory/organizations/tidewater-utilities-cooperative"), "Latest it said that you may read")
}

func TestPartnershipNamesWhatListsMayName(t *testing.T) {
	s := webtest.New(t)
	const all = "/directory/network"
	webtest.Says(t, s.As(story.Maya).Get(all), http.StatusOK, "network__node--own", `aria-label="Rail SCC"`, `aria-label="Water GCC"`, "Across sectors")
	webtest.Says(t, s.As(story.Sam).Get(all), http.StatusOK, `aria-label="Aviation SCC"`, "/councils/aviation-gcc")
	// It is known from memory alone, which lists leave to staff.
	never(t, s.As(story.Maya).Get(all), "Aviation SCC", "council=aviation-gcc", "/councils/aviation-gcc")
	never(t, s.As(story.Maya).Get(all+"?council=transport-gcc"), "Aviation GCC")
}

func TestNetworkIsOfTheRostersOneSees(t *testing.T) {
	s := webtest.New(t)
	webtest.Says(t, s.As(story.Dana).Get("/directory/network?council=wscc"), http.StatusOK, "Water GCC", "counterpart", "Water joint room")
	webtest.Says(t, s.As(story.Maya).Get("/directory/network?council=wscc"), http.StatusOK, "ESCC", "2 organizations in both")
	webtest.Says(t, s.As(story.Maya).Get("/directory/network?council=wscc"), http.StatusOK, "/directory/organizations/cedar-sound-public-utility", "Lakeshore Water and Power")
	never(t, s.As(story.Priya).Get("/directory/network?council=wscc"), "in both</text>", "Cedar Sound Public Utility")
	webtest.Says(t, s.As(story.Paul).Get("/directory/network?organization=lakeshore-water-and-power"), http.StatusOK, "Councils of Lakeshore Water and Power", "council=escc")
	webtest.Says(t, s.As(story.Tomas).Get("/directory/network?organization=lakeshore-water-and-power"), http.StatusOK, "sits in no council that you may see")
	never(t, s.As(story.Ines).Get("/directory/network?organization=lakeshore-water-and-power"), "council=wscc")
	if _, err := s.Database.Owner().Exec(t.Context(), `insert into council_region (council_id, region) select id, 8 from council where slug = 'rc3'`); err != nil {
		t.Fatal(err)
	}
	webtest.Says(t, s.As(story.Paul).Get("/directory/network?council=region-8"), http.StatusOK, "RC3", "works in this region")
	webtest.Says(t, s.As(story.Paul).Get("/directory/network?council=rc3"), http.StatusOK, "Region 8", "regional office")
	if got := s.As(story.Dana).Get("/directory/network?council=no-such-council"); got.Status != http.StatusNotFound {
		t.Errorf("of a council that is not there: %d", got.Status)
	}
}

func TestAdvisorFindsWhoHadNoContactForAYear(t *testing.T) {
	s := webtest.New(t)
	cora := s.As(story.Cora)
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := s.Database.Owner().Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(`alter table engagement disable trigger user`)
	exec(`delete from engagement_version`)
	exec(`delete from engagement`)
	visited := func(facility string, days int) {
		t.Helper()
		exec(`insert into engagement (id, office_id, organization_id, facility_id, kind, state, day, purpose, label, keeper_id, author_id, author_name)
			select gen_random_uuid(), office_id, organization_id, id, 'visit', 'done', app.now()::date - $2::int, 'Walk-through', 'TLP:AMBER', $3, $3, 'Cora West' from facility where id = $1`,
			story.Facility(facility), days, story.Cora.ID)
	}
	visited("Toano Well Field", 20)
	visited("Grafton Booster Station", 500)
	const list = "/directory/facilities?sector=water-and-wastewater&county=51199&county=51095"
	year := cora.Get(list + "&contact=365")
	webtest.Says(t, year, http.StatusOK, "5 facilities", "Grafton Booster Station", "none yet")
	never(t, year, "Toano Well Field")
	none := cora.Get(list + "&contact=never")
	webtest.Says(t, none, http.StatusOK, "4 facilities")
	never(t, none, "Toano Well Field", "Grafton Booster Station")
	webtest.Says(t, cora.Get("/directory?sector=water-and-wastewater&state=VA&contact=90"), http.StatusOK, "Saltmarsh Bay Utilities")
	never(t, cora.Get("/directory?sector=water-and-wastewater&state=VA&contact=90"), "Tidewater Utilities Cooperative")
	// Whoever reads no contacts is not asked about them.
	never(t, s.As(story.Dana).Get("/directory/facilities"), "Last contact")
	if got := cora.Get(list + "&contact=soon"); got.Status != http.StatusNotFound {
		t.Errorf("contact soon: %d", got.Status)
	}
}

// An owner who looks for her advisor finds who it is and how to call, for as long as that one covers the place.
func TestAdvisorOfAPlaceIsFoundByEverybodySignedIn(t *testing.T) {
	s := webtest.New(t)
	omar := s.As(story.Omar)
	paul := "/directory/people/" + story.Paul.ID.String()
	for _, at := range []string{"/directory/organizations/blue-mesa-water-authority", "/directory/advisors?state=CO"} {
		webtest.Says(t, omar.Get(at), 200, `href="`+paul+`"`)
	}
	webtest.Says(t, omar.Get(paul), 200, "Paul Reyes", "Colorado", "Office telephone", "Everybody signed in can see who advises in a place.")
	webtest.Says(t, omar.Get("/contacts/"+story.Contact(story.Paul.Name, "office").String()), 200, "Office telephone of Paul Reyes")
	webtest.Says(t, s.Public().Get(paul), 303)
	if _, err := s.Database.Owner().Exec(t.Context(), `update territory set until = app.now() where person_id = $1`, story.Paul.ID); err != nil {
		t.Fatal(err)
	}
	webtest.Says(t, omar.Get(paul), 404)
}

package admission_test

import (
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

const community = "/councils/water-and-wastewater-community"

// Whoever has no seat asks at the door of a sector's community. The sector's own people let them in: a chair speaks for the applicant, and the
// secretariat of the SCC decides. What the community shares stays unseen from outside.
func TestCommunityHasADoorWhereTheSecretariatOfTheSCCLetsPeopleIn(t *testing.T) {
	s := webtest.New(t)
	ines := s.As(story.Ines)
	webtest.Says(t, ines.Get(community), 404)
	webtest.Says(t, ines.Get("/sectors/water-and-wastewater"), 200, `href="`+community+`/join"`)
	webtest.Says(t, s.Public().Get(community+"/join"), 200, "Community member", "Ask to join")
	form := webtest.Form("organization", "Copper Creek Water District", "office", "member", "reason", "We run wells and want what the sector shares",
		"phone", "303-555-0142", "supervisor", "Ada Mills", "supervisor_contact", "303-555-0143")
	asked := ines.Post(community+"/join", form)
	if asked.Status != 303 || !strings.HasPrefix(asked.Header.Get("Location"), "/admissions/") {
		t.Fatalf("asked at the door: %d\n%s", asked.Status, asked.Body)
	}
	webtest.Says(t, s.Public().Post(community+"/join", webtest.Form("name", "Rosa Alvarez", "email", "rosa@plant.example.org", "organization", "Sycamore County Sanitation Districts",
		"office", "member", "reason", "We run a plant", "phone", "303-555-0144", "supervisor", "Ada Mills", "supervisor_contact", "303-555-0145")), 303)

	at := asked.Header.Get("Location")
	var secretary string
	if err := s.Database.Owner().QueryRow(t.Context(), `select a.person_id::text from appointment a join council c on c.id = a.council_id
		where c.slug = 'wscc' and a.office = 'secretary' and (a.until is null or a.until > app.now()) limit 1`).Scan(&secretary); err != nil {
		t.Fatal(err)
	}
	if r := s.As(story.Dana).Post(at+"/sponsorship", webtest.Form("because", "I know the district")); r.Status != 303 {
		t.Fatalf("the chair of the SCC speaks for him: %d\n%s", r.Status, r.Body)
	}
	webtest.Says(t, s.As(story.Priya).Get(community+"/admissions"), 404)
	secretariat := s.Public()
	secretariat.Post("/demo/sign-in", url.Values{"person": {secretary}})
	webtest.Says(t, secretariat.Get(community+"/admissions"), 200, story.Ines.Name)
	id := strings.TrimPrefix(at, "/admissions/")
	if r := secretariat.Post(community+"/admissions/decisions", webtest.Form("case", id, "decision-"+id, "admit", "checked-"+id, "called", "how-"+id, "The number on their website")); r.Status != 303 {
		t.Fatalf("the secretariat decides: %d\n%s", r.Status, r.Body)
	}
	webtest.Says(t, ines.Get(at), 200, "Accept")
	if r := ines.Post(at+"/acceptance", webtest.Form("rules", "2026-01-01T12:00:00Z")); r.Status != 303 {
		t.Fatalf("accepted: %d", r.Status)
	}
	webtest.Says(t, ines.Get(community), 200)
}

// A community says whether its members post; who only reads does not.
func TestMembersPostWhereTheirCommunitySaysSo(t *testing.T) {
	s := webtest.New(t)
	tomas, gloria := s.As(story.Tomas), s.As(story.Named("Gloria Estes"))
	webtest.Says(t, tomas.Get("/updates/new"), 404)
	webtest.Says(t, gloria.Get(community+"/about/edit"), 200, "Members post too")
	if r := gloria.Post(community+"/about", webtest.Form("members_post", "yes")); r.Status != 303 {
		t.Fatalf("the community says so: %d\n%s", r.Status, r.Body)
	}
	webtest.Says(t, tomas.Get("/updates/new"), 200, "Water community")
	if r := gloria.Post(community+"/about", webtest.Form()); r.Status != 303 {
		t.Fatal(r.Status)
	}
	webtest.Says(t, tomas.Get("/updates/new"), 404)
}

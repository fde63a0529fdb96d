package renewal_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/council"
	"example.org/concord/internal/renewal"
	"example.org/concord/internal/story"
	"example.org/concord/internal/story/storytest"
	"example.org/concord/web/webtest"
)

var wscc, escc = story.Maya.Appointment("wscc", "representative"), story.Maya.Appointment("escc", "representative")

func count(t *testing.T, s *webtest.Site, sql string, args ...any) (n int) {
	t.Helper()
	if err := s.Database.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestOneClickConfirmsAllOfAnOrganization(t *testing.T) {
	s := webtest.New(t)
	maya := s.As(story.Maya)
	webtest.Says(t, maya.Get("/"), http.StatusOK, "2 offices to confirm by", "/confirmations")
	webtest.Says(t, maya.Get("/confirmations"), http.StatusOK, "Lakeshore Water and Power", "Confirm all 2", "No longer", "unless you confirm")
	webtest.Says(t, s.As(story.Dana).Get("/councils/wscc/roster"), http.StatusOK, "Unconfirmed, ends")
	if r := s.As(story.Priya).Get("/councils/wscc/roster"); strings.Contains(r.Body, "Unconfirmed") {
		t.Error("a member sees who is unconfirmed")
	}
	webtest.Says(t, maya.Post("/confirmations", webtest.Form("appointment", wscc.String(), "appointment", escc.String())), http.StatusSeeOther)
	page := maya.Get("/confirmations")
	webtest.Says(t, page, http.StatusOK, "by Maya Chen")
	if strings.Contains(page.Body, "Confirm all") || strings.Contains(maya.Get("/").Body, "offices to confirm") {
		t.Error("she is still asked")
	}
	webtest.Says(t, maya.Post("/confirmations", webtest.Form("appointment", wscc.String())), http.StatusConflict, "answered a moment ago")
	webtest.Says(t, s.As(story.Dana).Get("/councils/wscc/audit"), http.StatusOK, "confirmed that", "still speaks for the organization")
}

func TestNobodyAnswersForAnotherOrganization(t *testing.T) {
	s := webtest.New(t)
	for _, p := range []story.Person{story.Priya, story.Dana, story.Sam, story.Omar, story.Eve} {
		v := s.As(p)
		if r := v.Post("/confirmations", webtest.Form("appointment", wscc.String())); r.Status != http.StatusForbidden {
			t.Errorf("%s confirms: %d", p.Name, r.Status)
		}
		webtest.Says(t, v.Get("/confirmations/"+wscc.String()), http.StatusNotFound)
		webtest.Says(t, v.Post("/confirmations/"+wscc.String()+"/end", webtest.Form()), http.StatusNotFound)
	}
	if r := s.As(story.Eve).Get("/confirmations"); !strings.Contains(r.Body, "nobody for whom you answer") {
		t.Error("nobody is somebody's")
	}
	if n := count(t, s, `select count(*) from renewal where appointment_id = $1 and answer is null`, wscc); n != 1 {
		t.Error("it was answered")
	}
}

func TestNoLongerEndsTheOfficeAndTheRosterSaysWhy(t *testing.T) {
	s := webtest.New(t)
	maya := s.As(story.Maya)
	at := "/confirmations/" + escc.String()
	webtest.Says(t, maya.Get(at), http.StatusOK, "Maya Chen is no longer yours?", "Lakeshore Water and Power")
	long := strings.Repeat("x", 401)
	webtest.Says(t, maya.Post(at+"/end", webtest.Form("because", long)), http.StatusUnprocessableEntity, long)
	webtest.Says(t, maya.Post(at+"/end", webtest.Form("because", "Took another post")), http.StatusSeeOther)
	webtest.Says(t, maya.Get("/councils/escc/roster"), http.StatusNotFound)
	webtest.Says(t, s.As(story.Ben).Get("/councils/escc/audit"), http.StatusOK, "No longer theirs, says the organization: Took another post")
}

func TestChairRevivesInOneClickWhatThePortalEnded(t *testing.T) {
	s := webtest.New(t)
	if _, err := s.Database.Owner().Exec(t.Context(), `update renewal set ends = app.now() where answer is null and reason = 'unconfirmed'`); err != nil {
		t.Fatal(err)
	}
	if err := renewal.Keep(t.Context(), s.Database.Worker()); err != nil {
		t.Fatal(err)
	}
	webtest.Says(t, s.As(story.Maya).Get("/councils/wscc/roster"), http.StatusNotFound)
	dana := s.As(story.Dana)
	webtest.Says(t, dana.Get("/councils/wscc/roster"), http.StatusOK, "Ended by the portal", "Maya Chen, Representative", "did not confirm it")
	for _, p := range []story.Person{story.Priya, story.Ben, story.Sam} {
		if r := s.As(p).Post("/councils/wscc/appointments/"+wscc.String()+"/revival", webtest.Form()); r.Status != http.StatusNotFound && r.Status != http.StatusForbidden {
			t.Errorf("%s revives: %d", p.Name, r.Status)
		}
	}
	webtest.Says(t, dana.Post("/councils/escc/appointments/"+wscc.String()+"/revival", webtest.Form()), http.StatusNotFound)
	webtest.Says(t, dana.Post("/councils/wscc/appointments/"+wscc.String()+"/revival", webtest.Form()), http.StatusSeeOther)
	webtest.Says(t, s.As(story.Maya).Get("/councils/wscc/roster"), http.StatusOK)
	if r := dana.Get("/councils/wscc/roster"); strings.Contains(r.Body, "Ended by the portal") {
		t.Error("it is still offered")
	}
}

func TestStaffRecordAnOrganizationsAdministrator(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	at := "/admin/organizations/lakeshore-water-and-power"
	webtest.Says(t, sam.Post(at+"/administrators", webtest.Form("person", "Priya Raman")), http.StatusUnprocessableEntity, "Nobody of that name works for this organization")
	webtest.Says(t, s.As(story.Maya).Post(at+"/administrators", webtest.Form("person", "Maya Chen")), http.StatusNotFound)
	proposed := sam.Post(at+"/administrators", webtest.Form("person", "Maya Chen"))
	webtest.Says(t, s.As(story.Kim).Post(proposed.Header.Get("Location")+"/decision", webtest.Form("decision", "confirm")), http.StatusSeeOther)
	webtest.Says(t, sam.Get(at), http.StatusOK, "Maya Chen")
	webtest.Says(t, sam.Get("/admin/audit"), http.StatusOK, "administrator")
	var id uuid.UUID
	if err := s.Database.Owner().QueryRow(t.Context(), `select id from organization_administrator where person_id = $1`, story.Maya.ID).Scan(&id); err != nil {
		t.Fatal(err)
	}
	webtest.Says(t, sam.Post(at+"/administrators/"+id.String()+"/end", webtest.Form()), http.StatusSeeOther)
	if n := count(t, s, `select count(*) from organization_administrator where id = $1 and until is null`, id); n != 0 {
		t.Error("it did not end")
	}
}

func TestHealthCountsWhatWaitsAndNamesNobody(t *testing.T) {
	s := webtest.New(t)
	s.Database.SetNow(storytest.Day.Add(time.Hour))
	if err := council.CountHealth(t.Context(), s.Database.Worker()); err != nil {
		t.Fatal(err)
	}
	page := s.As(story.Sam).Get("/admin/health")
	webtest.Says(t, page, http.StatusOK, "Unconfirmed", "2, 1 late; oldest 9 days")
	for _, name := range []string{"Gil Navarro", "Odile Marsh", "Maya Chen"} {
		if strings.Contains(page.Body, name) {
			t.Errorf("it names %s", name)
		}
	}
}

func TestInvitationThatCouldNotBeMailedIsListedWithoutAName(t *testing.T) {
	s := webtest.New(t)
	if _, err := s.Database.Super().Exec(t.Context(), `with i as (
		insert into signin.invitation (id, hash, email, kind, admission_id) select gen_random_uuid(), 'x', a.email, 'join', a.id from admission a where a.id = $1 returning id)
		insert into jobs.river_job (kind, queue, args, state, attempt, max_attempts, errors, attempted_at, finalized_at)
		select 'mail', 'mail', jsonb_build_object('kind', 'join', 'object', i.id), 'discarded'::jobs.river_job_state, 12, 12, array[jsonb_build_object('error', 'the line dropped')], now(), now() from i
		union all
		select 'mail', 'mail', jsonb_build_object('kind', 'refused', 'object', $1::uuid), 'discarded'::jobs.river_job_state, 12, 12, array[jsonb_build_object('error', 'the line dropped')], now(), now()`,
		story.Admission("gil")); err != nil {
		t.Fatal(err)
	}
	page := s.As(story.Sam).Get("/admin/mail")
	webtest.Says(t, page, http.StatusOK, "An applicant", "Invitation into a council", "Refusal of an application", "WSCC")
	if strings.Contains(page.Body, "Navarro") {
		t.Error("it names the applicant")
	}
}

func TestStaffReviveTheirOwnWithASecondMemberOfStaff(t *testing.T) {
	s := webtest.New(t)
	if _, err := s.Database.Owner().Exec(t.Context(), `update renewal set ends = app.now() where answer is null and reason = 'unused'`); err != nil {
		t.Fatal(err)
	}
	if err := renewal.Keep(t.Context(), s.Database.Worker()); err != nil {
		t.Fatal(err)
	}
	trevor := story.Named("Trevor Banks")
	sam := s.As(story.Sam)
	webtest.Says(t, sam.Get("/councils/region-8/roster"), http.StatusOK, "Trevor Banks, Cybersecurity Advisor", "The account was not used")
	r := sam.Post("/councils/region-8/appointments/"+trevor.Appointment("region-8", "csa").String()+"/revival", webtest.Form())
	if r.Status != http.StatusSeeOther || !strings.HasPrefix(r.Header.Get("Location"), "/admin/proposals/") {
		t.Fatalf("%d to %s", r.Status, r.Header.Get("Location"))
	}
	webtest.Says(t, s.AsID(trevor.ID).Get("/councils/region-8"), http.StatusNotFound)
	kim := s.As(story.Kim)
	page := kim.Follow(r)
	webtest.Says(t, page, http.StatusOK, "Trevor Banks", "Revived: the portal had ended this office")
	webtest.Says(t, kim.Post(r.Header.Get("Location")+"/decision", webtest.Form("decision", "confirm")), http.StatusSeeOther)
	webtest.Says(t, s.AsID(trevor.ID).Get("/councils/region-8"), http.StatusOK)
	if strings.Contains(sam.Get("/councils/region-8/roster").Body, "Ended by the portal") {
		t.Error("it is still offered")
	}
}

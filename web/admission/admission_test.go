package admission_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func count(t *testing.T, s *webtest.Site, sql string, args ...any) (n int) {
	t.Helper()
	if err := s.Database.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

var hanna = url.Values{"name": {"Hanna Brook"}, "email": {"hanna.brook@example.org"}, "organization": {"Saltmarsh Bay Utilities"}, "office": {"observer"}, "reason": {"Knows salt water"}}

func with(form url.Values, pairs ...string) url.Values {
	changed := url.Values{"once": {uuid.NewString()}}
	for name, values := range form {
		changed[name] = values
	}
	for n := 0; n < len(pairs); n += 2 {
		changed.Set(pairs[n], pairs[n+1])
	}
	return changed
}

func TestNominationComesBackWithEverythingTyped(t *testing.T) {
	s := webtest.New(t)
	v := s.As(story.Priya)
	webtest.Says(t, v.Post("/councils/wscc/admissions", with(hanna, "email", "nowhere")), http.StatusUnprocessableEntity, "write one like name@example.org", "Hanna Brook", "Knows salt water")
	webtest.Says(t, v.Post("/councils/wscc/admissions", with(hanna, "organization", "Water")), http.StatusUnprocessableEntity, "several fit", "Blue Mesa Water Authority", "None of these")
	webtest.Says(t, v.Post("/councils/wscc/admissions", with(hanna, "email", "gil.navarro@example.org")), http.StatusConflict, "A case for this address is open", "Hanna Brook")
	if n := count(t, s, `select count(*) from admission where name = 'Hanna Brook'`); n != 0 {
		t.Errorf("%d cases", n)
	}
}

func TestDoubleClickNominatesOnce(t *testing.T) {
	s := webtest.New(t)
	v, form := s.As(story.Priya), with(hanna)
	first, second := v.Post("/councils/wscc/admissions", form), v.Post("/councils/wscc/admissions", form)
	if first.Status != http.StatusSeeOther || second.Header.Get("Location") != first.Header.Get("Location") {
		t.Errorf("%d to %s, then %d to %s", first.Status, first.Header.Get("Location"), second.Status, second.Header.Get("Location"))
	}
	if n := count(t, s, `select count(*) from admission where name = 'Hanna Brook'`); n != 1 {
		t.Errorf("%d cases", n)
	}
}

func TestSomebodyOnTheRosterIsNominatedByNameAlone(t *testing.T) {
	s := webtest.New(t)
	webtest.Says(t, s.As(story.Priya).Post("/councils/wscc/admissions", with(hanna, "email", "")), http.StatusUnprocessableEntity, "E-mail address")
	r := s.As(story.Priya).Post("/councils/wscc/admissions", with(hanna, "email", "", "name", "Hugo Lind", "office", "adviser"))
	if r.Status != http.StatusSeeOther || count(t, s, `select count(*) from admission where person_id = $1`, story.Hugo.ID) != 1 {
		t.Errorf("status %d", r.Status)
	}
}

func TestOrganizationMayBeNewAndIsNamedAtTheDecision(t *testing.T) {
	s := webtest.New(t)
	r := s.As(story.Priya).Post("/councils/wscc/admissions", with(hanna, "organization", "Brine Works of the Coast"))
	id := strings.TrimPrefix(r.Header.Get("Location"), "/admissions/")
	lena := s.As(story.Lena)
	webtest.Says(t, lena.Get("/councils/wscc/admissions/decisions?case="+id), http.StatusOK, "which is not on record")
	form := url.Values{"case": {id}, "decision-" + id: {"admit"}, "checked-" + id: {"called"}, "how-" + id: {"Their switchboard"}, "organization-" + id: {"Brine Works of the Coast"}}
	webtest.Says(t, lena.Post("/councils/wscc/admissions/decisions", form), http.StatusUnprocessableEntity, "No organization of that name is on record", "Their switchboard")
	form.Set("organization-"+id, "Saltmarsh Bay Utilities")
	if r := lena.Post("/councils/wscc/admissions/decisions", form); r.Status != http.StatusSeeOther {
		t.Errorf("status %d", r.Status)
	}
}

func TestSeveralAreDecidedAtOnceOrNotAtAll(t *testing.T) {
	s := webtest.New(t)
	gil := story.Admission("gil").String()
	hannas := strings.TrimPrefix(s.As(story.Priya).Post("/councils/wscc/admissions", with(hanna)).Header.Get("Location"), "/admissions/")
	lena := s.As(story.Lena)
	webtest.Says(t, lena.Get("/councils/wscc/admissions/decisions?case="+gil+"&case="+hannas+"&case="+story.Admission("petra").String()), http.StatusOK, "Gil Navarro", "Hanna Brook", "Priya Raman")
	form := url.Values{"case": {gil, hannas}, "decision-" + gil: {"admit"}, "checked-" + gil: {"known"}, "decision-" + hannas: {"refuse"}}
	webtest.Says(t, lena.Post("/councils/wscc/admissions/decisions", form), http.StatusUnprocessableEntity, "Gil Navarro: Identity: write how", "Reason of the refusal", "What the applicant may do")
	form.Set("how-"+gil, "For ten years")
	form.Set("because", "No room")
	form.Set("advice", "Ask in spring")
	if r := lena.Post("/councils/wscc/admissions/decisions", form); r.Status != http.StatusSeeOther {
		t.Fatalf("status %d", r.Status)
	}
	if n := count(t, s, `select count(*) from admission_step where admission_id = $1 and kind = 'invited' or admission_id = $2 and kind = 'refused'`, gil, hannas); n != 2 {
		t.Errorf("%d of 2 decisions", n)
	}
	webtest.Says(t, lena.Post("/councils/wscc/admissions/decisions", form), http.StatusConflict, "Nothing was decided")
	webtest.Says(t, s.As(story.Priya).Get("/admissions/"+hannas), http.StatusOK, "No room", "Ask in spring", "Nominate again")
	webtest.Says(t, s.As(story.Priya).Get("/councils/wscc/admissions/new?again="+hannas), http.StatusOK, "Hanna Brook", "Knows salt water", "Saltmarsh Bay Utilities")
}

func TestApplicantSeesHerOwnCaseAndAcceptsInOneClick(t *testing.T) {
	s := webtest.New(t)
	eve := s.As(story.Eve) // her utility has a seat there for which nobody speaks yet
	asked := url.Values{"organization": {"Copper Creek Water District"}, "office": {"representative"}, "reason": {"Our seat is vacant"}, "phone": {"555-0100"}, "supervisor": {"Ada Mills"},
		"supervisor_contact": {"555-0101"}}
	r := eve.Post("/councils/wscc/join", asked)
	if r.Status != http.StatusSeeOther {
		t.Fatalf("status %d", r.Status)
	}
	at := r.Header.Get("Location")
	webtest.Says(t, eve.Get(at), http.StatusOK, "Waits for a sponsor", "Withdraw")
	webtest.Says(t, s.As(story.Priya).Post(at+"/sponsorship", url.Values{}), http.StatusUnprocessableEntity, "Why you speak for the applicant")
	s.As(story.Priya).Post(at+"/sponsorship", url.Values{"because": {"I know her"}})
	id := strings.TrimPrefix(at, "/admissions/")
	s.As(story.Lena).Post("/councils/wscc/admissions/decisions", url.Values{"case": {id}, "decision-" + id: {"admit"}, "checked-" + id: {"known"}, "how-" + id: {"From the plant tour"}})
	home := eve.Get("/")
	webtest.Says(t, home, http.StatusOK, "You are invited to WSCC")
	page := eve.Get(at)
	webtest.Says(t, page, http.StatusOK, "You are invited", "hold here too") // the rules, which she accepted
	if strings.Contains(page.Body, "plant tour") {
		t.Error("she is told how she was checked")
	}
	if r := eve.Post(at+"/acceptance", url.Values{"rules": {"2026-01-01T12:00:00Z"}}); r.Status != http.StatusSeeOther {
		t.Fatalf("status %d: %s", r.Status, r.Body)
	}
	webtest.Says(t, eve.Get("/councils/wscc"), http.StatusOK, "Updates, newest first")
}

func TestVisitorGetsTheSameAnswerWhoeverHeIsUntilThereAreTooMany(t *testing.T) {
	s := webtest.New(t)
	ask := with(hanna, "phone", "555-0100", "supervisor", "Ada Mills", "supervisor_contact", "555-0101")
	public := s.Public()
	first := public.Post("/councils/wscc/join", ask)
	for _, email := range []string{"hanna.brook@example.org", story.Dana.Email(), "gil.navarro@example.org"} {
		r := public.Post("/councils/wscc/join", with(ask, "email", email))
		if r.Status != first.Status || r.Header.Get("Location") != first.Header.Get("Location") || r.Body != first.Body {
			t.Errorf("%s is answered %d, %s", email, r.Status, r.Header.Get("Location"))
		}
	}
	public.Post("/councils/wscc/join", ask)
	webtest.Says(t, public.Post("/councils/wscc/join", ask), http.StatusUnprocessableEntity, "send it again in an hour", "Hanna Brook")
}

func TestPublicFaceAsksToJoinOnlyWhereSomebodyCouldDecide(t *testing.T) {
	s := webtest.New(t)
	webtest.Says(t, s.Public().Get("/councils/wscc"), http.StatusOK, "Ask to join")
	if r := s.As(story.Dana).Get("/councils/wscc"); strings.Contains(r.Body, "Ask to join") || !strings.Contains(r.Body, "Admissions") {
		t.Error("a member is asked to join, or is not led to the admissions")
	}
	var orphan string
	if err := s.Database.Owner().QueryRow(t.Context(), `select slug from council c where not app.admits(c.id) and exists (select from council_kind_term t where t.council_id = c.id and t.kind = 'scc') limit 1`).Scan(&orphan); err != nil {
		t.Fatal(err)
	}
	if r := s.Public().Get("/councils/" + orphan); r.Status != http.StatusOK || strings.Contains(r.Body, "Ask to join") {
		t.Errorf("%s: one may ask where nobody answers", orphan)
	}
	webtest.Says(t, s.Public().Get("/councils/"+orphan+"/join"), http.StatusNotFound)
}

func TestAdministratorOfAnOrganizationNominatesAndStillNeedsASponsor(t *testing.T) {
	s := webtest.New(t)
	if _, err := s.Database.Owner().Exec(t.Context(), `insert into organization_administrator (id, organization_id, person_id) select gen_random_uuid(), organization_id, id from person where id = $1`, story.Eve.ID); err != nil {
		t.Fatal(err)
	}
	eve := s.As(story.Eve) // her utility has a seat there for which nobody speaks yet
	webtest.Says(t, eve.Get("/councils/wscc/admissions/new"), http.StatusOK, "Somebody of the council has to speak for them")
	webtest.Says(t, eve.Get("/councils/wscc/admissions"), http.StatusNotFound)
	webtest.Says(t, eve.Post("/councils/wscc/admissions", with(hanna)), http.StatusUnprocessableEntity, "choose one of yours", "Hanna Brook")
	var ours string
	if err := s.Database.Owner().QueryRow(t.Context(), `select o.name from organization o join person p on p.organization_id = o.id where p.id = $1`, story.Eve.ID).Scan(&ours); err != nil {
		t.Fatal(err)
	}
	r := eve.Post("/councils/wscc/admissions", with(hanna, "organization", ours))
	if r.Status != http.StatusSeeOther {
		t.Fatalf("status %d", r.Status)
	}
	at := r.Header.Get("Location")
	webtest.Says(t, eve.Get(at), http.StatusOK, "Hanna Brook", "Waits for a sponsor")
	webtest.Says(t, s.As(story.Priya).Post(at+"/sponsorship", url.Values{"because": {"We met"}}), http.StatusSeeOther)
	webtest.Says(t, eve.Get(at), http.StatusOK, "Waits for a validator")
	webtest.Says(t, eve.Get("/councils/escc/admissions/new"), http.StatusNotFound)
}

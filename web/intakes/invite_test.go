package intakes_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/intake"
	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// A file of people brings each an invitation by mail, after a look at the addresses: who serves in a council is confirmed by a second member of
// staff, an address that is taken is said at its row, and nobody is invited twice.
func TestPeopleOfAFileAreInvitedAfterALook(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	one := func(sql string, args ...any) (got string) {
		t.Helper()
		if err := s.Database.Super().QueryRow(t.Context(), sql, args...).Scan(&got); err != nil {
			t.Fatal(sql, err)
		}
		return got
	}
	owner := one(`select o.name from person p join organization o on o.id = p.organization_id where p.id = $1`, story.Dana.ID)
	taken := one(`select email from signin.account where person_id = $1`, story.Dana.ID)
	serving := one(`select p.name from person p join appointment a on a.person_id = p.id and a.until is null where not exists (select from signin.account x where x.person_id = p.id)
		and (select count(*) from person q where q.name = p.name) = 1 and p.suspended is null and p.expires is null order by p.name limit 1`)
	where := one(`select o.name from person p join organization o on o.id = p.organization_id where p.name = $1`, serving)
	file := "Name;Organization;E-mail\nAnn Newcomer;" + owner + ";ann@newcomer.example.org\nAnn Newcomer;" + owner + ";ann2@newcomer.example.org\nBob Newcomer;" + owner + ";" + taken +
		"\n" + serving + ";" + where + ";serving@newcomer.example.org\nCarl Newcomer;" + owner + ";carl at newcomer\nDora Newcomer;" + owner + ";\n"
	sent := sam.Upload("/intakes", webtest.Form("kind", "people"), "people.csv", []byte(file))
	at := sent.Header.Get("Location")
	webtest.Says(t, sent, http.StatusSeeOther)
	take := func(step intake.Step) {
		t.Helper()
		if err := intake.Take(t.Context(), s.Database.Worker(), uuid.MustParse(strings.TrimPrefix(at, "/intakes/")), step); err != nil {
			t.Fatal(err)
		}
	}
	take(intake.Compare)
	webtest.Says(t, sam.Get(at), http.StatusOK, "Refused 1", "carl at newcomer", "cannot be used", "New 3", "Looks alike 2")
	// One bears the address of somebody else, and one was invited with another: the reader says what that means.
	webtest.Says(t, sam.Post(at+"/choose", map[string][]string{"rows": {"alike"}, "shown": {"4", "5"}, "choice": {"another", "take-1"}}), http.StatusSeeOther)
	webtest.Says(t, sam.Get(at+"/invitations"), http.StatusNotFound)
	webtest.Says(t, sam.Post(at+"/approve", webtest.Form()), http.StatusSeeOther)
	take(intake.Apply)
	webtest.Says(t, sam.Get(at), http.StatusOK, "Invite them")
	webtest.Says(t, sam.Get(at+"/invitations"), http.StatusOK, "Ann Newcomer", "ann2@newcomer.example.org", "Bob Newcomer", serving, "a second member of staff confirms")
	webtest.Says(t, sam.Post(at+"/invitations", webtest.Form()), http.StatusUnprocessableEntity, "Select whom you invite")
	webtest.Says(t, s.As(story.Dana).Get(at+"/invitations"), http.StatusNotFound)

	webtest.Says(t, sam.Post(at+"/invitations", map[string][]string{"invite": {"2", "4", "5"}}), http.StatusUnprocessableEntity, "Bob Newcomer: Somebody else signs in with this e-mail address")
	if got := one(`select string_agg(email, ' ') from signin.invitation where email like '%newcomer.example.org'`); got != "ann@newcomer.example.org" {
		t.Errorf("invited: %s", got)
	}
	if got := one(`select string_agg(p.act || ' ' || p.email, ' ') from proposal p where p.email like '%newcomer%'`); got != "invitation serving@newcomer.example.org" {
		t.Errorf("proposed: %s", got)
	}
	webtest.Says(t, sam.Post(at+"/invitations", map[string][]string{"invite": {"2", "3"}}), http.StatusSeeOther)
	if got := one(`select string_agg(email, ' ' order by email) from signin.invitation where email like '%newcomer.example.org'`); got != "ann@newcomer.example.org ann2@newcomer.example.org" {
		t.Errorf("invited then: %s", got)
	}
	// By the addresses a later file tells the two apart.
	again := sam.Upload("/intakes", webtest.Form("kind", "people"), "again.csv", []byte("Name;Organization;E-mail\nAnn Newcomer;"+owner+";ann2@newcomer.example.org\n"))
	at = again.Header.Get("Location")
	take(intake.Compare)
	webtest.Says(t, sam.Get(at), http.StatusOK, "The same 1")
}

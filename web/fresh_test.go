package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"example.org/concord/internal/story"
	"example.org/concord/web"
	"example.org/concord/web/webtest"
)

// wantFresh are the acts that open something to others, export, or change how one signs in.
var wantFresh = []string{
	"/councils/{council}/audit/export", "/councils/{council}/resets", "/councils/{council}/resets/{reset}/approval", "/councils/{council}/seats/{seat}/appointments", "/councils/{council}/appointments",
	"/councils/{council}/admissions/decisions", "/updates/{update}/publication", "/emergency", "/emergency/{access}/decision",
	"/account/password", "/account/email", "/account/email/{token}", "/account/recovery-codes", "/account/factors/{factor}/removal", "/account/authenticators", "/account/passkeys", "/account/passkeys/question", "/account/authenticators/new", "/account/provider", "/account/identities/{identity}/removal",
	"/admin/organizations/{organization}/administrators", "/councils/{council}/appointments/{appointment}/revival", "/admin/audit/export", "/admin/audit/log/export", "/admin/councils/{council}/hand-overs",
	"/councils/{council}/roster/export", "/councils/{council}/roster/file/rows", "/councils/{council}/selection/export", "/admin/rights/limit", "/admin/people/{person}/address", "/councils/{council}/roster/rule", "/councils/{council}/roster/rule/{rule}/agreement", "/admin/programs", "/admin/programs/{program}", "/admin/proposals/copies", "/admin/proposals/{proposal}/decision", "/admin/rights", "/admin/rules", "/admin/kinds", "/admin/kinds/{kind}/communities",
	"/councils/{council}/seats/{seat}/replacement", "/councils/{council}/seats/{seat}/succession", "/councils/{council}/seats/{seat}/succession/agreement", "/admin/councils/{council}/counterparts", "/admin/councils/{council}/kinds",
	"/admin/councils/{council}/reopening", "/admin/people/{person}/invitation", "/admin/people", "/admissions/{admission}/invitation", "/councils/{council}/questions/{proposal}/answer", "/admin/people/{person}/restoration",
	"/intakes/{intake}/invitations", "/directory/people/export", "/directory/organizations/export", "/directory/facilities/export", "/directory/stops/{stop}/lifting", "/directory/people/{person}/card", "/incidents/{incident}/call-list", "/duplicates/{what}/{one}/{other}/merge", "/admin/people/{person}/resets", "/admin/people/{person}/resets/{reset}/approval",
}

func stale(t *testing.T, s *webtest.Site) {
	t.Helper()
	if _, err := s.Database.Owner().Exec(t.Context(), `update signin.session set proven = proven - interval '11 minutes'`); err != nil {
		t.Fatal(err)
	}
}

func TestDangerousActsAskForAFactorShownLately(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	stale(t, s)
	var asked []string
	for _, line := range web.Routes() {
		if line.Method != http.MethodPost || strings.HasPrefix(line.Path, "/demo") || line.Path == "/sign-out" || strings.HasSuffix(line.Path, "/end") {
			continue
		}
		for _, r := range requests(t, line)[:1] {
			if got := sam.Post(r.path, r.form); strings.HasPrefix(got.Header.Get("Location"), "/sign-in/confirmation?") {
				asked = append(asked, line.Path)
			}
		}
	}
	slices.Sort(asked)
	want := slices.Sorted(slices.Values(wantFresh))
	if !slices.Equal(asked, want) {
		t.Errorf("a factor is asked for at\n%q\nand should be at\n%q", asked, want)
	}
}

func TestFormThatWantsAFactorComesBackWithItsText(t *testing.T) {
	s := webtest.New(t)
	sam := s.As(story.Sam)
	stale(t, s)
	why := "Two lines are down and nobody can say why it happened"
	asked := sam.Post("/emergency", url.Values{"council": {"Water Sector Coordinating Council"}, "because": {why}, "hours": {"2"}})
	at := asked.Header.Get("Location")
	if !strings.HasPrefix(at, "/sign-in/confirmation?form=kept") {
		t.Fatalf("%d to %s", asked.Status, at)
	}
	if page := sam.Get(at); !strings.Contains(page.Body, "What you typed is kept and comes back") {
		t.Errorf("the page does not say that the text is kept\n%s", page.Body)
	}
	code, err := totp.GenerateCode(story.Secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	shown := sam.Post("/sign-in/confirmation", url.Values{"code": {code}, "next": {"/emergency/new"}})
	waits := shown.Header.Get("Location")
	if !strings.HasPrefix(waits, "/drafts/") {
		t.Fatalf("%d to %s", shown.Status, waits)
	}
	if page := sam.Get(waits); !strings.Contains(page.Body, why) || !strings.Contains(page.Body, `action="/emergency"`) {
		t.Errorf("the text did not come back\n%s", page.Body)
	}
	if done := sam.Post("/emergency", url.Values{"council": {"Water Sector Coordinating Council"}, "because": {why}, "hours": {"2"}}); strings.Contains(done.Header.Get("Location"), "confirmation") || done.Status >= 500 {
		t.Errorf("asked again: %d to %s", done.Status, done.Header.Get("Location"))
	}
}

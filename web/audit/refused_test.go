package audit_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// refused are the refusals on record: whose, by which form, of what, by which rule, and whose record they are.
func refused(t *testing.T, s *webtest.Site) (lines []string) {
	t.Helper()
	rows, err := s.Database.Owner().Query(t.Context(), `select concat_ws('|', p.name, a.route, a.object_id, a.reason, a.act, c.slug)
		from audit a join person p on p.id = a.person_id left join council c on c.id = a.council_id where a.decision = 'refused' order by a.id`)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestRefusedActsAreOnRecordWithoutWhatWasTyped(t *testing.T) {
	s := webtest.New(t)
	ines, sam, kim := s.As(story.Ines), s.As(story.Sam), s.As(story.Kim)
	seat, own := "/councils/wscc/seats", "/admin/proposals/"+story.Proposal.String()+"/decision"
	ines.Post(seat, url.Values{"organization": {"Secret words"}})
	ines.Post("/updates/"+story.Item("chlorine-lead-times").String()+"/withdrawal", url.Values{"because": {"Secret words"}})
	ines.Post("/admin/people/What%20is%20typed%20here/name", url.Values{"name": {"Secret words"}})
	kim.Post(own, url.Values{"decision": {"confirm"}})
	sam.Post("/emergency", url.Values{"council": {"Water Sector Coordinating Council"}, "because": {"Secret words that are long enough"}, "hours": {"1"}})
	sam.Post("/sign-in/confirmation", url.Values{"code": {"000000"}})
	// What is merely looked at, or typed wrong, is no refusal; nor is there anybody behind the public.
	ines.Get("/councils/wscc/roster")
	ines.Post("/admissions/new", nil)
	s.As(story.Lena).Post(seat, url.Values{"organization": {"Nobody's"}})
	s.Public().Post(seat, nil)
	want := []string{
		"Ines Duarte|POST /councils/{council}/seats|wscc|nothing there for them|council|wscc",
		"Ines Duarte|POST /updates/{update}/withdrawal|" + story.Item("chlorine-lead-times").String() + "|nothing there for them|council|wscc",
		"Ines Duarte|POST /admin/people/{person}/name||nothing there for them|structure",
		"Kim Doyle|POST /admin/proposals/{proposal}/decision|" + story.Proposal.String() + "|a second person confirms|structure",
		"Sam Porter|POST /emergency||the council refuses emergency access|structure",
		"Sam Porter|POST /sign-in/confirmation||no second factor was shown|structure",
	}
	if got := refused(t, s); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("on record are\n%s\nand should be\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for who, path := range map[*webtest.Visitor]string{s.As(story.Dana): "/councils/wscc/audit?act=council", sam: "/admin/audit?kept=refused", ines: "/account/audit"} {
		if page := who.Get(path).Body; !strings.Contains(page, "tried what is not theirs to do") {
			t.Errorf("%s does not tell of it", path)
		}
	}
	if page := s.As(story.Ben).Get("/councils/escc/audit").Body; strings.Contains(page, "tried what is not theirs") {
		t.Error("the chair of another council reads of it")
	}
}

func TestNobodyFillsTheRecordWithRefusals(t *testing.T) {
	s := webtest.New(t)
	ines := s.As(story.Ines)
	for range 14 {
		ines.Post("/councils/wscc/seats", nil)
	}
	if got := refused(t, s); len(got) != 10 {
		t.Errorf("%d lines within a minute", len(got))
	}
}

func TestRostersOfOthersAreTakenThreeADay(t *testing.T) {
	s := webtest.New(t)
	paul := s.As(story.Paul)
	for _, council := range []string{"region-8", "wscc", "wscc", "escc", "water-gcc"} {
		if r := paul.Post("/councils/"+council+"/roster/export", nil); r.Status != http.StatusOK {
			t.Fatalf("%s: %d", council, r.Status)
		}
	}
	if r := paul.Post("/councils/hph-scc/roster/export", nil); r.Status != http.StatusConflict || !strings.Contains(r.Body, "within a day") {
		t.Errorf("a fourth: %d", r.Status)
	}
	if r := paul.Post("/councils/region-8/roster/export", nil); r.Status != http.StatusOK {
		t.Errorf("his own: %d", r.Status)
	}
	if page := s.As(story.Dana).Get("/councils/wscc/audit").Body; !strings.Contains(page, "took a copy of the roster of") {
		t.Error("the council is not told")
	}
}

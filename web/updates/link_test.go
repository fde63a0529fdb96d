package updates_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

var waysIn = regexp.MustCompile(`href="(/sign-in[^"]*)"`)

func TestLinkOpenedSignedOutLeadsOnAfterSigningIn(t *testing.T) {
	s := open(t)
	dana, public := s.site.As(story.Dana), s.site.Public()
	at := s.post(dana, "wscc", nil)
	absent := "/updates/" + nothing()
	for _, rest := range []string{"", "/readers", "/versions", "?after=a.b&quote=x%26y"} {
		link := at + rest
		asked := s.is(public.Get(link), http.StatusNotFound)
		s.says(asked, "sign in, and you land here")
		ways := waysIn.FindAllStringSubmatch(asked.Body, -1)
		if len(ways) != 2 { // in the bar, and on the page
			t.Fatalf("%s: the ways in are %q", link, ways)
		}
		for _, way := range ways {
			door := s.is(public.Get(html.UnescapeString(way[1])), http.StatusOK)
			if next := s.field(door, "next"); next != link {
				t.Errorf("signing in leads from %s to %q", link, next)
			}
		}
		// What is said of nothing is the same, byte for byte, but for the address asked for.
		said := func(r webtest.Response, id string) string {
			return strings.ReplaceAll(r.Body, strings.TrimPrefix(id, "/updates/"), "ID")
		}
		if said(asked, at) != said(s.is(public.Get(absent+rest), http.StatusNotFound), absent) {
			t.Errorf("%s: what is hidden is told otherwise than what is not there", link)
		}
	}
	s.is(public.Post("/demo/sign-in", url.Values{"person": {story.Dana.ID.String()}, "next": {at + "?quote=1"}}), http.StatusSeeOther)
	s.says(public.Get(at), "Chlorine runs short on the lower river")
}

func TestWayInNeverLeavesThePortal(t *testing.T) {
	s := open(t)
	public := s.site.Public()
	for _, path := range []string{"//evil.example/x", "/%2Fevil.example", "/%5Cevil.example", "/x%0d%0aLocation:%20https://evil.example", "/sign-in/nowhere"} {
		for _, way := range waysIn.FindAllStringSubmatch(public.Get(path).Body, -1) {
			door := s.is(public.Get(html.UnescapeString(way[1])), http.StatusOK)
			next := s.field(door, "next")
			if at, err := url.Parse(next); err != nil || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || at.Host != "" || strings.ContainsAny(next, "\\\r\n") {
				t.Errorf("%s leads to %q", path, next)
			}
		}
	}
}

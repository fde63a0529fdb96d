package web_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"example.org/concord/internal/signin"
	"example.org/concord/internal/story"
	"example.org/concord/web"
	"example.org/concord/web/webtest"
)

// addressed is the route's path with something in the place of each name: what it names need not exist, since nobody may get so far.
func addressed(path string) string {
	return regexp.MustCompile(`\{[a-z]+\}`).ReplaceAllStringFunc(path, func(name string) string {
		switch name {
		case "{council}":
			return "wscc"
		case "{update}":
			return story.Item("chlorine-lead-times").String()
		case "{person}":
			return story.Omar.ID.String()
		}
		return uuid.NewString()
	})
}

// A page of another site can make a member's browser send a form. It may come from anywhere, with the member's cookies.
func TestFormForgedByAnotherSiteIsRefusedAndChangesNothing(t *testing.T) {
	s := webtest.New(t)
	dana, sam := s.As(story.Dana), s.As(story.Sam)
	written := changes(t, s)
	for _, route := range web.Routes() {
		if route.Method != http.MethodPost || route.Path == signin.ProviderLogout { // which is no browser's, see web/signin
			continue
		}
		for who, v := range map[string]*webtest.Visitor{"Dana": dana, "Sam": sam} {
			for _, from := range []http.Header{
				{"Sec-Fetch-Site": {"cross-site"}, "Origin": {"https://evil.example.com"}},
				{"Sec-Fetch-Site": {"same-site"}, "Origin": {"https://other.example.org"}},
				{"Origin": {"https://evil.example.com"}},
				{"Origin": {"null"}},
			} {
				r := v.Request(http.MethodPost, addressed(route.Path), strings.NewReader("because=forged&body=forged&title=forged&name=forged"), "application/x-www-form-urlencoded")
				r.Header.Del("Sec-Fetch-Site")
				for name, values := range from {
					r.Header[name] = values
				}
				if got := v.Do(r); got.Status != http.StatusForbidden {
					t.Errorf("%s at %s from %v: %d", who, route.Path, from, got.Status)
				}
			}
		}
	}
	if now := changes(t, s); now != written {
		t.Errorf("%d rows were changed before, %d after", written, now)
	}
}

// changes is how much the record of changes holds: triggers write it, so no handler can forget to.
func changes(t *testing.T, s *webtest.Site) (n int) {
	t.Helper()
	if err := s.Database.Super().QueryRow(t.Context(), `select count(*) from audit`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestLookingAtWhereAFormGoesChangesNothing(t *testing.T) {
	s := webtest.New(t)
	dana, sam := s.As(story.Dana), s.As(story.Sam)
	written := changes(t, s)
	for _, route := range web.Routes() {
		if route.Method == http.MethodPost {
			dana.Get(addressed(route.Path) + "?because=looked&then=review")
			sam.Get(addressed(route.Path) + "?because=looked&then=review")
		}
	}
	if now := changes(t, s); now != written {
		t.Errorf("%d rows were changed before, %d after", written, now)
	}
}

// Whatever an address asks for, a redirect stays here.
func TestNoRedirectLeavesThePortal(t *testing.T) {
	s := webtest.New(t)
	people := slices.DeleteFunc(slices.Clone(story.Cast), func(p story.Person) bool { return p.ID == story.Victor.ID })
	code, err := totp.GenerateCode(story.Secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for n, next := range []string{"//evil.example.com", `/\evil.example.com`, `\\evil.example.com`, "https://evil.example.com/", "https:evil.example.com", "/%09/evil.example.com",
		"/\t/evil.example.com", "http:///evil.example.com", "javascript:alert(1)", "@evil.example.com", "/@evil.example.com", "///evil.example.com", "/\r\nLocation: https://evil.example.com",
		"/%2f%2fevil.example.com", "/..//evil.example.com", "data:text/html,x"} {
		v, as := s.Public(), people[n] // each code opens once
		form := map[string][]string{"email": {as.Email()}, "password": {story.Password}, "next": {next}}
		first := v.Post("/sign-in", form)
		stays(t, next, first)
		last := v.Post("/sign-in/code", map[string][]string{"code": {code}})
		stays(t, next, last)
		if last.Status != http.StatusSeeOther {
			t.Fatalf("%q: the code is answered %d: %s", next, last.Status, last.Body)
		}
	}
	dana := s.As(story.Dana)
	for _, path := range []string{"//evil.example.com", "//evil.example.com/", "/councils//evil.example.com/", "/councils/", "/my-region/", "/%5cevil.example.com", "//evil.example.com/%2e%2e"} {
		stays(t, path, dana.Get(path))
		stays(t, path, s.Public().Get(path))
	}
}

// stays checks that an answer leads nowhere else.
func stays(t *testing.T, asked string, r webtest.Response) {
	t.Helper()
	to := r.Header.Get("Location")
	if to == "" {
		return
	}
	if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") {
		t.Errorf("%q leads to %q", asked, to)
	}
}

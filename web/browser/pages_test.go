package browser

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/pquerna/otp/totp"

	"example.org/concord/internal/story"
	"example.org/concord/web"
)

func TestEveryPageIsAccessibleAtADeskAndOnAPhone(t *testing.T) {
	for name, half := range map[string]bool{"the chair's and staff's": true, "the others'": false} { // two at work on two cores
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPortal(t) // one each, since some pages are reached by changing something
			tabs := map[*story.Person]*tab{}
			for _, s := range states(p.arrange()) {
				if (s.as == &story.Dana || s.as == &story.Sam) != half {
					continue
				}
				t.Run(s.name, func(u *testing.T) {
					if tabs[s.as] == nil {
						tabs[s.as] = p.Open(t, s.as, widths[0])
					}
					b := *tabs[s.as]
					b.t = u
					b.Go(s.path)
					if s.then != nil {
						s.then(&b)
					}
					b.check(s.name)
				})
			}
		})
	}
}

// A page that breaks down is made of nothing but itself.
func TestBrokenPageIsAccessible(t *testing.T) {
	p := newPortal(t)
	if _, err := p.Database.Super().Exec(t.Context(), `alter table sector rename to elsewhere`); err != nil {
		t.Fatal(err)
	}
	b := p.Open(t, nil, widths[0])
	b.forgives("responded with a status of 500")
	b.Go("/sectors")
	b.check("broken")
	if !strings.Contains(b.text(), "broke") {
		t.Errorf("it says %q", b.text())
	}
}

// unlooked are the addresses whose answers are no pages.
var unlooked = map[string]string{
	"/updates/{update}/files/{file}":         "a file",
	"/updates/{update}/files/{file}/picture": "a picture in its page",
	"/account/authenticators/qr.png":         "a picture in its page",
	"/enroll/{token}/qr.png":                 "a picture in its page",
	"/admin/audit/log/{head}":                "a file",
	"/intakes/{intake}/refused.csv":          "a file",
	"/intakes/templates/{records}":           "a file",
	"/.well-known/security.txt":              "plain text for programs",
	"/sign-in/provider/return":               "looked at on the way back from a provider",
	"/account/provider":                      "looked at with a provider",
}

func TestNoPageIsForgotten(t *testing.T) {
	table := chi.NewRouter()
	for _, r := range web.Routes() {
		if r.Method == http.MethodGet {
			table.Get(r.Path, func(http.ResponseWriter, *http.Request) {})
		}
	}
	looked := map[string]bool{"/sign-in/code": true, "/account/authenticators/new": true, "/enroll/{token}/authenticator": true} // where a form leads
	for _, s := range states(arranged{longest: item("x"), publishable: item("x"), draft: "/drafts/x", beside: "/drafts/x", link: "/enroll/x", email: "/account/email/x", question: "/councils/wscc/questions/x", growth: "/reach/x", invitations: "/intakes/x/invitations"}) {
		path, _, _ := strings.Cut(s.path, "?")
		at := chi.NewRouteContext()
		if table.Match(at, http.MethodGet, path) {
			looked[at.RoutePattern()] = true
		} else if s.name != "not-found" {
			t.Errorf("%s: nothing is at %s", s.name, path)
		}
	}
	for _, r := range web.Routes() {
		if r.Method == http.MethodGet && !looked[r.Path] && unlooked[r.Path] == "" {
			t.Errorf("nobody looks at %s", r.Path)
		}
	}
}

var (
	token = regexp.MustCompile(`/enroll/[A-Za-z0-9_-]+`)
	input = regexp.MustCompile(`<input[^>]*>`)
	says  = regexp.MustCompile(` value="([^"]*)"`)
)

// value is that of a field of the page's markup; checked are those of the chosen boxes.
func value(page, name string) string {
	if m := regexp.MustCompile(`(?s)<select[^>]* name="` + name + `".*?<option value="([^"]*)" selected`).FindStringSubmatch(page); m != nil {
		return html.UnescapeString(m[1])
	}
	for _, tag := range input.FindAllString(page, -1) {
		if v := says.FindStringSubmatch(tag); v != nil && strings.Contains(tag, ` name="`+name+`"`) {
			return html.UnescapeString(v[1])
		}
	}
	return ""
}

func checked(page, name string) (values []string) {
	for _, tag := range input.FindAllString(page, -1) {
		if v := says.FindStringSubmatch(tag); v != nil && strings.Contains(tag, ` name="`+name+`"`) && strings.Contains(tag, " checked") {
			values = append(values, v[1])
		}
	}
	return values
}

// code is what the authenticator of everybody in the story shows now.
func code(t *testing.T) string {
	t.Helper()
	c, err := totp.GenerateCode(story.Secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

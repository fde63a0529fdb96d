package updates_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// stage is the whole portal with the story in it.
type stage struct {
	*testing.T
	site *webtest.Site
}

func open(t *testing.T) stage { return stage{t, webtest.New(t)} }

// text is what a page says, without its markup.
func text(page string) string {
	page = regexp.MustCompile(`(?s)<(script|style).*?</(script|style)>|<[^>]*>`).ReplaceAllString(page, " ")
	return strings.Join(strings.Fields(html.UnescapeString(page)), " ")
}

// is checks the status of an answer.
func (s stage) is(r webtest.Response, status int) webtest.Response {
	s.Helper()
	if r.Status != status {
		s.Fatalf("status %d, want %d: %.600s", r.Status, status, text(r.Body))
	}
	return r
}

// says checks that a page holds each of the sentences.
func (s stage) says(r webtest.Response, sentences ...string) {
	s.Helper()
	for _, sentence := range sentences {
		if !strings.Contains(text(r.Body), sentence) {
			s.Errorf("%q is not on the page: %.1500s", sentence, text(r.Body))
		}
	}
}

// field is the value of a hidden or typed field of the page's form.
func (s stage) field(r webtest.Response, name string) string {
	s.Helper()
	for _, tag := range regexp.MustCompile(`<input[^>]*>`).FindAllString(r.Body, -1) {
		if strings.Contains(tag, ` name="`+name+`"`) {
			value := regexp.MustCompile(` value="([^"]*)"`).FindStringSubmatch(tag)
			return html.UnescapeString(value[1])
		}
	}
	s.Fatalf("no field %q", name)
	return ""
}

// choice is the value of the checkbox, radio or option with that label; checked says whether it is chosen.
func (s stage) choice(r webtest.Response, label string) (value string, checked bool) {
	s.Helper()
	for _, m := range regexp.MustCompile(`(?s)<input([^>]*)>\s*<label[^>]*>(.*?)</label>`).FindAllStringSubmatch(r.Body, -1) {
		if name := text(m[2]); name == label || strings.HasPrefix(name, label+" ") {
			return regexp.MustCompile(` value="([^"]*)"`).FindStringSubmatch(m[1])[1], strings.Contains(m[1], " checked")
		}
	}
	s.Fatalf("nothing called %q can be chosen", label)
	return "", false
}

var (
	updatePath = regexp.MustCompile(`^/updates/[0-9a-f-]{36}`)
	draftPath  = regexp.MustCompile(`/drafts/[0-9a-f-]{36}`)
)

// written is a form filled in the way that most are: an AMBER situation report to one's own council.
func (s stage) written(v *webtest.Visitor, council string) (draft string, form url.Values) {
	s.Helper()
	page := s.is(v.Get("/updates/new?council="+council), http.StatusOK)
	form = url.Values{
		"as": {s.voice(page)}, "genre": {"situation_report"}, "title": {"Chlorine runs short on the lower river"},
		"body": {"Two plants have **nine days** of chlorine left."}, "label": {"TLP:AMBER"}, "then": {"review"},
		"window": {s.field(page, "window")},
	}
	for _, m := range regexp.MustCompile(`<input[^>]*name="circles"[^>]*>`).FindAllString(page.Body, -1) {
		if strings.Contains(m, " checked") {
			form.Add("circles", regexp.MustCompile(` value="([^"]*)"`).FindStringSubmatch(m)[1])
		}
	}
	return draftPath.FindString(page.Body), form
}

func (s stage) voice(page webtest.Response) string {
	s.Helper()
	if m := regexp.MustCompile(`(?s)<select[^>]*name="as".*?<option value="([^"]*)" selected`).FindStringSubmatch(page.Body); m != nil {
		return m[1]
	}
	return s.field(page, "as")
}

// post writes, reviews and posts an update, and says where it stands.
func (s stage) post(v *webtest.Visitor, council string, change func(url.Values)) string {
	s.Helper()
	draft, form := s.written(v, council)
	if change != nil {
		change(form)
	}
	s.is(v.Post(draft, form), http.StatusSeeOther)
	posted := s.is(s.send(v, draft), http.StatusSeeOther)
	return updatePath.FindString(posted.Header.Get("Location"))
}

// send presses "Post" on the review of a draft.
func (s stage) send(v *webtest.Visitor, draft string) webtest.Response {
	s.Helper()
	review := s.is(v.Get(draft+"/review"), http.StatusOK)
	return v.Post("/updates", url.Values{"once": {s.field(review, "once")}, "draft": {s.field(review, "draft")}, "version": {s.field(review, "version")}})
}

// reply answers an update as the box proposes.
func (s stage) reply(v *webtest.Visitor, update, body string) webtest.Response {
	s.Helper()
	return v.Post(update+"/replies", s.replyForm(v, update, body))
}

func (s stage) replyForm(v *webtest.Visitor, update, body string) url.Values {
	s.Helper()
	page := s.is(v.Get(update), http.StatusOK)
	form := url.Values{"once": {s.field(page, "once")}, "body": {body}, "draft": {s.field(page, "draft")}, "window": {s.field(page, "window")}, "version": {s.field(page, "version")}}
	for _, m := range regexp.MustCompile(`<input[^>]*name="circles"[^>]*>`).FindAllString(page.Body, -1) {
		if strings.Contains(m, " checked") {
			form.Add("circles", regexp.MustCompile(` value="([^"]*)"`).FindStringSubmatch(m)[1])
		}
	}
	return form
}

// outsiders see nothing of what is addressed to the Water SCC.
func outsiders() []story.Person {
	inside := []story.Person{story.Dana, story.Omar, story.Priya, story.Maya, story.Lena, story.Hugo, story.Nora, story.Victor}
	return slices.DeleteFunc(slices.Clone(story.Cast), func(p story.Person) bool { return slices.Contains(inside, p) })
}

func nothing() string { return uuid.NewString() }

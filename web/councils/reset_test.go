package councils_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

var resetAt = regexp.MustCompile(`/councils/wscc/resets/[0-9a-f-]{36}/`)

func TestTwoOfTheCouncilVouchForALostSecondFactor(t *testing.T) {
	s := webtest.New(t)
	dana, priya := s.As(story.Dana), s.As(story.Priya)
	webtest.Says(t, dana.Get("/councils/wscc/roster"), 200, "Second factors of this council")
	webtest.Says(t, dana.Post("/councils/wscc/resets", url.Values{"person": {story.Priya.Name}, "because": {" "}}), 422, "write how you made sure who asks")
	webtest.Says(t, dana.Post("/councils/wscc/resets", url.Values{"person": {"Nobody Such"}, "because": {"Called back."}}), 422, "Nobody of that name serves in this council", "Called back.")
	if r := dana.Post("/councils/wscc/resets", url.Values{"person": {story.Priya.Name}, "because": {"Called back."}}); r.Status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", r.Status, r.Body)
	}
	mine := dana.Get("/councils/wscc/resets")
	webtest.Says(t, mine, 200, story.Priya.Name+" waits", "Another who validates here has to confirm it")
	at := resetAt.FindString(mine.Body)
	webtest.Says(t, dana.Post(at+"approval", nil), http.StatusConflict, "somebody else has to approve it")
	if r := priya.Get("/councils/wscc/resets"); r.Status != http.StatusNotFound {
		t.Errorf("a representative is shown them: %d", r.Status)
	}

	second := s.As(story.Lena)
	webtest.Says(t, second.Get("/"), 200, story.Priya.Name+" has lost the second factor")
	webtest.Says(t, second.Get("/councils/wscc/resets"), 200, "Confirm and make the link", "Called back.")
	made := second.Post(at+"approval", nil)
	webtest.Says(t, made, 200, "A link for "+story.Priya.Name, webtest.Origin+"/enroll/", "No mail holds it")
	webtest.Says(t, second.Post(at+"approval", nil), http.StatusConflict, "does not wait any more")
	webtest.Says(t, dana.Get("/councils/wscc/resets"), 200, "Confirmed by")
	link := regexp.MustCompile(`/enroll/[A-Z0-9]+`).FindString(made.Body)
	webtest.Says(t, s.Public().Get(link), 200, "A new authenticator")

	// She comes back with her authenticator instead: the link is worthless, and she hears of it.
	v := s.Public()
	code, err := totp.GenerateCode(story.Secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	v.Post("/sign-in", url.Values{"email": {story.Priya.Email()}, "password": {story.Password}, "next": {"/"}})
	said := v.Follow(v.Post("/sign-in/code", url.Values{"code": {code}}))
	webtest.Says(t, said, 200, "Somebody asked to replace your second factor")
	webtest.Says(t, v.Get("/account/audit"), 200, "second factor")
	webtest.Says(t, s.Public().Get(link), 200, "withdrawn or replaced")
}

func TestResetIsRefusedWithAReason(t *testing.T) {
	s := webtest.New(t)
	dana, second := s.As(story.Dana), s.As(story.Lena)
	if r := second.Post("/councils/wscc/resets", url.Values{"person": {story.Priya.Name}, "because": {"Called back."}}); r.Status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", r.Status, r.Body)
	}
	at := resetAt.FindString(dana.Get("/councils/wscc/resets").Body)
	webtest.Says(t, dana.Post(at+"withdrawal", nil), 422, "write why not")
	id := strings.Split(at, "/")[4]
	if r := dana.Post(at+"withdrawal", url.Values{"because-" + id: {"She has her phone."}}); r.Status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", r.Status, r.Body)
	}
	webtest.Says(t, second.Get("/councils/wscc/resets"), 200, "Refused by "+story.Dana.Name+": “She has her phone.”")
}

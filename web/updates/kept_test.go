package updates_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// from is a form sent from a page, as browsers say it.
func (s stage) from(v *webtest.Visitor, page, path string, form url.Values) webtest.Response {
	r := v.Request(http.MethodPost, path, strings.NewReader(form.Encode()), "application/x-www-form-urlencoded")
	r.Host = strings.TrimPrefix(webtest.Origin, "http://")
	r.Header.Set("Referer", webtest.Origin+page)
	return v.Do(r)
}

// endEverywhere ends every sign-in of a person and forgets their browsers, and signs them in again.
func (s stage) endEverywhere(p story.Person, v *webtest.Visitor, act func() webtest.Response) webtest.Response {
	s.Helper()
	if _, err := s.site.Database.Owner().Exec(s.Context(), `with s as (delete from signin.session where person_id = $1) delete from signin.device where person_id = $1`, p.ID); err != nil {
		s.Fatal(err)
	}
	if kept := act(); !strings.HasPrefix(kept.Header.Get("Location"), "/sign-in?form=kept") {
		s.Fatalf("%d to %s", kept.Status, kept.Header.Get("Location"))
	}
	in := s.is(v.Post("/demo/sign-in", url.Values{"person": {p.ID.String()}}), http.StatusSeeOther)
	return s.is(v.Follow(in), http.StatusOK)
}

// What was typed survives the end of every sign-in, and comes back in its own form, with its audience, until it is sent.
func TestReplyThatOutlivedEverySignInComesBackInItsBox(t *testing.T) {
	s := open(t)
	priya := s.site.As(story.Priya)
	at := s.post(s.site.As(story.Dana), "wscc", nil)
	form := s.replyForm(priya, at, "Ten days on hand <here> & there.")
	back := s.endEverywhere(story.Priya, priya, func() webtest.Response { return s.from(priya, at, at+"/replies", form) })
	s.says(back, "Nothing was lost", "Chlorine runs short on the lower river", "Your reply", "Ten days on hand <here> & there.")
	if !strings.Contains(back.Body, `name="kept"`) || !strings.Contains(back.Body, `value="`+form.Get("circles")+`" checked=""`) {
		t.Error("the form does not hold its audience, or not what it is")
	}
	s.says(priya.Get("/"), "Ten days on hand <here> & there.", "Your sign-in ended before this was sent")
	form.Set("kept", s.field(back, "kept"))
	sent := s.is(priya.Post(at+"/replies", form), http.StatusSeeOther)
	if strings.Contains(text(priya.Get("/").Body), "sign-in ended before this was sent") {
		t.Error("what was sent still waits")
	}
	if again := priya.Get("/drafts/" + form.Get("kept")); again.Header.Get("Location") != sent.Header.Get("Location") {
		t.Errorf("the way back leads to %q", again.Header.Get("Location"))
	}
}

// An update of which nothing was saved yet comes back, too; so does a second text beside the first.
func TestUnsavedUpdatesThatOutlivedEverySignInComeBack(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	first, one := s.written(dana, "wscc")
	second, two := s.written(dana, "wscc")
	two.Set("title", "A second text")
	back := s.endEverywhere(story.Dana, dana, func() webtest.Response {
		s.from(dana, "/updates/new?council=wscc", first, one)
		return s.from(dana, "/updates/new?council=wscc", second, two)
	})
	s.says(back, "Write an update", "Who will see it")
	if !strings.Contains(back.Body, `action="`+second+`"`) || !strings.Contains(back.Body, `value="A second text"`) {
		t.Error("the second text is not in its form")
	}
	s.says(dana.Get("/drafts"), "A second text", "Chlorine runs short on the lower river")
	two.Set("kept", s.field(back, "kept"))
	s.is(dana.Post(second, two), http.StatusSeeOther)
	s.is(s.send(dana, second), http.StatusSeeOther)
	for _, gone := range []string{second, second + "/review"} {
		if r := dana.Get(gone); !updatePath.MatchString(r.Header.Get("Location")) {
			t.Errorf("after the post %s answers %d %q", gone, r.Status, r.Header.Get("Location"))
		}
	}
}

// Two windows of one draft: nothing is overwritten, both texts can be compared, and what was posted does not come back.
func TestOlderWindowIsToldAndBothTextsAreKept(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	s.is(dana.Post(draft, form), http.StatusSeeOther)
	other := url.Values{}
	for name, values := range form {
		other[name] = values
	}
	other.Set("window", nothing())
	other.Set("version", "1")
	other.Set("body", "Three plants.")
	form.Set("body", "Four plants.")
	s.is(dana.Post(draft+"/autosave", form), http.StatusNoContent)
	s.says(s.is(dana.Post(draft+"/autosave", other), http.StatusConflict), "Saved in another window at", "both texts are kept")
	s.says(dana.Get(draft+"/beside"), "Two windows, two texts", "Three plants.", "Four plants.", "WSCC")
	s.is(s.send(dana, draft), http.StatusSeeOther)
	s.says(s.is(dana.Post(draft+"/autosave", form), http.StatusConflict), "Posted in another window at")
	late := s.is(dana.Post(draft, form), http.StatusConflict)
	s.says(late, "This was posted in another window", "Four plants.")
}

// A reply is a draft until it is posted, without any script: with its audience and its files.
func TestReplyIsSavedAsADraftWithItsFiles(t *testing.T) {
	s := open(t)
	priya := s.site.As(story.Priya)
	at := s.post(s.site.As(story.Dana), "wscc", nil)
	form := s.replyForm(priya, at, "Ten days on hand.")
	form.Set("then", "draft")
	saved := s.is(priya.Upload(at+"/replies", form, "stock.csv", []byte("plant,days\nEast,10\n")), http.StatusSeeOther)
	s.says(priya.Get(strings.Split(saved.Header.Get("Location"), "#")[0]), "Ten days on hand.", "stock.csv", "saved as a draft")
	s.says(priya.Get("/drafts"), "Reply to “Chlorine runs short on the lower river”")
	open := priya.Get(at)
	s.says(open, "Ten days on hand.", "stock.csv", "Saved")
	form = s.replyForm(priya, at, "Ten days on hand, and more.")
	posted := s.is(priya.Post(at+"/replies", form), http.StatusSeeOther)
	page := s.site.As(story.Dana).Get(at)
	s.says(page, "Ten days on hand, and more.", "stock.csv")
	if strings.Contains(text(priya.Get("/drafts").Body), "Ten days") {
		t.Error("what was posted is still a draft")
	}
	if back := priya.Get("/drafts/" + form.Get("draft")); back.Header.Get("Location") != posted.Header.Get("Location") {
		t.Errorf("the draft leads to %q", back.Header.Get("Location"))
	}
	form.Set("once", nothing())
	s.says(s.is(priya.Post(at+"/replies", form), http.StatusConflict), "This was posted in another window", "Ten days on hand, and more.")
}

// Back to the page of a form that ended leads to what was made of it.
func TestBackAfterAFormLeadsToWhatWasMadeOfIt(t *testing.T) {
	s := open(t)
	priya := s.site.As(story.Priya)
	at := s.post(priya, "wscc", nil)
	ask := s.is(priya.Get(at+"/withdrawal"), http.StatusOK)
	s.is(s.from(priya, at+"/withdrawal", at+"/withdrawal", url.Values{"once": {s.field(ask, "once")}, "because": {"It was wrong"}}), http.StatusSeeOther)
	if back := priya.Get(at + "/withdrawal"); back.Header.Get("Location") != at {
		t.Errorf("%d %q", back.Status, back.Header.Get("Location"))
	}
	s.is(s.site.As(story.Priya).Get(at+"/withdrawal"), http.StatusForbidden)
}

// What waits is called what its form is, whatever was typed into it.
func TestFormThatWaitsIsCalledWhatItIs(t *testing.T) {
	s := open(t)
	priya := s.site.As(story.Priya)
	form := webtest.Form("title", "Your account is suspended", "reason", "To help")
	s.endEverywhere(story.Priya, priya, func() webtest.Response {
		return s.from(priya, "/councils/wscc/admissions/new", "/councils/wscc/admissions", form)
	})
	for path, name := range map[string]string{"/drafts": "Nominate somebody for a council: WSCC", "/": "Nominate somebody for a council"} {
		list := s.is(priya.Get(path), http.StatusOK)
		s.says(list, name, "not", "“Your account is suspended”")
		if strings.Contains(list.Body, ">Your account is suspended<") {
			t.Errorf("%s calls the form what was typed into it", path)
		}
	}
}

// What somebody keeps on purpose waits among the drafts, and needs nobody.
func TestDraftNeedsNobody(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	s.is(dana.Post("/drafts/"+uuid.NewString(), url.Values{"genre": {"advisory"}, "title": {"Half a thought"}, "then": {"draft"}}), http.StatusSeeOther)
	s.says(dana.Get("/drafts"), "Half a thought")
	if strings.Contains(dana.Get("/").Body, "Half a thought") {
		t.Error("a draft stands under what needs her")
	}
}

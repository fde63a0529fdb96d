package updates_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

func TestWrittenReviewedPostedAndReadByTheCouncil(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	to := s.is(dana.Post(draft, form), http.StatusSeeOther).Header.Get("Location")
	if to != draft+"/review" {
		t.Fatalf("Review leads to %s", to)
	}
	review := s.is(dana.Get(to), http.StatusOK)
	s.says(review, "Review before you post", "people in", "will see this.", "None of them government, none of them regulators.", "TLP:AMBER", "Chlorine runs short on the lower river")
	posted := s.is(s.send(dana, draft), http.StatusSeeOther)
	s.says(dana.Follow(posted), "Posted to", "Water")
	page := s.is(s.site.As(story.Priya).Get(posted.Header.Get("Location")), http.StatusOK)
	s.says(page, "TLP:AMBER You may share this inside your organization, and with your clients who need it.", "Situation report by Dana Whitfield , Chair, Blue Mesa Water Authority",
		"nine days", "Visible to", "No replies yet", "Your reply will be visible to", "0 government")
	if !strings.Contains(page.Body, "<strong>nine days</strong>") {
		t.Error("Markdown is not rendered")
	}
	if back := s.is(dana.Get(draft), http.StatusSeeOther); !updatePath.MatchString(back.Header.Get("Location")) {
		t.Errorf("the draft of what was posted leads to %q", back.Header.Get("Location"))
	}
}

func TestOutsiderGets404(t *testing.T) {
	s := open(t)
	priya := s.site.As(story.Priya)
	update := s.post(priya, "wscc", nil)
	s.is(s.reply(s.site.As(story.Dana), update, "Noted."), http.StatusSeeOther)
	visitors := map[string]*webtest.Visitor{"the public": s.site.Public()}
	for _, p := range outsiders() {
		visitors[p.Name] = s.site.As(p)
	}
	for name, v := range visitors {
		for _, rest := range []string{"", "/readers", "/versions", "/edit", "/withdrawal", "/publication", "/files/" + nothing()} {
			there, nowhere := v.Get(update+rest), v.Get("/updates/"+nothing()+rest)
			if there.Status != nowhere.Status || there.Status == http.StatusOK || len(there.Body) != len(nowhere.Body) {
				t.Errorf("%s at %s: %d and %d bytes, of nothing %d and %d", name, rest, there.Status, len(there.Body), nowhere.Status, len(nowhere.Body))
			}
		}
		for path, form := range map[string]url.Values{
			"/replies": {"body": {"x"}}, "/versions": {"body": {"x"}, "title": {"x"}, "base": {"1"}}, "/withdrawal": {"because": {"x"}}, "/publication": {},
		} {
			if there, nowhere := v.Post(update+path, form), v.Post("/updates/"+nothing()+path, form); there.Status != nowhere.Status || there.Status == http.StatusOK {
				t.Errorf("%s posts to %s: %d, of nothing %d", name, path, there.Status, nowhere.Status)
			}
		}
	}
}

func TestDoubleClickPostsOnce(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	s.is(dana.Post(draft, form), http.StatusSeeOther)
	review := dana.Get(draft + "/review")
	sent := url.Values{"once": {s.field(review, "once")}, "draft": {s.field(review, "draft")}, "version": {s.field(review, "version")}}
	first, second := s.is(dana.Post("/updates", sent), http.StatusSeeOther), s.is(dana.Post("/updates", sent), http.StatusSeeOther)
	if a, b := first.Header.Get("Location"), second.Header.Get("Location"); a != b {
		t.Errorf("the first click leads to %s, the second to %s", a, b)
	}
	priya := s.site.As(story.Priya)
	reply := s.replyForm(priya, updatePath.FindString(first.Header.Get("Location")), "We have stock.")
	at := updatePath.FindString(first.Header.Get("Location"))
	s.is(priya.Post(at+"/replies", reply), http.StatusSeeOther)
	s.is(priya.Post(at+"/replies", reply), http.StatusSeeOther)
	s.says(dana.Get(at), "1 reply")
	if n := strings.Count(dana.Get("/councils/wscc").Body, "Chlorine runs short on the lower river</a>"); n != 1 {
		t.Errorf("it stands in the council %d times", n)
	}
}

func TestWhatIsPostedIsWhatWasReviewed(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	s.is(dana.Post(draft, form), http.StatusSeeOther)
	review := dana.Get(draft + "/review")
	form.Set("body", "Changed in another tab.")
	s.is(dana.Post(draft+"/autosave", form), http.StatusNoContent)
	again := s.is(dana.Post("/updates", url.Values{"once": {s.field(review, "once")}, "draft": {s.field(review, "draft")}, "version": {s.field(review, "version")}}), http.StatusConflict)
	s.says(again, "The draft was changed after you had reviewed it", "Changed in another tab.")
	s.is(dana.Post("/updates", url.Values{"once": {s.field(again, "once")}, "draft": {s.field(again, "draft")}, "version": {s.field(again, "version")}}), http.StatusSeeOther)
}

func TestWrongFormComesBackWithEverythingTyped(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	form.Set("title", strings.Repeat("x", 201))
	form.Set("label", "TLP:RED")
	form.Set("source", "A partner & friend")
	back := s.is(dana.Post(draft, form), http.StatusUnprocessableEntity)
	s.says(back, "things need your attention. Nothing was lost.", "The title has 201 characters; 200 fit.", "is too wide an audience for TLP:RED", "Two plants have **nine days**")
	if s.field(back, "title") != form.Get("title") || s.field(back, "source") != "A partner & friend" {
		t.Error("what was typed is gone")
	}
	if form.Set("body", strings.Repeat("long ", 30_000)); s.is(dana.Post(draft, form), http.StatusUnprocessableEntity).Status != 0 {
		s.says(dana.Post(draft, form), "The text has 147 kB; 100 kB fit.")
	}
	reply := s.post(dana, "wscc", nil)
	empty := s.is(s.reply(s.site.As(story.Priya), reply, " "), http.StatusUnprocessableEntity)
	s.says(empty, "One thing needs your attention. Nothing was lost.", "Write the text.")
}

func TestReplyBoxSaysWhoWillSeeIt(t *testing.T) {
	s := open(t)
	dana, grace := s.site.As(story.Dana), s.site.As(story.Grace)
	joint := s.post(dana, "wscc", func(f url.Values) {
		page := dana.Get("/updates/new?council=wscc")
		room, _ := s.choice(page, "Water joint room")
		f["circles"] = []string{room}
	})
	s.says(grace.Get(joint), "Your reply will be visible to Water joint room:", "of them government. It reaches Dana Whitfield, who posted this.", "reaches Dana Whitfield")
	gcc, chosen := s.choice(grace.Get(joint), "Water GCC")
	if chosen {
		t.Error("the council is chosen where whoever is answered does not stand")
	}
	among := s.replyForm(grace, joint, "Only among us.")
	among["circles"] = []string{gcc}
	s.says(s.is(grace.Post(joint+"/replies", among), http.StatusUnprocessableEntity), "Nothing is posted yet. Dana Whitfield, who posted this, does not see what goes to this audience. Choose also Water joint room, people on seats or Water joint room, or say below",
		"Your reply will be visible to Water GCC:", "Dana Whitfield, who posted this, does not see it.", "Post it although Dana Whitfield will not see it", "Only among us.")
	s.says(grace.Get(joint), "No replies yet")
	among.Set("unseen", "1")
	s.is(grace.Post(joint+"/replies", among), http.StatusSeeOther)
	s.says(dana.Get(joint), "No replies yet")
	s.is(s.reply(grace, joint, "For the room."), http.StatusSeeOther)
	s.says(dana.Get(joint), "1 reply", "For the room.")
	s.says(grace.Get(joint), "2 replies", "Only among us.")
	quoted := grace.Get(joint + "?quote=" + strings.TrimPrefix(joint, "/updates/"))
	s.says(quoted, "Dana Whitfield wrote: > Two plants have **nine days**")
	s.says(s.site.As(story.Ruth).Get(joint+"/readers"), "Who can see this", "Reply by Grace Bell", "Of them government")
}

func TestSecondEditorKeepsTheText(t *testing.T) {
	s := open(t)
	priya := s.site.As(story.Priya)
	at := s.post(priya, "wscc", nil)
	first, second := priya.Get(at+"/edit"), priya.Get(at+"/edit")
	edit := func(page webtest.Response, body string) webtest.Response {
		return priya.Post(at+"/versions", url.Values{"once": {s.field(page, "once")}, "base": {s.field(page, "base")}, "title": {"Chlorine"}, "body": {body}})
	}
	s.is(edit(first, "Theirs, **eight** days."), http.StatusSeeOther)
	late := s.is(edit(second, "Mine, seven days."), http.StatusConflict)
	s.says(late, "Someone changed this update while you were writing. Your text is kept below, theirs is above; copy what you need, then save.", "Theirs, **eight** days.", "Mine, seven days.")
	s.is(edit(late, "Both, seven or eight days."), http.StatusSeeOther)
	s.says(priya.Get(at), "Edited twice: compare", "Both, seven or eight days.")
	compared := s.site.As(story.Hugo).Get(at + "/versions?from=1&to=3")
	s.says(compared, "From version 1 to 3", "Version 2")
	if !strings.Contains(compared.Body, "<del>") || !strings.Contains(compared.Body, "<ins>") {
		t.Error("nothing is shown as removed or added")
	}
	s.is(s.site.As(story.Dana).Get(at+"/edit"), http.StatusForbidden)
	s.says(s.is(edit(priya.Get(at+"/edit"), " "), http.StatusUnprocessableEntity), "Write the text.")
}

func TestWithdrawnLeavesOnlyTheStub(t *testing.T) {
	s := open(t)
	priya, lena := s.site.As(story.Priya), s.site.As(story.Lena)
	at := s.post(priya, "wscc", nil)
	s.is(s.site.As(story.Omar).Get(at+"/withdrawal"), http.StatusForbidden)
	page := s.is(lena.Get(at+"/withdrawal"), http.StatusOK)
	s.says(s.is(lena.Post(at+"/withdrawal", url.Values{"once": {s.field(page, "once")}, "because": {" "}}), http.StatusUnprocessableEntity), "Say why.")
	sent := url.Values{"once": {s.field(page, "once")}, "because": {"Wrong plant"}}
	s.is(lena.Post(at+"/withdrawal", sent), http.StatusSeeOther)
	s.is(lena.Post(at+"/withdrawal", sent), http.StatusSeeOther)
	stub := s.is(priya.Get(at), http.StatusOK)
	s.says(stub, "Withdrawn by Lena Ortiz, Secretariat", "Reason: Wrong plant")
	if strings.Contains(stub.Body, "You may share this") {
		t.Error("what was withdrawn may still be shared")
	}
	for _, path := range []string{"/?show=unread", "/?order=unread"} { // Hugo never opened it
		body := s.is(s.site.As(story.Hugo).Get(path), http.StatusOK).Body
		row, _, _ := strings.Cut(body, at)
		if n := strings.LastIndex(row, "<li class=\"item-row"); strings.Contains(body, at) && (n < 0 || strings.Contains(row[n:], "item-row--unread")) {
			t.Errorf("%s: what was withdrawn is unread", path)
		}
	}
	for _, path := range []string{at, at + "/readers", "/councils/wscc", "/", "/search?q=chlorine", "/notices"} {
		if body := priya.Get(path).Body; strings.Contains(body, "nine days") || strings.Contains(body, "Chlorine runs short on the lower river") {
			t.Errorf("%s still holds the text", path)
		}
	}
	s.is(priya.Get(at+"/versions"), http.StatusNotFound)
	s.is(priya.Get(at+"/edit"), http.StatusForbidden)
	s.says(s.is(priya.Post(at+"/replies", url.Values{"body": {"Typed for nothing"}}), http.StatusConflict), "withdrawn while you were writing", "Typed for nothing")
	s.says(s.is(priya.Post(at+"/versions", url.Values{"base": {"1"}, "title": {"x"}, "body": {"Typed for nothing"}}), http.StatusConflict), "withdrawn while you were writing", "Typed for nothing")
	s.is(lena.Post(at+"/versions", url.Values{"base": {"1"}, "title": {"x"}, "body": {"x"}}), http.StatusForbidden)
	s.is(s.site.As(story.Ines).Post(at+"/replies", url.Values{"body": {"x"}}), http.StatusNotFound)
}

func TestPublishedIsReadSignedOut(t *testing.T) {
	s := open(t)
	dana, public := s.site.As(story.Dana), s.site.Public()
	at := s.post(dana, "wscc", func(f url.Values) { f.Set("label", "TLP:CLEAR") })
	s.is(public.Get(at), http.StatusNotFound)
	for _, p := range []story.Person{story.Priya, story.Omar, story.Hugo} {
		s.is(s.site.As(p).Get(at+"/publication"), http.StatusForbidden)
		s.is(s.site.As(p).Post(at+"/publication", nil), http.StatusForbidden)
	}
	lena := s.site.As(story.Lena)
	page := s.is(lena.Get(at+"/publication"), http.StatusOK)
	s.is(lena.Post(at+"/publication", url.Values{"once": {s.field(page, "once")}}), http.StatusSeeOther)
	s.is(dana.Get(at+"/publication"), http.StatusForbidden)
	s.says(dana.Get("/notices"), "Lena Ortiz, Secretariat, published")
	read := s.is(public.Get(at), http.StatusOK)
	s.says(read, "Anyone can read this since", "by Lena Ortiz, Secretariat", "Sign in to reply.", "nine days", "Visible to everyone, signed in or not")
	s.is(public.Get(at+"/readers"), http.StatusOK)
	s.says(public.Get("/search?q=chlorine+runs+short"), "Chlorine runs short on the lower river")
}

func TestLookingAheadLeavesNoTrace(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	at := s.post(dana, "wscc", func(f url.Values) {
		page := dana.Get("/updates/new?council=wscc")
		priya, _ := s.choice(page, "Priya Raman, WSCC")
		f.Set("label", "TLP:RED")
		f["circles"] = []string{priya}
	})
	priya := s.site.As(story.Priya)
	ahead := priya.Request(http.MethodGet, at, nil, "")
	ahead.Header.Set("Sec-Purpose", "prefetch")
	s.is(priya.Do(ahead), http.StatusOK)
	s.is(priya.Do(priya.Request(http.MethodHead, at, nil, "")), http.StatusOK)
	s.is(s.site.As(story.Omar).Get(at), http.StatusNotFound)
	traces := func(table string) (n int) {
		t.Helper()
		err := s.site.Database.Owner().QueryRow(t.Context(), `select count(*) from `+table+` where person_id <> $1 and item_id = $2`, story.Dana.ID, strings.TrimPrefix(at, "/updates/")).Scan(&n)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := traces("opened") + traces("read_record"); n != 0 {
		t.Errorf("%d traces are left by looking ahead", n)
	}
	s.says(priya.Get(at), "For the people named only.", "Visible to 2 named people")
	if opened, record := traces("opened"), traces("read_record"); opened != 1 || record != 1 {
		t.Errorf("opening left %d and %d traces", opened, record)
	}
	s.says(dana.Get(at+"/readers"), "Opened by", "Priya Raman, Tidewater Utilities Cooperative")
}

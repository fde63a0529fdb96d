package updates_test

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"example.org/concord/internal/item"
	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

var pdf = append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("x"), 2000)...)

func TestFilesTravelBehindTheWallOfTheirUpdate(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	form.Set("then", "attach")
	s.is(dana.Upload(draft, form, `C:\plans\Delivery "schedule".pdf`, pdf), http.StatusSeeOther)
	s.says(dana.Get(draft), `Delivery "schedule".pdf`, "PDF, 2 kB")
	at := updatePath.FindString(s.is(s.send(dana, draft), http.StatusSeeOther).Header.Get("Location"))
	page := s.site.As(story.Priya).Get(at)
	s.says(page, `Delivery "schedule".pdf`)
	file := regexp.MustCompile(`href="(` + at + `/files/[0-9a-f-]{36})"`).FindStringSubmatch(page.Body)[1]
	got := s.is(s.site.As(story.Priya).Get(file), http.StatusOK)
	if got.Body != string(pdf) {
		t.Error("the file is another")
	}
	for header, want := range map[string]string{
		"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "no-store",
	} {
		if v := got.Header.Get(header); !strings.Contains(v, want) {
			t.Errorf("%s is %q, want %q", header, v, want)
		}
	}
	if d := got.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment") {
		t.Errorf("it is shown inside the portal: %q", d)
	}
	s.is(s.site.Public().Get(file), http.StatusNotFound)
	for _, p := range outsiders() {
		s.is(s.site.As(p).Get(file), http.StatusNotFound)
	}
	other := s.post(dana, "wscc", nil)
	s.is(dana.Get(other+strings.TrimPrefix(file, at)), http.StatusNotFound)
	ask := dana.Get(at + "/withdrawal")
	s.is(dana.Post(at+"/withdrawal", url.Values{"once": {s.field(ask, "once")}, "because": {"Wrong plan"}}), http.StatusSeeOther)
	s.is(dana.Get(file), http.StatusNotFound)
}

func TestWrongFileIsRefusedAndTheTextStays(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	form.Set("then", "attach")
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"run.exe":  {[]byte("MZ"), `"run.exe" is not a kind of file that can be shared here.`},
		"page.svg": {[]byte("<svg/>"), `"page.svg" is not a kind of file that can be shared here.`},
		"fake.pdf": {[]byte("<html>"), `"fake.pdf" is named like a PDF file but holds something else.`},
		"none.txt": {nil, `"none.txt" is empty.`},
		"big.pdf":  {append([]byte("%PDF-"), make([]byte, item.MaxFile)...), "The file is larger than 20 MB."},
	} {
		back := s.is(dana.Upload(draft, form, name, c.content), http.StatusUnprocessableEntity)
		s.says(back, c.says, "Two plants have **nine days**")
		if strings.Contains(back.Body, "files__row") {
			t.Errorf("%s is attached", name)
		}
	}
}

func TestTenFilesAndNoMore(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	form.Set("then", "attach")
	for range 10 {
		s.is(dana.Upload(draft, form, "plan.pdf", pdf), http.StatusSeeOther)
	}
	s.says(s.is(dana.Upload(draft, form, "plan.pdf", pdf), http.StatusUnprocessableEntity), "An update can have ten files. Take one away first.")
	id := regexp.MustCompile(`value="(detach:[0-9a-f-]{36})"`).FindStringSubmatch(dana.Get(draft).Body)[1]
	form.Set("then", id)
	s.is(dana.Post(draft, form), http.StatusSeeOther)
	if n := strings.Count(dana.Get(draft).Body, "files__row"); n != 9 {
		t.Errorf("%d files are left, want 9", n)
	}
}

func TestDraftSavesItselfForItsAuthorAlone(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	form.Set("title", "Half a thought")
	form.Del("label")
	s.is(dana.Post(draft+"/autosave", form), http.StatusNoContent)
	s.says(dana.Get("/drafts"), "Half a thought")
	again := s.is(dana.Get(draft), http.StatusOK)
	s.says(again, "Saved", "Two plants have **nine days**")
	if s.field(again, "title") != "Half a thought" {
		t.Error("the title is gone")
	}
	s.says(s.is(dana.Get(draft+"/review"), http.StatusUnprocessableEntity), "Choose one label.")
	for name, v := range map[string]*webtest.Visitor{"a colleague": s.site.As(story.Omar), "staff": s.site.As(story.Sam)} {
		for _, path := range []string{"", "/review"} {
			if got := v.Get(draft + path); got.Status != http.StatusNotFound {
				t.Errorf("%s opens %s: %d", name, path, got.Status)
			}
		}
		for _, path := range []string{"", "/autosave", "/removal"} {
			if got := v.Post(draft+path, form); got.Status < 400 {
				t.Errorf("%s posts to %s: %d", name, path, got.Status)
			}
		}
	}
	if got := s.site.Public().Post(draft+"/autosave", form); got.Status == http.StatusNoContent {
		t.Error("a draft is saved for nobody")
	}
	s.is(dana.Post(draft+"/removal", nil), http.StatusSeeOther)
	s.is(dana.Get(draft), http.StatusNotFound)
}

func TestPreviewIsWhatReadersWillSee(t *testing.T) {
	s := open(t)
	got := s.is(s.site.As(story.Dana).Post("/updates/preview", url.Values{"body": {"**bold** <script>alert(1)</script> [x](javascript:alert(1))"}}), http.StatusOK)
	if !strings.Contains(got.Body, "<strong>bold</strong>") || strings.Contains(got.Body, "<script") || strings.Contains(got.Body, "<a") {
		t.Errorf("the preview is %s", got.Body)
	}
}

// Whoever reads in a regional office is not told that she does not.
func TestOwnRegionIsNoOpenDoor(t *testing.T) {
	s := open(t)
	own, doors, _ := strings.Cut(s.is(s.site.As(story.Cora).Get("/updates/new?council=region-3"), http.StatusOK).Body, "Regional offices and the watch")
	doors, _, _ = strings.Cut(doors, "Name people one by one")
	for place, others := range map[string]bool{own[strings.Index(own, "Who will see it"):]: false, doors: true} {
		if strings.Contains(place, "Region 3") == others || strings.Contains(place, "Region 8") != others {
			t.Errorf("among the doors (%v) stands\n%s", others, place)
		}
	}
}

func TestPeopleAreFoundByName(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	form.Set("find", "raman")
	form.Set("then", "find")
	s.is(dana.Post(draft, form), http.StatusSeeOther)
	found := dana.Get(draft)
	s.says(found, "Priya Raman, ")
	if strings.Contains(text(found.Body), "Omar Haddad, ") {
		t.Error("somebody of another name is offered")
	}
	form.Set("find", "duarte") // sits in another council
	s.is(dana.Post(draft, form), http.StatusSeeOther)
	s.says(dana.Get(draft), "Nobody by that name serves in the council you post in.")
}

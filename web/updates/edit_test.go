package updates_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"example.org/concord/internal/item"
	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// changing is the edit form of an update as it comes, with what the visitor would find ticked.
func (s stage) changing(v *webtest.Visitor, at string) url.Values {
	s.Helper()
	page := s.is(v.Get(at+"/edit"), http.StatusOK)
	form := url.Values{"body": {"Two plants have six days."}}
	for _, name := range []string{"once", "base", "title", "valid_until", "source", "source_marking"} {
		form.Set(name, s.field(page, name))
	}
	for _, m := range regexp.MustCompile(`<input[^>]* name="(sectors|states)"[^>]*>`).FindAllStringSubmatch(page.Body, -1) {
		if strings.Contains(m[0], " checked") {
			form.Add(m[1], regexp.MustCompile(` value="([^"]*)"`).FindStringSubmatch(m[0])[1])
		}
	}
	return form
}

func TestEditChangesEverythingAndVersionsTellWhat(t *testing.T) {
	s := open(t)
	dana, priya := s.site.As(story.Dana), s.site.As(story.Priya)
	draft, form := s.written(dana, "wscc")
	form.Set("then", "attach")
	form["sectors"] = []string{"water-and-wastewater"}
	s.is(dana.Upload(draft, form, "first.pdf", pdf), http.StatusSeeOther)
	at := updatePath.FindString(s.is(s.send(dana, draft), http.StatusSeeOther).Header.Get("Location"))
	first := regexp.MustCompile(`href="(` + at + `/files/[0-9a-f-]{36})"`).FindStringSubmatch(priya.Get(at).Body)[1]

	change := s.changing(dana, at)
	if got := change["sectors"]; len(got) != 1 || got[0] != "water-and-wastewater" {
		t.Errorf("the form comes with the sectors %v", got)
	}
	change.Add("sectors", "energy")
	change.Set("states", "CO")
	change.Set("source", "The maker")
	change.Set("source_marking", "TLP:AMBER")
	change.Set("drop", strings.TrimPrefix(first, at+"/files/"))
	s.is(dana.Upload(at+"/versions", change, "second.pdf", pdf), http.StatusSeeOther)
	s.is(dana.Upload(at+"/versions", change, "second.pdf", pdf), http.StatusSeeOther) // the second click
	now := priya.Get(at)
	s.says(now, "Edited once: compare", "six days", "second.pdf", "Relayed from The maker, marked TLP:AMBER", "Energy and Water", "Colorado")
	if strings.Contains(now.Body, "first.pdf") {
		t.Error("the file that was taken away is still shown")
	}
	compared := priya.Get(at + "/versions")
	s.says(compared, "From version 1 to 2", "Relayed from: The maker, marked TLP:AMBER", "States: Colorado", "Sectors: Energy", "Files: first.pdf (2 kB) second.pdf (2 kB)", "stay with those who read the update then")
	s.is(priya.Get(first), http.StatusOK)
	for _, p := range outsiders() {
		s.is(s.site.As(p).Get(first), http.StatusNotFound)
	}
}

func TestWrongEditComesBackWithEverythingTyped(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	at := s.post(dana, "wscc", nil)
	form := s.changing(dana, at)
	form.Set("title", strings.Repeat("x", 201))
	form.Set("source", "The maker")
	back := s.is(dana.Upload(at+"/versions", form, "plan.pdf", pdf), http.StatusUnprocessableEntity)
	s.says(back, "The title has 201 characters; 200 fit.", "Choose the files again.", "Two plants have six days.")
	if s.field(back, "source") != "The maker" {
		t.Error("what was typed is gone")
	}
	form.Set("title", "Chlorine")
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"run.exe": {[]byte("MZ"), `"run.exe" is not a kind of file that can be shared here.`},
		"big.pdf": {append([]byte("%PDF-"), make([]byte, item.MaxFile)...), "The file is larger than 20 MB."},
	} {
		s.says(s.is(dana.Upload(at+"/versions", form, name, c.content), http.StatusUnprocessableEntity), c.says, "Two plants have six days.")
	}
	// Somebody was faster: the text stays, and the file has to be chosen again.
	s.is(dana.Upload(at+"/versions", form, "plan.pdf", pdf), http.StatusSeeOther)
	form.Set("once", nothing())
	s.says(s.is(dana.Upload(at+"/versions", form, "other.pdf", pdf), http.StatusConflict), "Someone changed this update", "Choose the files again.")
	if n := strings.Count(dana.Get(at).Body, `class="files__row"`); n != 1 {
		t.Errorf("%d files are there, want the one", n)
	}
}

// What cannot be stored, or is too much, is told as such, and what was typed stays.
func TestUnstorableAndOversizedFormsAreTold(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	for name, c := range map[string]struct{ field, value, says string }{
		"bad UTF-8 in the title": {"title", "Chlorine \xff", "The title holds a character that cannot be stored."},
		"NUL in the text":        {"body", "Chlorine\x00", "The text holds a character that cannot be stored."},
		"a title of 1 MB":        {"title", strings.Repeat("x", 1<<20), "fit. Move the rest into the text."},
		"NUL in the source":      {"source", "\x00", "This holds a character that cannot be stored."},
		"a text of 900 kB":       {"body", strings.Repeat("x", 900<<10), "The text has 900 kB; 100 kB fit."},
		"a name with NUL":        {"find", "\x00\xff", "This holds a character that cannot be stored."},
		"no such sector":         {"sectors", "\x00", ""},
		"no such voice":          {"as", "\x00", ""},
	} {
		typed := url.Values{}
		for k, v := range form {
			typed[k] = v
		}
		typed.Set(c.field, c.value)
		back := dana.Post(draft, typed)
		if back.Status != http.StatusUnprocessableEntity && c.says != "" || back.Status >= 500 {
			t.Errorf("%s: %d %.300s", name, back.Status, text(back.Body))
		}
		s.says(back, c.says)
		if c.field != "body" && c.says != "" && !strings.Contains(back.Body, "nine days") {
			t.Errorf("%s: the text is gone", name)
		}
		if got := dana.Post(draft+"/autosave", typed); got.Status >= 500 {
			t.Errorf("%s: saving by itself is told %d", name, got.Status)
		}
	}
	huge := s.is(dana.Upload(draft, url.Values{"title": {strings.Repeat("x", 12<<20)}}, "a.txt", []byte("a")), http.StatusUnprocessableEntity)
	s.says(huge, "This is larger than what can be sent here at once.")
	at := s.post(dana, "wscc", nil)
	for _, body := range []string{"\x00", "\xff", strings.Repeat("x", item.MaxBody+1)} {
		reply := s.replyForm(dana, at, body)
		s.is(dana.Post(at+"/replies", reply), http.StatusUnprocessableEntity)
		s.is(dana.Post(at+"/withdrawal", url.Values{"because": {body}}), http.StatusUnprocessableEntity)
	}
}

// A line that breaks half-way leaves neither a file nor a row.
func TestUploadCutOffLeavesNothing(t *testing.T) {
	s := open(t)
	dana := s.site.As(story.Dana)
	draft, form := s.written(dana, "wscc")
	s.is(dana.Post(draft, form), http.StatusSeeOther)
	cut := "--b\r\nContent-Disposition: form-data; name=\"then\"\r\n\r\nattach\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plan.pdf\"\r\n\r\n%PDF-half"
	got := s.is(dana.Do(dana.Request(http.MethodPost, draft, strings.NewReader(cut), "multipart/form-data; boundary=b")), http.StatusUnprocessableEntity)
	s.says(got, "The form did not arrive whole. Send it again.")
	again := s.is(dana.Get(draft), http.StatusOK)
	s.says(again, "Two plants have **nine days**")
	if strings.Contains(again.Body, "files__row") {
		t.Error("half a file is attached")
	}
}

package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"example.org/concord/internal/story"
	"example.org/concord/web/webtest"
)

// parts is a form in that many parts.
func parts(t *testing.T, n int, file bool) ([]byte, string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := range n {
		name := "f" + strconv.Itoa(i)
		part, err := w.CreateFormField(name)
		if file {
			part, err = w.CreateFormFile("file", name+".txt")
		}
		if err == nil {
			_, err = part.Write([]byte("x"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), w.FormDataContentType()
}

// What one request can cost is bounded for each thing that is taken apart: memory and statements, and nothing stays of it.
func TestWorstRequestsCostLittleAndLeaveNothing(t *testing.T) {
	s := webtest.New(t)
	dana, sam := s.As(story.Dana), s.As(story.Sam)
	draft, typed := "/drafts/"+uuid.NewString(), "application/x-www-form-urlencoded"
	manyParts, manyType := parts(t, 20_000, false)
	manyFiles, filesType := parts(t, 20_000, true)
	commas := large(0, url.Values{"kind": {"organizations"}}, "list.csv")
	var wide bytes.Buffer
	if _, err := wide.ReadFrom(commas); err != nil {
		t.Fatal(err)
	}
	list := bytes.Replace(wide.Bytes(), []byte("\r\n\r\n\r\n--"), append(append([]byte("\r\n\r\n"), bytes.Repeat([]byte(","), 20<<20)...), "\r\n--"...), 1)
	get := func(path string) func() webtest.Response { return func() webtest.Response { return dana.Get(path) } }
	send := func(v *webtest.Visitor, path, kind string, body []byte) func() webtest.Response {
		return func() webtest.Response { return v.Do(v.Request(http.MethodPost, path, bytes.NewReader(body), kind)) }
	}
	words := strings.TrimSuffix(strings.Repeat("a+", 10_000), "+")
	attacks := map[string]func() webtest.Response{
		"a million fields":          send(dana, "/account/mail", typed, bytes.Repeat([]byte("a&"), 1<<19)),
		"half a million pairs":      send(dana, "/account/mail", typed, bytes.Repeat([]byte("a=b&"), 1<<18)),
		"fields signed out":         send(s.Public(), "/sign-in", typed, bytes.Repeat([]byte("a&"), 1<<19)),
		"twenty thousand parts":     send(dana, draft, manyType, manyParts),
		"twenty thousand files":     send(dana, draft, filesType, manyFiles),
		"files of nobody":           send(s.Public(), draft, filesType, manyFiles),
		"a file of commas":          send(sam, "/intakes", "multipart/form-data; boundary="+boundary, list),
		"ten thousand search words": get("/search?q=" + words),
		"a search word of 20 kB":    get("/search?q=" + strings.Repeat("x", 20_000)),
		"ten thousand quotes":       get("/search?q=" + strings.Repeat("%22", 10_000)),
		"ten thousand minus signs":  get("/search?q=" + strings.Repeat("-a+", 8_000)),
		"ten thousand filters":      get("/directory?" + strings.Repeat("county=08077&", 2_300)),
		"a day of 20 kB":            get("/directory?day=" + strings.Repeat("9", 20_000)),
		"a cursor of 20 kB":         get("/notices?after=" + strings.Repeat("A", 20_000)),
		"ten thousand circles":      send(dana, draft+"/autosave", typed, []byte("title=A&"+strings.Repeat("circles="+uuid.NewString()+"&", 9_000))),
		"a name of a megabyte":      send(sam, "/admin/people", typed, []byte("name="+strings.Repeat("x", 1<<20-100))),
		"a picker's name of 900 kB": send(sam, "/admin/people", typed, []byte("name=A&email=a@example.org&organization="+strings.Repeat("x", 900_000))),
		"ten thousand proxies named": func() webtest.Response {
			r := dana.Request(http.MethodGet, "/", nil, "")
			r.Header.Set("X-Forwarded-For", strings.Repeat("1.1.1.1,", 4_000))
			return dana.Do(r)
		},
	}
	for _, ask := range attacks {
		ask() // statements are planned, pools filled
	}
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	for name, ask := range attacks {
		runtime.GC()
		routines := runtime.NumGoroutine()
		s.Database.Trips().Reset()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := ask()
		runtime.ReadMemStats(&after)
		if got.Status >= 500 {
			t.Errorf("%s: %d", name, got.Status)
		}
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 64 {
			t.Errorf("%s: %d MB were allocated", name, mb)
		}
		if n := s.Database.Trips().Count(); n > 12 {
			t.Errorf("%s: %d round trips", name, n)
		}
		if n := s.Database.Trips().Lost(); n != 0 {
			t.Errorf("%s: %d connections were lost", name, n)
		}
		if left, err := os.ReadDir(temporary); err != nil || len(left) != 0 {
			t.Errorf("%s: %d files were left, %v", name, len(left), err)
		}
		for patience := time.Now().Add(2 * time.Second); runtime.NumGoroutine() > routines && time.Now().Before(patience); time.Sleep(time.Millisecond) {
		}
		if n := runtime.NumGoroutine(); n > routines {
			t.Errorf("%s: %d goroutines more than before", name, n-routines)
		}
	}
}

func TestWeaknessesOfThePortalAreToldToWhoeverItNames(t *testing.T) {
	s := webtest.New(t)
	got := s.Public().Get("/.well-known/security.txt")
	webtest.Says(t, got, http.StatusOK, "Contact: "+webtest.Origin+"/#report\n", "Canonical: "+webtest.Origin+"/.well-known/security.txt\n")
	_, after, _ := strings.Cut(got.Body, "Expires: ")
	line, _, _ := strings.Cut(after, "\n")
	if until, err := time.Parse(time.RFC3339, line); err != nil || until.Before(time.Now().AddDate(0, 1, 0)) || until.After(time.Now().AddDate(1, 0, 0)) {
		t.Errorf("it expires %q", line)
	}
	if kind := got.Header.Get("Content-Type"); kind != "text/plain; charset=utf-8" {
		t.Errorf("it is %s", kind)
	}
}

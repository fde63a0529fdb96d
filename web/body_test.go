package web_test

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/story"
	"example.org/concord/web"
	"example.org/concord/web/webtest"
)

// counted is a body that tells how much of it was read.
type counted struct {
	io.Reader
	read int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.read += n
	return n, err
}

const boundary = "------------------------line"

// large is a form with some fields before and behind a file of that many bytes.
func large(size int64, fields url.Values, name string) *counted {
	var before strings.Builder
	for field, values := range fields {
		for _, value := range values {
			before.WriteString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n")
		}
	}
	before.WriteString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n")
	return &counted{Reader: io.MultiReader(strings.NewReader(before.String()), io.LimitReader(endless{}, size), strings.NewReader("\r\n--"+boundary+"--\r\n"))}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "name,state\n"[i%11]
	}
	return len(p), nil
}

// filesTaken are the routes that take a file, as what they name is in the story.
func filesTaken(t *testing.T, s *webtest.Site) []string {
	t.Helper()
	draft := uuid.NewString()
	return []string{"/intakes", "/councils/wscc/roster/file", "/drafts/" + draft, "/updates/" + story.Item("chlorine-lead-times").String() + "/versions"}
}

func TestBodyThatNobodyMaySendIsNotReadAndLeavesNoFile(t *testing.T) {
	s := webtest.New(t)
	eve, sam := s.As(story.Eve), s.As(story.Sam)
	ended := s.As(story.Dana)
	if _, err := s.Database.Owner().Exec(t.Context(), `update signin.session set touched = touched - interval '2 hours' where person_id = $1`, story.Dana.ID); err != nil {
		t.Fatal(err)
	}
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)                                                                              // the database has been reached by now: its socket lies below the folder that stood there
	most := map[*webtest.Visitor]int{s.Public(): 0, eve: 1<<20 + 64<<10, sam: 22 << 20, ended: 1<<20 + 64<<10} // what was typed is kept or given back
	for visitor, bytes := range most {
		for _, path := range append(filesTaken(t, s), "/no/such/page", "/admin/people") {
			body := large(21<<20, url.Values{"title": {"Chlorine"}, "kind": {"organizations"}}, "list.csv")
			got := visitor.Do(visitor.Request(http.MethodPost, path, body, "multipart/form-data; boundary="+boundary))
			if visitor != sam && got.Status < 300 || got.Status >= 500 {
				t.Errorf("%s: %d\n%s", path, got.Status, got.Body)
			}
			if body.read > bytes {
				t.Errorf("%s: %d bytes were read, %d at most should be", path, body.read, bytes)
			}
			if bytes == 0 && got.Header.Get("Connection") != "close" {
				t.Errorf("%s: the connection stays open for the rest", path)
			}
		}
	}
	left, err := os.ReadDir(temporary)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range left {
		t.Errorf("%s was left", f.Name())
	}
}

func TestTextBesideAFileIsKeptForWhoseSignInHasEnded(t *testing.T) {
	s := webtest.New(t)
	dana := s.As(story.Dana)
	if _, err := s.Database.Owner().Exec(t.Context(), `update signin.session set touched = touched - interval '2 hours'`); err != nil {
		t.Fatal(err)
	}
	body := large(5<<20, url.Values{"title": {"Chlorine"}, "body": {"Twelve days"}}, "list.csv")
	got := dana.Do(dana.Request(http.MethodPost, "/drafts/"+uuid.NewString(), body, "multipart/form-data; boundary="+boundary))
	if to := got.Header.Get("Location"); !strings.Contains(to, "form=kept") {
		t.Fatalf("%d to %q", got.Status, to)
	}
	var fields string
	if err := s.Database.Owner().QueryRow(t.Context(), `select coalesce(string_agg(fields::text, ''), '') from draft where author_id = $1`, story.Dana.ID).Scan(&fields); err != nil || !strings.Contains(fields, "Twelve days") {
		t.Errorf("kept is %s, %v", fields, err)
	}
}

// A page that exists for those whose office has a capability exists for nobody else, whatever is asked of it.
func TestCapabilityOfARouteIsAskedOfEveryRequest(t *testing.T) {
	s := webtest.New(t)
	for who, v := range map[string]*webtest.Visitor{"Eve": s.As(story.Eve), "Maya": s.As(story.Maya)} {
		for _, line := range web.Routes() {
			if !strings.HasPrefix(line.Path, "/admin/") {
				continue
			}
			path := addressed(line.Path)
			ask := map[string]func() webtest.Response{
				http.MethodGet:  func() webtest.Response { return v.Get(path) },
				http.MethodPost: func() webtest.Response { return v.Post(path, webtest.Form("name", "", "council", "wscc")) },
			}[line.Method]
			if got := ask(); got.Status != http.StatusNotFound {
				t.Errorf("%s: %s %s is %d", who, line.Method, line.Path, got.Status)
			}
		}
	}
}

// Fields are counted before they are taken apart: more of them than any form has are refused, and the rest stays unread.
func TestFormOfMoreFieldsThanAnyHereIsNotTakenApart(t *testing.T) {
	v := webtest.New(t).Public()
	body := &counted{Reader: strings.NewReader(strings.Repeat("a&", 1<<19))}
	got := v.Do(v.Request(http.MethodPost, "/sign-in", body, "application/x-www-form-urlencoded"))
	webtest.Says(t, got, http.StatusUnprocessableEntity, "more fields than any form here")
	if body.read > 300<<10 {
		t.Errorf("%d bytes were read", body.read)
	}
}

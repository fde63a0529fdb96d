package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.org/concord/internal/signin"
	"example.org/concord/internal/typed"
	"example.org/concord/web"
)

// A form that outlives its sign-in waits under what it is called: each that can be kept has a name, and no other one.
func TestEveryFormThatCanBeKeptHasAName(t *testing.T) {
	named := map[string]string{}
	for _, line := range web.Routes() {
		if line.Method != http.MethodPost {
			continue
		}
		path := parameter.ReplaceAllString(line.Path, "1")
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader("title=Anything"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		form, kept := signin.Typed(r)
		switch name := typed.Name(path); {
		case kept && name == "":
			t.Errorf("what is kept of a form to %s has no name", line.Path)
		case !kept && name != "":
			t.Errorf("a form to %s is called %q, and never kept", line.Path, name)
		case kept && typed.Name(form.Path) != name:
			t.Errorf("kept, the form to %s is called %q", line.Path, typed.Name(form.Path))
		}
		named[line.Path] = path
	}
	for _, route := range typed.Routes() {
		if named[route] == "" {
			t.Errorf("a form to %s has a name, and there is no such route", route)
		}
	}
	for path, want := range map[string]string{
		"/councils/wscc/join?from=mail": "Ask to join a council", "/admin/rules/preview": "The rules of behavior", "/updates": "Post an update", "/no/such/form": "",
	} {
		if got := typed.Name(path); got != want {
			t.Errorf("%s is called %q", path, got)
		}
	}
}

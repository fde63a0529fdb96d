package web_test

import (
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/story"
	"example.org/concord/web"
	"example.org/concord/web/webtest"
)

var update = flag.Bool("update", false, "write testdata anew instead of comparing with it")

// asking are the people that the routes are walked by: every place one can sit in, and the ones who sit nowhere any more.
var asking = []story.Person{
	{Name: "public"}, story.Dana, story.Priya, story.Lena, story.Hugo, story.Maya, story.Ines, story.Grace, story.Ruth, story.Tomas,
	story.Paul, story.Vera, story.Walt, story.Sam, story.Nora, story.Victor, story.Eve,
}

// entered is a visitor signed in as the person. A suspended person cannot sign in, so his cookie is of before.
func entered(t *testing.T, s *webtest.Site, p story.Person) *webtest.Visitor {
	t.Helper()
	switch p.ID {
	case uuid.Nil:
		return s.Public()
	case story.Victor.ID:
		change := func(suspended string) {
			if _, err := s.Database.Owner().Exec(t.Context(), `update person set suspended = `+suspended+` where id = $1`, p.ID); err != nil {
				t.Fatal(err)
			}
		}
		change("null")
		defer change("now()")
	}
	return s.As(p)
}

// leaving are the routes that end the visitor's own sign-in.
var leaving = []string{"/sign-out", "/account/sign-ins/end", "/demo/sign-in", "/sign-in"}

// circlesToAnswer are whom a reply to each of the items goes to.
func circlesToAnswer(t *testing.T, s *webtest.Site) map[string]string {
	t.Helper()
	circles := map[string]string{}
	for _, o := range itemsAsked {
		var id string
		if err := s.Database.Owner().QueryRow(t.Context(), `select coalesce((select circle_id::text from audience where item_id = $1
			order by circle_id = (select id from circle where person_id = $2 and council_id = audience.council_id) desc limit 1), '')`, o.value, story.Priya.ID).Scan(&id); err != nil {
			t.Fatal(err)
		}
		circles[o.is] = id
	}
	return circles
}

// outcome is what the answer to a request means.
func outcome(r webtest.Response) string {
	to, err := url.Parse(r.Header.Get("Location"))
	switch {
	case r.Status == http.StatusConflict && strings.Contains(r.Body, dryRun().Error()):
		return "done"
	case r.Status == http.StatusSeeOther && err == nil && to.Path == "/sign-in":
		return "sign in first"
	case r.Status == http.StatusSeeOther:
		return "303 " + parameterless(to.Path)
	case r.Status == http.StatusNotFound:
		return "404"
	}
	return fmt.Sprint(r.Status)
}

// parameterless takes identifiers out of a path.
func parameterless(path string) string {
	parts := strings.Split(path, "/")
	for n, part := range parts {
		if _, err := uuid.Parse(part); err == nil {
			parts[n] = "…"
		}
	}
	return strings.Join(parts, "/")
}

func ask(v *webtest.Visitor, r request) webtest.Response {
	if r.method == http.MethodGet {
		return v.Get(r.path)
	}
	return v.Post(r.path, r.form)
}

func TestWhoMayDoWhatOnEveryRoute(t *testing.T) {
	s := webtest.New(t)
	furnish(t, s)
	rehearse(t, s)
	answers := circlesToAnswer(t, s)
	var all []request
	for _, line := range web.Routes() {
		for _, r := range requests(t, line) {
			if circle := answers[r.of]; strings.HasSuffix(line.Path, "/replies") && circle != "" {
				r.form = url.Values{"body": r.form["body"], "circles": {circle}}
			}
			all = append(all, r)
		}
	}
	if t.Failed() {
		return
	}
	outcomes := make([][]string, len(asking))
	var wait sync.WaitGroup
	turn := make(chan struct{}, 2)
	for n, p := range asking {
		v := entered(t, s, p)
		wait.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			for _, r := range all {
				if r.line.Path == "/sign-in" { // tries are counted for each account, and one of them is not the others' business
					r.form = url.Values{"email": {fmt.Sprint("nobody", n, "@example.org")}, "password": {"not the right password"}}
				}
				outcomes[n] = append(outcomes[n], outcome(ask(v, r)))
				if slices.Contains(leaving, r.line.Path) && r.method == http.MethodPost && p.ID != story.Victor.ID {
					v = entered(t, s, p)
				}
			}
		})
	}
	wait.Wait()

	var text strings.Builder
	text.WriteString(`# Who may do what, on every route
#
# Each route of the portal, asked for several objects by every kind of person, and what came of it: 200 is a page, 404 says that there is
# nothing one can open, 422 a form that comes back, "done" a change that the database would have made. Made by
# TestWhoMayDoWhatOnEveryRoute; after a change: go test ./web -run WhoMayDoWhat -update, and read the difference.

`)
	previous := web.Line{}
	for k, r := range all {
		if r.line != previous {
			fmt.Fprintf(&text, "%s %s\n", r.method, r.line.Path)
			previous = r.line
		}
		fmt.Fprintf(&text, "  %s\n", strings.TrimSpace(r.of+" "+grouped(outcomes, k)))
	}
	golden(t, "testdata/who-may-do-what.txt", strings.ReplaceAll(text.String(), "  : ", "  "))
	for _, line := range strings.Split(s.Log.String(), "\n") {
		if strings.Contains(line, "defect") {
			t.Errorf("logged: %s", line)
		}
	}
}

// grouped says which outcome whom meets; the commonest comes last, for everybody else.
func grouped(outcomes [][]string, k int) string {
	who := map[string][]string{}
	var order []string
	for n, p := range asking {
		o := outcomes[n][k]
		if who[o] == nil {
			order = append(order, o)
		}
		first, _, _ := strings.Cut(p.Name, " ")
		who[o] = append(who[o], first)
	}
	slices.SortStableFunc(order, func(a, b string) int { return len(who[a]) - len(who[b]) })
	var said []string
	for n, o := range order {
		names := strings.Join(who[o], ", ")
		switch {
		case len(order) == 1:
			names = "everybody"
		case n == len(order)-1 && len(who[o]) > 5:
			names = "everybody else"
		}
		said = append(said, o+" "+names)
	}
	return ": " + strings.Join(said, " | ")
}

// golden compares with the reviewed file, line by line.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, after := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for n := range max(len(before), len(after)) {
		var was, is string
		if n < len(before) {
			was = before[n]
		}
		if n < len(after) {
			is = after[n]
		}
		if was != is {
			t.Fatalf("line %d of %s\nis  %s\nwas %s\nIf that is meant, run with -update and have the difference reviewed.", n+1, path, is, was)
		}
	}
}

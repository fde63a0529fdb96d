package web_test

import (
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"example.org/concord/internal/story"
	"example.org/concord/web"
	"example.org/concord/web/webtest"
)

// hostile are what a parameter is set to: numbers beyond 32 and 64 bits and below none, what no text holds, and more than anybody types.
var hostile = []string{"2147483648", "9223372036854775808", "-1", "a\x00\xff"}

var (
	routeLine = regexp.MustCompile(`\{(get|post), "([^"]+)", [^,]+, (?:fresh\(|receives\([^,]+, )?(\w+)\.\w+`)
	siteLine  = regexp.MustCompile(`(\w+)\s*:?= (\w+)\.Site\{`)
	asked     = regexp.MustCompile(`(?:\.Get\(|\[|Value\(|chosen\(r, |typed\(r, )"([a-z][a-z_]*)"`)
	named     = regexp.MustCompile(`(?:name=|Name: +)"([a-z][a-z_]*)"`)
)

// names are the parameters that the handlers of each route's area ask for, as their source says.
func names(t *testing.T) map[string][]string {
	t.Helper()
	ofRoute, areas := map[string][]string{}, map[string][]string{}
	var table string
	for _, file := range []string{"routes.go", "administration.go", "doors.go"} {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		table += string(b)
	}
	sites := map[string]string{"d": "."} // the portal itself answers
	for _, m := range siteLine.FindAllStringSubmatch(table, -1) {
		sites[m[1]] = m[2]
	}
	for _, m := range routeLine.FindAllStringSubmatch(table, -1) {
		area := sites[m[3]]
		if areas[area] == nil {
			areas[area] = of(t, area)
		}
		ofRoute[strings.ToUpper(m[1])+" "+m[2]] = areas[area]
	}
	return ofRoute
}

func of(t *testing.T, area string) []string {
	t.Helper()
	found := map[string]bool{"after": true, "once": true}
	files, err := filepath.Glob(area + "/*.*")
	if err != nil || area == "" || len(files) == 0 {
		t.Fatalf("the source of %q: %v", area, err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "_templ.go") {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, pattern := range []*regexp.Regexp{asked, named} {
			for _, m := range pattern.FindAllStringSubmatch(string(b), -1) {
				found[m[1]] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// attacks are the requests that one sample of a route becomes. Each parameter of the address is spoilt alone; those of a query or a form in
// turns, so that each is met alone with one value, and with all others under each.
func attacks(r request, names []string, n int) (all []request) {
	add := func(path string, form url.Values) {
		all = append(all, request{method: r.method, path: path, line: r.line, form: form})
	}
	segments := strings.Split(r.line.Path, "/")
	for k, segment := range segments {
		if !strings.HasPrefix(segment, "{") {
			continue
		}
		for _, value := range append(hostile, strings.Repeat("9", 8000)) {
			spoilt := strings.Split(r.path, "/")
			spoilt[k] = url.PathEscape(value)
			add(strings.Join(spoilt, "/"), r.form)
		}
	}
	spoil := func(base url.Values, names []string, values ...string) url.Values {
		f := url.Values{}
		maps.Copy(f, base)
		for _, name := range names {
			f[name] = values
		}
		return f
	}
	if r.method == http.MethodGet {
		ask := func(f url.Values) { add(r.path+"?"+f.Encode(), nil) }
		for k, name := range names {
			ask(spoil(nil, []string{name}, hostile[(k+n)%len(hostile)]))
		}
		for _, value := range hostile {
			ask(spoil(nil, names, value))
		}
		ask(spoil(nil, names, ""))
		ask(spoil(nil, names, "1", "2", "2147483648"))
		ask(spoil(nil, names[:1], strings.Repeat("x", 20_000)))
		return all
	}
	for k, name := range slices.Sorted(maps.Keys(spoil(r.form, names, ""))) {
		add(r.path, spoil(r.form, []string{name}, hostile[(k+n)%len(hostile)]))
	}
	own := slices.Sorted(maps.Keys(r.form))
	for _, value := range append(hostile, "", strings.Repeat("x", 1<<20/(len(own)+1))) {
		add(r.path, spoil(r.form, own, value))
	}
	add(r.path, spoil(r.form, own, "1", "2", "2147483648"))
	for _, name := range own {
		add(r.path, spoil(r.form, []string{name}, strings.Repeat("x", 1<<20-20_000)))
	}
	return all
}

// TestNoParameterOfAnyRouteBreaksThePortal walks every parameter of every route, as somebody for whom the route does something.
func TestNoParameterOfAnyRouteBreaksThePortal(t *testing.T) {
	s := webtest.New(t)
	furnish(t, s)
	rehearse(t, s)
	ofRoute := names(t)
	actors := []story.Person{story.Dana, story.Sam, story.Paul, story.Walt, story.Ruth}
	lines := web.Routes()
	turn := make(chan web.Line)
	var workers sync.WaitGroup
	s.Database.Trips().Reset()
	for range 2 {
		visitors := make([]*webtest.Visitor, len(actors))
		for n, p := range actors {
			visitors[n] = s.As(p)
		}
		workers.Go(func() {
			for line := range turn {
				n := slices.Index(lines, line)
				found, ok := ofRoute[line.Method+" "+line.Path]
				if !ok {
					t.Errorf("no source was found for %s %s", line.Method, line.Path)
				}
				sample, who := opened(requests(t, line), visitors)
				for _, r := range attacks(sample, found, n) {
					if slices.Contains(leaving, line.Path) {
						visitors[who] = s.As(actors[who])
					}
					if got := ask(visitors[who], r); got.Status >= 500 {
						t.Errorf("%d: %s %.200s %.300s", got.Status, r.method, r.path, r.form.Encode())
					}
				}
			}
		})
	}
	for _, line := range lines {
		turn <- line
	}
	close(turn)
	workers.Wait()
	if n := s.Database.Trips().Lost(); n != 0 {
		t.Errorf("%d connections to the database were lost", n)
	}
	for line := range strings.Lines(s.Log.String()) {
		if strings.Contains(line, "defect") || strings.Contains(line, "second attempt") {
			t.Errorf("logged: %s", line)
		}
	}
}

// opened is the sample, and whom of the visitors, for whom most opens: a page or an act, else a form that comes back.
func opened(samples []request, visitors []*webtest.Visitor) (request, int) {
	best, sample, who := 0, samples[0], 0
	for _, r := range samples[:min(2, len(samples))] {
		if slices.Contains(leaving, r.line.Path) {
			break
		}
		for n, v := range visitors {
			score := map[string]int{"200": 3, "done": 3, "422": 2, "404": 0, "sign in first": 0}
			came := outcome(ask(v, r))
			if worth, known := score[came]; known && worth > best || !known && best < 1 {
				best, sample, who = max(worth, 1), r, n
			}
			if best == 3 {
				return sample, who
			}
		}
	}
	return sample, who
}

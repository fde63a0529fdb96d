package web_test

import (
	"maps"
	"net/http"
	"net/url"
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

// attacks are the requests that one sample of a route becomes. Each parameter of the address is spoilt alone; those of a query or a form in
// turns, so that each that the handler names is met alone with one value, and with all others under each.
func attacks(r request, p named, n int) (all []request) {
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
	if r.method == http.MethodGet {
		ask := func(f url.Values) { add(r.path+"?"+f.Encode(), nil) }
		for k, name := range p.own {
			ask(spoil(nil, []string{name}, hostile[(k+n)%len(hostile)]))
		}
		names := slices.Concat(p.own, p.others)
		for _, value := range hostile {
			ask(spoil(nil, names, value))
		}
		ask(spoil(nil, names, ""))
		ask(spoil(nil, names, "1", "2", "2147483648"))
		ask(spoil(nil, names[:1], strings.Repeat("x", 20_000)))
		return all
	}
	for k, name := range slices.Sorted(maps.Keys(spoil(r.form, p.own, ""))) {
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

func spoil(base url.Values, names []string, values ...string) url.Values {
	f := url.Values{}
	maps.Copy(f, base)
	for _, name := range names {
		f[name] = values
	}
	return f
}

// givenBack is the list of all that was sent, which a refusal shows so that nobody loses it.
var givenBack = regexp.MustCompile(`(?s)<section class="section" aria-labelledby="typed">.*?</section>`)

// together spoils at once what the handler of the route does not name. While the answer is that to the same values under names which nobody
// reads, nothing of it was read, and each alone would be read as little; else the halves are sent, down to each alone.
func together(r request, names []string, n int, send func(request) webtest.Response) {
	if len(names) == 0 {
		return
	}
	const nobodys = "0" // behind a name it is another one, and stands in the same place among all
	came := func(behind string) string {
		f := spoil(r.form, nil)
		for k, name := range names {
			f.Set(name+behind, hostile[(k+n)%len(hostile)])
		}
		spoilt := request{method: r.method, path: r.path, line: r.line, form: f}
		if r.method == http.MethodGet {
			spoilt.path += "?" + f.Encode()
		}
		text := givenBack.ReplaceAllString(told(send(spoilt)), "")
		for _, name := range names {
			text = strings.ReplaceAll(text, name+nobodys, name)
		}
		return text
	}
	if alike(came(""), came(nobodys)) || len(names) == 1 {
		return
	}
	half := len(names) / 2
	together(r, names[:half], n, send)
	together(r, names[half:], n+half, send)
}

// TestNoParameterOfAnyRouteBreaksThePortal walks every parameter of every route, as somebody for whom the route does something.
func TestNoParameterOfAnyRouteBreaksThePortal(t *testing.T) {
	s := webtest.New(t)
	furnish(t, s)
	rehearse(t, s)
	ofRoute := parametersOf(t)
	actors := []story.Person{story.Dana, story.Sam, story.Paul, story.Walt, story.Ruth}
	lines := web.Routes()
	// One begins at the first route and one at the last, since neighbors change the same rows and would wait for each other.
	first, last := make(chan web.Line), make(chan web.Line)
	var workers sync.WaitGroup
	s.Database.Trips().Reset()
	for _, turn := range []chan web.Line{first, last} {
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
				send := func(r request) webtest.Response {
					if slices.Contains(leaving, line.Path) {
						visitors[who] = s.As(actors[who])
					}
					got := ask(visitors[who], r)
					if got.Status >= 500 {
						t.Errorf("%d: %s %.200s %.300s", got.Status, r.method, r.path, r.form.Encode())
					}
					return got
				}
				for _, r := range attacks(sample, found, n) {
					send(r)
				}
				others := slices.DeleteFunc(slices.Clone(found.others), sample.form.Has)
				together(sample, others, n, send)
			}
		})
	}
	for left := lines; len(left) > 0; {
		select {
		case first <- left[0]:
			left = left[1:]
		case last <- left[len(left)-1]:
			left = left[:len(left)-1]
		}
	}
	close(first)
	close(last)
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

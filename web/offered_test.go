package web_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"golang.org/x/net/html"

	"example.org/concord/internal/story"
	"example.org/concord/web"
	"example.org/concord/web/webtest"
)

// filling are the people between whom every form of the portal is offered to somebody.
var filling = []story.Person{{Name: "public"}, story.Dana, story.Maya, story.Grace, story.Paul, story.Rosa, story.Vera, story.Walt, story.Sam}

// sheet is a form as it stands on a page.
type sheet struct {
	path    string              // where it goes
	fields  url.Values          // what a browser would send of it untouched
	buttons map[string]bool     // the names of buttons, which stand at no field
	offered map[string][]string // the values of each select, and of the radios, checkboxes or buttons of one name
}

// choice is one field of a route with values to choose from, where somebody met it.
type choice struct {
	line  web.Line
	field string
	sheet sheet
	who   *webtest.Visitor
}

func (c choice) String() string { return c.line.Path + " " + c.field }

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func words(n *html.Node) (said string) {
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			said += d.Data
		}
	}
	return said
}

// sheets are the forms of a page that change something. One that only asks is free to ask for whatever it likes.
func sheets(t *testing.T, at, body string) (all []sheet) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if method, _ := attribute(n, "method"); n.Type == html.ElementNode && n.Data == "form" && strings.EqualFold(method, "post") {
			all = append(all, sheetOf(n, at))
		}
	}
	return all
}

func sheetOf(form *html.Node, at string) sheet {
	s := sheet{path: at, fields: url.Values{}, offered: map[string][]string{}, buttons: map[string]bool{}}
	if action, _ := attribute(form, "action"); action != "" {
		s.path = action
	}
	for n := range form.Descendants() {
		name, _ := attribute(n, "name")
		if n.Type != html.ElementNode || name == "" {
			continue
		}
		value, _ := attribute(n, "value")
		switch kind, _ := attribute(n, "type"); {
		case n.Data == "select":
			chosen := ""
			for o := range n.Descendants() {
				if o.Type != html.ElementNode || o.Data != "option" {
					continue
				}
				value, has := attribute(o, "value")
				if !has {
					value = words(o)
				}
				if _, selected := attribute(o, "selected"); selected || len(s.offered[name]) == 0 {
					chosen = value
				}
				s.offered[name] = append(s.offered[name], value)
			}
			s.fields.Add(name, chosen)
		case kind == "radio", kind == "checkbox":
			s.offered[name] = append(s.offered[name], value)
			if _, checked := attribute(n, "checked"); checked {
				s.fields.Add(name, value)
			}
		case n.Data == "textarea":
			s.fields.Add(name, strings.TrimPrefix(words(n), "\n"))
		case n.Data == "button":
			s.offered[name], s.buttons[name] = append(s.offered[name], value), true
			if !unfinished(n) && !s.fields.Has(name) { // a form is sent by one of its buttons
				s.fields.Add(name, value)
			}
		case n.Data == "input" && kind != "submit" && kind != "file":
			s.fields.Add(name, value)
		}
	}
	for name := range s.offered { // what the form brings along by itself is offered, too
		s.offered[name] = slices.Compact(slices.Sorted(slices.Values(append(s.offered[name], s.fields[name]...))))
	}
	return s
}

// unfinished says that a button keeps a form that is not whole yet, with whatever stands in it.
func unfinished(button *html.Node) bool {
	_, is := attribute(button, "formnovalidate")
	return is
}

// lineOf is the route that a form goes to.
func lineOf(path string) (web.Line, bool) {
	path, _, _ = strings.Cut(path, "?")
	sent := strings.Split(path, "/")
	best, fixed := web.Line{}, -1
	for _, line := range web.Routes() {
		parts := strings.Split(line.Path, "/")
		if line.Method != http.MethodPost || len(parts) != len(sent) {
			continue
		}
		n, fits := 0, true
		for k, part := range parts {
			if part == sent[k] {
				n++
			} else if !strings.HasPrefix(part, "{") {
				fits = false
			}
		}
		if fits && n > fixed {
			best, fixed = line, n
		}
	}
	return best, fixed >= 0
}

// filled are the ways to fill the form in: what is empty as the sample of its route has it, or all of it so.
func (c choice) filled() []url.Values {
	kept, anew := maps.Clone(c.sheet.fields), maps.Clone(c.sheet.fields)
	for name, values := range forms[c.line.Path] {
		if anew[name] = values; kept.Get(name) == "" {
			kept[name] = values
		}
	}
	return []url.Values{kept, anew}
}

// send sends it with that in the field. Each time it is another form to the portal, and not the same one twice.
func (c choice) send(form url.Values, values ...string) webtest.Response {
	form = maps.Clone(form)
	if form[c.field] = values; values == nil {
		delete(form, c.field)
	}
	if form.Has("once") {
		form.Set("once", uuid.NewString())
	}
	return c.who.Post(c.sheet.path, form)
}

// ready is the first of the places where a field was met, and the way to fill in its form, in which all of it would be done.
func ready(met []choice) (choice, url.Values) {
	for _, c := range met[:min(len(met), 4)] {
		for _, form := range c.filled() {
			if outcome(c.send(form, form[c.field]...)) == "done" {
				return c, form
			}
		}
	}
	return met[0], met[0].filled()[0]
}

// others are a few values that forms of the portal offer in a field of that name, and this one does not.
func others(anywhere map[string]bool, offered []string) (some []string) {
	var all []string
	for _, value := range slices.Sorted(maps.Keys(anywhere)) {
		if value != "" && !slices.Contains(offered, value) {
			all = append(all, value)
		}
	}
	for n := 0; n < len(all); n += len(all)/3 + 1 {
		some = append(some, all[n])
	}
	return append(some, "not-offered")
}

// refused says that an answer is that of a form with something wrong in the field, or that what it names is not there for this person or not theirs
// to do.
func refused(r webtest.Response, field string, button bool) bool {
	switch r.Status {
	case http.StatusForbidden:
		return true
	case http.StatusUnprocessableEntity:
		return button || strings.Contains(r.Body, `href="#f-`+field+`"`)
	case http.StatusConflict:
		return outcome(r) != "done"
	}
	return r.Status == http.StatusNotFound
}

// TestNoFormTakesAValueThatItDoesNotOffer meets every form that changes something, as those to whom it is shown, and sends each field with
// values to choose from with others: an invented one, and some that other forms offer under the same name.
func TestNoFormTakesAValueThatItDoesNotOffer(t *testing.T) {
	s := webtest.New(t)
	furnish(t, s)
	rehearse(t, s)
	if _, err := s.Database.Owner().Exec(t.Context(), `drop trigger rehearsal on draft`); err != nil { // an update is kept as a draft before it is looked at
		t.Fatal(err)
	}
	met, anywhere, queries := map[string][]choice{}, map[string]map[string]bool{}, 0
	for _, p := range filling {
		v := entered(t, s, p)
		var behind []string
		meet := func(path string) {
			found, links := choices(t, v, path)
			behind = append(behind, links...)
			for _, c := range found {
				met[c.String()] = append(met[c.String()], c)
				if anywhere[c.field] == nil {
					anywhere[c.field] = map[string]bool{}
				}
				for _, value := range c.sheet.offered[c.field] {
					anywhere[c.field][value] = true
				}
			}
		}
		for _, line := range web.Routes() {
			if line.Method != http.MethodGet {
				continue
			}
			for _, r := range requests(t, line) {
				meet(r.path)
			}
		}
		// A list of links that differ in what they ask for leads to the same forms: of each kind two are enough.
		asked := map[string]int{}
		for _, path := range behind {
			if kind := queried(path); asked[kind] < 2 {
				asked[kind]++
				meet(path)
				queries++
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(met)) {
		c, form := ready(met[name])
		offered, field := c.sheet.offered[c.field], c.field
		if line, is := strings.CutSuffix(field, "_id"); is && c.sheet.fields.Has(line) {
			form.Del(line) // what is written there counts before what is chosen
			field = line
		}
		for _, value := range others(anywhere[c.field], offered) {
			got := c.send(form, value)
			if slices.Equal(offered, []string{"yes"}) { // a box that says yes or no: all else is a no
				if want := outcome(c.send(form)); outcome(got) != want {
					t.Errorf("%s: with %q the answer is %s, and %s without it", name, value, outcome(got), want)
				}
			} else if !refused(got, field, c.sheet.buttons[field]) {
				t.Errorf("%s: %q is not offered, and the answer is %s", name, value, outcome(got))
			}
		}
	}
	if len(met) < 80 || queries < 100 {
		t.Errorf("only %d fields were met, %d pages behind a query", len(met), queries)
	}
}

// queried is what a link asks for: the route, and the names of what it asks by.
func queried(path string) string {
	path, query, _ := strings.Cut(path, "?")
	parts := strings.Split(path, "/")
	for n, part := range parts {
		if len(part) == 36 { // an id
			parts[n] = "-"
		}
	}
	asks, _ := url.ParseQuery(query)
	return strings.Join(parts, "/") + "?" + strings.Join(slices.Sorted(maps.Keys(asks)), "&")
}

// choices are the fields to choose from in the forms of a page, and its links that ask for something; none where it does not open.
func choices(t *testing.T, v *webtest.Visitor, path string) (all []choice, links []string) {
	t.Helper()
	got := v.Get(path)
	if got.Status != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/html") {
		return nil, nil
	}
	doc, err := html.Parse(strings.NewReader(got.Body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if to, _ := attribute(n, "href"); n.Type == html.ElementNode && n.Data == "a" && strings.Contains(to, "?") && (to[0] == '/' && !strings.HasPrefix(to, "//") || to[0] == '?') {
			if to, _, _ = strings.Cut(to, "#"); to[0] == '?' {
				at, _, _ := strings.Cut(path, "?")
				to = at + to
			}
			links = append(links, to)
		}
	}
	for _, sh := range sheets(t, path, got.Body) {
		to, ok := lineOf(sh.path)
		if !ok {
			t.Errorf("%s: a form goes to %s, which is no route", path, sh.path)
		}
		for field := range sh.offered {
			all = append(all, choice{to, field, sh, v})
		}
	}
	return all, links
}

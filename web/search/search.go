// Package search is the page that finds whatever one may see: updates, replies and files by their words, people, organizations, councils
// and sectors by their names.
package search

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"example.org/concord/internal/council"
	"example.org/concord/internal/db"
	"example.org/concord/internal/search"
	"example.org/concord/internal/update"
	"example.org/concord/web/page"
)

// Site serves the search.
type Site struct{ DB *db.DB }

// found is what was looked for and what there is.
type found struct {
	frame    page.Frame
	terms    search.Terms
	from, to string // days as typed
	problem  string
	councils []council.Mine
	results  search.Results
	groups   []search.Group
	next     string
}

// Show finds what the address asks for; without words it only offers the form.
func (s Site) Show(v page.Visitor, r *http.Request) (page.Answer, error) {
	f := found{
		terms: search.Terms{Words: v.Query.Get("q"), Kind: v.Query.Get("kind"), Council: v.Query.Get("council")},
		from:  v.Query.Get("from"), to: v.Query.Get("to"),
	}
	after, err := v.FeedAfter()
	if err != nil {
		return page.Answer{}, err
	}
	f.terms.After = after
	f.terms.From, f.terms.Until = f.days(v.Instance.Zone)
	queries := append(f.frame.Queries(v), council.OfMine(&f.councils))
	if len(f.terms.Words) > search.MaxWords {
		f.problem = fmt.Sprintf("Look for fewer words: %d characters at most.", search.MaxWords)
	}
	if f.asked() && !search.ByName(f.terms.Kind) {
		queries = append(queries, f.results.Queries(f.terms)...)
	}
	if f.byName() {
		queries = append(queries, search.Everything(f.terms.Words, search.Names(f.terms.Kind), v.SignedIn, &f.groups)...)
	}
	if err := s.DB.Read(r.Context(), v.Who, queries...); err != nil {
		return page.Answer{}, err
	}
	if hits := f.results.Hits; len(hits) > search.PerPage {
		f.results.Hits = hits[:search.PerPage]
		f.next = page.Cursor(hits[search.PerPage-1].Key().Parts()...)
	}
	return page.Show(results(f)), nil
}

// byName says whether names are looked for: not where something asks for texts alone, nor on later pages.
func (f *found) byName() bool {
	return f.asked() && f.terms.After == nil && f.terms.Council == "" && f.from == "" && f.to == "" && (f.terms.Kind == "" || search.ByName(f.terms.Kind))
}

// nothing says that neither a name nor a text was found.
func (f *found) nothing() bool { return len(f.results.Hits) == 0 && f.named() == 0 }

// named is how many names were found.
func (f *found) named() (n int) {
	for _, g := range f.groups {
		n += len(g.Found)
	}
	return n
}

// elsewhere is where there would be what was not found.
func (f *found) elsewhere() (verb, href string) {
	if !f.frame.Visitor.SignedIn {
		return "Sign in to look through what your councils share", "/sign-in"
	}
	if f.narrowed() {
		return "Look for it everywhere", "/search?" + url.Values{"q": {f.terms.Words}}.Encode()
	}
	return "Look through the directory", "/directory?" + url.Values{"q": {f.terms.Words}}.Encode()
}

// narrowed says that something beside the words narrows the search.
func (f *found) narrowed() bool {
	return f.terms.Kind != "" || f.terms.Council != "" || f.from != "" || f.to != ""
}

// more is the list that goes on after the few of a group.
func (f *found) more(g search.Group) string {
	if f.terms.Kind == g.Kind {
		if g.More == "" {
			return ""
		}
		return g.More + "?" + url.Values{"q": {f.terms.Words}}.Encode()
	}
	return "/search?" + url.Values{"q": {f.terms.Words}, "kind": {g.Kind}}.Encode()
}

func (f *found) asked() bool { return f.terms.Words != "" && f.problem == "" }

// days are the first moment of the one day and the last of the other, where the portal stands.
func (f *found) days(zone *time.Location) (from, until *time.Time) {
	read := func(s string, days int) *time.Time {
		if s == "" {
			return nil
		}
		day, err := time.ParseInLocation(time.DateOnly, s, zone)
		if err != nil || day.Year() < 1900 || day.Year() > 2200 {
			f.problem = "Write days like 2026-11-30."
			return nil
		}
		day = day.AddDate(0, 0, days)
		return &day
	}
	return read(f.from, 0), read(f.to, 1)
}

// count heads the results.
func (f *found) count() string {
	n, exact := f.results.Counts()
	switch {
	case !exact:
		return fmt.Sprintf("%d+ results", n)
	case f.terms.After != nil:
		return "Older results"
	}
	return page.Count(n, "result", "results")
}

// unusable says why nothing can be looked for, and what to do.
func unusable(words string) (what, do string) {
	said := strings.FieldsFunc(words, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	left := strings.Fields(words)
	switch {
	case len(said) == 0:
		return "There is no word in this.", "Marks alone are not looked for. Write a word, a name or a number."
	case !slices.ContainsFunc(left, func(w string) bool { return !strings.HasPrefix(w, "-") }):
		return "This only leaves words out.", "Add a word that should be in what you look for."
	}
	return "These words stand everywhere.", "Words such as \"the\" are not looked for. Add a word that says what you mean."
}

func kinds(signedIn bool) []page.Option {
	options := []page.Option{{Value: "", Label: "All kinds"}}
	for _, g := range update.Genres {
		options = append(options, page.Option{Value: string(g), Label: g.Name()})
	}
	options = append(options, page.Option{Value: search.Replies, Label: "Replies"})
	for _, source := range search.Sources {
		if signedIn || !source.Signed {
			options = append(options, page.Option{Value: source.Kind, Label: source.Name})
		}
	}
	return options
}

func (f *found) places() []page.Option {
	options := []page.Option{{Value: "", Label: "All my councils"}}
	for _, c := range f.councils {
		options = append(options, page.Option{Value: c.Slug, Label: c.ShortName})
	}
	return options
}

// address is where a hit is read: a reply stands in its thread.
func address(h search.Hit) string {
	if h.ID == h.RootID {
		return "/updates/" + h.ID.String()
	}
	return "/updates/" + h.RootID.String() + "#reply-" + h.ID.String()
}

// heading is what a hit is called.
func heading(h search.Hit) string {
	title := h.Title
	if title == "" {
		title = "a withdrawn update"
	}
	if h.ID == h.RootID {
		return title
	}
	return "Reply to " + title
}

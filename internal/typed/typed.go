// Package typed holds on to what somebody typed into a form that could not be accepted when it came: so that it can be kept for them, shown
// to them, and put back into the form that it came from.
package typed

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
)

// Most is how much of a form is held, in bytes.
const Most = 200 << 10

// Form is one that was sent, without its files and without what nobody may keep: passwords, codes, what a passkey answered.
type Form struct {
	Title  string     `json:"title"` // its first words, "" where nothing was typed
	Path   string     `json:"path"`  // where it was going
	From   string     `json:"from"`  // the page that held it, "" where the browser does not say
	Fields url.Values `json:"form"`
}

// secret are parts of the names of fields that are never kept.
var secret = []string{"password", "code", "answer", "token", "again"}

// Of is what is held of a form that was sent to a path, from a page, with the values; false where that is too long.
func Of(path, from string, sent url.Values) (Form, bool) {
	f := Form{Path: path, From: from, Fields: url.Values{}}
	size := len(f.Path) + len(f.From)
	for name, values := range sent {
		if slices.ContainsFunc(secret, func(s string) bool {
			return strings.Contains(strings.ToLower(name), s) && s != "answer" || strings.ToLower(name) == s
		}) {
			continue
		}
		for _, v := range values {
			f.Fields.Add(plain(name), plain(v))
			size += len(name) + len(v) + 8
		}
	}
	f.Title = f.title()
	return f, size <= Most && len(f.Path) <= 2000
}

// plain is a text that any database keeps.
func plain(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// carried are fields that forms carry along or buttons send: nobody typed them.
var carried = map[string]bool{"once": true, "then": true, "next": true, "version": true, "base": true, "shown": true, "over": true, "act": true,
	"as": true, "view": true, "query": true, "window": true, "draft": true, "kept": true, "about": true, "confirmed": true, "answered": true, "unseen": true}

// Said is what a person typed or chose in a field; identifiers, and what forms carry along, are nothing to read.
func (f Form) Said(field string) string {
	if carried[field] {
		return ""
	}
	var said []string
	for _, v := range f.Fields[field] {
		if v = strings.TrimSpace(v); v != "" && uuid.Validate(v) != nil {
			said = append(said, v)
		}
	}
	return strings.Join(said, ", ")
}

// Names are the fields in which something was typed, the longest text first: what took most to write is what one looks for.
func (f Form) Names() []string {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(f.Fields)), func(n string) bool { return f.Said(n) == "" })
	slices.SortStableFunc(names, func(a, b string) int {
		switch {
		case a == "title" || b == "title":
			return map[bool]int{true: -1, false: 1}[a == "title"]
		}
		return len(f.Said(b)) - len(f.Said(a))
	})
	return names
}

// title is the first words of what was typed.
func (f Form) title() string {
	names := f.Names()
	if len(names) == 0 {
		return ""
	}
	return Begins(f.Said(names[0]))
}

// Begins is the beginning of a text, as one line.
func Begins(text string) string {
	line := strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(line) <= 80 {
		return line
	}
	return strings.TrimSpace(string([]rune(line)[:80])) + "…"
}

// Package typed holds on to what somebody typed into a form that could not be accepted when it came: so that it can be kept for them, shown
// to them, and put back into the form that it came from.
package typed

import (
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
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

// Of reads the form of a request, whether it was read before or not. False: it is one of signing in, none came whole, or it is too long.
func Of(r *http.Request) (Form, bool) {
	if r.Method != http.MethodPost || private(r.URL.Path) {
		return Form{}, false
	}
	sent, err := fields(r)
	if err != nil {
		return Form{}, false
	}
	f := Form{Path: r.URL.RequestURI(), From: cameFrom(r), Fields: url.Values{}}
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

// private says that the forms there are about how one signs in.
func private(path string) bool {
	for _, own := range []string{"/sign-in", "/sign-out", "/enroll", "/demo", "/account"} {
		if path == own || strings.HasPrefix(path, own+"/") {
			return !strings.HasPrefix(path, "/account/contacts") && path != "/account/mail"
		}
	}
	return false
}

// fields are the form's values, read from the body where nobody has read it yet. Files are passed over and stored nowhere.
func fields(r *http.Request) (url.Values, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case kind != "multipart/form-data":
		if r.PostForm == nil {
			r.Body = http.MaxBytesReader(nil, r.Body, 1<<20)
			if err := r.ParseForm(); err != nil {
				return nil, err
			}
		}
		return r.PostForm, nil
	case r.MultipartForm != nil:
		return r.MultipartForm.Value, nil
	}
	r.Body = http.MaxBytesReader(nil, r.Body, 1<<20) // whoever sends it may have nothing to do here; what stands behind its files stays unread
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	all, room := url.Values{}, int64(Most)
	for {
		part, err := parts.NextPart()
		if tooLarge := (*http.MaxBytesError)(nil); errors.Is(err, io.EOF) || errors.As(err, &tooLarge) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		if part.FileName() != "" {
			continue
		}
		value, err := io.ReadAll(io.LimitReader(part, room+1))
		if err != nil {
			return nil, err
		}
		if room -= int64(len(value)); room < 0 {
			return nil, errors.New("the form is too long to be kept")
		}
		all.Add(part.FormName(), string(value))
	}
}

// plain is a text that any database keeps.
func plain(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// cameFrom is the page that held the form, where the browser says so.
func cameFrom(r *http.Request) string {
	at, err := url.Parse(r.Referer())
	if err != nil || at.Host == "" || at.Host != r.Host || len(at.RequestURI()) > 2000 {
		return ""
	}
	return at.RequestURI()
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

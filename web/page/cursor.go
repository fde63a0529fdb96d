package page

import (
	"encoding/base64"
	"net/url"
	"strings"

	"example.org/concord/internal/fault"
)

// Cursor names the last row of a page for the URL's after parameter. Lists are paged by key and never by offset, so that a row
// that arrives meanwhile neither repeats nor hides another.
func Cursor(parts ...string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strings.Join(parts, "\x1f")))
}

// ParseCursor takes a cursor apart: want parts, or nil where there was none. A cursor that was tampered with is NotFound.
func ParseCursor(s string, want int) ([]string, error) {
	if s == "" {
		return nil, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return nil, fault.NotFound
	}
	parts := strings.Split(string(b), "\x1f")
	if len(parts) != want {
		return nil, fault.NotFound
	}
	return parts, nil
}

// With is this page's address with one parameter changed ("" removes it); a changed filter starts at the first page again.
func (v Visitor) With(name, value string) string {
	q := url.Values{}
	for k, all := range v.Query {
		if k != name && k != "after" {
			q[k] = all
		}
	}
	if value != "" {
		q.Set(name, value)
	}
	if len(q) == 0 {
		return v.Path
	}
	return v.Path + "?" + q.Encode()
}

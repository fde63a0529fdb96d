package page

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"example.org/concord/internal/name"
)

// several are the fields of forms in which several lines may be typed. A test compares them with the templates.
var several = map[string]bool{"address_because": true, "advice": true, "answer": true, "authority": true, "because": true, "body": true, "clients": true,
	"exigent_because": true, "findings": true, "green_means": true, "notes": true, "objection": true, "outcome": true, "purpose": true, "reason": true, "records_terms": true, "result": true, "scope": true,
	"text": true, "wish": true, "words": true}

// verbatim are the fields that are taken as they come: a password is what was typed.
var verbatim = map[string]bool{"password": true, "present": true, "again": true}

// OneLine makes one visible line of whatever was typed into a field of one line, so that each form finds a name as it is kept, and one
// without anything to be seen empty.
func OneLine(form url.Values) {
	for field, values := range form {
		if several[field] || verbatim[field] {
			continue
		}
		for i, v := range values {
			if utf8.ValidString(v) && !strings.ContainsRune(v, 0) { // else the form says at the field that it cannot be stored
				values[i] = name.Line(v)
			}
		}
	}
}

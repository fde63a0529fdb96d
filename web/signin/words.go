package signin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
)

// typed is what a person typed or chose in a field; identifiers are nothing to read.
func typed(values []string) string {
	var said []string
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" && uuid.Validate(v) != nil {
			said = append(said, v)
		}
	}
	return strings.Join(said, ", ")
}

// carried are fields that forms carry along or buttons send: nobody typed them.
var carried = map[string]bool{"once": true, "then": true, "next": true, "version": true, "base": true, "shown": true, "over": true, "act": true, "as": true, "view": true, "query": true}

// named is the name of a field as words.
func named(field string) string {
	words := strings.ReplaceAll(strings.ReplaceAll(field, "_", " "), "-", " ")
	r, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(r)) + words[size:]
}

// link says what a one-time link is for.
func (e enrollment) link() string {
	switch e.invitation.Kind {
	case "factor":
		return "A new authenticator"
	case "account":
		return "A new password and authenticator"
	}
	return "Welcome"
}

// fate says what became of a link that does not work, and what to do.
func (e enrollment) fate() string {
	switch e.invitation.State {
	case "used":
		return "It was used already. If that was you, sign in. If it was not, tell the administrators of this portal at once."
	case "known":
		return "You have an account here already. Sign in with it: the invitation waits on your first page."
	case "expired":
		return "It was good for seven days. Ask whoever sent it for another."
	}
	return "It was withdrawn or replaced by a newer one. Look for a later message, or ask whoever sent it for another."
}

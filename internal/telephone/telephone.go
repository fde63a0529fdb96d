// Package telephone knows what a telephone number is. Every number that somebody types in the portal, or that a file brings, is read here.
package telephone

import (
	"regexp"
	"strings"
)

var (
	number    = regexp.MustCompile(`^[+(]?[0-9][0-9 ().x/-]{5,39}$`)
	extension = regexp.MustCompile(`(?i)[ ,;]*\b(?:extension|ext\.?|x)[ :.]*([0-9]+)$`)
	dashes    = strings.NewReplacer("‐", "-", "‑", "-", "–", "-", "—", "-", "\u00a0", " ")
)

// Read is a number as it is kept, with an extension written as x7. wrong is "" where it can be called, and else says what to do.
func Read(typed string) (kept, wrong string) {
	kept = extension.ReplaceAllString(dashes.Replace(strings.TrimSpace(typed)), " x$1")
	if !number.MatchString(kept) {
		return "", "write it with its area code, such as 303-555-0142 or +1 303 555 0142 x7."
	}
	return kept, ""
}

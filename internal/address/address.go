// Package address makes what stands for a name in the address of a page. Everything that has such an address gets it here, so that no name
// that somebody may have can be one that the database refuses.
package address

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// spelled are letters that do not come apart into a plain letter and a mark, in the spelling that telegrams used.
var spelled = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "ł", "l", "ħ", "h", "ı", "i", "ŋ", "n")

// With is a name of at most so many characters and what tells it from others of that name; that alone where a name gives nothing.
func With(name string, most int, tail string) string {
	return strings.Trim(Of(name, most)+"-"+tail, "-")
}

// Of is a name in small letters and figures with single hyphens between its words, of at most so many characters, cut between words where
// there is a place for it: Doña Ana Mutual Water is dona-ana-mutual-water. It is "" where a name has no letter of this alphabet and no figure.
func Of(name string, most int) string {
	var b strings.Builder
	pending := false
	for _, r := range norm.NFKD.String(spelled.Replace(strings.ToLower(name))) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if pending && b.Len() > 0 {
				b.WriteByte('-')
			}
			pending = false
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r), strings.ContainsRune("'’ʼ‘ʻ`´", r):
			// A mark belongs to its letter, and so does an apostrophe: Prince George’s is prince-georges.
		default:
			pending = true
		}
	}
	s := b.String()
	if len(s) <= most {
		return s
	}
	if at := strings.LastIndexByte(s[:most+1], '-'); at > most/2 {
		return s[:at]
	}
	return s[:most]
}

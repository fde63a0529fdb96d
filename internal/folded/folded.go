// Package folded compares names as people hear them: without accents, apostrophes, quotation marks, small or capital letters, with one
// space for any hyphen, dash or run of spaces. The database's app.folded does the same, and a test holds the two together.
package folded

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var (
	apart   = regexp.MustCompile(`[\x{0300}-\x{036f}\x{1ab0}-\x{1aff}\x{1dc0}-\x{1dff}\x{20d0}-\x{20ff}\x{fe00}-\x{fe0f}\x{fe20}-\x{fe2f}\x{00ad}\x{061c}\x{180e}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2064}\x{2066}-\x{2069}\x{feff}]`)
	letters = strings.NewReplacer("ø", "o", "đ", "d", "ł", "l", "ð", "d", "ħ", "h", "ı", "i", "ŋ", "n", "ŧ", "t", "ß", "ss", "æ", "ae", "œ", "oe", "þ", "th")
)

const (
	dashes = "-‐‑‒–—―−"
	quotes = "'\"`‘’‚‛“”„‟′″«»ʹʻʼʽʾʿ´"
)

// longest is more letters than any name has. What is longer is none, and comparing a megabyte with each name takes seconds.
const longest = 400

// Within is what was typed as far as a name goes, for the database to compare.
func Within(typed string) string {
	if letters := []rune(typed); len(letters) > longest {
		return string(letters[:longest])
	}
	return typed
}

// Text is the name as it is compared, as far as a name goes. It is never shown.
func Text(name string) string {
	name = Within(name)
	name = letters.Replace(strings.ToLower(apart.ReplaceAllString(norm.NFKD.String(name), "")))
	name = strings.Map(func(c rune) rune {
		switch {
		case strings.ContainsRune(dashes, c) || unicode.IsSpace(c):
			return ' '
		case strings.ContainsRune(quotes, c):
			return -1
		}
		return c
	}, name)
	return strings.Join(strings.Fields(name), " ")
}

var literally = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Like is the pattern that finds a folded name which holds the words, each character taken for itself. Without words it finds all.
func Like(words string) string { return "%" + literally.Replace(Text(words)) + "%" }

// Near goes before "folded %> words" in a condition: it says how like a name must be, for the transaction that asks.
const Near = `(select set_config('pg_trgm.word_similarity_threshold', '0.4', true)) is not null`

// Most is how many names are offered where nothing bears the one typed.
const Most = 5

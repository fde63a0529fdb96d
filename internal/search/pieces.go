package search

import (
	"html"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Piece is a part of a headline.
type Piece struct {
	Text string
	Hit  bool // one of the words looked for
}

// A headline is this many words, and so many of them stand before the first one found. So much of a text is looked through for it.
const (
	headline = 35
	before   = 12
	textual  = "8000"
)

// Pieces are what stands around the first words of a hit that were looked for, or its beginning where they stand elsewhere.
func (r Results) Pieces(h Hit) []Piece {
	text := strings.Join(strings.Fields(html.UnescapeString(h.Text)), " ")
	parts := cut(text)
	var hits []bool
	first, words := 0, 0
	at := -1
	for _, p := range parts {
		hit := p.word && r.looksFor(p.text)
		hits = append(hits, hit)
		if hit && at < 0 {
			at = words
		}
		if p.word {
			words++
		}
	}
	if at > before {
		first = at - before
	}
	var all []Piece
	add := func(text string, hit bool) {
		if n := len(all); n > 0 && all[n-1].Hit == hit {
			all[n-1].Text += text
			return
		}
		all = append(all, Piece{text, hit})
	}
	if first > 0 {
		add("… ", false)
	}
	n := 0
	for i, p := range parts {
		if n >= first && n < first+headline {
			add(p.text, hits[i])
		}
		if p.word {
			n++
		}
	}
	if n > first+headline {
		add(" …", false)
	}
	return all
}

// part is a word or what stands between two.
type part struct {
	text string
	word bool
}

// cut parts a text as the database does: runs of letters, runs of figures, and the rest.
func cut(text string) []part {
	var parts []part
	begin, kind := 0, ' '
	for i, c := range text {
		now := ' '
		switch {
		case unicode.IsDigit(c):
			now = '0'
		case unicode.IsLetter(c):
			now = 'a'
		case unicode.Is(unicode.Mn, c) || unicode.Is(unicode.Cf, c):
			now = kind // an accent of its own belongs to its letter
		}
		if now != kind && i > begin {
			parts = append(parts, part{text[begin:i], kind != ' '})
			begin = i
		}
		kind = now
	}
	if begin < len(text) {
		parts = append(parts, part{text[begin:], kind != ' '})
	}
	return parts
}

// looksFor says whether a word of a text is one of those looked for, of which the database has told the stems.
func (r Results) looksFor(word string) bool {
	word = plain(word)
	for _, stem := range r.words {
		stem = strings.TrimPrefix(stem, "zz")
		if word == stem {
			return true
		}
		if len(stem) > 3 {
			stem = strings.TrimSuffix(stem, "i") // delivery, deliveries: deliveri
		}
		if len(stem) >= 3 && strings.HasPrefix(word, stem) && len(word)-len(stem) <= 5 {
			return true
		}
	}
	return false
}

// plain is a word without accents, in small letters.
func plain(word string) string {
	return strings.ToLower(strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Mn, c) || unicode.Is(unicode.Cf, c) {
			return -1
		}
		return c
	}, norm.NFKD.String(word)))
}

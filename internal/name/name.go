// Package name keeps what names something on one visible line: names of people, bodies and places, titles, labels, names of files. A name
// is a link's only word, a heading, a line of a mail, a column of an export: a line feed, a character that nobody sees or one that turns
// the direction of what follows makes another name of it for the eye than for the portal.
package name

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Line is what somebody typed, as one line that is seen as it is kept: composed, without controls of direction and without characters that
// cannot be seen; what ends a line or leaves room is one space, none at the ends. Nothing but what cannot be seen is empty.
//
// The database keeps no name that differs from its line: app.line says the same in SQL.
func Line(typed string) string {
	if plain(typed) {
		return strings.Trim(typed, " ")
	}
	typed = norm.NFC.String(strings.ToValidUTF8(typed, ""))
	var line strings.Builder
	before, space := rune(0), false
	for i, r := range typed {
		switch {
		case r == ' ' || unicode.IsControl(r) || unicode.In(r, unicode.Z):
			space = line.Len() > 0
		case unseen(r):
		case joins(r):
			// Between letters of scripts that join it is spelling, anywhere else it is nothing.
			if after, _ := utf8.DecodeRuneInString(typed[i+utf8.RuneLen(r):]); !space && joined(before) && joined(after) {
				line.WriteRune(r)
			}
		default:
			if space {
				line.WriteByte(' ')
			}
			line.WriteRune(r)
			space = false
			before = r
			continue
		}
		before = r
	}
	return line.String()
}

// plain says whether a text has printable ASCII alone, and no two spaces in a row.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && i > 0 && s[i-1] == ' ' {
			return false
		}
	}
	return true
}

// unseen are characters without a shape of their own, those that turn the direction of others, and those that no font agrees upon.
func unseen(r rune) bool {
	switch {
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x200b, r == 0x200e, r == 0x200f,
		r == 0x2800, r == 0x3164, r == 0xfeff, r == 0xffa0, r == utf8.RuneError:
		return true
	case r >= 0x180b && r <= 0x180f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r >= 0xe000 && r <= 0xf8ff, r >= 0xfe00 && r <= 0xfe0f,
		r >= 0xfff0 && r <= 0xfffc, r >= 0xfffe && r <= 0xffff, r >= 0x1bca0 && r <= 0x1bca3, r >= 0x1d173 && r <= 0x1d17a, r >= 0xe0000:
		return true
	}
	return false
}

func joins(r rune) bool { return r == 0x200c || r == 0x200d }

func joined(r rune) bool {
	return r >= 0x590 && r <= 0x1fff && !unseen(r) || r >= 0x2190 && r <= 0x2bff && !unseen(r) || r >= 0xa800 && r <= 0xabff || r >= 0x1f000 && r <= 0x1faff
}

package signin

import (
	"context"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"example.org/concord/internal/fault"
)

// Bounds of a password in characters: NIST SP 800-63B-4, 3.1.1.2. What is longer is refused before it is looked at.
const (
	PasswordMin = 15
	PasswordMax = 1000
)

// owasp is what OWASP's Password Storage Cheat Sheet asks of argon2id at 19 MiB.
var owasp = argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashing is what a hash costs here.
var hashing = owasp

// nobodysHash is what a password is compared with where there is no account, so that it takes as long. Nothing hashes to it.
const nobodysHash = "$argon2id$v=19$m=19456,t=2,p=1$bm8gYWNjb3VudCBoZXJlIQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

//go:embed blocklist.txt
var blocklist string

// blocked are fragments that every list of guesses begins with, longest first.
var blocked = func() []string {
	var words []string
	for line := range strings.Lines(blocklist) {
		if w := strings.TrimSpace(line); w != "" && !strings.HasPrefix(w, "#") {
			words = append(words, w)
		}
	}
	return longestFirst(words)
}()

// enough is how many characters a password must have beside the fragments that are guessed first.
const enough = 8

// normal is the password as it is hashed: the same letters typed on another keyboard are the same password. "" and false for what
// cannot be one: too long, or not text.
func normal(password string) (string, bool) {
	if len(password) > 4*PasswordMax || !utf8.ValidString(password) || strings.ContainsRune(password, 0) {
		return "", false
	}
	password = norm.NFC.String(password)
	return password, utf8.RuneCountInString(password) <= PasswordMax
}

// acceptable checks a new password and gives it back as it is hashed. The message is of fault.Invalid's field "password". personal are
// words that somebody who knows the person would try.
func acceptable(password string, personal ...string) (string, error) {
	refused := func(message string) (string, error) {
		return "", fault.Invalid{{Name: "password", Message: message}}
	}
	password, ok := normal(password)
	length := utf8.RuneCountInString(password)
	switch {
	case !ok:
		return refused(fmt.Sprintf("Password: use at most %d characters of ordinary text.", PasswordMax))
	case length < PasswordMin:
		return refused(fmt.Sprintf("Password: use at least %d characters. Several words are easy to remember.", PasswordMin))
	case remainder(password, personal) < enough:
		return refused("Password: this would be guessed early: too little is left of it without names, common words and rows of keys. Add other words.")
	}
	return password, nil
}

// rows are what fingers walk along.
var rows = []string{"1234567890", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn", "1q2w3e4r5t6z7u8i9o0p", "1q2w3e4r5t6y7u8i9o0p"}

var year = regexp.MustCompile(`(19|20)[0-9]{2}`)

// remainder is how many characters of a password are not guessed first: those outside of rows of keys, years, blocked and personal
// words, and that do not merely go on a repetition.
func remainder(password string, personal []string) int {
	plain := year.ReplaceAllString(withoutRows(strings.ToLower(password)), "")
	plain = strings.Map(unmasked, plain)
	var own []string
	for _, p := range personal {
		for _, w := range strings.FieldsFunc(strings.ToLower(norm.NFC.String(p)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if utf8.RuneCountInString(w) >= 3 {
				own = append(own, strings.Map(unmasked, w))
			}
		}
	}
	for _, w := range append(longestFirst(own), blocked...) {
		plain = strings.ReplaceAll(plain, w, "")
	}
	n := 0
	s := []rune(plain)
	for i := range s {
		if !foreseen(s, i) {
			n++
		}
	}
	return n
}

// withoutRows drops pieces of four and more of a row, walked either way.
func withoutRows(s string) string {
	for _, row := range rows {
		back := []byte(row)
		slices.Reverse(back)
		for length := len(row); length >= 4; length-- {
			for from := 0; from+length <= len(row); from++ {
				s = strings.ReplaceAll(s, row[from:from+length], "")
				s = strings.ReplaceAll(s, string(back[from:from+length]), "")
			}
		}
	}
	return s
}

// foreseen says whether the character at i repeats the one before it, or goes on a repetition of two to eight.
func foreseen(s []rune, i int) bool {
	if i > 0 && s[i] == s[i-1] {
		return true
	}
	for period := 2; period <= 8 && period < i; period++ {
		if s[i] == s[i-period] && s[i-1] == s[i-1-period] {
			return true
		}
	}
	return false
}

// unmasked undoes the usual disguises (p@ssw0rd) and drops what is neither letter nor digit.
func unmasked(r rune) rune {
	switch r {
	case '0':
		return 'o'
	case '1', '!', '|':
		return 'i'
	case '3', '€':
		return 'e'
	case '4', '@':
		return 'a'
	case '5', '$':
		return 's'
	case '7':
		return 't'
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return -1
}

func longestFirst(words []string) []string {
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}

// hash is the argon2id hash of a password.
func (d *Desk) hash(ctx context.Context, password string) (hash string, err error) {
	err = d.turn(ctx, func() { hash, err = argon2id.CreateHash(password, &hashing) })
	return hash, err
}

// matches compares a password with a hash. It costs the same for "" (no account) and for what cannot be a password.
func (d *Desk) matches(ctx context.Context, password, hash string) (same bool, err error) {
	password, ok := normal(password)
	if hash == "" {
		hash, ok = nobodysHash, false
	}
	if !ok {
		password = ""
	}
	err = d.turn(ctx, func() { same, err = argon2id.ComparePasswordAndHash(password, hash) })
	return same && ok, err
}

// turn waits until a hash may be computed. A crowd is told to try again rather than let take all memory.
func (d *Desk) turn(ctx context.Context, compute func()) error {
	limited, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	select {
	case d.hashing <- struct{}{}:
		defer func() { <-d.hashing }()
		compute()
		return nil
	case <-limited.Done():
		return fault.Busy
	}
}

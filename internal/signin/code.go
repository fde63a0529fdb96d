package signin

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"image/png"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
)

// period of an authenticator's code, RFC 6238.
const period = 30 * time.Second

// newSecret is of an authenticator: 160 bits, as RFC 4226 recommends.
func newSecret() string {
	b := make([]byte, 20)
	rand.Read(b) // never fails: crypto/rand ends the program instead
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b)
}

// stepOf is the period whose code was typed, among the running one and its two neighbors: clocks differ. A code of a period up to the
// last used one is no longer good, which the database decides.
func stepOf(secret, typed string, now time.Time) (step int64, ok bool) {
	running := now.Unix() / int64(period.Seconds())
	for _, s := range []int64{running, running - 1, running + 1} {
		code, err := hotp.GenerateCode(secret, uint64(s))
		if err == nil && subtle.ConstantTimeCompare([]byte(code), []byte(typed)) == 1 {
			return s, true
		}
	}
	return 0, false
}

// bare is a code without the blanks and hyphens that people and authenticators put into it.
func bare(typed string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\u00a0' || r == '\t' {
			return -1
		}
		return r
	}, typed)
}

// An Authenticator is what a person puts into an app to have codes.
type Authenticator struct {
	Secret string // in groups of four, to be typed
	URL    string // otpauth://, for a phone that shows this very page
	PNG    []byte // the same as a QR code
}

func (d *Desk) authenticator(secret, email string) (Authenticator, error) {
	values := url.Values{"secret": {secret}, "issuer": {d.o.Name}}
	at := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + d.o.Name + ":" + email, RawQuery: strings.ReplaceAll(values.Encode(), "+", "%20")}
	key, err := otp.NewKeyFromURL(at.String())
	if err != nil {
		return Authenticator{}, fmt.Errorf("signin: authenticator: %w", err)
	}
	picture, err := key.Image(240, 240)
	if err != nil {
		return Authenticator{}, fmt.Errorf("signin: QR code: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		return Authenticator{}, fmt.Errorf("signin: QR code: %w", err)
	}
	return Authenticator{Secret: grouped(secret), URL: at.String(), PNG: b.Bytes()}, nil
}

// A recovery code has 80 random bits in letters that cannot be mistaken for each other (Crockford's base 32).
const (
	recoveryCodes    = 10
	recoveryLength   = 16
	recoveryAlphabet = "0123456789abcdefghjkmnpqrstvwxyz"
)

// newRecoveryCodes are shown once, and stand in the database hashed.
func newRecoveryCodes() (codes []string, hashes [][]byte) {
	encoding := base32.NewEncoding(recoveryAlphabet).WithPadding(base32.NoPadding)
	for range recoveryCodes {
		b := make([]byte, recoveryLength*5/8)
		rand.Read(b)
		code := encoding.EncodeToString(b)
		codes = append(codes, grouped(code))
		hashes = append(hashes, recoveryHash(code))
	}
	return codes, hashes
}

// recoveryHash needs no salt: nobody guesses 80 bits.
func recoveryHash(typed string) []byte {
	h := sha256.Sum256([]byte("recovery " + misread.Replace(strings.ToLower(bare(typed)))))
	return h[:]
}

var misread = strings.NewReplacer("o", "0", "i", "1", "l", "1")

// looksLikeRecovery tells a recovery code from an authenticator's six digits.
func looksLikeRecovery(typed string) bool { return len(bare(typed)) > 6 }

func grouped(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return b.String()
}

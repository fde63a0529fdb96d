// Package mailbox knows what an e-mail address is. Every address that somebody types in the portal is read here, so that none is kept to which
// no mail can be sent.
package mailbox

import (
	"net/mail"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// Most is how many characters an address has at most (RFC 5321).
const Most = 254

// hosts are those of mail servers: names of labels that are neither empty nor longer than the network's name service takes.
var hosts = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.VerifyDNSLength(true))

// Read is an address as it is kept and sent to: its host in the letters that mail servers know, so that kontakt@müller.example becomes
// kontakt@xn--mller-kva.example. wrong is "" where it can be sent to, and else says what is wrong and what to do.
func Read(typed string) (email, wrong string) {
	typed = strings.TrimFunc(typed, unicode.IsSpace)
	if strings.ContainsFunc(typed, func(r rune) bool { return unicode.Is(unicode.Cf, r) || unicode.IsControl(r) }) {
		return "", "it holds a character that cannot be seen, copied along with it. Type the address anew."
	}
	at := strings.LastIndexByte(typed, '@')
	if at < 0 {
		return "", "write one like name@example.org."
	}
	local, host := typed[:at], typed[at+1:]
	if strings.ContainsAny(local, "’‘ʼ´`") {
		return "", "it holds ’ where an address has a plain '. Type that sign anew."
	}
	if strings.ContainsFunc(typed, unicode.IsSpace) || strings.ContainsAny(typed, `"<>(),;:\`) {
		return "", "write one alone, without name, spaces or brackets, like name@example.org."
	}
	for _, r := range local {
		if r > unicode.MaxASCII {
			return "", "before the @, mail servers take plain letters only, and this holds " + string(r) + ". Ask for the address that works from abroad."
		}
	}
	plain, err := hosts.ToASCII(host)
	if err != nil || !strings.Contains(plain, ".") || strings.HasSuffix(plain, ".") || numeric(plain[strings.LastIndexByte(plain, '.')+1:]) {
		return "", "what follows the @ is no name of a mail server. Write one like name@example.org."
	}
	email = local + "@" + plain
	if a, err := mail.ParseAddress(email); err != nil || a.Address != email || len(local) > 64 || len(email) > Most {
		return "", "write one like name@example.org, of at most 254 characters."
	}
	return email, ""
}

// Same is the address as it would be kept, or what was typed where it is none: for finding an address that is kept.
func Same(typed string) string {
	if email, wrong := Read(typed); wrong == "" {
		return email
	}
	return strings.TrimSpace(typed)
}

func numeric(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

package web

import (
	"net/http"
	"strings"
	"time"

	"example.org/concord/web/page"
)

// securityText says whom to tell of a weakness of the portal, as RFC 9116 has it: those who are told of everything else, by the ways that a
// program can follow. Where the instance names none of these, the part of the first page about reporting.
func (d Deps) securityText(v page.Visitor, _ *http.Request) (page.Answer, error) {
	var b strings.Builder
	contacts := 0
	for _, link := range d.Instance.Report {
		if strings.HasPrefix(link.Href, "https://") || strings.HasPrefix(link.Href, "mailto:") || strings.HasPrefix(link.Href, "tel:") {
			b.WriteString("Contact: " + link.Href + "\n")
			contacts++
		}
	}
	if contacts == 0 {
		b.WriteString("Contact: " + d.Instance.Address + "/#report\n")
	}
	// It says until when it may be believed: half a year from today, since it is made anew for whoever asks.
	b.WriteString("Expires: " + v.Now.UTC().AddDate(0, 6, 0).Truncate(24*time.Hour).Format(time.RFC3339) + "\n")
	b.WriteString("Preferred-Languages: en\nCanonical: " + d.Instance.Address + "/.well-known/security.txt\n")
	return page.Bytes("text/plain; charset=utf-8", []byte(b.String())), nil
}

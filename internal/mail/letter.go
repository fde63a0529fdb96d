package mail

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"net/mail"
	"strings"
	text "text/template"
	"unicode"

	gomail "github.com/wneessen/go-mail"

	"example.org/concord/internal/marking"
)

// Letter is one mail, as plain text and as HTML.
type Letter struct {
	FromName, From string
	ToName, To     string
	Subject        string
	Text, HTML     string
	ID             string // Message-ID, the same for each attempt
	Answers        string // the Message-ID of what it belongs under; "" for nothing
	List           string // List-Id; "" where it belongs to no council
	Preferences    string // where its reader chooses what to be mailed about
}

// words are what the templates put together.
type words struct {
	Name            string
	Label           marking.Label
	Sentence, Color string
	Title           string
	Lines           []string
	Body            string        // Markdown, as typed
	HTML            template.HTML // the same, rendered and sanitized
	Verb, Link      string
	Why             string
	Preferences     string
}

//go:embed letter.txt
var plain string

//go:embed letter.html
var page string

var (
	asText = text.Must(text.New("letter.txt").Parse(plain))
	asHTML = template.Must(template.New("letter.html").Parse(page))
)

func (w words) letter(name, to, subject, list string) (*Letter, error) {
	var t, h bytes.Buffer
	if err := asText.Execute(&t, w); err != nil {
		return nil, err
	}
	if err := asHTML.Execute(&h, w); err != nil {
		return nil, err
	}
	return &Letter{ToName: name, To: to, Subject: line(subject), Text: t.String(), HTML: h.String(), List: list, Preferences: w.Preferences}, nil
}

// line is one line: what somebody typed begins no header of its own.
func line(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }), " ")
}

// message is the letter as it goes over the line.
func (l Letter) message() (*gomail.Msg, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	for _, a := range []string{l.From, l.To} {
		if at, err := mail.ParseAddress(a); err != nil || at.Address != a {
			return nil, failure{"the address cannot be written to", true}
		}
	}
	m.FromMailAddress(&mail.Address{Name: line(l.FromName), Address: l.From})
	m.ToMailAddress(&mail.Address{Name: line(l.ToName), Address: l.To})
	m.Subject(l.Subject)
	m.SetMessageIDWithValue(l.ID)
	m.SetDate()
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader("X-Auto-Response-Suppress", "All")
	if l.Answers != "" {
		m.SetGenHeader("In-Reply-To", "<"+l.Answers+">")
		m.SetGenHeader("References", "<"+l.Answers+">")
	}
	if l.List != "" {
		m.SetGenHeader("List-Id", "<"+l.List+">")
	}
	if l.Preferences != "" {
		m.SetListUnsubscribe("<" + l.Preferences + ">")
	}
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	m.AddAlternativeString(gomail.TypeTextHTML, l.HTML)
	return m, nil
}

// WriteTo writes the letter as a file that mail programs open.
func (l Letter) WriteTo(w io.Writer) (int64, error) {
	m, err := l.message()
	if err != nil {
		return 0, err
	}
	return m.WriteTo(w)
}

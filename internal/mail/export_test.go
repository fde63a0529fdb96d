package mail

import (
	"html/template"

	gomail "github.com/wneessen/go-mail"

	"example.org/concord/internal/item"
)

// With changes how the server is spoken to.
func (s *SMTP) With(options ...gomail.Option) *SMTP {
	s.options = append(s.options, options...)
	return s
}

// Compose is a letter made of words that somebody typed.
func Compose(name, to, subject, title, line string) (*Letter, error) {
	w := words{Name: "Concord", Title: title, Lines: []string{line}, Verb: "Read it", Link: "https://portal.example.org/updates/x", Why: "Because.", Preferences: "https://portal.example.org/account#mail"}
	l, err := w.letter(name, to, subject, "wscc.portal.example.org")
	if l != nil {
		l.FromName, l.From, l.ID = "Concord", "concord@example.org", "abc@portal.example.org"
	}
	return l, err
}

// Typed is the letter of an item that everybody may be mailed, with this text.
func Typed(t item.Text) (*Letter, error) {
	w := words{Name: "Concord", Title: "Title", Body: t.Body, HTML: template.HTML(t.HTML), Verb: "Read it", Link: "https://portal.example.org/updates/x", Why: "Because."}
	return w.letter("Dana Whitfield", "dana@example.org", "Subject", "")
}

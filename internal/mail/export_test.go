package mail

import gomail "github.com/wneessen/go-mail"

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

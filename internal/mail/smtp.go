package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// SMTP is a mail server. Beyond this machine it is spoken to under TLS or not at all.
type SMTP struct {
	options []gomail.Option
	host    string
}

// patience is how long one answer of the server is waited for.
const patience = 20 * time.Second

// NewSMTP reads smtp://USER:PASSWORD@HOST:587, which begins TLS by STARTTLS, or smtps://, which is TLS from the start; a name is
// optional. The error does not repeat what was written: it may hold the password.
func NewSMTP(address string) (*SMTP, error) {
	at, err := url.Parse(address)
	if err != nil || at.Scheme != "smtp" && at.Scheme != "smtps" || at.Hostname() == "" || at.Path != "" && at.Path != "/" || at.RawQuery != "" {
		return nil, errors.New("this is not the address of a mail server: write smtp://NAME:PASSWORD@HOST:587, or smtps:// where it speaks TLS from the start")
	}
	s := &SMTP{host: at.Hostname(), options: []gomail.Option{gomail.WithTimeout(patience), gomail.WithoutNoop(),
		gomail.WithTLSConfig(&tls.Config{ServerName: at.Hostname(), MinVersion: tls.VersionTLS12})}}
	port, login := 587, gomail.SMTPAuthAutoDiscover
	switch {
	case at.Scheme == "smtps":
		port, s.options = 465, append(s.options, gomail.WithSSL())
	case loopback(at.Hostname()):
		login, s.options = gomail.SMTPAuthPlainNoEnc, append(s.options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		s.options = append(s.options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if p := at.Port(); p != "" {
		if port, err = strconv.Atoi(p); err != nil {
			return nil, errors.New("the port of the mail server is no number")
		}
	}
	s.options = append(s.options, gomail.WithPort(port))
	if name := at.User.Username(); name != "" {
		password, _ := at.User.Password()
		s.options = append(s.options, gomail.WithSMTPAuth(login), gomail.WithUsername(name), gomail.WithPassword(password))
	}
	return s, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Carry implements [Carrier].
func (s *SMTP) Carry(ctx context.Context, letter func(context.Context) (*Letter, error)) error {
	c, err := gomail.NewClient(s.host, s.options...)
	if err != nil {
		return failure{"the mail server's settings cannot work: " + err.Error(), false}
	}
	line, err := dial(ctx, c)
	if err != nil {
		return failure{"the mail server cannot be reached: " + err.Error(), false} // nothing of the letter was said yet
	}
	defer func() { _ = c.CloseWithSMTPClient(line) }()               // the letter is handed over, or its error is on the way
	defer context.AfterFunc(ctx, func() { _ = line.Text.Close() })() // line.Close would wait for the answer
	l, err := letter(ctx)
	if err != nil || l == nil {
		return err
	}
	m, err := l.message()
	if err != nil {
		return err
	}
	if err := c.SendWithSMTPClient(line, m); err != nil && !m.IsDelivered() {
		return refusal(err)
	}
	return nil
}

// dial does not wait for a silent server any longer than the context lives.
func dial(ctx context.Context, c *gomail.Client) (*smtp.Client, error) {
	type dialed struct {
		line *smtp.Client
		err  error
	}
	done := make(chan dialed, 1)
	go func() {
		line, err := c.DialToSMTPClientWithContext(ctx)
		if err == nil && ctx.Err() != nil {
			err = errors.Join(ctx.Err(), line.Close())
		}
		done <- dialed{line, err}
	}()
	select {
	case d := <-done:
		return d.line, d.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// failure is why a letter did not leave, in words that hold nothing of it: a server's own words may quote what it was told.
type failure struct {
	text    string
	forGood bool
}

func (f failure) Error() string { return f.text }

// Is makes errors.Is find [Refused].
func (f failure) Is(target error) bool { return target == Refused && f.forGood }

var stages = map[gomail.SendErrReason]string{gomail.ErrSMTPMailFrom: "the sender", gomail.ErrSMTPRcptTo: "the recipient"}

// refusal says what the server answered to what. A sender that it does not take is a matter of settings, which are put right while
// the letters wait.
func refusal(err error) error {
	var sending *gomail.SendError
	if !errors.As(err, &sending) {
		return failure{"the letter could not be handed over", false}
	}
	stage := stages[sending.Reason]
	if stage == "" {
		stage = "the letter"
	}
	code := sending.ErrorCode()
	if code == 0 {
		return failure{"the line dropped, or the server took too long, at " + stage, false}
	}
	said := fmt.Sprintf("the server refused %s: %d", stage, code)
	if enhanced := sending.EnhancedStatusCode(); enhanced != "" {
		said += " " + enhanced
	}
	return failure{said, code >= 500 && sending.Reason != gomail.ErrSMTPMailFrom}
}

package mail_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http/httptest"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	gomail "github.com/wneessen/go-mail"

	concord "example.org/concord/internal/mail"
	"example.org/concord/internal/mail/mailtest"
)

const secretTitle = "Chlorine runs short at two plants"

func letter(context.Context) (*concord.Letter, error) {
	return concord.Compose("Dana Whitfield", "dana@example.org", "[TLP:GREEN] Water SCC: "+secretTitle, secretTitle, "A line")
}

// certified is a certificate for example.com, and those who trust it.
func certified(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	trusted := x509.NewCertPool()
	trusted.AddCert(s.Certificate())
	return &tls.Config{Certificates: s.TLS.Certificates}, trusted
}

// to is the way to a peer that believes to be elsewhere.
func to(t *testing.T, address string, peer *mailtest.Peer, trusted *x509.CertPool) *concord.SMTP {
	t.Helper()
	s, err := concord.NewSMTP(address)
	if err != nil {
		t.Fatal(err)
	}
	return s.With(gomail.WithTLSConfig(&tls.Config{ServerName: "example.com", RootCAs: trusted}),
		gomail.WithDialContextFunc(func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "tcp", peer.Addr)
		}))
}

func TestLetterGoesUnderTLSOrNotAtAll(t *testing.T) {
	config, trusted := certified(t)
	open, closed := mailtest.New(t, nil, false), mailtest.New(t, config, false)
	err := to(t, "smtp://name:secret-word@example.com", open, trusted).Carry(t.Context(), letter)
	if err == nil || strings.Contains(open.Wire(), "AUTH") || strings.Contains(open.Wire(), "DATA") {
		t.Errorf("a server beyond this machine without TLS is told %q, %v", open.Wire(), err)
	}
	if err := to(t, "smtp://example.com", closed, x509.NewCertPool()).Carry(t.Context(), letter); err == nil || len(closed.Taken()) > 0 {
		t.Error("a certificate that nobody vouches for is good enough")
	}
	if err := to(t, "smtp://example.com", closed, trusted).Carry(t.Context(), letter); err != nil || len(closed.Taken()) != 1 {
		t.Errorf("by STARTTLS: %v", err)
	}
	if strings.Contains(closed.Wire(), "Whitfield") {
		t.Error("the line can be read by others")
	}
	implicit := mailtest.New(t, config, true)
	s, err := concord.NewSMTP("smtps://" + implicit.Addr)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.With(gomail.WithTLSConfig(&tls.Config{RootCAs: trusted})).Carry(t.Context(), letter); err != nil || len(implicit.Taken()) != 1 {
		t.Errorf("under TLS from the start: %v", err)
	}
}

func TestAddressOfNoMailServerIsRefusedWithoutRepeatingIt(t *testing.T) {
	for _, address := range []string{"mail.example.org", "http://a:secret-word@h", "smtp://", "smtp://a:secret-word@h:x", "smtp://a:secret-word@h/path", "smtp://a:secret-word@h?tls=off", "smtp://a:%zz@h"} {
		if _, err := concord.NewSMTP(address); err == nil || strings.Contains(err.Error(), "secret-word") || strings.Contains(err.Error(), "%zz") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// Whatever a server does, what is kept about it holds nothing of the letter, even where the server repeats it.
func TestFailureSaysWhatFailedAndNothingOfTheLetter(t *testing.T) {
	quoting := func(code int) error {
		return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 1, 1}, Message: secretTitle + " for dana@example.org is not wanted"}
	}
	for _, c := range []struct {
		what      string
		recipient func() error
		text      func(p *mailtest.Peer) func(string, net.Conn) error
		forGood   bool
		says      string
	}{
		{what: "the recipient is unknown", recipient: func() error { return quoting(550) }, forGood: true, says: "the recipient: 550 5.1.1"},
		{what: "the recipient's box is busy", recipient: func() error { return quoting(450) }, says: "the recipient: 450 4.1.1"},
		{what: "the text is refused", text: func(*mailtest.Peer) func(string, net.Conn) error {
			return func(string, net.Conn) error { return quoting(554) }
		}, forGood: true, says: "the letter: 554 5.1.1"},
		{what: "the text is put off", text: func(*mailtest.Peer) func(string, net.Conn) error {
			return func(string, net.Conn) error { return quoting(451) }
		}, says: "the letter: 451 4.1.1"},
		{what: "the line drops before 250", text: func(*mailtest.Peer) func(string, net.Conn) error {
			return func(_ string, line net.Conn) error { return errors.Join(io.ErrUnexpectedEOF, line.Close()) }
		}, says: "the line dropped"},
		{what: "the server hangs", text: func(p *mailtest.Peer) func(string, net.Conn) error {
			return func(string, net.Conn) error { p.Wait(); return errors.New("too late") }
		}, says: "took too long"},
	} {
		p := mailtest.New(t, nil, false)
		p.Recipient = c.recipient
		if c.text != nil {
			p.Text = c.text(p)
		}
		s, err := concord.NewSMTP("smtp://" + p.Addr)
		if err != nil {
			t.Fatal(err)
		}
		err = s.With(gomail.WithTimeout(time.Second)).Carry(t.Context(), letter)
		if err == nil || errors.Is(err, concord.Refused) != c.forGood || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.what, err)
		}
		if err != nil && (strings.Contains(err.Error(), "Chlorine") || strings.Contains(err.Error(), "dana@")) {
			t.Errorf("%s: the reason tells the letter: %v", c.what, err)
		}
	}
}

func TestSilentServerIsLeftWhenThePortalStops(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	s, err := concord.NewSMTP("smtp://" + l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Carry(ctx, letter) }()
	if _, err := l.Accept(); err != nil { // and never a word
		t.Fatal(err)
	}
	cancel()
	select {
	case err := <-ended:
		if err == nil {
			t.Error("it believes that the letter left")
		}
	case <-time.After(10 * time.Second):
		t.Error("it waits for a server that says nothing")
	}
}

// What is asked last is what is sent: the question comes after everything that takes long.
func TestLetterIsWrittenOnceTheServerIsReady(t *testing.T) {
	p := mailtest.New(t, nil, false)
	s, err := concord.NewSMTP("smtp://" + p.Addr)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Carry(t.Context(), func(context.Context) (*concord.Letter, error) {
		if !strings.Contains(p.Wire(), "EHLO") {
			t.Error("the question was asked before there was a line")
		}
		return nil, nil
	}); err != nil || strings.Contains(p.Wire(), "MAIL") {
		t.Errorf("with nothing to send the server was told %q, %v", p.Wire(), err)
	}
}

func TestWhatSomebodyTypedBeginsNoHeaderAndNoMarkup(t *testing.T) {
	p := mailtest.New(t, nil, false)
	s, err := concord.NewSMTP("smtp://" + p.Addr)
	if err != nil {
		t.Fatal(err)
	}
	evil := "\r\nBcc: eve@example.org\r\n\r\n<img src=https://evil.example/x.png><script>alert(1)</script>"
	if err := s.Carry(t.Context(), func(context.Context) (*concord.Letter, error) {
		return concord.Compose("Eve \"Q\" <eve@example.org>"+evil, "dana@example.org", "[TLP:GREEN] "+evil, evil, evil)
	}); err != nil {
		t.Fatal(err)
	}
	m, err := mail.ReadMessage(strings.NewReader(p.Taken()[0]))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"Auto-Submitted": "auto-generated", "Message-Id": "<abc@portal.example.org>", "List-Id": "<wscc.portal.example.org>",
		"List-Unsubscribe": "<https://portal.example.org/account#mail>", "List-Unsubscribe-Post": "", "Bcc": "", "User-Agent": "", "X-Mailer": ""} {
		if got := m.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if to, err := m.Header.AddressList("To"); err != nil || len(to) != 1 || to[0].Address != "dana@example.org" {
		t.Errorf("it goes to %v, %v", to, err)
	}
	if strings.Count(p.Wire(), "RCPT TO") != 1 {
		t.Errorf("more than one recipient: %s", p.Wire())
	}
	body := strings.ReplaceAll(p.Taken()[0], "=\r\n", "")
	_, html, _ := strings.Cut(body, "text/html")
	if strings.Contains(html, "<img") || strings.Contains(html, "<script") || !strings.Contains(html, "&lt;script&gt;") {
		t.Errorf("markup that somebody typed is markup: %s", html)
	}
}

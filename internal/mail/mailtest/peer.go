// Package mailtest is a mail server for tests: it takes what it is given, or fails in the ways that mail servers do.
package mailtest

import (
	"crypto/tls"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// Peer is a server on this machine.
type Peer struct {
	Addr string

	// Recipient and Text answer RCPT and the end of the text; nil takes them. A test sets them before it sends.
	Recipient func() error
	Text      func(message string, line net.Conn) error

	mu       sync.Mutex
	taken    []string
	wire     strings.Builder
	released chan struct{}
}

// New starts one that speaks plain SMTP; with a configuration it offers STARTTLS, and implicit says that it speaks TLS from the start.
func New(t testing.TB, config *tls.Config, implicit bool) *Peer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Peer{Addr: l.Addr().String(), released: make(chan struct{})}
	s := smtp.NewServer(backend{p})
	s.Domain, s.AllowInsecureAuth, s.TLSConfig = "mail.example.org", true, config
	s.ReadTimeout, s.WriteTimeout = time.Minute, time.Minute
	listener := net.Listener(listening{l, p})
	if implicit {
		listener, s.TLSConfig = tls.NewListener(listener, config), nil
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(listener) }()
	t.Cleanup(func() {
		close(p.released)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		<-ended
	})
	return p
}

// Taken are the messages that it answered 250 to, whole.
func (p *Peer) Taken() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string{}, p.taken...)
}

// Wire is every byte that came over the line.
func (p *Peer) Wire() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.wire.String()
}

// Wait holds an answer back until the test ends.
func (p *Peer) Wait() { <-p.released }

type backend struct{ peer *Peer }

func (b backend) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &session{b.peer, c.Conn()}, nil
}

type session struct {
	peer *Peer
	line net.Conn
}

func (s *session) Mail(string, *smtp.MailOptions) error { return nil }
func (s *session) Reset()                               {}
func (s *session) Logout() error                        { return nil }

func (s *session) Rcpt(string, *smtp.RcptOptions) error {
	if s.peer.Recipient != nil {
		return s.peer.Recipient()
	}
	return nil
}

func (s *session) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if s.peer.Text != nil {
		if err := s.peer.Text(string(b), s.line); err != nil {
			return err
		}
	}
	s.peer.mu.Lock()
	defer s.peer.mu.Unlock()
	s.peer.taken = append(s.peer.taken, string(b))
	return nil
}

// listening notes what each connection says.
type listening struct {
	net.Listener
	peer *Peer
}

func (l listening) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return heard{c, l.peer}, err
}

type heard struct {
	net.Conn
	peer *Peer
}

func (h heard) Read(b []byte) (int, error) {
	n, err := h.Conn.Read(b)
	h.peer.mu.Lock()
	defer h.peer.mu.Unlock()
	h.peer.wire.Write(b[:n])
	return n, err
}

package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"

	"example.org/concord/internal/signin"
)

// How the portal is reached: over TLS of its own or behind proxies.
type reached struct {
	TrustedProxies []string `env:"CONCORD_TRUSTED_PROXIES" placeholder:"NETWORK,..." help:"The networks of the proxies before the portal, such as 10.0.0.0/8: where a request comes from is then what they say in X-Forwarded-For or Forwarded, and nobody else is believed."`
	TLSCert        string   `name:"tls-cert" env:"CONCORD_TLS_CERT" placeholder:"FILE" help:"The certificate chain of CONCORD_URL, for TLS without a proxy. It is read again when it changes."`
	TLSKey         string   `name:"tls-key" env:"CONCORD_TLS_KEY" placeholder:"FILE" help:"Its key."`
	TLSACME        string   `name:"tls-acme" env:"CONCORD_TLS_ACME" placeholder:"URL" help:"Instead of both: the directory of an ACME authority that issues the certificate and renews it, such as https://acme-v02.api.letsencrypt.org/directory. Setting it accepts the authority's terms."`
	TLSACMEMail    string   `name:"tls-acme-mail" env:"CONCORD_TLS_ACME_MAIL" placeholder:"ADDRESS" help:"Where that authority writes to."`
	HTTPAddr       string   `name:"http-addr" env:"CONCORD_HTTP_ADDR" placeholder:"HOST:PORT" help:"With TLS: where plain HTTP is answered, with the way to https and with what an ACME authority asks."`
}

func (r reached) secured() bool { return r.TLSCert+r.TLSKey+r.TLSACME != "" }

// check refuses what cannot work; portal is CONCORD_URL.
func (r reached) check(portal string) error {
	if _, err := signin.ParseProxies(r.TrustedProxies); err != nil {
		return fmt.Errorf("CONCORD_TRUSTED_PROXIES: %w", err)
	}
	if !r.secured() {
		if r.HTTPAddr+r.TLSACMEMail != "" {
			return errors.New("CONCORD_HTTP_ADDR and CONCORD_TLS_ACME_MAIL are for TLS of the portal's own: set CONCORD_TLS_CERT and CONCORD_TLS_KEY, or CONCORD_TLS_ACME, or empty both")
		}
		return nil
	}
	if !strings.HasPrefix(portal, "https://") {
		return errors.New("CONCORD_URL has to be the address that the certificate is for: write https://HOST")
	}
	if r.TLSACME == "" {
		if r.TLSCert == "" || r.TLSKey == "" {
			return errors.New("CONCORD_TLS_CERT or CONCORD_TLS_KEY is missing: a certificate needs its key")
		}
		return nil
	}
	at, err := url.Parse(r.TLSACME)
	switch {
	case r.TLSCert+r.TLSKey != "":
		return errors.New("CONCORD_TLS_ACME gets the certificate by itself: empty CONCORD_TLS_CERT and CONCORD_TLS_KEY, or it")
	case err != nil || at.Scheme != "https" || at.Host == "":
		return fmt.Errorf("CONCORD_TLS_ACME=%s is not the directory of an ACME authority: write its https address", r.TLSACME)
	case r.TLSACMEMail != "":
		if _, err := signin.Address(r.TLSACMEMail); err != nil {
			return fmt.Errorf("CONCORD_TLS_ACME_MAIL=%s is not an address that mail goes to", r.TLSACMEMail)
		}
	}
	return nil
}

// settle finds the files before the portal moves into its data folder.
func (r *reached) settle() error {
	for _, name := range []*string{&r.TLSCert, &r.TLSKey} {
		if *name == "" {
			continue
		}
		at, err := filepath.Abs(*name)
		if err != nil {
			return err
		}
		*name = at
	}
	return nil
}

// security is how the portal speaks TLS, and what answers plain HTTP beside it.
func (r reached) security(portal, dir string, log *slog.Logger) (*tls.Config, http.Handler, error) {
	if r.TLSACME == "" {
		c := &certificate{cert: r.TLSCert, key: r.TLSKey, log: log}
		if err := c.read(); err != nil {
			return nil, nil, fmt.Errorf("CONCORD_TLS_CERT and CONCORD_TLS_KEY: %w", err)
		}
		return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.get}, toHTTPS(portal), nil
	}
	at, err := url.Parse(portal)
	if err != nil {
		return nil, nil, err
	}
	m := &autocert.Manager{
		Prompt: autocert.AcceptTOS, HostPolicy: autocert.HostWhitelist(at.Hostname()), Email: r.TLSACMEMail,
		Cache: autocert.DirCache(filepath.Join(dir, "certificates")), Client: &acme.Client{DirectoryURL: r.TLSACME, UserAgent: "concord"},
	}
	config := m.TLSConfig()
	config.MinVersion = tls.VersionTLS12
	return config, m.HTTPHandler(toHTTPS(portal)), nil
}

// toHTTPS leads a browser to the portal. What a form holds has gone over the wire in the open: it is not asked for again in silence.
func toHTTPS(portal string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Connection", "close")
			http.Error(w, "This portal is at "+portal+".", http.StatusForbidden)
			return
		}
		http.Redirect(w, r, strings.TrimSuffix(portal, "/")+r.URL.RequestURI(), http.StatusMovedPermanently)
	})
}

// certificate is one of files. Whoever renews it writes them anew; no restart is needed.
type certificate struct {
	cert, key string
	log       *slog.Logger

	mu      sync.Mutex
	current *tls.Certificate
	asOf    [2]time.Time // of the files that it was read from
}

func (c *certificate) times() (at [2]time.Time, err error) {
	for i, name := range []string{c.cert, c.key} {
		about, err := os.Stat(name)
		if err != nil {
			return at, err
		}
		at[i] = about.ModTime()
	}
	return at, nil
}

// read takes the files as they are. Where one is half written, or they do not go together, what was read before stays.
func (c *certificate) read() error {
	asOf, err := c.times()
	if err != nil || c.current != nil && asOf == c.asOf {
		return err
	}
	pair, err := tls.LoadX509KeyPair(c.cert, c.key)
	if err != nil {
		return err
	}
	c.current, c.asOf = &pair, asOf
	return nil
}

func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.read(); err != nil {
		c.log.Warn("the certificate cannot be read again; the one before is used", "because", err.Error())
	}
	return c.current, nil
}

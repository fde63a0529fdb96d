package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// selfSigned writes a certificate and its key, valid for the name and for this machine.
func selfSigned(t *testing.T, dir, name string) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: serial, Subject: pkix.Name{CommonName: name}, DNSNames: []string{name}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	signed, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: signed}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

func TestCertificateOfFilesIsReadAgainWhenItChanges(t *testing.T) {
	dir := t.TempDir()
	c := &certificate{log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	c.cert, c.key = selfSigned(t, dir, "first.example.org")
	names := func() string {
		t.Helper()
		pair, err := c.get(nil)
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := x509.ParseCertificate(pair.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		return leaf.Subject.CommonName
	}
	at := time.Now()
	touch := func(paths ...string) {
		t.Helper()
		at = at.Add(time.Minute)
		for _, path := range paths {
			if err := os.Chtimes(path, at, at); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := names(); got != "first.example.org" {
		t.Errorf("it is of %s", got)
	}
	selfSigned(t, dir, "second.example.org")
	touch(c.cert, c.key)
	if got := names(); got != "second.example.org" {
		t.Errorf("renewed, and it is still of %s", got)
	}
	if err := os.WriteFile(c.cert, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	touch(c.cert)
	if got := names(); got != "second.example.org" {
		t.Errorf("half written, and it is of %s", got)
	}
	selfSigned(t, dir, "third.example.org")
	touch(c.cert, c.key)
	if got := names(); got != "third.example.org" {
		t.Errorf("whole again, and it is of %s", got)
	}
}

func TestPlainHTTPLeadsToHTTPSAndTakesNoForm(t *testing.T) {
	h := toHTTPS("https://concord.example.org")
	for method, want := range map[string]int{http.MethodGet: http.StatusMovedPermanently, http.MethodHead: http.StatusMovedPermanently, http.MethodPost: http.StatusForbidden} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, "http://evil.example.com/updates?q=1", strings.NewReader("password=x")))
		to := w.Header().Get("Location")
		if w.Code != want || want == http.StatusMovedPermanently && to != "https://concord.example.org/updates?q=1" {
			t.Errorf("%s: %d to %q", method, w.Code, to)
		}
	}
}

func TestWaysToReachThePortalThatCannotWorkAreRefused(t *testing.T) {
	const https = "https://concord.example.org"
	for name, c := range map[string]struct {
		r      reached
		portal string
		says   string
	}{
		"everybody a proxy":         {reached{TrustedProxies: []string{"0.0.0.0/0"}}, "", "is everybody"},
		"a proxy by name":           {reached{TrustedProxies: []string{"proxy"}}, "", "is not a network"},
		"a certificate for http":    {reached{TLSCert: "a", TLSKey: "b"}, "http://localhost", "CONCORD_URL"},
		"a certificate for nothing": {reached{TLSCert: "a", TLSKey: "b"}, "", "CONCORD_URL"},
		"no key":                    {reached{TLSCert: "a"}, https, "needs its key"},
		"both ways":                 {reached{TLSCert: "a", TLSKey: "b", TLSACME: "https://acme.example.org/dir"}, https, "by itself"},
		"a directory over http":     {reached{TLSACME: "http://acme.example.org/dir"}, https, "https address"},
		"no mail address":           {reached{TLSACME: "https://acme.example.org/dir", TLSACMEMail: "nobody"}, https, "mail goes to"},
		"plain HTTP beside itself":  {reached{HTTPAddr: "127.0.0.1:80"}, https, "TLS of the portal's own"},
	} {
		if err := c.r.check(c.portal); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, r := range map[string]reached{"nothing": {}, "proxies": {TrustedProxies: []string{"10.0.0.0/8", "::1"}}, "files": {TLSCert: "a", TLSKey: "b", HTTPAddr: ":80"},
		"an authority": {TLSACME: "https://acme.example.org/dir", TLSACMEMail: "ops@example.org"}} {
		if err := r.check(https); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

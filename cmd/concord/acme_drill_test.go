//go:build drill

package main

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// pebble is an ACME authority as a program of its own, and the names it resolves: every one is this machine.
const pebble = "github.com/letsencrypt/pebble/v2/cmd/"

func beside(t *testing.T, environment []string, program string, args ...string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), "go", append([]string{"run", pebble + program + "@v2.10.3"}, args...)...)
	if path, err := exec.LookPath(program); err == nil {
		c = exec.CommandContext(t.Context(), path, args...)
	}
	c.Env = append(os.Environ(), environment...)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
	c.Stdout, c.Stderr = t.Output(), t.Output()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Wait(); err != nil {
			t.Log(program, "ended:", err)
		}
	})
}

// readable is a file of what everybody may read: a portal that root starts runs as somebody else.
func readable(t *testing.T, what []byte) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "concord")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	path := filepath.Join(dir, "authority.pem")
	if err := errors.Join(os.Chmod(dir, 0o755), os.WriteFile(path, what, 0o644)); err != nil {
		t.Fatal(err)
	}
	return path
}

func until(t *testing.T, what string, ready func() bool) {
	t.Helper()
	for patience := time.Now().Add(5 * time.Minute); !ready(); time.Sleep(200 * time.Millisecond) {
		if time.Now().After(patience) {
			t.Fatal("in vain: " + what)
		}
	}
}

// TestDrillCertificateOfARealAuthority gets a certificate by ACME, answers with it, keeps it over a restart, and leads plain HTTP to https.
func TestDrillCertificateOfARealAuthority(t *testing.T) {
	dir := t.TempDir()
	cert, key := selfSigned(t, dir, "localhost")
	directory, management, names := free(t), free(t), free(t)
	secure, plain := free(t), free(t)
	port := func(addr string) string { return addr[strings.LastIndex(addr, ":")+1:] }
	config := filepath.Join(dir, "pebble.json")
	if err := os.WriteFile(config, fmt.Appendf(nil, `{"pebble": {"listenAddress": %q, "managementListenAddress": %q, "certificate": %q, "privateKey": %q,
		"httpPort": %s, "tlsPort": %s, "ocspResponderURL": "", "externalAccountBindingRequired": false}}`, directory, management, cert, key, port(plain), port(secure)), 0o600); err != nil {
		t.Fatal(err)
	}
	beside(t, nil, "pebble-challtestsrv", "-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-dnsserver", names, "-http01", "", "-https01", "", "-tlsalpn01", "", "-doh", "", "-management", free(t))
	beside(t, []string{"PEBBLE_VA_NOSLEEP=1"}, "pebble", "-config", config, "-dnsserver", names)
	trusted, err := os.ReadFile(cert)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(trusted)
	cert = readable(t, trusted)
	authority := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}}
	issued := x509.NewCertPool()
	until(t, "the authority answers", func() bool {
		answer, err := authority.Get("https://" + management + "/roots/0")
		if err != nil {
			return false
		}
		defer answer.Body.Close()
		root, err := io.ReadAll(answer.Body)
		return err == nil && issued.AppendCertsFromPEM(root)
	})

	const name = "concord.example.org"
	p := &portal{data: used(t, false), addr: secure}
	serve := func() {
		t.Helper()
		p.run(t, "CONCORD_URL=https://"+name, "CONCORD_HTTP_ADDR="+plain, "CONCORD_TLS_ACME=https://"+directory+"/dir", "CONCORD_TLS_ACME_MAIL=ops@example.org", "SSL_CERT_FILE="+cert)
		until(t, "the portal starts", func() bool { return strings.Contains(p.words.String(), "Concord is at https://"+name) })
	}
	serial := func() string {
		t.Helper()
		var leaf *x509.Certificate
		until(t, "a certificate comes", func() bool {
			c, err := tls.DialWithDialer(&net.Dialer{Timeout: 30 * time.Second}, "tcp", secure, &tls.Config{ServerName: name, RootCAs: issued, NextProtos: []string{"h2", "http/1.1"}})
			if err != nil {
				t.Log(err)
				return false
			}
			leaf = c.ConnectionState().PeerCertificates[0]
			return c.Close() == nil
		})
		t.Logf("%s, from %s, until %s", leaf.DNSNames, leaf.Issuer.CommonName, leaf.NotAfter)
		return leaf.SerialNumber.String()
	}
	serve()
	first := serial()
	visitor := &http.Client{Transport: &http.Transport{ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{ServerName: name, RootCAs: issued}}}
	page, err := visitor.Get("https://" + secure + "/sign-in")
	if err != nil {
		t.Fatal(err)
	}
	page.Body.Close()
	if page.StatusCode != http.StatusOK || page.TLS == nil || page.ProtoMajor != 2 {
		t.Errorf("%d over %s", page.StatusCode, page.Proto)
	}
	lost := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if answer, err := lost.Get("http://" + plain + "/councils"); err != nil || answer.Header.Get("Location") != "https://"+name+"/councils" {
		t.Errorf("plain HTTP leads to %v, %v", answer, err)
	}
	if out, err := command([]string{"CONCORD_ADDR=" + secure, "CONCORD_URL=https://" + name, "CONCORD_TLS_ACME=https://" + directory + "/dir"}, "healthcheck").CombinedOutput(); err != nil {
		t.Errorf("healthcheck: %s, %v", out, err)
	}
	if err := p.stop(t); err != nil {
		t.Error(err)
	}
	serve()
	if again := serial(); again != first {
		t.Errorf("another certificate after a restart: %s, %s", again, first)
	}
	if err := p.stop(t); err != nil {
		t.Error(err)
	}
}

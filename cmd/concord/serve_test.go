package main

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestServeAnswersAndStopsWithItsDatabase(t *testing.T) {
	p := start(t, folder(t))
	if got := p.status("/healthz"); got != http.StatusOK {
		t.Errorf("/healthz is %d", got)
	}
	_, port, _ := net.SplitHostPort(p.addr)
	if !strings.Contains(p.words.String(), "Concord is at http://localhost:"+port+"\n") {
		t.Errorf("it says %q and not where it is", p.words)
	}
	if out, err := command([]string{"CONCORD_ADDR=" + p.addr}, "healthcheck").CombinedOutput(); err != nil {
		t.Errorf("healthcheck: %s, %v", out, err)
	}
	server := p.postmaster()
	if !alive(server) {
		t.Fatalf("there is no database server %d", server)
	}
	if err := p.stop(t); err != nil {
		t.Errorf("Ctrl-C ended it with %v", err)
	}
	if alive(server) || p.postmaster() != 0 {
		t.Error("the database server was not stopped in order")
	}
	if got := refused(t, []string{"CONCORD_ADDR=" + p.addr}, "healthcheck"); !strings.Contains(got, "no portal answers") {
		t.Errorf("healthcheck says %q", got)
	}
}

func TestRequestUnderWayIsAnsweredBeforeThePortalStops(t *testing.T) {
	p := start(t, used(t, false))
	c, err := net.Dial("tcp", p.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "GET /readyz HTTP/1.1\r\nHost: %s\r\n", p.addr)
	time.Sleep(100 * time.Millisecond) // let it be accepted
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for until := time.Now().Add(20 * time.Second); !strings.Contains(p.words.String(), "told to stop") && time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
	}
	fmt.Fprint(c, "\r\n")
	answer, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("got %v, %v", answer, err)
	}
	if err := p.end(t); err != nil {
		t.Error(err)
	}
}

func TestPortalComesBackAfterAnythingIsKilled(t *testing.T) {
	data := used(t, false)
	p := start(t, data)

	for range 2 {
		server := p.postmaster()
		if err := syscall.Kill(server, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		for until := time.Now().Add(20 * time.Second); p.postmaster() == server && time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
			if got := p.status("/healthz"); got != http.StatusOK {
				t.Errorf("without its database the process says %d", got)
			}
		}
		p.ready(t)
	}

	p.kill(t)
	p = start(t, data)

	server := p.postmaster()
	p.kill(t)
	syscall.Kill(server, syscall.SIGKILL) // it may have followed its parent already
	p = start(t, data)
	if err := p.stop(t); err != nil {
		t.Error(err)
	}
}

func TestSecondPortalSharesTheDatabaseAndTakesItOver(t *testing.T) {
	data := folder(t)
	first, second := launch(t, data), launch(t, data)
	first.ready(t)
	second.ready(t)
	if first.addr == second.addr {
		t.Fatal("both listen on one address")
	}
	owner, other := first, second
	if strings.Contains(first.words.String(), "another process already runs the database") {
		owner, other = second, first
	}
	server := owner.postmaster()
	owner.kill(t)
	for until := time.Now().Add(30 * time.Second); (other.postmaster() == server || other.postmaster() == 0) && time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
	}
	other.ready(t)
	if err := other.stop(t); err != nil {
		t.Error(err)
	}
}

func TestProcessesShareAServerGivenByAddress(t *testing.T) {
	lender := start(t, used(t, false)) // its cluster stands for a server that somebody else runs
	address := "DATABASE_URL=postgres://concord_super@/postgres?host=" + filepath.Join(lender.data, "run")
	cmd := command([]string{address, "CONCORD_DATA=" + folder(t)}, "migrate")
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "up to date") {
		t.Fatalf("migrate: %s, %v", out, err)
	}
	first, second := launch(t, folder(t), address), launch(t, folder(t), address)
	first.ready(t)
	second.ready(t)
	for _, p := range []*portal{first, second} {
		if p.postmaster() != 0 {
			t.Error("it made a private database all the same")
		}
		if err := p.stop(t); err != nil {
			t.Error(err)
		}
	}
	if got := lender.status("/readyz"); got != http.StatusOK {
		t.Errorf("the server was stopped by those who borrowed it: %d", got)
	}
}

func TestMigrateAloneLeavesNothingRunning(t *testing.T) {
	data := folder(t)
	if out, err := command([]string{"CONCORD_DATA=" + data}, "migrate").CombinedOutput(); err != nil {
		t.Fatalf("%s, %v", out, err)
	}
	if _, err := os.Stat(filepath.Join(data, "pgdata", "postmaster.pid")); !os.IsNotExist(err) {
		t.Errorf("a server is left: %v", err)
	}
}

func TestPortInUseIsOneSentence(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	data := folder(t)
	got := refused(t, []string{"CONCORD_ADDR=" + l.Addr().String(), "CONCORD_DATA=" + data}, "serve")
	if !strings.Contains(got, l.Addr().String()+" is in use by another program") {
		t.Errorf("it says %q", got)
	}
	if _, err := os.Stat(filepath.Join(data, "pgdata")); !os.IsNotExist(err) {
		t.Error("it made a database before it knew whether it could listen")
	}
}

func TestEachWrongSettingIsOneSentence(t *testing.T) {
	full := folder(t)
	if err := os.WriteFile(filepath.Join(full, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	unreachable := "DATABASE_URL=postgres://admin:secret-word@" + free(t) + "/concord"
	for _, c := range []struct {
		settings []string
		args     string
		want     string
	}{
		{[]string{"CONCORD_ADDR=8080"}, "serve", "CONCORD_ADDR=8080 is not an address"},
		{[]string{"CONCORD_ADDR=127.0.0.1:http"}, "serve", "is not an address"},
		{[]string{"CONCORD_ADDR=127.0.0.1:65536"}, "serve", "is not an address"},
		{[]string{"CONCORD_ADDR=192.0.2.1:8080"}, "serve", "cannot be listened on"},
		{[]string{"CONCORD_DATA= "}, "serve", "CONCORD_DATA is empty"},
		{[]string{"CONCORD_DATA=" + filepath.Join(full, "file")}, "serve", "is a file and not a folder"},
		{[]string{"CONCORD_DATA=" + filepath.Join(full, "file", "below")}, "serve", "not a directory"},
		{[]string{"CONCORD_DEMO=yes"}, "serve", "CONCORD_DEMO=yes is not understood"},
		{[]string{"CONCORD_DEMO=1", unreachable}, "serve", "CONCORD_DEMO=also-on-this-database"},
		{[]string{unreachable}, "serve", "does not answer"},
		{[]string{unreachable}, "migrate", "does not answer"},
		{[]string{"DATABASE_URL=mysql://admin:secret-word@h/d"}, "serve", "DATABASE_URL is not an address of a database"},
		{[]string{"DATABASE_URL=postgres://admin:secret-word@h:5432"}, "serve", "DATABASE_URL is not an address of a database"},
		{[]string{"DATABASE_URL=postgres://admin:secret-word@h:%zz/d"}, "migrate", "DATABASE_URL is not an address of a database"},
		{[]string{"CONCORD_PG_BIN=/nowhere"}, "serve", "CONCORD_PG_BIN=/nowhere cannot be used"},
		{[]string{"CONCORD_OIDC_ISSUER=https://login.example.org"}, "serve", "CONCORD_OIDC_CLIENT_ID or CONCORD_OIDC_SECRET is missing"},
		{[]string{"CONCORD_OIDC_CLIENT_ID=concord"}, "serve", "CONCORD_OIDC_ISSUER is missing"},
		{[]string{"CONCORD_OIDC_ISSUER=http://login.example.org", "CONCORD_OIDC_CLIENT_ID=concord", "CONCORD_OIDC_SECRET=secret-word"}, "serve", "is not the issuer of a provider"},
		{[]string{"CONCORD_OIDC_ISSUER=https://login.example.org", "CONCORD_OIDC_CLIENT_ID=concord", "CONCORD_OIDC_SECRET=secret-word", "CONCORD_OIDC_FACTORS=mfa"}, "serve", "is no claim"},
		{[]string{"CONCORD_SMTP=mail.example.org", "CONCORD_MAIL_FROM=a@example.org"}, "serve", "CONCORD_SMTP: this is not the address of a mail server"},
		{[]string{"CONCORD_SMTP=smtp://concord:secret-word@mail.example.org"}, "serve", "CONCORD_MAIL_FROM= is not the address"},
		{[]string{"CONCORD_SMTP=smtp://concord:secret-word@mail.example.org", "CONCORD_MAIL_FROM=Concord <a@example.org>"}, "serve", "is not the address that mail comes from"},
		{[]string{"CONCORD_OIDC_FACTORS=amr=mfa"}, "serve", "CONCORD_OIDC_ISSUER is missing"},
		{[]string{"CONCORD_URL=portal.example.org"}, "serve", "CONCORD_URL=portal.example.org is not the address of a portal"},
		{[]string{"CONCORD_URL=https://portal.example.org/concord"}, "serve", "and nothing behind it"},
		{[]string{"CONCORD_ZONE=Mars/Base"}, "serve", "CONCORD_ZONE=Mars/Base is no time zone"},
		{[]string{"CONCORD_BRAND=bluish"}, "serve", "cannot be read"},
		{[]string{"CONCORD_BRAND=#ffffff"}, "serve", "choose a darker one"},
		{[]string{"CONCORD_AUDIT_KEY=secret-word"}, "serve", "CONCORD_AUDIT_KEY is not a signing key"},
		{nil, "sevre", "unexpected argument sevre"},
		{nil, "serve --port=1", "unknown flag --port"},
	} {
		base := []string{"CONCORD_ADDR=" + free(t), "CONCORD_DATA=" + folder(t)}
		got := refused(t, append(base, c.settings...), strings.Fields(c.args)...)
		if !strings.Contains(got, c.want) {
			t.Errorf("%v %s: %q, want %q", c.settings, c.args, got, c.want)
		}
		if strings.Contains(got, "secret-word") {
			t.Errorf("%v: the password is printed: %q", c.settings, got)
		}
	}
}

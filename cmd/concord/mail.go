package main

import (
	"cmp"
	"log/slog"
	"net"
	"net/url"
	"path/filepath"

	"example.org/concord/internal/mail"
)

// sender is how mail leaves: by the server of CONCORD_SMTP, or as files into the data folder, which a demonstration shows on a page.
func sender(s settings, dir string, d *databases, log *slog.Logger) (mail.Sender, *mail.Folder, error) {
	zone, err := s.zone()
	if err != nil {
		return mail.Sender{}, nil, err
	}
	post := mail.Sender{DB: d.worker, From: cmp.Or(s.MailFrom, "concord@"+host(s.address())), Name: s.Name, Address: s.address(), Zone: zone}
	if s.SMTP != "" {
		post.Carrier, err = mail.NewSMTP(s.SMTP)
		return post, nil, err
	}
	at := filepath.Join(dir, "mail")
	letters, err := mail.OpenFolder(at)
	if err != nil {
		return mail.Sender{}, nil, err
	}
	if !s.demo() {
		log.Warn("no mail leaves this machine, since CONCORD_SMTP is not set: it lies in a folder", "folder", at)
	}
	post.Carrier = letters
	return post, letters, nil
}

// host is that of an address, where mail could come from.
func host(address string) string {
	if at, err := url.Parse(address); err == nil && at.Hostname() != "" && net.ParseIP(at.Hostname()) == nil {
		return at.Hostname()
	}
	return "localhost"
}

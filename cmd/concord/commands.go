package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

type migrateCommand struct{}

// Run makes the roles and brings the schema to this version. Other processes may serve meanwhile.
func (migrateCommand) Run(ctx context.Context, s settings) error {
	dir, notice, err := settle(s.Data)
	if err != nil {
		return err
	}
	if notice != "" {
		fmt.Println(notice)
	}
	_, cluster, err := addresses(ctx, s, dir, logger())
	if err != nil {
		return err
	}
	fmt.Println("The database is up to date.")
	if cluster == nil {
		return nil
	}
	return cluster.Stop()
}

type healthcheckCommand struct{}

// Run asks the portal of CONCORD_ADDR on this machine.
func (healthcheckCommand) Run(ctx context.Context, s settings) error {
	host, port, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	scheme, client := "http://", http.DefaultClient
	if s.secured() { // the certificate is for the portal's name, and this is only about whether it is ready
		scheme = "https://"
		client = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true, ServerName: s.host()}}}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	answer, err := client.Do(r)
	if err != nil {
		return fmt.Errorf("no portal answers on %s: %w", s.Addr, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return errors.New("the portal is not ready: " + strings.ToLower(answer.Status))
	}
	return nil
}

type versionCommand struct{}

// released is set by the linker where the build knows its version (see .docker/Dockerfile).
var released string

// Run prints the version: the one given at build time, else the commit it was built from.
func (versionCommand) Run() error {
	fmt.Println("concord", version())
	return nil
}

func version() string {
	if released != "" {
		return released
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of unknown version"
	}
	revision, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " with changes"
		}
	}
	if revision == "" {
		return info.Main.Version
	}
	return revision[:12] + changed
}

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"time"

	"example.org/concord/internal/admission"
	"example.org/concord/internal/chore"
	"example.org/concord/internal/council"
	"example.org/concord/internal/job"
	"example.org/concord/internal/proposal"
	"example.org/concord/internal/renewal"
	"example.org/concord/internal/seal"
	"example.org/concord/internal/search"
	"example.org/concord/internal/signin"
	"example.org/concord/internal/story"
)

// Once the portal was told to stop, requests under way may take so long, and mails under way so much longer.
const (
	drain  = 28 * time.Second
	finish = 3 * time.Second
)

type serveCommand struct{}

// Run listens, brings the database up, lets people in, and ends in the reverse order when it is told to.
func (serveCommand) Run(ctx context.Context, s settings) (err error) {
	if err := s.reached.settle(); err != nil {
		return err
	}
	dir, notice, err := settle(s.Data)
	if err != nil {
		return err
	}
	log := logger()
	if notice != "" {
		fmt.Println(notice)
	}
	arriving, err := receive(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, arriving.close()) }()
	key, err := sealKey(s, dir)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", s.Addr)
	if err != nil {
		return unheard(s.Addr, err)
	}
	entrance, inside, lost := &door{}, &crowd{}, make(chan error, 2)
	server := newServer(entrance, log)
	server.ConnState = inside.note
	if s.secured() {
		var plain http.Handler
		if server.TLSConfig, plain, err = s.security(s.address(), dir, log); err != nil {
			return errors.Join(err, listener.Close())
		}
		go func() { lost <- server.ServeTLS(listener, "", "") }()
		beside, err := besides(s.HTTPAddr, plain, log)
		if err != nil {
			return errors.Join(err, server.Close())
		}
		defer func() { err = errors.Join(err, beside.Close()) }()
	} else {
		go func() { lost <- server.Serve(listener) }()
	}
	defer func() { err = errors.Join(err, server.Close()) }()

	d, err := open(ctx, s, dir, log)
	if err != nil {
		if ctx.Err() != nil {
			return nil // told to stop before it was up
		}
		return err
	}
	defer func() { err = errors.Join(err, d.close()) }()
	if err := fill(ctx, s, d, log); err != nil {
		return err
	}
	post, letters, err := sender(s, dir, d, log)
	if err != nil {
		return err
	}
	people := desk(ctx, s, d, log)
	portal, err := handler(s, dir, d, people, letters, log)
	if err != nil {
		return err
	}
	queue, err := job.Open(ctx, job.Options{URL: d.jobs, Sender: post, Logger: log})
	if err != nil {
		return err
	}
	defer func() {
		patience, cancel := context.WithTimeout(context.Background(), finish)
		defer cancel()
		err = errors.Join(err, queue.Stop(patience))
	}()
	entrance.open(d.app, portal)
	chore.Run(ctx, log, d.worker,
		chore.Chore{Name: "relay", Every: time.Second, Do: queue.Relay},
		chore.Chore{Name: "clear idempotency keys", Every: 10 * time.Minute, Do: func(ctx context.Context) error { return chore.Clear(ctx, d.worker) }},
		chore.Chore{Name: "expire invitations", Every: 10 * time.Minute, Do: func(ctx context.Context) error { return admission.Expire(ctx, d.worker) }},
		chore.Chore{Name: "what councils let pass", Every: time.Hour, Do: func(ctx context.Context) error { return proposal.FallDue(ctx, d.worker) }},
		chore.Chore{Name: "renew offices", Every: time.Hour, Do: func(ctx context.Context) error { return renewal.Keep(ctx, d.worker) }},
		chore.Chore{Name: "read texts anew for the search", Every: 10 * time.Second, Do: func(ctx context.Context) error { return search.ReadAnew(ctx, d.worker) }},
		chore.Chore{Name: "clear sign-ins", Every: 10 * time.Minute, Do: func(ctx context.Context) error { return signin.Clean(ctx, d.signin) }},
		chore.Chore{Name: "ask the provider", Every: time.Minute, Do: people.ReachProvider},
		chore.Chore{Name: "seal the record", Every: time.Minute, Do: func(ctx context.Context) error { return seal.Seal(ctx, d.worker, key) }},
		chore.Chore{Name: "count how councils fare", Every: 2 * time.Minute, Do: func(ctx context.Context) error { return council.CountHealth(ctx, d.worker) }},
		chore.Chore{Name: "clear files", Every: time.Hour, Do: func(ctx context.Context) error { return clearFiles(ctx, d.worker, dir, log) }})
	at := shown(listener.Addr())
	if s.secured() {
		at = s.address()
	}
	fmt.Println("Concord is at " + at)
	if s.demo() {
		fmt.Println("Everybody in it is invented. Choose whom to be at " + at + "/demo, or sign in as " +
			story.Dana.Email() + " with the password " + story.Password + " and codes of the secret " + story.Secret)
	}

	select {
	case <-ctx.Done():
		log.Info("told to stop; requests under way are answered first")
		patience, cancel := context.WithTimeout(context.Background(), drain)
		defer cancel()
		if err := listener.Close(); err != nil {
			return err
		}
		<-lost // nobody is let in any more
		if err := inside.leave(patience, server); err != nil {
			log.Warn("some requests took too long and were cut off", "error", err)
		}
		return nil
	case err := <-d.exited():
		return err
	case err := <-lost:
		return fmt.Errorf("the portal cannot listen any more: %w", err)
	}
}

// newServer bounds how long one visitor may take.
func newServer(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// besides answers plain HTTP where that is wanted beside TLS.
func besides(addr string, plain http.Handler, log *slog.Logger) (*http.Server, error) {
	server := newServer(plain, log)
	if addr == "" {
		return server, nil
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, unheard(addr, err)
	}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("plain HTTP is not answered any more", "because", err.Error())
		}
	}()
	return server, nil
}

// unheard says why nobody can reach the address.
func unheard(addr string, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%s is in use by another program: stop that, or choose another address, such as CONCORD_ADDR=127.0.0.1:8081", addr)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("%s needs root's rights, and nothing is served as root: choose a port above 1023 with CONCORD_ADDR", addr)
	}
	return fmt.Errorf("CONCORD_ADDR=%s cannot be listened on: %w", addr, err)
}

// shown is the address as one types it into a browser on this machine.
func shown(addr net.Addr) string {
	at := addr.(*net.TCPAddr)
	host := at.IP.String()
	if at.IP.IsLoopback() || at.IP.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + strings.TrimSuffix(net.JoinHostPort(host, fmt.Sprint(at.Port)), ":80")
}

// logger writes lines for a person at a terminal and JSON for everything else.
func logger() *slog.Logger {
	if terminal(os.Stderr) {
		return slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
	return slog.New(slog.NewJSONHandler(os.Stderr, nil))
}

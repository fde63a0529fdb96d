package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"example.org/concord/internal/db"
	"example.org/concord/internal/db/embedded"
	"example.org/concord/internal/fault"
	"example.org/concord/internal/reference"
	"example.org/concord/internal/story"
	"example.org/concord/migrations"
	"example.org/concord/web"
)

// private is the name of the database in a cluster of Concord's own.
const private = "concord"

// databases are the three doors to one database, and the cluster behind them where it is Concord's own.
type databases struct {
	app, worker, signin *db.DB
	owner               string            // where concord_owner is reached, for what is done before anybody is let in
	jobs                string            // where concord_worker is reached, by the queue's own pool
	cluster             *embedded.Cluster // nil with DATABASE_URL
}

// asOwner is the address of a login that may become the owner, becoming it.
func asOwner(address string) string {
	return db.In(address, time.UTC) + "&role=concord_owner&search_path=" + url.QueryEscape("public, app")
}

// fill brings in the public facts, and in demo mode the story. A second time changes nothing.
func fill(ctx context.Context, s settings, d *databases, log *slog.Logger) error {
	owner, err := db.Open(ctx, d.owner, db.Options{MaxConns: 2, Logger: log})
	if err != nil {
		return err
	}
	defer owner.Close()
	var report reference.Report
	err = patiently(ctx, func() (err error) { report, err = reference.Import(ctx, owner); return err })
	if err != nil {
		return fmt.Errorf("the public facts could not be imported: %w", err)
	}
	for _, kept := range report.Kept {
		log.Warn("a fact that was edited by hand was kept as it is", "what", kept)
	}
	if s.demo() {
		return patiently(ctx, func() error { return story.Load(ctx, owner, time.Now()) })
	}
	return nil
}

// patiently does work of which one process does all while the others wait for its lock, which no statement may do for long.
func patiently(ctx context.Context, work func() error) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	for {
		err := work()
		if !errors.Is(err, fault.Busy) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// addresses bring the database up, its roles and its schema included, and tell where each role finds it. The cluster is nil
// with DATABASE_URL; otherwise it runs, and must be stopped, unless there is an error.
func addresses(ctx context.Context, s settings, dir string, log *slog.Logger) (map[string]string, *embedded.Cluster, error) {
	zone, err := s.zone()
	if err != nil {
		return nil, nil, err
	}
	if s.Database != "" {
		if err := prepare(ctx, s.Database, s.Database, name(s.Database)); err != nil {
			return nil, nil, told(err, s.Database)
		}
		found, err := db.Logins(ctx, s.Database)
		if err != nil {
			return nil, nil, told(err, s.Database)
		}
		for role, address := range found {
			found[role] = db.In(address, zone)
		}
		found["concord_owner"] = asOwner(s.Database)
		return found, nil, nil
	}
	cluster, err := embedded.Start(ctx, embedded.Config{Dir: dir, Bin: s.PGBin, Logger: log})
	if err != nil {
		return nil, nil, err
	}
	if cluster.Attached() {
		log.Info("another process already runs the database of this data folder; this one shares it", "folder", cluster.Dir())
	}
	if err := prepare(ctx, cluster.URL(embedded.Super, "postgres"), cluster.URL("concord_migrate", private), private); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("the private database could not be prepared: %w", err), cluster.Stop())
	}
	found := map[string]string{"concord_owner": asOwner(cluster.URL("concord_migrate", private))}
	for _, role := range []string{"concord_app", "concord_worker", "concord_signin"} {
		found[role] = db.In(cluster.URL(role, private), zone)
	}
	return found, cluster, nil
}

// prepare makes what is missing and brings the schema to this version.
func prepare(ctx context.Context, administrator, migrator, database string) error {
	if err := db.Provision(ctx, administrator, database); err != nil {
		return err
	}
	return db.Migrate(ctx, migrator, migrations.Files)
}

// open connects each role.
func open(ctx context.Context, s settings, dir string, log *slog.Logger) (*databases, error) {
	at, cluster, err := addresses(ctx, s, dir, log)
	if err != nil {
		return nil, err
	}
	d := &databases{owner: at["concord_owner"], jobs: at["concord_worker"], cluster: cluster}
	for role, pool := range map[string]**db.DB{"concord_app": &d.app, "concord_worker": &d.worker, "concord_signin": &d.signin} {
		options := db.Options{Logger: log}
		if role == "concord_app" {
			options.Warm = web.Warm()
		}
		if *pool, err = db.Open(ctx, at[role], options); err != nil {
			return nil, errors.Join(fmt.Errorf("%s cannot use the database: %w", role, err), d.close())
		}
	}
	slow, err := d.app.LeakproofMissing(ctx)
	if err != nil {
		return nil, errors.Join(err, d.close())
	}
	if len(slow) > 0 {
		log.Warn("searches will be slow: a superuser of the database has to mark these functions leakproof", "functions", strings.Join(slow, ", "))
	}
	kind, err := d.app.LettersMissing(ctx)
	if err != nil {
		return nil, errors.Join(err, d.close())
	}
	if kind != "" {
		log.Warn("words beside typographic characters will not be found: the database's character type makes letters of dashes and quotation marks",
			"type", kind, "do", "dump the database, make it anew with: create database NAME template template0 encoding 'UTF8' lc_ctype 'C.UTF-8', and restore the dump into it")
	}
	return d, nil
}

// exited yields an error when the private database is lost for good, and nothing where there is none.
func (d *databases) exited() <-chan error {
	if d.cluster == nil {
		return nil
	}
	return d.cluster.Exited()
}

// close ends the pools, then the cluster.
func (d *databases) close() error {
	for _, pool := range []*db.DB{d.app, d.worker, d.signin} {
		if pool != nil {
			pool.Close()
		}
	}
	if d.cluster == nil {
		return nil
	}
	return d.cluster.Stop()
}

// name is the database that an address, checked before, names.
func name(address string) string {
	at, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.Trim(at.Path, "/")
}

// told says what to do about a server that does not answer or does not let Concord in, without the address's password.
func told(err error, address string) error {
	at, parse := url.Parse(address)
	if parse != nil {
		return err
	}
	host := cmp.Or(at.Host, at.Query().Get("host"))
	switch {
	case errors.Is(err, fault.Busy):
		return fmt.Errorf("the database server of DATABASE_URL (%s) does not answer: see that it runs and can be reached (%w)", host, err)
	case errors.Is(err, fault.Denied):
		return fmt.Errorf("the account %s of DATABASE_URL may not make roles and databases: use an administrator's address (%w)", at.User.Username(), err)
	}
	return fmt.Errorf("the database server of DATABASE_URL (%s) cannot be used: %w", host, err)
}

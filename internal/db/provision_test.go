package db_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
	"example.org/concord/internal/dbtest/scratch"
	"example.org/concord/internal/fault"
)

func TestProvisioningTwiceAtOnceIsProvisioningOnce(t *testing.T) {
	name := dbtest.Name(t)
	super := scratch.URL(scratch.Super, "postgres")
	ended := make(chan error)
	for range 3 {
		go func() { ended <- db.Provision(t.Context(), super, name) }()
	}
	for range 3 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	app, err := db.Open(t.Context(), scratch.URL("concord_app", name), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer app.Close()
	missing, err := app.LeakproofMissing(t.Context())
	if err != nil || len(missing) != 0 {
		t.Fatal(missing, err)
	}
}

func TestServingRolesCanDoNothingButServe(t *testing.T) {
	d := dbtest.Empty(t)
	for role, pool := range map[string]*db.DB{"concord_app": d.App(), "concord_worker": d.Worker(), "concord_signin": d.Signin()} {
		for what, sql := range map[string]string{
			"make a table":           `create table mine (n int)`,
			"make a temporary table": `create temporary table mine (n int)`,
			"make a schema":          `create schema mine`,
			"become the owner":       `select set_config('role', 'concord_owner', true)`,
			"become the definer":     `select set_config('role', 'concord_definer', true)`,
			"turn triggers off":      `select set_config('session_replication_role', 'replica', true)`,
			"read passwords":         `select password from migration.login`,
			"stop the clock":         `create or replace function app.now() returns timestamptz language sql stable as 'select now()'`,
		} {
			if err := pool.Write(t.Context(), db.Who{}, db.Once{}, db.Also("try", sql)); !errors.Is(err, fault.Denied) {
				t.Errorf("%s may %s: %v", role, what, err)
			}
		}
	}
	if _, err := db.Open(t.Context(), d.URL("concord_owner"), db.Options{}); err == nil {
		t.Error("the owner can log in")
	}
	if _, err := db.Open(t.Context(), d.URL("concord_definer"), db.Options{}); err == nil {
		t.Error("the definer can log in")
	}
	if n := found[int](t, d, `select count(*) from pg_roles where rolname like 'concord\_%' and rolname not in ('concord_super', 'concord_test_admin')
		and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`); n != 0 {
		t.Errorf("%d roles may do more than they should", n)
	}
	for setting, want := range map[string]string{"jit": "off", "lock_timeout": "2s", "idle_in_transaction_session_timeout": "15s", "TimeZone": "UTC", "search_path": "public, app",
		"plan_cache_mode": "force_generic_plan", "max_parallel_workers_per_gather": "0"} {
		var got string
		if err := d.App().Read(t.Context(), db.Who{}, db.One("setting", `select current_setting($1)`, &got, setting)); err != nil || got != want {
			t.Errorf("%s is %q, %v", setting, got, err)
		}
	}
}

func TestHostedServerIsProvisionedWithoutASuperuser(t *testing.T) {
	d := dbtest.Empty(t) // the roles are there
	name := dbtest.Name(t)
	const admin = "concord_test_admin"
	if _, err := d.Super().Exec(t.Context(), `do $$ begin create role `+admin+` login createdb createrole; exception when duplicate_object then null; end $$;
		grant concord_owner, concord_definer, concord_migrate, concord_app, concord_worker, concord_signin to `+admin+` with admin option`); err != nil {
		t.Fatal(err)
	}
	if err := db.Provision(t.Context(), scratch.URL(admin, "postgres"), name); err != nil {
		t.Fatal(err)
	}
	logins, err := db.Logins(t.Context(), scratch.URL(admin, name))
	if err != nil || len(logins) != 3 {
		t.Fatal(len(logins), err)
	}
	again, err := db.Logins(t.Context(), scratch.URL(admin, name))
	if err != nil {
		t.Fatal(err)
	}
	for role, address := range logins {
		at, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if password, _ := at.User.Password(); at.User.Username() != role || len(password) < 20 || again[role] != address {
			t.Errorf("%s gets another password each time, or none", role)
		}
		var set bool
		if err := d.Super().QueryRow(t.Context(), `select rolpassword is not null from pg_authid where rolname = $1`, role).Scan(&set); err != nil || !set {
			t.Errorf("%s has no password: %v", role, err)
		}
	}
	app, err := db.Open(t.Context(), logins["concord_app"], db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer app.Close()
	missing, err := app.LeakproofMissing(t.Context())
	if err != nil || len(missing) != 7 || missing[0] != "ts_match_vq(tsvector, tsquery)" {
		t.Fatal(missing, err)
	}
}

func TestDatabaseThatTakesDashesForLettersIsTold(t *testing.T) {
	d := dbtest.Empty(t)
	for kind, want := range map[string]string{"": "", "C": "C"} {
		name := dbtest.Name(t)
		if kind != "" {
			if _, err := d.Super().Exec(t.Context(), `create database `+name+` template template0 encoding 'UTF8' lc_ctype '`+kind+`'`); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Provision(t.Context(), scratch.URL(scratch.Super, "postgres"), name); err != nil {
			t.Fatal(err)
		}
		app, err := db.Open(t.Context(), scratch.URL("concord_app", name), db.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := app.LettersMissing(t.Context()); err != nil || got != want {
			t.Errorf("a database of the type %q: got %q, %v", kind, got, err)
		}
		app.Close()
	}
}

func TestAddressThatCannotBeReadIsNotQuoted(t *testing.T) {
	const address = "postgres://concord:hunter2@host:port/x"
	_, logins := db.Logins(t.Context(), address)
	_, open := db.Open(t.Context(), address, db.Options{})
	for _, err := range []error{logins, open, db.Provision(t.Context(), address, "x"), db.Migrate(t.Context(), address, nil)} {
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Error(err)
		}
	}
}

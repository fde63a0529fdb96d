package db

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// The roles of the database. All of them belong to the cluster, not to one database in it.
//
//	concord_owner    owns everything, cannot log in
//	concord_definer  owns the few views that read what nobody else may, cannot log in
//	concord_migrate  may become the owner, for migrations alone
//	concord_app      serves pages: owns nothing, bypasses nothing, creates nothing, not even temporary tables
//	concord_worker   runs jobs
//	concord_signin   sees sessions and credentials and nothing else
//
// The time limits are the last resort; each batch sets a shorter one. JIT compiles for longer than any page may take, and
// so does planning the policies of a feed: each connection plans a page's statements once, see [Query.Custom].
const roles = `
do $$ begin create role concord_owner nologin; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role concord_definer nologin; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role concord_migrate login; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role concord_app login; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role concord_worker login; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role concord_signin login; exception when duplicate_object or unique_violation then null; end $$;
grant concord_owner to concord_migrate;
grant concord_definer to concord_owner;
do $$
declare r text;
begin
	if not (select rolsuper from pg_roles where rolname = current_user) then
		execute format('grant concord_owner to %I', current_user);
	end if;
	foreach r in array array['concord_app', 'concord_worker', 'concord_signin', 'concord_migrate'] loop
		execute format('alter role %I nocreatedb nocreaterole', r);
		execute format('alter role %I set search_path = public, app', r);
		execute format('alter role %I set timezone = ''UTC''', r);
		execute format('alter role %I set jit = off', r);
		execute format('alter role %I set lock_timeout = ''2s''', r);
		execute format('alter role %I set idle_in_transaction_session_timeout = ''15s''', r);
		execute format('alter role %I set statement_timeout = %L', r,
			case r when 'concord_migrate' then '0' when 'concord_worker' then '60s' else '15s' end);
	end loop;
	foreach r in array array['concord_app', 'concord_signin'] loop
		execute format('alter role %I set plan_cache_mode = force_generic_plan', r);
		-- Starting workers takes longer than any page may.
		execute format('alter role %I set max_parallel_workers_per_gather = 0', r);
	end loop;
end $$;
`

// within is what each database needs. It runs as the owner except for the first lines.
const within = `
alter schema public owner to concord_owner;
revoke create on schema public from public;
set role concord_owner;
grant usage on schema public to public;
create extension if not exists pg_trgm with schema public;
create schema if not exists migration;
create table if not exists migration.login (role text primary key, password text not null);
revoke all on schema migration from public;
reset role;
`

// Provision makes the roles, the database and what a superuser alone can give it, whatever of that is missing: safe at
// every start and for two processes at once. The url is of a superuser or, on a hosted server, of a role that may create
// roles and databases; its own database is only the door. On such a server search is slower: see [DB.LeakproofMissing].
func Provision(ctx context.Context, superURL, database string) error {
	config, err := pgx.ParseConfig(superURL)
	if err != nil {
		return errors.New("the database address cannot be understood") // pgx's own text may hold the password
	}
	door, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return failed(ctx, "connect as administrator", err)
	}
	defer leave(door)
	if err := lock(ctx, door, provisionLock); err != nil {
		return err
	}
	if _, err := door.Exec(ctx, roles); err != nil {
		return failed(ctx, "make the roles", err)
	}
	if err := create(ctx, door, database); err != nil {
		return err
	}

	config.Database = database
	inside, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return failed(ctx, "connect to "+database, err)
	}
	defer leave(inside)
	if _, err := inside.Exec(ctx, within); err != nil {
		return failed(ctx, "prepare "+database, err)
	}
	return mark(ctx, inside)
}

// create makes the database where it is missing, and says who may connect. Nobody else may, nor make temporary tables.
func create(ctx context.Context, door *pgx.Conn, database string) error {
	name := pgx.Identifier{database}.Sanitize()
	var there bool
	if err := door.QueryRow(ctx, `select exists (select from pg_database where datname = $1)`, database).Scan(&there); err != nil {
		return failed(ctx, "look for "+database, err)
	}
	if !there {
		_, err := door.Exec(ctx, "create database "+name+" owner concord_owner template template0 encoding 'UTF8'"+letters)
		if refused, _ := errors.AsType[*pgconn.PgError](err); refused != nil && refused.Code == "42809" { // no such type on this system
			_, err = door.Exec(ctx, "create database "+name+" owner concord_owner template template0 encoding 'UTF8'")
		}
		if err != nil {
			return failed(ctx, "create "+database, err)
		}
	}
	if _, err := door.Exec(ctx, strings.ReplaceAll(doors, "DATABASE", name)); err != nil {
		return failed(ctx, "open "+database+" to its roles", err)
	}
	return nil
}

// letters is the character type of a database: what the parser of texts takes for a letter. See [DB.LettersMissing].
const letters = " lc_ctype 'C.UTF-8'"

// doors are the rights on a database itself, which a copy of it does not inherit.
const doors = `alter database DATABASE owner to concord_owner;
revoke all on database DATABASE from public;
grant connect on database DATABASE to concord_migrate, concord_app, concord_worker, concord_signin;`

// Clone makes a database that is a copy of another one to which nobody is connected, with the same doors. Tests live on it: files
// are copied, which takes a third of the time that the log of every page would.
func Clone(ctx context.Context, superURL, from, to string) error {
	door, err := pgx.Connect(ctx, superURL)
	if err != nil {
		return failed(ctx, "connect as administrator", err)
	}
	defer leave(door)
	if _, err := door.Exec(ctx, "create database "+pgx.Identifier{to}.Sanitize()+" template "+pgx.Identifier{from}.Sanitize()+" strategy file_copy"); err != nil {
		return failed(ctx, "copy "+from, err)
	}
	return create(ctx, door, to)
}

// Advisory locks, taken by one process at a time on the server: provisioning, migrating.
const (
	provisionLock = 0x636f6e636f7264 + iota
	migrateLock
)

// lock waits for an advisory lock by asking again and again. Waiting inside one statement would hold a snapshot, and a
// migration of another process that waits for old snapshots to go would then wait for ever.
func lock(ctx context.Context, c *pgx.Conn, key int64) error {
	for {
		var got bool
		if err := c.QueryRow(ctx, `select pg_try_advisory_lock($1)`, key).Scan(&got); err != nil {
			return failed(ctx, "lock", err)
		}
		if got {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("another process prepares the database: %w", ctx.Err())
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// leave closes a connection, its locks with it, even when the context is over.
func leave(c *pgx.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = c.Close(ctx) // nothing is lost by a connection that is broken already
}

// leakproof are the functions behind the search operators. Row-level security lets an operator use an index before the
// policy was asked only when its function is marked so; none of them tells anything about a row by failing.
var leakproof = []string{
	"ts_match_vq(tsvector, tsquery)", "ts_match_qv(tsquery, tsvector)",
	"texticlike(text, text)", "textlike(text, text)",
	"public.similarity_op(text, text)", "public.word_similarity_op(text, text)", "public.word_similarity_commutator_op(text, text)",
}

// mark marks them where the role may, which takes a superuser. The mark is per database and in no dump.
func mark(ctx context.Context, c *pgx.Conn) error {
	for _, function := range leakproof {
		_, err := c.Exec(ctx, "alter function "+function+" leakproof")
		refused, _ := errors.AsType[*pgconn.PgError](err)
		switch {
		case refused != nil && refused.Code == "42501":
			return nil // LeakproofMissing reports it when the portal starts
		case err != nil:
			return failed(ctx, "mark "+function+" leakproof", err)
		}
	}
	return nil
}

// LeakproofMissing are the functions of the search operators that could not be marked leakproof: searches are right
// without it, and slow. Only a superuser can mark them.
func (d *DB) LeakproofMissing(ctx context.Context) ([]string, error) {
	var missing []string
	err := d.Read(ctx, Who{}, Many("leakproof", `select f from unnest($1::text[]) with ordinality u(f, n)
		where not exists (select from pg_proc where oid = to_regprocedure(f) and proleakproof) order by n`, &missing, leakproof))
	return missing, err
}

// LettersMissing is the database's character type where it makes a letter of every character beyond ASCII, so that words beside
// typographic characters are not found, and "" where all is well. It can be chosen only when a database is made.
func (d *DB) LettersMissing(ctx context.Context) (kind string, err error) {
	err = d.Read(ctx, Who{}, One("letters", `select case when to_tsvector('simple', $1) @@ to_tsquery('simple', 'b') then '' else datctype end
		from pg_database where datname = current_database()`, &kind, "“a—b”"))
	return kind, err
}

package db_test

import (
	"testing"

	"github.com/google/uuid"

	"example.org/concord/internal/db"
	"example.org/concord/internal/dbtest"
)

// note is a table as small as can be with the walls that the product has: everybody reads what is open, only its owner
// changes a note, and whoever writes may write notes that she cannot read afterwards.
const note = `
create table note (id int constraint note_pkey primary key, text text not null default '', owner text not null default 'me',
	open boolean not null default true, answers int references note deferrable initially deferred,
	constraint note_is_short check (char_length(text) < 20));
alter table note enable row level security;
alter table note force row level security;
create policy owner on note to concord_owner using (true);
create policy reads on note for select to concord_app using (open);
create policy writes on note for insert to concord_app with check (current_setting('app.mode') = 'write' and owner <> 'nobody');
create policy edits on note for update to concord_app using (owner = 'me');
create policy throws on note for delete to concord_app using (owner = 'me');
grant select, insert, update, delete on note to concord_app;
create table seen (id int);
alter table seen enable row level security;
create policy writes on seen for insert to concord_app with check (current_setting('app.mode') in ('witness', 'write'));
grant insert on seen to concord_app;
create sequence attempt;
grant usage on sequence attempt to concord_app;
create function fail_until(n int, code text) returns boolean language plpgsql volatile as $$
begin
	if nextval('attempt') < n then raise exception 'again' using errcode = code; end if;
	return true;
end $$;
insert into note (id, text, owner, open) values (1, 'first', 'me', true), (2, 'hers', 'she', true), (3, 'hidden', 'me', false);
`

func notes(t *testing.T) *dbtest.Database {
	t.Helper()
	d := dbtest.Empty(t)
	arrange(t, d, note)
	return d
}

func arrange(t *testing.T, d *dbtest.Database, sql string, args ...any) {
	t.Helper()
	if _, err := d.Owner().Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

// found is what the owner sees: every row there is.
func found[T any](t *testing.T, d *dbtest.Database, sql string, args ...any) T {
	t.Helper()
	var v T
	if err := d.Owner().QueryRow(t.Context(), sql, args...).Scan(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// somebody is signed in.
func somebody(t *testing.T, d *dbtest.Database) db.Who {
	t.Helper()
	return d.As(found[uuid.UUID](t, d, `with o as (insert into organization (slug, name, kind, invented) values ('acme', 'Acme', 'owner_operator', true) returning id)
		insert into person (name, organization_id, invented) select 'Ada', id, true from o returning id`))
}

// one opens a pool of the web's role with a single connection.
func one(t *testing.T, d *dbtest.Database) *db.DB {
	t.Helper()
	p, err := db.Open(t.Context(), d.URL("concord_app"), db.Options{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

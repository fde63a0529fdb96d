-- What somebody types is kept in one place until it is sent or thrown away: the draft of an update, of a reply, of an edit, and any form
-- that outlived its sign-in. Each has a version, so that an older window is told instead of overwriting a newer one, and says what became of
-- it, so that nobody is led to nothing and no old window brings it back.
alter table draft
  add column version  int not null default 1 check (version > 0),
  add column saved_by uuid,           -- the window that saved it last: its own next save is no surprise to it
  add column beside   uuid,           -- the draft that another window had saved meanwhile: both are kept, their author chooses
  add column led      text check (led ~ '^/([^/\\]|$)' and octet_length(led) <= 2000);   -- what was made of it; null while it waits
-- about is 'update', 'reply:ITEM', 'edit:ITEM' or 'form:PATH'.
alter table draft add check (octet_length(about) <= 2100);
create index on draft (author_id, about) where led is null;

-- Whose sign-in was behind a cookie that opens nothing any more, for as long as a page may stand open: what is sent from there is kept for
-- that person, and for nobody else. A hash finds whose text it is and reads nothing.
create table signin.ended (
  hash      text not null,            -- a session's handle, or a browser's
  person_id uuid not null references person,
  at        timestamptz not null default app.now(),
  primary key (hash, person_id)
);
create index on signin.ended (at);
call app.protect('signin.ended', false);
create policy signin_all on signin.ended for all to concord_signin using (true) with check (true);
grant select, delete on signin.ended to concord_signin;

create function app.session_ended() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into signin.ended (hash, person_id) select handle, person_id from gone where person_id is not null
  on conflict (hash, person_id) do update set at = app.now();
  return null;
end $$;
create function app.browser_forgotten() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into signin.ended (hash, person_id) select hash, person_id from gone
  on conflict (hash, person_id) do update set at = app.now();
  return null;
end $$;
revoke all on function app.session_ended(), app.browser_forgotten() from public;
create trigger ended after delete on signin.session referencing old table as gone for each statement execute function app.session_ended();
create trigger ended after delete on signin.device referencing old table as gone for each statement execute function app.browser_forgotten();

-- The desk where people sign in keeps what comes without a sign-in. It reads no other draft.
create policy signin_keeps on draft for all to concord_signin using (about like 'form:%') with check (about like 'form:%');
grant select (id, author_id, about, fields, touched, led), insert (id, author_id, about, fields), update (fields), delete on draft to concord_signin;

insert into draft (id, author_id, about, fields, created, touched)
select gen_random_uuid(), person_id, 'form:' || left(path, 2000),
       jsonb_build_object('title', coalesce(left(convert_from(fields, 'UTF8')::jsonb #>> '{title,0}', 200), 'A form'), 'path', path, 'from', '/', 'form', convert_from(fields, 'UTF8')::jsonb), at, at
  from signin.left_form where convert_from(fields, 'UTF8') not like '%\\u0000%' and octet_length(fields) < 250000;
drop table signin.left_form;

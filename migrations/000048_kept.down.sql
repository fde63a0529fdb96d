create table signin.left_form (
  person_id uuid primary key references person,
  path      text not null check (path ~ '^/([^/\\]|$)'),
  fields    bytea not null check (octet_length(fields) <= 262144),
  at        timestamptz not null default app.now(),
  shown     timestamptz
);
call app.protect('signin.left_form', false);
create policy signin_all on signin.left_form for all to concord_signin using (true) with check (true);
grant select, insert, update, delete on signin.left_form to concord_signin;
insert into signin.left_form (person_id, path, fields, at)
select distinct on (author_id) author_id, fields ->> 'path', convert_to((fields -> 'form')::text, 'UTF8'), touched from draft
 where about like 'form:%' and led is null order by author_id, touched desc;
delete from draft where about not in ('update') or led is not null;
drop policy signin_keeps on draft;
revoke all on draft from concord_signin;
revoke select (id, author_id, about, fields, touched, led), insert (id, author_id, about, fields), update (fields) on draft from concord_signin;
drop trigger ended on signin.session;
drop trigger ended on signin.device;
drop function app.session_ended(), app.browser_forgotten();
drop table signin.ended;
drop index draft_author_id_about_idx;
alter table draft drop constraint draft_about_check, drop column version, drop column saved_by, drop column beside, drop column led;

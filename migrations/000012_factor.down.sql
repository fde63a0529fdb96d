drop view app.my_factor, app.my_account;
alter table signin.session drop column proven;
drop trigger audited on signin.account;
drop trigger notice on signin.account;
alter table signin.account add column secret text, add column secret_since timestamptz not null default app.now(), add column step bigint not null default 0;
update signin.account a set secret = coalesce((select f.secret from signin.factor f where f.person_id = a.person_id and f.kind = 'app' order by f.added limit 1), '');
alter table signin.account alter column secret set not null;
drop table signin.ceremony, signin.factor;
drop function app.factor_count(), app.factor_notice();

create or replace function app.account_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id)
  select topic, new.person_id from unnest(case
    when tg_op = 'INSERT' then array['enrolled']
    else array_remove(array[case when new.password <> old.password then 'password' end, case when new.secret <> old.secret then 'authenticator' end], null) end) topic;
  return null;
end $$;
create or replace function app.recovery_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id)
  select distinct 'recovery', c.person_id from changed c join signin.account a on a.person_id = c.person_id
   where a.secret_since <> app.now() and a.enrolled <> app.now();
  return null;
end $$;
create trigger notice after insert or update of password, secret on signin.account for each row execute function app.account_notice();
create trigger audited after insert or delete or update of email, password, secret on signin.account for each row execute function app.audit();
create view app.my_account as
  select a.person_id, a.email, a.enrolled, a.password_since, a.secret_since,
         (select count(*) from signin.recovery_code c where c.person_id = a.person_id and c.used is null) as codes_left
    from app.who w join signin.account a on a.person_id = w.person_id;
grant create on schema app to concord_definer;
alter view app.my_account owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.my_account to concord_app, concord_worker;
grant select (secret_since) on signin.account to concord_definer;

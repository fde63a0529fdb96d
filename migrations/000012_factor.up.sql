-- Second factors: several authenticators and passkeys of each person, and when a sign-in last showed one of them.

create table signin.factor (
  id         uuid primary key,
  person_id  uuid not null references signin.account on delete cascade,
  kind       text not null check (kind in ('app', 'passkey')),
  name       text not null check (char_length(name) between 1 and 60),
  added      timestamptz not null default app.now(),
  used       timestamptz,
  secret     text,                     -- of an authenticator app, base32
  step       bigint not null default 0, -- its last period of 30 s whose code was used: each code counts once
  credential bytea unique,             -- a passkey's id
  record     jsonb,                    -- a passkey's public key, flags and counter, as the WebAuthn library keeps them
  check (case kind when 'app' then secret is not null and num_nonnulls(credential, record) = 0
                   else secret is null and num_nonnulls(credential, record) = 2 end)
);
create index on signin.factor (person_id);
call app.protect('signin.factor', false);
create policy signin_all on signin.factor for all to concord_signin using (true) with check (true);
grant select, insert, delete, update (name, used, step, record) on signin.factor to concord_signin;
create policy definer_reads on signin.factor for select to concord_definer using (true);
grant select (id, person_id, kind, name, added, used, record) on signin.factor to concord_definer;

insert into signin.factor (id, person_id, kind, name, added, secret, step)
select gen_random_uuid(), person_id, 'app', 'Authenticator app', secret_since, secret, step from signin.account;

drop view app.my_account;
drop trigger audited on signin.account;
drop trigger notice on signin.account;
alter table signin.account drop column secret, drop column secret_since, drop column step;
create trigger audited after insert or delete or update of email, password on signin.account for each row execute function app.audit();
create trigger audited after insert or delete or update of name on signin.factor for each row execute function app.audit();

-- What an answer from outside, of a browser's passkey, is checked against: for five minutes, for the browser that began and for one answer.
create table signin.ceremony (
  hash      text primary key,              -- of the token that the session notes
  purpose   text not null,
  person_id uuid references person on delete cascade,
  expected  text not null,
  made      timestamptz not null default app.now()
);
create index on signin.ceremony (made);
create index on signin.ceremony (person_id);
call app.protect('signin.ceremony', false);
create policy signin_all on signin.ceremony for all to concord_signin using (true) with check (true);
grant select, insert, delete on signin.ceremony to concord_signin;

-- Nobody is left without a second factor, nor has so many that guessing a code of any becomes easy. Changes of one account's wait for each other.
create function app.factor_count() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  whose uuid := case when tg_op = 'DELETE' then old.person_id else new.person_id end;
  have int;
begin
  perform from signin.account where person_id = whose for update;
  if not found then
    return null; -- the account itself goes
  end if;
  have := (select count(*) from signin.factor where person_id = whose);
  if have not between 1 and 10 then
    raise exception '% factors', have using errcode = 'check_violation', constraint = case have when 0 then 'factor_last' else 'factor_many' end;
  end if;
  return null;
end $$;
create constraint trigger counted after insert or delete on signin.factor deferrable initially deferred for each row execute function app.factor_count();

-- The owner of an account hears of each change of how one signs in, whoever made it.
create or replace function app.account_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op = 'INSERT' or new.password <> old.password then
    insert into outbox (topic, object_id) values (case tg_op when 'INSERT' then 'enrolled' else 'password' end, new.person_id);
  end if;
  return null;
end $$;
create trigger notice after insert or update of password on signin.account for each row execute function app.account_notice();

create function app.factor_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id)
  select distinct case tg_op when 'INSERT' then 'factor-added' else 'factor-removed' end, c.person_id
    from changed c join signin.account a on a.person_id = c.person_id where a.enrolled <> app.now();
  return null;
end $$;
create trigger notice_added after insert on signin.factor referencing new table as changed for each statement execute function app.factor_notice();
create trigger notice_removed after delete on signin.factor referencing old table as changed for each statement execute function app.factor_notice();

-- New recovery codes come with each reset; only those made by themselves are news.
create or replace function app.recovery_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id)
  select distinct 'recovery', c.person_id from changed c join signin.account a on a.person_id = c.person_id
   where a.enrolled <> app.now() and not exists (select from signin.factor f where f.person_id = c.person_id and f.added = app.now());
  return null;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- When a sign-in last showed a factor: what opens something, or changes how one signs in, asks for it anew.

alter table signin.session add column proven timestamptz not null default app.now();

-- ---------------------------------------------------------------------------------------------------------------------
-- What the web role sees of it

-- One's own account; nothing for people of the demo who have none.
create view app.my_account as
  select a.person_id, a.email, a.enrolled, a.password_since,
         (select count(*) from signin.recovery_code c where c.person_id = a.person_id and c.used is null) as codes_left
    from app.who w join signin.account a on a.person_id = w.person_id;

create view app.my_factor as
  select f.id, f.kind, f.name, f.added, f.used, coalesce((f.record -> 'flags' ->> 'backupEligible')::boolean, false) as synced
    from app.who w join signin.factor f on f.person_id = w.person_id;

grant create on schema app to concord_definer;
alter view app.my_account owner to concord_definer;
alter view app.my_factor owner to concord_definer;
revoke create on schema app from concord_definer;
revoke all on function app.factor_count(), app.factor_notice() from public;
grant select on app.my_account, app.my_factor to concord_app;
grant select on app.my_account to concord_worker;

-- Signing in through the provider that one's organization has (OpenID Connect): which account there is whose here, which sign-in came by
-- which means, and the provider's word that one is over.

create table signin.identity (
  id        uuid primary key,
  person_id uuid not null references signin.account on delete cascade,
  issuer    text not null check (char_length(issuer) between 1 and 500),
  subject   text not null check (char_length(subject) between 1 and 255),  -- OpenID Connect Core, 2: with the issuer the only key; an e-mail address never is
  name      text not null check (char_length(name) between 1 and 200),     -- what the provider called the account when it was linked
  linked    timestamptz not null default app.now(),
  used      timestamptz,
  constraint identity_taken unique (issuer, subject),
  constraint identity_one unique (person_id, issuer)
);
call app.protect('signin.identity', false);
create policy signin_all on signin.identity for all to concord_signin using (true) with check (true);
grant select, insert, delete, update (used) on signin.identity to concord_signin;
create policy definer_reads on signin.identity for select to concord_definer using (true);
grant select (id, person_id, name, linked, used) on signin.identity to concord_definer;
create trigger audited after insert or delete or update of name on signin.identity for each row execute function app.audit();

-- The owner of an account hears when it is linked or not linked any more.
create function app.identity_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id)
  select distinct case tg_op when 'INSERT' then 'identity-linked' else 'identity-removed' end, c.person_id from changed c join signin.account a on a.person_id = c.person_id;
  return null;
end $$;
create trigger notice_linked after insert on signin.identity referencing new table as changed for each statement execute function app.identity_notice();
create trigger notice_removed after delete on signin.identity referencing old table as changed for each statement execute function app.identity_notice();

-- By which means a sign-in began; of a provider's, which session of whose it is there, also while the second factor is still asked for.
alter table signin.session
  add column means   text not null default '' check (means in ('', 'password', 'passkey', 'link', 'provider', 'provider and factor')),
  add column issuer  text not null default '',
  add column subject text not null default '',
  add column sid     text not null default '';
create index on signin.session (issuer, subject) where issuer <> '';
create index on signin.session (issuer, sid) where sid <> '';

-- Logout tokens that were heeded (OpenID Connect Back-Channel Logout 1.0, 2.6): each counts once.
create table signin.logout (
  hash text primary key,               -- of issuer and jti
  at   timestamptz not null default app.now()
);
create index on signin.logout (at);
call app.protect('signin.logout', false);
create policy signin_all on signin.logout for all to concord_signin using (true) with check (true);
grant select, insert, delete on signin.logout to concord_signin;

-- An honest provider's logouts are no flood.
create function signin.logout_was_right(address text) returns void language sql set search_path = signin, app, pg_temp as $$
  update attempt set spent = spent - interval '2 s' where bucket = 'logout ' || address
$$;
revoke all on function signin.logout_was_right(text), app.identity_notice() from public;
grant execute on function signin.logout_was_right(text) to concord_signin;

-- ---------------------------------------------------------------------------------------------------------------------
-- What the web role sees of it

create view app.my_identity as
  select i.id, i.name, i.linked, i.used from app.who w join signin.identity i on i.person_id = w.person_id;

create or replace view app.my_sign_in as
  select s.id, s.created, s.touched, s.expires, s.address, s.agent, s.handle = current_setting('app.handle', true) as here, s.means
    from app.who w join signin.session s on s.person_id = w.person_id
   where s.expires > app.now() and s.touched + s.idle > app.now();

grant create on schema app to concord_definer;
alter view app.my_identity owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.my_identity to concord_app;

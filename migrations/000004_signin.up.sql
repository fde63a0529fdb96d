-- Signing in: accounts, second factors, one-time links, and the limits on trying. concord_signin alone sees them; what a page shows
-- of one's own account, and what staff do, goes through the definer's views and functions at the end.

-- What one's own account page calls a sign-in; the handle would let its finder be that person.
alter table signin.session add column id uuid not null default gen_random_uuid();
create unique index on signin.session (id);

create table signin.account (
  person_id      uuid primary key references person,
  email          text not null check (char_length(email) between 3 and 254),
  password       text not null,                 -- argon2id, in PHC form
  password_since timestamptz not null default app.now(),
  secret         text not null,                 -- of the authenticator, base32
  secret_since   timestamptz not null default app.now(),
  step           bigint not null default 0,     -- the last period of 30 s whose code was used: each code counts once
  enrolled       timestamptz not null default app.now()
);
create unique index account_email on signin.account (lower(email));

-- Staff ask on each page who cannot sign in yet: that must not cost a look at everybody.
create function app.enrolls() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update person set enrolled = app.now() where id = new.person_id;
  return null;
end $$;
create trigger enrolls after insert on signin.account for each row execute function app.enrolls();

create table signin.recovery_code (
  person_id uuid not null references signin.account on delete cascade,
  hash      bytea not null,
  used      timestamptz,
  primary key (person_id, hash)
);

-- A one-time link. It waits, is used, is over after seven days, or is cancelled by a newer one or by staff.
create table signin.invitation (
  id        uuid primary key,
  hash      bytea not null unique,              -- of the token in the link; the token is stored nowhere
  person_id uuid not null references person,
  email     text not null check (char_length(email) between 3 and 254),
  kind      text not null check (kind in ('enroll', 'factor', 'account')),   -- account: the password is lost as well
  made_by   uuid references person,             -- null: the operator of the machine, for the very first
  made      timestamptz not null default app.now(),
  expires   timestamptz not null default app.now() + interval '7 days',
  used      timestamptz,
  cancelled timestamptz
);
create unique index invitation_waiting on signin.invitation (person_id) where used is null and cancelled is null;
create index on signin.invitation (person_id, made desc);
create index on signin.invitation (lower(email)) where used is null and cancelled is null;

-- A lost second factor: one member of staff asks, another approves, neither for themselves.
create table signin.factor_reset (
  id          uuid primary key,
  person_id   uuid not null references person,
  password_lost boolean not null default false,
  because     text not null check (char_length(because) between 1 and 500),
  asked_by    uuid not null references person,
  asked       timestamptz not null default app.now(),
  approved_by uuid references person,
  approved    timestamptz,
  withdrawn   timestamptz,
  constraint factor_reset_two_people check (approved_by <> asked_by),
  constraint factor_reset_not_ones_own check (person_id <> asked_by and person_id <> approved_by),
  check ((approved is null) = (approved_by is null))
);
create unique index factor_reset_open on signin.factor_reset (person_id) where approved is null and withdrawn is null;

-- A browser that signed in before. It skips no factor; strangers' wrong tries do not count against it.
create table signin.device (
  hash      text not null,
  person_id uuid not null references person,
  used      timestamptz not null default app.now(),
  primary key (hash, person_id)
);
create index on signin.device (person_id);

-- One row for each thing whose tries are limited. spent is the time until which its tries are spent: a try moves it on by a step,
-- and is refused where that would be further ahead than the limit allows. One statement takes a try, so parallel ones cannot share it.
create table signin.attempt (
  bucket text primary key,
  spent  timestamptz not null
);
create index on signin.attempt (spent);

-- A form that outlived its sign-in, kept for the person whose sign-in it was and for nobody else.
create table signin.left_form (
  person_id uuid primary key references person,
  path      text not null check (path ~ '^/([^/\\]|$)'),
  fields    bytea not null check (octet_length(fields) <= 262144),
  at        timestamptz not null default app.now(),
  shown     timestamptz                          -- offered once, after the next sign-in
);

-- take counts a try: false where the tries of the bucket are spent. Of limit/step tries, one comes back each step.
create function signin.take(of_bucket text, step interval, within interval) returns boolean language plpgsql set search_path = signin, app, pg_temp as $$
begin
  insert into attempt as a (bucket, spent) values (of_bucket, app.now() + step)
  on conflict (bucket) do update set spent = greatest(a.spent, app.now()) + step
   where greatest(a.spent, app.now()) + step <= app.now() + within;
  return found;
end $$;

-- May this password be tried? 'yes'; 'both': only together with a code, since strangers have spent the tries; 'wait': a flood.
-- What the browser of an earlier sign-in tries counts apart, so that no stranger can lock its person out.
create function signin.try_password(account_email text, browser text, address text) returns text language plpgsql set search_path = signin, app, pg_temp as $$
declare account text := encode(sha256(convert_to(lower(account_email), 'UTF8')), 'base64');
begin
  if exists (select from device d join account a on a.person_id = d.person_id where d.hash = browser and lower(a.email) = lower(account_email)) then
    return case when take('browser ' || browser || account, '3 min', '30 min') then 'yes' else 'wait' end;
  elsif not take('flood ' || address, '2 s', '10 min') then
    return 'wait';
  elsif not take('address ' || address, '9 s', '15 min')
     or not take('account ' || account || address, '3 min', '15 min') or not take('account ' || account, '2 min', '60 min') then
    return 'both';
  end if;
  return 'yes';
end $$;

-- The password was right: it was no guess, and counts no more.
create function signin.was_right(account_email text, browser text, address text) returns void language plpgsql set search_path = signin, app, pg_temp as $$
declare account text := encode(sha256(convert_to(lower(account_email), 'UTF8')), 'base64');
begin
  update attempt set spent = spent - interval '2 s' where bucket = 'flood ' || address;
  update attempt set spent = spent - interval '9 s' where bucket = 'address ' || address;
  delete from attempt where bucket in ('account ' || account || address, 'browser ' || browser || account);
  update attempt set spent = spent - interval '2 min' where bucket = 'account ' || account;
end $$;

-- May a code of the authenticator be tried? Recovery codes are not asked about: they cannot be guessed.
create function signin.try_code(person uuid, browser text) returns boolean language plpgsql set search_path = signin, app, pg_temp as $$
begin
  if exists (select from device d where d.hash = browser and d.person_id = person) then
    return take('code ' || browser || person, '3 min', '30 min');
  end if;
  return take('code ' || person, '3 min', '30 min');
end $$;
create function signin.code_was_right(person uuid, browser text) returns void language sql set search_path = signin, app, pg_temp as $$
  update attempt set spent = spent - interval '3 min' where bucket in ('code ' || browser || person, 'code ' || person)
$$;
revoke all on function signin.take(text, interval, interval), signin.try_password(text, text, text), signin.was_right(text, text, text),
  signin.try_code(uuid, text), signin.code_was_right(uuid, text) from public;
grant execute on function signin.take(text, interval, interval), signin.try_password(text, text, text), signin.was_right(text, text, text),
  signin.try_code(uuid, text), signin.code_was_right(uuid, text) to concord_signin;

call app.protect('signin.account', false);
call app.protect('signin.recovery_code', false);
call app.protect('signin.invitation');
call app.protect('signin.factor_reset');
call app.protect('signin.device', false);
call app.protect('signin.attempt', false);
call app.protect('signin.left_form', false);

-- Changed credentials are on record; the period of the last code, which moves with each sign-in, is not.
create trigger audited after insert or delete or update of email, password, secret on signin.account for each row execute function app.audit();

-- Who signed in and out is on record. The handle of a new session is not yet the one that asks, so the row itself says who it is.
create function app.audit_sign_in() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare s signin.session := case when tg_op = 'DELETE' then old else new end;
begin
  if s.person_id is not null then
    insert into audit (person_id, route, request, act, verb, object, object_id, subject_id)
    values (s.person_id, coalesce(current_setting('app.route', true), ''), coalesce(current_setting('app.request', true), ''), 'account',
            case tg_op when 'INSERT' then 'sign_in' else 'sign_out' end, 'session', s.id::text, s.person_id);
  end if;
  return null;
end $$;
create trigger audited after insert or delete on signin.session for each row execute function app.audit_sign_in();

do $$
declare t text;
begin
  foreach t in array array['account', 'recovery_code', 'invitation', 'device', 'attempt', 'left_form'] loop
    execute format('create policy signin_all on signin.%I for all to concord_signin using (true) with check (true)', t);
  end loop;
end $$;
grant select, insert, update on signin.account to concord_signin;
grant select, insert, update, delete on signin.recovery_code, signin.device, signin.attempt, signin.left_form to concord_signin;
grant select on signin.invitation to concord_signin;
grant update (used, cancelled) on signin.invitation to concord_signin;
-- Whether somebody holds a capability of structure, for the shorter idle time of staff.
create policy signin_reads on capability for select to concord_signin using (true);
grant select on capability to concord_signin;

-- ---------------------------------------------------------------------------------------------------------------------
-- What the web role sees of it

create policy definer_reads on signin.account for select to concord_definer using (true);
create policy definer_reads on signin.recovery_code for select to concord_definer using (true);
create policy definer_acts on signin.invitation for all to concord_definer using (true) with check (true);
create policy definer_acts on signin.factor_reset for all to concord_definer using (true) with check (true);
grant select (person_id, email, enrolled, password_since, secret_since) on signin.account to concord_definer;
grant select (person_id, used) on signin.recovery_code to concord_definer;
grant select, insert, update (cancelled) on signin.invitation to concord_definer;
grant select, insert, update (approved_by, approved, withdrawn) on signin.factor_reset to concord_definer;

-- One's own account; nothing for people of the demo, who have none.
create view app.my_account as
  select a.person_id, a.email, a.enrolled, a.password_since, a.secret_since,
         (select count(*) from signin.recovery_code c where c.person_id = a.person_id and c.used is null) as codes_left
    from app.who w join signin.account a on a.person_id = w.person_id;

create view app.my_sign_in as
  select s.id, s.created, s.touched, s.expires, s.address, s.agent, s.handle = current_setting('app.handle', true) as here
    from app.who w join signin.session s on s.person_id = w.person_id
   where s.expires > app.now() and s.touched + s.idle > app.now();

-- What one holds oneself, and why: a member of a community or an observer reads no roster, and still knows his own office.
create view app.my_office as
  select a.id as appointment_id, c.slug as council_slug, c.name as council, f.name as office, f.rank, o.name as organization,
         a.seat_id is not null as seat, a.since, a.until
    from app.who w join appointment a on a.person_id = w.person_id
    join council c on c.id = a.council_id join office f on f.slug = a.office join organization o on o.id = a.organization_id;

create view app.my_right as
  select h.appointment_id, h.capability, array_agg(distinct c.short_name order by c.short_name) as councils
    from app.who w join held h on h.person_id = w.person_id join council c on c.id = h.council_id
   where h.since <= app.now() and h.until > app.now()
   group by h.appointment_id, h.capability;

-- How far everybody is with enrolling, for those who add people.
create view app.enrollment as
  select p.id as person_id, coalesce(a.email, i.email) as email, i.made, i.expires, i.made_by,
         case when a.person_id is not null then 'enrolled'
              when i.id is null then 'not invited'
              when i.cancelled is not null then 'cancelled'
              when i.expires <= app.now() then 'expired'
              else 'waiting' end as state
    from person p
    left join signin.account a on a.person_id = p.id
    left join lateral (select * from signin.invitation i where i.person_id = p.id and i.kind = 'enroll' order by i.made desc, i.used is null desc limit 1) i on true
   where (select true from app.holding where capability = 'person.add' limit 1);

-- Resets that wait for a second member of staff.
create view app.factor_reset_waiting as
  select r.id, r.person_id, p.name, r.password_lost, r.because, r.asked_by, b.name as asked_by_name, r.asked,
         r.asked_by = any (array(select person_id from app.who)) as mine
    from signin.factor_reset r join person p on p.id = r.person_id join person b on b.id = r.asked_by
   where r.approved is null and r.withdrawn is null and r.asked > app.now() - interval '7 days'
     and (select true from app.holding where capability = 'factor.reset' limit 1);

-- ---------------------------------------------------------------------------------------------------------------------
-- What staff do. The asker is who the handle says, the right is asked here, and a page that only reads cannot get in.

create function app.staff_with(wanted text) returns uuid language plpgsql stable set search_path = public, app, pg_temp as $$
declare me uuid := (select person_id from app.who);
begin
  if current_setting('app.mode', true) is distinct from 'write' or me is null
     or (select true from app.holding where capability = wanted limit 1) is null then
    raise exception 'needs %', wanted using errcode = 'insufficient_privilege';
  end if;
  return me;
end $$;

create function app.invite(id uuid, person uuid, email text, hash bytea) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare staff uuid := app.staff_with('person.add');
begin
  if exists (select from signin.account a where a.person_id = invite.person) then
    raise exception 'enrolled' using errcode = 'check_violation', constraint = 'invitation_enrolled';
  end if;
  if exists (select from signin.account a where lower(a.email) = lower(invite.email))
     or exists (select from signin.invitation i where lower(i.email) = lower(invite.email) and i.person_id <> invite.person
                   and i.used is null and i.cancelled is null and i.expires > app.now()) then
    raise exception 'address in use' using errcode = 'unique_violation', constraint = 'account_email';
  end if;
  update signin.invitation i set cancelled = app.now() where i.person_id = invite.person and i.used is null and i.cancelled is null;
  insert into signin.invitation (id, hash, person_id, email, kind, made_by)
  values (invite.id, invite.hash, invite.person, invite.email, 'enroll', staff);
end $$;

create function app.cancel_invitation(person uuid) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.staff_with('person.add');
  update signin.invitation i set cancelled = app.now()
   where i.person_id = cancel_invitation.person and i.kind = 'enroll' and i.used is null and i.cancelled is null;
  if not found then
    raise exception 'no invitation waits' using errcode = 'check_violation', constraint = 'invitation_gone';
  end if;
end $$;

create function app.ask_factor_reset(id uuid, person uuid, password_lost boolean, because text) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare staff uuid := app.staff_with('factor.reset');
begin
  if not exists (select from signin.account a where a.person_id = ask_factor_reset.person) then
    raise exception 'not enrolled' using errcode = 'check_violation', constraint = 'factor_reset_not_enrolled';
  end if;
  update signin.factor_reset r set withdrawn = app.now()
   where r.person_id = ask_factor_reset.person and r.approved is null and r.withdrawn is null and r.asked <= app.now() - interval '7 days';
  insert into signin.factor_reset (id, person_id, password_lost, because, asked_by)
  values (ask_factor_reset.id, ask_factor_reset.person, ask_factor_reset.password_lost, ask_factor_reset.because, staff);
end $$;

create function app.withdraw_factor_reset(id uuid) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.staff_with('factor.reset');
  update signin.factor_reset r set withdrawn = app.now() where r.id = withdraw_factor_reset.id and r.approved is null and r.withdrawn is null;
  if not found then
    raise exception 'nothing waits' using errcode = 'check_violation', constraint = 'factor_reset_gone';
  end if;
end $$;

-- The link replaces the factor of whoever opens it, so it is made only now, and only the approver gets to see it.
create function app.approve_factor_reset(id uuid, invitation uuid, hash bytea) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  staff uuid := app.staff_with('factor.reset');
  r record;
begin
  update signin.factor_reset f set approved_by = staff, approved = app.now()
   where f.id = approve_factor_reset.id and f.approved is null and f.withdrawn is null and f.asked > app.now() - interval '7 days'
     and exists (select from held h join person p on p.id = h.person_id
                  where h.person_id = f.asked_by and h.capability = 'factor.reset' and h.since <= app.now() and h.until > app.now()
                    and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now()))
  returning f.person_id, f.password_lost into r;
  if not found then
    raise exception 'nothing waits' using errcode = 'check_violation', constraint = 'factor_reset_gone';
  end if;
  update signin.invitation i set cancelled = app.now() where i.person_id = r.person_id and i.used is null and i.cancelled is null;
  insert into signin.invitation (id, hash, person_id, email, kind, made_by)
  select approve_factor_reset.invitation, approve_factor_reset.hash, a.person_id, a.email, case when r.password_lost then 'account' else 'factor' end, staff
    from signin.account a where a.person_id = r.person_id;
end $$;

revoke all on function app.staff_with(text), app.invite(uuid, uuid, text, bytea), app.cancel_invitation(uuid),
  app.ask_factor_reset(uuid, uuid, boolean, text), app.withdraw_factor_reset(uuid), app.approve_factor_reset(uuid, uuid, bytea),
  app.audit_sign_in() from public;
grant create on schema app to concord_definer;
alter view app.my_account owner to concord_definer;
alter view app.my_sign_in owner to concord_definer;
alter view app.my_office owner to concord_definer;
alter view app.my_right owner to concord_definer;
alter view app.enrollment owner to concord_definer;
alter view app.factor_reset_waiting owner to concord_definer;
alter function app.staff_with(text) owner to concord_definer;
alter function app.invite(uuid, uuid, text, bytea) owner to concord_definer;
alter function app.cancel_invitation(uuid) owner to concord_definer;
alter function app.ask_factor_reset(uuid, uuid, boolean, text) owner to concord_definer;
alter function app.withdraw_factor_reset(uuid) owner to concord_definer;
alter function app.approve_factor_reset(uuid, uuid, bytea) owner to concord_definer;
revoke create on schema app from concord_definer;
grant execute on function app.invite(uuid, uuid, text, bytea), app.cancel_invitation(uuid), app.ask_factor_reset(uuid, uuid, boolean, text),
  app.withdraw_factor_reset(uuid), app.approve_factor_reset(uuid, uuid, bytea) to concord_app;
grant select on app.my_account, app.my_sign_in, app.my_office, app.my_right, app.enrollment, app.factor_reset_waiting to concord_app;

-- The rules of behavior open the portal: whoever did not accept the version in force is nobody until she does. A sign-in carries until when
-- what its person accepted holds, so that no page asks for more than its row. What is announced for a later day binds from that day on.

alter table signin.session add column bound timestamptz not null default 'infinity';
alter table signin.session alter column bound drop default;
create index on rules_accepted (since);

create function app.bound_until(person uuid) returns timestamptz language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(min(r.since), 'infinity') from rules_of_behavior r
   where r.since > coalesce((select max(a.since) from rules_accepted a where a.person_id = person), '-infinity')
$$;

-- A sign-in that begins while a version is published or accepted waits for that, so that neither misses the other.
create function app.session_bound() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.bound is null then
    perform pg_advisory_xact_lock_shared(hashtext('rules of behavior'));
    new.bound := case when new.person_id is null then 'infinity' else app.bound_until(new.person_id) end;
  end if;
  return new;
end $$;
update signin.session set bound = app.bound_until(person_id) where person_id is not null;
create trigger bound before insert on signin.session for each row execute function app.session_bound();

create function app.rules_accepted() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('rules of behavior'));
  update signin.session set bound = app.bound_until(new.person_id) where person_id = new.person_id;
  return null;
end $$;
create trigger binds after insert on rules_accepted for each row execute function app.rules_accepted();

-- Versions follow each other: what was in force on a day stays so.
create function app.rules_come() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('rules of behavior'));
  if new.since < app.now() or exists (select from rules_of_behavior r where r.since > new.since) then
    raise exception 'an earlier day' using errcode = 'check_violation', constraint = 'rules_in_order';
  end if;
  update signin.session set bound = new.since where person_id is not null and bound > new.since;
  return null;
end $$;
create trigger binds after insert on rules_of_behavior for each row execute function app.rules_come();

create or replace view app.who as
  select p.id as person_id, p.name, p.organization_id
    from signin.session s join person p on p.id = s.person_id
   where s.handle = nullif(current_setting('app.handle', true), '')
     and s.expires > app.now() and s.touched + s.idle > app.now() and s.bound > app.now()
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
  union all
  select p.id, p.name, p.organization_id
    from person p
   where session_user = 'concord_worker' and p.id = nullif(current_setting('app.person', true), '')::uuid
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now());

-- What staff see of it: each version, how many accepted it, and how many a new one asks. Counted to 10,000.
create view app.rules_standing as
  select r.since, r.words,
         (select count(*)::int from (select from rules_accepted a where a.since = r.since limit 10001) x) as accepted,
         (select count(*)::int from (select from signin.account a where (select true from person p where p.id = a.person_id
             and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())) limit 10001) x) as people
    from rules_of_behavior r
   where (select true from app.holding where capability = 'person.add' limit 1);

create policy staff_add on rules_of_behavior for insert to concord_app with check ((select true from app.holding where capability = 'person.add' limit 1));
grant insert (since, words) on rules_of_behavior to concord_app;

-- Who has not accepted is nobody to the web role, so the acceptance comes from where sign-ins are known.
revoke insert (person_id, since) on rules_accepted from concord_app;
create policy signin_adds on rules_accepted for insert to concord_signin with check (true);
create policy signin_reads on rules_of_behavior for select to concord_signin using (true);
grant insert (person_id, since) on rules_accepted to concord_signin;
grant select (since) on rules_of_behavior to concord_signin;

revoke all on function app.bound_until(uuid) from public;
grant create on schema app to concord_definer;
alter view app.rules_standing owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.rules_standing to concord_app;

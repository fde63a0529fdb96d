-- Work that fails is no secret: each job that failed, and each chore, is a row that its owner and staff read, try again or drop. And a row of a
-- file that cannot be taken in is refused by itself, and stops none of the others.

-- One row per job that failed and is not done yet, written by the change of the job itself. It says what the work is of, never what is in it.
create table trouble (
  id        bigint primary key,                 -- of the job
  kind      text not null,
  step      text not null default '',           -- which part of it, where the kind has several
  object_id uuid,                               -- what it is about
  owner_id  uuid references person,             -- whose work it is; nobody: staff's
  subject   text not null default '',           -- what its owner calls it, such as a file's name
  attempt   int not null,
  because   text not null,
  at        timestamptz not null,
  again     timestamptz,                        -- when it is tried next; null where it was given up
  tried     timestamptz,                        -- somebody had it tried again
  dropped   timestamptz                         -- somebody dropped it
);
create index trouble_owner on trouble (owner_id) where dropped is null;
create index trouble_object on trouble (object_id) where dropped is null;
create index trouble_at on trouble (at desc) where dropped is null;
call app.protect('trouble', false);
create trigger audited after update of tried, dropped on trouble for each row execute function app.audit();
create policy own on trouble for select to concord_app, concord_worker using (owner_id = any (array(select person_id from app.who)) and dropped is null);
create policy definer_reads on trouble for select to concord_definer using (true);
grant select on trouble to concord_app, concord_worker, concord_definer;

-- Mail has a page of its own for staff (app.mail_trouble) and is no row here.
create function app.note_trouble() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  about uuid;
  whose uuid;
  named text := '';
begin
  if tg_op = 'DELETE' then
    delete from trouble where id = old.id and dropped is null;
    return null;
  elsif new.state = 'completed' then
    delete from trouble where id = new.id;
    return null;
  end if;
  about := coalesce(new.args ->> 'intake', new.args ->> 'item', new.args ->> 'search', new.args ->> 'object')::uuid;
  case new.kind
    when 'intake' then select i.by_id, i.file into whose, named from intake i where i.id = about;
    when 'lookalikes' then select s.by_id into whose from lookalike_search s where s.id = about;
    when 'fan' then select i.author_id into whose from item i where i.id = about;
    else whose := null;
  end case;
  insert into trouble (id, kind, step, object_id, owner_id, subject, attempt, because, at, again)
  values (new.id, new.kind, coalesce(new.args ->> 'step', new.args ->> 'about', ''), about, whose, coalesce(named, ''), new.attempt,
          left(replace(coalesce(new.errors[cardinality(new.errors)] ->> 'error', ''), 'JobCancelError: ', ''), 500), now(), case when new.state = 'retryable' then new.scheduled_at end)
  on conflict (id) do update set attempt = excluded.attempt, because = excluded.because, at = excluded.at, again = excluded.again;
  if new.state <> 'retryable' then -- given up: whose work it is hears of it
    insert into outbox (topic, object_id)
    select 'work-failed', whose where whose is not null
    union
    select 'work-failed', h.person_id from held h where whose is null and h.capability = 'council.record' and h.since <= app.now() and h.until > app.now();
  end if;
  return null;
end $$;
create trigger troubled after update of state on jobs.river_job for each row
  when (new.kind <> 'mail' and new.state in ('retryable', 'cancelled', 'discarded')) execute function app.note_trouble();
create trigger done_after_trouble after update of state on jobs.river_job for each row
  when (new.kind <> 'mail' and new.state = 'completed' and cardinality(new.errors) > 0) execute function app.note_trouble();
create trigger forgotten after delete on jobs.river_job for each row
  when (old.kind <> 'mail' and old.state in ('retryable', 'cancelled', 'discarded')) execute function app.note_trouble();
-- A mail that is sent once more is on record as that; other work as what was done about its trouble.
drop trigger audited on jobs.river_job;
create trigger audited after update of state on jobs.river_job for each row
  when (current_user <> 'concord_worker' and new.kind = 'mail' and old.state <> new.state and new.state = 'available') execute function app.audit();

-- What the asker may put right: one's own, and everything for staff, who are not told what somebody else's work is called.
create view app.trouble_seen with (security_barrier) as select y.* from (
  select t.id, t.kind, t.step, t.object_id, true as mine, '' as owner, t.subject, t.attempt, t.because, t.at, t.again
    from trouble t where t.dropped is null and t.owner_id = any (array(select person_id from app.who))
  union all
  select t.id, t.kind, t.step, null, false, coalesce(p.name, ''), '', t.attempt, t.because, t.at, t.again
    from trouble t left join person p on p.id = t.owner_id
   where t.dropped is null and (select true from app.holding where capability = 'council.record' limit 1)
     and (t.owner_id is null or t.owner_id <> all (array(select person_id from app.who)))) y;

-- The failed job, locked, where the asker may put it right.
create function app.troubled(of_job bigint) returns trouble language plpgsql set search_path = public, app, pg_temp as $$
declare t trouble;
begin
  select x.* into t from trouble x where x.id = of_job and x.dropped is null
     and (x.owner_id = (select person_id from app.who) or (select true from app.holding where capability = 'council.record' limit 1)) for update;
  if current_setting('app.mode', true) is distinct from 'write' or t.id is null then
    raise exception 'nothing failed' using errcode = 'check_violation', constraint = 'trouble_gone';
  end if;
  return t;
end $$;

create function app.try_again(of_job bigint) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare t trouble := app.troubled(of_job);
begin
  update jobs.river_job set state = 'available', finalized_at = null, scheduled_at = now(), max_attempts = greatest(max_attempts, attempt + 3)
   where id = t.id and state in ('retryable', 'cancelled', 'discarded');
  if not found then
    raise exception 'under way' using errcode = 'check_violation', constraint = 'trouble_gone';
  end if;
  update trouble set tried = app.now(), again = now() where id = t.id;
end $$;

-- What was dropped is not done, and is as it was before it was asked for: a file that was to be taken in waits for its reader again.
create function app.drop_work(of_job bigint) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare t trouble := app.troubled(of_job);
begin
  perform from jobs.river_job where id = t.id and state in ('available', 'running', 'scheduled') for update;
  if found then
    raise exception 'under way' using errcode = 'check_violation', constraint = 'trouble_gone';
  end if;
  update trouble set dropped = app.now() where id = t.id;
  delete from jobs.river_job where id = t.id;
  if t.kind = 'intake' then
    update intake set approved = case t.step when 'intake-apply' then null else approved end, recalled = case t.step when 'intake-undo' then null else recalled end,
           dropped = case t.step when 'intake-compare' then app.now() end
     where id = t.object_id;
  elsif t.kind = 'lookalikes' then
    update lookalike_search set done = app.now() where id = t.object_id and done is null;
  end if;
end $$;

-- Things done again and again by themselves.
create table chore_trouble (
  name    text primary key,
  since   timestamptz not null default app.now(),
  last    timestamptz not null default app.now(),
  times   int not null default 1,
  because text not null
);
call app.protect('chore_trouble', false);
create policy staff_read on chore_trouble for select to concord_app using ((select true from app.holding where capability = 'council.record' limit 1));
create policy worker_all on chore_trouble for all to concord_worker using (true) with check (true);
grant select on chore_trouble to concord_app;
grant select, insert, update, delete on chore_trouble to concord_worker;

-- ---------------------------------------------------------------------------------------------------------------------
-- Files that are taken in

alter table intake add column dropped timestamptz;   -- its comparison failed, and its reader gave it up
-- What the page of an organization is called in an address, made from its name by the portal.
alter table intake_row add column address text not null default '' check (address ~ '^([a-z0-9]+(-[a-z0-9]+)*)?$');
grant insert (address) on intake_row to concord_app;

create or replace function app.intake_steps() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  -- Work that failed and was dropped is taken back by app.drop_work; whoever reads the file takes each step once and none back.
  if (old.approved is not null and new.approved is null or old.recalled is not null and new.recalled is null)
       and not exists (select from trouble t where t.object_id = new.id and t.dropped = app.now())
     or new.rows is distinct from old.rows and old.rows is not null or new.approved is distinct from old.approved and old.approved is not null and new.approved is not null
     or new.recalled is distinct from old.recalled and old.recalled is not null and new.recalled is not null then
    raise exception 'that step was taken' using errcode = 'check_violation', constraint = 'intake_step';
  end if;
  if new.rows is distinct from old.rows then
    insert into outbox (topic, object_id) values ('intake-compare', new.id);
  elsif new.approved is distinct from old.approved and new.approved is not null then
    new.approved := app.now();
    delete from intake_progress where intake_id = new.id;
    insert into outbox (topic, object_id) values ('intake-apply', new.id);
  elsif new.recalled is distinct from old.recalled and new.recalled is not null then
    new.recalled := app.now();
    delete from intake_progress where intake_id = new.id;
    insert into outbox (topic, object_id) values ('intake-undo', new.id);
  end if;
  return new;
end $$;

-- One step with some of the rows. Where the rows as a whole cannot be worked on, halves are tried, down to the one row that it is about:
-- that one is refused with its reason, and the others go on.
create function app.intake_rows(work text, of_intake uuid, first int, last int) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  said text;
  rule text;
  field text;
  middle int := (first + last) / 2;
begin
  if work not in ('compare_organizations', 'compare_facilities', 'compare_people', 'apply_intake', 'undo_intake') then
    raise exception 'no such work: %', work;
  elsif not app.intake_allowed(of_intake) then
    raise exception 'not theirs any more' using errcode = 'insufficient_privilege';
  end if;
  begin
    execute format('select app.%I($1, $2, $3)', work) using of_intake, first, last;
    set constraints all immediate;
    return;
  exception when data_exception or integrity_constraint_violation or raise_exception or insufficient_privilege or program_limit_exceeded then
    get stacked diagnostics said = message_text, rule = constraint_name, field = column_name;
  end;
  if first < last then
    perform app.intake_rows(work, of_intake, first, middle);
    perform app.intake_rows(work, of_intake, middle + 1, last);
  elsif work = 'undo_intake' then
    update intake set left_alone = left_alone + 1 where id = of_intake;
  else
    update intake_row set verdict = 'refuse', target_id = null, was = null, because = 'The portal does not take this row: '
           || case when rule <> '' then 'it breaks the rule "' || rule || '".' when field <> '' then 'something is wrong with its ' || field || '.' else left(said, 200) || '.' end
     where intake_id = of_intake and number = first;
  end if;
end $$;

create or replace function app.apply_intake(of_intake uuid, first int, last int) returns void language plpgsql security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan as $$
declare what intake;
begin
  perform pg_advisory_xact_lock(hashtextextended(of_intake::text, 25)); -- a job that is thought dead may still be under way
  what := (select i from intake i where i.id = of_intake);
  if not app.intake_allowed(of_intake) or what.approved is null or what.applied is not null then
    raise exception 'not theirs any more' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.intake', of_intake::text, true);
  update intake_row set target_id = gen_random_uuid() where intake_id = of_intake and number between first and last and adds;
  if what.kind = 'people' then
    insert into person (id, name, organization_id, invented)
    select r.target_id, app.said(r.given, 'name'), o.id, o.invented
      from intake_row r
      join organization o on o.id = r.organization_id
     where r.intake_id = of_intake and r.number between first and last and r.adds;
  elsif what.kind = 'facilities' then
    update intake_row r set was = (select to_jsonb(f) from facility f where f.id = r.target_id) where r.intake_id = of_intake and r.number between first and last and r.verdict = 'change';
    insert into facility (id, organization_id, invented, name, kind, sector, state, county, city, address, latitude, longitude)
    select r.target_id, o.id, o.invented, app.said(r.given, 'name'), app.said(r.given, 'kind'), lower(app.said(r.given, 'sector')), upper(app.said(r.given, 'state')), r.county,
           app.said(r.given, 'city'), app.said(r.given, 'address'), nullif(app.said(r.given, 'latitude'), '')::numeric, nullif(app.said(r.given, 'longitude'), '')::numeric
      from intake_row r
      join organization o on o.id = r.organization_id
     where r.intake_id = of_intake and r.number between first and last and r.adds;
    update facility f set kind = coalesce(nullif(app.said(r.given, 'kind'), ''), f.kind), sector = lower(app.said(r.given, 'sector')), state = upper(app.said(r.given, 'state')),
           county = coalesce(r.county, case when f.state = upper(app.said(r.given, 'state')) then f.county end), city = coalesce(nullif(app.said(r.given, 'city'), ''), f.city),
           address = coalesce(nullif(app.said(r.given, 'address'), ''), f.address), latitude = coalesce(nullif(app.said(r.given, 'latitude'), '')::numeric, f.latitude),
           longitude = coalesce(nullif(app.said(r.given, 'longitude'), '')::numeric, f.longitude)
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.verdict = 'change' and f.id = r.target_id;
  else
    update intake_row r set was = (select to_jsonb(o) || jsonb_build_object('sectors', array(select m.sector from organization_sector m where m.organization_id = o.id))
                                     from organization o where o.id = r.target_id)
     where r.intake_id = of_intake and r.number between first and last and r.verdict = 'change';
    insert into organization (id, slug, name, abbr, kind, state, county, city, website, since)
    select r.target_id, concat_ws('-', nullif(r.address, ''), left(r.target_id::text, 8)), app.said(r.given, 'name'), app.said(r.given, 'abbreviation'),
           coalesce(nullif(lower(app.said(r.given, 'kind')), ''), 'owner_operator'), nullif(upper(app.said(r.given, 'state')), ''), r.county, app.said(r.given, 'city'), app.said(r.given, 'website'), app.now()::date
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.adds;
    update organization o set kind = coalesce(nullif(lower(app.said(r.given, 'kind')), ''), o.kind), abbr = coalesce(nullif(app.said(r.given, 'abbreviation'), ''), o.abbr),
           state = coalesce(nullif(upper(app.said(r.given, 'state')), ''), o.state), county = coalesce(r.county, case when coalesce(nullif(upper(app.said(r.given, 'state')), ''), o.state) = o.state then o.county end),
           city = coalesce(nullif(app.said(r.given, 'city'), ''), o.city), website = coalesce(nullif(app.said(r.given, 'website'), ''), o.website)
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.verdict = 'change' and o.id = r.target_id;
    insert into organization_sector (organization_id, sector)
    select r.target_id, lower(btrim(s)) from intake_row r cross join lateral unnest(string_to_array(app.said(r.given, 'sectors'), ';')) s
     where r.intake_id = of_intake and r.number between first and last and (r.adds or r.verdict = 'change') and btrim(s) <> ''
    on conflict do nothing;
  end if;
end $$;

revoke all on function app.note_trouble(), app.troubled(bigint), app.try_again(bigint), app.drop_work(bigint), app.intake_rows(text, uuid, int, int) from public;
revoke execute on function app.compare_organizations(uuid, int, int), app.compare_facilities(uuid, int, int), app.compare_people(uuid, int, int), app.apply_intake(uuid, int, int),
  app.undo_intake(uuid, int, int) from concord_worker;
grant execute on function app.intake_rows(text, uuid, int, int) to concord_worker;
grant create on schema app to concord_definer;
alter view app.trouble_seen owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.trouble_seen to concord_app, concord_worker;
grant execute on function app.try_again(bigint), app.drop_work(bigint) to concord_app;

grant execute on function app.compare_organizations(uuid, int, int), app.compare_facilities(uuid, int, int), app.compare_people(uuid, int, int), app.apply_intake(uuid, int, int),
  app.undo_intake(uuid, int, int) to concord_worker;
drop function app.intake_rows(text, uuid, int, int);
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
    select r.target_id, btrim(left(replace(app.name_key(app.said(r.given, 'name')), ' ', '-'), 70), '-') || '-' || left(r.target_id::text, 8), app.said(r.given, 'name'), app.said(r.given, 'abbreviation'),
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
create or replace function app.intake_steps() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.rows is distinct from old.rows and old.rows is not null or new.approved is distinct from old.approved and old.approved is not null
     or new.recalled is distinct from old.recalled and old.recalled is not null then
    raise exception 'that step was taken' using errcode = 'check_violation', constraint = 'intake_step';
  end if;
  if new.rows is distinct from old.rows then
    insert into outbox (topic, object_id) values ('intake-compare', new.id);
  elsif new.approved is distinct from old.approved then
    new.approved := app.now();
    delete from intake_progress where intake_id = new.id;
    insert into outbox (topic, object_id) values ('intake-apply', new.id);
  elsif new.recalled is distinct from old.recalled then
    new.recalled := app.now();
    delete from intake_progress where intake_id = new.id;
    insert into outbox (topic, object_id) values ('intake-undo', new.id);
  end if;
  return new;
end $$;
alter table intake_row drop column address;
alter table intake drop column dropped;
drop table chore_trouble;
drop function app.drop_work(bigint), app.try_again(bigint), app.troubled(bigint);
drop view app.trouble_seen;
drop trigger audited on jobs.river_job;
create trigger audited after update of state on jobs.river_job for each row
  when (current_user <> 'concord_worker' and old.state <> new.state and new.state = 'available') execute function app.audit();
drop trigger troubled on jobs.river_job;
drop trigger done_after_trouble on jobs.river_job;
drop trigger forgotten on jobs.river_job;
drop function app.note_trouble();
drop table trouble;

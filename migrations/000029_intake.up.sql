-- Files of organizations, facilities or people that somebody takes in: compared row by row with what is there, shown before anything
-- changes, taken in as a whole, and given back as a whole. What the file says is its reader's alone.

-- Names that differ in case, punctuation or the legal form have one key.
create function app.name_key(name text) returns text language sql immutable parallel safe as $$
  select btrim(regexp_replace(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g'),
                              '(^the | (incorporated|inc|llc|ltd|limited|company|co|corporation|corp|plc|the)(?= |$))+', ' ', 'g'))
$$;
revoke all on function app.name_key(text) from public;
grant execute on function app.name_key(text) to concord_app, concord_worker, concord_definer;
alter table organization add column name_key text not null generated always as (app.name_key(name)) stored;
create index on organization (name_key);
create index organization_alike on organization (state, left(name_key, 4));
alter table facility add column name_key text not null generated always as (app.name_key(name)) stored;

create table intake (
  id         uuid primary key,
  kind       text not null check (kind in ('organizations', 'facilities', 'people')),
  office_id  uuid references council,                            -- of facilities: the region that keeps them
  by_id      uuid not null references person,
  file       text not null check (char_length(file) between 1 and 200),
  at         timestamptz not null default app.now(),
  rows       int check (rows between 1 and 100000),              -- known when the last one has arrived
  compared   timestamptz,
  approved   timestamptz,
  applied    timestamptz,
  recalled   timestamptz,                                        -- when its reader asked to undo it
  undone     timestamptz,
  left_alone int not null default 0,                             -- rows that undoing left, since somebody changed them meanwhile
  check ((kind = 'facilities') = (office_id is not null)),
  check ((compared is null) <= (approved is null) and (approved is null) <= (applied is null) and (applied is null) <= (recalled is null) and (recalled is null) <= (undone is null))
);
create index on intake (by_id, at desc);

-- How many rows of the step under way are done; of its own, since it changes while the step is not committed.
create table intake_progress (
  intake_id uuid primary key references intake,
  done      int not null
);

create table intake_row (
  intake_id uuid not null references intake,
  number    int not null check (number > 0),                     -- of the row in the file, without its head
  given     jsonb not null,
  -- add: nothing like it is there; same: it is there as given; change: it is there, and differs; alike: something is there that may be it
  verdict   text check (verdict in ('add', 'same', 'change', 'alike', 'refuse')),
  because   text not null default '',
  target_id uuid,
  organization_id uuid,                                          -- of a facility or a person, as it was found by its name
  county    text,                                                -- as it was found by its name
  anyway    boolean not null default false,                      -- alike, and yet another one: add it
  adds      boolean not null generated always as (coalesce(verdict = 'add' or verdict = 'alike' and anyway, false)) stored,
  was       jsonb,                                               -- what was changed, as it was
  -- Rows of one key are the same thing twice.
  key       text not null generated always as (
    app.name_key(coalesce(given ->> 'name', '')) || '|' || app.name_key(coalesce(given ->> 'organization', '')) || '|' || upper(btrim(coalesce(given ->> 'state', '')))) stored,
  primary key (intake_id, number)
);
create index on intake_row (intake_id, verdict, number);
call app.protect('intake');
call app.protect('intake_row', false);
call app.protect('intake_progress', false);
create policy own on intake_progress for select to concord_app using ((select true from intake i where i.id = intake_progress.intake_id limit 1));
grant select on intake_progress to concord_app;
create policy own on intake for select to concord_app using (by_id = any (array(select person_id from app.who)));
create policy own_adds on intake for insert to concord_app with check (
  by_id = any (array(select person_id from app.who)) and case kind
    when 'organizations' then (select true from app.holding where capability = 'organization.edit' limit 1)
    when 'people' then (select true from app.holding where capability = 'person.add' limit 1)
    else office_id = any (array(select council_id from app.holding where capability = 'facility.edit')) end);
create policy own_steps on intake for update to concord_app using (by_id = any (array(select person_id from app.who)));
grant select, insert (id, kind, office_id, by_id, file), update (rows, approved, recalled) on intake to concord_app;
create policy own on intake_row for select to concord_app using ((select true from intake i where i.id = intake_row.intake_id limit 1));
create policy own_adds on intake_row for insert to concord_app with check ((select i.rows is null from intake i where i.id = intake_row.intake_id));
create policy own_chooses on intake_row for update to concord_app using ((select i.approved is null from intake i where i.id = intake_row.intake_id));
grant select, insert (intake_id, number, given), update (anyway) on intake_row to concord_app;

-- Each step is the worker's: too long for a request, and it goes on when the reader has left.
create function app.intake_steps() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
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
create trigger steps before update of rows, approved, recalled on intake for each row execute function app.intake_steps();

-- ---------------------------------------------------------------------------------------------------------------------
-- Comparing: some rows at a time, each way once for all of them

-- The words of a row, without what surrounds them; '' is as good as nothing.
create function app.said(given jsonb, name text) returns text language sql immutable parallel safe as $$ select btrim(coalesce(given ->> name, '')) $$;

-- Called once before the rest: a row that stands in the file twice is taken once.
create function app.compare_with_itself(of_intake uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  update intake_row r set verdict = 'refuse', because = 'Row ' || t.first || ' is the same.'
    from (select number, min(number) over (partition by key) as first from intake_row where intake_id = of_intake and given ->> 'name' ~ '[[:alnum:]]') t
   where r.intake_id = of_intake and r.number = t.number and t.first < t.number
$$;

-- What is wrong with any row, whatever it is of; '' is nothing. The county is found by its name in its state.
create function app.row_trouble(given jsonb, state_known boolean, county_known boolean) returns text language sql stable set search_path = public, app, pg_temp as $$
  select case
    when app.said(given, 'name') !~ '[[:alnum:]]' then 'It has no name.'
    when char_length(app.said(given, 'name')) > 200 then 'The name is longer than 200 characters.'
    when app.said(given, 'state') <> '' and not state_known then 'There is no state "' || left(app.said(given, 'state'), 40) || '": give its two letters.'
    when app.said(given, 'county') <> '' and not county_known then 'There is no county "' || left(app.said(given, 'county'), 60) || '" in that state.'
    when char_length(app.said(given, 'city')) > 100 or char_length(app.said(given, 'website')) > 200 or char_length(app.said(given, 'abbreviation')) > 40
      or char_length(app.said(given, 'kind')) > 100 or char_length(app.said(given, 'address')) > 300 then 'A cell is too long.'
    else '' end
$$;

create function app.compare_organizations(of_intake uuid, first int, last int) returns void language sql security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan as $$
  with given as materialized (
    select r.number, r.given, app.name_key(app.said(r.given, 'name')) as key, j.code as state, y.fips as county,
           array(select btrim(s) from unnest(string_to_array(lower(app.said(r.given, 'sectors')), ';')) s where btrim(s) <> '') as sectors,
           app.row_trouble(r.given, j.code is not null, y.fips is not null) as trouble
      from intake_row r
      left join jurisdiction j on j.code = upper(app.said(r.given, 'state'))
      left join county y on y.state = j.code and lower(y.name) = lower(app.said(r.given, 'county'))
     where r.intake_id = of_intake and r.number between first and last and r.verdict is null
  ), judged as (
    select g.*, case when g.trouble <> '' then g.trouble
             when lower(app.said(g.given, 'kind')) not in ('', 'federal_agency', 'sltt_body', 'isac', 'trade_association', 'owner_operator', 'other') then
               'The kind is none of federal_agency, sltt_body, isac, trade_association, owner_operator, other.'
             when not g.sectors <@ array(select slug from sector) then 'It names a sector that is not there: give addresses, such as water-and-wastewater; energy.'
             else '' end as wrong
      from given g
  ), found as (
    select g.*, exact.id as exact, alike.id as alike, alike.name as alike_name
      from judged g
      left join lateral (
           select o.id from organization o
            where g.wrong = '' and o.name_key = g.key and (o.state = g.state or o.state is null or g.state is null) and (o.until is null or o.until > app.now()::date)
            order by o.state is null, o.id limit 1) exact on true
      left join lateral (
           select o.id, o.name from organization o
            where g.wrong = '' and exact.id is null and o.state = g.state and left(o.name_key, 4) = left(g.key, 4)
              -- A slip of the pen leaves the beginning or the end as it was; that is cheaper to ask than how alike they are.
              and (left(o.name_key, 10) = left(g.key, 10) or right(o.name_key, 4) = right(g.key, 4))
              and (o.until is null or o.until > app.now()::date) and similarity(o.name_key, g.key) > 0.55
            order by similarity(o.name_key, g.key) desc, o.id limit 1) alike on true
  )
  update intake_row r set target_id = coalesce(f.exact, f.alike), county = f.county,
    verdict = case when f.wrong <> '' then 'refuse' when f.exact is not null then case d.differs when '' then 'same' else 'change' end
                   when f.alike is not null then 'alike' else 'add' end,
    because = case when f.wrong <> '' then f.wrong when f.exact is not null then d.differs else coalesce(f.alike_name, '') end
    from found f
    left join lateral (
         select concat_ws(', ',
                  case when app.said(f.given, 'kind') <> '' and lower(app.said(f.given, 'kind')) <> o.kind then 'kind' end,
                  case when app.said(f.given, 'abbreviation') <> '' and app.said(f.given, 'abbreviation') <> o.abbr then 'abbreviation' end,
                  case when f.state is not null and f.state is distinct from o.state then 'state' end,
                  case when f.county is not null and f.county is distinct from o.county then 'county' end,
                  case when app.said(f.given, 'city') <> '' and app.said(f.given, 'city') <> o.city then 'city' end,
                  case when app.said(f.given, 'website') <> '' and app.said(f.given, 'website') <> o.website then 'website' end,
                  case when not f.sectors <@ array(select m.sector from organization_sector m where m.organization_id = o.id) then 'sectors' end) as differs
           from organization o where o.id = f.exact) d on true
   where r.intake_id = of_intake and r.number = f.number
$$;

-- The living organization of that name, in that state before another.
create function app.organization_named(called text, in_state text) returns uuid language sql stable as $$
  select o.id from organization o where o.name_key = app.name_key(called) and (o.until is null or o.until > app.now()::date)
   order by o.state is distinct from in_state, o.id limit 1
$$;

-- Facilities of the region, each of an organization that is there.
create function app.compare_facilities(of_intake uuid, first int, last int) returns void language sql security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan as $$
  with given as materialized (
    select r.number, r.given, app.name_key(app.said(r.given, 'name')) as key, j.code as state, y.fips as county, o.id as organization,
           case when app.row_trouble(r.given, j.code is not null, y.fips is not null) <> '' then app.row_trouble(r.given, j.code is not null, y.fips is not null)
                when j.code is null then 'It has no state.'
                when j.region is distinct from (select c.region from intake i join council c on c.id = i.office_id where i.id = of_intake) then j.name || ' is not in your region.'
                when o.id is null then 'There is no organization "' || left(app.said(r.given, 'organization'), 80) || '": add it first.'
                when s.slug is null then 'There is no sector "' || left(app.said(r.given, 'sector'), 60) || '": give its address, such as water-and-wastewater.'
                when app.said(r.given, 'latitude') !~ '^(-?\d{1,2}(\.\d+)?)?$' or app.said(r.given, 'longitude') !~ '^(-?\d{1,3}(\.\d+)?)?$'
                  or (app.said(r.given, 'latitude') = '') <> (app.said(r.given, 'longitude') = '') then 'Latitude and longitude are degrees such as 38.89, -77.03, or both empty.'
                when abs(nullif(app.said(r.given, 'latitude'), '')::numeric) > 90 or abs(nullif(app.said(r.given, 'longitude'), '')::numeric) > 180 then 'No such place: latitude to 90, longitude to 180.'
                else '' end as wrong
      from intake_row r
      left join jurisdiction j on j.code = upper(app.said(r.given, 'state'))
      left join county y on y.state = j.code and lower(y.name) = lower(app.said(r.given, 'county'))
      left join sector s on s.slug = lower(app.said(r.given, 'sector')) and (s.until is null or s.until > app.now()::date)
      left join lateral app.organization_named(app.said(r.given, 'organization'), j.code) o (id) on true
     where r.intake_id = of_intake and r.number between first and last and r.verdict is null
  ), found as (
    select g.*, exact.id as exact, alike.id as alike, alike.name as alike_name
      from given g
      left join lateral (
           select f.id from facility f where g.wrong = '' and f.organization_id = g.organization and f.name_key = g.key and (f.until is null or f.until > app.now()) order by f.id limit 1) exact on true
      left join lateral (
           select f.id, f.name from facility f
            where g.wrong = '' and exact.id is null and f.organization_id = g.organization and (f.until is null or f.until > app.now()) and similarity(f.name_key, g.key) > 0.55
            order by similarity(f.name_key, g.key) desc, f.id limit 1) alike on true
  )
  update intake_row r set target_id = coalesce(f.exact, f.alike), organization_id = f.organization, county = f.county,
    verdict = case when f.wrong <> '' then 'refuse' when f.exact is not null then case d.differs when '' then 'same' else 'change' end
                   when f.alike is not null then 'alike' else 'add' end,
    because = case when f.wrong <> '' then f.wrong when f.exact is not null then d.differs else coalesce(f.alike_name, '') end
    from found f
    left join lateral (
         select concat_ws(', ',
                  case when app.said(f.given, 'kind') <> '' and app.said(f.given, 'kind') <> x.kind then 'kind' end,
                  case when lower(app.said(f.given, 'sector')) <> x.sector then 'sector' end,
                  case when f.state <> x.state then 'state' end,
                  case when f.county is not null and f.county is distinct from x.county then 'county' end,
                  case when app.said(f.given, 'city') <> '' and app.said(f.given, 'city') <> x.city then 'city' end,
                  case when app.said(f.given, 'address') <> '' and app.said(f.given, 'address') <> x.address then 'address' end,
                  case when nullif(app.said(f.given, 'latitude'), '')::numeric(8, 5) is distinct from coalesce(x.latitude, nullif(app.said(f.given, 'latitude'), '')::numeric(8, 5))
                         or app.said(f.given, 'latitude') <> '' and (x.latitude is null or x.longitude <> app.said(f.given, 'longitude')::numeric(8, 5)) then 'place' end) as differs
           from facility x where x.id = f.exact) d on true
   where r.intake_id = of_intake and r.number = f.number
$$;

-- People of organizations that are there. They hold nothing, and cannot sign in until they are invited.
create function app.compare_people(of_intake uuid, first int, last int) returns void language sql security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan as $$
  with given as materialized (
    select r.number, r.given, app.said(r.given, 'name') as name, o.id as organization,
           case when app.row_trouble(r.given, j.code is not null, true) <> '' then app.row_trouble(r.given, j.code is not null, true)
                when o.id is null then 'There is no organization "' || left(app.said(r.given, 'organization'), 80) || '": add it first.' else '' end as wrong
      from intake_row r
      left join jurisdiction j on j.code = upper(app.said(r.given, 'state'))
      left join lateral app.organization_named(app.said(r.given, 'organization'), j.code) o (id) on true
     where r.intake_id = of_intake and r.number between first and last and r.verdict is null
  )
  update intake_row r set target_id = coalesce(exact.id, alike.id), organization_id = g.organization,
    verdict = case when g.wrong <> '' then 'refuse' when exact.id is not null then 'same' when alike.id is not null then 'alike' else 'add' end,
    because = case when g.wrong <> '' then g.wrong else coalesce(alike.name, '') end
    from given g
    left join lateral (
         select p.id from person p where g.wrong = '' and p.organization_id = g.organization and lower(p.name) = lower(g.name) and (p.expires is null or p.expires > app.now()) order by p.id limit 1) exact on true
    left join lateral (
         select p.id, p.name from person p where g.wrong = '' and exact.id is null and p.organization_id = g.organization and (p.expires is null or p.expires > app.now())
            and similarity(p.name, g.name) > 0.5 order by similarity(p.name, g.name) desc, p.id limit 1) alike on true
   where r.intake_id = of_intake and r.number = g.number
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Taking in, in one transaction of the worker that speaks for the reader: who lost the right meanwhile takes in nothing

create function app.intake_allowed(of_intake uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from intake i join app.who w on w.person_id = i.by_id
                  where i.id = of_intake and exists (select from app.holding h where h.capability = case i.kind when 'organizations' then 'organization.edit' when 'people' then 'person.add' else 'facility.edit' end
                                                        and (i.office_id is null or h.council_id = i.office_id)))
$$;

create function app.apply_intake(of_intake uuid, first int, last int) returns void language plpgsql security definer
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

-- ---------------------------------------------------------------------------------------------------------------------
-- Undoing, in one transaction too: what was added ends, and what was changed is as it was, unless somebody changed it since.

create function app.undo_intake(of_intake uuid, first int, last int) returns void language plpgsql security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan as $$
declare what intake; gone int := 0; back int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended(of_intake::text, 25));
  what := (select i from intake i where i.id = of_intake);
  if not app.intake_allowed(of_intake) or what.recalled is null or what.undone is not null then
    raise exception 'not theirs any more' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.intake', of_intake::text, true);
  if what.kind = 'people' then
    update person p set expires = app.now() from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.adds and p.id = r.target_id
       and p.enrolled is null and p.expires is null and not exists (select from appointment a where a.person_id = p.id);
    get diagnostics gone = row_count;
  elsif what.kind = 'facilities' then
    update facility f set until = app.now() from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.adds and f.id = r.target_id and f.until is null;
    get diagnostics gone = row_count;
    update facility f set kind = r.was ->> 'kind', sector = r.was ->> 'sector', state = r.was ->> 'state', county = r.was ->> 'county', city = r.was ->> 'city', address = r.was ->> 'address',
           latitude = (r.was ->> 'latitude')::numeric, longitude = (r.was ->> 'longitude')::numeric
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.verdict = 'change' and f.id = r.target_id and not app.changed_since('facility', f.id, what.applied);
    get diagnostics back = row_count;
  else
    update organization o set until = app.now()::date from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.adds and o.id = r.target_id and o.until is null
       and not exists (select from person p where p.organization_id = o.id) and not exists (select from seat s where s.organization_id = o.id)
       and not exists (select from facility f where f.organization_id = o.id and f.until is null);
    get diagnostics gone = row_count;
    delete from organization_sector m using intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.verdict = 'change' and m.organization_id = r.target_id and not r.was -> 'sectors' ? m.sector
       and m.sector = any (array(select lower(btrim(s)) from unnest(string_to_array(app.said(r.given, 'sectors'), ';')) s))
       and not app.changed_since('organization', r.target_id, what.applied);
    update organization o set kind = r.was ->> 'kind', abbr = r.was ->> 'abbr', state = r.was ->> 'state', county = r.was ->> 'county', city = r.was ->> 'city', website = r.was ->> 'website'
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.verdict = 'change' and o.id = r.target_id and not app.changed_since('organization', o.id, what.applied);
    get diagnostics back = row_count;
  end if;
  update intake set left_alone = left_alone - gone - back + (
           select count(*) from intake_row where intake_id = of_intake and number between first and last and (adds or verdict = 'change'))
   where id = of_intake;
end $$;

-- Somebody changed it by hand after that moment: the record of acts says so.
create function app.changed_since(of_object text, of_id uuid, moment timestamptz) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select exists (select from audit a where a.object = of_object and a.object_id = of_id::text and a.verb = 'update' and a.at > moment)
$$;
create index audit_object on audit (object_id, at) where object in ('organization', 'facility') and verb = 'update';

create function app.intake_progress(of_intake uuid, done int) returns void language sql security definer set search_path = public, app, pg_temp as $$
  insert into intake_progress (intake_id, done) values (of_intake, done) on conflict (intake_id) do update set done = excluded.done
$$;
create function app.intake_done(of_intake uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  update intake set compared = coalesce(compared, app.now()), applied = case when approved is not null then coalesce(applied, app.now()) end,
    undone = case when recalled is not null then coalesce(undone, app.now()) end where id = of_intake
$$;

create policy worker_reads on intake for select to concord_worker using (true);
grant select on intake to concord_worker;
revoke all on function app.said(jsonb, text), app.row_trouble(jsonb, boolean, boolean), app.organization_named(text, text), app.compare_with_itself(uuid), app.compare_organizations(uuid, int, int), app.compare_facilities(uuid, int, int),
  app.compare_people(uuid, int, int), app.intake_allowed(uuid), app.apply_intake(uuid, int, int), app.undo_intake(uuid, int, int), app.changed_since(text, uuid, timestamptz),
  app.intake_progress(uuid, int), app.intake_done(uuid) from public;
grant execute on function app.compare_with_itself(uuid), app.compare_organizations(uuid, int, int), app.compare_facilities(uuid, int, int), app.compare_people(uuid, int, int),
  app.apply_intake(uuid, int, int), app.undo_intake(uuid, int, int), app.intake_progress(uuid, int), app.intake_done(uuid) to concord_worker;

-- What a reader chose of what resembles something is kept as far as there was a word for it before.
drop function app.compare_targets(uuid), app.organizations_named(text, text), app.organization_trouble(uuid[], text), app.addresses_of(uuid);
drop trigger few on intake_row;
drop trigger few on intake;
drop function app.intake_rows_are_few(), app.intakes_are_few();
alter table intake_row drop column adds;
alter table intake_row drop column changes;
alter table intake_row add column anyway boolean not null default false;
update intake_row set anyway = choice = 'another';
alter table intake_row add column adds boolean not null generated always as (coalesce(verdict = 'add' or verdict = 'alike' and anyway, false)) stored;
grant update (anyway) on intake_row to concord_app;
alter table intake_row drop constraint intake_pick, drop constraint intake_choice, drop column pick, drop column choice, drop column named, drop column candidates;
create or replace function app.row_trouble(given jsonb, state_known boolean, county_known boolean) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select case
    when app.said(given, 'name') !~ '[[:alnum:]]' then 'It has no name.'
    when char_length(app.said(given, 'name')) > 200 then 'The name is longer than 200 characters.'
    when app.said(given, 'state') <> '' and not state_known then 'There is no state "' || left(app.said(given, 'state'), 40) || '": give its two letters.'
    when app.said(given, 'county') <> '' and not county_known then 'There is no county "' || left(app.said(given, 'county'), 60) || '" in that state.'
    when char_length(app.said(given, 'city')) > 100 or char_length(app.said(given, 'website')) > 200 or char_length(app.said(given, 'abbreviation')) > 40
      or char_length(app.said(given, 'kind')) > 100 or char_length(app.said(given, 'address')) > 300 then 'A cell is too long.'
    else '' end
$$;

create or replace function app.compare_with_itself(of_intake uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  update intake_row set verdict = 'refuse', because = wrong where intake_id = of_intake and wrong <> '';
  with many as materialized (
    select r.key from intake_row r where r.intake_id = of_intake and r.wrong = '' and r.given ->> 'name' ~ '[[:alnum:]]' group by r.key having count(*) > 1
  ), twins as (
    select r.number, t.number as first, t.given as above
      from many m join intake_row r on r.intake_id = of_intake and r.key = m.key and r.wrong = ''
     cross join lateral (
           select a.number, a.given from intake_row a
            where a.intake_id = of_intake and a.key = r.key and a.number < r.number and a.wrong = ''
              and app.place_fits(app.said(r.given, 'city'), app.said(a.given, 'city')) and app.place_fits(app.said(r.given, 'county'), app.said(a.given, 'county'))
              and app.place_fits(app.said(r.given, 'email'), app.said(a.given, 'email')) and app.place_fits(app.said(r.given, 'address'), app.said(a.given, 'address'))
            order by a.number limit 1) t
  ), judged as (
    select t.*, not exists (select from jsonb_each_text(r.given - 'name') e where btrim(e.value) <> '' and app.folded(e.value) is distinct from app.folded(t.above ->> e.key)) as same,
           (select i.kind from intake i where i.id = of_intake) as kind
      from twins t join intake_row r on r.intake_id = of_intake and r.number = t.number
  )
  update intake_row r set twin = j.first, verdict = case when j.same or j.kind <> 'organizations' then 'refuse' end,
         because = case when j.same then 'Row ' || j.first || ' is the same.' when j.kind <> 'organizations' then 'Row ' || j.first || ' has the same name and place, and says something else. Say in both where they are, or leave one out.' else '' end
    from judged j where r.intake_id = of_intake and r.number = j.number
$$;

create or replace function app.compare_organizations(of_intake uuid, first integer, last integer) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
  with given as materialized (
    select r.number, r.given, r.twin, app.said(r.given, 'city') as city, app.name_key(app.said(r.given, 'name')) as key, j.code as state, y.fips as county,
           array(select btrim(s) from unnest(string_to_array(lower(app.said(r.given, 'sectors')), ';')) s where btrim(s) <> '') as sectors,
           app.row_trouble(r.given, j.code is not null, y.fips is not null) as trouble
      from intake_row r
      left join jurisdiction j on j.code = upper(app.said(r.given, 'state'))
      left join county y on y.state = j.code and lower(y.name) = lower(app.said(r.given, 'county'))
     where r.intake_id = of_intake and r.number between first and last and r.verdict is null
  ), judged as (
    select g.*, case when g.trouble <> '' then g.trouble
             when not g.sectors <@ array(select slug from sector) then 'It names a sector that is not there: the template lists those that are.'
             else '' end as wrong
      from given g
  ), found as (
    select g.*, exact.id as exact, alike.id as alike, coalesce(alike.words, twin.words) as alike_name
      from judged g
      -- One that bears the name, in a place that does not contradict. Where the row says no place and several bear it, none is meant.
      left join lateral (
           select (array_agg(o.id order by o.state is null, o.id))[1] as id, count(*) as n
             from organization o
            where g.wrong = '' and g.twin is null and o.name_key = g.key and (o.state = g.state or o.state is null or g.state is null) and (o.until is null or o.until > app.now()::date)
              and app.place_fits(g.city, o.city) and (o.county = g.county or o.county is null or g.county is null)) named on true
      left join lateral (select named.id where named.n = 1 or named.n > 1 and g.city <> '') exact on true
      left join lateral (select 'Row ' || g.twin || ' of this file, by name and place' as words where g.twin is not null) twin on true
      left join lateral (
           select x.id, x.words from (
             select o.id, o.name || coalesce(', ' || nullif(concat_ws(', ', nullif(o.city, ''), o.state), ''), '') as words, 2::real as likeness
               from organization o
              where g.wrong = '' and g.twin is null and exact.id is null and o.name_key = g.key and (o.state = g.state or o.state is null or g.state is null) and (o.until is null or o.until > app.now()::date)
             union all
             select o.id, o.name, similarity(o.name_key, g.key) from organization o
              where g.wrong = '' and g.twin is null and exact.id is null and o.state = g.state and left(o.name_key, 4) = left(g.key, 4) and o.name_key <> g.key
                -- A slip of the pen leaves the beginning or the end as it was; that is cheaper to ask than how alike they are.
                and (left(o.name_key, 10) = left(g.key, 10) or right(o.name_key, 4) = right(g.key, 4)) and app.place_fits(g.city, o.city)
                and (o.until is null or o.until > app.now()::date) and similarity(o.name_key, g.key) > 0.55) x
            order by x.likeness desc, x.id limit 1) alike on true
  )
  update intake_row r set target_id = coalesce(f.exact, f.alike), county = f.county,
    verdict = case when f.wrong <> '' then 'refuse' when f.exact is not null then case d.differs when '' then 'same' else 'change' end
                   when f.alike_name is not null then 'alike' else 'add' end,
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

create or replace function app.organization_named(called text, in_state text) RETURNS uuid
    LANGUAGE sql STABLE
    AS $$
  select o.id from organization o where o.name_key = app.name_key(called) and (o.until is null or o.until > app.now()::date)
   order by o.state is distinct from in_state, o.id limit 1
$$;

create or replace function app.compare_facilities(of_intake uuid, first integer, last integer) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
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
$_$;

create or replace function app.compare_people(of_intake uuid, first integer, last integer) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
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

create or replace function app.apply_intake(of_intake uuid, first integer, last integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
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

create or replace function app.undo_intake(of_intake uuid, first integer, last integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
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

create or replace function app.intake_steps() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  -- Work that failed and was dropped is taken back by app.drop_work; whoever reads the file takes each step once and none back.
  if (old.approved is not null and new.approved is null or old.recalled is not null and new.recalled is null)
       and not exists (select from trouble t where t.object_id = new.id and t.dropped = app.now())
     or new.rows is distinct from old.rows and old.rows is not null or new.approved is distinct from old.approved and old.approved is not null and new.approved is not null
     or new.recalled is distinct from old.recalled and old.recalled is not null and new.recalled is not null then
    raise exception 'that step was taken' using errcode = 'check_violation', constraint = 'intake_step';
  end if;
  if new.removed is distinct from old.removed then
    if old.approved is not null and old.undone is null then
      raise exception 'in use' using errcode = 'check_violation', constraint = 'intake_in_use';
    end if;
    new.removed := app.now();
    delete from intake_row where intake_id = new.id;
    delete from intake_progress where intake_id = new.id;
  elsif new.rows is distinct from old.rows then
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

drop function app.number_scheme(uuid), app.numbered(text, text, text), app.bears_number(uuid, text, text), app.says_no_more(jsonb, jsonb), app.organization_words(organization),
  app.organization_differs(organization, jsonb, text, text, text[], boolean);
revoke all on function app.organization_named(text, text) from public;
drop table intake_room, record_number;
drop index organization_site;
drop function app.site_key(text);

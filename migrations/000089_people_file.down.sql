create or replace function app.compare_people(of_intake uuid, first integer, last integer) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
  with given as materialized (
    select r.number, r.given, app.folded(app.said(r.given, 'name')) as name, lower(app.said(r.given, 'email')) as email, o.ids[1] as organization,
           app.folded(app.said(r.given, 'number')) as own, app.number_scheme(of_intake) as scheme,
           case when app.row_trouble(r.given, j.code is not null, true) <> '' then app.row_trouble(r.given, j.code is not null, true)
                else app.organization_trouble(o.ids, app.said(r.given, 'organization')) end as wrong
      from intake_row r
      left join jurisdiction j on j.code = upper(app.said(r.given, 'state'))
     cross join lateral (select app.organizations_named(app.said(r.given, 'organization'), j.code) as ids) o
     where r.intake_id = of_intake and r.number between first and last and r.verdict is null
  ), ranked as (
    select g.number, p.id, p.name as words, x.fit, b.number is false as other, case when g.own <> '' and b.number is not true then 'number' else '' end as differs,
           max(x.fit) over (partition by g.number) as best, row_number() over (partition by g.number order by x.fit desc, p.id) as n
      from given g
      join person p on p.organization_id = g.organization and (p.expires is null or p.expires > app.now())
     cross join lateral (select app.bears_number(p.id, g.scheme, g.own) as number, p.folded = g.name as name, similarity(p.name, app.said(g.given, 'name')) as likeness, app.addresses_of(p.id) as addresses) a
     cross join lateral (select a.number, a.name, a.likeness, case when g.email <> '' and cardinality(a.addresses) > 0 then g.email = any (a.addresses) end as email) b
     cross join lateral (
           select case when b.number then case when b.name then 6 else 2.9 end when b.number = false then case when b.name then 1.2 end
                       when b.email then case when b.name then 5 else 2.8 end when b.name and b.email is null then 3 when b.name then 2 when b.likeness > 0.5 and b.email is null then b.likeness end as fit) x
     where g.wrong = '' and x.fit is not null
  ), found as (
    select c.number, min(c.best) >= 3 and count(*) filter (where c.fit = c.best) = 1 and (min(c.best) > 3 or count(*) filter (where c.fit >= 2) = 1) as sure, (array_agg(c.id order by c.n))[1:5] as ids,
           (array_agg(c.words || case when c.other then ' (has another number)' else '' end order by c.n))[1:5] as words, (array_agg(c.differs order by c.n))[1] as differs, bool_and(c.other) as other
      from ranked c group by c.number
  )
  update intake_row r set target_id = f.ids[1], organization_id = g.organization, candidates = case when f.sure is false then f.ids else '{}' end, named = case when f.sure is false then f.words else '{}' end,
    verdict = case when g.wrong <> '' then 'refuse' when f.sure then case f.differs when '' then 'same' else 'change' end when f.sure is false then 'alike' else 'add' end,
    because = case when g.wrong <> '' then g.wrong when f.sure then f.differs else coalesce(f.words[1] || case when cardinality(f.words) > 1 then '; and ' || cardinality(f.words) - 1 || ' more' else '' end, '') end,
    choice = case when f.sure is false and f.other then 'another' else '' end
    from given g left join found f on f.number = g.number
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
  update intake_row set target_id = coalesce(pick, candidates[1]) where intake_id = of_intake and number between first and last and verdict = 'alike' and choice = 'take';
  update intake_row set target_id = gen_random_uuid() where intake_id = of_intake and number between first and last and adds;
  if what.kind = 'people' then
    insert into person (id, name, organization_id, invented)
    select r.target_id, app.said(r.given, 'name'), o.id, o.invented
      from intake_row r
      join organization o on o.id = r.organization_id
     where r.intake_id = of_intake and r.number between first and last and r.adds;
  elsif what.kind = 'facilities' then
    update intake_row r set was = (select to_jsonb(f) from facility f where f.id = r.target_id) where r.intake_id = of_intake and r.number between first and last and r.changes;
    insert into facility (id, organization_id, invented, name, kind, sector, state, county, city, address, latitude, longitude)
    select r.target_id, o.id, o.invented, app.said(r.given, 'name'), app.said(r.given, 'kind'), lower(app.said(r.given, 'sector')), upper(app.said(r.given, 'state')), r.county,
           app.said(r.given, 'city'), app.said(r.given, 'address'), nullif(app.said(r.given, 'latitude'), '')::numeric, nullif(app.said(r.given, 'longitude'), '')::numeric
      from intake_row r
      join organization o on o.id = r.organization_id
     where r.intake_id = of_intake and r.number between first and last and r.adds;
    update facility f set name = case when app.name_key(app.said(r.given, 'name')) <> f.name_key then app.said(r.given, 'name') else f.name end, kind = coalesce(nullif(app.said(r.given, 'kind'), ''), f.kind), sector = lower(app.said(r.given, 'sector')), state = upper(app.said(r.given, 'state')),
           county = coalesce(r.county, case when f.state = upper(app.said(r.given, 'state')) then f.county end), city = coalesce(nullif(app.said(r.given, 'city'), ''), f.city),
           address = coalesce(nullif(app.said(r.given, 'address'), ''), f.address), latitude = coalesce(nullif(app.said(r.given, 'latitude'), '')::numeric, f.latitude),
           longitude = coalesce(nullif(app.said(r.given, 'longitude'), '')::numeric, f.longitude)
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.changes and f.id = r.target_id;
  else
    update intake_row r set was = (select to_jsonb(o) || jsonb_build_object('sectors', array(select m.sector from organization_sector m where m.organization_id = o.id))
                                     from organization o where o.id = r.target_id)
     where r.intake_id = of_intake and r.number between first and last and r.changes;
    insert into organization (id, slug, name, abbr, kind, state, county, city, website, since)
    select r.target_id, concat_ws('-', nullif(r.address, ''), left(r.target_id::text, 8)), app.said(r.given, 'name'), app.said(r.given, 'abbreviation'),
           coalesce(nullif(lower(app.said(r.given, 'kind')), ''), 'owner_operator'), nullif(upper(app.said(r.given, 'state')), ''), r.county, app.said(r.given, 'city'), app.said(r.given, 'website'), app.now()::date
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.adds;
    update organization o set name = case when app.name_key(app.said(r.given, 'name')) <> o.name_key then app.said(r.given, 'name') else o.name end, kind = coalesce(nullif(lower(app.said(r.given, 'kind')), ''), o.kind), abbr = coalesce(nullif(app.said(r.given, 'abbreviation'), ''), o.abbr),
           state = coalesce(nullif(upper(app.said(r.given, 'state')), ''), o.state), county = coalesce(r.county, case when coalesce(nullif(upper(app.said(r.given, 'state')), ''), o.state) = o.state then o.county end),
           city = coalesce(nullif(app.said(r.given, 'city'), ''), o.city), website = coalesce(nullif(app.said(r.given, 'website'), ''), o.website)
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.changes and o.id = r.target_id;
    insert into organization_sector (organization_id, sector)
    select r.target_id, lower(btrim(s)) from intake_row r cross join lateral unnest(string_to_array(app.said(r.given, 'sectors'), ';')) s
     where r.intake_id = of_intake and r.number between first and last and (r.adds or r.changes) and btrim(s) <> ''
    on conflict do nothing;
  end if;
  insert into record_number (object, object_id, scheme, number, intake_id)
  select case what.kind when 'people' then 'person' when 'facilities' then 'facility' else 'organization' end, r.target_id, app.number_scheme(of_intake), app.folded(app.said(r.given, 'number')), of_intake
    from intake_row r
   where r.intake_id = of_intake and r.number between first and last and (r.adds or r.changes) and app.folded(app.said(r.given, 'number')) <> ''
  on conflict do nothing;
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
    back := (select count(*) from intake_row r where r.intake_id = of_intake and r.number between first and last and r.changes); -- but for the number nothing of them changed
  elsif what.kind = 'facilities' then
    update facility f set until = app.now() from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.adds and f.id = r.target_id and f.until is null;
    get diagnostics gone = row_count;
    update facility f set name = r.was ->> 'name', kind = r.was ->> 'kind', sector = r.was ->> 'sector', state = r.was ->> 'state', county = r.was ->> 'county', city = r.was ->> 'city', address = r.was ->> 'address',
           latitude = (r.was ->> 'latitude')::numeric, longitude = (r.was ->> 'longitude')::numeric
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.changes and f.id = r.target_id and not app.changed_since('facility', f.id, what.applied);
    get diagnostics back = row_count;
  else
    update organization o set until = app.now()::date from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.adds and o.id = r.target_id and o.until is null
       and not exists (select from person p where p.organization_id = o.id) and not exists (select from seat s where s.organization_id = o.id)
       and not exists (select from facility f where f.organization_id = o.id and f.until is null);
    get diagnostics gone = row_count;
    delete from organization_sector m using intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.changes and m.organization_id = r.target_id and not r.was -> 'sectors' ? m.sector
       and m.sector = any (array(select lower(btrim(s)) from unnest(string_to_array(app.said(r.given, 'sectors'), ';')) s))
       and not app.changed_since('organization', r.target_id, what.applied);
    update organization o set name = r.was ->> 'name', kind = r.was ->> 'kind', abbr = r.was ->> 'abbr', state = r.was ->> 'state', county = r.was ->> 'county', city = r.was ->> 'city', website = r.was ->> 'website'
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.changes and o.id = r.target_id and not app.changed_since('organization', o.id, what.applied);
    get diagnostics back = row_count;
  end if;
  delete from record_number n using intake_row r where n.intake_id = of_intake and r.intake_id = of_intake and r.number between first and last and n.object_id = r.target_id;
  update intake set left_alone = left_alone - gone - back + (
           select count(*) from intake_row where intake_id = of_intake and number between first and last and (adds or changes))
   where id = of_intake;
end $$;

drop function app.keeps_telephone(uuid, text), app.telephone_of_file(uuid), app.digits(text);
alter table person drop column title;

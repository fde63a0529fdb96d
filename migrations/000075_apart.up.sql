-- What tells bodies, places and people of one name apart in a file: a number that the file's owner gave each, the website, the e-mail address.
-- Where it stays open what a row is, its reader says so: left as it is, another one, or that one with the file's change. And a person may leave
-- so many rows waiting, and all so many.

create function app.site_key(site text) returns text language sql immutable parallel safe as $$
  select rtrim(regexp_replace(regexp_replace(lower(btrim(site)), '^[a-z]+://', ''), '^www\.', ''), '/')
$$;
revoke all on function app.site_key(text) from public;
grant execute on function app.site_key(text) to concord_app, concord_worker, concord_definer;
create index organization_site on organization (app.site_key(website)) where website <> '';

-- The numbers by which files know what is here. What a file calls the column is its scheme: two lists that number their own do not mix.
create table record_number (
  object    text not null check (object in ('organization', 'facility', 'person')),
  object_id uuid not null,
  scheme    text not null check (char_length(scheme) between 1 and 200),
  number    text not null check (char_length(number) between 1 and 100),
  intake_id uuid not null references intake,
  primary key (object, scheme, number, object_id)
);
create index on record_number (object_id);
create index on record_number (intake_id);
call app.protect('record_number', false);

alter table intake_row
  add column candidates uuid[] not null default '{}',   -- what the row may be, the likeliest first
  add column named text[] not null default '{}',        -- how each is told
  add column choice text not null default '' check (choice in ('', 'another', 'take', 'keep')),
  add column pick uuid,                                 -- which of the candidates; none is the first
  add constraint intake_pick check (pick is null or choice = 'take' and pick = any (candidates)),
  add constraint intake_choice check (choice <> 'take' or cardinality(candidates) > 0);
update intake_row set candidates = case when target_id is null then '{}' else array[target_id] end, named = case when target_id is null then '{}' else array[because] end,
  choice = case when anyway then 'another' else '' end where verdict = 'alike';
alter table intake_row drop column adds;
alter table intake_row drop column anyway;
alter table intake_row
  add column adds boolean not null generated always as (coalesce(verdict = 'add' or verdict = 'alike' and choice = 'another', false)) stored,
  add column changes boolean not null generated always as (coalesce(verdict = 'change' and choice <> 'keep' or verdict = 'alike' and choice = 'take', false)) stored;
grant update (choice, pick) on intake_row to concord_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- So many rows wait, counted under one lock before more are kept

create table intake_room (
  intake_id uuid primary key references intake,
  rows      int not null
);
call app.protect('intake_room', false);
insert into intake_room select intake_id, count(*) from intake_row group by intake_id;

create function app.intakes_are_few() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('intakes ' || new.by_id, 0));
  if (select count(*) from intake i where i.by_id = new.by_id and i.removed is null and i.applied is null) > 50 then
    raise exception 'fifty files' using errcode = 'check_violation', constraint = 'intakes_few';
  end if;
  return null;
end $$;
create trigger few after insert on intake for each row execute function app.intakes_are_few();

create function app.intake_rows_are_few() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('intake rows', 0));
  insert into intake_room select intake_id, count(*) from arrived group by intake_id on conflict (intake_id) do update set rows = intake_room.rows + excluded.rows;
  if (select sum(m.rows) from intake_room m join intake i on i.id = m.intake_id
       where i.by_id = any (select x.by_id from intake x join arrived a on a.intake_id = x.id) and i.removed is null and i.applied is null) > 300000 then
    raise exception 'rows of one' using errcode = 'check_violation', constraint = 'intake_rows_person';
  elsif (select sum(m.rows) from intake_room m join intake i on i.id = m.intake_id where i.removed is null and i.applied is null) > 3000000 then
    raise exception 'rows of all' using errcode = 'check_violation', constraint = 'intake_rows_all';
  end if;
  return null;
end $$;
create trigger few after insert on intake_row referencing new table as arrived for each statement execute function app.intake_rows_are_few();

-- ---------------------------------------------------------------------------------------------------------------------
-- Comparing

-- The scheme of a file's numbers: what its owner calls the column.
create function app.number_scheme(of_intake uuid) returns text language sql stable as $$
  select coalesce((select nullif(left(app.folded(x.head), 200), '') from intake i cross join lateral unnest(i.head, i.reads) x (head, reads) where i.id = of_intake and x.reads = 'number' limit 1), 'number')
$$;

-- What a number is of now: what it was given to may have been merged into another.
create function app.numbered(of_object text, of_scheme text, called text) returns setof uuid language sql stable rows 2 as $$
  select coalesce((select m.kept_id from merger m where m.gone_id = n.object_id and m.undone is null limit 1), n.object_id)
    from record_number n where n.object = of_object and n.scheme = of_scheme and n.number = called and called <> ''
$$;

-- Whether what is there bears that number (true), or another of its scheme (false), or none.
create function app.bears_number(of_id uuid, of_scheme text, called text) returns boolean language sql stable as $$
  select bool_or(n.number = called) from record_number n where n.object_id = of_id and n.scheme = of_scheme and called <> ''
$$;

create or replace function app.row_trouble(given jsonb, state_known boolean, county_known boolean) returns text language sql stable set search_path = public, app, pg_temp as $$
  select case
    when app.said(given, 'name') !~ '[[:alnum:]]' then 'It has no name.'
    when char_length(app.said(given, 'name')) > 200 then 'The name is longer than 200 characters.'
    when app.said(given, 'state') <> '' and not state_known then 'There is no state "' || left(app.said(given, 'state'), 40) || '": give its two letters.'
    when app.said(given, 'county') <> '' and not county_known then case when app.said(given, 'state') = '' then 'It names a county and no state: say in which state the county is.'
      else 'There is no county "' || left(app.said(given, 'county'), 60) || '" in that state.' end
    when char_length(app.said(given, 'city')) > 100 then 'The city is longer than 100 characters.'
    when char_length(app.said(given, 'website')) > 200 then 'The website is longer than 200 characters.'
    when char_length(app.said(given, 'abbreviation')) > 40 then 'The abbreviation is longer than 40 characters.'
    when char_length(app.said(given, 'kind')) > 100 then 'The kind is longer than 100 characters.'
    when char_length(app.said(given, 'address')) > 300 then 'The address is longer than 300 characters.'
    when char_length(app.said(given, 'number')) > 100 then 'The number is longer than 100 characters.'
    else '' end
$$;

create function app.says_no_more(given jsonb, above jsonb) returns boolean language sql immutable parallel safe as $$
  select not exists (select from jsonb_each_text(given - 'name') e where btrim(e.value) <> '' and app.folded(e.value) is distinct from app.folded(above ->> e.key))
$$;

-- Called once before the rest. What cannot be read is refused, and so is a row that says nothing that a row above does not say, and a number
-- that stands there twice. One of the same name in a place that does not contradict, which says something else, is for the reader to judge.
create or replace function app.compare_with_itself(of_intake uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  update intake_row set verdict = 'refuse', because = wrong where intake_id = of_intake and wrong <> '';
  with own as (
    select r.number, r.given, first_value(r.number) over w as first, first_value(r.given) over w as above
      from intake_row r where r.intake_id = of_intake and r.wrong = '' and app.said(r.given, 'number') <> ''
    window w as (partition by app.name_key(app.said(r.given, 'organization')), app.folded(app.said(r.given, 'number')) order by r.number)
  )
  update intake_row r set verdict = 'refuse', because = case when app.said(o.given, 'name') <> '' and app.name_key(app.said(o.given, 'name')) = app.name_key(app.said(o.above, 'name')) and app.says_no_more(o.given, o.above)
           then 'Row ' || o.first || ' is the same.' else 'Row ' || o.first || ' has the same number, and says something else. A number stands for one: mend it, or leave one out.' end
    from own o where r.intake_id = of_intake and r.number = o.number and o.first < o.number;
  with many as materialized (
    select r.key from intake_row r where r.intake_id = of_intake and (r.verdict = 'refuse') is not true and r.given ->> 'name' ~ '[[:alnum:]]' group by r.key having count(*) > 1
  ), twins as (
    select r.number, r.given, t.number as first, t.given as above
      from many m join intake_row r on r.intake_id = of_intake and r.key = m.key and (r.verdict = 'refuse') is not true
     cross join lateral (
           select a.number, a.given from intake_row a
            where a.intake_id = of_intake and a.key = r.key and a.number < r.number and (a.verdict = 'refuse') is not true
              and app.place_fits(app.said(r.given, 'city'), app.said(a.given, 'city')) and app.place_fits(app.said(r.given, 'county'), app.said(a.given, 'county'))
              and app.place_fits(app.said(r.given, 'email'), app.said(a.given, 'email')) and app.place_fits(app.said(r.given, 'address'), app.said(a.given, 'address'))
              and app.place_fits(app.said(r.given, 'number'), app.said(a.given, 'number'))
            order by app.site_key(app.said(r.given, 'website')) = app.site_key(app.said(a.given, 'website')) desc, a.number limit 1) t
  ), judged as (
    select t.*, app.says_no_more(t.given, t.above) as same, (select i.kind from intake i where i.id = of_intake) as kind from twins t
  )
  update intake_row r set twin = j.first, verdict = case when j.same or j.kind <> 'organizations' then 'refuse' end,
         because = case when j.same then 'Row ' || j.first || ' is the same.'
           when j.kind = 'people' then 'Row ' || j.first || ' has the same name and organization, and says something else. Where they are two people, give each an e-mail address or a number; otherwise leave one out.'
           when j.kind = 'facilities' then 'Row ' || j.first || ' has the same name and place, and says something else. Say in both where they are, or leave one out.' else '' end
    from judged j where r.intake_id = of_intake and r.number = j.number
$$;

create function app.organization_words(o organization) returns text language sql stable as $$
  select o.name || coalesce(', ' || nullif(concat_ws(', ', nullif(o.city, ''), o.state), ''), '')
$$;

create function app.organization_differs(o organization, given jsonb, in_state text, in_county text, of_sectors text[], number_new boolean) returns text language sql stable as $$
  select concat_ws(', ',
    case when app.name_key(app.said(given, 'name')) <> o.name_key then 'name' end,
    case when app.said(given, 'kind') <> '' and lower(app.said(given, 'kind')) <> o.kind then 'kind' end,
    case when app.said(given, 'abbreviation') <> '' and app.said(given, 'abbreviation') <> o.abbr then 'abbreviation' end,
    case when in_state is not null and in_state is distinct from o.state then 'state' end,
    case when in_county is not null and in_county is distinct from o.county then 'county' end,
    case when app.said(given, 'city') <> '' and app.said(given, 'city') <> o.city then 'city' end,
    case when app.said(given, 'website') <> '' and app.said(given, 'website') <> o.website then 'website' end,
    case when not of_sectors <@ array(select m.sector from organization_sector m where m.organization_id = o.id) then 'sectors' end,
    case when number_new then 'number' end)
$$;

-- What a row may be, and how well each fits: above 3 it is that one, unless another fits as well; at 3 where nothing else of the name is there. Otherwise the reader is asked. What has another
-- number, or the same name and another website, is taken for another one: the reader sees it, and may say otherwise.
create or replace function app.compare_organizations(of_intake uuid, first int, last int) returns void language sql security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan as $$
  with given as materialized (
    select r.number, r.given, r.twin, app.said(r.given, 'city') as city, app.name_key(app.said(r.given, 'name')) as key, j.code as state, y.fips as county,
           app.site_key(app.said(r.given, 'website')) as site, app.folded(app.said(r.given, 'number')) as own, app.number_scheme(of_intake) as scheme,
           array(select btrim(s) from unnest(string_to_array(lower(app.said(r.given, 'sectors')), ';')) s where btrim(s) <> '') as sectors,
           app.row_trouble(r.given, j.code is not null, y.fips is not null) as trouble,
           app.said(r.given, 'website') <> '' and app.said(t.given, 'website') <> '' and app.site_key(app.said(r.given, 'website')) <> app.site_key(app.said(t.given, 'website')) as apart
      from intake_row r
      left join intake_row t on t.intake_id = r.intake_id and t.number = r.twin
      left join jurisdiction j on j.code = upper(app.said(r.given, 'state'))
      left join county y on y.state = j.code and lower(y.name) = lower(app.said(r.given, 'county'))
     where r.intake_id = of_intake and r.number between first and last and r.verdict is null
  ), judged as materialized (
    select g.*, case when g.trouble <> '' then g.trouble
             when not g.sectors <@ array(select slug from sector) then 'It names a sector that is not there: the template lists those that are.'
             else '' end as wrong
      from given g
  ), known as (
    select g.number, o.id, app.organization_words(o) as words, app.organization_differs(o, g.given, g.state, g.county, g.sectors, g.own <> '' and b.number is not true) as differs, x.fit, x.other
      from judged g
     cross join lateral (
           select o.id from organization o where o.name_key = g.key
           union select o.id from organization o where g.site <> '' and o.website <> '' and app.site_key(o.website) = g.site
           union select app.numbered('organization', g.scheme, g.own)) c
      join organization o on o.id = c.id and (o.until is null or o.until > app.now()::date)
     cross join lateral (
           select app.bears_number(o.id, g.scheme, g.own) as number, o.name_key = g.key as name, o.state = g.state or o.state is null or g.state is null as state,
                  app.place_fits(g.city, o.city) and (o.county = g.county or o.county is null or g.county is null) as place,
                  case when g.site <> '' and o.website <> '' then app.site_key(o.website) = g.site end as site) b
     cross join lateral (
           select case when b.number and (b.name or b.site) then 6 when b.number then 2.9
                       when b.number = false then case when b.name and b.state then 1.2 end
                       when b.name and b.site and b.state and b.place then 5 when b.name and b.site then 2.7
                       when b.name and b.state and b.place and b.site is null then 3 + (g.city <> '' and o.city <> '')::int * 0.5
                       when b.name and b.state and b.place then 2.5
                       when b.name and b.state then 2 when b.site then 1.5 end as fit,
                  b.number is false or b.name and b.site is false as other) x
     where g.wrong = '' and (g.twin is null or g.apart) and x.fit is not null
  ), resembling as (
    select g.number, o.id, app.organization_words(o) as words, app.organization_differs(o, g.given, g.state, g.county, g.sectors, g.own <> '') as differs, similarity(o.name_key, g.key) as fit, false as other
      from judged g
      join organization o on o.state = g.state and left(o.name_key, 4) = left(g.key, 4) and o.name_key <> g.key
       -- A slip of the pen leaves the beginning or the end as it was; that is cheaper to ask than how alike they are.
       and (left(o.name_key, 10) = left(g.key, 10) or right(o.name_key, 4) = right(g.key, 4)) and app.place_fits(g.city, o.city)
       and (o.until is null or o.until > app.now()::date)
     where g.wrong = '' and g.twin is null and not exists (select from known k where k.number = g.number)
       and not (g.site <> '' and o.website <> '' and app.site_key(o.website) <> g.site)
       and similarity(o.name_key, g.key) > 0.55
  ), ranked as (
    select c.*, max(c.fit) over (partition by c.number) as best, row_number() over (partition by c.number order by c.fit desc, c.id) as n
      from (select * from known union all select * from resembling) c
  ), found as (
    select c.number, min(c.best) >= 3 and count(*) filter (where c.fit = c.best) = 1 and (min(c.best) > 3 or count(*) filter (where c.fit >= 2) = 1) as sure, (array_agg(c.id order by c.n))[1:5] as ids,
           (array_agg(c.words || coalesce(' (differs in ' || nullif(c.differs, '') || ')', '') order by c.n))[1:5] as words, (array_agg(c.differs order by c.n))[1] as differs, bool_and(c.other) as other
      from ranked c group by c.number
  )
  update intake_row r set target_id = f.ids[1], county = g.county, candidates = case when f.sure is false then f.ids else '{}' end, named = case when f.sure is false then f.words else '{}' end,
    verdict = case when g.wrong <> '' then 'refuse' when f.sure then case f.differs when '' then 'same' else 'change' end when f.sure is false or g.twin is not null then 'alike' else 'add' end,
    because = case when g.wrong <> '' then g.wrong when f.sure then f.differs
                   else concat_ws('; ', 'Row ' || g.twin || ' of this file, by name and place' || case when g.apart then '; its website is another' else '' end, f.words[1],
                                  case when cardinality(f.words) > 1 then 'and ' || cardinality(f.words) - 1 || ' more' end) end,
    choice = case when g.wrong = '' and f.sure is not true and (g.twin is not null or f.sure is false) and coalesce(f.other, true) and (g.twin is null or g.apart) then 'another' else '' end
    from judged g left join found f on f.number = g.number
   where r.intake_id = of_intake and r.number = g.number
$$;

-- The living organizations of that name, or with that website; in that state before others.
create function app.organizations_named(called text, in_state text) returns uuid[] language sql stable set search_path = public, app, pg_temp as $$
  with named as (
    select o.id, o.state from organization o where o.name_key = app.name_key(called) and (o.until is null or o.until > app.now()::date)
    union select o.id, o.state from organization o where called ~ '^[^ ]+[.][^ ]+$' and o.website <> '' and app.site_key(o.website) = app.site_key(called) and (o.until is null or o.until > app.now()::date))
  select array(select n.id from named n where n.state is not distinct from in_state or not exists (select from named m where m.state is not distinct from in_state) order by n.id limit 3)
$$;
drop function app.organization_named(text, text);

create function app.organization_trouble(of_organizations uuid[], called text) returns text language sql immutable as $$
  select case cardinality(of_organizations) when 1 then '' when 0 then 'There is no organization "' || left(called, 80) || '": add it first.'
         else 'Several organizations bear the name "' || left(called, 80) || '": write the website of the one that is meant instead of its name.' end
$$;

create or replace function app.compare_facilities(of_intake uuid, first int, last int) returns void language sql security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan as $$
  with given as materialized (
    select r.number, r.given, app.name_key(app.said(r.given, 'name')) as key, j.code as state, y.fips as county, app.said(r.given, 'city') as city, app.said(r.given, 'address') as address, o.ids[1] as organization,
           app.folded(app.said(r.given, 'number')) as own, app.number_scheme(of_intake) as scheme,
           case when app.row_trouble(r.given, j.code is not null, y.fips is not null) <> '' then app.row_trouble(r.given, j.code is not null, y.fips is not null)
                when j.code is null then 'It has no state.'
                when j.region is distinct from (select c.region from intake i join council c on c.id = i.office_id where i.id = of_intake) then j.name || ' is not in your region.'
                when app.organization_trouble(o.ids, app.said(r.given, 'organization')) <> '' then app.organization_trouble(o.ids, app.said(r.given, 'organization'))
                when s.slug is null then 'There is no sector "' || left(app.said(r.given, 'sector'), 60) || '": the template lists those that there are.'
                when app.said(r.given, 'latitude') !~ '^(-?\d{1,2}(\.\d+)?)?$' or app.said(r.given, 'longitude') !~ '^(-?\d{1,3}(\.\d+)?)?$'
                  or (app.said(r.given, 'latitude') = '') <> (app.said(r.given, 'longitude') = '') then 'Latitude and longitude are degrees such as 38.89, -77.03, or both empty.'
                when abs(nullif(app.said(r.given, 'latitude'), '')::numeric) > 90 or abs(nullif(app.said(r.given, 'longitude'), '')::numeric) > 180 then 'No such place: latitude to 90, longitude to 180.'
                else '' end as wrong
      from intake_row r
      left join jurisdiction j on j.code = upper(app.said(r.given, 'state'))
      left join county y on y.state = j.code and lower(y.name) = lower(app.said(r.given, 'county'))
      left join sector s on s.slug = lower(app.said(r.given, 'sector')) and (s.until is null or s.until > app.now()::date)
     cross join lateral (select app.organizations_named(app.said(r.given, 'organization'), j.code) as ids) o
     where r.intake_id = of_intake and r.number between first and last and r.verdict is null
  ), ranked as (
    select g.number, f.id, concat_ws(', ', f.name, nullif(f.address, ''), nullif(f.city, ''), f.state) as words, x.fit, b.number is false as other, d.differs,
           max(x.fit) over (partition by g.number) as best, row_number() over (partition by g.number order by x.fit desc, f.id) as n
      from given g
      join facility f on f.organization_id = g.organization and f.office_id = (select i.office_id from intake i where i.id = of_intake) and (f.until is null or f.until > app.now())
     cross join lateral (
           select app.bears_number(f.id, g.scheme, g.own) as number, f.name_key = g.key as name, similarity(f.name_key, g.key) as likeness,
                  f.state = g.state and app.place_fits(g.city, f.city) and app.place_fits(g.address, f.address) and (f.county = g.county or f.county is null or g.county is null) as place) b
     cross join lateral (
           select case when b.number then case when b.name then 6 else 2.9 end when b.number = false then case when b.name then 1.2 end
                       when b.name and b.place then 3 + (g.city <> '' and f.city <> '')::int * 0.5 when b.name then 2 when b.likeness > 0.55 then b.likeness end as fit) x
     cross join lateral (
         select concat_ws(', ',
                  case when not b.name then 'name' end,
                  case when app.said(g.given, 'kind') <> '' and app.said(g.given, 'kind') <> f.kind then 'kind' end,
                  case when lower(app.said(g.given, 'sector')) <> f.sector then 'sector' end,
                  case when g.state <> f.state then 'state' end,
                  case when g.county is not null and g.county is distinct from f.county then 'county' end,
                  case when g.city <> '' and g.city <> f.city then 'city' end,
                  case when g.address <> '' and g.address <> f.address then 'address' end,
                  case when nullif(app.said(g.given, 'latitude'), '')::numeric(8, 5) is distinct from coalesce(f.latitude, nullif(app.said(g.given, 'latitude'), '')::numeric(8, 5))
                         or app.said(g.given, 'latitude') <> '' and (f.latitude is null or f.longitude <> app.said(g.given, 'longitude')::numeric(8, 5)) then 'place' end,
                  case when g.own <> '' and b.number is not true then 'number' end) as differs) d
     where g.wrong = '' and x.fit is not null
  ), found as (
    select c.number, min(c.best) >= 3 and count(*) filter (where c.fit = c.best) = 1 and (min(c.best) > 3 or count(*) filter (where c.fit >= 2) = 1) as sure, (array_agg(c.id order by c.n))[1:5] as ids,
           (array_agg(c.words || coalesce(' (differs in ' || nullif(c.differs, '') || ')', '') order by c.n))[1:5] as words, (array_agg(c.differs order by c.n))[1] as differs, bool_and(c.other) as other
      from ranked c group by c.number
  )
  update intake_row r set target_id = f.ids[1], organization_id = g.organization, county = g.county, candidates = case when f.sure is false then f.ids else '{}' end, named = case when f.sure is false then f.words else '{}' end,
    verdict = case when g.wrong <> '' then 'refuse' when f.sure then case f.differs when '' then 'same' else 'change' end when f.sure is false then 'alike' else 'add' end,
    because = case when g.wrong <> '' then g.wrong when f.sure then f.differs else coalesce(f.words[1] || case when cardinality(f.words) > 1 then '; and ' || cardinality(f.words) - 1 || ' more' else '' end, '') end,
    choice = case when f.sure is false and f.other then 'another' else '' end
    from given g left join found f on f.number = g.number
   where r.intake_id = of_intake and r.number = g.number
$$;

-- Where the mail of a person goes, as far as the portal knows.
create function app.addresses_of(of_person uuid) returns text[] language sql stable as $$
  select array(select lower(a.email) from signin.account a where a.person_id = of_person
               union select lower(i.email) from signin.invitation i where i.person_id = of_person
               union select lower(c.value) from contact c where c.person_id = of_person and c.kind = 'email' and c.ended is null)
$$;

-- People of organizations that are there. They hold nothing, and cannot sign in until they are invited.
create or replace function app.compare_people(of_intake uuid, first int, last int) returns void language sql security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan as $$
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

-- Called once after the rest: rows that contradict each other cannot all be the one that is there. The first that is as given is, or the first.
create function app.compare_targets(of_intake uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  with many as (
    select r.number, r.target_id, first_value(r.number) over (partition by r.target_id order by r.verdict = 'same' desc, r.number) as first
      from intake_row r where app.intake_allowed(of_intake) and r.intake_id = of_intake and r.verdict in ('same', 'change')
  )
  update intake_row r set verdict = 'alike', choice = 'another', candidates = array[m.target_id], because = 'Row ' || m.first || ' of this file is read as the one that is there',
         named = array['the one that is there, as row ' || m.first]
    from many m where r.intake_id = of_intake and r.number = m.number and m.number <> m.first
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Taking in, and giving back

create or replace function app.apply_intake(of_intake uuid, first integer, last integer) returns void language plpgsql security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan as $$
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

create or replace function app.undo_intake(of_intake uuid, first integer, last integer) returns void language plpgsql security definer
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

create or replace function app.intake_steps() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
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
    delete from intake_room where intake_id = new.id;
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

revoke all on function app.intakes_are_few(), app.intake_rows_are_few(), app.number_scheme(uuid), app.numbered(text, text, text), app.bears_number(uuid, text, text), app.says_no_more(jsonb, jsonb),
  app.organization_words(organization), app.organization_differs(organization, jsonb, text, text, text[], boolean), app.organizations_named(text, text), app.organization_trouble(uuid[], text),
  app.addresses_of(uuid), app.compare_targets(uuid) from public;
grant execute on function app.compare_targets(uuid) to concord_worker;

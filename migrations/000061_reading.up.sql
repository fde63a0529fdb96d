-- What a file says is read in the portal's own words, its rows bear the numbers of the spreadsheet, and bodies of one name are told apart by
-- their places. A file that nobody needs is removed.

-- Names that differ in case, accents, apostrophes, punctuation or the legal form have one key. It is made anew for what is there.
create or replace function app.name_key(name text) returns text language sql immutable parallel safe as $$
  select btrim(regexp_replace(regexp_replace(regexp_replace(replace(app.folded(name), '&', ' and '), '[^[:alnum:]]+', ' ', 'g'),
                              '(^the | (incorporated|inc|llc|ltd|limited|company|co|corporation|corp|plc|the)(?= |$))+', ' ', 'g'), ' +', ' ', 'g'))
$$;
alter table organization drop column name_key;
alter table organization add column name_key text not null generated always as (app.name_key(name)) stored;
create index on organization (name_key);
create index organization_alike on organization (state, left(name_key, 4));
alter table facility drop column name_key;
alter table facility add column name_key text not null generated always as (app.name_key(name)) stored;

-- A place that was not said contradicts none.
create function app.place_fits(one text, other text) returns boolean language sql immutable parallel safe as $$
  select one = '' or other = '' or app.folded(one) = app.folded(other)
$$;

alter table intake add column head text[] not null default '{}';   -- the file's first row
alter table intake add column reads text[] not null default '{}';  -- what each of its columns is read as; '' for none
alter table intake add column last_row int;                            -- the number of the last row, known when the whole file is here
alter table intake add column removed timestamptz;
grant insert (head, reads), update (reads, last_row, removed) on intake to concord_app;
alter table intake_row add column cells text[];                    -- as they stand in the file
alter table intake_row add column wrong text not null default '' check (char_length(wrong) <= 500);
alter table intake_row add column twin int;                        -- the row above that bears the same name, in a place that does not contradict
alter table intake_row alter column given set default '{}';
create index intake_row_key on intake_row (intake_id, key, number);
grant insert (cells, wrong) on intake_row to concord_app;

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
drop trigger steps on intake;
create trigger steps before update of rows, approved, recalled, removed on intake for each row execute function app.intake_steps();

-- The cells of some rows, and what they were read as: the words are known to the portal, which writes them back.
create function app.intake_cells(of_intake uuid, first int, last int) returns table (number int, cells text[]) language sql stable security definer
  set search_path = public, app, pg_temp as $$
  select r.number, r.cells from intake_row r where app.intake_allowed(of_intake) and r.intake_id = of_intake and r.number between first and last and r.cells is not null and r.wrong = ''
$$;
create function app.intake_given(of_intake uuid, rows jsonb) returns void language sql security definer set search_path = public, app, pg_temp as $$
  update intake_row r set given = x.given, wrong = x.wrong, address = x.address
    from jsonb_to_recordset(rows) x (number int, given jsonb, wrong text, address text)
   where app.intake_allowed(of_intake) and r.intake_id = of_intake and r.number = x.number
$$;

-- Called once before the rest. What cannot be read is refused, and so is a row that says nothing that a row above does not say. One of the same
-- name in a place that does not contradict, which says something else, is for the reader to judge.
create or replace function app.compare_with_itself(of_intake uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
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

create or replace function app.compare_organizations(of_intake uuid, first int, last int) returns void language sql security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan as $$
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

-- What was undone is like nothing any more.
create trigger lookalikes_undone after update of undone on intake for each row when (old.undone is null and new.undone is not null) execute function app.intake_brings_lookalikes();

revoke all on function app.place_fits(text, text), app.intake_cells(uuid, int, int), app.intake_given(uuid, jsonb) from public;
grant execute on function app.intake_cells(uuid, int, int), app.intake_given(uuid, jsonb) to concord_worker;

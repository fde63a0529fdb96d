drop trigger lookalikes_undone on intake;
create or replace function app.compare_organizations(of_intake uuid, first int, last int) returns void language sql security definer
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
create or replace function app.compare_with_itself(of_intake uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  update intake_row r set verdict = 'refuse', because = 'Row ' || t.first || ' is the same.'
    from (select number, min(number) over (partition by key) as first from intake_row where intake_id = of_intake and given ->> 'name' ~ '[[:alnum:]]') t
   where r.intake_id = of_intake and r.number = t.number and t.first < t.number
$$;
drop function app.intake_given(uuid, jsonb), app.intake_cells(uuid, int, int);
drop trigger steps on intake;
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
create trigger steps before update of rows, approved, recalled on intake for each row execute function app.intake_steps();
drop index intake_row_key;
alter table intake_row alter column given drop default;
alter table intake_row drop column cells, drop column wrong, drop column twin;
alter table intake drop column head, drop column reads, drop column last_row, drop column removed;
drop function app.place_fits(text, text);
create or replace function app.name_key(name text) returns text language sql immutable parallel safe as $$
  select btrim(regexp_replace(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g'),
                              '(^the | (incorporated|inc|llc|ltd|limited|company|co|corporation|corp|plc|the)(?= |$))+', ' ', 'g'))
$$;
alter table organization drop column name_key;
alter table organization add column name_key text not null generated always as (app.name_key(name)) stored;
create index on organization (name_key);
create index organization_alike on organization (state, left(name_key, 4));
alter table facility drop column name_key;
alter table facility add column name_key text not null generated always as (app.name_key(name)) stored;

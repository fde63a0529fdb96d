-- The same organization, facility or person on record twice: found, compared side by side, told apart or merged, and a merger undone.
--
-- Merging gives nobody a right. What goes must hold nothing by which somebody acts or reads (app.binding): a seat, an office, a case under
-- way, a sign-in; who keeps those ends them or hands them over first, by the acts there are. What then follows (app.following) is what others
-- wrote about it. What was said in its name, and where it sat once, stays with its record, which says what it is now.

-- A name without each of its words in turn: two names that differ in one word share the rest, and where their figures differ they are two
-- (Plant 1, Plant 2). So those that may be one are found by equality, and not by comparing everything with everything, which takes hours
-- among a hundred thousand.
create function app.words_but_one(key text) returns table (rest text, word text, figures text) language sql immutable parallel safe as $$
  select array_to_string(w[:n - 1] || w[n + 1:], ' '), w[n], regexp_replace(key, '\D', '', 'g')
    from (select string_to_array(key, ' ') as w) x cross join lateral generate_series(1, cardinality(w)) n
$$;

create table lookalike (
  kind      text not null check (kind in ('organization', 'facility', 'person')),
  one_id    uuid not null,
  other_id  uuid not null check (one_id < other_id),
  office_id uuid references council,            -- of facilities: the region that keeps them
  likeness  real not null,
  primary key (kind, one_id, other_id)
);
create index on lookalike (kind, likeness desc, one_id, other_id);
create index on lookalike (office_id);

-- When everything was looked through: each morning, after a file was taken in, and when somebody asks.
create table lookalike_search (
  id    uuid primary key default gen_random_uuid(),
  by_id uuid references person,                 -- nobody: the portal itself
  asked timestamptz not null default app.now(),
  done  timestamptz
);
create index on lookalike_search (asked desc);
create index on lookalike_search (by_id);

-- Two that are two, so that nobody is asked again.
create table told_apart (
  id        uuid primary key default gen_random_uuid(),
  kind      text not null check (kind in ('organization', 'facility', 'person')),
  one_id    uuid not null,
  other_id  uuid not null check (one_id < other_id),
  office_id uuid references council,
  by_id     uuid not null references person,
  at        timestamptz not null default app.now(),
  unique (kind, one_id, other_id)
);
create index on told_apart (by_id);
create index on told_apart (office_id);

create table merger (
  id          uuid primary key,
  kind        text not null check (kind in ('organization', 'facility', 'person')),
  kept_id     uuid not null,
  gone_id     uuid not null check (gone_id <> kept_id),
  office_id   uuid references council,
  because     text not null check (char_length(because) between 1 and 500),
  by_id       uuid not null references person,
  at          timestamptz not null default app.now(),
  taken       text[] not null default '{}',     -- what the one kept took over from what went
  was         jsonb not null,                   -- both, as they were
  followed    jsonb not null default '{}',      -- the rows that followed, by table and column
  undone      timestamptz,
  undone_id   uuid references person,
  check ((undone is null) = (undone_id is null))
);
create unique index merger_gone on merger (gone_id) where undone is null;
create index on merger (kept_id, at desc);
create index on merger (kind, at desc);
create index on merger (by_id);
create index on merger (undone_id);
create index on merger (office_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- Who may: who keeps such things; facilities in the region whose they are

call app.protect('lookalike', false);
call app.protect('lookalike_search', false);
call app.protect('told_apart');
call app.protect('merger');
create policy keepers_read on lookalike for select to concord_app using (
  case kind when 'facility' then office_id = any (array(select council_id from app.holding where capability = 'facility.edit'))
            when 'person' then (select true from app.holding where capability = 'person.add' limit 1)
            else (select true from app.holding where capability = 'organization.edit' limit 1) end);
create policy keepers_read on lookalike_search for select to concord_app using ((select true from app.holding where capability in ('organization.edit', 'person.add', 'facility.edit') limit 1));
create policy keepers_ask on lookalike_search for insert to concord_app with check (by_id = any (array(select person_id from app.who)) and (select true from app.holding where capability in ('organization.edit', 'person.add', 'facility.edit') limit 1));
create policy keepers_read on told_apart for select to concord_app using (
  case kind when 'facility' then office_id = any (array(select council_id from app.holding where capability = 'facility.edit'))
            when 'person' then (select true from app.holding where capability = 'person.add' limit 1)
            else (select true from app.holding where capability = 'organization.edit' limit 1) end);
create policy keepers_tell on told_apart for insert to concord_app with check (
  by_id = any (array(select person_id from app.who))
  and case kind when 'facility' then office_id = any (array(select council_id from app.holding where capability = 'facility.edit'))
            when 'person' then (select true from app.holding where capability = 'person.add' limit 1)
            else (select true from app.holding where capability = 'organization.edit' limit 1) end);
create policy keepers_ask on told_apart for delete to concord_app using (
  case kind when 'facility' then office_id = any (array(select council_id from app.holding where capability = 'facility.edit'))
            when 'person' then (select true from app.holding where capability = 'person.add' limit 1)
            else (select true from app.holding where capability = 'organization.edit' limit 1) end);
-- Whoever sees what was kept is told what went into it.
create policy seen_with_it on merger for select to concord_app using (
  case kind when 'facility' then (select true from facility f where f.id = merger.kept_id limit 1)
            when 'person' then (select true from person p where p.id = merger.kept_id limit 1)
            else (select true from app.who limit 1) end);
grant select on lookalike to concord_app;
grant select, insert (id, by_id) on lookalike_search to concord_app;
grant select, insert (kind, one_id, other_id, by_id), delete on told_apart to concord_app;
grant select (id, kind, kept_id, gone_id, office_id, because, by_id, at, taken, undone, undone_id) on merger to concord_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- Finding

create function app.lookalikes_asked() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id) values ('lookalikes', new.id);
  return null;
end $$;
create trigger asked after insert on lookalike_search for each row execute function app.lookalikes_asked();

create function app.look_for_lookalikes() returns void language sql security definer set search_path = public, app, pg_temp as $$
  insert into lookalike_search default values
$$;
create function app.intake_brings_lookalikes() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.look_for_lookalikes();
  return null;
end $$;
create trigger lookalikes after update of applied on intake for each row when (old.applied is null and new.applied is not null) execute function app.intake_brings_lookalikes();

-- The 1,000 most alike of each kind, which is more than anybody judges in a day: alike but for one word, which begins with the same letter or
-- is there only once; and facilities of one address.
create function app.find_lookalikes() returns void language plpgsql security definer
  set search_path = public, app, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('lookalike', 32));
  delete from lookalike;
  insert into lookalike (kind, one_id, other_id, likeness)
  with part as materialized (
    select o.id, o.state, o.invented, o.name_key as key, w.rest, w.figures, left(w.word, 1) as initial
      from organization o cross join lateral app.words_but_one(o.name_key) w where o.until is null)
  select 'organization', a.id, b.id, similarity(a.key, b.key)
    from part a join part b on b.state = a.state and b.rest = a.rest and b.figures = a.figures and b.initial = a.initial and b.invented = a.invented and b.id > a.id where similarity(a.key, b.key) > 0.65
  union
  select 'organization', least(a.id, b.id), greatest(a.id, b.id), similarity(a.key, b.name_key)
    from part a join organization b on b.state = a.state and b.name_key = a.rest and b.invented = a.invented and b.until is null where similarity(a.key, b.name_key) > 0.65
  union
  select 'organization', least(a.id, b.id), greatest(a.id, b.id), 1
    from organization a join organization b on b.name_key = a.name_key and b.id <> a.id and b.invented = a.invented and b.until is null where a.state is null and a.until is null
   order by 4 desc, 2, 3 limit 1000;
  insert into lookalike (kind, one_id, other_id, office_id, likeness)
  with living as materialized (select id, organization_id, office_id, name_key as key, lower(address || ', ' || city || ', ' || state) as at, address <> '' as placed from facility where until is null),
  part as materialized (select l.*, w.rest, w.figures, left(w.word, 1) as initial from living l cross join lateral app.words_but_one(l.key) w)
  select 'facility', a.id, b.id, a.office_id, similarity(a.key, b.key)
    from part a join part b on b.organization_id = a.organization_id and b.office_id = a.office_id and b.rest = a.rest and b.figures = a.figures and b.initial = a.initial and b.id > a.id where similarity(a.key, b.key) > 0.65
  union
  select 'facility', least(a.id, b.id), greatest(a.id, b.id), a.office_id, similarity(a.key, b.key)
    from part a join living b on b.organization_id = a.organization_id and b.office_id = a.office_id and b.key = a.rest where similarity(a.key, b.key) > 0.65
  union
  select 'facility', a.id, b.id, a.office_id, similarity(a.key, b.key)
    from living a join living b on b.organization_id = a.organization_id and b.office_id = a.office_id and b.at = a.at and b.id > a.id where a.placed
   order by 5 desc, 2, 3 limit 1000;
  insert into lookalike (kind, one_id, other_id, likeness)
  with part as materialized (
    select p.id, p.organization_id, k.key, w.rest, w.figures, left(w.word, 1) as initial, length(w.word) as letters
      from person p
     cross join lateral (select btrim(regexp_replace(lower(p.name), '[^[:alnum:]]+', ' ', 'g')) as key) k cross join lateral app.words_but_one(k.key) w
     where p.expires is null or p.expires > app.now())
  select 'person', a.id, b.id, max(similarity(a.key, b.key))
    from part a join part b on b.organization_id = a.organization_id and b.rest = a.rest and b.figures = a.figures and b.initial = a.initial and b.id > a.id
   where similarity(a.key, b.key) > 0.65 or a.rest <> '' and least(a.letters, b.letters) = 1 -- D. Ruiz
   group by a.id, b.id
   order by 4 desc, 2, 3 limit 1000;
  update lookalike_search set done = app.now() where done is null;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Telling apart

create function app.told_apart_where() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.office_id := (select f.office_id from facility f where f.id = new.one_id);
  return new;
end $$;
create trigger placed before insert on told_apart for each row when (new.kind = 'facility') execute function app.told_apart_where();

-- ---------------------------------------------------------------------------------------------------------------------
-- Comparing and merging

-- The asker may merge these two, both of which are there.
create function app.may_merge(of_kind text, one uuid, other uuid) returns boolean language sql stable set search_path = public, app, pg_temp as $$
  select one <> other and case of_kind
    when 'organization' then exists (select from app.holding where capability = 'organization.edit') and (select count(*) = 2 from organization o where o.id in (one, other))
    when 'person' then exists (select from app.holding where capability = 'person.add') and (select count(*) = 2 from person p where p.id in (one, other))
    when 'facility' then (select count(*) = 2 from facility f where f.id in (one, other) and f.office_id in (select council_id from app.holding where capability = 'facility.edit'))
    else false end
$$;

-- By what somebody acts or reads through it: what has any of these does not go.
create function app.binding(of_kind text, of_id uuid) returns table (what text, many bigint) language sql stable set search_path = public, app, pg_temp as $$
  select w.what, w.many from (
    select 'seats' as what, count(*) as many from seat s where of_kind = 'organization' and s.organization_id = of_id and (s.until is null or s.until > app.now())
    union all
    select 'appointments', count(*) from appointment a
     where case of_kind when 'organization' then a.organization_id = of_id when 'person' then a.person_id = of_id end and (a.until is null or a.until > app.now())
    union all
    select 'administrators', count(*) from organization_administrator m
     where case of_kind when 'organization' then m.organization_id = of_id when 'person' then m.person_id = of_id end and (m.until is null or m.until > app.now())
    union all
    select 'selections', count(*) from selection s where of_kind = 'organization' and s.organization_id = of_id and (s.until is null or s.until > app.now())
    union all
    select 'lead agency', count(*) from sector_lead l where of_kind = 'organization' and l.organization_id = of_id and (l.until is null or l.until > app.now()::date)
    union all
    select 'cases', count(*) from admission c where case of_kind when 'organization' then c.organization_id = of_id when 'person' then c.person_id = of_id end and c.closed is null
    union all
    select 'sign-in', count(*) from person p where of_kind = 'person' and p.id = of_id and p.enrolled is not null and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
  ) w where w.many > 0
$$;

-- What is written about it, table by table, in the order in which it follows: what lies at a facility goes with the facility (foreign keys).
-- "also" is what a change of such a row needs besides.
create function app.following(of_kind text) returns table (what text, held_by text, also text, narrowed text) language sql immutable as $$
  select f.what, f.held_by, f.also, f.narrowed
    from (values (1, 'organization', 'facility', 'organization_id', '', ''), (2, 'organization', 'person', 'organization_id', '', ''),
                 (3, 'organization', 'engagement', 'organization_id', '', ''), (4, 'organization', 'partner_request', 'organization_id', '', ''),
                 (5, 'organization', 'incident_call', 'organization_id', '', ''), (6, 'organization', 'inspection', 'organization_id', '', ''),
                 (7, 'organization', 'contact', 'organization_id', '', ' and ended is null'), (8, 'organization', 'profile_confirmation', 'organization_id', '', ''),
                 (9, 'organization', 'organization', 'parent_id', '', ''), (10, 'organization', 'agreement', 'organization_id', '', ''), (11, 'organization', 'agreement', 'with_id', '', ''),
                 (1, 'facility', 'engagement', 'facility_id', ', number = number + 1', ''), (2, 'facility', 'partner_request', 'facility_id', '', ''),
                 (3, 'facility', 'incident_call', 'facility_id', '', ''), (4, 'facility', 'profile_confirmation', 'facility_id', '', ''),
                 (1, 'person', 'engagement', 'person_id', ', number = number + 1', '')) f (n, kind, what, held_by, also, narrowed)
   where f.kind = of_kind order by f.n
$$;

-- Which of the lines below one may be told to take over from the other, and where they are written. Not what rights hang on, nor by what it
-- is of another sort.
create function app.choices(of_kind text) returns table (field text, columns text[]) language sql immutable as $$
  select c.field, c.columns
    from (values ('organization', 'name', '{name}'::text[]), ('organization', 'abbreviation', '{abbr}'), ('organization', 'kind', '{kind}'), ('organization', 'place', '{state,county,city}'), ('organization', 'website', '{website}'),
                 ('facility', 'name', '{name}'), ('facility', 'kind', '{kind}'), ('facility', 'sector', '{sector,subsector}'), ('facility', 'place', '{state,county,city}'), ('facility', 'address', '{address}'),
                 ('facility', 'coordinates', '{latitude,longitude}'), ('person', 'name', '{name}')) c (kind, field, columns)
   where c.kind = of_kind
$$;

-- What a record says, line by line.
create function app.record_says(of_kind text, of_id uuid) returns jsonb language sql stable set search_path = public, app, pg_temp as $$
  select jsonb_build_object('name', o.name, 'abbreviation', o.abbr, 'kind', o.kind, 'regulator', o.regulator, 'place', concat_ws(', ', nullif(o.city, ''), y.name, j.name),
           'website', o.website, 'added', to_char(o.added, 'YYYY-MM-DD'),
           'sectors', coalesce((select string_agg(s.name, '; ' order by s.name) from organization_sector m join sector s on s.slug = m.sector where m.organization_id = o.id), ''),
           'confirmed', coalesce((select to_char(max(c.at), 'YYYY-MM-DD') from profile_confirmation c where c.organization_id = o.id), ''))
    from organization o left join jurisdiction j on j.code = o.state left join county y on y.fips = o.county where of_kind = 'organization' and o.id = of_id
  union all
  select jsonb_build_object('name', i.name, 'organization', o.name, 'kind', i.kind, 'sector', concat_ws(', ', u.name, s.name), 'place', concat_ws(', ', nullif(i.city, ''), y.name, j.name),
           'address', i.address, 'coordinates', coalesce(i.latitude || ', ' || i.longitude, ''), 'added', to_char(i.since, 'YYYY-MM-DD'),
           'confirmed', coalesce((select to_char(max(c.at), 'YYYY-MM-DD') from profile_confirmation c where c.facility_id = i.id), ''))
    from facility i join organization o on o.id = i.organization_id join sector s on s.slug = i.sector join jurisdiction j on j.code = i.state
    left join subsector u on u.slug = i.subsector left join county y on y.fips = i.county where of_kind = 'facility' and i.id = of_id
  union all
  select jsonb_build_object('name', p.name, 'organization', o.name, 'added', to_char(p.added, 'YYYY-MM-DD'), 'signs in', p.enrolled is not null,
           'offices before', coalesce((select string_agg(f.name || ', ' || c.short_name, '; ' order by a.since) from appointment a join office f on f.slug = a.office join council c on c.id = a.council_id
                                        where a.person_id = p.id and a.until <= app.now()), ''),
           'confirmed', coalesce((select to_char(max(c.at), 'YYYY-MM-DD') from profile_confirmation c where c.subject_id = p.id), ''))
    from person p join organization o on o.id = p.organization_id where of_kind = 'person' and p.id = of_id
$$;

-- A record says these from now on. Twice, since an organization that moves to another state leaves county and city behind: then it has moved.
create function app.take(of_kind text, of_id uuid, fields text[], said jsonb) returns void language plpgsql set search_path = public, app, pg_temp as $$
declare given text; before text; after text;
begin
  select string_agg(format('%1$I = x.%1$I', n), ', '), string_agg(format('o.%I', n), ', '), string_agg(format('x.%I', n), ', ') into given, before, after
    from app.choices(of_kind) c cross join unnest(c.columns) n where c.field = any (fields);
  if given is not null then
    for pass in 1..2 loop
      execute format('update %1$I o set %2$s from jsonb_populate_record(null::%1$I, $1) x where o.id = $2 and row(%3$s) is distinct from row(%4$s)', of_kind, given, before, after) using said, of_id;
    end loop;
  end if;
end $$;

-- The two side by side: what each says, what would follow it, and what binds it.
create function app.side_by_side(of_kind text, one uuid, other uuid) returns table (part text, what text, of_one text, of_other text)
  language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare follow record; n_one bigint; n_other bigint;
begin
  if not app.may_merge(of_kind, one, other) then
    return;
  end if;
  return query select case when k.key in (select c.field from app.choices(of_kind) c) then 'choice' else 'says' end, k.key, k.value, o.says ->> k.key
    from (select app.record_says(of_kind, other) as says) o cross join jsonb_each_text(app.record_says(of_kind, one)) k;
  for follow in select * from app.following(of_kind) loop
    execute format('select count(*) filter (where %1$I = $1), count(*) filter (where %1$I = $2) from %2$I where %1$I in ($1, $2)%3$s', follow.held_by, follow.what, follow.narrowed) into n_one, n_other using one, other;
    if n_one + n_other > 0 then
      return query select 'follows', follow.what || '.' || follow.held_by, n_one::text, n_other::text;
    end if;
  end loop;
  return query
  select 'binds', coalesce(a.what, b.what), coalesce(a.many, 0)::text, coalesce(b.many, 0)::text
    from app.binding(of_kind, one) a full join app.binding(of_kind, other) b on b.what = a.what;
end $$;

create function app.merge(merger_id uuid, of_kind text, kept uuid, gone uuid, take text[], reason text) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  me uuid := (select person_id from app.who);
  follow record;
  ids jsonb;
  moved jsonb := '{}';
  k jsonb;
  g jsonb;
begin
  if current_setting('app.mode', true) is distinct from 'write' or me is null or not app.may_merge(of_kind, kept, gone) then
    raise exception 'not theirs to merge' using errcode = 'insufficient_privilege';
  end if;
  execute format('select 1 from %I where id in ($1, $2) order by id for update', of_kind) using kept, gone;
  execute format('select to_jsonb(x) from %I x where id = $1', of_kind) into k using kept;
  execute format('select to_jsonb(x) from %I x where id = $1', of_kind) into g using gone;
  if coalesce(k ->> 'until', g ->> 'until') is not null or coalesce((k ->> 'expires')::timestamptz <= app.now(), false) or coalesce((g ->> 'expires')::timestamptz <= app.now(), false)
     or exists (select from merger m where m.gone_id in (kept, gone) and m.undone is null) then
    raise exception 'one of the two is over' using errcode = 'check_violation', constraint = 'merger_over';
  elsif exists (select from app.binding(of_kind, gone)) then
    raise exception 'something hangs on it' using errcode = 'check_violation', constraint = 'merger_bound';
  elsif k -> 'invented' is distinct from g -> 'invented' or k -> 'regulator' is distinct from g -> 'regulator' or k -> 'government' is distinct from g -> 'government'
     or of_kind = 'facility' and k -> 'organization_id' is distinct from g -> 'organization_id' then
    raise exception 'not of one sort' using errcode = 'check_violation', constraint = 'merger_sort';
  elsif not take <@ array(select c.field from app.choices(of_kind) c) then
    raise exception 'not theirs to choose' using errcode = 'check_violation', constraint = 'merger_choice';
  end if;
  for follow in select * from app.following(of_kind) loop
    execute format('with changed as (update %1$I set %2$I = $1%3$s where %2$I = $2%4$s and id <> $1 returning id) select coalesce(jsonb_agg(id), ''[]'') from changed', follow.what, follow.held_by, follow.also, follow.narrowed)
       into ids using kept, gone;
    moved := moved || jsonb_build_object(follow.what || '.' || follow.held_by, ids);
  end loop;
  perform app.take(of_kind, kept, take, g);
  if of_kind = 'organization' then
    with added as (insert into organization_sector (organization_id, sector) select kept, sector from organization_sector where organization_id = gone on conflict do nothing returning sector)
    select coalesce(jsonb_agg(sector), '[]') from added into ids;
    moved := moved || jsonb_build_object('organization_sector', ids);
    update organization set until = app.now()::date where id = gone;
  elsif of_kind = 'facility' then
    update facility set until = app.now() where id = gone;
  else
    update person set expires = app.now() where id = gone;
  end if;
  insert into merger (id, kind, kept_id, gone_id, office_id, because, by_id, taken, was, followed)
  values (merger_id, of_kind, kept, gone, case of_kind when 'facility' then (k ->> 'office_id')::uuid end, reason, me, take, jsonb_build_object('kept', k, 'gone', g), moved);
end $$;

-- What followed goes back, as far as it is still there; what was taken over goes, unless somebody changed the record since.
create function app.unmerge(of_merger uuid) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  me uuid := (select person_id from app.who);
  m merger;
  follow record;
begin
  select * into m from merger x where x.id = of_merger for update;
  if current_setting('app.mode', true) is distinct from 'write' or me is null or m.id is null or not app.may_merge(m.kind, m.kept_id, m.gone_id) then
    raise exception 'not theirs to undo' using errcode = 'insufficient_privilege';
  end if;
  execute format('select 1 from %I where id in ($1, $2) order by id for update', m.kind) using m.kept_id, m.gone_id;
  if m.undone is not null or exists (select from merger x where x.gone_id = m.kept_id and x.undone is null) then
    raise exception 'it is undone, or went on' using errcode = 'check_violation', constraint = 'merger_undone';
  end if;
  if not app.changed_since(m.kind, m.kept_id, m.at) then
    perform app.take(m.kind, m.kept_id, m.taken, m.was -> 'kept');
  end if;
  if m.kind = 'organization' then
    update organization set until = null where id = m.gone_id;
    delete from organization_sector where organization_id = m.kept_id and m.followed -> 'organization_sector' ? sector;
  elsif m.kind = 'facility' then
    update facility set until = null where id = m.gone_id;
  else
    update person set expires = (m.was -> 'gone' ->> 'expires')::timestamptz where id = m.gone_id;
  end if;
  for follow in select * from app.following(m.kind) loop
    execute format('update %1$I set %2$I = $1%3$s where %2$I = $2 and id = any (array(select jsonb_array_elements_text($3)::uuid))', follow.what, follow.held_by, follow.also)
      using m.gone_id, m.kept_id, m.followed -> (follow.what || '.' || follow.held_by);
  end loop;
  update merger set undone = app.now(), undone_id = me where id = m.id;
end $$;

revoke all on function app.words_but_one(text), app.lookalikes_asked(), app.look_for_lookalikes(), app.intake_brings_lookalikes(), app.find_lookalikes(), app.told_apart_where(), app.may_merge(text, uuid, uuid),
  app.binding(text, uuid), app.following(text), app.choices(text), app.record_says(text, uuid), app.take(text, uuid, text[], jsonb), app.side_by_side(text, uuid, uuid), app.merge(uuid, text, uuid, uuid, text[], text), app.unmerge(uuid) from public;
grant execute on function app.side_by_side(text, uuid, uuid), app.merge(uuid, text, uuid, uuid, text[], text), app.unmerge(uuid) to concord_app;
grant execute on function app.look_for_lookalikes(), app.find_lookalikes() to concord_worker;

-- Reach that grows by a change of structure. An author confirms who reads an item; whoever comes into one of those councils later, by the council's
-- own door, belongs to what was confirmed. A new rule, another kind of council, a nesting and a hand-over do not: whose items they open to others is
-- told, and may hold them back from those who came so. The tables name items of whatever kind.

-- The ways into a circle as the rules are: who serves in that council and office reads what is addressed to it.
create view app.way as
  select r.circle_id, r.council_id, m.office,
         min(greatest(r.since, t.since, k.since, m.since)) as since, max(least(r.until, t.until, k.until, m.until)) as until
    from app.reach r
    join council_kind_term t on t.council_id = r.council_id
    join council_kind k on k.slug = t.kind
    join office_may m on m.kind = t.kind and m.reach = r.reach and m.capability = 'item.read'
   where r.reach in ('own', 'seated', 'council', 'rooms', 'counterpart')
     and greatest(r.since, t.since, k.since, m.since) < least(r.until, t.until, k.until, m.until)
     and least(r.until, t.until, k.until, m.until) > app.now()
   group by r.circle_id, r.council_id, m.office;

create table reach_growth (
  id    uuid primary key default gen_random_uuid(),
  cause text not null check (cause in ('nesting', 'rule', 'kind', 'hand-over')),
  name  text not null, -- who did it, as they were then; '' for the portal itself
  at    timestamptz not null default app.now()
);
call app.protect('reach_growth', false);

-- The same ways with the time at which each came, and went: what was addressed to the circle meanwhile was confirmed with it. Of a hand-over, the
-- appointment that it made is a way of its own.
create table circle_way (
  circle_id      uuid not null references circle on delete cascade,
  council_id     uuid not null references council on delete cascade,
  office         text not null references office,
  appointment_id uuid references appointment on delete cascade,
  noticed        timestamptz not null,
  gone           timestamptz not null default 'infinity',
  growth_id      uuid references reach_growth -- where something had been addressed to the circle
);
create unique index on circle_way (circle_id, council_id, office, noticed) where appointment_id is null;
create index on circle_way (council_id);
create index on circle_way (growth_id) where growth_id is not null;
create unique index on circle_way (appointment_id, circle_id) where appointment_id is not null;
call app.protect('circle_way', false);
insert into circle_way (circle_id, council_id, office, noticed) select circle_id, council_id, office, '-infinity' from app.way;

-- Who is told, of how many items, until they answered or the change was undone.
create table reach_notice (
  growth_id uuid not null references reach_growth,
  person_id uuid not null references person,
  items     integer not null check (items > 0),
  at        timestamptz not null default app.now(),
  answered  timestamptz,
  primary key (growth_id, person_id)
);
create index on reach_notice (person_id, at) where answered is null;
call app.protect('reach_notice', false);
create policy own on reach_notice for select to concord_app, concord_worker using (person_id = any (array(select person_id from app.who)));
grant select on reach_notice to concord_app, concord_worker;

-- What the owner of an item says to one growth of its reach: let it be, or hold it.
create table reach_answer (
  growth_id uuid not null references reach_growth,
  item_id   uuid not null references item,
  held      boolean not null,
  by_id     uuid not null references person,
  at        timestamptz not null default app.now(),
  primary key (growth_id, item_id)
);
create index on reach_answer (item_id);
call app.protect('reach_answer');

-- Items that are held, by each circle that they are addressed to: what a reader's statements look up.
create table reach_held (
  circle_id uuid not null references circle,
  item_id   uuid not null references item,
  primary key (circle_id, item_id)
);
create index on reach_held (item_id);
call app.protect('reach_held', false);

-- Which ways a growth added to items of a person's: their author's while he serves in the council that released them, else of those who may withdraw
-- there. What somebody in that council and office could read by another circle of the item's is no growth.
create function app.grown_for(of_growth uuid, of_person uuid) returns table (owner_id uuid, item_id uuid, circle_id uuid, council_id uuid, office text, appointment_id uuid)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return query
  with grown as materialized (
    select distinct a.item_id, w.circle_id, w.council_id, w.office, w.appointment_id
      from circle_way w join audience a on a.circle_id = w.circle_id and a.item_id = a.root_id and a.posted < w.noticed
     where w.growth_id = of_growth and w.gone > app.now()
       and (w.appointment_id is not null or not exists (
             select from audience b join circle_way o on o.circle_id = b.circle_id and o.council_id = w.council_id and o.office = w.office and o.appointment_id is null
              where b.item_id = a.item_id and o.noticed <= b.posted and o.gone > b.posted))
       and not exists (select from audience b where b.item_id = a.item_id and b.circle_kind = 'public')
  ), owned as materialized (
    select i.id, i.source_council_id,
           case when exists (select from held h join appointment t on t.id = h.appointment_id
                              where h.person_id = i.author_id and t.council_id = i.source_council_id and h.since <= app.now() and h.until > app.now()) then i.author_id end as author_id
      from item i where i.id = any (array(select g.item_id from grown g)) and i.withdrawn is null
  ), owner as (
    select o.id, o.author_id as person_id from owned o where o.author_id is not null
    union
    select o.id, h.person_id from owned o join held h on h.council_id = o.source_council_id and h.capability = 'item.withdraw' and h.since <= app.now() and h.until > app.now()
     where o.author_id is null
  )
  select o.person_id, g.item_id, g.circle_id, g.council_id, g.office, g.appointment_id
    from grown g join owner o on o.id = g.item_id
   where of_person is null or o.person_id = of_person;
end $$;

-- Who is told, and that they are.
create function app.tell_of_growth(of_growth uuid) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into reach_notice (growth_id, person_id, items)
  select of_growth, g.owner_id, count(distinct g.item_id) from app.grown_for(of_growth, null) g group by g.owner_id
  on conflict do nothing;
  if found then
    insert into outbox (topic, object_id) values ('grown', of_growth);
  end if;
end $$;

create function app.told_of_growth(of_growth uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select n.person_id from reach_notice n where n.growth_id = of_growth and n.answered is null $$;

create function app.growth_letter(of_growth uuid, to_person uuid)
returns table (name text, email text, items integer, cause text, by_name text, at timestamptz, councils text[], offices text[], people text[])
language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.name, m.email, n.items, g.cause, g.name, g.at, w.councils, w.offices, w.people
    from reach_notice n join reach_growth g on g.id = n.growth_id
    join person p on p.id = n.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
    join signin.account m on m.person_id = p.id
   cross join lateral (
         select array_agg(distinct c.short_name order by c.short_name) as councils, array_agg(distinct f.name order by f.name) as offices,
                coalesce(array_agg(distinct q.name order by q.name) filter (where q.name is not null), '{}') as people
           from app.grown_for(of_growth, to_person) x join council c on c.id = x.council_id join office f on f.slug = x.office
           left join appointment t on t.id = x.appointment_id left join person q on q.id = t.person_id) w
   where n.growth_id = of_growth and n.person_id = to_person and n.answered is null and w.councils is not null
$$;

-- A growth as its page shows it to whoever was told.
create function app.growth_seen(of_growth uuid) returns table (id uuid, cause text, by_name text, at timestamptz, answered timestamptz)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return query select g.id, g.cause, g.name, g.at, n.answered
    from reach_notice n join reach_growth g on g.id = n.growth_id where n.growth_id = of_growth and n.person_id = (select w.person_id from app.who w);
end $$;

create function app.growth_ways(of_growth uuid) returns table (council text, slug text, office text, person text, people integer)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return query
  select c.short_name, c.slug, f.name, q.name, count(distinct h.person_id)::int
    from (select distinct g.circle_id, g.council_id, g.office, g.appointment_id from app.grown_for(of_growth, coalesce((select w.person_id from app.who w), of_growth)) g) x
    join council c on c.id = x.council_id join office f on f.slug = x.office
    left join appointment t on t.id = x.appointment_id left join person q on q.id = t.person_id
    left join appointment s on s.council_id = x.council_id and s.office = x.office and (x.appointment_id is null or s.id = x.appointment_id)
    left join held h on h.appointment_id = s.id and h.circle_id = x.circle_id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
   group by c.short_name, c.slug, f.name, f.rank, q.name order by c.short_name, f.rank, q.name;
end $$;

create function app.growth_items(of_growth uuid) returns table (item_id uuid, held boolean) language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return query
  select distinct g.item_id, r.held from app.grown_for(of_growth, coalesce((select w.person_id from app.who w), of_growth)) g
    left join reach_answer r on r.growth_id = of_growth and r.item_id = g.item_id;
end $$;

-- The owner's answer, for those of the items that are theirs; told is over for everybody of whose items none waits.
create function app.answer_growth(of_growth uuid, items uuid[], hold boolean) returns integer language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  me uuid := (select person_id from app.who);
  own uuid[];
begin
  if current_setting('app.mode', true) is distinct from 'write' or me is null then
    raise exception 'not theirs' using errcode = 'insufficient_privilege';
  end if;
  own := array(select distinct g.item_id from app.grown_for(of_growth, me) g where g.item_id = any (items));
  insert into reach_answer (growth_id, item_id, held, by_id) select of_growth, x, hold, me from unnest(own) x
  on conflict (growth_id, item_id) do update set held = excluded.held, by_id = excluded.by_id, at = app.now() where reach_answer.held <> excluded.held;
  if hold then
    insert into reach_held (circle_id, item_id) select distinct a.circle_id, a.item_id from audience a where a.item_id = any (own) on conflict do nothing;
  else
    delete from reach_held h where h.item_id = any (own) and not exists (select from reach_answer r where r.item_id = h.item_id and r.held);
  end if;
  update reach_notice n set answered = app.now()
   where n.growth_id = of_growth and n.answered is null
     and (n.person_id = me or n.person_id = any (array(select h.person_id from item i join held h on h.council_id = i.source_council_id and h.capability = 'item.withdraw' where i.id = any (own))))
     and not exists (select from app.grown_for(of_growth, n.person_id) g where not exists (select from reach_answer r where r.growth_id = of_growth and r.item_id = g.item_id));
  return cardinality(own);
end $$;

-- What is held back from the asker: items and their replies that they could read by ways alone that came after they were confirmed, and were not let
-- be. Emergency access has rules of its own, and who is named was confirmed by name. On the path of every statement: nothing is held, nothing is asked.
create function app.held_back() returns uuid[] language plpgsql stable parallel safe security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from reach_held) then
    return '{}';
  end if;
  return array(
    with mine as materialized (
      select h.circle_id, h.appointment_id, t.council_id, t.office
        from app.who w join held h on h.person_id = w.person_id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
        left join appointment t on t.id = h.appointment_id
    ), held_items as materialized (
      select distinct r.item_id from (select distinct m.circle_id from mine m) m join reach_held r on r.circle_id = m.circle_id
    ), confirmed as materialized (
      select x.item_id
        from held_items x join audience a on a.item_id = x.item_id left join mine m on m.circle_id = a.circle_id
       where a.circle_kind = 'public'
          or m.circle_id is not null and (a.circle_kind = 'person' or m.appointment_id is null
             or not exists (select from circle_way w where w.appointment_id = m.appointment_id and w.circle_id = a.circle_id and w.noticed > a.posted
                               and not exists (select from reach_answer r where r.growth_id = w.growth_id and r.item_id = x.item_id and not r.held))
                and (not exists (select from circle_way w where w.circle_id = a.circle_id and w.council_id = m.council_id and w.office = m.office and w.appointment_id is null)
                  or exists (select from circle_way w where w.circle_id = a.circle_id and w.council_id = m.council_id and w.office = m.office and w.appointment_id is null
                                and (w.noticed <= a.posted and w.gone > a.posted
                                  or exists (select from reach_answer r where r.growth_id = w.growth_id and r.item_id = x.item_id and not r.held)))))
    )
    select i.id from held_items x join item i on i.root_id = x.item_id where x.item_id <> all (array(select c.item_id from confirmed c)));
end $$;

create policy held_back on audience as restrictive for select to concord_app, concord_worker using (item_id <> all ((select app.held_back())::uuid[]));
create policy held_back on search_part as restrictive for select to concord_app using (item_id <> all ((select app.held_back())::uuid[]));

-- Which ways came and went by a change of these councils. What the database's owner loads was confirmed elsewhere.
create function app.note_ways(councils uuid[], of_cause text) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  watched boolean := session_user in ('concord_app', 'concord_worker');
  growth uuid;
begin
  with derived as materialized (select * from app.way d where d.council_id = any (councils)), went as (
    update circle_way w set gone = app.now()
     where w.council_id = any (councils) and w.appointment_id is null and w.gone > app.now()
       and not exists (select from derived d where (d.circle_id, d.council_id, d.office) = (w.circle_id, w.council_id, w.office))
    returning w.growth_id)
  update reach_notice n set answered = app.now()
   where n.answered is null and n.growth_id = any (array(select growth_id from went)) and not exists (
         select from circle_way w where w.growth_id = n.growth_id and w.gone > app.now()
            and (w.council_id <> all (councils) or exists (select from derived d where (d.circle_id, d.council_id, d.office) = (w.circle_id, w.council_id, w.office))));
  if watched and exists (
       select from app.way d
        where d.council_id = any (councils) and (select true from audience a where a.circle_id = d.circle_id and a.item_id = a.root_id limit 1)
          and not exists (select from circle_way w where (w.circle_id, w.council_id, w.office) = (d.circle_id, d.council_id, d.office) and w.appointment_id is null and w.gone > app.now())) then
    growth := app.begin_growth(of_cause);
  end if;
  insert into circle_way (circle_id, council_id, office, noticed, growth_id)
  select d.circle_id, d.council_id, d.office, case when watched then greatest(d.since, app.now()) else '-infinity' end, growth
    from app.way d
   where d.council_id = any (councils)
     and not exists (select from circle_way w where (w.circle_id, w.council_id, w.office) = (d.circle_id, d.council_id, d.office) and w.appointment_id is null and w.gone > app.now())
  on conflict (circle_id, council_id, office, noticed) where appointment_id is null do update set gone = 'infinity';
end $$;

-- One growth for one cause in one transaction, however many rows it changes.
create function app.begin_growth(of_cause text) returns uuid language plpgsql security definer set search_path = public, app, pg_temp as $$
declare growth uuid := (select g.id from reach_growth g where g.cause = of_cause and g.at = app.now() and g.xmin = pg_current_xact_id()::xid limit 1);
begin
  if growth is null then
    insert into reach_growth (cause, name) values (of_cause, coalesce((select w.name from app.who w), '')) returning id into growth;
    insert into outbox (topic, object_id) values ('growth', growth);
  end if;
  return growth;
end $$;

create function app.ways_change() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare ids uuid[];
begin
  if tg_table_name = 'nesting' then
    ids := array(select distinct c.council_id from changed n join circle c on c.id = n.inner_id where n.inner_id <> n.outer_id);
  elsif tg_table_name = 'office_may' then
    ids := array(select distinct t.council_id from council_kind_term t join changed m on m.kind = t.kind and m.capability = 'item.read');
  elsif tg_table_name = 'council_kind' then
    ids := array(select distinct t.council_id from council_kind_term t join changed k on k.slug = t.kind);
  else
    ids := array(select distinct council_id from changed);
  end if;
  if cardinality(ids) > 0 then
    perform app.note_ways(ids, case tg_table_name when 'nesting' then 'nesting' when 'office_may' then 'rule' else 'kind' end);
  end if;
  return null;
end $$;

do $$
declare t text;
begin
  foreach t in array array['nesting', 'office_may', 'council_kind', 'council_kind_term'] loop
    execute format('create trigger ways_insert after insert on %I referencing new table as changed for each statement execute function app.ways_change()', t);
    execute format('create trigger ways_update after update on %I referencing new table as changed for each statement execute function app.ways_change()', t);
    execute format('create trigger ways_delete after delete on %I referencing old table as changed for each statement execute function app.ways_change()', t);
  end loop;
end $$;

-- A hand-over lets somebody in by another hand than the council's own.
create function app.hand_over_opens() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  circles uuid[];
  growth uuid;
begin
  if session_user in ('concord_app', 'concord_worker') then
    circles := array(select d.circle_id from app.way d
                      where d.council_id = new.council_id and d.office = new.office
                        and not exists (select from held h where h.person_id = new.person_id and h.circle_id = d.circle_id and h.capability = 'item.read'
                                           and h.since < app.now() and h.until > app.now() and h.appointment_id is distinct from new.id));
    if exists (select from audience a where a.circle_id = any (circles) and a.item_id = a.root_id) then
      growth := app.begin_growth('hand-over');
    end if;
    insert into circle_way (circle_id, council_id, office, appointment_id, noticed, growth_id)
    select c, new.council_id, new.office, new.id, app.now(), growth from unnest(circles) c;
  end if;
  return null;
end $$;
create trigger opens after insert on hand_over for each row execute function app.hand_over_opens();

-- What is held back is not counted, nor answered either.
create or replace function app.seen_by(of_root uuid) returns table(item_id uuid, circle_id uuid, kind text, council_id uuid, council text, slug text, person_id uuid, person text, people integer, government integer)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with shown as materialized (
    select distinct mine.item_id from audience mine
     where mine.root_id = of_root
       and mine.circle_id = any (array(select h.circle_id from app.holding h where h.capability = 'item.read'))
       and mine.item_id <> all ((select app.held_back())::uuid[])
  ), told as materialized (
    select a.item_id, a.circle_id from shown s join audience a on a.item_id = s.item_id
  ), sizes as materialized (
    select t.circle_id, z.people, z.government from (select distinct t.circle_id from told t) t cross join lateral app.size_of(t.circle_id) z
  )
  select t.item_id, c.id, c.kind, c.council_id, k.short_name, k.slug, c.person_id, p.name, z.people, z.government
    from told t join sizes z using (circle_id) join circle c on c.id = t.circle_id join council k on k.id = c.council_id
    left join person p on p.id = c.person_id
$$;

create or replace function app.answerable(of_root uuid, counted boolean) returns table(circle_id uuid, kind text, council_id uuid, council text, slug text, person_id uuid, person text, through_id uuid, reads boolean, people integer, government integer)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with mine as materialized (
    select distinct h.circle_id from app.holding h where h.capability = 'item.read'
  ), root as materialized (
    select a.circle_id from audience a where a.item_id = of_root and a.root_id = of_root
       and of_root <> all ((select app.held_back())::uuid[])
       and (select true from audience r where r.item_id = of_root and r.circle_id = any (array(select m.circle_id from mine m)) limit 1)
  ), offered as materialized (
    select r.circle_id, r.circle_id as through_id from root r where r.circle_id <> '00000000-0000-0000-0000-0000000000c1'
    union all
    select * from (
      select distinct on (n.inner_id) n.inner_id, n.outer_id
        from root r join nesting n on n.outer_id = r.circle_id join mine m on m.circle_id = n.inner_id
       where n.since <= app.now() and n.until > app.now() and n.inner_id <> all (array(select root.circle_id from root))
       order by n.inner_id, n.outer_id) within
  )
  select c.id, c.kind, c.council_id, k.short_name, k.slug, c.person_id, p.name, o.through_id,
         c.id = any (array(select m.circle_id from mine m)), z.people, z.government
    from offered o join circle c on c.id = o.circle_id join council k on k.id = c.council_id
    left join person p on p.id = c.person_id
    left join lateral app.size_of(c.id) z on counted
$$;

revoke all on function app.grown_for(uuid, uuid), app.tell_of_growth(uuid), app.told_of_growth(uuid), app.growth_letter(uuid, uuid), app.growth_seen(uuid), app.growth_ways(uuid),
  app.growth_items(uuid), app.answer_growth(uuid, uuid[], boolean), app.held_back(), app.note_ways(uuid[], text), app.begin_growth(text), app.ways_change(), app.hand_over_opens() from public;
grant execute on function app.tell_of_growth(uuid), app.told_of_growth(uuid), app.growth_letter(uuid, uuid) to concord_worker;
grant execute on function app.growth_seen(uuid), app.growth_ways(uuid), app.growth_items(uuid), app.answer_growth(uuid, uuid[], boolean) to concord_app;
grant execute on function app.held_back() to concord_app, concord_worker, concord_definer;

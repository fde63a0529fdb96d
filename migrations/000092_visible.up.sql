-- Whoever reads by two circles is one reader: how many see an item is told once for all of its circles, and who they are where one sees the roster.

-- Whom the root items that they could read are held back from: those who have only ways to it that came after it was confirmed, and were not let
-- be. Emergency access has rules of its own, and who is named was confirmed by name. Without a root it is all that is held.
create function app.held_from(of_people uuid[], of_root uuid) returns table(person_id uuid, item_id uuid)
language plpgsql stable parallel safe security definer set search_path = public, app, pg_temp as $$
begin
  return query
    with mine as materialized (
      select h.person_id, h.circle_id, h.appointment_id, t.council_id, t.office
        from held h left join appointment t on t.id = h.appointment_id
       where h.person_id = any (of_people) and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
    ), held_items as materialized (
      select distinct m.person_id, r.item_id from (select distinct m.person_id, m.circle_id from mine m) m
        join reach_held r on r.circle_id = m.circle_id and (of_root is null or r.item_id = of_root)
    ), confirmed as materialized (
      select x.person_id, x.item_id
        from held_items x join audience a on a.item_id = x.item_id left join mine m on m.person_id = x.person_id and m.circle_id = a.circle_id
       where a.circle_kind = 'public'
          or m.circle_id is not null and (a.circle_kind = 'person' or m.appointment_id is null
             or not exists (select from circle_way w where w.appointment_id = m.appointment_id and w.circle_id = a.circle_id and w.noticed > a.posted
                               and not exists (select from reach_answer r where r.growth_id = w.growth_id and r.item_id = x.item_id and not r.held))
                and (not exists (select from circle_way w where w.circle_id = a.circle_id and w.council_id = m.council_id and w.office = m.office and w.appointment_id is null)
                  or exists (select from circle_way w where w.circle_id = a.circle_id and w.council_id = m.council_id and w.office = m.office and w.appointment_id is null
                                and (w.noticed <= a.posted and w.gone > a.posted
                                  or exists (select from reach_answer r where r.growth_id = w.growth_id and r.item_id = x.item_id and not r.held)))))
    )
    select x.person_id, x.item_id from held_items x except select c.person_id, c.item_id from confirmed c;
end $$;

-- On the path of every statement: nothing is held, nothing is asked.
create or replace function app.held_back() returns uuid[] language plpgsql stable parallel safe security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from reach_held) then
    return '{}';
  end if;
  return array(select i.id from app.held_from(array(select w.person_id from app.who w), null) f join item i on i.root_id = f.item_id);
end $$;

-- Who reads an update by the circles that it was addressed to, but for those from whom it is held back.
create function app.kept_from(of_root uuid) returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return array(
    select f.person_id
      from app.held_from(array(select h.person_id from reach_held r join held h on h.circle_id = r.circle_id and h.capability = 'item.read'
                                where r.item_id = of_root), of_root) f
      join person p on p.id = f.person_id
     where (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now()));
end $$;
revoke all on function app.held_from(uuid[], uuid), app.kept_from(uuid) from public;
grant execute on function app.held_from(uuid[], uuid), app.kept_from(uuid) to concord_definer;

drop function app.seen_by(uuid);
create function app.seen_by(of_root uuid)
returns table (item_id uuid, circle_id uuid, kind text, council_id uuid, council text, slug text, person_id uuid, person text, people integer, government integer, everybody integer)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with kept as materialized (
    select app.kept_from(of_root) as people
  ), shown as materialized (
    select distinct mine.item_id from audience mine
     where mine.root_id = of_root
       and mine.circle_id = any (array(select h.circle_id from app.holding h where h.capability = 'item.read'))
       and mine.item_id <> all ((select app.held_back())::uuid[])
  ), told as materialized (
    select a.item_id, a.circle_id from shown s join audience a on a.item_id = s.item_id
  ), sizes as materialized (
    select t.circle_id, z.people - (select count(distinct h.person_id)::int from held h
                                     where h.circle_id = t.circle_id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
                                       and h.person_id = any ((select k.people from kept k)::uuid[])) as people, z.government
      from (select distinct t.circle_id from told t) t cross join lateral app.size_of(t.circle_id) z
  ), whole as materialized (
    select t.item_id, array_agg(t.circle_id order by t.circle_id) as circles from told t group by t.item_id having count(*) > 1
  ), united as materialized (
    select w.circles, n.people from (select distinct w.circles from whole w) w
     cross join lateral (
           select count(*)::int as people
             from (select p.id
                     from (select distinct h.person_id from held h
                            where h.circle_id = any (w.circles) and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
                              and h.person_id <> all ((select k.people from kept k)::uuid[])) h
                     join person p on p.id = h.person_id
                    where (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
                    limit 1001) counted) n
  )
  select t.item_id, c.id, c.kind, c.council_id, k.short_name, k.slug, c.person_id, p.name, z.people, z.government, coalesce(u.people, z.people)
    from told t join sizes z using (circle_id) join circle c on c.id = t.circle_id join council k on k.id = c.council_id
    left join person p on p.id = c.person_id
    left join whole w on w.item_id = t.item_id left join united u on u.circles = w.circles
$$;

-- Who reads an item that the asker reads, by an office in a council whose roster the asker sees.
create function app.reader_names(of_item uuid) returns table (person_id uuid, name text, organization text, serves text[])
language sql stable security definer set search_path = public, app, pg_temp as $$
  with circles as materialized (
    select a.circle_id from audience a
     where a.item_id = of_item and a.circle_kind <> 'public' and of_item <> all ((select app.held_back())::uuid[])
       and exists (select from audience m where m.item_id = of_item
                      and m.circle_id = any (array(select h.circle_id from app.holding h where h.capability = 'item.read')))
  )
  select p.id, p.name, o.name, array_agg(distinct k.short_name order by k.short_name)
    from circles x join held h on h.circle_id = x.circle_id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
    join appointment t on t.id = h.appointment_id join council k on k.id = t.council_id
    join person p on p.id = h.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
    join organization o on o.id = p.organization_id
   where t.council_id = any (array(select s.council_id from app.roster_seen s))
     and p.id <> all ((select app.kept_from(i.root_id) from item i where i.id = of_item)::uuid[])
   group by p.id, p.name, o.name
   order by p.name, p.id limit 1001
$$;
-- How many stand in each circle that the asker may address, as the list of audiences says before one is chosen.
create function app.address_sizes() returns table (circle_id uuid, people integer)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with mine as materialized (
    select distinct h.circle_id, h.council_id from app.holding h where h.capability in ('update.post', 'item.address')
  )
  select c.id, z.people from circle c cross join lateral app.size_of(c.id) z
   where c.person_id is null and c.kind <> 'public'
     and (c.id = any (array(select m.circle_id from mine m)) or c.kind = 'seated' and c.council_id = any (array(select m.council_id from mine m)))
$$;
revoke all on function app.seen_by(uuid), app.reader_names(uuid), app.address_sizes() from public;
grant create on schema app to concord_definer;
alter function app.seen_by(uuid) owner to concord_definer;
alter function app.reader_names(uuid) owner to concord_definer;
alter function app.address_sizes() owner to concord_definer;
revoke create on schema app from concord_definer;
grant execute on function app.seen_by(uuid) to concord_app, concord_worker;
grant execute on function app.reader_names(uuid), app.address_sizes() to concord_app;

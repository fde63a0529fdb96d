drop function app.reader_names(uuid), app.address_sizes();
drop function app.seen_by(uuid);
create function app.seen_by(of_root uuid) returns table(item_id uuid, circle_id uuid, kind text, council_id uuid, council text, slug text, person_id uuid, person text, people integer, government integer)
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
revoke all on function app.seen_by(uuid) from public;
grant create on schema app to concord_definer;
alter function app.seen_by(uuid) owner to concord_definer;
revoke create on schema app from concord_definer;
grant execute on function app.seen_by(uuid) to concord_app, concord_worker;
create or replace function app.held_back() returns uuid[] language plpgsql stable parallel safe security definer set search_path = public, app, pg_temp as $$
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
drop function app.kept_from(uuid), app.held_from(uuid[], uuid);

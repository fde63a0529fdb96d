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

create or replace function app.seen_by(of_root uuid) returns table(item_id uuid, circle_id uuid, kind text, council_id uuid, council text, slug text, person_id uuid, person text, people integer, government integer)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with shown as materialized (
    select distinct mine.item_id from audience mine
     where mine.root_id = of_root
       and mine.circle_id = any (array(select h.circle_id from app.holding h where h.capability = 'item.read'))
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
drop policy held_back on search_part;
drop policy held_back on audience;
drop trigger opens on hand_over;
do $$
declare t text;
begin
  foreach t in array array['nesting', 'office_may', 'council_kind', 'council_kind_term'] loop
    execute format('drop trigger ways_insert on %I', t);
    execute format('drop trigger ways_update on %I', t);
    execute format('drop trigger ways_delete on %I', t);
  end loop;
end $$;
drop function app.hand_over_opens(), app.ways_change(), app.note_ways(uuid[], text), app.begin_growth(text), app.held_back(), app.answer_growth(uuid, uuid[], boolean), app.growth_items(uuid),
  app.growth_ways(uuid), app.growth_seen(uuid), app.growth_letter(uuid, uuid), app.told_of_growth(uuid), app.tell_of_growth(uuid), app.grown_for(uuid, uuid);
drop table reach_held, reach_answer, reach_notice, circle_way, reach_growth;
drop view app.way;

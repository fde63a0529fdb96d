create or replace function app.community_holds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into nesting (inner_id, outer_id, until)
  select i.id, o.id, p.until
    from (select distinct s.council_id as inner_council, c.id as outer_council, c.until
            from council_sector s
            join council_sector os using (sector)
            join council c on c.id = os.council_id
            join council_kind_term t on t.council_id = c.id and t.kind = 'community'
            join council_kind_term m on m.council_id = s.council_id
            join council_kind k on k.slug = m.kind and k.base_circle = 'council' and k.has_seats
           where s.council_id in (select council_id from changed) or c.id in (select council_id from changed)) p
    join circle i on i.council_id = p.inner_council and i.kind in ('seated', 'council')
    join circle o on o.council_id = p.outer_council and o.kind = 'community'
  on conflict (inner_id, outer_id) do update set until = excluded.until where nesting.until <> excluded.until;
  return null;
end $$;
create or replace view app.reach as
  select c.council_id, 'own' as reach, c.id as circle_id, c.council_id as reached_id, '-infinity'::timestamptz as since, 'infinity'::timestamptz as until
    from circle c where c.person_id is null and c.kind in ('council', 'community')
  union all
  select i.council_id, 'seated', o.id, o.council_id, n.since, n.until
    from circle i join nesting n on n.inner_id = i.id join circle o on o.id = n.outer_id and o.kind = 'seated'
   where i.person_id is null and i.kind = 'seated'
  union all
  select i.council_id, 'council', o.id, o.council_id, n.since, n.until
    from circle i join nesting n on n.inner_id = i.id join circle o on o.id = n.outer_id
   where i.person_id is null and i.kind in ('council', 'community')
  union all
  select i.council_id, 'rooms', o.id, o.council_id, n.since, n.until -- its own room and the joint ones, not the community
    from circle i join nesting n on n.inner_id = i.id join circle o on o.id = n.outer_id and o.kind = 'council'
   where i.person_id is null and i.kind = 'council'
  union all
  select p.council_id, 'counterpart', o.id, o.council_id, p.since, p.until
    from counterpart p join circle o on o.council_id = p.counterpart_id and o.person_id is null and o.kind = 'council'
  union all
  select c.id, 'public', o.id, o.council_id, '-infinity', 'infinity'
    from council c cross join circle o where o.id = '00000000-0000-0000-0000-0000000000c1';
alter table council_kind drop column enters_community;
update nesting n set until = k.until
  from circle i, circle o, council k
 where i.id = n.inner_id and o.id = n.outer_id and o.kind = 'community' and o.council_id <> i.council_id and k.id = o.council_id and n.until <> k.until
   and exists (select from council_sector s join council_sector m on m.sector = s.sector and m.council_id = i.council_id where s.council_id = o.council_id);

-- Membership is not a mailing list. Whoever sits in a council of owners, in its counterpart or in an ISAC reads what is shared in the community of
-- its sector; whoever sits in an advisory body, a working group, a collaborative or a council across sectors does not, though it be tied to all
-- sixteen: those are let into a community by name. Which kinds of body carry their people in is a row for each, reviewed like an office's rights.

alter table council_kind add column enters_community boolean not null default false;
update council_kind set enters_community = true where slug in ('scc', 'gcc', 'isac', 'community');
alter table council_kind alter column enters_community drop default;

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
   where i.person_id is null and i.kind in ('council', 'community') and (o.kind <> 'community' or o.council_id = i.council_id)
  union all
  select i.council_id, 'council', o.id, o.council_id, greatest(n.since, t.since), least(n.until, t.until) -- a sector's community, while it is of a kind that enters one
    from circle i join nesting n on n.inner_id = i.id join circle o on o.id = n.outer_id and o.kind = 'community' and o.council_id <> i.council_id
    join council_kind_term t on t.council_id = i.council_id join council_kind k on k.slug = t.kind and k.enters_community
   where i.person_id is null and i.kind = 'council' and greatest(n.since, t.since) < least(n.until, t.until)
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
            join council_kind k on k.slug = m.kind and k.base_circle = 'council' and k.has_seats and k.enters_community
           where s.council_id in (select council_id from changed) or c.id in (select council_id from changed)) p
    join circle i on i.council_id = p.inner_council and i.kind in ('seated', 'council')
    join circle o on o.council_id = p.outer_council and o.kind = 'community'
  on conflict (inner_id, outer_id) do update set until = excluded.until where nesting.until <> excluded.until;
  return null;
end $$;

-- What was said through the nesting refers to it, so it ends and is not erased.
update nesting n set until = greatest(app.now(), n.since)
  from circle i, circle o
 where i.id = n.inner_id and o.id = n.outer_id and o.kind = 'community' and o.council_id <> i.council_id and n.until > app.now()
   and not exists (select from council_kind_term t join council_kind k on k.slug = t.kind and k.enters_community where t.council_id = i.council_id);
select app.refold(array(select distinct a.id from appointment a join circle i on i.council_id = a.council_id join nesting n on n.inner_id = i.id
  join circle o on o.id = n.outer_id and o.kind = 'community' and o.council_id <> i.council_id));

-- A reply reaches whom it answers. Which parts of an audience hold the author of something is asked in one place, for the box where the reply is
-- written and again when it is sent: what who asked does not see is nobody's answer.

-- Those of the circles in which the author of the item reads now. Where he reads nothing of it any more, the council in whose name he
-- spoke stands for him.
create function app.reached(of_item uuid, circles uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return query
  with said as materialized (
    select i.author_id, i.source_council_id from item i where i.id = of_item
  ), reads as materialized (
    select distinct h.circle_id
      from said s join held h on h.person_id = s.author_id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
      join person p on p.id = s.author_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
  ), still as materialized (
    select true as yes from audience a where a.item_id = of_item and a.circle_id = any (array(select r.circle_id from reads r)) limit 1
  )
  select c.id from circle c
   where c.id = any (circles)
     and case when (select yes from still) then c.id = any (array(select r.circle_id from reads r))
              else c.person_id is null and c.council_id = (select s.source_council_id from said s) end;
end $$;

-- The reply box. Proposed are the circles that were chosen, else the narrowest ones that hold a council for which the asker answers and
-- the author of what is answered; of a request, always who asked. Where the asker answers for no council of the audience, everybody whom it was addressed
-- to. All_people is how many would see it in all, each once and counted to 1,001.
create function app.answer_box(of_root uuid, of_answered uuid, chosen uuid[])
returns table (circle_id uuid, kind text, council_id uuid, council text, slug text, person_id uuid, person text, through_id uuid, reads boolean, people int, government int,
               asker boolean, answered boolean, proposed boolean, all_people int, all_government int)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
declare
  request boolean := (select true from audience a where a.item_id = of_root and a.answer_by is not null limit 1) is true;
  answers uuid := coalesce((
    select i.id from item i where i.id = of_answered and i.root_id = of_root and i.withdrawn is null
       and (select true from audience a where a.item_id = i.id and a.circle_id = any (array(select h.circle_id from app.holding h where h.capability = 'item.read')) limit 1)), of_root);
begin
  return query
  with offered as materialized (
    select o.*, app.circle_width(o.kind) as width from app.answerable(of_root, true) o
  ), flagged as materialized (
    select o.*, o.circle_id = any (array(select app.reached(of_root, array(select f.circle_id from offered f)))) as asker,
           o.circle_id = any (array(select app.reached(answers, array(select f.circle_id from offered f)))) as answered
      from offered o
  ), own as materialized (
    select distinct on (f.council_id) f.*
      from flagged f
     where f.reads and f.kind <> 'person'
       and f.council_id = any (array(select s.council_id from app.serving s))
       and f.council_id = any (array(select h.council_id from app.holding h where h.capability = 'reply.post'))
     order by f.council_id, f.width desc, f.circle_id
  ), base as materialized (
    select o.* from own o
    union
    select x.* from own o join flagged x on x.circle_id = o.through_id
  ), candidate as materialized (
    select array_remove(array[b.circle_id, y.circle_id, z.circle_id], null) as circles,
           (request and not b.asker and y.circle_id is null)::int + (not b.answered and y.answered is not true and z.circle_id is null)::int as missing,
           greatest(b.width, y.width, z.width) as width, b.people + coalesce(y.people, 0) + coalesce(z.people, 0) as people, b.council
      from base b
      left join lateral (select f.* from flagged f where request and not b.asker and f.asker order by f.width, f.people, f.circle_id limit 1) y on true
      left join lateral (select f.* from flagged f where not b.answered and y.answered is not true and f.answered order by f.width, f.people, f.circle_id limit 1) z on true
  ), narrowest as materialized (
    select n.circles from candidate n order by n.missing, n.width, n.people, n.council, n.circles limit 1
  ), picked as materialized (
    select f.circle_id from flagged f
     where case when chosen is not null then f.circle_id = any (chosen)
                when (select true from narrowest) then f.circle_id = any ((select n.circles from narrowest n)::uuid[])
                else f.circle_id = f.through_id end
  ), readers as materialized (
    select distinct r.person_id, r.organization_id
      from (select p.circle_id from picked p union select f.circle_id from flagged f where f.person_id = any (array(select w.person_id from app.who w))) seen
     cross join lateral (
           select q.id as person_id, q.organization_id
             from (select distinct h.person_id from held h
                    where h.circle_id = seen.circle_id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()) h
             join person q on q.id = h.person_id
            where (q.suspended is null or q.suspended > app.now()) and (q.expires is null or q.expires > app.now())
            order by h.person_id limit 1001) r
  ), counted as materialized (
    select count(*)::int as people, (count(*) filter (where g.government))::int as government
      from (select r.organization_id from readers r limit 1001) r join organization g on g.id = r.organization_id
  )
  select f.circle_id, f.kind, f.council_id, f.council, f.slug, f.person_id, f.person, f.through_id, f.reads, f.people, f.government,
         f.asker, f.answered, f.circle_id = any (array(select p.circle_id from picked p)), c.people, c.government
    from flagged f cross join counted c;
end $$;

-- As spoken: whether what was said is the word of the author's organization. What who asked does not see answers nothing; where nobody is left who
-- asked, it does.
create or replace function app.speaks() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.speaks := exists (select from speaker v where v.person_id = new.author_id and v.organization_id = new.organization_id and v.since <= app.now() and v.until > app.now())
    and (new.kind <> 'reply'
      or exists (select from app.reached(new.root_id, array(select a.circle_id from audience a where a.item_id = new.id)))
      or not exists (select from app.reached(new.root_id, array(select a.circle_id from audience a where a.item_id = new.root_id))));
  return new;
end $$;

-- What was answered past who asked, and can still be answered, waits again.
update item r set speaks = false
 where r.kind = 'reply' and r.speaks
   and exists (select from sector_update u where u.item_id = r.root_id and u.answer_by >= app.now()::date)
   and not exists (select from app.reached(r.root_id, array(select a.circle_id from audience a where a.item_id = r.id)))
   and exists (select from app.reached(r.root_id, array(select a.circle_id from audience a where a.item_id = r.root_id)));

revoke all on function app.reached(uuid, uuid[]), app.answer_box(uuid, uuid, uuid[]) from public;
grant create on schema app to concord_definer;
alter function app.reached(uuid, uuid[]) owner to concord_definer;
alter function app.answer_box(uuid, uuid, uuid[]) owner to concord_definer;
revoke create on schema app from concord_definer;
grant execute on function app.reached(uuid, uuid[]) to concord_owner;
grant execute on function app.answer_box(uuid, uuid, uuid[]) to concord_app, concord_worker;

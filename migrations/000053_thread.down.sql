create or replace function app.mail_to(of_item uuid, after uuid, most int) returns table (person_id uuid, council_id uuid, wanted boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with said as materialized (
    select i.id, i.kind, i.root_id, i.source_council_id, i.author_id from item i where i.id = of_item and i.withdrawn is null
  ), readers as (
    select r.person_id from said s join audience a on a.item_id = s.id cross join lateral (
      select distinct h.person_id from held h
       where h.circle_id = a.circle_id and h.capability = 'item.read' and h.person_id > after and h.since <= app.now() and h.until > app.now()
       order by h.person_id limit most) r
     where s.kind = 'update'
    union
    select t.author_id from said s join item t on t.root_id = s.root_id and t.author_id > after
     where s.kind = 'reply'
       and (select true from audience a join held h on h.circle_id = a.circle_id and h.capability = 'item.read' and h.person_id = t.author_id
             where a.item_id = s.id and h.since <= app.now() and h.until > app.now() limit 1)
  )
  select r.person_id, s.source_council_id,
         r.person_id <> s.author_id and c.person_id is not null
         and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
         and (coalesce(f.updates, 'each') = 'each'
           or f.updates = 'asked' and (s.kind = 'reply' or (select true from audience a where a.item_id = s.id and a.answer_by is not null limit 1) is true))
    from (select n.person_id from readers n order by n.person_id limit most) r cross join said s
    join person p on p.id = r.person_id
    left join signin.account c on c.person_id = r.person_id
    left join mail_preference f on f.person_id = r.person_id
   order by r.person_id
$$;

drop index audience_answers;
drop table thread_follow;

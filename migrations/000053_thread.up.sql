-- Threads: an item and what answers it. Whoever wrote in one follows it, and so does whoever chose to, until it is muted: new replies are mailed to
-- those who follow and still read them. The table names an item of whatever kind.

create table thread_follow (
  item_id   uuid not null references item,
  person_id uuid not null references person,
  muted     boolean not null,
  at        timestamptz not null default app.now(),
  primary key (item_id, person_id)
);
create index on thread_follow (person_id, at desc);
call app.protect('thread_follow', false);
create policy own on thread_follow for select to concord_app, concord_worker using (person_id = any (array(select person_id from app.who)));
create policy follows on thread_follow for insert to concord_app with check (
  person_id = any (array(select person_id from app.who)) and (select true from audience a where a.item_id = thread_follow.item_id limit 1));
create policy chooses_again on thread_follow for update to concord_app using (person_id = any (array(select person_id from app.who)));
create policy definer_reads on thread_follow for select to concord_definer using (true);
grant select, insert (item_id, person_id, muted), update (muted, at) on thread_follow to concord_app;
grant select on thread_follow to concord_worker, concord_definer;

-- The newest replies of each circle, for threads that have news.
create index audience_answers on audience (circle_id, posted desc, item_id) where item_id <> root_id;

-- Who is mailed about an item: whoever reads it through one of its circles now; of a reply, those among them who follow the thread.
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
    select t.person_id
      from said s cross join lateral (
           select w.author_id as person_id from item w where w.root_id = s.root_id and w.author_id > after
           union
           select f.person_id from thread_follow f where f.item_id = s.root_id and not f.muted and f.person_id > after
           except
           select f.person_id from thread_follow f where f.item_id = s.root_id and f.muted) t
     where s.kind = 'reply'
       and (select true from audience a join held h on h.circle_id = a.circle_id and h.capability = 'item.read' and h.person_id = t.person_id
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

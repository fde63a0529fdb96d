-- Who was told that more people read what they posted, and then leaves, can hold nothing any more: the officers of the council that released it are
-- told in their place.

-- Whoever owns what of a growth is still undecided is told, also again; who owns none of it any more is not asked further.
create function app.pass_growth_on(of_growth uuid) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into reach_notice as n (growth_id, person_id, items)
  select of_growth, g.owner_id, count(distinct g.item_id) from app.grown_for(of_growth, null) g
   where not exists (select from reach_answer r where r.growth_id = of_growth and r.item_id = g.item_id) group by g.owner_id
  on conflict (growth_id, person_id) do update set items = excluded.items, at = app.now(), answered = null where n.answered is not null or n.items <> excluded.items;
  if found then
    insert into outbox (topic, object_id) values ('grown', of_growth);
  end if;
  update reach_notice n set answered = app.now()
   where n.growth_id = of_growth and n.answered is null and not exists (select from app.grown_for(of_growth, n.person_id));
end $$;

-- A letter goes to those of the last telling: who was told before is not told again because it passes to somebody else. Two tellings within the hour
-- may be worked at once, and nobody is left out.
create or replace function app.told_of_growth(of_growth uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select n.person_id from reach_notice n
   where n.growth_id = of_growth and n.answered is null and n.at > (select max(l.at) from reach_notice l where l.growth_id = of_growth) - interval '1 hour' $$;

create function app.growth_left() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id) select 'growth-left', n.growth_id from reach_notice n where n.person_id = new.person_id and n.answered is null;
  return null;
end $$;
create trigger passes_growth after update of until on appointment for each row when (new.until is distinct from old.until and new.until <= app.now()) execute function app.growth_left();

-- Offices whose last day came end by no act: the worker looks for them each day.
create function app.growths_left() returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id)
  select distinct 'growth-left', n.growth_id from reach_notice n join appointment a on a.person_id = n.person_id and a.until > n.at and a.until <= app.now() where n.answered is null;
end $$;

revoke all on function app.pass_growth_on(uuid), app.growths_left() from public;
grant execute on function app.pass_growth_on(uuid), app.growths_left() to concord_worker;

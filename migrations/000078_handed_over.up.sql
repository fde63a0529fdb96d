-- Who did a visit stays who did it, whoever keeps what is left to do. A hand-over of a territory is told to both, by mail and on the first page,
-- and can be taken back for a week.

alter table engagement add column done_name text not null default ''; -- who kept it when it was done; "" while it is not
alter table engagement disable trigger user;
update engagement e set done_name = coalesce(
  (select p.name from engagement_version v join person p on p.id = (v.was ->> 'keeper_id')::uuid
    where v.engagement_id = e.id and v.was ->> 'state' = 'done' order by v.number limit 1),
  (select p.name from person p where p.id = e.keeper_id)) where e.state = 'done';
alter table engagement enable trigger user;

create function app.engagement_done() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.state <> 'done' then
    new.done_name := '';
  elsif tg_op = 'INSERT' or old.state <> 'done' then
    new.done_name := (select p.name from person p where p.id = new.keeper_id);
  end if;
  return new;
end $$;
create trigger written_done before insert or update of state on engagement for each row execute function app.engagement_done();

-- What went along, so that it can go back; who has seen the notice; whether it was taken back.
alter table territory_hand_over
  add column parts       uuid[] not null default '{}', -- of territory, as they were before
  add column engagements uuid[] not null default '{}',
  add column requests    uuid[] not null default '{}',
  add column from_seen   timestamptz,
  add column to_seen     timestamptz,
  add column undone      timestamptz,
  add column undone_name text not null default '',
  add column undone_by   uuid references person;
create index on territory_hand_over (from_id);
create index on territory_hand_over (to_id);
-- What was handed over before nobody waits to be told.
update territory_hand_over set from_seen = app.now(), to_seen = app.now();

create function app.hand_over_undo_within() returns interval language sql immutable parallel safe as $$select interval '7 days'$$;

create or replace function app.territory_handed() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.by_id := coalesce((select person_id from app.who), new.by_id);
  new.by_name := app.named(new.by_id);
  new.from_name := app.named(new.from_id);
  new.to_name := app.named(new.to_id);
  new.places := array(select coalesce(c.name || ', ' || t.state, j.name) from territory t join jurisdiction j on j.code = t.state left join county c on c.fips = t.county
                       where t.person_id = new.from_id and t.office_id = new.office_id and t.since <= app.now() and (t.until is null or t.until > app.now()) order by 1);
  new.parts := array(select t.id from territory t where t.person_id = new.from_id and t.office_id = new.office_id and t.since <= app.now() and (t.until is null or t.until > app.now()));
  new.engagements := array(select e.id from engagement e where e.office_id = new.office_id and e.keeper_id = new.from_id and (e.state = 'planned' or e.next_day is not null));
  new.requests := array(select r.id from partner_request r where r.office_id = new.office_id and r.owner_id = new.from_id and r.answered is null and r.withdrawn is null);
  return new;
end $$;

-- A director takes it back, once and within the time; both say only for themselves that they have seen it.
create function app.hand_over_turns() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare me uuid := (select person_id from app.who);
begin
  if me is null or new is not distinct from old then
    return new; -- the portal itself, or nothing changes
  elsif new.undone is not null and old.undone is null then
    if not old.office_id = any (array(select council_id from app.holding where capability = 'territory.edit')) then
      raise exception 'not theirs to take back' using errcode = 'insufficient_privilege';
    elsif old.at <= app.now() - app.hand_over_undo_within() then
      raise exception 'too late to take it back' using errcode = 'check_violation', constraint = 'hand_over_undone_late';
    end if;
    new.undone := app.now();
    new.undone_by := me;
    new.undone_name := app.named(me);
    new.from_seen := case when old.from_id = me then app.now() end;
    new.to_seen := case when old.to_id = me then app.now() end;
  elsif new.undone is distinct from old.undone then
    raise exception 'it was taken back' using errcode = 'check_violation', constraint = 'hand_over_undone';
  else
    new.from_seen := case when old.from_id = me then coalesce(old.from_seen, app.now()) else old.from_seen end;
    new.to_seen := case when old.to_id = me then coalesce(old.to_seen, app.now()) else old.to_seen end;
  end if;
  return new;
end $$;
create trigger turns before update on territory_hand_over for each row execute function app.hand_over_turns();

create policy director_takes_back on territory_hand_over for update to concord_app using (
  office_id = any (array(select council_id from app.holding where capability = 'engagement.read')));
grant update (undone, from_seen, to_seen) on territory_hand_over to concord_app;

create function app.hand_over_is_told() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if exists (select from app.who) then -- else the portal itself
    insert into outbox (topic, object_id) values ('territory', new.id);
  end if;
  return null;
end $$;
create trigger told after insert on territory_hand_over for each row execute function app.hand_over_is_told();
create trigger told_undone after update on territory_hand_over for each row when (old.undone is null and new.undone is not null) execute function app.hand_over_is_told();

-- Both, without whoever did it.
create function app.told_of_hand_over(of_hand_over uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.id from territory_hand_over h join person p on p.id in (h.from_id, h.to_id)
   where h.id = of_hand_over and p.id <> coalesce(h.undone_by, h.by_id)
$$;

-- Places are public; whom they planned to visit stays in the portal.
create function app.hand_over_letter(of_hand_over uuid, to_person uuid)
returns table (office text, region int, by_name text, from_name text, to_name text, places text[], visits int, requests int, begins boolean, undone boolean, until timestamptz)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select c.short_name, c.region, case when h.undone is null then h.by_name else h.undone_name end, (select p.name from person p where p.id = h.from_id), (select p.name from person p where p.id = h.to_id), h.places,
         cardinality(h.engagements), cardinality(h.requests), h.to_id = to_person, h.undone is not null, h.at + app.hand_over_undo_within()
    from territory_hand_over h join council c on c.id = h.office_id
   where h.id = of_hand_over and to_person in (h.from_id, h.to_id)
$$;

revoke all on function app.engagement_done(), app.hand_over_turns(), app.hand_over_is_told(), app.hand_over_undo_within(), app.told_of_hand_over(uuid), app.hand_over_letter(uuid, uuid) from public;
grant execute on function app.hand_over_undo_within() to concord_app;
grant execute on function app.told_of_hand_over(uuid), app.hand_over_letter(uuid, uuid) to concord_worker;

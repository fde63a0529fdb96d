-- Whom an act concerns hears of it: who is given a partner's request, and who had it; whoever works an incident that is reopened; and whose part of
-- a territory ended, with the directors of the office.

alter table partner_request
  add column given_by   uuid references person, -- the last one who gave it to somebody
  add column given_from uuid references person; -- on whose table it lay before; null for nobody's
create index on partner_request (given_by);
create index on partner_request (given_from);

-- Taking it oneself is not giving it.
create function app.request_given() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.given_by := (select person_id from app.who);
  new.given_from := old.owner_id;
  return new;
end $$;
create trigger turns_given before update of owner_id on partner_request for each row when (old.owner_id is distinct from new.owner_id) execute function app.request_given();

-- What goes along with a territory is told with the territory.
create function app.request_given_is_told() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.given_by is not null and new.answered is null
     and not exists (select from territory_hand_over h where h.office_id = new.office_id and app.now() in (h.at, h.undone) and new.owner_id in (h.from_id, h.to_id)) then
    insert into outbox (topic, object_id) values ('request-given', new.id);
  end if;
  return null;
end $$;
create trigger notice_given after update of owner_id on partner_request for each row when (old.owner_id is distinct from new.owner_id) execute function app.request_given_is_told();

-- Who has it and who had it, as far as they work in the office still, without whoever gave it.
create function app.told_of_given(of_request uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct h.person_id from partner_request r join held h on h.council_id = r.office_id and h.capability = 'engagement.write' and h.since <= app.now() and h.until > app.now()
   where r.id = of_request and r.answered is null and r.withdrawn is null and h.person_id in (r.owner_id, r.given_from) and h.person_id <> r.given_by
$$;
create function app.given_letter(of_request uuid, to_person uuid) returns table (by_name text, owner_name text, begins boolean) language sql stable security definer set search_path = public, app, pg_temp as $$
  select (select p.name from person p where p.id = r.given_by), r.owner_name, r.owner_id = to_person
    from partner_request r join app.told_of_given(of_request) t on t.person_id = to_person where r.id = of_request
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- An incident that is reopened

alter table incident add column reopened timestamptz, add column reopened_by uuid references person;
create index on incident (reopened_by);

create function app.incident_reopens() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_when = 'BEFORE' then
    new.reopened := app.now();
    new.reopened_by := (select person_id from app.who);
    return new;
  end if;
  if new.reopened_by is not null then -- else the portal itself
    insert into outbox (topic, object_id) values ('incident-reopened', new.id);
  end if;
  return null;
end $$;
create trigger reopens before update of until on incident for each row when (old.until is not null and new.until is null) execute function app.incident_reopens();
create trigger reopens_told after update of until on incident for each row when (old.until is not null and new.until is null) execute function app.incident_reopens();

-- Everybody who works it but who reopened it: declaring it does not mean to know that it goes on.
create function app.told_of_reopening(of_incident uuid) returns table (person_id uuid) language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return query select distinct h.person_id
    from incident i join incident_office o on o.incident_id = i.id join held h on h.council_id = o.office_id and h.capability = 'incident.work' and h.since <= app.now() and h.until > app.now()
   where i.id = of_incident and (i.until is null or i.until > app.now()) and h.person_id is distinct from i.reopened_by;
end $$;
create function app.reopening_letter(of_incident uuid, to_person uuid) returns table (office text, by_name text) language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return query select c.short_name, (select p.name from person p where p.id = i.reopened_by)
    from incident i join council c on c.id = i.office_id join app.told_of_reopening(of_incident) t on t.person_id = to_person where i.id = of_incident;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The end of parts of a territory, for each of those who are told

create table territory_notice (
  id          uuid primary key default gen_random_uuid(),
  office_id   uuid not null references council,
  to_id       uuid not null references person,
  person_id   uuid not null references person, -- who covered it
  person_name text not null,
  places      text[] not null,
  by_id       uuid references person,
  by_name     text not null default '', -- "" for the portal itself
  at          timestamptz not null default app.now(),
  seen        timestamptz,
  unique (to_id, person_id, office_id, at)
);
create index on territory_notice (office_id);
create index on territory_notice (person_id);
create index on territory_notice (by_id);
create index territory_notice_unseen on territory_notice (to_id, at desc) where seen is null;

-- What ends with a hand-over, or is taken back with one, is told as that. Parts that end in one step are told of in one letter.
create function app.territory_end_is_told() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  me uuid := (select person_id from app.who);
  place text := (select coalesce(c.name || ', ' || j.code, j.name) from jurisdiction j left join county c on c.fips = new.county where j.code = new.state);
  notice uuid;
  earlier boolean;
  told uuid;
begin
  if me is null and session_user <> 'concord_worker' -- an import, or the demonstration
     or exists (select from territory_hand_over h where h.office_id = new.office_id and app.now() in (h.at, h.undone) and new.person_id in (h.from_id, h.to_id)) then
    return null;
  end if;
  for told in
    select h.person_id from held h where h.council_id = new.office_id and h.capability = 'territory.edit' and h.since <= app.now() and h.until > app.now()
    union select new.person_id
  loop
    continue when told = me;
    insert into territory_notice (office_id, to_id, person_id, person_name, places, by_id, by_name)
    values (new.office_id, told, new.person_id, (select p.name from person p where p.id = new.person_id), array[place], me, coalesce((select p.name from person p where p.id = me), ''))
    on conflict (to_id, person_id, office_id, at) do update set places = territory_notice.places || excluded.places
    returning id, cardinality(places) > 1 into notice, earlier;
    if not earlier then
      insert into outbox (topic, object_id) values ('territory-ended', notice);
    end if;
  end loop;
  return null;
end $$;
create trigger end_told after update of until on territory for each row
  when (new.until <= app.now() and (old.until is null or old.until > app.now()) and old.since <= app.now()) execute function app.territory_end_is_told();

call app.protect('territory_notice', false);
create policy own_read on territory_notice for select to concord_app using (
  to_id = any (array(select person_id from app.who)) and office_id = any (array(select council_id from app.holding where capability = 'engagement.read')));
create policy own_see on territory_notice for update to concord_app using (
  to_id = any (array(select person_id from app.who)) and office_id = any (array(select council_id from app.holding where capability = 'engagement.read')));
grant select, update (seen) on territory_notice to concord_app;

-- It is seen once, and now.
create function app.territory_notice_seen() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.seen := coalesce(old.seen, app.now());
  return new;
end $$;
create trigger seen before update of seen on territory_notice for each row execute function app.territory_notice_seen();

-- Who serves in the office still: whose office ended hears of that, and what she covered ended with it.
create function app.told_of_territory_end(of_notice uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select n.to_id from territory_notice n
   where n.id = of_notice and exists (select from held h where h.person_id = n.to_id and h.council_id = n.office_id and h.capability = 'engagement.read' and h.since <= app.now() and h.until > app.now())
$$;
create function app.territory_end_letter(of_notice uuid, to_person uuid)
returns table (office text, region int, by_name text, person_name text, places text[], own boolean) language sql stable security definer set search_path = public, app, pg_temp as $$
  select c.short_name, c.region, n.by_name, n.person_name, n.places, n.person_id = to_person
    from territory_notice n join council c on c.id = n.office_id join app.told_of_territory_end(of_notice) t on t.person_id = to_person where n.id = of_notice
$$;

revoke all on function app.told_of_given(uuid), app.given_letter(uuid, uuid), app.told_of_reopening(uuid), app.reopening_letter(uuid, uuid), app.told_of_territory_end(uuid),
  app.territory_end_letter(uuid, uuid) from public;
grant execute on function app.told_of_given(uuid), app.given_letter(uuid, uuid), app.told_of_reopening(uuid), app.reopening_letter(uuid, uuid), app.told_of_territory_end(uuid),
  app.territory_end_letter(uuid, uuid) to concord_worker;

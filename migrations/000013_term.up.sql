-- A seat is handed over in one step: who spoke for it ends when the next one begins, in the same change, so that no moment has none or
-- two. Both appointments carry their dates from the first, so that nothing has to happen on the day itself.

create table succession (
  id             uuid primary key,           -- and that of the appointment of who takes over
  council_id     uuid not null references council,
  seat_id        uuid not null,
  organization_id uuid not null,
  appointment_id uuid not null references appointment, -- that ends
  outgoing_id    uuid not null references person,
  person_id      uuid not null references person,      -- who takes over
  day            timestamptz not null default app.now(), -- as asked for
  since          timestamptz not null,       -- when it happens: that day, but 14 days from now at the earliest where others than she herself ask
  was_until      timestamptz,                -- when the term of the seat's representative would have ended, and does now for the next one
  alternate_id   uuid references appointment, -- that ends too, where an alternate moves up
  alternate_until timestamptz,
  asked_by       uuid not null references person,
  asked          timestamptz not null default app.now(),
  agreed         timestamptz,                -- by who goes
  stopped        timestamptz,                -- before it happened: contested by who goes, or taken back by who asked
  stopped_by     uuid references person,
  foreign key (seat_id, council_id, organization_id) references seat (id, council_id, organization_id)
);
create index on succession (council_id, since);
create index on succession (seat_id);
create index on succession (appointment_id);
create index on succession (outgoing_id);
create index on succession (person_id);
call app.protect('succession');

-- The seats that the asker may hand over: her own, and those of the rosters that she keeps.
create view app.handing as
  select a.seat_id from app.who w join appointment a on a.person_id = w.person_id
   where a.office = 'representative' and a.since <= app.now() and (a.until is null or a.until > app.now())
  union all
  select a.seat_id from appointment a
   where a.council_id = any (array(select council_id from app.roster_edited)) and a.office = 'representative'
     and a.since <= app.now() and (a.until is null or a.until > app.now());

create function app.succession_begins() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  going appointment;
begin
  perform from seat where id = new.seat_id for no key update; -- of two who hand it over at once the second is told
  select a.* into going from appointment a
   where a.seat_id = new.seat_id and a.office = 'representative' and a.since <= app.now() and (a.until is null or a.until > app.now());
  new.asked_by := (select person_id from app.who);
  if new.asked_by is null or new.seat_id <> all (array(select seat_id from app.handing)) then
    raise exception 'not this seat' using errcode = 'insufficient_privilege';
  end if;
  new.asked := app.now();
  new.council_id := going.council_id;
  new.organization_id := going.organization_id;
  new.appointment_id := going.id;
  new.outgoing_id := going.person_id;
  new.was_until := going.until;
  new.since := greatest(new.day, app.now() + case when new.asked_by = going.person_id then interval '0' else interval '14 days' end);
  new.agreed := case when new.asked_by = going.person_id then app.now() end;
  new.stopped := null;
  new.stopped_by := null;
  select a.id, a.until into new.alternate_id, new.alternate_until from appointment a
   where a.seat_id = new.seat_id and a.office = 'alternate' and a.person_id = new.person_id and a.since < new.since and (a.until is null or a.until > new.since);
  if exists (select from succession s where s.seat_id = new.seat_id and s.stopped is null and s.since > app.now()) then
    raise exception 'it is being handed over' using errcode = 'unique_violation', constraint = 'succession_open';
  end if;
  if new.since >= least(new.was_until, (select s.until from seat s where s.id = new.seat_id)) then
    raise exception 'the term ends before' using errcode = 'check_violation', constraint = 'succession_late';
  end if;
  if new.person_id = new.outgoing_id or not exists (
       select from person p where p.id = new.person_id and (new.alternate_id is not null or p.organization_id = new.organization_id)
          and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > new.since)) then
    raise exception 'not a person of the seat' using errcode = 'check_violation', constraint = 'succession_person';
  end if;
  return new;
end $$;
create trigger begins before insert on succession for each row execute function app.succession_begins();

create function app.succession_appoints() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update appointment set until = new.since, ended_because = 'Handed over' where id in (new.appointment_id, new.alternate_id);
  insert into appointment (id, person_id, council_id, office, seat_id, organization_id, invented, since, until)
  select new.id, p.id, new.council_id, 'representative', new.seat_id, new.organization_id, p.invented, new.since, new.was_until from person p where p.id = new.person_id;
  return null;
end $$;
create trigger appoints after insert on succession for each row execute function app.succession_appoints();

-- Until it happens, who goes may agree, which is at once or on the day asked for, or stop it; so may who keeps the roster.
create function app.succession_turns() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare me uuid := (select person_id from app.who);
begin
  if old.stopped is not null or old.since <= app.now() or old.agreed is not null and new.stopped is null then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'succession_over';
  end if;
  if new.stopped is not null then
    new.stopped := app.now();
    new.stopped_by := me;
    update appointment set until = since where id = new.id;
    update appointment set until = new.was_until, ended_because = '' where id = new.appointment_id;
    update appointment set until = new.alternate_until, ended_because = '' where id = new.alternate_id;
  elsif me = old.outgoing_id then
    new.agreed := app.now();
    new.since := greatest(old.day, app.now());
    update appointment set until = new.since where id in (new.appointment_id, new.alternate_id);
    update appointment set since = new.since where id = new.id;
  else
    raise exception 'who goes agrees' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger turns before update on succession for each row execute function app.succession_turns();

-- Whom the seat can be handed to: the people of its organization and its alternates, told to who may hand it over.
create function app.successors(of_seat uuid) returns table (person_id uuid, name text, alternate boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.id, p.name, a.person_id is not null
    from seat s
    join person p on p.organization_id = s.organization_id or p.id in (
         select a.person_id from appointment a where a.seat_id = s.id and a.office = 'alternate' and a.since <= app.now() and (a.until is null or a.until > app.now()))
    left join lateral (select a.person_id from appointment a where a.seat_id = s.id and a.office = 'alternate' and a.person_id = p.id
                          and a.since <= app.now() and (a.until is null or a.until > app.now()) limit 1) a on true
   where s.id = of_seat and of_seat = any (array(select seat_id from app.handing))
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
     and p.id not in (select r.person_id from appointment r where r.seat_id = s.id and r.office = 'representative' and r.since <= app.now() and (r.until is null or r.until > app.now()))
   order by a.person_id is null, p.name, p.id limit 100
$$;
revoke all on function app.successors(uuid) from public;

create policy members_read on succession for select to concord_app, concord_worker using (council_id = any (array(select council_id from app.roster_seen)));
create policy hands_over on succession for insert to concord_app with check (
  asked_by = any (array(select person_id from app.who)) and seat_id = any (array(select seat_id from app.handing)));
create policy outgoing_turns on succession for update to concord_app using (seat_id = any (array(select seat_id from app.handing)));
grant select, insert (id, seat_id, person_id, day), update (agreed, stopped) on succession to concord_app;
grant select on succession to concord_worker;

grant create on schema app to concord_definer;
alter view app.handing owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.handing to concord_app, concord_owner;
grant execute on function app.successors(uuid) to concord_app;

-- Engagement: what a region's field staff do with owners and operators, who ask for it, and where staff work. What owners give of their own
-- will and what a regulator finds lie in two stores that never meet: no office works in both, and nobody serves in both.

insert into office (slug, name, needs_seat, rank, of_staff) values ('inspector', 'Inspector', false, 12, true);
insert into capability (slug, class, means) values
  ('engagement.read',   'directory', 'See the visits, calls and requests of the region'),
  ('engagement.write',  'directory', 'Record visits and calls, and answer requests'),
  ('engagement.direct', 'directory', 'Change what others of the region recorded, and give work to them'),
  ('inspection.read',   'directory', 'See the inspections of the region'),
  ('inspection.write',  'directory', 'Record inspections while a program is in force');
insert into office_may (kind, office, capability, reach, class)
select 'region', m.office, m.capability, 'own', c.class from (values
  ('director', 'engagement.read'), ('director', 'engagement.write'), ('director', 'engagement.direct'),
  ('psa', 'engagement.read'), ('psa', 'engagement.write'), ('csa', 'engagement.read'), ('csa', 'engagement.write'),
  ('inspector', 'inspection.read'), ('inspector', 'inspection.write'), ('inspector', 'directory.browse'), ('inspector', 'roster.read')) m (office, capability)
  join capability c on c.slug = m.capability;

-- ---------------------------------------------------------------------------------------------------------------------
-- Two stores

create function app.store_of(capability text) returns text language sql immutable parallel safe as $$
  select case when capability like 'inspection.%' then 'regulatory' when capability like 'engagement.%' or capability like 'facility.%' then 'voluntary' end
$$;
revoke all on function app.store_of(text) from public;

create function app.works_in_one_store() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if exists (select from office_may m where m.kind = new.kind and m.office = new.office and app.store_of(m.capability) <> app.store_of(new.capability)
                and tstzrange(m.since, m.until) && tstzrange(new.since, new.until)) then
    raise exception 'an office works in one store' using errcode = 'check_violation', constraint = 'two_stores';
  end if;
  return null;
end $$;
create trigger two_stores after insert or update on office_may for each row when (app.store_of(new.capability) is not null) execute function app.works_in_one_store();

create function app.serves_one_store() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not (select of_staff from office where slug = new.office) then
    return null;
  end if;
  perform from person where id = new.person_id for no key update; -- of two offices given at once the second is refused
  if exists (select from council_kind_term k join office_may n on n.kind = k.kind and n.office = new.office
               join appointment a on a.person_id = new.person_id join council_kind_term t on t.council_id = a.council_id join office_may m on m.kind = t.kind and m.office = a.office
              where k.council_id = new.council_id and app.store_of(m.capability) <> app.store_of(n.capability)
                and not isempty(tstzrange(a.since, a.until) * tstzrange(m.since, m.until) * tstzrange(t.since, t.until)
                              * tstzrange(new.since, new.until) * tstzrange(n.since, n.until) * tstzrange(k.since, k.until))) then
    raise exception 'nobody serves both' using errcode = 'check_violation', constraint = 'two_stores';
  end if;
  return null;
end $$;
create trigger two_stores after insert or update of since, until on appointment for each row execute function app.serves_one_store();

-- ---------------------------------------------------------------------------------------------------------------------
-- Visits, calls, trainings: seen by the region, and by who speaks for the organization they are about

create table engagement (
  id              uuid primary key,
  office_id       uuid not null references council, -- the regional office that keeps it
  organization_id uuid not null references organization,
  facility_id     uuid,
  person_id       uuid references person,
  with_whom       text not null default '' check (char_length(with_whom) <= 200),
  kind            text not null check (kind in ('call', 'visit', 'training', 'assessment', 'event')),
  state           text not null check (state in ('planned', 'done', 'cancelled')),
  day             date not null,
  purpose         text not null check (char_length(purpose) between 1 and 500),
  offers          text not null default '' check (char_length(offers) <= 1000),
  next_step       text not null default '' check (char_length(next_step) <= 500),
  next_day        date,
  notes           text not null default '' check (char_length(notes) <= 4000),
  label           text not null check (app.width(label) > 0),
  keeper_id       uuid not null references person, -- who does it; changes with a hand-over
  author_id       uuid not null references person,
  author_name     text not null,                   -- as recorded
  number          int not null default 1,          -- of the version
  changed_name    text not null default '',        -- who made this version
  changed         timestamptz not null default app.now(),
  foreign key (facility_id, organization_id) references facility (id, organization_id) on update cascade,
  constraint engagement_done check (state <> 'done' or day <= app.now()::date + 1), -- a day's difference between zones
  constraint engagement_next check ((next_step = '') = (next_day is null))
);
create index on engagement (office_id, day desc, id desc);
create index on engagement (organization_id, day desc);
create index on engagement (facility_id, day desc) where facility_id is not null;
create index engagement_planned on engagement (keeper_id, day) where state = 'planned';
create index engagement_step on engagement (keeper_id, next_day) where next_day is not null;
create index on engagement (person_id);
create index on engagement (author_id);

-- What it said before.
create table engagement_version (
  engagement_id uuid not null references engagement,
  number        int not null,
  name          text not null,
  at            timestamptz not null,
  was           jsonb not null,
  primary key (engagement_id, number)
);

create function app.engagement_written() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare me uuid := (select person_id from app.who);
begin
  if new.person_id is not null then
    new.with_whom := (select p.name from person p where p.id = new.person_id);
  end if;
  if tg_op = 'INSERT' then
    new.author_id := coalesce(me, new.author_id);
    new.keeper_id := coalesce(new.keeper_id, new.author_id);
    new.author_name := app.named(new.author_id);
    new.changed_name := new.author_name;
    new.number := 1;
    return new;
  elsif me is null or new.organization_id <> old.organization_id then
    return new; -- the portal itself, or its organization was on record twice
  elsif new.number <> old.number + 1 then
    raise exception 'somebody was faster' using errcode = 'check_violation', constraint = 'engagement_changed';
  end if;
  insert into engagement_version (engagement_id, number, name, at, was)
  values (old.id, old.number, old.changed_name, old.changed, to_jsonb(old) - array['id', 'office_id', 'organization_id', 'author_id', 'author_name', 'number', 'changed_name', 'changed']);
  new.changed_name := app.named(me);
  new.changed := app.now();
  return new;
end $$;
create trigger written before insert or update on engagement for each row execute function app.engagement_written();

-- Who keeps it works in the office that does.
create function app.keeper_serves() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from held h where h.person_id = new.keeper_id and h.council_id = new.office_id and h.capability = 'engagement.write' and h.since <= app.now() and h.until > app.now()) then
    raise exception 'does not work there' using errcode = 'check_violation', constraint = 'engagement_keeper';
  end if;
  return null;
end $$;
create trigger keeper after insert or update of keeper_id on engagement for each row execute function app.keeper_serves();

call app.protect('engagement');
call app.protect('engagement_version', false);
-- Whoever speaks for an organization sees all that is kept about it. A case, not an or: lists always say of which office or organization.
create policy both_sides_read on engagement for select to concord_app using (
  case when office_id = any (array(select council_id from app.holding where capability = 'engagement.read')) then true
       else organization_id = any (array(select organization_id from app.speaking_for)) end);
create policy region_adds on engagement for insert to concord_app with check (
  author_id = any (array(select person_id from app.who)) and office_id = any (array(select council_id from app.holding where capability = 'engagement.write')));
create policy keeper_edits on engagement for update to concord_app using (
  office_id = any (array(select council_id from app.holding where capability = 'engagement.write'))
  and (keeper_id = any (array(select person_id from app.who)) or author_id = any (array(select person_id from app.who))
    or office_id = any (array(select council_id from app.holding where capability = 'engagement.direct'))));
create policy both_sides_read on engagement_version for select to concord_app using ((select true from engagement e where e.id = engagement_version.engagement_id limit 1));
grant select, insert (id, office_id, organization_id, facility_id, person_id, with_whom, kind, state, day, purpose, offers, next_step, next_day, notes, label),
  update (facility_id, person_id, with_whom, kind, state, day, purpose, offers, next_step, next_day, notes, label, keeper_id, number) on engagement to concord_app;
grant select on engagement_version to concord_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- Requests of partners: asked by who speaks for an organization, answered by the region of its state within days that a row says

create table partner_request_kind (
  slug text primary key check (slug ~ '^[a-z]+$'),
  name text not null,
  days int not null check (days between 1 and 365), -- until the answer is due
  rank int not null
);
insert into partner_request_kind (slug, name, days, rank) values
  ('help', 'Help beyond our means', 3, 1), ('assessment', 'An assessment of a facility', 30, 2), ('training', 'Training or an exercise', 30, 3), ('contact', 'A talk with an advisor', 14, 4);
call app.protect('partner_request_kind');
create policy everybody_reads on partner_request_kind for select to concord_app, concord_worker using (true);
grant select on partner_request_kind to concord_app, concord_worker;

create table partner_request (
  id              uuid primary key,
  office_id       uuid not null references council,
  organization_id uuid not null references organization,
  facility_id     uuid,
  kind            text not null references partner_request_kind,
  wish            text not null check (char_length(wish) between 1 and 2000),
  asked_by        uuid not null references person,
  asked_name      text not null,
  asked           timestamptz not null default app.now(),
  due             date not null,
  owner_id        uuid references person, -- on whose table it lies: who covers the place, or who took it
  owner_name      text not null default '',
  taken           timestamptz,
  answer          text not null default '' check (char_length(answer) <= 2000),
  answered        timestamptz,
  answered_name   text not null default '',
  withdrawn       timestamptz,
  foreign key (facility_id, organization_id) references facility (id, organization_id) on update cascade,
  check ((answered is null) = (answer = '')),
  check (num_nonnulls(answered, withdrawn) < 2)
);
create index on partner_request (office_id, asked desc);
create index partner_request_open on partner_request (office_id, due) where answered is null and withdrawn is null;
create index on partner_request (organization_id, asked desc);
create index partner_request_owner on partner_request (owner_id, due) where answered is null and withdrawn is null;
create index on partner_request (asked_by);

-- Who covers a place: whoever has the county, else who has the state; the first one named where there are several.
create function app.covers(of_state text, of_county text) returns uuid language sql stable security definer set search_path = public, app, pg_temp as $$
  select t.person_id from territory t where t.state = of_state and (t.county is null or t.county = of_county) and t.since <= app.now() and (t.until is null or t.until > app.now())
   order by t.county is null, t.since, t.id limit 1
$$;

create function app.request_asked() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare at_state text; at_county text;
begin
  new.asked_by := coalesce((select person_id from app.who), new.asked_by);
  new.asked_name := app.named(new.asked_by);
  new.due := (new.asked + make_interval(days => (select k.days from partner_request_kind k where k.slug = new.kind)))::date;
  select coalesce(f.state, o.state), case when f.id is null then o.county else f.county end into at_state, at_county
    from organization o left join facility f on f.id = new.facility_id where o.id = new.organization_id;
  new.office_id := app.office_of(at_state);
  if new.office_id is null then
    raise exception 'no region is known' using errcode = 'check_violation', constraint = 'partner_request_region';
  end if;
  new.owner_id := app.covers(at_state, at_county);
  new.owner_name := coalesce((select p.name from person p where p.id = new.owner_id), '');
  return new;
end $$;
create trigger asked before insert on partner_request for each row execute function app.request_asked();

create function app.request_turns() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  me uuid := (select person_id from app.who);
  directs boolean := old.office_id = any (array(select council_id from app.holding where capability = 'engagement.direct'));
begin
  if me is null or (new.organization_id, new.facility_id) is distinct from (old.organization_id, old.facility_id) then
    return new; -- the portal itself, or what was on record twice is merged
  elsif old.answered is not null or old.withdrawn is not null then
    raise exception 'it is closed' using errcode = 'check_violation', constraint = 'partner_request_closed';
  end if;
  if new.withdrawn is not null then
    if old.organization_id <> all (array(select organization_id from app.speaking_for)) then
      raise exception 'who asked takes it back' using errcode = 'insufficient_privilege';
    end if;
    new := old;
    new.withdrawn := app.now();
    return new;
  end if;
  if old.office_id <> all (array(select council_id from app.holding where capability = 'engagement.write')) then
    raise exception 'the region answers' using errcode = 'insufficient_privilege';
  end if;
  if new.owner_id is distinct from old.owner_id then
    if not directs and (new.owner_id is distinct from me or old.taken is not null) then
      raise exception 'somebody has it' using errcode = 'check_violation', constraint = 'partner_request_taken';
    end if;
    if not exists (select from held h where h.person_id = new.owner_id and h.council_id = old.office_id and h.capability = 'engagement.write' and h.since <= app.now() and h.until > app.now()) then
      raise exception 'does not work there' using errcode = 'check_violation', constraint = 'partner_request_owner';
    end if;
    new.owner_name := (select p.name from person p where p.id = new.owner_id);
  end if;
  if new.answer <> '' then
    if not directs and new.owner_id is distinct from me then
      raise exception 'somebody else answers' using errcode = 'check_violation', constraint = 'partner_request_taken';
    end if;
    new.answered := app.now();
    new.answered_name := app.named(me);
  end if;
  new.taken := case when new.owner_id = me and new.taken is null then app.now() else new.taken end;
  return new;
end $$;
create trigger turns before update on partner_request for each row execute function app.request_turns();

create function app.request_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id) values (case tg_op when 'INSERT' then 'partner-request' else 'partner-answer' end, new.id);
  return null;
end $$;
create trigger notice after insert on partner_request for each row execute function app.request_notice();
create trigger notice_answer after update on partner_request for each row when (old.answered is null and new.answered is not null) execute function app.request_notice();

call app.protect('partner_request');
create policy both_sides_read on partner_request for select to concord_app, concord_worker using (
  case when office_id = any (array(select council_id from app.holding where capability = 'engagement.read')) then true
       else organization_id = any (array(select organization_id from app.speaking_for)) end);
create policy partner_asks on partner_request for insert to concord_app with check (
  asked_by = any (array(select person_id from app.who)) and organization_id = any (array(select organization_id from app.speaking_for)));
create policy both_sides_turn on partner_request for update to concord_app using (
  office_id = any (array(select council_id from app.holding where capability = 'engagement.write')) or organization_id = any (array(select organization_id from app.speaking_for)));
grant select, insert (id, organization_id, facility_id, kind, wish), update (owner_id, answer, withdrawn) on partner_request to concord_app;
grant select on partner_request to concord_worker;
grant select on app.speaking_for to concord_worker, concord_owner;

-- Whom the mail goes to: on whose table it lies, else all of the office who may take it.
create function app.told_of_request(of_request uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct h.person_id from partner_request r join held h on h.council_id = r.office_id and h.capability = 'engagement.write' and h.since <= app.now() and h.until > app.now()
   where r.id = of_request and (r.owner_id is null or h.person_id = r.owner_id)
$$;
create function app.told_of_answer(of_request uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select r.asked_by from partner_request r where r.id = of_request
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The other store: inspections under a program that law set up, from when to when it was in force

create table regulatory_program (
  slug      text primary key check (slug ~ '^[a-z0-9-]+$'),
  name      text not null,
  authority text not null, -- the law, and what became of it
  since     date not null,
  until     date check (until >= since)
);
insert into regulatory_program (slug, name, authority, since, until) values
  ('cfats', 'Chemical Facility Anti-Terrorism Standards', '6 CFR part 27. The authority ended on July 28, 2023; work with chemical facilities is voluntary since.', '2007-06-08', '2023-07-28');
call app.protect('regulatory_program');
create policy everybody_reads on regulatory_program for select to concord_app using (true);
grant select on regulatory_program to concord_app;

create table inspection (
  id              uuid primary key,
  office_id       uuid not null references council,
  program         text not null references regulatory_program,
  organization_id uuid not null references organization,
  facility        text not null check (char_length(facility) between 1 and 200), -- as the program names it: facilities that owners told of are in the other store
  noticed         timestamptz not null,
  begins          timestamptz not null,
  findings        text not null default '' check (char_length(findings) <= 4000),
  author_id       uuid not null references person,
  author_name     text not null,
  recorded        timestamptz not null default app.now(),
  constraint inspection_notice check (begins >= noticed + interval '24 hours')
);
create index on inspection (office_id, begins desc);
create index on inspection (organization_id);
create index on inspection (author_id);

create function app.inspection_recorded() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.author_id := coalesce((select person_id from app.who), new.author_id);
  new.author_name := app.named(new.author_id);
  if not exists (select from regulatory_program p where p.slug = new.program and p.since <= least(new.begins, app.now())::date and (p.until is null or p.until > greatest(new.begins, app.now())::date)) then
    raise exception 'no such program is in force' using errcode = 'check_violation', constraint = 'inspection_program';
  end if;
  return new;
end $$;
create trigger recorded before insert on inspection for each row execute function app.inspection_recorded();

call app.protect('inspection');
-- As in the other store, whoever speaks for an organization sees what is kept about it.
create policy both_sides_read on inspection for select to concord_app using (
  case when office_id = any (array(select council_id from app.holding where capability = 'inspection.read')) then true
       else organization_id = any (array(select organization_id from app.speaking_for)) end);
create policy inspector_adds on inspection for insert to concord_app with check (
  author_id = any (array(select person_id from app.who)) and office_id = any (array(select council_id from app.holding where capability = 'inspection.write')));
grant select, insert (id, office_id, program, organization_id, facility, noticed, begins, findings) on inspection to concord_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- A territory handed over: from whom, to whom, what, when

create table territory_hand_over (
  id        uuid primary key,
  office_id uuid not null references council,
  from_id   uuid not null references person,
  from_name text not null,
  to_id     uuid not null references person,
  to_name   text not null,
  places    text[] not null,
  by_id     uuid not null references person,
  by_name   text not null,
  at        timestamptz not null default app.now(),
  constraint territory_hand_over_two check (from_id <> to_id)
);
create index on territory_hand_over (office_id, at desc);

create function app.territory_handed() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.by_id := coalesce((select person_id from app.who), new.by_id);
  new.by_name := app.named(new.by_id);
  new.from_name := app.named(new.from_id);
  new.to_name := app.named(new.to_id);
  new.places := array(select coalesce(c.name || ', ' || t.state, j.name) from territory t join jurisdiction j on j.code = t.state left join county c on c.fips = t.county
                       where t.person_id = new.from_id and t.office_id = new.office_id and t.since <= app.now() and (t.until is null or t.until > app.now()) order by 1);
  return new;
end $$;
create trigger handed before insert on territory_hand_over for each row execute function app.territory_handed();

call app.protect('territory_hand_over');
create policy region_reads on territory_hand_over for select to concord_app using (office_id = any (array(select council_id from app.holding where capability = 'engagement.read')));
create policy director_hands on territory_hand_over for insert to concord_app with check (
  by_id = any (array(select person_id from app.who)) and office_id = any (array(select council_id from app.holding where capability = 'territory.edit')));
grant select, insert (id, office_id, from_id, to_id) on territory_hand_over to concord_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- Who stands for a state beside the councils: its homeland security adviser, fusion centers, emergency operations center

create table jurisdiction_body (
  id        uuid primary key,
  office_id uuid not null references council, -- of the region, kept by trigger
  state     text not null references jurisdiction,
  kind      text not null check (kind in ('adviser', 'fusion', 'operations')),
  name      text not null check (char_length(name) between 1 and 200), -- of the office or the center
  person    text not null default '' check (char_length(person) <= 200), -- who holds it or leads it, by name
  city      text not null default '' check (char_length(city) <= 100),
  since     timestamptz not null default app.now(),
  until     timestamptz check (until >= since),
  recorded_by   uuid not null references person,
  recorded_name text not null
);
create index on jurisdiction_body (office_id);
create index on jurisdiction_body (state);
create index on jurisdiction_body (recorded_by);
create function app.body_recorded() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.office_id := app.office_of(new.state);
  new.recorded_by := coalesce((select person_id from app.who), new.recorded_by);
  new.recorded_name := app.named(new.recorded_by);
  return new;
end $$;
create trigger recorded before insert on jurisdiction_body for each row execute function app.body_recorded();
call app.protect('jurisdiction_body');
create policy signed_in_read on jurisdiction_body for select to concord_app using ((select true from app.who limit 1));
create policy region_adds on jurisdiction_body for insert to concord_app with check (
  recorded_by = any (array(select person_id from app.who)) and office_id = any (array(select council_id from app.holding where capability = 'engagement.write')));
create policy region_ends on jurisdiction_body for update to concord_app using (office_id = any (array(select council_id from app.holding where capability = 'engagement.write')));
grant select, insert (id, state, kind, name, person, city), update (until) on jurisdiction_body to concord_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- An incident's calls: whom to call in its counties and sectors, and what came of it

create table incident_call (
  id              uuid primary key,
  incident_id     uuid not null references incident,
  organization_id uuid not null references organization,
  facility_id     uuid,
  reached         boolean not null,
  whom            text not null default '' check (char_length(whom) <= 200),
  result          text not null default '' check (char_length(result) <= 1000),
  next_call       timestamptz,
  by_id           uuid not null references person,
  by_name         text not null,
  at              timestamptz not null default app.now(),
  foreign key (facility_id, organization_id) references facility (id, organization_id) on update cascade
);
create index on incident_call (incident_id, organization_id, facility_id, at desc);
create index on incident_call (organization_id);
create index on incident_call (by_id);

create function app.incident_called() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.by_id := coalesce((select person_id from app.who), new.by_id);
  new.by_name := app.named(new.by_id);
  if not exists (select from app.who) then
    return new; -- the portal itself
  elsif not exists (select from incident_office o join app.holding h on h.council_id = o.office_id and h.capability = 'incident.work' where o.incident_id = new.incident_id) then
    raise exception 'not their incident' using errcode = 'insufficient_privilege';
  elsif exists (select from incident i where i.id = new.incident_id and i.until <= app.now()) then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'incident_over';
  elsif not exists (select from app.incident_place p where p.incident_id = new.incident_id and p.organization_id = new.organization_id
                                                        and p.facility_id is not distinct from new.facility_id) then
    raise exception 'not on the list' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger called before insert on incident_call for each row execute function app.incident_called();
call app.protect('incident_call');
create policy offices_read on incident_call for select to concord_app using ((select true from incident_office o where o.incident_id = incident_call.incident_id limit 1));
create policy offices_call on incident_call for insert to concord_app with check (
  by_id = any (array(select person_id from app.who)) and incident_id = any (array(select incident_id from incident_office)));
grant select, insert (id, incident_id, organization_id, facility_id, reached, whom, result, next_call) on incident_call to concord_app;

-- Whom to call while it lasts: facilities and seats of organizations in its counties and of its sectors, for the watch and every office it
-- touches; facilities of another region are named to them for as long as the incident lasts and no longer.
create view app.incident_place as
  select i.id as incident_id, f.organization_id, f.id as facility_id, f.name as facility, f.kind, f.city, f.county
    from app.holding h join incident_office o on o.office_id = h.council_id join incident i on i.id = o.incident_id and (i.until is null or i.until > app.now())
    join incident_county c on c.incident_id = i.id join facility f on f.county = c.county and (f.until is null or f.until > app.now())
   where h.capability = 'incident.work'
     and case when (select true from incident_sector s where s.incident_id = i.id limit 1) then (select true from incident_sector s where s.incident_id = i.id and s.sector = f.sector limit 1) else true end
  union
  select i.id, g.id, null, '', '', g.city, g.county
    from app.holding h join incident_office o on o.office_id = h.council_id join incident i on i.id = o.incident_id and (i.until is null or i.until > app.now())
    join incident_county c on c.incident_id = i.id join organization g on g.county = c.county and (g.until is null or g.until > app.now())
   where h.capability = 'incident.work'
     and (select true from facility f where f.organization_id = g.id and f.county = c.county and (f.until is null or f.until > app.now()) limit 1) is null
     and case when (select true from incident_sector s where s.incident_id = i.id limit 1) then (select true from incident_sector s join organization_sector m on m.sector = s.sector
              where s.incident_id = i.id and m.organization_id = g.id limit 1) else true end;

revoke all on function app.covers(text, text), app.told_of_request(uuid), app.told_of_answer(uuid) from public;
grant create on schema app to concord_definer;
alter view app.incident_place owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.incident_place to concord_app, concord_owner;
grant execute on function app.told_of_request(uuid), app.told_of_answer(uuid) to concord_worker;

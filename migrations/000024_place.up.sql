-- Where things are, and who covers it: counties, the facilities of organizations, the territories of a region's field staff, and incidents
-- in counties. What belongs to a region carries the id of its office; whoever serves there sees the whole region and nothing of others.

create table county (
  fips  text primary key check (fips ~ '^[0-9]{5}$'),
  name  text not null check (char_length(name) between 1 and 100),
  state text not null references jurisdiction,
  unique (fips, state)
);
create index on county (state, name);
create index county_typed on county (state, lower(name));
call app.protect('county', false);
create policy everybody_reads on county for select to concord_app, concord_worker using (true);
grant select on county to concord_app, concord_worker;

-- The office of the region that a state lies in.
create function app.office_of(of_state text) returns uuid language sql stable security definer set search_path = public, app, pg_temp as $$
  select c.id from jurisdiction j join council c on c.region = j.region join council_kind_term t on t.council_id = c.id and t.kind = 'region' where j.code = of_state limit 1
$$;
revoke all on function app.office_of(text) from public;

create function app.falls_to_office() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.office_id := app.office_of(new.state);
  return new;
end $$;

alter table organization add column county text, add column city text not null default '' check (char_length(city) <= 100),
  add foreign key (county, state) references county (fips, state);
create index on organization (county) where county is not null;

-- Organizations for which the asker speaks: their own administrators, and who represents them in a council.
create view app.speaking_for as
  select m.organization_id from app.who w join organization_administrator m on m.person_id = w.person_id
   where m.since <= app.now() and (m.until is null or m.until > app.now())
  union
  select a.organization_id from app.who w join appointment a on a.person_id = w.person_id and a.office = 'representative'
    join seat s on s.id = a.seat_id and (s.until is null or s.until > app.now()) join council c on c.id = a.council_id and c.until > app.now()
   where a.since <= app.now() and (a.until is null or a.until > app.now());

insert into capability (slug, class, means) values
  ('facility.read',    'directory', 'See the facilities of the region'),
  ('facility.edit',    'directory', 'Keep the facilities of the region'),
  ('territory.edit',   'directory', 'Say who of the region covers which state or county'),
  ('incident.declare', 'directory', 'Declare an incident and end it'),
  ('incident.work',    'directory', 'See incidents and work their call lists');
insert into office_may (kind, office, capability, reach, class)
select m.kind, m.office, m.capability, 'own', 'directory' from (values
  ('region', 'director', 'facility.read'), ('region', 'director', 'facility.edit'), ('region', 'director', 'territory.edit'),
  ('region', 'director', 'incident.declare'), ('region', 'director', 'incident.work'),
  ('region', 'psa', 'facility.read'), ('region', 'psa', 'facility.edit'), ('region', 'psa', 'incident.declare'), ('region', 'psa', 'incident.work'),
  ('region', 'csa', 'facility.read'), ('region', 'csa', 'incident.work'),
  ('watch', 'watch-officer', 'incident.declare'), ('watch', 'watch-officer', 'incident.work')) m (kind, office, capability);

-- ---------------------------------------------------------------------------------------------------------------------
-- Facilities: seen by the region they lie in and by who speaks for their owner. A competitor in the same council sees none of them.

create table facility (
  id              uuid primary key default gen_random_uuid(),
  organization_id uuid not null,
  invented        boolean not null,
  office_id       uuid not null references council, -- of the region, kept by trigger
  name            text not null check (char_length(name) between 1 and 200),
  kind            text not null default '' check (char_length(kind) <= 100), -- the owner's own word: treatment plant, substation ...
  sector          text not null references sector,
  subsector       text references subsector,
  state           text not null references jurisdiction,
  county          text,
  city            text not null default '' check (char_length(city) <= 100),
  address         text not null default '' check (char_length(address) <= 300),
  latitude        numeric(8, 5) check (latitude between -90 and 90),
  longitude       numeric(8, 5) check (longitude between -180 and 180),
  since           timestamptz not null default app.now(),
  until           timestamptz check (until >= since),
  foreign key (organization_id, invented) references organization (id, invented),
  foreign key (county, state) references county (fips, state),
  check ((latitude is null) = (longitude is null)),
  unique (id, organization_id),
  unique (id, office_id)
);
create index on facility (organization_id);
create index on facility (office_id, state, county, name, id);
create index on facility (county);
create trigger office before insert or update of state, office_id on facility for each row execute function app.falls_to_office();
call app.protect('facility');
-- A case, not an or: who lists facilities always says of which office, state or owner, and finds them by that.
create policy both_sides_read on facility for select to concord_app using (
  case when office_id = any (array(select council_id from app.holding where capability = 'facility.read')) then true
       else organization_id = any (array(select organization_id from app.speaking_for)) end);
create policy both_sides_add on facility for insert to concord_app with check (
  office_id = any (array(select council_id from app.holding where capability = 'facility.edit')) or organization_id = any (array(select organization_id from app.speaking_for)));
create policy both_sides_edit on facility for update to concord_app using (
  office_id = any (array(select council_id from app.holding where capability = 'facility.edit')) or organization_id = any (array(select organization_id from app.speaking_for)));
grant select, insert on facility to concord_app;
grant update (name, kind, sector, subsector, state, county, city, address, latitude, longitude, until) on facility to concord_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- Territories: who of a region's field staff covers a state, or some of its counties, from when to when

create table territory (
  id        uuid primary key default gen_random_uuid(),
  office_id uuid not null references council, -- of the region, kept by trigger
  person_id uuid not null references person,
  state     text not null references jurisdiction,
  county    text, -- null: the whole state, but for counties that somebody else covers
  since     timestamptz not null default app.now(),
  until     timestamptz check (until >= since),
  foreign key (county, state) references county (fips, state)
);
create index on territory (office_id);
create index on territory (person_id);
create index on territory (state, county);
create trigger office before insert on territory for each row execute function app.falls_to_office();
call app.protect('territory');
create policy signed_in_read on territory for select to concord_app using ((select true from app.who limit 1));
create policy director_adds on territory for insert to concord_app with check (office_id = any (array(select council_id from app.holding where capability = 'territory.edit')));
create policy director_ends on territory for update to concord_app using (office_id = any (array(select council_id from app.holding where capability = 'territory.edit')));
grant select, insert (id, person_id, state, county, since, until), update (until) on territory to concord_app;
create policy definer_reads on territory for select to concord_definer using (true);
grant select on territory to concord_definer;

-- Until when somebody serves in an office without a gap: the moment itself where she does not serve then, nothing where no end is known.
create function app.serves_until(who uuid, of_office uuid, from_then timestamptz) returns timestamptz language sql stable set search_path = public, app, pg_temp as $$
  select min(x.at) from (select from_then as at union all select a.until from appointment a where a.person_id = who and a.council_id = of_office and a.until > from_then) x
   where not exists (select from appointment a where a.person_id = who and a.council_id = of_office and a.since <= x.at and (a.until is null or a.until > x.at))
$$;
revoke all on function app.serves_until(uuid, uuid, timestamptz) from public;

-- Only who serves in the region's office covers a part of it, and no longer than she serves.
create function app.covers_while_serving() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare serves timestamptz := app.serves_until(new.person_id, new.office_id, new.since);
begin
  if serves <= new.since then
    raise exception 'does not serve in the office of this region' using errcode = 'check_violation', constraint = 'territory_served';
  end if;
  new.until := least(new.until, serves);
  return new;
end $$;
create trigger serves before insert on territory for each row execute function app.covers_while_serving();

create function app.territory_ends() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update territory t set until = app.serves_until(t.person_id, t.office_id, t.since)
   where t.person_id = new.person_id and t.office_id = new.council_id
     and coalesce(t.until, 'infinity') > app.serves_until(t.person_id, t.office_id, t.since);
  return null;
end $$;
create trigger territory_ends after update of until on appointment for each row when (new.until is not null and new.until is distinct from old.until)
  execute function app.territory_ends();

-- "Who is our advisor?": anyone signed in may ask; the names of field staff are for them, though their rosters are not.
create view app.advisor as
  select t.id, t.office_id, t.person_id, p.name, t.state, t.county, t.since, t.until
    from app.who w cross join territory t join person p on p.id = t.person_id
   where t.since <= app.now() and (t.until is null or t.until > app.now());

-- ---------------------------------------------------------------------------------------------------------------------
-- Incidents: declared by the watch or by a region, in counties; seen and worked by the watch and by every region they touch

create table incident (
  id          uuid primary key default gen_random_uuid(),
  office_id   uuid not null references council, -- which declared it
  title       text not null check (char_length(title) between 1 and 200),
  declared_by uuid not null references person,
  since       timestamptz not null default app.now(),
  until       timestamptz check (until >= since)
);
create table incident_county (
  incident_id uuid not null references incident deferrable initially deferred,
  county      text not null references county,
  primary key (incident_id, county)
);
create index on incident_county (county);
create table incident_sector (
  incident_id uuid not null references incident deferrable initially deferred,
  sector      text not null references sector,
  primary key (incident_id, sector)
);
-- Who works it: the office that declared it, every watch, and the offices of its counties; written by triggers.
create table incident_office (
  incident_id uuid not null references incident deferrable initially deferred,
  office_id   uuid not null references council,
  primary key (incident_id, office_id)
);
create index on incident_office (office_id);
call app.protect('incident');
call app.protect('incident_county', false);
call app.protect('incident_sector', false);
call app.protect('incident_office', false);

create function app.incident_reaches() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_table_name = 'incident' then
    insert into incident_office (incident_id, office_id)
    select new.id, new.office_id
    union select new.id, t.council_id from council_kind_term t where t.kind = 'watch' and t.since <= app.now() and t.until > app.now()
    on conflict do nothing;
  else
    insert into incident_office (incident_id, office_id) select new.incident_id, app.office_of(c.state) from county c where c.fips = new.county on conflict do nothing;
  end if;
  return null;
end $$;
create trigger reaches after insert on incident for each row execute function app.incident_reaches();
create trigger reaches after insert on incident_county for each row execute function app.incident_reaches();

create policy offices_read on incident_office for select to concord_app using (office_id = any (array(select council_id from app.holding where capability = 'incident.work')));
grant select on incident_office to concord_app;
create policy offices_read on incident for select to concord_app using ((select true from incident_office o where o.incident_id = incident.id limit 1));
create policy offices_declare on incident for insert to concord_app with check (
  declared_by = any (array(select person_id from app.who)) and office_id = any (array(select council_id from app.holding where capability = 'incident.declare')));
-- Who declared it, or another of that office, ends it.
create policy offices_end on incident for update to concord_app using (office_id = any (array(select council_id from app.holding where capability = 'incident.declare')));
grant select, insert, update (title, until) on incident to concord_app;
do $$
declare t text;
begin
  foreach t in array array['incident_county', 'incident_sector'] loop
    execute format('create policy offices_read on %1$I for select to concord_app using ((select true from incident_office o where o.incident_id = %1$I.incident_id limit 1))', t);
    execute format($p$create policy offices_add on %1$I for insert to concord_app with check (
      incident_id = any (array(select i.id from incident i where i.office_id = any (array(select council_id from app.holding where capability = 'incident.declare')))))$p$, t);
    execute format('grant select, insert on %I to concord_app', t);
  end loop;
end $$;

-- Whom one knows by name, and who covers a place now: whoever is signed in finds the advisor there and what that one shows to all.
create view app.known as
  select person_id from app.acquaintance
  union all
  select t.person_id from app.who w cross join territory t where t.since <= app.now() and (t.until is null or t.until > app.now());

grant create on schema app to concord_definer;
alter view app.speaking_for owner to concord_definer;
alter view app.advisor owner to concord_definer;
alter view app.known owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.speaking_for, app.advisor to concord_app;
grant select on app.known to concord_app, concord_worker, concord_owner;
alter policy acquainted on person using ((select true from app.known k where k.person_id = person.id limit 1));

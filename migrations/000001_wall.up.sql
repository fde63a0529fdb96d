-- The wall: who asks, what they hold, and the one place that says so. Everything here is owned by concord_owner, which cannot
-- log in; the roles themselves are made before the first migration (internal/db, Provision).

create schema app;
create schema signin;
grant usage on schema app to concord_app, concord_worker, concord_signin, concord_definer;
grant usage on schema signin to concord_signin, concord_definer;

-- The one clock of rights. Tests replace it as the owner; no other role can.
create function app.now() returns timestamptz language sql stable parallel safe as 'select now()';

-- ---------------------------------------------------------------------------------------------------------------------
-- Places, organizations, people

create table region (
  number      int primary key check (number between 1 and 99),
  name        text not null,
  office_city text not null,
  office_state text not null
);

create table jurisdiction (
  code   text primary key check (code ~ '^[A-Z]{2}$'),
  name   text not null,
  fips   text not null,
  kind   text not null check (kind in ('state', 'district', 'territory')),
  region int not null references region
);

create table sector (
  slug    text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name    text not null check (char_length(name) between 1 and 200),
  scope   text not null default '',
  since   date,
  until   date
);

create table organization (
  id       uuid primary key default gen_random_uuid(),
  slug     text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name     text not null check (char_length(name) between 1 and 200),
  abbr     text not null default '',
  kind     text not null check (kind in ('federal_agency', 'sltt_body', 'isac', 'trade_association', 'owner_operator', 'other')),
  state    text references jurisdiction,
  website  text not null default '',
  parent_id uuid references organization,
  -- A regulator of the sectors it works in: shown before posting, since members weigh their words by it.
  regulator boolean not null default false,
  government boolean not null generated always as (kind in ('federal_agency', 'sltt_body')) stored,
  invented boolean not null default false,
  since    date,
  until    date,
  unique (id, invented)
);

create table organization_sector (
  organization_id uuid not null references organization on delete cascade,
  sector          text not null references sector,
  primary key (organization_id, sector)
);

create table person (
  id        uuid primary key default gen_random_uuid(),
  name      text not null check (char_length(name) between 1 and 200),
  organization_id uuid not null references organization,
  invented  boolean not null default false,
  added     timestamptz not null default app.now(),
  suspended timestamptz,
  expires   timestamptz,
  enrolled  timestamptz, -- when they set up how they sign in; kept by trigger from signin.account
  unique (id, invented),
  -- Invented people work for invented organizations only, and nobody real for those.
  foreign key (organization_id, invented) references organization (id, invented)
);
create index on person (organization_id);
create index on person (name, id);
create index person_to_enroll on person (id) where enrolled is null;

-- ---------------------------------------------------------------------------------------------------------------------
-- Councils: every body is a council, told apart by a dated kind

create table council_kind (
  slug        text primary key,
  name        text not null,
  plural      text not null,
  side        text not null check (side in ('industry', 'government', 'mixed', 'administration', 'public')),
  -- Whose charter decides who sits: the council's own officers, or CISA staff for the bodies CISA itself runs.
  roster_by   text not null check (roster_by in ('council', 'staff', 'nobody')),
  public_face boolean not null,
  base_circle text not null check (base_circle in ('council', 'community', 'public')),
  has_seats   boolean not null,
  since       timestamptz not null default '-infinity',
  until       timestamptz not null default 'infinity'
);

create table office (
  slug       text primary key,
  name       text not null,
  needs_seat boolean not null,
  rank       int not null
);

create table council (
  id         uuid primary key default gen_random_uuid(),
  slug       text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name       text not null check (char_length(name) between 1 and 200),
  short_name text not null check (char_length(short_name) between 1 and 60),
  parent_id  uuid references council,
  region     int references region,
  -- No government body holds a seat or an office here: an SCC is self-organized and self-governed.
  industry_only boolean not null default false,
  status     text not null default 'active' check (status in ('active', 'historical', 'unclear', 'suspended')),
  status_note text not null default '',
  formed_year int check (formed_year between 1900 and 2200),
  since      timestamptz not null default '-infinity',
  until      timestamptz not null default 'infinity',
  website    text not null default '',
  invented   boolean not null default false
);

-- What kind a council is, from when to when. A date moved here changes the rights of everybody in it, without a release.
create table council_kind_term (
  council_id uuid not null references council on delete cascade,
  kind       text not null references council_kind,
  since      timestamptz not null default '-infinity',
  until      timestamptz not null default 'infinity',
  primary key (council_id, since),
  check (since < until)
);
create index on council_kind_term (kind);

create table council_sector (
  council_id uuid not null references council on delete cascade,
  sector     text not null references sector,
  primary key (council_id, sector)
);
create index on council_sector (sector);

-- Counterparts face each other (an SCC and its GCC; the Energy GCC faces two SCCs): stored both ways.
create table counterpart (
  council_id     uuid not null references council on delete cascade,
  counterpart_id uuid not null references council on delete cascade,
  since          timestamptz not null default '-infinity',
  until          timestamptz not null default 'infinity',
  primary key (council_id, counterpart_id),
  check (council_id <> counterpart_id)
);

-- What a council says it is for, on its public face.
create table purpose (
  council_id uuid primary key references council on delete cascade,
  words      text not null default '' check (char_length(words) <= 4000)
);

create table charter (
  council_id          uuid primary key references council on delete cascade,
  records_terms       text not null default '' check (char_length(records_terms) <= 4000),
  clients             text not null default '' check (char_length(clients) <= 2000),
  green_means         text not null default '' check (char_length(green_means) <= 2000),
  break_glass_refused boolean not null default false,
  next_meeting        text not null default '' check (char_length(next_meeting) <= 500)
);

-- ---------------------------------------------------------------------------------------------------------------------
-- Circles: everything is addressed to a set of people

create table circle (
  id         uuid primary key default gen_random_uuid(),
  kind       text not null check (kind in ('person', 'seated', 'council', 'community', 'public')),
  council_id uuid not null references council on delete cascade,
  person_id  uuid references person,
  -- The watch and the regional offices take what anyone signed in addresses to them.
  open_to_address boolean not null default false,
  check ((kind = 'person') = (person_id is not null)),
  unique (id, kind, council_id)
);
create unique index on circle (council_id, kind) where person_id is null;
create unique index on circle (council_id, person_id) where person_id is not null;
create index on circle (id) where open_to_address;

-- Whoever is in the inner circle is in the outer one too. One step only: what lies two steps out has a row of its own.
-- Each circle contains itself, so that "equal or within" is one join.
create table nesting (
  inner_id uuid not null references circle on delete cascade,
  outer_id uuid not null references circle on delete cascade,
  since    timestamptz not null default '-infinity',
  until    timestamptz not null default 'infinity',
  primary key (inner_id, outer_id)
);
create index on nesting (outer_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- Offices and what they may do: written by hand, reviewed like code (README prints it)

create table capability (
  slug  text primary key check (slug ~ '^[a-z]+\.[a-z]+$'),
  class text not null check (class in ('content', 'directory', 'structure')),
  means text not null,
  unique (slug, class)
);

create table office_may (
  kind       text not null references council_kind,
  office     text not null references office,
  capability text not null references capability,
  reach      text not null check (reach in ('person', 'seated', 'council', 'rooms', 'own', 'counterpart', 'public')),
  since      timestamptz not null default '-infinity',
  until      timestamptz not null default 'infinity',
  class      text not null,
  primary key (kind, office, capability, reach, since),
  foreign key (capability, class) references capability (slug, class),
  -- Administrators hold structure everywhere and content nowhere; nobody else holds structure.
  check ((class = 'structure') <= (kind = 'administration')),
  check ((kind = 'administration') <= (class <> 'content'))
);

create table seat (
  id              uuid primary key default gen_random_uuid(),
  council_id      uuid not null references council,
  organization_id uuid not null references organization,
  class           text not null default 'voting' check (class in ('voting', 'non-voting', 'observer')),
  appointed_by    text not null default '' check (char_length(appointed_by) <= 200),
  since           timestamptz not null default app.now(),
  until           timestamptz,
  check (until is null or until >= since),
  unique (id, council_id, organization_id)
);
create index on seat (council_id);
create index on seat (organization_id);

create table appointment (
  id              uuid primary key default gen_random_uuid(),
  person_id       uuid not null,
  council_id      uuid not null references council,
  office          text not null references office,
  seat_id         uuid,
  organization_id uuid not null,
  invented        boolean not null,
  since           timestamptz not null default app.now(),
  until           timestamptz,
  ended_because   text not null default '' check (char_length(ended_because) <= 500),
  check (until is null or until >= since),
  foreign key (person_id, invented) references person (id, invented),
  foreign key (organization_id, invented) references organization (id, invented),
  foreign key (seat_id, council_id, organization_id) references seat (id, council_id, organization_id),
  unique (id, person_id, council_id)
);
create index on appointment (person_id);
create index on appointment (council_id, office);
create index on appointment (seat_id);
create index on appointment (organization_id);

-- CISA staff record that a council chose its officer, and hand the workspace over: who, when chosen, which document, who told us.
create table hand_over (
  id              uuid primary key default gen_random_uuid(),
  council_id      uuid not null references council,
  person_id       uuid not null references person,
  organization_id uuid not null references organization,
  office          text not null references office,
  chosen_on       date not null,
  document        text not null check (char_length(document) between 1 and 500),
  told_by         text not null check (char_length(told_by) between 1 and 200),
  recorded_by     uuid references person,
  at              timestamptz not null default app.now()
);
create index on hand_over (council_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- Who asks

create table signin.session (
  handle    text primary key,           -- the hash of the token in the cookie; the token itself is stored nowhere
  person_id uuid references person,     -- null until every factor was shown
  data      bytea not null default '',
  created   timestamptz not null default app.now(),
  touched   timestamptz not null default app.now(),
  expires   timestamptz not null,
  idle      interval not null default '60 minutes',
  address   text not null default '',
  agent     text not null default ''
);
create index on signin.session (person_id);
create index on signin.session (expires);

-- The asker: by the handle of a live session, never by a name that the web role could choose. The worker alone may say whom it
-- works for, so that "may they still read this?" before a mail asks the very same policies.
create view app.who as
  select p.id as person_id, p.name, p.organization_id
    from signin.session s join person p on p.id = s.person_id
   where s.handle = nullif(current_setting('app.handle', true), '')
     and s.expires > app.now() and s.touched + s.idle > app.now()
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
  union all
  select p.id, p.name, p.organization_id
    from person p
   where session_user = 'concord_worker' and p.id = nullif(current_setting('app.person', true), '')::uuid
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now());

-- ---------------------------------------------------------------------------------------------------------------------
-- What they hold: flattened by triggers, derived from scratch by app.held_derived (tests compare the two)

create table held (
  person_id      uuid not null,
  capability     text not null,
  circle_id      uuid not null references circle on delete cascade,
  council_id     uuid not null,
  since          timestamptz not null,
  until          timestamptz not null,
  appointment_id uuid not null references appointment on delete cascade
);
create index held_by_person on held (person_id, capability) include (circle_id, council_id, since, until);
create index held_by_circle on held (circle_id, capability, person_id) include (since, until);
create index on held (appointment_id);

-- The circles that lie within reach of a council's offices.
create view app.reach as
  select c.council_id, 'own' as reach, c.id as circle_id, c.council_id as reached_id, '-infinity'::timestamptz as since, 'infinity'::timestamptz as until
    from circle c where c.person_id is null and c.kind in ('council', 'community')
  union all
  select i.council_id, 'seated', o.id, o.council_id, n.since, n.until
    from circle i join nesting n on n.inner_id = i.id join circle o on o.id = n.outer_id and o.kind = 'seated'
   where i.person_id is null and i.kind = 'seated'
  union all
  select i.council_id, 'council', o.id, o.council_id, n.since, n.until
    from circle i join nesting n on n.inner_id = i.id join circle o on o.id = n.outer_id
   where i.person_id is null and i.kind in ('council', 'community')
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

create view app.held_derived as
  select a.person_id, om.capability, r.circle_id, r.reached_id as council_id,
         greatest(a.since, s.since, k.since, ck.since, om.since, r.since, c.since) as since,
         least(a.until, s.until, k.until, ck.until, om.until, r.until, c.until) as until,
         a.id as appointment_id
    from appointment a
    join council c on c.id = a.council_id
    join council_kind_term k on k.council_id = a.council_id
    join council_kind ck on ck.slug = k.kind
    join office_may om on om.kind = k.kind and om.office = a.office
    join lateral (
         select r.circle_id, r.reached_id, r.since, r.until from app.reach r where r.council_id = a.council_id and r.reach = om.reach
         union all -- one's own circle, found by one's name: a council of ten thousand has as many
         select own.id, own.council_id, '-infinity', 'infinity' from circle own
          where om.reach = 'person' and own.council_id = a.council_id and own.person_id = a.person_id
         ) r on true
    left join seat s on s.id = a.seat_id
   where greatest(a.since, s.since, k.since, ck.since, om.since, r.since, c.since)
       < least(a.until, s.until, k.until, ck.until, om.until, r.until, c.until);

-- app.holding is what policies ask: the live rights of the asker, the public's, and the open doors of watch and regions.
create view app.holding as
  select h.capability, h.circle_id, h.council_id
    from app.who w join held h on h.person_id = w.person_id
   where h.since <= app.now() and h.until > app.now()
  union all
  select 'item.read', '00000000-0000-0000-0000-0000000000c1'::uuid, '00000000-0000-0000-0000-0000000000c0'::uuid
  union all
  select 'item.address', c.id, c.council_id from app.who w cross join circle c where c.open_to_address;

-- Rosters the asker may see: those of her councils; with directory.browse those of every council.
create view app.roster_seen as
  select council_id from app.holding where capability = 'roster.read'
  union all
  select c.id from council c where (select true from app.holding where capability = 'directory.browse' limit 1);

-- Rosters the asker may edit: those of her own councils; staff those of the bodies that CISA itself runs, and no others.
create view app.roster_edited as
  select council_id from app.holding where capability = 'roster.edit'
  union all
  select t.council_id from council_kind_term t join council_kind k on k.slug = t.kind
   where k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now()
     and (select true from app.holding where capability = 'council.record' limit 1);

-- People whose name the asker may see: herself, those on a roster she sees, and everybody for those who add people.
create view app.acquaintance as
  select a.person_id from appointment a where a.council_id = any (array(select council_id from app.roster_seen))
  union all
  select person_id from app.who
  union all
  select p.id from person p where (select true from app.holding where capability = 'person.add' limit 1);

-- ---------------------------------------------------------------------------------------------------------------------
-- Triggers that keep held true

-- The join begins at the appointments and follows indexes, whatever the planner believes: a database just filled has no statistics,
-- and a plan from the other end takes a second instead of a millisecond.
create function app.refold(ids uuid[]) returns void language sql security definer
  set search_path = public, app, pg_temp set join_collapse_limit = 1 set enable_seqscan = off as $$
  delete from held where appointment_id = any (ids);
  insert into held (person_id, capability, circle_id, council_id, since, until, appointment_id)
  select person_id, capability, circle_id, council_id, since, until, appointment_id
    from app.held_derived where appointment_id = any (ids);
$$;
revoke all on function app.refold(uuid[]) from public;

create function app.appointment_folds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op <> 'DELETE' then
    insert into circle (kind, council_id, person_id) select distinct 'person', n.council_id, n.person_id from changed n
      on conflict do nothing;
    insert into nesting (inner_id, outer_id)
      select c.id, c.id from circle c join changed n on n.council_id = c.council_id and n.person_id = c.person_id
      on conflict do nothing;
  end if;
  perform app.refold(array(select id from changed));
  return null;
end $$;
create trigger folds_insert after insert on appointment referencing new table as changed for each statement execute function app.appointment_folds();
create trigger folds_update after update on appointment referencing new table as changed for each statement execute function app.appointment_folds();

create function app.council_folds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare ids uuid[];
begin
  if tg_table_name = 'nesting' then
    ids := array(select a.id from appointment a join circle c on c.council_id = a.council_id join changed n on n.inner_id = c.id where n.inner_id <> n.outer_id);
  elsif tg_table_name = 'seat' then
    ids := array(select a.id from appointment a join changed s on s.id = a.seat_id);
  elsif tg_table_name = 'office_may' then
    ids := array(select distinct a.id from appointment a join council_kind_term k on k.council_id = a.council_id join changed m on m.kind = k.kind and m.office = a.office);
  elsif tg_table_name = 'council_kind' then
    ids := array(select distinct a.id from appointment a join council_kind_term k on k.council_id = a.council_id join changed m on m.slug = k.kind);
  else -- council_kind_term, counterpart
    ids := array(select distinct a.id from appointment a join changed c on c.council_id = a.council_id);
  end if;
  if cardinality(ids) > 0 then
    perform app.refold(ids);
  end if;
  return null;
end $$;
do $$
declare t text;
begin
  foreach t in array array['nesting', 'office_may', 'council_kind_term', 'counterpart'] loop
    execute format('create trigger folds_insert after insert on %I referencing new table as changed for each statement execute function app.council_folds()', t);
    execute format('create trigger folds_update after update on %I referencing new table as changed for each statement execute function app.council_folds()', t);
    execute format('create trigger folds_delete after delete on %I referencing old table as changed for each statement execute function app.council_folds()', t);
  end loop;
  foreach t in array array['seat', 'council_kind'] loop
    execute format('create trigger folds_update after update on %I referencing new table as changed for each statement execute function app.council_folds()', t);
  end loop;
end $$;

create function app.council_dates_fold() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.refold(array(select a.id from appointment a join changed c on c.id = a.council_id join was w on w.id = c.id
                            where (c.since, c.until) is distinct from (w.since, w.until)));
  return null;
end $$;
create trigger folds_update after update on council referencing old table as was new table as changed for each statement execute function app.council_dates_fold();

-- A council is born with its circles when it is told what kind it is.
create function app.council_circles() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into circle (kind, council_id, open_to_address)
  select k.base_circle, new.council_id, k.slug in ('watch', 'region') from council_kind k where k.slug = new.kind
  union all
  select 'seated', new.council_id, false from council_kind k where k.slug = new.kind and k.has_seats
  on conflict do nothing;
  insert into nesting (inner_id, outer_id)
  select i.id, o.id from circle i join circle o on o.council_id = i.council_id and o.person_id is null
                     and (o.id = i.id or (i.kind = 'seated' and o.kind in ('council', 'community')))
   where i.council_id = new.council_id and i.person_id is null on conflict do nothing;
  insert into charter (council_id) values (new.council_id) on conflict do nothing;
  insert into purpose (council_id) values (new.council_id) on conflict do nothing;
  return null;
end $$;
create trigger circles after insert on council_kind_term for each row execute function app.council_circles();

-- Government bodies neither sit nor serve in an industry council (an SCC is self-governed): whatever their role is called in a
-- source, counterpart, sponsor, host or liaison, it is not a seat. Nor does one of their people serve there for somebody else.
create function app.industry_only() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if (select c.industry_only from council c where c.id = new.council_id)
     and ((select o.government from organization o where o.id = new.organization_id)
       -- Nor does somebody who works for government under another's name.
       or tg_table_name = 'appointment' and (select o.government from person p join organization o on o.id = p.organization_id
                                              where p.id = (to_jsonb(new)->>'person_id')::uuid)) then
    raise exception 'government bodies do not sit in an industry council'
      using errcode = 'check_violation', constraint = 'industry_only';
  end if;
  return new;
end $$;
create trigger industry_only before insert or update on seat for each row execute function app.industry_only();
create trigger industry_only before insert or update on appointment for each row execute function app.industry_only();

-- Nor does who sits in one become government while he sits there: the appointment ends first.
create function app.industry_stays() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare organizations uuid[]; people uuid[];
begin
  if tg_table_name = 'organization' then
    organizations := array[new.id];
    people := array(select p.id from person p where p.organization_id = new.id);
  else
    people := array[new.id];
  end if;
  if (select o.government from organization o where o.id = (case tg_table_name when 'organization' then to_jsonb(new)->>'id' else to_jsonb(new)->>'organization_id' end)::uuid)
     and exists (select from council c join appointment a on a.council_id = c.id
                  where c.industry_only and (a.organization_id = any (organizations) or a.person_id = any (people)) and (a.until is null or a.until > app.now())
                 union all
                 select from council c join seat s on s.council_id = c.id
                  where c.industry_only and s.organization_id = any (organizations) and (s.until is null or s.until > app.now())) then
    raise exception 'who sits in an industry council does not become government there'
      using errcode = 'check_violation', constraint = tg_table_name || '_stays_industry';
  end if;
  return null;
end $$;
create trigger industry_stays after update of kind on organization for each row when (old.kind <> new.kind) execute function app.industry_stays();
create trigger industry_stays after update of organization_id on person for each row when (old.organization_id <> new.organization_id)
  execute function app.industry_stays();

-- An office that speaks for a seat needs one.
create function app.office_needs_seat() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.seat_id is null and (select needs_seat from office where slug = new.office) then
    raise exception 'this office speaks for a seat' using errcode = 'check_violation', constraint = 'office_needs_seat';
  end if;
  return new;
end $$;
create trigger office_needs_seat before insert or update on appointment for each row execute function app.office_needs_seat();

create function app.hand_over_appoints() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into appointment (id, person_id, council_id, office, organization_id, invented, since)
  select new.id, new.person_id, new.council_id, new.office, new.organization_id, p.invented, app.now() from person p where p.id = new.person_id;
  return null;
end $$;
create trigger appoints after insert on hand_over for each row execute function app.hand_over_appoints();

-- ---------------------------------------------------------------------------------------------------------------------
-- The record. Rows are written by triggers, so that no handler can forget them; there is no content in them.

create table audit (
  id         bigint generated always as identity primary key,
  at         timestamptz not null default app.now(),
  person_id  uuid,                          -- who; null: the portal itself
  appointment_id uuid,                      -- on whose behalf: the office in which it was done
  decision   text not null default 'allowed' check (decision in ('allowed', 'refused')),
  reason     text not null default '',      -- what staff gave as their reason; what members wrote stays where it was written
  route      text not null default '',      -- which of the portal's pages, without its object
  request    text not null default '',
  -- Whose record it is a line of: what a council said, what was opened there by the named, its own affairs, the structure that staff
  -- keep, an account. Null: a part of another change, such as the first text of an update.
  act        text check (act in ('post', 'read', 'council', 'structure', 'account')),
  verb       text not null,
  object     text not null,
  object_id  text not null,
  changed    text[] not null default '{}',  -- the columns that an update changed, by name; -name: emptied
  council_id uuid,
  item_id    uuid,
  subject_id uuid,                          -- the person to whom it was done
  label      text
);
create index on audit (council_id, act, at desc, id desc) where act is not null;
create index on audit (person_id, at desc, id desc);
create index on audit (subject_id, at desc, id desc) where act is not null;
create index audit_structure on audit (at desc, id desc) where act = 'structure';

create function app.audit() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  r jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  l audit;
  structural boolean := tg_table_name in ('region', 'jurisdiction', 'sector', 'organization', 'organization_sector', 'person', 'council_kind', 'office',
    'council', 'council_kind_term', 'council_sector', 'counterpart', 'capability', 'office_may', 'hand_over', 'room_side', 'source', 'fact', 'subsector',
    'council_subsector', 'edition', 'edition_entry', 'edition_entry_sector', 'lineage', 'retired_sector', 'retired_sector_into', 'sector_lead', 'umbrella',
    'council_umbrella', 'membership', 'listing', 'invitation', 'factor_reset', 'river_job', 'break_glass', 'break_glass_decision', 'break_glass_end', 'rules_of_behavior',
    'proposal', 'widening_limit', 'organization_administrator', 'sector_step', 'intake', 'selection', 'council_region',
    'regulatory_program');
  source uuid;       -- the council of the item it is about, as far as there is one yet
  earlier boolean;   -- the item was there before this change
begin
  -- Rows of a file that is taken in: the file is on record, and each of its rows keeps what it changed. The worker alone may say so.
  if session_user = 'concord_worker' and current_setting('app.intake', true) <> '' and tg_table_name in ('organization', 'organization_sector', 'facility', 'person') then
    return null;
  end if;
  l.person_id := (select person_id from app.who);
  l.council_id := coalesce(r->>'source_council_id', r->>'council_id', r->>'office_id', case tg_table_name when 'council' then r->>'id' end)::uuid;
  l.item_id := coalesce(r->>'item_id', case tg_table_name when 'item' then r->>'id' end)::uuid;
  l.label := r->>'label';
  if r ? 'item_id' then
    select i.source_council_id, i.label, i.xmin <> pg_current_xact_id()::xid into source, l.label, earlier from item i where i.id = l.item_id;
    l.council_id := coalesce(source, l.council_id); l.label := coalesce(l.label, r->>'label');
  elsif r ? 'break_glass_id' then
    l.council_id := (select b.council_id from break_glass b where b.id = (r->>'break_glass_id')::uuid);
  elsif tg_table_name in ('merger', 'told_apart') then
    structural := r->>'office_id' is null; -- facilities are the region's
  elsif tg_table_name in ('seat', 'appointment') then
    structural := exists (select from council_kind_term t join council_kind k on k.slug = t.kind
                           where t.council_id = l.council_id and k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now());
  end if;
  if tg_op = 'UPDATE' then
    l.changed := array(select case n.value when 'null' then '-' else '' end || n.key from jsonb_each(r) n
                        where n.value is distinct from to_jsonb(old)->n.key order by n.key);
  end if;
  l.act := case
    when pg_trigger_depth() > 1 or tg_op = 'UPDATE' and l.changed = '{}' then null   -- it follows from another change
    when tg_table_name = 'item' or tg_table_name = 'item_version' and (r->>'number')::int > 1
      or tg_table_name = 'audience' and earlier then 'post'
    when tg_table_name in ('read_record', 'break_glass_read') then 'read'
    when tg_table_name in ('account', 'factor', 'identity', 'mail_preference', 'rules_accepted') then 'account'
    when structural then 'structure'
    when l.item_id is null and l.council_id is not null then 'council' end;
  l.subject_id := (case when l.act = 'read' then null when tg_table_name = 'person' then r->>'id' else r->>'person_id' end)::uuid;
  -- Without a sign-in: who proves himself by a link acts on his own account; and whom the portal itself lets act, as in the demonstration.
  l.person_id := coalesce(l.person_id, (case
    when l.act in ('account', 'read') or 'used' = any (l.changed) then r->>'person_id'
    when tg_op = 'INSERT' then coalesce(r->>'author_id', r->>'by_id', r->>'asked_by', r->>'decided_by', r->>'ended_by', r->>'made_by', r->>'recorded_by', r->>'proposed_by') end)::uuid);
  if tg_table_name = 'item' and tg_op = 'INSERT' then
    l.appointment_id := (r->>'appointment_id')::uuid;
  elsif l.act <> 'account' and l.person_id is not null then
    l.appointment_id := (
      select t.id from appointment t join office o on o.slug = t.office
       where t.person_id = l.person_id and t.since <= app.now() and (t.until is null or t.until > app.now())
       order by structural and t.office = 'administrator' desc, t.council_id is not distinct from l.council_id desc, o.rank limit 1);
  end if;
  insert into audit (person_id, appointment_id, reason, route, request, act, verb, object, object_id, changed, council_id, item_id, subject_id, label)
  values (l.person_id, l.appointment_id, coalesce(case when structural then r->>'because' end, ''), coalesce(current_setting('app.route', true), ''),
          coalesce(current_setting('app.request', true), ''), l.act,
          -- A step, and a decision, is more than a row that was added.
          case when tg_table_name = 'proposal' then case when tg_op = 'INSERT' then 'proposed ' when r->>'confirmed' is not null then 'confirmed ' else 'refused ' end || (r->>'act')
            when tg_op <> 'INSERT' then lower(tg_op) when tg_table_name = 'admission_step' then r->>'kind'
            when tg_table_name = 'break_glass_decision' then case r->>'approved' when 'true' then 'approved' else 'refused' end else 'insert' end, tg_table_name,
          coalesce(r->>'id', r->>'item_id', r->>'council_id', r->>'person_id', r->>'slug', r->>'organization_id', ''),
          coalesce(l.changed, '{}'), l.council_id, l.item_id, l.subject_id, l.label);
  return null;
end $$;

-- app.protect puts a table behind the wall: row security that binds the owner too, the owner's own policy, writing in Write
-- transactions only (a Witness may write the record of reads and nothing else), and a row of audit for each change.
create procedure app.protect(t regclass, audited boolean default true, witnessed boolean default false) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy owner on %s for all to concord_owner using (true) with check (true)', t);
  if not witnessed then
    execute format($p$create policy writing_i on %s as restrictive for insert to concord_app with check ((select current_setting('app.mode', true) = 'write'))$p$, t);
    execute format($p$create policy writing_u on %s as restrictive for update to concord_app using ((select current_setting('app.mode', true) = 'write'))$p$, t);
    execute format($p$create policy writing_d on %s as restrictive for delete to concord_app using ((select current_setting('app.mode', true) = 'write'))$p$, t);
  end if;
  if audited then
    execute format('create trigger audited after insert or update or delete on %s for each row execute function app.audit()', t);
  end if;
end $$;
revoke all on procedure app.protect(regclass, boolean, boolean) from public;

create table idempotency (
  person_id uuid not null,
  key       uuid not null,
  payload   bytea not null,
  location  text not null,
  at        timestamptz not null default app.now(),
  primary key (person_id, key)
);

-- Notices leave through here: rows are inserted by triggers in the transaction that caused them, and relayed in bulk by the worker.
create table outbox (
  id     bigint generated always as identity primary key,
  topic  text not null,
  object_id uuid not null,
  at     timestamptz not null default app.now()
);

do $$
declare t text;
begin
  foreach t in array array['region', 'jurisdiction', 'sector', 'organization', 'organization_sector', 'person', 'council_kind', 'office',
                           'council', 'council_kind_term', 'council_sector', 'counterpart', 'purpose', 'charter', 'capability', 'office_may',
                           'seat', 'appointment', 'hand_over', 'nesting'] loop
    call app.protect(t::regclass);
  end loop;
  foreach t in array array['circle', 'held', 'audit', 'idempotency', 'outbox', 'signin.session'] loop
    call app.protect(t::regclass, false);
  end loop;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Policies. One form: column = any (array(select ... from a resolver)), computed once per query.

-- Structure is public: which sectors, councils, kinds and offices exist is printed in charters and notices.
do $$
declare t text;
begin
  foreach t in array array['region', 'jurisdiction', 'sector', 'organization', 'organization_sector', 'council_kind', 'office', 'council',
                           'council_kind_term', 'council_sector', 'counterpart', 'purpose', 'capability', 'office_may'] loop
    execute format('create policy anyone_reads on %I for select to concord_app, concord_worker, concord_definer using (true)', t);
    execute format('grant select on %I to concord_app, concord_worker, concord_definer', t);
  end loop;
end $$;

-- Staff with the capability edit structure; each write names the capability.
create policy staff_add on sector for insert to concord_app with check ((select true from app.holding where capability = 'sector.edit' limit 1));
create policy staff_edit on sector for update to concord_app using ((select true from app.holding where capability = 'sector.edit' limit 1));
grant insert, update on sector to concord_app;

create policy staff_add on organization for insert to concord_app with check ((select true from app.holding where capability = 'organization.edit' limit 1));
create policy staff_edit on organization for update to concord_app using ((select true from app.holding where capability = 'organization.edit' limit 1));
grant insert, update on organization to concord_app;
create policy staff_add on organization_sector for insert to concord_app with check ((select true from app.holding where capability = 'organization.edit' limit 1));
create policy staff_drop on organization_sector for delete to concord_app using ((select true from app.holding where capability = 'organization.edit' limit 1));
grant insert, delete on organization_sector to concord_app;

do $$
declare t text;
begin
  foreach t in array array['council', 'council_kind_term', 'council_sector', 'counterpart'] loop
    execute format($p$create policy staff_add on %I for insert to concord_app with check ((select true from app.holding where capability = 'council.record' limit 1))$p$, t);
    execute format($p$create policy staff_edit on %I for update to concord_app using ((select true from app.holding where capability = 'council.record' limit 1))$p$, t);
    execute format('grant insert, update on %I to concord_app', t);
  end loop;
end $$;
create policy staff_drop on council_sector for delete to concord_app using ((select true from app.holding where capability = 'council.record' limit 1));
grant delete on council_sector to concord_app;
-- A counterpart ends by a date; it is not erased. Nestings are written by triggers alone: they say who reads what.

-- Officers, not staff, write what their own charter says.
create policy members_read on charter for select to concord_app using (council_id = any (array(select council_id from app.roster_seen)));
create policy officers_edit on charter for update to concord_app using (council_id = any (array(select council_id from app.holding where capability = 'charter.edit')));
grant select, update (records_terms, clients, green_means, break_glass_refused, next_meeting) on charter to concord_app;
create policy officers_edit on purpose for update to concord_app using (council_id = any (array(select council_id from app.holding where capability = 'charter.edit')));
grant update (words) on purpose to concord_app;

-- The circle of one person says that he is in that council: for those who know him from a roster.
create policy circle_known on circle for select to concord_app, concord_worker using (
  council_id = any (array(select council_id from app.holding))
  and case when person_id is null then true else (select true from app.acquaintance a where a.person_id = circle.person_id limit 1) end);
grant select on circle to concord_app, concord_worker;
create policy nesting_read on nesting for select to concord_app, concord_worker using (true);
grant select on nesting to concord_app, concord_worker;

create policy acquainted on person for select to concord_app, concord_worker using ((select true from app.acquaintance a where a.person_id = person.id limit 1));
create policy staff_add on person for insert to concord_app with check ((select true from app.holding where capability = 'person.add' limit 1));
create policy staff_edit on person for update to concord_app using ((select true from app.holding where capability = 'person.add' limit 1));
grant select, insert, update on person to concord_app;
grant select on person to concord_worker;

create policy members_read on seat for select to concord_app, concord_worker using (council_id = any (array(select council_id from app.roster_seen)));
create policy officers_add on seat for insert to concord_app with check (council_id = any (array(select council_id from app.roster_edited)));
create policy officers_edit on seat for update to concord_app using (council_id = any (array(select council_id from app.roster_edited)));
grant select, insert on seat to concord_app;
grant update (class, appointed_by, until) on seat to concord_app;
grant select on seat to concord_worker;

create policy members_read on appointment for select to concord_app, concord_worker using (council_id = any (array(select council_id from app.roster_seen)));
create policy officers_add on appointment for insert to concord_app with check (council_id = any (array(select council_id from app.roster_edited)));
create policy officers_edit on appointment for update to concord_app using (council_id = any (array(select council_id from app.roster_edited)));
grant select, insert on appointment to concord_app;
grant update (until, ended_because) on appointment to concord_app;
grant select on appointment to concord_worker;

create policy both_sides_read on hand_over for select to concord_app using (council_id = any (array(select council_id from app.roster_seen)));
create policy staff_add on hand_over for insert to concord_app with check (
  recorded_by = any (array(select person_id from app.who)) and (select true from app.holding where capability = 'council.record' limit 1));
grant select, insert on hand_over to concord_app;

create policy own on idempotency for all to concord_app using (person_id = any (array(select person_id from app.who))) with check (person_id = any (array(select person_id from app.who)));
grant select, insert on idempotency to concord_app;

create policy relay on outbox for all to concord_worker using (true);
grant select, update, delete on outbox to concord_worker; -- update, since it locks what it moves
create policy worker_clears on idempotency for all to concord_worker using (true);
grant select, delete on idempotency to concord_worker;

-- What the definer's views read, and nothing else.
create policy definer_reads on person for select to concord_definer using (true);
create policy definer_reads on held for select to concord_definer using (true);
create policy definer_reads on circle for select to concord_definer using (true);
create policy definer_reads on appointment for select to concord_definer using (true);
create policy definer_reads on signin.session for select to concord_definer using (true);
grant select on person, held, circle, appointment to concord_definer;
grant select on signin.session to concord_definer;
create policy signin_all on signin.session for all to concord_signin using (true) with check (true);
grant select, insert, update, delete on signin.session to concord_signin;
create policy signin_reads on person for select to concord_signin using (true);
create policy signin_reads on held for select to concord_signin using (true);
grant select (id, name, suspended, expires) on person to concord_signin;
grant select on held to concord_signin;

grant create on schema app to concord_definer;
alter view app.who owner to concord_definer;
alter view app.holding owner to concord_definer;
alter view app.roster_seen owner to concord_definer;
alter view app.roster_edited owner to concord_definer;
alter view app.acquaintance owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.who, app.holding, app.roster_seen, app.roster_edited, app.acquaintance to concord_app, concord_worker, concord_owner;
grant select on app.who to concord_signin;

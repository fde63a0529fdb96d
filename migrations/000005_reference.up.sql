-- The public facts, dated and honest: who says so, what was seen in a source, and what waits to be confirmed.

-- Where something was read.
create table source (
  id        text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title     text not null,
  publisher text not null default '',
  locator   text not null default ''
);

-- One claim about one thing. Verified: seen in a source. Derived: follows by the rule in its note from what was seen. Memory:
-- commonly said, not looked up. Recorded: entered by staff. Whatever rests on a fact is seen by whoever sees the fact, so that
-- confirming or rejecting it is one change in one place.
create table fact (
  id         uuid primary key default gen_random_uuid(),
  kind       text not null check (kind in ('region', 'organization', 'sector', 'edition', 'retired_sector', 'umbrella', 'council', 'membership')),
  subject    text not null,                 -- the slug of the thing; of a membership: organization/council
  about      text not null check (char_length(about) between 1 and 400),
  field      text not null check (char_length(field) between 1 and 200),
  note       text not null default '' check (char_length(note) <= 1000),
  basis      text not null check (basis in ('verified', 'derived', 'memory', 'recorded')),
  confidence text not null default '' check (confidence in ('', 'low', 'medium', 'high')),
  sources    text[] not null default '{}',
  verdict    text not null default '' check (verdict in ('', 'confirmed', 'rejected')),
  judged_by  uuid references person,
  judged_at  timestamptz,
  shown_to   text not null generated always as (
    case when verdict = 'rejected' then 'staff' when verdict = 'confirmed' or basis <> 'memory' then 'public' else 'staff' end) stored,
  unique (kind, subject, field),
  check ((verdict = '') = (judged_at is null)),
  check ((verdict = '') = (judged_by is null))
);
create index fact_waiting on fact (about, field, id) where basis = 'memory' and verdict = '';

alter table sector add column short_name text not null default '' check (char_length(short_name) <= 60);

create table subsector (
  slug   text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  sector text not null references sector,
  name   text not null check (char_length(name) between 1 and 200),
  kind   text not null,                     -- the source's own word: subsector, segment, mode, discipline ...
  scope  text not null default '',
  leads  text[] not null default '{}'       -- slugs of the organizations that lead it
);
create index on subsector (sector);

create table council_subsector (
  council_id uuid not null references council on delete cascade,
  subsector  text not null references subsector,
  primary key (council_id, subsector)
);
create index on council_subsector (subsector);

-- The framework documents that said which sectors there are. Each holds until the next.
create table edition (
  slug         text primary key,
  title        text not null,
  dated        text not null,               -- as precisely as it is known: 1998-05-22, 2006-06
  since        date not null,
  until        date,
  status       text not null default '',
  lead_term    text not null default '',    -- what it calls the agency that leads: lead agency, SSA, SRMA
  sector_term  text not null default '',
  derived_from text not null default ''     -- '' where the document prints its own list
);

-- What an edition listed. One line may stand for parts of several of today's sectors.
create table edition_entry (
  edition text not null references edition,
  place   int not null check (place > 0),
  name    text not null,
  leads   text[] not null default '{}',     -- as written
  note    text not null default '',
  fact_id uuid not null references fact,
  primary key (edition, place)
);
create table edition_entry_sector (
  edition   text not null,
  place     int not null,
  sector    text not null references sector,
  subsector text references subsector,
  primary key (edition, place, sector),
  foreign key (edition, place) references edition_entry on delete cascade
);
create index on edition_entry_sector (sector);

-- Under which names, and led by whom, a sector was listed before.
create table lineage (
  id      uuid primary key default gen_random_uuid(),
  sector  text not null references sector,
  since   date not null,
  edition text references edition,          -- null: recorded by staff
  place   int not null default 1,
  name    text not null check (char_length(name) between 1 and 200),
  lead    text not null default '' check (char_length(lead) <= 200),
  note    text not null default '' check (char_length(note) <= 500),
  fact_id uuid not null references fact,
  unique nulls not distinct (sector, edition, since, place)
);

-- Names that were sectors once, and what became of them.
create table retired_sector (
  slug          text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name          text not null check (char_length(name) between 1 and 200),
  from_edition  text references edition,
  until_edition text references edition,
  year          int not null check (year between 1900 and 2200),
  lead          text not null default '',
  fate          text not null check (fate in ('merged', 'renamed', 'split', 'reshaped', 'retired')),
  fact_id       uuid not null references fact
);
create table retired_sector_into (
  retired   text not null references retired_sector on delete cascade,
  sector    text not null references sector,
  subsector text references subsector,
  primary key (retired, sector)
);

-- Who leads a sector, from when to when.
create table sector_lead (
  id              uuid primary key default gen_random_uuid(),
  sector          text not null references sector,
  words           text not null check (char_length(words) between 1 and 200),   -- as written: DHS (TSA, USCG)
  organization_id uuid references organization,
  since           date not null,
  until           date check (until > since),
  fact_id         uuid not null references fact,
  unique (sector, since, words)
);

-- A legal umbrella lets councils and government meet on stated terms, from a date to a date. It is no parent.
create table umbrella (
  slug        text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name        text not null check (char_length(name) between 1 and 200),
  short_name  text not null check (char_length(short_name) between 1 and 60),
  since       date not null,
  until       date check (until > since),
  dates_note  text not null default '',
  legal_basis text not null default '',
  website     text not null default ''
);
create table council_umbrella (
  council_id uuid not null references council on delete cascade,
  umbrella   text not null references umbrella,
  since      date not null,
  until      date check (until > since),
  primary key (council_id, umbrella, since)
);

-- Organizations that a source names in a council. Never a seat, whatever the role is called: seats are opened by officers.
create table membership (
  id              uuid primary key default gen_random_uuid(),
  organization_id uuid not null references organization,
  council_id      uuid references council on delete cascade,
  umbrella        text references umbrella,
  role            text not null check (char_length(role) between 1 and 100),   -- the source's own word
  standing        text not null check (standing in ('seat', 'counterpart', 'sponsor', 'host', 'liaison', 'partner', 'convener', 'signatory', 'lead', 'administrator')),
  as_of_year      int check (as_of_year between 1900 and 2200),
  note            text not null default '',
  fact_id         uuid not null references fact,
  check (num_nonnulls(council_id, umbrella) = 1),
  unique nulls not distinct (organization_id, council_id, umbrella, role)
);
create index on membership (council_id);
create index on membership (organization_id);

-- A council that is known from an import is listed for whoever sees the fact that it exists.
create table listing (
  council_id uuid primary key references council on delete cascade,
  fact_id    uuid not null references fact
);

-- What the last import wrote, so that the next one can tell a hand's edit from its own.
create table imported (
  kind    text not null,
  key     text not null,
  payload jsonb not null,
  primary key (kind, key)
);

do $$
declare t text;
begin
  foreach t in array array['source', 'fact', 'subsector', 'council_subsector', 'edition', 'edition_entry', 'edition_entry_sector', 'lineage',
                           'retired_sector', 'retired_sector_into', 'sector_lead', 'umbrella', 'council_umbrella', 'membership', 'listing'] loop
    call app.protect(t::regclass);
  end loop;
  call app.protect('imported', false);

  foreach t in array array['source', 'subsector', 'council_subsector', 'edition', 'edition_entry_sector', 'retired_sector_into', 'umbrella', 'council_umbrella', 'listing'] loop
    execute format('create policy anyone_reads on %I for select to concord_app, concord_worker using (true)', t);
    execute format('grant select on %I to concord_app, concord_worker', t);
  end loop;

  -- "What rests on a fact is seen by whoever sees the fact."
  foreach t in array array['edition_entry', 'lineage', 'retired_sector', 'sector_lead', 'membership'] loop
    execute format('create policy fact_seen on %1$I for select to concord_app, concord_worker using ((select true from fact f where f.id = %1$I.fact_id limit 1))', t);
    execute format('grant select on %I to concord_app, concord_worker', t);
  end loop;
end $$;

-- "The public sees what was seen in a source or confirmed; those who confirm see the rest."
create policy shown on fact for select to concord_app, concord_worker using (
  shown_to = any (array(select 'public' union all select 'staff' from app.holding where capability = 'fact.confirm')));
create policy staff_judge on fact for update to concord_app using (
  (select true from app.holding where capability = 'fact.confirm' limit 1)) with check (judged_by = any (array(select person_id from app.who)));
create policy staff_record on fact for insert to concord_app with check (
  basis = 'recorded' and (select true from app.holding where capability = 'sector.edit' limit 1));
grant select on fact to concord_app, concord_worker;
grant insert (id, kind, subject, about, field, note, basis) on fact to concord_app;
grant update (verdict, judged_by, judged_at) on fact to concord_app;

do $$
declare t text;
begin
  foreach t in array array['subsector', 'lineage', 'retired_sector', 'retired_sector_into', 'sector_lead'] loop
    execute format('create policy staff_add on %I for insert to concord_app with check ((select true from app.holding where capability = ''sector.edit'' limit 1))', t);
    execute format('grant insert on %I to concord_app', t);
  end loop;
  foreach t in array array['subsector', 'sector_lead'] loop
    execute format('create policy staff_edit on %I for update to concord_app using ((select true from app.holding where capability = ''sector.edit'' limit 1))', t);
  end loop;
  foreach t in array array['umbrella', 'council_umbrella'] loop
    execute format('create policy staff_add on %I for insert to concord_app with check ((select true from app.holding where capability = ''council.record'' limit 1))', t);
    execute format('create policy staff_edit on %I for update to concord_app using ((select true from app.holding where capability = ''council.record'' limit 1))', t);
    execute format('grant insert on %I to concord_app', t);
  end loop;
end $$;
grant update (name, kind, scope, leads) on subsector to concord_app;
grant update (until) on sector_lead to concord_app;
grant update (name, short_name, until, dates_note, legal_basis, website) on umbrella to concord_app;
grant update (until) on council_umbrella to concord_app;

-- Councils that lists may name to the asker: those that staff recorded, those seen in a source, and her own.
create view app.council_listed with (security_invoker = true) as
  select c.id as council_id from council c left join listing l on l.council_id = c.id where l.council_id is null
  union
  select l.council_id from listing l join fact f on f.id = l.fact_id
  union
  select council_id from app.holding;
grant select on app.council_listed to concord_app, concord_worker;

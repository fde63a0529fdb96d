-- Finding people among a hundred thousand: one row for each office that somebody holds or will hold, with what lists are narrowed by, so
-- that a page is a bounded walk along one index. Folded by triggers, like held; the appointment stays the record.

create table directory_entry (
  appointment_id  uuid primary key references appointment on delete cascade,
  person_id       uuid not null,
  name            text not null,
  council_id      uuid not null,
  office          text not null,
  organization_id uuid not null,
  state           text,
  since           timestamptz not null,
  until           timestamptz not null default 'infinity'
);
create index on directory_entry (name, appointment_id);
create index on directory_entry (state, name, appointment_id);
create index on directory_entry (office, name, appointment_id);
create index on directory_entry (council_id, name, appointment_id);
create index on directory_entry (person_id);
create index on directory_entry (organization_id);
create index directory_entry_words on directory_entry using gin (name gin_trgm_ops);
call app.protect('directory_entry', false);
-- What app.roster_seen says, without a list of every council for those who browse them all: each row would be looked up in it.
create policy members_read on directory_entry for select to concord_app using (
  case when (select true from app.holding where capability = 'directory.browse' limit 1) then true
       else council_id = any (array(select council_id from app.holding where capability = 'roster.read')) end);
grant select on directory_entry to concord_app;

create function app.lists(ids uuid[]) returns void language sql security definer set search_path = public, app, pg_temp as $$
  delete from directory_entry where appointment_id = any (ids);
  insert into directory_entry (appointment_id, person_id, name, council_id, office, organization_id, state, since, until)
  select a.id, a.person_id, p.name, a.council_id, a.office, a.organization_id, o.state, a.since, coalesce(a.until, 'infinity')
    from appointment a join person p on p.id = a.person_id join organization o on o.id = a.organization_id
   where a.id = any (ids) and (a.until is null or a.until > app.now())
$$;
revoke all on function app.lists(uuid[]) from public;

create function app.directory_follows() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare ids uuid[];
begin
  if tg_table_name = 'appointment' then
    ids := array(select id from changed);
  elsif tg_table_name = 'person' then
    ids := array(select a.id from appointment a join changed n on n.id = a.person_id join was w on w.id = n.id where w.name <> n.name);
  else
    ids := array(select a.id from appointment a join changed n on n.id = a.organization_id join was w on w.id = n.id where w.state is distinct from n.state);
  end if;
  if cardinality(ids) > 0 then
    perform app.lists(ids);
  end if;
  return null;
end $$;
create trigger lists_insert after insert on appointment referencing new table as changed for each statement execute function app.directory_follows();
create trigger lists_update after update on appointment referencing new table as changed for each statement execute function app.directory_follows();
create trigger lists_update after update on person referencing old table as was new table as changed for each statement execute function app.directory_follows();
create trigger lists_update after update on organization referencing old table as was new table as changed for each statement execute function app.directory_follows();
select app.lists(array(select id from appointment));

-- Organizations by name, and since when the directory has them.
create index on organization (name, id);
create index on organization (state, name, id);
create index on organization_sector (sector);
alter table organization add column added timestamptz not null default app.now();

create index on facility (office_id, name, id);

-- A search of one's own, kept, and when its results were last looked at: what is new since is counted from there.
create table saved_search (
  id        uuid primary key,
  person_id uuid not null references person,
  name      text not null check (char_length(name) between 1 and 100),
  kind      text not null check (kind in ('organizations', 'people', 'facilities')),
  query     text not null check (char_length(query) <= 1000),
  looked    timestamptz not null default app.now(),
  unique (person_id, kind, query)
);
call app.protect('saved_search', false);
create policy own on saved_search for all to concord_app using (person_id = any (array(select person_id from app.who)))
  with check (person_id = any (array(select person_id from app.who)));
grant select, insert (id, person_id, name, kind, query), update (name, looked), delete on saved_search to concord_app;

-- An organization that moves to another state is in none of its counties until somebody says in which.
create function app.leaves_county() returns trigger language plpgsql set search_path = public, app, pg_temp as $$
begin
  if new.county is not distinct from old.county then
    new.county := null; new.city := '';
  end if;
  return new;
end $$;
create trigger leaves_county before update of state on organization for each row when (new.state is distinct from old.state) execute function app.leaves_county();

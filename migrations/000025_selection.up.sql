-- Some umbrellas have members whom CISA selects. A council under one has a second, dated roster beside the charter's: whom CISA selected, from
-- when to when, and by which document. Staff keep it and the council sees it; it opens nothing to anybody, for who reads in a council follows
-- from its own seats and offices alone.

alter table umbrella add column selects boolean not null default false;
grant update (selects) on umbrella to concord_app;

create table selection (
  id              uuid primary key,
  council_id      uuid not null references council,
  umbrella        text not null references umbrella,
  organization_id uuid not null references organization,
  person          text not null default '' check (char_length(person) <= 200), -- whom the document names; '': the organization alone
  document        text not null check (char_length(document) between 1 and 500),
  since           timestamptz not null,
  until           timestamptz,             -- that of its beginning: it was recorded by mistake
  ended_because   text not null default '' check (char_length(ended_because) <= 500),
  recorded_by     uuid not null references person,
  recorded_name   text not null,           -- as both sides are told it
  recorded        timestamptz not null default app.now(),
  constraint selection_order check (until >= since)
);
create index on selection (council_id, since);
create unique index selection_once on selection (council_id, umbrella, organization_id, lower(person)) where until is null;
create index on selection (organization_id);
create index on selection (recorded_by);
call app.protect('selection');

create function app.selection_begins() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.recorded_by := coalesce((select person_id from app.who), new.recorded_by);
  new.recorded_name := app.named(new.recorded_by);
  new.recorded := app.now();
  return new;
end $$;
create trigger begins before insert on selection for each row execute function app.selection_begins();

-- After the row, so that whoever may not is refused before he is told under what a council stands.
create function app.selection_fits() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from council_umbrella m join umbrella u on u.slug = m.umbrella and u.selects
                  where m.council_id = new.council_id and m.umbrella = new.umbrella and m.since <= new.since::date and (m.until is null or m.until > new.since::date)) then
    raise exception 'the council did not stand under it' using errcode = 'check_violation', constraint = 'selection_umbrella';
  end if;
  return null;
end $$;
create trigger fits after insert on selection for each row execute function app.selection_fits();

-- Who was selected under an umbrella is so no longer than the council stands under it.
create function app.selection_goes() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update selection s set until = greatest(s.since, new.until::timestamptz), ended_because = 'The council''s time under the umbrella ended'
   where s.council_id = new.council_id and s.umbrella = new.umbrella and (s.until is null or s.until > new.until::timestamptz);
  return null;
end $$;
create trigger goes after update of until on council_umbrella for each row when (new.until is not null) execute function app.selection_goes();

create policy both_sides_read on selection for select to concord_app using (council_id = any (array(select council_id from app.roster_seen)));
create policy staff_add on selection for insert to concord_app with check (
  recorded_by = any (array(select person_id from app.who)) and (select true from app.holding where capability = 'council.record' limit 1));
create policy staff_end on selection for update to concord_app using ((select true from app.holding where capability = 'council.record' limit 1));
grant select, insert (id, council_id, umbrella, organization_id, person, document, since), update (until, ended_because) on selection to concord_app;

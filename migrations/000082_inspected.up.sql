-- An inspection may begin without notice in exigent circumstances, when somebody who may do so has approved it: why and who stand on record.
-- Otherwise a notice leaves to the facility's contact and to who speaks for its organization. Findings come later, one by one, and stay.

alter table inspection
  add column exigent_because  text not null default '' check (char_length(exigent_because) <= 1000),
  add column exigent_approver text not null default '' check (char_length(exigent_approver) <= 200 and exigent_approver = app.line(exigent_approver)),
  add column contact_name     text not null default '' check (char_length(contact_name) <= 200 and contact_name = app.line(contact_name)),
  add column contact_email    text not null default '' check (char_length(contact_email) <= 254),
  add column notified         timestamptz, -- when the notice left the portal; null where none did
  add constraint inspection_exigent check ((exigent_because = '') = (exigent_approver = '')),
  drop constraint inspection_notice,
  add constraint inspection_notice check (begins >= noticed + case when exigent_because = '' then interval '24 hours' else interval '0' end);
grant insert (exigent_because, exigent_approver, contact_name, contact_email) on inspection to concord_app;

create function app.inspection_notified() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.notified := case when new.exigent_because = '' and new.begins > app.now() and exists (select from app.who) then app.now() end;
  if new.notified is not null and new.contact_email = '' then
    raise exception 'nobody to tell' using errcode = 'check_violation', constraint = 'inspection_contact';
  end if;
  return new;
end $$;
create trigger recorded_notified before insert on inspection for each row execute function app.inspection_notified();

create function app.inspection_is_told() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id) values ('inspection', new.id), ('inspection-contact', new.id);
  return null;
end $$;
create trigger told after insert on inspection for each row when (new.notified is not null) execute function app.inspection_is_told();

-- Who speaks for the organization now.
create function app.told_of_inspection(of_inspection uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select m.person_id from inspection i join organization_administrator m on m.organization_id = i.organization_id and m.since <= app.now() and (m.until is null or m.until > app.now())
   where i.id = of_inspection
  union
  select a.person_id from inspection i join appointment a on a.organization_id = i.organization_id and a.office = 'representative' and a.since <= app.now() and (a.until is null or a.until > app.now())
    join seat s on s.id = a.seat_id and (s.until is null or s.until > app.now()) join council c on c.id = a.council_id and c.until > app.now()
   where i.id = of_inspection
$$;

create function app.inspection_letter(of_inspection uuid)
returns table (program text, organization text, slug text, facility text, begins timestamptz, author text, contact_name text, contact_email text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.name, o.name, o.slug, i.facility, i.begins, i.author_name, i.contact_name, i.contact_email
    from inspection i join regulatory_program p on p.slug = i.program join organization o on o.id = i.organization_id
   where i.id = of_inspection and i.begins > app.now()
$$;

create table inspection_finding (
  id            uuid primary key,
  inspection_id uuid not null references inspection,
  text          text not null check (char_length(text) between 1 and 4000),
  author_id     uuid not null references person,
  author_name   text not null,
  added         timestamptz not null default app.now()
);
create index on inspection_finding (inspection_id, added);
create index on inspection_finding (author_id);

create function app.finding_added() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.author_id := coalesce((select person_id from app.who), new.author_id);
  new.author_name := app.named(new.author_id);
  return new;
end $$;
create trigger added before insert on inspection_finding for each row execute function app.finding_added();

call app.protect('inspection_finding');
create policy both_sides_read on inspection_finding for select to concord_app using ((select true from inspection i where i.id = inspection_finding.inspection_id limit 1));
create policy inspector_adds on inspection_finding for insert to concord_app with check (
  author_id = any (array(select person_id from app.who))
  and inspection_id = any (array(select i.id from inspection i where i.office_id = any (array(select council_id from app.holding where capability = 'inspection.write')))));
grant select, insert (id, inspection_id, text) on inspection_finding to concord_app;

revoke all on function app.inspection_notified(), app.inspection_is_told(), app.finding_added(), app.told_of_inspection(uuid), app.inspection_letter(uuid) from public;
grant execute on function app.told_of_inspection(uuid), app.inspection_letter(uuid) to concord_worker;

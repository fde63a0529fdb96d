-- A profile grows old: who it is about, or who speaks for its organization, says now and then that it is right. The newest such word
-- stands on it. By name as then, since who reads it may not know the person.
create table profile_confirmation (
  id              uuid primary key default gen_random_uuid(),
  organization_id uuid references organization,
  facility_id     uuid references facility,
  subject_id      uuid references person,
  by_id           uuid not null references person,
  by_name         text not null default '',
  at              timestamptz not null default app.now(),
  check (num_nonnulls(organization_id, facility_id, subject_id) = 1)
);
create index on profile_confirmation (organization_id, at desc) where organization_id is not null;
create index on profile_confirmation (facility_id, at desc) where facility_id is not null;
create index on profile_confirmation (subject_id, at desc) where subject_id is not null;
call app.protect('profile_confirmation', false);

create function app.confirmation_named() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.by_id := (select person_id from app.who);
  new.by_name := coalesce((select p.name from person p where p.id = new.by_id), '');
  new.at := app.now();
  return new;
end $$;
create trigger named before insert on profile_confirmation for each row when (session_user = 'concord_app') execute function app.confirmation_named();

-- Whoever sees the profile; which of the three it is of decides where that is asked.
create policy seen_with_it on profile_confirmation for select to concord_app using (
  case when facility_id is not null then (select true from facility f where f.id = profile_confirmation.facility_id limit 1)
       when subject_id is not null then (select true from person p where p.id = profile_confirmation.subject_id limit 1)
       else (select true from app.who limit 1) end);
create policy owner_says on profile_confirmation for insert to concord_app with check (
  by_id = any (array(select person_id from app.who)) and (
    subject_id = by_id
    or organization_id = any (array(select organization_id from app.speaking_for))
    or (select f.organization_id = any (array(select organization_id from app.speaking_for)) from facility f where f.id = profile_confirmation.facility_id)));
grant select, insert (organization_id, facility_id, subject_id) on profile_confirmation to concord_app;

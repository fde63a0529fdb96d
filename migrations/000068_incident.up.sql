-- Whom an incident concerns hears of it: everybody who works it, once, by mail and on the first page, also where it comes to reach their office
-- later. Its office may correct it while it lasts, says at its end what came of it, and may take an end back for a week.

alter table incident add column outcome text not null default '' check (char_length(outcome) <= 1000);
alter table incident add column revised timestamptz; -- its title, counties or sectors were corrected

-- What is over keeps its places: they say who saw what, and why.
do $$
declare t text;
begin
  foreach t in array array['incident_county', 'incident_sector'] loop
    execute format('drop policy offices_add on %I', t);
    execute format($p$create policy offices_add on %I for insert to concord_app with check (incident_id = any (array(
      select i.id from incident i where (i.until is null or i.until > app.now()) and i.office_id = any (array(select council_id from app.holding where capability = 'incident.declare')))))$p$, t);
    execute format($p$create policy offices_remove on %I for delete to concord_app using (incident_id = any (array(
      select i.id from incident i where (i.until is null or i.until > app.now()) and i.office_id = any (array(select council_id from app.holding where capability = 'incident.declare')))))$p$, t);
  end loop;
end $$;
grant delete on incident_county, incident_sector to concord_app;
grant update (outcome, revised) on incident to concord_app;

create function app.incident_reopens_within() returns interval language sql immutable parallel safe as $$select interval '7 days'$$;

create function app.incident_changes() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new is not distinct from old or not exists (select from app.who) then
    return new; -- nothing changes, or the portal itself changes it
  elsif new.until is null and old.until <= app.now() then
    if old.until <= app.now() - app.incident_reopens_within() then
      raise exception 'it has been over for too long' using errcode = 'check_violation', constraint = 'incident_closed';
    end if;
  elsif old.until <= app.now() then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'incident_over';
  end if;
  if new.until is distinct from old.until and new.until is not null then
    new.until := app.now(); -- an end is now: nobody ends it for yesterday
  end if;
  return new;
end $$;
create trigger changes before update on incident for each row execute function app.incident_changes();

-- Each office that comes to work it is told; who was told already is not told again.
create function app.incident_is_told() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if exists (select from app.who) then -- else the portal itself: an import, or the demonstration
    insert into outbox (topic, object_id) values ('incident', new.incident_id);
  end if;
  return null;
end $$;
create trigger told after insert on incident_office for each row execute function app.incident_is_told();

create function app.told_of_incident(of_incident uuid) returns table (person_id uuid) language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return query select distinct h.person_id
    from incident i join incident_office o on o.incident_id = i.id join held h on h.council_id = o.office_id and h.capability = 'incident.work' and h.since <= app.now() and h.until > app.now()
   where i.id = of_incident and (i.until is null or i.until > app.now()) and h.person_id <> i.declared_by;
end $$;

-- The letter for one of them, as long as it lasts. What happened and where stays in the portal, for it is TLP:AMBER+STRICT; the letter says
-- who declared it and whether a county of it is on the reader's own ground.
create function app.incident_letter(of_incident uuid, to_person uuid) returns table (office text, covers boolean)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return query select c.short_name,
         exists (select from incident_county n join county k on k.fips = n.county
                   join territory t on t.person_id = to_person and t.since <= app.now() and (t.until is null or t.until > app.now())
                    and (t.county = k.fips or t.county is null and t.state = k.state)
                  where n.incident_id = i.id)
    from incident i join council c on c.id = i.office_id
   where i.id = of_incident and (i.until is null or i.until > app.now())
     and exists (select from app.told_of_incident(of_incident) t where t.person_id = to_person);
end $$;

revoke all on function app.incident_reopens_within(), app.told_of_incident(uuid), app.incident_letter(uuid, uuid) from public;
grant execute on function app.incident_reopens_within() to concord_app;
grant execute on function app.told_of_incident(uuid), app.incident_letter(uuid, uuid) to concord_worker;

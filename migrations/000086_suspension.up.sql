-- Who suspends somebody says why. Those who may restore the person read it beside the name, and it stands in the record.
create table suspension (
  id        uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  because   text not null check (char_length(because) between 5 and 1000),
  by_id     uuid not null references person,
  at        timestamptz not null default app.now()
);
create index on suspension (person_id, at);
create index on suspension (by_id);
call app.protect('suspension');
create policy staff_read on suspension for select to concord_app using ((select true from app.holding where capability = 'person.add' limit 1));
create policy staff_add on suspension for insert to concord_app with check (
  by_id = any (array(select person_id from app.who)) and (select true from app.holding where capability = 'person.add' limit 1));
grant select, insert (person_id, because, by_id) on suspension to concord_app;

create function app.suspension_holds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update person set suspended = app.now() where id = new.person_id and suspended is null;
  if not found then
    raise exception 'it is so already' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger holds after insert on suspension for each row execute function app.suspension_holds();

-- Nobody is suspended without one.
create function app.suspended_with_reason() returns trigger language plpgsql set search_path = public, app, pg_temp as $$
begin
  if current_user = 'concord_app' and new.suspended is not null and new.suspended is distinct from old.suspended then
    raise exception 'a suspension says why' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger suspended_with_reason before update of suspended on person for each row execute function app.suspended_with_reason();

do $$ begin
  execute replace(pg_get_functiondef('app.audit()'::regprocedure), '''widening_limit'', ''organization_administrator''', '''widening_limit'', ''suspension'', ''organization_administrator''');
end $$;

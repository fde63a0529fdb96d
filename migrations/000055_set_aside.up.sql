-- A request is owed by the seats of those councils that were asked, and by nobody for having a seat elsewhere. Who speaks for a seat may put it aside
-- for the organization, with a reason that whoever asked reads.

create table set_aside (
  item_id         uuid not null references item,
  organization_id uuid not null references organization,
  person_id       uuid not null references person,
  name            text not null default '',         -- as they were then
  organization    text not null default '',
  because         text not null check (char_length(because) between 1 and 500),
  at              timestamptz not null default app.now(),
  primary key (item_id, organization_id)
);
create index on set_aside (organization_id);
create index on set_aside (person_id);

create function app.set_aside_named() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  select p.name, o.name into new.name, new.organization from person p, organization o where p.id = new.person_id and o.id = new.organization_id;
  return new;
end $$;
create trigger named before insert on set_aside for each row execute function app.set_aside_named();
revoke all on function app.set_aside_named() from public;

-- The circles that a council of the asker's seat was asked through, and for whom he speaks there. Everybody in a sector's community is no council.
create view app.asked_seat with (security_barrier) as
  select s.circle_id, s.organization_id
    from (select h.circle_id, v.organization_id
            from app.who w join speaker v on v.person_id = w.person_id and v.since <= app.now() and v.until > app.now()
            join held h on h.person_id = w.person_id and h.appointment_id = v.appointment_id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
            join circle c on c.id = h.circle_id and c.kind <> 'community') s;

call app.protect('set_aside');
-- Whoever asked, and those of the organization that speak for it.
create policy asker_and_own on set_aside for select to concord_app using (
  case when organization_id = any (array(select organization_id from app.speaking)) then true
       else (select i.author_id = any (array(select person_id from app.who)) from item i where i.id = set_aside.item_id) end);
create policy speaker_sets on set_aside for insert to concord_app with check (
  person_id = any (array(select person_id from app.who)) and organization_id = any (array(select organization_id from app.speaking))
  and (select true from audience a where a.item_id = set_aside.item_id and a.answer_by is not null and a.circle_id = any (array(select circle_id from app.asked_seat)) limit 1));
create policy speaker_takes_up on set_aside for delete to concord_app using (organization_id = any (array(select organization_id from app.speaking)));
grant select, insert (item_id, organization_id, person_id, because), delete on set_aside to concord_app;

grant create on schema app to concord_definer;
alter view app.asked_seat owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.asked_seat to concord_app, concord_worker;

-- What is loaded by the database's owner was asked elsewhere, and is acknowledged to nobody.
create or replace function app.admission_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if session_user in ('concord_app', 'concord_worker', 'concord_signin') then
    insert into outbox (topic, object_id) values ('asked', new.id);
  end if;
  return null;
end $$;

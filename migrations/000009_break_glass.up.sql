-- Break-glass. Staff read nothing of a council; in an emergency one of them may, for hours, in one council, when a second one agrees. All
-- of it is seen by the council: who asked and why, who agreed, until when, and what was opened. What is addressed to named people, which is
-- where TLP:RED goes, stays closed, and a council may refuse altogether.

insert into capability (slug, class, means) values ('glass.break', 'structure', 'Ask for, or agree to, emergency access to one council');
insert into office_may (kind, office, capability, reach, class) values ('administration', 'administrator', 'glass.break', 'own', 'structure');

create table break_glass (
  id         uuid primary key,
  council_id uuid not null references council,
  because    text not null check (char_length(because) between 20 and 1000),
  hours      int not null check (hours between 1 and 4),
  asked_by   uuid not null references person,
  asked_name text not null, -- as the council is told it, whose members do not know staff
  asked      timestamptz not null default app.now()
);
create index on break_glass (asked_by);
create index on break_glass (asked);
create index on break_glass (council_id, asked desc);

-- Whatever was decided stays. Until is when the access ends at the latest.
create table break_glass_decision (
  break_glass_id uuid primary key references break_glass,
  approved       boolean not null,
  because        text not null default '' check (char_length(because) <= 1000 and (approved or because <> '')),
  decided_by     uuid not null references person,
  decided_name   text not null,
  decided        timestamptz not null default app.now(),
  until          timestamptz check ((until is not null) = approved)
);

-- Ended before its time: by staff, or by the council itself.
create table break_glass_end (
  break_glass_id uuid primary key references break_glass,
  ended_by       uuid references person, -- null: the portal itself, at the end of the asker's office
  ended_name     text not null,
  ended          timestamptz not null default app.now()
);

-- The report: what was opened.
create table break_glass_read (
  break_glass_id uuid not null references break_glass,
  item_id        uuid not null references item,
  at             timestamptz not null default app.now(),
  primary key (break_glass_id, item_id)
);

call app.protect('break_glass');
call app.protect('break_glass_decision');
call app.protect('break_glass_end');
call app.protect('break_glass_read', true, true);

alter table charter add column told_id uuid references person; -- of emergency access, while there is no chair
grant update (told_id) on charter to concord_app;

-- A right is an appointment's or, for hours, an emergency's.
alter table held alter column appointment_id drop not null, add column break_glass_id uuid references break_glass,
  add check (num_nonnulls(appointment_id, break_glass_id) = 1);
create index on held (break_glass_id) where break_glass_id is not null;

create or replace view app.held_derived as
  select a.person_id, om.capability, r.circle_id, r.reached_id as council_id,
         greatest(a.since, s.since, k.since, ck.since, om.since, r.since, c.since) as since,
         least(a.until, s.until, k.until, ck.until, om.until, r.until, c.until) as until,
         a.id as appointment_id, null::uuid as break_glass_id
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
       < least(a.until, s.until, k.until, ck.until, om.until, r.until, c.until)
  union all
  select b.asked_by, 'item.read', c.id, b.council_id, d.decided, least(d.until, e.ended), null, b.id
    from break_glass b
    join break_glass_decision d on d.break_glass_id = b.id and d.approved
    join circle c on c.council_id = b.council_id and c.person_id is null
    left join break_glass_end e on e.break_glass_id = b.id
   where d.decided < least(d.until, e.ended);

-- Who asks, decides and ends is who acts, and when is now: neither is the web's to say. Only what the portal itself inserts has nobody behind it.
create function app.named(person uuid) returns text language sql stable security definer set search_path = public, app, pg_temp as
  $$ select p.name || ', ' || o.name from person p join organization o on o.id = p.organization_id where p.id = person $$;
revoke all on function app.named(uuid) from public;

create function app.glass_asked() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.asked_by is null then
    perform app.staff_with('glass.break');
    new.asked_by := (select person_id from app.who);
    new.asked := app.now();
  end if;
  new.asked_name := app.named(new.asked_by);
  if (select break_glass_refused from charter where council_id = new.council_id) then
    raise exception 'the council refuses emergency access' using errcode = 'check_violation', constraint = 'break_glass_refused';
  end if;
  if not exists (select from council_kind_term t join council_kind k on k.slug = t.kind
                  where t.council_id = new.council_id and t.since <= app.now() and t.until > app.now() and k.side not in ('public', 'administration')) then
    raise exception 'there is nothing to read there' using errcode = 'check_violation', constraint = 'break_glass_nothing';
  end if;
  if exists (select from break_glass b left join break_glass_decision d on d.break_glass_id = b.id left join break_glass_end e on e.break_glass_id = b.id
              where b.council_id = new.council_id and b.asked_by = new.asked_by and e.ended is null
                and (d.decided is null and b.asked > app.now() - interval '1 day' or d.until > app.now())) then
    raise exception 'it was asked already' using errcode = 'check_violation', constraint = 'break_glass_open';
  end if;
  return new;
end $$;
create trigger asked before insert on break_glass for each row execute function app.glass_asked();

create function app.glass_decided() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare b break_glass := (select x from break_glass x where x.id = new.break_glass_id);
begin
  if new.decided_by is null then
    perform app.staff_with('glass.break'); -- first of all: others learn nothing from what is wrong with it
    new.decided_by := (select person_id from app.who);
    new.decided := app.now();
  end if;
  new.decided_name := app.named(new.decided_by);
  -- Not beyond the asker's own office.
  new.until := case when new.approved then (select least(new.decided + make_interval(hours => b.hours), max(h.until)) from held h
                                             where h.person_id = b.asked_by and h.capability = 'glass.break' and h.since <= new.decided and h.until > new.decided) end;
  if new.approved and new.decided_by = b.asked_by then
    raise exception 'a second person agrees' using errcode = 'check_violation', constraint = 'break_glass_second';
  end if;
  if b.asked <= new.decided - interval '1 day' or new.approved and new.until is null or exists (select from break_glass_end e where e.break_glass_id = b.id) then
    raise exception 'what was asked is over' using errcode = 'check_violation', constraint = 'break_glass_over';
  end if;
  if new.approved and (select break_glass_refused from charter where council_id = b.council_id) then
    raise exception 'the council refuses emergency access' using errcode = 'check_violation', constraint = 'break_glass_refused';
  end if;
  return new;
end $$;
create trigger decided before insert on break_glass_decision for each row execute function app.glass_decided();

create function app.glass_ended() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.ended_by is null then
    new.ended_by := (select person_id from app.who);
    new.ended := app.now();
  end if;
  new.ended_name := coalesce(app.named(new.ended_by), '');
  return new;
end $$;
create trigger ended before insert on break_glass_end for each row execute function app.glass_ended();

create function app.glass_folds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  delete from held where break_glass_id = new.break_glass_id;
  insert into held (person_id, capability, circle_id, council_id, since, until, break_glass_id)
  select person_id, capability, circle_id, council_id, since, until, break_glass_id from app.held_derived where break_glass_id = new.break_glass_id;
  if tg_table_name = 'break_glass_decision' and (to_jsonb(new) ->> 'approved')::boolean then
    insert into outbox (topic, object_id) values ('break-glass', new.break_glass_id);
  end if;
  return null;
end $$;
create trigger folds after insert on break_glass_decision for each row execute function app.glass_folds();
create trigger folds after insert on break_glass_end for each row execute function app.glass_folds();

-- Whoever leaves the office that may ask leaves what it opened. By its name this comes after the trigger that folds.
create function app.glass_office_ends() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into break_glass_end (break_glass_id)
  select b.id from break_glass b join break_glass_decision d on d.break_glass_id = b.id
   where b.asked_by in (select person_id from changed) and d.until > app.now() and not exists (select from break_glass_end e where e.break_glass_id = b.id)
     and not exists (select from held h where h.person_id = b.asked_by and h.capability = 'glass.break' and h.since <= app.now() and h.until > app.now());
  return null;
end $$;
create trigger glass_office_ends after update on appointment referencing new table as changed for each statement execute function app.glass_office_ends();

-- A council that refuses from now on ends what is under way.
create function app.glass_refused() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into break_glass_end (break_glass_id)
  select b.id from break_glass b join break_glass_decision d on d.break_glass_id = b.id
   where b.council_id = new.council_id and d.until > app.now() and not exists (select from break_glass_end e where e.break_glass_id = b.id);
  return null;
end $$;
create trigger glass_refused after update of break_glass_refused on charter for each row
  when (new.break_glass_refused and not old.break_glass_refused) execute function app.glass_refused();

-- ---------------------------------------------------------------------------------------------------------------------
-- Seen by those who read in the council and by those who may break the glass; ended by the council's officers and by staff.

create view app.glass_seen as
  select council_id from app.holding where capability = 'item.read'
  union all
  select c.id from council c where (select true from app.holding where capability = 'glass.break' limit 1);

create view app.glass_ruled as
  select council_id from app.holding where capability = 'charter.edit'
  union all
  select c.id from council c where (select true from app.holding where capability = 'glass.break' limit 1);

-- The asker's own, while it lasts.
create view app.breaking as
  select b.id, b.council_id, b.because, d.until
    from app.who w join break_glass b on b.asked_by = w.person_id
    join break_glass_decision d on d.break_glass_id = b.id and d.until > app.now()
   where not exists (select from break_glass_end e where e.break_glass_id = b.id);

create policy seen on break_glass for select to concord_app, concord_worker using (council_id = any (array(select council_id from app.glass_seen)));
create policy asks on break_glass for insert to concord_app with check (
  (select true from app.holding where capability = 'glass.break' limit 1) and asked_by = any (array(select person_id from app.who)));
do $$
declare t text;
begin
  foreach t in array array['break_glass_decision', 'break_glass_end', 'break_glass_read'] loop
    execute format('create policy seen on %1$I for select to concord_app, concord_worker using ((select true from break_glass b where b.id = %1$I.break_glass_id))', t);
  end loop;
  foreach t in array array['break_glass', 'break_glass_decision', 'break_glass_end'] loop
    execute format('create policy definer_reads on %I for select to concord_definer using (true)', t);
    execute format('grant select on %I to concord_app, concord_worker, concord_definer', t);
  end loop;
end $$;
create policy decides on break_glass_decision for insert to concord_app with check (
  (select true from app.holding where capability = 'glass.break' limit 1) and decided_by = any (array(select person_id from app.who)));
create policy ends on break_glass_end for insert to concord_app with check (
  ended_by = any (array(select person_id from app.who))
  and (select true from break_glass b where b.id = break_glass_end.break_glass_id and b.council_id = any (array(select council_id from app.glass_ruled))));
create policy witness on break_glass_read for insert to concord_app with check (
  break_glass_id = any (array(select id from app.breaking)) and (select true from audience a where a.item_id = break_glass_read.item_id limit 1));
grant insert (id, council_id, because, hours) on break_glass to concord_app;
grant insert (break_glass_id, approved, because) on break_glass_decision to concord_app;
grant insert (break_glass_id) on break_glass_end to concord_app;
grant select, insert (break_glass_id, item_id) on break_glass_read to concord_app;

-- Whom the mail goes to: the chair; while there is none, the vice chair, who acts, and whom the council named; else all who speak for a seat.
create function app.told_of_break_glass(glass uuid) returns setof uuid language sql stable security definer set search_path = public, app, pg_temp as $$
  with living as (
    select a.person_id, a.office from break_glass b join appointment a on a.council_id = b.council_id
      join person p on p.id = a.person_id and (p.suspended is null or p.suspended > app.now())
     where b.id = glass and a.since <= app.now() and (a.until is null or a.until > app.now())
  ), chair as (
    select person_id from living where office = 'chair'
  ), acting as (
    select person_id from living where office = 'vice-chair' and not exists (select from chair)
  ), named as (
    select c.told_id as person_id from break_glass b join charter c on c.council_id = b.council_id
     where b.id = glass and c.told_id in (select person_id from living) and not exists (select from chair)
  )
  select person_id from chair
  union
  select person_id from acting
  union
  select person_id from named
  union
  select person_id from living where office in ('secretary', 'representative')
     and not exists (select from chair) and not exists (select from acting) and not exists (select from named)
$$;
revoke all on function app.told_of_break_glass(uuid) from public;

grant create on schema app to concord_definer;
alter view app.glass_seen owner to concord_definer;
alter view app.glass_ruled owner to concord_definer;
alter view app.breaking owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.glass_seen, app.glass_ruled, app.breaking to concord_app;
grant select on app.glass_seen to concord_worker;
grant execute on function app.told_of_break_glass(uuid) to concord_worker;

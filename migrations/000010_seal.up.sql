-- The record's seal and its readers. Each row of audit becomes a leaf of a Merkle tree (package seal); what a leaf is, and that no later
-- tree can be without it, anybody can prove from signed heads alone.

insert into capability (slug, class, means) values
  ('record.read', 'structure', 'Read the record of acts on the structure, and download the sealed log');
insert into office_may (kind, office, capability, reach, class) values ('administration', 'administrator', 'record.read', 'own', 'structure');
insert into office_may (kind, office, capability, reach, class)
select m.kind, 'secretary', 'audit.read', 'own', 'content' from office_may m where m.office = 'secretary' and m.capability = 'roster.edit';

-- Rows that wait for their leaf, written with them: by their numbers alone nobody could tell a row that commits late from one that never will.
create table unsealed (audit_id bigint primary key);
-- The log. No foreign key: a row that is gone is just what the log has to show.
create table seal_leaf (
  number   bigint primary key,
  audit_id bigint not null unique
);
create table seal_hash (
  position bigint primary key,  -- as golang.org/x/mod/sumdb/tlog numbers stored hashes
  hash     bytea not null check (octet_length(hash) = 32)
);
create table seal_head (
  leaves     bigint primary key,
  at         timestamptz not null default app.now(),
  signed     text not null,     -- the tree's size and hash as a signed note (C2SP signed-note)
  public_key text not null
);

create function app.waits_for_seal() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into unsealed (audit_id) select id from added;
  return null;
end $$;
create trigger waits_for_seal after insert on audit referencing new table as added for each statement execute function app.waits_for_seal();
insert into unsealed (audit_id) select id from audit;

call app.protect('unsealed', false);
call app.protect('seal_leaf', false);
call app.protect('seal_hash', false);
call app.protect('seal_head', false);
create policy worker_seals on audit for select to concord_worker using (true);
create policy worker_seals on unsealed for all to concord_worker using (true);
grant select on audit to concord_worker;
grant select, delete on unsealed to concord_worker;
do $$
declare t text;
begin
  foreach t in array array['seal_leaf', 'seal_hash', 'seal_head'] loop
    execute format('create policy worker_reads on %I for select to concord_worker, concord_definer using (true)', t);
    execute format('create policy worker_adds on %I for insert to concord_worker with check (true)', t);
    execute format('grant select, insert on %I to concord_worker', t);
    execute format('grant select on %I to concord_definer', t);
  end loop;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Who reads it: a council's officers theirs, staff that of the structure, everybody what was done to the own account. A line about an
-- update is there for whoever may read the update, and for nobody else.

create policy definer_reads on audit for select to concord_definer using (true);
grant select on audit to concord_definer;
grant select (withdrawn_because) on item to concord_definer;

create view app.audit_line as
  select l.id, l.at, l.act, l.verb, l.object, l.changed, l.label, l.council_id, l.item_id, l.person_id, l.subject_id,
         -- Names are for those who know the person from elsewhere; others are left with the office.
         case when (select true from app.acquaintance q where q.person_id = l.person_id limit 1) then p.name else '' end as person,
         coalesce(f.name, '') as office,
         case when (select true from app.acquaintance q where q.person_id = l.subject_id limit 1) then s.name else '' end as subject, coalesce(i.kind, '') as item_kind,
         coalesce(c.short_name, '') as council, coalesce(c.slug, '') as council_slug,
         coalesce(e.name, g.name, af.name, '') as thing, -- a sector, an organization, the office somebody was appointed to
         case when 'withdrawn_because' = any (l.changed) then i.withdrawn_because when 'until' = any (l.changed) then a.ended_because else l.reason end as because
    from audit l
    left join person p on p.id = l.person_id
    left join appointment t on t.id = l.appointment_id
    left join office f on f.slug = t.office
    left join person s on s.id = l.subject_id
    left join item i on i.id = l.item_id
    left join council c on c.id = l.council_id
    left join appointment a on a.id = case when l.object in ('appointment', 'hand_over') then nullif(l.object_id, '')::uuid end
    left join office af on af.slug = a.office
    left join seat z on z.id = case when l.object = 'seat' then nullif(l.object_id, '')::uuid end
    left join sector e on e.slug = case when l.object = 'sector' then l.object_id end
    left join organization g on g.id = case when l.object in ('organization', 'organization_sector') then nullif(l.object_id, '')::uuid else z.organization_id end
   where l.act is not null;

create view app.council_record with (security_barrier = true) as
  select l.* from app.audit_line l
   where l.council_id = any (array(select council_id from app.holding where capability = 'audit.read'))
     and case when l.item_id is null then true
              else (select true from audience a where a.item_id = l.item_id
                       and a.circle_id = any (array(select circle_id from app.holding where capability = 'item.read')) limit 1) end
     -- Who opened what is known to fewer.
     and case when l.act = 'read' then l.council_id = any (array(select council_id from app.holding where capability = 'attendance.read')) else true end;

create view app.structure_record with (security_barrier = true) as
  select l.* from app.audit_line l
   where l.act = 'structure' and (select true from app.holding where capability = 'record.read' limit 1);

create view app.own_record with (security_barrier = true) as
  select l.id, l.at, l.act, l.verb, l.object, l.changed, l.label, l.council_id, l.item_id, l.person_id, l.subject_id,
         l.person, l.office, l.subject, l.item_kind, l.council, l.council_slug, l.thing, ''::text as because
    from app.audit_line l
   where l.subject_id = any (array(select person_id from app.who));

-- Whoever takes a copy of the record leaves a line in it.
create function app.exported(what text, council uuid) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if current_setting('app.mode', true) is distinct from 'write'
     or (case when council is null then (select true from app.holding where capability = 'record.read' limit 1)
             else (select true from app.holding where capability = 'audit.read' and council_id = council limit 1) end) is null then
    raise exception 'not this record' using errcode = 'insufficient_privilege';
  end if;
  insert into audit (person_id, appointment_id, route, request, act, verb, object, object_id, council_id)
  select w.person_id, s.appointment_id, coalesce(current_setting('app.route', true), ''), coalesce(current_setting('app.request', true), ''),
         case when council is null then 'structure' else 'council' end, 'export', 'audit', what, council
    from app.who w left join lateral (
         select a.id as appointment_id from appointment a where a.person_id = w.person_id and (a.council_id = council or council is null and a.office = 'administrator')
            and a.since <= app.now() and (a.until is null or a.until > app.now()) limit 1) s on true;
end $$;
create policy definer_exports on audit for insert to concord_definer with check (verb = 'export');
grant insert on audit to concord_definer;
revoke all on function app.exported(text, uuid) from public;

-- The sealed log, for staff: identifiers and marks, no name and no content.
create view app.sealed with (security_barrier = true) as
  select s.number, l.* from seal_leaf s left join audit l on l.id = s.audit_id
   where (select true from app.holding where capability = 'record.read' limit 1);
create view app.sealed_hash with (security_barrier = true) as
  select h.position, h.hash from seal_hash h where (select true from app.holding where capability = 'record.read' limit 1);
create view app.sealed_head with (security_barrier = true) as
  select h.leaves, h.at, h.signed, h.public_key from seal_head h where (select true from app.holding where capability = 'record.read' limit 1);

grant create on schema app to concord_definer;
alter view app.audit_line owner to concord_definer;
alter view app.council_record owner to concord_definer;
alter view app.structure_record owner to concord_definer;
alter view app.own_record owner to concord_definer;
alter view app.sealed owner to concord_definer;
alter view app.sealed_hash owner to concord_definer;
alter view app.sealed_head owner to concord_definer;
alter function app.exported(text, uuid) owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.council_record, app.structure_record, app.own_record, app.sealed, app.sealed_hash, app.sealed_head to concord_app;
grant execute on function app.exported(text, uuid) to concord_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- How councils fare, counted now and then by the worker, since what needs attention first can only be said of all of them. Numbers alone.

create table council_health (
  council_id uuid primary key references council on delete cascade,
  people     int not null,
  active     int not null,      -- of them, who signed in within 30 days
  open_seats int not null,      -- seats without a representative
  unenrolled int not null,      -- people who have not set up how they sign in
  unanswered int not null,      -- requests to the council, of the last 90 days or still due, that nobody of it answered
  chairless  boolean not null,
  attention  int not null generated always as (chairless::int * 10 + open_seats + unenrolled + unanswered * 2 + case when people > 0 and active = 0 then 20 else 0 end) stored,
  at         timestamptz not null default app.now()
);
create index on council_health (attention desc, council_id);
call app.protect('council_health', false);
create policy staff_read on council_health for select to concord_app using ((select true from app.holding where capability = 'council.record' limit 1));
grant select on council_health to concord_app;

create function app.count_health() returns void language sql security definer set search_path = public, app, pg_temp as $$
  with bodies as (
    select c.id from council c join council_kind_term t on t.council_id = c.id and t.since <= app.now() and t.until > app.now()
      join council_kind k on k.slug = t.kind
     where k.public_face and c.status = 'active' and c.until > app.now()
       and exists (select from appointment a where a.council_id = c.id)   -- its workspace was handed over once
  ), signed as materialized (
    select distinct l.person_id from audit l where l.council_id is null and l.act = 'account' and l.verb = 'sign_in' and l.at > app.now() - interval '30 days'
  ), sitting as materialized (
    select a.council_id, a.person_id, bool_or(a.office = 'chair') as chair, bool_and(p.enrolled is null) as unenrolled, bool_or(s.person_id is not null) as active
      from appointment a join person p on p.id = a.person_id left join signed s on s.person_id = a.person_id
     where a.since <= app.now() and (a.until is null or a.until > app.now()) and (p.suspended is null or p.suspended > app.now())
     group by a.council_id, a.person_id
  ), people as (
    select council_id, count(*) as people, count(*) filter (where active) as active, count(*) filter (where unenrolled) as unenrolled, bool_or(chair) as chair
      from sitting group by council_id
  ), vacant as (
    select s.council_id, count(*) as n from seat s
     where s.since <= app.now() and (s.until is null or s.until > app.now())
       and not exists (select from appointment a where a.seat_id = s.id and a.office = 'representative' and a.since <= app.now() and (a.until is null or a.until > app.now()))
     group by s.council_id
  ), asked as (
    select a.council_id, count(distinct a.item_id) as n from audience a join item i on i.id = a.item_id
     where a.answer_by > app.now() - interval '90 days' and a.circle_kind in ('seated', 'council') and i.withdrawn is null and i.source_council_id <> a.council_id
       and not exists (select from item r where r.root_id = a.item_id and r.kind = 'reply' and r.source_council_id = a.council_id)
     group by a.council_id
  ), counted as (
    insert into council_health as h (council_id, people, active, open_seats, unenrolled, unanswered, chairless)
    select b.id, coalesce(p.people, 0), coalesce(p.active, 0), coalesce(v.n, 0), coalesce(p.unenrolled, 0), coalesce(q.n, 0), not coalesce(p.chair, false)
      from bodies b left join people p on p.council_id = b.id left join vacant v on v.council_id = b.id left join asked q on q.council_id = b.id
    on conflict (council_id) do update set people = excluded.people, active = excluded.active, open_seats = excluded.open_seats, unenrolled = excluded.unenrolled,
      unanswered = excluded.unanswered, chairless = excluded.chairless, at = app.now()
    returning h.council_id
  )
  delete from council_health h where h.council_id not in (select id from bodies)
$$;
revoke all on function app.count_health() from public;
grant execute on function app.count_health() to concord_worker;

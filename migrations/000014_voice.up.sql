-- Who speaks, for a council and for a seat, from when to when: terms that end are told of in time, a vice chair acts where nobody chairs.

-- ---------------------------------------------------------------------------------------------------------------------
-- Terms that end: 60, 30 and 7 days before, whose term it is and who keeps the roster are mailed. Each row is one warning; another date
-- is another row, so it warns anew.

create table term_warning (
  id             uuid primary key default gen_random_uuid(),
  appointment_id uuid references appointment on delete cascade,
  seat_id        uuid references seat on delete cascade,
  until          timestamptz not null,
  days           int not null check (days in (60, 30, 7)),
  at             timestamptz not null default app.now(),
  check (num_nonnulls(appointment_id, seat_id) = 1),
  unique nulls not distinct (appointment_id, seat_id, until, days)
);
create index on term_warning (seat_id);
call app.protect('term_warning', false);
create index on appointment (until) where until is not null;
create index on seat (until) where until is not null;

-- What is handed over does not end: who goes agreed to it, or was asked.
create function app.warn_of_terms() returns void language sql security definer set search_path = public, app, pg_temp as $$
  with ending as (
    select a.id as appointment_id, null::uuid as seat_id, a.council_id, a.until from appointment a
     where a.since <= app.now() and a.until > app.now() and a.until <= app.now() + interval '60 days'
       and not exists (select from succession s where a.id in (s.appointment_id, s.alternate_id) and s.stopped is null)
    union all
    select null, s.id, s.council_id, s.until from seat s
     where s.since <= app.now() and s.until > app.now() and s.until <= app.now() + interval '60 days'
  ), warned as (
    insert into term_warning (appointment_id, seat_id, until, days)
    select e.appointment_id, e.seat_id, e.until,
           case when e.until <= app.now() + interval '7 days' then 7 when e.until <= app.now() + interval '30 days' then 30 else 60 end
      from ending e join council c on c.id = e.council_id and c.until > app.now()
    on conflict do nothing returning id
  )
  insert into outbox (topic, object_id) select 'term', id from warned
$$;

-- Who keeps the roster of a council: its officers; of the bodies that CISA itself runs, staff.
create function app.keepers(of_council uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct h.person_id
    from held h join person p on p.id = h.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
   where h.since <= app.now() and h.until > app.now()
     and (h.capability = 'roster.edit' and h.council_id = of_council
       or h.capability = 'council.record' and exists (
            select from council_kind_term t join council_kind k on k.slug = t.kind
             where t.council_id = of_council and k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now()))
$$;

create function app.warned_of(warning uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  with e as (
    select a.person_id, a.council_id from term_warning w join appointment a on a.id = w.appointment_id where w.id = warning
    union all
    select a.person_id, s.council_id
      from term_warning w join seat s on s.id = w.seat_id left join appointment a on a.seat_id = s.id and a.since <= app.now() and (a.until is null or a.until > app.now())
     where w.id = warning
  )
  select e.person_id from e where e.person_id is not null
  union
  select k.person_id from e cross join lateral app.keepers(e.council_id) k
$$;

-- What the warning says, to one of those and as long as it is true.
create function app.term_letter(warning uuid) returns table (person text, office text, organization text, council text, slug text, until timestamptz, own boolean)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select e.person, e.office, e.organization, c.short_name, c.slug, e.until, e.person_id is not distinct from me.person_id
    from app.who me
    join lateral (
         select w.until, a.council_id, a.person_id, p.name as person, f.name as office, o.name as organization
           from term_warning w join appointment a on a.id = w.appointment_id and a.until = w.until
           join person p on p.id = a.person_id join office f on f.slug = a.office join organization o on o.id = a.organization_id
          where w.id = warning
         union all
         select w.until, s.council_id, null, '', '', o.name
           from term_warning w join seat s on s.id = w.seat_id and s.until = w.until join organization o on o.id = s.organization_id
          where w.id = warning) e on e.until > app.now()
    join council c on c.id = e.council_id
   where me.person_id in (select person_id from app.warned_of(warning))
$$;

-- A hand-over that is to come is told to who goes, where she has not agreed, and to who keeps the roster.
create function app.succession_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id) values ('succession', new.id);
  return null;
end $$;
create trigger notice after insert on succession for each row when (new.since > app.now()) execute function app.succession_notice();

create function app.told_of_succession(hand_over uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select s.outgoing_id from succession s where s.id = hand_over and s.agreed is null
  union
  select k.person_id from succession s cross join lateral app.keepers(s.council_id) k where s.id = hand_over and k.person_id not in (s.asked_by, s.outgoing_id)
$$;

revoke all on function app.warn_of_terms(), app.keepers(uuid), app.warned_of(uuid), app.term_letter(uuid), app.told_of_succession(uuid) from public;
grant execute on function app.warn_of_terms(), app.warned_of(uuid), app.term_letter(uuid), app.told_of_succession(uuid) to concord_worker;

-- ---------------------------------------------------------------------------------------------------------------------
-- While nobody chairs a council its vice chair does, with all the rights of the chair: of several the one who serves longest. Dated rows,
-- like every right: computed from the terms, so that they begin and end with them and no job has to run in time.

create view app.acting with (security_invoker = true) as
  select a.id as appointment_id, a.person_id, a.council_id, lower(g) as since, upper(g) as until
    from appointment a
   cross join lateral unnest(tstzmultirange(tstzrange(a.since, a.until)) - coalesce((
         select range_agg(tstzrange(b.since, b.until)) from appointment b
          where b.council_id = a.council_id and (b.office = 'chair' or b.office = 'vice-chair' and (b.since, b.id) < (a.since, a.id))), '{}')) g
   where a.office = 'vice-chair';
grant select on app.acting to concord_app, concord_worker, concord_definer;

-- In whose rights somebody serves, from when to when.
create view app.office_served with (security_invoker = true) as
  select id, person_id, council_id, seat_id, office, since, until, false as acting from appointment
  union all
  select appointment_id, person_id, council_id, null, 'chair', since, until, true from app.acting;

create or replace view app.held_derived as
  select a.person_id, om.capability, r.circle_id, r.reached_id as council_id,
         greatest(a.since, s.since, k.since, ck.since, om.since, r.since, c.since) as since,
         least(a.until, s.until, k.until, ck.until, om.until, r.until, c.until) as until,
         a.id as appointment_id, null::uuid as break_glass_id
    from app.office_served a
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
     -- What she may as vice chair she holds as that.
     and not (a.acting and exists (select from office_may v where v.kind = om.kind and v.office = 'vice-chair' and v.capability = om.capability
                                      and v.reach = om.reach and v.since <= om.since and v.until >= om.until))
  union all
  select b.asked_by, 'item.read', c.id, b.council_id, d.decided, least(d.until, e.ended), null, b.id
    from break_glass b
    join break_glass_decision d on d.break_glass_id = b.id and d.approved
    join circle c on c.council_id = b.council_id and c.person_id is null
    left join break_glass_end e on e.break_glass_id = b.id
   where d.decided < least(d.until, e.ended);

-- Who chairs, and what a chair may, says what a vice chair holds.
create function app.chair_folds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare ids uuid[];
begin
  if tg_table_name = 'appointment' then
    -- Of two who change it at once the second sees the first.
    perform from council where id in (select council_id from changed where office in ('chair', 'vice-chair')) order by id for no key update;
    ids := array(select distinct v.id from changed n join appointment v on v.council_id = n.council_id and v.office = 'vice-chair'
                  where n.office in ('chair', 'vice-chair'));
  else
    ids := array(select distinct v.id from changed n join council_kind_term k on k.kind = n.kind
                   join appointment v on v.council_id = k.council_id and v.office = 'vice-chair' where n.office = 'chair');
  end if;
  if cardinality(ids) > 0 then
    perform app.refold(ids);
  end if;
  return null;
end $$;
do $$
declare t text;
begin
  foreach t in array array['appointment', 'office_may'] loop
    execute format('create trigger folds_vice_insert after insert on %I referencing new table as changed for each statement execute function app.chair_folds()', t);
    execute format('create trigger folds_vice_update after update on %I referencing new table as changed for each statement execute function app.chair_folds()', t);
    execute format('create trigger folds_vice_delete after delete on %I referencing old table as changed for each statement execute function app.chair_folds()', t);
  end loop;
end $$;

create or replace view app.my_reason as
  select h.capability, h.circle_id, h.council_id,
         o.name || case when o.slug = 'vice-chair' and exists (select from app.acting v where v.appointment_id = a.id and v.since <= app.now() and (v.until is null or v.until > app.now()))
                        then ', acting as chair,' else '' end as office,
         c.short_name as serves, c.slug as serves_slug, coalesce(g.name, '') as seat,
         k.name as kind, h.until, null::uuid as break_glass_id
    from app.who w join held h on h.person_id = w.person_id and h.since <= app.now() and h.until > app.now()
    join appointment a on a.id = h.appointment_id
    join office o on o.slug = a.office
    join council c on c.id = a.council_id
    join council_kind_term t on t.council_id = c.id and t.since <= app.now() and t.until > app.now()
    join council_kind k on k.slug = t.kind
    left join seat s on s.id = a.seat_id
    left join organization g on g.id = s.organization_id
  union all
  select h.capability, h.circle_id, h.council_id, '', c.short_name, c.slug, '', '', h.until, h.break_glass_id
    from app.who w join held h on h.person_id = w.person_id and h.since <= app.now() and h.until > app.now()
    join council c on c.id = h.council_id
   where h.break_glass_id is not null;

-- Who speaks, for a council and for a seat, from when to when: terms that end are told of in time, a vice chair acts where nobody chairs, an
-- alternate speaks while the representative is away, and staff write for their principal.

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
-- like every right: computed from the terms, so that they begin and end with them and no job has to run in time. Whoever is suspended, or whose
-- account ran out, chairs nothing meanwhile.

create view app.presiding with (security_invoker = true) as
  select a.id, a.person_id, a.council_id, a.office, a.since,
         tstzrange(a.since, case when coalesce(a.until, p.suspended, p.expires) is not null then greatest(a.since, least(a.until, p.suspended, p.expires)) end) as span
    from appointment a join person p on p.id = a.person_id where a.office in ('chair', 'vice-chair');
create view app.acting with (security_invoker = true) as
  select a.id as appointment_id, a.person_id, a.council_id, lower(g) as since, upper(g) as until
    from app.presiding a
   cross join lateral unnest(tstzmultirange(a.span) - coalesce((
         select range_agg(b.span) from app.presiding b
          where b.council_id = a.council_id and (b.office = 'chair' or (b.since, b.id) < (a.since, a.id))), '{}')) g
   where a.office = 'vice-chair';
grant select on app.presiding, app.acting to concord_app, concord_worker, concord_definer;

-- In whose rights somebody serves, from when to when.
create view app.office_served with (security_invoker = true) as
  select id, person_id, council_id, seat_id, office, since, until, false as acting from appointment
  union all
  select appointment_id, person_id, council_id, null, 'chair', since, until, true from app.acting;
grant select on app.office_served to concord_app;

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

create function app.suspension_folds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare councils uuid[] := array(select a.council_id from appointment a where a.person_id = new.id and a.office in ('chair', 'vice-chair'));
begin
  perform from council where id = any (councils) order by id for no key update;
  perform app.refold(array(select v.id from appointment v where v.council_id = any (councils) and v.office = 'vice-chair'));
  return null;
end $$;
create trigger suspension_folds after update of suspended, expires on person for each row when ((old.suspended, old.expires) is distinct from (new.suspended, new.expires))
  execute function app.suspension_folds();

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

-- ---------------------------------------------------------------------------------------------------------------------
-- Who speaks for a seat: its representative; while she is away or there is none, the alternate who serves longest. An alternate always
-- reads and posts; what counts as the seat's own word is the word of who speaks for it.

create table absence (
  id             uuid primary key,
  seat_id        uuid not null references seat,
  council_id     uuid not null references council,
  appointment_id uuid not null, -- of who is away
  person_id      uuid not null references person,
  since          timestamptz not null default app.now(),
  until          timestamptz not null,
  recorded_by    uuid not null references person,
  recorded       timestamptz not null default app.now(),
  constraint absence_order check (until >= since),
  foreign key (appointment_id, person_id, council_id) references appointment (id, person_id, council_id) on delete cascade
);
create index on absence (appointment_id);
create index on absence (seat_id);
create index on absence (council_id);
create index on absence (person_id);
create index on absence (recorded_by);
call app.protect('absence');

-- Nobody was away before it was said: what was answered then stays answered.
create function app.absence_begins() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare a appointment;
begin
  perform from seat where id = new.seat_id for no key update;
  new.recorded_by := coalesce((select person_id from app.who), new.recorded_by);
  if exists (select from app.who) and new.seat_id <> all (array(select seat_id from app.handing)) then
    raise exception 'not this seat' using errcode = 'insufficient_privilege';
  end if;
  select x.* into a from appointment x
   where x.seat_id = new.seat_id and x.office = 'representative' and x.since <= app.now() and (x.until is null or x.until > app.now());
  new.appointment_id := a.id;
  new.person_id := a.person_id;
  new.council_id := a.council_id;
  new.since := greatest(new.since, app.now());
  new.recorded := app.now();
  if new.until <= new.since then
    raise exception 'it is over before it begins' using errcode = 'check_violation', constraint = 'absence_order';
  end if;
  return new;
end $$;
create trigger begins before insert on absence for each row execute function app.absence_begins();

-- Back: now, or it never began.
create function app.absence_ends() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform from seat where id = old.seat_id for no key update;
  new.until := greatest(app.now(), old.since);
  return new;
end $$;
create trigger ends before update on absence for each row execute function app.absence_ends();

create view app.presence with (security_invoker = true) as
  select a.id as appointment_id, a.person_id, a.seat_id, a.council_id, a.organization_id, span
    from appointment a join seat s on s.id = a.seat_id
   cross join lateral unnest(tstzmultirange(tstzrange(a.since, a.until) * tstzrange(s.since, s.until)) - coalesce((
         select range_agg(tstzrange(b.since, b.until)) from absence b where b.appointment_id = a.id), '{}')) span
   where a.office = 'representative';

create view app.speaker_derived with (security_invoker = true) as
  select seat_id, council_id, organization_id, appointment_id, person_id, lower(span) as since, coalesce(upper(span), 'infinity') as until from app.presence
  union all
  select a.seat_id, a.council_id, a.organization_id, a.id, a.person_id, lower(span), coalesce(upper(span), 'infinity')
    from appointment a join seat s on s.id = a.seat_id
   cross join lateral unnest(tstzmultirange(tstzrange(a.since, a.until) * tstzrange(s.since, s.until))
         - coalesce((select range_agg(p.span) from app.presence p where p.seat_id = a.seat_id), '{}')
         - coalesce((select range_agg(tstzrange(b.since, b.until)) from appointment b
                      where b.seat_id = a.seat_id and b.office = 'alternate' and (b.since, b.id) < (a.since, a.id)), '{}')) span
   where a.office = 'alternate';

create table speaker (
  seat_id         uuid not null references seat on delete cascade,
  council_id      uuid not null,
  organization_id uuid not null,
  appointment_id  uuid not null references appointment on delete cascade,
  person_id       uuid not null,
  since           timestamptz not null,
  until           timestamptz not null,
  primary key (seat_id, since)
);
create index on speaker (person_id, organization_id);
create index on speaker (appointment_id);
call app.protect('speaker', false);

-- Whatever changes who speaks for a seat has locked the seat, so of two changes at once the second sees the first.
create function app.speaker_folds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare seats uuid[] := array(select distinct (case tg_table_name when 'seat' then to_jsonb(n) ->> 'id' else to_jsonb(n) ->> 'seat_id' end)::uuid from changed n);
begin
  delete from speaker where seat_id = any (seats);
  insert into speaker (seat_id, council_id, organization_id, appointment_id, person_id, since, until)
  select seat_id, council_id, organization_id, appointment_id, person_id, since, until from app.speaker_derived where seat_id = any (seats);
  return null;
end $$;
create trigger speaks_insert after insert on appointment referencing new table as changed for each statement execute function app.speaker_folds();
create trigger speaks_update after update on appointment referencing new table as changed for each statement execute function app.speaker_folds();
create trigger speaks_delete after delete on appointment referencing old table as changed for each statement execute function app.speaker_folds();
create trigger speaks_update after update on seat referencing new table as changed for each statement execute function app.speaker_folds();
create trigger speaks_insert after insert on absence referencing new table as changed for each statement execute function app.speaker_folds();
create trigger speaks_update after update on absence referencing new table as changed for each statement execute function app.speaker_folds();

-- The seats for which the asker speaks now.
create view app.speaking as
  select v.seat_id, v.council_id, v.organization_id from app.who w join speaker v on v.person_id = w.person_id and v.since <= app.now() and v.until > app.now();

-- As spoken: whether what was said is the word of the author's organization.
alter table item add column speaks boolean not null default false;
create function app.speaks() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.speaks := exists (select from speaker v where v.person_id = new.author_id and v.organization_id = new.organization_id and v.since <= app.now() and v.until > app.now());
  return new;
end $$;
create trigger speaks before insert on item for each row execute function app.speaks();

create policy members_read on absence for select to concord_app, concord_worker using (council_id = any (array(select council_id from app.roster_seen)));
create policy hands_over on absence for insert to concord_app with check (
  recorded_by = any (array(select person_id from app.who)) and seat_id = any (array(select seat_id from app.handing)));
create policy comes_back on absence for update to concord_app using (seat_id = any (array(select seat_id from app.handing)));
grant select, insert (id, seat_id, since, until), update (until) on absence to concord_app;
create policy members_read on speaker for select to concord_app, concord_worker using (council_id = any (array(select council_id from app.roster_seen)));
create policy definer_reads on speaker for select to concord_definer using (true);
grant select on speaker to concord_app, concord_worker, concord_definer;
grant select on absence to concord_worker;

grant create on schema app to concord_definer;
alter view app.speaking owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.speaking to concord_app, concord_worker;

-- ---------------------------------------------------------------------------------------------------------------------
-- Some councils are of chief executives, whose own staff read, draft and post for them: as the office of who represents the seat, never as
-- the seat's own word. They are the seat's, so they stay when the next person takes it, and end with it.

insert into office (slug, name, needs_seat, rank) values ('principal-staff', 'Principal''s staff', true, 6);
insert into office_may (kind, office, capability, reach, class)
select kind, 'principal-staff', capability, reach, class from office_may where office = 'alternate' and class = 'content' and capability <> 'admission.sponsor';

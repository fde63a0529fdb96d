-- Offices are renewed: each quarter an organization says whether its people still speak for it, and an account is used. What is not renewed
-- ends, by a row, on a day that those concerned see coming; who keeps the roster revives it.

-- ---------------------------------------------------------------------------------------------------------------------
-- An organization's own administrator, recorded by staff: speaks for it wherever it has people, and holds no right in a council.

create table organization_administrator (
  id              uuid primary key,
  organization_id uuid not null references organization,
  person_id       uuid not null references person,
  since           timestamptz not null default app.now(),
  until           timestamptz,
  check (until is null or until >= since)
);
create unique index organization_administrator_once on organization_administrator (organization_id, person_id) where until is null;
create index on organization_administrator (person_id);
call app.protect('organization_administrator');
create policy staff_read on organization_administrator for select to concord_app using ((select true from app.holding where capability = 'organization.edit' limit 1));
create policy staff_add on organization_administrator for insert to concord_app with check ((select true from app.holding where capability = 'organization.edit' limit 1));
create policy staff_end on organization_administrator for update to concord_app using ((select true from app.holding where capability = 'organization.edit' limit 1));
create policy definer_reads on organization_administrator for select to concord_definer using (true);
grant select, insert (id, organization_id, person_id), update (until) on organization_administrator to concord_app;
grant select on organization_administrator to concord_definer;

create function app.administers_own() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from person p where p.id = new.person_id and p.organization_id = new.organization_id) then
    raise exception 'works for another' using errcode = 'check_violation', constraint = 'organization_administrator_own';
  end if;
  return null;
end $$;
create trigger own after insert on organization_administrator for each row execute function app.administers_own();

-- Whoever comes to work for another organization administers the former one no longer.
create function app.administers_no_longer() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update organization_administrator m set until = app.now() where m.person_id = new.id and m.until is null and m.organization_id <> new.organization_id;
  return null;
end $$;
create trigger administers_no_longer after update of organization_id on person for each row when (old.organization_id <> new.organization_id)
  execute function app.administers_no_longer();

-- ---------------------------------------------------------------------------------------------------------------------
-- One question or warning about one appointment, and what became of it

create table renewal (
  id              uuid primary key default gen_random_uuid(),
  appointment_id  uuid not null references appointment on delete cascade,
  council_id      uuid not null references council on delete cascade,
  organization_id uuid not null references organization,
  person_id       uuid not null references person,
  reason          text not null check (reason in ('unconfirmed', 'unused')),
  quarter         date,                                   -- in which the organization is asked
  since           timestamptz not null default app.now(), -- asked, or warned
  ends            timestamptz not null,                   -- when the appointment does unless it is renewed
  mailed          int not null default 0,                 -- letters to who answers: at once, after two weeks, after four
  -- stays: confirmed, or used again; goes: no longer theirs; ended: by the portal on that day; over: it had ended otherwise
  answer          text check (answer in ('stays', 'goes', 'ended', 'over')),
  answered        timestamptz,
  answered_by     uuid references person,
  was_until       timestamptz,                            -- the end of the term that the portal cut short
  check ((reason = 'unconfirmed') = (quarter is not null)),
  check ((answer is null) = (answered is null))
);
create unique index renewal_quarter on renewal (appointment_id, quarter) where quarter is not null;
create unique index renewal_open on renewal (appointment_id, reason) where answer is null;
create index renewal_council on renewal (council_id) where answer is null;
create index renewal_person on renewal (person_id) where answer is null;
create index renewal_ends on renewal (ends) where answer is null;
create index renewal_mailed on renewal (organization_id, since) where answer is null and reason = 'unconfirmed' and mailed < 3;
create index renewal_stays on renewal (appointment_id, answered desc) where answer = 'stays' and reason = 'unconfirmed';
create index renewal_ended on renewal (council_id, answered desc) where answer = 'ended';
call app.protect('renewal', false);
-- What the portal asks is no act; what an organization answers is.
create trigger audited after update of answer on renewal for each row when (new.answer = 'stays' and new.answered_by is not null) execute function app.audit();

create policy keepers_read on renewal for select to concord_app using (council_id = any (array(select council_id from app.roster_edited)));
create policy definer_reads on renewal for select to concord_definer using (true);
grant select on renewal to concord_app, concord_definer;

-- ---------------------------------------------------------------------------------------------------------------------
-- Who answers for an organization's people in a council: its administrators; while it has none, who represents it there; while nobody
-- does, who keeps the roster.

create function app.confirmers(of_organization uuid, in_council uuid) returns table (person_id uuid)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with said as materialized (
    select m.person_id, 1 as rank from organization_administrator m
     where m.organization_id = of_organization and m.since <= app.now() and (m.until is null or m.until > app.now())
    union all
    select a.person_id, 2 from appointment a
     where a.organization_id = of_organization and a.council_id = in_council and a.office = 'representative'
       and a.since <= app.now() and (a.until is null or a.until > app.now())
    union all
    select h.person_id, 3 from circle c join held h on h.circle_id = c.id and h.capability = 'roster.edit' and h.since <= app.now() and h.until > app.now()
     where c.council_id = in_council and c.kind = 'council'
  ), living as (
    select s.person_id, s.rank from said s join person p on p.id = s.person_id
     where (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
  )
  select distinct l.person_id from living l where l.rank = (select min(rank) from living)
$$;

-- The same from the other side: the appointments for which the asker answers.
create view app.confirming as
  with spoken as (
    select m.organization_id from app.who w join organization_administrator m on m.person_id = w.person_id and m.since <= app.now() and (m.until is null or m.until > app.now())
  ), represented as (
    select r.organization_id, r.council_id from app.who w join appointment r on r.person_id = w.person_id and r.office = 'representative'
     where r.since <= app.now() and (r.until is null or r.until > app.now())
       and (select true from organization_administrator m join person p on p.id = m.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
             where m.organization_id = r.organization_id and m.since <= app.now() and (m.until is null or m.until > app.now()) limit 1) is null
  )
  select a.id as appointment_id from spoken s join appointment a on a.organization_id = s.organization_id
  union
  select a.id from represented s join appointment a on a.organization_id = s.organization_id and a.council_id = s.council_id
  union
  select n.appointment_id from (select distinct council_id from app.holding where capability = 'roster.edit') h
    join renewal n on n.council_id = h.council_id and n.answer is null and n.reason = 'unconfirmed'
   where (select true from organization_administrator m join person p on p.id = m.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
           where m.organization_id = n.organization_id and m.since <= app.now() and (m.until is null or m.until > app.now()) limit 1) is null
     and (select true from appointment r join person p on p.id = r.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
           where r.organization_id = n.organization_id and r.council_id = n.council_id and r.office = 'representative'
             and r.since <= app.now() and (r.until is null or r.until > app.now()) limit 1) is null;

-- The questions that wait for the asker.
create view app.asked_of_me as
  select n.id, n.appointment_id, n.organization_id, n.council_id, n.since, n.ends
    from app.confirming f join renewal n on n.appointment_id = f.appointment_id and n.answer is null and n.reason = 'unconfirmed'
    join appointment a on a.id = n.appointment_id and (a.until is null or a.until > app.now());

-- Everybody for whom the asker answers, by name, whatever rosters she sees.
create view app.appointee as
  select a.id as appointment_id, o.name as organization, c.short_name as council, c.slug, p.name as person, f.name as office, f.rank, a.since, a.until,
         n.ends, k.answered as confirmed, coalesce(b.name, '') as confirmed_by
    from app.confirming x join appointment a on a.id = x.appointment_id and a.since <= app.now() and (a.until is null or a.until > app.now())
    join organization o on o.id = a.organization_id join council c on c.id = a.council_id and c.until > app.now() join person p on p.id = a.person_id join office f on f.slug = a.office
    left join renewal n on n.appointment_id = a.id and n.answer is null and n.reason = 'unconfirmed'
    left join lateral (select answered, answered_by from renewal where appointment_id = a.id and answer = 'stays' and reason = 'unconfirmed' order by answered desc limit 1) k on true
    left join person b on b.id = k.answered_by;

-- What ends for the asker herself unless she, or her organization, does something.
create view app.my_renewal as
  select n.id, n.reason, c.short_name as council, c.slug, f.name as office, n.since, n.ends
    from app.who w join renewal n on n.person_id = w.person_id and n.answer is null
    join appointment a on a.id = n.appointment_id and (a.until is null or a.until > app.now())
    join council c on c.id = n.council_id join office f on f.slug = a.office;

-- The answer of an organization: they stay, or they are no longer theirs, which ends the appointment with who said so and why.
create function app.answer_renewals(of_appointments uuid[], stays boolean, because text) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  me uuid := (select person_id from app.who);
  mine uuid[] := array(select appointment_id from app.confirming where appointment_id = any (of_appointments));
begin
  if current_setting('app.mode', true) is distinct from 'write' or me is null or mine = '{}' then
    raise exception 'not for them to say' using errcode = 'insufficient_privilege';
  end if;
  perform from appointment where id = any (mine) order by id for no key update;
  update renewal n set answer = case when stays then 'stays' else 'goes' end, answered = app.now(), answered_by = me
   where n.appointment_id = any (mine) and n.answer is null and n.reason = 'unconfirmed';
  if stays and not found then
    raise exception 'nothing is asked any more' using errcode = 'check_violation', constraint = 'renewal_answered';
  elsif stays then
    update renewal n set answer = 'stays', answered = app.now() where n.appointment_id = any (mine) and n.answer is null; -- whom they keep need not use it
  else
    update appointment a set until = app.now(), ended_because = left('No longer theirs, says the organization' || coalesce(': ' || nullif(trim(because), ''), ''), 500)
     where a.id = any (mine) and a.since <= app.now() and (a.until is null or a.until > app.now());
    if not found then
      raise exception 'it ended before' using errcode = 'check_violation', constraint = 'renewal_answered';
    end if;
  end if;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- The last use of an account is the last sign-in: none lasts longer than half a day.

alter table signin.account add column used timestamptz not null default app.now();
grant select (used) on signin.account to concord_definer;

create function app.session_used() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update signin.account set used = app.now() where person_id = new.person_id;
  update renewal set answer = 'stays', answered = app.now() where person_id = new.person_id and reason = 'unused' and answer is null;
  return null;
end $$;
create trigger used after insert on signin.session for each row when (new.person_id is not null) execute function app.session_used();

-- ---------------------------------------------------------------------------------------------------------------------
-- What the portal does by itself. Each step takes no more rows than it is told, says how many, and marks them in the same transaction: two
-- at once share the work, and one that dies has done nothing.

-- Councils that keep their own roster ask each quarter; nobody is asked who was appointed or confirmed in its last days, or whose term
-- ends before the answer would be due.
create function app.ask_renewals(most int) returns int language sql security definer set search_path = public, app, pg_temp as $$
  with asked as (
    insert into renewal (appointment_id, council_id, organization_id, person_id, reason, quarter, ends)
    select a.id, a.council_id, a.organization_id, a.person_id, 'unconfirmed', q.begins, app.now() + interval '45 days'
      from (select date_trunc('quarter', app.now())::date as begins) q
     cross join appointment a
      join council c on c.id = a.council_id and c.status = 'active' and c.until > app.now()
      join council_kind_term t on t.council_id = c.id and t.since <= app.now() and t.until > app.now()
      join council_kind k on k.slug = t.kind and k.public_face and k.roster_by = 'council'
     where a.since < q.begins - interval '30 days' and (a.until is null or a.until > app.now() + interval '45 days')
       and not exists (select from renewal n where n.appointment_id = a.id and n.reason = 'unconfirmed'
                          and (n.quarter = q.begins or n.answer is null or n.answer = 'stays' and n.answered > q.begins - interval '30 days'))
       and exists (select from app.confirmers(a.organization_id, a.council_id))
     limit most
    on conflict do nothing returning 1
  )
  select count(*)::int from asked
$$;

create function app.remind_of_renewals(most int) returns int language sql security definer set search_path = public, app, pg_temp as $$
  with due as (
    select n.id, w.stage from renewal n
     cross join lateral (select least(3, 1 + floor(extract(epoch from app.now() - n.since) / (14 * 86400))::int) as stage) w
     where n.answer is null and n.reason = 'unconfirmed' and n.mailed < 3 and n.mailed < w.stage
     order by n.organization_id, n.since, n.id limit most for update of n skip locked
  ), marked as (
    update renewal n set mailed = d.stage from due d where n.id = d.id returning n.organization_id, n.council_id
  ), told as (
    insert into outbox (topic, object_id)
    select distinct 'renewal', f.person_id from (select distinct organization_id, council_id from marked) m cross join lateral app.confirmers(m.organization_id, m.council_id) f
  )
  select count(*)::int from marked
$$;

-- Offices in the bodies that CISA runs end after 35 days without use, all others after 180, counted from the last sign-in, the appointment
-- or the organization's word. The portal keeps one administrator: the last one who used it.
create function app.warn_unused(most int) returns int language sql security definer set search_path = public, app, pg_temp as $$
  with warned as (
    insert into renewal (appointment_id, council_id, organization_id, person_id, reason, ends)
    select a.id, a.council_id, a.organization_id, a.person_id, 'unused', greatest(b.day + r.rest, app.now() + interval '14 days')
      from signin.account u
      join person p on p.id = u.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
      join appointment a on a.person_id = u.person_id and a.since <= app.now()
      join council_kind_term t on t.council_id = a.council_id and t.since <= app.now() and t.until > app.now()
      join council_kind k on k.slug = t.kind
     cross join lateral (select case k.roster_by when 'staff' then interval '35 days' else interval '180 days' end as rest) r
     cross join lateral (select greatest(u.used, a.since, (select max(n.answered) from renewal n where n.appointment_id = a.id and n.answer = 'stays' and n.reason = 'unconfirmed')) as day) b
     where u.used < app.now() - interval '21 days' and b.day + r.rest <= app.now() + interval '14 days' and (a.until is null or a.until > app.now() + interval '14 days')
       and not exists (select from renewal n where n.appointment_id = a.id and n.reason = 'unused' and n.answer is null)
       and (a.office <> 'administrator' or exists (
             select from appointment o join signin.account x on x.person_id = o.person_id join person y on y.id = o.person_id
              where o.council_id = a.council_id and o.office = 'administrator' and o.since <= app.now() and (o.until is null or o.until > app.now())
                and (y.suspended is null or y.suspended > app.now()) and (x.used, o.id) > (u.used, a.id)))
     limit most
    on conflict do nothing returning person_id
  ), told as (
    insert into outbox (topic, object_id) select distinct 'unused', person_id from warned
  )
  select count(*)::int from warned
$$;

create function app.end_unrenewed(most int) returns int language sql security definer set search_path = public, app, pg_temp as $$
  with due as (
    select n.id, n.appointment_id, n.reason, n.since, a.until as was_until, a.until is null or a.until > app.now() as lives
      from renewal n join appointment a on a.id = n.appointment_id
     where n.answer is null and n.ends <= app.now() order by n.ends, n.id limit most for update of n skip locked
  ), ended as (
    update appointment a set until = app.now(),
           ended_because = case d.reason when 'unused' then 'The account was not used' else 'The organization did not confirm it, asked on ' || to_char(d.since, 'FMMonth FMDD, YYYY') end
      from due d where a.id = d.appointment_id and d.lives
  ), settled as (
    update renewal n set answer = case when d.lives then 'ended' else 'over' end, answered = app.now(), was_until = d.was_until from due d where n.id = d.id returning 1
  )
  select count(*)::int from settled
$$;

-- ---------------------------------------------------------------------------------------------------------------------
-- What staff see of it in numbers: unconfirmed people, and cases of admission by their age.

alter table council_health add column unconfirmed int not null default 0, add column cases int not null default 0, add column cases_late int not null default 0, -- open for more than a week
  add column oldest_case timestamptz;

create function app.count_renewals() returns void language sql security definer set search_path = public, app, pg_temp as $$
  with asked as (
    select n.council_id, count(distinct n.person_id) as n from renewal n join appointment a on a.id = n.appointment_id and (a.until is null or a.until > app.now())
     where n.answer is null and n.reason = 'unconfirmed' group by n.council_id
  ), open as (
    select d.council_id, count(*) as n, count(*) filter (where d.at < app.now() - interval '7 days') as late, min(d.at) as oldest
      from admission d where d.closed is null group by d.council_id
  )
  update council_health h set unconfirmed = coalesce(q.n, 0), cases = coalesce(o.n, 0), cases_late = coalesce(o.late, 0), oldest_case = o.oldest
    from council_health x left join asked q on q.council_id = x.council_id left join open o on o.council_id = x.council_id
   where h.council_id = x.council_id
$$;

-- Mail to an applicant who is not on record yet is listed too, without a name.
create or replace view app.mail_trouble as
  select j.id, j.args ->> 'kind' as kind, p.id as person_id, coalesce(p.name, '') as person, coalesce(c.short_name, k.short_name, '') as council,
         j.attempt::int as attempt, coalesce(replace(j.errors[cardinality(j.errors)] ->> 'error', 'JobCancelError: ', ''), '') as because, coalesce(j.finalized_at, j.attempted_at, j.created_at) as at,
         case when j.state = 'retryable' then j.scheduled_at end as again
    from jobs.river_job j
    left join signin.invitation i on j.args ->> 'kind' in ('invitation', 'join') and i.id = (j.args ->> 'object')::uuid
    left join admission d on d.id = coalesce(i.admission_id, case j.args ->> 'kind' when 'refused' then (j.args ->> 'object')::uuid end)
    left join person p on p.id = coalesce(i.person_id, (j.args ->> 'person')::uuid)
    left join council c on c.id = (j.args ->> 'council')::uuid
    left join council k on k.id = d.council_id
   where j.kind = 'mail' and j.queue = 'mail' and j.state in ('retryable', 'cancelled', 'discarded')
     and (select true from app.holding where capability = 'person.add' limit 1);

revoke all on function app.confirmers(uuid, uuid), app.answer_renewals(uuid[], boolean, text), app.ask_renewals(int), app.remind_of_renewals(int), app.warn_unused(int),
  app.end_unrenewed(int), app.count_renewals() from public;
grant create on schema app to concord_definer;
do $$
declare v text;
begin
  foreach v in array array['confirming', 'asked_of_me', 'appointee', 'my_renewal'] loop
    execute 'alter view app.' || v || ' owner to concord_definer';
  end loop;
end $$;
revoke create on schema app from concord_definer;
grant select on app.confirming to concord_owner;
grant select on app.asked_of_me, app.appointee to concord_app;
grant select on app.appointee, app.my_renewal to concord_worker;
grant select on app.my_renewal to concord_app;
grant execute on function app.answer_renewals(uuid[], boolean, text) to concord_app;
grant execute on function app.ask_renewals(int), app.remind_of_renewals(int), app.warn_unused(int), app.end_unrenewed(int), app.count_renewals() to concord_worker;

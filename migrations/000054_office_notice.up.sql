-- Whoever is appointed, or whose office ends or gets another last day, hears of it by mail: what, since when, by whom, and whom to ask. Whoever
-- asked to join a council, or put somebody forward, hears that it arrived.

-- What somebody, or a job of the portal, did to an office: kept, so that what ended says by whom.
create table office_notice (
  id             uuid primary key default gen_random_uuid(),
  appointment_id uuid not null references appointment on delete cascade,
  began          boolean not null,        -- else its last day is another one
  until          timestamptz,
  before         timestamptz,             -- its last day before
  by_id          uuid references person,  -- null: the portal, or who entered by a link
  by_name        text not null,
  at             timestamptz not null default app.now()
);
create index on office_notice (appointment_id, at desc);
create index on office_notice (by_id);
call app.protect('office_notice', false);
create policy definer_reads on office_notice for select to concord_definer using (true);
grant select on office_notice to concord_definer;

-- Nobody is mailed what he did himself. What is loaded by the database's owner happened elsewhere. A seat that is handed over later has a mail of its
-- own; an office that ends on the day that was told of ends without another.
create function app.office_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  me record;
  notice uuid;
begin
  select w.person_id, w.name into me from app.who w;
  if me.person_id is null and session_user <> 'concord_worker' or me.person_id = new.person_id
    or tg_op = 'UPDATE' and new.ended_because = 'Handed over' and new.until > app.now() then
    return null;
  end if;
  insert into office_notice (appointment_id, began, until, before, by_id, by_name)
  values (new.id, tg_op = 'INSERT', new.until, case when tg_op = 'UPDATE' then old.until end, me.person_id, coalesce(me.name, '')) returning id into notice;
  insert into outbox (topic, object_id) values ('office', notice);
  return null;
end $$;
create trigger notice_insert after insert on appointment for each row execute function app.office_notice();
create trigger notice_update after update of until on appointment for each row when (old.until is distinct from new.until) execute function app.office_notice();

create function app.told_of_office(notice uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select a.person_id from office_notice n join appointment a on a.id = n.appointment_id where n.id = notice
$$;

-- Whom to ask about an office in a council: those who keep its roster, no more than three of them.
create function app.whom_to_ask(of_council uuid, but uuid) returns text language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(string_agg(x.name || ', ' || x.office, '; ' order by x.rank, x.name), '')
    from (select p.name, f.name as office, f.rank
            from app.keepers(of_council) k join person p on p.id = k.person_id
           cross join lateral (
                 select f.name, f.rank from appointment a join office f on f.slug = a.office
                  where a.person_id = k.person_id and a.since <= app.now() and (a.until is null or a.until > app.now())
                  order by a.council_id = of_council desc, f.rank limit 1) f
           where k.person_id <> but
           order by f.rank, p.name limit 3) x
$$;

-- The letter, to that person and as long as it is true. Ended: it opens nothing any more.
create function app.office_letter(notice uuid)
returns table (began boolean, office text, organization text, council text, slug text, since timestamptz, until timestamptz, before timestamptz, ended boolean, because text, by_name text, ask text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select n.began, f.name, o.name, c.name, c.slug, a.since, a.until, n.before, coalesce(a.until <= app.now(), false), a.ended_because, n.by_name, app.whom_to_ask(c.id, a.person_id)
    from app.who me join office_notice n on n.id = notice join appointment a on a.id = n.appointment_id and a.person_id = me.person_id
    join office f on f.slug = a.office join organization o on o.id = a.organization_id join council c on c.id = a.council_id
   where a.until is not distinct from n.until
     and (not n.began or a.until is null or a.until > app.now())
$$;

-- The asker's own offices that ended within a year, where none of the same council is left, the last one first.
create function app.ended_offices()
returns table (office text, organization text, council text, slug text, until timestamptz, because text, by_name text, ask text)
language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return query
  select f.name, o.name, c.name, c.slug, e.until, e.ended_because, coalesce((
         select case when n.by_id is null then 'the portal' else n.by_name end from office_notice n where n.appointment_id = e.id and not n.began and n.until = e.until order by n.at desc limit 1), ''),
         app.whom_to_ask(c.id, e.person_id)
    from (select distinct on (a.council_id) a.id, a.person_id, a.council_id, a.office, a.organization_id, a.until, a.ended_because
            from app.who me join appointment a on a.person_id = me.person_id
           where a.until <= app.now() and a.until > app.now() - interval '1 year' and a.until > a.since
             and not exists (select from appointment b where b.person_id = a.person_id and b.council_id = a.council_id and b.since <= app.now() and (b.until is null or b.until > app.now()))
           order by a.council_id, a.until desc) e
    join office f on f.slug = e.office join organization o on o.id = e.organization_id join council c on c.id = e.council_id
   order by e.until desc, c.name limit 5;
end $$;

-- An application is acknowledged to who asked: the applicant, or whoever nominated.
create function app.admission_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id) values ('asked', new.id);
  return null;
end $$;
create trigger notice after insert on admission for each row when (new.closed is null) execute function app.admission_notice();

create function app.asked_letter(of_admission uuid) returns table (name text, email text, applicant text, council text, office text, nominated boolean, account boolean, ask text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(p.name, a.name), coalesce(c.email, a.email), a.name, k.name, f.name, a.origin = 'nomination', c.email is not null, app.whom_to_ask(k.id, coalesce(p.id, a.id))
    from admission a join council k on k.id = a.council_id join office f on f.slug = a.office
    left join person p on p.id = coalesce(a.by_id, a.person_id) left join signin.account c on c.person_id = p.id
   where a.id = of_admission and a.closed is null and coalesce(c.email, a.email) <> ''
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
$$;

revoke all on function app.office_notice(), app.told_of_office(uuid), app.whom_to_ask(uuid, uuid), app.office_letter(uuid), app.ended_offices(), app.admission_notice(), app.asked_letter(uuid) from public;
grant execute on function app.told_of_office(uuid), app.office_letter(uuid), app.asked_letter(uuid) to concord_worker;
grant execute on function app.ended_offices() to concord_app;

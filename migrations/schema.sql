-- What the migrations add up to, to read. Made by `make schema`; never edited, never run.
-- From migrations 9530e6a376ea015582a3
-- By PostgreSQL 15

CREATE SCHEMA app;

ALTER SCHEMA app OWNER TO concord_owner;

CREATE SCHEMA jobs;

ALTER SCHEMA jobs OWNER TO concord_owner;

-- *not* creating schema, since initdb creates it

ALTER SCHEMA public OWNER TO concord_owner;

CREATE SCHEMA signin;

ALTER SCHEMA signin OWNER TO concord_owner;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE TYPE jobs.river_job_state AS ENUM (
    'available',
    'cancelled',
    'completed',
    'discarded',
    'pending',
    'retryable',
    'running',
    'scheduled'
);

ALTER TYPE jobs.river_job_state OWNER TO concord_owner;

CREATE FUNCTION app.absence_begins() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.absence_begins() OWNER TO concord_owner;

CREATE FUNCTION app.absence_ends() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform from seat where id = old.seat_id for no key update;
  new.until := greatest(app.now(), old.since);
  return new;
end $$;

ALTER FUNCTION app.absence_ends() OWNER TO concord_owner;

CREATE FUNCTION app.accept_admission(of_admission uuid, rules timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare me uuid := app.writer();
begin
  if not exists (select from app.my_admission m where m.id = of_admission and m.applicant) then
    raise exception 'not the applicant' using errcode = 'insufficient_privilege';
  end if;
  perform app.enter_council(of_admission, me, rules);
end $$;

ALTER FUNCTION app.accept_admission(of_admission uuid, rules timestamp with time zone) OWNER TO concord_definer;

CREATE FUNCTION app.account_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if tg_op = 'INSERT' or new.password <> old.password then
    insert into outbox (topic, object_id) values (case tg_op when 'INSERT' then 'enrolled' else 'password' end, new.person_id);
  end if;
  return null;
end $$;

ALTER FUNCTION app.account_notice() OWNER TO concord_owner;

CREATE FUNCTION app.address_changes(by_proposal uuid, of_person uuid, new_email text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform app.address_fits(of_person, new_email);
  update signin.email_change set withdrawn = app.now(), token = null where person_id = of_person and confirmed is null and withdrawn is null;
  insert into signin.email_change (id, person_id, email, was, hash, confirmed)
  select by_proposal, a.person_id, new_email, a.email, sha256(convert_to(by_proposal::text, 'UTF8')), app.now() from signin.account a where a.person_id = of_person;
  update signin.account set email = new_email where person_id = of_person;
  update signin.invitation set cancelled = app.now() where person_id = of_person and used is null and cancelled is null;
  delete from signin.session where person_id = of_person;
  insert into outbox (topic, object_id) values ('email-set', of_person);
end $$;

ALTER FUNCTION app.address_changes(by_proposal uuid, of_person uuid, new_email text) OWNER TO concord_owner;

CREATE FUNCTION app.address_fits(of_person uuid, new_email text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if not exists (select from signin.account a where a.person_id = of_person and lower(a.email) <> lower(new_email)) then
    raise exception 'not enrolled, or with this address' using errcode = 'check_violation', constraint = 'address_same';
  elsif exists (select from signin.account a where lower(a.email) = lower(new_email))
     or exists (select from signin.invitation i where lower(i.email) = lower(new_email) and i.used is null and i.cancelled is null and i.expires > app.now()) then
    raise exception 'address in use' using errcode = 'unique_violation', constraint = 'account_email';
  end if;
end $$;

ALTER FUNCTION app.address_fits(of_person uuid, new_email text) OWNER TO concord_owner;

CREATE FUNCTION app.address_sizes() RETURNS TABLE(circle_id uuid, people integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  with mine as materialized (
    select distinct h.circle_id, h.council_id from app.holding h where h.capability in ('update.post', 'item.address')
  )
  select c.id, z.people from circle c cross join lateral app.size_of(c.id) z
   where c.person_id is null and c.kind <> 'public'
     and (c.id = any (array(select m.circle_id from mine m)) or c.kind = 'seated' and c.council_id = any (array(select m.council_id from mine m)))
$$;

ALTER FUNCTION app.address_sizes() OWNER TO concord_definer;

CREATE FUNCTION app.addresses_of(of_person uuid) RETURNS text[]
    LANGUAGE sql STABLE
    AS $$
  select array(select lower(a.email) from signin.account a where a.person_id = of_person
               union select lower(i.email) from signin.invitation i where i.person_id = of_person
               union select lower(c.value) from contact c where c.person_id = of_person and c.kind = 'email' and c.ended is null
               union select lower(app.said(r.given, 'email')) from intake_row r join intake i on i.id = r.intake_id
                      where r.target_id = of_person and (r.adds or r.changes or r.verdict = 'same') and app.said(r.given, 'email') <> '' and i.applied is not null and i.undone is null)
$$;

ALTER FUNCTION app.addresses_of(of_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.administers_no_longer() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  update organization_administrator m set until = app.now() where m.person_id = new.id and m.until is null and m.organization_id <> new.organization_id;
  return null;
end $$;

ALTER FUNCTION app.administers_no_longer() OWNER TO concord_owner;

CREATE FUNCTION app.administers_own() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if not exists (select from person p where p.id = new.person_id and p.organization_id = new.organization_id) then
    raise exception 'works for another' using errcode = 'check_violation', constraint = 'organization_administrator_own';
  end if;
  return null;
end $$;

ALTER FUNCTION app.administers_own() OWNER TO concord_owner;

CREATE FUNCTION app.admission_asks() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if not exists (select from council_kind_term t join office_may m on m.kind = t.kind and m.office = new.office
                  where t.council_id = new.council_id and t.since <= app.now() and t.until > app.now()) then
    raise exception 'this kind of council has no such office' using errcode = 'check_violation', constraint = 'office_of_kind';
  end if;
  if new.origin = 'request' and not (app.admits(new.council_id) and exists (
       select from council c join council_kind_term t on t.council_id = c.id join council_kind k on k.slug = t.kind
        where c.id = new.council_id and c.until > app.now() and (k.public_face or k.slug = 'community') and t.since <= app.now() and t.until > app.now())) then
    raise exception 'nobody is there to decide' using errcode = 'check_violation', constraint = 'admission_nobody_decides';
  end if;
  insert into admission_step (admission_id, council_id, kind, by_id, by_name)
  values (new.id, new.council_id, 'asked', new.by_id, case when new.by_id is null then new.name else '' end);
  if new.origin = 'nomination' and app.still(new.by_id, new.council_id, 'admission.sponsor') then
    insert into admission_step (admission_id, council_id, kind, by_id, because) values (new.id, new.council_id, 'sponsored', new.by_id, new.reason);
  end if;
  return null;
end $$;

ALTER FUNCTION app.admission_asks() OWNER TO concord_owner;

CREATE FUNCTION app.admission_begins() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.name := coalesce((select name from person where id = new.person_id), new.name);
  return new;
end $$;

ALTER FUNCTION app.admission_begins() OWNER TO concord_owner;

CREATE FUNCTION app.admission_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if session_user in ('concord_app', 'concord_worker', 'concord_signin') then
    insert into outbox (topic, object_id) values ('asked', new.id);
  end if;
  return null;
end $$;

ALTER FUNCTION app.admission_notice() OWNER TO concord_owner;

CREATE FUNCTION app.admission_settles() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if old.closed is not null or new.organization_id is distinct from coalesce(old.organization_id, new.organization_id)
     or new.seat_id is distinct from coalesce(old.seat_id, new.seat_id) then
    raise exception 'what was said is not changed' using errcode = 'check_violation', constraint = 'admission_said';
  end if;
  return new;
end $$;

ALTER FUNCTION app.admission_settles() OWNER TO concord_owner;

CREATE FUNCTION app.admission_walks() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  c admission;
  last text;
begin
  select * into c from admission where id = new.admission_id for update;
  last := (select kind from admission_step where admission_id = c.id and id < new.id order by id desc limit 1);
  if not coalesce(case new.kind
       when 'asked' then last is null
       when 'sponsored' then last = 'asked'
       when 'validated' then last = 'sponsored'
       when 'invited' then last in ('validated', 'invited', 'expired')
       when 'refused' then last in ('asked', 'sponsored')
       when 'withdrawn' then last in ('asked', 'sponsored', 'invited')
       else last = 'invited' end, false) then
    raise exception 'the case is further' using errcode = 'check_violation', constraint = 'admission_moved_on';
  end if;
  if new.kind in ('sponsored', 'validated', 'invited')
     and (new.by_id = c.person_id or exists (select from signin.account a where a.person_id = new.by_id and lower(a.email) = lower(c.email))
       or new.kind <> 'sponsored' and (c.origin = 'nomination' and new.by_id = c.by_id
         or exists (select from admission_step s where s.admission_id = c.id and s.kind = 'sponsored' and s.by_id = new.by_id))) then
    raise exception 'applicant, sponsor and validator are three people' using errcode = 'check_violation', constraint = 'admission_three_people';
  end if;
  if new.kind = 'validated' and c.organization_id is null then
    raise exception 'the organization is not on record' using errcode = 'check_violation', constraint = 'admission_organization';
  end if;
  if new.kind = 'validated' and c.seat_id is null and (select needs_seat from office where slug = c.office) then
    raise exception 'the organization holds no seat' using errcode = 'check_violation', constraint = 'admission_seat';
  end if;
  if new.kind in ('refused', 'withdrawn', 'accepted', 'expired') then
    update admission set closed = app.now() where id = c.id;
    update signin.invitation set cancelled = app.now() where admission_id = c.id and used is null and cancelled is null;
  elsif c.closed is not null then
    update admission set closed = null where id = c.id;
  end if;
  if new.kind = 'refused' then
    insert into outbox (topic, object_id) values ('refused', c.id);
  elsif new.kind = 'accepted' then
    insert into appointment (id, person_id, council_id, office, seat_id, organization_id, invented)
    select c.id, new.by_id, c.council_id, c.office, c.seat_id, o.id, o.invented from organization o where o.id = c.organization_id;
  end if;
  return null;
end $$;

ALTER FUNCTION app.admission_walks() OWNER TO concord_owner;

CREATE FUNCTION app.admits(council uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select exists (select from circle c join held h on h.circle_id = c.id and h.capability = 'admission.validate' and h.since <= app.now() and h.until > app.now()
                  where c.council_id = council and c.kind in ('council', 'community'))
$$;

ALTER FUNCTION app.admits(council uuid) OWNER TO concord_definer;

CREATE FUNCTION app.agreement_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, object_id) select 'agreement', new.id from app.who;
  return null;
end $$;

ALTER FUNCTION app.agreement_notice() OWNER TO concord_owner;

CREATE FUNCTION app.agreement_recorded() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if tg_op = 'INSERT' then
    new.recorded_by := coalesce((select person_id from app.who), new.recorded_by);
    new.recorded_name := app.named(new.recorded_by);
  end if;
  if tg_op = 'INSERT' or new.with_whom <> old.with_whom then
    new.with_id := (select case count(*) when 1 then (array_agg(o.id))[1] end from organization o
                     where o.name_key = app.name_key(new.with_whom) and o.until is null and o.id <> new.organization_id
                       and o.invented = (select g.invented from organization g where g.id = new.organization_id));
  end if;
  return new;
end $$;

ALTER FUNCTION app.agreement_recorded() OWNER TO concord_owner;

CREATE FUNCTION app.answer_box(of_root uuid, of_answered uuid, chosen uuid[]) RETURNS TABLE(circle_id uuid, kind text, council_id uuid, council text, slug text, person_id uuid, person text, through_id uuid, reads boolean, people integer, government integer, asker boolean, answered boolean, proposed boolean, all_people integer, all_government integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  request boolean := (select true from audience a where a.item_id = of_root and a.answer_by is not null limit 1) is true;
  answers uuid := coalesce((
    select i.id from item i where i.id = of_answered and i.root_id = of_root and i.withdrawn is null
       and (select true from audience a where a.item_id = i.id and a.circle_id = any (array(select h.circle_id from app.holding h where h.capability = 'item.read')) limit 1)), of_root);
begin
  return query
  with offered as materialized (
    select o.*, app.circle_width(o.kind) as width from app.answerable(of_root, true) o
  ), flagged as materialized (
    select o.*, o.circle_id = any (array(select app.reached(of_root, array(select f.circle_id from offered f)))) as asker,
           o.circle_id = any (array(select app.reached(answers, array(select f.circle_id from offered f)))) as answered
      from offered o
  ), own as materialized (
    select distinct on (f.council_id) f.*
      from flagged f
     where f.reads and f.kind <> 'person'
       and f.council_id = any (array(select s.council_id from app.serving s))
       and f.council_id = any (array(select h.council_id from app.holding h where h.capability = 'reply.post'))
     order by f.council_id, f.width desc, f.circle_id
  ), base as materialized (
    select o.* from own o
    union
    select x.* from own o join flagged x on x.circle_id = o.through_id
  ), candidate as materialized (
    select array_remove(array[b.circle_id, y.circle_id, z.circle_id], null) as circles,
           (request and not b.asker and y.circle_id is null)::int + (not b.answered and y.answered is not true and z.circle_id is null)::int as missing,
           greatest(b.width, y.width, z.width) as width, b.people + coalesce(y.people, 0) + coalesce(z.people, 0) as people, b.council
      from base b
      left join lateral (select f.* from flagged f where request and not b.asker and f.asker order by f.width, f.people, f.circle_id limit 1) y on true
      left join lateral (select f.* from flagged f where not b.answered and y.answered is not true and f.answered order by f.width, f.people, f.circle_id limit 1) z on true
  ), narrowest as materialized (
    select n.circles from candidate n order by n.missing, n.width, n.people, n.council, n.circles limit 1
  ), picked as materialized (
    select f.circle_id from flagged f
     where case when chosen is not null then f.circle_id = any (chosen)
                when (select true from narrowest) then f.circle_id = any ((select n.circles from narrowest n)::uuid[])
                else f.circle_id = f.through_id end
  ), readers as materialized (
    select distinct r.person_id, r.organization_id
      from (select p.circle_id from picked p union select f.circle_id from flagged f where f.person_id = any (array(select w.person_id from app.who w))) seen
     cross join lateral (
           select q.id as person_id, q.organization_id
             from (select distinct h.person_id from held h
                    where h.circle_id = seen.circle_id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()) h
             join person q on q.id = h.person_id
            where (q.suspended is null or q.suspended > app.now()) and (q.expires is null or q.expires > app.now())
            order by h.person_id limit 1001) r
  ), counted as materialized (
    select count(*)::int as people, (count(*) filter (where g.government))::int as government
      from (select r.organization_id from readers r limit 1001) r join organization g on g.id = r.organization_id
  )
  select f.circle_id, f.kind, f.council_id, f.council, f.slug, f.person_id, f.person, f.through_id, f.reads, f.people, f.government,
         f.asker, f.answered, f.circle_id = any (array(select p.circle_id from picked p)), c.people, c.government
    from flagged f cross join counted c;
end $$;

ALTER FUNCTION app.answer_box(of_root uuid, of_answered uuid, chosen uuid[]) OWNER TO concord_definer;

CREATE FUNCTION app.answer_growth(of_growth uuid, items uuid[], hold boolean) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  me uuid := (select person_id from app.who);
  own uuid[];
begin
  if current_setting('app.mode', true) is distinct from 'write' or me is null then
    raise exception 'not theirs' using errcode = 'insufficient_privilege';
  end if;
  own := array(select distinct g.item_id from app.grown_for(of_growth, me) g where g.item_id = any (items));
  insert into reach_answer (growth_id, item_id, held, by_id) select of_growth, x, hold, me from unnest(own) x
  on conflict (growth_id, item_id) do update set held = excluded.held, by_id = excluded.by_id, at = app.now() where reach_answer.held <> excluded.held;
  if hold then
    insert into reach_held (circle_id, item_id) select distinct a.circle_id, a.item_id from audience a where a.item_id = any (own) on conflict do nothing;
  else
    delete from reach_held h where h.item_id = any (own) and not exists (select from reach_answer r where r.item_id = h.item_id and r.held);
  end if;
  update reach_notice n set answered = app.now()
   where n.growth_id = of_growth and n.answered is null
     and (n.person_id = me or n.person_id = any (array(select h.person_id from item i join held h on h.council_id = i.source_council_id and h.capability = 'item.withdraw' where i.id = any (own))))
     and not exists (select from app.grown_for(of_growth, n.person_id) g where not exists (select from reach_answer r where r.growth_id = of_growth and r.item_id = g.item_id));
  return cardinality(own);
end $$;

ALTER FUNCTION app.answer_growth(of_growth uuid, items uuid[], hold boolean) OWNER TO concord_owner;

CREATE FUNCTION app.answer_question(of_proposal uuid, agrees boolean, why text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if current_setting('app.mode', true) is distinct from 'write'
     or not exists (select from proposal p join app.officering o on o.council_id = p.asks_id where p.id = of_proposal and p.asked is not null) then
    raise exception 'not asked of theirs' using errcode = 'insufficient_privilege';
  end if;
  update proposal set agreed = case when agrees then app.now() end, objected = case when not agrees then app.now() end, objection = case when agrees then '' else why end where id = of_proposal;
end $$;

ALTER FUNCTION app.answer_question(of_proposal uuid, agrees boolean, why text) OWNER TO concord_owner;

CREATE FUNCTION app.answer_renewals(of_appointments uuid[], stays boolean, because text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.answer_renewals(of_appointments uuid[], stays boolean, because text) OWNER TO concord_owner;

CREATE FUNCTION app.answerable(of_root uuid, counted boolean) RETURNS TABLE(circle_id uuid, kind text, council_id uuid, council text, slug text, person_id uuid, person text, through_id uuid, reads boolean, people integer, government integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  with mine as materialized (
    select distinct h.circle_id from app.holding h where h.capability = 'item.read'
  ), root as materialized (
    select a.circle_id from audience a where a.item_id = of_root and a.root_id = of_root
       and of_root <> all ((select app.held_back())::uuid[])
       and (select true from audience r where r.item_id = of_root and r.circle_id = any (array(select m.circle_id from mine m)) limit 1)
  ), offered as materialized (
    select r.circle_id, r.circle_id as through_id from root r where r.circle_id <> '00000000-0000-0000-0000-0000000000c1'
    union all
    select * from (
      select distinct on (n.inner_id) n.inner_id, n.outer_id
        from root r join nesting n on n.outer_id = r.circle_id join mine m on m.circle_id = n.inner_id
       where n.since <= app.now() and n.until > app.now() and n.inner_id <> all (array(select root.circle_id from root))
       order by n.inner_id, n.outer_id) within
  )
  select c.id, c.kind, c.council_id, k.short_name, k.slug, c.person_id, p.name, o.through_id,
         c.id = any (array(select m.circle_id from mine m)), z.people, z.government
    from offered o join circle c on c.id = o.circle_id join council k on k.id = c.council_id
    left join person p on p.id = c.person_id
    left join lateral app.size_of(c.id) z on counted
$$;

ALTER FUNCTION app.answerable(of_root uuid, counted boolean) OWNER TO concord_definer;

CREATE FUNCTION app.apply_intake(of_intake uuid, first integer, last integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare what intake;
begin
  perform pg_advisory_xact_lock(hashtextextended(of_intake::text, 25)); -- a job that is thought dead may still be under way
  what := (select i from intake i where i.id = of_intake);
  if not app.intake_allowed(of_intake) or what.approved is null or what.applied is not null then
    raise exception 'not theirs any more' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.intake', of_intake::text, true);
  update intake_row set target_id = coalesce(pick, candidates[1]) where intake_id = of_intake and number between first and last and verdict = 'alike' and choice = 'take';
  update intake_row set target_id = gen_random_uuid() where intake_id = of_intake and number between first and last and adds;
  if what.kind = 'people' then
    insert into person (id, name, title, organization_id, invented)
    select r.target_id, app.said(r.given, 'name'), app.said(r.given, 'title'), o.id, o.invented
      from intake_row r
      join organization o on o.id = r.organization_id
     where r.intake_id = of_intake and r.number between first and last and r.adds;
    update intake_row r set was = jsonb_build_object('title', p.title) from person p
     where r.intake_id = of_intake and r.number between first and last and r.changes and p.id = r.target_id;
    update person p set title = app.said(r.given, 'title') from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.changes and p.id = r.target_id and app.said(r.given, 'title') <> '';
    update intake_row r set was = coalesce(r.was, '{}') || jsonb_build_object('contact', coalesce(app.telephone_of_file(r.target_id), gen_random_uuid()))
     where r.intake_id = of_intake and r.number between first and last and (r.adds or r.changes) and app.said(r.given, 'telephone') <> ''
       and not app.keeps_telephone(r.target_id, app.said(r.given, 'telephone'));
    insert into contact (id, person_id, kind, value, for_peers, for_advisors)
    select (r.was ->> 'contact')::uuid, r.target_id, 'office', app.said(r.given, 'telephone'), true, true from intake_row r
     where r.intake_id = of_intake and r.number between first and last and (r.adds or r.changes) and r.was ? 'contact'
    on conflict (id) do update set value = excluded.value;
  elsif what.kind = 'facilities' then
    update intake_row r set was = (select to_jsonb(f) from facility f where f.id = r.target_id) where r.intake_id = of_intake and r.number between first and last and r.changes;
    insert into facility (id, organization_id, invented, name, kind, sector, state, county, city, address, latitude, longitude)
    select r.target_id, o.id, o.invented, app.said(r.given, 'name'), app.said(r.given, 'kind'), lower(app.said(r.given, 'sector')), upper(app.said(r.given, 'state')), r.county,
           app.said(r.given, 'city'), app.said(r.given, 'address'), nullif(app.said(r.given, 'latitude'), '')::numeric, nullif(app.said(r.given, 'longitude'), '')::numeric
      from intake_row r
      join organization o on o.id = r.organization_id
     where r.intake_id = of_intake and r.number between first and last and r.adds;
    update facility f set name = case when app.name_key(app.said(r.given, 'name')) <> f.name_key then app.said(r.given, 'name') else f.name end, kind = coalesce(nullif(app.said(r.given, 'kind'), ''), f.kind), sector = lower(app.said(r.given, 'sector')), state = upper(app.said(r.given, 'state')),
           county = coalesce(r.county, case when f.state = upper(app.said(r.given, 'state')) then f.county end), city = coalesce(nullif(app.said(r.given, 'city'), ''), f.city),
           address = coalesce(nullif(app.said(r.given, 'address'), ''), f.address), latitude = coalesce(nullif(app.said(r.given, 'latitude'), '')::numeric, f.latitude),
           longitude = coalesce(nullif(app.said(r.given, 'longitude'), '')::numeric, f.longitude)
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.changes and f.id = r.target_id;
  else
    update intake_row r set was = (select to_jsonb(o) || jsonb_build_object('sectors', array(select m.sector from organization_sector m where m.organization_id = o.id))
                                     from organization o where o.id = r.target_id)
     where r.intake_id = of_intake and r.number between first and last and r.changes;
    insert into organization (id, slug, name, abbr, kind, state, county, city, website, since)
    select r.target_id, concat_ws('-', nullif(r.address, ''), left(r.target_id::text, 8)), app.said(r.given, 'name'), app.said(r.given, 'abbreviation'),
           coalesce(nullif(lower(app.said(r.given, 'kind')), ''), 'owner_operator'), nullif(upper(app.said(r.given, 'state')), ''), r.county, app.said(r.given, 'city'), app.said(r.given, 'website'), app.now()::date
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.adds;
    update organization o set name = case when app.name_key(app.said(r.given, 'name')) <> o.name_key then app.said(r.given, 'name') else o.name end, kind = coalesce(nullif(lower(app.said(r.given, 'kind')), ''), o.kind), abbr = coalesce(nullif(app.said(r.given, 'abbreviation'), ''), o.abbr),
           state = coalesce(nullif(upper(app.said(r.given, 'state')), ''), o.state), county = coalesce(r.county, case when coalesce(nullif(upper(app.said(r.given, 'state')), ''), o.state) = o.state then o.county end),
           city = coalesce(nullif(app.said(r.given, 'city'), ''), o.city), website = coalesce(nullif(app.said(r.given, 'website'), ''), o.website)
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.changes and o.id = r.target_id;
    insert into organization_sector (organization_id, sector)
    select r.target_id, lower(btrim(s)) from intake_row r cross join lateral unnest(string_to_array(app.said(r.given, 'sectors'), ';')) s
     where r.intake_id = of_intake and r.number between first and last and (r.adds or r.changes) and btrim(s) <> ''
    on conflict do nothing;
  end if;
  insert into record_number (object, object_id, scheme, number, intake_id)
  select case what.kind when 'people' then 'person' when 'facilities' then 'facility' else 'organization' end, r.target_id, app.number_scheme(of_intake), app.folded(app.said(r.given, 'number')), of_intake
    from intake_row r
   where r.intake_id = of_intake and r.number between first and last and (r.adds or r.changes) and app.folded(app.said(r.given, 'number')) <> ''
  on conflict do nothing;
end $$;

ALTER FUNCTION app.apply_intake(of_intake uuid, first integer, last integer) OWNER TO concord_owner;

CREATE FUNCTION app.appointable(to_council uuid, of_organization uuid, named text) RETURNS TABLE(person_id uuid, name text, organization_id uuid, organization text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select p.id, p.name, o.id, o.name
    from person p join organization o on o.id = p.organization_id
   where to_council = any (array(select council_id from app.roster_edited))
     and (p.organization_id = of_organization or p.folded = app.folded(named))
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
     and not (o.government and (select c.industry_only from council c where c.id = to_council))
   order by p.name, p.id limit 100
$$;

ALTER FUNCTION app.appointable(to_council uuid, of_organization uuid, named text) OWNER TO concord_definer;

CREATE FUNCTION app.appointment_fits() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if tg_op = 'INSERT' and not exists (select from council_kind_term t join office_may m on m.kind = t.kind and m.office = new.office
                  where t.council_id = new.council_id and t.until > app.now()) then
    raise exception 'this kind of council has no such office' using errcode = 'check_violation', constraint = 'office_of_kind';
  end if;
  perform from seat where id = new.seat_id for no key update;
  perform from person where id = new.person_id for no key update;
  if new.office = 'representative' and exists (
       select from appointment a where a.id <> new.id and a.seat_id = new.seat_id and a.office = 'representative'
          and tstzrange(a.since, a.until) && tstzrange(new.since, new.until)) then
    raise exception 'the seat has its representative' using errcode = 'unique_violation', constraint = 'one_representative';
  end if;
  if exists (select from appointment a where a.id <> new.id and a.person_id = new.person_id and a.council_id = new.council_id and a.office = new.office
                and a.seat_id is not distinct from new.seat_id and tstzrange(a.since, a.until) && tstzrange(new.since, new.until)) then
    raise exception 'the person holds this office' using errcode = 'unique_violation', constraint = 'appointed_once';
  end if;
  return null;
end $$;

ALTER FUNCTION app.appointment_fits() OWNER TO concord_owner;

CREATE FUNCTION app.appointment_folds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if tg_op <> 'DELETE' then
    insert into circle (kind, council_id, person_id) select distinct 'person', n.council_id, n.person_id from changed n
      on conflict do nothing;
    insert into nesting (inner_id, outer_id)
      select c.id, c.id from circle c join changed n on n.council_id = c.council_id and n.person_id = c.person_id
      on conflict do nothing;
  end if;
  perform app.refold(array(select id from changed));
  return null;
end $$;

ALTER FUNCTION app.appointment_folds() OWNER TO concord_owner;

CREATE FUNCTION app.appoints_another() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if new.person_id = (select person_id from app.who) and exists (select from app.keepers(new.council_id) k where k.person_id <> new.person_id) then
    raise exception 'nobody appoints himself' using errcode = 'check_violation', constraint = 'appointment_self';
  end if;
  return null;
end $$;

ALTER FUNCTION app.appoints_another() OWNER TO concord_owner;

CREATE FUNCTION app.approve_factor_reset(id uuid, invitation uuid, hash bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  me uuid := app.writer();
  vouched uuid := (select f.council_id from signin.factor_reset f where f.id = approve_factor_reset.id);
  r record;
begin
  if vouched is null then
    perform app.staff_with('factor.reset');
  elsif not app.vouches(me, vouched) then
    raise exception 'does not validate there' using errcode = 'insufficient_privilege';
  end if;
  update signin.factor_reset f set approved_by = me, approved = app.now()
   where f.id = approve_factor_reset.id and f.approved is null and f.withdrawn is null and f.asked > app.now() - interval '7 days'
     and case when vouched is not null then app.vouches(f.asked_by, vouched) else exists (
           select from held h join person p on p.id = h.person_id
            where h.person_id = f.asked_by and h.capability = 'factor.reset' and h.since <= app.now() and h.until > app.now()
              and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())) end
  returning f.person_id, f.password_lost, f.asked_by into r;
  if not found then
    raise exception 'nothing waits' using errcode = 'check_violation', constraint = 'factor_reset_gone';
  end if;
  if vouched is not null and not exists (select from app.resettable(vouched, '') p where p.person_id = r.person_id) then
    raise exception 'not theirs' using errcode = 'check_violation', constraint = 'factor_reset_not_theirs';
  end if;
  if vouched is not null and not app.chairs(me, vouched) and not app.chairs(r.asked_by, vouched) then
    raise exception 'no chair' using errcode = 'check_violation', constraint = 'factor_reset_chair';
  end if;
  update signin.invitation i set cancelled = app.now() where i.person_id = r.person_id and i.used is null and i.cancelled is null;
  insert into signin.invitation (id, hash, person_id, email, kind, made_by, council_id)
  select approve_factor_reset.invitation, approve_factor_reset.hash, a.person_id, a.email, case when r.password_lost then 'account' else 'factor' end, me, vouched
    from signin.account a where a.person_id = r.person_id;
end $$;

ALTER FUNCTION app.approve_factor_reset(id uuid, invitation uuid, hash bytea) OWNER TO concord_definer;

CREATE FUNCTION app.as_spoken() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare a record;
begin
  select p.name as person, g.name as organization, t.organization_id, t.seat_id,
         case when t.office <> 'principal-staff' then o.name else 'Office of ' || coalesce((
              select q.name from appointment r join person q on q.id = r.person_id
               where r.seat_id = t.seat_id and r.office = 'representative' and r.since <= app.now() and (r.until is null or r.until > app.now()) limit 1), 'the representative') end as office
    into a
    from appointment t join person p on p.id = t.person_id join office o on o.slug = t.office join organization g on g.id = t.organization_id
   where t.id = new.appointment_id and t.person_id = new.author_id and t.council_id = new.source_council_id
     and t.since <= app.now() and (t.until is null or t.until > app.now());
  if not found then
    raise exception 'no live appointment to post as' using errcode = 'insufficient_privilege';
  end if;
  if new.kind = 'reply' and exists (select from item r where r.id = new.root_id and r.withdrawn is not null) then
    raise exception 'what was withdrawn is not answered' using errcode = 'insufficient_privilege';
  end if;
  new.author_name := a.person; new.author_office := a.office; new.author_organization := a.organization;
  new.organization_id := a.organization_id; new.seat_id := a.seat_id;
  return new;
end $$;

ALTER FUNCTION app.as_spoken() OWNER TO concord_owner;

CREATE FUNCTION app.ask_council_reset(id uuid, in_council uuid, person uuid, because text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare me uuid := app.writer();
begin
  if not app.vouches(me, in_council) then
    raise exception 'does not validate there' using errcode = 'insufficient_privilege';
  end if;
  if me <> person and not exists (select from app.resettable(in_council, '') r where r.person_id = person) then
    raise exception 'not theirs' using errcode = 'check_violation', constraint = 'factor_reset_not_theirs';
  end if;
  update signin.factor_reset r set withdrawn = app.now()
   where r.person_id = person and r.approved is null and r.withdrawn is null and r.asked <= app.now() - interval '7 days';
  insert into signin.factor_reset (id, person_id, because, asked_by, council_id) values (id, person, because, me, in_council);
end $$;

ALTER FUNCTION app.ask_council_reset(id uuid, in_council uuid, person uuid, because text) OWNER TO concord_definer;

CREATE FUNCTION app.ask_factor_reset(id uuid, person uuid, password_lost boolean, because text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare staff uuid := app.staff_with('factor.reset');
begin
  if not exists (select from signin.account a where a.person_id = ask_factor_reset.person) then
    raise exception 'not enrolled' using errcode = 'check_violation', constraint = 'factor_reset_not_enrolled';
  end if;
  update signin.factor_reset r set withdrawn = app.now()
   where r.person_id = ask_factor_reset.person and r.approved is null and r.withdrawn is null and r.asked <= app.now() - interval '7 days';
  insert into signin.factor_reset (id, person_id, password_lost, because, asked_by)
  values (ask_factor_reset.id, ask_factor_reset.person, ask_factor_reset.password_lost, ask_factor_reset.because, staff);
end $$;

ALTER FUNCTION app.ask_factor_reset(id uuid, person uuid, password_lost boolean, because text) OWNER TO concord_definer;

CREATE FUNCTION app.ask_renewals(most integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.ask_renewals(most integer) OWNER TO concord_owner;

CREATE FUNCTION app.ask_to_join(id uuid, council uuid, name text, email text, phone text, organization text, office text, supervisor text, supervisor_contact text, reason text, from_address text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare known uuid;
begin
  if current_setting('app.mode', true) is distinct from 'write' then
    raise exception 'a page that only reads' using errcode = 'insufficient_privilege';
  elsif not signin.take('join ' || from_address, '10 min', '50 min') or not signin.take('join council ' || council, '2 min', '2 hours') then
    return false;
  end if;
  select o.id into known from organization o
   where (lower(o.name) = lower(organization) or lower(o.abbr) = lower(organization)) and (o.until is null or o.until > app.now()) order by lower(o.name) = lower(organization) desc, o.id limit 1;
  insert into admission (id, council_id, origin, organization_id, organization_name, office, name, email, phone, supervisor, supervisor_contact, reason)
  values (ask_to_join.id, council, 'request', known, organization, ask_to_join.office, ask_to_join.name, ask_to_join.email, ask_to_join.phone,
          ask_to_join.supervisor, ask_to_join.supervisor_contact, ask_to_join.reason)
  on conflict do nothing;
  return true;
end $$;

ALTER FUNCTION app.ask_to_join(id uuid, council uuid, name text, email text, phone text, organization text, office text, supervisor text, supervisor_contact text, reason text, from_address text) OWNER TO concord_definer;

CREATE FUNCTION app.asked(typed text, begun boolean DEFAULT false) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'app'
    AS $_$
declare
  units text[] := array(select m[1] from regexp_matches(translate(left(typed, 500), U&'\201C\201D\201E\201F\00AB\00BB', '""""""'), '(-?"[^"]*"|[^[:space:]"]+)', 'g') m);
  capitals boolean := typed = upper(typed) and cardinality(units) > 1; -- everything is in capitals, so they say nothing
  unit text; said text; part tsquery; every tsquery; one tsquery; wanted boolean := false; n int := 0;
begin
  if cardinality(units) = 1 and lower(units[1]) in ('it', 'or', 'in', 'me') then
    return ('zz' || lower(units[1]))::tsquery;
  end if;
  foreach unit in array units loop
    n := n + 1;
    if lower(unit) = 'or' and wanted and n < cardinality(units) then
      one := coalesce(one || every, every);
      every := null; wanted := false;
      continue;
    end if;
    said := app.words(case when capitals and unit in ('OR', 'IN', 'ME') then lower(unit) else unit end);
    if begun and said ~ '^[[:alpha:]]{3,}$' and unit !~ '^-|"' then
      part := to_tsquery('english', said || ':*');
    else
      part := phraseto_tsquery('english', said);
    end if;
    continue when numnode(part) = 0;
    if unit ~ '^-["[:alnum:]]' then
      part := !!part;
    else
      wanted := true;
    end if;
    every := coalesce(every && part, part);
  end loop;
  if not wanted then
    return coalesce(one, '');
  end if;
  return coalesce(one || every, every);
end $_$;

ALTER FUNCTION app.asked(typed text, begun boolean) OWNER TO concord_owner;

CREATE FUNCTION app.asked_letter(of_admission uuid) RETURNS TABLE(name text, email text, applicant text, council text, office text, nominated boolean, account boolean, ask text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select coalesce(p.name, a.name), coalesce(c.email, a.email), a.name, k.name, f.name, a.origin = 'nomination', c.email is not null, app.whom_to_ask(k.id, coalesce(p.id, a.id))
    from admission a join council k on k.id = a.council_id join office f on f.slug = a.office
    left join person p on p.id = coalesce(a.by_id, a.person_id) left join signin.account c on c.person_id = p.id
   where a.id = of_admission and a.closed is null and coalesce(c.email, a.email) <> ''
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
$$;

ALTER FUNCTION app.asked_letter(of_admission uuid) OWNER TO concord_owner;

CREATE FUNCTION app.asker_in(council uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select w.name || coalesce(', ' || (
         select o.name from appointment t join office o on o.slug = t.office
          where t.person_id = w.person_id and t.council_id = asker_in.council and t.since <= app.now() and (t.until is null or t.until > app.now())
          order by o.rank limit 1), '')
    from app.who w
$$;

ALTER FUNCTION app.asker_in(council uuid) OWNER TO concord_owner;

CREATE FUNCTION app.audience_widens() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  update search_part set vector = vector || array_to_tsvector(array['#' || new.circle_id::text]) where item_id = new.item_id;
  return null;
end $$;

ALTER FUNCTION app.audience_widens() OWNER TO concord_owner;

CREATE FUNCTION app.audit() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  r jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  l audit;
  structural boolean := tg_table_name in ('region', 'jurisdiction', 'sector', 'organization', 'organization_sector', 'person', 'council_kind', 'office',
    'council', 'council_kind_term', 'council_sector', 'counterpart', 'capability', 'office_may', 'hand_over', 'room_side', 'source', 'fact', 'subsector',
    'council_subsector', 'edition', 'edition_entry', 'edition_entry_sector', 'lineage', 'retired_sector', 'retired_sector_into', 'sector_lead', 'umbrella',
    'council_umbrella', 'membership', 'listing', 'invitation', 'factor_reset', 'river_job', 'break_glass', 'break_glass_decision', 'break_glass_end', 'rules_of_behavior',
    'proposal', 'widening_limit', 'suspension', 'organization_administrator', 'sector_step', 'intake', 'selection', 'council_region',
    'regulatory_program');
  source uuid;       -- the council of the item it is about, as far as there is one yet
  earlier boolean;   -- the item was there before this change
begin
  -- Rows of a file that is taken in: the file is on record, and each of its rows keeps what it changed. The worker alone may say so.
  if session_user = 'concord_worker' and current_setting('app.intake', true) <> '' and tg_table_name in ('organization', 'organization_sector', 'facility', 'person') then
    return null;
  end if;
  l.person_id := (select person_id from app.who);
  l.council_id := coalesce(r->>'source_council_id', r->>'council_id', r->>'office_id', case tg_table_name when 'council' then r->>'id' end)::uuid;
  l.item_id := coalesce(r->>'item_id', case tg_table_name when 'item' then r->>'id' end)::uuid;
  l.label := r->>'label';
  if r ? 'item_id' then
    select i.source_council_id, i.label, i.xmin <> pg_current_xact_id()::xid into source, l.label, earlier from item i where i.id = l.item_id;
    l.council_id := coalesce(source, l.council_id); l.label := coalesce(l.label, r->>'label');
  elsif r ? 'break_glass_id' then
    l.council_id := (select b.council_id from break_glass b where b.id = (r->>'break_glass_id')::uuid);
  elsif tg_table_name in ('merger', 'told_apart') then
    structural := r->>'office_id' is null; -- facilities are the region's
  elsif tg_table_name in ('seat', 'appointment') then
    structural := exists (select from council_kind_term t join council_kind k on k.slug = t.kind
                           where t.council_id = l.council_id and k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now());
  end if;
  if tg_op = 'UPDATE' then
    l.changed := array(select case n.value when 'null' then '-' else '' end || n.key from jsonb_each(r) n
                        where n.value is distinct from to_jsonb(old)->n.key order by n.key);
  end if;
  l.act := case
    when pg_trigger_depth() > 1 or tg_op = 'UPDATE' and l.changed = '{}' then null   -- it follows from another change
    when tg_table_name = 'item' or tg_table_name = 'item_version' and (r->>'number')::int > 1
      or tg_table_name = 'audience' and earlier then 'post'
    when tg_table_name in ('read_record', 'break_glass_read') then 'read'
    when tg_table_name in ('account', 'factor', 'identity', 'mail_preference', 'rules_accepted') then 'account'
    when structural then 'structure'
    when l.item_id is null and l.council_id is not null then 'council' end;
  l.subject_id := (case when l.act = 'read' then null when tg_table_name = 'person' then r->>'id' else r->>'person_id' end)::uuid;
  -- Without a sign-in: who proves himself by a link acts on his own account; and whom the portal itself lets act, as in the demonstration.
  l.person_id := coalesce(l.person_id, (case
    when l.act in ('account', 'read') or 'used' = any (l.changed) then r->>'person_id'
    when tg_op = 'INSERT' then coalesce(r->>'author_id', r->>'by_id', r->>'asked_by', r->>'decided_by', r->>'ended_by', r->>'made_by', r->>'recorded_by', r->>'proposed_by') end)::uuid);
  if tg_table_name = 'item' and tg_op = 'INSERT' then
    l.appointment_id := (r->>'appointment_id')::uuid;
  elsif l.act <> 'account' and l.person_id is not null then
    l.appointment_id := (
      select t.id from appointment t join office o on o.slug = t.office
       where t.person_id = l.person_id and t.since <= app.now() and (t.until is null or t.until > app.now())
       order by structural and t.office = 'administrator' desc, t.council_id is not distinct from l.council_id desc, o.rank limit 1);
  end if;
  insert into audit (person_id, appointment_id, reason, route, request, act, verb, object, object_id, changed, council_id, item_id, subject_id, label)
  values (l.person_id, l.appointment_id, coalesce(case when structural then r->>'because' end, ''), coalesce(current_setting('app.route', true), ''),
          coalesce(current_setting('app.request', true), ''), l.act,
          -- A step, and a decision, is more than a row that was added.
          case when tg_table_name = 'proposal' then case when tg_op = 'INSERT' then 'proposed ' when 'agreed' = any (l.changed) then 'agreed ' when 'objected' = any (l.changed) then 'objected '
            when r->>'confirmed' is not null then 'confirmed ' else 'refused ' end || (r->>'act')
            when tg_op <> 'INSERT' then lower(tg_op) when tg_table_name = 'admission_step' then r->>'kind'
            when tg_table_name = 'break_glass_decision' then case r->>'approved' when 'true' then 'approved' else 'refused' end else 'insert' end, tg_table_name,
          coalesce(r->>'id', r->>'item_id', r->>'council_id', r->>'person_id', r->>'slug', r->>'organization_id', ''),
          coalesce(l.changed, '{}'), l.council_id, l.item_id, l.subject_id, l.label);
  return null;
end $$;

ALTER FUNCTION app.audit() OWNER TO concord_owner;

CREATE FUNCTION app.audit_sign_in() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare s signin.session := case when tg_op = 'DELETE' then old else new end;
begin
  if s.person_id is not null then
    insert into audit (person_id, route, request, act, verb, object, object_id, subject_id)
    values (s.person_id, coalesce(current_setting('app.route', true), ''), coalesce(current_setting('app.request', true), ''), 'account',
            case tg_op when 'INSERT' then 'sign_in' else 'sign_out' end, 'session', s.id::text, s.person_id);
  end if;
  return null;
end $$;

ALTER FUNCTION app.audit_sign_in() OWNER TO concord_owner;

CREATE FUNCTION app.bears_number(of_id uuid, of_scheme text, called text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select bool_or(n.number = called) from record_number n where n.object_id = of_id and n.scheme = of_scheme and called <> ''
$$;

ALTER FUNCTION app.bears_number(of_id uuid, of_scheme text, called text) OWNER TO concord_owner;

CREATE FUNCTION app.begin_growth(of_cause text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare growth uuid := (select g.id from reach_growth g where g.cause = of_cause and g.at = app.now() and g.xmin = pg_current_xact_id()::xid limit 1);
begin
  if growth is null then
    insert into reach_growth (cause, name) values (of_cause, coalesce((select w.name from app.who w), '')) returning id into growth;
    insert into outbox (topic, object_id) values ('growth', growth);
  end if;
  return growth;
end $$;

ALTER FUNCTION app.begin_growth(of_cause text) OWNER TO concord_owner;

CREATE FUNCTION app.binding(of_kind text, of_id uuid) RETURNS TABLE(what text, many bigint)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select w.what, w.many from (
    select 'seats' as what, count(*) as many from seat s where of_kind = 'organization' and s.organization_id = of_id and (s.until is null or s.until > app.now())
    union all
    select 'appointments', count(*) from appointment a
     where case of_kind when 'organization' then a.organization_id = of_id when 'person' then a.person_id = of_id end and (a.until is null or a.until > app.now())
    union all
    select 'administrators', count(*) from organization_administrator m
     where case of_kind when 'organization' then m.organization_id = of_id when 'person' then m.person_id = of_id end and (m.until is null or m.until > app.now())
    union all
    select 'selections', count(*) from selection s where of_kind = 'organization' and s.organization_id = of_id and (s.until is null or s.until > app.now())
    union all
    select 'lead agency', count(*) from sector_lead l where of_kind = 'organization' and l.organization_id = of_id and (l.until is null or l.until > app.now()::date)
    union all
    select 'cases', count(*) from admission c where case of_kind when 'organization' then c.organization_id = of_id when 'person' then c.person_id = of_id end and c.closed is null
    union all
    select 'sign-in', count(*) from person p where of_kind = 'person' and p.id = of_id and p.enrolled is not null and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
  ) w where w.many > 0
$$;

ALTER FUNCTION app.binding(of_kind text, of_id uuid) OWNER TO concord_owner;

CREATE FUNCTION app.body_phoned() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if old.until <= app.now() then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'jurisdiction_body_over';
  end if;
  return new;
end $$;

ALTER FUNCTION app.body_phoned() OWNER TO concord_owner;

CREATE FUNCTION app.body_recorded() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.office_id := app.office_of(new.state);
  new.recorded_by := coalesce((select person_id from app.who), new.recorded_by);
  new.recorded_name := app.named(new.recorded_by);
  return new;
end $$;

ALTER FUNCTION app.body_recorded() OWNER TO concord_owner;

CREATE FUNCTION app.bound_until(person uuid) RETURNS timestamp with time zone
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select coalesce(min(r.since), 'infinity') from rules_of_behavior r
   where r.since > coalesce((select max(a.since) from rules_accepted a where a.person_id = person), '-infinity')
$$;

ALTER FUNCTION app.bound_until(person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.browser_forgotten() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into signin.ended (hash, person_id) select hash, person_id from gone
  on conflict (hash, person_id) do update set at = app.now();
  return null;
end $$;

ALTER FUNCTION app.browser_forgotten() OWNER TO concord_owner;

CREATE FUNCTION app.cancel_invitation(person uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform app.staff_with('person.add');
  update signin.invitation i set cancelled = app.now()
   where i.person_id = cancel_invitation.person and i.kind = 'enroll' and i.used is null and i.cancelled is null;
  if not found then
    raise exception 'no invitation waits' using errcode = 'check_violation', constraint = 'invitation_gone';
  end if;
end $$;

ALTER FUNCTION app.cancel_invitation(person uuid) OWNER TO concord_definer;

CREATE FUNCTION app.chair_folds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.chair_folds() OWNER TO concord_owner;

CREATE FUNCTION app.chairs(person uuid, in_council uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select exists (select from app.office_served o where o.person_id = person and o.council_id = in_council and o.office = 'chair'
                    and o.since <= app.now() and (o.until is null or o.until > app.now()))
$$;

ALTER FUNCTION app.chairs(person uuid, in_council uuid) OWNER TO concord_definer;

CREATE FUNCTION app.changed_since(of_object text, of_id uuid, moment timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select exists (select from audit a where a.object = of_object and a.object_id = of_id::text and a.verb = 'update' and a.at > moment)
$$;

ALTER FUNCTION app.changed_since(of_object text, of_id uuid, moment timestamp with time zone) OWNER TO concord_owner;

CREATE FUNCTION app.choices(of_kind text) RETURNS TABLE(field text, columns text[])
    LANGUAGE sql IMMUTABLE
    AS $$
  select c.field, c.columns
    from (values ('organization', 'name', '{name}'::text[]), ('organization', 'abbreviation', '{abbr}'), ('organization', 'kind', '{kind}'), ('organization', 'place', '{state,county,city}'), ('organization', 'website', '{website}'),
                 ('facility', 'name', '{name}'), ('facility', 'kind', '{kind}'), ('facility', 'sector', '{sector,subsector}'), ('facility', 'place', '{state,county,city}'), ('facility', 'address', '{address}'),
                 ('facility', 'coordinates', '{latitude,longitude}'), ('person', 'name', '{name}')) c (kind, field, columns)
   where c.kind = of_kind
$$;

ALTER FUNCTION app.choices(of_kind text) OWNER TO concord_owner;

CREATE FUNCTION app.circle_width(kind text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select array_position(array['person', 'seated', 'council', 'community', 'public'], kind) $$;

ALTER FUNCTION app.circle_width(kind text) OWNER TO concord_owner;

CREATE FUNCTION app.community_holds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform app.enter_communities(array(select council_id from changed));
  return null;
end $$;

ALTER FUNCTION app.community_holds() OWNER TO concord_owner;

CREATE FUNCTION app.community_lets_go() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  -- What was said through the nesting refers to it, so it ends and is not erased.
  update nesting n set until = greatest(app.now(), n.since)
    from circle i, circle o, council_kind_term t
   where i.id = n.inner_id and o.id = n.outer_id and i.council_id = old.council_id and n.until > app.now()
     and t.council_id = o.council_id and t.kind = 'community'
     and exists (select from council_sector s where s.council_id = o.council_id and s.sector = old.sector)
     and not exists (select from council_sector s join council_sector mine on mine.sector = s.sector and mine.council_id = old.council_id
                      where s.council_id = o.council_id);
  return null;
end $$;

ALTER FUNCTION app.community_lets_go() OWNER TO concord_owner;

CREATE FUNCTION app.community_of(of_sector text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select c.id from council_sector s join council c on c.id = s.council_id and c.until > app.now() join council_kind_term t on t.council_id = c.id and t.kind = 'community' and t.until > app.now()
   where s.sector = of_sector order by c.id limit 1
$$;

ALTER FUNCTION app.community_of(of_sector text) OWNER TO concord_owner;

CREATE FUNCTION app.compare_facilities(of_intake uuid, first integer, last integer) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $_$
  with given as materialized (
    select r.number, r.given, app.name_key(app.said(r.given, 'name')) as key, j.code as state, y.fips as county, app.said(r.given, 'city') as city, app.said(r.given, 'address') as address, o.ids[1] as organization,
           app.folded(app.said(r.given, 'number')) as own, app.number_scheme(of_intake) as scheme,
           case when app.row_trouble(r.given, j.code is not null, y.fips is not null) <> '' then app.row_trouble(r.given, j.code is not null, y.fips is not null)
                when j.code is null then 'It has no state.'
                when j.region is distinct from (select c.region from intake i join council c on c.id = i.office_id where i.id = of_intake) then j.name || ' is not in your region.'
                when app.organization_trouble(o.ids, app.said(r.given, 'organization')) <> '' then app.organization_trouble(o.ids, app.said(r.given, 'organization'))
                when s.slug is null then 'There is no sector "' || left(app.said(r.given, 'sector'), 60) || '": the template lists those that there are.'
                when app.said(r.given, 'latitude') !~ '^(-?\d{1,2}(\.\d+)?)?$' or app.said(r.given, 'longitude') !~ '^(-?\d{1,3}(\.\d+)?)?$'
                  or (app.said(r.given, 'latitude') = '') <> (app.said(r.given, 'longitude') = '') then 'Latitude and longitude are degrees such as 38.89, -77.03, or both empty.'
                when abs(nullif(app.said(r.given, 'latitude'), '')::numeric) > 90 or abs(nullif(app.said(r.given, 'longitude'), '')::numeric) > 180 then 'No such place: latitude to 90, longitude to 180.'
                else '' end as wrong
      from intake_row r
      left join jurisdiction j on j.code = upper(app.said(r.given, 'state'))
      left join county y on y.state = j.code and lower(y.name) = lower(app.said(r.given, 'county'))
      left join sector s on s.slug = lower(app.said(r.given, 'sector')) and (s.until is null or s.until > app.now()::date)
     cross join lateral (select app.organizations_named(app.said(r.given, 'organization'), j.code) as ids) o
     where r.intake_id = of_intake and r.number between first and last and r.verdict is null
  ), ranked as (
    select g.number, f.id, concat_ws(', ', f.name, nullif(f.address, ''), nullif(f.city, ''), f.state) as words, x.fit, b.number is false as other, d.differs,
           max(x.fit) over (partition by g.number) as best, row_number() over (partition by g.number order by x.fit desc, f.id) as n
      from given g
      join facility f on f.organization_id = g.organization and f.office_id = (select i.office_id from intake i where i.id = of_intake) and (f.until is null or f.until > app.now())
     cross join lateral (
           select app.bears_number(f.id, g.scheme, g.own) as number, f.name_key = g.key as name, similarity(f.name_key, g.key) as likeness,
                  f.state = g.state and app.place_fits(g.city, f.city) and app.place_fits(g.address, f.address) and (f.county = g.county or f.county is null or g.county is null) as place) b
     cross join lateral (
           select case when b.number then case when b.name then 6 else 2.9 end when b.number = false then case when b.name then 1.2 end
                       when b.name and b.place then 3 + (g.city <> '' and f.city <> '')::int * 0.5 when b.name then 2 when b.likeness > 0.55 then b.likeness end as fit) x
     cross join lateral (
         select concat_ws(', ',
                  case when not b.name then 'name' end,
                  case when app.said(g.given, 'kind') <> '' and app.said(g.given, 'kind') <> f.kind then 'kind' end,
                  case when lower(app.said(g.given, 'sector')) <> f.sector then 'sector' end,
                  case when g.state <> f.state then 'state' end,
                  case when g.county is not null and g.county is distinct from f.county then 'county' end,
                  case when g.city <> '' and g.city <> f.city then 'city' end,
                  case when g.address <> '' and g.address <> f.address then 'address' end,
                  case when nullif(app.said(g.given, 'latitude'), '')::numeric(8, 5) is distinct from coalesce(f.latitude, nullif(app.said(g.given, 'latitude'), '')::numeric(8, 5))
                         or app.said(g.given, 'latitude') <> '' and (f.latitude is null or f.longitude <> app.said(g.given, 'longitude')::numeric(8, 5)) then 'place' end,
                  case when g.own <> '' and b.number is not true then 'number' end) as differs) d
     where g.wrong = '' and x.fit is not null
  ), found as (
    select c.number, min(c.best) >= 3 and count(*) filter (where c.fit = c.best) = 1 and (min(c.best) > 3 or count(*) filter (where c.fit >= 2) = 1) as sure, (array_agg(c.id order by c.n))[1:5] as ids,
           (array_agg(c.words || coalesce(' (differs in ' || nullif(c.differs, '') || ')', '') order by c.n))[1:5] as words, (array_agg(c.differs order by c.n))[1] as differs, bool_and(c.other) as other
      from ranked c group by c.number
  )
  update intake_row r set target_id = f.ids[1], organization_id = g.organization, county = g.county, candidates = case when f.sure is false then f.ids else '{}' end, named = case when f.sure is false then f.words else '{}' end,
    verdict = case when g.wrong <> '' then 'refuse' when f.sure then case f.differs when '' then 'same' else 'change' end when f.sure is false then 'alike' else 'add' end,
    because = case when g.wrong <> '' then g.wrong when f.sure then f.differs else coalesce(f.words[1] || case when cardinality(f.words) > 1 then '; and ' || cardinality(f.words) - 1 || ' more' else '' end, '') end,
    choice = case when f.sure is false and f.other then 'another' else '' end
    from given g left join found f on f.number = g.number
   where r.intake_id = of_intake and r.number = g.number
$_$;

ALTER FUNCTION app.compare_facilities(of_intake uuid, first integer, last integer) OWNER TO concord_owner;

CREATE FUNCTION app.compare_organizations(of_intake uuid, first integer, last integer) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
  with given as materialized (
    select r.number, r.given, r.twin, app.said(r.given, 'city') as city, app.name_key(app.said(r.given, 'name')) as key, j.code as state, y.fips as county,
           app.site_key(app.said(r.given, 'website')) as site, app.folded(app.said(r.given, 'number')) as own, app.number_scheme(of_intake) as scheme,
           array(select btrim(s) from unnest(string_to_array(lower(app.said(r.given, 'sectors')), ';')) s where btrim(s) <> '') as sectors,
           app.row_trouble(r.given, j.code is not null, y.fips is not null) as trouble,
           app.said(r.given, 'website') <> '' and app.said(t.given, 'website') <> '' and app.site_key(app.said(r.given, 'website')) <> app.site_key(app.said(t.given, 'website')) as apart
      from intake_row r
      left join intake_row t on t.intake_id = r.intake_id and t.number = r.twin
      left join jurisdiction j on j.code = upper(app.said(r.given, 'state'))
      left join county y on y.state = j.code and lower(y.name) = lower(app.said(r.given, 'county'))
     where r.intake_id = of_intake and r.number between first and last and r.verdict is null
  ), judged as materialized (
    select g.*, case when g.trouble <> '' then g.trouble
             when not g.sectors <@ array(select slug from sector) then 'It names a sector that is not there: the template lists those that are.'
             else '' end as wrong
      from given g
  ), known as (
    select g.number, o.id, app.organization_words(o) as words, app.organization_differs(o, g.given, g.state, g.county, g.sectors, g.own <> '' and b.number is not true) as differs, x.fit, x.other
      from judged g
     cross join lateral (
           select o.id from organization o where o.name_key = g.key
           union select o.id from organization o where g.site <> '' and o.website <> '' and app.site_key(o.website) = g.site
           union select app.numbered('organization', g.scheme, g.own)) c
      join organization o on o.id = c.id and (o.until is null or o.until > app.now()::date)
     cross join lateral (
           select app.bears_number(o.id, g.scheme, g.own) as number, o.name_key = g.key as name, o.state = g.state or o.state is null or g.state is null as state,
                  app.place_fits(g.city, o.city) and (o.county = g.county or o.county is null or g.county is null) as place,
                  case when g.site <> '' and o.website <> '' then app.site_key(o.website) = g.site end as site) b
     cross join lateral (
           select case when b.number and (b.name or b.site) then 6 when b.number then 2.9
                       when b.number = false then case when b.name and b.state then 1.2 end
                       when b.name and b.site and b.state and b.place then 5 when b.name and b.site then 2.7
                       when b.name and b.state and b.place and b.site is null then 3 + (g.city <> '' and o.city <> '')::int * 0.5
                       when b.name and b.state and b.place then 2.5
                       when b.name and b.state then 2 when b.site then 1.5 end as fit,
                  b.number is false or b.name and b.site is false as other) x
     where g.wrong = '' and (g.twin is null or g.apart) and x.fit is not null
  ), resembling as (
    select g.number, o.id, app.organization_words(o) as words, app.organization_differs(o, g.given, g.state, g.county, g.sectors, g.own <> '') as differs, similarity(o.name_key, g.key) as fit, false as other
      from judged g
      join organization o on o.state = g.state and left(o.name_key, 4) = left(g.key, 4) and o.name_key <> g.key
       -- A slip of the pen leaves the beginning or the end as it was; that is cheaper to ask than how alike they are.
       and (left(o.name_key, 10) = left(g.key, 10) or right(o.name_key, 4) = right(g.key, 4)) and app.place_fits(g.city, o.city)
       and (o.until is null or o.until > app.now()::date)
     where g.wrong = '' and g.twin is null and not exists (select from known k where k.number = g.number)
       and not (g.site <> '' and o.website <> '' and app.site_key(o.website) <> g.site)
       and similarity(o.name_key, g.key) > 0.55
  ), ranked as (
    select c.*, max(c.fit) over (partition by c.number) as best, row_number() over (partition by c.number order by c.fit desc, c.id) as n
      from (select * from known union all select * from resembling) c
  ), found as (
    select c.number, min(c.best) >= 3 and count(*) filter (where c.fit = c.best) = 1 and (min(c.best) > 3 or count(*) filter (where c.fit >= 2) = 1) as sure, (array_agg(c.id order by c.n))[1:5] as ids,
           (array_agg(c.words || coalesce(' (differs in ' || nullif(c.differs, '') || ')', '') order by c.n))[1:5] as words, (array_agg(c.differs order by c.n))[1] as differs, bool_and(c.other) as other
      from ranked c group by c.number
  )
  update intake_row r set target_id = f.ids[1], county = g.county, candidates = case when f.sure is false then f.ids else '{}' end, named = case when f.sure is false then f.words else '{}' end,
    verdict = case when g.wrong <> '' then 'refuse' when f.sure then case f.differs when '' then 'same' else 'change' end when f.sure is false or g.twin is not null then 'alike' else 'add' end,
    because = case when g.wrong <> '' then g.wrong when f.sure then f.differs
                   else concat_ws('; ', 'Row ' || g.twin || ' of this file, by name and place' || case when g.apart then '; its website is another' else '' end, f.words[1],
                                  case when cardinality(f.words) > 1 then 'and ' || cardinality(f.words) - 1 || ' more' end) end,
    choice = case when g.wrong = '' and f.sure is not true and (g.twin is not null or f.sure is false) and coalesce(f.other, true) and (g.twin is null or g.apart) then 'another' else '' end
    from judged g left join found f on f.number = g.number
   where r.intake_id = of_intake and r.number = g.number
$$;

ALTER FUNCTION app.compare_organizations(of_intake uuid, first integer, last integer) OWNER TO concord_owner;

CREATE FUNCTION app.compare_people(of_intake uuid, first integer, last integer) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
  with given as materialized (
    select r.number, r.given, app.folded(app.said(r.given, 'name')) as name, lower(app.said(r.given, 'email')) as email, o.ids[1] as organization,
           app.folded(app.said(r.given, 'number')) as own, app.number_scheme(of_intake) as scheme,
           case when app.row_trouble(r.given, j.code is not null, true) <> '' then app.row_trouble(r.given, j.code is not null, true)
                else app.organization_trouble(o.ids, app.said(r.given, 'organization')) end as wrong
      from intake_row r
      left join jurisdiction j on j.code = upper(app.said(r.given, 'state'))
     cross join lateral (select app.organizations_named(app.said(r.given, 'organization'), j.code) as ids) o
     where r.intake_id = of_intake and r.number between first and last and r.verdict is null
  ), ranked as (
    select g.number, p.id, p.name as words, x.fit, b.number is false as other, concat_ws(', ', case when app.said(g.given, 'title') not in ('', p.title) then 'title' end,
             case when app.said(g.given, 'telephone') <> '' and not app.keeps_telephone(p.id, app.said(g.given, 'telephone')) then 'telephone' end,
             case when g.own <> '' and b.number is not true then 'number' end) as differs,
           max(x.fit) over (partition by g.number) as best, row_number() over (partition by g.number order by x.fit desc, p.id) as n
      from given g
      join person p on p.organization_id = g.organization and (p.expires is null or p.expires > app.now())
     cross join lateral (select app.bears_number(p.id, g.scheme, g.own) as number, p.folded = g.name as name, similarity(p.name, app.said(g.given, 'name')) as likeness, app.addresses_of(p.id) as addresses) a
     cross join lateral (select a.number, a.name, a.likeness, case when g.email <> '' and cardinality(a.addresses) > 0 then g.email = any (a.addresses) end as email) b
     cross join lateral (
           select case when b.number then case when b.name then 6 else 2.9 end when b.number = false then case when b.name then 1.2 end
                       when b.email then case when b.name then 5 else 2.8 end when b.name and b.email is null then 3 when b.name then 2 when b.likeness > 0.5 and b.email is null then b.likeness end as fit) x
     where g.wrong = '' and x.fit is not null
  ), found as (
    select c.number, min(c.best) >= 3 and count(*) filter (where c.fit = c.best) = 1 and (min(c.best) > 3 or count(*) filter (where c.fit >= 2) = 1) as sure, (array_agg(c.id order by c.n))[1:5] as ids,
           (array_agg(c.words || case when c.other then ' (has another number)' else '' end order by c.n))[1:5] as words, (array_agg(c.differs order by c.n))[1] as differs, bool_and(c.other) as other
      from ranked c group by c.number
  )
  update intake_row r set target_id = f.ids[1], organization_id = g.organization, candidates = case when f.sure is false then f.ids else '{}' end, named = case when f.sure is false then f.words else '{}' end,
    verdict = case when g.wrong <> '' then 'refuse' when f.sure then case f.differs when '' then 'same' else 'change' end when f.sure is false then 'alike' else 'add' end,
    because = case when g.wrong <> '' then g.wrong when f.sure then f.differs else coalesce(f.words[1] || case when cardinality(f.words) > 1 then '; and ' || cardinality(f.words) - 1 || ' more' else '' end, '') end,
    choice = case when f.sure is false and f.other then 'another' else '' end
    from given g left join found f on f.number = g.number
   where r.intake_id = of_intake and r.number = g.number
$$;

ALTER FUNCTION app.compare_people(of_intake uuid, first integer, last integer) OWNER TO concord_owner;

CREATE FUNCTION app.compare_targets(of_intake uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  with many as (
    select r.number, r.target_id, first_value(r.number) over (partition by r.target_id order by r.verdict = 'same' desc, r.number) as first
      from intake_row r where app.intake_allowed(of_intake) and r.intake_id = of_intake and r.verdict in ('same', 'change')
  )
  update intake_row r set verdict = 'alike', choice = 'another', candidates = array[m.target_id], because = 'Row ' || m.first || ' of this file is read as the one that is there',
         named = array['the one that is there, as row ' || m.first]
    from many m where r.intake_id = of_intake and r.number = m.number and m.number <> m.first
$$;

ALTER FUNCTION app.compare_targets(of_intake uuid) OWNER TO concord_owner;

CREATE FUNCTION app.compare_with_itself(of_intake uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  update intake_row set verdict = 'refuse', because = wrong where intake_id = of_intake and wrong <> '';
  with own as (
    select r.number, r.given, first_value(r.number) over w as first, first_value(r.given) over w as above
      from intake_row r where r.intake_id = of_intake and r.wrong = '' and app.said(r.given, 'number') <> ''
    window w as (partition by app.name_key(app.said(r.given, 'organization')), app.folded(app.said(r.given, 'number')) order by r.number)
  )
  update intake_row r set verdict = 'refuse', because = case when app.said(o.given, 'name') <> '' and app.name_key(app.said(o.given, 'name')) = app.name_key(app.said(o.above, 'name')) and app.says_no_more(o.given, o.above)
           then 'Row ' || o.first || ' is the same.' else 'Row ' || o.first || ' has the same number, and says something else. A number stands for one: mend it, or leave one out.' end
    from own o where r.intake_id = of_intake and r.number = o.number and o.first < o.number;
  with many as materialized (
    select r.key from intake_row r where r.intake_id = of_intake and (r.verdict = 'refuse') is not true and r.given ->> 'name' ~ '[[:alnum:]]' group by r.key having count(*) > 1
  ), twins as (
    select r.number, r.given, t.number as first, t.given as above
      from many m join intake_row r on r.intake_id = of_intake and r.key = m.key and (r.verdict = 'refuse') is not true
     cross join lateral (
           select a.number, a.given from intake_row a
            where a.intake_id = of_intake and a.key = r.key and a.number < r.number and (a.verdict = 'refuse') is not true
              and app.place_fits(app.said(r.given, 'city'), app.said(a.given, 'city')) and app.place_fits(app.said(r.given, 'county'), app.said(a.given, 'county'))
              and app.place_fits(app.said(r.given, 'email'), app.said(a.given, 'email')) and app.place_fits(app.said(r.given, 'address'), app.said(a.given, 'address'))
              and app.place_fits(app.said(r.given, 'number'), app.said(a.given, 'number'))
            order by app.site_key(app.said(r.given, 'website')) = app.site_key(app.said(a.given, 'website')) desc, a.number limit 1) t
  ), judged as (
    select t.*, app.says_no_more(t.given, t.above) as same, (select i.kind from intake i where i.id = of_intake) as kind from twins t
  )
  update intake_row r set twin = j.first, verdict = case when j.same or j.kind <> 'organizations' then 'refuse' end,
         because = case when j.same then 'Row ' || j.first || ' is the same.'
           when j.kind = 'people' then 'Row ' || j.first || ' has the same name and organization, and says something else. Where they are two people, give each an e-mail address or a number; otherwise leave one out.'
           when j.kind = 'facilities' then 'Row ' || j.first || ' has the same name and place, and says something else. Say in both where they are, or leave one out.' else '' end
    from judged j where r.intake_id = of_intake and r.number = j.number
$$;

ALTER FUNCTION app.compare_with_itself(of_intake uuid) OWNER TO concord_owner;

CREATE FUNCTION app.confirmation_named() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.by_id := (select person_id from app.who);
  new.by_name := coalesce((select p.name from person p where p.id = new.by_id), '');
  new.at := app.now();
  return new;
end $$;

ALTER FUNCTION app.confirmation_named() OWNER TO concord_owner;

CREATE FUNCTION app.confirmers(of_organization uuid, in_council uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.confirmers(of_organization uuid, in_council uuid) OWNER TO concord_owner;

CREATE FUNCTION app.council_answers_within() RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$select interval '14 days'$$;

ALTER FUNCTION app.council_answers_within() OWNER TO concord_owner;

CREATE FUNCTION app.council_circles() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into circle (kind, council_id, open_to_address)
  select k.base_circle, new.council_id, k.slug in ('watch', 'region') from council_kind k where k.slug = new.kind
  union all
  select 'seated', new.council_id, false from council_kind k where k.slug = new.kind and k.has_seats
  on conflict do nothing;
  insert into nesting (inner_id, outer_id)
  select i.id, o.id from circle i join circle o on o.council_id = i.council_id and o.person_id is null
                     and (o.id = i.id or (i.kind = 'seated' and o.kind in ('council', 'community')))
   where i.council_id = new.council_id and i.person_id is null on conflict do nothing;
  insert into charter (council_id) values (new.council_id) on conflict do nothing;
  insert into purpose (council_id) values (new.council_id) on conflict do nothing;
  return null;
end $$;

ALTER FUNCTION app.council_circles() OWNER TO concord_owner;

CREATE FUNCTION app.council_dates_fold() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform app.refold_structure(array(select a.id from appointment a join changed c on c.id = a.council_id join was w on w.id = c.id
                            where (c.since, c.until) is distinct from (w.since, w.until)));
  return null;
end $$;

ALTER FUNCTION app.council_dates_fold() OWNER TO concord_owner;

CREATE FUNCTION app.council_ends() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  update nesting n set until = new.until
    from circle o, circle i
   where o.id = n.outer_id and o.council_id = new.id and i.id = n.inner_id and i.council_id <> new.id and n.until <> new.until;
  return null;
end $$;

ALTER FUNCTION app.council_ends() OWNER TO concord_owner;

CREATE FUNCTION app.council_folds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare ids uuid[];
begin
  if tg_table_name = 'nesting' then
    ids := array(select a.id from appointment a join circle c on c.council_id = a.council_id join changed n on n.inner_id = c.id where n.inner_id <> n.outer_id);
  elsif tg_table_name = 'seat' then
    ids := array(select a.id from appointment a join changed s on s.id = a.seat_id);
  elsif tg_table_name = 'office_may' then
    ids := array(select distinct a.id from appointment a join council_kind_term k on k.council_id = a.council_id join changed m on m.kind = k.kind and m.office = a.office);
  elsif tg_table_name = 'council_kind' then
    ids := array(select distinct a.id from appointment a join council_kind_term k on k.council_id = a.council_id join changed m on m.slug = k.kind);
  else -- council_kind_term, counterpart
    ids := array(select distinct a.id from appointment a join changed c on c.council_id = a.council_id);
  end if;
  if cardinality(ids) > 0 then
    perform app.refold_structure(ids);
  end if;
  return null;
end $$;

ALTER FUNCTION app.council_folds() OWNER TO concord_owner;

CREATE FUNCTION app.count_health() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.count_health() OWNER TO concord_owner;

CREATE FUNCTION app.count_renewals() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.count_renewals() OWNER TO concord_owner;

CREATE FUNCTION app.covers(of_state text, of_county text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select t.person_id from territory t where t.state = of_state and (t.county is null or t.county = of_county) and t.since <= app.now() and (t.until is null or t.until > app.now())
   order by t.county is null, t.since, t.id limit 1
$$;

ALTER FUNCTION app.covers(of_state text, of_county text) OWNER TO concord_owner;

CREATE FUNCTION app.covers_while_serving() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare serves timestamptz := app.serves_until(new.person_id, new.office_id, new.since);
begin
  if serves <= new.since then
    raise exception 'does not serve in the office of this region' using errcode = 'check_violation', constraint = 'territory_served';
  end if;
  new.until := least(new.until, serves);
  return new;
end $$;

ALTER FUNCTION app.covers_while_serving() OWNER TO concord_owner;

CREATE FUNCTION app.digits(telephone text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select regexp_replace(regexp_replace(telephone, '[^0-9]', '', 'g'), '^1(?=[0-9]{10})', '')
$$;

ALTER FUNCTION app.digits(telephone text) OWNER TO concord_owner;

CREATE FUNCTION app.directory_follows() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare ids uuid[];
begin
  if tg_table_name = 'appointment' then
    ids := array(select id from changed);
  elsif tg_table_name = 'person' then
    ids := array(select a.id from appointment a join changed n on n.id = a.person_id join was w on w.id = n.id where w.name <> n.name);
  else
    ids := array(select a.id from appointment a join changed n on n.id = a.organization_id join was w on w.id = n.id where w.state is distinct from n.state);
  end if;
  if cardinality(ids) > 0 then
    perform app.lists(ids);
  end if;
  return null;
end $$;

ALTER FUNCTION app.directory_follows() OWNER TO concord_owner;

CREATE FUNCTION app.draft_files_are_few() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform from draft d where d.id = new.draft_id for no key update;
  if (select count(*) from draft_file f where f.draft_id = new.draft_id) > 10 then
    raise exception 'ten files' using errcode = 'check_violation', constraint = 'draft_files_few';
  end if;
  return null;
end $$;

ALTER FUNCTION app.draft_files_are_few() OWNER TO concord_owner;

CREATE FUNCTION app.drafts_are_few() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform pg_advisory_xact_lock(hashtextextended('drafts ' || new.author_id, 0));
  if (select count(*) from draft d where d.author_id = new.author_id) > 100 then
    raise exception 'a hundred drafts' using errcode = 'check_violation', constraint = 'drafts_few';
  end if;
  return null;
end $$;

ALTER FUNCTION app.drafts_are_few() OWNER TO concord_owner;

CREATE FUNCTION app.drop_work(of_job bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare t trouble := app.troubled(of_job);
begin
  perform from jobs.river_job where id = t.id and state in ('available', 'running', 'scheduled') for update;
  if found then
    raise exception 'under way' using errcode = 'check_violation', constraint = 'trouble_gone';
  end if;
  update trouble set dropped = app.now() where id = t.id;
  delete from jobs.river_job where id = t.id;
  if t.kind = 'intake' then
    update intake set approved = case t.step when 'intake-apply' then null else approved end, recalled = case t.step when 'intake-undo' then null else recalled end,
           dropped = case t.step when 'intake-compare' then app.now() end
     where id = t.object_id;
  elsif t.kind = 'lookalikes' then
    update lookalike_search set done = app.now() where id = t.object_id and done is null;
  end if;
end $$;

ALTER FUNCTION app.drop_work(of_job bigint) OWNER TO concord_owner;

CREATE FUNCTION app.email_left_behind(person uuid) RETURNS TABLE(name text, email text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select p.name, c.was from signin.email_change c join person p on p.id = c.person_id
   where c.person_id = email_left_behind.person and c.confirmed is not null order by c.confirmed desc limit 1
$$;

ALTER FUNCTION app.email_left_behind(person uuid) OWNER TO concord_definer;

CREATE FUNCTION app.email_letter(person uuid) RETURNS TABLE(name text, email text, token text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select p.name, c.email, c.token from signin.email_change c join person p on p.id = c.person_id
   where c.person_id = email_letter.person and c.confirmed is null and c.withdrawn is null and c.token is not null and c.asked > app.now() - interval '1 day'
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
$$;

ALTER FUNCTION app.email_letter(person uuid) OWNER TO concord_definer;

CREATE FUNCTION app.email_letter_left(person uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  update signin.email_change set token = null where person_id = email_letter_left.person and token is not null
$$;

ALTER FUNCTION app.email_letter_left(person uuid) OWNER TO concord_definer;

CREATE FUNCTION app.email_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, object_id) values (case when new.confirmed is null then 'email-asked' else 'email-changed' end, new.person_id);
  return null;
end $$;

ALTER FUNCTION app.email_notice() OWNER TO concord_owner;

CREATE FUNCTION app.end_unrenewed(most integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.end_unrenewed(most integer) OWNER TO concord_owner;

CREATE FUNCTION app.ended_offices() RETURNS TABLE(office text, organization text, council text, slug text, until timestamp with time zone, because text, by_name text, ask text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.ended_offices() OWNER TO concord_owner;

CREATE FUNCTION app.engagement_done() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if new.state <> 'done' then
    new.done_name := '';
  elsif tg_op = 'INSERT' or old.state <> 'done' then
    new.done_name := (select p.name from person p where p.id = new.keeper_id);
  end if;
  return new;
end $$;

ALTER FUNCTION app.engagement_done() OWNER TO concord_owner;

CREATE FUNCTION app.engagement_written() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare me uuid := (select person_id from app.who);
begin
  if new.person_id is not null then
    new.with_whom := (select p.name from person p where p.id = new.person_id);
  end if;
  if tg_op = 'INSERT' then
    new.author_id := coalesce(me, new.author_id);
    new.keeper_id := coalesce(new.keeper_id, new.author_id);
    new.author_name := app.named(new.author_id);
    new.changed_name := new.author_name;
    new.number := 1;
    return new;
  elsif me is null or new.organization_id <> old.organization_id then
    return new; -- the portal itself, or its organization was on record twice
  elsif new.number <> old.number + 1 then
    raise exception 'somebody was faster' using errcode = 'check_violation', constraint = 'engagement_changed';
  end if;
  insert into engagement_version (engagement_id, number, name, at, was)
  values (old.id, old.number, old.changed_name, old.changed, to_jsonb(old) - array['id', 'office_id', 'organization_id', 'author_id', 'author_name', 'number', 'changed_name', 'changed']);
  new.changed_name := app.named(me);
  new.changed := app.now();
  return new;
end $$;

ALTER FUNCTION app.engagement_written() OWNER TO concord_owner;

CREATE FUNCTION app.enrolls() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  update person set enrolled = app.now() where id = new.person_id;
  return null;
end $$;

ALTER FUNCTION app.enrolls() OWNER TO concord_owner;

CREATE FUNCTION app.enter_communities(ids uuid[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  insert into nesting (inner_id, outer_id, until)
  select i.id, o.id, p.until
    from (select distinct s.council_id as inner_council, c.id as outer_council, c.until
            from council_sector s
            join council_sector os using (sector)
            join council c on c.id = os.council_id
            join council_kind_term t on t.council_id = c.id and t.kind = 'community'
            join council_kind_term m on m.council_id = s.council_id
            join council_kind k on k.slug = m.kind and k.base_circle = 'council' and k.has_seats and k.enters_community
           where s.council_id = any (ids) or c.id = any (ids)) p
    join circle i on i.council_id = p.inner_council and i.kind in ('seated', 'council')
    join circle o on o.council_id = p.outer_council and o.kind = 'community'
  on conflict (inner_id, outer_id) do update set until = excluded.until where nesting.until <> excluded.until
$$;

ALTER FUNCTION app.enter_communities(ids uuid[]) OWNER TO concord_owner;

CREATE FUNCTION app.enter_council(of_admission uuid, person uuid, rules timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare trouble text := app.join_trouble(of_admission);
begin
  if trouble is not null then
    raise exception 'the invitation does not count any more' using errcode = 'check_violation', constraint = 'join_' || trouble;
  end if;
  update signin.invitation i set used = app.now()
   where i.admission_id = of_admission and i.used is null and i.cancelled is null and i.expires > app.now();
  if not found then
    raise exception 'the invitation is used' using errcode = 'check_violation', constraint = 'join_over';
  end if;
  insert into rules_accepted (person_id, since) select person, rules
   where rules = (select since from rules_of_behavior where since <= app.now() order by since desc limit 1) on conflict do nothing;
  if not exists (select from rules_accepted r where r.person_id = person
                    and r.since = (select since from rules_of_behavior where since <= app.now() order by since desc limit 1)) then
    raise exception 'the rules are not accepted' using errcode = 'check_violation', constraint = 'join_rules';
  end if;
  insert into admission_step (admission_id, council_id, kind, by_id) select a.id, a.council_id, 'accepted', person from admission a where a.id = of_admission;
end $$;

ALTER FUNCTION app.enter_council(of_admission uuid, person uuid, rules timestamp with time zone) OWNER TO concord_definer;

CREATE FUNCTION app.expire_admissions() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  insert into admission_step (admission_id, council_id, kind)
  select a.id, a.council_id, 'expired' from admission a
   where a.closed is null and (select s.kind = 'invited' and s.at + interval '7 days' <= app.now() from admission_step s where s.admission_id = a.id order by s.id desc limit 1)
$$;

ALTER FUNCTION app.expire_admissions() OWNER TO concord_definer;

CREATE FUNCTION app.exported(what text, council uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.exported(what text, council uuid) OWNER TO concord_definer;

CREATE FUNCTION app.faces_its_own(one uuid, other uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select exists (select from council_kind_term a join council_kind_term b on b.council_id = other and b.until > app.now() and b.kind = case a.kind when 'scc' then 'gcc' when 'gcc' then 'scc' end
                   join council_sector s on s.council_id = one join council_sector o on o.council_id = other and o.sector = s.sector
                  where a.council_id = one and a.until > app.now())
$$;

ALTER FUNCTION app.faces_its_own(one uuid, other uuid) OWNER TO concord_owner;

CREATE FUNCTION app.fact_judged() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if new is not distinct from old then
    return new;
  elsif not exists (select from app.who) then
    if new.value <> old.value and old.value <> '' and new.verdict <> '' then
      new.verdict := '';
      new.judged_by := null;
      new.judged_at := null;
      new.judged_with := null;
    end if;
  elsif new.judged_with is not null then
    new.was_verdict := old.verdict;
    new.was_judged_by := old.judged_by;
    new.was_judged_at := old.judged_at;
    new.judged_at := app.now();
  elsif old.judged_with is null or old.judged_at <= app.now() - app.fact_undo_within() then
    raise exception 'too late to take it back' using errcode = 'check_violation', constraint = 'fact_undone_late';
  else
    new.verdict := old.was_verdict;
    new.judged_by := old.was_judged_by;
    new.judged_at := old.was_judged_at;
  end if;
  return new;
end $$;

ALTER FUNCTION app.fact_judged() OWNER TO concord_owner;

CREATE FUNCTION app.fact_undo_within() RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$select interval '24 hours'$$;

ALTER FUNCTION app.fact_undo_within() OWNER TO concord_owner;

CREATE FUNCTION app.factor_count() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  whose uuid := case when tg_op = 'DELETE' then old.person_id else new.person_id end;
  have int;
begin
  perform from signin.account where person_id = whose for update;
  if not found then
    return null; -- the account itself goes
  end if;
  have := (select count(*) from signin.factor where person_id = whose);
  if have not between 1 and 10 then
    raise exception '% factors', have using errcode = 'check_violation', constraint = case have when 0 then 'factor_last' else 'factor_many' end;
  end if;
  return null;
end $$;

ALTER FUNCTION app.factor_count() OWNER TO concord_owner;

CREATE FUNCTION app.factor_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, object_id)
  select distinct case tg_op when 'INSERT' then 'factor-added' else 'factor-removed' end, c.person_id
    from changed c join signin.account a on a.person_id = c.person_id where a.enrolled <> app.now();
  return null;
end $$;

ALTER FUNCTION app.factor_notice() OWNER TO concord_owner;

CREATE FUNCTION app.falls_to_office() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.office_id := app.office_of(new.state);
  return new;
end $$;

ALTER FUNCTION app.falls_to_office() OWNER TO concord_owner;

CREATE FUNCTION app.file_searchable() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if tg_op = 'INSERT' then
    update search_part set vector = vector || to_tsvector('english', app.words(new.name)) where item_id = new.item_id;
  else
    update search_part set vector = app.search_vector(new.item_id), rules = 1 where item_id = new.item_id;
  end if;
  return null;
end $$;

ALTER FUNCTION app.file_searchable() OWNER TO concord_owner;

CREATE FUNCTION app.files_are_few() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform from item i where i.id = new.item_id for no key update;
  if (select count(*) from attachment a where a.item_id = new.item_id and a.dropped is null) > 10 then
    raise exception 'ten files' using errcode = 'check_violation', constraint = 'draft_files_few';
  end if;
  return null;
end $$;

ALTER FUNCTION app.files_are_few() OWNER TO concord_owner;

CREATE FUNCTION app.find_lookalikes() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
begin
  perform pg_advisory_xact_lock(hashtextextended('lookalike', 32));
  delete from lookalike;
  insert into lookalike (kind, one_id, other_id, likeness)
  with part as materialized (
    select o.id, o.state, o.invented, o.name_key as key, w.rest, w.figures, left(w.word, 1) as initial
      from organization o cross join lateral app.words_but_one(o.name_key) w where o.until is null)
  select 'organization', a.id, b.id, similarity(a.key, b.key)
    from part a join part b on b.state = a.state and b.rest = a.rest and b.figures = a.figures and b.initial = a.initial and b.invented = a.invented and b.id > a.id where similarity(a.key, b.key) > 0.65
  union
  select 'organization', least(a.id, b.id), greatest(a.id, b.id), similarity(a.key, b.name_key)
    from part a join organization b on b.state = a.state and b.name_key = a.rest and b.invented = a.invented and b.until is null where similarity(a.key, b.name_key) > 0.65
  union
  select 'organization', least(a.id, b.id), greatest(a.id, b.id), 1
    from organization a join organization b on b.name_key = a.name_key and b.id <> a.id and b.invented = a.invented and b.until is null where a.state is null and a.until is null
   order by 4 desc, 2, 3 limit 1000;
  insert into lookalike (kind, one_id, other_id, office_id, likeness)
  with living as materialized (select id, organization_id, office_id, name_key as key, lower(address || ', ' || city || ', ' || state) as at, address <> '' as placed from facility where until is null),
  part as materialized (select l.*, w.rest, w.figures, left(w.word, 1) as initial from living l cross join lateral app.words_but_one(l.key) w)
  select 'facility', a.id, b.id, a.office_id, similarity(a.key, b.key)
    from part a join part b on b.organization_id = a.organization_id and b.office_id = a.office_id and b.rest = a.rest and b.figures = a.figures and b.initial = a.initial and b.id > a.id where similarity(a.key, b.key) > 0.65
  union
  select 'facility', least(a.id, b.id), greatest(a.id, b.id), a.office_id, similarity(a.key, b.key)
    from part a join living b on b.organization_id = a.organization_id and b.office_id = a.office_id and b.key = a.rest where similarity(a.key, b.key) > 0.65
  union
  select 'facility', a.id, b.id, a.office_id, similarity(a.key, b.key)
    from living a join living b on b.organization_id = a.organization_id and b.office_id = a.office_id and b.at = a.at and b.id > a.id where a.placed
   order by 5 desc, 2, 3 limit 1000;
  insert into lookalike (kind, one_id, other_id, likeness)
  with part as materialized (
    select p.id, p.organization_id, k.key, w.rest, w.figures, left(w.word, 1) as initial, length(w.word) as letters
      from person p
     cross join lateral (select btrim(regexp_replace(lower(p.name), '[^[:alnum:]]+', ' ', 'g')) as key) k cross join lateral app.words_but_one(k.key) w
     where p.expires is null or p.expires > app.now())
  select 'person', a.id, b.id, max(similarity(a.key, b.key))
    from part a join part b on b.organization_id = a.organization_id and b.rest = a.rest and b.figures = a.figures and b.initial = a.initial and b.id > a.id
   where similarity(a.key, b.key) > 0.65 or a.rest <> '' and least(a.letters, b.letters) = 1 -- D. Ruiz
   group by a.id, b.id
   order by 4 desc, 2, 3 limit 1000;
  update lookalike_search set done = app.now() where done is null;
end $$;

ALTER FUNCTION app.find_lookalikes() OWNER TO concord_owner;

CREATE FUNCTION app.finding_added() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.author_id := coalesce((select person_id from app.who), new.author_id);
  new.author_name := app.named(new.author_id);
  return new;
end $$;

ALTER FUNCTION app.finding_added() OWNER TO concord_owner;

CREATE FUNCTION app.folded(typed text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
  select btrim(regexp_replace(replace(replace(replace(replace(translate(
           lower(regexp_replace(normalize(typed, NFKD), '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]', '', 'g')),
           U&'-\2010\2011\2012\2013\2014\2015\2212\00F8\0111\0142\00F0\0127\0131\014B\0167''"`\2018\2019\201A\201B\201C\201D\201E\201F\2032\2033\00AB\00BB\02B9\02BB\02BC\02BD\02BE\02BF\00B4\0060',
           '        odldhint'),
           U&'\00DF', 'ss'), U&'\00E6', 'ae'), U&'\0153', 'oe'), U&'\00FE', 'th'), '[[:space:]\u0085\u2028\u2029]+', ' ', 'g')) $$;

ALTER FUNCTION app.folded(typed text) OWNER TO concord_owner;

CREATE FUNCTION app.following(of_kind text) RETURNS TABLE(what text, held_by text, also text, narrowed text)
    LANGUAGE sql IMMUTABLE
    AS $$
  select f.what, f.held_by, f.also, f.narrowed
    from (values (1, 'organization', 'facility', 'organization_id', '', ''), (2, 'organization', 'person', 'organization_id', '', ''),
                 (3, 'organization', 'engagement', 'organization_id', '', ''), (4, 'organization', 'partner_request', 'organization_id', '', ''),
                 (5, 'organization', 'incident_call', 'organization_id', '', ''), (6, 'organization', 'inspection', 'organization_id', '', ''),
                 (7, 'organization', 'contact', 'organization_id', '', ' and ended is null'), (8, 'organization', 'profile_confirmation', 'organization_id', '', ''),
                 (9, 'organization', 'organization', 'parent_id', '', ''), (10, 'organization', 'agreement', 'organization_id', '', ''), (11, 'organization', 'agreement', 'with_id', '', ''),
                 (1, 'facility', 'engagement', 'facility_id', ', number = number + 1', ''), (2, 'facility', 'partner_request', 'facility_id', '', ''),
                 (3, 'facility', 'incident_call', 'facility_id', '', ''), (4, 'facility', 'profile_confirmation', 'facility_id', '', ''),
                 (1, 'person', 'engagement', 'person_id', ', number = number + 1', '')) f (n, kind, what, held_by, also, narrowed)
   where f.kind = of_kind order by f.n
$$;

ALTER FUNCTION app.following(of_kind text) OWNER TO concord_owner;

CREATE FUNCTION app.give_back_room() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare less bigint;
begin
  perform from file_room for no key update;
  with old as (select array_agg(distinct blob) as blobs from file_share where at < app.now() - interval '25 hours'),
       gone as (delete from file_share s using old where s.at < app.now() - interval '25 hours' and s.blob in (select app.unnamed(old.blobs)) returning s.bytes)
  select coalesce(sum(bytes), 0) into less from gone;
  update file_room set used = used - less where less > 0;
end $$;

ALTER FUNCTION app.give_back_room() OWNER TO concord_owner;

CREATE FUNCTION app.given_letter(of_request uuid, to_person uuid) RETURNS TABLE(by_name text, owner_name text, begins boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select (select p.name from person p where p.id = r.given_by), r.owner_name, r.owner_id = to_person
    from partner_request r join app.told_of_given(of_request) t on t.person_id = to_person where r.id = of_request
$$;

ALTER FUNCTION app.given_letter(of_request uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.glass_asked() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.glass_asked() OWNER TO concord_owner;

CREATE FUNCTION app.glass_decided() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.glass_decided() OWNER TO concord_owner;

CREATE FUNCTION app.glass_ended() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if new.ended_by is null then
    new.ended_by := (select person_id from app.who);
    new.ended := app.now();
  end if;
  new.ended_name := coalesce(app.named(new.ended_by), '');
  return new;
end $$;

ALTER FUNCTION app.glass_ended() OWNER TO concord_owner;

CREATE FUNCTION app.glass_folds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  delete from held where break_glass_id = new.break_glass_id;
  insert into held (person_id, capability, circle_id, council_id, since, until, break_glass_id)
  select person_id, capability, circle_id, council_id, since, until, break_glass_id from app.held_derived where break_glass_id = new.break_glass_id;
  if tg_table_name = 'break_glass_decision' and (to_jsonb(new) ->> 'approved')::boolean then
    insert into outbox (topic, object_id) values ('break-glass', new.break_glass_id);
  end if;
  return null;
end $$;

ALTER FUNCTION app.glass_folds() OWNER TO concord_owner;

CREATE FUNCTION app.glass_is_asked() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if exists (select from app.who) then -- else the portal itself: the demonstration
    insert into outbox (topic, object_id) values ('glass-asked', new.id);
  end if;
  return null;
end $$;

ALTER FUNCTION app.glass_is_asked() OWNER TO concord_owner;

CREATE FUNCTION app.glass_office_ends() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into break_glass_end (break_glass_id)
  select b.id from break_glass b join break_glass_decision d on d.break_glass_id = b.id
   where b.asked_by in (select person_id from changed) and d.until > app.now() and not exists (select from break_glass_end e where e.break_glass_id = b.id)
     and not exists (select from held h where h.person_id = b.asked_by and h.capability = 'glass.break' and h.since <= app.now() and h.until > app.now());
  return null;
end $$;

ALTER FUNCTION app.glass_office_ends() OWNER TO concord_owner;

CREATE FUNCTION app.glass_refused() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into break_glass_end (break_glass_id)
  select b.id from break_glass b join break_glass_decision d on d.break_glass_id = b.id
   where b.council_id = new.council_id and d.until > app.now() and not exists (select from break_glass_end e where e.break_glass_id = b.id);
  return null;
end $$;

ALTER FUNCTION app.glass_refused() OWNER TO concord_owner;

CREATE FUNCTION app.grown_for(of_growth uuid, of_person uuid) RETURNS TABLE(owner_id uuid, item_id uuid, circle_id uuid, council_id uuid, office text, appointment_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return query
  with grown as materialized (
    select distinct a.item_id, w.circle_id, w.council_id, w.office, w.appointment_id
      from circle_way w join audience a on a.circle_id = w.circle_id and a.item_id = a.root_id and a.posted < w.noticed
     where w.growth_id = of_growth and w.gone > app.now()
       and (w.appointment_id is not null or not exists (
             select from audience b join circle_way o on o.circle_id = b.circle_id and o.council_id = w.council_id and o.office = w.office and o.appointment_id is null
              where b.item_id = a.item_id and o.noticed <= b.posted and o.gone > b.posted))
       and not exists (select from audience b where b.item_id = a.item_id and b.circle_kind = 'public')
  ), owned as materialized (
    select i.id, i.source_council_id,
           case when exists (select from held h join appointment t on t.id = h.appointment_id
                              where h.person_id = i.author_id and t.council_id = i.source_council_id and h.since <= app.now() and h.until > app.now()) then i.author_id end as author_id
      from item i where i.id = any (array(select g.item_id from grown g)) and i.withdrawn is null
  ), owner as (
    select o.id, o.author_id as person_id from owned o where o.author_id is not null
    union
    select o.id, h.person_id from owned o join held h on h.council_id = o.source_council_id and h.capability = 'item.withdraw' and h.since <= app.now() and h.until > app.now()
     where o.author_id is null
  )
  select o.person_id, g.item_id, g.circle_id, g.council_id, g.office, g.appointment_id
    from grown g join owner o on o.id = g.item_id
   where of_person is null or o.person_id = of_person;
end $$;

ALTER FUNCTION app.grown_for(of_growth uuid, of_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.growth_items(of_growth uuid) RETURNS TABLE(item_id uuid, held boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return query
  select distinct g.item_id, r.held from app.grown_for(of_growth, coalesce((select w.person_id from app.who w), of_growth)) g
    left join reach_answer r on r.growth_id = of_growth and r.item_id = g.item_id;
end $$;

ALTER FUNCTION app.growth_items(of_growth uuid) OWNER TO concord_owner;

CREATE FUNCTION app.growth_left() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, object_id) select 'growth-left', n.growth_id from reach_notice n where n.person_id = new.person_id and n.answered is null;
  return null;
end $$;

ALTER FUNCTION app.growth_left() OWNER TO concord_owner;

CREATE FUNCTION app.growth_letter(of_growth uuid, to_person uuid) RETURNS TABLE(name text, email text, items integer, cause text, by_name text, at timestamp with time zone, councils text[], offices text[], people text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select p.name, m.email, n.items, g.cause, g.name, g.at, w.councils, w.offices, w.people
    from reach_notice n join reach_growth g on g.id = n.growth_id
    join person p on p.id = n.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
    join signin.account m on m.person_id = p.id
   cross join lateral (
         select array_agg(distinct c.short_name order by c.short_name) as councils, array_agg(distinct f.name order by f.name) as offices,
                coalesce(array_agg(distinct q.name order by q.name) filter (where q.name is not null), '{}') as people
           from app.grown_for(of_growth, to_person) x join council c on c.id = x.council_id join office f on f.slug = x.office
           left join appointment t on t.id = x.appointment_id left join person q on q.id = t.person_id) w
   where n.growth_id = of_growth and n.person_id = to_person and n.answered is null and w.councils is not null
$$;

ALTER FUNCTION app.growth_letter(of_growth uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.growth_seen(of_growth uuid) RETURNS TABLE(id uuid, cause text, by_name text, at timestamp with time zone, answered timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return query select g.id, g.cause, g.name, g.at, n.answered
    from reach_notice n join reach_growth g on g.id = n.growth_id where n.growth_id = of_growth and n.person_id = (select w.person_id from app.who w);
end $$;

ALTER FUNCTION app.growth_seen(of_growth uuid) OWNER TO concord_owner;

CREATE FUNCTION app.growth_ways(of_growth uuid) RETURNS TABLE(council text, slug text, office text, person text, people integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return query
  select c.short_name, c.slug, f.name, q.name, count(distinct h.person_id)::int
    from (select distinct g.circle_id, g.council_id, g.office, g.appointment_id from app.grown_for(of_growth, coalesce((select w.person_id from app.who w), of_growth)) g) x
    join council c on c.id = x.council_id join office f on f.slug = x.office
    left join appointment t on t.id = x.appointment_id left join person q on q.id = t.person_id
    left join appointment s on s.council_id = x.council_id and s.office = x.office and (x.appointment_id is null or s.id = x.appointment_id)
    left join held h on h.appointment_id = s.id and h.circle_id = x.circle_id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
   group by c.short_name, c.slug, f.name, f.rank, q.name order by c.short_name, f.rank, q.name;
end $$;

ALTER FUNCTION app.growth_ways(of_growth uuid) OWNER TO concord_owner;

CREATE FUNCTION app.growths_left() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, object_id)
  select distinct 'growth-left', n.growth_id from reach_notice n join appointment a on a.person_id = n.person_id and a.until > n.at and a.until <= app.now() where n.answered is null;
end $$;

ALTER FUNCTION app.growths_left() OWNER TO concord_owner;

CREATE FUNCTION app.hand_over_appoints() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into appointment (id, person_id, council_id, office, organization_id, invented, since)
  select new.id, new.person_id, new.council_id, new.office, new.organization_id, p.invented, app.now() from person p where p.id = new.person_id;
  return null;
end $$;

ALTER FUNCTION app.hand_over_appoints() OWNER TO concord_owner;

CREATE FUNCTION app.hand_over_fits(of_council uuid, of_person uuid, of_office text, proposer uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if of_person = proposer then
    raise exception 'nobody appoints himself' using errcode = 'check_violation', constraint = 'appointment_self';
  elsif of_office not in ('chair', 'vice-chair', 'secretary') then
    raise exception 'no officer' using errcode = 'check_violation', constraint = 'hand_over_office';
  elsif not exists (select from council_kind_term t join council_kind k on k.slug = t.kind and k.roster_by <> 'staff' join office_may m on m.kind = t.kind and m.office = of_office
                     where t.council_id = of_council and t.until > app.now()) then
    raise exception 'this kind of council has no such office' using errcode = 'check_violation', constraint = 'office_of_kind';
  elsif exists (select from appointment a where a.person_id = of_person and a.council_id = of_council and a.office = of_office and (a.until is null or a.until > app.now())) then
    raise exception 'the person holds this office' using errcode = 'unique_violation', constraint = 'appointed_once';
  elsif (select c.industry_only from council c where c.id = of_council)
     and (select o.government from person p join organization o on o.id = p.organization_id where p.id = of_person) then
    raise exception 'government bodies do not sit in an industry council' using errcode = 'check_violation', constraint = 'industry_only';
  end if;
end $$;

ALTER FUNCTION app.hand_over_fits(of_council uuid, of_person uuid, of_office text, proposer uuid) OWNER TO concord_owner;

CREATE FUNCTION app.hand_over_is_told() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if exists (select from app.who) then -- else the portal itself
    insert into outbox (topic, object_id) values ('territory', new.id);
  end if;
  return null;
end $$;

ALTER FUNCTION app.hand_over_is_told() OWNER TO concord_owner;

CREATE FUNCTION app.hand_over_letter(of_hand_over uuid, to_person uuid) RETURNS TABLE(office text, region integer, by_name text, from_name text, to_name text, places text[], visits integer, requests integer, begins boolean, undone boolean, until timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select c.short_name, c.region, case when h.undone is null then h.by_name else h.undone_name end, (select p.name from person p where p.id = h.from_id), (select p.name from person p where p.id = h.to_id), h.places,
         cardinality(h.engagements), cardinality(h.requests), h.to_id = to_person, h.undone is not null, h.at + app.hand_over_undo_within()
    from territory_hand_over h join council c on c.id = h.office_id
   where h.id = of_hand_over and to_person in (h.from_id, h.to_id)
$$;

ALTER FUNCTION app.hand_over_letter(of_hand_over uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.hand_over_opens() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  circles uuid[];
  growth uuid;
begin
  if session_user in ('concord_app', 'concord_worker') then
    circles := array(select d.circle_id from app.way d
                      where d.council_id = new.council_id and d.office = new.office
                        and not exists (select from held h where h.person_id = new.person_id and h.circle_id = d.circle_id and h.capability = 'item.read'
                                           and h.since < app.now() and h.until > app.now() and h.appointment_id is distinct from new.id));
    if exists (select from audience a where a.circle_id = any (circles) and a.item_id = a.root_id) then
      growth := app.begin_growth('hand-over');
    end if;
    insert into circle_way (circle_id, council_id, office, appointment_id, noticed, growth_id)
    select c, new.council_id, new.office, new.id, app.now(), growth from unnest(circles) c;
  end if;
  return null;
end $$;

ALTER FUNCTION app.hand_over_opens() OWNER TO concord_owner;

CREATE FUNCTION app.hand_over_turns() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare me uuid := (select person_id from app.who);
begin
  if me is null or new is not distinct from old then
    return new; -- the portal itself, or nothing changes
  elsif new.undone is not null and old.undone is null then
    if not old.office_id = any (array(select council_id from app.holding where capability = 'territory.edit')) then
      raise exception 'not theirs to take back' using errcode = 'insufficient_privilege';
    elsif old.at <= app.now() - app.hand_over_undo_within() then
      raise exception 'too late to take it back' using errcode = 'check_violation', constraint = 'hand_over_undone_late';
    end if;
    new.undone := app.now();
    new.undone_by := me;
    new.undone_name := app.named(me);
    new.from_seen := case when old.from_id = me then app.now() end;
    new.to_seen := case when old.to_id = me then app.now() end;
  elsif new.undone is distinct from old.undone then
    raise exception 'it was taken back' using errcode = 'check_violation', constraint = 'hand_over_undone';
  else
    new.from_seen := case when old.from_id = me then coalesce(old.from_seen, app.now()) else old.from_seen end;
    new.to_seen := case when old.to_id = me then coalesce(old.to_seen, app.now()) else old.to_seen end;
  end if;
  return new;
end $$;

ALTER FUNCTION app.hand_over_turns() OWNER TO concord_owner;

CREATE FUNCTION app.hand_over_undo_within() RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$select interval '7 days'$$;

ALTER FUNCTION app.hand_over_undo_within() OWNER TO concord_owner;

CREATE FUNCTION app.harvest_letter(of_stop uuid, to_person uuid) RETURNS TABLE(name text, email text, own boolean, person text, organization text, opened integer, at timestamp with time zone, until timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select w.name, m.email, w.id = p.id, p.name, o.name,
         (select count(*)::int from reveal r where r.by_id = p.id and r.at > t.at - interval '1 day' and r.at <= t.alarmed), t.at, t.until
    from reveal_stop t join person p on p.id = t.person_id join organization o on o.id = p.organization_id
    join person w on w.id = to_person and (w.suspended is null or w.suspended > app.now()) and (w.expires is null or w.expires > app.now())
    join signin.account m on m.person_id = w.id
   where t.id = of_stop and t.alarmed is not null and w.id in (select x.person_id from app.told_of_harvest(of_stop) x)
$$;

ALTER FUNCTION app.harvest_letter(of_stop uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.held_back() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if not exists (select from reach_held) then
    return '{}';
  end if;
  return array(select i.id from app.held_from(array(select w.person_id from app.who w), null) f join item i on i.root_id = f.item_id);
end $$;

ALTER FUNCTION app.held_back() OWNER TO concord_owner;

CREATE FUNCTION app.held_from(of_people uuid[], of_root uuid) RETURNS TABLE(person_id uuid, item_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return query
    with mine as materialized (
      select h.person_id, h.circle_id, h.appointment_id, t.council_id, t.office
        from held h left join appointment t on t.id = h.appointment_id
       where h.person_id = any (of_people) and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
    ), held_items as materialized (
      select distinct m.person_id, r.item_id from (select distinct m.person_id, m.circle_id from mine m) m
        join reach_held r on r.circle_id = m.circle_id and (of_root is null or r.item_id = of_root)
    ), confirmed as materialized (
      select x.person_id, x.item_id
        from held_items x join audience a on a.item_id = x.item_id left join mine m on m.person_id = x.person_id and m.circle_id = a.circle_id
       where a.circle_kind = 'public'
          or m.circle_id is not null and (a.circle_kind = 'person' or m.appointment_id is null
             or not exists (select from circle_way w where w.appointment_id = m.appointment_id and w.circle_id = a.circle_id and w.noticed > a.posted
                               and not exists (select from reach_answer r where r.growth_id = w.growth_id and r.item_id = x.item_id and not r.held))
                and (not exists (select from circle_way w where w.circle_id = a.circle_id and w.council_id = m.council_id and w.office = m.office and w.appointment_id is null)
                  or exists (select from circle_way w where w.circle_id = a.circle_id and w.council_id = m.council_id and w.office = m.office and w.appointment_id is null
                                and (w.noticed <= a.posted and w.gone > a.posted
                                  or exists (select from reach_answer r where r.growth_id = w.growth_id and r.item_id = x.item_id and not r.held)))))
    )
    select x.person_id, x.item_id from held_items x except select c.person_id, c.item_id from confirmed c;
end $$;

ALTER FUNCTION app.held_from(of_people uuid[], of_root uuid) OWNER TO concord_owner;

CREATE FUNCTION app.identity_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, object_id)
  select distinct case tg_op when 'INSERT' then 'identity-linked' else 'identity-removed' end, c.person_id from changed c join signin.account a on a.person_id = c.person_id;
  return null;
end $$;

ALTER FUNCTION app.identity_notice() OWNER TO concord_owner;

CREATE FUNCTION app.incident_called() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.by_id := coalesce((select person_id from app.who), new.by_id);
  new.by_name := app.named(new.by_id);
  if not exists (select from app.who) then
    return new; -- the portal itself
  elsif not exists (select from incident_office o join app.holding h on h.council_id = o.office_id and h.capability = 'incident.work' where o.incident_id = new.incident_id) then
    raise exception 'not their incident' using errcode = 'insufficient_privilege';
  elsif exists (select from incident i where i.id = new.incident_id and i.until <= app.now()) then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'incident_over';
  elsif not exists (select from app.incident_place p where p.incident_id = new.incident_id and p.organization_id = new.organization_id
                                                        and p.facility_id is not distinct from new.facility_id) then
    raise exception 'not on the list' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

ALTER FUNCTION app.incident_called() OWNER TO concord_owner;

CREATE FUNCTION app.incident_changes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.incident_changes() OWNER TO concord_owner;

CREATE FUNCTION app.incident_is_told() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if exists (select from app.who) then -- else the portal itself: an import, or the demonstration
    insert into outbox (topic, object_id) values ('incident', new.incident_id);
  end if;
  return null;
end $$;

ALTER FUNCTION app.incident_is_told() OWNER TO concord_owner;

CREATE FUNCTION app.incident_letter(of_incident uuid, to_person uuid) RETURNS TABLE(office text, covers boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.incident_letter(of_incident uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.incident_reaches() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if tg_table_name = 'incident' then
    insert into incident_office (incident_id, office_id)
    select new.id, new.office_id
    union select new.id, t.council_id from council_kind_term t where t.kind = 'watch' and t.since <= app.now() and t.until > app.now()
    on conflict do nothing;
  else
    insert into incident_office (incident_id, office_id) select new.incident_id, app.office_of(c.state) from county c where c.fips = new.county on conflict do nothing;
  end if;
  return null;
end $$;

ALTER FUNCTION app.incident_reaches() OWNER TO concord_owner;

CREATE FUNCTION app.incident_reopens() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if tg_when = 'BEFORE' then
    new.reopened := app.now();
    new.reopened_by := (select person_id from app.who);
    return new;
  end if;
  if new.reopened_by is not null then -- else the portal itself
    insert into outbox (topic, object_id) values ('incident-reopened', new.id);
  end if;
  return null;
end $$;

ALTER FUNCTION app.incident_reopens() OWNER TO concord_owner;

CREATE FUNCTION app.incident_reopens_within() RETURNS interval
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$select interval '7 days'$$;

ALTER FUNCTION app.incident_reopens_within() OWNER TO concord_owner;

CREATE FUNCTION app.industry_only() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if (select c.industry_only from council c where c.id = new.council_id)
     and ((select o.government from organization o where o.id = new.organization_id)
       -- Nor does somebody who works for government under another's name.
       or tg_table_name = 'appointment' and (select o.government from person p join organization o on o.id = p.organization_id
                                              where p.id = (to_jsonb(new)->>'person_id')::uuid)) then
    raise exception 'government bodies do not sit in an industry council'
      using errcode = 'check_violation', constraint = 'industry_only';
  end if;
  return new;
end $$;

ALTER FUNCTION app.industry_only() OWNER TO concord_owner;

CREATE FUNCTION app.industry_stays() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare organizations uuid[]; people uuid[];
begin
  if tg_table_name = 'organization' then
    organizations := array[new.id];
    people := array(select p.id from person p where p.organization_id = new.id);
  else
    people := array[new.id];
  end if;
  if (select o.government from organization o where o.id = (case tg_table_name when 'organization' then to_jsonb(new)->>'id' else to_jsonb(new)->>'organization_id' end)::uuid)
     and exists (select from council c join appointment a on a.council_id = c.id
                  where c.industry_only and (a.organization_id = any (organizations) or a.person_id = any (people)) and (a.until is null or a.until > app.now())
                 union all
                 select from council c join seat s on s.council_id = c.id
                  where c.industry_only and s.organization_id = any (organizations) and (s.until is null or s.until > app.now())) then
    raise exception 'who sits in an industry council does not become government there'
      using errcode = 'check_violation', constraint = tg_table_name || '_stays_industry';
  end if;
  return null;
end $$;

ALTER FUNCTION app.industry_stays() OWNER TO concord_owner;

CREATE FUNCTION app.inspection_is_told() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, object_id) values ('inspection', new.id), ('inspection-contact', new.id);
  return null;
end $$;

ALTER FUNCTION app.inspection_is_told() OWNER TO concord_owner;

CREATE FUNCTION app.inspection_letter(of_inspection uuid) RETURNS TABLE(program text, organization text, slug text, facility text, begins timestamp with time zone, author text, contact_name text, contact_email text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select p.name, o.name, o.slug, i.facility, i.begins, i.author_name, i.contact_name, i.contact_email
    from inspection i join regulatory_program p on p.slug = i.program join organization o on o.id = i.organization_id
   where i.id = of_inspection and i.begins > app.now()
$$;

ALTER FUNCTION app.inspection_letter(of_inspection uuid) OWNER TO concord_owner;

CREATE FUNCTION app.inspection_notified() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.notified := case when new.exigent_because = '' and new.begins > app.now() and exists (select from app.who) then app.now() end;
  if new.notified is not null and new.contact_email = '' then
    raise exception 'nobody to tell' using errcode = 'check_violation', constraint = 'inspection_contact';
  end if;
  return new;
end $$;

ALTER FUNCTION app.inspection_notified() OWNER TO concord_owner;

CREATE FUNCTION app.inspection_recorded() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.author_id := coalesce((select person_id from app.who), new.author_id);
  new.author_name := app.named(new.author_id);
  if not exists (select from regulatory_program p where p.slug = new.program and p.since <= least(new.begins, app.now())::date and (p.until is null or p.until > greatest(new.begins, app.now())::date)) then
    raise exception 'no such program is in force' using errcode = 'check_violation', constraint = 'inspection_program';
  end if;
  return new;
end $$;

ALTER FUNCTION app.inspection_recorded() OWNER TO concord_owner;

CREATE FUNCTION app.intake_allowed(of_intake uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select exists (select from intake i join app.who w on w.person_id = i.by_id
                  where i.id = of_intake and exists (select from app.holding h where h.capability = case i.kind when 'organizations' then 'organization.edit' when 'people' then 'person.add' else 'facility.edit' end
                                                        and (i.office_id is null or h.council_id = i.office_id)))
$$;

ALTER FUNCTION app.intake_allowed(of_intake uuid) OWNER TO concord_owner;

CREATE FUNCTION app.intake_brings_lookalikes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform app.look_for_lookalikes();
  return null;
end $$;

ALTER FUNCTION app.intake_brings_lookalikes() OWNER TO concord_owner;

CREATE FUNCTION app.intake_cells(of_intake uuid, first integer, last integer) RETURNS TABLE(number integer, cells text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select r.number, r.cells from intake_row r where app.intake_allowed(of_intake) and r.intake_id = of_intake and r.number between first and last and r.cells is not null and r.wrong = ''
$$;

ALTER FUNCTION app.intake_cells(of_intake uuid, first integer, last integer) OWNER TO concord_owner;

CREATE FUNCTION app.intake_done(of_intake uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  update intake set compared = coalesce(compared, app.now()), applied = case when approved is not null then coalesce(applied, app.now()) end,
    undone = case when recalled is not null then coalesce(undone, app.now()) end where id = of_intake
$$;

ALTER FUNCTION app.intake_done(of_intake uuid) OWNER TO concord_owner;

CREATE FUNCTION app.intake_given(of_intake uuid, rows jsonb) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  update intake_row r set given = x.given, wrong = x.wrong, address = x.address
    from jsonb_to_recordset(rows) x (number int, given jsonb, wrong text, address text)
   where app.intake_allowed(of_intake) and r.intake_id = of_intake and r.number = x.number
$$;

ALTER FUNCTION app.intake_given(of_intake uuid, rows jsonb) OWNER TO concord_owner;

CREATE FUNCTION app.intake_progress(of_intake uuid, done integer) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  insert into intake_progress (intake_id, done) values (of_intake, done) on conflict (intake_id) do update set done = excluded.done
$$;

ALTER FUNCTION app.intake_progress(of_intake uuid, done integer) OWNER TO concord_owner;

CREATE FUNCTION app.intake_rows(work text, of_intake uuid, first integer, last integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $_$
declare
  said text;
  rule text;
  field text;
  middle int := (first + last) / 2;
begin
  if work not in ('compare_organizations', 'compare_facilities', 'compare_people', 'apply_intake', 'undo_intake') then
    raise exception 'no such work: %', work;
  elsif not app.intake_allowed(of_intake) then
    raise exception 'not theirs any more' using errcode = 'insufficient_privilege';
  end if;
  begin
    execute format('select app.%I($1, $2, $3)', work) using of_intake, first, last;
    set constraints all immediate;
    return;
  exception when data_exception or integrity_constraint_violation or raise_exception or insufficient_privilege or program_limit_exceeded then
    get stacked diagnostics said = message_text, rule = constraint_name, field = column_name;
  end;
  if first < last then
    perform app.intake_rows(work, of_intake, first, middle);
    perform app.intake_rows(work, of_intake, middle + 1, last);
  elsif work = 'undo_intake' then
    update intake set left_alone = left_alone + 1 where id = of_intake;
  else
    update intake_row set verdict = 'refuse', target_id = null, was = null, because = 'The portal does not take this row: '
           || case when rule <> '' then 'it breaks the rule "' || rule || '".' when field <> '' then 'something is wrong with its ' || field || '.' else left(said, 200) || '.' end
     where intake_id = of_intake and number = first;
  end if;
end $_$;

ALTER FUNCTION app.intake_rows(work text, of_intake uuid, first integer, last integer) OWNER TO concord_owner;

CREATE FUNCTION app.intake_rows_are_few() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform pg_advisory_xact_lock(hashtextextended('intake rows', 0));
  insert into intake_room select intake_id, count(*) from arrived group by intake_id on conflict (intake_id) do update set rows = intake_room.rows + excluded.rows;
  if (select sum(m.rows) from intake_room m join intake i on i.id = m.intake_id
       where i.by_id = any (select x.by_id from intake x join arrived a on a.intake_id = x.id) and i.removed is null and i.applied is null) > 300000 then
    raise exception 'rows of one' using errcode = 'check_violation', constraint = 'intake_rows_person';
  elsif (select sum(m.rows) from intake_room m join intake i on i.id = m.intake_id where i.removed is null and i.applied is null) > 3000000 then
    raise exception 'rows of all' using errcode = 'check_violation', constraint = 'intake_rows_all';
  end if;
  return null;
end $$;

ALTER FUNCTION app.intake_rows_are_few() OWNER TO concord_owner;

CREATE FUNCTION app.intake_steps() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  -- Work that failed and was dropped is taken back by app.drop_work; whoever reads the file takes each step once and none back.
  if (old.approved is not null and new.approved is null or old.recalled is not null and new.recalled is null)
       and not exists (select from trouble t where t.object_id = new.id and t.dropped = app.now())
     or new.rows is distinct from old.rows and old.rows is not null or new.approved is distinct from old.approved and old.approved is not null and new.approved is not null
     or new.recalled is distinct from old.recalled and old.recalled is not null and new.recalled is not null then
    raise exception 'that step was taken' using errcode = 'check_violation', constraint = 'intake_step';
  end if;
  if new.removed is distinct from old.removed then
    if old.approved is not null and old.undone is null then
      raise exception 'in use' using errcode = 'check_violation', constraint = 'intake_in_use';
    end if;
    new.removed := app.now();
    delete from intake_row where intake_id = new.id;
    delete from intake_progress where intake_id = new.id;
    delete from intake_room where intake_id = new.id;
  elsif new.rows is distinct from old.rows then
    insert into outbox (topic, object_id) values ('intake-compare', new.id);
  elsif new.approved is distinct from old.approved and new.approved is not null then
    new.approved := app.now();
    delete from intake_progress where intake_id = new.id;
    insert into outbox (topic, object_id) values ('intake-apply', new.id);
  elsif new.recalled is distinct from old.recalled and new.recalled is not null then
    new.recalled := app.now();
    delete from intake_progress where intake_id = new.id;
    insert into outbox (topic, object_id) values ('intake-undo', new.id);
  end if;
  return new;
end $$;

ALTER FUNCTION app.intake_steps() OWNER TO concord_owner;

CREATE FUNCTION app.intakes_are_few() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform pg_advisory_xact_lock(hashtextextended('intakes ' || new.by_id, 0));
  if (select count(*) from intake i where i.by_id = new.by_id and i.removed is null and i.applied is null) > 50 then
    raise exception 'fifty files' using errcode = 'check_violation', constraint = 'intakes_few';
  end if;
  return null;
end $$;

ALTER FUNCTION app.intakes_are_few() OWNER TO concord_owner;

CREATE FUNCTION app.invitation_fits(of_person uuid, new_email text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if exists (select from signin.account a where a.person_id = of_person) then
    raise exception 'enrolled' using errcode = 'check_violation', constraint = 'invitation_enrolled';
  elsif exists (select from signin.account a where lower(a.email) = lower(new_email))
     or exists (select from signin.invitation i where lower(i.email) = lower(new_email) and i.person_id <> of_person and i.used is null and i.cancelled is null and i.expires > app.now()) then
    raise exception 'address in use' using errcode = 'unique_violation', constraint = 'account_email';
  end if;
end $$;

ALTER FUNCTION app.invitation_fits(of_person uuid, new_email text) OWNER TO concord_owner;

CREATE FUNCTION app.invite(id uuid, person uuid, email text, hash bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare staff uuid := app.staff_with('person.add');
begin
  perform app.invitation_fits(invite.person, invite.email);
  if app.serves(invite.person)
     and not exists (select from proposal p where p.act = 'invitation' and p.person_id = invite.person and lower(p.email) = lower(invite.email) and p.done > app.now() - interval '7 days') then
    raise exception 'two choose the address' using errcode = 'check_violation', constraint = 'invitation_two';
  end if;
  update signin.invitation i set cancelled = app.now() where i.person_id = invite.person and i.used is null and i.cancelled is null;
  insert into signin.invitation (id, hash, person_id, email, kind, made_by)
  values (invite.id, invite.hash, invite.person, invite.email, 'enroll', staff);
end $$;

ALTER FUNCTION app.invite(id uuid, person uuid, email text, hash bytea) OWNER TO concord_definer;

CREATE FUNCTION app.invite_applicant(of_admission uuid, id uuid, hash bytea, token text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  me uuid := app.writer();
  c admission;
begin
  select * into c from admission a where a.id = of_admission and a.council_id = any (array(select council_id from app.validating));
  if not found then
    raise exception 'does not validate there' using errcode = 'insufficient_privilege';
  end if;
  insert into admission_step (admission_id, council_id, kind, by_id) values (c.id, c.council_id, 'invited', me);
  update signin.invitation i set cancelled = app.now() where i.admission_id = c.id and i.used is null and i.cancelled is null;
  insert into signin.invitation (id, hash, email, kind, made_by, admission_id)
  values (invite_applicant.id, invite_applicant.hash,
          coalesce((select a.email from signin.account a where a.person_id = c.person_id), c.email), 'join', me, c.id);
  insert into signin.letter (invitation_id, token)
  select invite_applicant.id, invite_applicant.token
   where c.person_id is null and not exists (select from signin.account a where lower(a.email) = lower(c.email));
  insert into outbox (topic, object_id) values ('join', invite_applicant.id);
end $$;

ALTER FUNCTION app.invite_applicant(of_admission uuid, id uuid, hash bytea, token text) OWNER TO concord_definer;

CREATE FUNCTION app.is_alarm(gaining integer) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select gaining > (select readers from widening_limit where since <= app.now() order by since desc limit 1)
$$;

ALTER FUNCTION app.is_alarm(gaining integer) OWNER TO concord_owner;

CREATE FUNCTION app.is_anothers_draft(id uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return exists (select from draft d where d.id = is_anothers_draft.id and d.author_id is distinct from (select person_id from app.who));
end $$;

ALTER FUNCTION app.is_anothers_draft(id uuid) OWNER TO concord_owner;

CREATE FUNCTION app.join_council(link bytea, person uuid, rules timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare c admission;
begin
  select a.* into c from signin.invitation i join admission a on a.id = i.admission_id where i.hash = link;
  insert into person (id, name, organization_id, invented)
  select join_council.person, c.name, o.id, o.invented from organization o where o.id = c.organization_id;
  perform app.enter_council(c.id, join_council.person, rules);
end $$;

ALTER FUNCTION app.join_council(link bytea, person uuid, rules timestamp with time zone) OWNER TO concord_definer;

CREATE FUNCTION app.join_letter(of_invitation uuid) RETURNS TABLE(name text, email text, token text, expires timestamp with time zone, admission_id uuid, office text, council text, organization text, sponsor text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select a.name, i.email, coalesce(l.token, ''), i.expires, a.id, f.name, k.name, o.name, coalesce(p.name, '')
    from signin.invitation i join admission a on a.id = i.admission_id join office f on f.slug = a.office join council k on k.id = a.council_id
    join organization o on o.id = a.organization_id join app.admission_state st on st.admission_id = a.id left join person p on p.id = st.sponsor_id
    left join signin.letter l on l.invitation_id = i.id
   where i.id = of_invitation and i.used is null and i.cancelled is null and i.expires > app.now() and app.join_trouble(a.id) is null
$$;

ALTER FUNCTION app.join_letter(of_invitation uuid) OWNER TO concord_definer;

CREATE FUNCTION app.join_trouble(of_admission uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select case
    when st.state <> 'invited' then 'over'
    when not app.still(st.by_id, a.council_id, 'admission.validate') or not app.still(st.sponsor_id, a.council_id, 'admission.sponsor') then 'inviter'
    when a.seat_id is not null and not exists (select from seat s where s.id = a.seat_id and s.since <= app.now() and (s.until is null or s.until > app.now())) then 'seat'
    when a.office = 'representative' and exists (
         select from appointment t where t.seat_id = a.seat_id and t.office = 'representative' and t.since <= app.now() and (t.until is null or t.until > app.now())) then 'taken'
    end
    from admission a join app.admission_state st on st.admission_id = a.id where a.id = of_admission
$$;

ALTER FUNCTION app.join_trouble(of_admission uuid) OWNER TO concord_definer;

CREATE FUNCTION app.keep_profile(of_organization uuid, new_abbr text, new_state text, new_website text, new_sectors text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if current_setting('app.mode', true) is distinct from 'write' or of_organization <> all (array(select organization_id from app.administering)) then
    raise exception 'not theirs to keep' using errcode = 'insufficient_privilege';
  end if;
  update organization o set abbr = new_abbr, state = nullif(new_state, ''), website = new_website, county = case when o.state = nullif(new_state, '') then o.county end
   where o.id = of_organization;
  delete from organization_sector where organization_id = of_organization and sector <> all (new_sectors);
  insert into organization_sector (organization_id, sector) select of_organization, unnest(new_sectors) on conflict do nothing;
end $$;

ALTER FUNCTION app.keep_profile(of_organization uuid, new_abbr text, new_state text, new_website text, new_sectors text[]) OWNER TO concord_owner;

CREATE FUNCTION app.keeper_hands_over() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if new.asked_by <> new.outgoing_id and not exists (
       select from app.holding h where h.council_id = new.council_id and h.capability in ('roster.edit', 'roster.committee', 'roster.election')) then
    raise exception 'staff choose nobody' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

ALTER FUNCTION app.keeper_hands_over() OWNER TO concord_owner;

CREATE FUNCTION app.keeper_serves() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if not exists (select from held h where h.person_id = new.keeper_id and h.council_id = new.office_id and h.capability = 'engagement.write' and h.since <= app.now() and h.until > app.now()) then
    raise exception 'does not work there' using errcode = 'check_violation', constraint = 'engagement_keeper';
  end if;
  return null;
end $$;

ALTER FUNCTION app.keeper_serves() OWNER TO concord_owner;

CREATE FUNCTION app.keepers(of_council uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select distinct h.person_id
    from held h join person p on p.id = h.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
    left join app.roster_kept r on r.council_id = of_council
   where h.since <= app.now() and h.until > app.now()
     and (h.council_id = of_council and h.capability = case when r.council_id is null then 'roster.edit' else r.capability end
       or h.capability = 'council.record' and (r.council_id is not null and r.capability is null or exists (
            select from council_kind_term t join council_kind k on k.slug = t.kind
             where t.council_id = of_council and k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now())))
$$;

ALTER FUNCTION app.keepers(of_council uuid) OWNER TO concord_owner;

CREATE FUNCTION app.keeps_telephone(of_person uuid, called text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (select from person p where p.id = of_person and p.enrolled is not null)
      or exists (select from contact c where c.person_id = of_person and c.kind <> 'email' and c.ended is null and app.digits(c.value) = app.digits(called))
$$;

ALTER FUNCTION app.keeps_telephone(of_person uuid, called text) OWNER TO concord_owner;

CREATE FUNCTION app.kept_from(of_root uuid) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return array(
    select f.person_id
      from app.held_from(array(select h.person_id from reach_held r join held h on h.circle_id = r.circle_id and h.capability = 'item.read'
                                where r.item_id = of_root), of_root) f
      join person p on p.id = f.person_id
     where (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now()));
end $$;

ALTER FUNCTION app.kept_from(of_root uuid) OWNER TO concord_owner;

CREATE FUNCTION app.kind_change(of_kind text) RETURNS TABLE(person_id uuid, circle_id uuid, council_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select distinct a.person_id, o.id, o.council_id
    from council_kind_term k
    join council c on c.id = k.council_id and c.since <= app.now() and c.until > app.now()
    join appointment a on a.council_id = c.id and a.since <= app.now() and (a.until is null or a.until > app.now())
    join office_may m on m.kind = of_kind and m.office = a.office and m.capability = 'item.read' and m.reach = 'council' and m.since <= app.now() and m.until > app.now()
    join person p on p.id = a.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
    left join seat s on s.id = a.seat_id
    join council_sector cs on cs.council_id = c.id join council_sector os on os.sector = cs.sector
    join circle o on o.council_id = os.council_id and o.kind = 'community' and o.council_id <> c.id
    join council oc on oc.id = o.council_id and oc.since <= app.now() and oc.until > app.now()
   where k.kind = of_kind and k.since <= app.now() and k.until > app.now() and (s.until is null or s.until > app.now())
     and not exists (select from held h left join appointment x on x.id = h.appointment_id
                      where h.person_id = a.person_id and h.capability = 'item.read' and h.circle_id = o.id and h.since <= app.now() and h.until > app.now()
                        and not exists (select from council_kind_term t where t.council_id = x.council_id and t.kind = of_kind and t.since <= app.now() and t.until > app.now()))
$$;

ALTER FUNCTION app.kind_change(of_kind text) OWNER TO concord_owner;

CREATE FUNCTION app.kind_effect(of_kind text) RETURNS TABLE(council text, slug text, circle text, people integer, everybody integer, circles integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  with gained as materialized (
    select g.person_id, g.council_id from app.kind_change(of_kind) g where (select true from app.holding where capability = 'proposal.decide' limit 1)
  )
  select k.short_name, k.slug, 'community', count(*)::int, (select count(distinct person_id)::int from gained), (count(*) over ())::int
    from gained g join council k on k.id = g.council_id
   group by k.id, k.short_name, k.slug order by count(*) desc, k.short_name limit 20
$$;

ALTER FUNCTION app.kind_effect(of_kind text) OWNER TO concord_owner;

CREATE FUNCTION app.kind_enters_by_two() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if current_user = 'concord_app' and new.enters_community and not old.enters_community then
    raise exception 'a second person confirms' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

ALTER FUNCTION app.kind_enters_by_two() OWNER TO concord_owner;

CREATE FUNCTION app.kind_fits() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform from council where id = new.council_id for no key update; -- of two who change it at once the second is told
  if exists (select from council_kind_term t where t.council_id = new.council_id and t.since <> new.since
                and tstzrange(t.since, t.until) && tstzrange(new.since, new.until)) then
    raise exception 'a council is of one kind at a time' using errcode = 'unique_violation', constraint = 'one_kind_at_a_time';
  end if;
  if exists (select from council_kind k join council_kind n on n.slug = new.kind
              where (k.slug in (select kind from council_kind_term where council_id = new.council_id) or tg_op = 'UPDATE' and k.slug = old.kind)
                and (k.public_face, k.has_seats, k.base_circle, k.roster_by) <> (n.public_face, n.has_seats, n.base_circle, n.roster_by)) then
    raise exception 'a council that seats its own members keeps doing so' using errcode = 'check_violation', constraint = 'kind_built_alike';
  end if;
  return null;
end $$;

ALTER FUNCTION app.kind_fits() OWNER TO concord_owner;

CREATE FUNCTION app.kind_is_industry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  body uuid := case tg_op when 'DELETE' then old.council_id else new.council_id end;
  industry boolean;
begin
  if tg_op = 'INSERT' and (select count(*) = 1 from council_kind_term where council_id = body) then
    return null;
  end if;
  select bool_or(k.side = 'industry' or k.slug in ('subcouncil', 'working_group') and coalesce(p.industry_only, false)) into industry
    from council_kind_term t join council_kind k on k.slug = t.kind join council c on c.id = t.council_id left join council p on p.id = c.parent_id
   where t.council_id = body and t.until > app.now();
  if industry and exists (
       select from seat s join organization o on o.id = s.organization_id
        where s.council_id = body and o.government and (s.until is null or s.until > app.now())
       union all
       select from appointment a join person p on p.id = a.person_id join organization o on o.id in (a.organization_id, p.organization_id)
        where a.council_id = body and o.government and (a.until is null or a.until > app.now())) then
    raise exception 'government sits in the council' using errcode = 'check_violation', constraint = 'kind_seats_government';
  end if;
  update council c set industry_only = industry
   where c.id = body and c.industry_only <> industry
     and (industry or not exists (select from seat where council_id = body) and not exists (select from appointment where council_id = body));
  return null;
end $$;

ALTER FUNCTION app.kind_is_industry() OWNER TO concord_owner;

CREATE FUNCTION app.kind_is_model(of_kind text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select coalesce((select k.roster_by = 'council' and k.base_circle = 'council' and k.has_seats and k.public_face from council_kind k where k.slug = of_kind), false)
$$;

ALTER FUNCTION app.kind_is_model(of_kind text) OWNER TO concord_owner;

CREATE FUNCTION app.lead_is_ahead() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if session_user = 'concord_app' and new.since <> old.since and (old.since <= app.now()::date or new.since <= app.now()::date) then
    raise exception 'what has begun is not moved' using errcode = 'check_violation', constraint = 'lead_begun';
  end if;
  return new;
end $$;

ALTER FUNCTION app.lead_is_ahead() OWNER TO concord_owner;

CREATE FUNCTION app.leaves_county() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if new.county is not distinct from old.county then
    new.county := null; new.city := '';
  end if;
  return new;
end $$;

ALTER FUNCTION app.leaves_county() OWNER TO concord_owner;

CREATE FUNCTION app.letter(of_invitation uuid) RETURNS TABLE(name text, email text, token text, expires timestamp with time zone, made_by text, kind text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select p.name, i.email, l.token, i.expires, coalesce(s.name, ''), i.kind
    from signin.letter l join signin.invitation i on i.id = l.invitation_id join person p on p.id = i.person_id
    left join person s on s.id = i.made_by
   where l.invitation_id = of_invitation and i.used is null and i.cancelled is null and i.expires > app.now()
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
$$;

ALTER FUNCTION app.letter(of_invitation uuid) OWNER TO concord_definer;

CREATE FUNCTION app.letter_left(of_invitation uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  delete from signin.letter where invitation_id = of_invitation
$$;

ALTER FUNCTION app.letter_left(of_invitation uuid) OWNER TO concord_definer;

CREATE FUNCTION app.line(typed text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
  select case when typed ~ '^[!-~]([ -~]*[!-~])?$' and typed !~ '  ' then typed else btrim(regexp_replace(regexp_replace(regexp_replace(
           normalize(typed, NFC),
           '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]', '', 'g'),
           '[\u200c\u200d](?![\u0590-\u1fff\u2190-\u2bff\ua800-\uabff\U0001f000-\U0001faff])|(?<![\u0590-\u1fff\u2190-\u2bff\ua800-\uabff\U0001f000-\U0001faff])[\u200c\u200d]', '', 'g'),
           '[\u0001- \u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g')) end $_$;

ALTER FUNCTION app.line(typed text) OWNER TO concord_owner;

CREATE FUNCTION app.lists(ids uuid[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  delete from directory_entry where appointment_id = any (ids);
  insert into directory_entry (appointment_id, person_id, name, council_id, office, organization_id, state, since, until)
  select a.id, a.person_id, p.name, a.council_id, a.office, a.organization_id, o.state, a.since, coalesce(a.until, 'infinity')
    from appointment a join person p on p.id = a.person_id join organization o on o.id = a.organization_id
   where a.id = any (ids) and (a.until is null or a.until > app.now())
$$;

ALTER FUNCTION app.lists(ids uuid[]) OWNER TO concord_owner;

CREATE FUNCTION app.log_is_copied() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  update proposal set taken = app.now()
   where id = (select p.id from proposal p where p.act = 'export' and p.proposed_by = new.person_id and p.confirmed > app.now() - interval '1 day' and p.taken is null
                order by p.confirmed limit 1 for update);
  if not found then
    raise exception 'a second person confirms a copy of the log' using errcode = 'check_violation', constraint = 'log_unconfirmed';
  end if;
  return new;
end $$;

ALTER FUNCTION app.log_is_copied() OWNER TO concord_owner;

CREATE FUNCTION app.look_for_lookalikes() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  insert into lookalike_search default values
$$;

ALTER FUNCTION app.look_for_lookalikes() OWNER TO concord_owner;

CREATE FUNCTION app.lookalikes_asked() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, object_id) values ('lookalikes', new.id);
  return null;
end $$;

ALTER FUNCTION app.lookalikes_asked() OWNER TO concord_owner;

CREATE FUNCTION app.mail_again(of_mail bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform app.staff_with('person.add');
  update jobs.river_job set state = 'available', finalized_at = null, scheduled_at = now(), max_attempts = greatest(max_attempts, attempt + 3)
   where id = of_mail and kind = 'mail' and state in ('retryable', 'cancelled', 'discarded');
  if not found then
    raise exception 'nothing waits' using errcode = 'check_violation', constraint = 'mail_again_gone';
  end if;
end $$;

ALTER FUNCTION app.mail_again(of_mail bigint) OWNER TO concord_definer;

CREATE FUNCTION app.mail_link(of_invitation uuid, token text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare staff uuid := app.staff_with('person.add');
begin
  delete from signin.letter l using signin.invitation i
   where i.id = l.invitation_id and (i.used is not null or i.cancelled is not null or i.expires <= app.now());
  insert into signin.letter (invitation_id, token)
  select i.id, mail_link.token from signin.invitation i where i.id = of_invitation and i.made_by = staff and i.kind = 'enroll';
  insert into outbox (topic, object_id) values ('invitation', of_invitation);
end $$;

ALTER FUNCTION app.mail_link(of_invitation uuid, token text) OWNER TO concord_definer;

CREATE FUNCTION app.mail_reset(of_invitation uuid, token text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare staff uuid := app.staff_with('factor.reset');
begin
  insert into signin.letter (invitation_id, token)
  select i.id, mail_reset.token from signin.invitation i where i.id = of_invitation and i.made_by = staff and i.kind in ('factor', 'account') and i.council_id is null;
  insert into outbox (topic, object_id) values ('invitation', of_invitation);
end $$;

ALTER FUNCTION app.mail_reset(of_invitation uuid, token text) OWNER TO concord_definer;

CREATE FUNCTION app.mail_to(of_item uuid, after uuid, most integer) RETURNS TABLE(person_id uuid, council_id uuid, wanted boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  with said as materialized (
    select i.id, i.kind, i.root_id, i.source_council_id, i.author_id from item i where i.id = of_item and i.withdrawn is null
  ), readers as (
    select r.person_id from said s join audience a on a.item_id = s.id cross join lateral (
      select distinct h.person_id from held h
       where h.circle_id = a.circle_id and h.capability = 'item.read' and h.person_id > after and h.since <= app.now() and h.until > app.now()
       order by h.person_id limit most) r
     where s.kind = 'update'
    union
    select t.person_id
      from said s cross join lateral (
           select w.author_id as person_id from item w where w.root_id = s.root_id and w.author_id > after
           union
           select f.person_id from thread_follow f where f.item_id = s.root_id and not f.muted and f.person_id > after
           except
           select f.person_id from thread_follow f where f.item_id = s.root_id and f.muted) t
     where s.kind = 'reply'
       and (select true from audience a join held h on h.circle_id = a.circle_id and h.capability = 'item.read' and h.person_id = t.person_id
             where a.item_id = s.id and h.since <= app.now() and h.until > app.now() limit 1)
  )
  select r.person_id, s.source_council_id,
         r.person_id <> s.author_id and c.person_id is not null
         and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
         and (coalesce(f.updates, 'each') = 'each'
           or f.updates = 'asked' and (s.kind = 'reply' or (select true from audience a where a.item_id = s.id and a.answer_by is not null limit 1) is true))
    from (select n.person_id from readers n order by n.person_id limit most) r cross join said s
    join person p on p.id = r.person_id
    left join signin.account c on c.person_id = r.person_id
    left join mail_preference f on f.person_id = r.person_id
   order by r.person_id
$$;

ALTER FUNCTION app.mail_to(of_item uuid, after uuid, most integer) OWNER TO concord_definer;

CREATE FUNCTION app.make_searchable() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if tg_argv[0] = 'replies' and (select kind = 'update' from item where id = new.item_id) then
    return null;
  end if;
  insert into search_part (item_id, portion, posted, vector)
  select id, 1, posted, app.search_vector(id) from item where id = new.item_id and withdrawn is null
  on conflict (item_id, portion) do update set vector = excluded.vector, rules = excluded.rules;
  return null;
end $$;

ALTER FUNCTION app.make_searchable() OWNER TO concord_owner;

CREATE FUNCTION app.may_merge(of_kind text, one uuid, other uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select one <> other and case of_kind
    when 'organization' then exists (select from app.holding where capability = 'organization.edit') and (select count(*) = 2 from organization o where o.id in (one, other))
    when 'person' then exists (select from app.holding where capability = 'person.add') and (select count(*) = 2 from person p where p.id in (one, other))
    when 'facility' then (select count(*) = 2 from facility f where f.id in (one, other) and f.office_id in (select council_id from app.holding where capability = 'facility.edit'))
    else false end
$$;

ALTER FUNCTION app.may_merge(of_kind text, one uuid, other uuid) OWNER TO concord_owner;

CREATE FUNCTION app.members_post_folds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform app.refold(array(select a.id from appointment a where a.council_id = new.council_id));
  return null;
end $$;

ALTER FUNCTION app.members_post_folds() OWNER TO concord_owner;

CREATE FUNCTION app.merge(merger_id uuid, of_kind text, kept uuid, gone uuid, take text[], reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $_$
declare
  me uuid := (select person_id from app.who);
  follow record;
  ids jsonb;
  moved jsonb := '{}';
  k jsonb;
  g jsonb;
begin
  if current_setting('app.mode', true) is distinct from 'write' or me is null or not app.may_merge(of_kind, kept, gone) then
    raise exception 'not theirs to merge' using errcode = 'insufficient_privilege';
  end if;
  execute format('select 1 from %I where id in ($1, $2) order by id for update', of_kind) using kept, gone;
  execute format('select to_jsonb(x) from %I x where id = $1', of_kind) into k using kept;
  execute format('select to_jsonb(x) from %I x where id = $1', of_kind) into g using gone;
  if coalesce(k ->> 'until', g ->> 'until') is not null or coalesce((k ->> 'expires')::timestamptz <= app.now(), false) or coalesce((g ->> 'expires')::timestamptz <= app.now(), false)
     or exists (select from merger m where m.gone_id in (kept, gone) and m.undone is null) then
    raise exception 'one of the two is over' using errcode = 'check_violation', constraint = 'merger_over';
  elsif exists (select from app.binding(of_kind, gone)) then
    raise exception 'something hangs on it' using errcode = 'check_violation', constraint = 'merger_bound';
  elsif k -> 'invented' is distinct from g -> 'invented' or k -> 'regulator' is distinct from g -> 'regulator' or k -> 'government' is distinct from g -> 'government'
     or of_kind = 'facility' and k -> 'organization_id' is distinct from g -> 'organization_id' then
    raise exception 'not of one sort' using errcode = 'check_violation', constraint = 'merger_sort';
  elsif not take <@ array(select c.field from app.choices(of_kind) c) then
    raise exception 'not theirs to choose' using errcode = 'check_violation', constraint = 'merger_choice';
  end if;
  for follow in select * from app.following(of_kind) loop
    execute format('with changed as (update %1$I set %2$I = $1%3$s where %2$I = $2%4$s and id <> $1 returning id) select coalesce(jsonb_agg(id), ''[]'') from changed', follow.what, follow.held_by, follow.also, follow.narrowed)
       into ids using kept, gone;
    moved := moved || jsonb_build_object(follow.what || '.' || follow.held_by, ids);
  end loop;
  perform app.take(of_kind, kept, take, g);
  if of_kind = 'organization' then
    with added as (insert into organization_sector (organization_id, sector) select kept, sector from organization_sector where organization_id = gone on conflict do nothing returning sector)
    select coalesce(jsonb_agg(sector), '[]') from added into ids;
    moved := moved || jsonb_build_object('organization_sector', ids);
    update organization set until = app.now()::date where id = gone;
  elsif of_kind = 'facility' then
    update facility set until = app.now() where id = gone;
  else
    update person set expires = app.now() where id = gone;
  end if;
  insert into merger (id, kind, kept_id, gone_id, office_id, because, by_id, taken, was, followed)
  values (merger_id, of_kind, kept, gone, case of_kind when 'facility' then (k ->> 'office_id')::uuid end, reason, me, take, jsonb_build_object('kept', k, 'gone', g), moved);
end $_$;

ALTER FUNCTION app.merge(merger_id uuid, of_kind text, kept uuid, gone uuid, take text[], reason text) OWNER TO concord_owner;

CREATE FUNCTION app.moves_another() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if session_user = 'concord_app' and exists (select from app.who w
       where case tg_table_name when 'person' then w.person_id = new.id else w.organization_id = new.id end) then
    raise exception 'another one does' using errcode = 'check_violation', constraint = tg_table_name || '_own';
  end if;
  return new;
end $$;

ALTER FUNCTION app.moves_another() OWNER TO concord_owner;

CREATE FUNCTION app.name_key(name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
  select btrim(regexp_replace(regexp_replace(regexp_replace(replace(app.folded(name), '&', ' and '), '[^[:alnum:]]+', ' ', 'g'),
                              '(^the | (incorporated|inc|llc|ltd|limited|company|co|corporation|corp|plc|the)(?= |$))+', ' ', 'g'), ' +', ' ', 'g'))
$_$;

ALTER FUNCTION app.name_key(name text) OWNER TO concord_owner;

CREATE FUNCTION app.named(person uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$ select p.name || ', ' || o.name from person p join organization o on o.id = p.organization_id where p.id = person $$;

ALTER FUNCTION app.named(person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.nest(inner_council uuid, outer_council uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  insert into nesting (inner_id, outer_id, until)
  select i.id, o.id, k.until
    from circle i join circle o on o.council_id = outer_council join council k on k.id = outer_council
   where i.council_id = inner_council and i.kind in ('seated', 'council')
     and (o.kind in ('council', 'community') or o.kind = 'seated' and i.kind = 'seated')
  on conflict (inner_id, outer_id) do update set until = excluded.until where nesting.until <> excluded.until
$$;

ALTER FUNCTION app.nest(inner_council uuid, outer_council uuid) OWNER TO concord_owner;

CREATE FUNCTION app.note_trouble() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  about uuid;
  whose uuid;
  named text := '';
begin
  if tg_op = 'DELETE' then
    delete from trouble where id = old.id and dropped is null;
    return null;
  elsif new.state = 'completed' then
    delete from trouble where id = new.id;
    return null;
  end if;
  about := coalesce(new.args ->> 'intake', new.args ->> 'item', new.args ->> 'search', new.args ->> 'object')::uuid;
  case new.kind
    when 'intake' then select i.by_id, i.file into whose, named from intake i where i.id = about;
    when 'lookalikes' then select s.by_id into whose from lookalike_search s where s.id = about;
    when 'fan' then select i.author_id into whose from item i where i.id = about;
    else whose := null;
  end case;
  insert into trouble (id, kind, step, object_id, owner_id, subject, attempt, because, at, again)
  values (new.id, new.kind, coalesce(new.args ->> 'step', new.args ->> 'about', ''), about, whose, coalesce(named, ''), new.attempt,
          left(replace(coalesce(new.errors[cardinality(new.errors)] ->> 'error', ''), 'JobCancelError: ', ''), 500), now(), case when new.state = 'retryable' then new.scheduled_at end)
  on conflict (id) do update set attempt = excluded.attempt, because = excluded.because, at = excluded.at, again = excluded.again;
  if new.state <> 'retryable' then -- given up: whose work it is hears of it
    insert into outbox (topic, object_id)
    select 'work-failed', whose where whose is not null
    union
    select 'work-failed', h.person_id from held h where whose is null and h.capability = 'council.record' and h.since <= app.now() and h.until > app.now();
  end if;
  return null;
end $$;

ALTER FUNCTION app.note_trouble() OWNER TO concord_owner;

CREATE FUNCTION app.note_ways(councils uuid[], of_cause text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  watched boolean := session_user in ('concord_app', 'concord_worker');
  growth uuid;
begin
  with derived as materialized (select * from app.way d where d.council_id = any (councils)), went as (
    update circle_way w set gone = app.now()
     where w.council_id = any (councils) and w.appointment_id is null and w.gone > app.now()
       and not exists (select from derived d where (d.circle_id, d.council_id, d.office) = (w.circle_id, w.council_id, w.office))
    returning w.growth_id)
  update reach_notice n set answered = app.now()
   where n.answered is null and n.growth_id = any (array(select growth_id from went)) and not exists (
         select from circle_way w where w.growth_id = n.growth_id and w.gone > app.now()
            and (w.council_id <> all (councils) or exists (select from derived d where (d.circle_id, d.council_id, d.office) = (w.circle_id, w.council_id, w.office))));
  if watched and exists (
       select from app.way d
        where d.council_id = any (councils) and (select true from audience a where a.circle_id = d.circle_id and a.item_id = a.root_id limit 1)
          and not exists (select from circle_way w where (w.circle_id, w.council_id, w.office) = (d.circle_id, d.council_id, d.office) and w.appointment_id is null and w.gone > app.now())) then
    growth := app.begin_growth(of_cause);
  end if;
  insert into circle_way (circle_id, council_id, office, noticed, growth_id)
  select d.circle_id, d.council_id, d.office, case when watched then greatest(d.since, app.now()) else '-infinity' end, growth
    from app.way d
   where d.council_id = any (councils)
     and not exists (select from circle_way w where (w.circle_id, w.council_id, w.office) = (d.circle_id, d.council_id, d.office) and w.appointment_id is null and w.gone > app.now())
  on conflict (circle_id, council_id, office, noticed) where appointment_id is null do update set gone = 'infinity';
end $$;

ALTER FUNCTION app.note_ways(councils uuid[], of_cause text) OWNER TO concord_owner;

CREATE FUNCTION app.now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$select now()$$;

ALTER FUNCTION app.now() OWNER TO concord_owner;

CREATE FUNCTION app.number_scheme(of_intake uuid) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select coalesce((select nullif(left(app.folded(x.head), 200), '') from intake i cross join lateral unnest(i.head, i.reads) x (head, reads) where i.id = of_intake and x.reads = 'number' limit 1), 'number')
$$;

ALTER FUNCTION app.number_scheme(of_intake uuid) OWNER TO concord_owner;

CREATE FUNCTION app.numbered(of_object text, of_scheme text, called text) RETURNS SETOF uuid
    LANGUAGE sql STABLE ROWS 2
    AS $$
  select coalesce((select m.kept_id from merger m where m.gone_id = n.object_id and m.undone is null limit 1), n.object_id)
    from record_number n where n.object = of_object and n.scheme = of_scheme and n.number = called and called <> ''
$$;

ALTER FUNCTION app.numbered(of_object text, of_scheme text, called text) OWNER TO concord_owner;

CREATE FUNCTION app.office_letter(notice uuid) RETURNS TABLE(began boolean, office text, organization text, council text, slug text, since timestamp with time zone, until timestamp with time zone, before timestamp with time zone, ended boolean, because text, by_name text, ask text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select n.began, f.name, o.name, c.name, c.slug, a.since, a.until, n.before, coalesce(a.until <= app.now(), false), a.ended_because, n.by_name, app.whom_to_ask(c.id, a.person_id)
    from app.who me join office_notice n on n.id = notice join appointment a on a.id = n.appointment_id and a.person_id = me.person_id
    join office f on f.slug = a.office join organization o on o.id = a.organization_id join council c on c.id = a.council_id
   where a.until is not distinct from n.until
     and (not n.began or a.until is null or a.until > app.now())
$$;

ALTER FUNCTION app.office_letter(notice uuid) OWNER TO concord_owner;

CREATE FUNCTION app.office_needs_seat() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if new.seat_id is null and (select needs_seat from office where slug = new.office) then
    raise exception 'this office speaks for a seat' using errcode = 'check_violation', constraint = 'office_needs_seat';
  end if;
  return new;
end $$;

ALTER FUNCTION app.office_needs_seat() OWNER TO concord_owner;

CREATE FUNCTION app.office_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.office_notice() OWNER TO concord_owner;

CREATE FUNCTION app.office_of(of_state text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select c.id from jurisdiction j join council c on c.region = j.region join council_kind_term t on t.council_id = c.id and t.kind = 'region' where j.code = of_state limit 1
$$;

ALTER FUNCTION app.office_of(of_state text) OWNER TO concord_owner;

CREATE FUNCTION app.officers(of_council uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select distinct a.person_id from appointment a
   where a.council_id = of_council and a.office in ('chair', 'vice-chair', 'secretary') and a.since <= app.now() and (a.until is null or a.until > app.now())
$$;

ALTER FUNCTION app.officers(of_council uuid) OWNER TO concord_owner;

CREATE FUNCTION app.opened_to_all() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.published_by := (select app.asker_in(i.source_council_id) from item i where i.id = new.item_id);
  return new;
end $$;

ALTER FUNCTION app.opened_to_all() OWNER TO concord_owner;

CREATE TABLE public.organization (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    abbr text DEFAULT ''::text NOT NULL,
    kind text NOT NULL,
    state text,
    website text DEFAULT ''::text NOT NULL,
    parent_id uuid,
    regulator boolean DEFAULT false NOT NULL,
    invented boolean DEFAULT false NOT NULL,
    since date,
    until date,
    county text,
    city text DEFAULT ''::text NOT NULL,
    added timestamp with time zone DEFAULT app.now() NOT NULL,
    folded text GENERATED ALWAYS AS (app.folded(((name || ' · '::text) || abbr))) STORED NOT NULL,
    name_key text GENERATED ALWAYS AS (app.name_key(name)) STORED NOT NULL,
    government boolean GENERATED ALWAYS AS ((kind = ANY (ARRAY['federal_agency'::text, 'sltt_body'::text, 'tribal_nation'::text, 'foreign_body'::text]))) STORED NOT NULL,
    CONSTRAINT organization_abbr_line CHECK ((abbr = app.line(abbr))),
    CONSTRAINT organization_city_check CHECK ((char_length(city) <= 100)),
    CONSTRAINT organization_city_line CHECK ((city = app.line(city))),
    CONSTRAINT organization_kind_check CHECK ((kind = ANY (ARRAY['federal_agency'::text, 'sltt_body'::text, 'tribal_nation'::text, 'foreign_body'::text, 'isac'::text, 'trade_association'::text, 'owner_operator'::text, 'academic'::text, 'other'::text]))),
    CONSTRAINT organization_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT organization_name_line CHECK ((name = app.line(name))),
    CONSTRAINT organization_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

ALTER TABLE ONLY public.organization FORCE ROW LEVEL SECURITY;

ALTER TABLE public.organization OWNER TO concord_owner;

CREATE FUNCTION app.organization_differs(o public.organization, given jsonb, in_state text, in_county text, of_sectors text[], number_new boolean) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select concat_ws(', ',
    case when app.name_key(app.said(given, 'name')) <> o.name_key then 'name' end,
    case when app.said(given, 'kind') <> '' and lower(app.said(given, 'kind')) <> o.kind then 'kind' end,
    case when app.said(given, 'abbreviation') <> '' and app.said(given, 'abbreviation') <> o.abbr then 'abbreviation' end,
    case when in_state is not null and in_state is distinct from o.state then 'state' end,
    case when in_county is not null and in_county is distinct from o.county then 'county' end,
    case when app.said(given, 'city') <> '' and app.said(given, 'city') <> o.city then 'city' end,
    case when app.said(given, 'website') <> '' and app.said(given, 'website') <> o.website then 'website' end,
    case when not of_sectors <@ array(select m.sector from organization_sector m where m.organization_id = o.id) then 'sectors' end,
    case when number_new then 'number' end)
$$;

ALTER FUNCTION app.organization_differs(o public.organization, given jsonb, in_state text, in_county text, of_sectors text[], number_new boolean) OWNER TO concord_owner;

CREATE FUNCTION app.organization_trouble(of_organizations uuid[], called text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
  select case cardinality(of_organizations) when 1 then '' when 0 then 'There is no organization "' || left(called, 80) || '": add it first.'
         else 'Several organizations bear the name "' || left(called, 80) || '": write the website of the one that is meant instead of its name.' end
$$;

ALTER FUNCTION app.organization_trouble(of_organizations uuid[], called text) OWNER TO concord_owner;

CREATE FUNCTION app.organization_words(o public.organization) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select o.name || coalesce(', ' || nullif(concat_ws(', ', nullif(o.city, ''), o.state), ''), '')
$$;

ALTER FUNCTION app.organization_words(o public.organization) OWNER TO concord_owner;

CREATE FUNCTION app.organizations_named(called text, in_state text) RETURNS uuid[]
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $_$
  with named as (
    select o.id, o.state from organization o where o.name_key = app.name_key(called) and (o.until is null or o.until > app.now()::date)
    union select o.id, o.state from organization o where called ~ '^[^ ]+[.][^ ]+$' and o.website <> '' and app.site_key(o.website) = app.site_key(called) and (o.until is null or o.until > app.now()::date))
  select array(select n.id from named n where n.state is not distinct from in_state or not exists (select from named m where m.state is not distinct from in_state) order by n.id limit 3)
$_$;

ALTER FUNCTION app.organizations_named(called text, in_state text) OWNER TO concord_owner;

CREATE FUNCTION app.pace_since(me uuid) RETURNS timestamp with time zone
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select greatest(app.now() - interval '1 hour', (select max(t.lifted) from reveal_stop t where t.person_id = me))
$$;

ALTER FUNCTION app.pace_since(me uuid) OWNER TO concord_owner;

CREATE FUNCTION app.pass_growth_on(of_growth uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into reach_notice as n (growth_id, person_id, items)
  select of_growth, g.owner_id, count(distinct g.item_id) from app.grown_for(of_growth, null) g
   where not exists (select from reach_answer r where r.growth_id = of_growth and r.item_id = g.item_id) group by g.owner_id
  on conflict (growth_id, person_id) do update set items = excluded.items, at = app.now(), answered = null where n.answered is not null or n.items <> excluded.items;
  if found then
    insert into outbox (topic, object_id) values ('grown', of_growth);
  end if;
  update reach_notice n set answered = app.now()
   where n.growth_id = of_growth and n.answered is null and not exists (select from app.grown_for(of_growth, n.person_id));
end $$;

ALTER FUNCTION app.pass_growth_on(of_growth uuid) OWNER TO concord_owner;

CREATE FUNCTION app.place_fits(one text, other text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select one = '' or other = '' or app.folded(one) = app.folded(other)
$$;

ALTER FUNCTION app.place_fits(one text, other text) OWNER TO concord_owner;

CREATE FUNCTION app.plea_letter(of_plea uuid, to_person uuid) RETURNS TABLE(who text, lost text, own boolean, council_slug text, person_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return query select p.name, l.lost, l.person_id = to_person, coalesce((select min(c.slug) from app.plea_helper h join council c on c.id = h.council_id where h.id = l.id and h.helper_id = to_person), ''), l.person_id
    from signin.plea l join person p on p.id = l.person_id
   where l.id = of_plea and (l.person_id = to_person or exists (select from app.plea_helper h where h.id = l.id and h.helper_id = to_person));
end $$;

ALTER FUNCTION app.plea_letter(of_plea uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.plead(id uuid, of_email text, lost text, from_address text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare who uuid;
begin
  if current_setting('app.mode', true) is distinct from 'write' then
    raise exception 'a page that only reads' using errcode = 'insufficient_privilege';
  elsif not signin.take('plea ' || from_address, '10 min', '50 min') then
    return false;
  end if;
  select a.person_id into who from signin.account a join person p on p.id = a.person_id
   where lower(a.email) = lower(of_email) and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
     and not exists (select from signin.plea q where q.person_id = a.person_id and q.asked > app.now() - interval '1 day');
  insert into signin.plea (id, person_id, lost) select plead.id, who, plead.lost where who is not null;
  insert into outbox (topic, object_id) values ('plea', plead.id);
  return true;
end $$;

ALTER FUNCTION app.plead(id uuid, of_email text, lost text, from_address text) OWNER TO concord_owner;

CREATE FUNCTION app.proposal_is_answered() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare me uuid := (select person_id from app.who);
begin
  if session_user = 'concord_worker' then
    return new; -- the days have passed
  elsif me is null or not exists (select from app.officers(old.asks_id) o where o.person_id = me) then
    raise exception 'its officers answer' using errcode = 'insufficient_privilege';
  elsif old.asked is null or old.done is not null or old.objected is not null or old.asked <= app.now() - app.council_answers_within() then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'answer_over';
  elsif new.agreed is not null and me in (old.person_id, old.proposed_by, old.decided_by) then
    raise exception 'somebody else agrees' using errcode = 'check_violation', constraint = 'answer_self';
  end if;
  new.agreed := case when new.agreed is not null then app.now() end;
  new.objected := case when new.agreed is null then app.now() end;
  new.done := new.agreed;
  new.answered_by := me;
  return new;
end $$;

ALTER FUNCTION app.proposal_is_answered() OWNER TO concord_owner;

CREATE FUNCTION app.proposal_is_decided() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare me uuid;
begin
  me := app.staff_with('proposal.decide'); -- first of all: others learn nothing from what is wrong with it
  if old.confirmed is not null or old.refused is not null or old.proposed <= app.now() - interval '7 days' then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'proposal_over';
  end if;
  if new.confirmed is not null and me = old.proposed_by then
    raise exception 'a second person confirms' using errcode = 'check_violation', constraint = 'proposal_second';
  -- Administrators decide about their own office, for nobody else is there.
  elsif new.confirmed is not null and (me is not distinct from old.person_id or old.act = 'right' and old.kind <> 'administration' and exists (
          select from appointment a join council_kind_term t on t.council_id = a.council_id and t.kind = old.kind and t.since <= app.now() and t.until > app.now()
           where a.person_id = me and a.office = old.office and a.since <= app.now() and (a.until is null or a.until > app.now()))) then
    raise exception 'who gains does not confirm' using errcode = 'check_violation', constraint = 'proposal_self';
  elsif new.confirmed is not null and old.act = 'right' and not old.alarmed and app.is_alarm(app.widest(old.kind, old.office, old.capability, old.reach)) then
    raise exception 'more would gain than when it was proposed' using errcode = 'check_violation', constraint = 'proposal_grown';
  end if;
  new.confirmed := case when new.confirmed is not null then app.now() end;
  new.refused := case when new.confirmed is null then app.now() end;
  new.decided_by := me;
  -- A council that has officers is asked; one that has none is nobody's yet, and two members of staff are enough.
  if new.confirmed is not null then
    new.asked := case when exists (select from app.officers(old.asks_id)) then app.now() end;
    new.done := case when new.asked is null then app.now() end;
  end if;
  return new;
end $$;

ALTER FUNCTION app.proposal_is_decided() OWNER TO concord_owner;

CREATE FUNCTION app.proposal_is_done() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if tg_op = 'INSERT' and new.alarmed then
    insert into outbox (topic, object_id) values ('widening', new.id);
  end if;
  if tg_op = 'UPDATE' and old.asked is null and new.asked is not null then
    insert into outbox (topic, object_id) values ('council-asked', new.id);
  end if;
  if new.done is null or tg_op = 'UPDATE' and old.done is not null then
    return null;
  elsif new.act = 'appointment' then
    insert into appointment (id, person_id, council_id, office, organization_id, invented, since, until)
    select new.id, p.id, new.council_id, new.office, p.organization_id, p.invented, app.now(), new.term from person p where p.id = new.person_id;
  elsif new.act = 'hand-over' then
    insert into hand_over (id, council_id, person_id, organization_id, office, chosen_on, document, told_by, recorded_by)
    select new.id, new.council_id, p.id, p.organization_id, new.office, new.chosen_on, new.document, new.told_by, new.proposed_by from person p where p.id = new.person_id;
  elsif new.act = 'community' then
    insert into council_sector (council_id, sector) values (new.council_id, new.sector) on conflict do nothing;
  elsif new.act = 'administrator' then
    insert into organization_administrator (id, organization_id, person_id) select new.id, p.organization_id, p.id from person p where p.id = new.person_id;
  elsif new.act = 'kind' then
    insert into council_kind (slug, name, plural, side, roster_by, public_face, base_circle, has_seats, enters_community, offered)
    select new.kind_slug, new.kind_name, new.kind_plural, new.kind_side, k.roster_by, k.public_face, k.base_circle, k.has_seats, new.kind_enters, true from council_kind k where k.slug = new.kind;
    insert into office_may (kind, office, capability, reach, class, since)
    select new.kind_slug, m.office, m.capability, m.reach, m.class, app.now() from office_may m
     where m.kind = new.kind and m.since <= app.now() and m.until > app.now() and app.right_fits(new.kind_slug, m.office, m.capability, m.reach);
  elsif new.act = 'enters' then
    update council_kind set enters_community = true where slug = new.kind;
    perform app.enter_communities(array(select t.council_id from council_kind_term t where t.kind = new.kind and t.until > app.now()));
  elsif new.act = 'address' then
    perform app.address_changes(new.id, new.person_id, new.email);
  elsif new.act = 'limit' then
    insert into widening_limit (readers) values (new.readers);
  elsif new.act = 'right' then
    insert into office_may (kind, office, capability, reach, class, since)
    select new.kind, new.office, new.capability, new.reach, c.class, app.now() from capability c where c.slug = new.capability;
  elsif new.act = 'end' then
    update office_may m set until = app.now() where (m.kind, m.office, m.capability, m.reach) = (new.kind, new.office, new.capability, new.reach) and m.until > app.now();
  end if;
  return null;
end $$;

ALTER FUNCTION app.proposal_is_done() OWNER TO concord_owner;

CREATE FUNCTION app.proposal_is_made() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if new.proposed_by is null then
    new.proposed_by := app.staff_with('proposal.decide');
    new.proposed := app.now();
  end if;
  if exists (select from proposal p where p.confirmed is null and p.refused is null and p.proposed > app.now() - interval '7 days'
                and (p.act, p.council_id, p.person_id, p.office, p.kind, p.capability, p.reach, p.sector, p.kind_slug)
                    is not distinct from (new.act, new.council_id, new.person_id, new.office, new.kind, new.capability, new.reach, new.sector, new.kind_slug)
                and (new.act <> 'export' or p.proposed_by = new.proposed_by))
     or exists (select from proposal p where p.asked is not null and p.done is null and p.objected is null
                   and (p.act, p.council_id, p.person_id, p.office, p.sector) is not distinct from (new.act, new.council_id, new.person_id, new.office, new.sector)) then
    raise exception 'it waits already' using errcode = 'check_violation', constraint = 'proposal_waits';
  end if;
  if new.act not in ('limit', 'right', 'end', 'enters') then
    new.readers := 0;
  end if;
  new.asks_id := case new.act when 'hand-over' then new.council_id when 'community' then app.community_of(new.sector) end;
  new.asked := null;
  new.agreed := null;
  new.objected := null;
  new.done := null;
  if new.act = 'address' then
    perform app.address_fits(new.person_id, new.email);
  elsif new.act = 'invitation' then
    perform app.invitation_fits(new.person_id, new.email);
  elsif new.act = 'hand-over' then
    perform app.hand_over_fits(new.council_id, new.person_id, new.office, new.proposed_by);
  elsif new.act = 'administrator' then
    if exists (select from organization_administrator m where m.person_id = new.person_id and m.until is null) then
      raise exception 'administers it' using errcode = 'unique_violation', constraint = 'organization_administrator_once';
    end if;
  elsif new.act = 'community' then
    if new.asks_id is null or exists (select from council_sector s where s.council_id = new.council_id and s.sector = new.sector) then
      raise exception 'it is so already' using errcode = 'check_violation', constraint = 'community_is_so';
    end if;
  elsif new.act = 'appointment' then
    if not exists (select from council_kind_term t join council_kind k on k.slug = t.kind and k.roster_by = 'staff' join office_may m on m.kind = k.slug and m.office = new.office
                    where t.council_id = new.council_id and t.since <= app.now() and t.until > app.now()) then
      raise exception 'no body that staff run has this office' using errcode = 'check_violation', constraint = 'office_of_kind';
    elsif exists (select from appointment a where a.person_id = new.person_id and a.council_id = new.council_id and a.office = new.office and (a.until is null or a.until > app.now())) then
      raise exception 'the person holds this office' using errcode = 'unique_violation', constraint = 'appointed_once';
    end if;
  elsif new.act = 'kind' then
    if exists (select from council_kind k where k.slug = new.kind_slug or lower(k.name) = lower(new.kind_name)) then
      raise exception 'there is one of that name' using errcode = 'unique_violation', constraint = 'council_kind_name';
    elsif not app.kind_is_model(new.kind) then
      raise exception 'not a kind to follow' using errcode = 'check_violation', constraint = 'kind_model';
    end if;
  elsif new.act = 'enters' then
    if not app.kind_is_model(new.kind) or (select k.enters_community from council_kind k where k.slug = new.kind) then
      raise exception 'it is so already' using errcode = 'check_violation', constraint = 'kind_enters';
    end if;
    new.readers := (select coalesce(max(n), 0) from (select count(*)::int as n from app.kind_change(new.kind) g group by g.circle_id) each);
    new.alarmed := app.is_alarm(new.readers);
  elsif new.act in ('right', 'end') then
    if not app.right_fits(new.kind, new.office, new.capability, new.reach)
       or not exists (select from office_may m where m.kind = new.kind and m.office = new.office and m.until > app.now()) then
      raise exception 'no such office does that there' using errcode = 'check_violation', constraint = 'right_fits';
    elsif (new.act = 'right') = exists (select from office_may m where (m.kind, m.office, m.capability, m.reach) = (new.kind, new.office, new.capability, new.reach) and m.until > app.now()) then
      raise exception 'it is so already' using errcode = 'check_violation', constraint = 'right_is_so';
    elsif (new.act, new.capability) = ('end', 'proposal.decide') then
      raise exception 'nobody could undo it' using errcode = 'check_violation', constraint = 'right_last';
    end if;
    new.readers := app.widest(new.kind, new.office, new.capability, new.reach);
    new.alarmed := new.act = 'right' and app.is_alarm(new.readers);
  end if;
  -- To take a right away needs nobody else.
  if new.act = 'end' then
    new.confirmed := new.proposed;
    new.decided_by := new.proposed_by;
    new.done := new.proposed;
  end if;
  return new;
end $$;

ALTER FUNCTION app.proposal_is_made() OWNER TO concord_owner;

CREATE FUNCTION app.proposals_fall_due() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare due uuid; n int := 0; said text;
begin
  for due in select id from proposal where asked <= app.now() - app.council_answers_within() and done is null and objected is null order by asked for update skip locked loop
    begin
      update proposal set done = app.now() where id = due;
    exception when check_violation or unique_violation or foreign_key_violation then
      get stacked diagnostics said = message_text;
      update proposal set objected = app.now(), objection = 'It could not take effect any more: ' || said where id = due;
    end;
    n := n + 1;
  end loop;
  return n;
end $$;

ALTER FUNCTION app.proposals_fall_due() OWNER TO concord_owner;

CREATE PROCEDURE app.protect(IN t regclass, IN audited boolean DEFAULT true, IN witnessed boolean DEFAULT false)
    LANGUAGE plpgsql
    AS $_$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy owner on %s for all to concord_owner using (true) with check (true)', t);
  if not witnessed then
    execute format($p$create policy writing_i on %s as restrictive for insert to concord_app with check ((select current_setting('app.mode', true) = 'write'))$p$, t);
    execute format($p$create policy writing_u on %s as restrictive for update to concord_app using ((select current_setting('app.mode', true) = 'write'))$p$, t);
    execute format($p$create policy writing_d on %s as restrictive for delete to concord_app using ((select current_setting('app.mode', true) = 'write'))$p$, t);
  end if;
  if audited then
    execute format('create trigger audited after insert or update or delete on %s for each row execute function app.audit()', t);
  end if;
end $_$;

ALTER PROCEDURE app.protect(IN t regclass, IN audited boolean, IN witnessed boolean) OWNER TO concord_owner;

CREATE FUNCTION app.publishes(of_item uuid, since integer) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select coalesce((select true
    from item i join held h on h.capability = 'item.address' and h.circle_id = '00000000-0000-0000-0000-0000000000c1'
                           and h.person_id = any (array(select person_id from app.who)) and h.since <= app.now() and h.until > app.now()
    join appointment t on t.id = h.appointment_id and t.council_id = i.source_council_id
   where i.id = of_item and i.kind = 'update' and i.label = 'TLP:CLEAR' and i.withdrawn is null and i.current = publishes.since
     and (select true from audience a where a.item_id = i.id and a.circle_id = any (array(select circle_id from app.holding where capability = 'item.read')) limit 1)
   limit 1), false)
$$;

ALTER FUNCTION app.publishes(of_item uuid, since integer) OWNER TO concord_owner;

CREATE FUNCTION app.question_letter(of_proposal uuid, to_person uuid) RETURNS TABLE(name text, email text, act text, asked_council text, slug text, council text, subject text, organization text, office text, chosen_on date, document text, told_by text, sector text, proposer text, until timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select w.name, m.email, p.act, a.short_name, a.slug, c.short_name, coalesce(n.name, ''), coalesce(o.name, ''), coalesce(f.name, ''), p.chosen_on, coalesce(p.document, ''), coalesce(p.told_by, ''),
         coalesce(s.name, ''), app.named(p.proposed_by), p.asked + app.council_answers_within()
    from proposal p join council a on a.id = p.asks_id join council c on c.id = p.council_id
    left join person n on n.id = p.person_id left join organization o on o.id = n.organization_id left join office f on f.slug = p.office left join sector s on s.slug = p.sector
    join app.officers(p.asks_id) t on t.person_id = to_person
    join person w on w.id = t.person_id and (w.suspended is null or w.suspended > app.now()) and (w.expires is null or w.expires > app.now())
    join signin.account m on m.person_id = w.id
   where p.id = of_proposal and p.asked is not null and p.done is null and p.objected is null
$$;

ALTER FUNCTION app.question_letter(of_proposal uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.reach_of(circles uuid[]) RETURNS TABLE(people bigint, organizations bigint, councils bigint, government bigint, regulators bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  with allowed as materialized (
    select c.id, c.council_id from circle c
     where c.id = any (circles) and c.council_id = any (array(
           select h.council_id from app.holding h where h.capability in ('item.read', 'update.post', 'reply.post', 'item.address')))
  ), readers as (
    select distinct h.person_id from held h join allowed w on w.id = h.circle_id
     where h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
  ), known as (
    select r.person_id, p.organization_id, o.government, o.regulator from readers r join person p on p.id = r.person_id
      join organization o on o.id = p.organization_id
     where (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
  )
  select count(*), count(distinct organization_id), (select count(distinct council_id) from allowed),
         count(*) filter (where government), count(*) filter (where regulator) from known
$$;

ALTER FUNCTION app.reach_of(circles uuid[]) OWNER TO concord_definer;

CREATE FUNCTION app.reached(of_item uuid, circles uuid[]) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return query
  with said as materialized (
    select i.author_id, i.source_council_id from item i where i.id = of_item
  ), reads as materialized (
    select distinct h.circle_id
      from said s join held h on h.person_id = s.author_id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
      join person p on p.id = s.author_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
  ), still as materialized (
    select true as yes from audience a where a.item_id = of_item and a.circle_id = any (array(select r.circle_id from reads r)) limit 1
  )
  select c.id from circle c
   where c.id = any (circles)
     and case when (select yes from still) then c.id = any (array(select r.circle_id from reads r))
              else c.person_id is null and c.council_id = (select s.source_council_id from said s) end;
end $$;

ALTER FUNCTION app.reached(of_item uuid, circles uuid[]) OWNER TO concord_definer;

CREATE FUNCTION app.reader_names(of_item uuid) RETURNS TABLE(person_id uuid, name text, organization text, serves text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  with circles as materialized (
    select a.circle_id from audience a
     where a.item_id = of_item and a.circle_kind <> 'public' and of_item <> all ((select app.held_back())::uuid[])
       and exists (select from audience m where m.item_id = of_item
                      and m.circle_id = any (array(select h.circle_id from app.holding h where h.capability = 'item.read')))
  )
  select p.id, p.name, o.name, array_agg(distinct k.short_name order by k.short_name)
    from circles x join held h on h.circle_id = x.circle_id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
    join appointment t on t.id = h.appointment_id join council k on k.id = t.council_id
    join person p on p.id = h.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
    join organization o on o.id = p.organization_id
   where t.council_id = any (array(select s.council_id from app.roster_seen s))
     and p.id <> all ((select app.kept_from(i.root_id) from item i where i.id = of_item)::uuid[])
   group by p.id, p.name, o.name
   order by p.name, p.id limit 1001
$$;

ALTER FUNCTION app.reader_names(of_item uuid) OWNER TO concord_definer;

CREATE FUNCTION app.readers_of(of_council uuid) RETURNS TABLE(office text, serves text, people integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select coalesce(o.name, ''), coalesce(s.short_name, ''), count(distinct h.person_id)::int
    from circle c join held h on h.circle_id = c.id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
    join person p on p.id = h.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
    left join appointment a on a.id = h.appointment_id
    left join office o on o.slug = a.office
    left join council s on s.id = a.council_id
   where c.council_id = of_council and c.person_id is null
     and of_council = any (array(select council_id from app.roster_seen))
   group by o.name, o.rank, s.short_name, a.council_id <> of_council
   order by a.council_id <> of_council nulls first, s.short_name, o.rank
$$;

ALTER FUNCTION app.readers_of(of_council uuid) OWNER TO concord_definer;

CREATE FUNCTION app.readings(ids uuid[]) RETURNS TABLE(person_id uuid, council_id uuid, circle_id uuid, capability text, appointment_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select h.person_id, h.council_id,
         case h.capability when 'item.read' then h.circle_id else (select c.id from circle c where c.council_id = h.council_id order by c.id limit 1) end,
         h.capability, h.appointment_id
    from held h where h.appointment_id = any (ids) and h.capability in ('item.read', 'roster.read') and h.until > app.now()
$$;

ALTER FUNCTION app.readings(ids uuid[]) OWNER TO concord_owner;

CREATE FUNCTION app.record_says(of_kind text, of_id uuid) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select jsonb_build_object('name', o.name, 'abbreviation', o.abbr, 'kind', o.kind, 'regulator', o.regulator, 'place', concat_ws(', ', nullif(o.city, ''), y.name, j.name),
           'website', o.website, 'added', to_char(o.added, 'YYYY-MM-DD'),
           'sectors', coalesce((select string_agg(s.name, '; ' order by s.name) from organization_sector m join sector s on s.slug = m.sector where m.organization_id = o.id), ''),
           'confirmed', coalesce((select to_char(max(c.at), 'YYYY-MM-DD') from profile_confirmation c where c.organization_id = o.id), ''))
    from organization o left join jurisdiction j on j.code = o.state left join county y on y.fips = o.county where of_kind = 'organization' and o.id = of_id
  union all
  select jsonb_build_object('name', i.name, 'organization', o.name, 'kind', i.kind, 'sector', concat_ws(', ', u.name, s.name), 'place', concat_ws(', ', nullif(i.city, ''), y.name, j.name),
           'address', i.address, 'coordinates', coalesce(i.latitude || ', ' || i.longitude, ''), 'added', to_char(i.since, 'YYYY-MM-DD'),
           'confirmed', coalesce((select to_char(max(c.at), 'YYYY-MM-DD') from profile_confirmation c where c.facility_id = i.id), ''))
    from facility i join organization o on o.id = i.organization_id join sector s on s.slug = i.sector join jurisdiction j on j.code = i.state
    left join subsector u on u.slug = i.subsector left join county y on y.fips = i.county where of_kind = 'facility' and i.id = of_id
  union all
  select jsonb_build_object('name', p.name, 'organization', o.name, 'added', to_char(p.added, 'YYYY-MM-DD'), 'signs in', p.enrolled is not null,
           'offices before', coalesce((select string_agg(f.name || ', ' || c.short_name, '; ' order by a.since) from appointment a join office f on f.slug = a.office join council c on c.id = a.council_id
                                        where a.person_id = p.id and a.until <= app.now()), ''),
           'confirmed', coalesce((select to_char(max(c.at), 'YYYY-MM-DD') from profile_confirmation c where c.subject_id = p.id), ''))
    from person p join organization o on o.id = p.organization_id where of_kind = 'person' and p.id = of_id
$$;

ALTER FUNCTION app.record_says(of_kind text, of_id uuid) OWNER TO concord_owner;

CREATE FUNCTION app.recovery_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, object_id)
  select distinct 'recovery', c.person_id from changed c join signin.account a on a.person_id = c.person_id
   where a.enrolled <> app.now() and not exists (select from signin.factor f where f.person_id = c.person_id and f.added = app.now());
  return null;
end $$;

ALTER FUNCTION app.recovery_notice() OWNER TO concord_owner;

CREATE FUNCTION app.refold(ids uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET join_collapse_limit TO '1'
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
  delete from held where appointment_id = any (ids);
  insert into held (person_id, capability, circle_id, council_id, since, until, appointment_id)
  select person_id, capability, circle_id, council_id, since, until, appointment_id
    from app.held_derived where appointment_id = any (ids);
end $$;

ALTER FUNCTION app.refold(ids uuid[]) OWNER TO concord_owner;

CREATE FUNCTION app.refold_structure(ids uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  staff boolean := session_user = 'concord_app' and exists (select from app.holding h where h.capability = 'council.record');
  before text[];
begin
  if staff then
    before := array(select distinct r.person_id || ' ' || r.circle_id || ' ' || r.capability from app.readings(ids) r);
  end if;
  perform app.refold(ids);
  if not staff then
    return;
  end if;
  insert into taken_away (person_id, circle_id, capability)
  select split_part(b, ' ', 1)::uuid, c.id, split_part(b, ' ', 3) from unnest(before) b join circle c on c.id = split_part(b, ' ', 2)::uuid
   where not exists (select from held h where h.person_id = split_part(b, ' ', 1)::uuid and h.capability = split_part(b, ' ', 3) and h.until > app.now()
                        and case h.capability when 'item.read' then h.circle_id = c.id else h.council_id = c.council_id end)
  on conflict (person_id, circle_id, capability) do update set at = excluded.at;
  if exists (select from proposal p where p.xmin = pg_current_xact_id()::xid and p.done is not null and p.decided_by <> p.proposed_by) then
    return; -- two members of staff, and the council where it has officers
  end if;
  if exists (
       select from app.readings(ids) r join appointment t on t.id = r.appointment_id
        where r.person_id || ' ' || r.circle_id || ' ' || r.capability <> all (before)
          and case r.capability
              when 'item.read' then exists (select from audience a where a.circle_id = r.circle_id)
              else not app.faces_its_own(t.council_id, r.council_id)
               and exists (select from appointment a where a.council_id = r.council_id and a.person_id <> r.person_id and (a.until is null or a.until > app.now())) end
          and not exists (select from taken_away w where (w.person_id, w.circle_id, w.capability) = (r.person_id, r.circle_id, r.capability) and w.at > app.now() - interval '30 days')
          and not exists (select from held o where o.person_id = r.person_id and o.capability = r.capability and o.until > app.now() and o.appointment_id <> all (ids)
                             and case r.capability when 'item.read' then o.circle_id = r.circle_id else o.council_id = r.council_id end)) then
    raise exception 'others would read' using errcode = 'check_violation', constraint = 'staff_alone';
  end if;
end $$;

ALTER FUNCTION app.refold_structure(ids uuid[]) OWNER TO concord_owner;

CREATE FUNCTION app.refusal_letter(of_admission uuid) RETURNS TABLE(name text, email text, applicant text, council text, because text, advice text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select coalesce(p.name, a.name), coalesce(c.email, a.email), a.name, k.name, s.because, s.advice
    from admission a join council k on k.id = a.council_id join admission_step s on s.admission_id = a.id and s.kind = 'refused'
    left join person p on p.id = a.by_id left join signin.account c on c.person_id = p.id
   where a.id = of_admission and coalesce(c.email, a.email) <> ''
$$;

ALTER FUNCTION app.refusal_letter(of_admission uuid) OWNER TO concord_definer;

CREATE FUNCTION app.refused(rule text, named text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $_$
declare
  me uuid := (select person_id from app.who);
  route text := coalesce(current_setting('app.route', true), '');
  l audit;
begin
  if current_setting('app.mode', true) is distinct from 'write' then
    raise exception 'a page that only reads' using errcode = 'insufficient_privilege';
  elsif me is null or (select count(*) from (select from audit a where a.person_id = me and a.at > app.now() - interval '1 minute' and a.decision = 'refused' limit 10) x) = 10 then
    return;
  elsif named ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    select i.id, i.source_council_id, i.label into l.item_id, l.council_id, l.label from item i where i.id = named::uuid;
    l.council_id := coalesce(l.council_id, (select b.council_id from break_glass b where b.id = named::uuid), (select a.council_id from admission a where a.id = named::uuid));
  elsif named ~ '^[a-z0-9-]{1,100}$' and route like '% /councils/%' then
    select c.id into l.council_id from council c where c.slug = named;
  elsif named !~ '^[a-z0-9-]{1,100}$' then
    named := ''; -- what was typed into an address is not kept
  end if;
  insert into audit (person_id, appointment_id, decision, reason, route, request, act, verb, object, object_id, council_id, item_id, subject_id, label)
  values (me, (select t.id from appointment t join office o on o.slug = t.office where t.person_id = me and t.since <= app.now() and (t.until is null or t.until > app.now())
                order by t.council_id is not distinct from l.council_id desc, o.rank limit 1),
          'refused', left(rule, 200), route, coalesce(current_setting('app.request', true), ''),
          case when l.council_id is null then 'structure' else 'council' end, 'refused', 'request', coalesce(named, ''), l.council_id, l.item_id, me, l.label);
end $_$;

ALTER FUNCTION app.refused(rule text, named text) OWNER TO concord_owner;

CREATE FUNCTION app.remind_of_renewals(most integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.remind_of_renewals(most integer) OWNER TO concord_owner;

CREATE FUNCTION app.reopening_letter(of_incident uuid, to_person uuid) RETURNS TABLE(office text, by_name text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return query select c.short_name, (select p.name from person p where p.id = i.reopened_by)
    from incident i join council c on c.id = i.office_id join app.told_of_reopening(of_incident) t on t.person_id = to_person where i.id = of_incident;
end $$;

ALTER FUNCTION app.reopening_letter(of_incident uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.representative_ends() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if current_user = 'concord_app' and old.office = 'representative' and new.ended_for = '' and new.until < least(old.until, app.now() + interval '14 days')
     and not exists (select from app.who where person_id = old.person_id)
     and exists (select from seat s where s.id = old.seat_id and (s.until is null or s.until > app.now())) then
    raise exception 'the seat is handed over' using errcode = 'check_violation', constraint = 'representative_ends';
  end if;
  return new;
end $$;

ALTER FUNCTION app.representative_ends() OWNER TO concord_owner;

CREATE FUNCTION app.request_asked() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare at_state text; at_county text;
begin
  new.asked_by := coalesce((select person_id from app.who), new.asked_by);
  new.asked_name := app.named(new.asked_by);
  new.due := (new.asked + make_interval(days => (select k.days from partner_request_kind k where k.slug = new.kind)))::date;
  select coalesce(f.state, o.state), case when f.id is null then o.county else f.county end into at_state, at_county
    from organization o left join facility f on f.id = new.facility_id where o.id = new.organization_id;
  new.office_id := app.office_of(at_state);
  if new.office_id is null then
    raise exception 'no region is known' using errcode = 'check_violation', constraint = 'partner_request_region';
  end if;
  new.owner_id := app.covers(at_state, at_county);
  new.owner_name := coalesce((select p.name from person p where p.id = new.owner_id), '');
  return new;
end $$;

ALTER FUNCTION app.request_asked() OWNER TO concord_owner;

CREATE FUNCTION app.request_given() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.given_by := (select person_id from app.who);
  new.given_from := old.owner_id;
  return new;
end $$;

ALTER FUNCTION app.request_given() OWNER TO concord_owner;

CREATE FUNCTION app.request_given_is_told() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if new.given_by is not null and new.answered is null
     and not exists (select from territory_hand_over h where h.office_id = new.office_id and app.now() in (h.at, h.undone) and new.owner_id in (h.from_id, h.to_id)) then
    insert into outbox (topic, object_id) values ('request-given', new.id);
  end if;
  return null;
end $$;

ALTER FUNCTION app.request_given_is_told() OWNER TO concord_owner;

CREATE FUNCTION app.request_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, object_id) values (case tg_op when 'INSERT' then 'partner-request' else 'partner-answer' end, new.id);
  return null;
end $$;

ALTER FUNCTION app.request_notice() OWNER TO concord_owner;

CREATE FUNCTION app.request_turns() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  me uuid := (select person_id from app.who);
  directs boolean := old.office_id = any (array(select council_id from app.holding where capability = 'engagement.direct'));
begin
  if me is null or (new.organization_id, new.facility_id) is distinct from (old.organization_id, old.facility_id) then
    return new; -- the portal itself, or what was on record twice is merged
  elsif old.answered is not null or old.withdrawn is not null then
    raise exception 'it is closed' using errcode = 'check_violation', constraint = 'partner_request_closed';
  end if;
  if new.withdrawn is not null then
    if old.organization_id <> all (array(select organization_id from app.speaking_for)) then
      raise exception 'who asked takes it back' using errcode = 'insufficient_privilege';
    end if;
    new := old;
    new.withdrawn := app.now();
    return new;
  end if;
  if old.office_id <> all (array(select council_id from app.holding where capability = 'engagement.write')) then
    raise exception 'the region answers' using errcode = 'insufficient_privilege';
  end if;
  if new.owner_id is distinct from old.owner_id then
    if not directs and (new.owner_id is distinct from me or old.taken is not null) then
      raise exception 'somebody has it' using errcode = 'check_violation', constraint = 'partner_request_taken';
    end if;
    if not exists (select from held h where h.person_id = new.owner_id and h.council_id = old.office_id and h.capability = 'engagement.write' and h.since <= app.now() and h.until > app.now()) then
      raise exception 'does not work there' using errcode = 'check_violation', constraint = 'partner_request_owner';
    end if;
    new.owner_name := (select p.name from person p where p.id = new.owner_id);
  end if;
  if new.answer <> '' then
    if not directs and new.owner_id is distinct from me then
      raise exception 'somebody else answers' using errcode = 'check_violation', constraint = 'partner_request_taken';
    end if;
    new.answered := app.now();
    new.answered_name := app.named(me);
  end if;
  new.taken := case when new.owner_id = me and new.taken is null then app.now() else new.taken end;
  return new;
end $$;

ALTER FUNCTION app.request_turns() OWNER TO concord_owner;

CREATE FUNCTION app.request_waits() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if tg_table_name = 'sector_update' then
    update audience set answer_by = new.answer_by where item_id = new.item_id and answer_by is distinct from new.answer_by;
    return null;
  end if;
  new.answer_by := (select u.answer_by from sector_update u where u.item_id = new.item_id);
  return new;
end $$;

ALTER FUNCTION app.request_waits() OWNER TO concord_owner;

CREATE FUNCTION app.reset_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, object_id) values ('reset', new.person_id);
  return null;
end $$;

ALTER FUNCTION app.reset_notice() OWNER TO concord_owner;

CREATE FUNCTION app.resettable(in_council uuid, named text) RETURNS TABLE(person_id uuid, name text, organization text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select distinct p.id, p.name, o.name
    from app.who w join appointment a on a.council_id = in_council and a.since <= app.now() and (a.until is null or a.until > app.now())
    join person p on p.id = a.person_id and p.id <> w.person_id and p.enrolled is not null
    join organization o on o.id = p.organization_id
   where app.vouches(w.person_id, in_council) and strpos(p.folded, app.folded(named)) > 0
     and not exists (select from held h join capability c on c.slug = h.capability
                      where h.person_id = p.id and c.class = 'structure' and h.since <= app.now() and h.until > app.now())
   order by p.name, p.id limit 20
$$;

ALTER FUNCTION app.resettable(in_council uuid, named text) OWNER TO concord_definer;

CREATE FUNCTION app.reveal(contacts uuid[], why text, of_via text) RETURNS TABLE(outcome text, until timestamp with time zone, contact_id uuid, value text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
  me uuid := (select w.person_id from app.who w);
  news uuid[];
  cost int; -- people and desks among them that were not opened yet that day
  incident uuid;
  mine record;
  pace record;
  rule text;
  free timestamptz;
  stop timestamptz;
  new_act uuid := gen_random_uuid();
begin
  if current_setting('app.mode', true) is distinct from 'write' or me is null or cardinality(contacts) = 0
     or not contacts <@ array(select s.contact_id from app.contact_seen s where s.contact_id = any (contacts)) then
    raise exception 'not these contacts' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('reveal ' || me, 0)); -- another at the same moment is counted too
  news := array(select c.id from contact c
                 where c.id = any (contacts) and not exists (select from app.contact_seen s where s.contact_id = c.id and s.own)
                   and not exists (select from reveal r where r.contact_id = c.id and r.by_id = me and r.at > app.now() - interval '1 day'));
  if char_length(btrim(why)) < 10 and exists (select from contact c where c.id = any (news) and (c.kind in ('direct', 'after-hours') or of_via <> 'page')) then
    raise exception 'say why' using errcode = 'check_violation', constraint = 'reveal_reason';
  end if;
  incident := (select i.incident_id from app.incident_reach i join app.contact_live c on c.works_for = i.organization_id
                where c.id = any (news) group by i.incident_id having count(distinct c.id) = cardinality(news) order by i.incident_id limit 1);
  select * into mine from app.my_openings o;
  cost := (select count(distinct coalesce(c.person_id, c.organization_id)) from contact c
            where c.id = any (news) and not exists (select from reveal r where r.by_id = me and r.at > app.now() - interval '1 day'
                    and coalesce(r.person_id, r.organization_id) = coalesce(c.person_id, c.organization_id) and (incident is not null or r.incident_id is null)));
  -- One after another: what is opened together counts once. In an incident there is no time to wait.
  select count(distinct r.act) filter (where r.at > app.now() - interval '10 minutes') as lately, count(distinct r.act) as hour, max(r.at) as last into pace
    from reveal r where r.by_id = me and r.incident_id is null and r.at > app.pace_since(me);
  if mine.stopped is not null or cardinality(news) > 0 and incident is null and pace.hour >= 15 then
    rule := 'stop';
  elsif cardinality(news) > 0 and incident is null and pace.lately >= 5 and pace.last > app.now() - interval '2 minutes' then
    rule := 'pace';
    free := pace.last + interval '2 minutes';
  elsif incident is null and mine.used + cost > mine.budget or incident is not null and mine.incident_used + cost > mine.incident_budget then
    rule := 'budget';
    free := (select min(r.at) + interval '1 day' from reveal r where r.by_id = me and r.at > app.now() - interval '1 day' and (r.incident_id is null or incident is not null));
  end if;
  if rule is not null then
    stop := app.reveal_refused(me, rule);
    return query select case when stop is null then rule else 'stop' end, coalesce(stop, free), null::uuid, null::text;
    return;
  end if;
  insert into reveal (act, contact_id, person_id, organization_id, kind, label, by_id, by_name, by_office, by_organization, via, reason, incident_id)
  select new_act, c.id, c.person_id, c.organization_id, c.kind, c.label, me, w.name, coalesce(f.office, ''), o.name, of_via, left(btrim(why), 500), incident
    from contact c
   cross join app.who w join organization o on o.id = w.organization_id
    left join lateral (select f.name || ', ' || k.short_name as office
                         from appointment a join office f on f.slug = a.office join council k on k.id = a.council_id left join reveal_budget g on g.office = a.office
                        where a.person_id = me and a.since <= app.now() and (a.until is null or a.until > app.now())
                        order by g.openings desc nulls last, f.rank limit 1) f on true
   where c.id = any (news);
  return query select 'opened', null::timestamptz, c.id, c.value from contact c where c.id = any (contacts);
end $$;

ALTER FUNCTION app.reveal(contacts uuid[], why text, of_via text) OWNER TO concord_owner;

CREATE FUNCTION app.reveal_refused(me uuid, of_rule text) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  stop reveal_stop;
begin
  if (select count(*) from (select from reveal_refusal f where f.by_id = me and f.at > app.now() - interval '1 day' limit 60) x) < 60 then
    insert into reveal_refusal (by_id, rule) values (me, of_rule);
  end if;
  select t.* into stop from reveal_stop t where t.person_id = me and t.until > app.now() order by t.until desc limit 1;
  if stop.id is null and (of_rule = 'stop' or (select count(*) from reveal_refusal f where f.by_id = me and f.at > app.pace_since(me)) >= 10) then
    insert into reveal_stop (person_id, until, rule) values (me, app.now() + interval '1 day', case of_rule when 'stop' then 'openings' else 'refusals' end) returning * into stop;
  end if;
  if stop.id is not null and stop.alarmed is null
     and ((select count(*) from reveal_refusal f where f.by_id = me and f.at > stop.at) >= 3
       or exists (select from reveal_stop t where t.person_id = me and t.id <> stop.id and t.at > app.now() - interval '7 days')) then
    update reveal_stop set alarmed = app.now() where id = stop.id;
    insert into outbox (topic, object_id) values ('harvest', stop.id);
    insert into audit (person_id, decision, route, request, act, verb, object, object_id, subject_id)
    values (me, 'refused', coalesce(current_setting('app.route', true), ''), coalesce(current_setting('app.request', true), ''), 'structure', 'alarm', 'reveal_stop', stop.id::text, me);
  end if;
  return stop.until;
end $$;

ALTER FUNCTION app.reveal_refused(me uuid, of_rule text) OWNER TO concord_owner;

CREATE FUNCTION app.right_change(of_kind text, of_office text, of_capability text, of_reach text) RETURNS TABLE(person_id uuid, circle_id uuid, council_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select distinct a.person_id, r.circle_id, r.reached_id
    from council_kind_term k
    join council c on c.id = k.council_id and c.since <= app.now() and c.until > app.now()
    join appointment a on a.council_id = c.id and a.office = of_office and a.since <= app.now() and (a.until is null or a.until > app.now())
    join person p on p.id = a.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
    left join seat s on s.id = a.seat_id
    join lateral (
         select r.circle_id, r.reached_id from app.reach r where r.council_id = c.id and r.reach = of_reach and r.since <= app.now() and r.until > app.now()
         union all
         select o.id, o.council_id from circle o where of_reach = 'person' and o.council_id = c.id and o.person_id = a.person_id) r on true
   where k.kind = of_kind and k.since <= app.now() and k.until > app.now() and (s.until is null or s.until > app.now())
     and not exists (select from held h left join appointment x on x.id = h.appointment_id
                      where h.person_id = a.person_id and h.capability = of_capability and h.circle_id = r.circle_id and h.since <= app.now() and h.until > app.now()
                        and (x.office is distinct from of_office
                          or not exists (select from council_kind_term t where t.council_id = x.council_id and t.kind = of_kind and t.since <= app.now() and t.until > app.now())))
     and not exists (select from office_may m join app.reach q on q.council_id = c.id and q.reach = m.reach and q.circle_id = r.circle_id and q.since <= app.now() and q.until > app.now()
                      where m.kind = of_kind and m.office = of_office and m.capability = of_capability and m.reach <> of_reach and m.since <= app.now() and m.until > app.now())
$$;

ALTER FUNCTION app.right_change(of_kind text, of_office text, of_capability text, of_reach text) OWNER TO concord_owner;

CREATE FUNCTION app.right_effect(of_kind text, of_office text, of_capability text, of_reach text) RETURNS TABLE(council text, slug text, circle text, people integer, everybody integer, circles integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  with gained as materialized (
    select g.person_id, g.council_id, c.kind from app.right_change(of_kind, of_office, of_capability, of_reach) g join circle c on c.id = g.circle_id
     where (select true from app.holding where capability = 'proposal.decide' limit 1)
  )
  select k.short_name, k.slug, g.kind, count(*)::int, (select count(distinct person_id)::int from gained), (count(*) over ())::int
    from gained g join council k on k.id = g.council_id
   group by k.id, k.short_name, k.slug, g.kind order by count(*) desc, k.short_name, g.kind limit 20
$$;

ALTER FUNCTION app.right_effect(of_kind text, of_office text, of_capability text, of_reach text) OWNER TO concord_owner;

CREATE FUNCTION app.right_fits(of_kind text, of_office text, of_capability text, of_reach text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select of_reach = any (c.reaches) and o.of_staff = (k.roster_by = 'staff')
     and (c.class = 'structure') <= (k.slug = 'administration') and (k.slug = 'administration') <= (c.class <> 'content')
     and (o.slug = 'liaison') <= (k.slug in ('gcc', 'joint_room'))
    from council_kind k, office o, capability c where k.slug = of_kind and o.slug = of_office and c.slug = of_capability
$$;

ALTER FUNCTION app.right_fits(of_kind text, of_office text, of_capability text, of_reach text) OWNER TO concord_owner;

CREATE FUNCTION app.right_is_fitting() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if not app.right_fits(new.kind, new.office, new.capability, new.reach) then
    raise exception 'no such office does that there' using errcode = 'check_violation', constraint = 'right_fits';
  end if;
  return new;
end $$;

ALTER FUNCTION app.right_is_fitting() OWNER TO concord_owner;

CREATE FUNCTION app.room_has_sides() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if not exists (select from council_kind_term where council_id = new.room_id and kind = 'joint_room')
     or exists (select from room_side s where s.room_id = new.room_id and s.council_id <> new.council_id
                   and not exists (select from counterpart p where p.council_id = s.council_id and p.counterpart_id = new.council_id and p.until > app.now())) then
    raise exception 'a joint room belongs to councils that face each other' using errcode = 'check_violation', constraint = 'room_of_counterparts';
  end if;
  perform app.nest(new.council_id, new.room_id);
  return null;
end $$;

ALTER FUNCTION app.room_has_sides() OWNER TO concord_owner;

CREATE FUNCTION app.row_trouble(given jsonb, state_known boolean, county_known boolean) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select case
    when app.said(given, 'name') !~ '[[:alnum:]]' then 'It has no name.'
    when char_length(app.said(given, 'name')) > 200 then 'The name is longer than 200 characters.'
    when app.said(given, 'state') <> '' and not state_known then 'There is no state "' || left(app.said(given, 'state'), 40) || '": give its two letters.'
    when app.said(given, 'county') <> '' and not county_known then case when app.said(given, 'state') = '' then 'It names a county and no state: say in which state the county is.'
      else 'There is no county "' || left(app.said(given, 'county'), 60) || '" in that state.' end
    when char_length(app.said(given, 'city')) > 100 then 'The city is longer than 100 characters.'
    when char_length(app.said(given, 'website')) > 200 then 'The website is longer than 200 characters.'
    when char_length(app.said(given, 'abbreviation')) > 40 then 'The abbreviation is longer than 40 characters.'
    when char_length(app.said(given, 'kind')) > 100 then 'The kind is longer than 100 characters.'
    when char_length(app.said(given, 'address')) > 300 then 'The address is longer than 300 characters.'
    when char_length(app.said(given, 'number')) > 100 then 'The number is longer than 100 characters.'
    else '' end
$$;

ALTER FUNCTION app.row_trouble(given jsonb, state_known boolean, county_known boolean) OWNER TO concord_owner;

CREATE FUNCTION app.rule_begins() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.recorded_by := coalesce((select person_id from app.who), new.recorded_by);
  new.recorded_name := app.named(new.recorded_by);
  new.recorded := app.now();
  new.since := app.now();
  if exists (select from app.who) and new.council_id <> all (array(select council_id from app.entrusting)) then
    raise exception 'not this roster' using errcode = 'insufficient_privilege';
  end if;
  perform from council where id = new.council_id for no key update;
  if not exists (select from council_kind_term t join council_kind k on k.slug = t.kind
                  where t.council_id = new.council_id and t.since <= app.now() and t.until > app.now() and k.roster_by = 'council' and k.has_seats and k.slug <> 'joint_room') then
    raise exception 'the kind says who keeps it' using errcode = 'check_violation', constraint = 'roster_rule_kind';
  end if;
  -- An industry council seats itself, whoever agrees.
  if new.kept_by = 'staff' and (select industry_only from council where id = new.council_id) then
    raise exception 'staff keep no roster of an industry council' using errcode = 'check_violation', constraint = 'roster_rule_industry';
  end if;
  if exists (select from held h where h.person_id = new.recorded_by and h.council_id = new.council_id and h.capability = 'roster.entrust' and h.since <= app.now() and h.until > app.now()) then
    new.agreed := app.now();
    new.agreed_name := new.recorded_name;
    update roster_rule set until = app.now() where council_id = new.council_id and agreed is not null and until is null;
  end if;
  return new;
end $$;

ALTER FUNCTION app.rule_begins() OWNER TO concord_owner;

CREATE FUNCTION app.rule_turns() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare me uuid := (select person_id from app.who);
begin
  if pg_trigger_depth() > 1 then
    return new; -- the next one ends it
  end if;
  perform from council where id = old.council_id for no key update;
  if old.agreed is not null or old.stopped is not null then
    raise exception 'it is decided' using errcode = 'check_violation', constraint = 'roster_rule_over';
  end if;
  if new.stopped is not null then
    new.agreed := null;
    new.stopped := app.now();
    return new;
  end if;
  if not exists (select from app.holding h where h.council_id = old.council_id and h.capability = 'roster.entrust')
     and (me = old.recorded_by or exists (select from held h where h.council_id = old.council_id and h.capability = 'roster.entrust' and h.since <= app.now() and h.until > app.now())) then
    raise exception 'the chair agrees' using errcode = 'insufficient_privilege';
  end if;
  new.agreed := app.now();
  new.agreed_name := app.named(me);
  new.since := app.now();
  update roster_rule set until = app.now() where council_id = old.council_id and agreed is not null and until is null;
  return new;
end $$;

ALTER FUNCTION app.rule_turns() OWNER TO concord_owner;

CREATE FUNCTION app.rules_accepted() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform pg_advisory_xact_lock(hashtext('rules of behavior'));
  update signin.session set bound = app.bound_until(new.person_id) where person_id = new.person_id;
  return null;
end $$;

ALTER FUNCTION app.rules_accepted() OWNER TO concord_owner;

CREATE FUNCTION app.rules_come() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform pg_advisory_xact_lock(hashtext('rules of behavior'));
  if new.since < app.now() or exists (select from rules_of_behavior r where r.since > new.since) then
    raise exception 'an earlier day' using errcode = 'check_violation', constraint = 'rules_in_order';
  end if;
  update signin.session set bound = new.since where person_id is not null and bound > new.since;
  return null;
end $$;

ALTER FUNCTION app.rules_come() OWNER TO concord_owner;

CREATE FUNCTION app.said(given jsonb, name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select btrim(coalesce(given ->> name, '')) $$;

ALTER FUNCTION app.said(given jsonb, name text) OWNER TO concord_owner;

CREATE FUNCTION app.says_no_more(given jsonb, above jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select not exists (select from jsonb_each_text(given - 'name') e where btrim(e.value) <> '' and app.folded(e.value) is distinct from app.folded(above ->> e.key))
$$;

ALTER FUNCTION app.says_no_more(given jsonb, above jsonb) OWNER TO concord_owner;

CREATE FUNCTION app.search_anew(most integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare one uuid; done int := 0;
begin
  for one in select item_id from search_part where rules < 1 order by posted desc limit most loop
    perform 1 from search_part where item_id = one and rules < 1 for update skip locked;
    continue when not found;
    update search_part set vector = app.search_vector(one), rules = 1 where item_id = one;
    done := done + 1;
  end loop;
  return done;
end $$;

ALTER FUNCTION app.search_anew(most integer) OWNER TO concord_owner;

CREATE FUNCTION app.search_vector(item uuid) RETURNS tsvector
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select setweight(to_tsvector('english', app.words(v.title)), 'A') || to_tsvector('english', app.words(v.body))
         || to_tsvector('english', app.words(i.author_name || ' ' || i.author_organization))
         || to_tsvector('english', app.words(coalesce((select string_agg(name, ' | ' order by id) from attachment where item_id = i.id and dropped is null), '')))
         || array_to_tsvector(array(select '#' || circle_id::text from audience where item_id = i.id)
            || ('=' || coalesce((select genre from sector_update where item_id = i.id), i.kind))
            || ('@' || to_char(i.posted at time zone 'UTC', 'IYYYIW')))
    from item i join item_version v on v.item_id = i.id and v.number = i.current
   where i.id = item $$;

ALTER FUNCTION app.search_vector(item uuid) OWNER TO concord_owner;

CREATE FUNCTION app.sectors_fold() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  perform app.refold(array(select distinct a.id from appointment a join council_sector s on s.council_id = a.council_id
                            where a.office in ('chair', 'secretary') and (a.council_id in (select council_id from changed) or s.sector in (select sector from changed))));
  return null;
end $$;

ALTER FUNCTION app.sectors_fold() OWNER TO concord_owner;

CREATE FUNCTION app.seen_by(of_root uuid) RETURNS TABLE(item_id uuid, circle_id uuid, kind text, council_id uuid, council text, slug text, person_id uuid, person text, people integer, government integer, everybody integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  with kept as materialized (
    select app.kept_from(of_root) as people
  ), shown as materialized (
    select distinct mine.item_id from audience mine
     where mine.root_id = of_root
       and mine.circle_id = any (array(select h.circle_id from app.holding h where h.capability = 'item.read'))
       and mine.item_id <> all ((select app.held_back())::uuid[])
  ), told as materialized (
    select a.item_id, a.circle_id from shown s join audience a on a.item_id = s.item_id
  ), sizes as materialized (
    select t.circle_id, z.people - (select count(distinct h.person_id)::int from held h
                                     where h.circle_id = t.circle_id and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
                                       and h.person_id = any ((select k.people from kept k)::uuid[])) as people, z.government
      from (select distinct t.circle_id from told t) t cross join lateral app.size_of(t.circle_id) z
  ), whole as materialized (
    select t.item_id, array_agg(t.circle_id order by t.circle_id) as circles from told t group by t.item_id having count(*) > 1
  ), united as materialized (
    select w.circles, n.people from (select distinct w.circles from whole w) w
     cross join lateral (
           select count(*)::int as people
             from (select p.id
                     from (select distinct h.person_id from held h
                            where h.circle_id = any (w.circles) and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
                              and h.person_id <> all ((select k.people from kept k)::uuid[])) h
                     join person p on p.id = h.person_id
                    where (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
                    limit 1001) counted) n
  )
  select t.item_id, c.id, c.kind, c.council_id, k.short_name, k.slug, c.person_id, p.name, z.people, z.government, coalesce(u.people, z.people)
    from told t join sizes z using (circle_id) join circle c on c.id = t.circle_id join council k on k.id = c.council_id
    left join person p on p.id = c.person_id
    left join whole w on w.item_id = t.item_id left join united u on u.circles = w.circles
$$;

ALTER FUNCTION app.seen_by(of_root uuid) OWNER TO concord_definer;

CREATE FUNCTION app.seers_of(of_person uuid) RETURNS TABLE(office text, serves text, people integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  (select o.name, s.short_name, count(distinct h.person_id)::int
     from (select distinct council_id from appointment where person_id = of_person and since <= app.now() and (until is null or until > app.now())) named
     join circle c on c.council_id = named.council_id and c.person_id is null
     join held h on h.circle_id = c.id and h.capability = 'roster.read' and h.since <= app.now() and h.until > app.now()
     join person p on p.id = h.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
     join appointment a on a.id = h.appointment_id
     join office o on o.slug = a.office
     join council s on s.id = a.council_id
    where named.council_id = any (array(select council_id from app.roster_seen))
    group by o.name, o.rank, s.short_name
    order by s.short_name, o.rank limit 100)
  union all
  (select o.name, k.name, null
     from office_may m join office o on o.slug = m.office join council_kind k on k.slug = m.kind
    where m.capability = 'directory.browse' and m.since <= app.now() and m.until > app.now()
      and (select true from app.acquaintance q where q.person_id = of_person limit 1)
    order by k.name, o.rank)
$$;

ALTER FUNCTION app.seers_of(of_person uuid) OWNER TO concord_definer;

CREATE FUNCTION app.selection_begins() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.recorded_by := coalesce((select person_id from app.who), new.recorded_by);
  new.recorded_name := app.named(new.recorded_by);
  new.recorded := app.now();
  return new;
end $$;

ALTER FUNCTION app.selection_begins() OWNER TO concord_owner;

CREATE FUNCTION app.selection_fits() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if not exists (select from council_umbrella m join umbrella u on u.slug = m.umbrella and u.selects
                  where m.council_id = new.council_id and m.umbrella = new.umbrella and m.since <= new.since::date and (m.until is null or m.until > new.since::date)) then
    raise exception 'the council did not stand under it' using errcode = 'check_violation', constraint = 'selection_umbrella';
  end if;
  return null;
end $$;

ALTER FUNCTION app.selection_fits() OWNER TO concord_owner;

CREATE FUNCTION app.selection_goes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  update selection s set until = greatest(s.since, new.until::timestamptz), ended_because = 'The council''s time under the umbrella ended'
   where s.council_id = new.council_id and s.umbrella = new.umbrella and (s.until is null or s.until > new.until::timestamptz);
  return null;
end $$;

ALTER FUNCTION app.selection_goes() OWNER TO concord_owner;

CREATE FUNCTION app.serves(of_person uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select exists (select from appointment a where a.person_id = of_person and (a.until is null or a.until > app.now()))
      or exists (select from organization_administrator m where m.person_id = of_person and (m.until is null or m.until > app.now()))
$$;

ALTER FUNCTION app.serves(of_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.serves_one_store() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if not (select of_staff from office where slug = new.office) then
    return null;
  end if;
  perform from person where id = new.person_id for no key update; -- of two offices given at once the second is refused
  if exists (select from council_kind_term k join office_may n on n.kind = k.kind and n.office = new.office
               join appointment a on a.person_id = new.person_id join council_kind_term t on t.council_id = a.council_id join office_may m on m.kind = t.kind and m.office = a.office
              where k.council_id = new.council_id and app.store_of(m.capability) <> app.store_of(n.capability)
                and not isempty(tstzrange(a.since, a.until) * tstzrange(m.since, m.until) * tstzrange(t.since, t.until)
                              * tstzrange(new.since, new.until) * tstzrange(n.since, n.until) * tstzrange(k.since, k.until))) then
    raise exception 'nobody serves both' using errcode = 'check_violation', constraint = 'two_stores';
  end if;
  return null;
end $$;

ALTER FUNCTION app.serves_one_store() OWNER TO concord_owner;

CREATE FUNCTION app.serves_until(who uuid, of_office uuid, from_then timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select min(x.at) from (select from_then as at union all select a.until from appointment a where a.person_id = who and a.council_id = of_office and a.until > from_then) x
   where not exists (select from appointment a where a.person_id = who and a.council_id = of_office and a.since <= x.at and (a.until is null or a.until > x.at))
$$;

ALTER FUNCTION app.serves_until(who uuid, of_office uuid, from_then timestamp with time zone) OWNER TO concord_owner;

CREATE FUNCTION app.session_bound() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if new.bound is null then
    perform pg_advisory_xact_lock_shared(hashtext('rules of behavior'));
    new.bound := case when new.person_id is null then 'infinity' else app.bound_until(new.person_id) end;
  end if;
  return new;
end $$;

ALTER FUNCTION app.session_bound() OWNER TO concord_owner;

CREATE FUNCTION app.session_ended() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into signin.ended (hash, person_id) select handle, person_id from gone where person_id is not null
  on conflict (hash, person_id) do update set at = app.now();
  return null;
end $$;

ALTER FUNCTION app.session_ended() OWNER TO concord_owner;

CREATE FUNCTION app.session_used() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  update signin.account set used = app.now() where person_id = new.person_id;
  update renewal set answer = 'stays', answered = app.now() where person_id = new.person_id and reason = 'unused' and answer is null;
  return null;
end $$;

ALTER FUNCTION app.session_used() OWNER TO concord_owner;

CREATE FUNCTION app.set_aside_named() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  select p.name, o.name into new.name, new.organization from person p, organization o where p.id = new.person_id and o.id = new.organization_id;
  return new;
end $$;

ALTER FUNCTION app.set_aside_named() OWNER TO concord_owner;

CREATE FUNCTION app.side_by_side(of_kind text, one uuid, other uuid) RETURNS TABLE(part text, what text, of_one text, of_other text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $_$
declare follow record; n_one bigint; n_other bigint;
begin
  if not app.may_merge(of_kind, one, other) then
    return;
  end if;
  return query select case when k.key in (select c.field from app.choices(of_kind) c) then 'choice' else 'says' end, k.key, k.value, o.says ->> k.key
    from (select app.record_says(of_kind, other) as says) o cross join jsonb_each_text(app.record_says(of_kind, one)) k;
  for follow in select * from app.following(of_kind) loop
    execute format('select count(*) filter (where %1$I = $1), count(*) filter (where %1$I = $2) from %2$I where %1$I in ($1, $2)%3$s', follow.held_by, follow.what, follow.narrowed) into n_one, n_other using one, other;
    if n_one + n_other > 0 then
      return query select 'follows', follow.what || '.' || follow.held_by, n_one::text, n_other::text;
    end if;
  end loop;
  return query
  select 'binds', coalesce(a.what, b.what), coalesce(a.many, 0)::text, coalesce(b.many, 0)::text
    from app.binding(of_kind, one) a full join app.binding(of_kind, other) b on b.what = a.what;
end $_$;

ALTER FUNCTION app.side_by_side(of_kind text, one uuid, other uuid) OWNER TO concord_owner;

CREATE FUNCTION app.site_key(site text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select rtrim(regexp_replace(regexp_replace(lower(btrim(site)), '^[a-z]+://', ''), '^www\.', ''), '/')
$$;

ALTER FUNCTION app.site_key(site text) OWNER TO concord_owner;

CREATE FUNCTION app.size_of(circle uuid, OUT people integer, OUT government integer) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select count(*)::int, (count(*) filter (where counted.government))::int
    from (select (select o.government from organization o where o.id = p.organization_id) as government
            from (select distinct h.person_id from held h
                   where h.circle_id = circle and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()) h
            join person p on p.id = h.person_id
           where (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
           limit 1001) counted
$$;

ALTER FUNCTION app.size_of(circle uuid, OUT people integer, OUT government integer) OWNER TO concord_definer;

CREATE FUNCTION app.speaker_folds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare seats uuid[] := array(select distinct (case tg_table_name when 'seat' then to_jsonb(n) ->> 'id' else to_jsonb(n) ->> 'seat_id' end)::uuid from changed n);
begin
  delete from speaker where seat_id = any (seats);
  insert into speaker (seat_id, council_id, organization_id, appointment_id, person_id, since, until)
  select seat_id, council_id, organization_id, appointment_id, person_id, since, until from app.speaker_derived where seat_id = any (seats);
  return null;
end $$;

ALTER FUNCTION app.speaker_folds() OWNER TO concord_owner;

CREATE FUNCTION app.speaks() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.speaks := exists (select from speaker v where v.person_id = new.author_id and v.organization_id = new.organization_id and v.since <= app.now() and v.until > app.now())
    and (new.kind <> 'reply'
      or exists (select from app.reached(new.root_id, array(select a.circle_id from audience a where a.item_id = new.id)))
      or not exists (select from app.reached(new.root_id, array(select a.circle_id from audience a where a.item_id = new.root_id))));
  return new;
end $$;

ALTER FUNCTION app.speaks() OWNER TO concord_owner;

CREATE FUNCTION app.speaks_still(of_item uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select not exists (select from item i join app.who w on w.person_id = i.author_id
    where i.id = of_item and (i.withdrawn is not null or not i.source_council_id = any (array(
          select council_id from app.holding where capability = case i.kind when 'reply' then 'reply.post' else 'update.post' end))))
$$;

ALTER FUNCTION app.speaks_still(of_item uuid) OWNER TO concord_owner;

CREATE FUNCTION app.staff_term_ends() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if session_user in ('concord_app', 'concord_signin') and coalesce(new.until, 'infinity') > coalesce(old.until, 'infinity')
     and exists (select from council_kind_term t join council_kind k on k.slug = t.kind and k.roster_by = 'staff' where t.council_id = new.council_id) then
    raise exception 'a longer term is proposed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

ALTER FUNCTION app.staff_term_ends() OWNER TO concord_owner;

CREATE FUNCTION app.staff_with(wanted text) RETURNS uuid
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare me uuid := (select person_id from app.who);
begin
  if current_setting('app.mode', true) is distinct from 'write' or me is null
     or (select true from app.holding where capability = wanted limit 1) is null then
    raise exception 'needs %', wanted using errcode = 'insufficient_privilege';
  end if;
  return me;
end $$;

ALTER FUNCTION app.staff_with(wanted text) OWNER TO concord_definer;

CREATE FUNCTION app.step_named() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.by_name := coalesce((select name from person where id = new.by_id), new.by_name);
  return new;
end $$;

ALTER FUNCTION app.step_named() OWNER TO concord_owner;

CREATE FUNCTION app.still(person uuid, in_council uuid, wanted text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select exists (
    select from held h join person p on p.id = h.person_id
     where h.person_id = person and h.since <= app.now() and h.until > app.now()
       and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
       and (h.capability = wanted and h.council_id = in_council
         or h.capability = 'council.record' and exists (
              select from council_kind_term t join council_kind k on k.slug = t.kind
               where t.council_id = in_council and k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now())))
$$;

ALTER FUNCTION app.still(person uuid, in_council uuid, wanted text) OWNER TO concord_definer;

CREATE FUNCTION app.stop_lifted() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare me uuid := (select person_id from app.who);
begin
  if me is null then
    return new; -- the portal itself
  elsif old.person_id = me then
    raise exception 'nobody lifts her own' using errcode = 'insufficient_privilege';
  elsif old.lifted is not null or old.until <= app.now() then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'reveal_stop_over';
  end if;
  new.lifted := app.now();
  new.lifted_by := me;
  new.lifted_name := app.named(me);
  new.until := app.now();
  insert into audit (person_id, route, request, act, verb, object, object_id, subject_id, reason)
  values (me, coalesce(current_setting('app.route', true), ''), coalesce(current_setting('app.request', true), ''), 'structure', 'lift', 'reveal_stop', new.id::text, new.person_id, new.because);
  return new;
end $$;

ALTER FUNCTION app.stop_lifted() OWNER TO concord_owner;

CREATE FUNCTION app.store_of(capability text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case when capability like 'inspection.%' then 'regulatory' when capability like 'engagement.%' or capability like 'facility.%' then 'voluntary' end
$$;

ALTER FUNCTION app.store_of(capability text) OWNER TO concord_owner;

CREATE FUNCTION app.succession_appoints() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  update appointment set until = new.since, ended_because = 'Handed over' where id in (new.appointment_id, new.alternate_id);
  insert into appointment (id, person_id, council_id, office, seat_id, organization_id, invented, since, until)
  select new.id, p.id, new.council_id, 'representative', new.seat_id, new.organization_id, p.invented, new.since, new.was_until from person p where p.id = new.person_id;
  return null;
end $$;

ALTER FUNCTION app.succession_appoints() OWNER TO concord_owner;

CREATE FUNCTION app.succession_begins() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  going appointment;
begin
  perform from seat where id = new.seat_id for no key update; -- of two who hand it over at once the second is told
  select a.* into going from appointment a
   where a.seat_id = new.seat_id and a.office = 'representative' and a.since <= app.now() and (a.until is null or a.until > app.now());
  new.asked_by := (select person_id from app.who);
  if new.asked_by is null or new.seat_id <> all (array(select seat_id from app.handing)) then
    raise exception 'not this seat' using errcode = 'insufficient_privilege';
  end if;
  new.asked := app.now();
  new.council_id := going.council_id;
  new.organization_id := going.organization_id;
  new.appointment_id := going.id;
  new.outgoing_id := going.person_id;
  new.was_until := going.until;
  new.since := greatest(new.day, app.now() + case when new.asked_by = going.person_id then interval '0' else interval '14 days' end);
  new.agreed := case when new.asked_by = going.person_id then app.now() end;
  new.stopped := null;
  new.stopped_by := null;
  select a.id, a.until into new.alternate_id, new.alternate_until from appointment a
   where a.seat_id = new.seat_id and a.office = 'alternate' and a.person_id = new.person_id and a.since < new.since and (a.until is null or a.until > new.since);
  if exists (select from succession s where s.seat_id = new.seat_id and s.stopped is null and s.since > app.now()) then
    raise exception 'it is being handed over' using errcode = 'unique_violation', constraint = 'succession_open';
  end if;
  if new.since >= least(new.was_until, (select s.until from seat s where s.id = new.seat_id)) then
    raise exception 'the term ends before' using errcode = 'check_violation', constraint = 'succession_late';
  end if;
  if new.person_id = new.outgoing_id or not exists (
       select from person p where p.id = new.person_id and (new.alternate_id is not null or p.organization_id = new.organization_id)
          and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > new.since)) then
    raise exception 'not a person of the seat' using errcode = 'check_violation', constraint = 'succession_person';
  end if;
  return new;
end $$;

ALTER FUNCTION app.succession_begins() OWNER TO concord_owner;

CREATE FUNCTION app.succession_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, object_id) values ('succession', new.id);
  return null;
end $$;

ALTER FUNCTION app.succession_notice() OWNER TO concord_owner;

CREATE FUNCTION app.succession_turns() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare me uuid := (select person_id from app.who);
begin
  if old.stopped is not null or old.since <= app.now() or old.agreed is not null and new.stopped is null then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'succession_over';
  end if;
  if new.stopped is not null then
    new.stopped := app.now();
    new.stopped_by := me;
    update appointment set until = since where id = new.id;
    update appointment set until = new.was_until, ended_because = '' where id = new.appointment_id;
    update appointment set until = new.alternate_until, ended_because = '' where id = new.alternate_id;
  elsif me = old.outgoing_id then
    new.agreed := app.now();
    new.since := greatest(old.day, app.now());
    update appointment set until = new.since where id in (new.appointment_id, new.alternate_id);
    update appointment set since = new.since where id = new.id;
  else
    raise exception 'who goes agrees' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

ALTER FUNCTION app.succession_turns() OWNER TO concord_owner;

CREATE FUNCTION app.successors(of_seat uuid) RETURNS TABLE(person_id uuid, name text, alternate boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select p.id, p.name, a.person_id is not null
    from seat s
    join person p on p.organization_id = s.organization_id or p.id in (
         select a.person_id from appointment a where a.seat_id = s.id and a.office = 'alternate' and a.since <= app.now() and (a.until is null or a.until > app.now()))
    left join lateral (select a.person_id from appointment a where a.seat_id = s.id and a.office = 'alternate' and a.person_id = p.id
                          and a.since <= app.now() and (a.until is null or a.until > app.now()) limit 1) a on true
   where s.id = of_seat and of_seat = any (array(select seat_id from app.handing))
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
     and p.id not in (select r.person_id from appointment r where r.seat_id = s.id and r.office = 'representative' and r.since <= app.now() and (r.until is null or r.until > app.now()))
   order by a.person_id is null, p.name, p.id limit 100
$$;

ALTER FUNCTION app.successors(of_seat uuid) OWNER TO concord_owner;

CREATE FUNCTION app.suspended_with_reason() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if current_user = 'concord_app' and new.suspended is not null and new.suspended is distinct from old.suspended then
    raise exception 'a suspension says why' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

ALTER FUNCTION app.suspended_with_reason() OWNER TO concord_owner;

CREATE FUNCTION app.suspension_ends_sign_ins() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if least(old.suspended, old.expires, new.suspended, new.expires) <= app.now() then
    delete from signin.session where person_id = new.id;
  end if;
  return null;
end $$;

ALTER FUNCTION app.suspension_ends_sign_ins() OWNER TO concord_owner;

CREATE FUNCTION app.suspension_folds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare councils uuid[] := array(select a.council_id from appointment a where a.person_id = new.id and a.office in ('chair', 'vice-chair'));
begin
  perform from council where id = any (councils) order by id for no key update;
  perform app.refold(array(select v.id from appointment v where v.council_id = any (councils) and v.office = 'vice-chair'));
  return null;
end $$;

ALTER FUNCTION app.suspension_folds() OWNER TO concord_owner;

CREATE FUNCTION app.suspension_holds() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  update person set suspended = app.now() where id = new.person_id and suspended is null;
  if not found then
    raise exception 'it is so already' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

ALTER FUNCTION app.suspension_holds() OWNER TO concord_owner;

CREATE FUNCTION app.take(of_kind text, of_id uuid, fields text[], said jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $_$
declare given text; before text; after text;
begin
  select string_agg(format('%1$I = x.%1$I', n), ', '), string_agg(format('o.%I', n), ', '), string_agg(format('x.%I', n), ', ') into given, before, after
    from app.choices(of_kind) c cross join unnest(c.columns) n where c.field = any (fields);
  if given is not null then
    for pass in 1..2 loop
      execute format('update %1$I o set %2$s from jsonb_populate_record(null::%1$I, $1) x where o.id = $2 and row(%3$s) is distinct from row(%4$s)', of_kind, given, before, after) using said, of_id;
    end loop;
  end if;
end $_$;

ALTER FUNCTION app.take(of_kind text, of_id uuid, fields text[], said jsonb) OWNER TO concord_owner;

CREATE FUNCTION app.take_room(blobs text[], sizes bigint[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  me   uuid := (select person_id from app.who);
  room file_room;
  more bigint;
begin
  if me is null then
    raise exception 'nobody is signed in' using errcode = 'insufficient_privilege';
  end if;
  select * into room from file_room for no key update;
  select coalesce(sum(bytes), 0) into more
    from (select blob, max(bytes) as bytes from unnest(blobs, sizes) n (blob, bytes) group by blob) n
   where not exists (select from file_share s where s.person_id = me and s.blob = n.blob);
  if more > 0 and more + (select coalesce(sum(bytes), 0) from file_share where person_id = me) > room.per_person then
    raise exception 'no room of one''s own' using errcode = 'check_violation', constraint = 'file_room_person';
  elsif more > 0 and more + room.used > room.in_all then
    raise exception 'no room' using errcode = 'check_violation', constraint = 'file_room_all';
  end if;
  insert into file_share (person_id, blob, bytes)
  select me, blob, max(bytes) from unnest(blobs, sizes) n (blob, bytes) group by blob
  on conflict (person_id, blob) do update set at = app.now();
  update file_room set used = used + more;
end $$;

ALTER FUNCTION app.take_room(blobs text[], sizes bigint[]) OWNER TO concord_owner;

CREATE FUNCTION app.telephone_of_file(of_person uuid) RETURNS uuid
    LANGUAGE sql STABLE
    AS $$
  select c.id from intake_row r join contact c on c.id = (r.was ->> 'contact')::uuid and c.person_id = of_person and c.ended is null and c.value = app.said(r.given, 'telephone')
   where r.target_id = of_person order by c.added desc limit 1
$$;

ALTER FUNCTION app.telephone_of_file(of_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.tell_of_growth(of_growth uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into reach_notice (growth_id, person_id, items)
  select of_growth, g.owner_id, count(distinct g.item_id) from app.grown_for(of_growth, null) g group by g.owner_id
  on conflict do nothing;
  if found then
    insert into outbox (topic, object_id) values ('grown', of_growth);
  end if;
end $$;

ALTER FUNCTION app.tell_of_growth(of_growth uuid) OWNER TO concord_owner;

CREATE FUNCTION app.term_letter(warning uuid) RETURNS TABLE(person text, office text, organization text, council text, slug text, until timestamp with time zone, own boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.term_letter(warning uuid) OWNER TO concord_owner;

CREATE FUNCTION app.territory_end_is_told() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  me uuid := (select person_id from app.who);
  place text := (select coalesce(c.name || ', ' || j.code, j.name) from jurisdiction j left join county c on c.fips = new.county where j.code = new.state);
  notice uuid;
  earlier boolean;
  told uuid;
begin
  if me is null and session_user <> 'concord_worker' -- an import, or the demonstration
     or exists (select from territory_hand_over h where h.office_id = new.office_id and app.now() in (h.at, h.undone) and new.person_id in (h.from_id, h.to_id)) then
    return null;
  end if;
  for told in
    select h.person_id from held h where h.council_id = new.office_id and h.capability = 'territory.edit' and h.since <= app.now() and h.until > app.now()
    union select new.person_id
  loop
    continue when told = me;
    insert into territory_notice (office_id, to_id, person_id, person_name, places, by_id, by_name)
    values (new.office_id, told, new.person_id, (select p.name from person p where p.id = new.person_id), array[place], me, coalesce((select p.name from person p where p.id = me), ''))
    on conflict (to_id, person_id, office_id, at) do update set places = territory_notice.places || excluded.places
    returning id, cardinality(places) > 1 into notice, earlier;
    if not earlier then
      insert into outbox (topic, object_id) values ('territory-ended', notice);
    end if;
  end loop;
  return null;
end $$;

ALTER FUNCTION app.territory_end_is_told() OWNER TO concord_owner;

CREATE FUNCTION app.territory_end_letter(of_notice uuid, to_person uuid) RETURNS TABLE(office text, region integer, by_name text, person_name text, places text[], own boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select c.short_name, c.region, n.by_name, n.person_name, n.places, n.person_id = to_person
    from territory_notice n join council c on c.id = n.office_id join app.told_of_territory_end(of_notice) t on t.person_id = to_person where n.id = of_notice
$$;

ALTER FUNCTION app.territory_end_letter(of_notice uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.territory_ends() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  update territory t set until = app.serves_until(t.person_id, t.office_id, t.since)
   where t.person_id = new.person_id and t.office_id = new.council_id
     and coalesce(t.until, 'infinity') > app.serves_until(t.person_id, t.office_id, t.since);
  return null;
end $$;

ALTER FUNCTION app.territory_ends() OWNER TO concord_owner;

CREATE FUNCTION app.territory_handed() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.by_id := coalesce((select person_id from app.who), new.by_id);
  new.by_name := app.named(new.by_id);
  new.from_name := app.named(new.from_id);
  new.to_name := app.named(new.to_id);
  new.places := array(select coalesce(c.name || ', ' || t.state, j.name) from territory t join jurisdiction j on j.code = t.state left join county c on c.fips = t.county
                       where t.person_id = new.from_id and t.office_id = new.office_id and t.since <= app.now() and (t.until is null or t.until > app.now()) order by 1);
  new.parts := array(select t.id from territory t where t.person_id = new.from_id and t.office_id = new.office_id and t.since <= app.now() and (t.until is null or t.until > app.now()));
  new.engagements := array(select e.id from engagement e where e.office_id = new.office_id and e.keeper_id = new.from_id and (e.state = 'planned' or e.next_day is not null));
  new.requests := array(select r.id from partner_request r where r.office_id = new.office_id and r.owner_id = new.from_id and r.answered is null and r.withdrawn is null);
  return new;
end $$;

ALTER FUNCTION app.territory_handed() OWNER TO concord_owner;

CREATE FUNCTION app.territory_notice_seen() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.seen := coalesce(old.seen, app.now());
  return new;
end $$;

ALTER FUNCTION app.territory_notice_seen() OWNER TO concord_owner;

CREATE FUNCTION app.text_leaves(of_item uuid, to_person uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  insert into text_left (item_id, person_id) values (of_item, to_person) on conflict do nothing $$;

ALTER FUNCTION app.text_leaves(of_item uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.text_left_to(of_item uuid) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select count(*)::int from text_left t
   where t.item_id = of_item and exists (select from item i where i.id = of_item and (
           i.author_id = any (array(select person_id from app.who)) or i.source_council_id = any (array(select council_id from app.holding where capability = 'item.withdraw')))) $$;

ALTER FUNCTION app.text_left_to(of_item uuid) OWNER TO concord_owner;

CREATE FUNCTION app.text_stayed(of_item uuid, to_person uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  delete from text_left where item_id = of_item and person_id = to_person $$;

ALTER FUNCTION app.text_stayed(of_item uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_apart_where() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  new.office_id := (select f.office_id from facility f where f.id = new.one_id);
  return new;
end $$;

ALTER FUNCTION app.told_apart_where() OWNER TO concord_owner;

CREATE FUNCTION app.told_of_agreement(of_agreement uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select m.person_id from agreement a join organization_administrator m on m.organization_id = a.with_id
   where a.id = of_agreement and m.since <= app.now() and (m.until is null or m.until > app.now())
  union
  select t.person_id from agreement a join appointment t on t.organization_id = a.with_id and t.office = 'representative'
   where a.id = of_agreement and t.since <= app.now() and (t.until is null or t.until > app.now())
$$;

ALTER FUNCTION app.told_of_agreement(of_agreement uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_answer(of_request uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select r.asked_by from partner_request r where r.id = of_request
$$;

ALTER FUNCTION app.told_of_answer(of_request uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_break_glass(glass uuid) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.told_of_break_glass(glass uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_given(of_request uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select distinct h.person_id from partner_request r join held h on h.council_id = r.office_id and h.capability = 'engagement.write' and h.since <= app.now() and h.until > app.now()
   where r.id = of_request and r.answered is null and r.withdrawn is null and h.person_id in (r.owner_id, r.given_from) and h.person_id <> r.given_by
$$;

ALTER FUNCTION app.told_of_given(of_request uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_glass_asked(glass uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return query select distinct h.person_id
    from break_glass b join held h on h.capability = 'glass.break' and h.since <= app.now() and h.until > app.now() and h.person_id <> b.asked_by
   where b.id = glass and not exists (select from break_glass_decision d where d.break_glass_id = b.id) and not exists (select from break_glass_end e where e.break_glass_id = b.id);
end $$;

ALTER FUNCTION app.told_of_glass_asked(glass uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_growth(of_growth uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select n.person_id from reach_notice n
   where n.growth_id = of_growth and n.answered is null and n.at > (select max(l.at) from reach_notice l where l.growth_id = of_growth) - interval '1 hour' $$;

ALTER FUNCTION app.told_of_growth(of_growth uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_hand_over(of_hand_over uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select p.id from territory_hand_over h join person p on p.id in (h.from_id, h.to_id)
   where h.id = of_hand_over and p.id <> coalesce(h.undone_by, h.by_id)
$$;

ALTER FUNCTION app.told_of_hand_over(of_hand_over uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_harvest(of_stop uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select h.person_id from held h where h.capability = 'record.read' and h.since <= app.now() and h.until > app.now()
  union
  select h.person_id
    from reveal_stop t join person p on p.id = t.person_id join organization o on o.id = p.organization_id
    join lateral (
         select k.region from appointment a join council k on k.id = a.council_id
          where a.person_id = p.id and k.region is not null and a.since <= app.now() and (a.until is null or a.until > app.now())
         union all
         select j.region from jurisdiction j where j.code = o.state
         limit 1) r on true
    join held h on h.capability = 'reveal.review' and h.since <= app.now() and h.until > app.now()
    join council c on c.id = h.council_id and (c.region is null or c.region = r.region)
   where t.id = of_stop
  union
  select t.person_id from reveal_stop t where t.id = of_stop
$$;

ALTER FUNCTION app.told_of_harvest(of_stop uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_incident(of_incident uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return query select distinct h.person_id
    from incident i join incident_office o on o.incident_id = i.id join held h on h.council_id = o.office_id and h.capability = 'incident.work' and h.since <= app.now() and h.until > app.now()
   where i.id = of_incident and (i.until is null or i.until > app.now()) and h.person_id <> i.declared_by;
end $$;

ALTER FUNCTION app.told_of_incident(of_incident uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_inspection(of_inspection uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select m.person_id from inspection i join organization_administrator m on m.organization_id = i.organization_id and m.since <= app.now() and (m.until is null or m.until > app.now())
   where i.id = of_inspection
  union
  select a.person_id from inspection i join appointment a on a.organization_id = i.organization_id and a.office = 'representative' and a.since <= app.now() and (a.until is null or a.until > app.now())
    join seat s on s.id = a.seat_id and (s.until is null or s.until > app.now()) join council c on c.id = a.council_id and c.until > app.now()
   where i.id = of_inspection
$$;

ALTER FUNCTION app.told_of_inspection(of_inspection uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_office(notice uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select a.person_id from office_notice n join appointment a on a.id = n.appointment_id where n.id = notice
$$;

ALTER FUNCTION app.told_of_office(notice uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_plea(of_plea uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return query select distinct h.helper_id from app.plea_helper h where h.id = of_plea
         union select l.person_id from signin.plea l where l.id = of_plea;
end $$;

ALTER FUNCTION app.told_of_plea(of_plea uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_question(of_proposal uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select o.person_id from proposal p cross join lateral app.officers(p.asks_id) o where p.id = of_proposal and p.asked is not null and p.done is null and p.objected is null
$$;

ALTER FUNCTION app.told_of_question(of_proposal uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_reopening(of_incident uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  return query select distinct h.person_id
    from incident i join incident_office o on o.incident_id = i.id join held h on h.council_id = o.office_id and h.capability = 'incident.work' and h.since <= app.now() and h.until > app.now()
   where i.id = of_incident and (i.until is null or i.until > app.now()) and h.person_id is distinct from i.reopened_by;
end $$;

ALTER FUNCTION app.told_of_reopening(of_incident uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_request(of_request uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select distinct h.person_id from partner_request r join held h on h.council_id = r.office_id and h.capability = 'engagement.write' and h.since <= app.now() and h.until > app.now()
   where r.id = of_request and (r.owner_id is null or h.person_id = r.owner_id)
$$;

ALTER FUNCTION app.told_of_request(of_request uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_succession(hand_over uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select s.outgoing_id from succession s where s.id = hand_over and s.agreed is null
  union
  select k.person_id from succession s cross join lateral app.keepers(s.council_id) k where s.id = hand_over and k.person_id not in (s.asked_by, s.outgoing_id)
$$;

ALTER FUNCTION app.told_of_succession(hand_over uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_territory_end(of_notice uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select n.to_id from territory_notice n
   where n.id = of_notice and exists (select from held h where h.person_id = n.to_id and h.council_id = n.office_id and h.capability = 'engagement.read' and h.since <= app.now() and h.until > app.now())
$$;

ALTER FUNCTION app.told_of_territory_end(of_notice uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_widening(of_proposal uuid) RETURNS TABLE(person_id uuid, council_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select distinct h.person_id, null::uuid from held h where h.capability = 'proposal.decide' and h.since <= app.now() and h.until > app.now()
  union all
  select distinct a.person_id, a.council_id
    from proposal p
   cross join lateral (select g.council_id from (select r.circle_id, r.council_id from app.right_change(p.kind, p.office, p.capability, p.reach) r
                               union all select r.circle_id, r.council_id from app.kind_change(p.kind) r where p.act = 'enters') g join circle c on c.id = g.circle_id and c.person_id is null
                        group by g.council_id, g.circle_id having app.is_alarm(count(*)::int)) w
    join appointment a on a.council_id = w.council_id and a.office = 'chair' and a.since <= app.now() and (a.until is null or a.until > app.now())
   where p.id = of_proposal
$$;

ALTER FUNCTION app.told_of_widening(of_proposal uuid) OWNER TO concord_owner;

CREATE FUNCTION app.told_of_withdrawal(of_item uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select t.person_id from text_left t join item i on i.id = t.item_id where i.id = of_item and i.withdrawn is not null $$;

ALTER FUNCTION app.told_of_withdrawal(of_item uuid) OWNER TO concord_owner;

CREATE FUNCTION app.took_records(of_what text, rows integer, because text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare me uuid := (select person_id from app.who);
begin
  if current_setting('app.mode', true) is distinct from 'write' or me is null or of_what not in ('organizations', 'facilities', 'visits', 'incidents') or rows < 0 then
    raise exception 'not these records' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('records ' || me, 0)); -- another at the same moment is counted too
  if (select count(*) >= 20 or coalesce(sum(substring(a.reason from '^\d+')::int), 0) + rows > 20000 from audit a
       where a.person_id = me and a.at > app.now() - interval '1 day' and a.verb = 'export' and a.object = 'records') then
    raise exception 'many records' using errcode = 'check_violation', constraint = 'records_bulk';
  end if;
  insert into audit (person_id, appointment_id, reason, route, request, act, verb, object, object_id)
  select me, (select t.id from appointment t join office o on o.slug = t.office where t.person_id = me and t.since <= app.now() and (t.until is null or t.until > app.now()) order by o.rank limit 1),
         rows || ' rows: ' || left(because, 300), coalesce(current_setting('app.route', true), ''), coalesce(current_setting('app.request', true), ''), 'structure', 'export', 'records', of_what;
end $$;

ALTER FUNCTION app.took_records(of_what text, rows integer, because text) OWNER TO concord_owner;

CREATE FUNCTION app.took_roster(of_council uuid, people integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  me uuid := (select person_id from app.who);
  own boolean := of_council = any (array(select council_id from app.holding where capability = 'roster.read'));
begin
  if current_setting('app.mode', true) is distinct from 'write' or me is null or not of_council = any (array(select council_id from app.roster_seen)) then
    raise exception 'not this roster' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('roster ' || me, 0)); -- a fourth at the same moment is counted too
  if not own and (select count(distinct a.council_id) from audit a
                   where a.person_id = me and a.at > app.now() - interval '1 day' and a.verb = 'export' and a.object = 'roster' and 'other' = any (a.changed) and a.council_id <> of_council) >= 3 then
    raise exception 'many rosters' using errcode = 'check_violation', constraint = 'roster_bulk';
  end if;
  insert into audit (person_id, appointment_id, reason, route, request, act, verb, object, object_id, changed, council_id)
  select me, (select t.id from appointment t join office o on o.slug = t.office where t.person_id = me and t.since <= app.now() and (t.until is null or t.until > app.now())
               order by t.council_id = of_council desc, o.rank limit 1),
         people || ' lines', coalesce(current_setting('app.route', true), ''), coalesce(current_setting('app.request', true), ''),
         'council', 'export', 'roster', of_council::text, case when own then '{}' else '{other}' end::text[], of_council;
end $$;

ALTER FUNCTION app.took_roster(of_council uuid, people integer) OWNER TO concord_owner;

CREATE TABLE public.trouble (
    id bigint NOT NULL,
    kind text NOT NULL,
    step text DEFAULT ''::text NOT NULL,
    object_id uuid,
    owner_id uuid,
    subject text DEFAULT ''::text NOT NULL,
    attempt integer NOT NULL,
    because text NOT NULL,
    at timestamp with time zone NOT NULL,
    again timestamp with time zone,
    tried timestamp with time zone,
    dropped timestamp with time zone
);

ALTER TABLE ONLY public.trouble FORCE ROW LEVEL SECURITY;

ALTER TABLE public.trouble OWNER TO concord_owner;

CREATE FUNCTION app.troubled(of_job bigint) RETURNS public.trouble
    LANGUAGE plpgsql
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare t trouble;
begin
  select x.* into t from trouble x where x.id = of_job and x.dropped is null
     and (x.owner_id = (select person_id from app.who) or (select true from app.holding where capability = 'council.record' limit 1)) for update;
  if current_setting('app.mode', true) is distinct from 'write' or t.id is null then
    raise exception 'nothing failed' using errcode = 'check_violation', constraint = 'trouble_gone';
  end if;
  return t;
end $$;

ALTER FUNCTION app.troubled(of_job bigint) OWNER TO concord_owner;

CREATE FUNCTION app.try_again(of_job bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare t trouble := app.troubled(of_job);
begin
  update jobs.river_job set state = 'available', finalized_at = null, scheduled_at = now(), max_attempts = greatest(max_attempts, attempt + 3)
   where id = t.id and state in ('retryable', 'cancelled', 'discarded');
  if not found then
    raise exception 'under way' using errcode = 'check_violation', constraint = 'trouble_gone';
  end if;
  update trouble set tried = app.now(), again = now() where id = t.id;
end $$;

ALTER FUNCTION app.try_again(of_job bigint) OWNER TO concord_owner;

CREATE FUNCTION app.undo_intake(of_intake uuid, first integer, last integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare what intake; gone int := 0; back int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended(of_intake::text, 25));
  what := (select i from intake i where i.id = of_intake);
  if not app.intake_allowed(of_intake) or what.recalled is null or what.undone is not null then
    raise exception 'not theirs any more' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.intake', of_intake::text, true);
  if what.kind = 'people' then
    update person p set expires = app.now() from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.adds and p.id = r.target_id
       and p.enrolled is null and p.expires is null and not exists (select from appointment a where a.person_id = p.id);
    get diagnostics gone = row_count;
    update person p set title = coalesce(r.was ->> 'title', p.title) from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.changes and p.id = r.target_id and not app.changed_since('person', p.id, what.applied);
    get diagnostics back = row_count;
    -- What an earlier file gave comes back, as far as its rows say so; what a contact held is kept nowhere else.
    update contact c set value = x.earlier, ended = case when x.earlier = '' then app.now() end
      from intake_row r
     cross join lateral (select coalesce((select app.said(e.given, 'telephone') from intake_row e join intake i on i.id = e.intake_id
                                           where e.target_id = r.target_id and e.was ->> 'contact' = r.was ->> 'contact' and i.applied < what.applied and i.undone is null
                                           order by i.applied desc limit 1), '') as earlier) x
     where r.intake_id = of_intake and r.number between first and last and c.id = (r.was ->> 'contact')::uuid and c.ended is null and c.value = app.said(r.given, 'telephone')
       and (r.changes or exists (select from person p where p.id = r.target_id and p.expires <= app.now()));
  elsif what.kind = 'facilities' then
    update facility f set until = app.now() from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.adds and f.id = r.target_id and f.until is null;
    get diagnostics gone = row_count;
    update facility f set name = r.was ->> 'name', kind = r.was ->> 'kind', sector = r.was ->> 'sector', state = r.was ->> 'state', county = r.was ->> 'county', city = r.was ->> 'city', address = r.was ->> 'address',
           latitude = (r.was ->> 'latitude')::numeric, longitude = (r.was ->> 'longitude')::numeric
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.changes and f.id = r.target_id and not app.changed_since('facility', f.id, what.applied);
    get diagnostics back = row_count;
  else
    update organization o set until = app.now()::date from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.adds and o.id = r.target_id and o.until is null
       and not exists (select from person p where p.organization_id = o.id) and not exists (select from seat s where s.organization_id = o.id)
       and not exists (select from facility f where f.organization_id = o.id and f.until is null);
    get diagnostics gone = row_count;
    delete from organization_sector m using intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.changes and m.organization_id = r.target_id and not r.was -> 'sectors' ? m.sector
       and m.sector = any (array(select lower(btrim(s)) from unnest(string_to_array(app.said(r.given, 'sectors'), ';')) s))
       and not app.changed_since('organization', r.target_id, what.applied);
    update organization o set name = r.was ->> 'name', kind = r.was ->> 'kind', abbr = r.was ->> 'abbr', state = r.was ->> 'state', county = r.was ->> 'county', city = r.was ->> 'city', website = r.was ->> 'website'
      from intake_row r
     where r.intake_id = of_intake and r.number between first and last and r.changes and o.id = r.target_id and not app.changed_since('organization', o.id, what.applied);
    get diagnostics back = row_count;
  end if;
  delete from record_number n using intake_row r where n.intake_id = of_intake and r.intake_id = of_intake and r.number between first and last and n.object_id = r.target_id;
  update intake set left_alone = left_alone - gone - back + (
           select count(*) from intake_row where intake_id = of_intake and number between first and last and (adds or changes))
   where id = of_intake;
end $$;

ALTER FUNCTION app.undo_intake(of_intake uuid, first integer, last integer) OWNER TO concord_owner;

CREATE FUNCTION app.unmerge(of_merger uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $_$
declare
  me uuid := (select person_id from app.who);
  m merger;
  follow record;
begin
  select * into m from merger x where x.id = of_merger for update;
  if current_setting('app.mode', true) is distinct from 'write' or me is null or m.id is null or not app.may_merge(m.kind, m.kept_id, m.gone_id) then
    raise exception 'not theirs to undo' using errcode = 'insufficient_privilege';
  end if;
  execute format('select 1 from %I where id in ($1, $2) order by id for update', m.kind) using m.kept_id, m.gone_id;
  if m.undone is not null or exists (select from merger x where x.gone_id = m.kept_id and x.undone is null) then
    raise exception 'it is undone, or went on' using errcode = 'check_violation', constraint = 'merger_undone';
  end if;
  if not app.changed_since(m.kind, m.kept_id, m.at) then
    perform app.take(m.kind, m.kept_id, m.taken, m.was -> 'kept');
  end if;
  if m.kind = 'organization' then
    update organization set until = null where id = m.gone_id;
    delete from organization_sector where organization_id = m.kept_id and m.followed -> 'organization_sector' ? sector;
  elsif m.kind = 'facility' then
    update facility set until = null where id = m.gone_id;
  else
    update person set expires = (m.was -> 'gone' ->> 'expires')::timestamptz where id = m.gone_id;
  end if;
  for follow in select * from app.following(m.kind) loop
    execute format('update %1$I set %2$I = $1%3$s where %2$I = $2 and id = any (array(select jsonb_array_elements_text($3)::uuid))', follow.what, follow.held_by, follow.also)
      using m.gone_id, m.kept_id, m.followed -> (follow.what || '.' || follow.held_by);
  end loop;
  update merger set undone = app.now(), undone_id = me where id = m.id;
end $_$;

ALTER FUNCTION app.unmerge(of_merger uuid) OWNER TO concord_owner;

CREATE FUNCTION app.unnamed(blobs text[]) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select b from unnest(blobs) b
   where not exists (select from attachment a where a.blob = b) and not exists (select from draft_file f where f.blob = b)
$$;

ALTER FUNCTION app.unnamed(blobs text[]) OWNER TO concord_owner;

CREATE FUNCTION app.update_changes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into update_version (item_id, number, answer_by, valid_until, source, source_marking, sectors, states)
  select u.item_id, new.number - 1, u.answer_by, u.valid_until, u.source, u.source_marking,
         array(select sector from item_sector where item_id = u.item_id), array(select state from item_state where item_id = u.item_id)
    from sector_update u where u.item_id = new.item_id
  on conflict do nothing;
  update sector_update set answer_by = new.answer_by, valid_until = new.valid_until, source = new.source, source_marking = new.source_marking
   where item_id = new.item_id;
  delete from item_sector where item_id = new.item_id and sector <> all (new.sectors);
  insert into item_sector (item_id, sector) select new.item_id, unnest(new.sectors) on conflict do nothing;
  delete from item_state where item_id = new.item_id and state <> all (new.states);
  insert into item_state (item_id, state) select new.item_id, unnest(new.states) on conflict do nothing;
  update attachment set dropped = new.number
   where item_id = new.item_id and id = any (new.dropped) and dropped is null and since < new.number;
  return null;
end $$;

ALTER FUNCTION app.update_changes() OWNER TO concord_owner;

CREATE FUNCTION app.validators_awaited() RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select distinct h.person_id
    from admission a join app.admission_state st on st.admission_id = a.id and st.state = 'sponsored'
    join circle c on c.council_id = a.council_id and c.kind in ('council', 'community')
    join held h on h.circle_id = c.id and h.capability = 'admission.validate' and h.since <= app.now() and h.until > app.now()
    join signin.account x on x.person_id = h.person_id
   where a.closed is null and h.person_id is distinct from st.sponsor_id and h.person_id is distinct from a.person_id
$$;

ALTER FUNCTION app.validators_awaited() OWNER TO concord_definer;

CREATE FUNCTION app.version_counts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  update item set current = new.number where id = new.item_id and current <> new.number;
  insert into outbox (topic, object_id) values (case new.number when 1 then 'item' else 'version' end, new.item_id);
  return null;
end $$;

ALTER FUNCTION app.version_counts() OWNER TO concord_owner;

CREATE FUNCTION app.vouches(person uuid, in_council uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select exists (
    select from held h join person p on p.id = h.person_id
     where h.person_id = person and h.council_id = in_council and h.capability = 'admission.validate' and h.since <= app.now() and h.until > app.now()
       and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now()))
$$;

ALTER FUNCTION app.vouches(person uuid, in_council uuid) OWNER TO concord_definer;

CREATE FUNCTION app.waits_for_seal() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  insert into unsealed (audit_id) select id from added;
  return null;
end $$;

ALTER FUNCTION app.waits_for_seal() OWNER TO concord_owner;

CREATE FUNCTION app.warn_of_terms() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.warn_of_terms() OWNER TO concord_owner;

CREATE FUNCTION app.warn_unused(most integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.warn_unused(most integer) OWNER TO concord_owner;

CREATE FUNCTION app.warned_of(warning uuid) RETURNS TABLE(person_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.warned_of(warning uuid) OWNER TO concord_owner;

CREATE FUNCTION app.ways_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare ids uuid[];
begin
  if tg_table_name = 'nesting' then
    ids := array(select distinct c.council_id from changed n join circle c on c.id = n.inner_id where n.inner_id <> n.outer_id);
  elsif tg_table_name = 'office_may' then
    ids := array(select distinct t.council_id from council_kind_term t join changed m on m.kind = t.kind and m.capability = 'item.read');
  elsif tg_table_name = 'council_kind' then
    ids := array(select distinct t.council_id from council_kind_term t join changed k on k.slug = t.kind);
  else
    ids := array(select distinct council_id from changed);
  end if;
  if cardinality(ids) > 0 then
    perform app.note_ways(ids, case tg_table_name when 'nesting' then 'nesting' when 'office_may' then 'rule' else 'kind' end);
  end if;
  return null;
end $$;

ALTER FUNCTION app.ways_change() OWNER TO concord_owner;

CREATE FUNCTION app.whom_to_ask(of_council uuid, but uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
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

ALTER FUNCTION app.whom_to_ask(of_council uuid, but uuid) OWNER TO concord_owner;

CREATE FUNCTION app.widening_letter(of_proposal uuid, to_person uuid) RETURNS TABLE(name text, email text, councils text, bodies text, office text, means text, readers integer, because text, proposer text, until timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select w.name, m.email, t.councils, k.plural, coalesce(o.name, ''), coalesce(y.means, ''), p.readers, p.because, app.named(p.proposed_by), p.proposed + interval '7 days'
    from proposal p join council_kind k on k.slug = p.kind left join office o on o.slug = p.office left join capability y on y.slug = p.capability
    join person w on w.id = to_person and (w.suspended is null or w.suspended > app.now()) and (w.expires is null or w.expires > app.now())
    join signin.account m on m.person_id = w.id
   cross join lateral (select coalesce(string_agg(distinct c.short_name, ', '), '') as councils, count(*) as n
                         from app.told_of_widening(p.id) t left join council c on c.id = t.council_id where t.person_id = w.id) t
   where p.id = of_proposal and p.confirmed is null and p.refused is null and t.n > 0
$$;

ALTER FUNCTION app.widening_letter(of_proposal uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.widest(of_kind text, of_office text, of_capability text, of_reach text) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select coalesce(max(n), 0)::int from (select count(*) as n from app.right_change(of_kind, of_office, of_capability, of_reach) g join circle c on c.id = g.circle_id and c.person_id is null
                                         group by g.circle_id) each
$$;

ALTER FUNCTION app.widest(of_kind text, of_office text, of_capability text, of_reach text) OWNER TO concord_owner;

CREATE FUNCTION app.width(label text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select array_position(array['TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR'], label) $$;

ALTER FUNCTION app.width(label text) OWNER TO concord_owner;

CREATE FUNCTION app.withdraw_factor_reset(id uuid, because text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare
  me uuid := app.writer();
  vouched uuid := (select f.council_id from signin.factor_reset f where f.id = withdraw_factor_reset.id);
begin
  if vouched is null then
    perform app.staff_with('factor.reset');
  elsif not app.vouches(me, vouched) then
    raise exception 'does not validate there' using errcode = 'insufficient_privilege';
  end if;
  update signin.factor_reset r set withdrawn = app.now(), ended_by = me, refused = nullif(withdraw_factor_reset.because, '')
   where r.id = withdraw_factor_reset.id and r.approved is null and r.withdrawn is null;
  if not found then
    raise exception 'nothing waits' using errcode = 'check_violation', constraint = 'factor_reset_gone';
  end if;
end $$;

ALTER FUNCTION app.withdraw_factor_reset(id uuid, because text) OWNER TO concord_definer;

CREATE FUNCTION app.withdrawal_letter(of_item uuid, to_person uuid) RETURNS TABLE(name text, email text, label text, kind text, root uuid, council text, slug text, author text, posted timestamp with time zone, withdrawn_by text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
  select p.name, m.email, i.label, i.kind, i.root_id, k.short_name, k.slug, i.author_name, i.posted, i.withdrawn_by
    from text_left t join item i on i.id = t.item_id and i.withdrawn is not null join council k on k.id = i.source_council_id
    join person p on p.id = t.person_id join signin.account m on m.person_id = p.id
   where t.item_id = of_item and t.person_id = to_person $$;

ALTER FUNCTION app.withdrawal_letter(of_item uuid, to_person uuid) OWNER TO concord_owner;

CREATE FUNCTION app.withdrawn() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if old.withdrawn is null and new.withdrawn is not null then
    delete from search_part where item_id = new.id;
    insert into outbox (topic, object_id) values ('withdrawn', new.id);
  end if;
  return null;
end $$;

ALTER FUNCTION app.withdrawn() OWNER TO concord_owner;

CREATE FUNCTION app.withdraws() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if (select true from app.who) then
    new.withdrawn := app.now();
    new.withdrawn_by := app.asker_in(new.source_council_id);
  end if;
  return new;
end $$;

ALTER FUNCTION app.withdraws() OWNER TO concord_owner;

CREATE FUNCTION app.words(typed text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
declare
  said text := regexp_replace(normalize(typed, NFKD), '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]', '', 'g');
  small constant text := '(i|me|my|we|our|you|he|him|his|she|her|it|its|am|is|are|was|be|been|has|had|do|did|a|an|the|and|but|if|or|as|of|at|by|for|to|up|in|out|on|off|how|all|any|few|no|nor|not|own|so|s|t|can|don|now|who|why)';
begin
  if said ~* 'hxxp|[\[({](dot|at)[\])}]' then -- as addresses are written that nobody should open
    said := regexp_replace(regexp_replace(said, '\mhxxp', 'http', 'gi'), '[\[({](dot|at)[\])}]', '/', 'gi');
  end if;
  said := regexp_replace(said, '\m(IT|OR|IN|ME)\M', 'zz\1', 'g');
  said := translate(lower(said), U&'\00F8\0111\0142\00F0\0127\0131', 'odldhi');
  if said ~ U&'[\00DF\00E6\0153\00FE]' then
    said := replace(replace(replace(replace(said, U&'\00DF', 'ss'), U&'\00E6', 'ae'), U&'\0153', 'oe'), U&'\00FE', 'th');
  end if;
  said := regexp_replace(said, '(?:(?<=[[:alnum:]][/&+_@:\\]|[0-9][.-]?|[[:alnum:]]\.|[[:alnum:]][\]\[]{1,3}\.?[\]\[]{0,3})' || small || '(?![[:alpha:]])|(?<![[:alnum:]])'
    || small || '(?=[/&+_@:\\][[:alnum:]]|[.-]?[0-9]|\.[[:alnum:]]))', 'zz\1\2', 'g');
  said := regexp_replace(regexp_replace(said, '([[:alpha:]])([0-9])', '\1 \2', 'g'), '([0-9])([[:alpha:]])', '\1 \2', 'g');
  return btrim(regexp_replace(said, '[^[:alnum:]]+', ' ', 'g'));
end $$;

ALTER FUNCTION app.words(typed text) OWNER TO concord_owner;

CREATE FUNCTION app.words_but_one(key text) RETURNS TABLE(rest text, word text, figures text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select array_to_string(w[:n - 1] || w[n + 1:], ' '), w[n], regexp_replace(key, '\D', '', 'g')
    from (select string_to_array(key, ' ') as w) x cross join lateral generate_series(1, cardinality(w)) n
$$;

ALTER FUNCTION app.words_but_one(key text) OWNER TO concord_owner;

CREATE FUNCTION app.works_in_one_store() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
begin
  if exists (select from office_may m where m.kind = new.kind and m.office = new.office and app.store_of(m.capability) <> app.store_of(new.capability)
                and tstzrange(m.since, m.until) && tstzrange(new.since, new.until)) then
    raise exception 'an office works in one store' using errcode = 'check_violation', constraint = 'two_stores';
  end if;
  return null;
end $$;

ALTER FUNCTION app.works_in_one_store() OWNER TO concord_owner;

CREATE FUNCTION app.writer() RETURNS uuid
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public', 'app', 'pg_temp'
    AS $$
declare me uuid := (select person_id from app.who);
begin
  if current_setting('app.mode', true) is distinct from 'write' or me is null then
    raise exception 'sign in first' using errcode = 'insufficient_privilege';
  end if;
  return me;
end $$;

ALTER FUNCTION app.writer() OWNER TO concord_definer;

CREATE FUNCTION jobs.river_job_state_in_bitmask(bitmask bit, state jobs.river_job_state) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT CASE state
        WHEN 'available' THEN get_bit(bitmask, 7)
        WHEN 'cancelled' THEN get_bit(bitmask, 6)
        WHEN 'completed' THEN get_bit(bitmask, 5)
        WHEN 'discarded' THEN get_bit(bitmask, 4)
        WHEN 'pending'   THEN get_bit(bitmask, 3)
        WHEN 'retryable' THEN get_bit(bitmask, 2)
        WHEN 'running'   THEN get_bit(bitmask, 1)
        WHEN 'scheduled' THEN get_bit(bitmask, 0)
        ELSE 0
    END = 1;
$$;

ALTER FUNCTION jobs.river_job_state_in_bitmask(bitmask bit, state jobs.river_job_state) OWNER TO concord_owner;

CREATE FUNCTION signin.code_was_right(person uuid, browser text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'signin', 'app', 'pg_temp'
    AS $$
  update attempt set spent = spent - interval '3 min' where bucket in ('code ' || browser || person, 'code ' || person)
$$;

ALTER FUNCTION signin.code_was_right(person uuid, browser text) OWNER TO concord_owner;

CREATE FUNCTION signin.logout_was_right(address text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'signin', 'app', 'pg_temp'
    AS $$
  update attempt set spent = spent - interval '2 s' where bucket = 'logout ' || address
$$;

ALTER FUNCTION signin.logout_was_right(address text) OWNER TO concord_owner;

CREATE FUNCTION signin.take(of_bucket text, step interval, within interval) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'signin', 'app', 'pg_temp'
    AS $$
begin
  insert into attempt as a (bucket, spent) values (of_bucket, app.now() + step)
  on conflict (bucket) do update set spent = greatest(a.spent, app.now()) + step
   where greatest(a.spent, app.now()) + step <= app.now() + within;
  return found;
end $$;

ALTER FUNCTION signin.take(of_bucket text, step interval, within interval) OWNER TO concord_owner;

CREATE FUNCTION signin.take_question(person uuid, browser text, address text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'signin', 'app', 'pg_temp'
    AS $$
begin
  return take('ceremony ' || case when person is not null then 'of ' || person
                                  when exists (select from device d where d.hash = browser) then 'at ' || browser
                                  else address end, '2 s', '10 min');
end $$;

ALTER FUNCTION signin.take_question(person uuid, browser text, address text) OWNER TO concord_owner;

CREATE FUNCTION signin.try_code(person uuid, browser text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'signin', 'app', 'pg_temp'
    AS $$
begin
  if exists (select from device d where d.hash = browser and d.person_id = person) then
    return take('code ' || browser || person, '3 min', '30 min');
  end if;
  return take('code ' || person, '3 min', '30 min');
end $$;

ALTER FUNCTION signin.try_code(person uuid, browser text) OWNER TO concord_owner;

CREATE FUNCTION signin.try_password(account_email text, browser text, address text) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'signin', 'app', 'pg_temp'
    AS $$
declare account text := encode(sha256(convert_to(lower(account_email), 'UTF8')), 'base64');
begin
  if exists (select from device d join account a on a.person_id = d.person_id where d.hash = browser and lower(a.email) = lower(account_email)) then
    return case when take('browser ' || browser || account, '3 min', '30 min') then 'yes' else 'wait' end;
  elsif not take('flood ' || address, '2 s', '10 min') then
    return 'wait';
  elsif not take('address ' || address, '9 s', '15 min')
     or not take('account ' || account || address, '3 min', '15 min') or not take('account ' || account, '2 min', '60 min') then
    return 'both';
  end if;
  return 'yes';
end $$;

ALTER FUNCTION signin.try_password(account_email text, browser text, address text) OWNER TO concord_owner;

CREATE FUNCTION signin.was_right(account_email text, browser text, address text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'signin', 'app', 'pg_temp'
    AS $$
declare account text := encode(sha256(convert_to(lower(account_email), 'UTF8')), 'base64');
begin
  update attempt set spent = spent - interval '2 s' where bucket = 'flood ' || address;
  update attempt set spent = spent - interval '9 s' where bucket = 'address ' || address;
  delete from attempt where bucket in ('account ' || account || address, 'browser ' || browser || account);
  update attempt set spent = spent - interval '2 min' where bucket = 'account ' || account;
end $$;

ALTER FUNCTION signin.was_right(account_email text, browser text, address text) OWNER TO concord_owner;

CREATE TABLE public.person (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    organization_id uuid NOT NULL,
    invented boolean DEFAULT false NOT NULL,
    added timestamp with time zone DEFAULT app.now() NOT NULL,
    suspended timestamp with time zone,
    expires timestamp with time zone,
    enrolled timestamp with time zone,
    folded text GENERATED ALWAYS AS (app.folded(name)) STORED NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    CONSTRAINT person_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT person_name_line CHECK ((name = app.line(name))),
    CONSTRAINT person_title_check CHECK ((char_length(title) <= 200)),
    CONSTRAINT person_title_line CHECK ((title = app.line(title)))
);

ALTER TABLE ONLY public.person FORCE ROW LEVEL SECURITY;

ALTER TABLE public.person OWNER TO concord_owner;

CREATE TABLE signin.session (
    handle text NOT NULL,
    person_id uuid,
    data bytea DEFAULT '\x'::bytea NOT NULL,
    created timestamp with time zone DEFAULT app.now() NOT NULL,
    touched timestamp with time zone DEFAULT app.now() NOT NULL,
    expires timestamp with time zone NOT NULL,
    idle interval DEFAULT '01:00:00'::interval NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    agent text DEFAULT ''::text NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    proven timestamp with time zone DEFAULT app.now() NOT NULL,
    bound timestamp with time zone NOT NULL,
    means text DEFAULT ''::text NOT NULL,
    issuer text DEFAULT ''::text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    sid text DEFAULT ''::text NOT NULL,
    CONSTRAINT session_means_check CHECK ((means = ANY (ARRAY[''::text, 'password'::text, 'passkey'::text, 'link'::text, 'provider'::text, 'provider and factor'::text])))
)
WITH (fillfactor='50');

ALTER TABLE ONLY signin.session FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.session OWNER TO concord_owner;

CREATE VIEW app.who WITH (security_barrier='true') AS
 SELECT y.person_id,
    y.name,
    y.organization_id
   FROM ( SELECT p.id AS person_id,
            p.name,
            p.organization_id
           FROM (signin.session s
             JOIN public.person p ON ((p.id = s.person_id)))
          WHERE ((s.handle = NULLIF(current_setting('app.handle'::text, true), ''::text)) AND (s.expires > app.now()) AND ((s.touched + s.idle) > app.now()) AND (s.bound > app.now()) AND ((p.suspended IS NULL) OR (p.suspended > app.now())) AND ((p.expires IS NULL) OR (p.expires > app.now())))
        UNION ALL
         SELECT p.id AS person_id,
            p.name,
            p.organization_id
           FROM public.person p
          WHERE ((SESSION_USER = 'concord_worker'::name) AND (p.id = (NULLIF(current_setting('app.person'::text, true), ''::text))::uuid) AND ((p.suspended IS NULL) OR (p.suspended > app.now())) AND ((p.expires IS NULL) OR (p.expires > app.now())))) y;

ALTER TABLE app.who OWNER TO concord_definer;

CREATE TABLE public.circle (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    kind text NOT NULL,
    council_id uuid NOT NULL,
    person_id uuid,
    open_to_address boolean DEFAULT false NOT NULL,
    CONSTRAINT circle_check CHECK (((kind = 'person'::text) = (person_id IS NOT NULL))),
    CONSTRAINT circle_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'seated'::text, 'council'::text, 'community'::text, 'public'::text])))
);

ALTER TABLE ONLY public.circle FORCE ROW LEVEL SECURITY;

ALTER TABLE public.circle OWNER TO concord_owner;

CREATE TABLE public.held (
    person_id uuid NOT NULL,
    capability text NOT NULL,
    circle_id uuid NOT NULL,
    council_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    appointment_id uuid,
    break_glass_id uuid,
    CONSTRAINT held_check CHECK ((num_nonnulls(appointment_id, break_glass_id) = 1))
);

ALTER TABLE ONLY public.held FORCE ROW LEVEL SECURITY;

ALTER TABLE public.held OWNER TO concord_owner;

CREATE VIEW app.holding WITH (security_barrier='true') AS
 SELECT y.capability,
    y.circle_id,
    y.council_id
   FROM ( SELECT h.capability,
            h.circle_id,
            h.council_id
           FROM (app.who w
             JOIN public.held h ON ((h.person_id = w.person_id)))
          WHERE ((h.since <= app.now()) AND (h.until > app.now()))
        UNION ALL
         SELECT 'item.read'::text AS capability,
            '00000000-0000-0000-0000-0000000000c1'::uuid AS circle_id,
            '00000000-0000-0000-0000-0000000000c0'::uuid AS council_id
        UNION ALL
         SELECT 'item.address'::text AS capability,
            c.id AS circle_id,
            c.council_id
           FROM (app.who w
             CROSS JOIN public.circle c)
          WHERE c.open_to_address) y;

ALTER TABLE app.holding OWNER TO concord_definer;

CREATE TABLE public.council (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    parent_id uuid,
    region integer,
    industry_only boolean DEFAULT false NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    status_note text DEFAULT ''::text NOT NULL,
    formed_year integer,
    since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    website text DEFAULT ''::text NOT NULL,
    invented boolean DEFAULT false NOT NULL,
    folded text GENERATED ALWAYS AS (app.folded(((((name || ' · '::text) || short_name) || ' · '::text) || slug))) STORED NOT NULL,
    CONSTRAINT council_formed_year_check CHECK (((formed_year >= 1900) AND (formed_year <= 2200))),
    CONSTRAINT council_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT council_name_line CHECK ((name = app.line(name))),
    CONSTRAINT council_short_name_check CHECK (((char_length(short_name) >= 1) AND (char_length(short_name) <= 60))),
    CONSTRAINT council_short_name_line CHECK ((short_name = app.line(short_name))),
    CONSTRAINT council_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
    CONSTRAINT council_status_check CHECK ((status = ANY (ARRAY['active'::text, 'historical'::text, 'unclear'::text, 'suspended'::text])))
);

ALTER TABLE ONLY public.council FORCE ROW LEVEL SECURITY;

ALTER TABLE public.council OWNER TO concord_owner;

CREATE VIEW app.roster_seen WITH (security_barrier='true') AS
 SELECT y.council_id
   FROM ( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'roster.read'::text)
        UNION ALL
         SELECT c.id AS council_id
           FROM public.council c
          WHERE ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'directory.browse'::text)
                 LIMIT 1)) y;

ALTER TABLE app.roster_seen OWNER TO concord_definer;

CREATE TABLE public.appointment (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    person_id uuid NOT NULL,
    council_id uuid NOT NULL,
    office text NOT NULL,
    seat_id uuid,
    organization_id uuid NOT NULL,
    invented boolean NOT NULL,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    until timestamp with time zone,
    ended_because text DEFAULT ''::text NOT NULL,
    ended_for text DEFAULT ''::text NOT NULL,
    CONSTRAINT appointment_check CHECK (((until IS NULL) OR (until >= since))),
    CONSTRAINT appointment_ended_because_check CHECK ((char_length(ended_because) <= 500)),
    CONSTRAINT appointment_ended_for_check CHECK ((ended_for = ANY (ARRAY[''::text, 'resigned'::text, 'left'::text, 'misconduct'::text])))
);

ALTER TABLE ONLY public.appointment FORCE ROW LEVEL SECURITY;

ALTER TABLE public.appointment OWNER TO concord_owner;

CREATE VIEW app.acquaintance WITH (security_barrier='true') AS
 SELECT y.person_id
   FROM ( SELECT a.person_id
           FROM public.appointment a
          WHERE (a.council_id = ANY (ARRAY( SELECT roster_seen.council_id
                   FROM app.roster_seen)))
        UNION ALL
         SELECT who.person_id
           FROM app.who
        UNION ALL
         SELECT p.id AS person_id
           FROM public.person p
          WHERE ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'person.add'::text)
                 LIMIT 1)) y;

ALTER TABLE app.acquaintance OWNER TO concord_definer;

CREATE VIEW app.presiding WITH (security_invoker='true') AS
 SELECT a.id,
    a.person_id,
    a.council_id,
    a.office,
    a.since,
    tstzrange(a.since,
        CASE
            WHEN (COALESCE(a.until, p.suspended, p.expires) IS NOT NULL) THEN GREATEST(a.since, LEAST(a.until, p.suspended, p.expires))
            ELSE NULL::timestamp with time zone
        END) AS span
   FROM (public.appointment a
     JOIN public.person p ON ((p.id = a.person_id)))
  WHERE (a.office = ANY (ARRAY['chair'::text, 'vice-chair'::text]));

ALTER TABLE app.presiding OWNER TO concord_owner;

CREATE VIEW app.acting WITH (security_invoker='true') AS
 SELECT a.id AS appointment_id,
    a.person_id,
    a.council_id,
    lower(g.g) AS since,
    upper(g.g) AS until
   FROM (app.presiding a
     CROSS JOIN LATERAL unnest((tstzmultirange(a.span) - COALESCE(( SELECT range_agg(b.span) AS range_agg
           FROM app.presiding b
          WHERE ((b.council_id = a.council_id) AND ((b.office = 'chair'::text) OR (ROW(b.since, b.id) < ROW(a.since, a.id))))), '{}'::tstzmultirange))) g(g))
  WHERE (a.office = 'vice-chair'::text);

ALTER TABLE app.acting OWNER TO concord_owner;

CREATE TABLE public.organization_administrator (
    id uuid NOT NULL,
    organization_id uuid NOT NULL,
    person_id uuid NOT NULL,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    until timestamp with time zone,
    CONSTRAINT organization_administrator_check CHECK (((until IS NULL) OR (until >= since)))
);

ALTER TABLE ONLY public.organization_administrator FORCE ROW LEVEL SECURITY;

ALTER TABLE public.organization_administrator OWNER TO concord_owner;

CREATE VIEW app.administering WITH (security_barrier='true') AS
 SELECT y.organization_id
   FROM ( SELECT m.organization_id
           FROM (app.who w
             JOIN public.organization_administrator m ON ((m.person_id = w.person_id)))
          WHERE ((m.since <= app.now()) AND ((m.until IS NULL) OR (m.until > app.now())))) y;

ALTER TABLE app.administering OWNER TO concord_definer;

CREATE TABLE public.admission (
    id uuid NOT NULL,
    council_id uuid NOT NULL,
    origin text NOT NULL,
    organization_id uuid,
    organization_name text DEFAULT ''::text NOT NULL,
    office text NOT NULL,
    seat_id uuid,
    person_id uuid,
    name text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    supervisor text DEFAULT ''::text NOT NULL,
    supervisor_contact text DEFAULT ''::text NOT NULL,
    reason text NOT NULL,
    by_id uuid,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    closed timestamp with time zone,
    CONSTRAINT admission_check CHECK (((organization_id IS NOT NULL) OR (organization_name <> ''::text))),
    CONSTRAINT admission_check1 CHECK (((person_id IS NOT NULL) OR (email <> ''::text))),
    CONSTRAINT admission_email_check CHECK ((char_length(email) <= 254)),
    CONSTRAINT admission_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT admission_name_line CHECK ((name = app.line(name))),
    CONSTRAINT admission_office CHECK ((office <> ALL (ARRAY['chair'::text, 'vice-chair'::text, 'secretary'::text, 'validator'::text]))),
    CONSTRAINT admission_organization_name_check CHECK ((char_length(organization_name) <= 200)),
    CONSTRAINT admission_organization_name_line CHECK ((organization_name = app.line(organization_name))),
    CONSTRAINT admission_origin_check CHECK ((origin = ANY (ARRAY['nomination'::text, 'request'::text]))),
    CONSTRAINT admission_phone_check CHECK ((char_length(phone) <= 60)),
    CONSTRAINT admission_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 2000))),
    CONSTRAINT admission_supervisor_check CHECK ((char_length(supervisor) <= 200)),
    CONSTRAINT admission_supervisor_contact_check CHECK ((char_length(supervisor_contact) <= 200)),
    CONSTRAINT admission_supervisor_line CHECK ((supervisor = app.line(supervisor)))
);

ALTER TABLE ONLY public.admission FORCE ROW LEVEL SECURITY;

ALTER TABLE public.admission OWNER TO concord_owner;

CREATE TABLE public.admission_step (
    id bigint NOT NULL,
    admission_id uuid NOT NULL,
    council_id uuid NOT NULL,
    kind text NOT NULL,
    by_id uuid,
    by_name text DEFAULT ''::text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    checked text,
    because text DEFAULT ''::text NOT NULL,
    advice text DEFAULT ''::text NOT NULL,
    CONSTRAINT admission_advice CHECK (((kind = 'refused'::text) = (advice <> ''::text))),
    CONSTRAINT admission_because CHECK (((kind <> ALL (ARRAY['sponsored'::text, 'validated'::text, 'refused'::text])) OR (because <> ''::text))),
    CONSTRAINT admission_identity CHECK (((kind = 'validated'::text) = (checked IS NOT NULL))),
    CONSTRAINT admission_step_advice_check CHECK ((char_length(advice) <= 1000)),
    CONSTRAINT admission_step_because_check CHECK ((char_length(because) <= 2000)),
    CONSTRAINT admission_step_checked_check CHECK ((checked = ANY (ARRAY['called'::text, 'in person'::text, 'known'::text]))),
    CONSTRAINT admission_step_kind_check CHECK ((kind = ANY (ARRAY['asked'::text, 'sponsored'::text, 'validated'::text, 'refused'::text, 'withdrawn'::text, 'invited'::text, 'accepted'::text, 'expired'::text])))
);

ALTER TABLE ONLY public.admission_step FORCE ROW LEVEL SECURITY;

ALTER TABLE public.admission_step OWNER TO concord_owner;

CREATE VIEW app.admission_state WITH (security_invoker='true') AS
 SELECT a.id AS admission_id,
        CASE
            WHEN ((s.kind = 'invited'::text) AND ((s.at + '7 days'::interval) <= app.now())) THEN 'expired'::text
            ELSE s.kind
        END AS state,
    s.at AS since,
    s.by_id,
    p.by_id AS sponsor_id,
    COALESCE(p.by_name, ''::text) AS sponsor
   FROM ((public.admission a
     CROSS JOIN LATERAL ( SELECT admission_step.kind,
            admission_step.at,
            admission_step.by_id
           FROM public.admission_step
          WHERE (admission_step.admission_id = a.id)
          ORDER BY admission_step.id DESC
         LIMIT 1) s)
     LEFT JOIN LATERAL ( SELECT admission_step.by_id,
            admission_step.by_name
           FROM public.admission_step
          WHERE ((admission_step.admission_id = a.id) AND (admission_step.kind = 'sponsored'::text))
          ORDER BY admission_step.id DESC
         LIMIT 1) p ON (true));

ALTER TABLE app.admission_state OWNER TO concord_owner;

CREATE TABLE public.territory (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    office_id uuid NOT NULL,
    person_id uuid NOT NULL,
    state text NOT NULL,
    county text,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    until timestamp with time zone,
    CONSTRAINT territory_check CHECK ((until >= since))
);

ALTER TABLE ONLY public.territory FORCE ROW LEVEL SECURITY;

ALTER TABLE public.territory OWNER TO concord_owner;

CREATE VIEW app.advisor WITH (security_barrier='true') AS
 SELECT y.id,
    y.office_id,
    y.person_id,
    y.name,
    y.state,
    y.county,
    y.since,
    y.until
   FROM ( SELECT t.id,
            t.office_id,
            t.person_id,
            p.name,
            t.state,
            t.county,
            t.since,
            t.until
           FROM ((app.who w
             CROSS JOIN public.territory t)
             JOIN public.person p ON ((p.id = t.person_id)))
          WHERE ((t.since <= app.now()) AND ((t.until IS NULL) OR (t.until > app.now())))) y;

ALTER TABLE app.advisor OWNER TO concord_definer;

CREATE TABLE public.renewal (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    appointment_id uuid NOT NULL,
    council_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    person_id uuid NOT NULL,
    reason text NOT NULL,
    quarter date,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    ends timestamp with time zone NOT NULL,
    mailed integer DEFAULT 0 NOT NULL,
    answer text,
    answered timestamp with time zone,
    answered_by uuid,
    was_until timestamp with time zone,
    CONSTRAINT renewal_answer_check CHECK ((answer = ANY (ARRAY['stays'::text, 'goes'::text, 'ended'::text, 'over'::text]))),
    CONSTRAINT renewal_check CHECK (((reason = 'unconfirmed'::text) = (quarter IS NOT NULL))),
    CONSTRAINT renewal_check1 CHECK (((answer IS NULL) = (answered IS NULL))),
    CONSTRAINT renewal_reason_check CHECK ((reason = ANY (ARRAY['unconfirmed'::text, 'unused'::text])))
);

ALTER TABLE ONLY public.renewal FORCE ROW LEVEL SECURITY;

ALTER TABLE public.renewal OWNER TO concord_owner;

CREATE VIEW app.confirming AS
 WITH spoken AS (
         SELECT m.organization_id
           FROM (app.who w
             JOIN public.organization_administrator m ON (((m.person_id = w.person_id) AND (m.since <= app.now()) AND ((m.until IS NULL) OR (m.until > app.now())))))
        ), represented AS (
         SELECT r.organization_id,
            r.council_id
           FROM (app.who w
             JOIN public.appointment r ON (((r.person_id = w.person_id) AND (r.office = 'representative'::text))))
          WHERE ((r.since <= app.now()) AND ((r.until IS NULL) OR (r.until > app.now())) AND (( SELECT true
                   FROM (public.organization_administrator m
                     JOIN public.person p ON (((p.id = m.person_id) AND ((p.suspended IS NULL) OR (p.suspended > app.now())) AND ((p.expires IS NULL) OR (p.expires > app.now())))))
                  WHERE ((m.organization_id = r.organization_id) AND (m.since <= app.now()) AND ((m.until IS NULL) OR (m.until > app.now())))
                 LIMIT 1) IS NULL))
        )
 SELECT a.id AS appointment_id
   FROM (spoken s
     JOIN public.appointment a ON ((a.organization_id = s.organization_id)))
UNION
 SELECT a.id AS appointment_id
   FROM (represented s
     JOIN public.appointment a ON (((a.organization_id = s.organization_id) AND (a.council_id = s.council_id))))
UNION
 SELECT n.appointment_id
   FROM (( SELECT DISTINCT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'roster.edit'::text)) h
     JOIN public.renewal n ON (((n.council_id = h.council_id) AND (n.answer IS NULL) AND (n.reason = 'unconfirmed'::text))))
  WHERE ((( SELECT true
           FROM (public.organization_administrator m
             JOIN public.person p ON (((p.id = m.person_id) AND ((p.suspended IS NULL) OR (p.suspended > app.now())) AND ((p.expires IS NULL) OR (p.expires > app.now())))))
          WHERE ((m.organization_id = n.organization_id) AND (m.since <= app.now()) AND ((m.until IS NULL) OR (m.until > app.now())))
         LIMIT 1) IS NULL) AND (( SELECT true
           FROM (public.appointment r
             JOIN public.person p ON (((p.id = r.person_id) AND ((p.suspended IS NULL) OR (p.suspended > app.now())) AND ((p.expires IS NULL) OR (p.expires > app.now())))))
          WHERE ((r.organization_id = n.organization_id) AND (r.council_id = n.council_id) AND (r.office = 'representative'::text) AND (r.since <= app.now()) AND ((r.until IS NULL) OR (r.until > app.now())))
         LIMIT 1) IS NULL));

ALTER TABLE app.confirming OWNER TO concord_definer;

CREATE TABLE public.office (
    slug text NOT NULL,
    name text NOT NULL,
    needs_seat boolean NOT NULL,
    rank integer NOT NULL,
    of_staff boolean DEFAULT false NOT NULL
);

ALTER TABLE ONLY public.office FORCE ROW LEVEL SECURITY;

ALTER TABLE public.office OWNER TO concord_owner;

CREATE VIEW app.appointee WITH (security_barrier='true') AS
 SELECT y.appointment_id,
    y.organization,
    y.council,
    y.slug,
    y.person,
    y.office,
    y.rank,
    y.since,
    y.until,
    y.ends,
    y.confirmed,
    y.confirmed_by
   FROM ( SELECT a.id AS appointment_id,
            o.name AS organization,
            c.short_name AS council,
            c.slug,
            p.name AS person,
            f.name AS office,
            f.rank,
            a.since,
            a.until,
            n.ends,
            k.answered AS confirmed,
            COALESCE(b.name, ''::text) AS confirmed_by
           FROM ((((((((app.confirming x
             JOIN public.appointment a ON (((a.id = x.appointment_id) AND (a.since <= app.now()) AND ((a.until IS NULL) OR (a.until > app.now())))))
             JOIN public.organization o ON ((o.id = a.organization_id)))
             JOIN public.council c ON (((c.id = a.council_id) AND (c.until > app.now()))))
             JOIN public.person p ON ((p.id = a.person_id)))
             JOIN public.office f ON ((f.slug = a.office)))
             LEFT JOIN public.renewal n ON (((n.appointment_id = a.id) AND (n.answer IS NULL) AND (n.reason = 'unconfirmed'::text))))
             LEFT JOIN LATERAL ( SELECT renewal.answered,
                    renewal.answered_by
                   FROM public.renewal
                  WHERE ((renewal.appointment_id = a.id) AND (renewal.answer = 'stays'::text) AND (renewal.reason = 'unconfirmed'::text))
                  ORDER BY renewal.answered DESC
                 LIMIT 1) k ON (true))
             LEFT JOIN public.person b ON ((b.id = k.answered_by)))) y;

ALTER TABLE app.appointee OWNER TO concord_definer;

CREATE VIEW app.asked_of_me WITH (security_barrier='true') AS
 SELECT y.id,
    y.appointment_id,
    y.organization_id,
    y.council_id,
    y.since,
    y.ends
   FROM ( SELECT n.id,
            n.appointment_id,
            n.organization_id,
            n.council_id,
            n.since,
            n.ends
           FROM ((app.confirming f
             JOIN public.renewal n ON (((n.appointment_id = f.appointment_id) AND (n.answer IS NULL) AND (n.reason = 'unconfirmed'::text))))
             JOIN public.appointment a ON (((a.id = n.appointment_id) AND ((a.until IS NULL) OR (a.until > app.now())))))) y;

ALTER TABLE app.asked_of_me OWNER TO concord_definer;

CREATE TABLE public.speaker (
    seat_id uuid NOT NULL,
    council_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    person_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.speaker FORCE ROW LEVEL SECURITY;

ALTER TABLE public.speaker OWNER TO concord_owner;

CREATE VIEW app.asked_seat WITH (security_barrier='true') AS
 SELECT s.circle_id,
    s.organization_id
   FROM ( SELECT h.circle_id,
            v.organization_id
           FROM (((app.who w
             JOIN public.speaker v ON (((v.person_id = w.person_id) AND (v.since <= app.now()) AND (v.until > app.now()))))
             JOIN public.held h ON (((h.person_id = w.person_id) AND (h.appointment_id = v.appointment_id) AND (h.capability = 'item.read'::text) AND (h.since <= app.now()) AND (h.until > app.now()))))
             JOIN public.circle c ON (((c.id = h.circle_id) AND (c.kind <> 'community'::text))))) s;

ALTER TABLE app.asked_seat OWNER TO concord_definer;

CREATE TABLE public.audit (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    person_id uuid,
    appointment_id uuid,
    decision text DEFAULT 'allowed'::text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    route text DEFAULT ''::text NOT NULL,
    request text DEFAULT ''::text NOT NULL,
    act text,
    verb text NOT NULL,
    object text NOT NULL,
    object_id text NOT NULL,
    changed text[] DEFAULT '{}'::text[] NOT NULL,
    council_id uuid,
    item_id uuid,
    subject_id uuid,
    label text,
    CONSTRAINT audit_act_check CHECK ((act = ANY (ARRAY['post'::text, 'read'::text, 'council'::text, 'structure'::text, 'account'::text]))),
    CONSTRAINT audit_decision_check CHECK ((decision = ANY (ARRAY['allowed'::text, 'refused'::text])))
);

ALTER TABLE ONLY public.audit FORCE ROW LEVEL SECURITY;

ALTER TABLE public.audit OWNER TO concord_owner;

CREATE TABLE public.item (
    id uuid NOT NULL,
    kind text NOT NULL,
    root_id uuid NOT NULL,
    label text NOT NULL,
    root_label text NOT NULL,
    source_council_id uuid NOT NULL,
    author_id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    author_name text NOT NULL,
    author_office text NOT NULL,
    author_organization text NOT NULL,
    organization_id uuid NOT NULL,
    seat_id uuid,
    posted timestamp with time zone DEFAULT app.now() NOT NULL,
    current integer DEFAULT 1 NOT NULL,
    withdrawn timestamp with time zone,
    withdrawn_by text,
    withdrawn_because text,
    speaks boolean DEFAULT false NOT NULL,
    CONSTRAINT item_check CHECK (((kind = 'update'::text) = (root_id = id))),
    CONSTRAINT item_check1 CHECK (((withdrawn IS NULL) = (withdrawn_because IS NULL))),
    CONSTRAINT item_check2 CHECK ((app.width(label) <= app.width(root_label))),
    CONSTRAINT item_kind_check CHECK ((kind = ANY (ARRAY['update'::text, 'reply'::text]))),
    CONSTRAINT item_label_check CHECK ((app.width(label) IS NOT NULL)),
    CONSTRAINT item_withdrawn_because_check CHECK (((char_length(withdrawn_because) >= 1) AND (char_length(withdrawn_because) <= 1000)))
);

ALTER TABLE ONLY public.item FORCE ROW LEVEL SECURITY;

ALTER TABLE public.item OWNER TO concord_owner;

CREATE TABLE public.seat (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    council_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    class text DEFAULT 'voting'::text NOT NULL,
    appointed_by text DEFAULT ''::text NOT NULL,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    until timestamp with time zone,
    CONSTRAINT seat_appointed_by_check CHECK ((char_length(appointed_by) <= 200)),
    CONSTRAINT seat_appointed_by_line CHECK ((appointed_by = app.line(appointed_by))),
    CONSTRAINT seat_check CHECK (((until IS NULL) OR (until >= since))),
    CONSTRAINT seat_class_check CHECK ((class = ANY (ARRAY['voting'::text, 'non-voting'::text, 'observer'::text])))
);

ALTER TABLE ONLY public.seat FORCE ROW LEVEL SECURITY;

ALTER TABLE public.seat OWNER TO concord_owner;

CREATE TABLE public.sector (
    slug text NOT NULL,
    name text NOT NULL,
    scope text DEFAULT ''::text NOT NULL,
    since date,
    until date,
    short_name text DEFAULT ''::text NOT NULL,
    CONSTRAINT sector_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT sector_name_line CHECK ((name = app.line(name))),
    CONSTRAINT sector_short_name_check CHECK ((char_length(short_name) <= 60)),
    CONSTRAINT sector_short_name_line CHECK ((short_name = app.line(short_name))),
    CONSTRAINT sector_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

ALTER TABLE ONLY public.sector FORCE ROW LEVEL SECURITY;

ALTER TABLE public.sector OWNER TO concord_owner;

CREATE VIEW app.audit_line AS
 SELECT l.id,
    l.at,
    l.act,
    l.verb,
    l.object,
    l.changed,
    l.label,
    l.council_id,
    l.item_id,
    l.person_id,
    l.subject_id,
        CASE
            WHEN (l.object = ANY (ARRAY['break_glass'::text, 'break_glass_decision'::text, 'break_glass_end'::text, 'break_glass_read'::text])) THEN p.name
            WHEN ( SELECT true
               FROM app.acquaintance q
              WHERE (q.person_id = l.person_id)
             LIMIT 1) THEN p.name
            ELSE ''::text
        END AS person,
    COALESCE(f.name, ''::text) AS office,
        CASE
            WHEN ( SELECT true
               FROM app.acquaintance q
              WHERE (q.person_id = l.subject_id)
             LIMIT 1) THEN s.name
            ELSE ''::text
        END AS subject,
    COALESCE(i.kind, ''::text) AS item_kind,
    COALESCE(c.short_name, ''::text) AS council,
    COALESCE(c.slug, ''::text) AS council_slug,
    COALESCE(e.name, g.name, af.name, ''::text) AS thing,
        CASE
            WHEN ('withdrawn_because'::text = ANY (l.changed)) THEN i.withdrawn_because
            WHEN ('until'::text = ANY (l.changed)) THEN a.ended_because
            ELSE l.reason
        END AS because
   FROM (((((((((((public.audit l
     LEFT JOIN public.person p ON ((p.id = l.person_id)))
     LEFT JOIN public.appointment t ON ((t.id = l.appointment_id)))
     LEFT JOIN public.office f ON ((f.slug = t.office)))
     LEFT JOIN public.person s ON ((s.id = l.subject_id)))
     LEFT JOIN public.item i ON ((i.id = l.item_id)))
     LEFT JOIN public.council c ON ((c.id = l.council_id)))
     LEFT JOIN public.appointment a ON ((a.id =
        CASE
            WHEN (l.object = ANY (ARRAY['appointment'::text, 'hand_over'::text])) THEN (NULLIF(l.object_id, ''::text))::uuid
            ELSE NULL::uuid
        END)))
     LEFT JOIN public.office af ON ((af.slug = a.office)))
     LEFT JOIN public.seat z ON ((z.id =
        CASE
            WHEN (l.object = 'seat'::text) THEN (NULLIF(l.object_id, ''::text))::uuid
            ELSE NULL::uuid
        END)))
     LEFT JOIN public.sector e ON ((e.slug =
        CASE
            WHEN (l.object = 'sector'::text) THEN l.object_id
            ELSE NULL::text
        END)))
     LEFT JOIN public.organization g ON ((g.id =
        CASE
            WHEN (l.object = ANY (ARRAY['organization'::text, 'organization_sector'::text])) THEN (NULLIF(l.object_id, ''::text))::uuid
            ELSE z.organization_id
        END)))
  WHERE (l.act IS NOT NULL);

ALTER TABLE app.audit_line OWNER TO concord_definer;

CREATE TABLE public.break_glass (
    id uuid NOT NULL,
    council_id uuid NOT NULL,
    because text NOT NULL,
    hours integer NOT NULL,
    asked_by uuid NOT NULL,
    asked_name text NOT NULL,
    asked timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT break_glass_because_check CHECK (((char_length(because) >= 20) AND (char_length(because) <= 1000))),
    CONSTRAINT break_glass_hours_check CHECK (((hours >= 1) AND (hours <= 4)))
);

ALTER TABLE ONLY public.break_glass FORCE ROW LEVEL SECURITY;

ALTER TABLE public.break_glass OWNER TO concord_owner;

CREATE TABLE public.break_glass_decision (
    break_glass_id uuid NOT NULL,
    approved boolean NOT NULL,
    because text DEFAULT ''::text NOT NULL,
    decided_by uuid NOT NULL,
    decided_name text NOT NULL,
    decided timestamp with time zone DEFAULT app.now() NOT NULL,
    until timestamp with time zone,
    CONSTRAINT break_glass_decision_check CHECK (((char_length(because) <= 1000) AND (approved OR (because <> ''::text)))),
    CONSTRAINT break_glass_decision_check1 CHECK (((until IS NOT NULL) = approved))
);

ALTER TABLE ONLY public.break_glass_decision FORCE ROW LEVEL SECURITY;

ALTER TABLE public.break_glass_decision OWNER TO concord_owner;

CREATE TABLE public.break_glass_end (
    break_glass_id uuid NOT NULL,
    ended_by uuid,
    ended_name text NOT NULL,
    ended timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY public.break_glass_end FORCE ROW LEVEL SECURITY;

ALTER TABLE public.break_glass_end OWNER TO concord_owner;

CREATE VIEW app.breaking WITH (security_barrier='true') AS
 SELECT y.id,
    y.council_id,
    y.because,
    y.until
   FROM ( SELECT b.id,
            b.council_id,
            b.because,
            d.until
           FROM ((app.who w
             JOIN public.break_glass b ON ((b.asked_by = w.person_id)))
             JOIN public.break_glass_decision d ON (((d.break_glass_id = b.id) AND (d.until > app.now()))))
          WHERE (NOT (EXISTS ( SELECT
                   FROM public.break_glass_end e
                  WHERE (e.break_glass_id = b.id))))) y;

ALTER TABLE app.breaking OWNER TO concord_definer;

CREATE TABLE public.council_kind (
    slug text NOT NULL,
    name text NOT NULL,
    plural text NOT NULL,
    side text NOT NULL,
    roster_by text NOT NULL,
    public_face boolean NOT NULL,
    base_circle text NOT NULL,
    has_seats boolean NOT NULL,
    since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    enters_community boolean NOT NULL,
    offered boolean DEFAULT true NOT NULL,
    CONSTRAINT council_kind_base_circle_check CHECK ((base_circle = ANY (ARRAY['council'::text, 'community'::text, 'public'::text]))),
    CONSTRAINT council_kind_name_line CHECK (((name = app.line(name)) AND ((char_length(name) >= 1) AND (char_length(name) <= 100)))),
    CONSTRAINT council_kind_plural_line CHECK (((plural = app.line(plural)) AND ((char_length(plural) >= 1) AND (char_length(plural) <= 100)))),
    CONSTRAINT council_kind_roster_by_check CHECK ((roster_by = ANY (ARRAY['council'::text, 'staff'::text, 'nobody'::text]))),
    CONSTRAINT council_kind_side_check CHECK ((side = ANY (ARRAY['industry'::text, 'government'::text, 'mixed'::text, 'administration'::text, 'public'::text]))),
    CONSTRAINT council_kind_slug_check CHECK ((slug ~ '^[a-z0-9]+([-_][a-z0-9]+)*$'::text))
);

ALTER TABLE ONLY public.council_kind FORCE ROW LEVEL SECURITY;

ALTER TABLE public.council_kind OWNER TO concord_owner;

CREATE TABLE public.council_kind_term (
    council_id uuid NOT NULL,
    kind text NOT NULL,
    since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT council_kind_term_check CHECK ((since < until))
);

ALTER TABLE ONLY public.council_kind_term FORCE ROW LEVEL SECURITY;

ALTER TABLE public.council_kind_term OWNER TO concord_owner;

CREATE VIEW app.sponsoring WITH (security_barrier='true') AS
 SELECT y.council_id
   FROM ( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'admission.sponsor'::text)
        UNION ALL
         SELECT t.council_id
           FROM (public.council_kind_term t
             JOIN public.council_kind k ON ((k.slug = t.kind)))
          WHERE ((k.roster_by = 'staff'::text) AND (t.since <= app.now()) AND (t.until > app.now()) AND ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'council.record'::text)
                 LIMIT 1))) y;

ALTER TABLE app.sponsoring OWNER TO concord_definer;

CREATE VIEW app.validating WITH (security_barrier='true') AS
 SELECT y.council_id
   FROM ( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'admission.validate'::text)
        UNION ALL
         SELECT t.council_id
           FROM (public.council_kind_term t
             JOIN public.council_kind k ON ((k.slug = t.kind)))
          WHERE ((k.roster_by = 'staff'::text) AND (t.since <= app.now()) AND (t.until > app.now()) AND ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'council.record'::text)
                 LIMIT 1))) y;

ALTER TABLE app.validating OWNER TO concord_definer;

CREATE VIEW app.case_waiting WITH (security_barrier='true') AS
 SELECT y.id,
    y.needs,
    y.name,
    y.council_id,
    y.since
   FROM ( SELECT a.id,
                CASE s.state
                    WHEN 'asked'::text THEN 'sponsor'::text
                    ELSE 'validate'::text
                END AS needs,
            a.name,
            a.council_id,
            s.since
           FROM ((app.who me
             CROSS JOIN LATERAL ( SELECT admission.id,
                    admission.council_id,
                    admission.name,
                    admission.person_id
                   FROM public.admission
                  WHERE ((admission.closed IS NULL) AND (admission.council_id = ANY (ARRAY( SELECT sponsoring.council_id
                           FROM app.sponsoring
                        UNION ALL
                         SELECT validating.council_id
                           FROM app.validating))))
                  ORDER BY admission.at
                 LIMIT 100) a)
             JOIN app.admission_state s ON ((s.admission_id = a.id)))
          WHERE ((a.person_id IS DISTINCT FROM me.person_id) AND (((s.state = 'asked'::text) AND (a.council_id = ANY (ARRAY( SELECT sponsoring.council_id
                   FROM app.sponsoring)))) OR ((s.state = 'sponsored'::text) AND (s.sponsor_id <> me.person_id) AND (a.council_id = ANY (ARRAY( SELECT validating.council_id
                   FROM app.validating))))))) y;

ALTER TABLE app.case_waiting OWNER TO concord_definer;

CREATE TABLE public.contact (
    id uuid NOT NULL,
    person_id uuid,
    organization_id uuid,
    kind text NOT NULL,
    label text DEFAULT ''::text NOT NULL,
    value text NOT NULL,
    for_peers boolean DEFAULT false NOT NULL,
    for_advisors boolean DEFAULT false NOT NULL,
    for_members boolean DEFAULT false NOT NULL,
    added timestamp with time zone DEFAULT app.now() NOT NULL,
    ended timestamp with time zone,
    CONSTRAINT contact_check CHECK ((num_nonnulls(person_id, organization_id) = 1)),
    CONSTRAINT contact_check1 CHECK (((organization_id IS NULL) OR (label <> ''::text))),
    CONSTRAINT contact_check2 CHECK (((ended IS NULL) = (value <> ''::text))),
    CONSTRAINT contact_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'office'::text, 'direct'::text, 'after-hours'::text]))),
    CONSTRAINT contact_label_check CHECK ((char_length(label) <= 60)),
    CONSTRAINT contact_value_check CHECK ((char_length(value) <= 254))
);

ALTER TABLE ONLY public.contact FORCE ROW LEVEL SECURITY;

ALTER TABLE public.contact OWNER TO concord_owner;

CREATE VIEW app.contact_live AS
 SELECT c.id,
    c.person_id,
    c.organization_id,
    COALESCE(c.organization_id, p.organization_id) AS works_for,
    c.for_peers,
    c.for_advisors,
    c.for_members
   FROM (public.contact c
     LEFT JOIN public.person p ON ((p.id = c.person_id)))
  WHERE ((c.ended IS NULL) AND ((p.suspended IS NULL) OR (p.suspended > app.now())) AND ((p.expires IS NULL) OR (p.expires > app.now())));

ALTER TABLE app.contact_live OWNER TO concord_definer;

CREATE TABLE public.facility (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid NOT NULL,
    invented boolean NOT NULL,
    office_id uuid NOT NULL,
    name text NOT NULL,
    kind text DEFAULT ''::text NOT NULL,
    sector text NOT NULL,
    subsector text,
    state text NOT NULL,
    county text,
    city text DEFAULT ''::text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    latitude numeric(8,5),
    longitude numeric(8,5),
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    until timestamp with time zone,
    folded text GENERATED ALWAYS AS (app.folded(name)) STORED NOT NULL,
    name_key text GENERATED ALWAYS AS (app.name_key(name)) STORED NOT NULL,
    CONSTRAINT facility_address_check CHECK ((char_length(address) <= 300)),
    CONSTRAINT facility_address_line CHECK ((address = app.line(address))),
    CONSTRAINT facility_check CHECK ((until >= since)),
    CONSTRAINT facility_check1 CHECK (((latitude IS NULL) = (longitude IS NULL))),
    CONSTRAINT facility_city_check CHECK ((char_length(city) <= 100)),
    CONSTRAINT facility_city_line CHECK ((city = app.line(city))),
    CONSTRAINT facility_kind_check CHECK ((char_length(kind) <= 100)),
    CONSTRAINT facility_latitude_check CHECK (((latitude >= ('-90'::integer)::numeric) AND (latitude <= (90)::numeric))),
    CONSTRAINT facility_longitude_check CHECK (((longitude >= ('-180'::integer)::numeric) AND (longitude <= (180)::numeric))),
    CONSTRAINT facility_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT facility_name_line CHECK ((name = app.line(name)))
);

ALTER TABLE ONLY public.facility FORCE ROW LEVEL SECURITY;

ALTER TABLE public.facility OWNER TO concord_owner;

CREATE TABLE public.incident (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    office_id uuid NOT NULL,
    title text NOT NULL,
    declared_by uuid NOT NULL,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    until timestamp with time zone,
    outcome text DEFAULT ''::text NOT NULL,
    revised timestamp with time zone,
    reopened timestamp with time zone,
    reopened_by uuid,
    CONSTRAINT incident_check CHECK ((until >= since)),
    CONSTRAINT incident_outcome_check CHECK ((char_length(outcome) <= 1000)),
    CONSTRAINT incident_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200))),
    CONSTRAINT incident_title_line CHECK ((title = app.line(title)))
);

ALTER TABLE ONLY public.incident FORCE ROW LEVEL SECURITY;

ALTER TABLE public.incident OWNER TO concord_owner;

CREATE TABLE public.incident_county (
    incident_id uuid NOT NULL,
    county text NOT NULL
);

ALTER TABLE ONLY public.incident_county FORCE ROW LEVEL SECURITY;

ALTER TABLE public.incident_county OWNER TO concord_owner;

CREATE TABLE public.incident_office (
    incident_id uuid NOT NULL,
    office_id uuid NOT NULL
);

ALTER TABLE ONLY public.incident_office FORCE ROW LEVEL SECURITY;

ALTER TABLE public.incident_office OWNER TO concord_owner;

CREATE TABLE public.incident_sector (
    incident_id uuid NOT NULL,
    sector text NOT NULL
);

ALTER TABLE ONLY public.incident_sector FORCE ROW LEVEL SECURITY;

ALTER TABLE public.incident_sector OWNER TO concord_owner;

CREATE TABLE public.organization_sector (
    organization_id uuid NOT NULL,
    sector text NOT NULL
);

ALTER TABLE ONLY public.organization_sector FORCE ROW LEVEL SECURITY;

ALTER TABLE public.organization_sector OWNER TO concord_owner;

CREATE VIEW app.incident_reach WITH (security_barrier='true') AS
 SELECT y.incident_id,
    y.organization_id
   FROM ( SELECT DISTINCT i.id AS incident_id,
            x.organization_id
           FROM (((((app.holding h
             JOIN public.incident_office io ON ((io.office_id = h.council_id)))
             JOIN public.incident i ON (((i.id = io.incident_id) AND (i.since <= app.now()) AND ((i.until IS NULL) OR (i.until > app.now())))))
             JOIN public.incident_county ic ON ((ic.incident_id = i.id)))
             CROSS JOIN LATERAL ( SELECT array_agg(s.sector) AS sectors
                   FROM public.incident_sector s
                  WHERE (s.incident_id = i.id)) named)
             JOIN LATERAL ( SELECT o.id AS organization_id
                   FROM public.organization o
                  WHERE ((o.county = ic.county) AND
                        CASE
                            WHEN (named.sectors IS NULL) THEN true
                            ELSE ( SELECT true
                               FROM public.organization_sector m
                              WHERE ((m.organization_id = o.id) AND (m.sector = ANY (named.sectors)))
                             LIMIT 1)
                        END)
                UNION
                 SELECT f.organization_id
                   FROM public.facility f
                  WHERE ((f.county = ic.county) AND (f.since <= app.now()) AND ((f.until IS NULL) OR (f.until > app.now())) AND
                        CASE
                            WHEN (named.sectors IS NULL) THEN true
                            ELSE (f.sector = ANY (named.sectors))
                        END)) x ON (true))
          WHERE (h.capability = 'incident.work'::text)) y;

ALTER TABLE app.incident_reach OWNER TO concord_definer;

CREATE VIEW app.peering AS
 SELECT DISTINCT a.council_id
   FROM ((app.who w
     JOIN public.held h ON (((h.person_id = w.person_id) AND (h.capability = 'roster.read'::text) AND (h.since <= app.now()) AND (h.until > app.now()))))
     JOIN public.appointment a ON (((a.id = h.appointment_id) AND (a.council_id = h.council_id))));

ALTER TABLE app.peering OWNER TO concord_definer;

CREATE VIEW app.speaking_for WITH (security_barrier='true') AS
 SELECT y.organization_id
   FROM ( SELECT m.organization_id
           FROM (app.who w
             JOIN public.organization_administrator m ON ((m.person_id = w.person_id)))
          WHERE ((m.since <= app.now()) AND ((m.until IS NULL) OR (m.until > app.now())))
        UNION
         SELECT a.organization_id
           FROM (((app.who w
             JOIN public.appointment a ON (((a.person_id = w.person_id) AND (a.office = 'representative'::text))))
             JOIN public.seat s ON (((s.id = a.seat_id) AND ((s.until IS NULL) OR (s.until > app.now())))))
             JOIN public.council c ON (((c.id = a.council_id) AND (c.until > app.now()))))
          WHERE ((a.since <= app.now()) AND ((a.until IS NULL) OR (a.until > app.now())))) y;

ALTER TABLE app.speaking_for OWNER TO concord_definer;

CREATE TABLE public.jurisdiction (
    code text NOT NULL,
    name text NOT NULL,
    fips text NOT NULL,
    kind text NOT NULL,
    region integer NOT NULL,
    CONSTRAINT jurisdiction_code_check CHECK ((code ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT jurisdiction_kind_check CHECK ((kind = ANY (ARRAY['state'::text, 'district'::text, 'territory'::text])))
);

ALTER TABLE ONLY public.jurisdiction FORCE ROW LEVEL SECURITY;

ALTER TABLE public.jurisdiction OWNER TO concord_owner;

CREATE VIEW app.contact_seen WITH (security_barrier='true') AS
 SELECT y.contact_id,
    y.own
   FROM ( SELECT c.id AS contact_id,
            true AS own
           FROM (app.who w
             JOIN public.contact c ON (((c.person_id = w.person_id) AND (c.ended IS NULL))))
        UNION ALL
         SELECT c.id AS contact_id,
            true AS own
           FROM (app.speaking_for s
             JOIN public.contact c ON (((c.organization_id = s.organization_id) AND (c.ended IS NULL))))
        UNION ALL
         SELECT c.id AS contact_id,
            false AS own
           FROM (app.who w
             CROSS JOIN app.contact_live c)
          WHERE c.for_members
        UNION ALL
         SELECT c.id AS contact_id,
            false AS own
           FROM (app.contact_live c
             JOIN public.appointment a ON (((a.person_id = c.person_id) AND (a.since <= app.now()) AND ((a.until IS NULL) OR (a.until > app.now())))))
          WHERE (c.for_peers AND (a.council_id = ANY (ARRAY( SELECT peering.council_id
                   FROM app.peering))))
        UNION ALL
         SELECT c.id AS contact_id,
            false AS own
           FROM (app.contact_live c
             JOIN public.seat s ON (((s.organization_id = c.organization_id) AND (s.since <= app.now()) AND ((s.until IS NULL) OR (s.until > app.now())))))
          WHERE (c.for_peers AND (s.council_id = ANY (ARRAY( SELECT peering.council_id
                   FROM app.peering))))
        UNION ALL
         SELECT c.id AS contact_id,
            false AS own
           FROM ((app.contact_live c
             JOIN public.organization o ON ((o.id = c.works_for)))
             JOIN public.jurisdiction j ON ((j.code = o.state)))
          WHERE (c.for_advisors AND (j.region = ANY (ARRAY( SELECT k.region
                   FROM (app.holding h
                     JOIN public.council k ON ((k.id = h.council_id)))
                  WHERE (h.capability = 'facility.read'::text)))))
        UNION ALL
         SELECT c.id AS contact_id,
            false AS own
           FROM app.contact_live c
          WHERE (c.for_advisors AND (c.works_for = ANY (ARRAY( SELECT incident_reach.organization_id
                   FROM app.incident_reach))))) y;

ALTER TABLE app.contact_seen OWNER TO concord_definer;

CREATE TABLE public.fact (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    about text NOT NULL,
    field text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    basis text NOT NULL,
    confidence text DEFAULT ''::text NOT NULL,
    sources text[] DEFAULT '{}'::text[] NOT NULL,
    verdict text DEFAULT ''::text NOT NULL,
    judged_by uuid,
    judged_at timestamp with time zone,
    shown_to text GENERATED ALWAYS AS (
CASE
    WHEN (verdict = 'rejected'::text) THEN 'staff'::text
    WHEN ((verdict = 'confirmed'::text) OR (basis <> 'memory'::text)) THEN 'public'::text
    ELSE 'staff'::text
END) STORED NOT NULL,
    value text DEFAULT ''::text NOT NULL,
    judged_with uuid,
    was_verdict text DEFAULT ''::text NOT NULL,
    was_judged_by uuid,
    was_judged_at timestamp with time zone,
    CONSTRAINT fact_about_check CHECK (((char_length(about) >= 1) AND (char_length(about) <= 400))),
    CONSTRAINT fact_basis_check CHECK ((basis = ANY (ARRAY['verified'::text, 'derived'::text, 'memory'::text, 'recorded'::text]))),
    CONSTRAINT fact_check CHECK (((verdict = ''::text) = (judged_at IS NULL))),
    CONSTRAINT fact_check1 CHECK (((verdict = ''::text) = (judged_by IS NULL))),
    CONSTRAINT fact_confidence_check CHECK ((confidence = ANY (ARRAY[''::text, 'low'::text, 'medium'::text, 'high'::text]))),
    CONSTRAINT fact_field_check CHECK (((char_length(field) >= 1) AND (char_length(field) <= 200))),
    CONSTRAINT fact_kind_check CHECK ((kind = ANY (ARRAY['region'::text, 'organization'::text, 'sector'::text, 'edition'::text, 'retired_sector'::text, 'umbrella'::text, 'council'::text, 'membership'::text]))),
    CONSTRAINT fact_note_check CHECK ((char_length(note) <= 1000)),
    CONSTRAINT fact_value_check CHECK ((char_length(value) <= 2000)),
    CONSTRAINT fact_verdict_check CHECK ((verdict = ANY (ARRAY[''::text, 'confirmed'::text, 'rejected'::text]))),
    CONSTRAINT fact_was_verdict_check CHECK ((was_verdict = ANY (ARRAY[''::text, 'confirmed'::text, 'rejected'::text])))
);

ALTER TABLE ONLY public.fact FORCE ROW LEVEL SECURITY;

ALTER TABLE public.fact OWNER TO concord_owner;

CREATE TABLE public.listing (
    council_id uuid NOT NULL,
    fact_id uuid NOT NULL
);

ALTER TABLE ONLY public.listing FORCE ROW LEVEL SECURITY;

ALTER TABLE public.listing OWNER TO concord_owner;

CREATE VIEW app.council_listed WITH (security_invoker='true') AS
 SELECT c.id AS council_id
   FROM (public.council c
     LEFT JOIN public.listing l ON ((l.council_id = c.id)))
  WHERE (l.council_id IS NULL)
UNION
 SELECT l.council_id
   FROM (public.listing l
     JOIN public.fact f ON ((f.id = l.fact_id)))
UNION
 SELECT holding.council_id
   FROM app.holding;

ALTER TABLE app.council_listed OWNER TO concord_owner;

CREATE TABLE public.audience (
    item_id uuid NOT NULL,
    circle_id uuid NOT NULL,
    circle_kind text NOT NULL,
    council_id uuid NOT NULL,
    root_id uuid NOT NULL,
    through_id uuid NOT NULL,
    author_id uuid NOT NULL,
    label text NOT NULL,
    posted timestamp with time zone DEFAULT app.now() NOT NULL,
    since integer DEFAULT 1 NOT NULL,
    answer_by date,
    published_by text,
    CONSTRAINT audience_check CHECK ((app.circle_width(circle_kind) <= app.width(label)))
);

ALTER TABLE ONLY public.audience FORCE ROW LEVEL SECURITY;

ALTER TABLE public.audience OWNER TO concord_owner;

CREATE VIEW app.council_record WITH (security_barrier='true') AS
 SELECT l.id,
    l.at,
    l.act,
    l.verb,
    l.object,
    l.changed,
    l.label,
    l.council_id,
    l.item_id,
    l.person_id,
    l.subject_id,
    l.person,
    l.office,
    l.subject,
    l.item_kind,
    l.council,
    l.council_slug,
    l.thing,
    l.because
   FROM app.audit_line l
  WHERE ((l.council_id = ANY (ARRAY( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'audit.read'::text)))) AND
        CASE
            WHEN (l.item_id IS NULL) THEN true
            ELSE ( SELECT true
               FROM public.audience a
              WHERE ((a.item_id = l.item_id) AND (a.circle_id = ANY (ARRAY( SELECT holding.circle_id
                       FROM app.holding
                      WHERE (holding.capability = 'item.read'::text)))))
             LIMIT 1)
        END AND
        CASE
            WHEN (l.act = 'read'::text) THEN (l.council_id = ANY (ARRAY( SELECT holding.council_id
               FROM app.holding
              WHERE (holding.capability = 'attendance.read'::text))))
            ELSE true
        END);

ALTER TABLE app.council_record OWNER TO concord_definer;

CREATE VIEW app.office_served WITH (security_invoker='true') AS
 SELECT appointment.id,
    appointment.person_id,
    appointment.council_id,
    appointment.seat_id,
    appointment.office,
    appointment.since,
    appointment.until,
    false AS acting
   FROM public.appointment
UNION ALL
 SELECT acting.appointment_id AS id,
    acting.person_id,
    acting.council_id,
    NULL::uuid AS seat_id,
    'chair'::text AS office,
    acting.since,
    acting.until,
    true AS acting
   FROM app.acting;

ALTER TABLE app.office_served OWNER TO concord_owner;

CREATE TABLE signin.factor_reset (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    password_lost boolean DEFAULT false NOT NULL,
    because text NOT NULL,
    asked_by uuid NOT NULL,
    asked timestamp with time zone DEFAULT app.now() NOT NULL,
    approved_by uuid,
    approved timestamp with time zone,
    withdrawn timestamp with time zone,
    council_id uuid,
    ended_by uuid,
    refused text,
    told timestamp with time zone,
    CONSTRAINT factor_reset_because_check CHECK (((char_length(because) >= 1) AND (char_length(because) <= 500))),
    CONSTRAINT factor_reset_check CHECK (((approved IS NULL) = (approved_by IS NULL))),
    CONSTRAINT factor_reset_check1 CHECK (((refused IS NULL) OR ((withdrawn IS NOT NULL) AND (ended_by IS NOT NULL)))),
    CONSTRAINT factor_reset_not_ones_own CHECK (((person_id <> asked_by) AND (person_id <> approved_by))),
    CONSTRAINT factor_reset_refused_check CHECK (((char_length(refused) >= 1) AND (char_length(refused) <= 500))),
    CONSTRAINT factor_reset_two_people CHECK ((approved_by <> asked_by))
);

ALTER TABLE ONLY signin.factor_reset FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.factor_reset OWNER TO concord_owner;

CREATE VIEW app.council_reset WITH (security_barrier='true') AS
 SELECT y.id,
    y.council_id,
    y.person_id,
    y.name,
    y.because,
    y.asked_by_name,
    y.asked,
    y.approved,
    y.withdrawn,
    y.ended_by_name,
    y.refused,
    y.mine,
    y.own,
    y.chaired
   FROM ( SELECT r.id,
            r.council_id,
            r.person_id,
            p.name,
            r.because,
            b.name AS asked_by_name,
            r.asked,
            r.approved,
            r.withdrawn,
            COALESCE(e.name, ''::text) AS ended_by_name,
            COALESCE(r.refused, ''::text) AS refused,
            (r.asked_by = w.person_id) AS mine,
            (r.person_id = w.person_id) AS own,
            COALESCE(( SELECT true
                   FROM app.office_served o
                  WHERE ((o.council_id = r.council_id) AND (o.person_id = ANY (ARRAY[w.person_id, r.asked_by])) AND (o.office = 'chair'::text) AND (o.since <= app.now()) AND ((o.until IS NULL) OR (o.until > app.now())))
                 LIMIT 1), false) AS chaired
           FROM ((((app.who w
             JOIN signin.factor_reset r ON ((r.asked > (app.now() - '7 days'::interval))))
             JOIN public.person p ON ((p.id = r.person_id)))
             JOIN public.person b ON ((b.id = r.asked_by)))
             LEFT JOIN public.person e ON ((e.id = COALESCE(r.approved_by, r.ended_by))))
          WHERE (r.council_id = ANY (ARRAY( SELECT holding.council_id
                   FROM app.holding
                  WHERE (holding.capability = 'admission.validate'::text))))) y;

ALTER TABLE app.council_reset OWNER TO concord_definer;

CREATE TABLE signin.account (
    person_id uuid NOT NULL,
    email text NOT NULL,
    password text NOT NULL,
    password_since timestamp with time zone DEFAULT app.now() NOT NULL,
    enrolled timestamp with time zone DEFAULT app.now() NOT NULL,
    used timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT account_email_check CHECK (((char_length(email) >= 3) AND (char_length(email) <= 254)))
);

ALTER TABLE ONLY signin.account FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.account OWNER TO concord_owner;

CREATE TABLE signin.invitation (
    id uuid NOT NULL,
    hash bytea NOT NULL,
    person_id uuid,
    email text NOT NULL,
    kind text NOT NULL,
    made_by uuid,
    made timestamp with time zone DEFAULT app.now() NOT NULL,
    expires timestamp with time zone DEFAULT (app.now() + '7 days'::interval) NOT NULL,
    used timestamp with time zone,
    cancelled timestamp with time zone,
    admission_id uuid,
    council_id uuid,
    CONSTRAINT invitation_email_check CHECK (((char_length(email) >= 3) AND (char_length(email) <= 254))),
    CONSTRAINT invitation_kind_check CHECK ((kind = ANY (ARRAY['enroll'::text, 'factor'::text, 'account'::text, 'join'::text]))),
    CONSTRAINT invitation_whom CHECK ((((kind = 'join'::text) = (admission_id IS NOT NULL)) AND ((kind = 'join'::text) = (person_id IS NULL))))
);

ALTER TABLE ONLY signin.invitation FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.invitation OWNER TO concord_owner;

CREATE VIEW app.enrollment WITH (security_barrier='true') AS
 SELECT y.person_id,
    y.email,
    y.made,
    y.expires,
    y.made_by,
    y.state
   FROM ( SELECT p.id AS person_id,
            COALESCE(a.email, i.email) AS email,
            i.made,
            i.expires,
            i.made_by,
                CASE
                    WHEN (a.person_id IS NOT NULL) THEN 'enrolled'::text
                    WHEN (i.id IS NULL) THEN 'not invited'::text
                    WHEN (i.cancelled IS NOT NULL) THEN 'cancelled'::text
                    WHEN (i.expires <= app.now()) THEN 'expired'::text
                    ELSE 'waiting'::text
                END AS state
           FROM ((public.person p
             LEFT JOIN signin.account a ON ((a.person_id = p.id)))
             LEFT JOIN LATERAL ( SELECT i_1.id,
                    i_1.hash,
                    i_1.person_id,
                    i_1.email,
                    i_1.kind,
                    i_1.made_by,
                    i_1.made,
                    i_1.expires,
                    i_1.used,
                    i_1.cancelled
                   FROM signin.invitation i_1
                  WHERE ((i_1.person_id = p.id) AND (i_1.kind = 'enroll'::text))
                  ORDER BY i_1.made DESC, (i_1.used IS NULL) DESC
                 LIMIT 1) i ON (true))
          WHERE ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'person.add'::text)
                 LIMIT 1)) y;

ALTER TABLE app.enrollment OWNER TO concord_definer;

CREATE VIEW app.entrusting WITH (security_barrier='true') AS
 SELECT y.council_id
   FROM ( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'roster.entrust'::text)
        UNION ALL
         SELECT c.id AS council_id
           FROM public.council c
          WHERE ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'council.record'::text)
                 LIMIT 1)) y;

ALTER TABLE app.entrusting OWNER TO concord_definer;

CREATE VIEW app.factor_reset_waiting WITH (security_barrier='true') AS
 SELECT y.id,
    y.person_id,
    y.name,
    y.password_lost,
    y.because,
    y.asked_by,
    y.asked_by_name,
    y.asked,
    y.mine
   FROM ( SELECT r.id,
            r.person_id,
            p.name,
            r.password_lost,
            r.because,
            r.asked_by,
            b.name AS asked_by_name,
            r.asked,
            (r.asked_by = ANY (ARRAY( SELECT who.person_id
                   FROM app.who))) AS mine
           FROM ((signin.factor_reset r
             JOIN public.person p ON ((p.id = r.person_id)))
             JOIN public.person b ON ((b.id = r.asked_by)))
          WHERE ((r.council_id IS NULL) AND (r.approved IS NULL) AND (r.withdrawn IS NULL) AND (r.asked > (app.now() - '7 days'::interval)) AND ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'factor.reset'::text)
                 LIMIT 1))) y;

ALTER TABLE app.factor_reset_waiting OWNER TO concord_definer;

CREATE VIEW app.glass_ruled WITH (security_barrier='true') AS
 SELECT y.council_id
   FROM ( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'charter.edit'::text)
        UNION ALL
         SELECT c.id AS council_id
           FROM public.council c
          WHERE ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'glass.break'::text)
                 LIMIT 1)) y;

ALTER TABLE app.glass_ruled OWNER TO concord_definer;

CREATE VIEW app.glass_seen WITH (security_barrier='true') AS
 SELECT y.council_id
   FROM ( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'item.read'::text)
        UNION ALL
         SELECT c.id AS council_id
           FROM public.council c
          WHERE ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'glass.break'::text)
                 LIMIT 1)) y;

ALTER TABLE app.glass_seen OWNER TO concord_definer;

CREATE TABLE public.roster_rule (
    id uuid NOT NULL,
    council_id uuid NOT NULL,
    kept_by text NOT NULL,
    document text NOT NULL,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    until timestamp with time zone,
    recorded_by uuid NOT NULL,
    recorded_name text NOT NULL,
    recorded timestamp with time zone DEFAULT app.now() NOT NULL,
    agreed timestamp with time zone,
    agreed_name text DEFAULT ''::text NOT NULL,
    stopped timestamp with time zone,
    CONSTRAINT roster_rule_check CHECK ((until >= since)),
    CONSTRAINT roster_rule_check1 CHECK ((num_nonnulls(agreed, stopped) < 2)),
    CONSTRAINT roster_rule_document_check CHECK (((char_length(document) >= 1) AND (char_length(document) <= 500))),
    CONSTRAINT roster_rule_kept_by_check CHECK ((kept_by = ANY (ARRAY['officers'::text, 'executive committee'::text, 'election'::text, 'staff'::text])))
);

ALTER TABLE ONLY public.roster_rule FORCE ROW LEVEL SECURITY;

ALTER TABLE public.roster_rule OWNER TO concord_owner;

CREATE VIEW app.roster_kept AS
 SELECT roster_rule.council_id,
        CASE roster_rule.kept_by
            WHEN 'officers'::text THEN 'roster.edit'::text
            WHEN 'executive committee'::text THEN 'roster.committee'::text
            WHEN 'election'::text THEN 'roster.election'::text
            ELSE NULL::text
        END AS capability
   FROM public.roster_rule
  WHERE ((roster_rule.agreed IS NOT NULL) AND (roster_rule.since <= app.now()) AND (roster_rule.until IS NULL));

ALTER TABLE app.roster_kept OWNER TO concord_definer;

CREATE VIEW app.roster_edited WITH (security_barrier='true') AS
 SELECT y.council_id
   FROM ( SELECT h.council_id
           FROM (app.holding h
             LEFT JOIN app.roster_kept r ON ((r.council_id = h.council_id)))
          WHERE ((h.capability = ANY (ARRAY['roster.edit'::text, 'roster.committee'::text, 'roster.election'::text])) AND (h.capability =
                CASE
                    WHEN (r.council_id IS NULL) THEN 'roster.edit'::text
                    ELSE r.capability
                END))
        UNION ALL
         SELECT t.council_id
           FROM (public.council_kind_term t
             JOIN public.council_kind k ON ((k.slug = t.kind)))
          WHERE ((k.roster_by = 'staff'::text) AND (t.since <= app.now()) AND (t.until > app.now()) AND ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'council.record'::text)
                 LIMIT 1))
        UNION ALL
         SELECT r.council_id
           FROM app.roster_kept r
          WHERE ((r.capability IS NULL) AND ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'council.record'::text)
                 LIMIT 1))) y;

ALTER TABLE app.roster_edited OWNER TO concord_definer;

CREATE VIEW app.handing WITH (security_barrier='true') AS
 SELECT y.seat_id
   FROM ( SELECT a.seat_id
           FROM (app.who w
             JOIN public.appointment a ON ((a.person_id = w.person_id)))
          WHERE ((a.office = 'representative'::text) AND (a.since <= app.now()) AND ((a.until IS NULL) OR (a.until > app.now())))
        UNION ALL
         SELECT a.seat_id
           FROM public.appointment a
          WHERE ((a.council_id = ANY (ARRAY( SELECT roster_edited.council_id
                   FROM app.roster_edited))) AND (a.office = 'representative'::text) AND (a.since <= app.now()) AND ((a.until IS NULL) OR (a.until > app.now())))) y;

ALTER TABLE app.handing OWNER TO concord_definer;

CREATE TABLE public.charter (
    council_id uuid NOT NULL,
    records_terms text DEFAULT ''::text NOT NULL,
    clients text DEFAULT ''::text NOT NULL,
    green_means text DEFAULT ''::text NOT NULL,
    break_glass_refused boolean DEFAULT false NOT NULL,
    next_meeting text DEFAULT ''::text NOT NULL,
    told_id uuid,
    members_post boolean DEFAULT false NOT NULL,
    CONSTRAINT charter_clients_check CHECK ((char_length(clients) <= 2000)),
    CONSTRAINT charter_green_means_check CHECK ((char_length(green_means) <= 2000)),
    CONSTRAINT charter_next_meeting_check CHECK ((char_length(next_meeting) <= 500)),
    CONSTRAINT charter_records_terms_check CHECK ((char_length(records_terms) <= 4000))
);

ALTER TABLE ONLY public.charter FORCE ROW LEVEL SECURITY;

ALTER TABLE public.charter OWNER TO concord_owner;

CREATE TABLE public.council_sector (
    council_id uuid NOT NULL,
    sector text NOT NULL
);

ALTER TABLE ONLY public.council_sector FORCE ROW LEVEL SECURITY;

ALTER TABLE public.council_sector OWNER TO concord_owner;

CREATE TABLE public.counterpart (
    council_id uuid NOT NULL,
    counterpart_id uuid NOT NULL,
    since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT counterpart_check CHECK ((council_id <> counterpart_id))
);

ALTER TABLE ONLY public.counterpart FORCE ROW LEVEL SECURITY;

ALTER TABLE public.counterpart OWNER TO concord_owner;

CREATE TABLE public.nesting (
    inner_id uuid NOT NULL,
    outer_id uuid NOT NULL,
    since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.nesting FORCE ROW LEVEL SECURITY;

ALTER TABLE public.nesting OWNER TO concord_owner;

CREATE VIEW app.reach AS
 SELECT c.council_id,
    'own'::text AS reach,
    c.id AS circle_id,
    c.council_id AS reached_id,
    '-infinity'::timestamp with time zone AS since,
    'infinity'::timestamp with time zone AS until
   FROM public.circle c
  WHERE ((c.person_id IS NULL) AND (c.kind = ANY (ARRAY['council'::text, 'community'::text])))
UNION ALL
 SELECT i.council_id,
    'seated'::text AS reach,
    o.id AS circle_id,
    o.council_id AS reached_id,
    n.since,
    n.until
   FROM ((public.circle i
     JOIN public.nesting n ON ((n.inner_id = i.id)))
     JOIN public.circle o ON (((o.id = n.outer_id) AND (o.kind = 'seated'::text))))
  WHERE ((i.person_id IS NULL) AND (i.kind = 'seated'::text))
UNION ALL
 SELECT i.council_id,
    'council'::text AS reach,
    o.id AS circle_id,
    o.council_id AS reached_id,
    n.since,
    n.until
   FROM ((public.circle i
     JOIN public.nesting n ON ((n.inner_id = i.id)))
     JOIN public.circle o ON ((o.id = n.outer_id)))
  WHERE ((i.person_id IS NULL) AND (i.kind = ANY (ARRAY['council'::text, 'community'::text])) AND ((o.kind <> 'community'::text) OR (o.council_id = i.council_id)))
UNION ALL
 SELECT i.council_id,
    'council'::text AS reach,
    o.id AS circle_id,
    o.council_id AS reached_id,
    GREATEST(n.since, t.since) AS since,
    LEAST(n.until, t.until) AS until
   FROM ((((public.circle i
     JOIN public.nesting n ON ((n.inner_id = i.id)))
     JOIN public.circle o ON (((o.id = n.outer_id) AND (o.kind = 'community'::text) AND (o.council_id <> i.council_id))))
     JOIN public.council_kind_term t ON ((t.council_id = i.council_id)))
     JOIN public.council_kind k ON (((k.slug = t.kind) AND k.enters_community)))
  WHERE ((i.person_id IS NULL) AND (i.kind = 'council'::text) AND (GREATEST(n.since, t.since) < LEAST(n.until, t.until)))
UNION ALL
 SELECT i.council_id,
    'rooms'::text AS reach,
    o.id AS circle_id,
    o.council_id AS reached_id,
    n.since,
    n.until
   FROM ((public.circle i
     JOIN public.nesting n ON ((n.inner_id = i.id)))
     JOIN public.circle o ON (((o.id = n.outer_id) AND (o.kind = 'council'::text))))
  WHERE ((i.person_id IS NULL) AND (i.kind = 'council'::text))
UNION ALL
 SELECT p.council_id,
    'counterpart'::text AS reach,
    o.id AS circle_id,
    o.council_id AS reached_id,
    p.since,
    p.until
   FROM (public.counterpart p
     JOIN public.circle o ON (((o.council_id = p.counterpart_id) AND (o.person_id IS NULL) AND (o.kind = 'council'::text))))
UNION ALL
 SELECT c.id AS council_id,
    'public'::text AS reach,
    o.id AS circle_id,
    o.council_id AS reached_id,
    '-infinity'::timestamp with time zone AS since,
    'infinity'::timestamp with time zone AS until
   FROM (public.council c
     CROSS JOIN public.circle o)
  WHERE (o.id = '00000000-0000-0000-0000-0000000000c1'::uuid)
UNION ALL
 SELECT DISTINCT i.council_id,
    'sector'::text AS reach,
    o.id AS circle_id,
    o.council_id AS reached_id,
    '-infinity'::timestamp with time zone AS since,
    'infinity'::timestamp with time zone AS until
   FROM ((public.council_sector i
     JOIN public.council_sector s ON (((s.sector = i.sector) AND (s.council_id <> i.council_id))))
     JOIN public.circle o ON (((o.council_id = s.council_id) AND (o.kind = 'community'::text))))
UNION ALL
 SELECT c.council_id,
    'posting'::text AS reach,
    c.id AS circle_id,
    c.council_id AS reached_id,
    '-infinity'::timestamp with time zone AS since,
    'infinity'::timestamp with time zone AS until
   FROM (public.circle c
     JOIN public.charter h ON (((h.council_id = c.council_id) AND h.members_post)))
  WHERE (c.kind = 'community'::text);

ALTER TABLE app.reach OWNER TO concord_owner;

CREATE TABLE public.office_may (
    kind text NOT NULL,
    office text NOT NULL,
    capability text NOT NULL,
    reach text NOT NULL,
    since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    class text NOT NULL,
    CONSTRAINT office_may_check CHECK (((class = 'structure'::text) <= (kind = 'administration'::text))),
    CONSTRAINT office_may_check1 CHECK (((kind = 'administration'::text) <= (class <> 'content'::text))),
    CONSTRAINT office_may_reach_check CHECK ((reach = ANY (ARRAY['person'::text, 'seated'::text, 'council'::text, 'rooms'::text, 'own'::text, 'counterpart'::text, 'public'::text, 'sector'::text, 'posting'::text])))
);

ALTER TABLE ONLY public.office_may FORCE ROW LEVEL SECURITY;

ALTER TABLE public.office_may OWNER TO concord_owner;

CREATE VIEW app.held_derived AS
 SELECT a.person_id,
    om.capability,
    r.circle_id,
    r.reached_id AS council_id,
    GREATEST(a.since, s.since, k.since, ck.since, om.since, r.since, c.since) AS since,
    LEAST(a.until, s.until, k.until, ck.until, om.until, r.until, c.until) AS until,
    a.id AS appointment_id,
    NULL::uuid AS break_glass_id
   FROM ((((((app.office_served a
     JOIN public.council c ON ((c.id = a.council_id)))
     JOIN public.council_kind_term k ON ((k.council_id = a.council_id)))
     JOIN public.council_kind ck ON ((ck.slug = k.kind)))
     JOIN public.office_may om ON (((om.kind = k.kind) AND (om.office = a.office))))
     JOIN LATERAL ( SELECT r_1.circle_id,
            r_1.reached_id,
            r_1.since,
            r_1.until
           FROM app.reach r_1
          WHERE ((r_1.council_id = a.council_id) AND (r_1.reach = om.reach))
        UNION ALL
         SELECT own.id,
            own.council_id,
            '-infinity'::timestamp with time zone,
            'infinity'::timestamp with time zone
           FROM public.circle own
          WHERE ((om.reach = 'person'::text) AND (own.council_id = a.council_id) AND (own.person_id = a.person_id))) r ON (true))
     LEFT JOIN public.seat s ON ((s.id = a.seat_id)))
  WHERE ((GREATEST(a.since, s.since, k.since, ck.since, om.since, r.since, c.since) < LEAST(a.until, s.until, k.until, ck.until, om.until, r.until, c.until)) AND (NOT (a.acting AND (EXISTS ( SELECT
           FROM public.office_may v
          WHERE ((v.kind = om.kind) AND (v.office = 'vice-chair'::text) AND (v.capability = om.capability) AND (v.reach = om.reach) AND (v.since <= om.since) AND (v.until >= om.until)))))))
UNION ALL
 SELECT b.asked_by AS person_id,
    'item.read'::text AS capability,
    c.id AS circle_id,
    b.council_id,
    d.decided AS since,
    LEAST(d.until, e.ended) AS until,
    NULL::uuid AS appointment_id,
    b.id AS break_glass_id
   FROM (((public.break_glass b
     JOIN public.break_glass_decision d ON (((d.break_glass_id = b.id) AND d.approved)))
     JOIN public.circle c ON (((c.council_id = b.council_id) AND (c.person_id IS NULL))))
     LEFT JOIN public.break_glass_end e ON ((e.break_glass_id = b.id)))
  WHERE (d.decided < LEAST(d.until, e.ended));

ALTER TABLE app.held_derived OWNER TO concord_owner;

CREATE VIEW app.incident_place WITH (security_barrier='true') AS
 SELECT y.incident_id,
    y.organization_id,
    y.facility_id,
    y.facility,
    y.kind,
    y.city,
    y.county
   FROM ( SELECT i.id AS incident_id,
            f.organization_id,
            f.id AS facility_id,
            f.name AS facility,
            f.kind,
            f.city,
            f.county
           FROM ((((app.holding h
             JOIN public.incident_office o ON ((o.office_id = h.council_id)))
             JOIN public.incident i ON (((i.id = o.incident_id) AND ((i.until IS NULL) OR (i.until > app.now())))))
             JOIN public.incident_county c ON ((c.incident_id = i.id)))
             JOIN public.facility f ON (((f.county = c.county) AND ((f.until IS NULL) OR (f.until > app.now())))))
          WHERE ((h.capability = 'incident.work'::text) AND
                CASE
                    WHEN ( SELECT true
                       FROM public.incident_sector s
                      WHERE (s.incident_id = i.id)
                     LIMIT 1) THEN ( SELECT true
                       FROM public.incident_sector s
                      WHERE ((s.incident_id = i.id) AND (s.sector = f.sector))
                     LIMIT 1)
                    ELSE true
                END)
        UNION
         SELECT i.id AS incident_id,
            g.id AS organization_id,
            NULL::uuid AS facility_id,
            ''::text AS facility,
            ''::text AS kind,
            g.city,
            g.county
           FROM ((((app.holding h
             JOIN public.incident_office o ON ((o.office_id = h.council_id)))
             JOIN public.incident i ON (((i.id = o.incident_id) AND ((i.until IS NULL) OR (i.until > app.now())))))
             JOIN public.incident_county c ON ((c.incident_id = i.id)))
             JOIN public.organization g ON (((g.county = c.county) AND ((g.until IS NULL) OR (g.until > app.now())))))
          WHERE ((h.capability = 'incident.work'::text) AND (( SELECT true
                   FROM public.facility f
                  WHERE ((f.organization_id = g.id) AND (f.county = c.county) AND ((f.until IS NULL) OR (f.until > app.now())))
                 LIMIT 1) IS NULL) AND
                CASE
                    WHEN ( SELECT true
                       FROM public.incident_sector s
                      WHERE (s.incident_id = i.id)
                     LIMIT 1) THEN ( SELECT true
                       FROM (public.incident_sector s
                         JOIN public.organization_sector m ON ((m.sector = s.sector)))
                      WHERE ((s.incident_id = i.id) AND (m.organization_id = g.id))
                     LIMIT 1)
                    ELSE true
                END)) y;

ALTER TABLE app.incident_place OWNER TO concord_definer;

CREATE TABLE public.rules_of_behavior (
    since timestamp with time zone NOT NULL,
    words text NOT NULL,
    CONSTRAINT rules_of_behavior_words_check CHECK (((char_length(words) >= 1) AND (char_length(words) <= 20000)))
);

ALTER TABLE ONLY public.rules_of_behavior FORCE ROW LEVEL SECURITY;

ALTER TABLE public.rules_of_behavior OWNER TO concord_owner;

CREATE VIEW app.joining WITH (security_barrier='true') AS
 SELECT y.invitation_id,
    y.name,
    y.office,
    y.council,
    y.organization,
    y.rules_since,
    y.rules,
    y.known
   FROM ( SELECT i.id AS invitation_id,
            a.name,
            f.name AS office,
            k.name AS council,
            o.name AS organization,
            r.since AS rules_since,
            r.words AS rules,
            (EXISTS ( SELECT
                   FROM signin.account c
                  WHERE (lower(c.email) = lower(i.email)))) AS known
           FROM (((((signin.invitation i
             JOIN public.admission a ON ((a.id = i.admission_id)))
             JOIN public.office f ON ((f.slug = a.office)))
             JOIN public.council k ON ((k.id = a.council_id)))
             JOIN public.organization o ON ((o.id = a.organization_id)))
             CROSS JOIN LATERAL ( SELECT rules_of_behavior.since,
                    rules_of_behavior.words
                   FROM public.rules_of_behavior
                  WHERE (rules_of_behavior.since <= app.now())
                  ORDER BY rules_of_behavior.since DESC
                 LIMIT 1) r)) y;

ALTER TABLE app.joining OWNER TO concord_definer;

CREATE VIEW app.known WITH (security_barrier='true') AS
 SELECT y.person_id
   FROM ( SELECT acquaintance.person_id
           FROM app.acquaintance
        UNION ALL
         SELECT t.person_id
           FROM (app.who w
             CROSS JOIN public.territory t)
          WHERE ((t.since <= app.now()) AND ((t.until IS NULL) OR (t.until > app.now())))) y;

ALTER TABLE app.known OWNER TO concord_definer;

CREATE TABLE jobs.river_job (
    id bigint NOT NULL,
    state jobs.river_job_state DEFAULT 'available'::jobs.river_job_state NOT NULL,
    attempt smallint DEFAULT 0 NOT NULL,
    max_attempts smallint DEFAULT 25 NOT NULL,
    attempted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finalized_at timestamp with time zone,
    scheduled_at timestamp with time zone DEFAULT now() NOT NULL,
    priority smallint DEFAULT 1 NOT NULL,
    args jsonb NOT NULL,
    attempted_by text[],
    errors jsonb[],
    kind text NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    queue text DEFAULT 'default'::text NOT NULL,
    tags character varying(255)[] DEFAULT '{}'::character varying[] NOT NULL,
    unique_key bytea,
    unique_states bit(8),
    CONSTRAINT finalized_or_finalized_at_null CHECK ((((finalized_at IS NULL) AND (state <> ALL (ARRAY['cancelled'::jobs.river_job_state, 'completed'::jobs.river_job_state, 'discarded'::jobs.river_job_state]))) OR ((finalized_at IS NOT NULL) AND (state = ANY (ARRAY['cancelled'::jobs.river_job_state, 'completed'::jobs.river_job_state, 'discarded'::jobs.river_job_state]))))),
    CONSTRAINT kind_length CHECK (((char_length(kind) > 0) AND (char_length(kind) < 128))),
    CONSTRAINT max_attempts_is_positive CHECK ((max_attempts > 0)),
    CONSTRAINT priority_in_range CHECK (((priority >= 1) AND (priority <= 4))),
    CONSTRAINT queue_length CHECK (((char_length(queue) > 0) AND (char_length(queue) < 128)))
);

ALTER TABLE jobs.river_job OWNER TO concord_owner;

CREATE VIEW app.mail_day WITH (security_barrier='true') AS
 SELECT y.sent,
    y.unread,
    y.waiting,
    y.failed
   FROM ( SELECT n.sent,
            n.unread,
            n.waiting,
            n.failed
           FROM ( SELECT ( SELECT (count(*))::integer AS count
                           FROM ( SELECT
                                   FROM jobs.river_job
                                  WHERE ((river_job.state = 'completed'::jobs.river_job_state) AND (river_job.finalized_at > (app.now() - '24:00:00'::interval)) AND (river_job.kind = 'mail'::text) AND (NOT (river_job.metadata ? 'output'::text)))
                                  ORDER BY river_job.finalized_at DESC
                                 LIMIT 1001) x) AS sent,
                    ( SELECT (count(*))::integer AS count
                           FROM ( SELECT
                                   FROM jobs.river_job
                                  WHERE ((river_job.state = 'completed'::jobs.river_job_state) AND (river_job.finalized_at > (app.now() - '24:00:00'::interval)) AND (river_job.kind = 'mail'::text) AND (river_job.metadata ? 'output'::text))
                                  ORDER BY river_job.finalized_at DESC
                                 LIMIT 1001) x) AS unread,
                    ( SELECT (count(*))::integer AS count
                           FROM ( SELECT
                                   FROM jobs.river_job
                                  WHERE ((river_job.state = ANY (ARRAY['available'::jobs.river_job_state, 'running'::jobs.river_job_state, 'scheduled'::jobs.river_job_state, 'retryable'::jobs.river_job_state])) AND (river_job.queue = 'mail'::text))
                                 LIMIT 1001) x) AS waiting,
                    ( SELECT (count(*))::integer AS count
                           FROM ( SELECT
                                   FROM jobs.river_job
                                  WHERE ((river_job.state = ANY (ARRAY['cancelled'::jobs.river_job_state, 'discarded'::jobs.river_job_state])) AND (river_job.finalized_at > (app.now() - '24:00:00'::interval)) AND (river_job.kind = 'mail'::text))
                                 LIMIT 1001) x) AS failed) n
          WHERE ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'person.add'::text)
                 LIMIT 1)) y;

ALTER TABLE app.mail_day OWNER TO concord_definer;

CREATE VIEW app.mail_trouble WITH (security_barrier='true') AS
 SELECT y.id,
    y.kind,
    y.person_id,
    y.person,
    y.council,
    y.attempt,
    y.because,
    y.at,
    y.again
   FROM ( SELECT j.id,
            (j.args ->> 'kind'::text) AS kind,
            p.id AS person_id,
            COALESCE(p.name, ''::text) AS person,
            COALESCE(c.short_name, k.short_name, ''::text) AS council,
            (j.attempt)::integer AS attempt,
            COALESCE(replace((j.errors[cardinality(j.errors)] ->> 'error'::text), 'JobCancelError: '::text, ''::text), ''::text) AS because,
            COALESCE(j.finalized_at, j.attempted_at, j.created_at) AS at,
                CASE
                    WHEN (j.state = 'retryable'::jobs.river_job_state) THEN j.scheduled_at
                    ELSE NULL::timestamp with time zone
                END AS again
           FROM (((((jobs.river_job j
             LEFT JOIN signin.invitation i ON ((((j.args ->> 'kind'::text) = ANY (ARRAY['invitation'::text, 'join'::text])) AND (i.id = ((j.args ->> 'object'::text))::uuid))))
             LEFT JOIN public.admission d ON ((d.id = COALESCE(i.admission_id,
                CASE (j.args ->> 'kind'::text)
                    WHEN 'refused'::text THEN ((j.args ->> 'object'::text))::uuid
                    ELSE NULL::uuid
                END))))
             LEFT JOIN public.person p ON ((p.id = COALESCE(i.person_id, ((j.args ->> 'person'::text))::uuid))))
             LEFT JOIN public.council c ON ((c.id = ((j.args ->> 'council'::text))::uuid)))
             LEFT JOIN public.council k ON ((k.id = d.council_id)))
          WHERE ((j.kind = 'mail'::text) AND (j.queue = 'mail'::text) AND (j.state = ANY (ARRAY['retryable'::jobs.river_job_state, 'cancelled'::jobs.river_job_state, 'discarded'::jobs.river_job_state])) AND ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'person.add'::text)
                 LIMIT 1))) y;

ALTER TABLE app.mail_trouble OWNER TO concord_definer;

CREATE TABLE signin.recovery_code (
    person_id uuid NOT NULL,
    hash bytea NOT NULL,
    used timestamp with time zone
);

ALTER TABLE ONLY signin.recovery_code FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.recovery_code OWNER TO concord_owner;

CREATE VIEW app.my_account WITH (security_barrier='true') AS
 SELECT y.person_id,
    y.email,
    y.enrolled,
    y.password_since,
    y.codes_left
   FROM ( SELECT a.person_id,
            a.email,
            a.enrolled,
            a.password_since,
            ( SELECT count(*) AS count
                   FROM signin.recovery_code c
                  WHERE ((c.person_id = a.person_id) AND (c.used IS NULL))) AS codes_left
           FROM (app.who w
             JOIN signin.account a ON ((a.person_id = w.person_id)))) y;

ALTER TABLE app.my_account OWNER TO concord_definer;

CREATE VIEW app.my_admission WITH (security_barrier='true') AS
 SELECT y.id,
    y.council_id,
    y.origin,
    y.organization_id,
    y.organization_name,
    y.office,
    y.seat_id,
    y.person_id,
    y.name,
    y.email,
    y.phone,
    y.supervisor,
    y.supervisor_contact,
    y.reason,
    y.by_id,
    y.at,
    y.closed,
    y.applicant
   FROM ( SELECT a.id,
            a.council_id,
            a.origin,
            a.organization_id,
            a.organization_name,
            a.office,
            a.seat_id,
            a.person_id,
            a.name,
            a.email,
            a.phone,
            a.supervisor,
            a.supervisor_contact,
            a.reason,
            a.by_id,
            a.at,
            a.closed,
            m.applicant
           FROM (( SELECT x.id,
                    bool_or(x.applicant) AS applicant
                   FROM ( SELECT a_1.id,
                            true AS applicant
                           FROM (app.who w
                             JOIN public.admission a_1 ON ((a_1.person_id = w.person_id)))
                        UNION ALL
                         SELECT a_1.id,
                            true
                           FROM ((app.who w
                             JOIN signin.account c ON ((c.person_id = w.person_id)))
                             JOIN public.admission a_1 ON ((lower(a_1.email) = lower(c.email))))
                        UNION ALL
                         SELECT a_1.id,
                            false
                           FROM (app.who w
                             JOIN public.admission a_1 ON ((a_1.by_id = w.person_id)))) x
                  GROUP BY x.id) m
             JOIN public.admission a ON ((a.id = m.id)))) y;

ALTER TABLE app.my_admission OWNER TO concord_definer;

CREATE VIEW app.my_admission_state WITH (security_barrier='true') AS
 SELECT y.admission_id,
    y.state,
    y.since,
    y.by_id,
    y.sponsor_id,
    y.sponsor
   FROM ( SELECT a.id AS admission_id,
                CASE
                    WHEN ((s.kind = 'invited'::text) AND ((s.at + '7 days'::interval) <= app.now())) THEN 'expired'::text
                    ELSE s.kind
                END AS state,
            s.at AS since,
            s.by_id,
            p.by_id AS sponsor_id,
            COALESCE(p.by_name, ''::text) AS sponsor
           FROM ((public.admission a
             CROSS JOIN LATERAL ( SELECT admission_step.kind,
                    admission_step.at,
                    admission_step.by_id
                   FROM public.admission_step
                  WHERE (admission_step.admission_id = a.id)
                  ORDER BY admission_step.id DESC
                 LIMIT 1) s)
             LEFT JOIN LATERAL ( SELECT admission_step.by_id,
                    admission_step.by_name
                   FROM public.admission_step
                  WHERE ((admission_step.admission_id = a.id) AND (admission_step.kind = 'sponsored'::text))
                  ORDER BY admission_step.id DESC
                 LIMIT 1) p ON (true))
          WHERE (a.id = ANY (ARRAY( SELECT my_admission.id
                   FROM app.my_admission)))) y;

ALTER TABLE app.my_admission_state OWNER TO concord_definer;

CREATE VIEW app.my_admission_step WITH (security_barrier='true') AS
 SELECT y.id,
    y.admission_id,
    y.kind,
    y.by_id,
    y.by_name,
    y.at,
    y.because,
    y.advice
   FROM ( SELECT s.id,
            s.admission_id,
            s.kind,
            s.by_id,
            s.by_name,
            s.at,
                CASE
                    WHEN (s.kind = 'validated'::text) THEN ''::text
                    ELSE s.because
                END AS because,
            s.advice
           FROM (app.my_admission m
             JOIN public.admission_step s ON ((s.admission_id = m.id)))) y;

ALTER TABLE app.my_admission_step OWNER TO concord_definer;

CREATE VIEW app.my_contact WITH (security_barrier='true') AS
 SELECT y.id,
    y.person_id,
    y.organization_id,
    y.kind,
    y.label,
    y.value,
    y.for_peers,
    y.for_advisors,
    y.for_members,
    y.added
   FROM ( SELECT c.id,
            c.person_id,
            c.organization_id,
            c.kind,
            c.label,
            c.value,
            c.for_peers,
            c.for_advisors,
            c.for_members,
            c.added
           FROM (app.who w
             JOIN public.contact c ON (((c.person_id = w.person_id) AND (c.ended IS NULL))))
        UNION ALL
         SELECT c.id,
            c.person_id,
            c.organization_id,
            c.kind,
            c.label,
            c.value,
            c.for_peers,
            c.for_advisors,
            c.for_members,
            c.added
           FROM (app.speaking_for s
             JOIN public.contact c ON (((c.organization_id = s.organization_id) AND (c.ended IS NULL))))) y;

ALTER TABLE app.my_contact OWNER TO concord_definer;

CREATE TABLE signin.factor (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    added timestamp with time zone DEFAULT app.now() NOT NULL,
    used timestamp with time zone,
    secret text,
    step bigint DEFAULT 0 NOT NULL,
    credential bytea,
    record jsonb,
    CONSTRAINT factor_check CHECK (
CASE kind
    WHEN 'app'::text THEN ((secret IS NOT NULL) AND (num_nonnulls(credential, record) = 0))
    ELSE ((secret IS NULL) AND (num_nonnulls(credential, record) = 2))
END),
    CONSTRAINT factor_kind_check CHECK ((kind = ANY (ARRAY['app'::text, 'passkey'::text]))),
    CONSTRAINT factor_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60))),
    CONSTRAINT factor_name_line CHECK ((name = app.line(name)))
);

ALTER TABLE ONLY signin.factor FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.factor OWNER TO concord_owner;

CREATE VIEW app.my_factor WITH (security_barrier='true') AS
 SELECT y.id,
    y.kind,
    y.name,
    y.added,
    y.used,
    y.synced
   FROM ( SELECT f.id,
            f.kind,
            f.name,
            f.added,
            f.used,
            COALESCE((((f.record -> 'flags'::text) ->> 'backupEligible'::text))::boolean, false) AS synced
           FROM (app.who w
             JOIN signin.factor f ON ((f.person_id = w.person_id)))) y;

ALTER TABLE app.my_factor OWNER TO concord_definer;

CREATE TABLE signin.identity (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    name text NOT NULL,
    linked timestamp with time zone DEFAULT app.now() NOT NULL,
    used timestamp with time zone,
    CONSTRAINT identity_issuer_check CHECK (((char_length(issuer) >= 1) AND (char_length(issuer) <= 500))),
    CONSTRAINT identity_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT identity_name_line CHECK ((name = app.line(name))),
    CONSTRAINT identity_subject_check CHECK (((char_length(subject) >= 1) AND (char_length(subject) <= 255)))
);

ALTER TABLE ONLY signin.identity FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.identity OWNER TO concord_owner;

CREATE VIEW app.my_identity WITH (security_barrier='true') AS
 SELECT y.id,
    y.name,
    y.linked,
    y.used
   FROM ( SELECT i.id,
            i.name,
            i.linked,
            i.used
           FROM (app.who w
             JOIN signin.identity i ON ((i.person_id = w.person_id)))) y;

ALTER TABLE app.my_identity OWNER TO concord_definer;

CREATE VIEW app.my_office WITH (security_barrier='true') AS
 SELECT y.appointment_id,
    y.council_slug,
    y.council,
    y.office,
    y.rank,
    y.organization,
    y.seat,
    y.since,
    y.until
   FROM ( SELECT a.id AS appointment_id,
            c.slug AS council_slug,
            c.name AS council,
            f.name AS office,
            f.rank,
            o.name AS organization,
            (a.seat_id IS NOT NULL) AS seat,
            a.since,
            a.until
           FROM ((((app.who w
             JOIN public.appointment a ON ((a.person_id = w.person_id)))
             JOIN public.council c ON ((c.id = a.council_id)))
             JOIN public.office f ON ((f.slug = a.office)))
             JOIN public.organization o ON ((o.id = a.organization_id)))) y;

ALTER TABLE app.my_office OWNER TO concord_definer;

CREATE TABLE public.reveal (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    act uuid NOT NULL,
    contact_id uuid NOT NULL,
    person_id uuid,
    organization_id uuid,
    kind text NOT NULL,
    label text NOT NULL,
    by_id uuid NOT NULL,
    by_name text NOT NULL,
    by_office text NOT NULL,
    by_organization text NOT NULL,
    via text NOT NULL,
    reason text NOT NULL,
    incident_id uuid,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    reviewed_by uuid,
    reviewed timestamp with time zone,
    CONSTRAINT reveal_check CHECK (((num_nonnulls(reviewed_by, reviewed) <> 1) AND (reviewed_by <> by_id))),
    CONSTRAINT reveal_reason_check CHECK ((char_length(reason) <= 500)),
    CONSTRAINT reveal_via_check CHECK ((via = ANY (ARRAY['page'::text, 'card'::text, 'list'::text, 'file'::text])))
);

ALTER TABLE ONLY public.reveal FORCE ROW LEVEL SECURITY;

ALTER TABLE public.reveal OWNER TO concord_owner;

CREATE TABLE public.reveal_budget (
    office text,
    openings integer NOT NULL,
    since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT reveal_budget_check CHECK ((since < until)),
    CONSTRAINT reveal_budget_openings_check CHECK (((openings >= 0) AND (openings <= 500)))
);

ALTER TABLE ONLY public.reveal_budget FORCE ROW LEVEL SECURITY;

ALTER TABLE public.reveal_budget OWNER TO concord_owner;

CREATE TABLE public.reveal_stop (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    person_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    until timestamp with time zone NOT NULL,
    rule text NOT NULL,
    alarmed timestamp with time zone,
    because text DEFAULT ''::text NOT NULL,
    lifted timestamp with time zone,
    lifted_by uuid,
    lifted_name text DEFAULT ''::text NOT NULL,
    CONSTRAINT reveal_stop_because CHECK (((lifted IS NULL) OR ((char_length(btrim(because)) >= 10) AND (char_length(btrim(because)) <= 500)))),
    CONSTRAINT reveal_stop_check CHECK (((num_nonnulls(lifted, lifted_by) <> 1) AND (lifted_by <> person_id))),
    CONSTRAINT reveal_stop_rule_check CHECK ((rule = ANY (ARRAY['openings'::text, 'refusals'::text])))
);

ALTER TABLE ONLY public.reveal_stop FORCE ROW LEVEL SECURITY;

ALTER TABLE public.reveal_stop OWNER TO concord_owner;

CREATE VIEW app.my_openings WITH (security_barrier='true') AS
 SELECT y.person_id,
    y.budget,
    y.used,
    y.incident_budget,
    y.incident_used,
    y.stopped,
    y.stopped_rule
   FROM ( SELECT w.person_id,
            b.openings AS budget,
            u.normal AS used,
            (5 * b.openings) AS incident_budget,
            u.everything AS incident_used,
            s.until AS stopped,
            s.rule AS stopped_rule
           FROM (((app.who w
             CROSS JOIN LATERAL ( SELECT COALESCE(( SELECT max(g.openings) AS max
                           FROM (public.appointment a
                             JOIN public.reveal_budget g ON (((g.office = a.office) AND (g.since <= app.now()) AND (g.until > app.now()))))
                          WHERE ((a.person_id = w.person_id) AND (a.since <= app.now()) AND ((a.until IS NULL) OR (a.until > app.now())))), ( SELECT g.openings
                           FROM public.reveal_budget g
                          WHERE ((g.office IS NULL) AND (g.since <= app.now()) AND (g.until > app.now()))), 0) AS openings) b)
             CROSS JOIN LATERAL ( SELECT (count(DISTINCT COALESCE(r.person_id, r.organization_id)) FILTER (WHERE (r.incident_id IS NULL)))::integer AS normal,
                    (count(DISTINCT COALESCE(r.person_id, r.organization_id)))::integer AS everything
                   FROM public.reveal r
                  WHERE ((r.by_id = w.person_id) AND (r.at > (app.now() - '1 day'::interval)))) u)
             LEFT JOIN LATERAL ( SELECT t.until,
                    t.rule
                   FROM public.reveal_stop t
                  WHERE ((t.person_id = w.person_id) AND (t.until > app.now()))
                  ORDER BY t.until DESC
                 LIMIT 1) s ON (true))) y;

ALTER TABLE app.my_openings OWNER TO concord_definer;

CREATE TABLE public.capability (
    slug text NOT NULL,
    class text NOT NULL,
    means text NOT NULL,
    reaches text[] DEFAULT '{own}'::text[] NOT NULL,
    CONSTRAINT capability_class_check CHECK ((class = ANY (ARRAY['content'::text, 'directory'::text, 'structure'::text]))),
    CONSTRAINT capability_slug_check CHECK ((slug ~ '^[a-z]+\.[a-z]+$'::text))
);

ALTER TABLE ONLY public.capability FORCE ROW LEVEL SECURITY;

ALTER TABLE public.capability OWNER TO concord_owner;

CREATE TABLE signin.plea (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    lost text NOT NULL,
    asked timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT plea_lost_check CHECK ((lost = ANY (ARRAY['factor'::text, 'password'::text])))
);

ALTER TABLE ONLY signin.plea FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.plea OWNER TO concord_owner;

CREATE VIEW app.plea_helper AS
 SELECT l.id,
    l.person_id,
    l.lost,
    l.asked,
    h.person_id AS helper_id,
        CASE h.capability
            WHEN 'admission.validate'::text THEN h.council_id
            ELSE NULL::uuid
        END AS council_id
   FROM ((signin.plea l
     CROSS JOIN LATERAL ( SELECT ((l.lost = 'password'::text) OR (EXISTS ( SELECT
                   FROM (public.held s
                     JOIN public.capability c ON ((c.slug = s.capability)))
                  WHERE ((s.person_id = l.person_id) AND (c.class = 'structure'::text) AND (s.since <= app.now()) AND (s.until > app.now()))))) AS by_staff) t)
     JOIN public.held h ON (((h.since <= app.now()) AND (h.until > app.now()) AND (h.person_id <> l.person_id) AND
        CASE
            WHEN t.by_staff THEN (h.capability = 'factor.reset'::text)
            ELSE ((h.capability = 'admission.validate'::text) AND (EXISTS ( SELECT
               FROM public.appointment a
              WHERE ((a.person_id = l.person_id) AND (a.council_id = h.council_id) AND (a.since <= app.now()) AND ((a.until IS NULL) OR (a.until > app.now()))))))
        END)))
  WHERE ((l.asked > (app.now() - '7 days'::interval)) AND (NOT (EXISTS ( SELECT
           FROM signin.session s
          WHERE ((s.person_id = l.person_id) AND (s.created > l.asked))))) AND (NOT (EXISTS ( SELECT
           FROM signin.factor_reset r
          WHERE ((r.person_id = l.person_id) AND (r.asked > l.asked))))));

ALTER TABLE app.plea_helper OWNER TO concord_definer;

CREATE VIEW app.my_plea WITH (security_barrier='true') AS
 SELECT x.id,
    p.name,
    x.lost,
    x.asked,
    x.person_id,
    COALESCE(c.slug, ''::text) AS council_slug
   FROM ((( SELECT DISTINCT ON (y.id) y.id,
            y.person_id,
            y.lost,
            y.asked,
            y.council_id
           FROM app.plea_helper y
          WHERE (y.helper_id = ( SELECT who.person_id
                   FROM app.who))
          ORDER BY y.id, y.council_id) x
     JOIN public.person p ON ((p.id = x.person_id)))
     LEFT JOIN public.council c ON ((c.id = x.council_id)));

ALTER TABLE app.my_plea OWNER TO concord_definer;

CREATE VIEW app.my_reason WITH (security_barrier='true') AS
 SELECT y.capability,
    y.circle_id,
    y.council_id,
    y.office,
    y.serves,
    y.serves_slug,
    y.seat,
    y.kind,
    y.until,
    y.break_glass_id
   FROM ( SELECT h.capability,
            h.circle_id,
            h.council_id,
            (o.name ||
                CASE
                    WHEN ((o.slug = 'vice-chair'::text) AND (EXISTS ( SELECT
                       FROM app.acting v
                      WHERE ((v.appointment_id = a.id) AND (v.since <= app.now()) AND ((v.until IS NULL) OR (v.until > app.now())))))) THEN ', acting as chair,'::text
                    ELSE ''::text
                END) AS office,
            c.short_name AS serves,
            c.slug AS serves_slug,
            COALESCE(g.name, ''::text) AS seat,
            k.name AS kind,
            h.until,
            NULL::uuid AS break_glass_id
           FROM ((((((((app.who w
             JOIN public.held h ON (((h.person_id = w.person_id) AND (h.since <= app.now()) AND (h.until > app.now()))))
             JOIN public.appointment a ON ((a.id = h.appointment_id)))
             JOIN public.office o ON ((o.slug = a.office)))
             JOIN public.council c ON ((c.id = a.council_id)))
             JOIN public.council_kind_term t ON (((t.council_id = c.id) AND (t.since <= app.now()) AND (t.until > app.now()))))
             JOIN public.council_kind k ON ((k.slug = t.kind)))
             LEFT JOIN public.seat s ON ((s.id = a.seat_id)))
             LEFT JOIN public.organization g ON ((g.id = s.organization_id)))
        UNION ALL
         SELECT h.capability,
            h.circle_id,
            h.council_id,
            ''::text AS office,
            c.short_name AS serves,
            c.slug AS serves_slug,
            ''::text AS seat,
            ''::text AS kind,
            h.until,
            h.break_glass_id
           FROM ((app.who w
             JOIN public.held h ON (((h.person_id = w.person_id) AND (h.since <= app.now()) AND (h.until > app.now()))))
             JOIN public.council c ON ((c.id = h.council_id)))
          WHERE (h.break_glass_id IS NOT NULL)) y;

ALTER TABLE app.my_reason OWNER TO concord_definer;

CREATE VIEW app.my_renewal WITH (security_barrier='true') AS
 SELECT y.id,
    y.reason,
    y.council,
    y.slug,
    y.office,
    y.since,
    y.ends
   FROM ( SELECT n.id,
            n.reason,
            c.short_name AS council,
            c.slug,
            f.name AS office,
            n.since,
            n.ends
           FROM ((((app.who w
             JOIN public.renewal n ON (((n.person_id = w.person_id) AND (n.answer IS NULL))))
             JOIN public.appointment a ON (((a.id = n.appointment_id) AND ((a.until IS NULL) OR (a.until > app.now())))))
             JOIN public.council c ON ((c.id = n.council_id)))
             JOIN public.office f ON ((f.slug = a.office)))) y;

ALTER TABLE app.my_renewal OWNER TO concord_definer;

CREATE VIEW app.my_right WITH (security_barrier='true') AS
 SELECT y.appointment_id,
    y.capability,
    y.councils
   FROM ( SELECT h.appointment_id,
            h.capability,
            array_agg(DISTINCT c.short_name ORDER BY c.short_name) AS councils
           FROM ((app.who w
             JOIN public.held h ON ((h.person_id = w.person_id)))
             JOIN public.council c ON ((c.id = h.council_id)))
          WHERE ((h.since <= app.now()) AND (h.until > app.now()))
          GROUP BY h.appointment_id, h.capability) y;

ALTER TABLE app.my_right OWNER TO concord_definer;

CREATE VIEW app.my_sign_in WITH (security_barrier='true') AS
 SELECT y.id,
    y.created,
    y.touched,
    y.expires,
    y.address,
    y.agent,
    y.here,
    y.means
   FROM ( SELECT s.id,
            s.created,
            s.touched,
            s.expires,
            s.address,
            s.agent,
            (s.handle = current_setting('app.handle'::text, true)) AS here,
            s.means
           FROM (app.who w
             JOIN signin.session s ON ((s.person_id = w.person_id)))
          WHERE ((s.expires > app.now()) AND ((s.touched + s.idle) > app.now()))) y;

ALTER TABLE app.my_sign_in OWNER TO concord_definer;

CREATE VIEW app.nominating WITH (security_barrier='true') AS
 SELECT y.council_id,
    y.organization_id
   FROM ( SELECT s.council_id,
            s.organization_id
           FROM ((app.administering m
             JOIN public.seat s ON (((s.organization_id = m.organization_id) AND (s.since <= app.now()) AND ((s.until IS NULL) OR (s.until > app.now())))))
             JOIN public.council c ON (((c.id = s.council_id) AND (c.since <= app.now()) AND (c.until > app.now()))))) y;

ALTER TABLE app.nominating OWNER TO concord_definer;

CREATE VIEW app.officering WITH (security_barrier='true') AS
 SELECT y.council_id
   FROM ( SELECT a.council_id
           FROM (app.who w
             JOIN public.appointment a ON ((a.person_id = w.person_id)))
          WHERE ((a.office = ANY (ARRAY['chair'::text, 'vice-chair'::text, 'secretary'::text])) AND (a.since <= app.now()) AND ((a.until IS NULL) OR (a.until > app.now())))) y;

ALTER TABLE app.officering OWNER TO concord_definer;

CREATE VIEW app.own_record WITH (security_barrier='true') AS
 SELECT l.id,
    l.at,
    l.act,
    l.verb,
    l.object,
    l.changed,
    l.label,
    l.council_id,
    l.item_id,
    l.person_id,
    l.subject_id,
    l.person,
    l.office,
    l.subject,
    l.item_kind,
    l.council,
    l.council_slug,
    l.thing,
    ''::text AS because
   FROM app.audit_line l
  WHERE (l.subject_id = ANY (ARRAY( SELECT who.person_id
           FROM app.who)));

ALTER TABLE app.own_record OWNER TO concord_definer;

CREATE TABLE public.absence (
    id uuid NOT NULL,
    seat_id uuid NOT NULL,
    council_id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    person_id uuid NOT NULL,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    until timestamp with time zone NOT NULL,
    recorded_by uuid NOT NULL,
    recorded timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT absence_order CHECK ((until >= since))
);

ALTER TABLE ONLY public.absence FORCE ROW LEVEL SECURITY;

ALTER TABLE public.absence OWNER TO concord_owner;

CREATE VIEW app.presence WITH (security_invoker='true') AS
 SELECT a.id AS appointment_id,
    a.person_id,
    a.seat_id,
    a.council_id,
    a.organization_id,
    span.span
   FROM ((public.appointment a
     JOIN public.seat s ON ((s.id = a.seat_id)))
     CROSS JOIN LATERAL unnest((tstzmultirange((tstzrange(a.since, a.until) * tstzrange(s.since, s.until))) - COALESCE(( SELECT range_agg(tstzrange(b.since, b.until)) AS range_agg
           FROM public.absence b
          WHERE (b.appointment_id = a.id)), '{}'::tstzmultirange))) span(span))
  WHERE (a.office = 'representative'::text);

ALTER TABLE app.presence OWNER TO concord_owner;

CREATE TABLE public.proposal (
    id uuid NOT NULL,
    act text NOT NULL,
    because text NOT NULL,
    proposed_by uuid NOT NULL,
    proposed timestamp with time zone DEFAULT app.now() NOT NULL,
    council_id uuid,
    person_id uuid,
    term timestamp with time zone,
    office text,
    kind text,
    capability text,
    reach text,
    readers integer DEFAULT 0 NOT NULL,
    email text,
    alarmed boolean DEFAULT false NOT NULL,
    confirmed timestamp with time zone,
    refused timestamp with time zone,
    decided_by uuid,
    answer text DEFAULT ''::text NOT NULL,
    taken timestamp with time zone,
    chosen_on date,
    document text,
    told_by text,
    sector text,
    asks_id uuid,
    asked timestamp with time zone,
    agreed timestamp with time zone,
    objected timestamp with time zone,
    objection text DEFAULT ''::text NOT NULL,
    answered_by uuid,
    done timestamp with time zone,
    kind_slug text,
    kind_name text,
    kind_plural text,
    kind_side text,
    kind_enters boolean,
    CONSTRAINT proposal_act_check CHECK ((act = ANY (ARRAY['appointment'::text, 'right'::text, 'end'::text, 'export'::text, 'address'::text, 'limit'::text, 'hand-over'::text, 'community'::text, 'invitation'::text, 'administrator'::text, 'kind'::text, 'enters'::text]))),
    CONSTRAINT proposal_answer CHECK (((num_nonnulls(agreed, objected) < 2) AND ((num_nonnulls(agreed, objected) = 0) OR (asked IS NOT NULL)))),
    CONSTRAINT proposal_answer_check CHECK ((char_length(answer) <= 1000)),
    CONSTRAINT proposal_asked CHECK (((asked IS NULL) OR ((asks_id IS NOT NULL) AND (confirmed IS NOT NULL)))),
    CONSTRAINT proposal_because_check CHECK (((char_length(because) >= 20) AND (char_length(because) <= 1000))),
    CONSTRAINT proposal_check CHECK (
CASE act
    WHEN 'appointment'::text THEN ((num_nonnulls(council_id, person_id, office) = 3) AND (num_nonnulls(kind, capability, reach) = 0))
    WHEN 'export'::text THEN (num_nonnulls(council_id, person_id, term, office, kind, capability, reach) = 0)
    WHEN 'limit'::text THEN ((readers > 0) AND (num_nonnulls(council_id, person_id, term, office, kind, capability, reach) = 0))
    WHEN 'hand-over'::text THEN ((num_nonnulls(council_id, person_id, office, chosen_on, document, told_by) = 6) AND (num_nonnulls(term, kind, capability, reach) = 0))
    WHEN 'community'::text THEN ((num_nonnulls(council_id, sector, asks_id) = 3) AND (num_nonnulls(person_id, term, office, kind, capability, reach) = 0))
    WHEN 'address'::text THEN ((num_nonnulls(person_id) = 1) AND (num_nonnulls(council_id, term, office, kind, capability, reach) = 0))
    WHEN 'invitation'::text THEN ((num_nonnulls(person_id) = 1) AND (num_nonnulls(council_id, term, office, kind, capability, reach) = 0))
    WHEN 'administrator'::text THEN ((num_nonnulls(person_id) = 1) AND (num_nonnulls(council_id, term, office, kind, capability, reach) = 0))
    WHEN 'kind'::text THEN ((num_nonnulls(kind, kind_slug, kind_name, kind_plural, kind_side, kind_enters) = 6) AND (num_nonnulls(council_id, person_id, term, office, capability, reach) = 0))
    WHEN 'enters'::text THEN ((kind IS NOT NULL) AND (num_nonnulls(council_id, person_id, term, office, capability, reach) = 0))
    ELSE ((num_nonnulls(office, kind, capability, reach) = 4) AND (num_nonnulls(council_id, person_id, term) = 0))
END),
    CONSTRAINT proposal_check1 CHECK (((act = ANY (ARRAY['address'::text, 'invitation'::text])) = (email IS NOT NULL))),
    CONSTRAINT proposal_check2 CHECK (((num_nonnulls(confirmed, refused) = num_nonnulls(decided_by)) AND (num_nonnulls(confirmed, refused) < 2))),
    CONSTRAINT proposal_document_check CHECK (((char_length(document) >= 1) AND (char_length(document) <= 500))),
    CONSTRAINT proposal_email_check CHECK (((char_length(email) >= 3) AND (char_length(email) <= 254))),
    CONSTRAINT proposal_kind CHECK (((act = 'kind'::text) = (num_nonnulls(kind_slug, kind_name, kind_plural, kind_side, kind_enters) > 0))),
    CONSTRAINT proposal_kind_side_check CHECK ((kind_side = ANY (ARRAY['industry'::text, 'government'::text, 'mixed'::text]))),
    CONSTRAINT proposal_objection_check CHECK ((char_length(objection) <= 1000)),
    CONSTRAINT proposal_told CHECK ((((act = 'hand-over'::text) = (num_nonnulls(chosen_on, document, told_by) = 3)) AND ((act = 'community'::text) = (sector IS NOT NULL)))),
    CONSTRAINT proposal_told_by_check CHECK (((char_length(told_by) >= 1) AND (char_length(told_by) <= 200))),
    CONSTRAINT proposal_told_by_line CHECK ((told_by = app.line(told_by)))
);

ALTER TABLE ONLY public.proposal FORCE ROW LEVEL SECURITY;

ALTER TABLE public.proposal OWNER TO concord_owner;

CREATE VIEW app.question WITH (security_barrier='true') AS
 SELECT y.id,
    y.act,
    y.asks_id,
    y.council_id,
    y.person,
    y.organization,
    y.office,
    y.chosen_on,
    y.document,
    y.told_by,
    y.sector,
    y.proposed_by,
    y.confirmed_by,
    y.asked,
    y.until,
    y.agreed,
    y.objected,
    y.objection,
    y.answered_by,
    y.done,
    y.concerns_me
   FROM ( SELECT p.id,
            p.act,
            p.asks_id,
            p.council_id,
            COALESCE(n.name, ''::text) AS person,
            COALESCE(o.name, ''::text) AS organization,
            p.office,
            p.chosen_on,
            p.document,
            p.told_by,
            p.sector,
            b.name AS proposed_by,
            d.name AS confirmed_by,
            p.asked,
            (p.asked + app.council_answers_within()) AS until,
            p.agreed,
            p.objected,
            p.objection,
            COALESCE(r.name, ''::text) AS answered_by,
            p.done,
            COALESCE(( SELECT true
                   FROM app.who w
                  WHERE (w.person_id = ANY (ARRAY[p.person_id, p.proposed_by, p.decided_by]))), false) AS concerns_me
           FROM (((((public.proposal p
             JOIN public.person b ON ((b.id = p.proposed_by)))
             JOIN public.person d ON ((d.id = p.decided_by)))
             LEFT JOIN public.person r ON ((r.id = p.answered_by)))
             LEFT JOIN public.person n ON ((n.id = p.person_id)))
             LEFT JOIN public.organization o ON ((o.id = n.organization_id)))
          WHERE ((p.asked IS NOT NULL) AND (p.asks_id = ANY (ARRAY( SELECT officering.council_id
                   FROM app.officering))))) y;

ALTER TABLE app.question OWNER TO concord_definer;

CREATE VIEW app.question_waiting WITH (security_barrier='true') AS
 SELECT y.id,
    y.act,
    y.asks_id,
    y.office,
    y.asked,
    y.until
   FROM ( SELECT p.id,
            p.act,
            p.asks_id,
            p.office,
            p.asked,
            (p.asked + app.council_answers_within()) AS until
           FROM public.proposal p
          WHERE ((p.asked IS NOT NULL) AND (p.done IS NULL) AND (p.objected IS NULL) AND (p.asks_id = ANY (ARRAY( SELECT officering.council_id
                   FROM app.officering))))) y;

ALTER TABLE app.question_waiting OWNER TO concord_definer;

CREATE VIEW app.reviewing WITH (security_barrier='true') AS
 SELECT y.incident_id
   FROM ( SELECT o.incident_id
           FROM (app.holding h
             JOIN public.incident_office o ON ((o.office_id = h.council_id)))
          WHERE (h.capability = 'reveal.review'::text)) y;

ALTER TABLE app.reviewing OWNER TO concord_definer;

CREATE VIEW app.reveal_seen WITH (security_barrier='true') AS
 SELECT y.reveal_id
   FROM ( SELECT r.id AS reveal_id
           FROM (app.who w
             JOIN public.reveal r ON ((r.by_id = w.person_id)))
        UNION ALL
         SELECT r.id AS reveal_id
           FROM (app.who w
             JOIN public.reveal r ON ((r.person_id = w.person_id)))
        UNION ALL
         SELECT r.id AS reveal_id
           FROM (app.speaking_for s
             JOIN public.reveal r ON ((r.organization_id = s.organization_id)))
        UNION ALL
         SELECT r.id AS reveal_id
           FROM public.reveal r
          WHERE (r.incident_id = ANY (ARRAY( SELECT reviewing.incident_id
                   FROM app.reviewing)))) y;

ALTER TABLE app.reveal_seen OWNER TO concord_definer;

CREATE TABLE public.rules_accepted (
    person_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY public.rules_accepted FORCE ROW LEVEL SECURITY;

ALTER TABLE public.rules_accepted OWNER TO concord_owner;

CREATE VIEW app.rules_standing WITH (security_barrier='true') AS
 SELECT y.since,
    y.words,
    y.accepted,
    y.people
   FROM ( SELECT r.since,
            r.words,
            ( SELECT (count(*))::integer AS count
                   FROM ( SELECT
                           FROM public.rules_accepted a
                          WHERE (a.since = r.since)
                         LIMIT 10001) x) AS accepted,
            ( SELECT (count(*))::integer AS count
                   FROM ( SELECT
                           FROM signin.account a
                          WHERE ( SELECT true
                                   FROM public.person p
                                  WHERE ((p.id = a.person_id) AND ((p.suspended IS NULL) OR (p.suspended > app.now())) AND ((p.expires IS NULL) OR (p.expires > app.now()))))
                         LIMIT 10001) x) AS people
           FROM public.rules_of_behavior r
          WHERE ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'person.add'::text)
                 LIMIT 1)) y;

ALTER TABLE app.rules_standing OWNER TO concord_definer;

CREATE TABLE public.seal_leaf (
    number bigint NOT NULL,
    audit_id bigint NOT NULL
);

ALTER TABLE ONLY public.seal_leaf FORCE ROW LEVEL SECURITY;

ALTER TABLE public.seal_leaf OWNER TO concord_owner;

CREATE VIEW app.sealed WITH (security_barrier='true') AS
 SELECT s.number,
    l.id,
    l.at,
    l.person_id,
    l.appointment_id,
    l.decision,
    l.reason,
    l.route,
    l.request,
    l.act,
    l.verb,
    l.object,
    l.object_id,
    l.changed,
    l.council_id,
    l.item_id,
    l.subject_id,
    l.label
   FROM (public.seal_leaf s
     LEFT JOIN public.audit l ON ((l.id = s.audit_id)))
  WHERE ( SELECT true
           FROM app.holding
          WHERE (holding.capability = 'record.read'::text)
         LIMIT 1);

ALTER TABLE app.sealed OWNER TO concord_definer;

CREATE TABLE public.seal_hash (
    "position" bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT seal_hash_hash_check CHECK ((octet_length(hash) = 32))
);

ALTER TABLE ONLY public.seal_hash FORCE ROW LEVEL SECURITY;

ALTER TABLE public.seal_hash OWNER TO concord_owner;

CREATE VIEW app.sealed_hash WITH (security_barrier='true') AS
 SELECT h."position",
    h.hash
   FROM public.seal_hash h
  WHERE ( SELECT true
           FROM app.holding
          WHERE (holding.capability = 'record.read'::text)
         LIMIT 1);

ALTER TABLE app.sealed_hash OWNER TO concord_definer;

CREATE TABLE public.seal_head (
    leaves bigint NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    signed text NOT NULL,
    public_key text NOT NULL
);

ALTER TABLE ONLY public.seal_head FORCE ROW LEVEL SECURITY;

ALTER TABLE public.seal_head OWNER TO concord_owner;

CREATE VIEW app.sealed_head WITH (security_barrier='true') AS
 SELECT h.leaves,
    h.at,
    h.signed,
    h.public_key
   FROM public.seal_head h
  WHERE ( SELECT true
           FROM app.holding
          WHERE (holding.capability = 'record.read'::text)
         LIMIT 1);

ALTER TABLE app.sealed_head OWNER TO concord_definer;

CREATE VIEW app.serving WITH (security_barrier='true') AS
 SELECT y.appointment_id,
    y.council_id,
    y.office,
    y.seat_id,
    y.organization_id
   FROM ( SELECT a.id AS appointment_id,
            a.council_id,
            a.office,
            a.seat_id,
            a.organization_id
           FROM (app.who w
             JOIN public.appointment a ON ((a.person_id = w.person_id)))
          WHERE ((a.since <= app.now()) AND ((a.until IS NULL) OR (a.until > app.now())))) y;

ALTER TABLE app.serving OWNER TO concord_definer;

CREATE VIEW app.speaker_derived WITH (security_invoker='true') AS
 SELECT presence.seat_id,
    presence.council_id,
    presence.organization_id,
    presence.appointment_id,
    presence.person_id,
    lower(presence.span) AS since,
    COALESCE(upper(presence.span), 'infinity'::timestamp with time zone) AS until
   FROM app.presence
UNION ALL
 SELECT a.seat_id,
    a.council_id,
    a.organization_id,
    a.id AS appointment_id,
    a.person_id,
    lower(span.span) AS since,
    COALESCE(upper(span.span), 'infinity'::timestamp with time zone) AS until
   FROM ((public.appointment a
     JOIN public.seat s ON ((s.id = a.seat_id)))
     CROSS JOIN LATERAL unnest(((tstzmultirange((tstzrange(a.since, a.until) * tstzrange(s.since, s.until))) - COALESCE(( SELECT range_agg(p.span) AS range_agg
           FROM app.presence p
          WHERE (p.seat_id = a.seat_id)), '{}'::tstzmultirange)) - COALESCE(( SELECT range_agg(tstzrange(b.since, b.until)) AS range_agg
           FROM public.appointment b
          WHERE ((b.seat_id = a.seat_id) AND (b.office = 'alternate'::text) AND (ROW(b.since, b.id) < ROW(a.since, a.id)))), '{}'::tstzmultirange))) span(span))
  WHERE (a.office = 'alternate'::text);

ALTER TABLE app.speaker_derived OWNER TO concord_owner;

CREATE VIEW app.speaking WITH (security_barrier='true') AS
 SELECT y.seat_id,
    y.council_id,
    y.organization_id
   FROM ( SELECT v.seat_id,
            v.council_id,
            v.organization_id
           FROM (app.who w
             JOIN public.speaker v ON (((v.person_id = w.person_id) AND (v.since <= app.now()) AND (v.until > app.now()))))) y;

ALTER TABLE app.speaking OWNER TO concord_definer;

CREATE VIEW app.stop_reviewed WITH (security_barrier='true') AS
 SELECT y.stop_id,
    y.person_id,
    y.name,
    y.organization,
    y.at,
    y.until
   FROM ( SELECT t.id AS stop_id,
            t.person_id,
            p.name,
            o.name AS organization,
            t.at,
            t.until
           FROM ((((public.reveal_stop t
             JOIN public.person p ON ((p.id = t.person_id)))
             JOIN public.organization o ON ((o.id = p.organization_id)))
             LEFT JOIN public.jurisdiction j ON ((j.code = o.state)))
             LEFT JOIN LATERAL ( SELECT k.region
                   FROM (public.appointment a
                     JOIN public.council k ON ((k.id = a.council_id)))
                  WHERE ((a.person_id = p.id) AND (k.region IS NOT NULL) AND (a.since <= app.now()) AND ((a.until IS NULL) OR (a.until > app.now())))
                 LIMIT 1) served ON (true))
          WHERE ((t.until > (app.now() - '7 days'::interval)) AND (t.at > (app.now() - '8 days'::interval)) AND (t.person_id <> ALL (ARRAY( SELECT who.person_id
                   FROM app.who))) AND ( SELECT true
                   FROM (app.holding h
                     JOIN public.council k ON ((k.id = h.council_id)))
                  WHERE ((h.capability = 'reveal.review'::text) AND ((k.region IS NULL) OR (k.region = COALESCE(served.region, j.region))))
                 LIMIT 1))) y;

ALTER TABLE app.stop_reviewed OWNER TO concord_definer;

CREATE VIEW app.stop_seen WITH (security_barrier='true') AS
 SELECT y.stop_id,
    y.own,
    y.name,
    y.organization,
    y.office,
    y.opened,
    y.owners,
    y.reasons
   FROM ( SELECT t.id AS stop_id,
            true AS own,
            p.name,
            o.name AS organization,
            ''::text AS office,
            0 AS opened,
            0 AS owners,
            ''::text AS reasons
           FROM (((app.who w
             JOIN public.reveal_stop t ON ((t.person_id = w.person_id)))
             JOIN public.person p ON ((p.id = t.person_id)))
             JOIN public.organization o ON ((o.id = p.organization_id)))
          WHERE (t.at > (app.now() - '7 days'::interval))
        UNION ALL
         SELECT t.stop_id,
            false AS own,
            t.name,
            t.organization,
            COALESCE(d.office, ''::text) AS office,
            d.opened,
            d.owners,
            COALESCE(d.reasons, ''::text) AS reasons
           FROM (app.stop_reviewed t
             CROSS JOIN LATERAL ( SELECT (count(*))::integer AS opened,
                    (count(DISTINCT COALESCE(r.person_id, r.organization_id)))::integer AS owners,
                    "left"(string_agg(DISTINCT NULLIF(r.reason, ''::text), '; '::text), 500) AS reasons,
                    max(r.by_office) AS office
                   FROM public.reveal r
                  WHERE ((r.by_id = t.person_id) AND (r.at > (t.at - '1 day'::interval)) AND (r.at <= t.at))) d)) y;

ALTER TABLE app.stop_seen OWNER TO concord_definer;

CREATE VIEW app.structure_record WITH (security_barrier='true') AS
 SELECT l.id,
    l.at,
    l.act,
    l.verb,
    l.object,
    l.changed,
    l.label,
    l.council_id,
    l.item_id,
    l.person_id,
    l.subject_id,
    l.person,
    l.office,
    l.subject,
    l.item_kind,
    l.council,
    l.council_slug,
    l.thing,
    l.because
   FROM app.audit_line l
  WHERE ((l.act = 'structure'::text) AND ( SELECT true
           FROM app.holding
          WHERE (holding.capability = 'record.read'::text)
         LIMIT 1));

ALTER TABLE app.structure_record OWNER TO concord_definer;

CREATE VIEW app.trouble_seen WITH (security_barrier='true') AS
 SELECT y.id,
    y.kind,
    y.step,
    y.object_id,
    y.mine,
    y.owner,
    y.subject,
    y.attempt,
    y.because,
    y.at,
    y.again
   FROM ( SELECT t.id,
            t.kind,
            t.step,
            t.object_id,
            true AS mine,
            ''::text AS owner,
            t.subject,
            t.attempt,
            t.because,
            t.at,
            t.again
           FROM public.trouble t
          WHERE ((t.dropped IS NULL) AND (t.owner_id = ANY (ARRAY( SELECT who.person_id
                   FROM app.who))))
        UNION ALL
         SELECT t.id,
            t.kind,
            t.step,
            NULL::uuid,
            false,
            COALESCE(p.name, ''::text) AS "coalesce",
            ''::text,
            t.attempt,
            t.because,
            t.at,
            t.again
           FROM (public.trouble t
             LEFT JOIN public.person p ON ((p.id = t.owner_id)))
          WHERE ((t.dropped IS NULL) AND ( SELECT true
                   FROM app.holding
                  WHERE (holding.capability = 'council.record'::text)
                 LIMIT 1) AND ((t.owner_id IS NULL) OR (t.owner_id <> ALL (ARRAY( SELECT who.person_id
                   FROM app.who)))))) y;

ALTER TABLE app.trouble_seen OWNER TO concord_definer;

CREATE VIEW app.way AS
 SELECT r.circle_id,
    r.council_id,
    m.office,
    min(GREATEST(r.since, t.since, k.since, m.since)) AS since,
    max(LEAST(r.until, t.until, k.until, m.until)) AS until
   FROM (((app.reach r
     JOIN public.council_kind_term t ON ((t.council_id = r.council_id)))
     JOIN public.council_kind k ON ((k.slug = t.kind)))
     JOIN public.office_may m ON (((m.kind = t.kind) AND (m.reach = r.reach) AND (m.capability = 'item.read'::text))))
  WHERE ((r.reach = ANY (ARRAY['own'::text, 'seated'::text, 'council'::text, 'rooms'::text, 'counterpart'::text])) AND (GREATEST(r.since, t.since, k.since, m.since) < LEAST(r.until, t.until, k.until, m.until)) AND (LEAST(r.until, t.until, k.until, m.until) > app.now()))
  GROUP BY r.circle_id, r.council_id, m.office;

ALTER TABLE app.way OWNER TO concord_owner;

CREATE SEQUENCE jobs.river_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE jobs.river_job_id_seq OWNER TO concord_owner;

ALTER SEQUENCE jobs.river_job_id_seq OWNED BY jobs.river_job.id;

CREATE UNLOGGED TABLE jobs.river_leader (
    elected_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    leader_id text NOT NULL,
    name text DEFAULT 'default'::text NOT NULL,
    CONSTRAINT leader_id_length CHECK (((char_length(leader_id) > 0) AND (char_length(leader_id) < 128))),
    CONSTRAINT name_length CHECK ((name = 'default'::text))
);

ALTER TABLE jobs.river_leader OWNER TO concord_owner;

CREATE TABLE jobs.river_migration (
    line text NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT line_length CHECK (((char_length(line) > 0) AND (char_length(line) < 128))),
    CONSTRAINT version_gte_1 CHECK ((version >= 1))
);

ALTER TABLE jobs.river_migration OWNER TO concord_owner;

CREATE TABLE jobs.river_notification (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    payload text NOT NULL,
    topic text NOT NULL,
    CONSTRAINT topic_length CHECK (((length(topic) > 0) AND (length(topic) < 128)))
);

ALTER TABLE jobs.river_notification OWNER TO concord_owner;

CREATE SEQUENCE jobs.river_notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE jobs.river_notification_id_seq OWNER TO concord_owner;

ALTER SEQUENCE jobs.river_notification_id_seq OWNED BY jobs.river_notification.id;

CREATE TABLE jobs.river_queue (
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    paused_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

ALTER TABLE jobs.river_queue OWNER TO concord_owner;

ALTER TABLE public.admission_step ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.admission_step_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agreement (
    id uuid NOT NULL,
    organization_id uuid NOT NULL,
    with_id uuid,
    with_whom text NOT NULL,
    kind text NOT NULL,
    covers text NOT NULL,
    since date NOT NULL,
    until date,
    shown_to text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_name text NOT NULL,
    CONSTRAINT agreement_covers_check CHECK (((char_length(covers) >= 1) AND (char_length(covers) <= 500))),
    CONSTRAINT agreement_dates CHECK ((until >= since)),
    CONSTRAINT agreement_kind_check CHECK ((kind = ANY (ARRAY['information'::text, 'mutual_aid'::text, 'understanding'::text, 'nondisclosure'::text, 'other'::text]))),
    CONSTRAINT agreement_shown_to_check CHECK ((shown_to = ANY (ARRAY['parties'::text, 'advisors'::text, 'members'::text]))),
    CONSTRAINT agreement_with_whom_check CHECK (((char_length(with_whom) >= 1) AND (char_length(with_whom) <= 200))),
    CONSTRAINT agreement_with_whom_line CHECK ((with_whom = app.line(with_whom)))
);

ALTER TABLE ONLY public.agreement FORCE ROW LEVEL SECURITY;

ALTER TABLE public.agreement OWNER TO concord_owner;

CREATE TABLE public.attachment (
    id uuid NOT NULL,
    item_id uuid NOT NULL,
    author_id uuid NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    bytes bigint NOT NULL,
    blob text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    since integer DEFAULT 1 NOT NULL,
    dropped integer,
    width integer,
    height integer,
    CONSTRAINT attachment_bytes_check CHECK (((bytes >= 1) AND (bytes <= 20971520))),
    CONSTRAINT attachment_check CHECK ((dropped > since)),
    CONSTRAINT attachment_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT attachment_name_line CHECK ((name = app.line(name))),
    CONSTRAINT attachment_picture CHECK ((((width IS NULL) = (height IS NULL)) AND ((width >= 1) AND (width <= 65535)) AND ((height >= 1) AND (height <= 65535))))
);

ALTER TABLE ONLY public.attachment FORCE ROW LEVEL SECURITY;

ALTER TABLE public.attachment OWNER TO concord_owner;

ALTER TABLE public.audit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.break_glass_read (
    break_glass_id uuid NOT NULL,
    item_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY public.break_glass_read FORCE ROW LEVEL SECURITY;

ALTER TABLE public.break_glass_read OWNER TO concord_owner;

CREATE TABLE public.chore_trouble (
    name text NOT NULL,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    last timestamp with time zone DEFAULT app.now() NOT NULL,
    times integer DEFAULT 1 NOT NULL,
    because text NOT NULL,
    CONSTRAINT chore_trouble_name_line CHECK ((name = app.line(name)))
);

ALTER TABLE ONLY public.chore_trouble FORCE ROW LEVEL SECURITY;

ALTER TABLE public.chore_trouble OWNER TO concord_owner;

CREATE TABLE public.circle_way (
    circle_id uuid NOT NULL,
    council_id uuid NOT NULL,
    office text NOT NULL,
    appointment_id uuid,
    noticed timestamp with time zone NOT NULL,
    gone timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    growth_id uuid
);

ALTER TABLE ONLY public.circle_way FORCE ROW LEVEL SECURITY;

ALTER TABLE public.circle_way OWNER TO concord_owner;

CREATE TABLE public.council_health (
    council_id uuid NOT NULL,
    people integer NOT NULL,
    active integer NOT NULL,
    open_seats integer NOT NULL,
    unenrolled integer NOT NULL,
    unanswered integer NOT NULL,
    chairless boolean NOT NULL,
    attention integer GENERATED ALWAYS AS (((((((chairless)::integer * 10) + open_seats) + unenrolled) + (unanswered * 2)) +
CASE
    WHEN ((people > 0) AND (active = 0)) THEN 20
    ELSE 0
END)) STORED NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    unconfirmed integer DEFAULT 0 NOT NULL,
    cases integer DEFAULT 0 NOT NULL,
    cases_late integer DEFAULT 0 NOT NULL,
    oldest_case timestamp with time zone
);

ALTER TABLE ONLY public.council_health FORCE ROW LEVEL SECURITY;

ALTER TABLE public.council_health OWNER TO concord_owner;

CREATE TABLE public.council_region (
    council_id uuid NOT NULL,
    region integer NOT NULL
);

ALTER TABLE ONLY public.council_region FORCE ROW LEVEL SECURITY;

ALTER TABLE public.council_region OWNER TO concord_owner;

CREATE TABLE public.council_subsector (
    council_id uuid NOT NULL,
    subsector text NOT NULL
);

ALTER TABLE ONLY public.council_subsector FORCE ROW LEVEL SECURITY;

ALTER TABLE public.council_subsector OWNER TO concord_owner;

CREATE TABLE public.council_umbrella (
    council_id uuid NOT NULL,
    umbrella text NOT NULL,
    since date NOT NULL,
    until date,
    CONSTRAINT council_umbrella_check CHECK ((until > since))
);

ALTER TABLE ONLY public.council_umbrella FORCE ROW LEVEL SECURITY;

ALTER TABLE public.council_umbrella OWNER TO concord_owner;

CREATE TABLE public.county (
    fips text NOT NULL,
    name text NOT NULL,
    state text NOT NULL,
    CONSTRAINT county_fips_check CHECK ((fips ~ '^[0-9]{5}$'::text)),
    CONSTRAINT county_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100)))
);

ALTER TABLE ONLY public.county FORCE ROW LEVEL SECURITY;

ALTER TABLE public.county OWNER TO concord_owner;

CREATE TABLE public.directory_entry (
    appointment_id uuid NOT NULL,
    person_id uuid NOT NULL,
    name text NOT NULL,
    council_id uuid NOT NULL,
    office text NOT NULL,
    organization_id uuid NOT NULL,
    state text,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    folded text GENERATED ALWAYS AS (app.folded(name)) STORED NOT NULL
);

ALTER TABLE ONLY public.directory_entry FORCE ROW LEVEL SECURITY;

ALTER TABLE public.directory_entry OWNER TO concord_owner;

CREATE TABLE public.draft (
    id uuid NOT NULL,
    author_id uuid NOT NULL,
    about text NOT NULL,
    fields jsonb NOT NULL,
    created timestamp with time zone DEFAULT app.now() NOT NULL,
    touched timestamp with time zone DEFAULT app.now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    saved_by uuid,
    beside uuid,
    led text,
    CONSTRAINT draft_about_check CHECK ((octet_length(about) <= 2100)),
    CONSTRAINT draft_fields_check CHECK ((octet_length((fields)::text) <= 262144)),
    CONSTRAINT draft_led_check CHECK (((led ~ '^/([^/\\]|$)'::text) AND (octet_length(led) <= 2000))),
    CONSTRAINT draft_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.draft FORCE ROW LEVEL SECURITY;

ALTER TABLE public.draft OWNER TO concord_owner;

CREATE TABLE public.draft_file (
    id uuid NOT NULL,
    draft_id uuid NOT NULL,
    author_id uuid NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    bytes bigint NOT NULL,
    blob text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    width integer,
    height integer,
    CONSTRAINT draft_file_bytes_check CHECK (((bytes >= 1) AND (bytes <= 20971520))),
    CONSTRAINT draft_file_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT draft_file_name_line CHECK ((name = app.line(name))),
    CONSTRAINT draft_file_picture CHECK ((((width IS NULL) = (height IS NULL)) AND ((width >= 1) AND (width <= 65535)) AND ((height >= 1) AND (height <= 65535))))
);

ALTER TABLE ONLY public.draft_file FORCE ROW LEVEL SECURITY;

ALTER TABLE public.draft_file OWNER TO concord_owner;

CREATE TABLE public.edition (
    slug text NOT NULL,
    title text NOT NULL,
    dated text NOT NULL,
    since date NOT NULL,
    until date,
    status text DEFAULT ''::text NOT NULL,
    lead_term text DEFAULT ''::text NOT NULL,
    sector_term text DEFAULT ''::text NOT NULL,
    derived_from text DEFAULT ''::text NOT NULL,
    recorded timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY public.edition FORCE ROW LEVEL SECURITY;

ALTER TABLE public.edition OWNER TO concord_owner;

CREATE TABLE public.edition_entry (
    edition text NOT NULL,
    place integer NOT NULL,
    name text NOT NULL,
    leads text[] DEFAULT '{}'::text[] NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    fact_id uuid NOT NULL,
    CONSTRAINT edition_entry_place_check CHECK ((place > 0))
);

ALTER TABLE ONLY public.edition_entry FORCE ROW LEVEL SECURITY;

ALTER TABLE public.edition_entry OWNER TO concord_owner;

CREATE TABLE public.edition_entry_sector (
    edition text NOT NULL,
    place integer NOT NULL,
    sector text NOT NULL,
    subsector text
);

ALTER TABLE ONLY public.edition_entry_sector FORCE ROW LEVEL SECURITY;

ALTER TABLE public.edition_entry_sector OWNER TO concord_owner;

CREATE TABLE public.engagement (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    facility_id uuid,
    person_id uuid,
    with_whom text DEFAULT ''::text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    day date NOT NULL,
    purpose text NOT NULL,
    offers text DEFAULT ''::text NOT NULL,
    next_step text DEFAULT ''::text NOT NULL,
    next_day date,
    notes text DEFAULT ''::text NOT NULL,
    label text NOT NULL,
    keeper_id uuid NOT NULL,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    number integer DEFAULT 1 NOT NULL,
    changed_name text DEFAULT ''::text NOT NULL,
    changed timestamp with time zone DEFAULT app.now() NOT NULL,
    done_name text DEFAULT ''::text NOT NULL,
    CONSTRAINT engagement_done CHECK (((state <> 'done'::text) OR (day <= ((app.now())::date + 1)))),
    CONSTRAINT engagement_kind_check CHECK ((kind = ANY (ARRAY['call'::text, 'visit'::text, 'training'::text, 'assessment'::text, 'event'::text]))),
    CONSTRAINT engagement_label_check CHECK ((app.width(label) > 0)),
    CONSTRAINT engagement_next CHECK (((next_step = ''::text) = (next_day IS NULL))),
    CONSTRAINT engagement_next_step_check CHECK ((char_length(next_step) <= 500)),
    CONSTRAINT engagement_notes_check CHECK ((char_length(notes) <= 4000)),
    CONSTRAINT engagement_offers_check CHECK ((char_length(offers) <= 1000)),
    CONSTRAINT engagement_purpose_check CHECK (((char_length(purpose) >= 1) AND (char_length(purpose) <= 500))),
    CONSTRAINT engagement_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'done'::text, 'cancelled'::text]))),
    CONSTRAINT engagement_with_whom_check CHECK ((char_length(with_whom) <= 200)),
    CONSTRAINT engagement_with_whom_line CHECK ((with_whom = app.line(with_whom)))
);

ALTER TABLE ONLY public.engagement FORCE ROW LEVEL SECURITY;

ALTER TABLE public.engagement OWNER TO concord_owner;

CREATE TABLE public.engagement_version (
    engagement_id uuid NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    at timestamp with time zone NOT NULL,
    was jsonb NOT NULL
);

ALTER TABLE ONLY public.engagement_version FORCE ROW LEVEL SECURITY;

ALTER TABLE public.engagement_version OWNER TO concord_owner;

CREATE TABLE public.file_room (
    only_one boolean DEFAULT true NOT NULL,
    per_person bigint NOT NULL,
    in_all bigint NOT NULL,
    used bigint DEFAULT 0 NOT NULL,
    CONSTRAINT file_room_in_all_check CHECK ((in_all > 0)),
    CONSTRAINT file_room_only_one_check CHECK (only_one),
    CONSTRAINT file_room_per_person_check CHECK ((per_person > 0))
);

ALTER TABLE ONLY public.file_room FORCE ROW LEVEL SECURITY;

ALTER TABLE public.file_room OWNER TO concord_owner;

CREATE TABLE public.file_share (
    person_id uuid NOT NULL,
    blob text NOT NULL,
    bytes bigint NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT file_share_bytes_check CHECK ((bytes >= 0))
);

ALTER TABLE ONLY public.file_share FORCE ROW LEVEL SECURITY;

ALTER TABLE public.file_share OWNER TO concord_owner;

CREATE TABLE public.hand_over (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    council_id uuid NOT NULL,
    person_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    office text NOT NULL,
    chosen_on date NOT NULL,
    document text NOT NULL,
    told_by text NOT NULL,
    recorded_by uuid,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT hand_over_document_check CHECK (((char_length(document) >= 1) AND (char_length(document) <= 500))),
    CONSTRAINT hand_over_office CHECK ((office = ANY (ARRAY['chair'::text, 'vice-chair'::text, 'secretary'::text]))),
    CONSTRAINT hand_over_told_by_check CHECK (((char_length(told_by) >= 1) AND (char_length(told_by) <= 200))),
    CONSTRAINT hand_over_told_by_line CHECK ((told_by = app.line(told_by)))
);

ALTER TABLE ONLY public.hand_over FORCE ROW LEVEL SECURITY;

ALTER TABLE public.hand_over OWNER TO concord_owner;

CREATE TABLE public.idempotency (
    person_id uuid NOT NULL,
    key uuid NOT NULL,
    payload bytea NOT NULL,
    location text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY public.idempotency FORCE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency OWNER TO concord_owner;

CREATE TABLE public.imported (
    kind text NOT NULL,
    key text NOT NULL,
    payload jsonb NOT NULL
);

ALTER TABLE ONLY public.imported FORCE ROW LEVEL SECURITY;

ALTER TABLE public.imported OWNER TO concord_owner;

CREATE TABLE public.incident_call (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    facility_id uuid,
    reached boolean NOT NULL,
    whom text DEFAULT ''::text NOT NULL,
    result text DEFAULT ''::text NOT NULL,
    next_call timestamp with time zone,
    by_id uuid NOT NULL,
    by_name text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT incident_call_result_check CHECK ((char_length(result) <= 1000)),
    CONSTRAINT incident_call_whom_check CHECK ((char_length(whom) <= 200)),
    CONSTRAINT incident_call_whom_line CHECK ((whom = app.line(whom)))
);

ALTER TABLE ONLY public.incident_call FORCE ROW LEVEL SECURITY;

ALTER TABLE public.incident_call OWNER TO concord_owner;

CREATE TABLE public.inspection (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    program text NOT NULL,
    organization_id uuid NOT NULL,
    facility text NOT NULL,
    noticed timestamp with time zone NOT NULL,
    begins timestamp with time zone NOT NULL,
    findings text DEFAULT ''::text NOT NULL,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    recorded timestamp with time zone DEFAULT app.now() NOT NULL,
    exigent_because text DEFAULT ''::text NOT NULL,
    exigent_approver text DEFAULT ''::text NOT NULL,
    contact_name text DEFAULT ''::text NOT NULL,
    contact_email text DEFAULT ''::text NOT NULL,
    notified timestamp with time zone,
    CONSTRAINT inspection_contact_email_check CHECK ((char_length(contact_email) <= 254)),
    CONSTRAINT inspection_contact_name_check CHECK (((char_length(contact_name) <= 200) AND (contact_name = app.line(contact_name)))),
    CONSTRAINT inspection_exigent CHECK (((exigent_because = ''::text) = (exigent_approver = ''::text))),
    CONSTRAINT inspection_exigent_approver_check CHECK (((char_length(exigent_approver) <= 200) AND (exigent_approver = app.line(exigent_approver)))),
    CONSTRAINT inspection_exigent_because_check CHECK ((char_length(exigent_because) <= 1000)),
    CONSTRAINT inspection_facility_check CHECK (((char_length(facility) >= 1) AND (char_length(facility) <= 200))),
    CONSTRAINT inspection_facility_line CHECK ((facility = app.line(facility))),
    CONSTRAINT inspection_findings_check CHECK ((char_length(findings) <= 4000)),
    CONSTRAINT inspection_notice CHECK ((begins >= (noticed +
CASE
    WHEN (exigent_because = ''::text) THEN '24:00:00'::interval
    ELSE '00:00:00'::interval
END)))
);

ALTER TABLE ONLY public.inspection FORCE ROW LEVEL SECURITY;

ALTER TABLE public.inspection OWNER TO concord_owner;

CREATE TABLE public.inspection_finding (
    id uuid NOT NULL,
    inspection_id uuid NOT NULL,
    text text NOT NULL,
    author_id uuid NOT NULL,
    author_name text NOT NULL,
    added timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT inspection_finding_text_check CHECK (((char_length(text) >= 1) AND (char_length(text) <= 4000)))
);

ALTER TABLE ONLY public.inspection_finding FORCE ROW LEVEL SECURITY;

ALTER TABLE public.inspection_finding OWNER TO concord_owner;

CREATE TABLE public.intake (
    id uuid NOT NULL,
    kind text NOT NULL,
    office_id uuid,
    by_id uuid NOT NULL,
    file text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    rows integer,
    compared timestamp with time zone,
    approved timestamp with time zone,
    applied timestamp with time zone,
    recalled timestamp with time zone,
    undone timestamp with time zone,
    left_alone integer DEFAULT 0 NOT NULL,
    dropped timestamp with time zone,
    head text[] DEFAULT '{}'::text[] NOT NULL,
    reads text[] DEFAULT '{}'::text[] NOT NULL,
    last_row integer,
    removed timestamp with time zone,
    CONSTRAINT intake_check CHECK (((kind = 'facilities'::text) = (office_id IS NOT NULL))),
    CONSTRAINT intake_check1 CHECK ((((compared IS NULL) <= (approved IS NULL)) AND ((approved IS NULL) <= (applied IS NULL)) AND ((applied IS NULL) <= (recalled IS NULL)) AND ((recalled IS NULL) <= (undone IS NULL)))),
    CONSTRAINT intake_file_check CHECK (((char_length(file) >= 1) AND (char_length(file) <= 200))),
    CONSTRAINT intake_file_line CHECK ((file = app.line(file))),
    CONSTRAINT intake_kind_check CHECK ((kind = ANY (ARRAY['organizations'::text, 'facilities'::text, 'people'::text]))),
    CONSTRAINT intake_rows_check CHECK (((rows >= 1) AND (rows <= 100000)))
);

ALTER TABLE ONLY public.intake FORCE ROW LEVEL SECURITY;

ALTER TABLE public.intake OWNER TO concord_owner;

CREATE TABLE public.intake_progress (
    intake_id uuid NOT NULL,
    done integer NOT NULL
);

ALTER TABLE ONLY public.intake_progress FORCE ROW LEVEL SECURITY;

ALTER TABLE public.intake_progress OWNER TO concord_owner;

CREATE TABLE public.intake_room (
    intake_id uuid NOT NULL,
    rows integer NOT NULL
);

ALTER TABLE ONLY public.intake_room FORCE ROW LEVEL SECURITY;

ALTER TABLE public.intake_room OWNER TO concord_owner;

CREATE TABLE public.intake_row (
    intake_id uuid NOT NULL,
    number integer NOT NULL,
    given jsonb DEFAULT '{}'::jsonb NOT NULL,
    verdict text,
    because text DEFAULT ''::text NOT NULL,
    target_id uuid,
    organization_id uuid,
    county text,
    was jsonb,
    key text GENERATED ALWAYS AS (((((app.name_key(COALESCE((given ->> 'name'::text), ''::text)) || '|'::text) || app.name_key(COALESCE((given ->> 'organization'::text), ''::text))) || '|'::text) || upper(btrim(COALESCE((given ->> 'state'::text), ''::text))))) STORED NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    cells text[],
    wrong text DEFAULT ''::text NOT NULL,
    twin integer,
    candidates uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    named text[] DEFAULT '{}'::text[] NOT NULL,
    choice text DEFAULT ''::text NOT NULL,
    pick uuid,
    adds boolean GENERATED ALWAYS AS (COALESCE(((verdict = 'add'::text) OR ((verdict = 'alike'::text) AND (choice = 'another'::text))), false)) STORED NOT NULL,
    changes boolean GENERATED ALWAYS AS (COALESCE((((verdict = 'change'::text) AND (choice <> 'keep'::text)) OR ((verdict = 'alike'::text) AND (choice = 'take'::text))), false)) STORED NOT NULL,
    CONSTRAINT intake_choice CHECK (((choice <> 'take'::text) OR (cardinality(candidates) > 0))),
    CONSTRAINT intake_pick CHECK (((pick IS NULL) OR ((choice = 'take'::text) AND (pick = ANY (candidates))))),
    CONSTRAINT intake_row_address_check CHECK ((address ~ '^([a-z0-9]+(-[a-z0-9]+)*)?$'::text)),
    CONSTRAINT intake_row_choice_check CHECK ((choice = ANY (ARRAY[''::text, 'another'::text, 'take'::text, 'keep'::text]))),
    CONSTRAINT intake_row_number_check CHECK ((number > 0)),
    CONSTRAINT intake_row_verdict_check CHECK ((verdict = ANY (ARRAY['add'::text, 'same'::text, 'change'::text, 'alike'::text, 'refuse'::text]))),
    CONSTRAINT intake_row_wrong_check CHECK ((char_length(wrong) <= 500))
);

ALTER TABLE ONLY public.intake_row FORCE ROW LEVEL SECURITY;

ALTER TABLE public.intake_row OWNER TO concord_owner;

CREATE TABLE public.item_sector (
    item_id uuid NOT NULL,
    sector text NOT NULL
);

ALTER TABLE ONLY public.item_sector FORCE ROW LEVEL SECURITY;

ALTER TABLE public.item_sector OWNER TO concord_owner;

CREATE TABLE public.item_state (
    item_id uuid NOT NULL,
    state text NOT NULL
);

ALTER TABLE ONLY public.item_state FORCE ROW LEVEL SECURITY;

ALTER TABLE public.item_state OWNER TO concord_owner;

CREATE TABLE public.item_version (
    item_id uuid NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    html text NOT NULL,
    summary text NOT NULL,
    author_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT item_version_body_check CHECK ((octet_length(body) <= 102400)),
    CONSTRAINT item_version_number_check CHECK ((number >= 1)),
    CONSTRAINT item_version_title_check CHECK ((char_length(title) <= 200)),
    CONSTRAINT item_version_title_line CHECK ((title = app.line(title)))
);

ALTER TABLE ONLY public.item_version FORCE ROW LEVEL SECURITY;

ALTER TABLE public.item_version OWNER TO concord_owner;

CREATE TABLE public.jurisdiction_body (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    state text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    person text DEFAULT ''::text NOT NULL,
    city text DEFAULT ''::text NOT NULL,
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    until timestamp with time zone,
    recorded_by uuid NOT NULL,
    recorded_name text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    CONSTRAINT jurisdiction_body_check CHECK ((until >= since)),
    CONSTRAINT jurisdiction_body_city_check CHECK ((char_length(city) <= 100)),
    CONSTRAINT jurisdiction_body_city_line CHECK ((city = app.line(city))),
    CONSTRAINT jurisdiction_body_kind_check CHECK ((kind = ANY (ARRAY['adviser'::text, 'fusion'::text, 'operations'::text]))),
    CONSTRAINT jurisdiction_body_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT jurisdiction_body_name_line CHECK ((name = app.line(name))),
    CONSTRAINT jurisdiction_body_person_check CHECK ((char_length(person) <= 200)),
    CONSTRAINT jurisdiction_body_person_line CHECK ((person = app.line(person))),
    CONSTRAINT jurisdiction_body_phone_check CHECK ((phone ~ '^([+(]?[0-9][0-9 ().x/-]{5,39})?$'::text))
);

ALTER TABLE ONLY public.jurisdiction_body FORCE ROW LEVEL SECURITY;

ALTER TABLE public.jurisdiction_body OWNER TO concord_owner;

CREATE TABLE public.lineage (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    sector text NOT NULL,
    since date NOT NULL,
    edition text,
    place integer DEFAULT 1 NOT NULL,
    name text NOT NULL,
    lead text DEFAULT ''::text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    fact_id uuid NOT NULL,
    CONSTRAINT lineage_lead_check CHECK ((char_length(lead) <= 200)),
    CONSTRAINT lineage_lead_line CHECK ((lead = app.line(lead))),
    CONSTRAINT lineage_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT lineage_name_line CHECK ((name = app.line(name))),
    CONSTRAINT lineage_note_check CHECK ((char_length(note) <= 500))
);

ALTER TABLE ONLY public.lineage FORCE ROW LEVEL SECURITY;

ALTER TABLE public.lineage OWNER TO concord_owner;

CREATE TABLE public.lookalike (
    kind text NOT NULL,
    one_id uuid NOT NULL,
    other_id uuid NOT NULL,
    office_id uuid,
    likeness real NOT NULL,
    CONSTRAINT lookalike_check CHECK ((one_id < other_id)),
    CONSTRAINT lookalike_kind_check CHECK ((kind = ANY (ARRAY['organization'::text, 'facility'::text, 'person'::text])))
);

ALTER TABLE ONLY public.lookalike FORCE ROW LEVEL SECURITY;

ALTER TABLE public.lookalike OWNER TO concord_owner;

CREATE TABLE public.lookalike_search (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    by_id uuid,
    asked timestamp with time zone DEFAULT app.now() NOT NULL,
    done timestamp with time zone
);

ALTER TABLE ONLY public.lookalike_search FORCE ROW LEVEL SECURITY;

ALTER TABLE public.lookalike_search OWNER TO concord_owner;

CREATE TABLE public.mail_preference (
    person_id uuid NOT NULL,
    updates text NOT NULL,
    CONSTRAINT mail_preference_updates_check CHECK ((updates = ANY (ARRAY['each'::text, 'asked'::text, 'none'::text])))
);

ALTER TABLE ONLY public.mail_preference FORCE ROW LEVEL SECURITY;

ALTER TABLE public.mail_preference OWNER TO concord_owner;

CREATE TABLE public.membership (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid NOT NULL,
    council_id uuid,
    umbrella text,
    role text NOT NULL,
    standing text NOT NULL,
    as_of_year integer,
    note text DEFAULT ''::text NOT NULL,
    fact_id uuid NOT NULL,
    CONSTRAINT membership_as_of_year_check CHECK (((as_of_year >= 1900) AND (as_of_year <= 2200))),
    CONSTRAINT membership_check CHECK ((num_nonnulls(council_id, umbrella) = 1)),
    CONSTRAINT membership_role_check CHECK (((char_length(role) >= 1) AND (char_length(role) <= 100))),
    CONSTRAINT membership_role_line CHECK ((role = app.line(role))),
    CONSTRAINT membership_standing_check CHECK ((standing = ANY (ARRAY['seat'::text, 'counterpart'::text, 'sponsor'::text, 'host'::text, 'liaison'::text, 'partner'::text, 'convener'::text, 'signatory'::text, 'lead'::text, 'administrator'::text])))
);

ALTER TABLE ONLY public.membership FORCE ROW LEVEL SECURITY;

ALTER TABLE public.membership OWNER TO concord_owner;

CREATE TABLE public.merger (
    id uuid NOT NULL,
    kind text NOT NULL,
    kept_id uuid NOT NULL,
    gone_id uuid NOT NULL,
    office_id uuid,
    because text NOT NULL,
    by_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    taken text[] DEFAULT '{}'::text[] NOT NULL,
    was jsonb NOT NULL,
    followed jsonb DEFAULT '{}'::jsonb NOT NULL,
    undone timestamp with time zone,
    undone_id uuid,
    CONSTRAINT merger_because_check CHECK (((char_length(because) >= 1) AND (char_length(because) <= 500))),
    CONSTRAINT merger_check CHECK ((gone_id <> kept_id)),
    CONSTRAINT merger_check1 CHECK (((undone IS NULL) = (undone_id IS NULL))),
    CONSTRAINT merger_kind_check CHECK ((kind = ANY (ARRAY['organization'::text, 'facility'::text, 'person'::text])))
);

ALTER TABLE ONLY public.merger FORCE ROW LEVEL SECURITY;

ALTER TABLE public.merger OWNER TO concord_owner;

CREATE TABLE public.office_notice (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    appointment_id uuid NOT NULL,
    began boolean NOT NULL,
    until timestamp with time zone,
    before timestamp with time zone,
    by_id uuid,
    by_name text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY public.office_notice FORCE ROW LEVEL SECURITY;

ALTER TABLE public.office_notice OWNER TO concord_owner;

CREATE TABLE public.opened (
    person_id uuid NOT NULL,
    item_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY public.opened FORCE ROW LEVEL SECURITY;

ALTER TABLE public.opened OWNER TO concord_owner;

CREATE TABLE public.outbox (
    id bigint NOT NULL,
    topic text NOT NULL,
    object_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY public.outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE public.outbox OWNER TO concord_owner;

ALTER TABLE public.outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.partner_request (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    facility_id uuid,
    kind text NOT NULL,
    wish text NOT NULL,
    asked_by uuid NOT NULL,
    asked_name text NOT NULL,
    asked timestamp with time zone DEFAULT app.now() NOT NULL,
    due date NOT NULL,
    owner_id uuid,
    owner_name text DEFAULT ''::text NOT NULL,
    taken timestamp with time zone,
    answer text DEFAULT ''::text NOT NULL,
    answered timestamp with time zone,
    answered_name text DEFAULT ''::text NOT NULL,
    withdrawn timestamp with time zone,
    given_by uuid,
    given_from uuid,
    CONSTRAINT partner_request_answer_check CHECK ((char_length(answer) <= 2000)),
    CONSTRAINT partner_request_check CHECK (((answered IS NULL) = (answer = ''::text))),
    CONSTRAINT partner_request_check1 CHECK ((num_nonnulls(answered, withdrawn) < 2)),
    CONSTRAINT partner_request_wish_check CHECK (((char_length(wish) >= 1) AND (char_length(wish) <= 2000)))
);

ALTER TABLE ONLY public.partner_request FORCE ROW LEVEL SECURITY;

ALTER TABLE public.partner_request OWNER TO concord_owner;

CREATE TABLE public.partner_request_kind (
    slug text NOT NULL,
    name text NOT NULL,
    days integer NOT NULL,
    rank integer NOT NULL,
    CONSTRAINT partner_request_kind_days_check CHECK (((days >= 1) AND (days <= 365))),
    CONSTRAINT partner_request_kind_slug_check CHECK ((slug ~ '^[a-z]+$'::text))
);

ALTER TABLE ONLY public.partner_request_kind FORCE ROW LEVEL SECURITY;

ALTER TABLE public.partner_request_kind OWNER TO concord_owner;

CREATE TABLE public.person_zone (
    person_id uuid NOT NULL,
    zone text NOT NULL,
    CONSTRAINT person_zone_zone_check CHECK (((zone ~ '^[A-Za-z_]+(/[A-Za-z_]+)*$'::text) AND (length(zone) < 64)))
);

ALTER TABLE ONLY public.person_zone FORCE ROW LEVEL SECURITY;

ALTER TABLE public.person_zone OWNER TO concord_owner;

CREATE TABLE public.profile_confirmation (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    organization_id uuid,
    facility_id uuid,
    subject_id uuid,
    by_id uuid NOT NULL,
    by_name text DEFAULT ''::text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT profile_confirmation_check CHECK ((num_nonnulls(organization_id, facility_id, subject_id) = 1))
);

ALTER TABLE ONLY public.profile_confirmation FORCE ROW LEVEL SECURITY;

ALTER TABLE public.profile_confirmation OWNER TO concord_owner;

CREATE TABLE public.purpose (
    council_id uuid NOT NULL,
    words text DEFAULT ''::text NOT NULL,
    CONSTRAINT purpose_words_check CHECK ((char_length(words) <= 4000))
);

ALTER TABLE ONLY public.purpose FORCE ROW LEVEL SECURITY;

ALTER TABLE public.purpose OWNER TO concord_owner;

CREATE TABLE public.reach_answer (
    growth_id uuid NOT NULL,
    item_id uuid NOT NULL,
    held boolean NOT NULL,
    by_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY public.reach_answer FORCE ROW LEVEL SECURITY;

ALTER TABLE public.reach_answer OWNER TO concord_owner;

CREATE TABLE public.reach_growth (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    cause text NOT NULL,
    name text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT reach_growth_cause_check CHECK ((cause = ANY (ARRAY['nesting'::text, 'rule'::text, 'kind'::text, 'hand-over'::text]))),
    CONSTRAINT reach_growth_name_line CHECK ((name = app.line(name)))
);

ALTER TABLE ONLY public.reach_growth FORCE ROW LEVEL SECURITY;

ALTER TABLE public.reach_growth OWNER TO concord_owner;

CREATE TABLE public.reach_held (
    circle_id uuid NOT NULL,
    item_id uuid NOT NULL
);

ALTER TABLE ONLY public.reach_held FORCE ROW LEVEL SECURITY;

ALTER TABLE public.reach_held OWNER TO concord_owner;

CREATE TABLE public.reach_notice (
    growth_id uuid NOT NULL,
    person_id uuid NOT NULL,
    items integer NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    answered timestamp with time zone,
    CONSTRAINT reach_notice_items_check CHECK ((items > 0))
);

ALTER TABLE ONLY public.reach_notice FORCE ROW LEVEL SECURITY;

ALTER TABLE public.reach_notice OWNER TO concord_owner;

CREATE TABLE public.read_record (
    item_id uuid NOT NULL,
    person_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    why text NOT NULL,
    CONSTRAINT read_record_why_check CHECK ((why = 'named'::text))
);

ALTER TABLE ONLY public.read_record FORCE ROW LEVEL SECURITY;

ALTER TABLE public.read_record OWNER TO concord_owner;

CREATE TABLE public.record_number (
    object text NOT NULL,
    object_id uuid NOT NULL,
    scheme text NOT NULL,
    number text NOT NULL,
    intake_id uuid NOT NULL,
    CONSTRAINT record_number_number_check CHECK (((char_length(number) >= 1) AND (char_length(number) <= 100))),
    CONSTRAINT record_number_object_check CHECK ((object = ANY (ARRAY['organization'::text, 'facility'::text, 'person'::text]))),
    CONSTRAINT record_number_scheme_check CHECK (((char_length(scheme) >= 1) AND (char_length(scheme) <= 200)))
);

ALTER TABLE ONLY public.record_number FORCE ROW LEVEL SECURITY;

ALTER TABLE public.record_number OWNER TO concord_owner;

CREATE TABLE public.region (
    number integer NOT NULL,
    name text NOT NULL,
    office_city text NOT NULL,
    office_state text NOT NULL,
    CONSTRAINT region_number_check CHECK (((number >= 1) AND (number <= 99)))
);

ALTER TABLE ONLY public.region FORCE ROW LEVEL SECURITY;

ALTER TABLE public.region OWNER TO concord_owner;

CREATE TABLE public.regulatory_program (
    slug text NOT NULL,
    name text NOT NULL,
    authority text NOT NULL,
    since date NOT NULL,
    until date,
    CONSTRAINT regulatory_program_check CHECK ((until >= since)),
    CONSTRAINT regulatory_program_name_line CHECK ((name = app.line(name))),
    CONSTRAINT regulatory_program_slug_check CHECK ((slug ~ '^[a-z0-9-]+$'::text)),
    CONSTRAINT regulatory_program_words CHECK ((((char_length(name) >= 1) AND (char_length(name) <= 200)) AND ((char_length(authority) >= 1) AND (char_length(authority) <= 500))))
);

ALTER TABLE ONLY public.regulatory_program FORCE ROW LEVEL SECURITY;

ALTER TABLE public.regulatory_program OWNER TO concord_owner;

CREATE TABLE public.retired_sector (
    slug text NOT NULL,
    name text NOT NULL,
    from_edition text,
    until_edition text,
    year integer NOT NULL,
    lead text DEFAULT ''::text NOT NULL,
    fate text NOT NULL,
    fact_id uuid NOT NULL,
    CONSTRAINT retired_sector_fate_check CHECK ((fate = ANY (ARRAY['merged'::text, 'renamed'::text, 'split'::text, 'reshaped'::text, 'retired'::text]))),
    CONSTRAINT retired_sector_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT retired_sector_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
    CONSTRAINT retired_sector_year_check CHECK (((year >= 1900) AND (year <= 2200)))
);

ALTER TABLE ONLY public.retired_sector FORCE ROW LEVEL SECURITY;

ALTER TABLE public.retired_sector OWNER TO concord_owner;

CREATE TABLE public.retired_sector_into (
    retired text NOT NULL,
    sector text NOT NULL,
    subsector text
);

ALTER TABLE ONLY public.retired_sector_into FORCE ROW LEVEL SECURITY;

ALTER TABLE public.retired_sector_into OWNER TO concord_owner;

CREATE TABLE public.reveal_refusal (
    id bigint NOT NULL,
    by_id uuid NOT NULL,
    rule text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT reveal_refusal_rule_check CHECK ((rule = ANY (ARRAY['pace'::text, 'budget'::text, 'stop'::text])))
);

ALTER TABLE ONLY public.reveal_refusal FORCE ROW LEVEL SECURITY;

ALTER TABLE public.reveal_refusal OWNER TO concord_owner;

ALTER TABLE public.reveal_refusal ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.reveal_refusal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.room_side (
    room_id uuid NOT NULL,
    council_id uuid NOT NULL,
    CONSTRAINT room_side_check CHECK ((room_id <> council_id))
);

ALTER TABLE ONLY public.room_side FORCE ROW LEVEL SECURITY;

ALTER TABLE public.room_side OWNER TO concord_owner;

CREATE TABLE public.saved_search (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    query text NOT NULL,
    looked timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT saved_search_kind_check CHECK ((kind = ANY (ARRAY['organizations'::text, 'people'::text, 'facilities'::text]))),
    CONSTRAINT saved_search_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT saved_search_name_line CHECK ((name = app.line(name))),
    CONSTRAINT saved_search_query_check CHECK ((char_length(query) <= 1000))
);

ALTER TABLE ONLY public.saved_search FORCE ROW LEVEL SECURITY;

ALTER TABLE public.saved_search OWNER TO concord_owner;

CREATE TABLE public.search_part (
    item_id uuid NOT NULL,
    portion integer NOT NULL,
    posted timestamp with time zone NOT NULL,
    vector tsvector NOT NULL,
    rules integer DEFAULT 1 NOT NULL
);

ALTER TABLE ONLY public.search_part FORCE ROW LEVEL SECURITY;

ALTER TABLE public.search_part OWNER TO concord_owner;

CREATE TABLE public.sector_lead (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    sector text NOT NULL,
    words text NOT NULL,
    organization_id uuid,
    since date NOT NULL,
    until date,
    fact_id uuid NOT NULL,
    recorded timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT sector_lead_check CHECK ((until > since)),
    CONSTRAINT sector_lead_words_check CHECK (((char_length(words) >= 1) AND (char_length(words) <= 200)))
);

ALTER TABLE ONLY public.sector_lead FORCE ROW LEVEL SECURITY;

ALTER TABLE public.sector_lead OWNER TO concord_owner;

CREATE TABLE public.sector_step (
    sector text NOT NULL,
    step text NOT NULL,
    done date NOT NULL,
    document text NOT NULL,
    CONSTRAINT sector_step_document_check CHECK (((char_length(document) >= 1) AND (char_length(document) <= 500))),
    CONSTRAINT sector_step_step_check CHECK ((step = ANY (ARRAY['coordinator'::text, 'plan'::text])))
);

ALTER TABLE ONLY public.sector_step FORCE ROW LEVEL SECURITY;

ALTER TABLE public.sector_step OWNER TO concord_owner;

CREATE TABLE public.sector_update (
    item_id uuid NOT NULL,
    genre text NOT NULL,
    answer_by date,
    valid_until date,
    source text DEFAULT ''::text NOT NULL,
    source_marking text DEFAULT ''::text NOT NULL,
    CONSTRAINT sector_update_check CHECK (((genre = 'request'::text) >= (answer_by IS NOT NULL))),
    CONSTRAINT sector_update_genre_check CHECK ((genre = ANY (ARRAY['announcement'::text, 'situation_report'::text, 'advisory'::text, 'best_practice'::text, 'request'::text]))),
    CONSTRAINT sector_update_source_check CHECK ((char_length(source) <= 300)),
    CONSTRAINT sector_update_source_line CHECK ((source = app.line(source))),
    CONSTRAINT sector_update_source_marking_check CHECK ((char_length(source_marking) <= 60)),
    CONSTRAINT sector_update_source_marking_line CHECK ((source_marking = app.line(source_marking)))
);

ALTER TABLE ONLY public.sector_update FORCE ROW LEVEL SECURITY;

ALTER TABLE public.sector_update OWNER TO concord_owner;

CREATE TABLE public.selection (
    id uuid NOT NULL,
    council_id uuid NOT NULL,
    umbrella text NOT NULL,
    organization_id uuid NOT NULL,
    person text DEFAULT ''::text NOT NULL,
    document text NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    ended_because text DEFAULT ''::text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_name text NOT NULL,
    recorded timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT selection_document_check CHECK (((char_length(document) >= 1) AND (char_length(document) <= 500))),
    CONSTRAINT selection_ended_because_check CHECK ((char_length(ended_because) <= 500)),
    CONSTRAINT selection_order CHECK ((until >= since)),
    CONSTRAINT selection_person_check CHECK ((char_length(person) <= 200)),
    CONSTRAINT selection_person_line CHECK ((person = app.line(person)))
);

ALTER TABLE ONLY public.selection FORCE ROW LEVEL SECURITY;

ALTER TABLE public.selection OWNER TO concord_owner;

CREATE TABLE public.set_aside (
    item_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    person_id uuid NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    organization text DEFAULT ''::text NOT NULL,
    because text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT set_aside_because_check CHECK (((char_length(because) >= 1) AND (char_length(because) <= 500))),
    CONSTRAINT set_aside_name_line CHECK ((name = app.line(name)))
);

ALTER TABLE ONLY public.set_aside FORCE ROW LEVEL SECURITY;

ALTER TABLE public.set_aside OWNER TO concord_owner;

CREATE TABLE public.source (
    id text NOT NULL,
    title text NOT NULL,
    publisher text DEFAULT ''::text NOT NULL,
    locator text DEFAULT ''::text NOT NULL,
    CONSTRAINT source_id_check CHECK ((id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

ALTER TABLE ONLY public.source FORCE ROW LEVEL SECURITY;

ALTER TABLE public.source OWNER TO concord_owner;

CREATE TABLE public.subsector (
    slug text NOT NULL,
    sector text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    scope text DEFAULT ''::text NOT NULL,
    leads text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT subsector_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT subsector_name_line CHECK ((name = app.line(name))),
    CONSTRAINT subsector_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

ALTER TABLE ONLY public.subsector FORCE ROW LEVEL SECURITY;

ALTER TABLE public.subsector OWNER TO concord_owner;

CREATE TABLE public.succession (
    id uuid NOT NULL,
    council_id uuid NOT NULL,
    seat_id uuid NOT NULL,
    organization_id uuid NOT NULL,
    appointment_id uuid NOT NULL,
    outgoing_id uuid NOT NULL,
    person_id uuid NOT NULL,
    day timestamp with time zone DEFAULT app.now() NOT NULL,
    since timestamp with time zone NOT NULL,
    was_until timestamp with time zone,
    alternate_id uuid,
    alternate_until timestamp with time zone,
    asked_by uuid NOT NULL,
    asked timestamp with time zone DEFAULT app.now() NOT NULL,
    agreed timestamp with time zone,
    stopped timestamp with time zone,
    stopped_by uuid
);

ALTER TABLE ONLY public.succession FORCE ROW LEVEL SECURITY;

ALTER TABLE public.succession OWNER TO concord_owner;

CREATE TABLE public.suspension (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    person_id uuid NOT NULL,
    because text NOT NULL,
    by_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT suspension_because_check CHECK (((char_length(because) >= 5) AND (char_length(because) <= 1000)))
);

ALTER TABLE ONLY public.suspension FORCE ROW LEVEL SECURITY;

ALTER TABLE public.suspension OWNER TO concord_owner;

CREATE TABLE public.taken_away (
    person_id uuid NOT NULL,
    circle_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    capability text DEFAULT 'item.read'::text NOT NULL,
    CONSTRAINT taken_away_capability_check CHECK ((capability = ANY (ARRAY['item.read'::text, 'roster.read'::text])))
);

ALTER TABLE ONLY public.taken_away FORCE ROW LEVEL SECURITY;

ALTER TABLE public.taken_away OWNER TO concord_owner;

CREATE TABLE public.term_warning (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    appointment_id uuid,
    seat_id uuid,
    until timestamp with time zone NOT NULL,
    days integer NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT term_warning_check CHECK ((num_nonnulls(appointment_id, seat_id) = 1)),
    CONSTRAINT term_warning_days_check CHECK ((days = ANY (ARRAY[60, 30, 7])))
);

ALTER TABLE ONLY public.term_warning FORCE ROW LEVEL SECURITY;

ALTER TABLE public.term_warning OWNER TO concord_owner;

CREATE TABLE public.territory_hand_over (
    id uuid NOT NULL,
    office_id uuid NOT NULL,
    from_id uuid NOT NULL,
    from_name text NOT NULL,
    to_id uuid NOT NULL,
    to_name text NOT NULL,
    places text[] NOT NULL,
    by_id uuid NOT NULL,
    by_name text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    parts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    engagements uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    requests uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    from_seen timestamp with time zone,
    to_seen timestamp with time zone,
    undone timestamp with time zone,
    undone_name text DEFAULT ''::text NOT NULL,
    undone_by uuid,
    CONSTRAINT territory_hand_over_two CHECK ((from_id <> to_id))
);

ALTER TABLE ONLY public.territory_hand_over FORCE ROW LEVEL SECURITY;

ALTER TABLE public.territory_hand_over OWNER TO concord_owner;

CREATE TABLE public.territory_notice (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    office_id uuid NOT NULL,
    to_id uuid NOT NULL,
    person_id uuid NOT NULL,
    person_name text NOT NULL,
    places text[] NOT NULL,
    by_id uuid,
    by_name text DEFAULT ''::text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    seen timestamp with time zone
);

ALTER TABLE ONLY public.territory_notice FORCE ROW LEVEL SECURITY;

ALTER TABLE public.territory_notice OWNER TO concord_owner;

CREATE TABLE public.text_left (
    item_id uuid NOT NULL,
    person_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY public.text_left FORCE ROW LEVEL SECURITY;

ALTER TABLE public.text_left OWNER TO concord_owner;

CREATE TABLE public.thread_follow (
    item_id uuid NOT NULL,
    person_id uuid NOT NULL,
    muted boolean NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY public.thread_follow FORCE ROW LEVEL SECURITY;

ALTER TABLE public.thread_follow OWNER TO concord_owner;

CREATE TABLE public.told_apart (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    kind text NOT NULL,
    one_id uuid NOT NULL,
    other_id uuid NOT NULL,
    office_id uuid,
    by_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL,
    CONSTRAINT told_apart_check CHECK ((one_id < other_id)),
    CONSTRAINT told_apart_kind_check CHECK ((kind = ANY (ARRAY['organization'::text, 'facility'::text, 'person'::text])))
);

ALTER TABLE ONLY public.told_apart FORCE ROW LEVEL SECURITY;

ALTER TABLE public.told_apart OWNER TO concord_owner;

CREATE TABLE public.umbrella (
    slug text NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    since date NOT NULL,
    until date,
    dates_note text DEFAULT ''::text NOT NULL,
    legal_basis text DEFAULT ''::text NOT NULL,
    website text DEFAULT ''::text NOT NULL,
    selects boolean DEFAULT false NOT NULL,
    CONSTRAINT umbrella_check CHECK ((until > since)),
    CONSTRAINT umbrella_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT umbrella_name_line CHECK ((name = app.line(name))),
    CONSTRAINT umbrella_short_name_check CHECK (((char_length(short_name) >= 1) AND (char_length(short_name) <= 60))),
    CONSTRAINT umbrella_short_name_line CHECK ((short_name = app.line(short_name))),
    CONSTRAINT umbrella_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

ALTER TABLE ONLY public.umbrella FORCE ROW LEVEL SECURITY;

ALTER TABLE public.umbrella OWNER TO concord_owner;

CREATE TABLE public.unsealed (
    audit_id bigint NOT NULL
);

ALTER TABLE ONLY public.unsealed FORCE ROW LEVEL SECURITY;

ALTER TABLE public.unsealed OWNER TO concord_owner;

CREATE TABLE public.update_version (
    item_id uuid NOT NULL,
    number integer NOT NULL,
    answer_by date,
    valid_until date,
    source text NOT NULL,
    source_marking text NOT NULL,
    sectors text[] NOT NULL,
    states text[] NOT NULL,
    dropped uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    CONSTRAINT update_version_source_check CHECK ((char_length(source) <= 300)),
    CONSTRAINT update_version_source_marking_check CHECK ((char_length(source_marking) <= 60))
);

ALTER TABLE ONLY public.update_version FORCE ROW LEVEL SECURITY;

ALTER TABLE public.update_version OWNER TO concord_owner;

CREATE TABLE public.watermark (
    person_id uuid NOT NULL,
    circle_id uuid NOT NULL,
    read_to timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.watermark FORCE ROW LEVEL SECURITY;

ALTER TABLE public.watermark OWNER TO concord_owner;

CREATE TABLE public.widening_limit (
    since timestamp with time zone DEFAULT app.now() NOT NULL,
    readers integer NOT NULL,
    CONSTRAINT widening_limit_readers_check CHECK ((readers > 0))
);

ALTER TABLE ONLY public.widening_limit FORCE ROW LEVEL SECURITY;

ALTER TABLE public.widening_limit OWNER TO concord_owner;

CREATE TABLE signin.attempt (
    bucket text NOT NULL,
    spent timestamp with time zone NOT NULL
);

ALTER TABLE ONLY signin.attempt FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.attempt OWNER TO concord_owner;

CREATE TABLE signin.ceremony (
    hash text NOT NULL,
    purpose text NOT NULL,
    person_id uuid,
    expected text NOT NULL,
    made timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY signin.ceremony FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.ceremony OWNER TO concord_owner;

CREATE TABLE signin.device (
    hash text NOT NULL,
    person_id uuid NOT NULL,
    used timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY signin.device FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.device OWNER TO concord_owner;

CREATE TABLE signin.email_change (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    email text NOT NULL,
    was text NOT NULL,
    hash bytea NOT NULL,
    token text,
    asked timestamp with time zone DEFAULT app.now() NOT NULL,
    confirmed timestamp with time zone,
    withdrawn timestamp with time zone,
    CONSTRAINT email_change_email_check CHECK (((char_length(email) >= 3) AND (char_length(email) <= 254)))
);

ALTER TABLE ONLY signin.email_change FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.email_change OWNER TO concord_owner;

CREATE TABLE signin.ended (
    hash text NOT NULL,
    person_id uuid NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY signin.ended FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.ended OWNER TO concord_owner;

CREATE TABLE signin.letter (
    invitation_id uuid NOT NULL,
    token text NOT NULL
);

ALTER TABLE ONLY signin.letter FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.letter OWNER TO concord_owner;

CREATE TABLE signin.logout (
    hash text NOT NULL,
    at timestamp with time zone DEFAULT app.now() NOT NULL
);

ALTER TABLE ONLY signin.logout FORCE ROW LEVEL SECURITY;

ALTER TABLE signin.logout OWNER TO concord_owner;

ALTER TABLE ONLY jobs.river_job ALTER COLUMN id SET DEFAULT nextval('jobs.river_job_id_seq'::regclass);

ALTER TABLE ONLY jobs.river_notification ALTER COLUMN id SET DEFAULT nextval('jobs.river_notification_id_seq'::regclass);

ALTER TABLE ONLY jobs.river_job
    ADD CONSTRAINT river_job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY jobs.river_leader
    ADD CONSTRAINT river_leader_pkey PRIMARY KEY (name);

ALTER TABLE ONLY jobs.river_migration
    ADD CONSTRAINT river_migration_pkey1 PRIMARY KEY (line, version);

ALTER TABLE ONLY jobs.river_notification
    ADD CONSTRAINT river_notification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY jobs.river_queue
    ADD CONSTRAINT river_queue_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.absence
    ADD CONSTRAINT absence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_id_council_id_key UNIQUE (id, council_id);

ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.admission_step
    ADD CONSTRAINT admission_step_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_id_person_id_council_id_key UNIQUE (id, person_id, council_id);

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.audience
    ADD CONSTRAINT audience_pkey PRIMARY KEY (item_id, circle_id);

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.break_glass_decision
    ADD CONSTRAINT break_glass_decision_pkey PRIMARY KEY (break_glass_id);

ALTER TABLE ONLY public.break_glass_end
    ADD CONSTRAINT break_glass_end_pkey PRIMARY KEY (break_glass_id);

ALTER TABLE ONLY public.break_glass
    ADD CONSTRAINT break_glass_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.break_glass_read
    ADD CONSTRAINT break_glass_read_pkey PRIMARY KEY (break_glass_id, item_id);

ALTER TABLE ONLY public.capability
    ADD CONSTRAINT capability_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.capability
    ADD CONSTRAINT capability_slug_class_key UNIQUE (slug, class);

ALTER TABLE ONLY public.charter
    ADD CONSTRAINT charter_pkey PRIMARY KEY (council_id);

ALTER TABLE ONLY public.chore_trouble
    ADD CONSTRAINT chore_trouble_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.circle
    ADD CONSTRAINT circle_id_kind_council_id_key UNIQUE (id, kind, council_id);

ALTER TABLE ONLY public.circle
    ADD CONSTRAINT circle_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contact
    ADD CONSTRAINT contact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.council_health
    ADD CONSTRAINT council_health_pkey PRIMARY KEY (council_id);

ALTER TABLE ONLY public.council_kind
    ADD CONSTRAINT council_kind_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.council_kind_term
    ADD CONSTRAINT council_kind_term_pkey PRIMARY KEY (council_id, since);

ALTER TABLE ONLY public.council
    ADD CONSTRAINT council_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.council_region
    ADD CONSTRAINT council_region_pkey PRIMARY KEY (council_id, region);

ALTER TABLE ONLY public.council_sector
    ADD CONSTRAINT council_sector_pkey PRIMARY KEY (council_id, sector);

ALTER TABLE ONLY public.council
    ADD CONSTRAINT council_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.council_subsector
    ADD CONSTRAINT council_subsector_pkey PRIMARY KEY (council_id, subsector);

ALTER TABLE ONLY public.council_umbrella
    ADD CONSTRAINT council_umbrella_pkey PRIMARY KEY (council_id, umbrella, since);

ALTER TABLE ONLY public.counterpart
    ADD CONSTRAINT counterpart_pkey PRIMARY KEY (council_id, counterpart_id);

ALTER TABLE ONLY public.county
    ADD CONSTRAINT county_fips_state_key UNIQUE (fips, state);

ALTER TABLE ONLY public.county
    ADD CONSTRAINT county_pkey PRIMARY KEY (fips);

ALTER TABLE ONLY public.directory_entry
    ADD CONSTRAINT directory_entry_pkey PRIMARY KEY (appointment_id);

ALTER TABLE ONLY public.draft_file
    ADD CONSTRAINT draft_file_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.edition_entry
    ADD CONSTRAINT edition_entry_pkey PRIMARY KEY (edition, place);

ALTER TABLE ONLY public.edition_entry_sector
    ADD CONSTRAINT edition_entry_sector_pkey PRIMARY KEY (edition, place, sector);

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.engagement
    ADD CONSTRAINT engagement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.engagement_version
    ADD CONSTRAINT engagement_version_pkey PRIMARY KEY (engagement_id, number);

ALTER TABLE ONLY public.facility
    ADD CONSTRAINT facility_id_office_id_key UNIQUE (id, office_id);

ALTER TABLE ONLY public.facility
    ADD CONSTRAINT facility_id_organization_id_key UNIQUE (id, organization_id);

ALTER TABLE ONLY public.facility
    ADD CONSTRAINT facility_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_kind_subject_field_key UNIQUE (kind, subject, field);

ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.file_room
    ADD CONSTRAINT file_room_pkey PRIMARY KEY (only_one);

ALTER TABLE ONLY public.file_share
    ADD CONSTRAINT file_share_pkey PRIMARY KEY (person_id, blob);

ALTER TABLE ONLY public.hand_over
    ADD CONSTRAINT hand_over_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (person_id, key);

ALTER TABLE ONLY public.imported
    ADD CONSTRAINT imported_pkey PRIMARY KEY (kind, key);

ALTER TABLE ONLY public.incident_call
    ADD CONSTRAINT incident_call_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incident_county
    ADD CONSTRAINT incident_county_pkey PRIMARY KEY (incident_id, county);

ALTER TABLE ONLY public.incident_office
    ADD CONSTRAINT incident_office_pkey PRIMARY KEY (incident_id, office_id);

ALTER TABLE ONLY public.incident
    ADD CONSTRAINT incident_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incident_sector
    ADD CONSTRAINT incident_sector_pkey PRIMARY KEY (incident_id, sector);

ALTER TABLE ONLY public.inspection_finding
    ADD CONSTRAINT inspection_finding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inspection
    ADD CONSTRAINT inspection_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.intake
    ADD CONSTRAINT intake_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.intake_progress
    ADD CONSTRAINT intake_progress_pkey PRIMARY KEY (intake_id);

ALTER TABLE ONLY public.intake_room
    ADD CONSTRAINT intake_room_pkey PRIMARY KEY (intake_id);

ALTER TABLE ONLY public.intake_row
    ADD CONSTRAINT intake_row_pkey PRIMARY KEY (intake_id, number);

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_id_author_id_label_root_id_key UNIQUE (id, author_id, label, root_id);

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_id_label_key UNIQUE (id, label);

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.item_sector
    ADD CONSTRAINT item_sector_pkey PRIMARY KEY (item_id, sector);

ALTER TABLE ONLY public.item_state
    ADD CONSTRAINT item_state_pkey PRIMARY KEY (item_id, state);

ALTER TABLE ONLY public.item_version
    ADD CONSTRAINT item_version_pkey PRIMARY KEY (item_id, number);

ALTER TABLE ONLY public.jurisdiction_body
    ADD CONSTRAINT jurisdiction_body_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.jurisdiction
    ADD CONSTRAINT jurisdiction_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.lineage
    ADD CONSTRAINT lineage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lineage
    ADD CONSTRAINT lineage_sector_edition_since_place_key UNIQUE NULLS NOT DISTINCT (sector, edition, since, place);

ALTER TABLE ONLY public.listing
    ADD CONSTRAINT listing_pkey PRIMARY KEY (council_id);

ALTER TABLE ONLY public.lookalike
    ADD CONSTRAINT lookalike_pkey PRIMARY KEY (kind, one_id, other_id);

ALTER TABLE ONLY public.lookalike_search
    ADD CONSTRAINT lookalike_search_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mail_preference
    ADD CONSTRAINT mail_preference_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_organization_id_council_id_umbrella_role_key UNIQUE NULLS NOT DISTINCT (organization_id, council_id, umbrella, role);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.merger
    ADD CONSTRAINT merger_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.nesting
    ADD CONSTRAINT nesting_pkey PRIMARY KEY (inner_id, outer_id);

ALTER TABLE ONLY public.office_may
    ADD CONSTRAINT office_may_pkey PRIMARY KEY (kind, office, capability, reach, since);

ALTER TABLE ONLY public.office_notice
    ADD CONSTRAINT office_notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.office
    ADD CONSTRAINT office_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.opened
    ADD CONSTRAINT opened_pkey PRIMARY KEY (person_id, item_id);

ALTER TABLE ONLY public.organization_administrator
    ADD CONSTRAINT organization_administrator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_id_invented_key UNIQUE (id, invented);

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organization_sector
    ADD CONSTRAINT organization_sector_pkey PRIMARY KEY (organization_id, sector);

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.partner_request_kind
    ADD CONSTRAINT partner_request_kind_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.partner_request
    ADD CONSTRAINT partner_request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_id_invented_key UNIQUE (id, invented);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.person_zone
    ADD CONSTRAINT person_zone_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY public.profile_confirmation
    ADD CONSTRAINT profile_confirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.purpose
    ADD CONSTRAINT purpose_pkey PRIMARY KEY (council_id);

ALTER TABLE ONLY public.reach_answer
    ADD CONSTRAINT reach_answer_pkey PRIMARY KEY (growth_id, item_id);

ALTER TABLE ONLY public.reach_growth
    ADD CONSTRAINT reach_growth_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reach_held
    ADD CONSTRAINT reach_held_pkey PRIMARY KEY (circle_id, item_id);

ALTER TABLE ONLY public.reach_notice
    ADD CONSTRAINT reach_notice_pkey PRIMARY KEY (growth_id, person_id);

ALTER TABLE ONLY public.read_record
    ADD CONSTRAINT read_record_pkey PRIMARY KEY (item_id, person_id);

ALTER TABLE ONLY public.record_number
    ADD CONSTRAINT record_number_pkey PRIMARY KEY (object, scheme, number, object_id);

ALTER TABLE ONLY public.region
    ADD CONSTRAINT region_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.regulatory_program
    ADD CONSTRAINT regulatory_program_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.renewal
    ADD CONSTRAINT renewal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.retired_sector_into
    ADD CONSTRAINT retired_sector_into_pkey PRIMARY KEY (retired, sector);

ALTER TABLE ONLY public.retired_sector
    ADD CONSTRAINT retired_sector_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.reveal_budget
    ADD CONSTRAINT reveal_budget_office_since_key UNIQUE NULLS NOT DISTINCT (office, since);

ALTER TABLE ONLY public.reveal
    ADD CONSTRAINT reveal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reveal_refusal
    ADD CONSTRAINT reveal_refusal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reveal_stop
    ADD CONSTRAINT reveal_stop_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.room_side
    ADD CONSTRAINT room_side_pkey PRIMARY KEY (room_id, council_id);

ALTER TABLE ONLY public.roster_rule
    ADD CONSTRAINT roster_rule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rules_accepted
    ADD CONSTRAINT rules_accepted_pkey PRIMARY KEY (person_id, since);

ALTER TABLE ONLY public.rules_of_behavior
    ADD CONSTRAINT rules_of_behavior_pkey PRIMARY KEY (since);

ALTER TABLE ONLY public.saved_search
    ADD CONSTRAINT saved_search_person_id_kind_query_key UNIQUE (person_id, kind, query);

ALTER TABLE ONLY public.saved_search
    ADD CONSTRAINT saved_search_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.seal_hash
    ADD CONSTRAINT seal_hash_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY public.seal_head
    ADD CONSTRAINT seal_head_pkey PRIMARY KEY (leaves);

ALTER TABLE ONLY public.seal_leaf
    ADD CONSTRAINT seal_leaf_audit_id_key UNIQUE (audit_id);

ALTER TABLE ONLY public.seal_leaf
    ADD CONSTRAINT seal_leaf_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.search_part
    ADD CONSTRAINT search_part_pkey PRIMARY KEY (item_id, portion);

ALTER TABLE ONLY public.seat
    ADD CONSTRAINT seat_id_council_id_organization_id_key UNIQUE (id, council_id, organization_id);

ALTER TABLE ONLY public.seat
    ADD CONSTRAINT seat_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sector_lead
    ADD CONSTRAINT sector_lead_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sector_lead
    ADD CONSTRAINT sector_lead_sector_since_words_key UNIQUE (sector, since, words);

ALTER TABLE ONLY public.sector
    ADD CONSTRAINT sector_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.sector_step
    ADD CONSTRAINT sector_step_pkey PRIMARY KEY (sector, step);

ALTER TABLE ONLY public.sector_update
    ADD CONSTRAINT sector_update_pkey PRIMARY KEY (item_id);

ALTER TABLE ONLY public.selection
    ADD CONSTRAINT selection_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.set_aside
    ADD CONSTRAINT set_aside_pkey PRIMARY KEY (item_id, organization_id);

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.speaker
    ADD CONSTRAINT speaker_pkey PRIMARY KEY (seat_id, since);

ALTER TABLE ONLY public.subsector
    ADD CONSTRAINT subsector_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.succession
    ADD CONSTRAINT succession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.suspension
    ADD CONSTRAINT suspension_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.taken_away
    ADD CONSTRAINT taken_away_pkey PRIMARY KEY (person_id, circle_id, capability);

ALTER TABLE ONLY public.term_warning
    ADD CONSTRAINT term_warning_appointment_id_seat_id_until_days_key UNIQUE NULLS NOT DISTINCT (appointment_id, seat_id, until, days);

ALTER TABLE ONLY public.term_warning
    ADD CONSTRAINT term_warning_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.territory_hand_over
    ADD CONSTRAINT territory_hand_over_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.territory_notice
    ADD CONSTRAINT territory_notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.territory_notice
    ADD CONSTRAINT territory_notice_to_id_person_id_office_id_at_key UNIQUE (to_id, person_id, office_id, at);

ALTER TABLE ONLY public.territory
    ADD CONSTRAINT territory_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.text_left
    ADD CONSTRAINT text_left_pkey PRIMARY KEY (item_id, person_id);

ALTER TABLE ONLY public.thread_follow
    ADD CONSTRAINT thread_follow_pkey PRIMARY KEY (item_id, person_id);

ALTER TABLE ONLY public.told_apart
    ADD CONSTRAINT told_apart_kind_one_id_other_id_key UNIQUE (kind, one_id, other_id);

ALTER TABLE ONLY public.told_apart
    ADD CONSTRAINT told_apart_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trouble
    ADD CONSTRAINT trouble_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.umbrella
    ADD CONSTRAINT umbrella_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.unsealed
    ADD CONSTRAINT unsealed_pkey PRIMARY KEY (audit_id);

ALTER TABLE ONLY public.update_version
    ADD CONSTRAINT update_version_pkey PRIMARY KEY (item_id, number);

ALTER TABLE ONLY public.watermark
    ADD CONSTRAINT watermark_pkey PRIMARY KEY (person_id, circle_id);

ALTER TABLE ONLY public.widening_limit
    ADD CONSTRAINT widening_limit_pkey PRIMARY KEY (since);

ALTER TABLE ONLY signin.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY signin.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (bucket);

ALTER TABLE ONLY signin.ceremony
    ADD CONSTRAINT ceremony_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY signin.device
    ADD CONSTRAINT device_pkey PRIMARY KEY (hash, person_id);

ALTER TABLE ONLY signin.email_change
    ADD CONSTRAINT email_change_hash_key UNIQUE (hash);

ALTER TABLE ONLY signin.email_change
    ADD CONSTRAINT email_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY signin.ended
    ADD CONSTRAINT ended_pkey PRIMARY KEY (hash, person_id);

ALTER TABLE ONLY signin.factor
    ADD CONSTRAINT factor_credential_key UNIQUE (credential);

ALTER TABLE ONLY signin.factor
    ADD CONSTRAINT factor_pkey PRIMARY KEY (id);

ALTER TABLE ONLY signin.factor_reset
    ADD CONSTRAINT factor_reset_pkey PRIMARY KEY (id);

ALTER TABLE ONLY signin.identity
    ADD CONSTRAINT identity_one UNIQUE (person_id, issuer);

ALTER TABLE ONLY signin.identity
    ADD CONSTRAINT identity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY signin.identity
    ADD CONSTRAINT identity_taken UNIQUE (issuer, subject);

ALTER TABLE ONLY signin.invitation
    ADD CONSTRAINT invitation_hash_key UNIQUE (hash);

ALTER TABLE ONLY signin.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY signin.letter
    ADD CONSTRAINT letter_pkey PRIMARY KEY (invitation_id);

ALTER TABLE ONLY signin.logout
    ADD CONSTRAINT logout_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY signin.plea
    ADD CONSTRAINT plea_pkey PRIMARY KEY (id);

ALTER TABLE ONLY signin.recovery_code
    ADD CONSTRAINT recovery_code_pkey PRIMARY KEY (person_id, hash);

ALTER TABLE ONLY signin.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (handle);

CREATE INDEX river_job_args_index ON jobs.river_job USING gin (args);

CREATE INDEX river_job_kind ON jobs.river_job USING btree (kind);

CREATE INDEX river_job_metadata_index ON jobs.river_job USING gin (metadata);

CREATE INDEX river_job_prioritized_fetching_index ON jobs.river_job USING btree (state, queue, priority, scheduled_at, id);

CREATE INDEX river_job_state_and_finalized_at_index ON jobs.river_job USING btree (state, finalized_at) WHERE (finalized_at IS NOT NULL);

CREATE UNIQUE INDEX river_job_unique_idx ON jobs.river_job USING btree (unique_key) WHERE ((unique_key IS NOT NULL) AND (unique_states IS NOT NULL) AND jobs.river_job_state_in_bitmask(unique_states, state));

CREATE INDEX river_notification_created_at_idx ON jobs.river_notification USING btree (created_at);

CREATE INDEX river_notification_topic_id_idx ON jobs.river_notification USING btree (topic, id);

CREATE INDEX absence_appointment_id_idx ON public.absence USING btree (appointment_id);

CREATE INDEX absence_council_id_idx ON public.absence USING btree (council_id);

CREATE INDEX absence_person_id_idx ON public.absence USING btree (person_id);

CREATE INDEX absence_recorded_by_idx ON public.absence USING btree (recorded_by);

CREATE INDEX absence_seat_id_idx ON public.absence USING btree (seat_id);

CREATE INDEX admission_by_id_idx ON public.admission USING btree (by_id);

CREATE INDEX admission_closed ON public.admission USING btree (council_id, closed DESC, id) WHERE (closed IS NOT NULL);

CREATE INDEX admission_lower_idx ON public.admission USING btree (lower(email));

CREATE INDEX admission_open ON public.admission USING btree (council_id, at) WHERE (closed IS NULL);

CREATE UNIQUE INDEX admission_open_email ON public.admission USING btree (council_id, lower(email)) WHERE ((closed IS NULL) AND (email <> ''::text));

CREATE UNIQUE INDEX admission_open_person ON public.admission USING btree (council_id, person_id) WHERE ((closed IS NULL) AND (person_id IS NOT NULL));

CREATE INDEX admission_person_id_idx ON public.admission USING btree (person_id);

CREATE INDEX admission_step_admission_id_id_idx ON public.admission_step USING btree (admission_id, id);

CREATE INDEX admission_step_by_id_idx ON public.admission_step USING btree (by_id);

CREATE INDEX agreement_organization_id_idx ON public.agreement USING btree (organization_id);

CREATE INDEX agreement_recorded_by_idx ON public.agreement USING btree (recorded_by);

CREATE INDEX agreement_with_id_idx ON public.agreement USING btree (with_id) WHERE (with_id IS NOT NULL);

CREATE INDEX appointment_council_id_office_idx ON public.appointment USING btree (council_id, office);

CREATE INDEX appointment_organization_id_idx ON public.appointment USING btree (organization_id);

CREATE INDEX appointment_person_id_idx ON public.appointment USING btree (person_id);

CREATE INDEX appointment_seat_id_idx ON public.appointment USING btree (seat_id);

CREATE INDEX appointment_until_idx ON public.appointment USING btree (until) WHERE (until IS NOT NULL);

CREATE INDEX attachment_blob_idx ON public.attachment USING btree (blob);

CREATE INDEX attachment_item_id_idx ON public.attachment USING btree (item_id);

CREATE INDEX audience_answers ON public.audience USING btree (circle_id, posted DESC, item_id) WHERE (item_id <> root_id);

CREATE INDEX audience_feed ON public.audience USING btree (circle_id, posted DESC, item_id) WHERE (item_id = root_id);

CREATE INDEX audience_newest ON public.audience USING btree (circle_id, posted DESC, item_id);

CREATE INDEX audience_replies ON public.audience USING btree (root_id, item_id);

CREATE INDEX audience_waiting ON public.audience USING btree (circle_id, answer_by) WHERE (answer_by IS NOT NULL);

CREATE INDEX audit_council_id_act_at_id_idx ON public.audit USING btree (council_id, act, at DESC, id DESC) WHERE (act IS NOT NULL);

CREATE INDEX audit_object ON public.audit USING btree (object_id, at) WHERE ((object = ANY (ARRAY['organization'::text, 'facility'::text])) AND (verb = 'update'::text));

CREATE INDEX audit_person_id_at_id_idx ON public.audit USING btree (person_id, at DESC, id DESC);

CREATE INDEX audit_structure ON public.audit USING btree (at DESC, id DESC) WHERE (act = 'structure'::text);

CREATE INDEX audit_subject_id_at_id_idx ON public.audit USING btree (subject_id, at DESC, id DESC) WHERE (act IS NOT NULL);

CREATE INDEX break_glass_asked_by_idx ON public.break_glass USING btree (asked_by);

CREATE INDEX break_glass_asked_idx ON public.break_glass USING btree (asked);

CREATE INDEX break_glass_council_id_asked_idx ON public.break_glass USING btree (council_id, asked DESC);

CREATE UNIQUE INDEX circle_council_id_kind_idx ON public.circle USING btree (council_id, kind) WHERE (person_id IS NULL);

CREATE UNIQUE INDEX circle_council_id_person_id_idx ON public.circle USING btree (council_id, person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX circle_id_idx ON public.circle USING btree (id) WHERE open_to_address;

CREATE UNIQUE INDEX circle_way_appointment_id_circle_id_idx ON public.circle_way USING btree (appointment_id, circle_id) WHERE (appointment_id IS NOT NULL);

CREATE UNIQUE INDEX circle_way_circle_id_council_id_office_noticed_idx ON public.circle_way USING btree (circle_id, council_id, office, noticed) WHERE (appointment_id IS NULL);

CREATE INDEX circle_way_council_id_idx ON public.circle_way USING btree (council_id);

CREATE INDEX circle_way_growth_id_idx ON public.circle_way USING btree (growth_id) WHERE (growth_id IS NOT NULL);

CREATE INDEX contact_organization_id_idx ON public.contact USING btree (organization_id);

CREATE INDEX contact_person_id_idx ON public.contact USING btree (person_id);

CREATE INDEX council_folded ON public.council USING gin (folded public.gin_trgm_ops);

CREATE INDEX council_health_attention_council_id_idx ON public.council_health USING btree (attention DESC, council_id);

CREATE UNIQUE INDEX council_kind_name ON public.council_kind USING btree (lower(name));

CREATE INDEX council_kind_term_kind_idx ON public.council_kind_term USING btree (kind);

CREATE INDEX council_name ON public.council USING btree (name, id);

CREATE INDEX council_region_region_idx ON public.council_region USING btree (region);

CREATE INDEX council_sector_sector_idx ON public.council_sector USING btree (sector);

CREATE INDEX council_subsector_subsector_idx ON public.council_subsector USING btree (subsector);

CREATE INDEX county_state_name_idx ON public.county USING btree (state, name);

CREATE INDEX county_typed ON public.county USING btree (state, lower(name));

CREATE INDEX directory_entry_council_id_name_appointment_id_idx ON public.directory_entry USING btree (council_id, name, appointment_id);

CREATE INDEX directory_entry_folded ON public.directory_entry USING gin (folded public.gin_trgm_ops);

CREATE INDEX directory_entry_name_appointment_id_idx ON public.directory_entry USING btree (name, appointment_id);

CREATE INDEX directory_entry_office_name_appointment_id_idx ON public.directory_entry USING btree (office, name, appointment_id);

CREATE INDEX directory_entry_organization_id_idx ON public.directory_entry USING btree (organization_id);

CREATE INDEX directory_entry_person_id_idx ON public.directory_entry USING btree (person_id);

CREATE INDEX directory_entry_state_name_appointment_id_idx ON public.directory_entry USING btree (state, name, appointment_id);

CREATE INDEX draft_author_id_about_idx ON public.draft USING btree (author_id, about) WHERE (led IS NULL);

CREATE INDEX draft_author_id_touched_idx ON public.draft USING btree (author_id, touched DESC);

CREATE INDEX draft_file_blob_idx ON public.draft_file USING btree (blob);

CREATE INDEX draft_file_draft_id_idx ON public.draft_file USING btree (draft_id);

CREATE INDEX edition_entry_sector_sector_idx ON public.edition_entry_sector USING btree (sector);

CREATE INDEX engagement_author_id_idx ON public.engagement USING btree (author_id);

CREATE INDEX engagement_facility_id_day_idx ON public.engagement USING btree (facility_id, day DESC) WHERE (facility_id IS NOT NULL);

CREATE INDEX engagement_office_id_day_id_idx ON public.engagement USING btree (office_id, day DESC, id DESC);

CREATE INDEX engagement_organization_id_day_idx ON public.engagement USING btree (organization_id, day DESC);

CREATE INDEX engagement_person_id_idx ON public.engagement USING btree (person_id);

CREATE INDEX engagement_planned ON public.engagement USING btree (keeper_id, day) WHERE (state = 'planned'::text);

CREATE INDEX engagement_step ON public.engagement USING btree (keeper_id, next_day) WHERE (next_day IS NOT NULL);

CREATE INDEX facility_county_idx ON public.facility USING btree (county);

CREATE INDEX facility_folded ON public.facility USING gin (folded public.gin_trgm_ops);

CREATE INDEX facility_office_id_name_id_idx ON public.facility USING btree (office_id, name, id);

CREATE INDEX facility_office_id_state_county_name_id_idx ON public.facility USING btree (office_id, state, county, name, id);

CREATE INDEX facility_organization_id_idx ON public.facility USING btree (organization_id);

CREATE INDEX fact_judged ON public.fact USING btree (judged_at DESC, id) WHERE (verdict <> ''::text);

CREATE INDEX fact_waiting ON public.fact USING btree (about, field, id) WHERE ((basis = 'memory'::text) AND (verdict = ''::text));

CREATE INDEX file_share_at_idx ON public.file_share USING btree (at);

CREATE INDEX hand_over_council_id_idx ON public.hand_over USING btree (council_id);

CREATE INDEX held_appointment_id_idx ON public.held USING btree (appointment_id);

CREATE INDEX held_break_glass_id_idx ON public.held USING btree (break_glass_id) WHERE (break_glass_id IS NOT NULL);

CREATE INDEX held_by_circle ON public.held USING btree (circle_id, capability, person_id) INCLUDE (since, until);

CREATE INDEX held_by_person ON public.held USING btree (person_id, capability) INCLUDE (circle_id, council_id, since, until);

CREATE INDEX incident_call_by_id_idx ON public.incident_call USING btree (by_id);

CREATE INDEX incident_call_incident_id_organization_id_facility_id_at_idx ON public.incident_call USING btree (incident_id, organization_id, facility_id, at DESC);

CREATE INDEX incident_call_organization_id_idx ON public.incident_call USING btree (organization_id);

CREATE INDEX incident_county_county_idx ON public.incident_county USING btree (county);

CREATE INDEX incident_office_office_id_idx ON public.incident_office USING btree (office_id);

CREATE INDEX incident_reopened_by_idx ON public.incident USING btree (reopened_by);

CREATE INDEX inspection_author_id_idx ON public.inspection USING btree (author_id);

CREATE INDEX inspection_finding_author_id_idx ON public.inspection_finding USING btree (author_id);

CREATE INDEX inspection_finding_inspection_id_added_idx ON public.inspection_finding USING btree (inspection_id, added);

CREATE INDEX inspection_office_id_begins_idx ON public.inspection USING btree (office_id, begins DESC);

CREATE INDEX inspection_organization_id_idx ON public.inspection USING btree (organization_id);

CREATE INDEX intake_by_id_at_idx ON public.intake USING btree (by_id, at DESC);

CREATE INDEX intake_row_intake_id_verdict_number_idx ON public.intake_row USING btree (intake_id, verdict, number);

CREATE INDEX intake_row_key ON public.intake_row USING btree (intake_id, key, number);

CREATE INDEX intake_row_target ON public.intake_row USING btree (target_id) WHERE (target_id IS NOT NULL);

CREATE INDEX item_author_id_posted_idx ON public.item USING btree (author_id, posted DESC);

CREATE INDEX item_root_id_posted_idx ON public.item USING btree (root_id, posted);

CREATE INDEX item_sector_sector_idx ON public.item_sector USING btree (sector);

CREATE INDEX jurisdiction_body_office_id_idx ON public.jurisdiction_body USING btree (office_id);

CREATE INDEX jurisdiction_body_recorded_by_idx ON public.jurisdiction_body USING btree (recorded_by);

CREATE INDEX jurisdiction_body_state_idx ON public.jurisdiction_body USING btree (state);

CREATE INDEX lookalike_kind_likeness_one_id_other_id_idx ON public.lookalike USING btree (kind, likeness DESC, one_id, other_id);

CREATE INDEX lookalike_office_id_idx ON public.lookalike USING btree (office_id);

CREATE INDEX lookalike_search_asked_idx ON public.lookalike_search USING btree (asked DESC);

CREATE INDEX lookalike_search_by_id_idx ON public.lookalike_search USING btree (by_id);

CREATE INDEX membership_council_id_idx ON public.membership USING btree (council_id);

CREATE INDEX membership_organization_id_idx ON public.membership USING btree (organization_id);

CREATE INDEX merger_by_id_idx ON public.merger USING btree (by_id);

CREATE UNIQUE INDEX merger_gone ON public.merger USING btree (gone_id) WHERE (undone IS NULL);

CREATE INDEX merger_kept_id_at_idx ON public.merger USING btree (kept_id, at DESC);

CREATE INDEX merger_kind_at_idx ON public.merger USING btree (kind, at DESC);

CREATE INDEX merger_office_id_idx ON public.merger USING btree (office_id);

CREATE INDEX merger_undone_id_idx ON public.merger USING btree (undone_id);

CREATE INDEX nesting_outer_id_idx ON public.nesting USING btree (outer_id);

CREATE INDEX office_notice_appointment_id_at_idx ON public.office_notice USING btree (appointment_id, at DESC);

CREATE INDEX office_notice_by_id_idx ON public.office_notice USING btree (by_id);

CREATE UNIQUE INDEX organization_administrator_once ON public.organization_administrator USING btree (organization_id, person_id) WHERE (until IS NULL);

CREATE INDEX organization_administrator_person_id_idx ON public.organization_administrator USING btree (person_id);

CREATE INDEX organization_alike ON public.organization USING btree (state, "left"(name_key, 4));

CREATE INDEX organization_county_idx ON public.organization USING btree (county) WHERE (county IS NOT NULL);

CREATE INDEX organization_folded ON public.organization USING gin (folded public.gin_trgm_ops);

CREATE INDEX organization_name_id_idx ON public.organization USING btree (name, id);

CREATE INDEX organization_name_key_idx ON public.organization USING btree (name_key);

CREATE INDEX organization_sector_sector_idx ON public.organization_sector USING btree (sector);

CREATE INDEX organization_site ON public.organization USING btree (app.site_key(website)) WHERE (website <> ''::text);

CREATE INDEX organization_state_name_id_idx ON public.organization USING btree (state, name, id);

CREATE INDEX partner_request_asked_by_idx ON public.partner_request USING btree (asked_by);

CREATE INDEX partner_request_given_by_idx ON public.partner_request USING btree (given_by);

CREATE INDEX partner_request_given_from_idx ON public.partner_request USING btree (given_from);

CREATE INDEX partner_request_office_id_asked_idx ON public.partner_request USING btree (office_id, asked DESC);

CREATE INDEX partner_request_open ON public.partner_request USING btree (office_id, due) WHERE ((answered IS NULL) AND (withdrawn IS NULL));

CREATE INDEX partner_request_organization_id_asked_idx ON public.partner_request USING btree (organization_id, asked DESC);

CREATE INDEX partner_request_owner ON public.partner_request USING btree (owner_id, due) WHERE ((answered IS NULL) AND (withdrawn IS NULL));

CREATE INDEX person_folded ON public.person USING gin (folded public.gin_trgm_ops);

CREATE INDEX person_folded_exact ON public.person USING btree (folded);

CREATE INDEX person_name ON public.person USING btree (name, id);

CREATE INDEX person_organization_id_idx ON public.person USING btree (organization_id);

CREATE INDEX person_to_enroll ON public.person USING btree (name, id) WHERE (enrolled IS NULL);

CREATE INDEX profile_confirmation_facility_id_at_idx ON public.profile_confirmation USING btree (facility_id, at DESC) WHERE (facility_id IS NOT NULL);

CREATE INDEX profile_confirmation_organization_id_at_idx ON public.profile_confirmation USING btree (organization_id, at DESC) WHERE (organization_id IS NOT NULL);

CREATE INDEX profile_confirmation_subject_id_at_idx ON public.profile_confirmation USING btree (subject_id, at DESC) WHERE (subject_id IS NOT NULL);

CREATE INDEX proposal_answered_by_idx ON public.proposal USING btree (answered_by);

CREATE INDEX proposal_answering ON public.proposal USING btree (asks_id, asked) WHERE ((asked IS NOT NULL) AND (done IS NULL) AND (objected IS NULL));

CREATE INDEX proposal_council_id_idx ON public.proposal USING btree (council_id);

CREATE INDEX proposal_person_id_idx ON public.proposal USING btree (person_id);

CREATE INDEX proposal_proposed_by_idx ON public.proposal USING btree (proposed_by);

CREATE INDEX proposal_proposed_id_idx ON public.proposal USING btree (proposed DESC, id);

CREATE INDEX proposal_sector_idx ON public.proposal USING btree (sector);

CREATE INDEX proposal_waiting ON public.proposal USING btree (proposed) WHERE ((confirmed IS NULL) AND (refused IS NULL));

CREATE INDEX reach_answer_item_id_idx ON public.reach_answer USING btree (item_id);

CREATE INDEX reach_held_item_id_idx ON public.reach_held USING btree (item_id);

CREATE INDEX reach_notice_person_id_at_idx ON public.reach_notice USING btree (person_id, at) WHERE (answered IS NULL);

CREATE INDEX record_number_intake_id_idx ON public.record_number USING btree (intake_id);

CREATE INDEX record_number_object_id_idx ON public.record_number USING btree (object_id);

CREATE INDEX renewal_council ON public.renewal USING btree (council_id) WHERE (answer IS NULL);

CREATE INDEX renewal_ended ON public.renewal USING btree (council_id, answered DESC) WHERE (answer = 'ended'::text);

CREATE INDEX renewal_ends ON public.renewal USING btree (ends) WHERE (answer IS NULL);

CREATE INDEX renewal_mailed ON public.renewal USING btree (organization_id, since) WHERE ((answer IS NULL) AND (reason = 'unconfirmed'::text) AND (mailed < 3));

CREATE UNIQUE INDEX renewal_open ON public.renewal USING btree (appointment_id, reason) WHERE (answer IS NULL);

CREATE INDEX renewal_person ON public.renewal USING btree (person_id) WHERE (answer IS NULL);

CREATE UNIQUE INDEX renewal_quarter ON public.renewal USING btree (appointment_id, quarter) WHERE (quarter IS NOT NULL);

CREATE INDEX renewal_stays ON public.renewal USING btree (appointment_id, answered DESC) WHERE ((answer = 'stays'::text) AND (reason = 'unconfirmed'::text));

CREATE INDEX reveal_by_id_at_idx ON public.reveal USING btree (by_id, at DESC);

CREATE INDEX reveal_contact_id_idx ON public.reveal USING btree (contact_id);

CREATE INDEX reveal_incident_id_by_id_idx ON public.reveal USING btree (incident_id, by_id) WHERE (incident_id IS NOT NULL);

CREATE INDEX reveal_organization_id_at_id_idx ON public.reveal USING btree (organization_id, at DESC, id);

CREATE INDEX reveal_person_id_at_id_idx ON public.reveal USING btree (person_id, at DESC, id);

CREATE INDEX reveal_refusal_by_id_at_idx ON public.reveal_refusal USING btree (by_id, at DESC);

CREATE INDEX reveal_stop_lifted_by_idx ON public.reveal_stop USING btree (lifted_by) WHERE (lifted_by IS NOT NULL);

CREATE INDEX reveal_stop_person_id_until_idx ON public.reveal_stop USING btree (person_id, until DESC);

CREATE INDEX reveal_stop_until_idx ON public.reveal_stop USING btree (until);

CREATE INDEX room_side_council_id_idx ON public.room_side USING btree (council_id);

CREATE INDEX roster_rule_council_id_since_idx ON public.roster_rule USING btree (council_id, since);

CREATE UNIQUE INDEX roster_rule_living ON public.roster_rule USING btree (council_id) WHERE ((agreed IS NOT NULL) AND (until IS NULL));

CREATE UNIQUE INDEX roster_rule_open ON public.roster_rule USING btree (council_id) WHERE ((agreed IS NULL) AND (stopped IS NULL));

CREATE INDEX roster_rule_recorded_by_idx ON public.roster_rule USING btree (recorded_by);

CREATE INDEX rules_accepted_since_idx ON public.rules_accepted USING btree (since);

CREATE INDEX search_part_rules ON public.search_part USING btree (posted DESC) WHERE (rules < 1);

CREATE INDEX search_part_vector ON public.search_part USING gin (vector) WITH (fastupdate=off);

CREATE INDEX seat_council_id_idx ON public.seat USING btree (council_id);

CREATE INDEX seat_organization_id_idx ON public.seat USING btree (organization_id);

CREATE INDEX seat_until_idx ON public.seat USING btree (until) WHERE (until IS NOT NULL);

CREATE INDEX selection_council_id_since_idx ON public.selection USING btree (council_id, since);

CREATE UNIQUE INDEX selection_once ON public.selection USING btree (council_id, umbrella, organization_id, lower(person)) WHERE (until IS NULL);

CREATE INDEX selection_organization_id_idx ON public.selection USING btree (organization_id);

CREATE INDEX selection_recorded_by_idx ON public.selection USING btree (recorded_by);

CREATE INDEX set_aside_organization_id_idx ON public.set_aside USING btree (organization_id);

CREATE INDEX set_aside_person_id_idx ON public.set_aside USING btree (person_id);

CREATE INDEX speaker_appointment_id_idx ON public.speaker USING btree (appointment_id);

CREATE INDEX speaker_person_id_organization_id_idx ON public.speaker USING btree (person_id, organization_id);

CREATE INDEX subsector_sector_idx ON public.subsector USING btree (sector);

CREATE INDEX succession_appointment_id_idx ON public.succession USING btree (appointment_id);

CREATE INDEX succession_council_id_since_idx ON public.succession USING btree (council_id, since);

CREATE INDEX succession_outgoing_id_idx ON public.succession USING btree (outgoing_id);

CREATE INDEX succession_person_id_idx ON public.succession USING btree (person_id);

CREATE INDEX succession_seat_id_idx ON public.succession USING btree (seat_id);

CREATE INDEX suspension_by_id_idx ON public.suspension USING btree (by_id);

CREATE INDEX suspension_person_id_at_idx ON public.suspension USING btree (person_id, at);

CREATE INDEX taken_away_at_idx ON public.taken_away USING btree (at);

CREATE INDEX taken_away_circle_id_idx ON public.taken_away USING btree (circle_id);

CREATE INDEX term_warning_seat_id_idx ON public.term_warning USING btree (seat_id);

CREATE INDEX territory_hand_over_from_id_idx ON public.territory_hand_over USING btree (from_id);

CREATE INDEX territory_hand_over_office_id_at_idx ON public.territory_hand_over USING btree (office_id, at DESC);

CREATE INDEX territory_hand_over_to_id_idx ON public.territory_hand_over USING btree (to_id);

CREATE INDEX territory_notice_by_id_idx ON public.territory_notice USING btree (by_id);

CREATE INDEX territory_notice_office_id_idx ON public.territory_notice USING btree (office_id);

CREATE INDEX territory_notice_person_id_idx ON public.territory_notice USING btree (person_id);

CREATE INDEX territory_notice_unseen ON public.territory_notice USING btree (to_id, at DESC) WHERE (seen IS NULL);

CREATE INDEX territory_office_id_idx ON public.territory USING btree (office_id);

CREATE INDEX territory_person_id_idx ON public.territory USING btree (person_id);

CREATE INDEX territory_state_county_idx ON public.territory USING btree (state, county);

CREATE INDEX text_left_person_id_idx ON public.text_left USING btree (person_id);

CREATE INDEX thread_follow_person_id_at_idx ON public.thread_follow USING btree (person_id, at DESC);

CREATE INDEX told_apart_by_id_idx ON public.told_apart USING btree (by_id);

CREATE INDEX told_apart_office_id_idx ON public.told_apart USING btree (office_id);

CREATE INDEX trouble_at ON public.trouble USING btree (at DESC) WHERE (dropped IS NULL);

CREATE INDEX trouble_object ON public.trouble USING btree (object_id) WHERE (dropped IS NULL);

CREATE INDEX trouble_owner ON public.trouble USING btree (owner_id) WHERE (dropped IS NULL);

CREATE UNIQUE INDEX account_email ON signin.account USING btree (lower(email));

CREATE INDEX attempt_spent_idx ON signin.attempt USING btree (spent);

CREATE INDEX ceremony_made_idx ON signin.ceremony USING btree (made);

CREATE INDEX ceremony_person_id_idx ON signin.ceremony USING btree (person_id);

CREATE INDEX device_person_id_idx ON signin.device USING btree (person_id);

CREATE INDEX email_change_person_id_confirmed_idx ON signin.email_change USING btree (person_id, confirmed DESC);

CREATE UNIQUE INDEX email_change_person_id_idx ON signin.email_change USING btree (person_id) WHERE ((confirmed IS NULL) AND (withdrawn IS NULL));

CREATE INDEX ended_at_idx ON signin.ended USING btree (at);

CREATE INDEX factor_person_id_idx ON signin.factor USING btree (person_id);

CREATE INDEX factor_reset_council_id_asked_idx ON signin.factor_reset USING btree (council_id, asked DESC) WHERE (council_id IS NOT NULL);

CREATE UNIQUE INDEX factor_reset_open ON signin.factor_reset USING btree (person_id) WHERE ((approved IS NULL) AND (withdrawn IS NULL));

CREATE INDEX factor_reset_person_id_idx ON signin.factor_reset USING btree (person_id) WHERE (told IS NULL);

CREATE INDEX invitation_council_id_idx ON signin.invitation USING btree (council_id);

CREATE UNIQUE INDEX invitation_joins ON signin.invitation USING btree (admission_id) WHERE ((used IS NULL) AND (cancelled IS NULL));

CREATE INDEX invitation_lower_idx ON signin.invitation USING btree (lower(email)) WHERE ((used IS NULL) AND (cancelled IS NULL));

CREATE INDEX invitation_person_id_made_idx ON signin.invitation USING btree (person_id, made DESC);

CREATE UNIQUE INDEX invitation_waiting ON signin.invitation USING btree (person_id) WHERE ((used IS NULL) AND (cancelled IS NULL));

CREATE INDEX logout_at_idx ON signin.logout USING btree (at);

CREATE INDEX plea_asked_idx ON signin.plea USING btree (asked);

CREATE INDEX plea_person_id_asked_idx ON signin.plea USING btree (person_id, asked DESC);

CREATE INDEX session_expires_idx ON signin.session USING btree (expires);

CREATE UNIQUE INDEX session_id_idx ON signin.session USING btree (id);

CREATE INDEX session_issuer_sid_idx ON signin.session USING btree (issuer, sid) WHERE (sid <> ''::text);

CREATE INDEX session_issuer_subject_idx ON signin.session USING btree (issuer, subject) WHERE (issuer <> ''::text);

CREATE INDEX session_person_id_idx ON signin.session USING btree (person_id);

CREATE TRIGGER audited AFTER UPDATE OF state ON jobs.river_job FOR EACH ROW WHEN (((CURRENT_USER <> 'concord_worker'::name) AND (new.kind = 'mail'::text) AND (old.state <> new.state) AND (new.state = 'available'::jobs.river_job_state))) EXECUTE FUNCTION app.audit();

CREATE TRIGGER done_after_trouble AFTER UPDATE OF state ON jobs.river_job FOR EACH ROW WHEN (((new.kind <> 'mail'::text) AND (new.state = 'completed'::jobs.river_job_state) AND (cardinality(new.errors) > 0))) EXECUTE FUNCTION app.note_trouble();

CREATE TRIGGER forgotten AFTER DELETE ON jobs.river_job FOR EACH ROW WHEN (((old.kind <> 'mail'::text) AND (old.state = ANY (ARRAY['retryable'::jobs.river_job_state, 'cancelled'::jobs.river_job_state, 'discarded'::jobs.river_job_state])))) EXECUTE FUNCTION app.note_trouble();

CREATE TRIGGER troubled AFTER UPDATE OF state ON jobs.river_job FOR EACH ROW WHEN (((new.kind <> 'mail'::text) AND (new.state = ANY (ARRAY['retryable'::jobs.river_job_state, 'cancelled'::jobs.river_job_state, 'discarded'::jobs.river_job_state])))) EXECUTE FUNCTION app.note_trouble();

CREATE TRIGGER added BEFORE INSERT ON public.inspection_finding FOR EACH ROW EXECUTE FUNCTION app.finding_added();

CREATE TRIGGER administers_no_longer AFTER UPDATE OF organization_id ON public.person FOR EACH ROW WHEN ((old.organization_id <> new.organization_id)) EXECUTE FUNCTION app.administers_no_longer();

CREATE TRIGGER ahead BEFORE UPDATE OF since ON public.sector_lead FOR EACH ROW EXECUTE FUNCTION app.lead_is_ahead();

CREATE TRIGGER another AFTER INSERT ON public.appointment FOR EACH ROW WHEN ((CURRENT_USER = 'concord_app'::name)) EXECUTE FUNCTION app.appoints_another();

CREATE TRIGGER another BEFORE UPDATE OF kind ON public.organization FOR EACH ROW WHEN ((old.kind <> new.kind)) EXECUTE FUNCTION app.moves_another();

CREATE TRIGGER another BEFORE UPDATE OF organization_id ON public.person FOR EACH ROW WHEN ((old.organization_id <> new.organization_id)) EXECUTE FUNCTION app.moves_another();

CREATE TRIGGER answered BEFORE UPDATE OF agreed, objected, objection ON public.proposal FOR EACH ROW EXECUTE FUNCTION app.proposal_is_answered();

CREATE TRIGGER appoints AFTER INSERT ON public.hand_over FOR EACH ROW EXECUTE FUNCTION app.hand_over_appoints();

CREATE TRIGGER appoints AFTER INSERT ON public.succession FOR EACH ROW EXECUTE FUNCTION app.succession_appoints();

CREATE TRIGGER as_spoken BEFORE INSERT ON public.item FOR EACH ROW EXECUTE FUNCTION app.as_spoken();

CREATE TRIGGER asked BEFORE INSERT ON public.break_glass FOR EACH ROW EXECUTE FUNCTION app.glass_asked();

CREATE TRIGGER asked AFTER INSERT ON public.lookalike_search FOR EACH ROW EXECUTE FUNCTION app.lookalikes_asked();

CREATE TRIGGER asked BEFORE INSERT ON public.partner_request FOR EACH ROW EXECUTE FUNCTION app.request_asked();

CREATE TRIGGER asks AFTER INSERT ON public.admission FOR EACH ROW EXECUTE FUNCTION app.admission_asks();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.absence FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.admission FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.admission_step FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.agreement FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.appointment FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.attachment FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.audience FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.break_glass FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.break_glass_decision FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.break_glass_end FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.break_glass_read FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.capability FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.charter FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.contact FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.council FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.council_kind FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.council_kind_term FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.council_region FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.council_sector FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.council_subsector FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.council_umbrella FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.counterpart FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.edition FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.edition_entry FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.edition_entry_sector FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.engagement FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.facility FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.fact FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.hand_over FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.incident FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.incident_call FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.inspection FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.inspection_finding FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.intake FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.item FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.item_version FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.jurisdiction FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.jurisdiction_body FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.lineage FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.listing FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.mail_preference FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.membership FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.merger FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.nesting FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.office FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.office_may FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.organization FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.organization_administrator FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.organization_sector FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.partner_request FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.partner_request_kind FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.person FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.proposal FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.purpose FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.reach_answer FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.read_record FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.region FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.regulatory_program FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER UPDATE OF answer ON public.renewal FOR EACH ROW WHEN (((new.answer = 'stays'::text) AND (new.answered_by IS NOT NULL))) EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.retired_sector FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.retired_sector_into FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.reveal FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.reveal_budget FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.reveal_stop FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.room_side FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.roster_rule FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.rules_accepted FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.rules_of_behavior FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.seat FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.sector FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.sector_lead FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.sector_step FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.sector_update FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.selection FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.set_aside FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.source FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.subsector FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.succession FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.suspension FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.territory FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.territory_hand_over FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.told_apart FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER UPDATE OF tried, dropped ON public.trouble FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.umbrella FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.update_version FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON public.widening_limit FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER begins BEFORE INSERT ON public.absence FOR EACH ROW EXECUTE FUNCTION app.absence_begins();

CREATE TRIGGER begins BEFORE INSERT ON public.admission FOR EACH ROW EXECUTE FUNCTION app.admission_begins();

CREATE TRIGGER begins BEFORE INSERT ON public.roster_rule FOR EACH ROW EXECUTE FUNCTION app.rule_begins();

CREATE TRIGGER begins BEFORE INSERT ON public.selection FOR EACH ROW EXECUTE FUNCTION app.selection_begins();

CREATE TRIGGER begins BEFORE INSERT ON public.succession FOR EACH ROW EXECUTE FUNCTION app.succession_begins();

CREATE TRIGGER binds AFTER INSERT ON public.rules_accepted FOR EACH ROW EXECUTE FUNCTION app.rules_accepted();

CREATE TRIGGER binds AFTER INSERT ON public.rules_of_behavior FOR EACH ROW EXECUTE FUNCTION app.rules_come();

CREATE TRIGGER by_officers BEFORE INSERT ON public.succession FOR EACH ROW EXECUTE FUNCTION app.keeper_hands_over();

CREATE TRIGGER called BEFORE INSERT ON public.incident_call FOR EACH ROW EXECUTE FUNCTION app.incident_called();

CREATE TRIGGER changes BEFORE UPDATE ON public.incident FOR EACH ROW EXECUTE FUNCTION app.incident_changes();

CREATE TRIGGER changes AFTER INSERT ON public.update_version FOR EACH ROW WHEN ((pg_trigger_depth() = 0)) EXECUTE FUNCTION app.update_changes();

CREATE TRIGGER circles AFTER INSERT ON public.council_kind_term FOR EACH ROW EXECUTE FUNCTION app.council_circles();

CREATE TRIGGER communities AFTER INSERT ON public.council_kind_term REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.community_holds();

CREATE TRIGGER communities AFTER INSERT ON public.council_sector REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.community_holds();

CREATE TRIGGER communities_end AFTER DELETE ON public.council_sector FOR EACH ROW EXECUTE FUNCTION app.community_lets_go();

CREATE TRIGGER counts AFTER INSERT ON public.item_version FOR EACH ROW EXECUTE FUNCTION app.version_counts();

CREATE TRIGGER decided BEFORE INSERT ON public.break_glass_decision FOR EACH ROW EXECUTE FUNCTION app.glass_decided();

CREATE TRIGGER decided BEFORE UPDATE OF confirmed, refused, answer ON public.proposal FOR EACH ROW EXECUTE FUNCTION app.proposal_is_decided();

CREATE TRIGGER done AFTER INSERT OR UPDATE OF confirmed, agreed, done ON public.proposal FOR EACH ROW EXECUTE FUNCTION app.proposal_is_done();

CREATE TRIGGER end_told AFTER UPDATE OF until ON public.territory FOR EACH ROW WHEN (((new.until <= app.now()) AND ((old.until IS NULL) OR (old.until > app.now())) AND (old.since <= app.now()))) EXECUTE FUNCTION app.territory_end_is_told();

CREATE TRIGGER ended BEFORE INSERT ON public.break_glass_end FOR EACH ROW EXECUTE FUNCTION app.glass_ended();

CREATE TRIGGER ends BEFORE UPDATE ON public.absence FOR EACH ROW EXECUTE FUNCTION app.absence_ends();

CREATE TRIGGER ends BEFORE UPDATE OF until ON public.appointment FOR EACH ROW EXECUTE FUNCTION app.representative_ends();

CREATE TRIGGER ends AFTER UPDATE OF until ON public.council FOR EACH ROW WHEN ((old.until <> new.until)) EXECUTE FUNCTION app.council_ends();

CREATE TRIGGER enters_by_two BEFORE UPDATE OF enters_community ON public.council_kind FOR EACH ROW EXECUTE FUNCTION app.kind_enters_by_two();

CREATE TRIGGER few AFTER INSERT ON public.attachment FOR EACH ROW EXECUTE FUNCTION app.files_are_few();

CREATE TRIGGER few AFTER INSERT ON public.draft FOR EACH ROW EXECUTE FUNCTION app.drafts_are_few();

CREATE TRIGGER few AFTER INSERT ON public.draft_file FOR EACH ROW EXECUTE FUNCTION app.draft_files_are_few();

CREATE TRIGGER few AFTER INSERT ON public.intake FOR EACH ROW EXECUTE FUNCTION app.intakes_are_few();

CREATE TRIGGER few AFTER INSERT ON public.intake_row REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION app.intake_rows_are_few();

CREATE TRIGGER fits AFTER INSERT OR UPDATE OF until ON public.appointment FOR EACH ROW EXECUTE FUNCTION app.appointment_fits();

CREATE TRIGGER fits AFTER INSERT OR UPDATE ON public.council_kind_term FOR EACH ROW EXECUTE FUNCTION app.kind_fits();

CREATE TRIGGER fits BEFORE INSERT ON public.office_may FOR EACH ROW EXECUTE FUNCTION app.right_is_fitting();

CREATE TRIGGER fits AFTER INSERT ON public.selection FOR EACH ROW EXECUTE FUNCTION app.selection_fits();

CREATE TRIGGER folds AFTER INSERT ON public.break_glass_decision FOR EACH ROW EXECUTE FUNCTION app.glass_folds();

CREATE TRIGGER folds AFTER INSERT ON public.break_glass_end FOR EACH ROW EXECUTE FUNCTION app.glass_folds();

CREATE TRIGGER folds_delete AFTER DELETE ON public.council_kind_term REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_delete AFTER DELETE ON public.council_sector REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.sectors_fold();

CREATE TRIGGER folds_delete AFTER DELETE ON public.counterpart REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_delete AFTER DELETE ON public.nesting REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_delete AFTER DELETE ON public.office_may REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_insert AFTER INSERT ON public.appointment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.appointment_folds();

CREATE TRIGGER folds_insert AFTER INSERT ON public.council_kind_term REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_insert AFTER INSERT ON public.council_sector REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.sectors_fold();

CREATE TRIGGER folds_insert AFTER INSERT ON public.counterpart REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_insert AFTER INSERT ON public.nesting REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_insert AFTER INSERT ON public.office_may REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_update AFTER UPDATE ON public.appointment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.appointment_folds();

CREATE TRIGGER folds_update AFTER UPDATE ON public.council REFERENCING OLD TABLE AS was NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_dates_fold();

CREATE TRIGGER folds_update AFTER UPDATE ON public.council_kind REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_update AFTER UPDATE ON public.council_kind_term REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_update AFTER UPDATE ON public.counterpart REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_update AFTER UPDATE ON public.nesting REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_update AFTER UPDATE ON public.office_may REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_update AFTER UPDATE ON public.seat REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.council_folds();

CREATE TRIGGER folds_vice_delete AFTER DELETE ON public.appointment REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.chair_folds();

CREATE TRIGGER folds_vice_delete AFTER DELETE ON public.office_may REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.chair_folds();

CREATE TRIGGER folds_vice_insert AFTER INSERT ON public.appointment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.chair_folds();

CREATE TRIGGER folds_vice_insert AFTER INSERT ON public.office_may REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.chair_folds();

CREATE TRIGGER folds_vice_update AFTER UPDATE ON public.appointment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.chair_folds();

CREATE TRIGGER folds_vice_update AFTER UPDATE ON public.office_may REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.chair_folds();

CREATE TRIGGER glass_office_ends AFTER UPDATE ON public.appointment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.glass_office_ends();

CREATE TRIGGER glass_refused AFTER UPDATE OF break_glass_refused ON public.charter FOR EACH ROW WHEN ((new.break_glass_refused AND (NOT old.break_glass_refused))) EXECUTE FUNCTION app.glass_refused();

CREATE TRIGGER goes AFTER UPDATE OF until ON public.council_umbrella FOR EACH ROW WHEN ((new.until IS NOT NULL)) EXECUTE FUNCTION app.selection_goes();

CREATE TRIGGER handed BEFORE INSERT ON public.territory_hand_over FOR EACH ROW EXECUTE FUNCTION app.territory_handed();

CREATE TRIGGER holds AFTER INSERT ON public.suspension FOR EACH ROW EXECUTE FUNCTION app.suspension_holds();

CREATE TRIGGER industry AFTER INSERT OR DELETE OR UPDATE ON public.council_kind_term FOR EACH ROW EXECUTE FUNCTION app.kind_is_industry();

CREATE TRIGGER industry_only BEFORE INSERT OR UPDATE ON public.admission FOR EACH ROW EXECUTE FUNCTION app.industry_only();

CREATE TRIGGER industry_only BEFORE INSERT OR UPDATE ON public.appointment FOR EACH ROW EXECUTE FUNCTION app.industry_only();

CREATE TRIGGER industry_only BEFORE INSERT OR UPDATE ON public.seat FOR EACH ROW EXECUTE FUNCTION app.industry_only();

CREATE TRIGGER industry_stays AFTER UPDATE OF kind ON public.organization FOR EACH ROW WHEN ((old.kind <> new.kind)) EXECUTE FUNCTION app.industry_stays();

CREATE TRIGGER industry_stays AFTER UPDATE OF organization_id ON public.person FOR EACH ROW WHEN ((old.organization_id <> new.organization_id)) EXECUTE FUNCTION app.industry_stays();

CREATE TRIGGER judged BEFORE UPDATE ON public.fact FOR EACH ROW EXECUTE FUNCTION app.fact_judged();

CREATE TRIGGER keeper AFTER INSERT OR UPDATE OF keeper_id ON public.engagement FOR EACH ROW EXECUTE FUNCTION app.keeper_serves();

CREATE TRIGGER leaves_county BEFORE UPDATE OF state ON public.organization FOR EACH ROW WHEN ((new.state IS DISTINCT FROM old.state)) EXECUTE FUNCTION app.leaves_county();

CREATE TRIGGER lifted BEFORE UPDATE OF because ON public.reveal_stop FOR EACH ROW EXECUTE FUNCTION app.stop_lifted();

CREATE TRIGGER lists_insert AFTER INSERT ON public.appointment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.directory_follows();

CREATE TRIGGER lists_update AFTER UPDATE ON public.appointment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.directory_follows();

CREATE TRIGGER lists_update AFTER UPDATE ON public.organization REFERENCING OLD TABLE AS was NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.directory_follows();

CREATE TRIGGER lists_update AFTER UPDATE ON public.person REFERENCING OLD TABLE AS was NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.directory_follows();

CREATE TRIGGER log_is_copied BEFORE INSERT ON public.audit FOR EACH ROW WHEN (((new.verb = 'export'::text) AND (new.object_id = 'log'::text))) EXECUTE FUNCTION app.log_is_copied();

CREATE TRIGGER lookalikes AFTER UPDATE OF applied ON public.intake FOR EACH ROW WHEN (((old.applied IS NULL) AND (new.applied IS NOT NULL))) EXECUTE FUNCTION app.intake_brings_lookalikes();

CREATE TRIGGER lookalikes_undone AFTER UPDATE OF undone ON public.intake FOR EACH ROW WHEN (((old.undone IS NULL) AND (new.undone IS NOT NULL))) EXECUTE FUNCTION app.intake_brings_lookalikes();

CREATE TRIGGER made BEFORE INSERT ON public.proposal FOR EACH ROW EXECUTE FUNCTION app.proposal_is_made();

CREATE TRIGGER members_post AFTER UPDATE OF members_post ON public.charter FOR EACH ROW WHEN ((new.members_post IS DISTINCT FROM old.members_post)) EXECUTE FUNCTION app.members_post_folds();

CREATE TRIGGER named BEFORE INSERT ON public.admission_step FOR EACH ROW EXECUTE FUNCTION app.step_named();

CREATE TRIGGER named BEFORE INSERT ON public.profile_confirmation FOR EACH ROW WHEN ((SESSION_USER = 'concord_app'::name)) EXECUTE FUNCTION app.confirmation_named();

CREATE TRIGGER named BEFORE INSERT ON public.set_aside FOR EACH ROW EXECUTE FUNCTION app.set_aside_named();

CREATE TRIGGER nests AFTER INSERT ON public.room_side FOR EACH ROW EXECUTE FUNCTION app.room_has_sides();

CREATE TRIGGER notice AFTER INSERT ON public.admission FOR EACH ROW WHEN ((new.closed IS NULL)) EXECUTE FUNCTION app.admission_notice();

CREATE TRIGGER notice AFTER INSERT ON public.agreement FOR EACH ROW WHEN ((new.with_id IS NOT NULL)) EXECUTE FUNCTION app.agreement_notice();

CREATE TRIGGER notice AFTER INSERT ON public.partner_request FOR EACH ROW EXECUTE FUNCTION app.request_notice();

CREATE TRIGGER notice AFTER INSERT ON public.succession FOR EACH ROW WHEN ((new.since > app.now())) EXECUTE FUNCTION app.succession_notice();

CREATE TRIGGER notice_answer AFTER UPDATE ON public.partner_request FOR EACH ROW WHEN (((old.answered IS NULL) AND (new.answered IS NOT NULL))) EXECUTE FUNCTION app.request_notice();

CREATE TRIGGER notice_given AFTER UPDATE OF owner_id ON public.partner_request FOR EACH ROW WHEN ((old.owner_id IS DISTINCT FROM new.owner_id)) EXECUTE FUNCTION app.request_given_is_told();

CREATE TRIGGER notice_insert AFTER INSERT ON public.appointment FOR EACH ROW EXECUTE FUNCTION app.office_notice();

CREATE TRIGGER notice_moved AFTER UPDATE ON public.agreement FOR EACH ROW WHEN (((new.with_id IS NOT NULL) AND (new.with_id IS DISTINCT FROM old.with_id))) EXECUTE FUNCTION app.agreement_notice();

CREATE TRIGGER notice_update AFTER UPDATE OF until ON public.appointment FOR EACH ROW WHEN ((old.until IS DISTINCT FROM new.until)) EXECUTE FUNCTION app.office_notice();

CREATE TRIGGER office BEFORE INSERT OR UPDATE OF state, office_id ON public.facility FOR EACH ROW EXECUTE FUNCTION app.falls_to_office();

CREATE TRIGGER office BEFORE INSERT ON public.territory FOR EACH ROW EXECUTE FUNCTION app.falls_to_office();

CREATE TRIGGER office_needs_seat BEFORE INSERT OR UPDATE ON public.appointment FOR EACH ROW EXECUTE FUNCTION app.office_needs_seat();

CREATE TRIGGER opened_to_all BEFORE INSERT ON public.audience FOR EACH ROW WHEN ((new.circle_kind = 'public'::text)) EXECUTE FUNCTION app.opened_to_all();

CREATE TRIGGER opens AFTER INSERT ON public.hand_over FOR EACH ROW EXECUTE FUNCTION app.hand_over_opens();

CREATE TRIGGER own AFTER INSERT ON public.organization_administrator FOR EACH ROW EXECUTE FUNCTION app.administers_own();

CREATE TRIGGER passes_growth AFTER UPDATE OF until ON public.appointment FOR EACH ROW WHEN (((new.until IS DISTINCT FROM old.until) AND (new.until <= app.now()))) EXECUTE FUNCTION app.growth_left();

CREATE TRIGGER phoned BEFORE UPDATE OF phone ON public.jurisdiction_body FOR EACH ROW WHEN ((old.phone IS DISTINCT FROM new.phone)) EXECUTE FUNCTION app.body_phoned();

CREATE TRIGGER placed BEFORE INSERT ON public.told_apart FOR EACH ROW WHEN ((new.kind = 'facility'::text)) EXECUTE FUNCTION app.told_apart_where();

CREATE TRIGGER reaches AFTER INSERT ON public.incident FOR EACH ROW EXECUTE FUNCTION app.incident_reaches();

CREATE TRIGGER reaches AFTER INSERT ON public.incident_county FOR EACH ROW EXECUTE FUNCTION app.incident_reaches();

CREATE TRIGGER recorded BEFORE INSERT OR UPDATE ON public.agreement FOR EACH ROW EXECUTE FUNCTION app.agreement_recorded();

CREATE TRIGGER recorded BEFORE INSERT ON public.inspection FOR EACH ROW EXECUTE FUNCTION app.inspection_recorded();

CREATE TRIGGER recorded BEFORE INSERT ON public.jurisdiction_body FOR EACH ROW EXECUTE FUNCTION app.body_recorded();

CREATE TRIGGER recorded_notified BEFORE INSERT ON public.inspection FOR EACH ROW EXECUTE FUNCTION app.inspection_notified();

CREATE TRIGGER reopens BEFORE UPDATE OF until ON public.incident FOR EACH ROW WHEN (((old.until IS NOT NULL) AND (new.until IS NULL))) EXECUTE FUNCTION app.incident_reopens();

CREATE TRIGGER reopens_told AFTER UPDATE OF until ON public.incident FOR EACH ROW WHEN (((old.until IS NOT NULL) AND (new.until IS NULL))) EXECUTE FUNCTION app.incident_reopens();

CREATE TRIGGER searchable AFTER INSERT OR UPDATE OF dropped ON public.attachment FOR EACH ROW EXECUTE FUNCTION app.file_searchable();

CREATE TRIGGER searchable AFTER INSERT ON public.sector_update FOR EACH ROW EXECUTE FUNCTION app.make_searchable();

CREATE TRIGGER searchable_edit AFTER INSERT ON public.item_version FOR EACH ROW WHEN ((new.number > 1)) EXECUTE FUNCTION app.make_searchable();

CREATE TRIGGER searchable_reply AFTER INSERT ON public.item_version FOR EACH ROW WHEN ((new.number = 1)) EXECUTE FUNCTION app.make_searchable('replies');

CREATE TRIGGER seen BEFORE UPDATE OF seen ON public.territory_notice FOR EACH ROW EXECUTE FUNCTION app.territory_notice_seen();

CREATE TRIGGER serves BEFORE INSERT ON public.territory FOR EACH ROW EXECUTE FUNCTION app.covers_while_serving();

CREATE TRIGGER settles BEFORE UPDATE OF organization_id, seat_id ON public.admission FOR EACH ROW EXECUTE FUNCTION app.admission_settles();

CREATE TRIGGER speaks BEFORE INSERT ON public.item FOR EACH ROW EXECUTE FUNCTION app.speaks();

CREATE TRIGGER speaks_delete AFTER DELETE ON public.appointment REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.speaker_folds();

CREATE TRIGGER speaks_insert AFTER INSERT ON public.absence REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.speaker_folds();

CREATE TRIGGER speaks_insert AFTER INSERT ON public.appointment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.speaker_folds();

CREATE TRIGGER speaks_update AFTER UPDATE ON public.absence REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.speaker_folds();

CREATE TRIGGER speaks_update AFTER UPDATE ON public.appointment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.speaker_folds();

CREATE TRIGGER speaks_update AFTER UPDATE ON public.seat REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.speaker_folds();

CREATE TRIGGER staff_term_ends BEFORE UPDATE OF until ON public.appointment FOR EACH ROW EXECUTE FUNCTION app.staff_term_ends();

CREATE TRIGGER steps BEFORE UPDATE OF rows, approved, recalled, removed ON public.intake FOR EACH ROW EXECUTE FUNCTION app.intake_steps();

CREATE TRIGGER suspended_with_reason BEFORE UPDATE OF suspended ON public.person FOR EACH ROW EXECUTE FUNCTION app.suspended_with_reason();

CREATE TRIGGER suspension_ends_sign_ins AFTER UPDATE OF suspended, expires ON public.person FOR EACH ROW WHEN (((old.suspended IS DISTINCT FROM new.suspended) OR (old.expires IS DISTINCT FROM new.expires))) EXECUTE FUNCTION app.suspension_ends_sign_ins();

CREATE TRIGGER suspension_folds AFTER UPDATE OF suspended, expires ON public.person FOR EACH ROW WHEN (((old.suspended IS DISTINCT FROM new.suspended) OR (old.expires IS DISTINCT FROM new.expires))) EXECUTE FUNCTION app.suspension_folds();

CREATE TRIGGER territory_ends AFTER UPDATE OF until ON public.appointment FOR EACH ROW WHEN (((new.until IS NOT NULL) AND (new.until IS DISTINCT FROM old.until))) EXECUTE FUNCTION app.territory_ends();

CREATE TRIGGER told AFTER INSERT ON public.break_glass FOR EACH ROW EXECUTE FUNCTION app.glass_is_asked();

CREATE TRIGGER told AFTER INSERT ON public.incident_office FOR EACH ROW EXECUTE FUNCTION app.incident_is_told();

CREATE TRIGGER told AFTER INSERT ON public.inspection FOR EACH ROW WHEN ((new.notified IS NOT NULL)) EXECUTE FUNCTION app.inspection_is_told();

CREATE TRIGGER told AFTER INSERT ON public.territory_hand_over FOR EACH ROW EXECUTE FUNCTION app.hand_over_is_told();

CREATE TRIGGER told_undone AFTER UPDATE ON public.territory_hand_over FOR EACH ROW WHEN (((old.undone IS NULL) AND (new.undone IS NOT NULL))) EXECUTE FUNCTION app.hand_over_is_told();

CREATE TRIGGER turns BEFORE UPDATE ON public.partner_request FOR EACH ROW EXECUTE FUNCTION app.request_turns();

CREATE TRIGGER turns BEFORE UPDATE ON public.roster_rule FOR EACH ROW EXECUTE FUNCTION app.rule_turns();

CREATE TRIGGER turns BEFORE UPDATE ON public.succession FOR EACH ROW EXECUTE FUNCTION app.succession_turns();

CREATE TRIGGER turns BEFORE UPDATE ON public.territory_hand_over FOR EACH ROW EXECUTE FUNCTION app.hand_over_turns();

CREATE TRIGGER turns_given BEFORE UPDATE OF owner_id ON public.partner_request FOR EACH ROW WHEN ((old.owner_id IS DISTINCT FROM new.owner_id)) EXECUTE FUNCTION app.request_given();

CREATE TRIGGER two_stores AFTER INSERT OR UPDATE OF since, until ON public.appointment FOR EACH ROW EXECUTE FUNCTION app.serves_one_store();

CREATE TRIGGER two_stores AFTER INSERT OR UPDATE ON public.office_may FOR EACH ROW WHEN ((app.store_of(new.capability) IS NOT NULL)) EXECUTE FUNCTION app.works_in_one_store();

CREATE TRIGGER waits BEFORE INSERT ON public.audience FOR EACH ROW EXECUTE FUNCTION app.request_waits();

CREATE TRIGGER waits AFTER INSERT OR UPDATE OF answer_by ON public.sector_update FOR EACH ROW EXECUTE FUNCTION app.request_waits();

CREATE TRIGGER waits_for_seal AFTER INSERT ON public.audit REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION app.waits_for_seal();

CREATE TRIGGER walks AFTER INSERT ON public.admission_step FOR EACH ROW EXECUTE FUNCTION app.admission_walks();

CREATE TRIGGER ways_delete AFTER DELETE ON public.council_kind REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.ways_change();

CREATE TRIGGER ways_delete AFTER DELETE ON public.council_kind_term REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.ways_change();

CREATE TRIGGER ways_delete AFTER DELETE ON public.nesting REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.ways_change();

CREATE TRIGGER ways_delete AFTER DELETE ON public.office_may REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.ways_change();

CREATE TRIGGER ways_insert AFTER INSERT ON public.council_kind REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.ways_change();

CREATE TRIGGER ways_insert AFTER INSERT ON public.council_kind_term REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.ways_change();

CREATE TRIGGER ways_insert AFTER INSERT ON public.nesting REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.ways_change();

CREATE TRIGGER ways_insert AFTER INSERT ON public.office_may REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.ways_change();

CREATE TRIGGER ways_update AFTER UPDATE ON public.council_kind REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.ways_change();

CREATE TRIGGER ways_update AFTER UPDATE ON public.council_kind_term REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.ways_change();

CREATE TRIGGER ways_update AFTER UPDATE ON public.nesting REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.ways_change();

CREATE TRIGGER ways_update AFTER UPDATE ON public.office_may REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.ways_change();

CREATE TRIGGER widens AFTER INSERT ON public.audience FOR EACH ROW EXECUTE FUNCTION app.audience_widens();

CREATE TRIGGER withdrawn AFTER UPDATE OF withdrawn ON public.item FOR EACH ROW EXECUTE FUNCTION app.withdrawn();

CREATE TRIGGER withdraws BEFORE UPDATE OF withdrawn ON public.item FOR EACH ROW WHEN ((old.withdrawn IS NULL)) EXECUTE FUNCTION app.withdraws();

CREATE TRIGGER written BEFORE INSERT OR UPDATE ON public.engagement FOR EACH ROW EXECUTE FUNCTION app.engagement_written();

CREATE TRIGGER written_done BEFORE INSERT OR UPDATE OF state ON public.engagement FOR EACH ROW EXECUTE FUNCTION app.engagement_done();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE OF email, password ON signin.account FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE OF name ON signin.factor FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON signin.factor_reset FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE OF name ON signin.identity FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON signin.invitation FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE OR UPDATE ON signin.plea FOR EACH ROW EXECUTE FUNCTION app.audit();

CREATE TRIGGER audited AFTER INSERT OR DELETE ON signin.session FOR EACH ROW EXECUTE FUNCTION app.audit_sign_in();

CREATE TRIGGER bound BEFORE INSERT ON signin.session FOR EACH ROW EXECUTE FUNCTION app.session_bound();

CREATE CONSTRAINT TRIGGER counted AFTER INSERT OR DELETE ON signin.factor DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.factor_count();

CREATE TRIGGER ended AFTER DELETE ON signin.device REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION app.browser_forgotten();

CREATE TRIGGER ended AFTER DELETE ON signin.session REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION app.session_ended();

CREATE TRIGGER enrolls AFTER INSERT ON signin.account FOR EACH ROW EXECUTE FUNCTION app.enrolls();

CREATE TRIGGER notice AFTER INSERT OR UPDATE OF password ON signin.account FOR EACH ROW EXECUTE FUNCTION app.account_notice();

CREATE TRIGGER notice AFTER INSERT ON signin.email_change FOR EACH ROW EXECUTE FUNCTION app.email_notice();

CREATE TRIGGER notice AFTER UPDATE OF approved ON signin.factor_reset FOR EACH ROW WHEN (((old.approved IS NULL) AND (new.approved IS NOT NULL))) EXECUTE FUNCTION app.reset_notice();

CREATE TRIGGER notice AFTER INSERT ON signin.recovery_code REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.recovery_notice();

CREATE TRIGGER notice_added AFTER INSERT ON signin.factor REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.factor_notice();

CREATE TRIGGER notice_confirmed AFTER UPDATE OF confirmed ON signin.email_change FOR EACH ROW WHEN (((old.confirmed IS NULL) AND (new.confirmed IS NOT NULL))) EXECUTE FUNCTION app.email_notice();

CREATE TRIGGER notice_linked AFTER INSERT ON signin.identity REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.identity_notice();

CREATE TRIGGER notice_removed AFTER DELETE ON signin.factor REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.factor_notice();

CREATE TRIGGER notice_removed AFTER DELETE ON signin.identity REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.identity_notice();

CREATE TRIGGER used AFTER INSERT ON signin.session FOR EACH ROW WHEN ((new.person_id IS NOT NULL)) EXECUTE FUNCTION app.session_used();

ALTER TABLE ONLY public.absence
    ADD CONSTRAINT absence_appointment_id_person_id_council_id_fkey FOREIGN KEY (appointment_id, person_id, council_id) REFERENCES public.appointment(id, person_id, council_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.absence
    ADD CONSTRAINT absence_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.absence
    ADD CONSTRAINT absence_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.absence
    ADD CONSTRAINT absence_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.absence
    ADD CONSTRAINT absence_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES public.seat(id);

ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_office_fkey FOREIGN KEY (office) REFERENCES public.office(slug);

ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_seat_id_council_id_organization_id_fkey FOREIGN KEY (seat_id, council_id, organization_id) REFERENCES public.seat(id, council_id, organization_id);

ALTER TABLE ONLY public.admission_step
    ADD CONSTRAINT admission_step_admission_id_council_id_fkey FOREIGN KEY (admission_id, council_id) REFERENCES public.admission(id, council_id);

ALTER TABLE ONLY public.admission_step
    ADD CONSTRAINT admission_step_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.agreement
    ADD CONSTRAINT agreement_with_id_fkey FOREIGN KEY (with_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_office_fkey FOREIGN KEY (office) REFERENCES public.office(slug);

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_organization_id_invented_fkey FOREIGN KEY (organization_id, invented) REFERENCES public.organization(id, invented);

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_person_id_invented_fkey FOREIGN KEY (person_id, invented) REFERENCES public.person(id, invented);

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT appointment_seat_id_council_id_organization_id_fkey FOREIGN KEY (seat_id, council_id, organization_id) REFERENCES public.seat(id, council_id, organization_id);

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.audience
    ADD CONSTRAINT audience_circle_id_circle_kind_council_id_fkey FOREIGN KEY (circle_id, circle_kind, council_id) REFERENCES public.circle(id, kind, council_id);

ALTER TABLE ONLY public.audience
    ADD CONSTRAINT audience_circle_id_through_id_fkey FOREIGN KEY (circle_id, through_id) REFERENCES public.nesting(inner_id, outer_id);

ALTER TABLE ONLY public.audience
    ADD CONSTRAINT audience_item_id_author_id_label_root_id_fkey FOREIGN KEY (item_id, author_id, label, root_id) REFERENCES public.item(id, author_id, label, root_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.audience
    ADD CONSTRAINT audience_root_id_through_id_fkey FOREIGN KEY (root_id, through_id) REFERENCES public.audience(item_id, circle_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.break_glass
    ADD CONSTRAINT break_glass_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.break_glass
    ADD CONSTRAINT break_glass_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.break_glass_decision
    ADD CONSTRAINT break_glass_decision_break_glass_id_fkey FOREIGN KEY (break_glass_id) REFERENCES public.break_glass(id);

ALTER TABLE ONLY public.break_glass_decision
    ADD CONSTRAINT break_glass_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.break_glass_end
    ADD CONSTRAINT break_glass_end_break_glass_id_fkey FOREIGN KEY (break_glass_id) REFERENCES public.break_glass(id);

ALTER TABLE ONLY public.break_glass_end
    ADD CONSTRAINT break_glass_end_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.break_glass_read
    ADD CONSTRAINT break_glass_read_break_glass_id_fkey FOREIGN KEY (break_glass_id) REFERENCES public.break_glass(id);

ALTER TABLE ONLY public.break_glass_read
    ADD CONSTRAINT break_glass_read_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.charter
    ADD CONSTRAINT charter_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.charter
    ADD CONSTRAINT charter_told_id_fkey FOREIGN KEY (told_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.circle
    ADD CONSTRAINT circle_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.circle
    ADD CONSTRAINT circle_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.circle_way
    ADD CONSTRAINT circle_way_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES public.appointment(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.circle_way
    ADD CONSTRAINT circle_way_circle_id_fkey FOREIGN KEY (circle_id) REFERENCES public.circle(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.circle_way
    ADD CONSTRAINT circle_way_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.circle_way
    ADD CONSTRAINT circle_way_growth_id_fkey FOREIGN KEY (growth_id) REFERENCES public.reach_growth(id);

ALTER TABLE ONLY public.circle_way
    ADD CONSTRAINT circle_way_office_fkey FOREIGN KEY (office) REFERENCES public.office(slug);

ALTER TABLE ONLY public.contact
    ADD CONSTRAINT contact_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.contact
    ADD CONSTRAINT contact_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.council_health
    ADD CONSTRAINT council_health_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.council_kind_term
    ADD CONSTRAINT council_kind_term_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.council_kind_term
    ADD CONSTRAINT council_kind_term_kind_fkey FOREIGN KEY (kind) REFERENCES public.council_kind(slug);

ALTER TABLE ONLY public.council
    ADD CONSTRAINT council_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.council_region
    ADD CONSTRAINT council_region_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.council
    ADD CONSTRAINT council_region_fkey FOREIGN KEY (region) REFERENCES public.region(number);

ALTER TABLE ONLY public.council_region
    ADD CONSTRAINT council_region_region_fkey FOREIGN KEY (region) REFERENCES public.region(number);

ALTER TABLE ONLY public.council_sector
    ADD CONSTRAINT council_sector_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.council_sector
    ADD CONSTRAINT council_sector_sector_fkey FOREIGN KEY (sector) REFERENCES public.sector(slug);

ALTER TABLE ONLY public.council_subsector
    ADD CONSTRAINT council_subsector_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.council_subsector
    ADD CONSTRAINT council_subsector_subsector_fkey FOREIGN KEY (subsector) REFERENCES public.subsector(slug);

ALTER TABLE ONLY public.council_umbrella
    ADD CONSTRAINT council_umbrella_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.council_umbrella
    ADD CONSTRAINT council_umbrella_umbrella_fkey FOREIGN KEY (umbrella) REFERENCES public.umbrella(slug);

ALTER TABLE ONLY public.counterpart
    ADD CONSTRAINT counterpart_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.counterpart
    ADD CONSTRAINT counterpart_counterpart_id_fkey FOREIGN KEY (counterpart_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.county
    ADD CONSTRAINT county_state_fkey FOREIGN KEY (state) REFERENCES public.jurisdiction(code);

ALTER TABLE ONLY public.directory_entry
    ADD CONSTRAINT directory_entry_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES public.appointment(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.draft_file
    ADD CONSTRAINT draft_file_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.draft_file
    ADD CONSTRAINT draft_file_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES public.draft(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.edition_entry
    ADD CONSTRAINT edition_entry_edition_fkey FOREIGN KEY (edition) REFERENCES public.edition(slug);

ALTER TABLE ONLY public.edition_entry
    ADD CONSTRAINT edition_entry_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES public.fact(id);

ALTER TABLE ONLY public.edition_entry_sector
    ADD CONSTRAINT edition_entry_sector_edition_place_fkey FOREIGN KEY (edition, place) REFERENCES public.edition_entry(edition, place) ON DELETE CASCADE;

ALTER TABLE ONLY public.edition_entry_sector
    ADD CONSTRAINT edition_entry_sector_sector_fkey FOREIGN KEY (sector) REFERENCES public.sector(slug);

ALTER TABLE ONLY public.edition_entry_sector
    ADD CONSTRAINT edition_entry_sector_subsector_fkey FOREIGN KEY (subsector) REFERENCES public.subsector(slug);

ALTER TABLE ONLY public.engagement
    ADD CONSTRAINT engagement_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.engagement
    ADD CONSTRAINT engagement_facility_id_organization_id_fkey FOREIGN KEY (facility_id, organization_id) REFERENCES public.facility(id, organization_id) ON UPDATE CASCADE;

ALTER TABLE ONLY public.engagement
    ADD CONSTRAINT engagement_keeper_id_fkey FOREIGN KEY (keeper_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.engagement
    ADD CONSTRAINT engagement_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.engagement
    ADD CONSTRAINT engagement_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.engagement
    ADD CONSTRAINT engagement_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.engagement_version
    ADD CONSTRAINT engagement_version_engagement_id_fkey FOREIGN KEY (engagement_id) REFERENCES public.engagement(id);

ALTER TABLE ONLY public.facility
    ADD CONSTRAINT facility_county_state_fkey FOREIGN KEY (county, state) REFERENCES public.county(fips, state);

ALTER TABLE ONLY public.facility
    ADD CONSTRAINT facility_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.facility
    ADD CONSTRAINT facility_organization_id_invented_fkey FOREIGN KEY (organization_id, invented) REFERENCES public.organization(id, invented);

ALTER TABLE ONLY public.facility
    ADD CONSTRAINT facility_sector_fkey FOREIGN KEY (sector) REFERENCES public.sector(slug);

ALTER TABLE ONLY public.facility
    ADD CONSTRAINT facility_state_fkey FOREIGN KEY (state) REFERENCES public.jurisdiction(code);

ALTER TABLE ONLY public.facility
    ADD CONSTRAINT facility_subsector_fkey FOREIGN KEY (subsector) REFERENCES public.subsector(slug);

ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_judged_by_fkey FOREIGN KEY (judged_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.fact
    ADD CONSTRAINT fact_was_judged_by_fkey FOREIGN KEY (was_judged_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.file_share
    ADD CONSTRAINT file_share_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.hand_over
    ADD CONSTRAINT hand_over_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.hand_over
    ADD CONSTRAINT hand_over_office_fkey FOREIGN KEY (office) REFERENCES public.office(slug);

ALTER TABLE ONLY public.hand_over
    ADD CONSTRAINT hand_over_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.hand_over
    ADD CONSTRAINT hand_over_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.hand_over
    ADD CONSTRAINT hand_over_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.held
    ADD CONSTRAINT held_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES public.appointment(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.held
    ADD CONSTRAINT held_break_glass_id_fkey FOREIGN KEY (break_glass_id) REFERENCES public.break_glass(id);

ALTER TABLE ONLY public.held
    ADD CONSTRAINT held_circle_id_fkey FOREIGN KEY (circle_id) REFERENCES public.circle(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.incident_call
    ADD CONSTRAINT incident_call_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.incident_call
    ADD CONSTRAINT incident_call_facility_id_organization_id_fkey FOREIGN KEY (facility_id, organization_id) REFERENCES public.facility(id, organization_id) ON UPDATE CASCADE;

ALTER TABLE ONLY public.incident_call
    ADD CONSTRAINT incident_call_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incident(id);

ALTER TABLE ONLY public.incident_call
    ADD CONSTRAINT incident_call_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.incident_county
    ADD CONSTRAINT incident_county_county_fkey FOREIGN KEY (county) REFERENCES public.county(fips);

ALTER TABLE ONLY public.incident_county
    ADD CONSTRAINT incident_county_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incident(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incident
    ADD CONSTRAINT incident_declared_by_fkey FOREIGN KEY (declared_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.incident
    ADD CONSTRAINT incident_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.incident_office
    ADD CONSTRAINT incident_office_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incident(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incident_office
    ADD CONSTRAINT incident_office_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.incident
    ADD CONSTRAINT incident_reopened_by_fkey FOREIGN KEY (reopened_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.incident_sector
    ADD CONSTRAINT incident_sector_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incident(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incident_sector
    ADD CONSTRAINT incident_sector_sector_fkey FOREIGN KEY (sector) REFERENCES public.sector(slug);

ALTER TABLE ONLY public.inspection
    ADD CONSTRAINT inspection_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.inspection_finding
    ADD CONSTRAINT inspection_finding_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.inspection_finding
    ADD CONSTRAINT inspection_finding_inspection_id_fkey FOREIGN KEY (inspection_id) REFERENCES public.inspection(id);

ALTER TABLE ONLY public.inspection
    ADD CONSTRAINT inspection_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.inspection
    ADD CONSTRAINT inspection_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.inspection
    ADD CONSTRAINT inspection_program_fkey FOREIGN KEY (program) REFERENCES public.regulatory_program(slug);

ALTER TABLE ONLY public.intake
    ADD CONSTRAINT intake_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.intake
    ADD CONSTRAINT intake_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.intake_progress
    ADD CONSTRAINT intake_progress_intake_id_fkey FOREIGN KEY (intake_id) REFERENCES public.intake(id);

ALTER TABLE ONLY public.intake_room
    ADD CONSTRAINT intake_room_intake_id_fkey FOREIGN KEY (intake_id) REFERENCES public.intake(id);

ALTER TABLE ONLY public.intake_row
    ADD CONSTRAINT intake_row_intake_id_fkey FOREIGN KEY (intake_id) REFERENCES public.intake(id);

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_appointment_id_author_id_source_council_id_fkey FOREIGN KEY (appointment_id, author_id, source_council_id) REFERENCES public.appointment(id, person_id, council_id);

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_root_id_root_label_fkey FOREIGN KEY (root_id, root_label) REFERENCES public.item(id, label);

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES public.seat(id);

ALTER TABLE ONLY public.item_sector
    ADD CONSTRAINT item_sector_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.item_sector
    ADD CONSTRAINT item_sector_sector_fkey FOREIGN KEY (sector) REFERENCES public.sector(slug);

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_source_council_id_fkey FOREIGN KEY (source_council_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.item_state
    ADD CONSTRAINT item_state_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.item_state
    ADD CONSTRAINT item_state_state_fkey FOREIGN KEY (state) REFERENCES public.jurisdiction(code);

ALTER TABLE ONLY public.item_version
    ADD CONSTRAINT item_version_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.item_version
    ADD CONSTRAINT item_version_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.jurisdiction_body
    ADD CONSTRAINT jurisdiction_body_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.jurisdiction_body
    ADD CONSTRAINT jurisdiction_body_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.jurisdiction_body
    ADD CONSTRAINT jurisdiction_body_state_fkey FOREIGN KEY (state) REFERENCES public.jurisdiction(code);

ALTER TABLE ONLY public.jurisdiction
    ADD CONSTRAINT jurisdiction_region_fkey FOREIGN KEY (region) REFERENCES public.region(number);

ALTER TABLE ONLY public.lineage
    ADD CONSTRAINT lineage_edition_fkey FOREIGN KEY (edition) REFERENCES public.edition(slug);

ALTER TABLE ONLY public.lineage
    ADD CONSTRAINT lineage_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES public.fact(id);

ALTER TABLE ONLY public.lineage
    ADD CONSTRAINT lineage_sector_fkey FOREIGN KEY (sector) REFERENCES public.sector(slug);

ALTER TABLE ONLY public.listing
    ADD CONSTRAINT listing_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.listing
    ADD CONSTRAINT listing_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES public.fact(id);

ALTER TABLE ONLY public.lookalike
    ADD CONSTRAINT lookalike_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.lookalike_search
    ADD CONSTRAINT lookalike_search_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.mail_preference
    ADD CONSTRAINT mail_preference_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES public.fact(id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_umbrella_fkey FOREIGN KEY (umbrella) REFERENCES public.umbrella(slug);

ALTER TABLE ONLY public.merger
    ADD CONSTRAINT merger_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.merger
    ADD CONSTRAINT merger_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.merger
    ADD CONSTRAINT merger_undone_id_fkey FOREIGN KEY (undone_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.nesting
    ADD CONSTRAINT nesting_inner_id_fkey FOREIGN KEY (inner_id) REFERENCES public.circle(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.nesting
    ADD CONSTRAINT nesting_outer_id_fkey FOREIGN KEY (outer_id) REFERENCES public.circle(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.office_may
    ADD CONSTRAINT office_may_capability_class_fkey FOREIGN KEY (capability, class) REFERENCES public.capability(slug, class);

ALTER TABLE ONLY public.office_may
    ADD CONSTRAINT office_may_capability_fkey FOREIGN KEY (capability) REFERENCES public.capability(slug);

ALTER TABLE ONLY public.office_may
    ADD CONSTRAINT office_may_kind_fkey FOREIGN KEY (kind) REFERENCES public.council_kind(slug);

ALTER TABLE ONLY public.office_may
    ADD CONSTRAINT office_may_office_fkey FOREIGN KEY (office) REFERENCES public.office(slug);

ALTER TABLE ONLY public.office_notice
    ADD CONSTRAINT office_notice_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES public.appointment(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.office_notice
    ADD CONSTRAINT office_notice_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.opened
    ADD CONSTRAINT opened_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.opened
    ADD CONSTRAINT opened_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.organization_administrator
    ADD CONSTRAINT organization_administrator_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.organization_administrator
    ADD CONSTRAINT organization_administrator_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_county_state_fkey FOREIGN KEY (county, state) REFERENCES public.county(fips, state);

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.organization_sector
    ADD CONSTRAINT organization_sector_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organization_sector
    ADD CONSTRAINT organization_sector_sector_fkey FOREIGN KEY (sector) REFERENCES public.sector(slug);

ALTER TABLE ONLY public.organization
    ADD CONSTRAINT organization_state_fkey FOREIGN KEY (state) REFERENCES public.jurisdiction(code);

ALTER TABLE ONLY public.partner_request
    ADD CONSTRAINT partner_request_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.partner_request
    ADD CONSTRAINT partner_request_facility_id_organization_id_fkey FOREIGN KEY (facility_id, organization_id) REFERENCES public.facility(id, organization_id) ON UPDATE CASCADE;

ALTER TABLE ONLY public.partner_request
    ADD CONSTRAINT partner_request_given_by_fkey FOREIGN KEY (given_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.partner_request
    ADD CONSTRAINT partner_request_given_from_fkey FOREIGN KEY (given_from) REFERENCES public.person(id);

ALTER TABLE ONLY public.partner_request
    ADD CONSTRAINT partner_request_kind_fkey FOREIGN KEY (kind) REFERENCES public.partner_request_kind(slug);

ALTER TABLE ONLY public.partner_request
    ADD CONSTRAINT partner_request_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.partner_request
    ADD CONSTRAINT partner_request_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.partner_request
    ADD CONSTRAINT partner_request_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_organization_id_invented_fkey FOREIGN KEY (organization_id, invented) REFERENCES public.organization(id, invented);

ALTER TABLE ONLY public.person_zone
    ADD CONSTRAINT person_zone_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.profile_confirmation
    ADD CONSTRAINT profile_confirmation_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.profile_confirmation
    ADD CONSTRAINT profile_confirmation_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES public.facility(id);

ALTER TABLE ONLY public.profile_confirmation
    ADD CONSTRAINT profile_confirmation_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.profile_confirmation
    ADD CONSTRAINT profile_confirmation_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_asks_id_fkey FOREIGN KEY (asks_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_capability_fkey FOREIGN KEY (capability) REFERENCES public.capability(slug);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_kind_fkey FOREIGN KEY (kind) REFERENCES public.council_kind(slug);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_office_fkey FOREIGN KEY (office) REFERENCES public.office(slug);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_sector_fkey FOREIGN KEY (sector) REFERENCES public.sector(slug);

ALTER TABLE ONLY public.purpose
    ADD CONSTRAINT purpose_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.reach_answer
    ADD CONSTRAINT reach_answer_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.reach_answer
    ADD CONSTRAINT reach_answer_growth_id_fkey FOREIGN KEY (growth_id) REFERENCES public.reach_growth(id);

ALTER TABLE ONLY public.reach_answer
    ADD CONSTRAINT reach_answer_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.reach_held
    ADD CONSTRAINT reach_held_circle_id_fkey FOREIGN KEY (circle_id) REFERENCES public.circle(id);

ALTER TABLE ONLY public.reach_held
    ADD CONSTRAINT reach_held_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.reach_notice
    ADD CONSTRAINT reach_notice_growth_id_fkey FOREIGN KEY (growth_id) REFERENCES public.reach_growth(id);

ALTER TABLE ONLY public.reach_notice
    ADD CONSTRAINT reach_notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.read_record
    ADD CONSTRAINT read_record_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.read_record
    ADD CONSTRAINT read_record_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.record_number
    ADD CONSTRAINT record_number_intake_id_fkey FOREIGN KEY (intake_id) REFERENCES public.intake(id);

ALTER TABLE ONLY public.renewal
    ADD CONSTRAINT renewal_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.renewal
    ADD CONSTRAINT renewal_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES public.appointment(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.renewal
    ADD CONSTRAINT renewal_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.renewal
    ADD CONSTRAINT renewal_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.renewal
    ADD CONSTRAINT renewal_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.retired_sector
    ADD CONSTRAINT retired_sector_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES public.fact(id);

ALTER TABLE ONLY public.retired_sector
    ADD CONSTRAINT retired_sector_from_edition_fkey FOREIGN KEY (from_edition) REFERENCES public.edition(slug);

ALTER TABLE ONLY public.retired_sector_into
    ADD CONSTRAINT retired_sector_into_retired_fkey FOREIGN KEY (retired) REFERENCES public.retired_sector(slug) ON DELETE CASCADE;

ALTER TABLE ONLY public.retired_sector_into
    ADD CONSTRAINT retired_sector_into_sector_fkey FOREIGN KEY (sector) REFERENCES public.sector(slug);

ALTER TABLE ONLY public.retired_sector_into
    ADD CONSTRAINT retired_sector_into_subsector_fkey FOREIGN KEY (subsector) REFERENCES public.subsector(slug);

ALTER TABLE ONLY public.retired_sector
    ADD CONSTRAINT retired_sector_until_edition_fkey FOREIGN KEY (until_edition) REFERENCES public.edition(slug);

ALTER TABLE ONLY public.reveal_budget
    ADD CONSTRAINT reveal_budget_office_fkey FOREIGN KEY (office) REFERENCES public.office(slug);

ALTER TABLE ONLY public.reveal
    ADD CONSTRAINT reveal_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.reveal
    ADD CONSTRAINT reveal_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES public.contact(id);

ALTER TABLE ONLY public.reveal
    ADD CONSTRAINT reveal_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES public.incident(id);

ALTER TABLE ONLY public.reveal
    ADD CONSTRAINT reveal_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.reveal
    ADD CONSTRAINT reveal_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.reveal_refusal
    ADD CONSTRAINT reveal_refusal_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.reveal
    ADD CONSTRAINT reveal_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.reveal_stop
    ADD CONSTRAINT reveal_stop_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.reveal_stop
    ADD CONSTRAINT reveal_stop_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.room_side
    ADD CONSTRAINT room_side_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.room_side
    ADD CONSTRAINT room_side_room_id_fkey FOREIGN KEY (room_id) REFERENCES public.council(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roster_rule
    ADD CONSTRAINT roster_rule_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.roster_rule
    ADD CONSTRAINT roster_rule_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.rules_accepted
    ADD CONSTRAINT rules_accepted_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.rules_accepted
    ADD CONSTRAINT rules_accepted_since_fkey FOREIGN KEY (since) REFERENCES public.rules_of_behavior(since);

ALTER TABLE ONLY public.saved_search
    ADD CONSTRAINT saved_search_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.search_part
    ADD CONSTRAINT search_part_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.seat
    ADD CONSTRAINT seat_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.seat
    ADD CONSTRAINT seat_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.sector_lead
    ADD CONSTRAINT sector_lead_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES public.fact(id);

ALTER TABLE ONLY public.sector_lead
    ADD CONSTRAINT sector_lead_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.sector_lead
    ADD CONSTRAINT sector_lead_sector_fkey FOREIGN KEY (sector) REFERENCES public.sector(slug);

ALTER TABLE ONLY public.sector_step
    ADD CONSTRAINT sector_step_sector_fkey FOREIGN KEY (sector) REFERENCES public.sector(slug);

ALTER TABLE ONLY public.sector_update
    ADD CONSTRAINT sector_update_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.selection
    ADD CONSTRAINT selection_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.selection
    ADD CONSTRAINT selection_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.selection
    ADD CONSTRAINT selection_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.selection
    ADD CONSTRAINT selection_umbrella_fkey FOREIGN KEY (umbrella) REFERENCES public.umbrella(slug);

ALTER TABLE ONLY public.set_aside
    ADD CONSTRAINT set_aside_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.set_aside
    ADD CONSTRAINT set_aside_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(id);

ALTER TABLE ONLY public.set_aside
    ADD CONSTRAINT set_aside_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.speaker
    ADD CONSTRAINT speaker_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES public.appointment(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.speaker
    ADD CONSTRAINT speaker_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES public.seat(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.subsector
    ADD CONSTRAINT subsector_sector_fkey FOREIGN KEY (sector) REFERENCES public.sector(slug);

ALTER TABLE ONLY public.succession
    ADD CONSTRAINT succession_alternate_id_fkey FOREIGN KEY (alternate_id) REFERENCES public.appointment(id);

ALTER TABLE ONLY public.succession
    ADD CONSTRAINT succession_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES public.appointment(id);

ALTER TABLE ONLY public.succession
    ADD CONSTRAINT succession_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.succession
    ADD CONSTRAINT succession_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.succession
    ADD CONSTRAINT succession_outgoing_id_fkey FOREIGN KEY (outgoing_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.succession
    ADD CONSTRAINT succession_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.succession
    ADD CONSTRAINT succession_seat_id_council_id_organization_id_fkey FOREIGN KEY (seat_id, council_id, organization_id) REFERENCES public.seat(id, council_id, organization_id);

ALTER TABLE ONLY public.succession
    ADD CONSTRAINT succession_stopped_by_fkey FOREIGN KEY (stopped_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.suspension
    ADD CONSTRAINT suspension_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.suspension
    ADD CONSTRAINT suspension_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.taken_away
    ADD CONSTRAINT taken_away_circle_id_fkey FOREIGN KEY (circle_id) REFERENCES public.circle(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.taken_away
    ADD CONSTRAINT taken_away_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.term_warning
    ADD CONSTRAINT term_warning_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES public.appointment(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.term_warning
    ADD CONSTRAINT term_warning_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES public.seat(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.territory
    ADD CONSTRAINT territory_county_state_fkey FOREIGN KEY (county, state) REFERENCES public.county(fips, state);

ALTER TABLE ONLY public.territory_hand_over
    ADD CONSTRAINT territory_hand_over_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.territory_hand_over
    ADD CONSTRAINT territory_hand_over_from_id_fkey FOREIGN KEY (from_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.territory_hand_over
    ADD CONSTRAINT territory_hand_over_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.territory_hand_over
    ADD CONSTRAINT territory_hand_over_to_id_fkey FOREIGN KEY (to_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.territory_hand_over
    ADD CONSTRAINT territory_hand_over_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES public.person(id);

ALTER TABLE ONLY public.territory_notice
    ADD CONSTRAINT territory_notice_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.territory_notice
    ADD CONSTRAINT territory_notice_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.territory_notice
    ADD CONSTRAINT territory_notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.territory_notice
    ADD CONSTRAINT territory_notice_to_id_fkey FOREIGN KEY (to_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.territory
    ADD CONSTRAINT territory_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.territory
    ADD CONSTRAINT territory_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.territory
    ADD CONSTRAINT territory_state_fkey FOREIGN KEY (state) REFERENCES public.jurisdiction(code);

ALTER TABLE ONLY public.text_left
    ADD CONSTRAINT text_left_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.text_left
    ADD CONSTRAINT text_left_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.thread_follow
    ADD CONSTRAINT thread_follow_item_id_fkey FOREIGN KEY (item_id) REFERENCES public.item(id);

ALTER TABLE ONLY public.thread_follow
    ADD CONSTRAINT thread_follow_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.told_apart
    ADD CONSTRAINT told_apart_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.told_apart
    ADD CONSTRAINT told_apart_office_id_fkey FOREIGN KEY (office_id) REFERENCES public.council(id);

ALTER TABLE ONLY public.trouble
    ADD CONSTRAINT trouble_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.person(id);

ALTER TABLE ONLY public.update_version
    ADD CONSTRAINT update_version_item_id_number_fkey FOREIGN KEY (item_id, number) REFERENCES public.item_version(item_id, number);

ALTER TABLE ONLY public.watermark
    ADD CONSTRAINT watermark_circle_id_fkey FOREIGN KEY (circle_id) REFERENCES public.circle(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.watermark
    ADD CONSTRAINT watermark_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY signin.account
    ADD CONSTRAINT account_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY signin.ceremony
    ADD CONSTRAINT ceremony_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY signin.device
    ADD CONSTRAINT device_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY signin.email_change
    ADD CONSTRAINT email_change_person_id_fkey FOREIGN KEY (person_id) REFERENCES signin.account(person_id) ON DELETE CASCADE;

ALTER TABLE ONLY signin.ended
    ADD CONSTRAINT ended_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY signin.factor
    ADD CONSTRAINT factor_person_id_fkey FOREIGN KEY (person_id) REFERENCES signin.account(person_id) ON DELETE CASCADE;

ALTER TABLE ONLY signin.factor_reset
    ADD CONSTRAINT factor_reset_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES public.person(id);

ALTER TABLE ONLY signin.factor_reset
    ADD CONSTRAINT factor_reset_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.person(id);

ALTER TABLE ONLY signin.factor_reset
    ADD CONSTRAINT factor_reset_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id);

ALTER TABLE ONLY signin.factor_reset
    ADD CONSTRAINT factor_reset_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.person(id);

ALTER TABLE ONLY signin.factor_reset
    ADD CONSTRAINT factor_reset_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY signin.identity
    ADD CONSTRAINT identity_person_id_fkey FOREIGN KEY (person_id) REFERENCES signin.account(person_id) ON DELETE CASCADE;

ALTER TABLE ONLY signin.invitation
    ADD CONSTRAINT invitation_admission_id_fkey FOREIGN KEY (admission_id) REFERENCES public.admission(id);

ALTER TABLE ONLY signin.invitation
    ADD CONSTRAINT invitation_council_id_fkey FOREIGN KEY (council_id) REFERENCES public.council(id);

ALTER TABLE ONLY signin.invitation
    ADD CONSTRAINT invitation_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.person(id);

ALTER TABLE ONLY signin.invitation
    ADD CONSTRAINT invitation_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY signin.letter
    ADD CONSTRAINT letter_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES signin.invitation(id) ON DELETE CASCADE;

ALTER TABLE ONLY signin.plea
    ADD CONSTRAINT plea_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE ONLY signin.recovery_code
    ADD CONSTRAINT recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES signin.account(person_id) ON DELETE CASCADE;

ALTER TABLE ONLY signin.session
    ADD CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id);

ALTER TABLE public.absence ENABLE ROW LEVEL SECURITY;

CREATE POLICY acquainted ON public.person FOR SELECT TO concord_app, concord_worker USING (( SELECT true
   FROM app.known k
  WHERE (k.person_id = person.id)
 LIMIT 1));

ALTER TABLE public.admission ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.admission_step ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.agreement ENABLE ROW LEVEL SECURITY;

CREATE POLICY anyone_reads ON public.capability FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.council FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.council_kind FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.council_kind_term FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.council_region FOR SELECT TO concord_app, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.council_sector FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.council_subsector FOR SELECT TO concord_app, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.council_umbrella FOR SELECT TO concord_app, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.counterpart FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.edition FOR SELECT TO concord_app, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.edition_entry_sector FOR SELECT TO concord_app, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.jurisdiction FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.listing FOR SELECT TO concord_app, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.office FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.office_may FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.organization FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.organization_sector FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.purpose FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.region FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.retired_sector_into FOR SELECT TO concord_app, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.reveal_budget FOR SELECT TO concord_app USING (true);

CREATE POLICY anyone_reads ON public.room_side FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.rules_of_behavior FOR SELECT TO concord_app, concord_definer USING (true);

CREATE POLICY anyone_reads ON public.sector FOR SELECT TO concord_app, concord_definer, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.source FOR SELECT TO concord_app, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.subsector FOR SELECT TO concord_app, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.umbrella FOR SELECT TO concord_app, concord_worker USING (true);

CREATE POLICY anyone_reads ON public.widening_limit FOR SELECT TO concord_app USING (true);

ALTER TABLE public.appointment ENABLE ROW LEVEL SECURITY;

CREATE POLICY as_the_parties_chose ON public.agreement FOR SELECT TO concord_app, concord_worker USING (
CASE
    WHEN (organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
       FROM app.speaking_for))) THEN true
    WHEN (with_id = ANY (ARRAY( SELECT speaking_for.organization_id
       FROM app.speaking_for))) THEN true
    WHEN (shown_to = 'advisors'::text) THEN ( SELECT (j.region = ANY (ARRAY( SELECT c.region
               FROM (app.holding h
                 JOIN public.council c ON ((c.id = h.council_id)))
              WHERE (h.capability = 'engagement.read'::text))))
       FROM (public.organization o
         JOIN public.jurisdiction j ON ((j.code = o.state)))
      WHERE (o.id = agreement.organization_id))
    WHEN (shown_to = 'members'::text) THEN ( SELECT true
       FROM app.who
     LIMIT 1)
    ELSE NULL::boolean
END);

CREATE POLICY asker_adds ON public.admission FOR INSERT TO concord_app WITH CHECK (((by_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND
CASE origin
    WHEN 'nomination'::text THEN ((council_id = ANY (ARRAY( SELECT sponsoring.council_id
       FROM app.sponsoring))) OR ( SELECT true
       FROM app.nominating n
      WHERE ((n.council_id = admission.council_id) AND (n.organization_id = admission.organization_id))
     LIMIT 1))
    ELSE (person_id = ANY (ARRAY( SELECT who.person_id
       FROM app.who)))
END));

CREATE POLICY asker_and_own ON public.set_aside FOR SELECT TO concord_app USING (
CASE
    WHEN (organization_id = ANY (ARRAY( SELECT speaking.organization_id
       FROM app.speaking))) THEN true
    ELSE ( SELECT (i.author_id = ANY (ARRAY( SELECT who.person_id
               FROM app.who)))
       FROM public.item i
      WHERE (i.id = set_aside.item_id))
END);

CREATE POLICY asks ON public.break_glass FOR INSERT TO concord_app WITH CHECK ((( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'glass.break'::text)
 LIMIT 1) AND (asked_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who)))));

ALTER TABLE public.attachment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audience ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit ENABLE ROW LEVEL SECURITY;

CREATE POLICY author_writes ON public.attachment FOR INSERT TO concord_app WITH CHECK (( SELECT ((v.at = app.now()) AND (v.author_id = ANY (ARRAY( SELECT who.person_id
           FROM app.who))))
   FROM (public.item i
     JOIN public.item_version v ON (((v.item_id = i.id) AND (v.number = i.current))))
  WHERE ((i.id = attachment.item_id) AND (v.number = attachment.since))));

CREATE POLICY author_writes ON public.item_sector FOR INSERT TO concord_app WITH CHECK (( SELECT ((v.at = app.now()) AND (v.author_id = ANY (ARRAY( SELECT who.person_id
           FROM app.who))))
   FROM (public.item i
     JOIN public.item_version v ON (((v.item_id = i.id) AND (v.number = i.current))))
  WHERE ((i.id = item_sector.item_id) AND (v.number = 1))));

CREATE POLICY author_writes ON public.item_state FOR INSERT TO concord_app WITH CHECK (( SELECT ((v.at = app.now()) AND (v.author_id = ANY (ARRAY( SELECT who.person_id
           FROM app.who))))
   FROM (public.item i
     JOIN public.item_version v ON (((v.item_id = i.id) AND (v.number = i.current))))
  WHERE ((i.id = item_state.item_id) AND (v.number = 1))));

CREATE POLICY author_writes ON public.item_version FOR INSERT TO concord_app WITH CHECK (((author_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND ( SELECT ((i.withdrawn IS NULL) AND (i.author_id = item_version.author_id) AND (i.source_council_id = ANY (ARRAY( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability =
                CASE i.kind
                    WHEN 'reply'::text THEN 'reply.post'::text
                    ELSE 'update.post'::text
                END)))))
   FROM public.item i
  WHERE (i.id = item_version.item_id))));

CREATE POLICY author_writes ON public.sector_update FOR INSERT TO concord_app WITH CHECK (( SELECT ((v.at = app.now()) AND (v.author_id = ANY (ARRAY( SELECT who.person_id
           FROM app.who))))
   FROM (public.item i
     JOIN public.item_version v ON (((v.item_id = i.id) AND (v.number = i.current))))
  WHERE ((i.id = sector_update.item_id) AND (v.number = 1))));

CREATE POLICY author_writes ON public.update_version FOR INSERT TO concord_app WITH CHECK (( SELECT ((v.at = app.now()) AND (v.author_id = ANY (ARRAY( SELECT who.person_id
           FROM app.who))))
   FROM (public.item i
     JOIN public.item_version v ON (((v.item_id = i.id) AND (v.number = i.current))))
  WHERE ((i.id = update_version.item_id) AND (v.number = update_version.number) AND (v.number > 1))));

CREATE POLICY authors_address ON public.audience FOR INSERT TO concord_app WITH CHECK (
CASE circle_kind
    WHEN 'public'::text THEN app.publishes(item_id, since)
    ELSE ((author_id = ANY (ARRAY( SELECT who.person_id
       FROM app.who))) AND app.speaks_still(item_id) AND ((council_id = ANY (ARRAY( SELECT holding.council_id
       FROM app.holding
      WHERE (holding.capability = ANY (ARRAY['update.post'::text, 'reply.post'::text, 'item.address'::text]))))) OR ((item_id <> root_id) AND (circle_id = through_id))))
END);

CREATE POLICY both_sides_add ON public.facility FOR INSERT TO concord_app WITH CHECK (((office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'facility.edit'::text)))) OR (organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
   FROM app.speaking_for)))));

CREATE POLICY both_sides_edit ON public.facility FOR UPDATE TO concord_app USING (((office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'facility.edit'::text)))) OR (organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
   FROM app.speaking_for)))));

CREATE POLICY both_sides_read ON public.engagement FOR SELECT TO concord_app USING (
CASE
    WHEN (office_id = ANY (ARRAY( SELECT holding.council_id
       FROM app.holding
      WHERE (holding.capability = 'engagement.read'::text)))) THEN true
    ELSE (organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
       FROM app.speaking_for)))
END);

CREATE POLICY both_sides_read ON public.engagement_version FOR SELECT TO concord_app USING (( SELECT true
   FROM public.engagement e
  WHERE (e.id = engagement_version.engagement_id)
 LIMIT 1));

CREATE POLICY both_sides_read ON public.facility FOR SELECT TO concord_app USING (
CASE
    WHEN (office_id = ANY (ARRAY( SELECT holding.council_id
       FROM app.holding
      WHERE (holding.capability = 'facility.read'::text)))) THEN true
    ELSE (organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
       FROM app.speaking_for)))
END);

CREATE POLICY both_sides_read ON public.hand_over FOR SELECT TO concord_app USING ((council_id = ANY (ARRAY( SELECT roster_seen.council_id
   FROM app.roster_seen))));

CREATE POLICY both_sides_read ON public.inspection FOR SELECT TO concord_app USING (
CASE
    WHEN (office_id = ANY (ARRAY( SELECT holding.council_id
       FROM app.holding
      WHERE (holding.capability = 'inspection.read'::text)))) THEN true
    ELSE (organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
       FROM app.speaking_for)))
END);

CREATE POLICY both_sides_read ON public.inspection_finding FOR SELECT TO concord_app USING (( SELECT true
   FROM public.inspection i
  WHERE (i.id = inspection_finding.inspection_id)
 LIMIT 1));

CREATE POLICY both_sides_read ON public.partner_request FOR SELECT TO concord_app, concord_worker USING (
CASE
    WHEN (office_id = ANY (ARRAY( SELECT holding.council_id
       FROM app.holding
      WHERE (holding.capability = 'engagement.read'::text)))) THEN true
    ELSE (organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
       FROM app.speaking_for)))
END);

CREATE POLICY both_sides_read ON public.roster_rule FOR SELECT TO concord_app, concord_worker USING ((council_id = ANY (ARRAY( SELECT roster_seen.council_id
   FROM app.roster_seen))));

CREATE POLICY both_sides_read ON public.selection FOR SELECT TO concord_app USING ((council_id = ANY (ARRAY( SELECT roster_seen.council_id
   FROM app.roster_seen))));

CREATE POLICY both_sides_turn ON public.partner_request FOR UPDATE TO concord_app USING (((office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'engagement.write'::text)))) OR (organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
   FROM app.speaking_for)))));

ALTER TABLE public.break_glass ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.break_glass_decision ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.break_glass_end ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.break_glass_read ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.capability ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.charter ENABLE ROW LEVEL SECURITY;

CREATE POLICY chooses_again ON public.thread_follow FOR UPDATE TO concord_app USING ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

ALTER TABLE public.chore_trouble ENABLE ROW LEVEL SECURITY;

CREATE POLICY chosen_see ON public.contact FOR SELECT TO concord_app USING (( SELECT true
   FROM app.contact_seen s
  WHERE (s.contact_id = contact.id)
 LIMIT 1));

ALTER TABLE public.circle ENABLE ROW LEVEL SECURITY;

CREATE POLICY circle_known ON public.circle FOR SELECT TO concord_app, concord_worker USING (((council_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding))) AND
CASE
    WHEN (person_id IS NULL) THEN true
    ELSE ( SELECT true
       FROM app.acquaintance a
      WHERE (a.person_id = circle.person_id)
     LIMIT 1)
END));

ALTER TABLE public.circle_way ENABLE ROW LEVEL SECURITY;

CREATE POLICY comes_back ON public.absence FOR UPDATE TO concord_app USING ((seat_id = ANY (ARRAY( SELECT handing.seat_id
   FROM app.handing))));

CREATE POLICY concerned_read ON public.reveal FOR SELECT TO concord_app USING (( SELECT true
   FROM app.reveal_seen s
  WHERE (s.reveal_id = reveal.id)
 LIMIT 1));

CREATE POLICY concerned_read ON public.reveal_stop FOR SELECT TO concord_app USING (( SELECT true
   FROM app.stop_seen s
  WHERE (s.stop_id = reveal_stop.id)
 LIMIT 1));

ALTER TABLE public.contact ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.council ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.council_health ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.council_kind ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.council_kind_term ENABLE ROW LEVEL SECURITY;

CREATE POLICY council_reads ON public.admission FOR SELECT TO concord_app, concord_worker USING ((council_id = ANY (ARRAY( SELECT sponsoring.council_id
   FROM app.sponsoring
UNION ALL
 SELECT validating.council_id
   FROM app.validating))));

CREATE POLICY council_reads ON public.admission_step FOR SELECT TO concord_app, concord_worker USING ((council_id = ANY (ARRAY( SELECT sponsoring.council_id
   FROM app.sponsoring
UNION ALL
 SELECT validating.council_id
   FROM app.validating))));

ALTER TABLE public.council_region ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.council_sector ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.council_subsector ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.council_umbrella ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.counterpart ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.county ENABLE ROW LEVEL SECURITY;

CREATE POLICY decider_adds ON public.admission_step FOR INSERT TO concord_app WITH CHECK (((by_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND
CASE kind
    WHEN 'sponsored'::text THEN (council_id = ANY (ARRAY( SELECT sponsoring.council_id
       FROM app.sponsoring)))
    WHEN 'validated'::text THEN (council_id = ANY (ARRAY( SELECT validating.council_id
       FROM app.validating)))
    WHEN 'refused'::text THEN (council_id = ANY (ARRAY( SELECT validating.council_id
       FROM app.validating)))
    WHEN 'withdrawn'::text THEN ((admission_id = ANY (ARRAY( SELECT my_admission.id
       FROM app.my_admission))) OR (council_id = ANY (ARRAY( SELECT validating.council_id
       FROM app.validating))))
    ELSE false
END));

CREATE POLICY decides ON public.break_glass_decision FOR INSERT TO concord_app WITH CHECK ((( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'glass.break'::text)
 LIMIT 1) AND (decided_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who)))));

CREATE POLICY decides ON public.roster_rule FOR UPDATE TO concord_app USING ((council_id = ANY (ARRAY( SELECT entrusting.council_id
   FROM app.entrusting))));

CREATE POLICY definer_acts ON public.admission TO concord_definer USING (true) WITH CHECK (true);

CREATE POLICY definer_acts ON public.admission_step TO concord_definer USING (true) WITH CHECK (true);

CREATE POLICY definer_acts ON public.rules_accepted TO concord_definer USING (true) WITH CHECK (true);

CREATE POLICY definer_adds ON public.person FOR INSERT TO concord_definer WITH CHECK (true);

CREATE POLICY definer_exports ON public.audit FOR INSERT TO concord_definer WITH CHECK ((verb = 'export'::text));

CREATE POLICY definer_reads ON public.appointment FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.audience FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.audit FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.break_glass FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.break_glass_decision FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.break_glass_end FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.circle FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.contact FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.facility FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.held FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.incident FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.incident_county FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.incident_office FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.incident_sector FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.item FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.mail_preference FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.nesting FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.office_notice FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.organization_administrator FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.person FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.proposal FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.renewal FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.reveal FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.reveal_budget FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.reveal_stop FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.roster_rule FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.seat FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.speaker FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.territory FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.thread_follow FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON public.trouble FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_tells ON public.outbox FOR INSERT TO concord_definer WITH CHECK (true);

CREATE POLICY director_adds ON public.territory FOR INSERT TO concord_app WITH CHECK ((office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'territory.edit'::text)))));

CREATE POLICY director_ends ON public.territory FOR UPDATE TO concord_app USING ((office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'territory.edit'::text)))));

CREATE POLICY director_hands ON public.territory_hand_over FOR INSERT TO concord_app WITH CHECK (((by_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'territory.edit'::text))))));

CREATE POLICY director_takes_back ON public.territory_hand_over FOR UPDATE TO concord_app USING ((office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'engagement.read'::text)))));

ALTER TABLE public.directory_entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.draft ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.draft_file ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.edition ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.edition_entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.edition_entry_sector ENABLE ROW LEVEL SECURITY;

CREATE POLICY ends ON public.break_glass_end FOR INSERT TO concord_app WITH CHECK (((ended_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND ( SELECT true
   FROM public.break_glass b
  WHERE ((b.id = break_glass_end.break_glass_id) AND (b.council_id = ANY (ARRAY( SELECT glass_ruled.council_id
           FROM app.glass_ruled)))))));

ALTER TABLE public.engagement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.engagement_version ENABLE ROW LEVEL SECURITY;

CREATE POLICY entrusts ON public.roster_rule FOR INSERT TO concord_app WITH CHECK (((recorded_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (council_id = ANY (ARRAY( SELECT entrusting.council_id
   FROM app.entrusting)))));

CREATE POLICY everybody_reads ON public.county FOR SELECT TO concord_app, concord_worker USING (true);

CREATE POLICY everybody_reads ON public.partner_request_kind FOR SELECT TO concord_app, concord_worker USING (true);

CREATE POLICY everybody_reads ON public.regulatory_program FOR SELECT TO concord_app USING (true);

ALTER TABLE public.facility ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.fact ENABLE ROW LEVEL SECURITY;

CREATE POLICY fact_seen ON public.edition_entry FOR SELECT TO concord_app, concord_worker USING (( SELECT true
   FROM public.fact f
  WHERE (f.id = edition_entry.fact_id)
 LIMIT 1));

CREATE POLICY fact_seen ON public.lineage FOR SELECT TO concord_app, concord_worker USING (( SELECT true
   FROM public.fact f
  WHERE (f.id = lineage.fact_id)
 LIMIT 1));

CREATE POLICY fact_seen ON public.membership FOR SELECT TO concord_app, concord_worker USING (( SELECT true
   FROM public.fact f
  WHERE (f.id = membership.fact_id)
 LIMIT 1));

CREATE POLICY fact_seen ON public.retired_sector FOR SELECT TO concord_app, concord_worker USING (( SELECT true
   FROM public.fact f
  WHERE (f.id = retired_sector.fact_id)
 LIMIT 1));

CREATE POLICY fact_seen ON public.sector_lead FOR SELECT TO concord_app, concord_worker USING (( SELECT true
   FROM public.fact f
  WHERE (f.id = sector_lead.fact_id)
 LIMIT 1));

ALTER TABLE public.file_room ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.file_share ENABLE ROW LEVEL SECURITY;

CREATE POLICY follows ON public.thread_follow FOR INSERT TO concord_app WITH CHECK (((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND ( SELECT true
   FROM public.audience a
  WHERE (a.item_id = thread_follow.item_id)
 LIMIT 1)));

ALTER TABLE public.hand_over ENABLE ROW LEVEL SECURITY;

CREATE POLICY hands_over ON public.absence FOR INSERT TO concord_app WITH CHECK (((recorded_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (seat_id = ANY (ARRAY( SELECT handing.seat_id
   FROM app.handing)))));

CREATE POLICY hands_over ON public.succession FOR INSERT TO concord_app WITH CHECK (((asked_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (seat_id = ANY (ARRAY( SELECT handing.seat_id
   FROM app.handing)))));

ALTER TABLE public.held ENABLE ROW LEVEL SECURITY;

CREATE POLICY held_back ON public.audience AS RESTRICTIVE FOR SELECT TO concord_app, concord_worker USING ((item_id <> ALL (( SELECT app.held_back() AS held_back)::uuid[])));

CREATE POLICY held_back ON public.search_part AS RESTRICTIVE FOR SELECT TO concord_app USING ((item_id <> ALL (( SELECT app.held_back() AS held_back)::uuid[])));

ALTER TABLE public.idempotency ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.imported ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_call ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_county ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_office ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incident_sector ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.inspection ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.inspection_finding ENABLE ROW LEVEL SECURITY;

CREATE POLICY inspector_adds ON public.inspection FOR INSERT TO concord_app WITH CHECK (((author_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'inspection.write'::text))))));

CREATE POLICY inspector_adds ON public.inspection_finding FOR INSERT TO concord_app WITH CHECK (((author_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (inspection_id = ANY (ARRAY( SELECT i.id
   FROM public.inspection i
  WHERE (i.office_id = ANY (ARRAY( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'inspection.write'::text)))))))));

ALTER TABLE public.intake ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.intake_progress ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.intake_room ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.intake_row ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.item ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.item_sector ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.item_state ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.item_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.jurisdiction ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.jurisdiction_body ENABLE ROW LEVEL SECURITY;

CREATE POLICY keeper_edits ON public.engagement FOR UPDATE TO concord_app USING (((office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'engagement.write'::text)))) AND ((keeper_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) OR (author_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) OR (office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'engagement.direct'::text)))))));

CREATE POLICY keepers_add ON public.organization FOR INSERT TO concord_app WITH CHECK ((( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'organization.edit'::text)
 LIMIT 1) OR ((kind = ANY ('{owner_operator,sltt_body,tribal_nation,academic,other}'::text[])) AND (NOT invented) AND (NOT regulator) AND (parent_id IS NULL) AND (until IS NULL) AND (state = ANY (ARRAY( SELECT j.code
   FROM ((app.holding h
     JOIN public.council c ON ((c.id = h.council_id)))
     JOIN public.jurisdiction j ON ((j.region = c.region)))
  WHERE (h.capability = 'engagement.write'::text)))))));

CREATE POLICY keepers_ask ON public.lookalike_search FOR INSERT TO concord_app WITH CHECK (((by_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND ( SELECT true
   FROM app.holding
  WHERE (holding.capability = ANY (ARRAY['organization.edit'::text, 'person.add'::text, 'facility.edit'::text]))
 LIMIT 1)));

CREATE POLICY keepers_ask ON public.told_apart FOR DELETE TO concord_app USING (
CASE kind
    WHEN 'facility'::text THEN (office_id = ANY (ARRAY( SELECT holding.council_id
       FROM app.holding
      WHERE (holding.capability = 'facility.edit'::text))))
    WHEN 'person'::text THEN ( SELECT true
       FROM app.holding
      WHERE (holding.capability = 'person.add'::text)
     LIMIT 1)
    ELSE ( SELECT true
       FROM app.holding
      WHERE (holding.capability = 'organization.edit'::text)
     LIMIT 1)
END);

CREATE POLICY keepers_read ON public.lookalike FOR SELECT TO concord_app USING (
CASE kind
    WHEN 'facility'::text THEN (office_id = ANY (ARRAY( SELECT holding.council_id
       FROM app.holding
      WHERE (holding.capability = 'facility.edit'::text))))
    WHEN 'person'::text THEN ( SELECT true
       FROM app.holding
      WHERE (holding.capability = 'person.add'::text)
     LIMIT 1)
    ELSE ( SELECT true
       FROM app.holding
      WHERE (holding.capability = 'organization.edit'::text)
     LIMIT 1)
END);

CREATE POLICY keepers_read ON public.lookalike_search FOR SELECT TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = ANY (ARRAY['organization.edit'::text, 'person.add'::text, 'facility.edit'::text]))
 LIMIT 1));

CREATE POLICY keepers_read ON public.renewal FOR SELECT TO concord_app USING ((council_id = ANY (ARRAY( SELECT roster_edited.council_id
   FROM app.roster_edited))));

CREATE POLICY keepers_read ON public.told_apart FOR SELECT TO concord_app USING (
CASE kind
    WHEN 'facility'::text THEN (office_id = ANY (ARRAY( SELECT holding.council_id
       FROM app.holding
      WHERE (holding.capability = 'facility.edit'::text))))
    WHEN 'person'::text THEN ( SELECT true
       FROM app.holding
      WHERE (holding.capability = 'person.add'::text)
     LIMIT 1)
    ELSE ( SELECT true
       FROM app.holding
      WHERE (holding.capability = 'organization.edit'::text)
     LIMIT 1)
END);

CREATE POLICY keepers_tell ON public.told_apart FOR INSERT TO concord_app WITH CHECK (((by_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND
CASE kind
    WHEN 'facility'::text THEN (office_id = ANY (ARRAY( SELECT holding.council_id
       FROM app.holding
      WHERE (holding.capability = 'facility.edit'::text))))
    WHEN 'person'::text THEN ( SELECT true
       FROM app.holding
      WHERE (holding.capability = 'person.add'::text)
     LIMIT 1)
    ELSE ( SELECT true
       FROM app.holding
      WHERE (holding.capability = 'organization.edit'::text)
     LIMIT 1)
END));

ALTER TABLE public.lineage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.listing ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lookalike ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lookalike_search ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mail_preference ENABLE ROW LEVEL SECURITY;

CREATE POLICY members_post ON public.item FOR INSERT TO concord_app WITH CHECK (((author_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (source_council_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability =
        CASE item.kind
            WHEN 'reply'::text THEN 'reply.post'::text
            ELSE 'update.post'::text
        END)))) AND ( SELECT true
   FROM public.audience a
  WHERE (a.item_id = item.root_id)
 LIMIT 1)));

CREATE POLICY members_read ON public.absence FOR SELECT TO concord_app, concord_worker USING ((council_id = ANY (ARRAY( SELECT roster_seen.council_id
   FROM app.roster_seen))));

CREATE POLICY members_read ON public.appointment FOR SELECT TO concord_app, concord_worker USING ((council_id = ANY (ARRAY( SELECT roster_seen.council_id
   FROM app.roster_seen))));

CREATE POLICY members_read ON public.audience FOR SELECT TO concord_app, concord_worker USING ((circle_id = ANY (ARRAY( SELECT holding.circle_id
   FROM app.holding
  WHERE (holding.capability = 'item.read'::text)))));

CREATE POLICY members_read ON public.charter FOR SELECT TO concord_app USING ((council_id = ANY (ARRAY( SELECT roster_seen.council_id
   FROM app.roster_seen))));

CREATE POLICY members_read ON public.directory_entry FOR SELECT TO concord_app USING (
CASE
    WHEN ( SELECT true
       FROM app.holding
      WHERE (holding.capability = 'directory.browse'::text)
     LIMIT 1) THEN true
    ELSE (council_id = ANY (ARRAY( SELECT holding.council_id
       FROM app.holding
      WHERE (holding.capability = 'roster.read'::text))))
END);

CREATE POLICY members_read ON public.seat FOR SELECT TO concord_app, concord_worker USING ((council_id = ANY (ARRAY( SELECT roster_seen.council_id
   FROM app.roster_seen))));

CREATE POLICY members_read ON public.speaker FOR SELECT TO concord_app, concord_worker USING ((council_id = ANY (ARRAY( SELECT roster_seen.council_id
   FROM app.roster_seen))));

CREATE POLICY members_read ON public.succession FOR SELECT TO concord_app, concord_worker USING ((council_id = ANY (ARRAY( SELECT roster_seen.council_id
   FROM app.roster_seen))));

ALTER TABLE public.membership ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.merger ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.nesting ENABLE ROW LEVEL SECURITY;

CREATE POLICY nesting_read ON public.nesting FOR SELECT TO concord_app, concord_worker USING (true);

ALTER TABLE public.office ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.office_may ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.office_notice ENABLE ROW LEVEL SECURITY;

CREATE POLICY officers_add ON public.appointment FOR INSERT TO concord_app WITH CHECK ((council_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'roster.edit'::text)))));

CREATE POLICY officers_add ON public.seat FOR INSERT TO concord_app WITH CHECK ((council_id = ANY (ARRAY( SELECT roster_edited.council_id
   FROM app.roster_edited))));

CREATE POLICY officers_edit ON public.appointment FOR UPDATE TO concord_app USING ((council_id = ANY (ARRAY( SELECT roster_edited.council_id
   FROM app.roster_edited))));

CREATE POLICY officers_edit ON public.charter FOR UPDATE TO concord_app USING ((council_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'charter.edit'::text)))));

CREATE POLICY officers_edit ON public.purpose FOR UPDATE TO concord_app USING ((council_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'charter.edit'::text)))));

CREATE POLICY officers_edit ON public.seat FOR UPDATE TO concord_app USING ((council_id = ANY (ARRAY( SELECT roster_edited.council_id
   FROM app.roster_edited))));

CREATE POLICY offices_add ON public.incident_county FOR INSERT TO concord_app WITH CHECK ((incident_id = ANY (ARRAY( SELECT i.id
   FROM public.incident i
  WHERE (((i.until IS NULL) OR (i.until > app.now())) AND (i.office_id = ANY (ARRAY( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'incident.declare'::text)))))))));

CREATE POLICY offices_add ON public.incident_sector FOR INSERT TO concord_app WITH CHECK ((incident_id = ANY (ARRAY( SELECT i.id
   FROM public.incident i
  WHERE (((i.until IS NULL) OR (i.until > app.now())) AND (i.office_id = ANY (ARRAY( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'incident.declare'::text)))))))));

CREATE POLICY offices_call ON public.incident_call FOR INSERT TO concord_app WITH CHECK (((by_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (incident_id = ANY (ARRAY( SELECT incident_office.incident_id
   FROM public.incident_office)))));

CREATE POLICY offices_declare ON public.incident FOR INSERT TO concord_app WITH CHECK (((declared_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'incident.declare'::text))))));

CREATE POLICY offices_end ON public.incident FOR UPDATE TO concord_app USING ((office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'incident.declare'::text)))));

CREATE POLICY offices_read ON public.incident FOR SELECT TO concord_app USING (( SELECT true
   FROM public.incident_office o
  WHERE (o.incident_id = incident.id)
 LIMIT 1));

CREATE POLICY offices_read ON public.incident_call FOR SELECT TO concord_app USING (( SELECT true
   FROM public.incident_office o
  WHERE (o.incident_id = incident_call.incident_id)
 LIMIT 1));

CREATE POLICY offices_read ON public.incident_county FOR SELECT TO concord_app USING (( SELECT true
   FROM public.incident_office o
  WHERE (o.incident_id = incident_county.incident_id)
 LIMIT 1));

CREATE POLICY offices_read ON public.incident_office FOR SELECT TO concord_app USING ((office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'incident.work'::text)))));

CREATE POLICY offices_read ON public.incident_sector FOR SELECT TO concord_app USING (( SELECT true
   FROM public.incident_office o
  WHERE (o.incident_id = incident_sector.incident_id)
 LIMIT 1));

CREATE POLICY offices_remove ON public.incident_county FOR DELETE TO concord_app USING ((incident_id = ANY (ARRAY( SELECT i.id
   FROM public.incident i
  WHERE (((i.until IS NULL) OR (i.until > app.now())) AND (i.office_id = ANY (ARRAY( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'incident.declare'::text)))))))));

CREATE POLICY offices_remove ON public.incident_sector FOR DELETE TO concord_app USING ((incident_id = ANY (ARRAY( SELECT i.id
   FROM public.incident i
  WHERE (((i.until IS NULL) OR (i.until > app.now())) AND (i.office_id = ANY (ARRAY( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'incident.declare'::text)))))))));

ALTER TABLE public.opened ENABLE ROW LEVEL SECURITY;

CREATE POLICY opens ON public.opened FOR INSERT TO concord_app WITH CHECK (((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND ( SELECT true
   FROM public.audience a
  WHERE (a.item_id = opened.item_id)
 LIMIT 1)));

ALTER TABLE public.organization ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organization_administrator ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organization_sector ENABLE ROW LEVEL SECURITY;

CREATE POLICY others_lift ON public.reveal_stop FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.stop_seen s
  WHERE ((s.stop_id = reveal_stop.id) AND (NOT s.own))
 LIMIT 1));

CREATE POLICY others_review ON public.reveal FOR UPDATE TO concord_app USING (((incident_id = ANY (ARRAY( SELECT reviewing.incident_id
   FROM app.reviewing))) AND (by_id <> ALL (ARRAY( SELECT who.person_id
   FROM app.who))))) WITH CHECK ((reviewed_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

ALTER TABLE public.outbox ENABLE ROW LEVEL SECURITY;

CREATE POLICY outgoing_turns ON public.succession FOR UPDATE TO concord_app USING ((seat_id = ANY (ARRAY( SELECT handing.seat_id
   FROM app.handing))));

CREATE POLICY own ON public.draft TO concord_app USING ((author_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who)))) WITH CHECK ((author_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own ON public.draft_file TO concord_app USING ((author_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who)))) WITH CHECK ((author_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own ON public.idempotency TO concord_app USING ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who)))) WITH CHECK ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own ON public.intake FOR SELECT TO concord_app USING ((by_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own ON public.intake_progress FOR SELECT TO concord_app USING (( SELECT true
   FROM public.intake i
  WHERE (i.id = intake_progress.intake_id)
 LIMIT 1));

CREATE POLICY own ON public.intake_row FOR SELECT TO concord_app USING (( SELECT true
   FROM public.intake i
  WHERE (i.id = intake_row.intake_id)
 LIMIT 1));

CREATE POLICY own ON public.mail_preference TO concord_app USING ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who)))) WITH CHECK ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own ON public.opened FOR SELECT TO concord_app USING ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own ON public.person_zone TO concord_app USING ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who)))) WITH CHECK ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own ON public.reach_notice FOR SELECT TO concord_app, concord_worker USING ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own ON public.rules_accepted TO concord_app USING ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who)))) WITH CHECK ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own ON public.saved_search TO concord_app USING ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who)))) WITH CHECK ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own ON public.thread_follow FOR SELECT TO concord_app, concord_worker USING ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own ON public.trouble FOR SELECT TO concord_app, concord_worker USING (((owner_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (dropped IS NULL)));

CREATE POLICY own ON public.watermark TO concord_app USING ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who)))) WITH CHECK ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own_adds ON public.intake FOR INSERT TO concord_app WITH CHECK (((by_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND
CASE kind
    WHEN 'organizations'::text THEN ( SELECT true
       FROM app.holding
      WHERE (holding.capability = 'organization.edit'::text)
     LIMIT 1)
    WHEN 'people'::text THEN ( SELECT true
       FROM app.holding
      WHERE (holding.capability = 'person.add'::text)
     LIMIT 1)
    ELSE (office_id = ANY (ARRAY( SELECT holding.council_id
       FROM app.holding
      WHERE (holding.capability = 'facility.edit'::text))))
END));

CREATE POLICY own_adds ON public.intake_row FOR INSERT TO concord_app WITH CHECK (( SELECT (i.rows IS NULL)
   FROM public.intake i
  WHERE (i.id = intake_row.intake_id)));

CREATE POLICY own_at_sending ON public.mail_preference FOR SELECT TO concord_worker USING ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own_at_sending ON public.person_zone FOR SELECT TO concord_worker USING ((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY own_chooses ON public.intake_row FOR UPDATE TO concord_app USING (( SELECT (i.approved IS NULL)
   FROM public.intake i
  WHERE (i.id = intake_row.intake_id)));

CREATE POLICY own_or_attendance ON public.read_record FOR SELECT TO concord_app USING (( SELECT true
  WHERE (read_record.person_id = ANY (ARRAY( SELECT who.person_id
           FROM app.who)))
UNION ALL
 SELECT true
   FROM public.item i
  WHERE ((i.id = read_record.item_id) AND ((i.author_id = ANY (ARRAY( SELECT who.person_id
           FROM app.who))) OR (i.source_council_id = ANY (ARRAY( SELECT holding.council_id
           FROM app.holding
          WHERE (holding.capability = 'attendance.read'::text))))))
 LIMIT 1));

CREATE POLICY own_read ON public.territory_notice FOR SELECT TO concord_app USING (((to_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'engagement.read'::text))))));

CREATE POLICY own_see ON public.territory_notice FOR UPDATE TO concord_app USING (((to_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'engagement.read'::text))))));

CREATE POLICY own_steps ON public.intake FOR UPDATE TO concord_app USING ((by_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))));

CREATE POLICY owner ON public.absence TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.admission TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.admission_step TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.agreement TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.appointment TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.attachment TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.audience TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.audit TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.break_glass TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.break_glass_decision TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.break_glass_end TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.break_glass_read TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.capability TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.charter TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.chore_trouble TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.circle TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.circle_way TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.contact TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.council TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.council_health TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.council_kind TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.council_kind_term TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.council_region TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.council_sector TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.council_subsector TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.council_umbrella TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.counterpart TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.county TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.directory_entry TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.draft TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.draft_file TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.edition TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.edition_entry TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.edition_entry_sector TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.engagement TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.engagement_version TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.facility TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.fact TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.file_room TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.file_share TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.hand_over TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.held TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.idempotency TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.imported TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.incident TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.incident_call TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.incident_county TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.incident_office TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.incident_sector TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.inspection TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.inspection_finding TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.intake TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.intake_progress TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.intake_room TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.intake_row TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.item TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.item_sector TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.item_state TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.item_version TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.jurisdiction TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.jurisdiction_body TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.lineage TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.listing TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.lookalike TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.lookalike_search TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.mail_preference TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.membership TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.merger TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.nesting TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.office TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.office_may TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.office_notice TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.opened TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.organization TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.organization_administrator TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.organization_sector TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.outbox TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.partner_request TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.partner_request_kind TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.person TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.person_zone TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.profile_confirmation TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.proposal TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.purpose TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.reach_answer TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.reach_growth TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.reach_held TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.reach_notice TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.read_record TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.record_number TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.region TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.regulatory_program TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.renewal TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.retired_sector TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.retired_sector_into TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.reveal TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.reveal_budget TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.reveal_refusal TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.reveal_stop TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.room_side TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.roster_rule TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.rules_accepted TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.rules_of_behavior TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.saved_search TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.seal_hash TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.seal_head TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.seal_leaf TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.search_part TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.seat TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.sector TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.sector_lead TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.sector_step TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.sector_update TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.selection TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.set_aside TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.source TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.speaker TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.subsector TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.succession TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.suspension TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.taken_away TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.term_warning TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.territory TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.territory_hand_over TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.territory_notice TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.text_left TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.thread_follow TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.told_apart TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.trouble TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.umbrella TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.unsealed TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.update_version TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.watermark TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON public.widening_limit TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner_adds ON public.contact FOR INSERT TO concord_app WITH CHECK (COALESCE(( SELECT true
   FROM app.who w
  WHERE (w.person_id = contact.person_id)), ( SELECT true
   FROM app.speaking_for s
  WHERE (s.organization_id = contact.organization_id)
 LIMIT 1)));

CREATE POLICY owner_changes ON public.contact FOR UPDATE TO concord_app USING (COALESCE(( SELECT true
   FROM app.who w
  WHERE (w.person_id = contact.person_id)), ( SELECT true
   FROM app.speaking_for s
  WHERE (s.organization_id = contact.organization_id)
 LIMIT 1)));

CREATE POLICY owner_says ON public.profile_confirmation FOR INSERT TO concord_app WITH CHECK (((by_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND ((subject_id = by_id) OR (organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
   FROM app.speaking_for))) OR ( SELECT (f.organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
           FROM app.speaking_for)))
   FROM public.facility f
  WHERE (f.id = profile_confirmation.facility_id)))));

CREATE POLICY parties_drop ON public.agreement FOR DELETE TO concord_app USING (((organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
   FROM app.speaking_for))) OR (with_id = ANY (ARRAY( SELECT speaking_for.organization_id
   FROM app.speaking_for)))));

CREATE POLICY partner_asks ON public.partner_request FOR INSERT TO concord_app WITH CHECK (((asked_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
   FROM app.speaking_for)))));

ALTER TABLE public.partner_request ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.partner_request_kind ENABLE ROW LEVEL SECURITY;

CREATE POLICY party_adds ON public.agreement FOR INSERT TO concord_app WITH CHECK ((organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
   FROM app.speaking_for))));

ALTER TABLE public.person ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.person_zone ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.profile_confirmation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.proposal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.purpose ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reach_answer ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reach_growth ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reach_held ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reach_notice ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.read_record ENABLE ROW LEVEL SECURITY;

CREATE POLICY readers_read ON public.attachment FOR SELECT TO concord_app, concord_worker USING ((( SELECT true
   FROM public.audience a
  WHERE ((a.item_id = attachment.item_id) AND ((attachment.dropped IS NULL) OR (a.since < attachment.dropped)))
 LIMIT 1) AND ( SELECT (i.withdrawn IS NULL)
   FROM public.item i
  WHERE (i.id = attachment.item_id))));

CREATE POLICY readers_read ON public.item FOR SELECT TO concord_app, concord_worker USING (( SELECT true
   FROM public.audience a
  WHERE (a.item_id = item.id)
 LIMIT 1));

CREATE POLICY readers_read ON public.item_sector FOR SELECT TO concord_app, concord_worker USING ((( SELECT true
   FROM public.audience a
  WHERE (a.item_id = item_sector.item_id)
 LIMIT 1) AND ( SELECT (i.withdrawn IS NULL)
   FROM public.item i
  WHERE (i.id = item_sector.item_id))));

CREATE POLICY readers_read ON public.item_state FOR SELECT TO concord_app, concord_worker USING ((( SELECT true
   FROM public.audience a
  WHERE (a.item_id = item_state.item_id)
 LIMIT 1) AND ( SELECT (i.withdrawn IS NULL)
   FROM public.item i
  WHERE (i.id = item_state.item_id))));

CREATE POLICY readers_read ON public.item_version FOR SELECT TO concord_app, concord_worker USING ((( SELECT true
   FROM public.audience a
  WHERE ((a.item_id = item_version.item_id) AND (a.since <= item_version.number))
 LIMIT 1) AND ( SELECT (i.withdrawn IS NULL)
   FROM public.item i
  WHERE (i.id = item_version.item_id))));

CREATE POLICY readers_read ON public.sector_update FOR SELECT TO concord_app, concord_worker USING ((( SELECT true
   FROM public.audience a
  WHERE (a.item_id = sector_update.item_id)
 LIMIT 1) AND ( SELECT (i.withdrawn IS NULL)
   FROM public.item i
  WHERE (i.id = sector_update.item_id))));

CREATE POLICY readers_read ON public.update_version FOR SELECT TO concord_app, concord_worker USING ((( SELECT true
   FROM public.audience a
  WHERE ((a.item_id = update_version.item_id) AND (a.since <= update_version.number))
 LIMIT 1) AND ( SELECT (i.withdrawn IS NULL)
   FROM public.item i
  WHERE (i.id = update_version.item_id))));

CREATE POLICY readers_search ON public.search_part FOR SELECT TO concord_app USING ((vector @@ ( SELECT (COALESCE(string_agg(DISTINCT (('''#'::text || holding.circle_id) || ''''::text), '|'::text), '''#'''::text))::tsquery AS "coalesce"
   FROM app.holding
  WHERE (holding.capability = 'item.read'::text))));

ALTER TABLE public.record_number ENABLE ROW LEVEL SECURITY;

CREATE POLICY recorder_edits ON public.agreement FOR UPDATE TO concord_app USING ((organization_id = ANY (ARRAY( SELECT speaking_for.organization_id
   FROM app.speaking_for))));

ALTER TABLE public.region ENABLE ROW LEVEL SECURITY;

CREATE POLICY region_adds ON public.engagement FOR INSERT TO concord_app WITH CHECK (((author_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'engagement.write'::text))))));

CREATE POLICY region_adds ON public.jurisdiction_body FOR INSERT TO concord_app WITH CHECK (((recorded_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'engagement.write'::text))))));

CREATE POLICY region_ends ON public.jurisdiction_body FOR UPDATE TO concord_app USING ((office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'engagement.write'::text)))));

CREATE POLICY region_reads ON public.territory_hand_over FOR SELECT TO concord_app USING ((office_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'engagement.read'::text)))));

ALTER TABLE public.regulatory_program ENABLE ROW LEVEL SECURITY;

CREATE POLICY relay ON public.outbox TO concord_worker USING (true);

ALTER TABLE public.renewal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.retired_sector ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.retired_sector_into ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reveal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reveal_budget ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reveal_refusal ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.reveal_stop ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.room_side ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roster_rule ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rules_accepted ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.rules_of_behavior ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.saved_search ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.seal_hash ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.seal_head ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.seal_leaf ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.search_part ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.seat ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sector ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sector_lead ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sector_step ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sector_update ENABLE ROW LEVEL SECURITY;

CREATE POLICY seen ON public.break_glass FOR SELECT TO concord_app, concord_worker USING ((council_id = ANY (ARRAY( SELECT glass_seen.council_id
   FROM app.glass_seen))));

CREATE POLICY seen ON public.break_glass_decision FOR SELECT TO concord_app, concord_worker USING (( SELECT true
   FROM public.break_glass b
  WHERE (b.id = break_glass_decision.break_glass_id)));

CREATE POLICY seen ON public.break_glass_end FOR SELECT TO concord_app, concord_worker USING (( SELECT true
   FROM public.break_glass b
  WHERE (b.id = break_glass_end.break_glass_id)));

CREATE POLICY seen ON public.break_glass_read FOR SELECT TO concord_app, concord_worker USING (( SELECT true
   FROM public.break_glass b
  WHERE (b.id = break_glass_read.break_glass_id)));

CREATE POLICY seen_with_it ON public.merger FOR SELECT TO concord_app USING (
CASE kind
    WHEN 'facility'::text THEN ( SELECT true
       FROM public.facility f
      WHERE (f.id = merger.kept_id)
     LIMIT 1)
    WHEN 'person'::text THEN ( SELECT true
       FROM public.person p
      WHERE (p.id = merger.kept_id)
     LIMIT 1)
    ELSE ( SELECT true
       FROM app.who
     LIMIT 1)
END);

CREATE POLICY seen_with_it ON public.profile_confirmation FOR SELECT TO concord_app USING (
CASE
    WHEN (facility_id IS NOT NULL) THEN ( SELECT true
       FROM public.facility f
      WHERE (f.id = profile_confirmation.facility_id)
     LIMIT 1)
    WHEN (subject_id IS NOT NULL) THEN ( SELECT true
       FROM public.person p
      WHERE (p.id = profile_confirmation.subject_id)
     LIMIT 1)
    ELSE ( SELECT true
       FROM app.who
     LIMIT 1)
END);

ALTER TABLE public.selection ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.set_aside ENABLE ROW LEVEL SECURITY;

CREATE POLICY shown ON public.fact FOR SELECT TO concord_app, concord_worker USING ((shown_to = ANY (ARRAY( SELECT 'public'::text
UNION ALL
 SELECT 'staff'::text
   FROM app.holding
  WHERE (holding.capability = 'fact.confirm'::text)))));

CREATE POLICY signed_in_read ON public.jurisdiction_body FOR SELECT TO concord_app USING (( SELECT true
   FROM app.who
 LIMIT 1));

CREATE POLICY signed_in_read ON public.territory FOR SELECT TO concord_app USING (( SELECT true
   FROM app.who
 LIMIT 1));

CREATE POLICY signin_adds ON public.rules_accepted FOR INSERT TO concord_signin WITH CHECK (true);

CREATE POLICY signin_keeps ON public.draft TO concord_signin USING ((about ~~ 'form:%'::text)) WITH CHECK ((about ~~ 'form:%'::text));

CREATE POLICY signin_reads ON public.capability FOR SELECT TO concord_signin USING (true);

CREATE POLICY signin_reads ON public.held FOR SELECT TO concord_signin USING (true);

CREATE POLICY signin_reads ON public.person FOR SELECT TO concord_signin USING (true);

CREATE POLICY signin_reads ON public.person_zone FOR SELECT TO concord_signin USING (true);

CREATE POLICY signin_reads ON public.rules_of_behavior FOR SELECT TO concord_signin USING (true);

ALTER TABLE public.source ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.speaker ENABLE ROW LEVEL SECURITY;

CREATE POLICY speaker_sets ON public.set_aside FOR INSERT TO concord_app WITH CHECK (((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND (organization_id = ANY (ARRAY( SELECT speaking.organization_id
   FROM app.speaking))) AND ( SELECT true
   FROM public.audience a
  WHERE ((a.item_id = set_aside.item_id) AND (a.answer_by IS NOT NULL) AND (a.circle_id = ANY (ARRAY( SELECT asked_seat.circle_id
           FROM app.asked_seat))))
 LIMIT 1)));

CREATE POLICY speaker_takes_up ON public.set_aside FOR DELETE TO concord_app USING ((organization_id = ANY (ARRAY( SELECT speaking.organization_id
   FROM app.speaking))));

CREATE POLICY staff_add ON public.council FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.council_kind_term FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.council_region FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.council_sector FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.council_umbrella FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.counterpart FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.edition FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.edition_entry FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.edition_entry_sector FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.lineage FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.organization_sector FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'organization.edit'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.person FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'person.add'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.regulatory_program FOR INSERT TO concord_app WITH CHECK ((( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1) AND (since >= ((app.now())::date - 1))));

CREATE POLICY staff_add ON public.retired_sector FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.retired_sector_into FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.room_side FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.rules_of_behavior FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'person.add'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.sector FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.sector_lead FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.sector_step FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.selection FOR INSERT TO concord_app WITH CHECK (((recorded_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND ( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1)));

CREATE POLICY staff_add ON public.subsector FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_add ON public.suspension FOR INSERT TO concord_app WITH CHECK (((by_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND ( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'person.add'::text)
 LIMIT 1)));

CREATE POLICY staff_add ON public.umbrella FOR INSERT TO concord_app WITH CHECK (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_decide ON public.proposal FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'proposal.decide'::text)
 LIMIT 1));

CREATE POLICY staff_drop ON public.council_kind_term FOR DELETE TO concord_app USING (((since > '-infinity'::timestamp with time zone) AND ( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1)));

CREATE POLICY staff_drop ON public.council_region FOR DELETE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_drop ON public.council_sector FOR DELETE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_drop ON public.edition FOR DELETE TO concord_app USING ((( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1) AND ((since > (app.now())::date) OR (recorded > (app.now() - '1 day'::interval))) AND (slug = ANY (ARRAY( SELECT fact.subject
   FROM public.fact
  WHERE ((fact.kind = 'edition'::text) AND (fact.basis = 'recorded'::text)))))));

CREATE POLICY staff_drop ON public.edition_entry FOR DELETE TO concord_app USING ((( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1) AND (fact_id = ANY (ARRAY( SELECT fact.id
   FROM public.fact
  WHERE (fact.basis = 'recorded'::text)))) AND (edition = ANY (ARRAY( SELECT edition.slug
   FROM public.edition
  WHERE ((edition.since > (app.now())::date) OR (edition.recorded > (app.now() - '1 day'::interval))))))));

CREATE POLICY staff_drop ON public.fact FOR DELETE TO concord_app USING (((basis = 'recorded'::text) AND ( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1)));

CREATE POLICY staff_drop ON public.organization_sector FOR DELETE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'organization.edit'::text)
 LIMIT 1));

CREATE POLICY staff_drop ON public.retired_sector FOR DELETE TO concord_app USING ((( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1) AND (slug = ANY (ARRAY( SELECT sector.slug
   FROM public.sector
  WHERE (sector.until > ((app.now())::date - 1))))) AND (fact_id = ANY (ARRAY( SELECT fact.id
   FROM public.fact
  WHERE (fact.basis = 'recorded'::text))))));

CREATE POLICY staff_drop ON public.sector_lead FOR DELETE TO concord_app USING ((( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1) AND ((since > (app.now())::date) OR (recorded > (app.now() - '1 day'::interval))) AND (fact_id = ANY (ARRAY( SELECT fact.id
   FROM public.fact
  WHERE (fact.basis = 'recorded'::text))))));

CREATE POLICY staff_drop ON public.sector_step FOR DELETE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_edit ON public.council FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_edit ON public.council_kind FOR UPDATE TO concord_app USING ((( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'proposal.decide'::text)
 LIMIT 1) AND app.kind_is_model(slug)));

CREATE POLICY staff_edit ON public.council_kind_term FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_edit ON public.council_sector FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_edit ON public.council_umbrella FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_edit ON public.counterpart FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_edit ON public.edition FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_edit ON public.organization FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'organization.edit'::text)
 LIMIT 1));

CREATE POLICY staff_edit ON public.person FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'person.add'::text)
 LIMIT 1));

CREATE POLICY staff_edit ON public.sector FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_edit ON public.sector_lead FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_edit ON public.subsector FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_edit ON public.umbrella FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_end ON public.organization_administrator FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'organization.edit'::text)
 LIMIT 1));

CREATE POLICY staff_end ON public.regulatory_program FOR UPDATE TO concord_app USING ((( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1) AND ((until IS NULL) OR (until > (app.now())::date)))) WITH CHECK (((until IS NULL) OR (until >= ((app.now())::date - 1))));

CREATE POLICY staff_end ON public.selection FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_judge ON public.fact FOR UPDATE TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'fact.confirm'::text)
 LIMIT 1)) WITH CHECK (((judged_with IS NULL) OR (judged_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who)))));

CREATE POLICY staff_propose ON public.proposal FOR INSERT TO concord_app WITH CHECK (((proposed_by = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND ( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'proposal.decide'::text)
 LIMIT 1)));

CREATE POLICY staff_read ON public.chore_trouble FOR SELECT TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_read ON public.council_health FOR SELECT TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'council.record'::text)
 LIMIT 1));

CREATE POLICY staff_read ON public.organization_administrator FOR SELECT TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'organization.edit'::text)
 LIMIT 1));

CREATE POLICY staff_read ON public.proposal FOR SELECT TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'proposal.decide'::text)
 LIMIT 1));

CREATE POLICY staff_read ON public.sector_step FOR SELECT TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1));

CREATE POLICY staff_read ON public.suspension FOR SELECT TO concord_app USING (( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'person.add'::text)
 LIMIT 1));

CREATE POLICY staff_record ON public.fact FOR INSERT TO concord_app WITH CHECK (((basis = 'recorded'::text) AND ( SELECT true
   FROM app.holding
  WHERE (holding.capability = 'sector.edit'::text)
 LIMIT 1)));

ALTER TABLE public.subsector ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.succession ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.suspension ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.taken_away ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.term_warning ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.territory ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.territory_hand_over ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.territory_notice ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.text_left ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.thread_follow ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.told_apart ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.trouble ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.umbrella ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unsealed ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.update_version ENABLE ROW LEVEL SECURITY;

CREATE POLICY validator_settles ON public.admission FOR UPDATE TO concord_app USING ((council_id = ANY (ARRAY( SELECT validating.council_id
   FROM app.validating))));

ALTER TABLE public.watermark ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.widening_limit ENABLE ROW LEVEL SECURITY;

CREATE POLICY withdraw ON public.item FOR UPDATE TO concord_app USING (((withdrawn IS NULL) AND (source_council_id = ANY (ARRAY( SELECT holding.council_id
   FROM app.holding
  WHERE (holding.capability = 'item.withdraw'::text)
UNION ALL
 SELECT h.council_id
   FROM app.holding h
  WHERE ((h.capability = ANY (ARRAY['update.post'::text, 'reply.post'::text])) AND (item.author_id = ANY (ARRAY( SELECT who.person_id
           FROM app.who))))))))) WITH CHECK ((withdrawn IS NOT NULL));

CREATE POLICY witness ON public.break_glass_read FOR INSERT TO concord_app WITH CHECK (((break_glass_id = ANY (ARRAY( SELECT breaking.id
   FROM app.breaking))) AND ( SELECT true
   FROM public.audience a
  WHERE (a.item_id = break_glass_read.item_id)
 LIMIT 1)));

CREATE POLICY witness ON public.read_record FOR INSERT TO concord_app WITH CHECK (((person_id = ANY (ARRAY( SELECT who.person_id
   FROM app.who))) AND ( SELECT true
   FROM public.audience a
  WHERE (a.item_id = read_record.item_id)
 LIMIT 1)));

CREATE POLICY worker_adds ON public.seal_hash FOR INSERT TO concord_worker WITH CHECK (true);

CREATE POLICY worker_adds ON public.seal_head FOR INSERT TO concord_worker WITH CHECK (true);

CREATE POLICY worker_adds ON public.seal_leaf FOR INSERT TO concord_worker WITH CHECK (true);

CREATE POLICY worker_all ON public.chore_trouble TO concord_worker USING (true) WITH CHECK (true);

CREATE POLICY worker_clears ON public.idempotency TO concord_worker USING (true);

CREATE POLICY worker_reads ON public.intake FOR SELECT TO concord_worker USING (true);

CREATE POLICY worker_reads ON public.seal_hash FOR SELECT TO concord_definer, concord_worker USING (true);

CREATE POLICY worker_reads ON public.seal_head FOR SELECT TO concord_definer, concord_worker USING (true);

CREATE POLICY worker_reads ON public.seal_leaf FOR SELECT TO concord_definer, concord_worker USING (true);

CREATE POLICY worker_seals ON public.audit FOR SELECT TO concord_worker USING (true);

CREATE POLICY worker_seals ON public.unsealed TO concord_worker USING (true);

CREATE POLICY writing_d ON public.absence AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.admission AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.admission_step AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.agreement AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.appointment AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.attachment AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.audience AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.audit AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.break_glass AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.break_glass_decision AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.break_glass_end AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.capability AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.charter AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.chore_trouble AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.circle AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.circle_way AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.contact AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.council AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.council_health AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.council_kind AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.council_kind_term AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.council_region AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.council_sector AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.council_subsector AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.council_umbrella AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.counterpart AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.county AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.directory_entry AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.draft AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.draft_file AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.edition AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.edition_entry AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.edition_entry_sector AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.engagement AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.engagement_version AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.facility AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.fact AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.file_room AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.file_share AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.hand_over AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.held AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.idempotency AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.imported AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.incident AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.incident_call AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.incident_county AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.incident_office AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.incident_sector AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.inspection AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.inspection_finding AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.intake AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.intake_progress AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.intake_room AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.intake_row AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.item AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.item_sector AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.item_state AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.item_version AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.jurisdiction AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.jurisdiction_body AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.lineage AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.listing AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.lookalike AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.lookalike_search AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.mail_preference AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.membership AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.merger AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.nesting AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.office AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.office_may AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.office_notice AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.organization AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.organization_administrator AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.organization_sector AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.outbox AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.partner_request AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.partner_request_kind AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.person AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.person_zone AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.profile_confirmation AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.proposal AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.purpose AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.reach_answer AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.reach_growth AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.reach_held AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.reach_notice AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.record_number AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.region AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.regulatory_program AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.renewal AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.retired_sector AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.retired_sector_into AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.reveal AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.reveal_budget AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.reveal_refusal AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.reveal_stop AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.room_side AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.roster_rule AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.rules_accepted AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.rules_of_behavior AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.saved_search AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.seal_hash AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.seal_head AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.seal_leaf AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.search_part AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.seat AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.sector AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.sector_lead AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.sector_step AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.sector_update AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.selection AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.set_aside AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.source AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.speaker AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.subsector AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.succession AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.suspension AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.taken_away AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.term_warning AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.territory AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.territory_hand_over AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.territory_notice AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.text_left AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.thread_follow AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.told_apart AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.trouble AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.umbrella AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.unsealed AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.update_version AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.watermark AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON public.widening_limit AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.absence AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.admission AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.admission_step AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.agreement AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.appointment AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.attachment AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.audience AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.audit AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.break_glass AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.break_glass_decision AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.break_glass_end AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.capability AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.charter AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.chore_trouble AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.circle AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.circle_way AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.contact AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.council AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.council_health AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.council_kind AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.council_kind_term AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.council_region AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.council_sector AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.council_subsector AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.council_umbrella AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.counterpart AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.county AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.directory_entry AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.draft AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.draft_file AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.edition AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.edition_entry AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.edition_entry_sector AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.engagement AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.engagement_version AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.facility AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.fact AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.file_room AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.file_share AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.hand_over AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.held AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.idempotency AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.imported AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.incident AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.incident_call AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.incident_county AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.incident_office AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.incident_sector AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.inspection AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.inspection_finding AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.intake AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.intake_progress AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.intake_room AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.intake_row AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.item AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.item_sector AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.item_state AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.item_version AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.jurisdiction AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.jurisdiction_body AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.lineage AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.listing AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.lookalike AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.lookalike_search AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.mail_preference AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.membership AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.merger AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.nesting AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.office AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.office_may AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.office_notice AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.organization AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.organization_administrator AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.organization_sector AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.outbox AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.partner_request AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.partner_request_kind AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.person AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.person_zone AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.profile_confirmation AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.proposal AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.purpose AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.reach_answer AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.reach_growth AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.reach_held AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.reach_notice AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.record_number AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.region AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.regulatory_program AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.renewal AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.retired_sector AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.retired_sector_into AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.reveal AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.reveal_budget AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.reveal_refusal AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.reveal_stop AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.room_side AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.roster_rule AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.rules_accepted AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.rules_of_behavior AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.saved_search AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.seal_hash AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.seal_head AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.seal_leaf AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.search_part AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.seat AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.sector AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.sector_lead AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.sector_step AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.sector_update AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.selection AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.set_aside AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.source AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.speaker AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.subsector AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.succession AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.suspension AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.taken_away AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.term_warning AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.territory AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.territory_hand_over AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.territory_notice AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.text_left AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.thread_follow AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.told_apart AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.trouble AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.umbrella AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.unsealed AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.update_version AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.watermark AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON public.widening_limit AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.absence AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.admission AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.admission_step AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.agreement AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.appointment AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.attachment AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.audience AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.audit AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.break_glass AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.break_glass_decision AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.break_glass_end AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.capability AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.charter AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.chore_trouble AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.circle AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.circle_way AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.contact AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.council AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.council_health AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.council_kind AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.council_kind_term AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.council_region AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.council_sector AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.council_subsector AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.council_umbrella AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.counterpart AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.county AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.directory_entry AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.draft AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.draft_file AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.edition AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.edition_entry AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.edition_entry_sector AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.engagement AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.engagement_version AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.facility AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.fact AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.file_room AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.file_share AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.hand_over AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.held AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.idempotency AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.imported AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.incident AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.incident_call AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.incident_county AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.incident_office AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.incident_sector AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.inspection AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.inspection_finding AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.intake AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.intake_progress AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.intake_room AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.intake_row AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.item AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.item_sector AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.item_state AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.item_version AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.jurisdiction AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.jurisdiction_body AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.lineage AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.listing AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.lookalike AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.lookalike_search AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.mail_preference AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.membership AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.merger AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.nesting AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.office AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.office_may AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.office_notice AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.organization AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.organization_administrator AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.organization_sector AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.outbox AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.partner_request AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.partner_request_kind AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.person AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.person_zone AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.profile_confirmation AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.proposal AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.purpose AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.reach_answer AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.reach_growth AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.reach_held AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.reach_notice AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.record_number AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.region AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.regulatory_program AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.renewal AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.retired_sector AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.retired_sector_into AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.reveal AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.reveal_budget AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.reveal_refusal AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.reveal_stop AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.room_side AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.roster_rule AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.rules_accepted AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.rules_of_behavior AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.saved_search AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.seal_hash AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.seal_head AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.seal_leaf AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.search_part AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.seat AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.sector AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.sector_lead AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.sector_step AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.sector_update AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.selection AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.set_aside AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.source AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.speaker AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.subsector AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.succession AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.suspension AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.taken_away AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.term_warning AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.territory AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.territory_hand_over AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.territory_notice AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.text_left AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.thread_follow AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.told_apart AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.trouble AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.umbrella AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.unsealed AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.update_version AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.watermark AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON public.widening_limit AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

ALTER TABLE signin.account ENABLE ROW LEVEL SECURITY;

ALTER TABLE signin.attempt ENABLE ROW LEVEL SECURITY;

ALTER TABLE signin.ceremony ENABLE ROW LEVEL SECURITY;

CREATE POLICY definer_acts ON signin.attempt TO concord_definer USING (true) WITH CHECK (true);

CREATE POLICY definer_acts ON signin.email_change TO concord_definer USING (true) WITH CHECK (true);

CREATE POLICY definer_acts ON signin.factor_reset TO concord_definer USING (true) WITH CHECK (true);

CREATE POLICY definer_acts ON signin.invitation TO concord_definer USING (true) WITH CHECK (true);

CREATE POLICY definer_acts ON signin.letter TO concord_definer USING (true) WITH CHECK (true);

CREATE POLICY definer_reads ON signin.account FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON signin.factor FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON signin.identity FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON signin.plea FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON signin.recovery_code FOR SELECT TO concord_definer USING (true);

CREATE POLICY definer_reads ON signin.session FOR SELECT TO concord_definer USING (true);

ALTER TABLE signin.device ENABLE ROW LEVEL SECURITY;

ALTER TABLE signin.email_change ENABLE ROW LEVEL SECURITY;

ALTER TABLE signin.ended ENABLE ROW LEVEL SECURITY;

ALTER TABLE signin.factor ENABLE ROW LEVEL SECURITY;

ALTER TABLE signin.factor_reset ENABLE ROW LEVEL SECURITY;

ALTER TABLE signin.identity ENABLE ROW LEVEL SECURITY;

ALTER TABLE signin.invitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE signin.letter ENABLE ROW LEVEL SECURITY;

ALTER TABLE signin.logout ENABLE ROW LEVEL SECURITY;

CREATE POLICY owner ON signin.account TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.attempt TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.ceremony TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.device TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.email_change TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.ended TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.factor TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.factor_reset TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.identity TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.invitation TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.letter TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.logout TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.plea TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.recovery_code TO concord_owner USING (true) WITH CHECK (true);

CREATE POLICY owner ON signin.session TO concord_owner USING (true) WITH CHECK (true);

ALTER TABLE signin.plea ENABLE ROW LEVEL SECURITY;

ALTER TABLE signin.recovery_code ENABLE ROW LEVEL SECURITY;

ALTER TABLE signin.session ENABLE ROW LEVEL SECURITY;

CREATE POLICY signin_all ON signin.account TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY signin_all ON signin.attempt TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY signin_all ON signin.ceremony TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY signin_all ON signin.device TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY signin_all ON signin.email_change TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY signin_all ON signin.ended TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY signin_all ON signin.factor TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY signin_all ON signin.factor_reset TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY signin_all ON signin.identity TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY signin_all ON signin.invitation TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY signin_all ON signin.logout TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY signin_all ON signin.recovery_code TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY signin_all ON signin.session TO concord_signin USING (true) WITH CHECK (true);

CREATE POLICY writing_d ON signin.account AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.attempt AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.ceremony AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.device AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.email_change AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.ended AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.factor AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.factor_reset AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.identity AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.invitation AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.letter AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.logout AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.plea AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.recovery_code AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_d ON signin.session AS RESTRICTIVE FOR DELETE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.account AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.attempt AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.ceremony AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.device AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.email_change AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.ended AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.factor AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.factor_reset AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.identity AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.invitation AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.letter AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.logout AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.plea AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.recovery_code AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_i ON signin.session AS RESTRICTIVE FOR INSERT TO concord_app WITH CHECK (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.account AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.attempt AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.ceremony AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.device AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.email_change AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.ended AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.factor AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.factor_reset AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.identity AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.invitation AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.letter AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.logout AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.plea AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.recovery_code AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

CREATE POLICY writing_u ON signin.session AS RESTRICTIVE FOR UPDATE TO concord_app USING (( SELECT (current_setting('app.mode'::text, true) = 'write'::text)));

GRANT USAGE ON SCHEMA app TO concord_app;
GRANT USAGE ON SCHEMA app TO concord_worker;
GRANT USAGE ON SCHEMA app TO concord_signin;
GRANT USAGE ON SCHEMA app TO concord_definer;

GRANT USAGE ON SCHEMA jobs TO concord_worker;
GRANT USAGE ON SCHEMA jobs TO concord_definer;

GRANT USAGE ON SCHEMA signin TO concord_signin;
GRANT USAGE ON SCHEMA signin TO concord_definer;

REVOKE ALL ON FUNCTION app.accept_admission(of_admission uuid, rules timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.accept_admission(of_admission uuid, rules timestamp with time zone) TO concord_app;

REVOKE ALL ON FUNCTION app.address_changes(by_proposal uuid, of_person uuid, new_email text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.address_fits(of_person uuid, new_email text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.address_sizes() FROM PUBLIC;
GRANT ALL ON FUNCTION app.address_sizes() TO concord_app;

REVOKE ALL ON FUNCTION app.addresses_of(of_person uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.admission_notice() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.admits(council uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.admits(council uuid) TO concord_app;
GRANT ALL ON FUNCTION app.admits(council uuid) TO concord_owner;

REVOKE ALL ON FUNCTION app.agreement_notice() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.agreement_recorded() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.answer_box(of_root uuid, of_answered uuid, chosen uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.answer_box(of_root uuid, of_answered uuid, chosen uuid[]) TO concord_app;
GRANT ALL ON FUNCTION app.answer_box(of_root uuid, of_answered uuid, chosen uuid[]) TO concord_worker;

REVOKE ALL ON FUNCTION app.answer_growth(of_growth uuid, items uuid[], hold boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.answer_growth(of_growth uuid, items uuid[], hold boolean) TO concord_app;

REVOKE ALL ON FUNCTION app.answer_question(of_proposal uuid, agrees boolean, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.answer_question(of_proposal uuid, agrees boolean, why text) TO concord_app;

REVOKE ALL ON FUNCTION app.answer_renewals(of_appointments uuid[], stays boolean, because text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.answer_renewals(of_appointments uuid[], stays boolean, because text) TO concord_app;

REVOKE ALL ON FUNCTION app.answerable(of_root uuid, counted boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION app.answerable(of_root uuid, counted boolean) TO concord_app;
GRANT ALL ON FUNCTION app.answerable(of_root uuid, counted boolean) TO concord_worker;

REVOKE ALL ON FUNCTION app.apply_intake(of_intake uuid, first integer, last integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.appointable(to_council uuid, of_organization uuid, named text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.appointable(to_council uuid, of_organization uuid, named text) TO concord_app;

REVOKE ALL ON FUNCTION app.appoints_another() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.approve_factor_reset(id uuid, invitation uuid, hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION app.approve_factor_reset(id uuid, invitation uuid, hash bytea) TO concord_app;

REVOKE ALL ON FUNCTION app.ask_council_reset(id uuid, in_council uuid, person uuid, because text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.ask_council_reset(id uuid, in_council uuid, person uuid, because text) TO concord_app;

REVOKE ALL ON FUNCTION app.ask_factor_reset(id uuid, person uuid, password_lost boolean, because text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.ask_factor_reset(id uuid, person uuid, password_lost boolean, because text) TO concord_app;

REVOKE ALL ON FUNCTION app.ask_renewals(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.ask_renewals(most integer) TO concord_worker;

REVOKE ALL ON FUNCTION app.ask_to_join(id uuid, council uuid, name text, email text, phone text, organization text, office text, supervisor text, supervisor_contact text, reason text, from_address text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.ask_to_join(id uuid, council uuid, name text, email text, phone text, organization text, office text, supervisor text, supervisor_contact text, reason text, from_address text) TO concord_app;

REVOKE ALL ON FUNCTION app.asked_letter(of_admission uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.asked_letter(of_admission uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.asker_in(council uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.audit_sign_in() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.bears_number(of_id uuid, of_scheme text, called text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.begin_growth(of_cause text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.binding(of_kind text, of_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.bound_until(person uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.browser_forgotten() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.cancel_invitation(person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.cancel_invitation(person uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.chairs(person uuid, in_council uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.changed_since(of_object text, of_id uuid, moment timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.choices(of_kind text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.community_of(of_sector text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.compare_facilities(of_intake uuid, first integer, last integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.compare_organizations(of_intake uuid, first integer, last integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.compare_people(of_intake uuid, first integer, last integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.compare_targets(of_intake uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.compare_targets(of_intake uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.compare_with_itself(of_intake uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.compare_with_itself(of_intake uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.confirmers(of_organization uuid, in_council uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.council_answers_within() FROM PUBLIC;
GRANT ALL ON FUNCTION app.council_answers_within() TO concord_app;

REVOKE ALL ON FUNCTION app.count_health() FROM PUBLIC;
GRANT ALL ON FUNCTION app.count_health() TO concord_worker;

REVOKE ALL ON FUNCTION app.count_renewals() FROM PUBLIC;
GRANT ALL ON FUNCTION app.count_renewals() TO concord_worker;

REVOKE ALL ON FUNCTION app.covers(of_state text, of_county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.digits(telephone text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.draft_files_are_few() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.drafts_are_few() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.drop_work(of_job bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.drop_work(of_job bigint) TO concord_app;

REVOKE ALL ON FUNCTION app.email_left_behind(person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.email_left_behind(person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.email_letter(person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.email_letter(person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.email_letter_left(person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.email_letter_left(person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.email_notice() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.end_unrenewed(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.end_unrenewed(most integer) TO concord_worker;

REVOKE ALL ON FUNCTION app.ended_offices() FROM PUBLIC;
GRANT ALL ON FUNCTION app.ended_offices() TO concord_app;

REVOKE ALL ON FUNCTION app.engagement_done() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.enter_communities(ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.enter_council(of_admission uuid, person uuid, rules timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.expire_admissions() FROM PUBLIC;
GRANT ALL ON FUNCTION app.expire_admissions() TO concord_worker;

REVOKE ALL ON FUNCTION app.exported(what text, council uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.exported(what text, council uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.faces_its_own(one uuid, other uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.fact_judged() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.fact_undo_within() FROM PUBLIC;
GRANT ALL ON FUNCTION app.fact_undo_within() TO concord_app;

REVOKE ALL ON FUNCTION app.factor_count() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.factor_notice() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.files_are_few() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.find_lookalikes() FROM PUBLIC;
GRANT ALL ON FUNCTION app.find_lookalikes() TO concord_worker;

REVOKE ALL ON FUNCTION app.finding_added() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.following(of_kind text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.give_back_room() FROM PUBLIC;
GRANT ALL ON FUNCTION app.give_back_room() TO concord_worker;

REVOKE ALL ON FUNCTION app.given_letter(of_request uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.given_letter(of_request uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.grown_for(of_growth uuid, of_person uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.growth_items(of_growth uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.growth_items(of_growth uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.growth_letter(of_growth uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.growth_letter(of_growth uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.growth_seen(of_growth uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.growth_seen(of_growth uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.growth_ways(of_growth uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.growth_ways(of_growth uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.growths_left() FROM PUBLIC;
GRANT ALL ON FUNCTION app.growths_left() TO concord_worker;

REVOKE ALL ON FUNCTION app.hand_over_fits(of_council uuid, of_person uuid, of_office text, proposer uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.hand_over_is_told() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.hand_over_letter(of_hand_over uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.hand_over_letter(of_hand_over uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.hand_over_opens() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.hand_over_turns() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.hand_over_undo_within() FROM PUBLIC;
GRANT ALL ON FUNCTION app.hand_over_undo_within() TO concord_app;

REVOKE ALL ON FUNCTION app.harvest_letter(of_stop uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.harvest_letter(of_stop uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.held_back() FROM PUBLIC;
GRANT ALL ON FUNCTION app.held_back() TO concord_app;
GRANT ALL ON FUNCTION app.held_back() TO concord_worker;
GRANT ALL ON FUNCTION app.held_back() TO concord_definer;

REVOKE ALL ON FUNCTION app.held_from(of_people uuid[], of_root uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.held_from(of_people uuid[], of_root uuid) TO concord_definer;

REVOKE ALL ON FUNCTION app.identity_notice() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.incident_letter(of_incident uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.incident_letter(of_incident uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.incident_reopens_within() FROM PUBLIC;
GRANT ALL ON FUNCTION app.incident_reopens_within() TO concord_app;

REVOKE ALL ON FUNCTION app.inspection_is_told() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.inspection_letter(of_inspection uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.inspection_letter(of_inspection uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.inspection_notified() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.intake_allowed(of_intake uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.intake_brings_lookalikes() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.intake_cells(of_intake uuid, first integer, last integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.intake_cells(of_intake uuid, first integer, last integer) TO concord_worker;

REVOKE ALL ON FUNCTION app.intake_done(of_intake uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.intake_done(of_intake uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.intake_given(of_intake uuid, rows jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION app.intake_given(of_intake uuid, rows jsonb) TO concord_worker;

REVOKE ALL ON FUNCTION app.intake_progress(of_intake uuid, done integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.intake_progress(of_intake uuid, done integer) TO concord_worker;

REVOKE ALL ON FUNCTION app.intake_rows(work text, of_intake uuid, first integer, last integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.intake_rows(work text, of_intake uuid, first integer, last integer) TO concord_worker;

REVOKE ALL ON FUNCTION app.intake_rows_are_few() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.intakes_are_few() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.invitation_fits(of_person uuid, new_email text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.invitation_fits(of_person uuid, new_email text) TO concord_definer;

REVOKE ALL ON FUNCTION app.invite(id uuid, person uuid, email text, hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION app.invite(id uuid, person uuid, email text, hash bytea) TO concord_app;

REVOKE ALL ON FUNCTION app.invite_applicant(of_admission uuid, id uuid, hash bytea, token text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.invite_applicant(of_admission uuid, id uuid, hash bytea, token text) TO concord_app;

REVOKE ALL ON FUNCTION app.is_alarm(gaining integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.is_anothers_draft(id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.is_anothers_draft(id uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.join_council(link bytea, person uuid, rules timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION app.join_council(link bytea, person uuid, rules timestamp with time zone) TO concord_signin;

REVOKE ALL ON FUNCTION app.join_letter(of_invitation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.join_letter(of_invitation uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.join_trouble(of_admission uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.join_trouble(of_admission uuid) TO concord_app;
GRANT ALL ON FUNCTION app.join_trouble(of_admission uuid) TO concord_signin;

REVOKE ALL ON FUNCTION app.keep_profile(of_organization uuid, new_abbr text, new_state text, new_website text, new_sectors text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.keep_profile(of_organization uuid, new_abbr text, new_state text, new_website text, new_sectors text[]) TO concord_app;

REVOKE ALL ON FUNCTION app.keeper_hands_over() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.keepers(of_council uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.keeps_telephone(of_person uuid, called text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.kept_from(of_root uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.kept_from(of_root uuid) TO concord_definer;

REVOKE ALL ON FUNCTION app.kind_change(of_kind text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.kind_effect(of_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.kind_effect(of_kind text) TO concord_app;

REVOKE ALL ON FUNCTION app.kind_is_model(of_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.kind_is_model(of_kind text) TO concord_app;

REVOKE ALL ON FUNCTION app.letter(of_invitation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.letter(of_invitation uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.letter_left(of_invitation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.letter_left(of_invitation uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.lists(ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.look_for_lookalikes() FROM PUBLIC;
GRANT ALL ON FUNCTION app.look_for_lookalikes() TO concord_worker;

REVOKE ALL ON FUNCTION app.lookalikes_asked() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.mail_again(of_mail bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.mail_again(of_mail bigint) TO concord_app;

REVOKE ALL ON FUNCTION app.mail_link(of_invitation uuid, token text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.mail_link(of_invitation uuid, token text) TO concord_app;

REVOKE ALL ON FUNCTION app.mail_reset(of_invitation uuid, token text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.mail_reset(of_invitation uuid, token text) TO concord_app;

REVOKE ALL ON FUNCTION app.mail_to(of_item uuid, after uuid, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.mail_to(of_item uuid, after uuid, most integer) TO concord_worker;

REVOKE ALL ON FUNCTION app.may_merge(of_kind text, one uuid, other uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.merge(merger_id uuid, of_kind text, kept uuid, gone uuid, take text[], reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.merge(merger_id uuid, of_kind text, kept uuid, gone uuid, take text[], reason text) TO concord_app;

REVOKE ALL ON FUNCTION app.moves_another() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.name_key(name text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.name_key(name text) TO concord_app;
GRANT ALL ON FUNCTION app.name_key(name text) TO concord_worker;
GRANT ALL ON FUNCTION app.name_key(name text) TO concord_definer;

REVOKE ALL ON FUNCTION app.named(person uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.nest(inner_council uuid, outer_council uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.note_trouble() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.note_ways(councils uuid[], of_cause text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.number_scheme(of_intake uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.numbered(of_object text, of_scheme text, called text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.office_letter(notice uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.office_letter(notice uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.office_notice() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.office_of(of_state text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.officers(of_council uuid) FROM PUBLIC;

GRANT SELECT,INSERT,UPDATE ON TABLE public.organization TO concord_app;
GRANT SELECT ON TABLE public.organization TO concord_worker;
GRANT SELECT ON TABLE public.organization TO concord_definer;

REVOKE ALL ON FUNCTION app.organization_differs(o public.organization, given jsonb, in_state text, in_county text, of_sectors text[], number_new boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.organization_trouble(of_organizations uuid[], called text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.organization_words(o public.organization) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.organizations_named(called text, in_state text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.pace_since(me uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.pass_growth_on(of_growth uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.pass_growth_on(of_growth uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.place_fits(one text, other text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.plea_letter(of_plea uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.plea_letter(of_plea uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.plead(id uuid, of_email text, lost text, from_address text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.plead(id uuid, of_email text, lost text, from_address text) TO concord_app;

REVOKE ALL ON FUNCTION app.proposal_is_answered() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.proposals_fall_due() FROM PUBLIC;
GRANT ALL ON FUNCTION app.proposals_fall_due() TO concord_worker;

REVOKE ALL ON PROCEDURE app.protect(IN t regclass, IN audited boolean, IN witnessed boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.publishes(of_item uuid, since integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.publishes(of_item uuid, since integer) TO concord_app;

REVOKE ALL ON FUNCTION app.question_letter(of_proposal uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.question_letter(of_proposal uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.reach_of(circles uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.reach_of(circles uuid[]) TO concord_app;
GRANT ALL ON FUNCTION app.reach_of(circles uuid[]) TO concord_worker;

REVOKE ALL ON FUNCTION app.reached(of_item uuid, circles uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.reached(of_item uuid, circles uuid[]) TO concord_owner;

REVOKE ALL ON FUNCTION app.reader_names(of_item uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.reader_names(of_item uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.readers_of(of_council uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.readers_of(of_council uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.readings(ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.record_says(of_kind text, of_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.refold(ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.refold_structure(ids uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.refusal_letter(of_admission uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.refusal_letter(of_admission uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.refused(rule text, named text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.refused(rule text, named text) TO concord_app;

REVOKE ALL ON FUNCTION app.remind_of_renewals(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.remind_of_renewals(most integer) TO concord_worker;

REVOKE ALL ON FUNCTION app.reopening_letter(of_incident uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.reopening_letter(of_incident uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.resettable(in_council uuid, named text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.resettable(in_council uuid, named text) TO concord_app;

REVOKE ALL ON FUNCTION app.reveal(contacts uuid[], why text, of_via text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.reveal(contacts uuid[], why text, of_via text) TO concord_app;

REVOKE ALL ON FUNCTION app.reveal_refused(me uuid, of_rule text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.right_change(of_kind text, of_office text, of_capability text, of_reach text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.right_effect(of_kind text, of_office text, of_capability text, of_reach text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.right_effect(of_kind text, of_office text, of_capability text, of_reach text) TO concord_app;

REVOKE ALL ON FUNCTION app.right_fits(of_kind text, of_office text, of_capability text, of_reach text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.right_fits(of_kind text, of_office text, of_capability text, of_reach text) TO concord_app;

REVOKE ALL ON FUNCTION app.row_trouble(given jsonb, state_known boolean, county_known boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.said(given jsonb, name text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.says_no_more(given jsonb, above jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.search_anew(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.search_anew(most integer) TO concord_worker;

REVOKE ALL ON FUNCTION app.search_vector(item uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.seen_by(of_root uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.seen_by(of_root uuid) TO concord_app;
GRANT ALL ON FUNCTION app.seen_by(of_root uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.seers_of(of_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.seers_of(of_person uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.serves(of_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.serves(of_person uuid) TO concord_definer;

REVOKE ALL ON FUNCTION app.serves_until(who uuid, of_office uuid, from_then timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.session_ended() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.set_aside_named() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.side_by_side(of_kind text, one uuid, other uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.side_by_side(of_kind text, one uuid, other uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.site_key(site text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.site_key(site text) TO concord_app;
GRANT ALL ON FUNCTION app.site_key(site text) TO concord_worker;
GRANT ALL ON FUNCTION app.site_key(site text) TO concord_definer;

REVOKE ALL ON FUNCTION app.size_of(circle uuid, OUT people integer, OUT government integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.speaks_still(of_item uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.speaks_still(of_item uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.staff_with(wanted text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.still(person uuid, in_council uuid, wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.still(person uuid, in_council uuid, wanted text) TO concord_owner;

REVOKE ALL ON FUNCTION app.store_of(capability text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.successors(of_seat uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.successors(of_seat uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.suspension_ends_sign_ins() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.take(of_kind text, of_id uuid, fields text[], said jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.take_room(blobs text[], sizes bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.take_room(blobs text[], sizes bigint[]) TO concord_app;

REVOKE ALL ON FUNCTION app.telephone_of_file(of_person uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.tell_of_growth(of_growth uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.tell_of_growth(of_growth uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.term_letter(warning uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.term_letter(warning uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.territory_end_letter(of_notice uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.territory_end_letter(of_notice uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.text_leaves(of_item uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.text_leaves(of_item uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.text_left_to(of_item uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.text_left_to(of_item uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.text_stayed(of_item uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.text_stayed(of_item uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_apart_where() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.told_of_agreement(of_agreement uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_agreement(of_agreement uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_answer(of_request uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_answer(of_request uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_break_glass(glass uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_break_glass(glass uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_given(of_request uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_given(of_request uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_glass_asked(glass uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_glass_asked(glass uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_growth(of_growth uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_growth(of_growth uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_hand_over(of_hand_over uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_hand_over(of_hand_over uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_harvest(of_stop uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_harvest(of_stop uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_incident(of_incident uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_incident(of_incident uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_inspection(of_inspection uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_inspection(of_inspection uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_office(notice uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_office(notice uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_plea(of_plea uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_plea(of_plea uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_question(of_proposal uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_question(of_proposal uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_reopening(of_incident uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_reopening(of_incident uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_request(of_request uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_request(of_request uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_succession(hand_over uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_succession(hand_over uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_territory_end(of_notice uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_territory_end(of_notice uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_widening(of_proposal uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_widening(of_proposal uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.told_of_withdrawal(of_item uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.told_of_withdrawal(of_item uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.took_records(of_what text, rows integer, because text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.took_records(of_what text, rows integer, because text) TO concord_app;

REVOKE ALL ON FUNCTION app.took_roster(of_council uuid, people integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.took_roster(of_council uuid, people integer) TO concord_app;

GRANT SELECT ON TABLE public.trouble TO concord_app;
GRANT SELECT ON TABLE public.trouble TO concord_worker;
GRANT SELECT ON TABLE public.trouble TO concord_definer;

REVOKE ALL ON FUNCTION app.troubled(of_job bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.try_again(of_job bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION app.try_again(of_job bigint) TO concord_app;

REVOKE ALL ON FUNCTION app.undo_intake(of_intake uuid, first integer, last integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.unmerge(of_merger uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.unmerge(of_merger uuid) TO concord_app;

REVOKE ALL ON FUNCTION app.unnamed(blobs text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION app.unnamed(blobs text[]) TO concord_worker;

REVOKE ALL ON FUNCTION app.validators_awaited() FROM PUBLIC;
GRANT ALL ON FUNCTION app.validators_awaited() TO concord_worker;

REVOKE ALL ON FUNCTION app.vouches(person uuid, in_council uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.vouches(person uuid, in_council uuid) TO concord_signin;

REVOKE ALL ON FUNCTION app.warn_of_terms() FROM PUBLIC;
GRANT ALL ON FUNCTION app.warn_of_terms() TO concord_worker;

REVOKE ALL ON FUNCTION app.warn_unused(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION app.warn_unused(most integer) TO concord_worker;

REVOKE ALL ON FUNCTION app.warned_of(warning uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.warned_of(warning uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.ways_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION app.whom_to_ask(of_council uuid, but uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.widening_letter(of_proposal uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.widening_letter(of_proposal uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.widest(of_kind text, of_office text, of_capability text, of_reach text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.withdraw_factor_reset(id uuid, because text) FROM PUBLIC;
GRANT ALL ON FUNCTION app.withdraw_factor_reset(id uuid, because text) TO concord_app;

REVOKE ALL ON FUNCTION app.withdrawal_letter(of_item uuid, to_person uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION app.withdrawal_letter(of_item uuid, to_person uuid) TO concord_worker;

REVOKE ALL ON FUNCTION app.words_but_one(key text) FROM PUBLIC;

REVOKE ALL ON FUNCTION app.writer() FROM PUBLIC;

REVOKE ALL ON FUNCTION jobs.river_job_state_in_bitmask(bitmask bit, state jobs.river_job_state) FROM PUBLIC;
GRANT ALL ON FUNCTION jobs.river_job_state_in_bitmask(bitmask bit, state jobs.river_job_state) TO concord_worker;
GRANT ALL ON FUNCTION jobs.river_job_state_in_bitmask(bitmask bit, state jobs.river_job_state) TO concord_definer;

REVOKE ALL ON FUNCTION signin.code_was_right(person uuid, browser text) FROM PUBLIC;
GRANT ALL ON FUNCTION signin.code_was_right(person uuid, browser text) TO concord_signin;

REVOKE ALL ON FUNCTION signin.logout_was_right(address text) FROM PUBLIC;
GRANT ALL ON FUNCTION signin.logout_was_right(address text) TO concord_signin;

REVOKE ALL ON FUNCTION signin.take(of_bucket text, step interval, within interval) FROM PUBLIC;
GRANT ALL ON FUNCTION signin.take(of_bucket text, step interval, within interval) TO concord_signin;
GRANT ALL ON FUNCTION signin.take(of_bucket text, step interval, within interval) TO concord_definer;

REVOKE ALL ON FUNCTION signin.take_question(person uuid, browser text, address text) FROM PUBLIC;
GRANT ALL ON FUNCTION signin.take_question(person uuid, browser text, address text) TO concord_signin;

REVOKE ALL ON FUNCTION signin.try_code(person uuid, browser text) FROM PUBLIC;
GRANT ALL ON FUNCTION signin.try_code(person uuid, browser text) TO concord_signin;

REVOKE ALL ON FUNCTION signin.try_password(account_email text, browser text, address text) FROM PUBLIC;
GRANT ALL ON FUNCTION signin.try_password(account_email text, browser text, address text) TO concord_signin;

REVOKE ALL ON FUNCTION signin.was_right(account_email text, browser text, address text) FROM PUBLIC;
GRANT ALL ON FUNCTION signin.was_right(account_email text, browser text, address text) TO concord_signin;

GRANT SELECT,INSERT,UPDATE ON TABLE public.person TO concord_app;
GRANT SELECT ON TABLE public.person TO concord_worker;
GRANT SELECT,INSERT ON TABLE public.person TO concord_definer;

GRANT SELECT(id) ON TABLE public.person TO concord_signin;

GRANT SELECT(name) ON TABLE public.person TO concord_signin;

GRANT SELECT(suspended) ON TABLE public.person TO concord_signin;

GRANT SELECT(expires) ON TABLE public.person TO concord_signin;

GRANT SELECT ON TABLE signin.session TO concord_definer;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE signin.session TO concord_signin;

GRANT SELECT ON TABLE app.who TO concord_app;
GRANT SELECT ON TABLE app.who TO concord_worker;
GRANT SELECT ON TABLE app.who TO concord_owner;
GRANT SELECT ON TABLE app.who TO concord_signin;

GRANT SELECT ON TABLE public.circle TO concord_app;
GRANT SELECT ON TABLE public.circle TO concord_worker;
GRANT SELECT ON TABLE public.circle TO concord_definer;

GRANT SELECT ON TABLE public.held TO concord_definer;
GRANT SELECT ON TABLE public.held TO concord_signin;

GRANT SELECT ON TABLE app.holding TO concord_app;
GRANT SELECT ON TABLE app.holding TO concord_worker;
GRANT SELECT ON TABLE app.holding TO concord_owner;

GRANT SELECT,INSERT ON TABLE public.council TO concord_app;
GRANT SELECT ON TABLE public.council TO concord_worker;
GRANT SELECT ON TABLE public.council TO concord_definer;

GRANT UPDATE(name) ON TABLE public.council TO concord_app;

GRANT UPDATE(short_name) ON TABLE public.council TO concord_app;

GRANT UPDATE(parent_id) ON TABLE public.council TO concord_app;

GRANT UPDATE(region) ON TABLE public.council TO concord_app;

GRANT UPDATE(status) ON TABLE public.council TO concord_app;

GRANT UPDATE(status_note) ON TABLE public.council TO concord_app;

GRANT UPDATE(formed_year) ON TABLE public.council TO concord_app;

GRANT UPDATE(until) ON TABLE public.council TO concord_app;

GRANT UPDATE(website) ON TABLE public.council TO concord_app;

GRANT SELECT ON TABLE app.roster_seen TO concord_app;
GRANT SELECT ON TABLE app.roster_seen TO concord_worker;
GRANT SELECT ON TABLE app.roster_seen TO concord_owner;

GRANT SELECT,INSERT ON TABLE public.appointment TO concord_app;
GRANT SELECT ON TABLE public.appointment TO concord_worker;
GRANT SELECT ON TABLE public.appointment TO concord_definer;

GRANT UPDATE(until) ON TABLE public.appointment TO concord_app;

GRANT UPDATE(ended_because) ON TABLE public.appointment TO concord_app;

GRANT UPDATE(ended_for) ON TABLE public.appointment TO concord_app;

GRANT SELECT ON TABLE app.acquaintance TO concord_app;
GRANT SELECT ON TABLE app.acquaintance TO concord_worker;
GRANT SELECT ON TABLE app.acquaintance TO concord_owner;

GRANT SELECT ON TABLE app.presiding TO concord_app;
GRANT SELECT ON TABLE app.presiding TO concord_worker;
GRANT SELECT ON TABLE app.presiding TO concord_definer;

GRANT SELECT ON TABLE app.acting TO concord_app;
GRANT SELECT ON TABLE app.acting TO concord_worker;
GRANT SELECT ON TABLE app.acting TO concord_definer;

GRANT SELECT ON TABLE public.organization_administrator TO concord_app;
GRANT SELECT ON TABLE public.organization_administrator TO concord_definer;

GRANT UPDATE(until) ON TABLE public.organization_administrator TO concord_app;

GRANT SELECT ON TABLE app.administering TO concord_app;
GRANT SELECT ON TABLE app.administering TO concord_owner;

GRANT SELECT ON TABLE public.admission TO concord_app;
GRANT SELECT ON TABLE public.admission TO concord_worker;
GRANT SELECT,INSERT ON TABLE public.admission TO concord_definer;

GRANT INSERT(id) ON TABLE public.admission TO concord_app;

GRANT INSERT(council_id) ON TABLE public.admission TO concord_app;

GRANT INSERT(origin) ON TABLE public.admission TO concord_app;

GRANT INSERT(organization_id),UPDATE(organization_id) ON TABLE public.admission TO concord_app;

GRANT INSERT(organization_name) ON TABLE public.admission TO concord_app;

GRANT INSERT(office) ON TABLE public.admission TO concord_app;

GRANT INSERT(seat_id),UPDATE(seat_id) ON TABLE public.admission TO concord_app;

GRANT INSERT(person_id) ON TABLE public.admission TO concord_app;

GRANT INSERT(name) ON TABLE public.admission TO concord_app;

GRANT INSERT(email) ON TABLE public.admission TO concord_app;

GRANT INSERT(phone) ON TABLE public.admission TO concord_app;

GRANT INSERT(supervisor) ON TABLE public.admission TO concord_app;

GRANT INSERT(supervisor_contact) ON TABLE public.admission TO concord_app;

GRANT INSERT(reason) ON TABLE public.admission TO concord_app;

GRANT INSERT(by_id) ON TABLE public.admission TO concord_app;

GRANT SELECT ON TABLE public.admission_step TO concord_app;
GRANT SELECT ON TABLE public.admission_step TO concord_worker;
GRANT SELECT,INSERT ON TABLE public.admission_step TO concord_definer;

GRANT INSERT(admission_id) ON TABLE public.admission_step TO concord_app;

GRANT INSERT(council_id) ON TABLE public.admission_step TO concord_app;

GRANT INSERT(kind) ON TABLE public.admission_step TO concord_app;

GRANT INSERT(by_id) ON TABLE public.admission_step TO concord_app;

GRANT INSERT(checked) ON TABLE public.admission_step TO concord_app;

GRANT INSERT(because) ON TABLE public.admission_step TO concord_app;

GRANT INSERT(advice) ON TABLE public.admission_step TO concord_app;

GRANT SELECT ON TABLE app.admission_state TO concord_app;
GRANT SELECT ON TABLE app.admission_state TO concord_worker;
GRANT SELECT ON TABLE app.admission_state TO concord_definer;

GRANT SELECT ON TABLE public.territory TO concord_app;
GRANT SELECT ON TABLE public.territory TO concord_definer;

GRANT INSERT(id) ON TABLE public.territory TO concord_app;

GRANT INSERT(person_id) ON TABLE public.territory TO concord_app;

GRANT INSERT(state) ON TABLE public.territory TO concord_app;

GRANT INSERT(county) ON TABLE public.territory TO concord_app;

GRANT INSERT(since) ON TABLE public.territory TO concord_app;

GRANT INSERT(until),UPDATE(until) ON TABLE public.territory TO concord_app;

GRANT SELECT ON TABLE app.advisor TO concord_app;

GRANT SELECT ON TABLE public.renewal TO concord_app;
GRANT SELECT ON TABLE public.renewal TO concord_definer;

GRANT SELECT ON TABLE app.confirming TO concord_owner;

GRANT SELECT ON TABLE public.office TO concord_app;
GRANT SELECT ON TABLE public.office TO concord_worker;
GRANT SELECT ON TABLE public.office TO concord_definer;

GRANT SELECT ON TABLE app.appointee TO concord_app;
GRANT SELECT ON TABLE app.appointee TO concord_worker;

GRANT SELECT ON TABLE app.asked_of_me TO concord_app;

GRANT SELECT ON TABLE public.speaker TO concord_app;
GRANT SELECT ON TABLE public.speaker TO concord_worker;
GRANT SELECT ON TABLE public.speaker TO concord_definer;

GRANT SELECT ON TABLE app.asked_seat TO concord_app;
GRANT SELECT ON TABLE app.asked_seat TO concord_worker;

GRANT SELECT ON TABLE public.audit TO concord_worker;
GRANT SELECT,INSERT ON TABLE public.audit TO concord_definer;

GRANT SELECT ON TABLE public.item TO concord_app;
GRANT SELECT ON TABLE public.item TO concord_worker;

GRANT INSERT(id) ON TABLE public.item TO concord_app;
GRANT SELECT(id) ON TABLE public.item TO concord_definer;

GRANT INSERT(kind) ON TABLE public.item TO concord_app;
GRANT SELECT(kind) ON TABLE public.item TO concord_definer;

GRANT INSERT(root_id) ON TABLE public.item TO concord_app;
GRANT SELECT(root_id) ON TABLE public.item TO concord_definer;

GRANT INSERT(label) ON TABLE public.item TO concord_app;

GRANT INSERT(root_label) ON TABLE public.item TO concord_app;

GRANT INSERT(source_council_id) ON TABLE public.item TO concord_app;
GRANT SELECT(source_council_id) ON TABLE public.item TO concord_definer;

GRANT INSERT(author_id) ON TABLE public.item TO concord_app;
GRANT SELECT(author_id) ON TABLE public.item TO concord_definer;

GRANT INSERT(appointment_id) ON TABLE public.item TO concord_app;

GRANT UPDATE(withdrawn) ON TABLE public.item TO concord_app;
GRANT SELECT(withdrawn) ON TABLE public.item TO concord_definer;

GRANT UPDATE(withdrawn_because) ON TABLE public.item TO concord_app;
GRANT SELECT(withdrawn_because) ON TABLE public.item TO concord_definer;

GRANT SELECT,INSERT ON TABLE public.seat TO concord_app;
GRANT SELECT ON TABLE public.seat TO concord_worker;
GRANT SELECT ON TABLE public.seat TO concord_definer;

GRANT UPDATE(class) ON TABLE public.seat TO concord_app;

GRANT UPDATE(appointed_by) ON TABLE public.seat TO concord_app;

GRANT UPDATE(until) ON TABLE public.seat TO concord_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.sector TO concord_app;
GRANT SELECT ON TABLE public.sector TO concord_worker;
GRANT SELECT ON TABLE public.sector TO concord_definer;

GRANT SELECT ON TABLE public.break_glass TO concord_app;
GRANT SELECT ON TABLE public.break_glass TO concord_worker;
GRANT SELECT ON TABLE public.break_glass TO concord_definer;

GRANT INSERT(id) ON TABLE public.break_glass TO concord_app;

GRANT INSERT(council_id) ON TABLE public.break_glass TO concord_app;

GRANT INSERT(because) ON TABLE public.break_glass TO concord_app;

GRANT INSERT(hours) ON TABLE public.break_glass TO concord_app;

GRANT SELECT ON TABLE public.break_glass_decision TO concord_app;
GRANT SELECT ON TABLE public.break_glass_decision TO concord_worker;
GRANT SELECT ON TABLE public.break_glass_decision TO concord_definer;

GRANT INSERT(break_glass_id) ON TABLE public.break_glass_decision TO concord_app;

GRANT INSERT(approved) ON TABLE public.break_glass_decision TO concord_app;

GRANT INSERT(because) ON TABLE public.break_glass_decision TO concord_app;

GRANT SELECT ON TABLE public.break_glass_end TO concord_app;
GRANT SELECT ON TABLE public.break_glass_end TO concord_worker;
GRANT SELECT ON TABLE public.break_glass_end TO concord_definer;

GRANT INSERT(break_glass_id) ON TABLE public.break_glass_end TO concord_app;

GRANT SELECT ON TABLE app.breaking TO concord_app;

GRANT SELECT ON TABLE public.council_kind TO concord_app;
GRANT SELECT ON TABLE public.council_kind TO concord_worker;
GRANT SELECT ON TABLE public.council_kind TO concord_definer;

GRANT UPDATE(name) ON TABLE public.council_kind TO concord_app;

GRANT UPDATE(plural) ON TABLE public.council_kind TO concord_app;

GRANT UPDATE(enters_community) ON TABLE public.council_kind TO concord_app;

GRANT UPDATE(offered) ON TABLE public.council_kind TO concord_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.council_kind_term TO concord_app;
GRANT SELECT ON TABLE public.council_kind_term TO concord_worker;
GRANT SELECT ON TABLE public.council_kind_term TO concord_definer;

GRANT SELECT ON TABLE app.sponsoring TO concord_app;
GRANT SELECT ON TABLE app.sponsoring TO concord_worker;
GRANT SELECT ON TABLE app.sponsoring TO concord_owner;

GRANT SELECT ON TABLE app.validating TO concord_app;
GRANT SELECT ON TABLE app.validating TO concord_worker;
GRANT SELECT ON TABLE app.validating TO concord_owner;

GRANT SELECT ON TABLE app.case_waiting TO concord_app;

GRANT SELECT ON TABLE public.contact TO concord_definer;

GRANT SELECT(id),INSERT(id) ON TABLE public.contact TO concord_app;

GRANT SELECT(person_id),INSERT(person_id) ON TABLE public.contact TO concord_app;

GRANT SELECT(organization_id),INSERT(organization_id) ON TABLE public.contact TO concord_app;

GRANT SELECT(kind),INSERT(kind),UPDATE(kind) ON TABLE public.contact TO concord_app;

GRANT SELECT(label),INSERT(label),UPDATE(label) ON TABLE public.contact TO concord_app;

GRANT INSERT(value),UPDATE(value) ON TABLE public.contact TO concord_app;

GRANT SELECT(for_peers),INSERT(for_peers),UPDATE(for_peers) ON TABLE public.contact TO concord_app;

GRANT SELECT(for_advisors),INSERT(for_advisors),UPDATE(for_advisors) ON TABLE public.contact TO concord_app;

GRANT SELECT(for_members),INSERT(for_members),UPDATE(for_members) ON TABLE public.contact TO concord_app;

GRANT SELECT(added) ON TABLE public.contact TO concord_app;

GRANT SELECT(ended),UPDATE(ended) ON TABLE public.contact TO concord_app;

GRANT SELECT ON TABLE app.contact_live TO concord_owner;

GRANT SELECT,INSERT ON TABLE public.facility TO concord_app;
GRANT SELECT ON TABLE public.facility TO concord_definer;

GRANT UPDATE(name) ON TABLE public.facility TO concord_app;

GRANT UPDATE(kind) ON TABLE public.facility TO concord_app;

GRANT UPDATE(sector) ON TABLE public.facility TO concord_app;

GRANT UPDATE(subsector) ON TABLE public.facility TO concord_app;

GRANT UPDATE(state) ON TABLE public.facility TO concord_app;

GRANT UPDATE(county) ON TABLE public.facility TO concord_app;

GRANT UPDATE(city) ON TABLE public.facility TO concord_app;

GRANT UPDATE(address) ON TABLE public.facility TO concord_app;

GRANT UPDATE(latitude) ON TABLE public.facility TO concord_app;

GRANT UPDATE(longitude) ON TABLE public.facility TO concord_app;

GRANT UPDATE(until) ON TABLE public.facility TO concord_app;

GRANT SELECT,INSERT ON TABLE public.incident TO concord_app;
GRANT SELECT ON TABLE public.incident TO concord_definer;

GRANT UPDATE(title) ON TABLE public.incident TO concord_app;

GRANT UPDATE(until) ON TABLE public.incident TO concord_app;

GRANT UPDATE(outcome) ON TABLE public.incident TO concord_app;

GRANT UPDATE(revised) ON TABLE public.incident TO concord_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.incident_county TO concord_app;
GRANT SELECT ON TABLE public.incident_county TO concord_definer;

GRANT SELECT ON TABLE public.incident_office TO concord_app;
GRANT SELECT ON TABLE public.incident_office TO concord_definer;

GRANT SELECT,INSERT,DELETE ON TABLE public.incident_sector TO concord_app;
GRANT SELECT ON TABLE public.incident_sector TO concord_definer;

GRANT SELECT,INSERT,DELETE ON TABLE public.organization_sector TO concord_app;
GRANT SELECT ON TABLE public.organization_sector TO concord_worker;
GRANT SELECT ON TABLE public.organization_sector TO concord_definer;

GRANT SELECT ON TABLE app.incident_reach TO concord_app;
GRANT SELECT ON TABLE app.incident_reach TO concord_owner;

GRANT SELECT ON TABLE app.speaking_for TO concord_app;
GRANT SELECT ON TABLE app.speaking_for TO concord_worker;
GRANT SELECT ON TABLE app.speaking_for TO concord_owner;

GRANT SELECT ON TABLE public.jurisdiction TO concord_app;
GRANT SELECT ON TABLE public.jurisdiction TO concord_worker;
GRANT SELECT ON TABLE public.jurisdiction TO concord_definer;

GRANT SELECT ON TABLE app.contact_seen TO concord_app;
GRANT SELECT ON TABLE app.contact_seen TO concord_owner;

GRANT SELECT,DELETE ON TABLE public.fact TO concord_app;
GRANT SELECT ON TABLE public.fact TO concord_worker;

GRANT INSERT(id) ON TABLE public.fact TO concord_app;

GRANT INSERT(kind) ON TABLE public.fact TO concord_app;

GRANT INSERT(subject) ON TABLE public.fact TO concord_app;

GRANT INSERT(about) ON TABLE public.fact TO concord_app;

GRANT INSERT(field) ON TABLE public.fact TO concord_app;

GRANT INSERT(note) ON TABLE public.fact TO concord_app;

GRANT INSERT(basis) ON TABLE public.fact TO concord_app;

GRANT UPDATE(verdict) ON TABLE public.fact TO concord_app;

GRANT UPDATE(judged_by) ON TABLE public.fact TO concord_app;

GRANT UPDATE(judged_at) ON TABLE public.fact TO concord_app;

GRANT UPDATE(judged_with) ON TABLE public.fact TO concord_app;

GRANT SELECT ON TABLE public.listing TO concord_app;
GRANT SELECT ON TABLE public.listing TO concord_worker;

GRANT SELECT ON TABLE app.council_listed TO concord_app;
GRANT SELECT ON TABLE app.council_listed TO concord_worker;

GRANT SELECT ON TABLE public.audience TO concord_app;
GRANT SELECT ON TABLE public.audience TO concord_worker;
GRANT SELECT ON TABLE public.audience TO concord_definer;

GRANT INSERT(item_id) ON TABLE public.audience TO concord_app;

GRANT INSERT(circle_id) ON TABLE public.audience TO concord_app;

GRANT INSERT(circle_kind) ON TABLE public.audience TO concord_app;

GRANT INSERT(council_id) ON TABLE public.audience TO concord_app;

GRANT INSERT(root_id) ON TABLE public.audience TO concord_app;

GRANT INSERT(through_id) ON TABLE public.audience TO concord_app;

GRANT INSERT(author_id) ON TABLE public.audience TO concord_app;

GRANT INSERT(label) ON TABLE public.audience TO concord_app;

GRANT INSERT(since) ON TABLE public.audience TO concord_app;

GRANT SELECT ON TABLE app.council_record TO concord_app;

GRANT SELECT ON TABLE app.office_served TO concord_app;
GRANT SELECT ON TABLE app.office_served TO concord_definer;

GRANT SELECT,INSERT ON TABLE signin.factor_reset TO concord_definer;

GRANT SELECT(person_id) ON TABLE signin.factor_reset TO concord_signin;

GRANT SELECT(asked) ON TABLE signin.factor_reset TO concord_signin;

GRANT UPDATE(approved_by) ON TABLE signin.factor_reset TO concord_definer;

GRANT UPDATE(approved) ON TABLE signin.factor_reset TO concord_definer;

GRANT UPDATE(withdrawn) ON TABLE signin.factor_reset TO concord_definer;

GRANT UPDATE(ended_by) ON TABLE signin.factor_reset TO concord_definer;

GRANT UPDATE(refused) ON TABLE signin.factor_reset TO concord_definer;

GRANT SELECT(told),UPDATE(told) ON TABLE signin.factor_reset TO concord_signin;

GRANT SELECT ON TABLE app.council_reset TO concord_app;

GRANT SELECT,INSERT,UPDATE ON TABLE signin.account TO concord_signin;

GRANT SELECT(person_id) ON TABLE signin.account TO concord_definer;

GRANT SELECT(email) ON TABLE signin.account TO concord_definer;

GRANT SELECT(password_since) ON TABLE signin.account TO concord_definer;

GRANT SELECT(enrolled) ON TABLE signin.account TO concord_definer;

GRANT SELECT(used) ON TABLE signin.account TO concord_definer;

GRANT SELECT ON TABLE signin.invitation TO concord_signin;
GRANT SELECT,INSERT ON TABLE signin.invitation TO concord_definer;

GRANT UPDATE(used) ON TABLE signin.invitation TO concord_signin;
GRANT UPDATE(used) ON TABLE signin.invitation TO concord_definer;

GRANT UPDATE(cancelled) ON TABLE signin.invitation TO concord_signin;
GRANT UPDATE(cancelled) ON TABLE signin.invitation TO concord_definer;

GRANT SELECT ON TABLE app.enrollment TO concord_app;

GRANT SELECT ON TABLE app.entrusting TO concord_app;
GRANT SELECT ON TABLE app.entrusting TO concord_owner;

GRANT SELECT ON TABLE app.factor_reset_waiting TO concord_app;

GRANT SELECT ON TABLE app.glass_ruled TO concord_app;

GRANT SELECT ON TABLE app.glass_seen TO concord_app;
GRANT SELECT ON TABLE app.glass_seen TO concord_worker;

GRANT SELECT ON TABLE public.roster_rule TO concord_app;
GRANT SELECT ON TABLE public.roster_rule TO concord_worker;
GRANT SELECT ON TABLE public.roster_rule TO concord_definer;

GRANT INSERT(id) ON TABLE public.roster_rule TO concord_app;

GRANT INSERT(council_id) ON TABLE public.roster_rule TO concord_app;

GRANT INSERT(kept_by) ON TABLE public.roster_rule TO concord_app;

GRANT INSERT(document) ON TABLE public.roster_rule TO concord_app;

GRANT UPDATE(agreed) ON TABLE public.roster_rule TO concord_app;

GRANT UPDATE(stopped) ON TABLE public.roster_rule TO concord_app;

GRANT SELECT ON TABLE app.roster_kept TO concord_owner;

GRANT SELECT ON TABLE app.roster_edited TO concord_app;
GRANT SELECT ON TABLE app.roster_edited TO concord_worker;
GRANT SELECT ON TABLE app.roster_edited TO concord_owner;

GRANT SELECT ON TABLE app.handing TO concord_app;
GRANT SELECT ON TABLE app.handing TO concord_owner;

GRANT SELECT ON TABLE public.charter TO concord_app;

GRANT UPDATE(records_terms) ON TABLE public.charter TO concord_app;

GRANT UPDATE(clients) ON TABLE public.charter TO concord_app;

GRANT UPDATE(green_means) ON TABLE public.charter TO concord_app;

GRANT UPDATE(break_glass_refused) ON TABLE public.charter TO concord_app;

GRANT UPDATE(next_meeting) ON TABLE public.charter TO concord_app;

GRANT UPDATE(told_id) ON TABLE public.charter TO concord_app;

GRANT UPDATE(members_post) ON TABLE public.charter TO concord_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.council_sector TO concord_app;
GRANT SELECT ON TABLE public.council_sector TO concord_worker;
GRANT SELECT ON TABLE public.council_sector TO concord_definer;

GRANT SELECT,INSERT,UPDATE ON TABLE public.counterpart TO concord_app;
GRANT SELECT ON TABLE public.counterpart TO concord_worker;
GRANT SELECT ON TABLE public.counterpart TO concord_definer;

GRANT SELECT ON TABLE public.nesting TO concord_app;
GRANT SELECT ON TABLE public.nesting TO concord_worker;
GRANT SELECT ON TABLE public.nesting TO concord_definer;

GRANT SELECT ON TABLE public.office_may TO concord_app;
GRANT SELECT ON TABLE public.office_may TO concord_worker;
GRANT SELECT ON TABLE public.office_may TO concord_definer;

GRANT SELECT ON TABLE app.incident_place TO concord_app;
GRANT SELECT ON TABLE app.incident_place TO concord_owner;

GRANT SELECT ON TABLE public.rules_of_behavior TO concord_app;
GRANT SELECT ON TABLE public.rules_of_behavior TO concord_definer;

GRANT INSERT(since) ON TABLE public.rules_of_behavior TO concord_app;
GRANT SELECT(since) ON TABLE public.rules_of_behavior TO concord_signin;

GRANT INSERT(words) ON TABLE public.rules_of_behavior TO concord_app;

GRANT SELECT ON TABLE app.joining TO concord_signin;

GRANT SELECT ON TABLE app.known TO concord_app;
GRANT SELECT ON TABLE app.known TO concord_worker;
GRANT SELECT ON TABLE app.known TO concord_owner;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.river_job TO concord_worker;
GRANT SELECT ON TABLE jobs.river_job TO concord_definer;

GRANT UPDATE(state) ON TABLE jobs.river_job TO concord_definer;

GRANT UPDATE(max_attempts) ON TABLE jobs.river_job TO concord_definer;

GRANT UPDATE(finalized_at) ON TABLE jobs.river_job TO concord_definer;

GRANT UPDATE(scheduled_at) ON TABLE jobs.river_job TO concord_definer;

GRANT SELECT ON TABLE app.mail_day TO concord_app;

GRANT SELECT ON TABLE app.mail_trouble TO concord_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE signin.recovery_code TO concord_signin;

GRANT SELECT(person_id) ON TABLE signin.recovery_code TO concord_definer;

GRANT SELECT(used) ON TABLE signin.recovery_code TO concord_definer;

GRANT SELECT ON TABLE app.my_account TO concord_app;
GRANT SELECT ON TABLE app.my_account TO concord_worker;

GRANT SELECT ON TABLE app.my_admission TO concord_app;

GRANT SELECT ON TABLE app.my_admission_state TO concord_app;

GRANT SELECT ON TABLE app.my_admission_step TO concord_app;

GRANT SELECT ON TABLE app.my_contact TO concord_app;

GRANT SELECT,INSERT,DELETE ON TABLE signin.factor TO concord_signin;

GRANT SELECT(id) ON TABLE signin.factor TO concord_definer;

GRANT SELECT(person_id) ON TABLE signin.factor TO concord_definer;

GRANT SELECT(kind) ON TABLE signin.factor TO concord_definer;

GRANT UPDATE(name) ON TABLE signin.factor TO concord_signin;
GRANT SELECT(name) ON TABLE signin.factor TO concord_definer;

GRANT SELECT(added) ON TABLE signin.factor TO concord_definer;

GRANT UPDATE(used) ON TABLE signin.factor TO concord_signin;
GRANT SELECT(used) ON TABLE signin.factor TO concord_definer;

GRANT UPDATE(step) ON TABLE signin.factor TO concord_signin;

GRANT UPDATE(record) ON TABLE signin.factor TO concord_signin;
GRANT SELECT(record) ON TABLE signin.factor TO concord_definer;

GRANT SELECT ON TABLE app.my_factor TO concord_app;

GRANT SELECT,INSERT,DELETE ON TABLE signin.identity TO concord_signin;

GRANT SELECT(id) ON TABLE signin.identity TO concord_definer;

GRANT SELECT(person_id) ON TABLE signin.identity TO concord_definer;

GRANT SELECT(name) ON TABLE signin.identity TO concord_definer;

GRANT SELECT(linked) ON TABLE signin.identity TO concord_definer;

GRANT UPDATE(used) ON TABLE signin.identity TO concord_signin;
GRANT SELECT(used) ON TABLE signin.identity TO concord_definer;

GRANT SELECT ON TABLE app.my_identity TO concord_app;

GRANT SELECT ON TABLE app.my_office TO concord_app;

GRANT SELECT ON TABLE public.reveal TO concord_app;
GRANT SELECT ON TABLE public.reveal TO concord_definer;

GRANT UPDATE(reviewed_by) ON TABLE public.reveal TO concord_app;

GRANT UPDATE(reviewed) ON TABLE public.reveal TO concord_app;

GRANT SELECT ON TABLE public.reveal_budget TO concord_app;
GRANT SELECT ON TABLE public.reveal_budget TO concord_definer;

GRANT SELECT ON TABLE public.reveal_stop TO concord_definer;

GRANT SELECT(id) ON TABLE public.reveal_stop TO concord_app;

GRANT SELECT(person_id) ON TABLE public.reveal_stop TO concord_app;

GRANT SELECT(at) ON TABLE public.reveal_stop TO concord_app;

GRANT SELECT(until) ON TABLE public.reveal_stop TO concord_app;

GRANT SELECT(rule) ON TABLE public.reveal_stop TO concord_app;

GRANT SELECT(alarmed) ON TABLE public.reveal_stop TO concord_app;

GRANT SELECT(because),UPDATE(because) ON TABLE public.reveal_stop TO concord_app;

GRANT SELECT(lifted) ON TABLE public.reveal_stop TO concord_app;

GRANT SELECT(lifted_name) ON TABLE public.reveal_stop TO concord_app;

GRANT SELECT ON TABLE app.my_openings TO concord_app;
GRANT SELECT ON TABLE app.my_openings TO concord_owner;

GRANT SELECT ON TABLE public.capability TO concord_app;
GRANT SELECT ON TABLE public.capability TO concord_worker;
GRANT SELECT ON TABLE public.capability TO concord_definer;
GRANT SELECT ON TABLE public.capability TO concord_signin;

GRANT SELECT ON TABLE signin.plea TO concord_definer;

GRANT SELECT ON TABLE app.plea_helper TO concord_owner;

GRANT SELECT ON TABLE app.my_plea TO concord_app;

GRANT SELECT ON TABLE app.my_reason TO concord_app;

GRANT SELECT ON TABLE app.my_renewal TO concord_worker;
GRANT SELECT ON TABLE app.my_renewal TO concord_app;

GRANT SELECT ON TABLE app.my_right TO concord_app;

GRANT SELECT ON TABLE app.my_sign_in TO concord_app;

GRANT SELECT ON TABLE app.nominating TO concord_app;

GRANT SELECT ON TABLE app.officering TO concord_app;
GRANT SELECT ON TABLE app.officering TO concord_owner;

GRANT SELECT ON TABLE app.own_record TO concord_app;

GRANT SELECT ON TABLE public.absence TO concord_app;
GRANT SELECT ON TABLE public.absence TO concord_worker;

GRANT INSERT(id) ON TABLE public.absence TO concord_app;

GRANT INSERT(seat_id) ON TABLE public.absence TO concord_app;

GRANT INSERT(since) ON TABLE public.absence TO concord_app;

GRANT INSERT(until),UPDATE(until) ON TABLE public.absence TO concord_app;

GRANT SELECT ON TABLE public.proposal TO concord_app;
GRANT SELECT ON TABLE public.proposal TO concord_definer;

GRANT INSERT(id) ON TABLE public.proposal TO concord_app;

GRANT INSERT(act) ON TABLE public.proposal TO concord_app;

GRANT INSERT(because) ON TABLE public.proposal TO concord_app;

GRANT INSERT(council_id) ON TABLE public.proposal TO concord_app;

GRANT INSERT(person_id) ON TABLE public.proposal TO concord_app;

GRANT INSERT(term) ON TABLE public.proposal TO concord_app;

GRANT INSERT(office) ON TABLE public.proposal TO concord_app;

GRANT INSERT(kind) ON TABLE public.proposal TO concord_app;

GRANT INSERT(capability) ON TABLE public.proposal TO concord_app;

GRANT INSERT(reach) ON TABLE public.proposal TO concord_app;

GRANT INSERT(readers) ON TABLE public.proposal TO concord_app;

GRANT INSERT(email) ON TABLE public.proposal TO concord_app;

GRANT UPDATE(confirmed) ON TABLE public.proposal TO concord_app;

GRANT UPDATE(refused) ON TABLE public.proposal TO concord_app;

GRANT UPDATE(answer) ON TABLE public.proposal TO concord_app;

GRANT INSERT(chosen_on) ON TABLE public.proposal TO concord_app;

GRANT INSERT(document) ON TABLE public.proposal TO concord_app;

GRANT INSERT(told_by) ON TABLE public.proposal TO concord_app;

GRANT INSERT(sector) ON TABLE public.proposal TO concord_app;

GRANT INSERT(kind_slug) ON TABLE public.proposal TO concord_app;

GRANT INSERT(kind_name) ON TABLE public.proposal TO concord_app;

GRANT INSERT(kind_plural) ON TABLE public.proposal TO concord_app;

GRANT INSERT(kind_side) ON TABLE public.proposal TO concord_app;

GRANT INSERT(kind_enters) ON TABLE public.proposal TO concord_app;

GRANT SELECT ON TABLE app.question TO concord_app;

GRANT SELECT ON TABLE app.question_waiting TO concord_app;

GRANT SELECT ON TABLE app.reviewing TO concord_app;

GRANT SELECT ON TABLE app.reveal_seen TO concord_app;

GRANT SELECT,INSERT ON TABLE public.rules_accepted TO concord_definer;
GRANT SELECT ON TABLE public.rules_accepted TO concord_app;

GRANT INSERT(person_id) ON TABLE public.rules_accepted TO concord_signin;

GRANT INSERT(since) ON TABLE public.rules_accepted TO concord_signin;

GRANT SELECT ON TABLE app.rules_standing TO concord_app;

GRANT SELECT,INSERT ON TABLE public.seal_leaf TO concord_worker;
GRANT SELECT ON TABLE public.seal_leaf TO concord_definer;

GRANT SELECT ON TABLE app.sealed TO concord_app;

GRANT SELECT,INSERT ON TABLE public.seal_hash TO concord_worker;
GRANT SELECT ON TABLE public.seal_hash TO concord_definer;

GRANT SELECT ON TABLE app.sealed_hash TO concord_app;

GRANT SELECT,INSERT ON TABLE public.seal_head TO concord_worker;
GRANT SELECT ON TABLE public.seal_head TO concord_definer;

GRANT SELECT ON TABLE app.sealed_head TO concord_app;

GRANT SELECT ON TABLE app.serving TO concord_app;
GRANT SELECT ON TABLE app.serving TO concord_worker;
GRANT SELECT ON TABLE app.serving TO concord_owner;

GRANT SELECT ON TABLE app.speaking TO concord_app;
GRANT SELECT ON TABLE app.speaking TO concord_worker;

GRANT SELECT ON TABLE app.stop_reviewed TO concord_app;
GRANT SELECT ON TABLE app.stop_reviewed TO concord_worker;

GRANT SELECT ON TABLE app.stop_seen TO concord_app;

GRANT SELECT ON TABLE app.structure_record TO concord_app;

GRANT SELECT ON TABLE app.trouble_seen TO concord_app;
GRANT SELECT ON TABLE app.trouble_seen TO concord_worker;

GRANT USAGE ON SEQUENCE jobs.river_job_id_seq TO concord_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.river_leader TO concord_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.river_migration TO concord_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.river_notification TO concord_worker;

GRANT USAGE ON SEQUENCE jobs.river_notification_id_seq TO concord_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE jobs.river_queue TO concord_worker;

GRANT SELECT,DELETE ON TABLE public.agreement TO concord_app;
GRANT SELECT ON TABLE public.agreement TO concord_worker;

GRANT INSERT(id) ON TABLE public.agreement TO concord_app;

GRANT INSERT(organization_id) ON TABLE public.agreement TO concord_app;

GRANT INSERT(with_whom),UPDATE(with_whom) ON TABLE public.agreement TO concord_app;

GRANT INSERT(kind),UPDATE(kind) ON TABLE public.agreement TO concord_app;

GRANT INSERT(covers),UPDATE(covers) ON TABLE public.agreement TO concord_app;

GRANT INSERT(since),UPDATE(since) ON TABLE public.agreement TO concord_app;

GRANT INSERT(until),UPDATE(until) ON TABLE public.agreement TO concord_app;

GRANT INSERT(shown_to),UPDATE(shown_to) ON TABLE public.agreement TO concord_app;

GRANT SELECT ON TABLE public.attachment TO concord_app;
GRANT SELECT ON TABLE public.attachment TO concord_worker;

GRANT INSERT(id) ON TABLE public.attachment TO concord_app;

GRANT INSERT(item_id) ON TABLE public.attachment TO concord_app;

GRANT INSERT(author_id) ON TABLE public.attachment TO concord_app;

GRANT INSERT(name) ON TABLE public.attachment TO concord_app;

GRANT INSERT(media_type) ON TABLE public.attachment TO concord_app;

GRANT INSERT(bytes) ON TABLE public.attachment TO concord_app;

GRANT INSERT(blob) ON TABLE public.attachment TO concord_app;

GRANT INSERT(since) ON TABLE public.attachment TO concord_app;

GRANT INSERT(width) ON TABLE public.attachment TO concord_app;

GRANT INSERT(height) ON TABLE public.attachment TO concord_app;

GRANT SELECT ON TABLE public.break_glass_read TO concord_app;

GRANT INSERT(break_glass_id) ON TABLE public.break_glass_read TO concord_app;

GRANT INSERT(item_id) ON TABLE public.break_glass_read TO concord_app;

GRANT SELECT ON TABLE public.chore_trouble TO concord_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.chore_trouble TO concord_worker;

GRANT SELECT ON TABLE public.council_health TO concord_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.council_region TO concord_app;
GRANT SELECT ON TABLE public.council_region TO concord_worker;

GRANT SELECT ON TABLE public.council_subsector TO concord_app;
GRANT SELECT ON TABLE public.council_subsector TO concord_worker;

GRANT SELECT,INSERT ON TABLE public.council_umbrella TO concord_app;
GRANT SELECT ON TABLE public.council_umbrella TO concord_worker;

GRANT UPDATE(until) ON TABLE public.council_umbrella TO concord_app;

GRANT SELECT ON TABLE public.county TO concord_app;
GRANT SELECT ON TABLE public.county TO concord_worker;

GRANT SELECT ON TABLE public.directory_entry TO concord_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.draft TO concord_app;
GRANT DELETE ON TABLE public.draft TO concord_signin;

GRANT SELECT(id),INSERT(id) ON TABLE public.draft TO concord_signin;

GRANT SELECT(author_id),INSERT(author_id) ON TABLE public.draft TO concord_signin;

GRANT SELECT(about),INSERT(about) ON TABLE public.draft TO concord_signin;

GRANT SELECT(fields),INSERT(fields),UPDATE(fields) ON TABLE public.draft TO concord_signin;

GRANT SELECT(touched) ON TABLE public.draft TO concord_signin;

GRANT SELECT(led) ON TABLE public.draft TO concord_signin;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.draft_file TO concord_app;

GRANT SELECT,DELETE ON TABLE public.edition TO concord_app;
GRANT SELECT ON TABLE public.edition TO concord_worker;

GRANT INSERT(slug) ON TABLE public.edition TO concord_app;

GRANT INSERT(title),UPDATE(title) ON TABLE public.edition TO concord_app;

GRANT INSERT(dated) ON TABLE public.edition TO concord_app;

GRANT INSERT(since) ON TABLE public.edition TO concord_app;

GRANT INSERT(until),UPDATE(until) ON TABLE public.edition TO concord_app;

GRANT INSERT(status),UPDATE(status) ON TABLE public.edition TO concord_app;

GRANT INSERT(lead_term),UPDATE(lead_term) ON TABLE public.edition TO concord_app;

GRANT INSERT(sector_term),UPDATE(sector_term) ON TABLE public.edition TO concord_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.edition_entry TO concord_app;
GRANT SELECT ON TABLE public.edition_entry TO concord_worker;

GRANT SELECT,INSERT ON TABLE public.edition_entry_sector TO concord_app;
GRANT SELECT ON TABLE public.edition_entry_sector TO concord_worker;

GRANT SELECT ON TABLE public.engagement TO concord_app;

GRANT INSERT(id) ON TABLE public.engagement TO concord_app;

GRANT INSERT(office_id) ON TABLE public.engagement TO concord_app;

GRANT INSERT(organization_id) ON TABLE public.engagement TO concord_app;

GRANT INSERT(facility_id),UPDATE(facility_id) ON TABLE public.engagement TO concord_app;

GRANT INSERT(person_id),UPDATE(person_id) ON TABLE public.engagement TO concord_app;

GRANT INSERT(with_whom),UPDATE(with_whom) ON TABLE public.engagement TO concord_app;

GRANT INSERT(kind),UPDATE(kind) ON TABLE public.engagement TO concord_app;

GRANT INSERT(state),UPDATE(state) ON TABLE public.engagement TO concord_app;

GRANT INSERT(day),UPDATE(day) ON TABLE public.engagement TO concord_app;

GRANT INSERT(purpose),UPDATE(purpose) ON TABLE public.engagement TO concord_app;

GRANT INSERT(offers),UPDATE(offers) ON TABLE public.engagement TO concord_app;

GRANT INSERT(next_step),UPDATE(next_step) ON TABLE public.engagement TO concord_app;

GRANT INSERT(next_day),UPDATE(next_day) ON TABLE public.engagement TO concord_app;

GRANT INSERT(notes),UPDATE(notes) ON TABLE public.engagement TO concord_app;

GRANT INSERT(label),UPDATE(label) ON TABLE public.engagement TO concord_app;

GRANT UPDATE(keeper_id) ON TABLE public.engagement TO concord_app;

GRANT UPDATE(number) ON TABLE public.engagement TO concord_app;

GRANT SELECT ON TABLE public.engagement_version TO concord_app;

GRANT SELECT ON TABLE public.hand_over TO concord_app;

GRANT SELECT,INSERT ON TABLE public.idempotency TO concord_app;
GRANT SELECT,DELETE ON TABLE public.idempotency TO concord_worker;

GRANT SELECT ON TABLE public.incident_call TO concord_app;

GRANT INSERT(id) ON TABLE public.incident_call TO concord_app;

GRANT INSERT(incident_id) ON TABLE public.incident_call TO concord_app;

GRANT INSERT(organization_id) ON TABLE public.incident_call TO concord_app;

GRANT INSERT(facility_id) ON TABLE public.incident_call TO concord_app;

GRANT INSERT(reached) ON TABLE public.incident_call TO concord_app;

GRANT INSERT(whom) ON TABLE public.incident_call TO concord_app;

GRANT INSERT(result) ON TABLE public.incident_call TO concord_app;

GRANT INSERT(next_call) ON TABLE public.incident_call TO concord_app;

GRANT SELECT ON TABLE public.inspection TO concord_app;

GRANT INSERT(id) ON TABLE public.inspection TO concord_app;

GRANT INSERT(office_id) ON TABLE public.inspection TO concord_app;

GRANT INSERT(program) ON TABLE public.inspection TO concord_app;

GRANT INSERT(organization_id) ON TABLE public.inspection TO concord_app;

GRANT INSERT(facility) ON TABLE public.inspection TO concord_app;

GRANT INSERT(noticed) ON TABLE public.inspection TO concord_app;

GRANT INSERT(begins) ON TABLE public.inspection TO concord_app;

GRANT INSERT(findings) ON TABLE public.inspection TO concord_app;

GRANT INSERT(exigent_because) ON TABLE public.inspection TO concord_app;

GRANT INSERT(exigent_approver) ON TABLE public.inspection TO concord_app;

GRANT INSERT(contact_name) ON TABLE public.inspection TO concord_app;

GRANT INSERT(contact_email) ON TABLE public.inspection TO concord_app;

GRANT SELECT ON TABLE public.inspection_finding TO concord_app;

GRANT INSERT(id) ON TABLE public.inspection_finding TO concord_app;

GRANT INSERT(inspection_id) ON TABLE public.inspection_finding TO concord_app;

GRANT INSERT(text) ON TABLE public.inspection_finding TO concord_app;

GRANT SELECT ON TABLE public.intake TO concord_app;
GRANT SELECT ON TABLE public.intake TO concord_worker;

GRANT INSERT(id) ON TABLE public.intake TO concord_app;

GRANT INSERT(kind) ON TABLE public.intake TO concord_app;

GRANT INSERT(office_id) ON TABLE public.intake TO concord_app;

GRANT INSERT(by_id) ON TABLE public.intake TO concord_app;

GRANT INSERT(file) ON TABLE public.intake TO concord_app;

GRANT UPDATE(rows) ON TABLE public.intake TO concord_app;

GRANT UPDATE(approved) ON TABLE public.intake TO concord_app;

GRANT UPDATE(recalled) ON TABLE public.intake TO concord_app;

GRANT INSERT(head) ON TABLE public.intake TO concord_app;

GRANT INSERT(reads),UPDATE(reads) ON TABLE public.intake TO concord_app;

GRANT UPDATE(last_row) ON TABLE public.intake TO concord_app;

GRANT UPDATE(removed) ON TABLE public.intake TO concord_app;

GRANT SELECT ON TABLE public.intake_progress TO concord_app;

GRANT SELECT ON TABLE public.intake_row TO concord_app;

GRANT INSERT(intake_id) ON TABLE public.intake_row TO concord_app;

GRANT INSERT(number) ON TABLE public.intake_row TO concord_app;

GRANT INSERT(given) ON TABLE public.intake_row TO concord_app;

GRANT INSERT(address) ON TABLE public.intake_row TO concord_app;

GRANT INSERT(cells) ON TABLE public.intake_row TO concord_app;

GRANT INSERT(wrong) ON TABLE public.intake_row TO concord_app;

GRANT UPDATE(choice) ON TABLE public.intake_row TO concord_app;

GRANT UPDATE(pick) ON TABLE public.intake_row TO concord_app;

GRANT SELECT,INSERT ON TABLE public.item_sector TO concord_app;
GRANT SELECT ON TABLE public.item_sector TO concord_worker;

GRANT SELECT,INSERT ON TABLE public.item_state TO concord_app;
GRANT SELECT ON TABLE public.item_state TO concord_worker;

GRANT SELECT ON TABLE public.item_version TO concord_app;
GRANT SELECT ON TABLE public.item_version TO concord_worker;

GRANT INSERT(item_id) ON TABLE public.item_version TO concord_app;

GRANT INSERT(number) ON TABLE public.item_version TO concord_app;

GRANT INSERT(title) ON TABLE public.item_version TO concord_app;

GRANT INSERT(body) ON TABLE public.item_version TO concord_app;

GRANT INSERT(html) ON TABLE public.item_version TO concord_app;

GRANT INSERT(summary) ON TABLE public.item_version TO concord_app;

GRANT INSERT(author_id) ON TABLE public.item_version TO concord_app;

GRANT SELECT ON TABLE public.jurisdiction_body TO concord_app;

GRANT INSERT(id) ON TABLE public.jurisdiction_body TO concord_app;

GRANT INSERT(state) ON TABLE public.jurisdiction_body TO concord_app;

GRANT INSERT(kind) ON TABLE public.jurisdiction_body TO concord_app;

GRANT INSERT(name) ON TABLE public.jurisdiction_body TO concord_app;

GRANT INSERT(person) ON TABLE public.jurisdiction_body TO concord_app;

GRANT INSERT(city) ON TABLE public.jurisdiction_body TO concord_app;

GRANT UPDATE(until) ON TABLE public.jurisdiction_body TO concord_app;

GRANT INSERT(phone),UPDATE(phone) ON TABLE public.jurisdiction_body TO concord_app;

GRANT SELECT,INSERT ON TABLE public.lineage TO concord_app;
GRANT SELECT ON TABLE public.lineage TO concord_worker;

GRANT SELECT ON TABLE public.lookalike TO concord_app;

GRANT SELECT ON TABLE public.lookalike_search TO concord_app;

GRANT INSERT(id) ON TABLE public.lookalike_search TO concord_app;

GRANT INSERT(by_id) ON TABLE public.lookalike_search TO concord_app;

GRANT SELECT,INSERT ON TABLE public.mail_preference TO concord_app;
GRANT SELECT ON TABLE public.mail_preference TO concord_worker;
GRANT SELECT ON TABLE public.mail_preference TO concord_definer;

GRANT UPDATE(updates) ON TABLE public.mail_preference TO concord_app;

GRANT SELECT ON TABLE public.membership TO concord_app;
GRANT SELECT ON TABLE public.membership TO concord_worker;

GRANT SELECT(id) ON TABLE public.merger TO concord_app;

GRANT SELECT(kind) ON TABLE public.merger TO concord_app;

GRANT SELECT(kept_id) ON TABLE public.merger TO concord_app;

GRANT SELECT(gone_id) ON TABLE public.merger TO concord_app;

GRANT SELECT(office_id) ON TABLE public.merger TO concord_app;

GRANT SELECT(because) ON TABLE public.merger TO concord_app;

GRANT SELECT(by_id) ON TABLE public.merger TO concord_app;

GRANT SELECT(at) ON TABLE public.merger TO concord_app;

GRANT SELECT(taken) ON TABLE public.merger TO concord_app;

GRANT SELECT(undone) ON TABLE public.merger TO concord_app;

GRANT SELECT(undone_id) ON TABLE public.merger TO concord_app;

GRANT SELECT ON TABLE public.office_notice TO concord_definer;

GRANT SELECT,INSERT ON TABLE public.opened TO concord_app;

GRANT SELECT,DELETE,UPDATE ON TABLE public.outbox TO concord_worker;
GRANT INSERT ON TABLE public.outbox TO concord_definer;

GRANT SELECT ON TABLE public.partner_request TO concord_app;
GRANT SELECT ON TABLE public.partner_request TO concord_worker;

GRANT INSERT(id) ON TABLE public.partner_request TO concord_app;

GRANT INSERT(organization_id) ON TABLE public.partner_request TO concord_app;

GRANT INSERT(facility_id) ON TABLE public.partner_request TO concord_app;

GRANT INSERT(kind) ON TABLE public.partner_request TO concord_app;

GRANT INSERT(wish) ON TABLE public.partner_request TO concord_app;

GRANT UPDATE(owner_id) ON TABLE public.partner_request TO concord_app;

GRANT UPDATE(answer) ON TABLE public.partner_request TO concord_app;

GRANT UPDATE(withdrawn) ON TABLE public.partner_request TO concord_app;

GRANT SELECT ON TABLE public.partner_request_kind TO concord_app;
GRANT SELECT ON TABLE public.partner_request_kind TO concord_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.person_zone TO concord_app;
GRANT SELECT ON TABLE public.person_zone TO concord_worker;
GRANT SELECT ON TABLE public.person_zone TO concord_signin;

GRANT UPDATE(zone) ON TABLE public.person_zone TO concord_app;

GRANT SELECT ON TABLE public.profile_confirmation TO concord_app;

GRANT INSERT(organization_id) ON TABLE public.profile_confirmation TO concord_app;

GRANT INSERT(facility_id) ON TABLE public.profile_confirmation TO concord_app;

GRANT INSERT(subject_id) ON TABLE public.profile_confirmation TO concord_app;

GRANT SELECT ON TABLE public.purpose TO concord_app;
GRANT SELECT ON TABLE public.purpose TO concord_worker;
GRANT SELECT ON TABLE public.purpose TO concord_definer;

GRANT UPDATE(words) ON TABLE public.purpose TO concord_app;

GRANT SELECT ON TABLE public.reach_notice TO concord_app;
GRANT SELECT ON TABLE public.reach_notice TO concord_worker;

GRANT SELECT,INSERT ON TABLE public.read_record TO concord_app;

GRANT SELECT ON TABLE public.region TO concord_app;
GRANT SELECT ON TABLE public.region TO concord_worker;
GRANT SELECT ON TABLE public.region TO concord_definer;

GRANT SELECT ON TABLE public.regulatory_program TO concord_app;

GRANT INSERT(slug) ON TABLE public.regulatory_program TO concord_app;

GRANT INSERT(name) ON TABLE public.regulatory_program TO concord_app;

GRANT INSERT(authority) ON TABLE public.regulatory_program TO concord_app;

GRANT INSERT(since) ON TABLE public.regulatory_program TO concord_app;

GRANT INSERT(until),UPDATE(until) ON TABLE public.regulatory_program TO concord_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.retired_sector TO concord_app;
GRANT SELECT ON TABLE public.retired_sector TO concord_worker;

GRANT SELECT,INSERT ON TABLE public.retired_sector_into TO concord_app;
GRANT SELECT ON TABLE public.retired_sector_into TO concord_worker;

GRANT SELECT,INSERT ON TABLE public.room_side TO concord_app;
GRANT SELECT ON TABLE public.room_side TO concord_worker;
GRANT SELECT ON TABLE public.room_side TO concord_definer;

GRANT SELECT,DELETE ON TABLE public.saved_search TO concord_app;

GRANT INSERT(id) ON TABLE public.saved_search TO concord_app;

GRANT INSERT(person_id) ON TABLE public.saved_search TO concord_app;

GRANT INSERT(name),UPDATE(name) ON TABLE public.saved_search TO concord_app;

GRANT INSERT(kind) ON TABLE public.saved_search TO concord_app;

GRANT INSERT(query) ON TABLE public.saved_search TO concord_app;

GRANT UPDATE(looked) ON TABLE public.saved_search TO concord_app;

GRANT SELECT ON TABLE public.search_part TO concord_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.sector_lead TO concord_app;
GRANT SELECT ON TABLE public.sector_lead TO concord_worker;

GRANT UPDATE(since) ON TABLE public.sector_lead TO concord_app;

GRANT UPDATE(until) ON TABLE public.sector_lead TO concord_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.sector_step TO concord_app;

GRANT SELECT,INSERT ON TABLE public.sector_update TO concord_app;
GRANT SELECT ON TABLE public.sector_update TO concord_worker;

GRANT SELECT ON TABLE public.selection TO concord_app;

GRANT INSERT(id) ON TABLE public.selection TO concord_app;

GRANT INSERT(council_id) ON TABLE public.selection TO concord_app;

GRANT INSERT(umbrella) ON TABLE public.selection TO concord_app;

GRANT INSERT(organization_id) ON TABLE public.selection TO concord_app;

GRANT INSERT(person) ON TABLE public.selection TO concord_app;

GRANT INSERT(document) ON TABLE public.selection TO concord_app;

GRANT INSERT(since) ON TABLE public.selection TO concord_app;

GRANT UPDATE(until) ON TABLE public.selection TO concord_app;

GRANT UPDATE(ended_because) ON TABLE public.selection TO concord_app;

GRANT SELECT,DELETE ON TABLE public.set_aside TO concord_app;

GRANT INSERT(item_id) ON TABLE public.set_aside TO concord_app;

GRANT INSERT(organization_id) ON TABLE public.set_aside TO concord_app;

GRANT INSERT(person_id) ON TABLE public.set_aside TO concord_app;

GRANT INSERT(because) ON TABLE public.set_aside TO concord_app;

GRANT SELECT ON TABLE public.source TO concord_app;
GRANT SELECT ON TABLE public.source TO concord_worker;

GRANT SELECT,INSERT ON TABLE public.subsector TO concord_app;
GRANT SELECT ON TABLE public.subsector TO concord_worker;

GRANT UPDATE(name) ON TABLE public.subsector TO concord_app;

GRANT UPDATE(kind) ON TABLE public.subsector TO concord_app;

GRANT UPDATE(scope) ON TABLE public.subsector TO concord_app;

GRANT UPDATE(leads) ON TABLE public.subsector TO concord_app;

GRANT SELECT ON TABLE public.succession TO concord_app;
GRANT SELECT ON TABLE public.succession TO concord_worker;

GRANT INSERT(id) ON TABLE public.succession TO concord_app;

GRANT INSERT(seat_id) ON TABLE public.succession TO concord_app;

GRANT INSERT(person_id) ON TABLE public.succession TO concord_app;

GRANT INSERT(day) ON TABLE public.succession TO concord_app;

GRANT UPDATE(agreed) ON TABLE public.succession TO concord_app;

GRANT UPDATE(stopped) ON TABLE public.succession TO concord_app;

GRANT SELECT ON TABLE public.suspension TO concord_app;

GRANT INSERT(person_id) ON TABLE public.suspension TO concord_app;

GRANT INSERT(because) ON TABLE public.suspension TO concord_app;

GRANT INSERT(by_id) ON TABLE public.suspension TO concord_app;

GRANT SELECT ON TABLE public.territory_hand_over TO concord_app;

GRANT INSERT(id) ON TABLE public.territory_hand_over TO concord_app;

GRANT INSERT(office_id) ON TABLE public.territory_hand_over TO concord_app;

GRANT INSERT(from_id) ON TABLE public.territory_hand_over TO concord_app;

GRANT INSERT(to_id) ON TABLE public.territory_hand_over TO concord_app;

GRANT UPDATE(from_seen) ON TABLE public.territory_hand_over TO concord_app;

GRANT UPDATE(to_seen) ON TABLE public.territory_hand_over TO concord_app;

GRANT UPDATE(undone) ON TABLE public.territory_hand_over TO concord_app;

GRANT SELECT ON TABLE public.territory_notice TO concord_app;

GRANT UPDATE(seen) ON TABLE public.territory_notice TO concord_app;

GRANT SELECT ON TABLE public.thread_follow TO concord_app;
GRANT SELECT ON TABLE public.thread_follow TO concord_worker;
GRANT SELECT ON TABLE public.thread_follow TO concord_definer;

GRANT INSERT(item_id) ON TABLE public.thread_follow TO concord_app;

GRANT INSERT(person_id) ON TABLE public.thread_follow TO concord_app;

GRANT INSERT(muted),UPDATE(muted) ON TABLE public.thread_follow TO concord_app;

GRANT UPDATE(at) ON TABLE public.thread_follow TO concord_app;

GRANT SELECT,DELETE ON TABLE public.told_apart TO concord_app;

GRANT INSERT(kind) ON TABLE public.told_apart TO concord_app;

GRANT INSERT(one_id) ON TABLE public.told_apart TO concord_app;

GRANT INSERT(other_id) ON TABLE public.told_apart TO concord_app;

GRANT INSERT(by_id) ON TABLE public.told_apart TO concord_app;

GRANT SELECT,INSERT ON TABLE public.umbrella TO concord_app;
GRANT SELECT ON TABLE public.umbrella TO concord_worker;

GRANT UPDATE(name) ON TABLE public.umbrella TO concord_app;

GRANT UPDATE(short_name) ON TABLE public.umbrella TO concord_app;

GRANT UPDATE(until) ON TABLE public.umbrella TO concord_app;

GRANT UPDATE(dates_note) ON TABLE public.umbrella TO concord_app;

GRANT UPDATE(legal_basis) ON TABLE public.umbrella TO concord_app;

GRANT UPDATE(website) ON TABLE public.umbrella TO concord_app;

GRANT UPDATE(selects) ON TABLE public.umbrella TO concord_app;

GRANT SELECT,DELETE ON TABLE public.unsealed TO concord_worker;

GRANT SELECT,INSERT ON TABLE public.update_version TO concord_app;
GRANT SELECT ON TABLE public.update_version TO concord_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.watermark TO concord_app;

GRANT SELECT ON TABLE public.widening_limit TO concord_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE signin.attempt TO concord_signin;
GRANT SELECT,INSERT,UPDATE ON TABLE signin.attempt TO concord_definer;

GRANT SELECT,INSERT,DELETE ON TABLE signin.ceremony TO concord_signin;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE signin.device TO concord_signin;

GRANT SELECT,INSERT ON TABLE signin.email_change TO concord_signin;
GRANT SELECT ON TABLE signin.email_change TO concord_definer;

GRANT UPDATE(token) ON TABLE signin.email_change TO concord_signin;
GRANT UPDATE(token) ON TABLE signin.email_change TO concord_definer;

GRANT UPDATE(confirmed) ON TABLE signin.email_change TO concord_signin;

GRANT UPDATE(withdrawn) ON TABLE signin.email_change TO concord_signin;

GRANT SELECT,DELETE ON TABLE signin.ended TO concord_signin;

GRANT SELECT,INSERT,DELETE ON TABLE signin.letter TO concord_definer;

GRANT SELECT,INSERT,DELETE ON TABLE signin.logout TO concord_signin;

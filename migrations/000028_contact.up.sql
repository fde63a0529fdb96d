-- How people and the desks of organizations are reached. Whose it is decides who may see that there is such a number; the number itself no
-- page can read: app.reveal opens it one at a time, within a budget, and writes down for whom. So a stolen account yields tens of them.

create table contact (
  id              uuid primary key,
  person_id       uuid references person,
  organization_id uuid references organization, -- of a desk, which outlives the people at it
  kind            text not null check (kind in ('email', 'office', 'direct', 'after-hours')),
  label           text not null default '' check (char_length(label) <= 60),
  value           text not null check (char_length(value) <= 254),
  for_peers       boolean not null default false, -- who serve in one council with them and see its roster
  for_advisors    boolean not null default false, -- field staff of their region; in an incident in their county whoever works it
  for_members     boolean not null default false, -- anyone signed in
  added           timestamptz not null default app.now(),
  ended           timestamptz,
  check (num_nonnulls(person_id, organization_id) = 1),
  check (organization_id is null or label <> ''),
  check ((ended is null) = (value <> '')) -- what is taken back is kept nowhere
);
create index on contact (person_id);
create index on contact (organization_id);
call app.protect('contact');

-- How many contacts a day each office opens. The row without an office is for whoever else is signed in.
create table reveal_budget (
  office   text references office,
  openings int not null check (openings between 0 and 500),
  since    timestamptz not null default '-infinity',
  until    timestamptz not null default 'infinity',
  unique nulls not distinct (office, since),
  check (since < until)
);
insert into reveal_budget (office, openings) values
  (null, 5), ('member', 10), ('observer', 10), ('adviser', 10), ('administrator', 10), ('chair', 15), ('vice-chair', 15), ('secretary', 15),
  ('representative', 15), ('alternate', 15), ('principal-staff', 15), ('executive', 15), ('validator', 10), ('liaison', 15), ('director', 40), ('psa', 40), ('csa', 40), ('watch-officer', 60);
call app.protect('reveal_budget');
create policy anyone_reads on reveal_budget for select to concord_app using (true);
grant select on reveal_budget to concord_app;

-- The log: who opened what, when and why. Whose contact it was sees it.
create table reveal (
  id              uuid primary key default gen_random_uuid(),
  act             uuid not null,        -- what was opened together
  contact_id      uuid not null references contact,
  person_id       uuid references person,
  organization_id uuid references organization,
  kind            text not null,        -- as it was when it was opened
  label           text not null,
  by_id           uuid not null references person,
  by_name         text not null,
  by_office       text not null,
  by_organization text not null,
  via             text not null check (via in ('page', 'card', 'list', 'file')),
  reason          text not null check (char_length(reason) <= 500),
  incident_id     uuid references incident,
  at              timestamptz not null default app.now(),
  reviewed_by     uuid references person,
  reviewed        timestamptz,
  check (num_nonnulls(reviewed_by, reviewed) <> 1 and reviewed_by <> by_id)
);
create index on reveal (by_id, at desc);
create index on reveal (person_id, at desc, id);
create index on reveal (organization_id, at desc, id);
create index on reveal (incident_id, by_id) where incident_id is not null;
create index on reveal (contact_id);
call app.protect('reveal');

-- What the pace refused, and who was stopped for a day: by which rule, and who lifted that. Nobody lifts her own.
create table reveal_refusal (
  id    bigint generated always as identity primary key,
  by_id uuid not null references person,
  rule  text not null check (rule in ('pace', 'budget', 'stop')),
  at    timestamptz not null default app.now()
);
create index on reveal_refusal (by_id, at desc);
call app.protect('reveal_refusal', false);
create table reveal_stop (
  id        uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  at        timestamptz not null default app.now(),
  until     timestamptz not null,
  rule      text not null check (rule in ('openings', 'refusals')),
  alarmed   timestamptz,
  because   text not null default '', -- why it was lifted
  lifted    timestamptz,
  lifted_by uuid references person,
  lifted_name text not null default '',
  check (num_nonnulls(lifted, lifted_by) <> 1 and lifted_by <> person_id),
  constraint reveal_stop_because check (lifted is null or char_length(btrim(because)) between 10 and 500)
);
create index on reveal_stop (person_id, until desc);
create index on reveal_stop (until);
create index on reveal_stop (lifted_by) where lifted_by is not null;
call app.protect('reveal_stop');

-- Who works an incident sees afterwards what was opened for it, and one of them other than who opened it says that it was in order.
insert into capability (slug, class, means) values ('reveal.review', 'directory', 'Review which contacts were opened for an incident, and lift a stop of openings');
insert into office_may (kind, office, capability, reach, class) values
  ('region', 'director', 'reveal.review', 'own', 'directory'), ('watch', 'watch-officer', 'reveal.review', 'own', 'directory');

-- ---------------------------------------------------------------------------------------------------------------------
-- Who sees that there is a contact. One row for each reason.

-- What is there to be seen at all: not of somebody suspended.
create view app.contact_live as
  select c.id, c.person_id, c.organization_id, coalesce(c.organization_id, p.organization_id) as works_for, c.for_peers, c.for_advisors, c.for_members
    from contact c left join person p on p.id = c.person_id
   where c.ended is null and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now());

-- Councils in which the asker serves and sees who else does. A counterpart's roster is seen, too, but its people are no peers.
create view app.peering as
  select distinct a.council_id
    from app.who w join held h on h.person_id = w.person_id and h.capability = 'roster.read' and h.since <= app.now() and h.until > app.now()
    join appointment a on a.id = h.appointment_id and a.council_id = h.council_id;

-- Organizations in the counties, and of the sectors where it names some, of the incidents that the asker works.
create view app.incident_reach as
  select distinct i.id as incident_id, x.organization_id
    from app.holding h
    join incident_office io on io.office_id = h.council_id
    join incident i on i.id = io.incident_id and i.since <= app.now() and (i.until is null or i.until > app.now())
    join incident_county ic on ic.incident_id = i.id
   cross join lateral (select array_agg(s.sector) as sectors from incident_sector s where s.incident_id = i.id) named
    join lateral (
         select o.id as organization_id from organization o
          where o.county = ic.county and case when named.sectors is null then true
                else (select true from organization_sector m where m.organization_id = o.id and m.sector = any (named.sectors) limit 1) end
         union
         select f.organization_id from facility f
          where f.county = ic.county and f.since <= app.now() and (f.until is null or f.until > app.now())
            and case when named.sectors is null then true else f.sector = any (named.sectors) end
         ) x on true
   where h.capability = 'incident.work';

create view app.contact_seen as
  select c.id as contact_id, true as own from app.who w join contact c on c.person_id = w.person_id and c.ended is null
  union all
  select c.id, true from app.speaking_for s join contact c on c.organization_id = s.organization_id and c.ended is null
  union all
  select c.id, false from app.who w cross join app.contact_live c where c.for_members
  union all
  select c.id, false from app.contact_live c join appointment a on a.person_id = c.person_id and a.since <= app.now() and (a.until is null or a.until > app.now())
   where c.for_peers and a.council_id = any (array(select council_id from app.peering))
  union all
  select c.id, false from app.contact_live c join seat s on s.organization_id = c.organization_id and s.since <= app.now() and (s.until is null or s.until > app.now())
   where c.for_peers and s.council_id = any (array(select council_id from app.peering))
  union all
  select c.id, false from app.contact_live c join organization o on o.id = c.works_for join jurisdiction j on j.code = o.state
   where c.for_advisors and j.region = any (array(select k.region from app.holding h join council k on k.id = h.council_id where h.capability = 'facility.read'))
  union all
  select c.id, false from app.contact_live c
   where c.for_advisors and c.works_for = any (array(select organization_id from app.incident_reach));

create policy chosen_see on contact for select to concord_app using ((select true from app.contact_seen s where s.contact_id = contact.id limit 1));
create policy owner_adds on contact for insert to concord_app with check (
  coalesce((select true from app.who w where w.person_id = contact.person_id), (select true from app.speaking_for s where s.organization_id = contact.organization_id limit 1)));
create policy owner_changes on contact for update to concord_app using (
  coalesce((select true from app.who w where w.person_id = contact.person_id), (select true from app.speaking_for s where s.organization_id = contact.organization_id limit 1)));
grant select (id, person_id, organization_id, kind, label, for_peers, for_advisors, for_members, added, ended),
  insert (id, person_id, organization_id, kind, label, value, for_peers, for_advisors, for_members),
  update (kind, label, value, for_peers, for_advisors, for_members, ended) on contact to concord_app;

-- One's own, and those of the desks that one speaks for, with the number.
create view app.my_contact as
  select c.id, c.person_id, c.organization_id, c.kind, c.label, c.value, c.for_peers, c.for_advisors, c.for_members, c.added
    from app.who w join contact c on c.person_id = w.person_id and c.ended is null
  union all
  select c.id, c.person_id, c.organization_id, c.kind, c.label, c.value, c.for_peers, c.for_advisors, c.for_members, c.added
    from app.speaking_for s join contact c on c.organization_id = s.organization_id and c.ended is null;

-- Incidents whose openings the asker reviews.
create view app.reviewing as
  select o.incident_id from app.holding h join incident_office o on o.office_id = h.council_id where h.capability = 'reveal.review';

create view app.reveal_seen as
  select r.id as reveal_id from app.who w join reveal r on r.by_id = w.person_id
  union all
  select r.id from app.who w join reveal r on r.person_id = w.person_id
  union all
  select r.id from app.speaking_for s join reveal r on r.organization_id = s.organization_id
  union all
  select r.id from reveal r where r.incident_id = any (array(select incident_id from app.reviewing));

-- Stops that a reviewer may lift, and what became of them within a week. A regional office reviews whoever serves in the region, else works
-- there; a body without a region, such as the watch, everybody.
create view app.stop_reviewed as
  select t.id as stop_id, t.person_id, p.name, o.name as organization, t.at, t.until
    from reveal_stop t join person p on p.id = t.person_id join organization o on o.id = p.organization_id left join jurisdiction j on j.code = o.state
    left join lateral (select k.region from appointment a join council k on k.id = a.council_id
                        where a.person_id = p.id and k.region is not null and a.since <= app.now() and (a.until is null or a.until > app.now()) limit 1) served on true
   where t.until > app.now() - interval '7 days' and t.at > app.now() - interval '8 days' and t.person_id <> all (array(select person_id from app.who))
     and (select true from app.holding h join council k on k.id = h.council_id
           where h.capability = 'reveal.review' and (k.region is null or k.region = coalesce(served.region, j.region)) limit 1);

-- Those, and one's own. Beside each that a reviewer may lift, what was opened in the day before.
create view app.stop_seen as
  select t.id as stop_id, true as own, p.name, o.name as organization, '' as office, 0 as opened, 0 as owners, '' as reasons
    from app.who w join reveal_stop t on t.person_id = w.person_id join person p on p.id = t.person_id join organization o on o.id = p.organization_id
   where t.at > app.now() - interval '7 days'
  union all
  select t.stop_id, false, t.name, t.organization, coalesce(d.office, ''), d.opened, d.owners, coalesce(d.reasons, '')
    from app.stop_reviewed t
   cross join lateral (select count(*)::int as opened, count(distinct coalesce(r.person_id, r.organization_id))::int as owners,
                              left(string_agg(distinct nullif(r.reason, ''), '; '), 500) as reasons, max(r.by_office) as office
                         from reveal r where r.by_id = t.person_id and r.at > t.at - interval '1 day' and r.at <= t.at) d;

create function app.stop_lifted() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
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
create trigger lifted before update of because on reveal_stop for each row execute function app.stop_lifted();

create policy concerned_read on reveal_stop for select to concord_app using ((select true from app.stop_seen s where s.stop_id = reveal_stop.id limit 1));
create policy others_lift on reveal_stop for update to concord_app using ((select true from app.stop_seen s where s.stop_id = reveal_stop.id and not s.own limit 1));
grant select (id, person_id, at, until, rule, alarmed, because, lifted, lifted_name), update (because) on reveal_stop to concord_app;

create policy concerned_read on reveal for select to concord_app using ((select true from app.reveal_seen s where s.reveal_id = reveal.id limit 1));
create policy others_review on reveal for update to concord_app
  using (incident_id = any (array(select incident_id from app.reviewing)) and by_id <> all (array(select person_id from app.who)))
  with check (reviewed_by = any (array(select person_id from app.who)));
grant select, update (reviewed_by, reviewed) on reveal to concord_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- How much of the day's budget is left. A declared incident raises it five times, for contacts in its counties alone. A day is the last
-- 24 hours, so that midnight gives nothing away.

create view app.my_openings as
  select w.person_id, b.openings as budget, u.normal as used, 5 * b.openings as incident_budget, u.everything as incident_used, s.until as stopped, s.rule as stopped_rule
    from app.who w
   cross join lateral (
         select coalesce((select max(g.openings) from appointment a join reveal_budget g on g.office = a.office and g.since <= app.now() and g.until > app.now()
                           where a.person_id = w.person_id and a.since <= app.now() and (a.until is null or a.until > app.now())),
                         (select g.openings from reveal_budget g where g.office is null and g.since <= app.now() and g.until > app.now()), 0) as openings) b
   cross join lateral (
         select count(*) filter (where r.incident_id is null)::int as normal, count(*)::int as everything
           from reveal r where r.by_id = w.person_id and r.at > app.now() - interval '1 day') u
    left join lateral (select t.until, t.rule from reveal_stop t where t.person_id = w.person_id and t.until > app.now() order by t.until desc limit 1) s on true;

-- From when on the pace counts: whoever was let go on by a reviewer begins anew, within the same budget.
create function app.pace_since(me uuid) returns timestamptz language sql stable security definer set search_path = public, app, pg_temp as $$
  select greatest(app.now() - interval '1 hour', (select max(t.lifted) from reveal_stop t where t.person_id = me))
$$;

-- An attempt that was refused. Ten of them within an hour, or fifteen openings, stop for a day; whoever goes on trying after that, or is
-- stopped twice within a week, raises the alarm: director and administrators are mailed.
create function app.reveal_refused(me uuid, of_rule text) returns timestamptz language plpgsql security definer set search_path = public, app, pg_temp as $$
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

-- app.reveal opens contacts: those of them that the asker sees, all or none. What she opened within a day she opens again at no cost. The
-- answer says 'opened' with each value, or once the rule that refused: 'pace', 'budget' or 'stop', and until when.
create function app.reveal(contacts uuid[], why text, of_via text) returns table (outcome text, until timestamptz, contact_id uuid, value text)
language plpgsql security definer set search_path = public, app, pg_temp as $$
#variable_conflict use_column
declare
  me uuid := (select w.person_id from app.who w);
  news uuid[];
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
  -- One after another: what is opened together counts once. In an incident there is no time to wait.
  select count(distinct r.act) filter (where r.at > app.now() - interval '10 minutes') as lately, count(distinct r.act) as hour, max(r.at) as last into pace
    from reveal r where r.by_id = me and r.incident_id is null and r.at > app.pace_since(me);
  if mine.stopped is not null or cardinality(news) > 0 and incident is null and pace.hour >= 15 then
    rule := 'stop';
  elsif cardinality(news) > 0 and incident is null and pace.lately >= 5 and pace.last > app.now() - interval '2 minutes' then
    rule := 'pace';
    free := pace.last + interval '2 minutes';
  elsif incident is null and mine.used + cardinality(news) > mine.budget or incident is not null and mine.incident_used + cardinality(news) > mine.incident_budget then
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

-- Who is told when somebody seems to collect contacts: who keeps the record, who may lift the stop (the director of the region, the
-- watch), and the owner of the account, who may not know of it.
create function app.told_of_harvest(of_stop uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
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

create function app.harvest_letter(of_stop uuid, to_person uuid)
returns table (name text, email text, own boolean, person text, organization text, opened int, at timestamptz, until timestamptz)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.name, m.email, w.id = p.id, p.name, o.name,
         (select count(*)::int from reveal r where r.by_id = p.id and r.at > t.at - interval '1 day' and r.at <= t.alarmed), t.at, t.until
    from reveal_stop t join person p on p.id = t.person_id join organization o on o.id = p.organization_id
    join person w on w.id = to_person and (w.suspended is null or w.suspended > app.now()) and (w.expires is null or w.expires > app.now())
    join signin.account m on m.person_id = w.id
   where t.id = of_stop and t.alarmed is not null and w.id in (select x.person_id from app.told_of_harvest(of_stop) x)
$$;

do $$
declare t text;
begin
  foreach t in array array['contact', 'reveal', 'reveal_stop', 'incident', 'incident_office', 'incident_county', 'incident_sector', 'facility'] loop
    execute format('create policy definer_reads on %I for select to concord_definer using (true)', t);
  end loop;
  execute 'create policy definer_reads on reveal_budget for select to concord_definer using (true)';
end $$;
grant select on contact, reveal, reveal_stop, reveal_budget, incident, incident_office, incident_county, incident_sector, facility to concord_definer;

grant create on schema app to concord_definer;
do $$
declare v text;
begin
  foreach v in array array['contact_live', 'peering', 'incident_reach', 'contact_seen', 'my_contact', 'reviewing', 'reveal_seen', 'stop_reviewed', 'stop_seen', 'my_openings'] loop
    execute format('alter view app.%I owner to concord_definer', v);
  end loop;
end $$;
revoke create on schema app from concord_definer;
grant select on app.contact_seen, app.my_contact, app.incident_reach, app.reviewing, app.reveal_seen, app.stop_seen, app.my_openings to concord_app;
grant select on app.stop_reviewed to concord_app, concord_worker;
grant select on app.contact_live, app.contact_seen, app.incident_reach, app.my_openings to concord_owner;
revoke all on function app.pace_since(uuid), app.reveal_refused(uuid, text), app.reveal(uuid[], text, text), app.told_of_harvest(uuid), app.harvest_letter(uuid, uuid) from public;
grant execute on function app.reveal(uuid[], text, text) to concord_app;
grant execute on function app.told_of_harvest(uuid), app.harvest_letter(uuid, uuid) to concord_worker;

-- State bodies have a telephone. One person's numbers are one opening, for it is the person who is reached: a list of nine people cost 28 of a day's
-- 40. Who is met and not on record is added by the advisor who met them, in a state of the office.

alter table jurisdiction_body add column phone text not null default '' check (phone ~ '^([+(]?[0-9][0-9 ().x/-]{5,39})?$');
grant insert (phone) on jurisdiction_body to concord_app;

-- Used is how many people and desks were opened in the last 24 hours, whichever of their numbers, and however many.
create or replace view app.my_openings as
  select w.person_id, b.openings as budget, u.normal as used, 5 * b.openings as incident_budget, u.everything as incident_used, s.until as stopped, s.rule as stopped_rule
    from app.who w
   cross join lateral (
         select coalesce((select max(g.openings) from appointment a join reveal_budget g on g.office = a.office and g.since <= app.now() and g.until > app.now()
                           where a.person_id = w.person_id and a.since <= app.now() and (a.until is null or a.until > app.now())),
                         (select g.openings from reveal_budget g where g.office is null and g.since <= app.now() and g.until > app.now()), 0) as openings) b
   cross join lateral (
         select count(distinct coalesce(r.person_id, r.organization_id)) filter (where r.incident_id is null)::int as normal, count(distinct coalesce(r.person_id, r.organization_id))::int as everything
           from reveal r where r.by_id = w.person_id and r.at > app.now() - interval '1 day') u
    left join lateral (select t.until, t.rule from reveal_stop t where t.person_id = w.person_id and t.until > app.now() order by t.until desc limit 1) s on true;

create or replace function app.reveal(contacts uuid[], why text, of_via text) returns table (outcome text, until timestamptz, contact_id uuid, value text)
language plpgsql security definer set search_path = public, app, pg_temp as $$
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

create policy advisor_adds on organization for insert to concord_app with check (
  kind = any ('{owner_operator,sltt_body,tribal_nation,academic,other}') and not invented and not regulator and parent_id is null and until is null
  and state = any (array(select j.code from app.holding h join council c on c.id = h.council_id join jurisdiction j on j.region = c.region where h.capability = 'engagement.write')));

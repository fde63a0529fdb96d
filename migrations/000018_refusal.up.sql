-- Attempts that were refused, and copies of rosters, are on record like what was done.

-- What somebody signed in tried to do and may not: by which form, of which object, and by what rule, never what was typed. Of reading
-- only acts are told: a link that is passed on is opened by many who may not follow it, in good faith, and their names would bury the rest.
-- Ten a minute of each person are enough to see that somebody tries doors; more would let him fill the record.
create function app.refused(rule text, named text) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
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
end $$;

-- Whoever takes a roster along leaves a line with the council. Of councils that are not her own, three a day: what more than that would be
-- good for is a list of names and nothing else.
create function app.took_roster(of_council uuid, people int) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
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

revoke all on function app.refused(text, text), app.took_roster(uuid, int) from public;
grant execute on function app.refused(text, text), app.took_roster(uuid, int) to concord_app;

-- Lists of organizations, facilities, visits and incidents are taken along as files: who takes one says why, it is on record, and a day has its
-- bounds. What is in the file is what its taker sees; that is asked where it is read.
create function app.took_records(of_what text, rows int, because text) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
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
revoke all on function app.took_records(text, int, text) from public;
grant execute on function app.took_records(text, int, text) to concord_app;

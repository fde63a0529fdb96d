create or replace function app.refold(ids uuid[]) returns void language sql security definer
  set search_path = public, app, pg_temp set join_collapse_limit = 1 set enable_seqscan = off as $$
  delete from held where appointment_id = any (ids);
  insert into held (person_id, capability, circle_id, council_id, since, until, appointment_id)
  select person_id, capability, circle_id, council_id, since, until, appointment_id
    from app.held_derived where appointment_id = any (ids);
$$;

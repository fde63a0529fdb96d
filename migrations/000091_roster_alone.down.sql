create or replace function app.refold_structure(ids uuid[]) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  staff boolean := session_user = 'concord_app' and exists (select from app.holding h where h.capability = 'council.record');
  before text[];
begin
  if staff then
    before := array(select distinct h.person_id || ' ' || h.circle_id from held h where h.appointment_id = any (ids) and h.capability = 'item.read');
  end if;
  perform app.refold(ids);
  if not staff then
    return;
  end if;
  insert into taken_away (person_id, circle_id)
  select split_part(b, ' ', 1)::uuid, split_part(b, ' ', 2)::uuid from unnest(before) b
   where not exists (select from held h where h.person_id = split_part(b, ' ', 1)::uuid and h.circle_id = split_part(b, ' ', 2)::uuid and h.capability = 'item.read')
  on conflict (person_id, circle_id) do update set at = excluded.at;
  if exists (select from proposal p where p.xmin = pg_current_xact_id()::xid and p.done is not null and p.decided_by <> p.proposed_by) then
    return; -- two members of staff, and the council where it has officers
  end if;
  if exists (
       select from held h where h.appointment_id = any (ids) and h.capability = 'item.read' and h.until > app.now() and h.person_id || ' ' || h.circle_id <> all (before)
          and exists (select from audience a where a.circle_id = h.circle_id)
          and not exists (select from taken_away t where t.person_id = h.person_id and t.circle_id = h.circle_id and t.at > app.now() - interval '30 days')
          and not exists (select from held o where o.person_id = h.person_id and o.circle_id = h.circle_id and o.capability = 'item.read' and o.until > app.now() and o.appointment_id <> all (ids))) then
    raise exception 'others would read' using errcode = 'check_violation', constraint = 'staff_alone';
  end if;
end $$;
drop function app.readings(uuid[]), app.faces_its_own(uuid, uuid);
delete from taken_away where capability <> 'item.read';
alter table taken_away drop constraint taken_away_pkey, drop column capability, add primary key (person_id, circle_id);

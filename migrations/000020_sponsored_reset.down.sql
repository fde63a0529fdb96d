drop view app.council_reset;
drop function app.withdraw_factor_reset(uuid, text), app.ask_council_reset(uuid, uuid, uuid, text), app.resettable(uuid, text), app.chairs(uuid, uuid), app.vouches(uuid, uuid);
create or replace view app.factor_reset_waiting as
  select r.id, r.person_id, p.name, r.password_lost, r.because, r.asked_by, b.name as asked_by_name, r.asked,
         r.asked_by = any (array(select person_id from app.who)) as mine
    from signin.factor_reset r join person p on p.id = r.person_id join person b on b.id = r.asked_by
   where r.approved is null and r.withdrawn is null and r.asked > app.now() - interval '7 days'
     and (select true from app.holding where capability = 'factor.reset' limit 1);
create or replace function app.approve_factor_reset(id uuid, invitation uuid, hash bytea) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  staff uuid := app.staff_with('factor.reset');
  r record;
begin
  update signin.factor_reset f set approved_by = staff, approved = app.now()
   where f.id = approve_factor_reset.id and f.approved is null and f.withdrawn is null and f.asked > app.now() - interval '7 days'
     and exists (select from held h join person p on p.id = h.person_id
                  where h.person_id = f.asked_by and h.capability = 'factor.reset' and h.since <= app.now() and h.until > app.now()
                    and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now()))
  returning f.person_id, f.password_lost into r;
  if not found then
    raise exception 'nothing waits' using errcode = 'check_violation', constraint = 'factor_reset_gone';
  end if;
  update signin.invitation i set cancelled = app.now() where i.person_id = r.person_id and i.used is null and i.cancelled is null;
  insert into signin.invitation (id, hash, person_id, email, kind, made_by)
  select approve_factor_reset.invitation, approve_factor_reset.hash, a.person_id, a.email, case when r.password_lost then 'account' else 'factor' end, staff
    from signin.account a where a.person_id = r.person_id;
end $$;
create function app.withdraw_factor_reset(id uuid) returns void
language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.staff_with('factor.reset');
  update signin.factor_reset r set withdrawn = app.now() where r.id = withdraw_factor_reset.id and r.approved is null and r.withdrawn is null;
  if not found then
    raise exception 'nothing waits' using errcode = 'check_violation', constraint = 'factor_reset_gone';
  end if;
end $$;
grant create on schema app to concord_definer;
alter function app.withdraw_factor_reset(uuid) owner to concord_definer;
revoke create on schema app from concord_definer;
revoke all on function app.withdraw_factor_reset(uuid) from public;
grant execute on function app.withdraw_factor_reset(uuid) to concord_app;
revoke select on app.office_served from concord_definer;
drop policy signin_all on signin.factor_reset;
revoke all on signin.factor_reset from concord_signin;
revoke update (ended_by, refused) on signin.factor_reset from concord_definer;
alter table signin.factor_reset drop column council_id, drop column ended_by, drop column refused, drop column told;
alter table signin.invitation drop column council_id;

drop view app.rules_standing;
drop policy staff_add on rules_of_behavior;
revoke insert (since, words) on rules_of_behavior from concord_app;
drop policy signin_adds on rules_accepted;
drop policy signin_reads on rules_of_behavior;
revoke insert (person_id, since) on rules_accepted from concord_signin;
revoke select (since) on rules_of_behavior from concord_signin;
grant insert (person_id, since) on rules_accepted to concord_app;
create or replace view app.who as
  select p.id as person_id, p.name, p.organization_id
    from signin.session s join person p on p.id = s.person_id
   where s.handle = nullif(current_setting('app.handle', true), '')
     and s.expires > app.now() and s.touched + s.idle > app.now()
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
  union all
  select p.id, p.name, p.organization_id
    from person p
   where session_user = 'concord_worker' and p.id = nullif(current_setting('app.person', true), '')::uuid
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now());
drop trigger binds on rules_of_behavior;
drop trigger binds on rules_accepted;
drop trigger bound on signin.session;
drop function app.rules_come(), app.rules_accepted(), app.session_bound(), app.bound_until(uuid);
drop index rules_accepted_since_idx;
alter table signin.session drop column bound;

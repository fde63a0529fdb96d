create or replace view app.mail_trouble as
  select j.id, j.args ->> 'kind' as kind, p.id as person_id, p.name as person, coalesce(c.short_name, '') as council,
         j.attempt::int as attempt, coalesce(replace(j.errors[cardinality(j.errors)] ->> 'error', 'JobCancelError: ', ''), '') as because, coalesce(j.finalized_at, j.attempted_at, j.created_at) as at,
         case when j.state = 'retryable' then j.scheduled_at end as again
    from jobs.river_job j
    left join signin.invitation i on j.args ->> 'kind' = 'invitation' and i.id = (j.args ->> 'object')::uuid
    join person p on p.id = coalesce(i.person_id, (j.args ->> 'person')::uuid)
    left join council c on c.id = (j.args ->> 'council')::uuid
   where j.kind = 'mail' and j.queue = 'mail' and j.state in ('retryable', 'cancelled', 'discarded')
     and (select true from app.holding where capability = 'person.add' limit 1);
drop function app.count_renewals();
alter table council_health drop column unconfirmed, drop column cases, drop column cases_late, drop column oldest_case;
drop function app.end_unrenewed(int), app.warn_unused(int), app.remind_of_renewals(int), app.ask_renewals(int);
drop trigger used on signin.session;
drop function app.session_used();
alter table signin.account drop column used;
drop function app.answer_renewals(uuid[], boolean, text);
drop view app.my_renewal, app.appointee, app.asked_of_me, app.confirming;
drop function app.confirmers(uuid, uuid);
drop table renewal;
drop trigger administers_no_longer on person;
drop table organization_administrator;
drop function app.administers_own(), app.administers_no_longer();

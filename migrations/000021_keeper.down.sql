drop trigger ends on appointment;
drop function app.representative_ends();
alter table appointment drop column ended_for;
create or replace function app.keepers(of_council uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct h.person_id
    from held h join person p on p.id = h.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
   where h.since <= app.now() and h.until > app.now()
     and (h.capability = 'roster.edit' and h.council_id = of_council
       or h.capability = 'council.record' and exists (
            select from council_kind_term t join council_kind k on k.slug = t.kind
             where t.council_id = of_council and k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now()))
$$;
create or replace view app.roster_edited as
  select council_id from app.holding where capability = 'roster.edit'
  union all
  select t.council_id from council_kind_term t join council_kind k on k.slug = t.kind
   where k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now()
     and (select true from app.holding where capability = 'council.record' limit 1);
drop view app.roster_kept;
drop table roster_rule;
drop view app.entrusting;
drop function app.rule_begins(), app.rule_turns();
delete from office_may where office = 'executive' or capability in ('roster.committee', 'roster.election', 'roster.entrust');
delete from capability where slug in ('roster.committee', 'roster.election', 'roster.entrust');
delete from office where slug = 'executive';

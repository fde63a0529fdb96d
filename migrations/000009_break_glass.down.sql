drop trigger glass_refused on charter;
drop trigger glass_office_ends on appointment;
drop function app.told_of_break_glass(uuid);
delete from held where break_glass_id is not null;
drop view app.held_derived;
alter table held drop column break_glass_id, alter column appointment_id set not null;
create view app.held_derived as
  select a.person_id, om.capability, r.circle_id, r.reached_id as council_id,
         greatest(a.since, s.since, k.since, ck.since, om.since, r.since, c.since) as since,
         least(a.until, s.until, k.until, ck.until, om.until, r.until, c.until) as until,
         a.id as appointment_id
    from appointment a
    join council c on c.id = a.council_id
    join council_kind_term k on k.council_id = a.council_id
    join council_kind ck on ck.slug = k.kind
    join office_may om on om.kind = k.kind and om.office = a.office
    join lateral (
         select r.circle_id, r.reached_id, r.since, r.until from app.reach r where r.council_id = a.council_id and r.reach = om.reach
         union all
         select own.id, own.council_id, '-infinity', 'infinity' from circle own
          where om.reach = 'person' and own.council_id = a.council_id and own.person_id = a.person_id
         ) r on true
    left join seat s on s.id = a.seat_id
   where greatest(a.since, s.since, k.since, ck.since, om.since, r.since, c.since)
       < least(a.until, s.until, k.until, ck.until, om.until, r.until, c.until);
alter table charter drop column told_id;
drop table break_glass_read, break_glass_end, break_glass_decision, break_glass cascade; -- app.breaking with it
drop view app.glass_seen, app.glass_ruled;
drop function app.glass_asked(), app.glass_decided(), app.glass_ended(), app.glass_folds(), app.glass_refused(), app.glass_office_ends(), app.named(uuid);
delete from office_may where capability = 'glass.break';
delete from capability where slug = 'glass.break';

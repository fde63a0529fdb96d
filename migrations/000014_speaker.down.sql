delete from office_may where office = 'principal-staff';
delete from office where slug = 'principal-staff';
drop view app.speaking;
drop trigger speaks on item;
drop function app.speaks();
alter table item drop column speaks;
drop trigger speaks_insert on appointment;
drop trigger speaks_update on appointment;
drop trigger speaks_delete on appointment;
drop trigger speaks_update on seat;
drop view app.speaker_derived, app.presence;
drop table speaker, absence;
drop function app.speaker_folds(), app.absence_begins(), app.absence_ends();
-- What else says who chairs, as it was before.
create or replace view app.my_reason as
  select h.capability, h.circle_id, h.council_id, o.name as office, c.short_name as serves, c.slug as serves_slug, coalesce(g.name, '') as seat,
         k.name as kind, h.until, null::uuid as break_glass_id
    from app.who w join held h on h.person_id = w.person_id and h.since <= app.now() and h.until > app.now()
    join appointment a on a.id = h.appointment_id
    join office o on o.slug = a.office
    join council c on c.id = a.council_id
    join council_kind_term t on t.council_id = c.id and t.since <= app.now() and t.until > app.now()
    join council_kind k on k.slug = t.kind
    left join seat s on s.id = a.seat_id
    left join organization g on g.id = s.organization_id
  union all
  select h.capability, h.circle_id, h.council_id, '', c.short_name, c.slug, '', '', h.until, h.break_glass_id
    from app.who w join held h on h.person_id = w.person_id and h.since <= app.now() and h.until > app.now()
    join council c on c.id = h.council_id
   where h.break_glass_id is not null;
create or replace view app.held_derived as
  select a.person_id, om.capability, r.circle_id, r.reached_id as council_id,
         greatest(a.since, s.since, k.since, ck.since, om.since, r.since, c.since) as since,
         least(a.until, s.until, k.until, ck.until, om.until, r.until, c.until) as until,
         a.id as appointment_id, null::uuid as break_glass_id
    from appointment a
    join council c on c.id = a.council_id
    join council_kind_term k on k.council_id = a.council_id
    join council_kind ck on ck.slug = k.kind
    join office_may om on om.kind = k.kind and om.office = a.office
    join lateral (
         select r.circle_id, r.reached_id, r.since, r.until from app.reach r where r.council_id = a.council_id and r.reach = om.reach
         union all -- one's own circle, found by one's name: a council of ten thousand has as many
         select own.id, own.council_id, '-infinity', 'infinity' from circle own
          where om.reach = 'person' and own.council_id = a.council_id and own.person_id = a.person_id
         ) r on true
    left join seat s on s.id = a.seat_id
   where greatest(a.since, s.since, k.since, ck.since, om.since, r.since, c.since)
       < least(a.until, s.until, k.until, ck.until, om.until, r.until, c.until)
  union all
  select b.asked_by, 'item.read', c.id, b.council_id, d.decided, least(d.until, e.ended), null, b.id
    from break_glass b
    join break_glass_decision d on d.break_glass_id = b.id and d.approved
    join circle c on c.council_id = b.council_id and c.person_id is null
    left join break_glass_end e on e.break_glass_id = b.id
   where d.decided < least(d.until, e.ended);
drop trigger folds_vice_insert on appointment;
drop trigger folds_vice_update on appointment;
drop trigger folds_vice_delete on appointment;
drop trigger folds_vice_insert on office_may;
drop trigger folds_vice_update on office_may;
drop trigger folds_vice_delete on office_may;
drop function app.chair_folds();
drop view app.office_served, app.acting, app.presiding;
drop trigger suspension_folds on person;
drop function app.suspension_folds();
delete from held; -- with what was held by acting
insert into held (person_id, capability, circle_id, council_id, since, until, appointment_id, break_glass_id)
select person_id, capability, circle_id, council_id, since, until, appointment_id, break_glass_id from app.held_derived;
drop function app.told_of_succession(uuid);
drop trigger notice on succession;
drop function app.succession_notice();
drop function app.term_letter(uuid), app.warned_of(uuid), app.keepers(uuid), app.warn_of_terms();
drop index seat_until_idx, appointment_until_idx;
drop table term_warning;

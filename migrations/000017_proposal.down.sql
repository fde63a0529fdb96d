drop function app.widening_letter(uuid, uuid), app.told_of_widening(uuid);
drop trigger log_is_copied on audit;
drop trigger staff_term_ends on appointment;
drop policy officers_add on appointment;
create policy officers_add on appointment for insert to concord_app with check (council_id = any (array(select council_id from app.roster_edited)));
drop table proposal, widening_limit;
drop function app.log_is_copied(), app.staff_term_ends(), app.proposal_is_made(), app.proposal_is_decided(), app.proposal_is_done(), app.address_changes(uuid, uuid, text), app.address_fits(uuid, text), app.widest(text, text, text, text), app.is_alarm(int),
  app.right_effect(text, text, text, text), app.right_change(text, text, text, text);
drop trigger fits on office_may;
drop function app.right_is_fitting(), app.right_fits(text, text, text, text);
delete from office_may where capability = 'proposal.decide';
delete from capability where slug = 'proposal.decide';
alter table capability drop column reaches;
alter table office drop column of_staff;

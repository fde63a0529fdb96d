drop policy staff_judge on fact;
create policy staff_judge on fact for update to concord_app using (
  (select true from app.holding where capability = 'fact.confirm' limit 1)) with check (judged_by = any (array(select person_id from app.who)));
drop trigger judged on fact;
drop function app.fact_judged(), app.fact_undo_within();
update imported set payload = payload - 'value' where kind = 'fact';
drop index fact_judged;
alter table fact drop column value, drop column judged_with, drop column was_verdict, drop column was_judged_by, drop column was_judged_at;

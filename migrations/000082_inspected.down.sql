drop table inspection_finding;
drop trigger told on inspection;
drop trigger recorded_notified on inspection;
drop function app.finding_added(), app.inspection_is_told(), app.inspection_notified(), app.told_of_inspection(uuid), app.inspection_letter(uuid);
delete from inspection where begins < noticed + interval '24 hours';
alter table inspection drop constraint inspection_notice, drop constraint inspection_exigent,
  drop column exigent_because, drop column exigent_approver, drop column contact_name, drop column contact_email, drop column notified,
  add constraint inspection_notice check (begins >= noticed + interval '24 hours');

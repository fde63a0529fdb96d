drop trigger notice on admission;
drop trigger notice_insert on appointment;
drop trigger notice_update on appointment;
drop function app.admission_notice(), app.asked_letter(uuid), app.ended_offices(), app.office_letter(uuid), app.told_of_office(uuid), app.office_notice();
drop function app.whom_to_ask(uuid, uuid);
drop table office_notice;

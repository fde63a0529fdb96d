drop function app.told_of_succession(uuid);
drop trigger notice on succession;
drop function app.succession_notice();
drop function app.term_letter(uuid), app.warned_of(uuid), app.keepers(uuid), app.warn_of_terms();
drop index seat_until_idx, appointment_until_idx;
drop table term_warning;

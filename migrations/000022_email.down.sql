drop function app.email_left_behind(uuid), app.email_letter_left(uuid), app.email_letter(uuid);
drop table signin.email_change;
drop function app.email_notice();

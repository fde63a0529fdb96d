drop trigger suspension_ends_sign_ins on person;
drop function app.suspension_ends_sign_ins();

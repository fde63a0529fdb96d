drop trigger audited on signin.session;
drop function app.audit_sign_in();
drop function app.approve_factor_reset(uuid, uuid, bytea), app.withdraw_factor_reset(uuid), app.ask_factor_reset(uuid, uuid, boolean, text),
  app.cancel_invitation(uuid), app.invite(uuid, uuid, text, bytea), app.staff_with(text);
drop view app.my_right, app.my_office, app.factor_reset_waiting, app.enrollment, app.my_sign_in, app.my_account;
drop policy signin_reads on capability;
revoke select on capability from concord_signin;
drop function signin.code_was_right(uuid, text), signin.try_code(uuid, text), signin.was_right(text, text, text), signin.try_password(text, text, text), signin.take(text, interval, interval);
drop table signin.left_form, signin.attempt, signin.device, signin.factor_reset, signin.invitation, signin.recovery_code, signin.account;
alter table signin.session drop column id;
drop function app.enrolls();

drop function app.ask_to_join(uuid, uuid, text, text, text, text, text, text, text, text, text), app.invite_applicant(uuid, uuid, bytea, text),
  app.accept_admission(uuid, timestamptz), app.join_council(bytea, uuid, timestamptz), app.enter_council(uuid, uuid, timestamptz), app.join_letter(uuid), app.refusal_letter(uuid),
  app.validators_awaited(), app.expire_admissions(), app.join_trouble(uuid), app.writer();
drop view app.joining, app.case_waiting;
drop policy decider_adds on admission_step;
drop view app.my_admission_step, app.my_admission_state, app.my_admission, app.admission_state;
delete from signin.invitation where kind = 'join';
drop index signin.invitation_joins;
alter table signin.invitation
  drop constraint invitation_whom,
  drop constraint invitation_kind_check,
  drop column admission_id,
  alter column person_id set not null,
  add constraint invitation_kind_check check (kind in ('enroll', 'factor', 'account'));
drop table admission_step, admission, rules_accepted, rules_of_behavior;
drop function app.admission_begins(), app.admission_asks(), app.admission_settles(), app.step_named(), app.admission_walks(), app.admits(uuid), app.still(uuid, uuid, text);
drop view app.sponsoring, app.validating;
drop policy definer_acts on signin.attempt;
revoke select, insert, update on signin.attempt from concord_definer;
revoke execute on function signin.take(text, interval, interval) from concord_definer;
drop policy definer_adds on person;
revoke insert on person from concord_definer;
drop policy definer_reads on seat;
revoke select on seat from concord_definer;
revoke update (used) on signin.invitation from concord_definer;
delete from office_may where capability in ('admission.sponsor', 'admission.validate') or office = 'validator';
delete from capability where slug in ('admission.sponsor', 'admission.validate');
delete from office where slug = 'validator';

drop view app.my_identity, app.my_sign_in;
drop function signin.logout_was_right(text);
drop table signin.logout, signin.identity;
drop function app.identity_notice();
alter table signin.session drop column means, drop column issuer, drop column subject, drop column sid;
create view app.my_sign_in as
  select s.id, s.created, s.touched, s.expires, s.address, s.agent, s.handle = current_setting('app.handle', true) as here
    from app.who w join signin.session s on s.person_id = w.person_id
   where s.expires > app.now() and s.touched + s.idle > app.now();
grant create on schema app to concord_definer;
alter view app.my_sign_in owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.my_sign_in to concord_app;

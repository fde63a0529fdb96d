drop table profile_confirmation;
drop function app.confirmation_named();

drop table agreement;
drop function app.agreement_recorded();

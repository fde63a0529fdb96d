drop table agreement;
drop function app.told_of_agreement(uuid), app.agreement_notice(), app.agreement_recorded();

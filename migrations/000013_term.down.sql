drop function app.successors(uuid);
drop table succession;
drop view app.handing;
drop function app.succession_begins();
drop function app.succession_appoints();
drop function app.succession_turns();

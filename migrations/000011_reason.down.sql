drop function app.seers_of(uuid);
drop function app.readers_of(uuid);
drop view app.my_reason;

drop function app.readers_of(uuid);
drop view app.my_reason;

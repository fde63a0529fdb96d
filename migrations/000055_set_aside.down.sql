drop table set_aside;
drop view app.asked_seat;
drop function app.set_aside_named();

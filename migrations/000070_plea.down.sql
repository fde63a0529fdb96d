drop function app.plea_letter(uuid, uuid), app.told_of_plea(uuid), app.plead(uuid, text, text, text);
drop view app.my_plea, app.plea_helper;
drop table signin.plea;

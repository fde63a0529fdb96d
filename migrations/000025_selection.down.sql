drop trigger goes on council_umbrella;
drop table selection;
drop function app.selection_begins(), app.selection_fits(), app.selection_goes();
alter table umbrella drop column selects;

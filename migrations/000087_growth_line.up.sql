-- Who made a change of structure is one line, as every name is.
alter table reach_growth add constraint reach_growth_name_line check (name = app.line(name));

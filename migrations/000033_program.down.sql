revoke insert (slug, name, authority, since, until), update (until) on regulatory_program from concord_app;
drop policy staff_end on regulatory_program;
drop policy staff_add on regulatory_program;
alter table regulatory_program drop constraint regulatory_program_words;

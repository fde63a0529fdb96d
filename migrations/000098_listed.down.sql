create index on person (name, id);
drop index person_to_enroll;
create index person_to_enroll on person (id) where enrolled is null;
alter table signin.session reset (fillfactor);

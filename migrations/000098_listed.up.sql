-- Each page notes when its sign-in was last used: with room on the page of the table, that touches no index.
alter table signin.session set (fillfactor = 50);

-- Who has to enroll is listed by name; all people have one index by name, not two.
drop index person_to_enroll;
create index person_to_enroll on person (name, id) where enrolled is null;
drop index person_name_id_idx;

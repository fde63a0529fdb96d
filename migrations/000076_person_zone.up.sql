-- In which time zone each person reads hours; whoever never chose reads them in the portal's. Days stay the portal's: the last day of a
-- term is the same for everybody.
create table person_zone (
  person_id uuid primary key references person,
  zone      text not null check (zone ~ '^[A-Za-z_]+(/[A-Za-z_]+)*$' and length(zone) < 64)
);
call app.protect('person_zone', false);
create policy own on person_zone for all to concord_app using (person_id = any (array(select person_id from app.who)))
  with check (person_id = any (array(select person_id from app.who)));
create policy own_at_sending on person_zone for select to concord_worker using (person_id = any (array(select person_id from app.who)));
create policy signin_reads on person_zone for select to concord_signin using (true);
grant select, insert, delete, update (zone) on person_zone to concord_app;
grant select on person_zone to concord_worker, concord_signin;

drop table set_aside;
drop view app.asked_seat;
drop function app.set_aside_named();
create or replace function app.admission_notice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into outbox (topic, object_id) values ('asked', new.id);
  return null;
end $$;

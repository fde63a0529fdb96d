create or replace function app.speaks() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.speaks := exists (select from speaker v where v.person_id = new.author_id and v.organization_id = new.organization_id and v.since <= app.now() and v.until > app.now());
  return new;
end $$;
drop function app.answer_box(uuid, uuid, uuid[]), app.reached(uuid, uuid[]);

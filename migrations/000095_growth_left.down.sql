create or replace function app.told_of_growth(of_growth uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select n.person_id from reach_notice n where n.growth_id = of_growth and n.answered is null $$;
drop trigger passes_growth on appointment;
drop function app.growth_left(), app.growths_left(), app.pass_growth_on(uuid);

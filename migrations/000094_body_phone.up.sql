-- Who stands for a state was recorded before telephones were: whoever works for the region adds or corrects the number of an entry that holds, by
-- the rule of region_ends. What is over stays as it was.

create function app.body_phoned() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if old.until <= app.now() then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'jurisdiction_body_over';
  end if;
  return new;
end $$;
create trigger phoned before update of phone on jurisdiction_body for each row when (old.phone is distinct from new.phone) execute function app.body_phoned();
grant update (phone) on jurisdiction_body to concord_app;

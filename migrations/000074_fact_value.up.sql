-- Whoever confirms a fact sees what it says. Many are judged at once, and what was judged together may be taken back together for a day.

alter table fact
  add column value         text not null default '' check (char_length(value) <= 2000), -- "" where the field's own words are the statement
  add column judged_with   uuid,             -- what was judged in one act
  add column was_verdict   text not null default '' check (was_verdict in ('', 'confirmed', 'rejected')),
  add column was_judged_by uuid references person,
  add column was_judged_at timestamptz;
create index fact_judged on fact (judged_at desc, id) where verdict <> '';
grant update (judged_with) on fact to concord_app;

-- The next import knows that an empty value is nobody's own.
update imported set payload = payload || '{"value": ""}' where kind = 'fact';

create function app.fact_undo_within() returns interval language sql immutable parallel safe as $$select interval '24 hours'$$;

-- A verdict keeps the one before it. Taking it back gives back exactly that one, and nothing else can be written in its place.
-- A verdict is about the value that was shown: another value, once there was one, waits for another verdict.
create function app.fact_judged() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new is not distinct from old then
    return new;
  elsif not exists (select from app.who) then
    if new.value <> old.value and old.value <> '' and new.verdict <> '' then
      new.verdict := '';
      new.judged_by := null;
      new.judged_at := null;
      new.judged_with := null;
    end if;
  elsif new.judged_with is not null then
    new.was_verdict := old.verdict;
    new.was_judged_by := old.judged_by;
    new.was_judged_at := old.judged_at;
    new.judged_at := app.now();
  elsif old.judged_with is null or old.judged_at <= app.now() - app.fact_undo_within() then
    raise exception 'too late to take it back' using errcode = 'check_violation', constraint = 'fact_undone_late';
  else
    new.verdict := old.was_verdict;
    new.judged_by := old.was_judged_by;
    new.judged_at := old.was_judged_at;
  end if;
  return new;
end $$;
create trigger judged before update on fact for each row execute function app.fact_judged();

drop policy staff_judge on fact;
create policy staff_judge on fact for update to concord_app using (
  (select true from app.holding where capability = 'fact.confirm' limit 1))
  with check (judged_with is null or judged_by = any (array(select person_id from app.who)));

revoke all on function app.fact_judged(), app.fact_undo_within() from public;
grant execute on function app.fact_undo_within() to concord_app;

drop function app.told_of_hand_over(uuid), app.hand_over_letter(uuid, uuid);
drop trigger told on territory_hand_over;
drop trigger told_undone on territory_hand_over;
drop trigger turns on territory_hand_over;
drop function app.hand_over_is_told(), app.hand_over_turns();
drop policy director_takes_back on territory_hand_over;
create or replace function app.territory_handed() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.by_id := coalesce((select person_id from app.who), new.by_id);
  new.by_name := app.named(new.by_id);
  new.from_name := app.named(new.from_id);
  new.to_name := app.named(new.to_id);
  new.places := array(select coalesce(c.name || ', ' || t.state, j.name) from territory t join jurisdiction j on j.code = t.state left join county c on c.fips = t.county
                       where t.person_id = new.from_id and t.office_id = new.office_id and t.since <= app.now() and (t.until is null or t.until > app.now()) order by 1);
  return new;
end $$;
drop function app.hand_over_undo_within();
alter table territory_hand_over drop column parts, drop column engagements, drop column requests, drop column from_seen, drop column to_seen,
  drop column undone, drop column undone_name, drop column undone_by;
drop index territory_hand_over_from_id_idx, territory_hand_over_to_id_idx;
drop trigger written_done on engagement;
drop function app.engagement_done();
alter table engagement drop column done_name;

drop trigger told on incident_office;
drop trigger changes on incident;
drop function app.incident_letter(uuid, uuid), app.told_of_incident(uuid), app.incident_is_told(), app.incident_changes(), app.incident_reopens_within();
revoke update (outcome, revised) on incident from concord_app;
revoke delete on incident_county, incident_sector from concord_app;
do $$
declare t text;
begin
  foreach t in array array['incident_county', 'incident_sector'] loop
    execute format('drop policy offices_remove on %I', t);
    execute format('drop policy offices_add on %I', t);
    execute format($p$create policy offices_add on %1$I for insert to concord_app with check (
      incident_id = any (array(select i.id from incident i where i.office_id = any (array(select council_id from app.holding where capability = 'incident.declare')))))$p$, t);
  end loop;
end $$;
alter table incident drop column revised, drop column outcome;

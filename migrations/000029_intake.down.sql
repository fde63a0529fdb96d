drop function app.intake_done(uuid), app.intake_progress(uuid, int), app.undo_intake(uuid, int, int), app.changed_since(text, uuid, timestamptz), app.apply_intake(uuid, int, int), app.intake_allowed(uuid),
  app.compare_people(uuid, int, int), app.compare_facilities(uuid, int, int), app.compare_organizations(uuid, int, int), app.compare_with_itself(uuid), app.organization_named(text, text), app.row_trouble(jsonb, boolean, boolean);
drop index audit_object;
drop table intake_row, intake_progress, intake;
drop function app.intake_steps(), app.said(jsonb, text);
alter table facility drop column name_key;
alter table organization drop column name_key;
drop function app.name_key(text);

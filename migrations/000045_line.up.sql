-- A name is one visible line, whichever way it came in. app.line says what internal/name says: composed, no controls, no characters that
-- cannot be seen or that turn the direction of others, one space where there was room, none at the ends. A table keeps no name that
-- differs from its line, and none that is empty where there has to be one.
create function app.line(typed text) returns text language sql immutable parallel safe as $$
  select case when typed ~ '^[!-~]([ -~]*[!-~])?$' and typed !~ '  ' then typed else btrim(regexp_replace(regexp_replace(regexp_replace(
           normalize(typed, NFC),
           '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]', '', 'g'),
           '[\u200c\u200d](?![\u0590-\u1fff\u2190-\u2bff\ua800-\uabff\U0001f000-\U0001faff])|(?<![\u0590-\u1fff\u2190-\u2bff\ua800-\uabff\U0001f000-\U0001faff])[\u200c\u200d]', '', 'g'),
           '[\u0001- \u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g')) end $$;

do $$
declare
  kept record;
begin
  for kept in
    select c.table_schema as schema, c.table_name as "table", c.column_name as "column"
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.data_type = 'text' and (c.table_schema, c.table_name, c.column_name) in (
           ('public', 'person', 'name'), ('public', 'council', 'name'), ('public', 'council', 'short_name'),
           ('public', 'admission', 'name'), ('public', 'admission', 'organization_name'), ('public', 'admission', 'supervisor'),
           ('public', 'organization', 'name'), ('public', 'organization', 'abbr'), ('public', 'organization', 'city'),
           ('public', 'sector', 'name'), ('public', 'sector', 'short_name'), ('public', 'subsector', 'name'),
           ('public', 'facility', 'name'), ('public', 'facility', 'city'), ('public', 'facility', 'address'),
           ('public', 'incident', 'title'), ('public', 'incident_call', 'whom'), ('public', 'agreement', 'with_whom'),
           ('public', 'attachment', 'name'), ('public', 'draft_file', 'name'), ('public', 'item_version', 'title'),
           ('public', 'sector_update', 'source'), ('public', 'sector_update', 'source_marking'), ('public', 'engagement', 'with_whom'),
           ('public', 'hand_over', 'told_by'), ('public', 'inspection', 'facility'), ('public', 'intake', 'file'),
           ('public', 'jurisdiction_body', 'name'), ('public', 'jurisdiction_body', 'person'), ('public', 'jurisdiction_body', 'city'),
           ('public', 'lineage', 'name'), ('public', 'lineage', 'lead'), ('public', 'membership', 'role'), ('public', 'regulatory_program', 'name'),
           ('public', 'saved_search', 'name'), ('public', 'seat', 'appointed_by'), ('public', 'selection', 'person'),
           ('public', 'umbrella', 'name'), ('public', 'umbrella', 'short_name'), ('signin', 'factor', 'name'), ('signin', 'identity', 'name'))
     order by 1, 2, 3
  loop
    execute format('alter table %I.%I disable trigger user', kept.schema, kept."table");
    execute format('update %1$I.%2$I set %3$I = coalesce(nullif(app.line(%3$I), ''''), ''unnamed'') where %3$I <> app.line(%3$I)', kept.schema, kept."table", kept."column");
    execute format('alter table %I.%I enable trigger user', kept.schema, kept."table");
    execute format('alter table %1$I.%2$I add constraint %4$I check (%3$I = app.line(%3$I))', kept.schema, kept."table", kept."column",
                   kept."table" || '_' || kept."column" || '_line');
  end loop;
end $$;

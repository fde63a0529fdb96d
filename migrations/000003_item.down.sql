drop view app.serving;
drop policy definer_reads on nesting;
drop function app.reach_of(uuid[]), app.seen_by(uuid), app.answerable(uuid, boolean), app.size_of(uuid);
drop table draft_file, draft, update_version, attachment, item_state, item_sector, sector_update, opened, watermark, read_record, search_part, audience, item_version, item cascade;
drop policy if exists definer_reads on held;
create policy definer_reads on held for select to concord_definer using (true);
drop function app.as_spoken(), app.search_vector(uuid), app.make_searchable(), app.version_counts(), app.audience_widens(), app.withdrawn(), app.request_waits(), app.speaks_still(uuid), app.update_changes(), app.opened_to_all(), app.withdraws(),
  app.asker_in(uuid), app.publishes(uuid, int), app.unnamed(text[]), app.width(text), app.circle_width(text);

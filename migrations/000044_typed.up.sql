-- Each typed word can be found. What stands between < and > is no tag of a language, and a word is one wherever it stands: in an address,
-- a path, beside a slash. So a text is looked through twice, as it is and as its bare words, which have no places: they are in no phrase.
create function app.typed_vector(typed text) returns tsvector language sql immutable parallel safe set search_path = public, app, pg_temp as $$
  select to_tsvector('english', translate(typed, '<>&', '   ')) || strip(to_tsvector('english', regexp_replace(typed, '[!-/:-@\[-`{-~]+', ' ', 'g'))) $$;
revoke all on function app.typed_vector(text) from public;

create or replace function app.search_vector(item uuid) returns tsvector language sql stable set search_path = public, app, pg_temp as $$
  select setweight(app.typed_vector(v.title), 'A') || app.typed_vector(v.body)
         || array_to_tsvector(array(select '#' || circle_id::text from audience where item_id = i.id)
            || ('=' || coalesce((select genre from sector_update where item_id = i.id), i.kind))
            || ('@' || to_char(i.posted at time zone 'UTC', 'IYYYIW')))
    from item i join item_version v on v.item_id = i.id and v.number = i.current
   where i.id = item $$;

update search_part set vector = app.search_vector(item_id) where portion = 1;

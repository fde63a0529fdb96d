create or replace function app.search_vector(item uuid) returns tsvector language sql stable set search_path = public, app, pg_temp as $$
  select setweight(to_tsvector('english', v.title), 'A') || to_tsvector('english', v.body)
         || array_to_tsvector(array(select '#' || circle_id::text from audience where item_id = i.id)
            || ('=' || coalesce((select genre from sector_update where item_id = i.id), i.kind))
            || ('@' || to_char(i.posted at time zone 'UTC', 'IYYYIW')))
    from item i join item_version v on v.item_id = i.id and v.number = i.current
   where i.id = item $$;
drop function app.typed_vector(text);

drop function app.search_anew(int);
drop trigger searchable on attachment;
drop function app.file_searchable();
create or replace function app.make_searchable() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_argv[0] = 'replies' and (select kind = 'update' from item where id = new.item_id) then
    return null;
  end if;
  insert into search_part (item_id, portion, posted, vector)
  select id, 1, posted, app.search_vector(id) from item where id = new.item_id
  on conflict (item_id, portion) do update set vector = excluded.vector;
  return null;
end $$;
create or replace function app.search_vector(item uuid) returns tsvector language sql stable set search_path = public, app, pg_temp as $$
  select setweight(to_tsvector('english', v.title), 'A') || to_tsvector('english', v.body)
         || array_to_tsvector(array(select '#' || circle_id::text from audience where item_id = i.id)
            || ('=' || coalesce((select genre from sector_update where item_id = i.id), i.kind))
            || ('@' || to_char(i.posted at time zone 'UTC', 'IYYYIW')))
    from item i join item_version v on v.item_id = i.id and v.number = i.current
   where i.id = item $$;
drop index search_part_rules;
alter table search_part drop column rules;
drop function app.asked(text, boolean);
drop function app.words(text);

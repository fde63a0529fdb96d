-- What a text is found by. A word is a run of letters or a run of figures, without accents; everything else only parts them. What is
-- written as one, such as PFAS/PFOA, CVE-2026-1111, v4.2.1, bad[.]example or O’Neil, is looked for as a phrase of its parts, so it is
-- found whole and each part is found too, in text and question alike.
--
-- Short words that say nothing in a sentence say something as part of a name: the IT of IT/OT, the T of T1, Oregon's OR. There, and in
-- capitals of their own, they are other words, which begin with zz and are looked for.
create function app.words(typed text) returns text language plpgsql immutable parallel safe strict set search_path = pg_catalog as $$
declare
  said text := regexp_replace(normalize(typed, NFKD), '[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]', '', 'g');
  small constant text := '(i|me|my|we|our|you|he|him|his|she|her|it|its|am|is|are|was|be|been|has|had|do|did|a|an|the|and|but|if|or|as|of|at|by|for|to|up|in|out|on|off|how|all|any|few|no|nor|not|own|so|s|t|can|don|now|who|why)';
begin
  if said ~* 'hxxp|[\[({](dot|at)[\])}]' then -- as addresses are written that nobody should open
    said := regexp_replace(regexp_replace(said, '\mhxxp', 'http', 'gi'), '[\[({](dot|at)[\])}]', '/', 'gi');
  end if;
  said := regexp_replace(said, '\m(IT|OR|IN|ME)\M', 'zz\1', 'g');
  said := translate(lower(said), U&'\00F8\0111\0142\00F0\0127\0131', 'odldhi');
  if said ~ U&'[\00DF\00E6\0153\00FE]' then
    said := replace(replace(replace(replace(said, U&'\00DF', 'ss'), U&'\00E6', 'ae'), U&'\0153', 'oe'), U&'\00FE', 'th');
  end if;
  said := regexp_replace(said, '(?:(?<=[[:alnum:]][/&+_@:\\]|[0-9][.-]?|[[:alnum:]]\.|[[:alnum:]][\]\[]{1,3}\.?[\]\[]{0,3})' || small || '(?![[:alpha:]])|(?<![[:alnum:]])'
    || small || '(?=[/&+_@:\\][[:alnum:]]|[.-]?[0-9]|\.[[:alnum:]]))', 'zz\1\2', 'g');
  said := regexp_replace(regexp_replace(said, '([[:alpha:]])([0-9])', '\1 \2', 'g'), '([0-9])([[:alpha:]])', '\1 \2', 'g');
  return btrim(regexp_replace(said, '[^[:alnum:]]+', ' ', 'g'));
end $$;

-- What is looked for: words, "a phrase", -not, or; empty where no word in it says anything. Begun asks for words that begin so, where
-- they are long enough to say something. A question that only leaves words out would walk everything, and is none.
create function app.asked(typed text, begun boolean default false) returns tsquery language plpgsql immutable parallel safe strict
  set search_path = pg_catalog, app as $$
declare
  units text[] := array(select m[1] from regexp_matches(translate(left(typed, 500), U&'\201C\201D\201E\201F\00AB\00BB', '""""""'), '(-?"[^"]*"|[^[:space:]"]+)', 'g') m);
  capitals boolean := typed = upper(typed) and cardinality(units) > 1; -- everything is in capitals, so they say nothing
  unit text; said text; part tsquery; every tsquery; one tsquery; wanted boolean := false; n int := 0;
begin
  if cardinality(units) = 1 and lower(units[1]) in ('it', 'or', 'in', 'me') then
    return ('zz' || lower(units[1]))::tsquery;
  end if;
  foreach unit in array units loop
    n := n + 1;
    if lower(unit) = 'or' and wanted and n < cardinality(units) then
      one := coalesce(one || every, every);
      every := null; wanted := false;
      continue;
    end if;
    said := app.words(case when capitals and unit in ('OR', 'IN', 'ME') then lower(unit) else unit end);
    if begun and said ~ '^[[:alpha:]]{3,}$' and unit !~ '^-|"' then
      part := to_tsquery('english', said || ':*');
    else
      part := phraseto_tsquery('english', said);
    end if;
    continue when numnode(part) = 0;
    if unit ~ '^-["[:alnum:]]' then
      part := !!part;
    else
      wanted := true;
    end if;
    every := coalesce(every && part, part);
  end loop;
  if not wanted then
    return coalesce(one, '');
  end if;
  return coalesce(one || every, every);
end $$;

-- Found by what its title, its text and its files' names say, and by who wrote it as readers are told.
create or replace function app.search_vector(item uuid) returns tsvector language sql stable set search_path = public, app, pg_temp as $$
  select setweight(to_tsvector('english', app.words(v.title)), 'A') || to_tsvector('english', app.words(v.body))
         || to_tsvector('english', app.words(i.author_name || ' ' || i.author_organization))
         || to_tsvector('english', app.words(coalesce((select string_agg(name, ' | ' order by id) from attachment where item_id = i.id and dropped is null), '')))
         || array_to_tsvector(array(select '#' || circle_id::text from audience where item_id = i.id)
            || ('=' || coalesce((select genre from sector_update where item_id = i.id), i.kind))
            || ('@' || to_char(i.posted at time zone 'UTC', 'IYYYIW')))
    from item i join item_version v on v.item_id = i.id and v.number = i.current
   where i.id = item $$;

-- By which rules a vector was made. Those of earlier rules find what they found before, and are made anew in the background, the
-- newest first: a start waits for none of them.
alter table search_part add column rules int not null default 0;
alter table search_part alter column rules set default 1;
create index search_part_rules on search_part (posted desc) where rules < 1;

create or replace function app.make_searchable() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_argv[0] = 'replies' and (select kind = 'update' from item where id = new.item_id) then
    return null;
  end if;
  insert into search_part (item_id, portion, posted, vector)
  select id, 1, posted, app.search_vector(id) from item where id = new.item_id and withdrawn is null
  on conflict (item_id, portion) do update set vector = excluded.vector, rules = excluded.rules;
  return null;
end $$;

-- A file comes after what it is attached to, or leaves with an edit.
create function app.file_searchable() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update search_part set vector = vector || to_tsvector('english', app.words(new.name)) where item_id = new.item_id;
  else
    update search_part set vector = app.search_vector(new.item_id), rules = 1 where item_id = new.item_id;
  end if;
  return null;
end $$;
create trigger searchable after insert or update of dropped on attachment for each row execute function app.file_searchable();

-- Each row is locked before its text is read, so that an edit or a widening at the same time is not overwritten by what stood before.
create function app.search_anew(most int) returns int language plpgsql security definer set search_path = public, app, pg_temp as $$
declare one uuid; done int := 0;
begin
  for one in select item_id from search_part where rules < 1 order by posted desc limit most loop
    perform 1 from search_part where item_id = one and rules < 1 for update skip locked;
    continue when not found;
    update search_part set vector = app.search_vector(one), rules = 1 where item_id = one;
    done := done + 1;
  end loop;
  return done;
end $$;
revoke all on function app.search_anew(int) from public;
grant execute on function app.search_anew(int) to concord_worker;

-- What is shared. An item has an audience of circles, versions that are never edited, and a text that can be searched; a new kind
-- of thing to share adds a table of its own details and inherits the wall.

create function app.width(label text) returns int language sql immutable parallel safe as
  $$ select array_position(array['TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR'], label) $$;
create function app.circle_width(kind text) returns int language sql immutable parallel safe as
  $$ select array_position(array['person', 'seated', 'council', 'community', 'public'], kind) $$;

create table item (
  id                uuid primary key,
  kind              text not null check (kind in ('update', 'reply')),
  root_id           uuid not null,      -- the update that a reply answers; an update's own id
  label             text not null check (app.width(label) is not null),
  root_label        text not null,
  source_council_id uuid not null references council,
  author_id         uuid not null,
  appointment_id    uuid not null,
  -- As spoken: who the author was then, for whom, in what office. Written by trigger from the appointment.
  author_name         text not null,
  author_office       text not null,
  author_organization text not null,
  organization_id   uuid not null references organization,
  seat_id           uuid references seat,
  posted            timestamptz not null default app.now(),
  current           int not null default 1,   -- the number of the newest version
  withdrawn         timestamptz,
  withdrawn_by      text,
  withdrawn_because text check (char_length(withdrawn_because) between 1 and 1000),
  unique (id, label),
  unique (id, author_id, label, root_id),
  check ((kind = 'update') = (root_id = id)),
  check ((withdrawn is null) = (withdrawn_because is null)),
  -- A reply is never wider than what it answers.
  check (app.width(label) <= app.width(root_label)),
  foreign key (appointment_id, author_id, source_council_id) references appointment (id, person_id, council_id),
  foreign key (root_id, root_label) references item (id, label)
);
create index on item (root_id, posted);
create index on item (author_id, posted desc);

create table item_version (
  item_id   uuid not null references item,
  number    int not null check (number >= 1),
  title     text not null check (char_length(title) <= 200),
  body      text not null check (octet_length(body) <= 102400),   -- Markdown, as typed
  html      text not null,                                        -- rendered and sanitized once, when written
  summary   text not null,                                        -- plain first lines, for lists
  author_id uuid not null references person,
  at        timestamptz not null default app.now(),
  primary key (item_id, number)
);

-- The one audience. A label is the widest kind of circle that an item may be addressed to; a reply stays within what it answers:
-- both are constraints, so no handler can get them wrong.
create table audience (
  item_id     uuid not null,
  circle_id   uuid not null,
  circle_kind text not null,
  council_id  uuid not null,
  root_id     uuid not null,
  through_id  uuid not null,      -- the circle of the root's audience that contains this one
  author_id   uuid not null,
  label       text not null,
  posted      timestamptz not null default app.now(),
  since       int not null default 1,   -- the first version these readers may see
  answer_by   date,                     -- of a request: kept by trigger, so that "what waits for me" starts here
  published_by text,                    -- of the public circle: who opened it to everyone. Written by trigger
  primary key (item_id, circle_id),
  check (app.circle_width(circle_kind) <= app.width(label)),
  foreign key (circle_id, circle_kind, council_id) references circle (id, kind, council_id),
  foreign key (circle_id, through_id) references nesting (inner_id, outer_id),
  foreign key (item_id, author_id, label, root_id) references item (id, author_id, label, root_id) deferrable initially deferred,
  foreign key (root_id, through_id) references audience (item_id, circle_id) deferrable initially deferred
);
create index audience_feed on audience (circle_id, posted desc, item_id) where item_id = root_id;
create index audience_replies on audience (root_id, item_id);
create index audience_waiting on audience (circle_id, answer_by) where answer_by is not null;
create index audience_newest on audience (circle_id, posted desc, item_id);

create table search_part (
  item_id uuid not null references item,
  portion int not null,
  posted  timestamptz not null,
  vector  tsvector not null,
  primary key (item_id, portion)
);
-- No pending list: a post pays its own way, so that a search never pays for the posts before it.
create index search_part_vector on search_part using gin (vector) with (fastupdate = off);

-- The record of reads: who opened what was addressed to named people.
create table read_record (
  item_id   uuid not null references item,
  person_id uuid not null references person,
  at        timestamptz not null default app.now(),
  why       text not null check (why in ('named')),
  primary key (item_id, person_id)
);

-- What is read already: everything before the watermark, and the opened ones after it.
create table watermark (
  person_id uuid not null references person,
  circle_id uuid not null references circle on delete cascade,
  read_to   timestamptz not null,
  primary key (person_id, circle_id)
);
create table opened (
  person_id uuid not null references person,
  item_id   uuid not null references item,
  at        timestamptz not null default app.now(),
  primary key (person_id, item_id)
);

-- Sector updates: the first kind of thing that is shared.
create table sector_update (
  item_id     uuid primary key references item,
  genre       text not null check (genre in ('announcement', 'situation_report', 'advisory', 'best_practice', 'request')),
  answer_by   date,
  valid_until date,
  source      text not null default '' check (char_length(source) <= 300),        -- relayed from ...
  source_marking text not null default '' check (char_length(source_marking) <= 60),
  check ((genre = 'request') >= (answer_by is not null))
);
create table item_sector (
  item_id uuid not null references item,
  sector  text not null references sector,
  primary key (item_id, sector)
);
create index on item_sector (sector);
create table item_state (
  item_id uuid not null references item,
  state   text not null references jurisdiction,
  primary key (item_id, state)
);


-- What each version of an update said beside its text, once there is more than one. An edit inserts the new version's row; a trigger
-- keeps what stood before it and carries the new one into sector_update, item_sector, item_state and attachment, which say what holds
-- now.
create table update_version (
  item_id        uuid not null,
  number         int not null,
  answer_by      date,
  valid_until    date,
  source         text not null check (char_length(source) <= 300),
  source_marking text not null check (char_length(source_marking) <= 60),
  sectors        text[] not null,
  states         text[] not null,
  dropped        uuid[] not null default '{}',   -- the files that this version does without
  primary key (item_id, number),
  foreign key (item_id, number) references item_version
);

create table attachment (
  id        uuid primary key,
  item_id   uuid not null references item,
  author_id uuid not null references person,
  name      text not null check (char_length(name) between 1 and 200),
  media_type text not null,
  bytes     bigint not null check (bytes between 1 and 20971520),
  blob      text not null,      -- the content's sha256, the key in the blob store
  at        timestamptz not null default app.now(),
  since     int not null default 1,   -- the first version that it belongs to
  dropped   int check (dropped > since)   -- the first one that does without it
);
create index on attachment (item_id);
create index on attachment (blob);

-- A draft is its author's own, and so are its files.
create table draft (
  id        uuid primary key,
  author_id uuid not null references person,
  about     text not null,      -- 'update', 'reply:ITEM' or 'edit:ITEM'
  fields    jsonb not null check (octet_length(fields::text) <= 262144),
  created   timestamptz not null default app.now(),
  touched   timestamptz not null default app.now()
);
create index on draft (author_id, touched desc);
create table draft_file (
  id        uuid primary key,
  draft_id  uuid not null references draft on delete cascade,
  author_id uuid not null references person,
  name      text not null check (char_length(name) between 1 and 200),
  media_type text not null,
  bytes     bigint not null check (bytes between 1 and 20971520),
  blob      text not null,
  at        timestamptz not null default app.now()
);
create index on draft_file (draft_id);
create index on draft_file (blob);

-- ---------------------------------------------------------------------------------------------------------------------
-- As spoken: the author's live appointment at the moment of posting names him; an ended one posts nothing. Nothing answers what was
-- withdrawn.
create function app.as_spoken() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare a record;
begin
  select p.name as person, g.name as organization, t.organization_id, t.seat_id,
         case when t.office <> 'principal-staff' then o.name else 'Office of ' || coalesce((
              select q.name from appointment r join person q on q.id = r.person_id
               where r.seat_id = t.seat_id and r.office = 'representative' and r.since <= app.now() and (r.until is null or r.until > app.now()) limit 1), 'the representative') end as office
    into a
    from appointment t join person p on p.id = t.person_id join office o on o.slug = t.office join organization g on g.id = t.organization_id
   where t.id = new.appointment_id and t.person_id = new.author_id and t.council_id = new.source_council_id
     and t.since <= app.now() and (t.until is null or t.until > app.now());
  if not found then
    raise exception 'no live appointment to post as' using errcode = 'insufficient_privilege';
  end if;
  if new.kind = 'reply' and exists (select from item r where r.id = new.root_id and r.withdrawn is not null) then
    raise exception 'what was withdrawn is not answered' using errcode = 'insufficient_privilege';
  end if;
  new.author_name := a.person; new.author_office := a.office; new.author_organization := a.organization;
  new.organization_id := a.organization_id; new.seat_id := a.seat_id;
  return new;
end $$;
create trigger as_spoken before insert on item for each row execute function app.as_spoken();

create function app.version_counts() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update item set current = new.number where id = new.item_id and current <> new.number;
  insert into outbox (topic, object_id) values (case new.number when 1 then 'item' else 'version' end, new.item_id);
  return null;
end $$;
create trigger counts after insert on item_version for each row execute function app.version_counts();

-- One lexeme for each circle of the audience stands in the vector, one for the kind and one for the week in which it was posted, so
-- that one index answers "my circles and this phrase". What a text says never begins with such a character.
create function app.search_vector(item uuid) returns tsvector language sql stable set search_path = public, app, pg_temp as $$
  select setweight(to_tsvector('english', v.title), 'A') || to_tsvector('english', v.body)
         || array_to_tsvector(array(select '#' || circle_id::text from audience where item_id = i.id)
            || ('=' || coalesce((select genre from sector_update where item_id = i.id), i.kind))
            || ('@' || to_char(i.posted at time zone 'UTC', 'IYYYIW')))
    from item i join item_version v on v.item_id = i.id and v.number = i.current
   where i.id = item $$;
revoke all on function app.search_vector(uuid) from public;

-- A new update is searchable with its details, which say its kind and come after its first version; all else with its text.
create function app.make_searchable() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_argv[0] = 'replies' and (select kind = 'update' from item where id = new.item_id) then
    return null;
  end if;
  insert into search_part (item_id, portion, posted, vector)
  select id, 1, posted, app.search_vector(id) from item where id = new.item_id
  on conflict (item_id, portion) do update set vector = excluded.vector;
  return null;
end $$;
create trigger searchable after insert on sector_update for each row execute function app.make_searchable();
create trigger searchable_reply after insert on item_version for each row when (new.number = 1) execute function app.make_searchable('replies');
create trigger searchable_edit after insert on item_version for each row when (new.number > 1) execute function app.make_searchable();

-- What stood before an edit stays as it was; what the edit says holds from now on.
create function app.update_changes() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into update_version (item_id, number, answer_by, valid_until, source, source_marking, sectors, states)
  select u.item_id, new.number - 1, u.answer_by, u.valid_until, u.source, u.source_marking,
         array(select sector from item_sector where item_id = u.item_id), array(select state from item_state where item_id = u.item_id)
    from sector_update u where u.item_id = new.item_id
  on conflict do nothing;
  update sector_update set answer_by = new.answer_by, valid_until = new.valid_until, source = new.source, source_marking = new.source_marking
   where item_id = new.item_id;
  delete from item_sector where item_id = new.item_id and sector <> all (new.sectors);
  insert into item_sector (item_id, sector) select new.item_id, unnest(new.sectors) on conflict do nothing;
  delete from item_state where item_id = new.item_id and state <> all (new.states);
  insert into item_state (item_id, state) select new.item_id, unnest(new.states) on conflict do nothing;
  update attachment set dropped = new.number
   where item_id = new.item_id and id = any (new.dropped) and dropped is null and since < new.number;
  return null;
end $$;
create trigger changes after insert on update_version for each row when (pg_trigger_depth() = 0) execute function app.update_changes();

-- Widened: the text can be found by the new readers too. (Before the first version is there, nothing is to be found.)
create function app.audience_widens() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update search_part set vector = vector || array_to_tsvector(array['#' || new.circle_id::text]) where item_id = new.item_id;
  return null;
end $$;
create trigger widens after insert on audience for each row execute function app.audience_widens();

create function app.request_waits() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_table_name = 'sector_update' then
    update audience set answer_by = new.answer_by where item_id = new.item_id and answer_by is distinct from new.answer_by;
    return null;
  end if;
  new.answer_by := (select u.answer_by from sector_update u where u.item_id = new.item_id);
  return new;
end $$;
create trigger waits after insert or update of answer_by on sector_update for each row execute function app.request_waits();
create trigger waits before insert on audience for each row execute function app.request_waits();

-- Who asks, as readers are told it: with the highest office held in that council. What the portal itself inserts has nobody behind it.
create function app.asker_in(council uuid) returns text language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.name || coalesce(', ' || (
         select o.name from appointment t join office o on o.slug = t.office
          where t.person_id = w.person_id and t.council_id = asker_in.council and t.since <= app.now() and (t.until is null or t.until > app.now())
          order by o.rank limit 1), '')
    from app.who w
$$;
revoke all on function app.asker_in(uuid) from public;

create function app.opened_to_all() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.published_by := (select app.asker_in(i.source_council_id) from item i where i.id = new.item_id);
  return new;
end $$;
create trigger opened_to_all before insert on audience for each row when (new.circle_kind = 'public') execute function app.opened_to_all();

-- When and by whom something was withdrawn is not the web's to say.
create function app.withdraws() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if (select true from app.who) then
    new.withdrawn := app.now();
    new.withdrawn_by := app.asker_in(new.source_council_id);
  end if;
  return new;
end $$;
create trigger withdraws before update of withdrawn on item for each row when (old.withdrawn is null) execute function app.withdraws();

-- Withdrawn: gone from the index in the same transaction; the policy hides the text.
create function app.withdrawn() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if old.withdrawn is null and new.withdrawn is not null then
    delete from search_part where item_id = new.id;
    insert into outbox (topic, object_id) values ('withdrawn', new.id);
  end if;
  return null;
end $$;
create trigger withdrawn after update of withdrawn on item for each row execute function app.withdrawn();

call app.protect('item');
call app.protect('item_version');
call app.protect('audience');
call app.protect('sector_update');
call app.protect('update_version');
call app.protect('item_sector', false);
call app.protect('item_state', false);
call app.protect('attachment');
call app.protect('search_part', false);
call app.protect('read_record', true, true);
call app.protect('watermark', false);
call app.protect('opened', false, true);
call app.protect('draft', false);
call app.protect('draft_file', false);

-- ---------------------------------------------------------------------------------------------------------------------
-- "Members read what is addressed to their circles." Everything else follows from the audience.
create policy members_read on audience for select to concord_app, concord_worker using (
  circle_id = any (array(select circle_id from app.holding where capability = 'item.read')));
-- A new item's audience comes before the item. One's own that is there already is addressed further only while one may still post
-- where it was said: who left a council does not open to himself, or to others, what he wrote there. (About another's item the
-- foreign key says no, so that hidden and missing are the same.)
create function app.speaks_still(of_item uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select not exists (select from item i join app.who w on w.person_id = i.author_id
    where i.id = of_item and (i.withdrawn is not null or not i.source_council_id = any (array(
          select council_id from app.holding where capability = case i.kind when 'reply' then 'reply.post' else 'update.post' end))))
$$;
revoke all on function app.speaks_still(uuid) from public;
grant execute on function app.speaks_still(uuid) to concord_app;

-- "What a council released as TLP:CLEAR, those publish who speak for that council to the public": its chair and its secretariat,
-- whoever wrote it. By the label its author agreed, and it is the council's record; a representative could otherwise never have
-- anything published. Only what stands now is opened, not what was said before. Readers are told who did it, and so is the author.
create function app.publishes(of_item uuid, since int) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce((select true
    from item i join held h on h.capability = 'item.address' and h.circle_id = '00000000-0000-0000-0000-0000000000c1'
                           and h.person_id = any (array(select person_id from app.who)) and h.since <= app.now() and h.until > app.now()
    join appointment t on t.id = h.appointment_id and t.council_id = i.source_council_id
   where i.id = of_item and i.kind = 'update' and i.label = 'TLP:CLEAR' and i.withdrawn is null and i.current = publishes.since
     and (select true from audience a where a.item_id = i.id and a.circle_id = any (array(select circle_id from app.holding where capability = 'item.read')) limit 1)
   limit 1), false)
$$;
revoke all on function app.publishes(uuid, int) from public;
grant execute on function app.publishes(uuid, int) to concord_app;
-- "One addresses circles of councils where one may post, or that one may address, and answers whom the update itself was addressed
-- to." Whose item it is, a foreign key says; that the answered circle is one of the update's, another.
create policy authors_address on audience for insert to concord_app with check (
  case circle_kind when 'public' then app.publishes(item_id, since)
  else author_id = any (array(select person_id from app.who))
    and app.speaks_still(item_id)
    and (council_id = any (array(select council_id from app.holding where capability in ('update.post', 'reply.post', 'item.address')))
      or item_id <> root_id and circle_id = through_id)
  end);
grant select on audience to concord_app, concord_worker;
grant insert (item_id, circle_id, circle_kind, council_id, root_id, through_id, author_id, label, since) on audience to concord_app;

create policy readers_read on item for select to concord_app, concord_worker using (
  (select true from audience a where a.item_id = item.id limit 1));
create policy members_post on item for insert to concord_app with check (
  author_id = any (array(select person_id from app.who))
  and source_council_id = any (array(select council_id from app.holding where capability = case kind when 'reply' then 'reply.post' else 'update.post' end))
  -- Nobody posts what he could not read, nor answers it.
  and (select true from audience a where a.item_id = item.root_id limit 1));
grant select on item to concord_app, concord_worker;
grant insert (id, kind, root_id, label, root_label, source_council_id, author_id, appointment_id) on item to concord_app;
-- "The author, and officers of the council that released it, withdraw."
create policy withdraw on item for update to concord_app using (
  withdrawn is null and source_council_id = any (array(
    select council_id from app.holding where capability = 'item.withdraw'
    union all
    select h.council_id from app.holding h where h.capability in ('update.post', 'reply.post') and item.author_id = any (array(select person_id from app.who)))))
  with check (withdrawn is not null);
grant update (withdrawn, withdrawn_because) on item to concord_app;

create policy readers_read on item_version for select to concord_app, concord_worker using (
  (select true from audience a where a.item_id = item_version.item_id and a.since <= item_version.number limit 1)
  and (select i.withdrawn is null from item i where i.id = item_version.item_id));
-- "The author edits, while he may still post there": today's right, not yesterday's authorship.
create policy author_writes on item_version for insert to concord_app with check (
  author_id = any (array(select person_id from app.who))
  and (select i.withdrawn is null and i.author_id = item_version.author_id
              and i.source_council_id = any (array(select council_id from app.holding where capability = case i.kind when 'reply' then 'reply.post' else 'update.post' end))
         from item i where i.id = item_version.item_id));
grant select, insert (item_id, number, title, body, html, summary, author_id) on item_version to concord_app;
grant select on item_version to concord_worker;

-- What stands beside a version is written with it: in its transaction, by who may write it, and not later.
do $$
declare t text;
begin
  foreach t in array array['sector_update', 'item_sector', 'item_state', 'attachment', 'update_version'] loop
    execute format($p$create policy readers_read on %1$I for select to concord_app, concord_worker using (
      (select true from audience a where a.item_id = %1$I.item_id%2$s limit 1) and (select i.withdrawn is null from item i where i.id = %1$I.item_id))$p$,
      t, case t when 'attachment' then ' and (attachment.dropped is null or a.since < attachment.dropped)'
                when 'update_version' then ' and a.since <= update_version.number' else '' end);
    execute format($p$create policy author_writes on %1$I for insert to concord_app with check (
      (select v.at = app.now() and v.author_id = any (array(select person_id from app.who))
         from item i join item_version v on v.item_id = i.id and v.number = i.current where i.id = %1$I.item_id%2$s))$p$,
      t, case t when 'attachment' then ' and v.number = attachment.since'
                when 'update_version' then ' and v.number = update_version.number and v.number > 1' else ' and v.number = 1' end);
    execute format('grant select on %I to concord_app, concord_worker', t);
  end loop;
end $$;
grant insert on sector_update, item_sector, item_state, update_version to concord_app;
grant insert (id, item_id, author_id, name, media_type, bytes, blob, since) on attachment to concord_app;

create policy readers_search on search_part for select to concord_app using (
  vector @@ (select coalesce(string_agg(distinct '''#' || circle_id || '''', '|'), '''#''')::tsquery from app.holding where capability = 'item.read'));
grant select on search_part to concord_app;

-- "Who opened it" is known to the reader himself, to the author, and to officers with attendance.read who may read the item too.
create policy own_or_attendance on read_record for select to concord_app using (
  (select true where read_record.person_id = any (array(select person_id from app.who))
   union all
   select true from item i where i.id = read_record.item_id
      and (i.author_id = any (array(select person_id from app.who))
        or i.source_council_id = any (array(select council_id from app.holding where capability = 'attendance.read')))
   limit 1));
create policy witness on read_record for insert to concord_app with check (
  person_id = any (array(select person_id from app.who)) and (select true from audience a where a.item_id = read_record.item_id limit 1));
grant select, insert on read_record to concord_app;

do $$
declare t text;
begin
  foreach t in array array['draft', 'draft_file'] loop
    execute format($p$create policy own on %I for all to concord_app using (author_id = any (array(select person_id from app.who)))
      with check (author_id = any (array(select person_id from app.who)))$p$, t);
    execute format('grant select, insert, update, delete on %I to concord_app', t);
  end loop;
end $$;
create policy own on watermark for all to concord_app using (person_id = any (array(select person_id from app.who)))
  with check (person_id = any (array(select person_id from app.who)));
grant select, insert, update on watermark to concord_app;
create policy own on opened for select to concord_app using (person_id = any (array(select person_id from app.who)));
create policy opens on opened for insert to concord_app with check (
  person_id = any (array(select person_id from app.who)) and (select true from audience a where a.item_id = opened.item_id limit 1));
grant select, insert on opened to concord_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- Reach: how many people an audience is, asked before posting and shown to every reader after it. The inverse of held, through one
-- narrow function; the asker must hold each circle, or the right to address its council.
create policy definer_reads on audience for select to concord_definer using (true);
create policy definer_reads on nesting for select to concord_definer using (true);
grant select on audience, nesting to concord_definer;

create function app.reach_of(circles uuid[]) returns table (people bigint, organizations bigint, councils bigint, government bigint, regulators bigint)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with allowed as materialized (
    select c.id, c.council_id from circle c
     where c.id = any (circles) and c.council_id = any (array(
           select h.council_id from app.holding h where h.capability in ('item.read', 'update.post', 'reply.post', 'item.address')))
  ), readers as (
    select distinct h.person_id from held h join allowed w on w.id = h.circle_id
     where h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()
  ), known as (
    select r.person_id, p.organization_id, o.government, o.regulator from readers r join person p on p.id = r.person_id
      join organization o on o.id = p.organization_id
     where (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
  )
  select count(*), count(distinct organization_id), (select count(distinct council_id) from allowed),
         count(*) filter (where government), count(*) filter (where regulator) from known
$$;

-- How many people stand in a circle, and how many of them are government: counted to 1,000, so that no page pays for a large council.
-- The index gives the people in order, each once, and nobody looks beyond the last one counted.
create function app.size_of(circle uuid, out people int, out government int)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select count(*)::int, (count(*) filter (where counted.government))::int
    from (select (select o.government from organization o where o.id = p.organization_id) as government
            from (select distinct h.person_id from held h
                   where h.circle_id = circle and h.capability = 'item.read' and h.since <= app.now() and h.until > app.now()) h
            join person p on p.id = h.person_id
           where (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
           limit 1001) counted
$$;

-- The audiences of an update and of those of its replies that the asker reads, as every reader is told them. One question for the
-- whole thread, so that each circle is counted once.
create function app.seen_by(of_root uuid)
returns table (item_id uuid, circle_id uuid, kind text, council_id uuid, council text, slug text, person_id uuid, person text, people int, government int)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with shown as materialized (
    select distinct mine.item_id from audience mine
     where mine.root_id = of_root
       and mine.circle_id = any (array(select h.circle_id from app.holding h where h.capability = 'item.read'))
  ), told as materialized (
    select a.item_id, a.circle_id from shown s join audience a on a.item_id = s.item_id
  ), sizes as materialized (
    select t.circle_id, z.people, z.government from (select distinct t.circle_id from told t) t cross join lateral app.size_of(t.circle_id) z
  )
  select t.item_id, c.id, c.kind, c.council_id, k.short_name, k.slug, c.person_id, p.name, z.people, z.government
    from told t join sizes z using (circle_id) join circle c on c.id = t.circle_id join council k on k.id = c.council_id
    left join person p on p.id = c.person_id
$$;

-- Whom the asker may answer: the circles the update was addressed to, and the asker's own that lie within one of them. Through which
-- of the update's circles, the audience of the reply has to say.
create function app.answerable(of_root uuid, counted boolean)
returns table (circle_id uuid, kind text, council_id uuid, council text, slug text, person_id uuid, person text, through_id uuid, reads boolean, people int, government int)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with mine as materialized (
    select distinct h.circle_id from app.holding h where h.capability = 'item.read'
  ), root as materialized (
    select a.circle_id from audience a where a.item_id = of_root and a.root_id = of_root
       and (select true from audience r where r.item_id = of_root and r.circle_id = any (array(select m.circle_id from mine m)) limit 1)
  ), offered as materialized (
    select r.circle_id, r.circle_id as through_id from root r where r.circle_id <> '00000000-0000-0000-0000-0000000000c1'
    union all
    select * from (
      select distinct on (n.inner_id) n.inner_id, n.outer_id
        from root r join nesting n on n.outer_id = r.circle_id join mine m on m.circle_id = n.inner_id
       where n.since <= app.now() and n.until > app.now() and n.inner_id <> all (array(select root.circle_id from root))
       order by n.inner_id, n.outer_id) within
  )
  select c.id, c.kind, c.council_id, k.short_name, k.slug, c.person_id, p.name, o.through_id,
         c.id = any (array(select m.circle_id from mine m)), z.people, z.government
    from offered o join circle c on c.id = o.circle_id join council k on k.id = c.council_id
    left join person p on p.id = c.person_id
    left join lateral app.size_of(c.id) z on counted
$$;

-- Those of the blobs that no row names: nobody will ask for them.
create function app.unnamed(blobs text[]) returns setof text language sql stable security definer set search_path = public, app, pg_temp as $$
  select b from unnest(blobs) b
   where not exists (select from attachment a where a.blob = b) and not exists (select from draft_file f where f.blob = b)
$$;
revoke all on function app.unnamed(text[]) from public;
grant execute on function app.unnamed(text[]) to concord_worker;

-- Whom the asker speaks for: the live appointments of his own. A community's member sees nobody else's.
create view app.serving as
  select a.id as appointment_id, a.council_id, a.office, a.seat_id, a.organization_id
    from app.who w join appointment a on a.person_id = w.person_id
   where a.since <= app.now() and (a.until is null or a.until > app.now());

revoke all on function app.reach_of(uuid[]), app.size_of(uuid), app.seen_by(uuid), app.answerable(uuid, boolean) from public;
grant create on schema app to concord_definer;
alter function app.reach_of(uuid[]) owner to concord_definer;
alter function app.size_of(uuid) owner to concord_definer;
alter function app.seen_by(uuid) owner to concord_definer;
alter function app.answerable(uuid, boolean) owner to concord_definer;
alter view app.serving owner to concord_definer;
revoke create on schema app from concord_definer;
grant execute on function app.reach_of(uuid[]), app.seen_by(uuid), app.answerable(uuid, boolean) to concord_app, concord_worker;
grant select on app.serving to concord_app, concord_worker, concord_owner;

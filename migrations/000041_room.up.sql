-- Room for files: so much for each person and so much in all, counted under one lock before the first byte is kept. A share is a content that
-- somebody sent; it is given back a day after the last update or draft that named it is gone, when the store lets go of the bytes.
create table file_room (
  only_one   boolean primary key default true check (only_one),
  per_person bigint not null check (per_person > 0),
  in_all     bigint not null check (in_all > 0),
  used       bigint not null default 0
);
create table file_share (
  person_id uuid not null references person,
  blob      text not null,
  bytes     bigint not null check (bytes >= 0),
  at        timestamptz not null default app.now(),
  primary key (person_id, blob)
);
create index on file_share (at);
call app.protect('file_room', false);
call app.protect('file_share', false);

insert into file_share (person_id, blob, bytes)
select distinct on (author_id, blob) author_id, blob, bytes
  from (select author_id, blob, bytes from attachment union all select author_id, blob, bytes from draft_file) kept order by author_id, blob;
insert into file_room (per_person, in_all, used) select 2::bigint << 30, 100::bigint << 30, coalesce(sum(bytes), 0) from file_share;

-- The asker is about to send these contents. A statement of its own: its lock is held for no longer.
create function app.take_room(blobs text[], sizes bigint[]) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  me   uuid := (select person_id from app.who);
  room file_room;
  more bigint;
begin
  if me is null then
    raise exception 'nobody is signed in' using errcode = 'insufficient_privilege';
  end if;
  select * into room from file_room for no key update;
  select coalesce(sum(bytes), 0) into more
    from (select blob, max(bytes) as bytes from unnest(blobs, sizes) n (blob, bytes) group by blob) n
   where not exists (select from file_share s where s.person_id = me and s.blob = n.blob);
  if more > 0 and more + (select coalesce(sum(bytes), 0) from file_share where person_id = me) > room.per_person then
    raise exception 'no room of one''s own' using errcode = 'check_violation', constraint = 'file_room_person';
  elsif more > 0 and more + room.used > room.in_all then
    raise exception 'no room' using errcode = 'check_violation', constraint = 'file_room_all';
  end if;
  insert into file_share (person_id, blob, bytes)
  select me, blob, max(bytes) from unnest(blobs, sizes) n (blob, bytes) group by blob
  on conflict (person_id, blob) do update set at = app.now();
  update file_room set used = used + more;
end $$;

-- What nothing names any more is given back once the store has let go of it. The worker says so now and then.
create function app.give_back_room() returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
declare less bigint;
begin
  perform from file_room for no key update;
  with old as (select array_agg(distinct blob) as blobs from file_share where at < app.now() - interval '25 hours'),
       gone as (delete from file_share s using old where s.at < app.now() - interval '25 hours' and s.blob in (select app.unnamed(old.blobs)) returning s.bytes)
  select coalesce(sum(bytes), 0) into less from gone;
  update file_room set used = used - less where less > 0;
end $$;

-- A file goes with a draft of one's own, or with one that is not there yet: whose it is is asked before any of its bytes.
create function app.is_anothers_draft(id uuid) returns boolean language plpgsql stable security definer set search_path = public, app, pg_temp as $$
begin
  return exists (select from draft d where d.id = is_anothers_draft.id and d.author_id is distinct from (select person_id from app.who));
end $$;

-- Ten files a draft and a hundred drafts a person, however many forms arrive at once.
create function app.draft_files_are_few() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform from draft d where d.id = new.draft_id for no key update;
  if (select count(*) from draft_file f where f.draft_id = new.draft_id) > 10 then
    raise exception 'ten files' using errcode = 'check_violation', constraint = 'draft_files_few';
  end if;
  return null;
end $$;
create trigger few after insert on draft_file for each row execute function app.draft_files_are_few();

create function app.files_are_few() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform from item i where i.id = new.item_id for no key update;
  if (select count(*) from attachment a where a.item_id = new.item_id and a.dropped is null) > 10 then
    raise exception 'ten files' using errcode = 'check_violation', constraint = 'draft_files_few';
  end if;
  return null;
end $$;
create trigger few after insert on attachment for each row execute function app.files_are_few();

create function app.drafts_are_few() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('drafts ' || new.author_id, 0));
  if (select count(*) from draft d where d.author_id = new.author_id) > 100 then
    raise exception 'a hundred drafts' using errcode = 'check_violation', constraint = 'drafts_few';
  end if;
  return null;
end $$;
create trigger few after insert on draft for each row execute function app.drafts_are_few();

revoke all on function app.take_room(text[], bigint[]), app.give_back_room(), app.is_anothers_draft(uuid), app.draft_files_are_few(), app.files_are_few(), app.drafts_are_few() from public;
grant execute on function app.take_room(text[], bigint[]), app.is_anothers_draft(uuid) to concord_app;
grant execute on function app.give_back_room() to concord_worker;

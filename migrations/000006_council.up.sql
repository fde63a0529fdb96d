-- Councils and who sits in them: what follows from a recorded fact follows here, so that neither a page nor an import can forget it.

-- ---------------------------------------------------------------------------------------------------------------------
-- Nestings say who reads what, so nobody writes them by hand: they follow from the sides of a room and from the sectors of a council.

-- A joint room is held by the councils that meet in it.
create table room_side (
  room_id    uuid not null references council on delete cascade,
  council_id uuid not null references council on delete cascade,
  primary key (room_id, council_id),
  check (room_id <> council_id)
);
create index on room_side (council_id);
call app.protect('room_side');
create policy anyone_reads on room_side for select to concord_app, concord_worker, concord_definer using (true);
-- Only councils that face each other get a room: staff cannot let a third body read along.
create policy staff_add on room_side for insert to concord_app with check (
  (select true from app.holding where capability = 'council.record' limit 1));
grant select on room_side to concord_app, concord_worker, concord_definer;
grant insert on room_side to concord_app;

-- app.nest puts every circle of the inner council into the circles of the outer one that are as wide or wider, until the outer council ends.
create function app.nest(inner_council uuid, outer_council uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
  insert into nesting (inner_id, outer_id, until)
  select i.id, o.id, k.until
    from circle i join circle o on o.council_id = outer_council join council k on k.id = outer_council
   where i.council_id = inner_council and i.kind in ('seated', 'council')
     and (o.kind in ('council', 'community') or o.kind = 'seated' and i.kind = 'seated')
  on conflict (inner_id, outer_id) do update set until = excluded.until where nesting.until <> excluded.until
$$;
revoke all on function app.nest(uuid, uuid) from public;

create function app.room_has_sides() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from council_kind_term where council_id = new.room_id and kind = 'joint_room')
     or exists (select from room_side s where s.room_id = new.room_id and s.council_id <> new.council_id
                   and not exists (select from counterpart p where p.council_id = s.council_id and p.counterpart_id = new.council_id and p.until > app.now())) then
    raise exception 'a joint room belongs to councils that face each other' using errcode = 'check_violation', constraint = 'room_of_counterparts';
  end if;
  perform app.nest(new.council_id, new.room_id);
  return null;
end $$;
create trigger nests after insert on room_side for each row execute function app.room_has_sides();

-- A council lies in the community of each of its sectors; a new community takes in the councils that are there already.
-- For all rows of a statement at once: an import adds hundreds.
create function app.community_holds() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into nesting (inner_id, outer_id, until)
  select i.id, o.id, p.until
    from (select distinct s.council_id as inner_council, c.id as outer_council, c.until
            from council_sector s
            join council_sector os using (sector)
            join council c on c.id = os.council_id
            join council_kind_term t on t.council_id = c.id and t.kind = 'community'
            join council_kind_term m on m.council_id = s.council_id
            join council_kind k on k.slug = m.kind and k.base_circle = 'council' and k.has_seats
           where s.council_id in (select council_id from changed) or c.id in (select council_id from changed)) p
    join circle i on i.council_id = p.inner_council and i.kind in ('seated', 'council')
    join circle o on o.council_id = p.outer_council and o.kind = 'community'
  on conflict (inner_id, outer_id) do update set until = excluded.until where nesting.until <> excluded.until;
  return null;
end $$;
create trigger communities after insert on council_sector referencing new table as changed for each statement execute function app.community_holds();
create trigger communities after insert on council_kind_term referencing new table as changed for each statement execute function app.community_holds();

create function app.community_lets_go() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  -- What was said through the nesting refers to it, so it ends and is not erased.
  update nesting n set until = greatest(app.now(), n.since)
    from circle i, circle o, council_kind_term t
   where i.id = n.inner_id and o.id = n.outer_id and i.council_id = old.council_id and n.until > app.now()
     and t.council_id = o.council_id and t.kind = 'community'
     and exists (select from council_sector s where s.council_id = o.council_id and s.sector = old.sector)
     and not exists (select from council_sector s join council_sector mine on mine.sector = s.sector and mine.council_id = old.council_id
                      where s.council_id = o.council_id);
  return null;
end $$;
create trigger communities_end after delete on council_sector for each row execute function app.community_lets_go();

-- A council that ends takes along what lies in it: the sides of an ended room read there no longer.
create function app.council_ends() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update nesting n set until = new.until
    from circle o, circle i
   where o.id = n.outer_id and o.council_id = new.id and i.id = n.inner_id and i.council_id <> new.id and n.until <> new.until;
  return null;
end $$;
create trigger ends after update of until on council for each row when (old.until <> new.until) execute function app.council_ends();

-- What kind a council is decides who may sit there, so these are not changed by an edit of its name.
revoke update on council from concord_app;
grant update (name, short_name, parent_id, region, status, status_note, formed_year, until, website) on council to concord_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- Appointments

-- One voice for each seat at a time, nobody twice in the same office, and only offices that the kind of council has. Seat and
-- person are locked, so that of two officers who appoint at once the second is told.
create function app.appointment_fits() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op = 'INSERT' and not exists (select from council_kind_term t join office_may m on m.kind = t.kind and m.office = new.office
                  where t.council_id = new.council_id and t.until > app.now()) then
    raise exception 'this kind of council has no such office' using errcode = 'check_violation', constraint = 'office_of_kind';
  end if;
  perform from seat where id = new.seat_id for no key update;
  perform from person where id = new.person_id for no key update;
  if new.office = 'representative' and exists (
       select from appointment a where a.id <> new.id and a.seat_id = new.seat_id and a.office = 'representative'
          and tstzrange(a.since, a.until) && tstzrange(new.since, new.until)) then
    raise exception 'the seat has its representative' using errcode = 'unique_violation', constraint = 'one_representative';
  end if;
  if exists (select from appointment a where a.id <> new.id and a.person_id = new.person_id and a.council_id = new.council_id and a.office = new.office
                and a.seat_id is not distinct from new.seat_id and tstzrange(a.since, a.until) && tstzrange(new.since, new.until)) then
    raise exception 'the person holds this office' using errcode = 'unique_violation', constraint = 'appointed_once';
  end if;
  return null;
end $$;
-- After the row, so that whoever may not appoint here is refused before he is told whether a seat is filled.
create trigger fits after insert or update of until on appointment for each row execute function app.appointment_fits();

-- A council is of one kind at a time, and the next one is built alike: whom a council seats is its own affair, whatever kind staff record
-- it to be, so none becomes a body whose roster staff keep, nor a room in which others read along.
create function app.kind_fits() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform from council where id = new.council_id for no key update; -- of two who change it at once the second is told
  if exists (select from council_kind_term t where t.council_id = new.council_id and t.since <> new.since
                and tstzrange(t.since, t.until) && tstzrange(new.since, new.until)) then
    raise exception 'a council is of one kind at a time' using errcode = 'unique_violation', constraint = 'one_kind_at_a_time';
  end if;
  if exists (select from council_kind k join council_kind n on n.slug = new.kind
              where (k.slug in (select kind from council_kind_term where council_id = new.council_id) or tg_op = 'UPDATE' and k.slug = old.kind)
                and (k.public_face, k.has_seats, k.base_circle, k.roster_by) <> (n.public_face, n.has_seats, n.base_circle, n.roster_by)) then
    raise exception 'a council that seats its own members keeps doing so' using errcode = 'check_violation', constraint = 'kind_built_alike';
  end if;
  return null;
end $$;
create trigger fits after insert or update on council_kind_term for each row execute function app.kind_fits();

-- Another kind can make a council industry's alone; never where government sits. It opens to government again only where nobody was ever
-- seated: who sits in an industry council came to one. The first kind is left alone, since who records it says that with it.
create function app.kind_is_industry() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare
  body uuid := case tg_op when 'DELETE' then old.council_id else new.council_id end;
  industry boolean;
begin
  if tg_op = 'INSERT' and (select count(*) = 1 from council_kind_term where council_id = body) then
    return null;
  end if;
  select bool_or(k.side = 'industry' or k.slug in ('subcouncil', 'working_group') and coalesce(p.industry_only, false)) into industry
    from council_kind_term t join council_kind k on k.slug = t.kind join council c on c.id = t.council_id left join council p on p.id = c.parent_id
   where t.council_id = body and t.until > app.now();
  if industry and exists (
       select from seat s join organization o on o.id = s.organization_id
        where s.council_id = body and o.government and (s.until is null or s.until > app.now())
       union all
       select from appointment a join person p on p.id = a.person_id join organization o on o.id in (a.organization_id, p.organization_id)
        where a.council_id = body and o.government and (a.until is null or a.until > app.now())) then
    raise exception 'government sits in the council' using errcode = 'check_violation', constraint = 'kind_seats_government';
  end if;
  update council c set industry_only = industry
   where c.id = body and c.industry_only <> industry
     and (industry or not exists (select from seat where council_id = body) and not exists (select from appointment where council_id = body));
  return null;
end $$;
create trigger industry after insert or delete or update on council_kind_term for each row execute function app.kind_is_industry();

-- A change of kind can be taken back; what a council was recorded as at first cannot.
create policy staff_drop on council_kind_term for delete to concord_app using (
  since > '-infinity' and (select true from app.holding where capability = 'council.record' limit 1));
grant delete on council_kind_term to concord_app;

-- Staff hand the workspace to an officer; whom a council seats is not theirs to record this way.
alter table hand_over add constraint hand_over_office check (office in ('chair', 'vice-chair', 'secretary'));

-- People whom the editor of a roster may appoint: those of the seat's organization, or whoever bears exactly the name typed. An
-- officer sees nobody else's people by this, and staff see no more than they do already.
create function app.appointable(to_council uuid, of_organization uuid, named text)
returns table (person_id uuid, name text, organization_id uuid, organization text)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select p.id, p.name, o.id, o.name
    from person p join organization o on o.id = p.organization_id
   where to_council = any (array(select council_id from app.roster_edited))
     and (p.organization_id = of_organization or lower(p.name) = lower(named))
     and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
     and not (o.government and (select c.industry_only from council c where c.id = to_council))
   order by p.name, p.id limit 100
$$;
revoke all on function app.appointable(uuid, uuid, text) from public;
grant create on schema app to concord_definer;
alter function app.appointable(uuid, uuid, text) owner to concord_definer;
revoke create on schema app from concord_definer;
grant execute on function app.appointable(uuid, uuid, text) to concord_app;

-- Found by a part of the name, by those who may see it.
create index person_name on person (name, id);
create index person_words on person using gin (name gin_trgm_ops);
create index organization_words on organization using gin (name gin_trgm_ops);
create index council_name on council (name, id);

-- Who keeps the roster of a council. The kind says who does as a rule; where a council's charter names others, that is a dated row which the
-- council and staff both see, with the document that says so. Staff never make a roster theirs: what they propose the chair agrees to, and
-- while nobody chairs another member of staff.

insert into office (slug, name, needs_seat, rank) values ('executive', 'Executive committee', false, 3);
insert into capability (slug, class, means) values
  ('roster.committee', 'content', 'Edit the roster where the executive committee keeps it'),
  ('roster.election',  'content', 'Edit the roster where those sit whom the council elected'),
  ('roster.entrust',   'content', 'Say who keeps the roster');
insert into office_may (kind, office, capability, reach, class)
select k.slug, m.office, m.capability, m.reach, 'content'
  from council_kind k
 cross join (values
  ('chair', 'roster.committee', 'own'), ('chair', 'roster.entrust', 'own'), ('secretary', 'roster.election', 'own'),
  ('executive', 'roster.committee', 'own'), ('executive', 'roster.read', 'own'), ('executive', 'item.read', 'council'), ('executive', 'item.read', 'person'),
  ('executive', 'reply.post', 'council')) m (office, capability, reach)
 where k.base_circle = 'council' and k.has_seats and k.slug <> 'joint_room';

create table roster_rule (
  id          uuid primary key,
  council_id  uuid not null references council,
  kept_by     text not null check (kept_by in ('officers', 'executive committee', 'election', 'staff')),
  document    text not null check (char_length(document) between 1 and 500),
  since       timestamptz not null default app.now(),
  until       timestamptz,
  recorded_by uuid not null references person,
  recorded_name text not null,             -- as both sides are told it
  recorded    timestamptz not null default app.now(),
  agreed      timestamptz,
  agreed_name text not null default '',
  stopped     timestamptz,                 -- instead: taken back, or not agreed to
  check (until >= since),
  check (num_nonnulls(agreed, stopped) < 2)
);
create index on roster_rule (council_id, since);
create index on roster_rule (recorded_by);
create unique index roster_rule_open on roster_rule (council_id) where agreed is null and stopped is null;
create unique index roster_rule_living on roster_rule (council_id) where agreed is not null and until is null;
call app.protect('roster_rule');

-- By which capability one keeps a roster where a rule of its own says so; none for staff, who keep it as they keep those of their own bodies.
create view app.roster_kept as
  select council_id, case kept_by when 'officers' then 'roster.edit' when 'executive committee' then 'roster.committee' when 'election' then 'roster.election' end as capability
    from roster_rule where agreed is not null and since <= app.now() and until is null;

create or replace view app.roster_edited as
  select h.council_id from app.holding h left join app.roster_kept r on r.council_id = h.council_id
   where h.capability in ('roster.edit', 'roster.committee', 'roster.election')
     and h.capability = case when r.council_id is null then 'roster.edit' else r.capability end
  union all
  select t.council_id from council_kind_term t join council_kind k on k.slug = t.kind
   where k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now()
     and (select true from app.holding where capability = 'council.record' limit 1)
  union all
  select r.council_id from app.roster_kept r where r.capability is null and (select true from app.holding where capability = 'council.record' limit 1);

create or replace function app.keepers(of_council uuid) returns table (person_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct h.person_id
    from held h join person p on p.id = h.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
    left join app.roster_kept r on r.council_id = of_council
   where h.since <= app.now() and h.until > app.now()
     and (h.council_id = of_council and h.capability = case when r.council_id is null then 'roster.edit' else r.capability end
       or h.capability = 'council.record' and (r.council_id is not null and r.capability is null or exists (
            select from council_kind_term t join council_kind k on k.slug = t.kind
             where t.council_id = of_council and k.roster_by = 'staff' and t.since <= app.now() and t.until > app.now())))
$$;

-- Where the asker may say who keeps a roster: chairs in their councils; staff propose it anywhere.
create view app.entrusting as
  select council_id from app.holding where capability = 'roster.entrust'
  union all
  select c.id from council c where (select true from app.holding where capability = 'council.record' limit 1);

create function app.rule_begins() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  new.recorded_by := coalesce((select person_id from app.who), new.recorded_by);
  new.recorded_name := app.named(new.recorded_by);
  new.recorded := app.now();
  new.since := app.now();
  if exists (select from app.who) and new.council_id <> all (array(select council_id from app.entrusting)) then
    raise exception 'not this roster' using errcode = 'insufficient_privilege';
  end if;
  perform from council where id = new.council_id for no key update;
  if not exists (select from council_kind_term t join council_kind k on k.slug = t.kind
                  where t.council_id = new.council_id and t.since <= app.now() and t.until > app.now() and k.roster_by = 'council' and k.has_seats and k.slug <> 'joint_room') then
    raise exception 'the kind says who keeps it' using errcode = 'check_violation', constraint = 'roster_rule_kind';
  end if;
  -- An industry council seats itself, whoever agrees.
  if new.kept_by = 'staff' and (select industry_only from council where id = new.council_id) then
    raise exception 'staff keep no roster of an industry council' using errcode = 'check_violation', constraint = 'roster_rule_industry';
  end if;
  if exists (select from held h where h.person_id = new.recorded_by and h.council_id = new.council_id and h.capability = 'roster.entrust' and h.since <= app.now() and h.until > app.now()) then
    new.agreed := app.now();
    new.agreed_name := new.recorded_name;
    update roster_rule set until = app.now() where council_id = new.council_id and agreed is not null and until is null;
  end if;
  return new;
end $$;
create trigger begins before insert on roster_rule for each row execute function app.rule_begins();

create function app.rule_turns() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare me uuid := (select person_id from app.who);
begin
  if pg_trigger_depth() > 1 then
    return new; -- the next one ends it
  end if;
  perform from council where id = old.council_id for no key update;
  if old.agreed is not null or old.stopped is not null then
    raise exception 'it is decided' using errcode = 'check_violation', constraint = 'roster_rule_over';
  end if;
  if new.stopped is not null then
    new.agreed := null;
    new.stopped := app.now();
    return new;
  end if;
  if not exists (select from app.holding h where h.council_id = old.council_id and h.capability = 'roster.entrust')
     and (me = old.recorded_by or exists (select from held h where h.council_id = old.council_id and h.capability = 'roster.entrust' and h.since <= app.now() and h.until > app.now())) then
    raise exception 'the chair agrees' using errcode = 'insufficient_privilege';
  end if;
  new.agreed := app.now();
  new.agreed_name := app.named(me);
  new.since := app.now();
  update roster_rule set until = app.now() where council_id = old.council_id and agreed is not null and until is null;
  return new;
end $$;
create trigger turns before update on roster_rule for each row execute function app.rule_turns();

create policy both_sides_read on roster_rule for select to concord_app, concord_worker using (council_id = any (array(select council_id from app.roster_seen)));
create policy definer_reads on roster_rule for select to concord_definer using (true);
create policy entrusts on roster_rule for insert to concord_app with check (
  recorded_by = any (array(select person_id from app.who)) and council_id = any (array(select council_id from app.entrusting)));
create policy decides on roster_rule for update to concord_app using (council_id = any (array(select council_id from app.entrusting)));
grant select, insert (id, council_id, kept_by, document), update (agreed, stopped) on roster_rule to concord_app;
grant select on roster_rule to concord_worker, concord_definer;

-- ---------------------------------------------------------------------------------------------------------------------
-- Who represents a seat is not put out of it by whoever keeps the roster in two clicks where a hand-over takes fourteen days: she resigned,
-- left the organization or is put out for misconduct, which stands in the record; or the seat is handed over.

alter table appointment add column ended_for text not null default '' check (ended_for in ('', 'resigned', 'left', 'misconduct'));
grant update (ended_for) on appointment to concord_app;

-- Asked of the web's own hand alone: an organization that says somebody is no longer theirs, and a hand-over, end it as they are told to.
create function app.representative_ends() returns trigger language plpgsql set search_path = public, app, pg_temp as $$
begin
  if current_user = 'concord_app' and old.office = 'representative' and new.ended_for = '' and new.until < least(old.until, app.now() + interval '14 days')
     and not exists (select from app.who where person_id = old.person_id)
     and exists (select from seat s where s.id = old.seat_id and (s.until is null or s.until > app.now())) then
    raise exception 'the seat is handed over' using errcode = 'check_violation', constraint = 'representative_ends';
  end if;
  return new;
end $$;
create trigger ends before update of until on appointment for each row execute function app.representative_ends();

grant create on schema app to concord_definer;
alter view app.roster_kept owner to concord_definer;
alter view app.entrusting owner to concord_definer;
revoke create on schema app from concord_definer;
grant select on app.roster_kept to concord_owner;
grant select on app.entrusting to concord_app, concord_owner;

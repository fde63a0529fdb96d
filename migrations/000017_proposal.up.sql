-- Two people. What makes somebody staff, what lets an office do more, and a copy of the whole record: one member of staff proposes it and says
-- why, another one confirms it, and at that moment the portal does it. Nobody does it alone, whatever page she comes by.

insert into capability (slug, class, means) values ('proposal.decide', 'structure', 'Propose what needs two members of staff, and decide what another one proposed');
insert into office_may (kind, office, capability, reach, class) values ('administration', 'administrator', 'proposal.decide', 'own', 'structure');

-- ---------------------------------------------------------------------------------------------------------------------
-- What an office can be let do at all, whoever agrees: an office of a body that CISA runs is there and nowhere else, a liaison sits with
-- government, and nobody reads by being somebody's counterpart.

alter table office add column of_staff boolean not null default false;
update office set of_staff = true where slug in ('director', 'psa', 'csa', 'watch-officer', 'administrator');

alter table capability add column reaches text[] not null default '{own}';
update capability set reaches = case slug when 'item.read' then '{person,seated,council}' when 'item.address' then '{counterpart,public}'
  when 'roster.read' then '{own,rooms,counterpart}' else '{council}' end::text[] where slug in ('item.read', 'item.address', 'roster.read', 'update.post', 'reply.post');

create function app.right_fits(of_kind text, of_office text, of_capability text, of_reach text) returns boolean language sql stable set search_path = public, app, pg_temp as $$
  select of_reach = any (c.reaches) and o.of_staff = (k.roster_by = 'staff')
     and (c.class = 'structure') <= (k.slug = 'administration') and (k.slug = 'administration') <= (c.class <> 'content')
     and (o.slug = 'liaison') <= (k.slug in ('gcc', 'joint_room'))
    from council_kind k, office o, capability c where k.slug = of_kind and o.slug = of_office and c.slug = of_capability
$$;
revoke all on function app.right_fits(text, text, text, text) from public;
grant execute on function app.right_fits(text, text, text, text) to concord_app;

create function app.right_is_fitting() returns trigger language plpgsql set search_path = public, app, pg_temp as $$
begin
  if not app.right_fits(new.kind, new.office, new.capability, new.reach) then
    raise exception 'no such office does that there' using errcode = 'check_violation', constraint = 'right_fits';
  end if;
  return new;
end $$;
create trigger fits before insert on office_may for each row execute function app.right_is_fitting();

-- Who gains by a right, or would lose by its end, as of now: whom it leads into a circle where nothing else of hers does.
create function app.right_change(of_kind text, of_office text, of_capability text, of_reach text) returns table (person_id uuid, circle_id uuid, council_id uuid)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct a.person_id, r.circle_id, r.reached_id
    from council_kind_term k
    join council c on c.id = k.council_id and c.since <= app.now() and c.until > app.now()
    join appointment a on a.council_id = c.id and a.office = of_office and a.since <= app.now() and (a.until is null or a.until > app.now())
    join person p on p.id = a.person_id and (p.suspended is null or p.suspended > app.now()) and (p.expires is null or p.expires > app.now())
    left join seat s on s.id = a.seat_id
    join lateral (
         select r.circle_id, r.reached_id from app.reach r where r.council_id = c.id and r.reach = of_reach and r.since <= app.now() and r.until > app.now()
         union all
         select o.id, o.council_id from circle o where of_reach = 'person' and o.council_id = c.id and o.person_id = a.person_id) r on true
   where k.kind = of_kind and k.since <= app.now() and k.until > app.now() and (s.until is null or s.until > app.now())
     and not exists (select from held h left join appointment x on x.id = h.appointment_id
                      where h.person_id = a.person_id and h.capability = of_capability and h.circle_id = r.circle_id and h.since <= app.now() and h.until > app.now()
                        and (x.office is distinct from of_office
                          or not exists (select from council_kind_term t where t.council_id = x.council_id and t.kind = of_kind and t.since <= app.now() and t.until > app.now())))
     and not exists (select from office_may m join app.reach q on q.council_id = c.id and q.reach = m.reach and q.circle_id = r.circle_id and q.since <= app.now() and q.until > app.now()
                      where m.kind = of_kind and m.office = of_office and m.capability = of_capability and m.reach <> of_reach and m.since <= app.now() and m.until > app.now())
$$;

-- The same, counted for those who decide: the twenty circles with the most people, and beside each how many people and circles there are in all.
create function app.right_effect(of_kind text, of_office text, of_capability text, of_reach text)
returns table (council text, slug text, circle text, people int, everybody int, circles int)
language sql stable security definer set search_path = public, app, pg_temp as $$
  with gained as materialized (
    select g.person_id, g.council_id, c.kind from app.right_change(of_kind, of_office, of_capability, of_reach) g join circle c on c.id = g.circle_id
     where (select true from app.holding where capability = 'proposal.decide' limit 1)
  )
  select k.short_name, k.slug, g.kind, count(*)::int, (select count(distinct person_id)::int from gained), (count(*) over ())::int
    from gained g join council k on k.id = g.council_id
   group by k.id, k.short_name, k.slug, g.kind order by count(*) desc, k.short_name, g.kind limit 20
$$;

-- From how many people on that one group gains is an alarm: a change that looked small gave a whole nation's intelligence to everybody once.
create table widening_limit (
  since   timestamptz primary key default app.now(),
  readers int not null check (readers > 0)
);
insert into widening_limit (since, readers) values ('-infinity', 50);

-- ---------------------------------------------------------------------------------------------------------------------
-- What was proposed, and what became of it

create table proposal (
  id          uuid primary key,
  act         text not null check (act in ('appointment', 'right', 'end', 'export', 'address', 'limit')),
  because     text not null check (char_length(because) between 20 and 1000),
  proposed_by uuid not null references person,
  proposed    timestamptz not null default app.now(),
  -- Somebody's appointment, in that office of a body that CISA runs, for a term or without end. Its id is the proposal's.
  council_id  uuid references council,
  person_id   uuid references person,
  term        timestamptz,
  office      text references office,
  -- A right that the office has in each council of the kind from now on, or has no more.
  kind        text references council_kind,
  capability  text references capability,
  reach       text,
  readers     int not null default 0, -- how many people the circle gains that gains most; of an alarm's limit: the limit
  email       text check (char_length(email) between 3 and 254), -- with which somebody signs in from then on
  alarmed     boolean not null default false,
  confirmed   timestamptz,
  refused     timestamptz,
  decided_by  uuid references person,
  answer      text not null default '' check (char_length(answer) <= 1000),
  taken       timestamptz,            -- when the copy was taken: once, within a day
  check (case act when 'appointment' then num_nonnulls(council_id, person_id, office) = 3 and num_nonnulls(kind, capability, reach) = 0
                  when 'export' then num_nonnulls(council_id, person_id, term, office, kind, capability, reach) = 0
                  when 'limit' then readers > 0 and num_nonnulls(council_id, person_id, term, office, kind, capability, reach) = 0
                  when 'address' then num_nonnulls(person_id) = 1 and num_nonnulls(council_id, term, office, kind, capability, reach) = 0
                  else num_nonnulls(office, kind, capability, reach) = 4 and num_nonnulls(council_id, person_id, term) = 0 end),
  check ((act = 'address') = (email is not null)),
  check (num_nonnulls(confirmed, refused) = num_nonnulls(decided_by) and num_nonnulls(confirmed, refused) < 2)
);
create index on proposal (proposed desc, id);
create index proposal_waiting on proposal (proposed) where confirmed is null and refused is null;
create index on proposal (person_id);
create index on proposal (council_id);
create index on proposal (proposed_by);

create function app.widest(of_kind text, of_office text, of_capability text, of_reach text) returns int language sql stable security definer set search_path = public, app, pg_temp as $$
  select coalesce(max(n), 0)::int from (select count(*) as n from app.right_change(of_kind, of_office, of_capability, of_reach) g join circle c on c.id = g.circle_id and c.person_id is null
                                         group by g.circle_id) each
$$;
create function app.is_alarm(gaining int) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
  select gaining > (select readers from widening_limit where since <= app.now() order by since desc limit 1)
$$;

-- The address with which somebody signs in, who cannot reach the one before. Asked when it is proposed, and again when it is confirmed.
create function app.address_fits(of_person uuid, new_email text) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if not exists (select from signin.account a where a.person_id = of_person and lower(a.email) <> lower(new_email)) then
    raise exception 'not enrolled, or with this address' using errcode = 'check_violation', constraint = 'address_same';
  elsif exists (select from signin.account a where lower(a.email) = lower(new_email))
     or exists (select from signin.invitation i where lower(i.email) = lower(new_email) and i.used is null and i.cancelled is null and i.expires > app.now()) then
    raise exception 'address in use' using errcode = 'unique_violation', constraint = 'account_email';
  end if;
end $$;

-- Both addresses are told; every sign-in is over, and what was on its way to the one before opens nothing.
create function app.address_changes(by_proposal uuid, of_person uuid, new_email text) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  perform app.address_fits(of_person, new_email);
  update signin.email_change set withdrawn = app.now(), token = null where person_id = of_person and confirmed is null and withdrawn is null;
  insert into signin.email_change (id, person_id, email, was, hash, confirmed)
  select by_proposal, a.person_id, new_email, a.email, sha256(convert_to(by_proposal::text, 'UTF8')), app.now() from signin.account a where a.person_id = of_person;
  update signin.account set email = new_email where person_id = of_person;
  update signin.invitation set cancelled = app.now() where person_id = of_person and used is null and cancelled is null;
  delete from signin.session where person_id = of_person;
  insert into outbox (topic, object_id) values ('email-set', of_person);
end $$;

create function app.proposal_is_made() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.proposed_by is null then
    new.proposed_by := app.staff_with('proposal.decide');
    new.proposed := app.now();
  end if;
  if exists (select from proposal p where p.confirmed is null and p.refused is null and p.proposed > app.now() - interval '7 days'
                and (p.act, p.council_id, p.person_id, p.office, p.kind, p.capability, p.reach) is not distinct from (new.act, new.council_id, new.person_id, new.office, new.kind, new.capability, new.reach)
                and (new.act <> 'export' or p.proposed_by = new.proposed_by)) then
    raise exception 'it waits already' using errcode = 'check_violation', constraint = 'proposal_waits';
  end if;
  if new.act not in ('limit', 'right', 'end') then
    new.readers := 0;
  end if;
  if new.act = 'address' then
    perform app.address_fits(new.person_id, new.email);
  elsif new.act = 'appointment' then
    if not exists (select from council_kind_term t join council_kind k on k.slug = t.kind and k.roster_by = 'staff' join office_may m on m.kind = k.slug and m.office = new.office
                    where t.council_id = new.council_id and t.since <= app.now() and t.until > app.now()) then
      raise exception 'no body that staff run has this office' using errcode = 'check_violation', constraint = 'office_of_kind';
    elsif exists (select from appointment a where a.person_id = new.person_id and a.council_id = new.council_id and a.office = new.office and (a.until is null or a.until > app.now())) then
      raise exception 'the person holds this office' using errcode = 'unique_violation', constraint = 'appointed_once';
    end if;
  elsif new.act in ('right', 'end') then
    if not app.right_fits(new.kind, new.office, new.capability, new.reach)
       or not exists (select from office_may m where m.kind = new.kind and m.office = new.office and m.until > app.now()) then
      raise exception 'no such office does that there' using errcode = 'check_violation', constraint = 'right_fits';
    elsif (new.act = 'right') = exists (select from office_may m where (m.kind, m.office, m.capability, m.reach) = (new.kind, new.office, new.capability, new.reach) and m.until > app.now()) then
      raise exception 'it is so already' using errcode = 'check_violation', constraint = 'right_is_so';
    elsif (new.act, new.capability) = ('end', 'proposal.decide') then
      raise exception 'nobody could undo it' using errcode = 'check_violation', constraint = 'right_last';
    end if;
    new.readers := app.widest(new.kind, new.office, new.capability, new.reach);
    new.alarmed := new.act = 'right' and app.is_alarm(new.readers);
  end if;
  -- To take a right away needs nobody else.
  if new.act = 'end' then
    new.confirmed := new.proposed;
    new.decided_by := new.proposed_by;
  end if;
  return new;
end $$;
create trigger made before insert on proposal for each row execute function app.proposal_is_made();

create function app.proposal_is_decided() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
declare me uuid;
begin
  me := app.staff_with('proposal.decide'); -- first of all: others learn nothing from what is wrong with it
  if old.confirmed is not null or old.refused is not null or old.proposed <= app.now() - interval '7 days' then
    raise exception 'it is over' using errcode = 'check_violation', constraint = 'proposal_over';
  end if;
  if new.confirmed is not null and me = old.proposed_by then
    raise exception 'a second person confirms' using errcode = 'check_violation', constraint = 'proposal_second';
  -- Administrators decide about their own office, for nobody else is there.
  elsif new.confirmed is not null and (me is not distinct from old.person_id or old.act = 'right' and old.kind <> 'administration' and exists (
          select from appointment a join council_kind_term t on t.council_id = a.council_id and t.kind = old.kind and t.since <= app.now() and t.until > app.now()
           where a.person_id = me and a.office = old.office and a.since <= app.now() and (a.until is null or a.until > app.now()))) then
    raise exception 'who gains does not confirm' using errcode = 'check_violation', constraint = 'proposal_self';
  elsif new.confirmed is not null and old.act = 'right' and not old.alarmed and app.is_alarm(app.widest(old.kind, old.office, old.capability, old.reach)) then
    raise exception 'more would gain than when it was proposed' using errcode = 'check_violation', constraint = 'proposal_grown';
  end if;
  new.confirmed := case when new.confirmed is not null then app.now() end;
  new.refused := case when new.confirmed is null then app.now() end;
  new.decided_by := me;
  return new;
end $$;
create trigger decided before update of confirmed, refused, answer on proposal for each row execute function app.proposal_is_decided();

create function app.proposal_is_done() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if tg_op = 'INSERT' and new.alarmed then
    insert into outbox (topic, object_id) values ('widening', new.id);
  end if;
  if new.confirmed is null or tg_op = 'UPDATE' and old.confirmed is not null then
    return null;
  elsif new.act = 'appointment' then
    insert into appointment (id, person_id, council_id, office, organization_id, invented, since, until)
    select new.id, p.id, new.council_id, new.office, p.organization_id, p.invented, app.now(), new.term from person p where p.id = new.person_id;
  elsif new.act = 'address' then
    perform app.address_changes(new.id, new.person_id, new.email);
  elsif new.act = 'limit' then
    insert into widening_limit (readers) values (new.readers);
  elsif new.act = 'right' then
    insert into office_may (kind, office, capability, reach, class, since)
    select new.kind, new.office, new.capability, new.reach, c.class, app.now() from capability c where c.slug = new.capability;
  elsif new.act = 'end' then
    update office_may m set until = app.now() where (m.kind, m.office, m.capability, m.reach) = (new.kind, new.office, new.capability, new.reach) and m.until > app.now();
  end if;
  return null;
end $$;
create trigger done after insert or update of confirmed on proposal for each row execute function app.proposal_is_done();

-- ---------------------------------------------------------------------------------------------------------------------
-- Behind the wall

call app.protect('proposal');
call app.protect('widening_limit');
create policy anyone_reads on widening_limit for select to concord_app using (true);
grant select on widening_limit to concord_app;
create policy staff_read on proposal for select to concord_app using ((select true from app.holding where capability = 'proposal.decide' limit 1));
create policy staff_propose on proposal for insert to concord_app with check (
  proposed_by = any (array(select person_id from app.who)) and (select true from app.holding where capability = 'proposal.decide' limit 1));
create policy staff_decide on proposal for update to concord_app using ((select true from app.holding where capability = 'proposal.decide' limit 1));
grant select, insert (id, act, because, council_id, person_id, term, office, kind, capability, reach, readers, email), update (confirmed, refused, answer) on proposal to concord_app;

-- In the bodies that CISA runs staff end an appointment, and make none.
drop policy officers_add on appointment;
create policy officers_add on appointment for insert to concord_app with check (
  council_id = any (array(select council_id from app.holding where capability = 'roster.edit')));

-- Nor is a term there made longer, which would be an appointment by another name.
create function app.staff_term_ends() returns trigger language plpgsql set search_path = public, app, pg_temp as $$
begin
  if session_user in ('concord_app', 'concord_signin') and coalesce(new.until, 'infinity') > coalesce(old.until, 'infinity')
     and exists (select from council_kind_term t join council_kind k on k.slug = t.kind and k.roster_by = 'staff' where t.council_id = new.council_id) then
    raise exception 'a longer term is proposed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger staff_term_ends before update of until on appointment for each row execute function app.staff_term_ends();

-- The whole log is copied by who proposed it, once, within a day after another one confirmed.
create function app.log_is_copied() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  update proposal set taken = app.now()
   where id = (select p.id from proposal p where p.act = 'export' and p.proposed_by = new.person_id and p.confirmed > app.now() - interval '1 day' and p.taken is null
                order by p.confirmed limit 1 for update);
  if not found then
    raise exception 'a second person confirms a copy of the log' using errcode = 'check_violation', constraint = 'log_unconfirmed';
  end if;
  return new;
end $$;
create trigger log_is_copied before insert on audit for each row when (new.verb = 'export' and new.object_id = 'log') execute function app.log_is_copied();

-- ---------------------------------------------------------------------------------------------------------------------
-- An alarm goes to all who decide, and to the chairs of the councils whose readers grow so.

create function app.told_of_widening(of_proposal uuid) returns table (person_id uuid, council_id uuid) language sql stable security definer set search_path = public, app, pg_temp as $$
  select distinct h.person_id, null::uuid from held h where h.capability = 'proposal.decide' and h.since <= app.now() and h.until > app.now()
  union all
  select distinct a.person_id, a.council_id
    from proposal p
   cross join lateral (select g.council_id from app.right_change(p.kind, p.office, p.capability, p.reach) g join circle c on c.id = g.circle_id and c.person_id is null
                        group by g.council_id, g.circle_id having app.is_alarm(count(*)::int)) w
    join appointment a on a.council_id = w.council_id and a.office = 'chair' and a.since <= app.now() and (a.until is null or a.until > app.now())
   where p.id = of_proposal
$$;

-- What such a letter says to one of them, as long as it waits, with the councils of which the reader is told as their chair.
create function app.widening_letter(of_proposal uuid, to_person uuid)
returns table (name text, email text, councils text, bodies text, office text, means text, readers int, because text, proposer text, until timestamptz)
language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.name, m.email, t.councils, k.plural, o.name, y.means, p.readers, p.because, app.named(p.proposed_by), p.proposed + interval '7 days'
    from proposal p join council_kind k on k.slug = p.kind join office o on o.slug = p.office join capability y on y.slug = p.capability
    join person w on w.id = to_person and (w.suspended is null or w.suspended > app.now()) and (w.expires is null or w.expires > app.now())
    join signin.account m on m.person_id = w.id
   cross join lateral (select coalesce(string_agg(distinct c.short_name, ', '), '') as councils, count(*) as n
                         from app.told_of_widening(p.id) t left join council c on c.id = t.council_id where t.person_id = w.id) t
   where p.id = of_proposal and p.confirmed is null and p.refused is null and t.n > 0
$$;

revoke all on function app.right_change(text, text, text, text), app.right_effect(text, text, text, text), app.widest(text, text, text, text), app.is_alarm(int),
  app.address_fits(uuid, text), app.address_changes(uuid, uuid, text), app.told_of_widening(uuid), app.widening_letter(uuid, uuid) from public;
grant execute on function app.right_effect(text, text, text, text) to concord_app;
grant execute on function app.told_of_widening(uuid), app.widening_letter(uuid, uuid) to concord_worker;
